import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startArguments } from './arguments.js';

test('the broker keeps its data in ./data', () => {
  assert.deepEqual(startArguments([]), ['start', '--data', './data']);
});

test('arguments of the user are passed on', () => {
  const args = startArguments(['--listen', '127.0.0.1:0']);
  assert.deepEqual(args, ['start', '--data', './data', '--listen', '127.0.0.1:0']);
});

test('a data directory that the user names replaces ours', () => {
  assert.deepEqual(startArguments(['--data', '/d']), ['start', '--data', '/d']);
  assert.deepEqual(startArguments(['--data=/d']), ['start', '--data=/d']);
});
