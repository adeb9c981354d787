import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ManualClock, SeededRandom } from '@odradek/base/testing';
import { RecordBatchBuilder } from '@odradek/protocol';

import type { PartitionLog } from '../log/partition-log.ts';
import { LogManager } from '../log-manager/log-manager.ts';
import { testEndOfTurn } from '../testing/end-of-turn.ts';
import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { SMALL_JOURNAL } from '../testing/small-journal.ts';
import type { StorageEvent } from '../ports/report.ts';
import type { CleanerSettings } from './log-cleaner.ts';

const PARTITION = { topic: 'orders', topicId: 'AAAAAAAAAAAAAAAAAAAAAQ', partition: 0 };
const SETTINGS: CleanerSettings = {
  isEnabled: true,
  threads: 1,
  dedupeBufferBytes: 100_000,
  loadFactor: 0.9,
  ioBufferBytes: 65_536,
  bytesPerSecond: Number.MAX_SAFE_INTEGER,
};

async function append(log: PartitionLog, key: string): Promise<void> {
  const builder = new RecordBatchBuilder({});
  builder.append({ timestamp: 1000, key, value: 'value'.repeat(20) });
  await new Promise<void>((resolve, reject) => {
    log.append(builder.build(), {
      leaderEpoch: 0,
      onDurable: (error) => (error === undefined ? resolve() : reject(error)),
    });
  });
}

function managerOn(fileSystem: MemoryFileSystem, events: StorageEvent[]): LogManager {
  return new LogManager({
    fileSystem,
    clock: new ManualClock({ now: 1000 }),
    endOfTurn: testEndOfTurn,
    random: new SeededRandom(1),
    report: (event) => events.push(event),
    directories: ['/data'],
    journal: SMALL_JOURNAL,
    config: { segmentBytes: 1000, isCompacted: true, minCleanableDirtyRatio: 0 },
  });
}

/** A log of some segments that have nothing but one key. */
async function dirtyLogOf(manager: LogManager): Promise<PartitionLog> {
  await manager.listPartitions();
  const log = await manager.getOrCreate(PARTITION);
  for (let number = 0; number < 20; number++) await append(log, 'key');
  return log;
}

test('a log whose dirty segments are deleted before they are cleaned is cleaned later on', async () => {
  const events: StorageEvent[] = [];
  const manager = managerOn(new MemoryFileSystem({ seed: 1 }), events);
  const log = await dirtyLogOf(manager);
  const deleted = log.deleteRecordsBefore(log.highWatermark);
  const cleaned = manager.cleanLogs(() => SETTINGS);
  assert.equal(await deleted, 20);
  assert.equal(await cleaned, 0);
  assert.deepEqual([...manager.uncleanableLogs], [], JSON.stringify(events));
  for (let number = 0; number < 20; number++) await append(log, 'key');
  assert.equal(await manager.cleanLogs(() => SETTINGS), 1);
  await manager.close();
});

test('as long as it cannot be read how far logs were compacted, they are left alone, and that is told', async () => {
  const fileSystem = new MemoryFileSystem({ seed: 1 });
  const before = managerOn(fileSystem, []);
  await dirtyLogOf(before);
  await before.close();
  const path = '/data/cleaner-offset-checkpoint';
  await fileSystem.writeWhole(path, Buffer.from('nonsense'));
  const events: StorageEvent[] = [];
  const manager = managerOn(fileSystem, events);
  await manager.listPartitions();
  assert.equal(await manager.cleanLogs(() => SETTINGS), 0);
  assert.match(JSON.stringify(events), /maintenance-failed.*cleaner-offset-checkpoint cannot be/);
  await fileSystem.remove(path);
  await manager.getOrCreate(PARTITION);
  assert.equal(await manager.cleanLogs(() => SETTINGS), 1);
  await manager.close();
});
