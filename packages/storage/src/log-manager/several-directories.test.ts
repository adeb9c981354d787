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

test('a new partition is where it was placed, or else in the first directory', async () => {
  const { manager, create } = await opened();
  manager.place({ topic: 'orders', partition: 1 }, '/b');
  assert.deepEqual(await Promise.all([0, 1].map(create)), ['/a/orders-0', '/b/orders-1']);
  assert.equal(manager.directoryOf({ topic: 'orders', partition: 1 }), '/b');
  await manager.delete(ordersOf(1));
  assert.equal(manager.get('orders', 1), undefined);
  assert.equal(manager.directoryOf({ topic: 'orders', partition: 1 }), undefined);
  manager.place({ topic: 'orders', partition: 1 }, '/c');
  assert.equal(await create(1), '/c/orders-1');
});

/** Partitions 0, 1 and 2 in the first, second and third directory. */
function placeEach(manager: LogManager): void {
  for (const [partition, path] of ['/a', '/b', '/c'].entries()) {
    manager.place({ topic: 'orders', partition }, path);
  }
}

test('a partition is found again in the directory that has its folder', async () => {
  const first = await opened();
  placeEach(first.manager);
  await Promise.all([0, 1, 2].map(first.create));
  const log = await first.manager.getOrCreate(ordersOf(2));
  await appendDurably(log, batchOf(['a']));
  await first.manager.close();
  for (const directory of ['/a', '/b', '/c']) {
    assert.equal(await first.fileSystem.exists(`${directory}/.kafka_cleanshutdown`), true);
  }

  const { manager, partitions, create } = await opened(first.fileSystem);
  assert.deepEqual(partitions, [{ topic: 'orders', partition: 2, directory: '/c' }]);
  assert.equal(await manager.topicIdOf('orders', 2), METADATA_TOPIC_ID);
  assert.equal(await create(2), '/c/orders-2');
  assert.deepEqual(await readAll(await manager.getOrCreate(ordersOf(2)), 0), ['0:a']);
  assert.equal([...manager.all()].length, 1);
});

test('a partition whose folder is gone is missed where it had its records', async () => {
  const first = await opened();
  placeEach(first.manager);
  await appendDurably(await first.manager.getOrCreate(ordersOf(1)), batchOf(['a']));
  await first.manager.close();
  await first.fileSystem.remove('/b/orders-1');
  const { manager, partitions } = await opened(first.fileSystem);
  assert.deepEqual(partitions, []);
  assert.deepEqual(await manager.listMarked(), [
    { topic: 'orders', partition: 1, directory: '/b' },
  ]);
  manager.place({ topic: 'orders', partition: 1 }, '/b');
  await assert.rejects(manager.getOrCreate(ordersOf(1)), {
    code: 'KAFKA_STORAGE_ERROR',
    message: /orders-1/,
  });
});

test('a folder that somebody has moved to another directory is used there', async () => {
  const first = await opened();
  placeEach(first.manager);
  await appendDurably(await first.manager.getOrCreate(ordersOf(1)), batchOf(['a']));
  await first.manager.close();
  const { fileSystem } = first;
  await fileSystem.createDirectory('/c/orders-1');
  for (const { name } of await fileSystem.list('/b/orders-1')) {
    const bytes = await fileSystem.readWhole(`/b/orders-1/${name}`);
    await fileSystem.writeWhole(`/c/orders-1/${name}`, bytes);
  }
  await fileSystem.remove('/b/orders-1');
  const { manager, create } = await opened(first.fileSystem);
  assert.equal(await create(1), '/c/orders-1');
  assert.deepEqual(await readAll(await manager.getOrCreate(ordersOf(1)), 0), ['0:a']);
});

test('a directory that cannot be listed is offline, and the others are listed', async () => {
  const first = await opened();
  placeEach(first.manager);
  for (const partition of [0, 1, 2]) {
    await appendDurably(await first.manager.getOrCreate(ordersOf(partition)), batchOf(['a']));
  }
  await first.manager.close();
  first.fileSystem.failLater({ operation: 'list' });
  const { manager, partitions } = await opened(first.fileSystem);
  assert.deepEqual(
    partitions.map(({ directory }) => directory),
    ['/b', '/c'],
  );
  assert.equal(manager.errorOf('/a')?.code, 'KAFKA_STORAGE_ERROR');
  assert.equal(manager.errorOf('/b'), undefined);
});

test('a partition that cannot be deleted since its directory failed may come back in another', async () => {
  const { fileSystem, manager, create } = await opened();
  placeEach(manager);
  const log = await manager.getOrCreate(ordersOf(1));
  await appendDurably(log, batchOf(['a']));
  fileSystem.failLater({ operation: 'datasync' });
  await assert.rejects(appendDurably(log, batchOf(['b'])));
  await assert.rejects(manager.delete(ordersOf(1)), { code: 'KAFKA_STORAGE_ERROR' });
  assert.equal(manager.directoryOf({ topic: 'orders', partition: 1 }), undefined);
  manager.place({ topic: 'orders', partition: 1 }, '/c');
  assert.equal(await create(1), '/c/orders-1');
});

test('a directory that fails takes none of the others with it', async () => {
  const { fileSystem, manager, create, events } = await opened();
  placeEach(manager);
  await Promise.all([0, 1, 2].map(create));
  const failures: string[] = [];
  manager.onFailure((_error, path) => failures.push(path));
  for (const partition of [0, 1, 2]) {
    assert.equal(manager.error, undefined);
    assert.equal(failures.length, partition);
    for (const later of [0, 1, 2].slice(partition)) {
      await appendDurably(await manager.getOrCreate(ordersOf(later)), batchOf(['a']));
    }
    const log = await manager.getOrCreate(ordersOf(partition));
    fileSystem.failLater({ operation: 'datasync' });
    await assert.rejects(appendDurably(log, batchOf(['b'])), { code: 'KAFKA_STORAGE_ERROR' });
  }
  assert.equal(manager.error?.code, 'KAFKA_STORAGE_ERROR');
  assert.deepEqual(failures, ['/a', '/b', '/c']);
  const offline = events.filter(({ type }) => type === 'log-directory-offline');
  assert.deepEqual(
    offline.map((event) => 'directory' in event && event.directory),
    ['/a', '/b', '/c'],
  );
});
