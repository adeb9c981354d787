import { SMALL_JOURNAL } from '../testing/small-journal.ts';
import { ManualClock, SeededRandom } from '@odradek/base/testing';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as endOfTurn } from 'node:timers/promises';

import { METADATA_TOPIC_ID, ZERO_UUID } from '@odradek/base';

import type { StorageEvent } from '../ports/report.ts';
import { appendDurably, appendSoon, batchOf, readAll } from '../test-context.ts';
import { testEndOfTurn } from '../testing/end-of-turn.ts';
import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { LogManager } from './log-manager.ts';
import type { TopicIdPartition } from './partition-directory.ts';

const PATH = '/data/recovery-point-offset-checkpoint';
const TOPIC_ID = 'AAAAAAAAAAAAAAAAAAAAKg';
const ORDERS: TopicIdPartition = { topic: 'orders', topicId: TOPIC_ID, partition: 0 };
const AGAIN: TopicIdPartition = { ...ORDERS, topicId: ZERO_UUID };
const METADATA: TopicIdPartition = {
  topic: '__cluster_metadata',
  topicId: METADATA_TOPIC_ID,
  partition: 0,
};

function withManager(fileSystem: MemoryFileSystem = new MemoryFileSystem()) {
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
      config: {},
    });
  const marks = async (): Promise<string> => String(await fileSystem.readWhole(PATH));
  return { fileSystem, events, open, marks };
}

/** A log of a and b, closed. */
async function closedLog(partition: TopicIdPartition = ORDERS) {
  const context = withManager();
  const manager = context.open();
  const log = await manager.getOrCreate(partition);
  for (const value of ['a', 'b']) await appendDurably(log, batchOf([value]));
  await manager.close();
  return context;
}

test('a partition is in the checkpoint before its first record is acknowledged, and with its end after a close', async () => {
  const { open, marks, fileSystem } = withManager();
  const manager = open();
  const log = await manager.getOrCreate(ORDERS);
  await manager.getOrCreate({ ...ORDERS, partition: 1 });
  assert.equal(await fileSystem.exists(PATH), false);
  await appendDurably(log, batchOf(['a']));
  assert.equal(await marks(), '0\n1\norders 0 0\n');
  await appendDurably(log, batchOf(['b']));
  assert.equal(await marks(), '0\n1\norders 0 0\n');
  await manager.close();
  assert.equal(await marks(), '0\n1\norders 0 2\n');
});

test('first records of many partitions that come together share few writes of the checkpoint', async () => {
  const { open, marks, fileSystem } = withManager();
  const manager = open();
  const partitions = Array.from({ length: 50 }, (_, partition) => ({ ...ORDERS, partition }));
  const logs = await Promise.all(partitions.map((partition) => manager.getOrCreate(partition)));
  let writes = 0;
  const writeWhole = fileSystem.writeWhole.bind(fileSystem);
  fileSystem.writeWhole = (path, bytes) => {
    if (path === PATH) writes++;
    return writeWhole(path, bytes);
  };
  await Promise.all(logs.map((log) => appendDurably(log, batchOf(['a']))));
  assert.equal(writes <= 3, true, `${writes} writes`);
  assert.equal((await marks()).startsWith('0\n50\n'), true);
});

for (const [name, partition, advice] of [
  ['a partition', ORDERS, /orders-0 had records and is gone.* or delete the topic/],
  ['the metadata of the cluster', METADATA, /__cluster_metadata-0 had records.*from a backup/],
] as const) {
  const directory = `/data/${partition.topic}-0`;

  test(`${name} that had records is refused without its folder`, async () => {
    const { fileSystem, open, events } = await closedLog(partition);
    await fileSystem.remove(directory);
    const error = { code: 'KAFKA_STORAGE_ERROR', message: advice };
    await assert.rejects(open().getOrCreate(partition), error);
    assert.equal(events.at(-1)?.type, 'log-refused');
    assert.equal(await fileSystem.exists(directory), false);
  });

  test(`${name} that had records is refused without its segments`, async () => {
    const { fileSystem, open } = await closedLog(partition);
    for (const { name: file } of await fileSystem.list(directory)) {
      if (file !== 'partition.metadata') await fileSystem.remove(`${directory}/${file}`);
    }
    const error = { code: 'KAFKA_STORAGE_ERROR', message: advice };
    await assert.rejects(open().getOrCreate(partition), error);
  });
}

test('a partition that has lost its folder begins anew when its topic was deleted', async () => {
  const { fileSystem, open } = await closedLog();
  await fileSystem.remove('/data/orders-0');
  const manager = open();
  await assert.rejects(manager.getOrCreate(ORDERS), { code: 'KAFKA_STORAGE_ERROR' });
  await manager.delete(ORDERS);
  const log = await manager.getOrCreate(AGAIN);
  assert.equal(await appendDurably(log, batchOf(['c'])), 0);
});

test('a folder that is not in the checkpoint and has records comes in when it is opened', async () => {
  const { fileSystem, open, marks } = await closedLog();
  await fileSystem.remove(PATH);
  await open().getOrCreate(ORDERS);
  for (let turn = 0; turn < 3; turn++) await endOfTurn();
  assert.equal(await marks(), '0\n1\norders 0 0\n');
});

test('a full disk does not keep a folder from being opened that is not in the checkpoint', async () => {
  const { fileSystem, open, events, marks } = await closedLog();
  await fileSystem.remove(PATH);
  const manager = open();
  const opening = manager.getOrCreate(ORDERS);
  fileSystem.failLater({ operation: 'rename', code: 'ENOSPC' });
  const log = await opening;
  for (let turn = 0; turn < 3; turn++) await endOfTurn();
  assert.equal(events.at(-1)?.type, 'maintenance-failed');
  await appendDurably(log, batchOf(['c']));
  assert.equal(await marks(), '0\n1\norders 0 0\n');
});

test('a crash at any moment of the first append leaves a partition that can be opened', async () => {
  const outcomes = new Set<string>();
  for (let operations = 0; operations < 40; operations++) {
    for (let seed = 0; seed < 10; seed++) {
      const fileSystem = new MemoryFileSystem({ seed });
      await fileSystem.createDirectory('/data');
      const log = await withManager(fileSystem).open().getOrCreate(ORDERS);
      fileSystem.powerOffAfter(operations);
      const pending = appendSoon(log, batchOf(['a']));
      for (let turn = 0; turn < 3; turn++) await endOfTurn();
      const rebooted = withManager(fileSystem.crash());
      const manager = rebooted.open();
      const isMarked = await rebooted.fileSystem.exists(PATH);
      const found = await manager.getOrCreate(ORDERS);
      const isThere = found.logEndOffset === 1;
      if (pending.result === true) assert.equal(isThere, true, 'an acknowledged record');
      await appendDurably(found, batchOf(['b']));
      const expected = isThere ? ['0:a', '1:b'] : ['0:b'];
      assert.deepEqual(await readAll(found, 0), expected);
      outcomes.add(`${isMarked ? 'marked' : 'unmarked'}, ${found.logEndOffset - 1} records`);
    }
  }
  const expected = ['marked, 0 records', 'marked, 1 records', 'unmarked, 0 records'];
  assert.deepEqual([...outcomes].sort(), expected);
});

test('a crash at any moment of a deletion leaves nothing that keeps a topic of the same name away', async () => {
  const outcomes = new Set<string>();
  for (let operations = 0; operations < 40; operations++) {
    for (let seed = 0; seed < 10; seed++) {
      const fileSystem = new MemoryFileSystem({ seed });
      await fileSystem.createDirectory('/data');
      const manager = withManager(fileSystem).open();
      const log = await manager.getOrCreate(ORDERS);
      await appendDurably(log, batchOf(['a']));
      fileSystem.powerOffAfter(operations);
      let isDeleted = false;
      void manager.delete(ORDERS).then(() => {
        isDeleted = true;
      });
      for (let turn = 0; turn < 3; turn++) await endOfTurn();
      outcomes.add(isDeleted ? 'deleted' : 'interrupted');
      const restarted = withManager(fileSystem.crash()).open();
      for (const found of await restarted.listPartitions()) {
        const topicId = await restarted.topicIdOf(found.topic, found.partition);
        assert.equal(topicId, TOPIC_ID);
        await restarted.delete({ ...found, topicId });
      }
      const again = await restarted.getOrCreate(AGAIN);
      assert.equal(await appendDurably(again, batchOf(['b'])), 0);
    }
  }
  assert.deepEqual([...outcomes].sort(), ['deleted', 'interrupted']);
});

test('a checkpoint that cannot be read refuses logs and is left as it is', async () => {
  const { fileSystem, open, marks } = await closedLog();
  await fileSystem.writeWhole(PATH, Buffer.from('nonsense'));
  await assert.rejects(open().getOrCreate(ORDERS), {
    code: 'KAFKA_STORAGE_ERROR',
    message: /recovery-point-offset-checkpoint cannot be read: .*which partitions have records/,
  });
  assert.equal(await marks(), 'nonsense');
});
