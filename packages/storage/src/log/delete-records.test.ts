import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Offset } from '@odradek/base';

import {
  appendDurably,
  appendSoon,
  batchOf,
  DIRECTORY,
  logContext,
  readAll,
} from '../test-context.ts';
import type { PartitionLog } from './partition-log.ts';
import type { PartitionLogOptions } from './partition-log-options.ts';

const BATCH_BYTES = batchOf(['a', 'b']).byteLength;
const ROLLS_AFTER_TWO = { segmentBytes: 2 * BATCH_BYTES, indexIntervalBytes: 1 };

/** Lets what is done in the background be done. */
async function endOfTurns(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** A log of `count` batches of two records each, two batches to a segment. */
async function logOf(count: number, options: { readonly recentBytesMax?: number } = {}) {
  const saved: { offset: Offset } = { offset: 0 };
  const context = logContext();
  const open = (other: Partial<PartitionLogOptions> = {}): Promise<PartitionLog> =>
    context.open({
      ...ROLLS_AFTER_TWO,
      ...options,
      logStartOffset: saved.offset,
      saveLogStartOffset: async (offset) => {
        saved.offset = offset;
      },
      ...other,
    });
  const log = await open();
  for (let index = 0; index < count; index++) {
    // One digit each, so that all batches are of one size.
    const values = [2 * index, 2 * index + 1].map((offset) => offset.toString(16));
    await appendDurably(log, batchOf(values, 1000 + 10 * index));
  }
  const segments = async (): Promise<readonly string[]> => {
    const names = (await context.fileSystem.list(DIRECTORY)).map(({ name }) => name);
    return names
      .filter((name) => name.endsWith('.log'))
      .map((name) => String(Number(name.slice(0, 20))));
  };
  return { ...context, log, open, saved, segments };
}

for (const recentBytesMax of [1024 * 1024, 0]) {
  test(`what is before the start cannot be read, what is behind it can (${recentBytesMax} bytes recent)`, async () => {
    const { log } = await logOf(5, { recentBytesMax });
    assert.equal(await log.deleteRecordsBefore(3), 3);
    assert.equal(log.logStartOffset, 3);
    for (const offset of [0, 2]) {
      await assert.rejects(log.read({ offset, bytesMax: 1000, atLeastOneBatch: true }), {
        code: 'OFFSET_OUT_OF_RANGE',
        message: /has 3 to 10/,
      });
      assert.equal(log.bytesAvailable(offset, 1000), 0);
    }
    const rest = ['2:2', '3:3', '4:4', '5:5', '6:6', '7:7', '8:8', '9:9'];
    assert.deepEqual(await readAll(log, 3), rest);
  });
}

test('the start moves only forwards and never above the high watermark', async () => {
  const { log } = await logOf(3);
  assert.equal(await log.deleteRecordsBefore(4), 4);
  assert.equal(await log.deleteRecordsBefore(4), 4);
  assert.equal(await log.deleteRecordsBefore(0), 4);
  for (const offset of [-1, -2, 7]) {
    await assert.rejects(log.deleteRecordsBefore(offset), { code: 'OFFSET_OUT_OF_RANGE' });
  }
  const pending = appendSoon(log, batchOf(['x']));
  await assert.rejects(log.deleteRecordsBefore(7), { code: 'OFFSET_OUT_OF_RANGE' });
  await log.close();
  assert.equal(pending.result, true);
});

test('all records of a log may be deleted; the next goes on behind them', async () => {
  const { log, open, segments } = await logOf(4);
  assert.equal(await log.deleteRecordsBefore(8), 8);
  assert.deepEqual(await readAll(log, 8), []);
  await log.close();
  assert.deepEqual(await segments(), ['4']);
  const reopened = await open();
  assert.equal(reopened.logStartOffset, 8);
  assert.equal(reopened.highWatermark, 8);
  assert.equal(await appendDurably(reopened, batchOf(['8'])), 8);
  assert.deepEqual(await readAll(reopened, 8), ['8:8']);
});

test('whole segments before the start are removed with their indexes after file.delete.delay.ms', async () => {
  const { log, fileSystem, clock, segments } = await logOf(7);
  assert.deepEqual(await segments(), ['0', '4', '8', '12']);
  const names = async (): Promise<readonly string[]> =>
    (await fileSystem.list(DIRECTORY)).map(({ name }) => name);
  const kept = [
    '00000000000000000008.index',
    '00000000000000000008.log',
    '00000000000000000008.snapshot',
    '00000000000000000008.timeindex',
    '00000000000000000012.log',
    '00000000000000000012.snapshot',
    'leader-epoch-checkpoint',
  ];
  await log.deleteRecordsBefore(9);
  await endOfTurns();
  const deleted = ['0', '4'].flatMap((offset) =>
    ['index', 'log', 'timeindex'].map((type) => `${offset.padStart(20, '0')}.${type}.deleted`),
  );
  assert.deepEqual(await names(), [...kept, ...deleted].sort());
  clock.advance(59_999);
  await endOfTurns();
  assert.equal((await names()).length, kept.length + deleted.length);
  clock.advance(1);
  await endOfTurns();
  assert.deepEqual(await names(), kept);
});

test('files of deleted segments that a stop has left are removed when the log is opened', async () => {
  const { log, open, fileSystem } = await logOf(7);
  await log.deleteRecordsBefore(9);
  await log.close();
  const deleted = async (): Promise<number> =>
    (await fileSystem.list(DIRECTORY)).filter(({ name }) => name.endsWith('.deleted')).length;
  assert.equal(await deleted(), 6);
  await open();
  assert.equal(await deleted(), 0);
});

test('the start is there after a restart, whatever a crash has left of the segments before it', async () => {
  for (let kept = 0; kept < 8; kept++) {
    const { log, open, fileSystem, segments } = await logOf(7);
    const paths = ['0', '4', '8'].map((name) => `${DIRECTORY}/${name.padStart(20, '0')}.log`);
    const contents = await Promise.all(paths.map((path) => fileSystem.readWhole(path)));
    await log.deleteRecordsBefore(13);
    await log.close();
    for (const [index, path] of paths.entries()) {
      const bytes = contents[index];
      if (bytes !== undefined && (kept & (1 << index)) !== 0)
        await fileSystem.writeWhole(path, bytes);
    }
    const reopened = await open();
    assert.equal(reopened.logStartOffset, 13);
    assert.deepEqual(await readAll(reopened, 13), ['12:c', '13:d']);
    assert.deepEqual(await segments(), ['12']);
  }
});

test('a segment stays until the one behind it has a file, as its producers may be known by it alone', async () => {
  const { log, fileSystem, segments } = await logOf(2);
  fileSystem.failLater({ operation: 'open' });
  const pending = appendSoon(log, batchOf(['4']));
  assert.equal(await log.deleteRecordsBefore(4), 4);
  await log.close();
  assert.notEqual(pending.result, true);
  assert.deepEqual(await segments(), ['0']);
});

test('a segment goes as soon as the one behind it has a file', async () => {
  const { log, segments } = await logOf(2);
  const pending = appendSoon(log, batchOf(['4']));
  assert.equal(await log.deleteRecordsBefore(4), 4);
  await log.close();
  assert.equal(pending.result, true);
  assert.deepEqual(await segments(), ['4']);
});

test('a start that could not be written down is not taken', async () => {
  const context = logContext();
  const log = await context.open({
    saveLogStartOffset: () => Promise.reject(new Error('ENOSPC: write')),
  });
  await appendDurably(log, batchOf(['a', 'b']));
  await assert.rejects(log.deleteRecordsBefore(1), {
    code: 'KAFKA_STORAGE_ERROR',
    message: /before offset 1 in \/data\/orders-0 cannot be deleted.*ENOSPC/,
  });
  assert.equal(log.logStartOffset, 0);
  await log.close();
  await assert.rejects(log.deleteRecordsBefore(1), { code: 'KAFKA_STORAGE_ERROR' });
});

test('a log that ends before its start goes on at its start', async () => {
  const { log, open, fileSystem, segments } = await logOf(4);
  await log.deleteRecordsBefore(8);
  await log.close();
  const path = `${DIRECTORY}/00000000000000000004.log`;
  await fileSystem.writeWhole(path, (await fileSystem.readWhole(path)).subarray(0, BATCH_BYTES));
  const reopened = await open();
  assert.equal(reopened.logStartOffset, 8);
  assert.equal(reopened.logEndOffset, 8);
  // Never without a segment: that is what a folder looks like that has lost them.
  assert.deepEqual(await segments(), ['8']);
  assert.equal(await appendDurably(reopened, batchOf(['8'])), 8);
  assert.deepEqual(await segments(), ['8']);
  assert.deepEqual(await readAll(await open(), 8), ['8:8']);
});

test('searches by timestamp skip what is before the start, also inside of a batch', async () => {
  const { log } = await logOf(5);
  const find = async (timestamp: number) => (await log.offsetForTimestamp(timestamp))?.offset;
  await log.deleteRecordsBefore(3);
  assert.equal(await find(0), 3);
  assert.equal(await find(1010), 3);
  assert.equal(await find(1011), 3);
  assert.equal(await find(1012), 4);
  assert.equal(await find(1042), undefined);
  await log.deleteRecordsBefore(10);
  assert.equal(await find(0), undefined);
  assert.equal(await log.offsetOfMaxTimestamp(), undefined);
});

test('the greatest timestamp is that of the records behind the start', async () => {
  const { log } = await logOf(0);
  for (const timestamp of [9000, 5000, 7000, 6000]) {
    await appendDurably(log, batchOf(['a', 'b'], timestamp));
  }
  const latest = async () => (await log.offsetOfMaxTimestamp())?.offset;
  assert.equal(await latest(), 1);
  await log.deleteRecordsBefore(1);
  assert.equal(await latest(), 1);
  await log.deleteRecordsBefore(2);
  assert.equal(await latest(), 5);
  await log.deleteRecordsBefore(6);
  assert.equal(await latest(), 7);
});

test('reads and searches that are under way when their segment is removed are answered again', async () => {
  const { log } = await logOf(7, { recentBytesMax: 0 });
  const below = log.read({ offset: 0, bytesMax: 1000, atLeastOneBatch: true });
  const search = log.offsetForTimestamp(0);
  await log.deleteRecordsBefore(12);
  const outcomes = await Promise.allSettled([below, search]);
  const [read, found] = outcomes;
  if (read.status === 'rejected') {
    assert.equal((read.reason as { readonly code: string }).code, 'OFFSET_OUT_OF_RANGE');
  }
  assert.equal(found.status, 'fulfilled');
  assert.equal([0, 12].includes(found.value?.offset ?? -1), true);
});

for (const end of ['close', 'discard'] as const) {
  test(`a ${end} waits for the start that is being written down, and nothing is removed after it`, async () => {
    const { open, fileSystem, log: filled } = await logOf(4);
    await filled.close();
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const log = await open({ saveLogStartOffset: () => held });
    const deleted = log.deleteRecordsBefore(8);
    let hasEnded = false;
    const ending = log[end]().then(() => {
      hasEnded = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(hasEnded, false);
    release();
    await assert.rejects(deleted, { code: 'KAFKA_STORAGE_ERROR', message: /is closed/ });
    await ending;
    // A log of the same name has files of the same names.
    await fileSystem.createDirectory(DIRECTORY);
    await fileSystem.writeWhole(`${DIRECTORY}/00000000000000000000.log`, Buffer.from('other'));
    await new Promise((resolve) => setImmediate(resolve));
    const names = (await fileSystem.list(DIRECTORY)).map(({ name }) => name);
    assert.equal(names.includes('00000000000000000000.log'), true);
    if (end === 'close') assert.equal(names.includes('00000000000000000004.log'), true);
  });
}
