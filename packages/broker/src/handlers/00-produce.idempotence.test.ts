import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';

import { BrokerContext } from '../testing/broker-context.ts';
import { PRODUCE } from '../testing/client-apis.ts';
import { createTopic, fetchValues, produceBatch } from '../testing/operations.ts';
import { batchOf, produceRequest } from '../testing/requests.ts';

const TIMESTAMP = 1_767_225_600_000;

/** The batch of a producer, whose records are numbered from `baseSequence` on. */
function sequenced(
  values: readonly string[],
  baseSequence: number,
  { producerId = 7n, producerEpoch = 0 } = {},
): Buffer {
  return batchOf(values, TIMESTAMP, { producerId, producerEpoch, baseSequence });
}

async function withOrders() {
  const context = await BrokerContext.start();
  await createTopic(context.connect(), 'orders');
  const produce = async (batch: Buffer) => {
    const { errorCode, baseOffset } = await produceBatch(context.connect(), 'orders', batch);
    return [errorCode, baseOffset];
  };
  const values = () => fetchValues(context.connect(), 'orders');
  return { context, produce, values };
}

test('a batch that is sent again is stored once and answered with the offset that it has', async () => {
  const { produce, values } = await withOrders();
  for (let batch = 0; batch < 5; batch++) {
    assert.deepEqual(await produce(sequenced([`a${batch}`, `b${batch}`], batch * 2)), [
      ErrorCode.NONE,
      batch * 2,
    ]);
  }
  for (let batch = 0; batch < 5; batch++) {
    const again = sequenced([`a${batch}`, `b${batch}`], batch * 2);
    assert.deepEqual(await produce(again), [ErrorCode.NONE, batch * 2]);
  }
  assert.equal((await values()).length, 10);
});

for (const how of ['restart', 'crash'] as const) {
  test(`a batch that is sent again after a ${how} is stored once`, async () => {
    const { context, produce, values } = await withOrders();
    await produce(sequenced(['a'], 0));
    await produce(sequenced(['b'], 1));
    await context[how]();
    assert.deepEqual(await produce(sequenced(['b'], 1)), [ErrorCode.NONE, 1]);
    assert.deepEqual(await produce(sequenced(['a'], 0)), [ErrorCode.NONE, 0]);
    assert.deepEqual(await produce(sequenced(['c'], 2)), [ErrorCode.NONE, 2]);
    assert.deepEqual(await values(), ['0:a', '1:b', '2:c']);
  });
}

test('a batch that comes before its predecessor is refused, and taken after it', async () => {
  const { produce, values } = await withOrders();
  await produce(sequenced(['a'], 0));
  const { OUT_OF_ORDER_SEQUENCE_NUMBER } = ErrorCode;
  assert.deepEqual(await produce(sequenced(['c'], 2)), [OUT_OF_ORDER_SEQUENCE_NUMBER, -1]);
  assert.deepEqual(await produce(sequenced(['b'], 1)), [ErrorCode.NONE, 1]);
  assert.deepEqual(await produce(sequenced(['c'], 2)), [ErrorCode.NONE, 2]);
  assert.deepEqual(await values(), ['0:a', '1:b', '2:c']);
});

test('a producer that was replaced is fenced by its epoch', async () => {
  const { produce, values } = await withOrders();
  await produce(sequenced(['a'], 0));
  await produce(sequenced(['b'], 0, { producerEpoch: 1 }));
  assert.deepEqual(await produce(sequenced(['z'], 1)), [ErrorCode.INVALID_PRODUCER_EPOCH, -1]);
  assert.deepEqual(await values(), ['0:a', '1:b']);
});

test('producers do not know of each other, and ids may be as large as an int64', async () => {
  const { produce, values } = await withOrders();
  const other = { producerId: 2n ** 62n };
  assert.deepEqual(await produce(sequenced(['a'], 0)), [ErrorCode.NONE, 0]);
  assert.deepEqual(await produce(sequenced(['b'], 0, other)), [ErrorCode.NONE, 1]);
  assert.deepEqual(await produce(sequenced(['b'], 0, other)), [ErrorCode.NONE, 1]);
  assert.deepEqual(await values(), ['0:a', '1:b']);
});

test('a batch that is sent again is not acknowledged before the first one is durable', async () => {
  const { context, values } = await withOrders();
  const [first, second] = [context.connect(), context.connect()];
  context.holdSyncs();
  const request = produceRequest({ topic: 'orders' }, sequenced(['a'], 0));
  const sent = [first.send(PRODUCE, 12, request), second.send(PRODUCE, 12, request)] as const;
  await context.settle();
  assert.equal(first.take(sent[0]), undefined);
  assert.equal(second.take(sent[1]), undefined);
  context.releaseSyncs();
  for (const [index, client] of [first, second].entries()) {
    const { responses } = await client.response(sent[index === 0 ? 0 : 1]);
    assert.equal(responses[0]?.partitionResponses[0]?.baseOffset, 0);
  }
  assert.deepEqual(await values(), ['0:a']);
});

test('batches that are pipelined are all taken, each once', async () => {
  const { context, values } = await withOrders();
  const client = context.connect();
  const sent = Array.from({ length: 20 }, (_, index) =>
    client.send(PRODUCE, 12, produceRequest({ topic: 'orders' }, sequenced([`v${index}`], index))),
  );
  for (const [index, request] of sent.entries()) {
    const { responses } = await client.response(request);
    assert.equal(responses[0]?.partitionResponses[0]?.baseOffset, index);
  }
  assert.equal((await values()).length, 20);
});

test('a producer that wrote nothing for producer.id.expiration.ms is forgotten', async () => {
  const context = await BrokerContext.start({
    config: { producerIdExpirationMs: 60_000, producerIdExpirationCheckIntervalMs: 1_000 },
  });
  await createTopic(context.connect(), 'orders');
  const timestamp = context.clock.now();
  const batch = (baseSequence: number) =>
    batchOf(['a'], timestamp, { producerId: 7n, producerEpoch: 0, baseSequence });
  assert.equal((await produceBatch(context.connect(), 'orders', batch(0))).baseOffset, 0);
  await context.advance(59_000);
  assert.equal((await produceBatch(context.connect(), 'orders', batch(0))).baseOffset, 0);
  for (let seconds = 0; seconds < 62; seconds++) await context.advance(1_000);
  assert.equal((await produceBatch(context.connect(), 'orders', batch(0))).baseOffset, 1);
});
