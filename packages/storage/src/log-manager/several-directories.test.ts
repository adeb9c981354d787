import { SMALL_JOURNAL } from '../testing/small-journal.ts';
import { ManualClock, SeededRandom } from '@odradek/base/testing';
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { METADATA_TOPIC_ID } from '@odradek/base';

import type { StorageEvent } from '../ports/report.ts';
import { appendDurably, batchOf, readAll } from '../test-context.ts';
import { testEndOfTurn } from '../testing/end-of-turn.ts';
import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { LogManager } from './log-manager.ts';
import type { TopicIdPartition } from './partition-directory.ts';

function ordersOf(partition: number): TopicIdPartition {
  return { topic: 'orders', topicId: METADATA_TOPIC_ID, partition };
}

async function opened(fileSystem = new MemoryFileSystem()) {
  const directories = ['/a', '/b', '/c'];
  for (const directory of directories) await fileSystem.createDirectory(directory);
  const events: StorageEvent[] = [];
  const manager = new LogManager({
    journal: SMALL_JOURNAL,
    random: new SeededRandom(1),
    fileSystem,
    endOfTurn: testEndOfTurn,
    clock: new ManualClock(),
    report: (event) => events.push(event),
    directories,
    config: {},
  });
  const partitions = await manager.listPartitions();
  const create = async (partition: number): Promise<string> => {
    return (await manager.getOrCreate(ordersOf(partition))).directory;
  };
  return { fileSystem, events, manager, partitions, create };
}

test('a new partition goes to the directory with the fewest, also before it has a record', async () => {
  const { manager, create } = await opened();
  const created = await Promise.all([0, 1, 2, 3].map(create));
  assert.deepEqual(created, ['/a/orders-0', '/b/orders-1', '/c/orders-2', '/a/orders-3']);
  assert.equal(await create(1), '/b/orders-1');
  await manager.delete(ordersOf(1));
  assert.equal(manager.get('orders', 1), undefined);
  assert.deepEqual(await Promise.all([5, 6].map(create)), ['/b/orders-5', '/b/orders-6']);
});

test('a partition is found again in the directory that has its folder', async () => {
  const first = await opened();
  await Promise.all([0, 1, 2].map(first.create));
  const log = await first.manager.getOrCreate(ordersOf(2));
  await appendDurably(log, batchOf(['a']));
  await first.manager.close();
  for (const directory of ['/a', '/b', '/c']) {
    assert.equal(await first.fileSystem.exists(`${directory}/.kafka_cleanshutdown`), true);
  }

  const { manager, partitions, create } = await opened(first.fileSystem);
  assert.deepEqual(partitions, [{ topic: 'orders', partition: 2 }]);
  assert.equal(await manager.topicIdOf('orders', 2), METADATA_TOPIC_ID);
  assert.equal(await create(2), '/c/orders-2');
  assert.deepEqual(await readAll(await manager.getOrCreate(ordersOf(2)), 0), ['0:a']);
  assert.deepEqual([await create(0), await create(1)], ['/a/orders-0', '/b/orders-1']);
  assert.equal([...manager.all()].length, 3);
});

test('a directory that fails takes none of the others with it, the last one the manager', async () => {
  const { fileSystem, manager, create, events } = await opened();
  await Promise.all([0, 1, 2].map(create));
  const failures: string[] = [];
  manager.onFailure((error) => failures.push(error.message));
  for (const partition of [0, 1, 2]) {
    assert.equal(manager.error, undefined);
    assert.deepEqual(failures, []);
    for (const later of [0, 1, 2].slice(partition)) {
      await appendDurably(await manager.getOrCreate(ordersOf(later)), batchOf(['a']));
    }
    const log = await manager.getOrCreate(ordersOf(partition));
    fileSystem.failLater({ operation: 'datasync' });
    await assert.rejects(appendDurably(log, batchOf(['b'])), { code: 'KAFKA_STORAGE_ERROR' });
  }
  assert.equal(manager.error?.code, 'KAFKA_STORAGE_ERROR');
  assert.equal(failures.length, 1);
  const offline = events.filter(({ type }) => type === 'log-directory-offline');
  assert.deepEqual(
    offline.map((event) => 'directory' in event && event.directory),
    ['/a', '/b', '/c'],
  );
});
