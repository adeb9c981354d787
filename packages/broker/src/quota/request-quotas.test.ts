import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import {
  defaultDeleteTopicsRequest,
  type DeleteTopicsResponse,
} from '@odradek/protocol/messages/20-delete-topics';
import { defaultCreatePartitionsTopic } from '@odradek/protocol/messages/37-create-partitions';

import { BrokerContext } from '../testing/broker-context.ts';
import {
  CREATE_PARTITIONS,
  CREATE_TOPICS,
  DELETE_TOPICS,
  PRODUCE,
} from '../testing/client-apis.ts';
import { setQuotas } from '../testing/client-quotas.ts';
import { createTopic } from '../testing/operations.ts';
import { batchOf, createTopicsRequest, produceRequest } from '../testing/requests.ts';
import type { VirtualClient } from '../testing/virtual-client.ts';

const ORDERS = { topic: 'orders' };
const EVERY_USER = { user: null };
const EVERY_CLIENT = { 'client-id': null };
/** As much as all windows but one allow of 1,000 bytes a second. */
const TEN_SECONDS = batchOf(['x'.repeat(10_000)]);

async function brokerWithOrders(): Promise<{
  readonly context: BrokerContext;
  readonly admin: VirtualClient;
  readonly client: VirtualClient;
}> {
  const context = await BrokerContext.start();
  const admin = context.connect();
  await createTopic(admin, 'orders');
  return { context, admin, client: context.connect() };
}

test('a producer above its quota is answered at once and not read until it is at its quota', async () => {
  const { context, admin, client } = await brokerWithOrders();
  await setQuotas(admin, EVERY_CLIENT, { producer_byte_rate: 1000 });
  const produce = () => client.send(PRODUCE, 9, produceRequest(ORDERS, TEN_SECONDS));
  const first = await client.response(produce());
  assert.equal(first.responses[0]?.partitionResponses[0]?.errorCode, ErrorCode.NONE);
  // What is around the records is too much.
  const { throttleTimeMs } = first;
  assert.ok(throttleTimeMs > 0 && throttleTimeMs < 300, `${throttleTimeMs} ms`);
  const second = produce();
  await context.advance(throttleTimeMs - 1);
  assert.equal(client.hasResponse(second), false);
  assert.equal(context.appended('orders'), 1);
  await context.advance(1);
  const { throttleTimeMs: next } = await client.response(second);
  assert.equal(context.appended('orders'), 2);
  assert.ok(next >= 10_000 && next < 11_000, `${next} ms`);
});

test('another connection of the same client id is not muted, but shares the quota', async () => {
  const { context, admin, client } = await brokerWithOrders();
  await setQuotas(admin, EVERY_CLIENT, { producer_byte_rate: 1000 });
  const produce = (from: VirtualClient) =>
    from.request(PRODUCE, 9, produceRequest(ORDERS, TEN_SECONDS));
  await produce(client);
  const { throttleTimeMs } = await produce(context.connect());
  assert.ok(throttleTimeMs >= 10_000, `${throttleTimeMs} ms`);
});

test('a producer that wants no answer is muted all the same', async () => {
  const { context, admin, client } = await brokerWithOrders();
  await setQuotas(admin, EVERY_CLIENT, { producer_byte_rate: 1000 });
  const request = { ...produceRequest(ORDERS, batchOf(['x'.repeat(20_000)])), acks: 0 };
  client.send(PRODUCE, 9, request);
  await context.settle();
  client.send(PRODUCE, 9, request);
  await context.advance(10_000);
  assert.equal(context.appended('orders'), 1);
  await context.advance(1_000);
  assert.equal(context.appended('orders'), 2);
});

test('a quota that is removed holds no longer, and one that is set holds over a restart', async () => {
  const { context, admin, client } = await brokerWithOrders();
  await setQuotas(admin, EVERY_CLIENT, { producer_byte_rate: 1 });
  await setQuotas(admin, EVERY_CLIENT, { producer_byte_rate: null });
  const produce = async (from: VirtualClient): Promise<number> =>
    (await from.request(PRODUCE, 9, produceRequest(ORDERS, TEN_SECONDS))).throttleTimeMs;
  assert.equal(await produce(client), 0);
  await setQuotas(admin, EVERY_CLIENT, { producer_byte_rate: 1 });
  await context.restart();
  assert.ok((await produce(context.connect())) > 0);
});

const { NONE, THROTTLING_QUOTA_EXCEEDED } = ErrorCode;

function create(client: VirtualClient, version: number, name: string, numPartitions: number) {
  const request = createTopicsRequest([{ name, numPartitions }]);
  return client.request(CREATE_TOPICS, version, request);
}

test('who has created too many partitions may not create, delete or add any for a while', async () => {
  const { context, admin } = await brokerWithOrders();
  await setQuotas(admin, EVERY_USER, { controller_mutation_rate: 1 });
  const first = await create(context.connect(), 7, 'large', 31);
  assert.deepEqual([first.topics[0]?.errorCode, first.throttleTimeMs], [NONE, 0]);
  const second = await create(context.connect(), 6, 'second', 1);
  assert.deepEqual(
    [second.topics[0]?.errorCode, second.topics[0]?.errorMessage, second.throttleTimeMs],
    [THROTTLING_QUOTA_EXCEEDED, null, 20_000],
  );
  const deletion: DeleteTopicsResponse = await context
    .connect()
    .request(DELETE_TOPICS, 5, { ...defaultDeleteTopicsRequest, topicNames: ['orders'] });
  assert.deepEqual(
    [deletion.responses[0]?.errorCode, deletion.throttleTimeMs],
    [THROTTLING_QUOTA_EXCEEDED, 20_000],
  );
  const addition = await context.connect().request(CREATE_PARTITIONS, 3, {
    topics: [{ ...defaultCreatePartitionsTopic, name: 'orders', count: 2, assignments: null }],
    timeoutMs: 1000,
    validateOnly: false,
  });
  assert.deepEqual(
    [addition.results[0]?.errorCode, addition.throttleTimeMs],
    [THROTTLING_QUOTA_EXCEEDED, 20_000],
  );
  await context.advance(20_000);
  assert.equal((await create(context.connect(), 7, 'second', 1)).topics[0]?.errorCode, NONE);
});

test('clients of older versions are not refused but have to wait', async () => {
  const { context, admin, client } = await brokerWithOrders();
  await setQuotas(admin, EVERY_USER, { controller_mutation_rate: 1 });
  const { topics, throttleTimeMs } = await create(client, 5, 'large', 31);
  assert.deepEqual([topics[0]?.errorCode, throttleTimeMs], [NONE, 20_000]);
  const next = client.send(CREATE_TOPICS, 5, createTopicsRequest([{ name: 'next' }]));
  await context.advance(19_999);
  assert.equal(client.hasResponse(next), false);
  await context.advance(1);
  assert.equal((await client.response(next)).topics[0]?.errorCode, NONE);
});
