import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readArguments } from './arguments.ts';

test('versions of Node, words and numbers are read from the command line', () => {
  const args = ['protocol', 'Fetch', 'kafkajs', '--nodes', '20,24', '--rounds', '3', '--write'];
  assert.deepEqual(readArguments(args), {
    nodes: [20, 24],
    words: ['Fetch', 'kafkajs'],
    rounds: 3,
    sampleMs: 25,
    warmUpMs: 1000,
    write: true,
  });
});

test('without a version of Node the one that runs is measured', () => {
  assert.deepEqual(readArguments(['protocol'])?.nodes, [
    Number.parseInt(process.version.slice(1), 10),
  ]);
});

test('a command line without a known command, or with a number that is none, is not understood', () => {
  for (const args of [
    [],
    ['storage'],
    ['protocol', '--nodes', 'lts'],
    ['protocol', '--rounds', '0'],
  ]) {
    assert.equal(readArguments(args), undefined, args.join(' '));
  }
});
