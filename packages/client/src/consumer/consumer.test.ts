import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  ATTRIBUTES_AT,
  CompressionType,
  computeCrc,
  CRC_AT,
  ErrorCode,
  RECORD_BATCH_OVERHEAD,
  RecordBatchBuilder,
} from '@odradek/protocol';

import { ClientContext } from '../testing/client-context.ts';
import type { ScriptedLog } from '../testing/scripted-log.ts';
import type { ConsumerOptions, ConsumerRecord } from './consumer-options.ts';
import { Consumer } from './consumer.ts';

/** Behind base offset and length of a batch. */
const LENGTH_ENDS_AT = 12;

function append(log: ScriptedLog | undefined, ...values: readonly string[]): void {
  const builder = new RecordBatchBuilder();
  for (const value of values) builder.append({ timestamp: 1, key: null, value });
  log?.appendAsIs(builder.build());
}

/** A batch whose records stand in a zstd frame as they are, which no codec is needed to write. */
function zstdBatch(value: string): Buffer {
  const builder = new RecordBatchBuilder();
  builder.append({ timestamp: 1, key: null, value });
  const plain = builder.build();
  const records = plain.subarray(RECORD_BATCH_OVERHEAD);
  const frame = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x20, records.length, 0, 0, 0]);
  frame.writeUIntLE((records.length << 3) | 1, 6, 3);
  const batch = Buffer.concat([plain.subarray(0, RECORD_BATCH_OVERHEAD), frame, records]);
  batch.writeInt32BE(batch.length - LENGTH_ENDS_AT, LENGTH_ENDS_AT - 4);
  batch.writeInt16BE(CompressionType.ZSTD, ATTRIBUTES_AT);
  batch.writeUInt32BE(computeCrc(batch), CRC_AT);
  return batch;
}

function valuesOf(records: readonly ConsumerRecord[]): readonly string[] {
  return records.map(({ value }) => value?.toString() ?? 'null');
}

async function start(
  options: Partial<ConsumerOptions> = {},
  brokers = 1,
): Promise<{ context: ClientContext; consumer: Consumer; logs: readonly ScriptedLog[] }> {
  const context = await ClientContext.start({ brokers });
  const logs = context.cluster.createTopic('orders', 2);
  const consumer = new Consumer({ ...context.options, ...options });
  return { context, consumer, logs };
}

const first = { topic: 'orders', partition: 0 };
const second = { topic: 'orders', partition: 1 };

test('records are returned from the offset that was assigned, in order', async () => {
  const { context, consumer, logs } = await start();
  append(logs[0], 'a', 'b', 'c');
  await consumer.assign([{ ...first, offset: 1 }]);
  assert.deepEqual(valuesOf(await context.run(consumer.poll())), ['b', 'c']);
  assert.equal(await consumer.position(first), 3);
  await consumer.close();
  await context.settle();
  assert.equal(context.clock.timersCount, 1, 'only the Fetch that waits at the broker');
});

test('earliest and latest are the ends of the log when the consumer begins', async () => {
  const { context, consumer, logs } = await start();
  append(logs[0], 'a', 'b');
  append(logs[1], 'old');
  await consumer.assign([
    { ...first, offset: 'earliest' },
    { ...second, offset: 'latest' },
  ]);
  assert.equal(await context.run(consumer.position(second)), 1);
  append(logs[1], 'new');
  const records = await context.run(consumer.poll());
  const more = await context.run(consumer.poll());
  assert.deepEqual(
    valuesOf([...records, ...more])
      .slice()
      .sort(),
    ['a', 'b', 'new'],
  );
});

test('a poll ends as soon as there is a record, or without one when its time is over', async () => {
  const { context, consumer, logs } = await start();
  await consumer.assign([{ ...first, offset: 0 }]);
  assert.deepEqual(await context.run(consumer.poll({ timeoutMs: 300 })), []);
  assert.equal(context.clock.monotonicMs(), 300);
  const polled = consumer.poll({ timeoutMs: 10_000 });
  await context.pass(1000);
  append(logs[0], 'a');
  context.cluster.wakeFetches();
  assert.deepEqual(valuesOf(await context.run(polled)), ['a']);
  assert.equal(context.clock.monotonicMs(), 1300);
});

test('a poll returns at most max.poll.records, and the rest without asking again', async () => {
  const { context, consumer, logs } = await start({ maxPollRecords: 2 });
  append(logs[0], 'a', 'b', 'c');
  await consumer.assign([{ ...first, offset: 0 }]);
  assert.deepEqual(valuesOf(await context.run(consumer.poll())), ['a', 'b']);
  assert.deepEqual(valuesOf(await context.run(consumer.poll({ timeoutMs: 0 }))), ['c']);
});

test('after a seek what was fetched before is not returned', async () => {
  const { context, consumer, logs } = await start({ maxPollRecords: 1 });
  append(logs[0], 'a', 'b', 'c');
  await consumer.assign([{ ...first, offset: 0 }]);
  assert.deepEqual(valuesOf(await context.run(consumer.poll())), ['a']);
  consumer.seek({ ...first, offset: 2 });
  assert.deepEqual(valuesOf(await context.run(consumer.poll())), ['c']);
});

test('a paused partition returns nothing until it is resumed', async () => {
  const { context, consumer, logs } = await start();
  append(logs[0], 'a');
  await consumer.assign([{ ...first, offset: 0 }]);
  consumer.pause([first]);
  assert.deepEqual(await context.run(consumer.poll({ timeoutMs: 100 })), []);
  consumer.resume([first]);
  assert.deepEqual(valuesOf(await context.run(consumer.poll())), ['a']);
  assert.throws(() => consumer.pause([second]), { code: 'ODRADEK_NOT_ASSIGNED' });
});

test('a position that is no longer in the log goes where auto.offset.reset says', async () => {
  for (const autoOffsetReset of ['earliest', 'latest', 'none'] as const) {
    const { context, consumer, logs } = await start({ autoOffsetReset });
    append(logs[0], 'a');
    append(logs[0], 'b');
    append(logs[0], 'c');
    assert.ok(logs[0] !== undefined);
    logs[0].logStartOffset = 1;
    await consumer.assign([{ ...first, offset: 0 }]);
    const polled = context.run(consumer.poll());
    if (autoOffsetReset === 'none') {
      await assert.rejects(polled, { code: 'OFFSET_OUT_OF_RANGE', message: /Offset 0 .*"orders"/ });
      assert.equal(await consumer.position(first), 0);
    } else {
      const values = autoOffsetReset === 'earliest' ? ['b', 'c'] : [];
      assert.deepEqual(valuesOf(await polled), values);
    }
  }
});

test('a consumer follows the leader, and goes on after lost answers and silence', async () => {
  const { context, consumer, logs } = await start({ requestTimeoutMs: 1000 }, 2);
  append(logs[0], 'a');
  await consumer.assign([{ ...first, offset: 0 }]);
  assert.deepEqual(valuesOf(await context.run(consumer.poll())), ['a']);
  assert.ok(logs[0] !== undefined);
  logs[0].leaderId = 2;
  logs[0].leaderEpoch = 1;
  const fetches = context.cluster.count('Fetch');
  context.cluster.react = ({ api, index }) => {
    if (api !== 'Fetch' || index > fetches + 2) return { type: 'answer' };
    return index % 2 === 0 ? { type: 'lose-answer' } : { type: 'silence' };
  };
  append(logs[0], 'b');
  context.cluster.wakeFetches();
  assert.deepEqual(valuesOf(await context.run(consumer.poll({ timeoutMs: 60_000 }))), ['b']);
});

test('a log that a new leader has cut moves the position back to its end', async () => {
  const { context, consumer, logs } = await start({}, 2);
  append(logs[0], 'a');
  append(logs[0], 'b');
  await consumer.assign([{ ...first, offset: 0 }]);
  assert.deepEqual(valuesOf(await context.run(consumer.poll())), ['a', 'b']);
  assert.ok(logs[0] !== undefined);
  logs[0].batches.pop();
  logs[0].endOffset = 1;
  logs[0].leaderId = 2;
  logs[0].leaderEpoch = 1;
  append(logs[0], 'c');
  context.cluster.wakeFetches();
  logs[0].endOffset = 1;
  const polled = consumer.poll({ timeoutMs: 5000 });
  await context.pass(1000);
  logs[0].endOffset = 2;
  context.cluster.wakeFetches();
  assert.deepEqual(valuesOf(await context.run(polled)), ['c']);
});

test('what a broker refuses for good is told by poll', async () => {
  const { context, consumer } = await start();
  await consumer.assign([{ ...first, offset: 0 }]);
  const errorCode = ErrorCode.TOPIC_AUTHORIZATION_FAILED;
  context.cluster.react = ({ api }) =>
    api === 'Fetch' ? { type: 'error', errorCode } : { type: 'answer' };
  await assert.rejects(context.run(consumer.poll()), { code: 'TOPIC_AUTHORIZATION_FAILED' });
});

test('two polls at the same time are refused, and close ends the one that waits', async () => {
  const { context, consumer } = await start();
  await consumer.assign([{ ...first, offset: 0 }]);
  const polled = consumer.poll({ timeoutMs: 60_000 });
  await assert.rejects(consumer.poll(), { code: 'ODRADEK_CONCURRENT_POLL' });
  await context.pass(100);
  await consumer.close();
  assert.deepEqual(await polled, []);
  await assert.rejects(consumer.poll(), { code: 'ODRADEK_CLIENT_CLOSED' });
});

test('a loop over the consumer gets every record until it ends', async () => {
  const { context, consumer, logs } = await start({ maxPollRecords: 2 });
  append(logs[0], 'a', 'b', 'c');
  await consumer.assign([{ ...first, offset: 0 }]);
  const values: string[] = [];
  const loop = async (): Promise<void> => {
    for await (const { value } of consumer) {
      values.push(value?.toString() ?? 'null');
      if (values.length === 3) break;
    }
  };
  await context.run(loop());
  assert.deepEqual(values, ['a', 'b', 'c']);
});

test('topics are named by id where the broker gives ids, and by name where it does not know how', async () => {
  const { context, consumer, logs } = await start();
  append(logs[0], 'a');
  await consumer.assign([{ ...first, offset: 0 }]);
  await context.run(consumer.poll());
  assert.equal(context.cluster.requests.find(({ api }) => api === 'Fetch')?.version, 18);
  const older = await start();
  older.context.cluster.versions.set('Fetch', { min: 4, max: 11 });
  append(older.logs[0], 'b');
  await older.consumer.assign([{ ...first, offset: 0 }]);
  assert.deepEqual(valuesOf(await older.context.run(older.consumer.poll())), ['b']);
});

test('a partition that is always refilled does not starve one of another leader', async () => {
  const { context, consumer, logs } = await start({ maxPollRecords: 2 }, 2);
  append(logs[0], 'many', 'many', 'many');
  await consumer.assign([
    { ...first, offset: 0 },
    { ...second, offset: 0 },
  ]);
  await context.run(consumer.poll());
  append(logs[1], 'few');
  const polled: string[] = [];
  for (let polls = 0; polls < 10; polls++) {
    append(logs[0], 'many', 'many', 'many');
    context.cluster.wakeFetches();
    // Time enough for the next answers to be there before the next poll.
    await context.settle();
    polled.push(...valuesOf(await context.run(consumer.poll())));
  }
  assert.ok(polled.includes('few'), polled.join(', '));
  assert.equal(polled.length, 20, 'there was always more');
});

test('while a codec is loaded for one partition no record of another is lost', async () => {
  const { context, consumer, logs } = await start({}, 2);
  await consumer.assign([
    { ...first, offset: 0 },
    { ...second, offset: 0 },
  ]);
  await context.run(consumer.poll({ timeoutMs: 10 }));
  logs[0]?.appendAsIs(zstdBatch('packed'));
  append(logs[1], 'plain');
  context.cluster.wakeFetches();
  await context.settle();
  // A codec is loaded in real time.
  const polled = [
    ...(await consumer.poll({ timeoutMs: 0 })),
    ...(await consumer.poll({ timeoutMs: 0 })),
  ];
  assert.deepEqual(valuesOf(polled), ['packed', 'plain']);
});

test('a leader that refuses the offsets that it names is asked again at growing distances', async () => {
  const { context, consumer, logs } = await start({ autoOffsetReset: 'earliest' });
  append(logs[0], 'a');
  context.cluster.react = ({ api }) =>
    api === 'Fetch'
      ? { type: 'error', errorCode: ErrorCode.OFFSET_OUT_OF_RANGE }
      : { type: 'answer' };
  await consumer.assign([{ ...first, offset: 7 }]);
  assert.deepEqual(await context.run(consumer.poll({ timeoutMs: 10_000 })), []);
  const count = context.cluster.count('ListOffsets');
  assert.ok(count >= 8 && count <= 20, `${count} times in 10 s`);
  context.cluster.react = () => ({ type: 'answer' });
  assert.deepEqual(valuesOf(await context.run(consumer.poll({ timeoutMs: 2000 }))), ['a']);
});
