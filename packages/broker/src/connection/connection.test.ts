import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  defaultApiVersionsRequest,
  type ApiVersionsRequest,
} from '@odradek/protocol/messages/18-api-versions';
import { defaultMetadataRequest } from '@odradek/protocol/messages/03-metadata';

import { BrokerContext } from '../testing/broker-context.ts';
import { API_VERSIONS, FETCH, METADATA, PRODUCE } from '../testing/client-apis.ts';
import { createTopic, produceValues } from '../testing/operations.ts';
import { batchOf, fetchRequest, from, produceRequest, valuesIn } from '../testing/requests.ts';
import type { SentRequest, VirtualClient } from '../testing/virtual-client.ts';

const VERSIONS: ApiVersionsRequest = defaultApiVersionsRequest;

/** A request that waits for records for a minute. */
function longPoll(topic: string, offset = 0) {
  return fetchRequest({ topic }, [from(offset)], { maxWaitMs: 60_000 });
}

async function assertServed(client: VirtualClient): Promise<void> {
  const { apiKeys } = await client.request(API_VERSIONS, 0, VERSIONS);
  assert.notEqual(apiKeys.length, 0);
}

test('responses come in the order of the requests although later ones are ready before', async () => {
  const context = await BrokerContext.start();
  const client = context.connect();
  await createTopic(client, 'orders');
  client.received.length = 0;
  context.holdSyncs();
  const produce = client.send(PRODUCE, 9, produceRequest({ topic: 'orders' }, batchOf(['a'])));
  const versions = client.send(API_VERSIONS, 0, VERSIONS);
  const fetch = client.send(FETCH, 12, longPoll('orders'));
  const last = client.send(API_VERSIONS, 0, VERSIONS);
  await context.settle();
  assert.equal(client.take(versions), undefined);
  context.releaseSyncs();
  await client.response(last);
  const order = [produce, versions, fetch, last].map(({ correlationId }) => correlationId);
  assert.deepEqual(client.received, order);
  const { responses } = await client.response(fetch);
  assert.deepEqual(valuesIn(responses[0]?.partitions[0]?.records), ['0:a']);
});

test('a connection serves nothing beside a Fetch request, as in Kafka', async () => {
  const context = await BrokerContext.start();
  const client = context.connect();
  await createTopic(client, 'orders');
  const polls = [0, 1, 2].map(() => client.send(FETCH, 12, longPoll('orders')));
  await context.settle();
  assert.equal(context.waitingTimers, 1);
  await produceValues(context.connect(), 'orders', ['a']);
  for (const poll of polls) assert.notEqual(await client.response(poll), undefined);
});

test('responses of one connection do not wait for those of another', async () => {
  const context = await BrokerContext.start();
  const waiting = context.connect();
  await createTopic(waiting, 'orders');
  waiting.send(FETCH, 12, longPoll('orders'));
  await assertServed(context.connect());
});

test('the memory of Produce requests may be used again once they are appended, that of most others not', async () => {
  const context = await BrokerContext.start();
  const client = context.connect();
  await createTopic(client, 'orders');
  const frames = ['a', 'b'].map((value) => {
    const request = produceRequest({ topic: 'orders' }, batchOf([value.repeat(9000)]));
    return client.frame(PRODUCE, 9, request).bytes;
  });
  const all = Buffer.concat(frames);
  const half = all.byteLength / 2;
  const released = (): number => context.releasedBytes;
  // The log of the partition is opened by the first request, which waits for that.
  await produceValues(client, 'orders', ['first']);
  assert.equal(released(), 0);
  context.holdSyncs();
  client.socket.send(all);
  assert.equal(released(), all.byteLength);
  client.socket.send(all.subarray(0, half + 5));
  client.socket.send(all.subarray(half + 5));
  assert.equal(released(), 2 * all.byteLength);
  const versions = client.frame(API_VERSIONS, 0, VERSIONS).bytes;
  client.socket.send(Buffer.concat([all, versions]));
  assert.equal(released(), 2 * all.byteLength);
  context.releaseSyncs();
  await context.settle();
  const { responses } = await client.request(FETCH, 12, longPoll('orders'));
  const values = valuesIn(responses[0]?.partitions[0]?.records).map((value) => value.slice(0, 3));
  assert.deepEqual(values, ['0:f', '1:a', '2:b', '3:a', '4:b', '5:a', '6:b']);
});

test('the memory of a Fetch request that waits may be used again at once', async () => {
  const context = await BrokerContext.start();
  const client = context.connect();
  await createTopic(client, 'orders');
  // It opens the log, for which requests wait otherwise.
  await produceValues(context.connect(), 'orders', ['a']);
  const before = context.releasedBytes;
  const { bytes, sent } = client.frame(FETCH, 12, longPoll('orders', 1));
  client.socket.send(bytes);
  await context.settle();
  assert.equal(client.take(sent), undefined);
  assert.equal(context.releasedBytes - before, bytes.byteLength);
  await produceValues(context.connect(), 'orders', ['b']);
  const { responses } = await client.response(sent);
  assert.equal(responses[0]?.topic, 'orders');
  assert.deepEqual(valuesIn(responses[0]?.partitions[0]?.records), ['1:b']);
});

/** Small batches, so many that they would not all be served at once. */
const MANY = 250;

test('more requests than may be in flight are served in turn although they come in one piece', async () => {
  const context = await BrokerContext.start();
  const client = context.connect();
  await createTopic(client, 'orders');
  context.holdSyncs();
  const produces = Array.from({ length: MANY }, () =>
    client.frame(PRODUCE, 9, produceRequest({ topic: 'orders' }, batchOf(['a']))),
  );
  client.socket.send(Buffer.concat(produces.map(({ bytes }) => bytes)));
  await context.settle();
  assert.equal(context.appended('orders'), 100);
  context.releaseSyncs();
  for (const { sent } of produces) await client.response(sent);
  assert.equal(context.appended('orders'), MANY);
});

for (const acks of [-1, 0]) {
  test(`a connection with 16 MiB of records in flight is not read until they are durable, acks=${acks}`, async () => {
    const context = await BrokerContext.start();
    const client = context.connect();
    await createTopic(client, 'orders');
    context.holdSyncs();
    const batch = batchOf(['x'.repeat(1_000_000)]);
    const produce = (): void => {
      client.send(PRODUCE, 9, { ...produceRequest({ topic: 'orders' }, batch), acks });
    };
    for (let sent = 0; sent < 17; sent++) produce();
    await context.settle();
    assert.equal(client.socket.isPaused, false);
    produce();
    assert.equal(client.socket.isPaused, true);
    assert.equal(context.appended('orders'), 17);
    context.releaseSyncs();
    await context.settle();
    assert.equal(client.socket.isPaused, false);
    assert.equal(context.appended('orders'), 18);
  });
}

test('a client that does not read its responses is not read either until it does', async () => {
  const context = await BrokerContext.start();
  const client = context.connect();
  client.socket.setReading(false);
  const first = client.send(API_VERSIONS, 0, VERSIONS);
  const second = client.send(API_VERSIONS, 0, VERSIONS);
  assert.notEqual(client.take(first), undefined);
  assert.equal(client.take(second), undefined);
  client.socket.setReading(true);
  assert.notEqual(client.take(second), undefined);
});

test('responses that wait for an earlier one are bounded: behind a megabyte nothing more is served', async () => {
  const context = await BrokerContext.start();
  const client = context.connect();
  await createTopic(client, 'orders');
  await createTopic(client, 'many', 10_000);
  context.holdSyncs();
  const produce = (): SentRequest<unknown> =>
    client.send(PRODUCE, 9, produceRequest({ topic: 'orders' }, batchOf(['a'])));
  const metadata = (): SentRequest<unknown> =>
    client.send(METADATA, 9, { ...defaultMetadataRequest, topics: null });
  // Each answer has about 260 KB.
  const sent = [produce(), metadata(), metadata(), produce(), metadata(), metadata(), metadata()];
  sent.push(produce());
  await context.settle();
  assert.equal(context.appended('orders'), 2);
  context.releaseSyncs();
  for (const each of sent) assert.notEqual(await client.response(each), undefined);
  assert.equal(context.appended('orders'), 3);
});

test('frames may be split at every byte', async () => {
  const context = await BrokerContext.start();
  await createTopic(context.connect(), 'orders');
  const batch = batchOf(['a']);
  const size = context.connect().frame(PRODUCE, 9, produceRequest({ topic: 'orders' }, batch))
    .bytes.byteLength;
  for (let split = 1; split < size; split++) {
    const client = context.connect();
    const { bytes, sent } = client.frame(PRODUCE, 9, produceRequest({ topic: 'orders' }, batch));
    client.socket.send(Buffer.from(bytes.subarray(0, split)));
    client.socket.send(Buffer.from(bytes.subarray(split)));
    const { responses } = await client.response(sent);
    assert.equal(responses[0]?.partitionResponses[0]?.baseOffset, split - 1);
  }
});

test('requests are read from single bytes', async () => {
  const client = (await BrokerContext.start()).connect();
  const frames = [1, 2, 3].map(() => client.frame(API_VERSIONS, 0, VERSIONS));
  for (const byte of Buffer.concat(frames.map(({ bytes }) => bytes))) {
    client.socket.send(Buffer.from([byte]));
  }
  for (const { sent } of frames) assert.notEqual(client.take(sent), undefined);
});

const REFUSED: Readonly<Record<string, readonly [bytes: string, report: RegExp]>> = {
  'a frame above socket.request.max.bytes': [
    '7fffffff',
    /2147483647 bytes.*socket\.request\.max\.bytes=1000/,
  ],
  'a frame of a negative size': ['ffffffff', /size -1/],
  'an empty frame': ['00000000', /./],
  'a frame without a whole header': ['00000003000300', /./],
  'an unknown API key': ['0000000a270f000000000001ffff', /API key 9999 version 0: it is unknown/],
  'an API key of controllers': ['0000000b0034000000000001ffff00', /Vote version 0.*not list/],
  'a version above those that are served': [
    '0000000b0003000e00000001ffff00',
    /Metadata version 14.*0 to 13/,
  ],
  'a negative version': ['0000000a0003ffff00000001ffff', /Metadata version -1/],
  'Produce version 2, which only ApiVersions knows': [
    '0000000a0000000200000001ffff',
    /Produce version 2.*3 to 13/,
  ],
  'a body that ends too early': ['0000000d0003000100000001ffff000000', /./],
  'a count of more topics than there are bytes': ['0000000e0003000100000001ffff7fffffff', /./],
  'a null where none may be': ['0000000e0013000200000001ffffffffffff', /./],
};

for (const [what, [hex, report]] of Object.entries(REFUSED)) {
  test(`${what} closes that connection, is reported, and harms no other`, async () => {
    const context = await BrokerContext.start({ config: { socketRequestMaxBytes: 1000 } });
    const other = context.connect();
    const client = context.connect();
    client.socket.send(Buffer.from(hex, 'hex'));
    assert.equal(client.socket.isClosed, true);
    assert.equal(client.socket.receive().byteLength, 0);
    assert.equal(context.reports.length, 1);
    assert.match(context.reports[0] ?? '', report);
    assert.match(context.reports[0] ?? '', /^Closing connection of virtual client: /);
    await assertServed(other);
    await assertServed(context.connect());
  });
}

test('what comes behind a malformed request is not looked at', async () => {
  const context = await BrokerContext.start();
  const client = context.connect();
  await createTopic(client, 'orders');
  const { bytes } = client.frame(PRODUCE, 9, produceRequest({ topic: 'orders' }, batchOf(['a'])));
  client.socket.send(Buffer.concat([Buffer.from('00000000', 'hex'), bytes, bytes]));
  client.socket.send(bytes);
  await context.settle();
  assert.equal(context.reports.length, 1);
  assert.equal(await produceValues(context.connect(), 'orders', ['b']), 0);
});

test('a response that cannot be written closes that connection and is reported', async () => {
  const context = await BrokerContext.start();
  const client = context.connect();
  // Bytes that are not UTF-8 become three bytes each, so that the name is too long to be repeated.
  const name = Buffer.alloc(20_000, 0xff);
  const { bytes } = client.frame(METADATA, 1, {
    ...defaultMetadataRequest,
    topics: [{ name: 'x'.repeat(name.byteLength), topicId: 'AAAAAAAAAAAAAAAAAAAAAA' }],
  });
  name.copy(bytes, bytes.byteLength - name.byteLength);
  client.socket.send(bytes);
  assert.equal(client.socket.isClosed, true);
  assert.match(context.reports[0] ?? '', /Metadata version 1.*cannot be written.*60000 bytes/);
  await assertServed(context.connect());
});

test('what waits for a connection is dropped when the client closes it', async () => {
  const context = await BrokerContext.start();
  const [first, second] = [context.connect(), context.connect()];
  await createTopic(first, 'orders');
  for (const client of [first, second]) client.send(FETCH, 12, longPoll('orders'));
  await context.settle();
  assert.equal(context.waitingTimers, 2);
  first.socket.close();
  assert.equal(context.waitingTimers, 1);
  second.socket.close();
  assert.equal(context.waitingTimers, 0);
});

test('a broker that shuts down closes its connections and drops what waits', async () => {
  const context = await BrokerContext.start();
  const client = context.connect();
  await createTopic(client, 'orders');
  client.send(FETCH, 12, longPoll('orders'));
  await context.settle();
  await context.stop();
  assert.equal(client.socket.isClosed, true);
  assert.equal(context.clock.timersCount, 0);
  assert.throws(() => context.connect(), { code: 'NETWORK_EXCEPTION' });
});
