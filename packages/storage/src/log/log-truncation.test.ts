import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Offset } from '@odradek/base';

import type { MemoryFileSystem } from '../testing/memory-file-system.ts';
import {
  appendDurably,
  batchOf,
  DIRECTORY,
  leaderAppendDurably,
  logContext,
  producerBatchOf,
  readAll,
} from '../test-context.ts';
import type { PartitionLog } from './partition-log.ts';
import type { PartitionLogOptions } from './partition-log-options.ts';

const BATCH_BYTES = batchOf(['a', 'b']).byteLength;

/** A log of five batches of two records in segments of two batches, and what is written down of it. */
async function logOfFive(fileSystem?: MemoryFileSystem) {
  const saved: { start: Offset; recoveryPoint: Offset | undefined } = {
    start: 0,
    recoveryPoint: undefined,
  };
  const context = logContext(fileSystem);
  const open = (options: Partial<PartitionLogOptions> = {}): Promise<PartitionLog> =>
    context.open({
      segmentBytes: 2 * BATCH_BYTES,
      indexIntervalBytes: 1,
      logStartOffset: saved.start,
      recoveryPoint: saved.recoveryPoint,
      saveLogStartOffset: async (offset) => {
        saved.start = offset;
      },
      saveRecoveryPoint: async (offset) => {
        saved.recoveryPoint = offset;
      },
      ...options,
    });
  const log = await open();
  for (let batch = 0; batch < 5; batch++) {
    await appendDurably(log, batchOf([`${2 * batch}`, `${2 * batch + 1}`], 1000 + batch));
  }
  return { ...context, log, open, saved };
}

const ALL = Array.from({ length: 10 }, (_, offset) => `${offset}:${offset}`);

for (let offset = 0; offset <= 10; offset++) {
  test(`a log that is truncated to offset ${offset} ends before the batch that holds it`, async () => {
    const { log, open, saved } = await logOfFive();
    await log.truncateTo(offset);
    const end = offset - (offset % 2);
    assert.equal(log.logEndOffset, end);
    assert.equal(log.highWatermark, end);
    assert.deepEqual(await readAll(log, 0), ALL.slice(0, end));
    assert.equal(await log.offsetForTimestamp(1001 + end / 2), undefined);
    assert.equal(await appendDurably(log, batchOf(['x'], 2000)), end);
    assert.deepEqual(await readAll(log, 0), [...ALL.slice(0, end), `${end}:x`]);
    await log.close();
    saved.recoveryPoint = log.recoveryPoint;
    const reopened = await open();
    assert.deepEqual(await readAll(reopened, 0), [...ALL.slice(0, end), `${end}:x`]);
    assert.equal((await reopened.offsetForTimestamp(2000))?.offset, end);
  });
}

for (const offset of [0, 3, 10, 50]) {
  test(`a log that is truncated fully begins and ends at ${offset}`, async () => {
    const { log, open, saved, fileSystem } = await logOfFive();
    await log.deleteRecordsBefore(3);
    await log.truncateFullyAndStartAt(offset);
    assert.equal(log.logStartOffset, offset);
    assert.equal(log.logEndOffset, offset);
    assert.equal(log.latestEpoch, undefined);
    assert.equal(await appendDurably(log, batchOf(['x'])), offset);
    await log.close();
    saved.recoveryPoint = log.recoveryPoint;
    const reopened = await open();
    assert.deepEqual(await readAll(reopened, offset), [`${offset}:x`]);
    const names = (await fileSystem.list(DIRECTORY)).map(({ name }) => name);
    assert.deepEqual(
      names.filter((name) => name.endsWith('.log')),
      [`${String(offset).padStart(20, '0')}.log`],
    );
  });
}

test('a truncation before the first segment leaves an empty log there', async () => {
  const { log } = await logOfFive();
  await log.deleteRecordsBefore(10);
  await log.truncateTo(3);
  assert.equal(log.logStartOffset, 3);
  assert.equal(log.logEndOffset, 3);
});

test('after a truncation a producer goes on where what is left ends', async () => {
  const { open, log } = await logOfFive();
  await log.close();
  const producing = await open({ directory: '/data/payments-0', recoveryPoint: undefined });
  for (let sequence = 0; sequence < 6; sequence++) {
    await leaderAppendDurably(producing, producerBatchOf(sequence));
  }
  await producing.truncateTo(3);
  const gap = await leaderAppendDurably(producing, producerBatchOf(6));
  assert.equal(gap.type, 'refused');
  const again = await leaderAppendDurably(producing, producerBatchOf(2));
  assert.deepEqual(
    { ...again, logAppendTime: 0 },
    { type: 'duplicate', baseOffset: 2, logAppendTime: 0 },
  );
  assert.equal((await leaderAppendDurably(producing, producerBatchOf(3))).type, 'appended');
});

test('leader epochs behind a truncation are forgotten', async () => {
  const { log } = await logOfFive();
  log.assignEpochStartOffset(4);
  assert.deepEqual(log.endOffsetForEpoch(0), { epoch: 0, endOffset: 10 });
  await log.truncateTo(6);
  assert.equal(log.latestEpoch, 0);
  assert.deepEqual(log.endOffsetForEpoch(0), { epoch: 0, endOffset: 6 });
});

test('a power loss in the middle of a truncation leaves a log without a hole', async () => {
  for (let operations = 0; operations < 60; operations++) {
    const { log, open, fileSystem, events } = await logOfFive();
    await log.checkpoint();
    fileSystem.powerOffAfter(operations);
    await Promise.race([log.truncateTo(2), new Promise((resolve) => setImmediate(resolve))]);
    await new Promise((resolve) => setImmediate(resolve));
    const found = await open({ fileSystem: fileSystem.crash() });
    const left = await readAll(found, 0);
    assert.deepEqual(left, ALL.slice(0, left.length), `after ${operations} operations`);
    assert.equal(left.length >= 2, true);
    assert.deepEqual(events, []);
  }
});

test('what is truncated is not read while the truncation is under way, and the rest is', async () => {
  for (const recentBytesMax of [0, 1_000_000]) {
    const { log } = await logOfFive();
    log.configure({ recentBytesMax });
    await appendDurably(log, batchOf(['10', '11']));
    let isDone = false;
    const truncating = log.truncateTo(4).then(() => {
      isDone = true;
    });
    while (!isDone) {
      assert.deepEqual((await readAll(log, 0)).slice(0, 4), ALL.slice(0, 4));
      const late = log.read({ offset: 8, bytesMax: 100, atLeastOneBatch: true });
      const [outcome] = await Promise.allSettled([late]);
      if (outcome.status === 'rejected') {
        assert.match(String(outcome.reason), /Offset 8 is not in .* which has 0 to 4/);
      }
    }
    await truncating;
    assert.deepEqual(await readAll(log, 0), ALL.slice(0, 4));
  }
});

test('records are not deleted up to an offset that is being truncated', async () => {
  const { log, saved } = await logOfFive();
  const truncating = log.truncateTo(4);
  await assert.rejects(log.deleteRecordsBefore(8), { code: 'OFFSET_OUT_OF_RANGE' });
  await truncating;
  assert.equal(saved.start, 0);
});

test('a truncation does without an index that is damaged, and makes it again', async () => {
  const { log, fileSystem } = await logOfFive();
  await log.checkpoint();
  for (const type of ['index', 'timeindex']) {
    const path = `${DIRECTORY}/00000000000000000004.${type}`;
    await fileSystem.writeWhole(
      path,
      Buffer.alloc((await fileSystem.readWhole(path)).byteLength, 7),
    );
  }
  await log.truncateTo(6);
  assert.deepEqual(await readAll(log, 0), ALL.slice(0, 6));
  await appendDurably(log, batchOf(['x', 'y'], 9000));
  assert.equal((await log.offsetForTimestamp(9000))?.offset, 6);
});

test('retention and DeleteRecords wait for a truncation, and a truncation for them', async () => {
  for (let turns = 0; turns < 40; turns++) {
    const { log, open, saved } = await logOfFive();
    log.configure({ retentionBytes: 3 * BATCH_BYTES, fileDeleteDelayMs: 0 });
    const both = [log.deleteOldSegments(), log.deleteRecordsBefore(3)];
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    await Promise.allSettled([...both, log.truncateTo(4), log.deleteOldSegments()]);
    assert.equal(log.logStartOffset <= log.logEndOffset, true);
    assert.equal(log.logEndOffset, 4);
    assert.equal(log.error, undefined);
    const rest = await readAll(log, log.logStartOffset);
    await log.close();
    saved.recoveryPoint = log.recoveryPoint;
    assert.deepEqual(await readAll(await open(), log.logStartOffset), rest);
  }
});

test('a log that was truncated fully has no leader epoch of before, also after a crash', async () => {
  const { log, open, fileSystem, saved } = await logOfFive();
  log.assignEpochStartOffset(4);
  await log.deleteRecordsBefore(4);
  await log.checkpoint();
  await log.truncateFullyAndStartAt(50);
  const found = await open({ fileSystem: fileSystem.crash(), logStartOffset: saved.start });
  assert.equal(found.logEndOffset, 50);
  assert.equal(found.latestEpoch, undefined);
});

test('where reads ended is forgotten by a truncation, behind which there are other batches', async () => {
  const { log } = await logOfFive();
  log.configure({ recentBytesMax: 0, segmentBytes: 1_000_000 });
  await appendDurably(log, batchOf(['10', '11']));
  await appendDurably(log, batchOf(['12', '13']));
  assert.equal((await readAll(log, 0)).length, 14);
  await log.truncateTo(9);
  await appendDurably(log, batchOf(['a longer one', 'of two records', 'and a third']));
  await appendDurably(log, batchOf(['11']));
  await appendDurably(log, batchOf(['12']));
  for (let from = 0; from <= 12; from++) {
    const found = await readAll(log, from);
    assert.deepEqual(found.slice(-2), ['11:11', '12:12'].slice(Math.max(0, from - 11)));
  }
});
