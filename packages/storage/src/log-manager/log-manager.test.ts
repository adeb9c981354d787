import assert from 'node:assert/strict';
import { test } from 'node:test';

import { METADATA_TOPIC_ID, ZERO_UUID } from '@odradek/base';

import type { StorageEvent } from '../ports/report.ts';
import { appendDurably, batchOf, readAll } from '../test-context.ts';
import { testEndOfTurn } from '../testing/end-of-turn.ts';
import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { LogManager } from './log-manager.ts';
import {
  deletedDirectoryName,
  isDeletedDirectoryName,
  parsePartitionDirectoryName,
} from './partition-directory.ts';

const ORDERS = { topic: 'orders', topicId: METADATA_TOPIC_ID, partition: 0 };

function withManager(fileSystem = new MemoryFileSystem()) {
  const events: StorageEvent[] = [];
  const open = (): LogManager =>
    new LogManager({
      fileSystem,
      endOfTurn: testEndOfTurn,
      report: (event) => events.push(event),
      directory: '/data',
      config: { segmentBytes: 200 },
    });
  return { fileSystem, events, open };
}

test('a log is found again with its topic id after the manager was closed', async () => {
  const { fileSystem, open } = withManager();
  const manager = open();
  const log = await manager.getOrCreate(ORDERS);
  assert.equal(await fileSystem.exists('/data/orders-0'), false);
  for (const value of ['a', 'b', 'c', 'd']) await appendDurably(log, batchOf([value]));
  const metadata = await fileSystem.readWhole('/data/orders-0/partition.metadata');
  assert.equal(String(metadata), `version: 0\ntopic_id: ${METADATA_TOPIC_ID}`);
  assert.equal(manager.get('orders', 0), log);
  assert.equal(manager.get('orders', 1), undefined);
  await manager.close();

  const reopened = open();
  assert.deepEqual(await reopened.listPartitions(), [{ topic: 'orders', partition: 0 }]);
  assert.deepEqual(await readAll(await reopened.getOrCreate(ORDERS), 0), [
    '0:a',
    '1:b',
    '2:c',
    '3:d',
  ]);
  await reopened.close();
});

test('a log that is asked for twice at once is opened once', async () => {
  const manager = withManager().open();
  const logs = await Promise.all([manager.getOrCreate(ORDERS), manager.getOrCreate(ORDERS)]);
  assert.equal(logs[0], logs[1]);
  assert.deepEqual([...manager.all()], [logs[0]]);
});

test('the folder of another topic of the same name is refused and reported', async () => {
  const { open, events } = withManager();
  const manager = open();
  await appendDurably(await manager.getOrCreate(ORDERS), batchOf(['a']));
  await manager.close();
  const recreated = { ...ORDERS, topicId: ZERO_UUID };
  await assert.rejects(open().getOrCreate(recreated), { code: 'INCONSISTENT_TOPIC_ID' });
  assert.equal(events[0]?.type, 'log-refused');
});

test('segments without the topic they are of are refused', async () => {
  const { fileSystem, open } = withManager();
  const manager = open();
  await appendDurably(await manager.getOrCreate(ORDERS), batchOf(['a']));
  await manager.close();
  await fileSystem.remove('/data/orders-0/partition.metadata');
  await assert.rejects(open().getOrCreate(ORDERS), {
    code: 'KAFKA_STORAGE_ERROR',
    message: /holds segments, but no partition\.metadata/,
  });
});

test('a partition that was deleted can be created again with another topic id', async () => {
  const { fileSystem, open } = withManager();
  const manager = open();
  await appendDurably(await manager.getOrCreate(ORDERS), batchOf(['a']));
  const recreated = { ...ORDERS, topicId: ZERO_UUID };
  await Promise.all([manager.delete(ORDERS), manager.delete(ORDERS)]);
  const log = await manager.getOrCreate(recreated);
  assert.equal(log.logEndOffset, 0);
  assert.equal(await appendDurably(log, batchOf(['b'])), 0);
  assert.deepEqual(await fileSystem.list('/data'), [{ name: 'orders-0', type: 'directory' }]);
});

test('an interrupted deletion is finished at the next start', async () => {
  const { fileSystem, open, events } = withManager();
  const deleted = `/data/${deletedDirectoryName('orders', METADATA_TOPIC_ID, 0)}`;
  await fileSystem.createDirectory(deleted);
  await fileSystem.createDirectory('/data/photos');
  assert.deepEqual(await open().listPartitions(), []);
  assert.equal(await fileSystem.exists(deleted), false);
  assert.deepEqual(events, [
    { type: 'deleted-log-removed', directory: deleted },
    { type: 'directory-ignored', directory: '/data/photos' },
  ]);
});

test('the names of folders are those of Kafka', () => {
  assert.deepEqual(parsePartitionDirectoryName('a-b-12'), { topic: 'a-b', partition: 12 });
  assert.equal(parsePartitionDirectoryName('orders-x'), undefined);
  const id = '00000000000000000000000000000001';
  assert.equal(deletedDirectoryName('orders', METADATA_TOPIC_ID, 3), `orders-3.${id}-delete`);
  assert.equal(deletedDirectoryName('t'.repeat(249), METADATA_TOPIC_ID, 3).length, 255);
});

test('only a folder that Kafka or we renamed counts as deleted, and is ever removed', () => {
  assert.equal(isDeletedDirectoryName(deletedDirectoryName('orders', METADATA_TOPIC_ID, 0)), true);
  for (const name of ['photos-delete', 'orders-0-delete', 'orders-0.0123-delete', 'orders-0']) {
    assert.equal(isDeletedDirectoryName(name), false, name);
  }
});
