import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  appendDurably,
  appendSoon,
  batchOf,
  DIRECTORY,
  logContext,
  readAll,
} from '../test-context.ts';
import type { PartitionLogOptions } from './partition-log-options.ts';

const BATCH_BYTES = batchOf(['a']).byteLength;
/** 2026-01-01T00:00:00Z, where a `ManualClock` begins. */
const NOW = 1_767_225_600_000;
const HOUR_MS = 3_600_000;

/** A log of one batch for each age in hours, one in each segment; the last one is the active one. */
async function logOfAges(hours: readonly number[], options: Partial<PartitionLogOptions> = {}) {
  const saved = { offset: 0 };
  const context = logContext();
  const open = () =>
    context.open({
      segmentBytes: BATCH_BYTES,
      logStartOffset: saved.offset,
      saveLogStartOffset: async (offset) => {
        saved.offset = offset;
      },
      ...options,
    });
  const log = await open();
  for (const age of hours) await appendDurably(log, batchOf(['a'], NOW - age * HOUR_MS));
  return { ...context, log, open, saved };
}

test('segments whose newest record is older than retention.ms are deleted, from the oldest on', async () => {
  const { log, saved } = await logOfAges([5, 4, 3, 1, 0], { retentionMs: 2 * HOUR_MS });
  assert.equal(await log.deleteOldSegments(), 3);
  assert.equal(log.logStartOffset, 3);
  assert.equal(saved.offset, 3);
  assert.deepEqual(await readAll(log, 3), ['3:a', '4:a']);
  assert.equal(await log.deleteOldSegments(), 0);
});

test('a record exactly as old as retention.ms stays', async () => {
  const { log, clock } = await logOfAges([2, 0], { retentionMs: 2 * HOUR_MS });
  assert.equal(await log.deleteOldSegments(), 0);
  clock.advance(1);
  assert.equal(await log.deleteOldSegments(), 1);
});

test('a segment that must stay keeps older ones behind it', async () => {
  const { log } = await logOfAges([5, 1, 5, 0], { retentionMs: 2 * HOUR_MS });
  assert.equal(await log.deleteOldSegments(), 1);
  assert.equal(log.logStartOffset, 1);
});

test('if all records are too old the log is empty, and goes on behind them', async () => {
  const { log, open, fileSystem } = await logOfAges([5, 4, 3], { retentionMs: HOUR_MS });
  assert.equal(await log.deleteOldSegments(), 3);
  assert.equal(log.logStartOffset, 3);
  assert.equal(log.logEndOffset, 3);
  assert.equal(await appendDurably(log, batchOf(['b'], NOW)), 3);
  await log.close();
  const reopened = await open();
  assert.deepEqual(await readAll(reopened, 3), ['3:b']);
  const names = (await fileSystem.list(DIRECTORY)).map(({ name }) => name);
  assert.deepEqual(
    names.filter((name) => name.endsWith('.log')),
    ['00000000000000000003.log'],
  );
});

test('an empty log has nothing to delete', async () => {
  const { log } = await logOfAges([], { retentionMs: 0, retentionBytes: 0 });
  assert.equal(await log.deleteOldSegments(), 0);
});

test('retention.bytes deletes the oldest segments as long as enough is left', async () => {
  for (const [retentionBytes, deleted] of [
    [-1, 0],
    [5 * BATCH_BYTES, 0],
    [4 * BATCH_BYTES + 1, 0],
    [4 * BATCH_BYTES, 1],
    [BATCH_BYTES + 1, 3],
    [BATCH_BYTES, 4],
    [1, 4],
    [0, 5],
  ] as const) {
    const { log } = await logOfAges([0, 0, 0, 0, 0], { retentionBytes });
    assert.equal(await log.deleteOldSegments(), deleted, `retention.bytes=${retentionBytes}`);
    assert.equal(log.logStartOffset, deleted);
  }
});

test('cleanup.policy=compact keeps old records, retention.ms=-1 too', async () => {
  for (const options of [{ isDeleted: false, isCompacted: true }, { retentionMs: -1 }]) {
    const { log } = await logOfAges([500, 400], options);
    assert.equal(await log.deleteOldSegments(), 0);
  }
});

test('settings that change hold for the next time', async () => {
  const { log } = await logOfAges([5, 0], { retentionMs: 10 * HOUR_MS });
  assert.equal(await log.deleteOldSegments(), 0);
  log.configure({ retentionMs: HOUR_MS });
  assert.equal(await log.deleteOldSegments(), 1);
});

test('what cannot be written down is not deleted', async () => {
  const { log } = await logOfAges([5, 0], {
    retentionMs: HOUR_MS,
    saveLogStartOffset: () => Promise.reject(new Error('no room')),
  });
  await assert.rejects(log.deleteOldSegments(), {
    code: 'KAFKA_STORAGE_ERROR',
    message: /no room/,
  });
  assert.equal(log.logStartOffset, 0);
  assert.deepEqual(await readAll(log, 0), ['0:a', '1:a']);
});

test('a reader that began before its segment was deleted reads on', async () => {
  const { log } = await logOfAges([5, 0], { retentionMs: HOUR_MS, recentBytesMax: 0 });
  const reading = log.read({ offset: 0, bytesMax: 1000, atLeastOneBatch: true });
  await log.deleteOldSegments();
  assert.equal((await reading).byteLength > 0, true);
});

test('what is on its way to an old segment is not deleted with it', async () => {
  const { log } = await logOfAges([50], {
    segmentBytes: 2 * BATCH_BYTES,
    retentionMs: HOUR_MS,
    retentionBytes: 1,
  });
  const pending = ['b', 'c'].map((value) => appendSoon(log, batchOf([value], NOW)));
  assert.equal(await log.deleteOldSegments(), 0);
  await log.close();
  assert.deepEqual(
    pending.map(({ result }) => result),
    [true, true],
  );
  assert.equal(log.logStartOffset, 0);
});
