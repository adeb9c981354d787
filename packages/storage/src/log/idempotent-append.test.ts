import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { KafkaError } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';

import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import {
  accepted,
  batchOf,
  DIRECTORY,
  leaderAppendDurably,
  leaderAppendSoon,
  logContext,
  producerBatchOf,
  readAll,
} from '../test-context.ts';
import type { PartitionLog } from './partition-log.ts';

const ROLLS_AFTER_TWO = 2 * producerBatchOf(0).byteLength;

async function fileNames(fileSystem: MemoryFileSystem, ending: string): Promise<readonly string[]> {
  const entries = await fileSystem.list(DIRECTORY);
  return entries.map(({ name }) => name).filter((name) => name.endsWith(ending));
}

/** Appends batches of one record each, from one sequence to another. */
async function appendSequences(log: PartitionLog, from: number, to: number): Promise<void> {
  for (let sequence = from; sequence <= to; sequence++) {
    const { type } = await leaderAppendDurably(log, producerBatchOf(sequence));
    assert.equal(type, 'appended', `sequence ${sequence}`);
  }
}

test('a batch that comes again is answered with the offset it has and not appended', async () => {
  const log = await logContext().open();
  await leaderAppendDurably(log, batchOf(['other']));
  const first = await leaderAppendDurably(log, producerBatchOf(0, { records: 3 }));
  const again = await leaderAppendDurably(log, producerBatchOf(0, { records: 3 }));
  assert.deepEqual(first, { type: 'appended', baseOffset: 1 });
  assert.deepEqual(again, { type: 'duplicate', baseOffset: 1, logAppendTime: 1002 });
  assert.equal(log.logEndOffset, 4);
});

test('a gap, an older epoch and a newer one in the middle are refused, and nothing is appended', async () => {
  const log = await logContext().open();
  await leaderAppendDurably(log, producerBatchOf(0, { epoch: 1 }));
  for (const [sequence, epoch, errorCode] of [
    [2, 1, ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER],
    [1, 0, ErrorCode.INVALID_PRODUCER_EPOCH],
    [1, 2, ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER],
  ] as const) {
    const { outcome, result } = leaderAppendSoon(log, producerBatchOf(sequence, { epoch }));
    assert.equal(outcome.type, 'refused');
    assert.equal(outcome.errorCode, errorCode);
    assert.match(outcome.errorMessage, /^Producer 7 .*epoch/);
    assert.equal(result, undefined);
  }
  assert.equal(log.logEndOffset, 1);
});

test('batches of many producers and of none go beside each other', async () => {
  const log = await logContext().open();
  for (const producerId of [1n, 2n]) {
    for (const sequence of [0, 1]) {
      const { type } = await leaderAppendDurably(log, producerBatchOf(sequence, { producerId }));
      assert.equal(type, 'appended');
    }
  }
  for (const value of ['a', 'a']) {
    assert.equal((await leaderAppendDurably(log, batchOf([value]))).type, 'appended');
  }
  assert.equal(log.logEndOffset, 6);
  assert.equal(log.producerIdCount, 2);
});

test('a duplicate waits for the sync of the batch that came first, and is told after it', async () => {
  const log = await logContext().open();
  const calls: string[] = [];
  const append = (name: string, sequence: number): string =>
    log.appendAsLeader(accepted(producerBatchOf(sequence)), {
      leaderEpoch: 0,
      onDurable: () => calls.push(`${name} at ${log.highWatermark}`),
    }).type;
  assert.equal(append('first', 0), 'appended');
  assert.equal(append('again', 0), 'duplicate');
  assert.equal(append('second', 1), 'appended');
  assert.equal(append('first once more', 0), 'duplicate');
  assert.deepEqual(calls, []);
  await log.close();
  assert.deepEqual(calls, ['first at 2', 'again at 2', 'first once more at 2', 'second at 2']);
});

test('a duplicate of a durable batch is answered at once, but not before the append returns', async () => {
  const log = await logContext().open();
  await leaderAppendDurably(log, producerBatchOf(0));
  const again = leaderAppendSoon(log, producerBatchOf(0));
  assert.equal(again.result, undefined);
  await Promise.resolve();
  await Promise.resolve();
  assert.equal(again.result, true);
});

for (const operation of ['write', 'datasync'] as const) {
  test(`after a failed ${operation} neither the batch nor its duplicate nor a successor is acknowledged`, async () => {
    const context = logContext();
    const log = await context.open();
    await leaderAppendDurably(log, producerBatchOf(0));
    context.fileSystem.failLater({ operation });
    const failed = [1, 1, 2].map((sequence) => leaderAppendSoon(log, producerBatchOf(sequence)));
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(
      failed.map(({ result }) => (result as KafkaError).code),
      Array(3).fill('KAFKA_STORAGE_ERROR'),
    );
    for (const sequence of [0, 1, 2, 3]) {
      const { outcome } = leaderAppendSoon(log, producerBatchOf(sequence));
      assert.equal(outcome.type, 'refused');
      assert.equal(outcome.errorCode, ErrorCode.KAFKA_STORAGE_ERROR);
    }
    await log.close();
    assert.equal(
      await context.fileSystem.exists(`${DIRECTORY}/00000000000000000003.snapshot`),
      false,
    );
  });
}

test('producers are known again after a clean close, each by its last five batches', async () => {
  const { open } = logContext();
  const log = await open();
  await appendSequences(log, 0, 6);
  await log.close();
  const reopened = await open();
  for (let sequence = 2; sequence <= 6; sequence++) {
    const { type } = await leaderAppendDurably(reopened, producerBatchOf(sequence));
    assert.equal(type, 'duplicate', `sequence ${sequence}`);
  }
  assert.equal(leaderAppendSoon(reopened, producerBatchOf(1)).outcome.type, 'refused');
  await appendSequences(reopened, 7, 7);
});

test('producers are known again after a crash, over the border of segments', async () => {
  const { fileSystem, open } = logContext();
  const log = await open({ segmentBytes: ROLLS_AFTER_TWO });
  await appendSequences(log, 0, 6);
  await leaderAppendDurably(log, producerBatchOf(0, { producerId: 8n, epoch: 3 }));
  const reopened = await logContext(fileSystem.crash()).open();
  for (const sequence of [2, 3, 4, 5, 6]) {
    const { outcome } = leaderAppendSoon(reopened, producerBatchOf(sequence));
    assert.deepEqual(outcome, { type: 'duplicate', baseOffset: sequence, logAppendTime: 1000 });
  }
  const older = leaderAppendSoon(reopened, producerBatchOf(1, { producerId: 8n, epoch: 2 }));
  assert.equal(older.outcome.type, 'refused');
  await appendSequences(reopened, 7, 7);
});

test('a snapshot is written at each roll and at the close, and one from before is kept', async () => {
  const { fileSystem, open } = logContext();
  const log = await open({ segmentBytes: ROLLS_AFTER_TWO });
  await appendSequences(log, 0, 6);
  await log.close();
  assert.deepEqual(await fileNames(fileSystem, '.snapshot'), [
    '00000000000000000002.snapshot',
    '00000000000000000004.snapshot',
    '00000000000000000006.snapshot',
    '00000000000000000007.snapshot',
  ]);
  const reopened = await open();
  await appendSequences(reopened, 7, 7);
  await reopened.close();
  assert.deepEqual(await fileNames(fileSystem, '.snapshot'), [
    '00000000000000000002.snapshot',
    '00000000000000000004.snapshot',
    '00000000000000000006.snapshot',
    '00000000000000000007.snapshot',
    '00000000000000000008.snapshot',
  ]);
});

test('a segment is not begun before the snapshot is durable that goes before it', async () => {
  const { fileSystem, open, events } = logContext();
  const log = await open({ segmentBytes: ROLLS_AFTER_TWO });
  await appendSequences(log, 0, 1);
  fileSystem.failLater({ operation: 'rename' });
  const failed = leaderAppendSoon(log, producerBatchOf(2));
  await log.close();
  assert.equal((failed.result as KafkaError).code, 'KAFKA_STORAGE_ERROR');
  assert.equal(events[0]?.type, 'log-offline');
  assert.deepEqual(await fileNames(fileSystem, '.log'), ['00000000000000000000.log']);
});

test('a log that never had an idempotent producer has snapshots too, as Kafka expects them', async () => {
  const { fileSystem, open } = logContext();
  const log = await open({ segmentBytes: batchOf(['a']).byteLength });
  for (const value of ['a', 'b']) await leaderAppendDurably(log, batchOf([value]));
  await log.close();
  assert.deepEqual(await fileNames(fileSystem, '.snapshot'), [
    '00000000000000000001.snapshot',
    '00000000000000000002.snapshot',
  ]);
});

test('a batch larger than a segment may be is refused', async () => {
  const log = await logContext().open({ segmentBytes: 10 });
  const { outcome } = leaderAppendSoon(log, batchOf(['a']));
  assert.equal(outcome.type, 'refused');
  assert.equal(outcome.errorCode, ErrorCode.RECORD_LIST_TOO_LARGE);
  assert.match(
    outcome.errorMessage,
    /69 bytes, more than segment\.bytes of the topic, which is 10/,
  );
});

/** A log whose producer has no batch on disk any more: only a snapshot knows it. */
async function knownBySnapshot() {
  const context = logContext();
  const log = await context.open({ segmentBytes: ROLLS_AFTER_TWO });
  await appendSequences(log, 0, 1);
  for (const value of ['a', 'b', 'c']) await leaderAppendDurably(log, batchOf([value]));
  await log.deleteRecordsBefore(3);
  await log.close();
  return context;
}

test('a producer whose records were deleted is known by the snapshot', async () => {
  const { open, events } = await knownBySnapshot();
  const log = await open({ logStartOffset: 3 });
  assert.deepEqual(await readAll(log, 3), ['3:b', '4:c']);
  assert.deepEqual(leaderAppendSoon(log, producerBatchOf(1)).outcome, {
    type: 'duplicate',
    baseOffset: 1,
    logAppendTime: 1000,
  });
  assert.equal(leaderAppendSoon(log, producerBatchOf(3)).outcome.type, 'refused');
  await appendSequences(log, 2, 2);
  assert.deepEqual(events, []);
});

test('a corrupt snapshot is reported and the one before is taken', async () => {
  const { fileSystem, open, events } = await knownBySnapshot();
  const newer = (await fileNames(fileSystem, '.snapshot')).at(-1);
  const path = `${DIRECTORY}/${newer}`;
  const bytes = await fileSystem.readWhole(path);
  bytes[20] = (bytes[20] ?? 0) ^ 1;
  await fileSystem.writeWhole(path, bytes);
  const log = await open({ logStartOffset: 3 });
  assert.equal(events.length, 1);
  assert.equal(events[0]?.type, 'snapshot-ignored');
  assert.equal(events[0].path, path);
  assert.match(events[0].reason, /checksum/);
  assert.equal(log.producerIdCount, 1);
  assert.equal(leaderAppendSoon(log, producerBatchOf(1)).outcome.type, 'duplicate');
});

test('a snapshot beyond the end of a log whose tail was cut is removed for good', async () => {
  const context = logContext();
  const log = await context.open();
  await appendSequences(log, 0, 2);
  await log.close();
  const { fileSystem } = context;
  const path = `${DIRECTORY}/00000000000000000000.log`;
  const bytes = await fileSystem.readWhole(path);
  await fileSystem.writeWhole(path, bytes.subarray(0, bytes.byteLength - 1));
  const cut = await context.open();
  assert.equal(cut.logEndOffset, 2);
  assert.deepEqual(await fileNames(fileSystem.crash(), '.snapshot'), []);
  assert.equal(leaderAppendSoon(cut, producerBatchOf(2)).outcome.type, 'appended');
});

test('what a snapshot says of a producer that is on disk too is not taken', async () => {
  const { fileSystem, open } = logContext();
  const log = await open();
  await appendSequences(log, 0, 4);
  await log.close();
  const reopened = await logContext(fileSystem).open();
  await appendSequences(reopened, 5, 6);
  const crashed = await logContext(fileSystem.crash()).open();
  assert.equal(leaderAppendSoon(crashed, producerBatchOf(4)).outcome.type, 'duplicate');
  await appendSequences(crashed, 7, 7);
});

test('an expired producer may begin anywhere', async () => {
  const log = await logContext().open();
  await appendSequences(log, 0, 0);
  assert.equal(log.expireProducers({ now: 1000 + 86_399_999, expirationMs: 86_400_000 }), 0);
  assert.equal(log.expireProducers({ now: 1000 + 86_400_000, expirationMs: 86_400_000 }), 1);
  await appendSequences(log, 40, 40);
});
