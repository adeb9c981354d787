import { SMALL_JOURNAL } from '../testing/small-journal.ts';
import { ManualClock, SeededRandom } from '@odradek/base/testing';
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { METADATA_TOPIC_ID } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';

import { LogManager } from '../log-manager/log-manager.ts';
import type { StorageEvent } from '../ports/report.ts';
import {
  appendDurably,
  appendSoon,
  batchOf,
  DIRECTORY,
  leaderAppendDurably,
  leaderAppendSoon,
  logContext,
  producerBatchOf,
  readAll,
} from '../test-context.ts';
import { testEndOfTurn } from '../testing/end-of-turn.ts';
import { MemoryFileSystem } from '../testing/memory-file-system.ts';

const BATCH_BYTES = batchOf(['a']).byteLength;
const ONE_BATCH = { segmentBytes: 100 };
const REFUSED = {
  code: 'KAFKA_STORAGE_ERROR',
  retriable: true,
  message:
    /Nothing can be appended to the log in \/data\/orders-0 now: .*EMFILE.*Nothing was written/,
};

test('appends whose file cannot be opened are refused, and the log is as if they had not come', async () => {
  const { fileSystem, open, events } = logContext();
  const log = await open({ segmentBytes: 2 * BATCH_BYTES });
  for (const value of ['a', 'b']) await appendDurably(log, batchOf([value]));
  fileSystem.failLater({ operation: 'open', code: 'EMFILE' });
  const refused = ['c', 'd', 'e', 'f', 'g'].map((value) => appendSoon(log, batchOf([value])));
  assert.equal(log.logEndOffset, 7);
  await assert.rejects(appendDurably(log, batchOf(['h'])), REFUSED);
  for (const { result } of refused) assert.notEqual(result, true);
  assert.equal(log.error, undefined);
  assert.equal(log.logEndOffset, 2);
  assert.equal(log.highWatermark, 2);
  assert.equal(log.size, 2 * BATCH_BYTES);
  assert.deepEqual(await readAll(log, 0), ['0:a', '1:b']);
  assert.equal(events.map(({ type }) => type).join(), 'appends-refused');

  assert.equal(await appendDurably(log, batchOf(['i'])), 2);
  assert.equal(await appendDurably(log, batchOf(['j', 'k'])), 3);
  const expected = ['0:a', '1:b', '2:i', '3:j', '4:k'];
  assert.deepEqual(await readAll(log, 0), expected);
  const crashed = await logContext(fileSystem.crash()).open({ recentBytesMax: 0 });
  assert.deepEqual(await readAll(crashed, 0), expected);
});

test('what is in the segment before is acknowledged, only what needs the new one is refused', async () => {
  const { fileSystem, open } = logContext();
  const log = await open({ segmentBytes: 3 * BATCH_BYTES });
  await appendDurably(log, batchOf(['a']));
  fileSystem.failLater({ operation: 'open', code: 'EMFILE' });
  const appends = ['b', 'c', 'd', 'e'].map((value) => appendSoon(log, batchOf([value])));
  await log.close();
  assert.deepEqual(
    appends.map(({ result }) => result === true),
    [true, true, false, false],
  );
  const reopened = await open({ segmentBytes: 3 * BATCH_BYTES });
  assert.deepEqual(await readAll(reopened, 0), ['0:a', '1:b', '2:c']);
});

test('an idempotent producer sends again what was refused, and goes on', async () => {
  const { fileSystem, open } = logContext();
  const log = await open(ONE_BATCH);
  await leaderAppendDurably(log, producerBatchOf(0, { producerId: 1n }));
  fileSystem.failLater({ operation: 'open', code: 'EMFILE' });
  const sends = [
    producerBatchOf(1, { producerId: 1n }),
    producerBatchOf(2, { producerId: 1n }),
    producerBatchOf(0, { producerId: 2n }),
    producerBatchOf(0, { producerId: 1n, epoch: 1 }),
  ];
  const first = sends.map((batch) => leaderAppendSoon(log, Buffer.from(batch)));
  const duplicate = leaderAppendSoon(log, Buffer.from(sends[3] ?? Buffer.alloc(0)));
  assert.equal(duplicate.outcome.type, 'duplicate');
  await assert.rejects(appendDurably(log, batchOf(['x'])), REFUSED);
  for (const { result } of [...first, duplicate]) assert.notEqual(result, true);
  assert.equal(log.producerIdCount, 1);
  const early = leaderAppendSoon(log, producerBatchOf(2, { producerId: 1n })).outcome;
  assert.equal(early.type, 'refused');
  assert.equal(early.errorCode, ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
  for (const [index, batch] of sends.entries()) {
    const { type } = await leaderAppendDurably(log, Buffer.from(batch));
    assert.equal(type, 'appended', `the batch ${index}`);
  }
  const again = await leaderAppendDurably(log, Buffer.from(sends[2] ?? Buffer.alloc(0)));
  assert.equal(again.type, 'duplicate');
  const expected = ['0:1/0/0', '1:1/0/1', '2:1/0/2', '3:2/0/0', '4:1/1/0'];
  assert.deepEqual(await readAll(log, 0), expected);
});

test('segments that never came to be leave no index file and no snapshot', async () => {
  const { fileSystem, open } = logContext();
  const log = await open(ONE_BATCH);
  await appendDurably(log, batchOf(['a']));
  fileSystem.failLater({ operation: 'open', code: 'EMFILE' });
  for (const sequence of [0, 1, 2]) leaderAppendSoon(log, producerBatchOf(sequence));
  await assert.rejects(appendDurably(log, batchOf(['x'])), REFUSED);
  log.configure({ segmentBytes: 10_000 });
  for (const value of ['b', 'c', 'd', 'e']) await appendDurably(log, batchOf([value]));
  log.configure(ONE_BATCH);
  await appendDurably(log, batchOf(['f']));
  await log.close();
  const names = (await fileSystem.list(DIRECTORY)).map(({ name }) => name);
  const segments = [0, 1, 5].flatMap((offset) =>
    ['index', 'log', 'timeindex'].map((type) => `${String(offset).padStart(20, '0')}.${type}`),
  );
  const snapshots = [1, 5, 6].map((offset) => `${String(offset).padStart(20, '0')}.snapshot`);
  assert.deepEqual(names, [...segments, ...snapshots, 'leader-epoch-checkpoint'].sort());
});

test('refusals are reported once until something can be appended again', async () => {
  const { fileSystem, open, events } = logContext();
  const log = await open(ONE_BATCH);
  for (const isReported of [true, true]) {
    for (let count = 0; count < 3; count++) {
      fileSystem.failLater({ operation: 'open', code: 'EMFILE' });
      await assert.rejects(appendDurably(log, batchOf(['a'])), REFUSED);
    }
    await appendDurably(log, batchOf(['b']));
    assert.equal(events.splice(0).length === 1, isReported);
  }
});

test('whatever of a first append cannot be opened or created, the next one goes well', async () => {
  const faults = [
    ...Array.from({ length: 4 }, (_, after) => ({ operation: 'open', after }) as const),
    ...Array.from({ length: 2 }, (_, after) => ({ operation: 'mkdir', after }) as const),
    // The directory has to be opened for it.
    ...Array.from(
      { length: 3 },
      (_, after) => ({ operation: 'syncDirectory', syscall: 'open', after }) as const,
    ),
  ];
  for (const fault of faults) {
    const events: StorageEvent[] = [];
    const fileSystem = new MemoryFileSystem();
    await fileSystem.createDirectory('/data');
    const open = (disk: MemoryFileSystem): LogManager =>
      new LogManager({
        journal: SMALL_JOURNAL,
        random: new SeededRandom(1),
        fileSystem: disk,
        endOfTurn: testEndOfTurn,
        clock: new ManualClock(),
        report: (event) => events.push(event),
        directories: ['/data'],
        config: {},
      });
    const orders = { topic: 'orders', topicId: METADATA_TOPIC_ID, partition: 0 };
    const log = await open(fileSystem).getOrCreate(orders);
    fileSystem.failLater({ ...fault, code: 'EMFILE' });
    const name = JSON.stringify(fault);
    await assert.rejects(appendDurably(log, batchOf(['a'])), REFUSED, name);
    assert.equal(await appendDurably(log, batchOf(['b'])), 0, name);
    const crashed = await open(fileSystem.crash()).getOrCreate(orders);
    assert.deepEqual(await readAll(crashed, 0), ['0:b'], name);
  }
});
