import { METADATA_TOPIC_ID } from '@odradek/base';
import { ManualClock, SeededRandom } from '@odradek/base/testing';
import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { LogConfig } from '../log/log-config.ts';
import type { StorageEvent } from '../ports/report.ts';
import { appendDurably, batchOf, readAll } from '../test-context.ts';
import { testEndOfTurn } from '../testing/end-of-turn.ts';
import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { SMALL_JOURNAL } from '../testing/small-journal.ts';
import { LogDirectoryCheckpoint } from './log-directory-checkpoint.ts';
import { LogManager } from './log-manager.ts';

const OTHER_ID = 'oLeTXfOMQOGzMwKDzQbGKw';
const LOSES_UNSYNCED = { tornWrite: 0, lostWrite: 1 } as const;

function partition(index: number) {
  return { topic: 'orders', topicId: METADATA_TOPIC_ID, partition: index };
}

function managerOn(fileSystem: MemoryFileSystem, config: Partial<LogConfig> = {}) {
  const events: StorageEvent[] = [];
  const clock = new ManualClock();
  const manager = new LogManager({
    fileSystem,
    endOfTurn: testEndOfTurn,
    clock,
    random: new SeededRandom(1),
    report: (event) => events.push(event),
    directories: ['/data'],
    config,
    journal: SMALL_JOURNAL,
  });
  return { manager, events, clock };
}

test('what was acknowledged is there after a loss of power, whose segments had nothing of it', async () => {
  const fileSystem = new MemoryFileSystem();
  const { manager } = managerOn(fileSystem);
  const logs = await Promise.all([0, 1, 2].map((index) => manager.getOrCreate(partition(index))));
  for (const value of ['a', 'b']) {
    for (const log of logs) await appendDurably(log, batchOf([value]));
  }
  fileSystem.setFaults(LOSES_UNSYNCED);
  const crashed = fileSystem.crash();
  const { manager: next } = managerOn(crashed);
  await next.listPartitions();
  for (const index of [0, 1, 2]) {
    assert.deepEqual(await readAll(await next.getOrCreate(partition(index)), 0), ['0:a', '1:b']);
  }
});

test('a directory that Kafka has used since a crash is refused, as the journal would overwrite it', async () => {
  const fileSystem = new MemoryFileSystem();
  const { manager } = managerOn(fileSystem);
  await appendDurably(await manager.getOrCreate(partition(0)), batchOf(['a']));
  const crashed = fileSystem.crash();
  const mark = Buffer.from('{"version":0,"brokerEpoch":7}');
  await crashed.writeWhole('/data/.kafka_cleanshutdown', mark);
  for (let attempt = 0; attempt < 2; attempt++) {
    await assert.rejects(managerOn(crashed).manager.listPartitions(), {
      code: 'KAFKA_STORAGE_ERROR',
      message: /Apache Kafka, has used \/data after .* odradek-journal-\* files/,
    });
  }
});

test('segments before the start that opening a log removes are not missed by the journal later', async () => {
  const config = { segmentBytes: 2 * batchOf(['a']).byteLength, fileDeleteDelayMs: 0 };
  const fileSystem = new MemoryFileSystem();
  const { manager, clock } = managerOn(fileSystem, config);
  const log = await manager.getOrCreate(partition(0), config);
  await appendDurably(log, batchOf(['a']));
  // From here on the journal has only what belongs behind it.
  clock.advance(1000);
  for (let turn = 0; turn < 1000; turn++) await Promise.resolve();
  for (const value of ['b', 'c', 'd']) await appendDurably(log, batchOf([value]));
  await fileSystem.writeWhole(
    '/data/log-start-offset-checkpoint',
    Buffer.from('0\n1\norders 0 2\n'),
  );
  let disk = fileSystem.crash();
  for (let start = 0; start < 3; start++) {
    const { manager: next, events } = managerOn(disk, config);
    await next.listPartitions();
    const found = await next.getOrCreate(partition(0), config);
    assert.deepEqual(await readAll(found, 2), ['2:c', '3:d']);
    assert.deepEqual(
      events.filter(({ type }) => type === 'log-refused'),
      [],
    );
    disk = disk.crash();
  }
});

/** A crashed disk on which partition 0 has a record, and what was read as a whole or opened there since. */
async function watchedCrash(): Promise<{ disk: MemoryFileSystem; opened: string[] }> {
  const fileSystem = new MemoryFileSystem();
  const { manager } = managerOn(fileSystem);
  await appendDurably(await manager.getOrCreate(partition(0)), batchOf(['a']));
  const disk = fileSystem.crash();
  const opened: string[] = [];
  const open = disk.open.bind(disk);
  disk.open = (path, options) => {
    opened.push(path);
    return open(path, options);
  };
  return { disk, opened };
}

const METADATA = '/data/orders-0/partition.metadata';

test('a replay looks at no folder of which it was durable whose it is before it had a record', async () => {
  const { disk, opened } = await watchedCrash();
  const { manager } = managerOn(disk);
  await manager.listPartitions();
  assert.equal(opened.includes('/data/orders-0/00000000000000000000.log'), true);
  assert.equal(opened.includes(METADATA), false);
  assert.deepEqual(await readAll(await manager.getOrCreate(partition(0)), 0), ['0:a']);
});

test('a replay looks at the folder where that is not known, is of another topic, or may be outdated', async () => {
  const forget = (disk: MemoryFileSystem): Promise<void> =>
    disk.remove('/data/odradek-log-checkpoint');
  const differ = async (disk: MemoryFileSystem): Promise<void> => {
    const known = await disk.readWhole('/data/odradek-log-checkpoint');
    await disk.remove('/data/odradek-log-checkpoint');
    const checkpoint = await LogDirectoryCheckpoint.load({
      fileSystem: disk,
      directory: '/data',
      report: () => {},
    });
    await checkpoint.markDirty({ ...partition(0), topicId: OTHER_ID });
    await checkpoint.close({ isInOrder: false });
    assert.notDeepEqual(await disk.readWhole('/data/odradek-log-checkpoint'), known);
  };
  const outdate = async (disk: MemoryFileSystem): Promise<void> => {
    const checkpoint = await LogDirectoryCheckpoint.load({
      fileSystem: disk,
      directory: '/data',
      report: () => {},
    });
    // As it was closed in order, but the mark of that is gone: somebody else has been there.
    await checkpoint.close({ isInOrder: true });
  };
  for (const change of [forget, differ, outdate]) {
    const { disk, opened } = await watchedCrash();
    await change(disk);
    opened.length = 0;
    const { manager } = managerOn(disk);
    await manager.listPartitions();
    assert.equal(opened.includes(METADATA), true);
    assert.deepEqual(await readAll(await manager.getOrCreate(partition(0)), 0), ['0:a']);
  }
});
