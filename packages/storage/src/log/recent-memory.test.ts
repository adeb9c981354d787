import { SMALL_JOURNAL } from '../testing/small-journal.ts';
import { ManualClock, SeededRandom } from '@odradek/base/testing';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { METADATA_TOPIC_ID } from '@odradek/base';

import { LogManager } from '../log-manager/log-manager.ts';
import { appendDurably, appendSoon, batchOf, logContext } from '../test-context.ts';
import { testEndOfTurn } from '../testing/end-of-turn.ts';
import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import type { PartitionLog } from './partition-log.ts';
import { RecentMemory } from './recent-memory.ts';

const BATCH_BYTES = 10_000;
const BATCH = batchOf(['v'.repeat(BATCH_BYTES)]);

/** Some logs that together may keep three batches and a bit. */
async function logsOf(count: number) {
  const manager = new LogManager({
    journal: SMALL_JOURNAL,
    random: new SeededRandom(1),
    fileSystem: new MemoryFileSystem(),
    endOfTurn: testEndOfTurn,
    clock: new ManualClock(),
    report: () => {},
    directories: ['/data'],
    config: {},
    totalRecentBytesMax: 3.5 * BATCH_BYTES,
  });
  const logs: PartitionLog[] = [];
  for (let partition = 0; partition < count; partition++) {
    const topic = { topic: 'orders', topicId: METADATA_TOPIC_ID, partition };
    logs.push(await manager.getOrCreate(topic));
  }
  const append = async (index: number): Promise<void> => {
    const log = logs[index];
    assert.ok(log);
    await appendDurably(log, Buffer.from(BATCH));
  };
  /** For each log, how many of its last batches are in memory. */
  const kept = (): readonly number[] => logs.map((log) => keptIn(log));
  return { manager, logs, append, kept };
}

function keptIn(log: PartitionLog): number {
  let count = 0;
  for (let offset = log.logStartOffset; offset < log.highWatermark; offset++) {
    const bytes = log.tryRead({ offset, bytesMax: 0, atLeastOneBatch: true });
    if (bytes !== undefined) count++;
  }
  return count;
}

test('the recent batches of all logs share one bound, and the log that was appended to least recently forgets first', async () => {
  const { append, kept } = await logsOf(3);
  for (const index of [0, 0, 1]) await append(index);
  assert.deepEqual(kept(), [2, 1, 0]);
  await append(2);
  assert.deepEqual(kept(), [1, 1, 1]);
  await append(0);
  assert.deepEqual(kept(), [2, 0, 1]);
  for (const index of [1, 1, 1]) await append(index);
  assert.deepEqual(kept(), [0, 3, 0]);
});

test('what was forgotten is read from disk', async () => {
  const { append, kept, logs } = await logsOf(2);
  for (const index of [0, 1, 1, 1]) await append(index);
  assert.deepEqual(kept(), [0, 3]);
  const bytes = await logs[0]?.read({ offset: 0, bytesMax: 0, atLeastOneBatch: true });
  assert.equal(bytes?.byteLength, BATCH.byteLength);
});

test('a batch that is not durable is not forgotten, however much memory the others take', async () => {
  const { append, kept, logs } = await logsOf(2);
  await append(0);
  const [first, second] = logs;
  assert.ok(first && second);
  const pending = Array.from({ length: 5 }, () => appendSoon(second, Buffer.from(BATCH)));
  assert.deepEqual(kept(), [0, 0]);
  await append(1);
  for (const { result } of pending) assert.equal(result, true);
  // Had any of the six been forgotten before it was durable, those before it would be too.
  assert.deepEqual(kept(), [0, 3]);
});

test('a log that is closed leaves its share to the others', async () => {
  const { append, kept, logs } = await logsOf(2);
  for (const index of [0, 0, 0]) await append(index);
  await logs[0]?.close();
  for (const index of [1, 1, 1]) await append(index);
  assert.deepEqual(kept(), [0, 3]);
});

test('the bytes of forgotten batches are not kept in memory', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const log = await logContext().open({ recentBytesMax: 3.5 * BATCH_BYTES });
  const batches: WeakRef<Buffer>[] = [];
  for (let count = 0; count < 50; count++) {
    const batch = Buffer.from(BATCH);
    batches.push(new WeakRef(batch));
    await appendDurably(log, batch);
  }
  await new Promise((resolve) => setImmediate(resolve));
  collectGarbage();
  const alive = batches.filter((batch) => batch.deref() !== undefined).length;
  assert.equal(keptIn(log), 3);
  assert.equal(alive < 10, true, `${alive} batches are alive`);
});

test('a log that has failed keeps no memory for what never will be durable', async () => {
  const recentMemory = new RecentMemory(3.5 * BATCH_BYTES);
  const failing = logContext();
  const failed = await failing.open({ recentMemory });
  const other = await logContext().open({ recentMemory });
  await appendDurably(failed, Buffer.from(BATCH));
  failing.fileSystem.failLater({ operation: 'write' });
  const appends = [1, 2, 3, 4].map(() => appendDurably(failed, Buffer.from(BATCH)));
  for (const { status } of await Promise.allSettled(appends)) assert.equal(status, 'rejected');
  for (let count = 0; count < 3; count++) await appendDurably(other, Buffer.from(BATCH));
  assert.equal(keptIn(other), 3);
});
