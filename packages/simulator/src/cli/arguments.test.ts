import assert from 'node:assert/strict';
import { test } from 'node:test';

import { parseCommand } from './arguments.ts';

test('seeds run from 1 on unless another is named', () => {
  const all = { type: 'seeds', from: 1, count: 100, untilFailure: false };
  assert.deepEqual(parseCommand(['--seeds', '100']), all);
  const command = parseCommand(['--seeds', '5', '--from', '70', '--until-failure']);
  assert.deepEqual(command, { type: 'seeds', from: 70, count: 5, untilFailure: true });
});

test('one seed may show its events', () => {
  assert.deepEqual(parseCommand(['--seed', '7']), { type: 'seed', seed: 7, trace: false });
  assert.deepEqual(parseCommand(['--seed', '7', '--trace']), {
    type: 'seed',
    seed: 7,
    trace: true,
  });
});

test('planted bugs may be named', () => {
  const command = parseCommand(['--planted-bugs', 'visible-before-durable']);
  assert.deepEqual(command, { type: 'planted-bugs', names: ['visible-before-durable'] });
});

test('what is not understood gives the usage', () => {
  for (const args of [[], ['--seeds', 'many'], ['--seeds', '-1'], ['--speed', '3'], ['seven']]) {
    assert.equal(parseCommand(args).type, 'usage', args.join(' '));
  }
});
