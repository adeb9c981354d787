import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { LogConfig } from '../log/log-config.ts';
import { appendDurably, batchOf, DIRECTORY, logContext } from '../test-context.ts';
import { type RollQuestion, shouldRoll } from './roll.ts';

const QUESTION: RollQuestion = {
  baseOffset: 100,
  size: 1000,
  isIndexFull: false,
  firstTimestamp: 5000,
  createdAt: 1_000_000,
  now: 1_000_000,
  batchBytes: 100,
  lastOffset: 200,
  maxTimestamp: 6000,
  segmentBytes: 1100,
  segmentMs: 1000,
};

test('a batch begins a new segment if the active one has no room for it, is too old, or has a full index', () => {
  for (const [name, changes, expected] of [
    ['just enough room', {}, false],
    ['a byte too much', { batchBytes: 101 }, true],
    ['a full index', { isIndexFull: true }, true],
    ['a millisecond too old', { maxTimestamp: 6001 }, true],
    ['timestamps that go back', { maxTimestamp: 0 }, false],
    ['an offset that just fits', { lastOffset: 100 + 2 ** 31 - 1 }, false],
    ['an offset too far behind', { lastOffset: 100 + 2 ** 31 }, true],
    ['no timestamps, and young', { firstTimestamp: -1, now: 1_001_000 }, false],
    ['no timestamps, and old', { firstTimestamp: -1, now: 1_001_001 }, true],
    ['an old segment by the clock, whose records are young', { now: 9_000_000 }, false],
    ['nothing in it', { size: 0, batchBytes: 5000, isIndexFull: true }, false],
  ] as const) {
    assert.equal(shouldRoll({ ...QUESTION, ...changes }), expected, name);
  }
});

/** The offsets where segments begin after batches of these timestamps. */
async function segmentsOf(
  config: Partial<LogConfig>,
  timestamps: readonly number[],
): Promise<readonly number[]> {
  const { fileSystem, open } = logContext();
  let log = await open(config);
  for (const [index, timestamp] of timestamps.entries()) {
    if (index === 2) {
      await log.close();
      log = await open({ ...config, recoveryPoint: log.recoveryPoint });
    }
    await appendDurably(log, batchOf(['a'], timestamp));
  }
  const names = (await fileSystem.list(DIRECTORY)).map(({ name }) => name);
  return names.filter((name) => name.endsWith('.log')).map((name) => Number(name.slice(0, 20)));
}

test('segment.ms counts from the first batch of a segment, also of one that was opened again', async () => {
  const timestamps = [1000, 1500, 1900, 2001, 2500, 3001, 3002];
  assert.deepEqual(await segmentsOf({ segmentMs: 1000 }, timestamps), [0, 3, 6]);
});

test('a full index begins a new segment', async () => {
  const config = { segmentIndexBytes: 3 * 12, indexIntervalBytes: 1 };
  const timestamps = Array.from({ length: 12 }, (_, index) => 1000 + index);
  const found = await segmentsOf(config, timestamps);
  assert.equal(found.length > 2, true, found.join());
});
