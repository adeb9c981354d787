import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DueTimes } from './due-times.ts';

function dueBetween(times: DueTimes, from: number, to: number): [number, number][] {
  const found: [number, number][] = [];
  times.between(from, to, (dueMs, records) => found.push([dueMs, records]));
  return found;
}

test('offsets say which request brought a record, whatever part of it was read', () => {
  const times = new DueTimes(1000, 3);
  for (const dueMs of [10, 20, 30]) times.add(dueMs);
  assert.deepEqual(dueBetween(times, 1000, 1009), [
    [10, 3],
    [20, 3],
    [30, 3],
  ]);
  assert.deepEqual(dueBetween(times, 1002, 1004), [
    [10, 1],
    [20, 1],
  ]);
  assert.deepEqual(dueBetween(times, 1004, 1004), []);
});

test('a record that nobody sent is a failure', () => {
  const times = new DueTimes(0, 1);
  times.add(10);
  assert.throws(() => dueBetween(times, 0, 2), /offset 1/);
});
