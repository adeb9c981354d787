import assert from 'node:assert/strict';
import { test } from 'node:test';

import { KafkaError } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';

import { ClientContext } from '../testing/client-context.ts';
import type { ProducerOptions, RecordMetadata } from './producer-options.ts';
import { Producer } from './producer.ts';

const ANSWER = { type: 'answer' } as const;

async function start(
  options: Partial<ProducerOptions> = {},
): Promise<{ context: ClientContext; producer: Producer }> {
  const context = await ClientContext.start();
  return { context, producer: new Producer({ ...context.options, ...options }) };
}

/** Notes how a send ends, and when. */
class Watched {
  ending: string | undefined;
  endedMs = 0;
  message = '';

  constructor(context: ClientContext, sent: Promise<RecordMetadata>) {
    sent.then(
      ({ offset }) => this.end(context, `offset ${offset}`),
      (error: unknown) => {
        assert.ok(error instanceof KafkaError);
        this.message = error.message;
        this.end(context, error.code);
      },
    );
  }

  private end(context: ClientContext, ending: string): void {
    this.ending = ending;
    this.endedMs = context.clock.monotonicMs();
  }
}

test('a record for a partition that does not exist holds back no other record of its topic', async () => {
  const { context, producer } = await start({ maxBlockMs: 2000 });
  context.cluster.createTopic('orders', 1);
  const missing = new Watched(
    context,
    producer.send({ topic: 'orders', partition: 9, value: 'x' }),
  );
  const together = new Watched(context, producer.send({ topic: 'orders', value: 'a' }));
  await context.pass(1000);
  const later = new Watched(context, producer.send({ topic: 'orders', value: 'b' }));
  await context.pass(1500);
  const after = new Watched(context, producer.send({ topic: 'orders', value: 'c' }));
  await context.pass(100);
  assert.equal(missing.ending, 'UNKNOWN_TOPIC_OR_PARTITION');
  assert.match(missing.message, /"orders" has 1 partitions .* partition 9;.* max\.block\.ms/);
  assert.equal(missing.endedMs, 2000);
  assert.deepEqual(
    [together, later, after].map(({ ending }) => ending),
    ['offset 0', 'offset 1', 'offset 2'],
  );
});

test('a batch that is to be sent again survives a record of its topic that is given up', async () => {
  const { context, producer } = await start({ maxBlockMs: 1000 });
  context.cluster.createTopic('orders', 1);
  let isLeader = false;
  context.cluster.react = ({ api }) =>
    api === 'Produce' && !isLeader
      ? { type: 'error', errorCode: ErrorCode.NOT_LEADER_OR_FOLLOWER }
      : ANSWER;
  const good = new Watched(context, producer.send({ topic: 'orders', partition: 0, value: 'a' }));
  await context.pass(50);
  const bad = new Watched(context, producer.send({ topic: 'orders', partition: 9, value: 'x' }));
  await context.pass(1500);
  assert.equal(bad.ending, 'UNKNOWN_TOPIC_OR_PARTITION');
  isLeader = true;
  await context.pass(2000);
  assert.equal(good.ending, 'offset 0');
});

test('a batch of a topic that is gone is kept until the topic is there again', async () => {
  const { context, producer } = await start({ maxBlockMs: 1000 });
  context.cluster.createTopic('orders', 1);
  await context.run(producer.send({ topic: 'orders', value: 'a' }));
  context.cluster.deleteTopic('orders');
  const batched = new Watched(context, producer.send({ topic: 'orders', value: 'b' }));
  await context.pass(500);
  const waiting = new Watched(context, producer.send({ topic: 'orders', value: 'c' }));
  const before = context.cluster.count('Metadata');
  await context.pass(20_000);
  assert.equal(waiting.ending, 'UNKNOWN_TOPIC_OR_PARTITION');
  const asked = context.cluster.count('Metadata') - before;
  assert.ok(asked <= 40, `metadata was asked for ${asked} times in 20 s`);
  const [log] = context.cluster.createTopic('orders', 1);
  await context.pass(2000);
  assert.equal(batched.ending, 'offset 0');
  assert.deepEqual(log?.values, ['b']);
});

test('a topic that nothing names any more is no longer asked for', async () => {
  const { context, producer } = await start({ maxBlockMs: 1000 });
  const sent = new Watched(context, producer.send({ topic: 'nosuch', value: 'a' }));
  await context.pass(5000);
  assert.equal(sent.ending, 'UNKNOWN_TOPIC_OR_PARTITION');
  const before = context.cluster.count('Metadata');
  await context.pass(20_000);
  assert.equal(context.cluster.count('Metadata'), before);
});

test('a record that waits for memory and whose topic is gone blocks no other topic', async () => {
  const { context, producer } = await start({ bufferMemory: 1000, batchSize: 400, lingerMs: 0 });
  context.cluster.createTopic('gone', 1);
  const [log] = context.cluster.createTopic('orders', 1);
  for (const topic of ['gone', 'orders']) {
    await context.run(producer.send({ topic, value: 'first' }));
  }
  let isLeader = false;
  const value = 'x'.repeat(700);
  const blocking = new Watched(context, producer.send({ topic: 'orders', value }));
  const ofGone = ['1', '2'].map(
    (mark) => new Watched(context, producer.send({ topic: 'gone', value: mark + value })),
  );
  const behind = new Watched(context, producer.send({ topic: 'orders', value: 'behind' }));
  // The refusal makes the client ask for metadata, which tells that the other topic is gone.
  context.cluster.deleteTopic('gone');
  context.cluster.react = ({ api }) =>
    api === 'Produce' && !isLeader
      ? { type: 'error', errorCode: ErrorCode.NOT_LEADER_OR_FOLLOWER }
      : ANSWER;
  await context.pass(1000);
  isLeader = true;
  await context.pass(3000);
  assert.equal(blocking.ending, 'offset 1');
  assert.equal(behind.ending, 'offset 2');
  assert.deepEqual(log?.values.at(-1), 'behind');
  assert.deepEqual(
    ofGone.map(({ ending }) => ending),
    [undefined, undefined],
  );
  const [reborn] = context.cluster.createTopic('gone', 1);
  await context.pass(3000);
  assert.deepEqual(
    reborn?.values.map((text) => text[0]),
    ['1', '2'],
  );
});

test('every record that waits for a topic is refused when the client may not use the topic', async () => {
  const { context, producer } = await start();
  context.cluster.createTopic('secret', 1);
  context.cluster.react = ({ api }) =>
    api === 'Metadata'
      ? { type: 'error', errorCode: ErrorCode.TOPIC_AUTHORIZATION_FAILED }
      : ANSWER;
  const sent = ['a', 'b', 'c'].map(
    (value) => new Watched(context, producer.send({ topic: 'secret', value })),
  );
  await context.pass(100);
  assert.deepEqual(
    sent.map(({ ending }) => ending),
    Array.from({ length: 3 }, () => 'TOPIC_AUTHORIZATION_FAILED'),
  );
  context.cluster.react = () => ANSWER;
  const { offset } = await context.run(producer.send({ topic: 'secret', value: 'd' }));
  assert.equal(offset, 0, 'a send after the refusal asks anew');
});

test('a record waits for a partition that is added, and metadata is asked for at growing distances', async () => {
  const { context, producer } = await start();
  context.cluster.createTopic('orders', 1);
  await context.run(producer.send({ topic: 'orders', value: 'a' }));
  const before = context.cluster.count('Metadata');
  const sent = ['b', 'c'].map(
    (value) => new Watched(context, producer.send({ topic: 'orders', partition: 1, value })),
  );
  await context.pass(10_000);
  const asked = context.cluster.count('Metadata') - before;
  assert.ok(asked >= 8 && asked <= 20, `${asked} times in 10 s`);
  const logs = context.cluster.addPartitions('orders', 2);
  await context.pass(1500);
  assert.deepEqual(
    sent.map(({ ending }) => ending),
    ['offset 0', 'offset 1'],
  );
  assert.deepEqual(logs[1]?.values, ['b', 'c']);
  const after = context.cluster.count('Metadata');
  await context.pass(10_000);
  assert.ok(context.cluster.count('Metadata') - after <= 1, 'nobody waits any more');
});

test('a partition that was added before the record is found at once', async () => {
  const { context, producer } = await start();
  context.cluster.createTopic('orders', 1);
  await context.run(producer.send({ topic: 'orders', value: 'a' }));
  context.cluster.addPartitions('orders', 2);
  const sent = new Watched(context, producer.send({ topic: 'orders', partition: 1, value: 'b' }));
  await context.pass(200);
  assert.equal(sent.ending, 'offset 0');
});
