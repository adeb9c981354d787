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
import { LogManager } from './log-manager.ts';

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
