import { SMALL_JOURNAL } from '../testing/small-journal.ts';
import { ManualClock, SeededRandom } from '@odradek/base/testing';
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { METADATA_TOPIC_ID, ZERO_UUID } from '@odradek/base';

import type { StorageEvent } from '../ports/report.ts';
import {
  appendDurably,
  batchOf,
  leaderAppendDurably,
  producerBatchOf,
  readAll,
} from '../test-context.ts';
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
      journal: SMALL_JOURNAL,
      random: new SeededRandom(1),
      fileSystem,
      endOfTurn: testEndOfTurn,
      clock: new ManualClock(),
      report: (event) => events.push(event),
      directories: ['/data'],
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
  assert.deepEqual(await reopened.listPartitions(), [
    { topic: 'orders', partition: 0, directory: '/data' },
  ]);
  assert.deepEqual(await readAll(await reopened.getOrCreate(ORDERS), 0), [
    '0:a',
    '1:b',
    '2:c',
    '3:d',
  ]);
  await reopened.close();
});

test('a start that a killed broker has renamed is durable before it is believed', async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const { fileSystem, open } = withManager(new MemoryFileSystem({ seed }));
    const first = open();
    const written = await first.getOrCreate(ORDERS);
    await appendDurably(written, batchOf(['a', 'b', 'c']));
    // The journal has nothing any more that a start would write again.
    await first.close();
    const log = await open().getOrCreate(ORDERS);
    const isRenamed = new Promise<void>((resolve) => {
      // The file has its name by then, and the name is not durable.
      fileSystem.failLater({ operation: 'syncDirectory', onFault: () => resolve() });
    });
    const deletion = log.deleteRecordsBefore(2);
    await Promise.all([isRenamed, assert.rejects(deletion, { code: 'KAFKA_STORAGE_ERROR' })]);
    // Another process, on the same page cache: it has nothing to do to delete them again.
    const found = await open().getOrCreate(ORDERS);
    assert.equal(found.logStartOffset, 2);
    await found.deleteRecordsBefore(2);
    const after = await withManager(fileSystem.crash()).open().getOrCreate(ORDERS);
    assert.equal(after.logStartOffset, 2);
  }
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
  assert.deepEqual(await fileSystem.list('/data'), [
    { name: 'odradek-journal-00000001', type: 'file' },
    { name: 'odradek-journal-00000002', type: 'file' },
    { name: 'odradek-log-checkpoint', type: 'file' },
    { name: 'orders-0', type: 'directory' },
    { name: deletedDirectoryName('orders', METADATA_TOPIC_ID, 0), type: 'directory' },
    { name: 'recovery-point-offset-checkpoint', type: 'file' },
  ]);
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

async function withDeletedRecords() {
  const context = withManager();
  const manager = context.open();
  const log = await manager.getOrCreate(ORDERS);
  for (const value of ['a', 'b', 'c', 'd', 'e']) await appendDurably(log, batchOf([value]));
  await log.deleteRecordsBefore(3);
  return { ...context, manager, log };
}

test('where a log begins survives a loss of power as soon as the records are deleted', async () => {
  const { fileSystem } = await withDeletedRecords();
  const rebooted = withManager(fileSystem.crash());
  const log = await rebooted.open().getOrCreate(ORDERS);
  assert.equal(log.logStartOffset, 3);
  assert.deepEqual(await readAll(log, 3), ['3:d', '4:e']);
  const checkpoint = await rebooted.fileSystem.readWhole('/data/log-start-offset-checkpoint');
  assert.equal(String(checkpoint), '0\n1\norders 0 3\n');
});

test('a topic of the same name as one that was deleted begins at offset 0', async () => {
  const { fileSystem, manager, open } = await withDeletedRecords();
  await manager.delete(ORDERS);
  const path = '/data/log-start-offset-checkpoint';
  assert.equal(String(await fileSystem.readWhole(path)), '0\n0\n');
  // As if the power had failed before the offset was forgotten.
  await fileSystem.writeWhole(path, Buffer.from('0\n1\norders 0 3\n'));
  const again = { ...ORDERS, topicId: ZERO_UUID };
  const reopened = open();
  const log = await reopened.getOrCreate(again);
  assert.equal(log.logStartOffset, 0);
  for (const value of ['v', 'w', 'x', 'y', 'z']) await appendDurably(log, batchOf([value]));
  const crashed = withManager(fileSystem.crash()).open();
  const found = await crashed.getOrCreate(again);
  assert.equal(found.logStartOffset, 0);
  assert.deepEqual(await readAll(found, 0), ['0:v', '1:w', '2:x', '3:y', '4:z']);
});

test('a log is refused while it is not known where it begins', async () => {
  const { fileSystem, manager, open, events } = await withDeletedRecords();
  await manager.close();
  await fileSystem.writeWhole('/data/log-start-offset-checkpoint', Buffer.from('nonsense'));
  await assert.rejects(open().getOrCreate(ORDERS), {
    code: 'KAFKA_STORAGE_ERROR',
    message: /log-start-offset-checkpoint cannot be read: its version is nonsense/,
  });
  assert.equal(events.at(-1)?.type, 'log-refused');
});

test('the settings of a topic come before those of the manager, and change at run time', async () => {
  const { fileSystem, open } = withManager();
  const manager = open();
  const log = await manager.getOrCreate(ORDERS, { segmentBytes: 10 });
  for (const value of ['a', 'b', 'c']) await appendDurably(log, batchOf([value]));
  const segments = async (): Promise<number> =>
    (await fileSystem.list('/data/orders-0')).filter(({ name }) => name.endsWith('.log')).length;
  assert.equal(await segments(), 3);
  log.configure({ segmentBytes: 1000 });
  for (const value of ['d', 'e', 'f']) await appendDurably(log, batchOf([value]));
  assert.equal(await segments(), 3);
  log.configure({ segmentBytes: 10 });
  await appendDurably(log, batchOf(['g']));
  assert.equal(await segments(), 4);
  await manager.close();
});

test('the manager forgets the expired producers of all its logs', async () => {
  const manager = withManager().open();
  for (const partition of [0, 1]) {
    const log = await manager.getOrCreate({ ...ORDERS, partition });
    await leaderAppendDurably(log, producerBatchOf(0));
  }
  assert.equal(manager.expireProducers({ now: 1500, expirationMs: 1000 }), 0);
  assert.equal(manager.expireProducers({ now: 2000, expirationMs: 1000 }), 2);
});

test('a topic that is deleted while its first record is written leaves no folder behind', async () => {
  const { fileSystem, open } = withManager();
  const manager = open();
  const log = await manager.getOrCreate(ORDERS);
  const pending = appendDurably(log, batchOf(['a']));
  await manager.delete(ORDERS);
  await Promise.allSettled([pending]);
  const again = await manager.getOrCreate({ ...ORDERS, topicId: ZERO_UUID });
  assert.equal(await appendDurably(again, batchOf(['b'])), 0);
  assert.equal(await fileSystem.exists('/data/orders-0'), true);
});

test('the mark of an orderly stop is written only if all logs are whole, and removed at the start', async () => {
  const { fileSystem, open } = withManager();
  const manager = open();
  await appendDurably(await manager.getOrCreate(ORDERS), batchOf(['a']));
  await manager.close();
  const mark = '/data/.kafka_cleanshutdown';
  assert.equal(String(await fileSystem.readWhole(mark)), '{"version":0,"brokerEpoch":-1}');
  const next = open();
  await next.listPartitions();
  assert.equal(await fileSystem.exists(mark), false);
  // The log is not opened, and known to be whole.
  await next.close();
  assert.equal(await fileSystem.exists(mark), true);
  const last = open();
  await last.listPartitions();
  await appendDurably(await last.getOrCreate(ORDERS), batchOf(['b']));
  // A broker that is killed, and its successor that does not open the log.
  const successor = open();
  await successor.listPartitions();
  await successor.close();
  assert.equal(await fileSystem.exists(mark), false);
});
