import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Offset } from '@odradek/base';

import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import {
  appendDurably,
  batchOf,
  DIRECTORY,
  leaderAppendDurably,
  leaderAppendSoon,
  logContext,
  producerBatchOf,
  readAll,
} from '../test-context.ts';
import type { PartitionLogOptions } from './partition-log-options.ts';

const FIRST = `${DIRECTORY}/00000000000000000000.log`;
const BATCH_BYTES = batchOf(['a']).byteLength;

/** A log of four batches whose recovery point is behind the first `durable` of them. */
async function logWithRecoveryPoint(durable: number, options: Partial<PartitionLogOptions> = {}) {
  const context = logContext();
  const log = await context.open({ indexIntervalBytes: 1, ...options });
  for (let offset = 0; offset < 4; offset++) {
    if (offset === durable) await log.checkpoint();
    await appendDurably(log, batchOf(['abcd'[offset] ?? ''], 1000 + offset));
  }
  if (durable === 4) await log.checkpoint();
  const open = (recoveryPoint: Offset | undefined = durable) =>
    context.open({ indexIntervalBytes: 1, ...options, recoveryPoint });
  return { ...context, log, open };
}

async function flip(fileSystem: MemoryFileSystem, path: string, byte: number): Promise<void> {
  const bytes = Buffer.from(await fileSystem.readWhole(path));
  bytes[byte] = (bytes[byte] ?? 0) ^ 1;
  await fileSystem.writeWhole(path, bytes);
}

test('a checkpoint brings the recovery point to the end of the log', async () => {
  const { log } = await logWithRecoveryPoint(2);
  assert.equal(log.recoveryPoint, 2);
  assert.equal(await log.checkpoint(), 4);
  assert.equal(log.recoveryPoint, 4);
  assert.equal(log.bytesSinceCheckpoint, 0);
});

test('a checkpoint waits for what is not durable yet', async () => {
  const { log } = await logWithRecoveryPoint(4);
  const pending = leaderAppendSoon(log, batchOf(['e']));
  assert.equal(await log.checkpoint(), 5);
  assert.equal(pending.result, true);
});

test('a damaged batch before the recovery point is found by who reads it, behind it when the log is opened', async () => {
  const { open, fileSystem, events } = await logWithRecoveryPoint(3);
  await flip(fileSystem, FIRST, 64);
  await flip(fileSystem, FIRST, 3 * BATCH_BYTES + 64);
  const log = await open();
  assert.equal(log.logEndOffset, 3);
  assert.deepEqual(
    events.map(({ type }) => type),
    ['tail-cut'],
  );
});

test('a log that ends before its recovery point is refused, and nothing in it is changed', async () => {
  const { open, fileSystem } = await logWithRecoveryPoint(4);
  const bytes = (await fileSystem.readWhole(FIRST)).subarray(0, 2 * BATCH_BYTES);
  await fileSystem.writeWhole(FIRST, bytes);
  await assert.rejects(open(), {
    code: 'KAFKA_STORAGE_ERROR',
    message: /ends at offset 2, but recovery-point-offset-checkpoint says .* before 4 was there/,
  });
  assert.deepEqual(await fileSystem.readWhole(FIRST), bytes);
  assert.deepEqual(await readAll(await open(2), 0), ['0:a', '1:b']);
});

test('a torn batch before the recovery point is refused, not cut off', async () => {
  const { open, fileSystem } = await logWithRecoveryPoint(4);
  const bytes = (await fileSystem.readWhole(FIRST)).subarray(0, 3 * BATCH_BYTES + 10);
  await fileSystem.writeWhole(FIRST, bytes);
  await assert.rejects(open(), {
    code: 'KAFKA_STORAGE_ERROR',
    message: /0000\.log holds no record batch at byte 207: .*No crash has done this/,
  });
  assert.deepEqual(await fileSystem.readWhole(FIRST), bytes);
});

test('producers before the recovery point are known by the snapshot, those behind it by their batches', async () => {
  const { open } = logContext();
  const log = await open();
  for (let sequence = 0; sequence < 3; sequence++) {
    await leaderAppendDurably(log, producerBatchOf(sequence));
    await leaderAppendDurably(log, producerBatchOf(sequence, { producerId: 8n }));
  }
  const recoveryPoint = await log.checkpoint();
  await leaderAppendDurably(log, producerBatchOf(3));
  const reopened = await open({ recoveryPoint });
  for (const [sequence, producerId] of [
    [0, 7n],
    [3, 7n],
    [0, 8n],
    [2, 8n],
  ] as const) {
    const { outcome } = leaderAppendSoon(reopened, producerBatchOf(sequence, { producerId }));
    assert.equal(outcome.type, 'duplicate', `${producerId} ${sequence}`);
  }
});

for (const [name, spoil] of [
  ['that lead somewhere else', (bytes: Buffer) => bytes.fill(3, bytes.byteLength - 4)],
  ['with zeros at their ends, as Kafka leaves them', (bytes: Buffer) => bytes.fill(0, 16)],
  ['of noise', (bytes: Buffer) => bytes.fill(0x5a)],
] as const) {
  test(`indexes ${name} hide no record`, async () => {
    for (const type of ['index', 'timeindex']) {
      const { log, open, fileSystem } = await logWithRecoveryPoint(4, { recentBytesMax: 0 });
      await log.close();
      const path = FIRST.replace('log', type);
      await fileSystem.writeWhole(path, spoil(Buffer.from(await fileSystem.readWhole(path))));
      const reopened = await open();
      assert.deepEqual(await readAll(reopened, 0, 10), ['0:a', '1:b', '2:c', '3:d']);
      for (let offset = 0; offset < 4; offset++) {
        assert.equal((await reopened.offsetForTimestamp(1000 + offset))?.offset, offset);
      }
      await appendDurably(reopened, batchOf(['e'], 1004));
      assert.equal((await reopened.offsetForTimestamp(1004))?.offset, 4);
    }
  });
}

test('indexes that are spoilt while the log is open hide no record', async () => {
  const { log, fileSystem } = await logWithRecoveryPoint(4, { recentBytesMax: 0 });
  for (const type of ['index', 'timeindex']) {
    const path = FIRST.replace('log', type);
    const bytes = Buffer.from(await fileSystem.readWhole(path));
    for (let at = 3; at < bytes.byteLength; at += 4) bytes[at] = (bytes[at] ?? 0) + 1;
    await fileSystem.writeWhole(path, bytes);
  }
  assert.deepEqual(await readAll(log, 0, 10), ['0:a', '1:b', '2:c', '3:d']);
  for (let offset = 0; offset < 4; offset++) {
    assert.equal((await log.offsetForTimestamp(1000 + offset))?.offset, offset);
  }
});

test('a full disk at a checkpoint is reported, and the next one makes up for it', async () => {
  const { log, fileSystem } = await logWithRecoveryPoint(2);
  fileSystem.failLater({ operation: 'write', code: 'ENOSPC' });
  await assert.rejects(log.checkpoint());
  assert.equal(log.recoveryPoint, 2);
  assert.equal(log.error, undefined);
  assert.equal(await log.checkpoint(), 4);
});

test('indexes that mislead are made again while the log is open, and reported once', async () => {
  const { log, fileSystem, events } = await logWithRecoveryPoint(4, { recentBytesMax: 0 });
  const path = FIRST.replace('log', 'index');
  const right = await fileSystem.readWhole(path);
  const wrong = Buffer.from(right);
  wrong.writeInt32BE(wrong.readInt32BE(4) + 1, 4);
  await fileSystem.writeWhole(path, wrong);
  assert.deepEqual(await readAll(log, 1, 10), ['1:b', '2:c', '3:d']);
  await log.checkpoint();
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(
    events.map(({ type }) => type),
    ['index-rebuilt'],
  );
  assert.deepEqual(await fileSystem.readWhole(path), right);
});

test('what was walked after a crash counts for the next checkpoint', async () => {
  const { open } = await logWithRecoveryPoint(2);
  const log = await open();
  assert.equal(log.bytesSinceCheckpoint > 0, true);
  await log.checkpoint();
  assert.equal(log.bytesSinceCheckpoint, 0);
});

test('readers at the same time all do without an index that misleads, wherever it leads to', async () => {
  for (const spoil of [1, 0x40000000, -0x7fffffff]) {
    const { log, fileSystem, events } = await logWithRecoveryPoint(4, { recentBytesMax: 0 });
    const path = FIRST.replace('log', 'index');
    const bytes = Buffer.from(await fileSystem.readWhole(path));
    for (let at = 4; at < bytes.byteLength; at += 8) {
      bytes.writeInt32BE((bytes.readInt32BE(at) + spoil) | 0, at);
    }
    await fileSystem.writeWhole(path, bytes);
    const reads = [1, 2, 3].map((offset) =>
      log.read({ offset, bytesMax: 1, atLeastOneBatch: true }),
    );
    for (const read of reads) assert.equal((await read).byteLength, BATCH_BYTES);
    assert.equal((await log.offsetForTimestamp(1003))?.offset, 3);
    assert.equal(events.length, 1);
  }
});

test('a log whose records have no timestamps is opened by its ends too', async () => {
  const context = logContext();
  const log = await context.open({ indexIntervalBytes: 1 });
  for (const value of ['a', 'b', 'c']) await appendDurably(log, batchOf([value], -1));
  await log.close();
  const path = FIRST.replace('log', 'timeindex');
  assert.equal((await context.fileSystem.readWhole(path)).byteLength, 0);
  const before = context.fileSystem.operationsCount;
  const reopened = await context.open({ indexIntervalBytes: 1, recoveryPoint: log.recoveryPoint });
  assert.equal(context.fileSystem.operationsCount - before < 30, true);
  assert.deepEqual(await readAll(reopened, 0), ['0:a', '1:b', '2:c']);
});
