import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';

import { BrokerContext } from '../testing/broker-context.ts';
import { FETCH } from '../testing/client-apis.ts';
import { setQuotas } from '../testing/client-quotas.ts';
import { createTopic, produceBatch } from '../testing/operations.ts';
import { batchOf, fetchRequest, from, valuesIn } from '../testing/requests.ts';

const ORDERS = { topic: 'orders' };
const VERSION = 12;
/** Five batches of 4 KB. */
const VALUES = Array.from({ length: 5 }, (_, index) => String(index).repeat(4_000));

async function brokerWithOrders() {
  const context = await BrokerContext.start();
  const admin = context.connect();
  await createTopic(admin, 'orders');
  for (const value of VALUES) await produceBatch(admin, 'orders', batchOf([value]));
  await setQuotas(admin, { 'client-id': null }, { consumer_byte_rate: 1000 });
  return { context, admin, client: context.connect() };
}

function session(sessionId: number, sessionEpoch: number) {
  return { sessionId, sessionEpoch };
}

test('a fetcher gets no more at once than its quota allows in all windows but one', async () => {
  const { client } = await brokerWithOrders();
  const { responses, throttleTimeMs } = await client.request(
    FETCH,
    VERSION,
    fetchRequest(ORDERS, [from(0)]),
  );
  const values = valuesIn(responses[0]?.partitions[0]?.records);
  assert.equal(throttleTimeMs, 0);
  assert.equal(values.length, 2);
});

test('a fetcher above its quota is answered at once with nothing, and not read meanwhile', async () => {
  const { context, client } = await brokerWithOrders();
  const fetch = () => client.send(FETCH, VERSION, fetchRequest(ORDERS, [from(2)]));
  const first = await client.response(fetch());
  assert.equal(first.throttleTimeMs, 0);
  const second = await client.response(fetch());
  const { throttleTimeMs } = second;
  assert.deepEqual([second.errorCode, second.responses], [ErrorCode.NONE, []]);
  assert.ok(throttleTimeMs > 6_000 && throttleTimeMs < 7_000, `${throttleTimeMs} ms`);
  const third = fetch();
  await context.advance(throttleTimeMs - 1);
  assert.equal(client.hasResponse(third), false);
  await context.advance(1);
  assert.equal(client.hasResponse(third), true);
});

test('a throttled session goes on where it was', async () => {
  const { context, client } = await brokerWithOrders();
  const fetch = (sessionId: number, epoch: number, offset: number) =>
    client.request(FETCH, VERSION, fetchRequest(ORDERS, [from(offset)], session(sessionId, epoch)));
  const { sessionId } = await fetch(0, 0, 0);
  assert.notEqual(sessionId, 0);
  const throttled = await fetch(sessionId, 1, 2);
  assert.ok(throttled.throttleTimeMs > 0);
  assert.deepEqual(
    [throttled.errorCode, throttled.sessionId, throttled.responses],
    [ErrorCode.NONE, sessionId, []],
  );
  await context.advance(30_000);
  const next = await fetch(sessionId, 2, 2);
  assert.equal(valuesIn(next.responses[0]?.partitions[0]?.records).length, 2);
});

test('a throttled full request gets no session', async () => {
  const { client } = await brokerWithOrders();
  const fetch = () =>
    client.request(FETCH, VERSION, fetchRequest(ORDERS, [from(0)], session(0, 0)));
  assert.notEqual((await fetch()).sessionId, 0);
  const throttled = await fetch();
  assert.ok(throttled.throttleTimeMs > 0);
  assert.deepEqual([throttled.errorCode, throttled.sessionId], [ErrorCode.NONE, 0]);
});

test('a fetcher without a quota of bytes is not held to any', async () => {
  const { admin, client } = await brokerWithOrders();
  await setQuotas(admin, { 'client-id': 'virtual' }, { consumer_byte_rate: 2 ** 62 });
  for (let count = 0; count < 5; count++) {
    const { throttleTimeMs, responses } = await client.request(
      FETCH,
      VERSION,
      fetchRequest(ORDERS, [from(0)]),
    );
    assert.equal(throttleTimeMs, 0);
    assert.equal(valuesIn(responses[0]?.partitions[0]?.records).length, 5);
  }
});
