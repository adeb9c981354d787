import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ConsumerRecord } from '@odradek/client';

import { PrintedPositions } from './printed-positions.ts';

const P0 = { topic: 'orders', partition: 0 };
const P1 = { topic: 'orders', partition: 1 };

function record(partition: number, offset: number): ConsumerRecord {
  return {
    topic: 'orders',
    partition,
    offset,
    timestamp: 0,
    timestampType: 'CreateTime',
    key: null,
    value: null,
    headers: [],
    leaderEpoch: 7,
  };
}

test('what the output has not taken is not committed', () => {
  const printed = new PrintedPositions();
  printed.written(record(0, 4));
  printed.written(record(1, 9));
  assert.deepEqual(printed.toCommit(), []);
  printed.taken();
  printed.written(record(0, 5));
  assert.deepEqual(printed.toCommit(), [
    { ...P0, offset: 5, leaderEpoch: 7 },
    { ...P1, offset: 10, leaderEpoch: 7 },
  ]);
  assert.deepEqual(printed.toCommit([P1]), [{ ...P1, offset: 10, leaderEpoch: 7 }]);
});

test('positions behind what was printed count, with the epoch of the last record', () => {
  const printed = new PrintedPositions();
  printed.written(record(0, 4));
  printed.taken();
  printed.reached([
    { ...P0, offset: 8 },
    { ...P1, offset: 3 },
  ]);
  assert.deepEqual(printed.toCommit(), [
    { ...P0, offset: 8, leaderEpoch: 7 },
    { ...P1, offset: 3, leaderEpoch: -1 },
  ]);
});

test('where nothing was printed the group goes on at the first record that came', () => {
  const printed = new PrintedPositions();
  const positions = [
    { ...P0, offset: 6 },
    { ...P1, offset: 3 },
  ];
  printed.polled([record(0, 4), record(0, 5)], positions);
  const began = [
    { ...P0, offset: 4, leaderEpoch: -1 },
    { ...P1, offset: 3, leaderEpoch: -1 },
  ];
  assert.deepEqual(printed.toCommit(), began);
  printed.polled([record(0, 6), record(1, 3)], positions);
  assert.deepEqual(printed.toCommit(), began);
});

test('what was committed is not committed again, also if more was printed meanwhile', () => {
  const printed = new PrintedPositions();
  printed.reached([{ ...P0, offset: 3 }]);
  const first = printed.toCommit();
  printed.reached([{ ...P0, offset: 5 }]);
  printed.wereCommitted(first);
  const second = printed.toCommit();
  assert.deepEqual(second, [{ ...P0, offset: 5, leaderEpoch: -1 }]);
  printed.wereCommitted(second);
  assert.deepEqual(printed.toCommit(), []);
});

test('nothing is committed for partitions that were given up', () => {
  const printed = new PrintedPositions();
  printed.reached([
    { ...P0, offset: 3 },
    { ...P1, offset: 3 },
  ]);
  printed.written(record(0, 3));
  printed.forget([P0]);
  printed.taken();
  assert.deepEqual(printed.toCommit(), [{ ...P1, offset: 3, leaderEpoch: -1 }]);
});
