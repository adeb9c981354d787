import assert from 'node:assert/strict';
import { test } from 'node:test';

import { CompressionType, ErrorCode } from '@odradek/protocol';

import { BrokerContext } from '../testing/broker-context.ts';
import { PRODUCE } from '../testing/client-apis.ts';
import { createTopic, fetchValues, openLogs, produceValues } from '../testing/operations.ts';
import { batchOf, produceRequest } from '../testing/requests.ts';

const ORDERS = { topic: 'orders' };

async function withOrders() {
  const context = await BrokerContext.start();
  const client = context.connect();
  await createTopic(client, 'orders', 3);
  return { context, client };
}

/** A batch whose records have 600,000 bytes when they are inflated, more than a turn's share. */
function largeOnceInflated(): Buffer {
  return batchOf(['x'.repeat(600_000)], 1000, { compression: CompressionType.GZIP });
}

test('batches that become large are validated in turns of their own, and answered in their order', async () => {
  const { context, client } = await withOrders();
  const other = context.connect();
  await createTopic(other, 'payments');
  await openLogs(client, 'orders', [0, 1, 2]);
  await fetchValues(other, 'payments');
  const partitionData = [2, 1, 0].map((index) => ({ index, records: largeOnceInflated() }));
  const request = produceRequest(ORDERS, null);
  const large = client.send(PRODUCE, 9, {
    ...request,
    topicData: [{ ...request.topicData[0]!, partitionData }],
  });
  const behind = client.send(PRODUCE, 9, produceRequest(ORDERS, batchOf(['behind'])));
  other.send(PRODUCE, 9, produceRequest({ topic: 'payments' }, batchOf(['beside'])));
  assert.equal(context.appended('orders'), 0, 'partition 0 waits');
  assert.equal(context.appended('payments'), 1, 'what takes no work does not wait');
  const { responses } = await client.response(large);
  assert.deepEqual(
    responses[0]?.partitionResponses.map(({ index, errorCode, baseOffset }) => [
      index,
      errorCode,
      baseOffset,
    ]),
    [2, 1, 0].map((index) => [index, ErrorCode.NONE, 0]),
  );
  const answer = await client.response(behind);
  assert.equal(answer.responses[0]?.partitionResponses[0]?.baseOffset, 1);
});

test("requests of one connection that become large are appended in their order, and do not wait for each other's sync", async () => {
  const { context, client } = await withOrders();
  await fetchValues(client, 'orders');
  context.holdSyncs();
  const sent = [0, 1, 2, 3].map(() =>
    client.send(PRODUCE, 9, produceRequest(ORDERS, largeOnceInflated())),
  );
  assert.equal(context.appended('orders'), 1);
  await context.settle();
  assert.equal(context.appended('orders'), 4);
  context.releaseSyncs();
  const offsets: unknown[] = [];
  for (const one of sent) {
    const { responses } = await client.response(one);
    offsets.push(responses[0]?.partitionResponses[0]?.baseOffset);
  }
  assert.deepEqual(offsets, [0, 1, 2, 3]);
});

test('what waits for a turn is dropped with its connection, and what began is appended', async () => {
  const { context, client } = await withOrders();
  await openLogs(client, 'orders', [0]);
  for (let count = 0; count < 3; count++) {
    client.send(PRODUCE, 9, produceRequest(ORDERS, largeOnceInflated()));
  }
  client.socket.close();
  await context.settle();
  const other = context.connect();
  assert.equal(context.appended('orders'), 1);
  assert.equal(await produceValues(other, 'orders', ['a']), 1);
});

test('a broker that closes while batches wait for a turn closes', async () => {
  const { context, client } = await withOrders();
  for (let count = 0; count < 3; count++) {
    client.send(PRODUCE, 9, produceRequest(ORDERS, largeOnceInflated()));
  }
  await context.restart();
  assert.deepEqual(context.fatalErrors, []);
  assert.equal(typeof (await produceValues(context.connect(), 'orders', ['a'])), 'number');
});

test('the records that are named as errors are bounded for a request, not for each partition', async () => {
  const { context, client } = await withOrders();
  const ahead = context.clock.now() + 10_000_000_000;
  const records = batchOf(Array<string>(5000).fill('v'), ahead);
  const request = produceRequest(ORDERS, null);
  const partitionData = [0, 1, 2].map((index) => ({ index, records: Buffer.from(records) }));
  const { responses } = await client.request(PRODUCE, 9, {
    ...request,
    topicData: [{ ...request.topicData[0]!, partitionData }],
  });
  const named = responses[0]?.partitionResponses.map(({ recordErrors }) => recordErrors.length);
  assert.equal(named?.length, 3);
  assert.ok(named[0]! > 2000 && named[0]! <= 4000, `${named[0]} of the first`);
  assert.deepEqual(named.slice(1), [1, 1]);
});
