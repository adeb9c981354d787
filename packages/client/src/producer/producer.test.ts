import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';

import { ClientContext } from '../testing/client-context.ts';
import type { Reaction, ScriptedRequest } from '../testing/scripted-cluster.ts';
import type { ProducerOptions } from './producer-options.ts';
import { Producer } from './producer.ts';

type Options = Partial<ProducerOptions>;

async function start(
  options: Options = {},
  brokers = 1,
): Promise<{ context: ClientContext; producer: Producer }> {
  const context = await ClientContext.start({ brokers });
  return { context, producer: new Producer({ ...context.options, ...options }) };
}

/** Reacts to the first Produce request, and answers all others. */
function onFirstProduce(reaction: Reaction): (request: ScriptedRequest) => Reaction {
  return ({ api, index }) =>
    api === 'Produce' && index === 0 ? reaction : { type: 'answer' as const };
}

test('records are acknowledged with their offsets, in the order of the calls', async () => {
  const { context, producer } = await start();
  const [log] = context.cluster.createTopic('orders', 1);
  const sent = ['a', 'b', 'c'].map((value) => producer.send({ topic: 'orders', value }));
  const metadata = await context.run(Promise.all(sent));
  assert.deepEqual(
    metadata.map(({ topic, partition, offset }) => [topic, partition, offset]),
    [0, 1, 2].map((offset) => ['orders', 0, offset]),
  );
  assert.deepEqual(log?.values, ['a', 'b', 'c']);
  assert.equal(context.cluster.count('Produce'), 1);
  await context.run(producer.close());
  assert.equal(context.clock.timersCount, 0);
  assert.equal(context.cluster.connectionsCount(1), 0);
});

for (const type of ['lose-request', 'lose-answer', 'silence'] as const) {
  test(`a record is in the log once when its first request meets ${type}`, async () => {
    const { context, producer } = await start();
    const [log] = context.cluster.createTopic('orders', 1);
    context.cluster.react = onFirstProduce({ type });
    const { offset } = await context.run(producer.send({ topic: 'orders', value: 'a' }));
    assert.equal(offset, 0);
    assert.deepEqual(log?.values, ['a']);
    assert.equal(context.cluster.count('Produce'), 2);
  });
}

test('without idempotence a lost answer puts the record into the log twice', async () => {
  const { context, producer } = await start({ enableIdempotence: false });
  const [log] = context.cluster.createTopic('orders', 1);
  context.cluster.react = onFirstProduce({ type: 'lose-answer' });
  await context.run(producer.send({ topic: 'orders', value: 'a' }));
  assert.deepEqual(log?.values, ['a', 'a']);
});

test('five batches in flight keep their order when the first request is lost', async () => {
  const { context, producer } = await start({ batchSize: 1, lingerMs: 0 });
  const [log] = context.cluster.createTopic('orders', 1);
  context.cluster.react = onFirstProduce({ type: 'lose-request' });
  const values = Array.from({ length: 12 }, (_, index) => `v${index}`);
  const sent = values.map((value) => producer.send({ topic: 'orders', value }));
  const metadata = await context.run(Promise.all(sent));
  assert.deepEqual(log?.values, values);
  assert.deepEqual(
    metadata.map(({ offset }) => offset),
    values.map((_, index) => index),
  );
});

test('a record goes to the new leader when the old one refuses it', async () => {
  const { context, producer } = await start({}, 2);
  const [log] = context.cluster.createTopic('orders', 1);
  await context.run(producer.send({ topic: 'orders', value: 'a' }));
  assert.ok(log !== undefined);
  log.leaderId = 2;
  log.leaderEpoch = 1;
  await context.run(producer.send({ topic: 'orders', value: 'b' }));
  assert.deepEqual(log.values, ['a', 'b']);
});

test('a record that is not acknowledged in time is rejected, and those after it are not', async () => {
  const options = { lingerMs: 0, requestTimeoutMs: 1000, deliveryTimeoutMs: 3000 };
  const { context, producer } = await start(options);
  const [log] = context.cluster.createTopic('orders', 1);
  await context.run(producer.send({ topic: 'orders', value: 'a' }));
  context.cluster.react = ({ api }) => ({ type: api === 'Produce' ? 'lose-request' : 'answer' });
  const lost = producer.send({ topic: 'orders', value: 'b' });
  const rejection = assert.rejects(context.run(lost), {
    code: 'REQUEST_TIMED_OUT',
    message: /"orders", partition 0, .*delivery\.timeout\.ms/,
  });
  await rejection;
  context.cluster.react = () => ({ type: 'answer' });
  const { offset } = await context.run(producer.send({ topic: 'orders', value: 'c' }));
  assert.equal(offset, 1);
  assert.deepEqual(log?.values, ['a', 'c']);
});

test('a batch that was appended although it was given up does not hold the next one up', async () => {
  const options = { lingerMs: 0, requestTimeoutMs: 1000, deliveryTimeoutMs: 3000 };
  const { context, producer } = await start(options);
  const [log] = context.cluster.createTopic('orders', 1);
  context.cluster.react = ({ api }) => ({ type: api === 'Produce' ? 'lose-answer' : 'answer' });
  await assert.rejects(context.run(producer.send({ topic: 'orders', value: 'a' })), {
    code: 'REQUEST_TIMED_OUT',
  });
  context.cluster.react = () => ({ type: 'answer' });
  await context.run(producer.send({ topic: 'orders', value: 'b' }));
  assert.deepEqual(log?.values, ['a', 'b']);
});

test('a batch that a broker finds too large is split until it fits, in order', async () => {
  const { context, producer } = await start({ batchSize: 100_000 });
  const [log] = context.cluster.createTopic('orders', 1);
  assert.ok(log !== undefined);
  log.maxMessageBytes = 500;
  const values = Array.from({ length: 40 }, (_, index) => `${index}:${'x'.repeat(100)}`);
  const sent = values.map((value) => producer.send({ topic: 'orders', value }));
  const metadata = await context.run(Promise.all(sent));
  assert.deepEqual(log.values, values);
  assert.deepEqual(
    metadata.map(({ offset }) => offset),
    values.map((_, index) => index),
  );
});

test('one record that a broker finds too large is rejected, and the next batch arrives', async () => {
  const { context, producer } = await start({ batchSize: 1, lingerMs: 0 });
  const [log] = context.cluster.createTopic('orders', 1);
  assert.ok(log !== undefined);
  log.maxMessageBytes = 500;
  const large = producer.send({ topic: 'orders', value: 'x'.repeat(1000) });
  const small = producer.send({ topic: 'orders', value: 'small' });
  const outcomes = await context.run(Promise.allSettled([large, small]));
  assert.equal(outcomes[0]?.status, 'rejected');
  assert.equal(outcomes[1]?.status, 'fulfilled');
  assert.deepEqual(log.values, ['small']);
});

test('a duplicate that the broker cannot place any more counts as sent, at an unknown offset', async () => {
  const { context, producer } = await start();
  context.cluster.createTopic('orders', 1);
  const errorCode = ErrorCode.DUPLICATE_SEQUENCE_NUMBER;
  context.cluster.react = onFirstProduce({ type: 'error', errorCode });
  const { offset } = await context.run(producer.send({ topic: 'orders', value: 'a' }));
  assert.equal(offset, -1);
});

test('a producer that the broker has forgotten goes on with the next epoch', async () => {
  const { context, producer } = await start();
  const [log] = context.cluster.createTopic('orders', 1);
  await context.run(producer.send({ topic: 'orders', value: 'a' }));
  let refusals = 0;
  context.cluster.react = ({ api }) =>
    api === 'Produce' && refusals++ === 0
      ? { type: 'error', errorCode: ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER }
      : { type: 'answer' };
  await context.run(producer.send({ topic: 'orders', value: 'b' }));
  assert.deepEqual(log?.values, ['a', 'b']);
  assert.equal(log?.batches.at(-1)?.readInt16BE(51), 1, 'the producer epoch');
  assert.equal(log?.batches.at(-1)?.readInt32BE(53), 0, 'the base sequence');
});

test('an error that no retry can mend is told to the caller, with partition and message', async () => {
  const { context, producer } = await start();
  context.cluster.createTopic('orders', 1);
  const errorCode = ErrorCode.TOPIC_AUTHORIZATION_FAILED;
  context.cluster.react = onFirstProduce({ type: 'error', errorCode });
  await assert.rejects(context.run(producer.send({ topic: 'orders', value: 'a' })), {
    code: 'TOPIC_AUTHORIZATION_FAILED',
    message: /"orders", partition 0/,
  });
  assert.equal(context.cluster.count('Produce'), 1);
});

test('a topic that does not come up within max.block.ms is named in the error', async () => {
  const { context, producer } = await start({ maxBlockMs: 2000 });
  await assert.rejects(context.run(producer.send({ topic: 'nosuch', value: 'a' })), {
    code: 'UNKNOWN_TOPIC_OR_PARTITION',
    message: /"nosuch"/,
  });
  assert.equal(context.clock.monotonicMs(), 2000);
});

test('a record waits for a topic that comes up later', async () => {
  const { context, producer } = await start();
  const sent = producer.send({ topic: 'orders', value: 'a' });
  await context.pass(500);
  const [log] = context.cluster.createTopic('orders', 1);
  await context.run(sent);
  assert.deepEqual(log?.values, ['a']);
});

test('without memory records wait in line instead of being refused', async () => {
  const { context, producer } = await start({ bufferMemory: 3000, batchSize: 1000, lingerMs: 0 });
  const [log] = context.cluster.createTopic('orders', 1);
  const values = Array.from({ length: 50 }, (_, index) => `${index}:${'x'.repeat(800)}`);
  await context.run(Promise.all(values.map((value) => producer.send({ topic: 'orders', value }))));
  assert.deepEqual(log?.values, values);
});

test('a record that waits for memory in vain is rejected', async () => {
  const { context, producer } = await start({ bufferMemory: 500, maxBlockMs: 1000 });
  context.cluster.createTopic('orders', 1);
  context.cluster.react = ({ api }) => ({ type: api === 'Produce' ? 'silence' : 'answer' });
  const first = producer.send({ topic: 'orders', value: 'x'.repeat(300) });
  first.catch(() => 'it is given up at the end');
  await context.pass(10);
  const second = producer.send({ topic: 'orders', value: 'x'.repeat(300) });
  await assert.rejects(context.run(second), { code: 'ODRADEK_BUFFER_EXHAUSTED' });
  await context.run(producer.close({ timeoutMs: 10 }));
});

test('with acks 0 a record counts as sent without an answer', async () => {
  const { context, producer } = await start({ acks: 0 });
  const [log] = context.cluster.createTopic('orders', 1);
  const { offset } = await context.run(producer.send({ topic: 'orders', value: 'a' }));
  assert.equal(offset, -1);
  await context.settle();
  assert.deepEqual(log?.values, ['a']);
});

test('flush sends what lingers and waits for what was sent before it', async () => {
  const { context, producer } = await start({ lingerMs: 10_000 });
  const [log] = context.cluster.createTopic('orders', 1);
  const sent = producer.send({ topic: 'orders', value: 'a' });
  await context.run(producer.flush());
  assert.equal(context.clock.monotonicMs(), 0);
  assert.deepEqual(log?.values, ['a']);
  await sent;
});

test('after close nothing is taken, and what a close with a limit leaves is rejected', async () => {
  const { context, producer } = await start();
  context.cluster.createTopic('orders', 1);
  context.cluster.react = ({ api }) => ({ type: api === 'Produce' ? 'silence' : 'answer' });
  const sent = producer.send({ topic: 'orders', value: 'a' });
  const rejection = assert.rejects(sent, { code: 'ODRADEK_CLIENT_CLOSED' });
  await context.run(producer.close({ timeoutMs: 100 }));
  await rejection;
  await assert.rejects(producer.send({ topic: 'orders', value: 'b' }), {
    code: 'ODRADEK_CLIENT_CLOSED',
  });
  assert.equal(context.clock.timersCount, 0);
});

test('what is no record is refused with what to give instead', async () => {
  const { producer } = await start({ maxRequestSize: 1000 });
  const wrong = [
    { record: { topic: '', value: 'a' }, code: 'ODRADEK_INVALID_ARGUMENT' },
    { record: { topic: 't', value: 'a', partition: -1 }, code: 'ODRADEK_INVALID_ARGUMENT' },
    { record: { topic: 't', value: 'a', timestamp: 1.5 }, code: 'ODRADEK_INVALID_ARGUMENT' },
    { record: { topic: 't', value: 'x'.repeat(1000) }, code: 'MESSAGE_TOO_LARGE' },
  ];
  for (const { record, code } of wrong) await assert.rejects(producer.send(record), { code });
});

test('options that contradict each other are refused', async () => {
  const context = await ClientContext.start();
  const wrong: readonly Options[] = [
    { acks: 1, enableIdempotence: true },
    { maxInFlightRequestsPerConnection: 6 },
    { deliveryTimeoutMs: 1000 },
    { lingerMs: -1 },
    { bootstrapServers: 'localhost' },
  ];
  for (const options of wrong) {
    const make = (): Producer => new Producer({ ...context.options, ...options });
    assert.throws(make, { code: 'INVALID_CONFIG' });
  }
});

test('records with a key go where Kafka sends them, records without to one partition at a time', async () => {
  const { context, producer } = await start();
  const logs = context.cluster.createTopic('orders', 4);
  const keyed = await context.run(
    Promise.all(['foobar', '21'].map((key) => producer.send({ topic: 'orders', key, value: key }))),
  );
  // murmur2 of the keys is -790332482 and -973932308.
  assert.deepEqual(
    keyed.map(({ partition }) => partition),
    [(-790332482 & 0x7fffffff) % 4, (-973932308 & 0x7fffffff) % 4],
  );
  const unkeyed = await context.run(
    Promise.all(Array.from({ length: 20 }, () => producer.send({ topic: 'orders', value: 'n' }))),
  );
  assert.equal(new Set(unkeyed.map(({ partition }) => partition)).size, 1);
  assert.equal(logs.flatMap(({ values }) => values).length, 22);
});
