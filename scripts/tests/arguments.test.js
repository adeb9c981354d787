import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTestArguments } from './arguments.js';

test('words choose files, --grep chooses tests, --fast leaves slow files out', () => {
  const parsed = parseTestArguments(['storage', '--grep', 'fenced', 'log.test.ts', '--fast']);
  assert.deepEqual(parsed, { words: ['storage', 'log.test.ts'], grep: 'fenced', fast: true });
  assert.equal(parseTestArguments(['--grep=a b']).grep, 'a b');
});

test('an unknown argument and a missing pattern are refused', () => {
  assert.throws(() => parseTestArguments(['--watch']), /does not know --watch/);
  assert.throws(() => parseTestArguments(['--grep']), /--grep needs a pattern/);
});
