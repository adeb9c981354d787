import assert from 'node:assert/strict';
import { test } from 'node:test';

import { spreadOf } from './statistics.ts';

test('the quartiles of values are those of their sorted order', () => {
  assert.deepEqual(spreadOf([5, 1, 4, 2, 3]), { lowerQuartile: 2, median: 3, upperQuartile: 4 });
});

test('quartiles between two values are interpolated', () => {
  assert.deepEqual(spreadOf([1, 3]), { lowerQuartile: 1.5, median: 2, upperQuartile: 2.5 });
  assert.deepEqual(spreadOf([7]), { lowerQuartile: 7, median: 7, upperQuartile: 7 });
});
