import assert from 'node:assert/strict';
import { test } from 'node:test';

import { KafkaError } from '@odradek/base';
import {
  batchesIn,
  CompressionType,
  endTransactionMarkerBatch,
  ErrorCode,
  RecordBatchBuilder,
} from '@odradek/protocol';

import { MemoryCoordinatorLog } from '../testing/memory-coordinator-log.ts';
import { LOAD_BUFFER_BYTES, numberRecord, RuntimeContext } from './test-context.ts';

const { NONE, NOT_COORDINATOR, COORDINATOR_LOAD_IN_PROGRESS, COORDINATOR_NOT_AVAILABLE } =
  ErrorCode;

async function loadedContext(): Promise<RuntimeContext> {
  const context = new RuntimeContext();
  await context.begin();
  return context;
}

/** A log that has these numbers. */
async function logOf(...numbers: readonly [string, number][]): Promise<MemoryCoordinatorLog> {
  const context = await loadedContext();
  context.write(...numbers);
  context.log.commit();
  context.runtime.close();
  return context.log;
}

test('a write is told when the high watermark has passed it, and seen at once by the next operation', async () => {
  const context = await loadedContext();
  const first = context.write(['a', 1]);
  const second = context.run((shard) => [numberRecord('a', (shard.numbers.get('a') ?? 0) + 1)]);
  assert.deepEqual([first, second, context.shard.numbers.get('a')], [[], [], 2]);
  context.log.commit();
  assert.deepEqual([first, second], [[NONE], [NONE]]);
});

test('the records of an operation are one batch', async () => {
  const context = await loadedContext();
  context.write(['a', 1], ['b', 2], ['c', 3]);
  context.write(['d', 4]);
  assert.equal(context.log.batchesCount, 2);
});

test('a read waits for what was written before it, and only for that', async () => {
  const context = await loadedContext();
  assert.deepEqual(context.read('a'), [undefined]);
  context.write(['a', 1]);
  const read = context.read('a');
  context.log.commit();
  assert.deepEqual(read, [1]);
  context.write(['b', 1]);
  assert.deepEqual(context.read('a'), []);
});

test('a write that is refused leaves no trace', async () => {
  const context = await loadedContext();
  for (const [code, told] of [
    ['KAFKA_STORAGE_ERROR', NOT_COORDINATOR],
    ['NOT_LEADER_OR_FOLLOWER', NOT_COORDINATOR],
    ['NOT_ENOUGH_REPLICAS', COORDINATOR_NOT_AVAILABLE],
    ['UNKNOWN_TOPIC_OR_PARTITION', COORDINATOR_NOT_AVAILABLE],
    ['MESSAGE_TOO_LARGE', ErrorCode.UNKNOWN_SERVER_ERROR],
  ] as const) {
    context.log.refusal = new KafkaError(code, 'refused');
    assert.deepEqual(context.write(['a', 1]), [told], code);
  }
  context.log.refusal = undefined;
  assert.equal(context.shard.numbers.size, 0);
  context.write(['a', 2]);
  context.log.commit();
  assert.deepEqual(context.read('a'), [2]);
});

test('records that are more than a batch may have are refused, or split if they need not be together', async () => {
  const context = await loadedContext();
  context.log.batchBytesMax = 200;
  const many = Array.from({ length: 40 }, (_, number) => numberRecord(`name ${number}`, number));
  assert.deepEqual(
    context.run(() => many),
    [ErrorCode.UNKNOWN_SERVER_ERROR],
  );
  assert.equal(context.log.batchesCount, 0);
  assert.match(context.reports.at(-1) ?? '', /40 records .*max\.message\.bytes of __numbers/);
  const told = context.run(() => many, { isAtomic: false });
  assert(context.log.batchesCount > 1);
  for (const batch of batchesIn(context.log.bytes).batches) assert(batch.byteLength <= 200);
  context.log.commit();
  assert.deepEqual([told, context.shard.numbers.size], [[NONE], 40]);
});

test('records that are not to be replayed live are replayed when they are loaded', async () => {
  const context = await loadedContext();
  context.run(() => [numberRecord('a', 1)], { isReplayed: false });
  context.log.commit();
  assert.equal(context.shard.numbers.size, 0);
  context.runtime.end(0);
  await context.begin();
  assert.equal(context.shard.numbers.get('a'), 1);
});

test('what is committed is there after the leadership came again, in the order of the log', async () => {
  const context = await loadedContext();
  context.write(['a', 1], ['b', 2]);
  context.write(['a', null]);
  context.log.commit();
  context.runtime.end(0);
  await context.begin();
  assert.deepEqual([...context.shard.numbers], [['b', 2]]);
  assert.deepEqual(context.shard.events, ['a@0', 'b@1', 'a@2', 'loaded']);
  assert.match(context.reports.at(-1) ?? '', /^__numbers-0: Loaded 3 records/);
});

test('while records are loaded a retriable error is told, and no other partition is known', async () => {
  const context = new RuntimeContext();
  context.log.holdReads();
  context.runtime.begin(0, context.log);
  await context.settle();
  assert.deepEqual(context.write(['a', 1]), [COORDINATOR_LOAD_IN_PROGRESS]);
  assert.deepEqual(context.read('a'), [`error ${COORDINATOR_LOAD_IN_PROGRESS}`]);
  context.log.release();
  await context.settle();
  assert.deepEqual(context.read('a'), [undefined]);
  const told: number[] = [];
  const refuse = (errorCode: number): unknown => told.push(errorCode);
  context.runtime.run(1, () => assert.fail('partition 1 is not here'), refuse);
  assert.deepEqual(told, [NOT_COORDINATOR]);
});

test('a log that is surely empty is opened when somebody asks, who waits for it', async () => {
  const context = new RuntimeContext();
  context.log.mayBeKnownEmpty = true;
  await context.begin();
  assert.deepEqual([context.log.opened, context.runtime.partitionsWithState()], [0, []]);
  assert.equal(context.clock.timersCount, 0);
  const told = context.write(['a', 1]);
  const read = context.read('a');
  await context.settle();
  context.log.commit();
  assert.deepEqual([told, read, context.log.opened], [[NONE], [1], 1]);
  assert.deepEqual(context.runtime.partitionsWithState(), [0]);
});

test('a load takes a turn of the event loop for each thousand records', async () => {
  const context = await loadedContext();
  for (let write = 0; write < 35; write++) {
    const records = Array.from({ length: 100 }, (_, index) => numberRecord(`${write}/${index}`, 1));
    context.run(() => records);
  }
  context.log.commit();
  context.runtime.end(0);
  await context.begin();
  assert.deepEqual([context.shard.numbers.size, context.turns], [3500, 3]);
});

test('a batch that is larger than the load buffer is loaded whole, and what follows it', async () => {
  const context = await loadedContext();
  const many = Array.from({ length: 100 }, (_, index) => numberRecord(`name ${index}`, index));
  context.run(() => many);
  context.write(['after', 1]);
  context.log.commit();
  assert(context.log.bytes.byteLength > 2 * LOAD_BUFFER_BYTES);
  context.runtime.end(0);
  await context.begin();
  assert.equal(context.shard.numbers.size, 101);
});

test('partitions are loaded one after the other, but for those without records', async () => {
  const context = await loadedContext();
  const many = Array.from({ length: 3000 }, (_, index) => numberRecord(`name ${index}`, index));
  context.run(() => many);
  context.log.commit();
  context.runtime.end(0);
  const other = await logOf(['a', 1]);
  const order: number[] = [];
  context.onShard = (shard) => {
    shard.onLoaded = () => {
      order.push(shard.context.partition);
      return [];
    };
  };
  context.runtime.begin(0, context.log);
  context.runtime.begin(1, other);
  context.runtime.begin(2, new MemoryCoordinatorLog());
  await context.settle();
  assert.deepEqual(order, [2, 0, 1]);
});

test('a partition that cannot be loaded does not keep the next one from it', async () => {
  const context = await loadedContext();
  context.write(['!', 1]);
  context.log.commit();
  const other = await logOf(['a', 1]);
  context.runtime.end(0);
  context.runtime.begin(0, context.log);
  context.runtime.begin(1, other);
  await context.settle();
  assert.deepEqual(context.shard.events, ['a@0', 'loaded']);
  assert.match(context.reports.join(), /__numbers-0: The log could not be loaded/);
});

test('a leadership that goes while records are loaded leaves nothing behind', async () => {
  const context = await loadedContext();
  context.write(['a', 1]);
  context.log.commit();
  context.runtime.end(0);
  context.log.holdReads();
  context.runtime.begin(0, context.log);
  context.runtime.end(0);
  context.log.release();
  await context.settle();
  assert.deepEqual([context.log.isOpen, context.shard.events.includes('loaded')], [false, true]);
  assert.deepEqual(context.write(['a', 2]), [NOT_COORDINATOR]);
});

test('when the leadership goes, whoever waits is told, and timers are gone', async () => {
  const context = await loadedContext();
  const write = context.write(['a', 1]);
  const read = context.read('a');
  const { timer } = context.shard.context;
  timer.schedule('late', 100, () => assert.fail('the timer is gone'));
  context.runtime.end(0);
  assert.deepEqual([write, read], [[NOT_COORDINATOR], [`error ${NOT_COORDINATOR}`]]);
  assert.equal(context.shard.events.at(-1), 'unloaded');
  timer.schedule('later', 100, () => assert.fail('no timer is set any more'));
  context.clock.advance(10_000);
  context.log.commit();
  assert.equal(write.length, 1);
});

test('a log that fails unloads the shard; it is loaded again for whoever asks a second later', async () => {
  const context = await loadedContext();
  context.write(['a', 1]);
  context.log.commit();
  const lost = context.write(['a', 2]);
  context.log.fail();
  assert.deepEqual(lost, [NOT_COORDINATOR]);
  assert.equal(context.shard.events.at(-1), 'unloaded');
  assert.deepEqual(context.read('a'), [`error ${NOT_COORDINATOR}`]);
  context.clock.advance(1_000);
  assert.deepEqual(context.read('a'), [`error ${COORDINATOR_LOAD_IN_PROGRESS}`]);
  await context.settle();
  assert.deepEqual(context.read('a'), [1]);
});

test('a log that cannot be opened is told to the operator and tried again', async () => {
  const context = new RuntimeContext();
  context.log.openError = new KafkaError('KAFKA_STORAGE_ERROR', 'no such disk');
  await context.begin();
  assert.match(context.reports.at(-1) ?? '', /could not be loaded.*no such disk/);
  assert.deepEqual(context.write(['a', 1]), [NOT_COORDINATOR]);
  context.log.openError = undefined;
  context.clock.advance(1_000);
  context.read('a');
  await context.settle();
  assert.deepEqual(context.read('a'), [undefined]);
});

test('records of unknown types are passed over; what is no record fails the load', async () => {
  const context = await loadedContext();
  context.write(['a', 1], ['?', 2], ['b', 3]);
  context.log.commit();
  context.runtime.end(0);
  await context.begin();
  assert.deepEqual([...context.shard.numbers.keys()], ['a', 'b']);
  assert.match(context.reports.at(-1) ?? '', /1 of unknown types passed over/);
  context.write(['!', 1]);
  context.log.commit();
  context.runtime.end(0);
  await context.begin();
  assert.match(context.reports.at(-1) ?? '', /could not be loaded.*no number/);
});

test('whoever waits too long is told a retriable error, and what it wrote may still be committed', async () => {
  const context = await loadedContext();
  const early = context.write(['a', 1]);
  context.clock.advance(3_000);
  const late = context.write(['b', 1]);
  context.clock.advance(2_000);
  assert.deepEqual([early, late], [[COORDINATOR_NOT_AVAILABLE], []]);
  context.log.commit();
  assert.deepEqual([early, late], [[COORDINATOR_NOT_AVAILABLE], [NONE]]);
  assert.deepEqual(context.read('a'), [1]);
});

test('an operation that is begun while another is told comes after it', async () => {
  const context = await loadedContext();
  const order: string[] = [];
  context.runtime.run(
    0,
    () => {
      order.push('first begins');
      context.runtime.run(
        0,
        () => {
          order.push('second');
          return { records: [], complete: () => order.push('second told') };
        },
        () => assert.fail('it is not refused'),
      );
      order.push('first ends');
      return { records: [], complete: () => order.push('first told') };
    },
    () => assert.fail('it is not refused'),
  );
  assert.deepEqual(order, ['first begins', 'first ends', 'first told', 'second', 'second told']);
});

test('what a shard writes when it is loaded comes before those who waited for the load', async () => {
  const context = new RuntimeContext();
  context.log.mayBeKnownEmpty = true;
  context.onShard = (shard) => {
    shard.whenLoaded = [{ records: [numberRecord('first', 1)], complete: () => {} }];
  };
  await context.begin();
  context.write(['second', 2]);
  await context.settle();
  assert.deepEqual(context.shard.events, ['loaded', 'first@0', 'second@1']);
});

test('topics that are deleted are told, also those that went while the shard was loaded', async () => {
  const context = await loadedContext();
  context.write(['orders', 1], ['other', 2]);
  context.log.commit();
  context.runtime.end(0);
  context.log.holdReads();
  context.runtime.begin(0, context.log);
  const topicId = 'nVJ1aXJhhNRtqLQ5qqbdKw';
  context.runtime.topicsChanged({ changed: [], deleted: [{ name: 'orders', topicId }] });
  context.log.release();
  await context.settle();
  assert.deepEqual([...context.shard.numbers.keys()], ['other']);
  context.runtime.topicsChanged({ changed: [], deleted: [{ name: 'other', topicId }] });
  assert.equal(context.shard.numbers.size, 0);
  context.log.commit();
  assert.equal(context.shard.events.at(-1), `other deleted: ${NONE}`);
});

test('a timer runs as an operation, and again 500 ms after its records were refused', async () => {
  const context = await loadedContext();
  const { timer } = context.shard.context;
  const told: number[] = [];
  const operation = () => ({
    records: [numberRecord('ticks', told.length)],
    complete: (errorCode: number) => told.push(errorCode),
  });
  timer.schedule('tick', 100, operation);
  context.log.refusal = new KafkaError('NOT_ENOUGH_REPLICAS', 'refused');
  context.clock.advance(100);
  assert.deepEqual([told, timer.isScheduled('tick')], [[COORDINATOR_NOT_AVAILABLE], true]);
  context.log.refusal = undefined;
  context.clock.advance(499);
  assert.equal(told.length, 1);
  context.clock.advance(1);
  context.log.commit();
  assert.deepEqual(told, [COORDINATOR_NOT_AVAILABLE, NONE]);
  assert.equal(timer.isScheduled('tick'), false);
});

test('a transaction is told with its producer, and how it ended', async () => {
  const context = new RuntimeContext();
  const builder = new RecordBatchBuilder({
    producerId: 7n,
    producerEpoch: 0,
    baseSequence: 0,
    isTransactional: true,
  });
  builder.append({ timestamp: 1, key: 'a', value: '5' });
  const marker = (type: 'COMMIT' | 'ABORT', baseOffset: number): Buffer =>
    endTransactionMarkerBatch({
      type,
      baseOffset,
      producerId: 7n,
      producerEpoch: 0,
      coordinatorEpoch: 0,
      timestamp: 1,
    });
  const log = [builder.build(), marker('COMMIT', 1), marker('ABORT', 2)];
  context.log.restore(Buffer.concat(log));
  await context.begin();
  assert.deepEqual(context.shard.events, ['a@0 of 7', 'commit of 7', 'abort of 7', 'loaded']);
});

for (const compression of [CompressionType.GZIP, CompressionType.ZSTD]) {
  test(`records that are compressed with codec ${compression} are loaded again`, async () => {
    const context = new RuntimeContext(compression);
    await context.begin();
    // One of the codecs may have to be loaded first.
    while (context.read('a')[0] !== undefined) await new Promise(setImmediate);
    const many = Array.from({ length: 50 }, (_, number) => numberRecord(`name ${number}`, number));
    context.run(() => many);
    context.log.commit();
    assert(context.log.bytes.byteLength < 1_000);
    context.runtime.end(0);
    await context.begin();
    assert.equal(context.shard.numbers.size, 50);
  });
}
