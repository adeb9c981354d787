import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { KafkaError } from '@odradek/base';
import { CompressionType, partitionLeaderEpochAt } from '@odradek/protocol';

import {
  appendDurably,
  appendSoon,
  batchOf,
  DIRECTORY,
  logContext,
  readAll,
  valuesIn,
} from '../test-context.ts';

test('a log without a record has no file and no folder', async () => {
  const context = logContext();
  const log = await context.open();
  assert.equal(log.logEndOffset, 0);
  assert.equal(await context.fileSystem.exists(DIRECTORY), false);
  await log.close();
  assert.equal(await context.fileSystem.exists(DIRECTORY), false);
});

test('a batch gets its base offset and leader epoch at once and is visible when it is durable', async () => {
  const log = await logContext().open();
  const calls: number[] = [];
  const onDurable = (): void => void calls.push(log.highWatermark);
  assert.equal(log.append(batchOf(['a', 'b']), { leaderEpoch: 7, onDurable }), 0);
  assert.equal(log.append(batchOf(['c']), { leaderEpoch: 7, onDurable }), 2);
  assert.equal(log.logEndOffset, 3);
  assert.equal(log.highWatermark, 0);
  assert.equal(log.bytesAvailable(0, 100), 0);
  const nothing = await log.read({ offset: 0, bytesMax: 1000, atLeastOneBatch: true });
  assert.equal(nothing.byteLength, 0);
  await log.close();
  assert.deepEqual(calls, [3, 3]);

  const reopened = await logContext().open();
  assert.equal(reopened.highWatermark, 0);
});

test('a batch carries the epoch of the leader that appended it', async () => {
  const log = await logContext().open();
  await new Promise<void>((resolve) => {
    log.append(batchOf(['a']), { leaderEpoch: 7, onDurable: () => resolve() });
  });
  const bytes = await log.read({ offset: 0, bytesMax: 1000, atLeastOneBatch: true });
  assert.equal(partitionLeaderEpochAt(bytes, 0), 7);
});

test('appends of one turn share one write and one sync', async () => {
  const context = logContext();
  const log = await context.open();
  await appendDurably(log, batchOf(['first']));
  const before = context.fileSystem.operationsCount;
  const appends = ['a', 'b', 'c'].map((value) => appendSoon(log, batchOf([value])));
  await appendDurably(log, batchOf(['d']));
  assert.equal(context.fileSystem.operationsCount - before, 2);
  assert.deepEqual(
    appends.map(({ result }) => result),
    [true, true, true],
  );
});

test('the high watermark is told after the appends that advanced it', async () => {
  const log = await logContext().open();
  const told: number[] = [];
  const stop = log.onHighWatermark((highWatermark) => told.push(highWatermark));
  await appendDurably(log, batchOf(['a', 'b']));
  await appendDurably(log, batchOf(['c']));
  stop();
  await appendDurably(log, batchOf(['d']));
  assert.deepEqual(told, [2, 3]);
});

for (const recentBytesMax of [1024 * 1024, 0]) {
  const from = recentBytesMax === 0 ? 'disk' : 'memory';
  test(`reads from ${from} answer whole batches within the bytes asked for`, async () => {
    const log = await logContext().open({ recentBytesMax, indexIntervalBytes: 100 });
    const bytes = batchOf(['a', 'b']).byteLength;
    for (const value of ['a', 'c', 'e', 'g']) await appendDurably(log, batchOf([value, 'x']));
    const read = async (offset: number, bytesMax: number, atLeastOneBatch = false) =>
      valuesIn(await log.read({ offset, bytesMax, atLeastOneBatch }));
    assert.deepEqual(await read(0, bytes), ['0:a', '1:x']);
    assert.deepEqual(await read(1, 2 * bytes - 1), ['0:a', '1:x']);
    assert.deepEqual(await read(3, 2 * bytes), ['2:c', '3:x', '4:e', '5:x']);
    assert.deepEqual(await read(6, 10_000), ['6:g', '7:x']);
    assert.deepEqual(await read(4, bytes - 1), []);
    assert.deepEqual(await read(4, 0, true), ['4:e', '5:x']);
    assert.deepEqual(await read(8, 1000, true), []);
    assert.deepEqual(await readAll(log, 0), [
      '0:a',
      '1:x',
      '2:c',
      '3:x',
      '4:e',
      '5:x',
      '6:g',
      '7:x',
    ]);
  });

  test(`the bytes available from ${from} are none exactly at the high watermark`, async () => {
    const log = await logContext().open({ recentBytesMax, indexIntervalBytes: 1 });
    const bytes = batchOf(['a', 'b']).byteLength;
    for (const value of ['a', 'c', 'e']) await appendDurably(log, batchOf([value, 'x']));
    assert.equal(log.bytesAvailable(0, 10_000), 3 * bytes);
    assert.equal(log.bytesAvailable(3, 10_000), 2 * bytes);
    assert.equal(log.bytesAvailable(5, 10), 10);
    assert.equal(log.bytesAvailable(6, 10_000), 0);
    assert.equal(log.bytesAvailable(7, 10_000), 0);
  });
}

test('an offset before the start or behind the end of the log is out of range', async () => {
  const log = await logContext().open();
  await appendDurably(log, batchOf(['a']));
  for (const offset of [-1, 2, 2 ** 53]) {
    await assert.rejects(log.read({ offset, bytesMax: 1, atLeastOneBatch: true }), {
      code: 'OFFSET_OUT_OF_RANGE',
    });
  }
});

test('a batch that has no room in the active segment begins a new one', async () => {
  const context = logContext();
  const segmentBytes = 2 * batchOf(['a']).byteLength;
  const log = await context.open({ segmentBytes, recentBytesMax: 0 });
  const appends = ['a', 'b', 'c', 'd', 'e'].map((value) => appendSoon(log, batchOf([value])));
  await log.close();
  assert.deepEqual(
    appends.map(({ result }) => result),
    [true, true, true, true, true],
  );
  const names = (await context.fileSystem.list(DIRECTORY)).map((entry) => entry.name);
  assert.deepEqual(names, [
    '00000000000000000000.index',
    '00000000000000000000.log',
    '00000000000000000000.timeindex',
    '00000000000000000002.index',
    '00000000000000000002.log',
    '00000000000000000002.snapshot',
    '00000000000000000002.timeindex',
    '00000000000000000004.index',
    '00000000000000000004.log',
    '00000000000000000004.snapshot',
    '00000000000000000004.timeindex',
    '00000000000000000005.snapshot',
    'leader-epoch-checkpoint',
  ]);
  const reopened = await context.open({ segmentBytes });
  assert.equal(reopened.logEndOffset, 5);
  assert.equal(reopened.size, 5 * batchOf(['a']).byteLength);
  assert.deepEqual(await readAll(reopened, 0), ['0:a', '1:b', '2:c', '3:d', '4:e']);
  assert.equal(reopened.bytesAvailable(1, 10_000) > 0, true);
});

test('a batch larger than a segment gets a segment to itself', async () => {
  const log = await logContext().open({ segmentBytes: 10 });
  for (const value of ['a', 'b']) await appendDurably(log, batchOf([value]));
  assert.deepEqual(await readAll(log, 0), ['0:a', '1:b']);
});

for (const operation of ['write', 'datasync', 'syncDirectory'] as const) {
  test(`nothing is acknowledged after a failed ${operation}, and nothing is tried again`, async () => {
    const context = logContext();
    const segmentBytes = 2 * batchOf(['a']).byteLength;
    const log = await context.open({ segmentBytes });
    await appendDurably(log, batchOf(['durable']));
    context.fileSystem.failLater({ operation });
    const appends = ['a', 'b', 'c'].map((value) => appendSoon(log, batchOf([value])));
    await log.close();
    for (const { result } of appends) {
      assert.equal((result as KafkaError).code, 'KAFKA_STORAGE_ERROR');
      assert.match((result as KafkaError).message, /\/data\/orders-0 is offline/);
    }
    assert.throws(() => appendSoon(log, batchOf(['d'])), { code: 'KAFKA_STORAGE_ERROR' });
    assert.equal(log.highWatermark, 1);
    assert.equal(context.events[0]?.type, 'log-offline');
    const before = context.fileSystem.operationsCount;
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(context.fileSystem.operationsCount, before);
  });
}

test('appends that come while a sync fails are not acknowledged either', async () => {
  const context = logContext();
  const log = await context.open();
  context.fileSystem.failLater({ operation: 'datasync' });
  const first = appendSoon(log, batchOf(['a']));
  await Promise.resolve();
  const second = appendSoon(log, batchOf(['b']));
  await log.close();
  assert.equal((first.result as KafkaError).code, 'KAFKA_STORAGE_ERROR');
  assert.equal((second.result as KafkaError).code, 'KAFKA_STORAGE_ERROR');
});

test('a timestamp finds the first record that is not earlier, inside of its batch', async () => {
  for (const compression of [CompressionType.NONE, CompressionType.GZIP]) {
    const segmentBytes = 200;
    const log = await logContext().open({ segmentBytes, indexIntervalBytes: 1 });
    for (const timestamp of [1000, 3000, 2000, 4000]) {
      await appendDurably(log, batchOf(['a', 'b', 'c'], timestamp, { compression }));
    }
    const find = async (timestamp: number) => (await log.offsetForTimestamp(timestamp))?.offset;
    assert.equal(await find(0), 0);
    assert.equal(await find(1001), 1);
    assert.equal(await find(1003), 3);
    assert.equal(await find(2000), 3);
    assert.equal(await find(3002), 5);
    assert.equal(await find(3003), 9);
    assert.equal(await find(4002), 11);
    assert.equal(await find(4003), undefined);
    assert.deepEqual(await log.offsetOfMaxTimestamp(), {
      timestamp: 4002,
      offset: 11,
      leaderEpoch: 0,
    });
  }
});

test('the offset of the greatest timestamp is that of the first record that has it', async () => {
  const log = await logContext().open();
  assert.equal(await log.offsetOfMaxTimestamp(), undefined);
  assert.equal(await log.offsetForTimestamp(0), undefined);
  await appendDurably(log, batchOf(['a'], -1));
  assert.equal(await log.offsetOfMaxTimestamp(), undefined);
  for (const timestamp of [10, 19, 5]) await appendDurably(log, batchOf(['a', 'b'], timestamp));
  await appendDurably(log, batchOf(['a'], 20));
  assert.equal((await log.offsetOfMaxTimestamp())?.offset, 4);
});

test('a discarded log takes no appends and cannot be read', async () => {
  const context = logContext();
  const log = await context.open();
  await appendDurably(log, batchOf(['a']));
  await log.discard();
  assert.throws(() => appendSoon(log, batchOf(['b'])), { code: 'KAFKA_STORAGE_ERROR' });
  await assert.rejects(log.read({ offset: 0, bytesMax: 1, atLeastOneBatch: true }), {
    code: 'KAFKA_STORAGE_ERROR',
  });
});

test('a batch that is a small part of a large buffer does not keep that in memory', async () => {
  const log = await logContext().open();
  const received = Buffer.alloc(100_000);
  const length = batchOf(['a']).copy(received, 500);
  await appendDurably(log, received.subarray(500, 500 + length));
  const bytes = await log.read({ offset: 0, bytesMax: 1000, atLeastOneBatch: true });
  assert.notEqual(bytes.buffer, received.buffer);
  assert.equal(bytes.buffer.byteLength < received.byteLength, true);
});
