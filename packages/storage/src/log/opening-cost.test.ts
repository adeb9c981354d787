import assert from 'node:assert/strict';
import { test } from 'node:test';

import { indexContext } from '../segment/test-context.ts';
import { appendDurably, batchOf, logContext, readAll } from '../test-context.ts';
import type { PartitionLogOptions } from './partition-log-options.ts';

const BATCH = batchOf(['v'.repeat(1000)]);
const BATCHES = 1000;
/** As Kafka's default. */
const INTERVAL_BYTES = 4096;

/** A megabyte of batches in five segments, with the use that is made of the disk. */
async function megabyte() {
  const { fileSystem, disk, use } = await indexContext();
  const context = logContext(disk);
  const open = (options: Partial<PartitionLogOptions> = {}) =>
    context.open({
      fileSystem,
      segmentBytes: 200 * BATCH.byteLength,
      recentBytesMax: 0,
      ...options,
    });
  const log = await open();
  for (let batch = 0; batch < BATCHES; batch++) await appendDurably(log, Buffer.from(BATCH));
  const reset = (): void => {
    Object.assign(use, { reads: 0, bytesRead: 0, writes: 0, syncs: 0 });
  };
  return { ...context, open, log, use, reset };
}

test('a log that was closed in order is opened by its ends alone, and nothing is written', async () => {
  const { open, log, use, reset } = await megabyte();
  await log.close();
  reset();
  const reopened = await open({ recoveryPoint: log.recoveryPoint });
  assert.equal(reopened.logEndOffset, BATCHES);
  // Of each of five segments: two indexes, and what lies behind the last entry of the first.
  assert.equal(use.reads <= 5 * 5 + 1, true, `${use.reads} reads`);
  assert.equal(use.bytesRead <= 5 * 3 * INTERVAL_BYTES + 61, true, `${use.bytesRead} bytes`);
  assert.equal(use.writes, 0);
  assert.equal(use.syncs, 0);
  await reopened.close();
  assert.equal(use.writes, 0);
});

test('after a crash only what is behind the recovery point is walked', async () => {
  const { open, log, use, reset } = await megabyte();
  await log.checkpoint();
  const { recoveryPoint } = log;
  for (let batch = 0; batch < 10; batch++) await appendDurably(log, Buffer.from(BATCH));
  reset();
  const reopened = await open({ recoveryPoint });
  assert.equal(reopened.logEndOffset, BATCHES + 10);
  assert.equal(use.bytesRead <= 5 * 3 * INTERVAL_BYTES + 3 * 11 * BATCH.byteLength, true);
});

test('a record is looked up on disk with a few reads', async () => {
  const { open, log, use, reset } = await megabyte();
  await log.close();
  const reopened = await open({ recoveryPoint: log.recoveryPoint });
  for (const offset of [0, 1, 199, 200, 555, 999]) {
    reset();
    const bytes = await reopened.read({ offset, bytesMax: 1, atLeastOneBatch: true });
    assert.equal(bytes.byteLength, BATCH.byteLength);
    assert.equal(use.reads <= 4, true, `${use.reads} reads for offset ${offset}`);
    assert.equal(use.bytesRead <= 3 * INTERVAL_BYTES, true, `${use.bytesRead} bytes`);
  }
});

test('without a recovery point everything is walked once, and known the next time', async () => {
  const { open, log, use, reset } = await megabyte();
  await log.close();
  reset();
  const walked = await open();
  assert.equal(use.bytesRead >= BATCHES * BATCH.byteLength, true);
  assert.equal((await readAll(walked, 990)).length, 10);
  await walked.close();
  reset();
  await open({ recoveryPoint: walked.recoveryPoint });
  assert.equal(use.bytesRead <= 5 * 3 * INTERVAL_BYTES + 61, true);
});

test('a consumer that goes on where its last read ended reads the file once each time', async () => {
  const { log, use, reset } = await megabyte();
  await log.checkpoint();
  const read = (offset: number) =>
    log.read({ offset, bytesMax: 10 * BATCH.byteLength, atLeastOneBatch: true });
  assert.equal((await read(5)).byteLength, 10 * BATCH.byteLength);
  reset();
  for (let offset = 15; offset < 195; offset += 10) {
    assert.equal((await read(offset)).byteLength, 10 * BATCH.byteLength);
  }
  assert.equal(use.reads, 18);
  assert.equal(use.bytesRead, 180 * BATCH.byteLength);
});
