import assert from 'node:assert/strict';
import { test } from 'node:test';

import { CompiledTopicRegexes } from './compiled-topic-regexes.ts';

test('a topic regex is compiled once while it is in use; of the others the oldest are compiled again', () => {
  const compiled: string[] = [];
  const regexes = new CompiledTopicRegexes((pattern) => {
    compiled.push(pattern);
    return { matches: (name) => name === pattern };
  });
  const names = Array.from({ length: 50 }, (_, index) => `${index}-`.padEnd(4000, 'x'));
  assert.equal(regexes.compile('a').matches('a'), true);
  for (const name of names) {
    regexes.compile(name);
    regexes.compile('a');
  }
  assert.deepEqual(compiled, ['a', ...names]);
  compiled.length = 0;
  for (const name of names.slice(-24)) regexes.compile(name);
  assert.deepEqual(compiled, []);
  for (const name of names.slice(0, 10)) regexes.compile(name);
  assert.deepEqual(compiled, names.slice(0, 10));
});

test('what does not compile is not kept', () => {
  let count = 0;
  const regexes = new CompiledTopicRegexes(() => {
    count++;
    throw new Error('invalid');
  });
  for (let again = 0; again < 2; again++) assert.throws(() => regexes.compile('('));
  assert.equal(count, 2);
});
