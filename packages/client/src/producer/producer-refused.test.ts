import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';

import { ClientContext } from '../testing/client-context.ts';
import { Producer } from './producer.ts';

const NO_COMMON_VERSION = { min: 99, max: 99 };

test('records that wait for their topic are rejected when no broker gives a producer id', async () => {
  const context = await ClientContext.start();
  context.cluster.versions.set('InitProducerId', NO_COMMON_VERSION);
  const producer = new Producer(context.options);
  const sent = [
    producer.send({ topic: 'nosuch', value: 'a' }),
    producer.send({ topic: 'nosuch', value: 'b' }),
  ];
  for (const one of sent) {
    await assert.rejects(context.run(one), {
      code: 'UNSUPPORTED_VERSION',
      message: /versions 99 to 99 of InitProducerId/,
    });
  }
  assert.ok(context.clock.monotonicMs() < 100);
});

test('after an id was refused for good the next record asks again, after a pause', async () => {
  const context = await ClientContext.start();
  const [log] = context.cluster.createTopic('orders', 1);
  let isRefused = true;
  context.cluster.react = ({ api }) =>
    api === 'InitProducerId' && isRefused
      ? { type: 'error', errorCode: ErrorCode.CLUSTER_AUTHORIZATION_FAILED }
      : { type: 'answer' };
  const producer = new Producer(context.options);
  let rejected = 0;
  for (let elapsedMs = 0; elapsedMs < 2000; elapsedMs += 10) {
    producer.send({ topic: 'orders', value: 'a' }).catch(() => rejected++);
    await context.pass(10);
  }
  const asked = context.cluster.count('InitProducerId');
  assert.ok(asked >= 3 && asked <= 8, `an id was asked for ${asked} times in 2 s`);
  assert.ok(rejected > 50, `${rejected} records were rejected`);
  isRefused = false;
  await context.pass(2000);
  await context.run(producer.send({ topic: 'orders', value: 'z' }));
  assert.equal(log?.values.at(-1), 'z');
  await context.run(producer.close());
});

for (const acks of [0, 1] as const) {
  test(`with acks ${acks} a broker without a common version of Produce fails the records`, async () => {
    const context = await ClientContext.start();
    context.cluster.createTopic('orders', 1);
    context.cluster.versions.set('Produce', NO_COMMON_VERSION);
    const producer = new Producer({ ...context.options, acks });
    await assert.rejects(context.run(producer.send({ topic: 'orders', value: 'a' })), {
      code: 'UNSUPPORTED_VERSION',
      message: /versions 99 to 99 of Produce/,
    });
    await context.run(producer.close());
  });
}
