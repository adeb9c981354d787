import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { SegmentToClean } from './cleaning-job.ts';
import { type GroupingLimits, groupSegments } from './segment-groups.ts';

const INT_MAX = 2 ** 31 - 1;
const LIMITS = { segmentBytes: 100, segmentIndexBytes: 80 };

function segmentOf(baseOffset: number, given: Partial<SegmentToClean> = {}): SegmentToClean {
  return {
    baseOffset,
    nextOffset: baseOffset + 1,
    size: 10,
    offsetIndexBytes: 8,
    timeIndexBytes: 12,
    ...given,
  };
}

/** The base offsets of the segments of each group. */
function groupsOf(
  segments: readonly SegmentToClean[],
  limits: Partial<GroupingLimits> = {},
): readonly (readonly number[])[] {
  const firstUncleanableOffset = (segments.at(-1)?.baseOffset ?? 0) + 10;
  const groups = groupSegments(segments, { ...LIMITS, firstUncleanableOffset, ...limits });
  return groups.map((group) => group.map(({ baseOffset }) => baseOffset));
}

test('no segments are no groups', () => {
  assert.deepEqual(groupsOf([]), []);
});

test('neighbours become one as long as they are no larger than segment.bytes together', () => {
  const segments = [0, 10, 20, 30, 40].map((offset) => segmentOf(offset, { size: 40 }));
  assert.deepEqual(groupsOf(segments), [[0, 10], [20, 30], [40]]);
  assert.deepEqual(groupsOf(segments, { segmentBytes: 80 }), [[0, 10], [20, 30], [40]]);
  assert.deepEqual(groupsOf(segments, { segmentBytes: 79 }), [[0], [10], [20], [30], [40]]);
  assert.deepEqual(groupsOf(segments, { segmentBytes: 1000 }), [[0, 10, 20, 30, 40]]);
});

test('a segment that is larger than segment.bytes by itself stays alone', () => {
  const segments = [segmentOf(0), segmentOf(10, { size: 500 }), segmentOf(20), segmentOf(30)];
  assert.deepEqual(groupsOf(segments), [[0], [10], [20, 30]]);
});

test('small segments are not taken past a large one', () => {
  const segments = [
    segmentOf(0, { size: 20 }),
    segmentOf(10, { size: 90 }),
    segmentOf(20, { size: 20 }),
  ];
  assert.deepEqual(groupsOf(segments), [[0], [10], [20]]);
});

test('nor do their indexes take more than segment.index.bytes, each kind for itself', () => {
  for (const index of ['offsetIndexBytes', 'timeIndexBytes'] as const) {
    const segments = [0, 10, 20].map((offset) => segmentOf(offset, { size: 1, [index]: 40 }));
    assert.deepEqual(groupsOf(segments), [[0, 10], [20]], index);
    const none = { segmentIndexBytes: 39 };
    assert.deepEqual(groupsOf(segments, none), [[0], [10], [20]], index);
  }
});

test('the offsets of a group fit into one index, up to where the next segment begins', () => {
  // The last offset of the second one is one less than where the third begins.
  for (const [third, groups] of [
    [INT_MAX + 1, [[0, 5], [INT_MAX + 1]]],
    [INT_MAX + 2, [[0], [5, INT_MAX + 2]]],
  ] as const) {
    const segments = [segmentOf(0), segmentOf(5), segmentOf(third)];
    assert.deepEqual(groupsOf(segments, { firstUncleanableOffset: third + 1 }), groups);
  }
});

test('the last segment may have offsets up to where cleaning ends', () => {
  const segments = [segmentOf(0), segmentOf(5)];
  const until = (firstUncleanableOffset: number): unknown =>
    groupsOf(segments, { firstUncleanableOffset });
  assert.deepEqual(until(INT_MAX + 1), [[0, 5]]);
  assert.deepEqual(until(INT_MAX + 2), [[0], [5]]);
});

test('a segment without batches has no offsets that an index would have to hold', () => {
  const empty = { size: 0, offsetIndexBytes: 0, timeIndexBytes: 0 };
  const segments = [segmentOf(0), segmentOf(5, empty), segmentOf(2 * INT_MAX, empty)];
  assert.deepEqual(groupsOf(segments), [[0, 5, 2 * INT_MAX]]);
});

test('a group of one takes any offsets', () => {
  assert.deepEqual(groupsOf([segmentOf(0), segmentOf(2 * INT_MAX)]), [[0], [2 * INT_MAX]]);
});
