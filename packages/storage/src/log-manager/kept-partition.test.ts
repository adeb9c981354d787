import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ZERO_UUID } from '@odradek/base';
import { ManualClock, SeededRandom } from '@odradek/base/testing';

import type { StorageEvent } from '../ports/report.ts';
import { appendDurably, batchOf, readAll } from '../test-context.ts';
import { testEndOfTurn } from '../testing/end-of-turn.ts';
import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { SMALL_JOURNAL } from '../testing/small-journal.ts';
import { LogManager } from './log-manager.ts';
import type { TopicIdPartition } from './partition-directory.ts';

const TOPIC_ID = 'AAAAAAAAAAAAAAAAAAAAKg';
const ORDERS: TopicIdPartition = { topic: 'orders', topicId: TOPIC_ID, partition: 0 };
const AGAIN: TopicIdPartition = { ...ORDERS, topicId: ZERO_UUID };
const OTHER: TopicIdPartition = { ...ORDERS, partition: 1 };
const KEPT = '/data/odradek-journal-kept-00000001';

function open(fileSystem: MemoryFileSystem, events: StorageEvent[] = []): LogManager {
  return new LogManager({
    journal: SMALL_JOURNAL,
    random: new SeededRandom(1),
    fileSystem,
    endOfTurn: testEndOfTurn,
    clock: new ManualClock(),
    report: (event) => events.push(event),
    directories: ['/data'],
    config: { fileDeleteDelayMs: 0 },
  });
}

/** A disk after a crash whose journal has records of two partitions; the folder of one was moved away. */
async function withoutFolder(): Promise<MemoryFileSystem> {
  const before = new MemoryFileSystem();
  const manager = open(before);
  for (const partition of [ORDERS, OTHER]) {
    const log = await manager.getOrCreate(partition);
    for (const value of ['a', 'b']) await appendDurably(log, batchOf([value]));
  }
  const disk = before.crash();
  await disk.rename('/data/orders-0', '/data/away');
  return disk;
}

test('a partition whose folder is gone is offline until it is back, then it has what was acknowledged', async () => {
  const disk = await withoutFolder();
  const events: StorageEvent[] = [];
  const manager = open(disk, events);
  await manager.listPartitions();
  await assert.rejects(manager.getOrCreate(ORDERS), {
    code: 'KAFKA_STORAGE_ERROR',
    message:
      /partition\.metadata is missing.*They are kept in \/data\/odradek-journal-kept-00000001/,
  });
  assert.deepEqual(await readAll(await manager.getOrCreate(OTHER), 0), ['0:a', '1:b']);
  assert.equal(events.filter(({ type }) => type === 'journal-entries-kept').length, 1);
  await manager.close();
  await disk.rename('/data/away', '/data/orders-0');
  const next = open(disk);
  await next.listPartitions();
  assert.deepEqual(await readAll(await next.getOrCreate(ORDERS), 0), ['0:a', '1:b']);
  assert.equal(await disk.exists(KEPT), false);
  await next.close();
});

test('what is kept of a partition goes with its topic, and a topic of the same name is not concerned', async () => {
  const disk = await withoutFolder();
  const manager = open(disk);
  await manager.listPartitions();
  await manager.delete(ORDERS);
  assert.equal(await disk.exists(KEPT), false);
  const log = await manager.getOrCreate(AGAIN);
  await appendDurably(log, batchOf(['c']));
  const crashed = disk.crash();
  const next = open(crashed);
  await next.listPartitions();
  assert.deepEqual(await readAll(await next.getOrCreate(AGAIN), 0), ['0:c']);
  assert.equal(await crashed.exists(KEPT), false);
});

test('what is kept of a deleted topic does not make a later one of its name offline', async () => {
  const disk = await withoutFolder();
  const first = open(disk);
  await first.listPartitions();
  await first.close();
  await disk.remove('/data/recovery-point-offset-checkpoint');
  const second = open(disk);
  const log = await second.getOrCreate(AGAIN);
  await appendDurably(log, batchOf(['c']));
  assert.equal(await disk.exists(KEPT), true);
  await second.delete(ORDERS);
  assert.equal(await disk.exists(KEPT), false);
  assert.deepEqual(await readAll(log, 0), ['0:c']);
});
