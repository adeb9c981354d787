import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ZERO_UUID } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import {
  defaultMetadataRequest,
  type MetadataRequest,
} from '@odradek/protocol/messages/03-metadata';

import { BrokerContext } from '../testing/broker-context.ts';
import { METADATA } from '../testing/client-apis.ts';
import { createTopic, produceValues } from '../testing/operations.ts';
import type { VirtualClient } from '../testing/virtual-client.ts';

const NOT_ASKED = -2147483648;
const UNKNOWN_ID = 'nVJ1aXJhhNRtqLQ5qqbdKw';

function byName(names: readonly string[], options: Partial<MetadataRequest> = {}): MetadataRequest {
  const topics = names.map((name) => ({ name, topicId: ZERO_UUID }));
  return { ...defaultMetadataRequest, allowAutoTopicCreation: false, ...options, topics };
}

function byId(topicIds: readonly string[]): MetadataRequest {
  const topics = topicIds.map((topicId) => ({ name: null, topicId }));
  return { ...defaultMetadataRequest, topics };
}

async function withTopics(config = {}) {
  const context = await BrokerContext.start({ config });
  const client = context.connect();
  const orders = await createTopic(client, 'orders', 2);
  await createTopic(client, 'payments');
  return { context, client, orders };
}

for (let version = 0; version <= 13; version++) {
  test(`Metadata version ${version} describes the broker and the partitions of a topic`, async () => {
    const { client, orders } = await withTopics();
    const response = await client.request(METADATA, version, byName(['orders']));
    assert.deepEqual(response.brokers, [{ nodeId: 1, host: '10.0.0.7', port: 9092, rack: null }]);
    assert.equal(response.controllerId, version >= 1 ? 1 : -1);
    assert.equal(response.clusterId, version >= 2 ? 'MkU3OEVBNTcwNTJENDM2Qg' : null);
    const topic = response.topics[0];
    assert.equal(response.topics.length, 1);
    assert.equal(topic?.errorCode, ErrorCode.NONE);
    assert.equal(topic?.name, 'orders');
    assert.equal(topic?.topicId, version >= 10 ? orders : ZERO_UUID);
    assert.equal(topic?.isInternal, false);
    assert.deepEqual(
      topic?.partitions,
      [0, 1].map((partitionIndex) => ({
        errorCode: ErrorCode.NONE,
        partitionIndex,
        leaderId: 1,
        leaderEpoch: version >= 7 ? 0 : -1,
        replicaNodes: [1],
        isrNodes: [1],
        offlineReplicas: [],
      })),
    );
  });
}

function byText(left: string | null, right: string | null): number {
  return String(left).localeCompare(String(right));
}

test('in version 0 an empty list of topics means all of them', async () => {
  const { client } = await withTopics();
  const { topics } = await client.request(METADATA, 0, byName([]));
  assert.deepEqual(topics.map(({ name }) => name).toSorted(byText), ['orders', 'payments']);
});

test('from version 1 on no list means all topics and an empty one none', async () => {
  const { client } = await withTopics();
  for (let version = 1; version <= 13; version++) {
    const all = await client.request(METADATA, version, { ...byName([]), topics: null });
    assert.deepEqual(all.topics.map(({ name }) => name).toSorted(byText), ['orders', 'payments']);
    const none = await client.request(METADATA, version, byName([]));
    assert.deepEqual(none.topics, []);
    assert.equal(none.brokers.length, 1);
  }
});

test('the request for all topics creates none', async () => {
  const client = (await BrokerContext.start()).connect();
  const all = { ...defaultMetadataRequest, topics: null, allowAutoTopicCreation: true };
  assert.deepEqual((await client.request(METADATA, 12, all)).topics, []);
});

test('topics are found by id from version 12 on', async () => {
  const { client, orders } = await withTopics();
  for (const version of [12, 13]) {
    const { topics } = await client.request(METADATA, version, byId([orders, UNKNOWN_ID]));
    assert.equal(topics[0]?.name, 'orders');
    assert.equal(topics[0]?.partitions.length, 2);
    assert.equal(topics[1]?.errorCode, ErrorCode.UNKNOWN_TOPIC_ID);
    assert.equal(topics[1]?.name, null);
    assert.equal(topics[1]?.topicId, UNKNOWN_ID);
  }
});

test('a query by id or without a name is refused in versions 10 and 11, and the connection stays', async () => {
  const { client, orders } = await withTopics();
  for (const version of [10, 11]) {
    const { topics } = await client.request(METADATA, version, byId([orders]));
    assert.equal(topics[0]?.errorCode, ErrorCode.INVALID_REQUEST);
    assert.equal(topics[0]?.name, '');
    const both = { ...defaultMetadataRequest, topics: [{ name: 'orders', topicId: orders }] };
    const response = await client.request(METADATA, version, both);
    assert.equal(response.topics[0]?.errorCode, ErrorCode.INVALID_REQUEST);
    assert.equal(response.topics[0]?.name, 'orders');
  }
  assert.equal(client.socket.isClosed, false);
});

test('a topic that is asked for twice is answered once', async () => {
  const { client, orders } = await withTopics();
  const named = await client.request(
    METADATA,
    12,
    byName(['orders', 'nowhere', 'orders', 'nowhere']),
  );
  assert.deepEqual(
    named.topics.map(({ name }) => name),
    ['orders', 'nowhere'],
  );
  const identified = await client.request(METADATA, 12, byId([orders, orders]));
  assert.equal(identified.topics.length, 1);
});

for (const name of ['', '.', '..', 'no spaces', 'größe', 'x'.repeat(250)]) {
  test(`an invalid name is told apart from an unknown topic: "${name.slice(0, 20)}"`, async () => {
    const { client } = await withTopics();
    for (const allowAutoTopicCreation of [true, false]) {
      const request = byName([name, 'nowhere'], { allowAutoTopicCreation });
      const { topics } = await client.request(METADATA, 9, request);
      assert.equal(topics[0]?.errorCode, ErrorCode.INVALID_TOPIC_EXCEPTION);
      assert.equal(topics[0]?.name, name);
    }
  });
}

/** Asks until the topics are there, as clients do. */
async function askUntilCreated(
  context: BrokerContext,
  client: VirtualClient,
  version: number,
  request: MetadataRequest,
) {
  const first = await client.request(METADATA, version, request);
  for (const { errorCode, partitions } of first.topics) {
    assert.equal(errorCode, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    assert.deepEqual(partitions, []);
  }
  await context.settle();
  const { topics } = await client.request(METADATA, version, request);
  for (const { errorCode } of topics) assert.equal(errorCode, ErrorCode.NONE);
  return topics;
}

test('a topic that does not exist is created, and there when the client asks again', async () => {
  const context = await BrokerContext.start({ config: { numPartitions: 3 } });
  const client = context.connect();
  const request = byName(['fresh', 'second'], { allowAutoTopicCreation: true });
  const topics = await askUntilCreated(context, client, 12, request);
  assert.deepEqual(
    topics.map(({ partitions }) => partitions.length),
    [3, 3],
  );
  assert.equal(await produceValues(client, 'fresh', ['a']), 0);
});

test('a topic is created by versions that cannot forbid it', async () => {
  for (let version = 0; version <= 3; version++) {
    const context = await BrokerContext.start();
    const client = context.connect();
    const topics = await askUntilCreated(context, client, version, byName(['fresh']));
    assert.equal(topics[0]?.partitions.length, 1);
  }
});

test('a topic that many clients want at once is created once', async () => {
  const context = await BrokerContext.start();
  const clients = Array.from({ length: 5 }, () => context.connect());
  const request = byName(['fresh'], { allowAutoTopicCreation: true });
  const sent = clients.map((client) => client.send(METADATA, 12, request));
  const ids = new Set<string | undefined>();
  for (const [index, client] of clients.entries()) {
    if (sent[index] !== undefined) await client.response(sent[index]);
    await context.settle();
    const { topics } = await client.request(METADATA, 12, request);
    assert.equal(topics[0]?.errorCode, ErrorCode.NONE);
    ids.add(topics[0]?.topicId);
  }
  assert.equal(ids.size, 1);
  assert.deepEqual(context.reports, []);
});

test('the topics of coordinators are not created by asking for them', async () => {
  const client = (await BrokerContext.start()).connect();
  const request = byName(['__consumer_offsets'], { allowAutoTopicCreation: true });
  for (let times = 0; times < 2; times++) {
    const { topics } = await client.request(METADATA, 12, request);
    assert.equal(topics[0]?.errorCode, ErrorCode.COORDINATOR_NOT_AVAILABLE);
  }
});

for (const [why, config, allowAutoTopicCreation] of [
  ['the client forbids it', {}, false],
  ['auto.create.topics.enable=false', { autoCreateTopicsEnable: false }, true],
] as const) {
  test(`no topic is created if ${why}`, async () => {
    const { client } = await withTopics(config);
    for (const version of [4, 12]) {
      const request = byName(['fresh'], { allowAutoTopicCreation });
      const { topics } = await client.request(METADATA, version, request);
      assert.equal(topics[0]?.errorCode, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
      assert.equal(topics[0]?.topicId, ZERO_UUID);
    }
  });
}

test('a name that collides with a topic is not created, and the operator is told', async () => {
  const { context, client } = await withTopics();
  await createTopic(client, 'a.b');
  const request = byName(['a_b'], { allowAutoTopicCreation: true });
  for (let times = 0; times < 2; times++) {
    const { topics } = await client.request(METADATA, 12, request);
    assert.equal(topics[0]?.errorCode, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    await context.settle();
  }
  assert.match(context.reports[0] ?? '', /a_b .* collides with existing topic: a\.b/);
});

test('nobody gets at the log of the metadata by the name of a topic', async () => {
  const { client } = await withTopics();
  const request = byName(['__cluster_metadata'], { allowAutoTopicCreation: true });
  const { topics } = await client.request(METADATA, 12, request);
  assert.equal(topics[0]?.errorCode, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
  assert.deepEqual(topics[0]?.partitions, []);
});

test('internal topics are marked', async () => {
  const { client } = await withTopics();
  await createTopic(client, '__consumer_offsets');
  const { topics } = await client.request(METADATA, 12, byName(['__consumer_offsets', 'orders']));
  assert.deepEqual(
    topics.map(({ isInternal }) => isInternal),
    [true, false],
  );
});

test('authorized operations are told to who asks: all, without an authorizer', async () => {
  const { client } = await withTopics();
  const asks = byName(['orders', 'nowhere'], {
    includeTopicAuthorizedOperations: true,
    includeClusterAuthorizedOperations: true,
  });
  for (let version = 8; version <= 13; version++) {
    const response = await client.request(METADATA, version, asks);
    // READ, WRITE, CREATE, DELETE, ALTER, DESCRIBE, DESCRIBE_CONFIGS, ALTER_CONFIGS
    assert.equal(response.topics[0]?.topicAuthorizedOperations, 0b1101_1111_1000);
    assert.equal(response.topics[1]?.topicAuthorizedOperations, 0b1101_1111_1000);
    // CREATE, ALTER, DESCRIBE, CLUSTER_ACTION, DESCRIBE_CONFIGS, ALTER_CONFIGS, IDEMPOTENT_WRITE
    const cluster = version <= 10 ? 0b1_1111_1010_0000 : NOT_ASKED;
    assert.equal(response.clusterAuthorizedOperations, cluster);
    const silent = await client.request(METADATA, version, byName(['orders']));
    assert.equal(silent.topics[0]?.topicAuthorizedOperations, NOT_ASKED);
    assert.equal(silent.clusterAuthorizedOperations, NOT_ASKED);
  }
});

test('a topic that cannot be created because the disk fails is unknown, and the operator is told', async () => {
  const { context, client } = await withTopics();
  context.disk.failLater({ operation: 'datasync' });
  const request = byName(['fresh', 'orders'], { allowAutoTopicCreation: true });
  const { topics } = await client.request(METADATA, 12, request);
  assert.deepEqual(
    topics.map(({ errorCode }) => errorCode),
    [ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, ErrorCode.NONE],
  );
  await context.settle();
  assert.match(context.reports[0] ?? '', /Auto-creation of topics failed/);
});

test('the address that is advertised is told, not the one that was dialled', async () => {
  const advertised = { host: 'broker.example.com', port: 19_092 };
  const context = await BrokerContext.start({ advertised, config: { brokerRack: 'a' } });
  const { brokers } = await context.connect().request(METADATA, 12, defaultMetadataRequest);
  assert.deepEqual(brokers, [{ nodeId: 1, ...advertised, rack: 'a' }]);
});

test('if any topic is asked for by id, only ids count, each once', async () => {
  const { client } = await withTopics();
  const all = await client.request(METADATA, 12, byName(['orders']));
  const topicId = all.topics[0]?.topicId ?? '';
  const topics = [
    { name: 'nowhere', topicId },
    { name: null, topicId },
    { name: 'orders', topicId: ZERO_UUID },
  ];
  const response = await client.request(METADATA, 12, { ...byName([]), topics });
  assert.deepEqual(
    response.topics.map(({ name, errorCode }) => [name, errorCode]),
    [['orders', ErrorCode.NONE]],
  );
});

test('a topic whose partitions are still being hosted has no leaders yet', async () => {
  const context = await BrokerContext.start();
  const client = context.connect();
  const request = byName(['fresh'], { allowAutoTopicCreation: true });
  await client.request(METADATA, 12, request);
  const seen = new Set<string>();
  for (let step = 0; step < 400; step++) {
    const sent = client.send(METADATA, 12, request);
    await context.work(1);
    const [topic] = client.take(sent)?.topics ?? [];
    const partition = topic?.partitions[0];
    if (topic !== undefined) {
      seen.add(`${topic.errorCode} ${partition?.errorCode} ${partition?.leaderId}`);
    }
    if (partition?.leaderId === 1) break;
  }
  assert.deepEqual([...seen], ['3 undefined undefined', '0 5 -1', '0 0 1']);
});

test('a client that asks over and over for what cannot be created does not flood the operator', async () => {
  const { context, client } = await withTopics();
  await createTopic(client, 'a.b');
  const request = byName(['a_b'], { allowAutoTopicCreation: true });
  for (let times = 0; times < 30; times++) {
    await client.request(METADATA, 12, request);
    await context.settle();
  }
  assert.equal(context.reports.length, 10);
});
