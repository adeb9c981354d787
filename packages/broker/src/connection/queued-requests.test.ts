import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import { defaultApiVersionsRequest } from '@odradek/protocol/messages/18-api-versions';

import { BrokerContext } from '../testing/broker-context.ts';
import { API_VERSIONS, FETCH, PRODUCE } from '../testing/client-apis.ts';
import { createTopic, produceValues } from '../testing/operations.ts';
import { batchOf, fetchRequest, from, produceRequest } from '../testing/requests.ts';
import type { SentRequest, VirtualClient } from '../testing/virtual-client.ts';

const LARGE = 'x'.repeat(900_000);

function ask(client: VirtualClient): SentRequest<unknown> {
  return client.send(API_VERSIONS, 0, defaultApiVersionsRequest);
}

/** A broker with a topic whose log is open, and a large request to it. */
async function startWith(queuedMaxRequestBytes: number) {
  const context = await BrokerContext.start({ config: { queuedMaxRequestBytes } });
  const client = context.connect();
  await createTopic(client, 'orders');
  await produceValues(client, 'orders', ['a']);
  const request = produceRequest({ topic: 'orders' }, batchOf([LARGE]));
  return { context, client, large: client.frame(PRODUCE, 9, request) };
}

test('a request that has begun to arrive takes its memory, and others wait unread until it has ended', async () => {
  const { context, client, large } = await startWith(100_000);
  const other = context.connect();
  client.socket.send(large.bytes.subarray(0, 5_000));
  const asked = ask(other);
  assert.equal(other.hasResponse(asked), false);
  assert.equal(other.socket.isPaused, true);
  assert.equal(client.socket.isPaused, false);
  client.socket.send(large.bytes.subarray(5_000));
  const { responses } = await client.response(large.sent);
  assert.equal(responses[0]?.partitionResponses[0]?.errorCode, ErrorCode.NONE);
  assert.equal(other.hasResponse(asked), true);
  assert.equal(other.socket.isPaused, false);
});

test('a connection that closes gives back the memory of what had begun to arrive on it', async () => {
  const { context, client, large } = await startWith(100_000);
  const other = context.connect();
  client.socket.send(large.bytes.subarray(0, 5_000));
  const asked = ask(other);
  assert.equal(other.hasResponse(asked), false);
  client.socket.close();
  assert.equal(other.hasResponse(asked), true);
});

test('large requests of many connections get through one after the other', async () => {
  const { context, large } = await startWith(100_000);
  const clients = Array.from({ length: 5 }, () => context.connect());
  for (const client of clients) client.socket.send(Buffer.from(large.bytes.subarray(0, 5_000)));
  assert.deepEqual(
    clients.map(({ socket }) => socket.isPaused),
    [false, true, true, true, true],
  );
  for (const client of clients) client.socket.send(Buffer.from(large.bytes.subarray(5_000)));
  for (const client of clients) await client.response(large.sent);
  assert.equal(context.appended('orders'), 6);
  assert.equal(
    clients.some(({ socket }) => socket.isPaused),
    false,
  );
});

test('a connection that closes while it waits for memory does not take it', async () => {
  const { context, client, large } = await startWith(100_000);
  const [gone, other] = [context.connect(), context.connect()];
  client.socket.send(large.bytes.subarray(0, 5_000));
  for (const waiting of [gone, other]) ask(waiting);
  gone.socket.close();
  client.socket.send(large.bytes.subarray(5_000));
  await client.response(large.sent);
  const last = ask(other);
  assert.equal(other.hasResponse(last), true);
});

test('a Fetch that waits for records keeps no memory, and neither does what was answered', async () => {
  const { context, client } = await startWith(1);
  client.send(FETCH, 12, fetchRequest({ topic: 'orders' }, [from(1)], { maxWaitMs: 60_000 }));
  await context.settle();
  const other = context.connect();
  for (let times = 0; times < 3; times++) {
    const asked = ask(other);
    assert.equal(other.hasResponse(asked), true);
  }
});

test('with queued.max.requests others are not read while so many wait for their turn', async () => {
  const context = await BrokerContext.start({ config: { queuedMaxRequests: 1 } });
  const [client, other] = [context.connect(), context.connect()];
  await createTopic(client, 'orders');
  // It waits until the log of its partition is open.
  const request = produceRequest({ topic: 'orders' }, batchOf(['a']));
  const produce = client.send(PRODUCE, 9, request);
  const asked = ask(other);
  assert.equal(other.hasResponse(asked), false);
  assert.equal(other.socket.isPaused, true);
  await client.response(produce);
  assert.equal(other.hasResponse(asked), true);
});

test('Fetch requests that wait for records do not count for queued.max.requests', async () => {
  const context = await BrokerContext.start({ config: { queuedMaxRequests: 1 } });
  const [client, other] = [context.connect(), context.connect()];
  await createTopic(client, 'orders');
  await produceValues(client, 'orders', ['a']);
  client.send(FETCH, 12, fetchRequest({ topic: 'orders' }, [from(1)], { maxWaitMs: 60_000 }));
  await context.settle();
  const asked = ask(other);
  assert.equal(other.hasResponse(asked), true);
});
