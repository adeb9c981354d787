import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readArguments } from './arguments.js';

test('without arguments the plain run is meant', () => {
  assert.deepEqual(readArguments([]), { isWhole: false, words: [] });
});

test('--all and words may come in any order', () => {
  assert.deepEqual(readArguments(['kcat', '--all']), { isWhole: true, words: ['kcat'] });
});

test('an unknown option is refused by name', () => {
  assert.throws(() => readArguments(['--al']), /Unknown option --al/);
});
