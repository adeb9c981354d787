import assert from 'node:assert/strict';
import { test } from 'node:test';

import { OffsetRanges } from './offset-ranges.ts';

test('offsets that were seen in any order leave no gap', () => {
  const ranges = new OffsetRanges();
  for (const [from, to] of [
    [10, 20],
    [0, 5],
    [5, 7],
    [7, 10],
    [15, 30],
  ] as const)
    ranges.add(from, to);
  assert.equal(ranges.firstMissing(30), undefined);
  assert.equal(ranges.firstMissing(31), 30);
});

test('an offset between two ranges is missing', () => {
  const ranges = new OffsetRanges();
  ranges.add(0, 5);
  ranges.add(6, 9);
  assert.equal(ranges.firstMissing(9), 5);
  ranges.add(5, 6);
  assert.equal(ranges.firstMissing(9), undefined);
});

test('without the first offset everything is missing', () => {
  const ranges = new OffsetRanges();
  assert.equal(ranges.firstMissing(0), undefined);
  ranges.add(1, 5);
  assert.equal(ranges.firstMissing(5), 0);
});
