import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readConnectionsArguments } from './connections-arguments.ts';

test('without arguments 10,000 connections are silent and 2,000 produce', () => {
  const { silent, producers, nodes } = readConnectionsArguments([]);
  assert.deepEqual([silent, producers], [10_000, 2_000]);
  assert.deepEqual(nodes, [Number.parseInt(process.versions.node, 10)]);
});

test('numbers, versions of Node and settings of the broker are read', () => {
  const args = ['--silent', '50', '--nodes', '20,24', '--override', 'a=b', '--override', 'c=d'];
  const { silent, nodes, overrides } = readConnectionsArguments(args);
  assert.deepEqual([silent, nodes, overrides], [50, [20, 24], ['a=b', 'c=d']]);
});

test('what is no number is named', () => {
  assert.throws(
    () => readConnectionsArguments(['--producers', 'many']),
    /--producers is "many"; give it a whole number/,
  );
});
