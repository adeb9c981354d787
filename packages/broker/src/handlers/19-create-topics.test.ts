import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ZERO_UUID } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import { defaultMetadataRequest } from '@odradek/protocol/messages/03-metadata';

import { BrokerContext } from '../testing/broker-context.ts';
import { CREATE_TOPICS, METADATA } from '../testing/client-apis.ts';
import {
  createTopic,
  fetchValues,
  produceBatch,
  produceValues,
  tryCreateTopic,
} from '../testing/operations.ts';
import { batchOf, createTopicsRequest } from '../testing/requests.ts';
import type { VirtualClient } from '../testing/virtual-client.ts';

async function describedTopics(client: VirtualClient) {
  const request = { ...defaultMetadataRequest, topics: null };
  const { topics } = await client.request(METADATA, 12, request);
  return topics.map(({ name, topicId, partitions }) => ({
    name,
    topicId,
    partitions: partitions.length,
  }));
}

for (let version = 2; version <= 7; version++) {
  test(`CreateTopics version ${version} creates topics that can be used at once`, async () => {
    const client = (await BrokerContext.start()).connect();
    const request = createTopicsRequest([
      { name: 'orders', numPartitions: 3, replicationFactor: 1 },
      { name: 'payments', numPartitions: 1, replicationFactor: 1 },
    ]);
    const { topics, throttleTimeMs } = await client.request(CREATE_TOPICS, version, request);
    assert.equal(throttleTimeMs, 0);
    assert.deepEqual(
      topics.map(({ name }) => name),
      ['orders', 'payments'],
    );
    for (const topic of topics) {
      assert.equal(topic.errorCode, ErrorCode.NONE);
      assert.equal(topic.errorMessage, null);
      assert.equal(topic.replicationFactor, version >= 5 ? 1 : -1);
      assert.notEqual(topic.topicId === ZERO_UUID, version >= 7);
    }
    assert.equal(topics[0]?.numPartitions, version >= 5 ? 3 : -1);
    assert.equal(await produceValues(client, 'payments', ['a']), 0);
  });
}

test('what is left to the broker is num.partitions and default.replication.factor', async () => {
  const context = await BrokerContext.start({ config: { numPartitions: 7 } });
  const { numPartitions, replicationFactor } = await tryCreateTopic(context.connect(), {
    name: 'orders',
  });
  assert.deepEqual([numPartitions, replicationFactor], [7, 1]);
});

test('validateOnly answers as if it created the topics, and creates none', async () => {
  const client = (await BrokerContext.start()).connect();
  const request = createTopicsRequest([{ name: 'orders', numPartitions: 2 }, { name: 'a b' }]);
  const { topics } = await client.request(CREATE_TOPICS, 7, { ...request, validateOnly: true });
  assert.equal(topics[0]?.errorCode, ErrorCode.NONE);
  assert.equal(topics[0]?.numPartitions, 2);
  assert.equal(topics[1]?.errorCode, ErrorCode.INVALID_TOPIC_EXCEPTION);
  assert.deepEqual(await describedTopics(client), []);
});

test('one topic that is refused does not keep the others from being created', async () => {
  const client = (await BrokerContext.start()).connect();
  const request = createTopicsRequest([{ name: 'bad name' }, { name: 'orders' }]);
  const { topics } = await client.request(CREATE_TOPICS, 7, request);
  assert.deepEqual(
    topics.map(({ errorCode, numPartitions }) => [errorCode, numPartitions]),
    [
      [ErrorCode.INVALID_TOPIC_EXCEPTION, -1],
      [ErrorCode.NONE, 1],
    ],
  );
});

test('a name that is in use is refused, also while it is being created', async () => {
  const client = (await BrokerContext.start()).connect();
  const request = createTopicsRequest([{ name: 'orders' }]);
  const [first, second] = [1, 2].map(() => client.send(CREATE_TOPICS, 7, request));
  assert(first !== undefined && second !== undefined);
  assert.equal((await client.response(first)).topics[0]?.errorCode, ErrorCode.NONE);
  const again = (await client.response(second)).topics[0];
  assert.equal(again?.errorCode, ErrorCode.TOPIC_ALREADY_EXISTS);
  assert.match(again?.errorMessage ?? '', /Topic 'orders' already exists/);
});

test('an empty request is answered with nothing', async () => {
  const client = (await BrokerContext.start()).connect();
  const { topics } = await client.request(CREATE_TOPICS, 7, createTopicsRequest([]));
  assert.deepEqual(topics, []);
});

test('names of the greatest length that stand twice are answered although they are long', async () => {
  const client = (await BrokerContext.start()).connect();
  const name = 'x'.repeat(32_767);
  const request = createTopicsRequest([{ name }, { name }]);
  const { topics } = await client.request(CREATE_TOPICS, 7, request);
  assert.equal(topics.length, 1);
  assert.equal(topics[0]?.errorCode, ErrorCode.INVALID_REQUEST);
});

test('more partitions than one request may create are refused before they take memory', async () => {
  const client = (await BrokerContext.start()).connect();
  const refused = await tryCreateTopic(client, { name: 'orders', numPartitions: 2_147_483_647 });
  assert.equal(refused.errorCode, ErrorCode.POLICY_VIOLATION);
  const request = createTopicsRequest([{ name: 'a', numPartitions: 9_999 }, { name: 'b' }]);
  const { topics } = await client.request(CREATE_TOPICS, 7, request);
  assert.deepEqual(
    topics.map(({ errorCode }) => errorCode),
    [0, 0],
  );
});

test('the log of the metadata cannot be created as a topic', async () => {
  const client = (await BrokerContext.start()).connect();
  const { errorCode } = await tryCreateTopic(client, { name: '__cluster_metadata' });
  assert.equal(errorCode, ErrorCode.INVALID_REQUEST);
});

test('topics survive an orderly restart with their ids and partitions', async () => {
  const context = await BrokerContext.start();
  await createTopic(context.connect(), 'orders', 3);
  await createTopic(context.connect(), 'payments', 1);
  const before = await describedTopics(context.connect());
  await context.restart();
  assert.deepEqual(await describedTopics(context.connect()), before);
  const { errorCode } = await tryCreateTopic(context.connect(), { name: 'orders' });
  assert.equal(errorCode, ErrorCode.TOPIC_ALREADY_EXISTS);
  assert.equal(await produceValues(context.connect(), 'orders', ['a']), 0);
});

test('topics whose creation was acknowledged survive a crash, ten times in a row', async () => {
  const context = await BrokerContext.start();
  for (let round = 0; round < 10; round++) {
    await createTopic(context.connect(), `orders-${round}`, 2);
    const before = await describedTopics(context.connect());
    assert.equal(before.length, round + 1);
    await produceValues(context.connect(), `orders-${round}`, [`value ${round}`]);
    await context.crash();
    assert.deepEqual(await describedTopics(context.connect()), before);
    for (let earlier = 0; earlier <= round; earlier++) {
      const values = await fetchValues(context.connect(), `orders-${earlier}`);
      assert.deepEqual(values, [`0:value ${earlier}`]);
    }
  }
});

test('a topic is neither answered nor shown before its records are synced', async () => {
  const context = await BrokerContext.start();
  await createTopic(context.connect(), 'first');
  context.holdSyncs();
  const client = context.connect();
  const sent = client.send(CREATE_TOPICS, 7, createTopicsRequest([{ name: 'orders' }]));
  await context.settle();
  assert.equal(client.take(sent), undefined);
  const shown = await describedTopics(context.connect());
  assert.deepEqual(
    shown.map(({ name }) => name),
    ['first'],
  );
  context.releaseSyncs();
  assert.equal((await client.response(sent)).topics[0]?.errorCode, ErrorCode.NONE);
});

test('a topic whose records cannot be written is refused with the reason, and so is every later one', async () => {
  const context = await BrokerContext.start();
  const client = context.connect();
  await createTopic(client, 'first');
  context.disk.failLater({ operation: 'datasync' });
  for (const name of ['orders', 'payments']) {
    const refused = await tryCreateTopic(client, { name });
    assert.equal(refused.errorCode, ErrorCode.KAFKA_STORAGE_ERROR);
    assert.match(refused.errorMessage ?? '', /__cluster_metadata-0 is offline.*EIO/);
  }
  assert.equal(context.reports.length, 2);
  const shown = await describedTopics(client);
  assert.deepEqual(
    shown.map(({ name }) => name),
    ['first'],
  );
  const { errorCode } = await produceBatch(client, 'first', batchOf(['a']));
  assert.equal(errorCode, ErrorCode.KAFKA_STORAGE_ERROR);
});
