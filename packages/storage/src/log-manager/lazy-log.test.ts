import assert from 'node:assert/strict';
import { test } from 'node:test';

import { METADATA_TOPIC_ID, ZERO_UUID } from '@odradek/base';
import { ManualClock, SeededRandom } from '@odradek/base/testing';

import type { LogConfig } from '../log/log-config.ts';
import type { StorageEvent } from '../ports/report.ts';
import { appendDurably, batchOf, readAll } from '../test-context.ts';
import { testEndOfTurn } from '../testing/end-of-turn.ts';
import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { SMALL_JOURNAL } from '../testing/small-journal.ts';
import type { LazyLog } from './lazy-log.ts';
import { LogManager } from './log-manager.ts';
import type { TopicIdPartition } from './partition-directory.ts';

const ORDERS: TopicIdPartition = { topic: 'orders', topicId: METADATA_TOPIC_ID, partition: 0 };
const MARK = '/data/.kafka_cleanshutdown';
/** As `batchOf` gives it to a single record. */
const TIMESTAMP = 1000;

class Context {
  readonly events: StorageEvent[] = [];
  readonly clock: ManualClock = new ManualClock();
  config: Partial<LogConfig> = { retentionMs: -1 };
  disk: MemoryFileSystem = new MemoryFileSystem();

  async start(): Promise<LogManager> {
    await this.disk.createDirectory('/data');
    const manager = new LogManager({
      fileSystem: this.disk,
      endOfTurn: testEndOfTurn,
      clock: this.clock,
      random: new SeededRandom(1),
      journal: SMALL_JOURNAL,
      report: (event) => this.events.push(event),
      directories: ['/data'],
      config: { segmentBytes: 200 },
    });
    await manager.listPartitions();
    return manager;
  }

  lazily(manager: LogManager, partition: Partial<TopicIdPartition> = {}): LazyLog {
    return manager.lazily({ ...ORDERS, ...partition }, () => this.config);
  }

  types(): readonly string[] {
    return this.events.map(({ type }) => type);
  }
}

/** A directory that was closed in order, with five records in partition 0, whose first two are deleted. */
async function closedContext(): Promise<Context> {
  const context = new Context();
  const manager = await context.start();
  const log = await manager.getOrCreate(ORDERS);
  for (const value of ['a', 'b', 'c', 'd', 'e']) await appendDurably(log, batchOf([value]));
  await log.deleteRecordsBefore(2);
  await manager.close();
  return context;
}

test('a log that was closed is known without a look at its folder', async () => {
  const context = await closedContext();
  const manager = await context.start();
  const before = context.disk.operationsCount;
  const log = context.lazily(manager);
  const { summary } = log;
  assert(summary !== undefined);
  const { startOffset, endOffset, lastStableOffset, startEpoch } = summary;
  assert.deepEqual([startOffset, endOffset, lastStableOffset, startEpoch], [2, 5, 5, 0]);
  assert.equal(summary.oldestSegmentTimestamp, TIMESTAMP);
  assert.equal(summary.size > 0, true);
  assert.equal(log.opened, undefined);
  await manager.deleteOldSegments();
  await manager.checkpoint();
  assert.equal(context.disk.operationsCount, before);
  const opened = await log.open();
  assert.equal(log.opened, opened);
  assert.deepEqual(await readAll(opened, 2), ['2:c', '3:d', '4:e']);
  assert.equal(log.summary?.size, summary.size);
  await manager.close();
});

test('a partition that never had a record is known to be empty, and has no file', async () => {
  const context = await closedContext();
  const manager = await context.start();
  const before = context.disk.operationsCount;
  const log = context.lazily(manager, { partition: 7 });
  assert.equal(log.summary?.endOffset, 0);
  assert.equal(context.disk.operationsCount, before);
  assert.equal((await log.open()).hasFiles, false);
  await manager.close();
  const names = (await context.disk.list('/data')).map(({ name }) => name);
  assert.equal(names.includes('orders-7'), false);
});

test('whoever asks for a log while it is opened gets the same', async () => {
  const context = await closedContext();
  const log = context.lazily(await context.start());
  const logs = await Promise.all([log.open(), log.open(), log.open()]);
  assert.equal(new Set(logs).size, 1);
});

test('many logs are opened a few at a time, and all of them are', async () => {
  const context = await closedContext();
  const manager = await context.start();
  const lazyLogs = Array.from({ length: 100 }, (_, partition) =>
    context.lazily(manager, { partition }),
  );
  const logs = await Promise.all(lazyLogs.map((log) => log.open()));
  assert.equal(new Set(logs).size, 100);
  await manager.close();
});

test('after a crash a log that was written to is opened to be known, and known again when it was closed', async () => {
  const context = await closedContext();
  const first = await context.start();
  await appendDurably(await context.lazily(first).open(), batchOf(['f']));
  context.disk = context.disk.crash();
  const second = await context.start();
  const log = context.lazily(second);
  assert.deepEqual(log.summary, undefined);
  assert.equal((await log.open()).logEndOffset, 6);
  assert.equal(context.lazily(second).summary?.endOffset, 6);
  await second.close();
  assert.equal(context.lazily(await context.start()).summary?.endOffset, 6);
});

test('after a crash a log that was only read is still known', async () => {
  const context = await closedContext();
  const first = await context.start();
  await readAll(await context.lazily(first).open(), 2);
  context.disk = context.disk.crash();
  assert.equal(context.lazily(await context.start()).summary?.endOffset, 5);
});

test('a log that was opened after a crash and not written to is known from the next checkpoint on', async () => {
  const context = await closedContext();
  const first = await context.start();
  await appendDurably(await context.lazily(first).open(), batchOf(['f']));
  context.disk = context.disk.crash();
  const second = await context.start();
  await context.lazily(second).open();
  await second.checkpoint();
  context.disk = context.disk.crash();
  assert.equal(context.lazily(await context.start()).summary?.endOffset, 6);
});

test('what is known does not count for another topic of the same name', async () => {
  const context = await closedContext();
  const manager = await context.start();
  const log = context.lazily(manager, { topicId: ZERO_UUID });
  assert.equal(log.summary, undefined);
  await assert.rejects(log.open(), { code: 'INCONSISTENT_TOPIC_ID' });
});

test('what is known does not count if somebody else has used the directory', async () => {
  for (const mark of [undefined, '{"version":0,"brokerEpoch":17}']) {
    const context = await closedContext();
    await context.disk.remove(MARK);
    if (mark !== undefined) await context.disk.writeWhole(MARK, Buffer.from(mark));
    const log = context.lazily(await context.start());
    assert.equal(log.summary, undefined);
    assert.deepEqual(context.types(), ['checkpoint-ignored']);
    // Nor after a crash.
    context.disk = context.disk.crash();
    const again = context.lazily(await context.start());
    assert.equal(again.summary, undefined);
    assert.equal((await again.open()).logEndOffset, 5);
  }
});

test('what is known does not count if the recovery point or the start lies behind it', async () => {
  for (const [name, offset] of [
    ['recovery-point-offset-checkpoint', 6],
    ['log-start-offset-checkpoint', 3],
  ] as const) {
    const context = await closedContext();
    const text = Buffer.from(`0\n1\norders 0 ${offset}\n`);
    await context.disk.writeWhole(`/data/${name}`, text);
    assert.equal(context.lazily(await context.start()).summary, undefined, name);
  }
});

test('a crash of the start itself leaves what is known', async () => {
  for (let operations = 0; operations < 40; operations++) {
    const context = await closedContext();
    context.disk.powerOffAfter(operations);
    void context.start();
    for (let turn = 0; turn < 200; turn++) await Promise.resolve();
    context.disk = context.disk.crash();
    assert.equal(context.lazily(await context.start()).summary?.endOffset, 5, `${operations}`);
    assert.deepEqual(context.types(), []);
  }
});

test('retention opens only the logs of which something may be deleted', async () => {
  const context = await closedContext();
  context.config = { retentionMs: context.clock.now() - TIMESTAMP + 500 };
  const manager = await context.start();
  const log = context.lazily(manager);
  context.clock.advance(400);
  await manager.deleteOldSegments();
  assert.equal(log.opened, undefined);
  context.clock.advance(200);
  assert.equal((await manager.deleteOldSegments()) > 0, true);
  assert.equal(log.summary?.startOffset, 5);
  await manager.close();
});

test('retention by size opens a log that is too large, and none that keeps everything', async () => {
  const context = await closedContext();
  const manager = await context.start();
  const log = context.lazily(manager);
  context.config = { retentionBytes: 0, isDeleted: false };
  await manager.deleteOldSegments();
  assert.equal(log.opened, undefined);
  context.config = { retentionMs: -1, retentionBytes: 1 };
  assert.equal((await manager.deleteOldSegments()) > 0, true);
});

test('a log that is opened has the settings of its topic at that time', async () => {
  const context = await closedContext();
  const manager = await context.start();
  const log = context.lazily(manager);
  context.config = { fileDeleteDelayMs: 7 };
  assert.equal((await log.open()).fileDeleteDelayMs, 7);
});

test('a log has the settings of its topic that changed while it was opened', async () => {
  const context = await closedContext();
  const opening = context.lazily(await context.start()).open();
  context.config = { fileDeleteDelayMs: 7 };
  assert.equal((await opening).fileDeleteDelayMs, 7);
});

test('a partition with records whose folder is gone is missing, and is never taken for an empty one', async () => {
  const context = await closedContext();
  await context.disk.remove('/data/orders-0');
  const manager = await context.start();
  const log = context.lazily(manager);
  assert.deepEqual(manager.listMissing(), [{ topic: 'orders', partition: 0 }]);
  await assert.rejects(log.open(), { code: 'KAFKA_STORAGE_ERROR', message: /had records/ });
  await assert.rejects(log.open(), { code: 'KAFKA_STORAGE_ERROR' });
  assert.deepEqual(context.types(), ['log-refused']);
  await manager.close();
  assert.equal(await context.disk.exists(MARK), false);
});

test('a log whose partition is deleted is not opened any more, and its name is free', async () => {
  const context = await closedContext();
  const manager = await context.start();
  const log = context.lazily(manager);
  const opening = log.open();
  const deletion = manager.delete(ORDERS);
  await assert.rejects(log.open(), { code: 'UNKNOWN_TOPIC_OR_PARTITION' });
  await opening;
  await deletion;
  assert.equal(log.opened, undefined);
  const again = context.lazily(manager, { topicId: ZERO_UUID });
  assert.equal((await again.open()).logEndOffset, 0);
  await manager.close();
});

test('a log that waits for its turn to be opened is not opened if it is deleted meanwhile', async () => {
  const context = await closedContext();
  const manager = await context.start();
  const others = Array.from({ length: 50 }, (_, index) =>
    context.lazily(manager, { partition: index + 1 }).open(),
  );
  const opening = context.lazily(manager).open();
  await manager.delete(ORDERS);
  await assert.rejects(opening, { code: 'UNKNOWN_TOPIC_OR_PARTITION' });
  await Promise.all(others);
  assert.equal(manager.get('orders', 0), undefined);
});

test('the topic of a folder is known without a look at it', async () => {
  const context = await closedContext();
  const manager = await context.start();
  const before = context.disk.operationsCount;
  assert.equal(await manager.topicIdOf('orders', 0), METADATA_TOPIC_ID);
  assert.equal(context.disk.operationsCount, before);
  assert.equal(await manager.topicIdOf('orders', 1), undefined);
});

test('a write that begins while a checkpoint is written keeps what is known from counting', async () => {
  for (let microtasks = 0; microtasks < 60; microtasks++) {
    const context = await closedContext();
    const manager = await context.start();
    const log = await context.lazily(manager).open();
    const appended = appendDurably(log, batchOf(['f']));
    for (let count = 0; count < microtasks; count++) await Promise.resolve();
    await Promise.all([manager.checkpoint(Infinity), appended]);
    context.disk = context.disk.crash();
    const { summary } = context.lazily(await context.start());
    assert.equal(summary, undefined, `after ${microtasks} microtasks`);
  }
});

test('a stop opens none of the logs that wait for their turn, and leaves none open', async () => {
  const context = await closedContext();
  const manager = await context.start();
  const openings = Array.from({ length: 50 }, (_, partition) =>
    context.lazily(manager, { partition }).open(),
  );
  const settled = Promise.allSettled(openings);
  await manager.close();
  const before = context.disk.operationsCount;
  const results = await settled;
  assert.equal(context.disk.operationsCount, before);
  assert.deepEqual([...manager.all()], []);
  const opened = results.filter(({ status }) => status === 'fulfilled');
  assert.equal(opened.length < openings.length, true);
});

test('a stop is in order only if every folder was looked at, marked as with records or not', async () => {
  const context = await closedContext();
  for (const file of ['recovery-point-offset-checkpoint', 'odradek-log-checkpoint']) {
    await context.disk.remove(`/data/${file}`);
  }
  await context.disk.remove(MARK);
  const manager = await context.start();
  context.lazily(manager);
  await manager.close();
  assert.equal(await context.disk.exists(MARK), false);
  const again = await context.start();
  await context.lazily(again).open();
  await again.close();
  assert.equal(await context.disk.exists(MARK), true);
});
