import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Segment } from '../segment/segment.ts';
import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { type CleanableQuestion, logToClean } from './log-to-clean.ts';

const NOW = 1_000_000;
const RECENT = NOW - 10;

interface SegmentAs {
  readonly baseOffset: number;
  readonly size?: number;
  /** The greatest of its timestamps, and the one of its first batch; -1 if it has none. */
  readonly timestamp?: number;
  readonly createdAt?: number;
}

function segmentOf({ baseOffset, size = 100, timestamp = 1, createdAt = 0 }: SegmentAs): Segment {
  const segment = new Segment({
    fileSystem: new MemoryFileSystem(),
    directory: '/data/orders-0',
    baseOffset,
    indexIntervalBytes: 4096,
    segmentIndexBytes: 1024,
    createdAt,
    rollJitterMs: 0,
  });
  segment.size = size;
  segment.firstTimestamp = timestamp;
  segment.maxTimestamp = { timestamp, offset: baseOffset };
  return segment;
}

/** Segments of ten offsets and 100 bytes each, the last one active. */
function segmentsOf(...given: readonly Omit<SegmentAs, 'baseOffset'>[]): readonly Segment[] {
  return given.map((segment, index) => segmentOf({ ...segment, baseOffset: index * 10 }));
}

interface Asked extends Partial<Omit<CleanableQuestion, 'config'>> {
  readonly segments: readonly Segment[];
  readonly config?: Partial<CleanableQuestion['config']>;
}

function toClean({ segments, config, ...asked }: Asked): ReturnType<typeof logToClean> {
  const endOffset = (segments.at(-1)?.baseOffset ?? 0) + 10;
  return logToClean({
    segments,
    startOffset: 0,
    endOffset,
    lastStableOffset: endOffset,
    cleanedOffset: undefined,
    now: NOW,
    ...asked,
    config: {
      minCompactionLagMs: 0,
      maxCompactionLagMs: Number.MAX_SAFE_INTEGER,
      minCleanableDirtyRatio: 0.5,
      ...config,
    },
  });
}

test('of a log that was never cleaned everything is dirty from its start to the active segment', () => {
  const found = toClean({ segments: segmentsOf({}, {}, {}) });
  assert.equal(found.firstDirtyOffset, 0);
  assert.equal(found.firstUncleanableOffset, 20);
  assert.equal(found.cleanableBytes, 200);
  assert.equal(found.cleanableRatio, 1);
  assert.equal(found.isDue, true);
});

test('the active segment is never cleaned, a log of it alone never due', () => {
  const found = toClean({ segments: segmentsOf({}), config: { minCleanableDirtyRatio: 0 } });
  assert.deepEqual(found.segments, []);
  assert.equal(found.firstUncleanableOffset, 0);
  assert.equal(found.cleanableBytes, 0);
  assert.equal(found.isDue, false);
  const overdue = { config: { maxCompactionLagMs: 1 } };
  assert.equal(toClean({ segments: segmentsOf({}), ...overdue }).isDue, false);
});

test('a log without a byte is not due', () => {
  const found = toClean({
    segments: segmentsOf({ size: 0 }, { size: 0 }),
    config: { minCleanableDirtyRatio: 0, maxCompactionLagMs: 1 },
  });
  assert.equal(found.cleanableRatio, 0);
  assert.equal(found.isDue, false);
});

test('min.cleanable.dirty.ratio must be exceeded, not reached', () => {
  const segments = segmentsOf({}, {}, {}, {}, {});
  for (const [minCleanableDirtyRatio, isDue] of [
    [0.49, true],
    [0.5, false],
    [1, false],
  ] as const) {
    const found = toClean({ segments, cleanedOffset: 20, config: { minCleanableDirtyRatio } });
    assert.equal(found.cleanableRatio, 0.5);
    assert.equal(found.isDue, isDue, `min.cleanable.dirty.ratio=${minCleanableDirtyRatio}`);
  }
});

test('a log that is cleaned up to its active segment is not due, whatever the ratio', () => {
  const found = toClean({
    segments: segmentsOf({}, {}, {}),
    cleanedOffset: 20,
    config: { minCleanableDirtyRatio: 0, maxCompactionLagMs: 1 },
  });
  assert.equal(found.cleanableBytes, 0);
  assert.equal(found.isDue, false);
});

test('a segment in which the dirty part begins counts as clean and as cleanable', () => {
  const found = toClean({ segments: segmentsOf({}, {}, {}), cleanedOffset: 15 });
  assert.equal(found.firstDirtyOffset, 15);
  assert.equal(found.cleanableBytes, 100);
  assert.equal(found.cleanableRatio, 100 / 300);
});

test('a checkpoint of which the log has nothing does not count: all is dirty', () => {
  const segments = segmentsOf({}, {}, {});
  const deleted = segments.slice(1);
  const before = toClean({ segments: deleted, startOffset: 10, cleanedOffset: 9 });
  assert.equal(before.firstDirtyOffset, 10);
  assert.equal(before.isDue, true);
  const behind = toClean({ segments, cleanedOffset: 31 });
  assert.equal(behind.firstDirtyOffset, 0);
  assert.equal(behind.isDue, true);
  assert.equal(toClean({ segments, cleanedOffset: 30 }).firstDirtyOffset, 30);
});

test('nothing from the segment on that holds the last stable offset is cleaned', () => {
  const segments = segmentsOf({}, {}, {}, {});
  for (const [lastStableOffset, end] of [
    [0, 0],
    [9, 0],
    [10, 10],
    [19, 10],
    [20, 20],
    [29, 20],
    [40, 30],
  ] as const) {
    const { firstUncleanableOffset } = toClean({ segments, lastStableOffset });
    assert.equal(firstUncleanableOffset, end, `last stable offset ${lastStableOffset}`);
  }
});

test('a last stable offset before what was cleaned leaves nothing to clean', () => {
  const found = toClean({
    segments: segmentsOf({}, {}, {}, {}),
    cleanedOffset: 20,
    lastStableOffset: 12,
    config: { minCleanableDirtyRatio: 0, maxCompactionLagMs: 1 },
  });
  assert.equal(found.cleanableBytes, 0);
  assert.equal(found.isDue, false);
});

test('a segment with a record younger than min.compaction.lag.ms is not cleaned, nor one behind it', () => {
  const segments = segmentsOf({}, { timestamp: RECENT }, {}, {});
  const endWith = (minCompactionLagMs: number): number =>
    toClean({ segments, config: { minCompactionLagMs } }).firstUncleanableOffset;
  assert.equal(endWith(0), 30, 'no lag is asked for');
  assert.equal(endWith(10), 30, 'exactly as old as the lag is old enough');
  assert.equal(endWith(11), 10);
  assert.equal(endWith(NOW), 0);
});

test('min.compaction.lag.ms asks only for what is dirty, and goes by the clock without timestamps', () => {
  const config = { minCompactionLagMs: 1000 };
  const clean = segmentsOf({ timestamp: RECENT }, {}, {});
  assert.equal(toClean({ segments: clean, cleanedOffset: 10, config }).firstUncleanableOffset, 20);
  assert.equal(toClean({ segments: clean, cleanedOffset: 9, config }).firstUncleanableOffset, 0);
  const without = segmentsOf({ timestamp: -1, createdAt: RECENT }, {});
  assert.equal(toClean({ segments: without, config }).firstUncleanableOffset, 0);
  const old = segmentsOf({ timestamp: -1, createdAt: 1 }, {});
  assert.equal(toClean({ segments: old, config }).firstUncleanableOffset, 10);
});

test('what is older than max.compaction.lag.ms makes a log due, however little of it is dirty', () => {
  const segments = segmentsOf({ size: 10_000 }, { timestamp: NOW - 500, size: 1 }, {});
  const withLag = (maxCompactionLagMs: number): ReturnType<typeof toClean> =>
    toClean({ segments, cleanedOffset: 10, config: { maxCompactionLagMs } });
  assert.equal(withLag(500).isDue, false, 'exactly as old is in time');
  assert.equal(withLag(500).compactionDelayMs, 0);
  assert.equal(withLag(499).isDue, true);
  assert.equal(withLag(499).compactionDelayMs, 1);
  assert.equal(withLag(100).compactionDelayMs, 400);
});

test('max.compaction.lag.ms goes by the oldest dirty segment that is complete and has a timestamp', () => {
  const config = { maxCompactionLagMs: 100 };
  const delayOf = (segments: readonly Segment[], cleanedOffset = 0): number =>
    toClean({ segments, cleanedOffset, config }).compactionDelayMs;
  assert.equal(delayOf(segmentsOf({ timestamp: NOW - 150 }, { timestamp: NOW - 300 }, {})), 200);
  assert.equal(delayOf(segmentsOf({ timestamp: NOW }, { timestamp: 1 })), 0, 'the active one');
  assert.equal(delayOf(segmentsOf({ timestamp: 1 }, { timestamp: NOW }, {}), 10), 0, 'a clean one');
  assert.equal(delayOf(segmentsOf({ timestamp: -1 }, {})), 0, 'without timestamps');
  assert.equal(delayOf(segmentsOf({ timestamp: 0 }, {})), 0, 'the epoch is no timestamp');
});

test('max.compaction.lag.ms gives way to min.compaction.lag.ms and to open transactions', () => {
  const segments = segmentsOf({ timestamp: NOW - 500 }, {});
  const config = { maxCompactionLagMs: 100 };
  const young = toClean({ segments, config: { ...config, minCompactionLagMs: 1000 } });
  assert.equal(young.compactionDelayMs, 400);
  assert.equal(young.isDue, false);
  assert.equal(toClean({ segments, config, lastStableOffset: 5 }).isDue, false);
});
