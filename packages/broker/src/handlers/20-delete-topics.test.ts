import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ZERO_UUID } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import {
  defaultDeleteTopicsRequest,
  type DeleteTopicsRequest,
} from '@odradek/protocol/messages/20-delete-topics';
import { defaultMetadataRequest } from '@odradek/protocol/messages/03-metadata';

import { BrokerContext } from '../testing/broker-context.ts';
import { DELETE_TOPICS, FETCH, METADATA, PRODUCE } from '../testing/client-apis.ts';
import {
  createTopic,
  deleteTopic,
  fetchFrom,
  fetchValues,
  produceBatch,
  produceValues,
} from '../testing/operations.ts';
import { batchOf, fetchRequest, from, produceRequest } from '../testing/requests.ts';
import type { VirtualClient } from '../testing/virtual-client.ts';

const byName = (...names: string[]): DeleteTopicsRequest => ({
  ...defaultDeleteTopicsRequest,
  topics: names.map((name) => ({ name, topicId: ZERO_UUID })),
  topicNames: names,
});

async function topicNames(client: VirtualClient) {
  const request = { ...defaultMetadataRequest, topics: null };
  return (await client.request(METADATA, 12, request)).topics.map(({ name }) => name);
}

for (let version = 1; version <= 6; version++) {
  test(`DeleteTopics version ${version} answers each topic, and the others stay`, async () => {
    const client = (await BrokerContext.start()).connect();
    const topicId = await createTopic(client, 'orders', 2);
    await createTopic(client, 'clicks');
    const { responses } = await client.request(DELETE_TOPICS, version, byName('orders', 'nowhere'));
    assert.deepEqual(
      responses.map(({ name, errorCode }) => [name, errorCode]),
      [
        ['orders', ErrorCode.NONE],
        ['nowhere', ErrorCode.UNKNOWN_TOPIC_OR_PARTITION],
      ],
    );
    assert.equal(responses[0]?.topicId, version >= 6 ? topicId : ZERO_UUID);
    const message = 'This server does not host this topic-partition.';
    assert.equal(responses[1]?.errorMessage, version >= 5 ? message : null);
    assert.deepEqual(await topicNames(client), ['clicks']);
  });
}

test('a topic is deleted by its id', async () => {
  const client = (await BrokerContext.start()).connect();
  const topicId = await createTopic(client, 'orders');
  const request = { ...defaultDeleteTopicsRequest, topics: [{ name: null, topicId }] };
  const { responses } = await client.request(DELETE_TOPICS, 6, request);
  assert.deepEqual(responses, [{ name: 'orders', topicId, errorCode: 0, errorMessage: null }]);
  assert.deepEqual(await topicNames(client), []);
});

test('a topic that was deleted takes and gives no records, by name or by id', async () => {
  const client = (await BrokerContext.start()).connect();
  const topicId = await createTopic(client, 'orders');
  await produceValues(client, 'orders', ['a']);
  await deleteTopic(client, 'orders');
  assert.equal(
    (await fetchFrom(client, 'orders', 0)).errorCode,
    ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
  );
  const produced = produceRequest({ topicId }, batchOf(['b']));
  const { responses } = await client.request(PRODUCE, 13, produced);
  const errorCode = responses[0]?.partitionResponses[0]?.errorCode;
  assert.equal(errorCode, ErrorCode.UNKNOWN_TOPIC_ID);
});

test('the files of a deleted topic go after file.delete.delay.ms, and its name begins anew at offset 0', async () => {
  const context = await BrokerContext.start();
  const client = context.connect();
  await createTopic(client, 'orders');
  await produceValues(client, 'orders', ['old']);
  await deleteTopic(client, 'orders');
  const left = async (): Promise<readonly string[]> =>
    (await context.disk.list('/data'))
      .map(({ name }) => name)
      .filter((name) => name.startsWith('orders'));
  assert.match(String(await left()), /^orders-0\.[0-9a-f]{32}-delete$/);
  await context.advance(59_999);
  assert.equal((await left()).length, 1);
  await context.advance(1);
  assert.deepEqual(await left(), []);
  await createTopic(client, 'orders');
  assert.equal(await produceValues(client, 'orders', ['new']), 0);
  assert.deepEqual(await fetchValues(client, 'orders'), ['0:new']);
  await context.restart();
  assert.deepEqual(await fetchValues(context.connect(), 'orders'), ['0:new']);
});

test('a Fetch that waits is answered when its topic is deleted', async () => {
  const context = await BrokerContext.start();
  const [consumer, admin] = [context.connect(), context.connect()];
  await createTopic(admin, 'orders');
  const waiting = {
    ...fetchRequest({ topic: 'orders' }, [from(0)]),
    minBytes: 1,
    maxWaitMs: 60_000,
  };
  const sent = consumer.send(FETCH, 12, waiting);
  await context.settle();
  assert.equal(consumer.take(sent), undefined);
  await deleteTopic(admin, 'orders');
  const { responses } = await consumer.response(sent);
  const errorCode = responses[0]?.partitions[0]?.errorCode;
  assert.equal(errorCode, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
});

test('a deletion that was acknowledged survives a crash, ten times in a row', async () => {
  const context = await BrokerContext.start();
  for (let round = 0; round < 10; round++) {
    await createTopic(context.connect(), 'orders');
    await produceValues(context.connect(), 'orders', [`round ${round}`]);
    await deleteTopic(context.connect(), 'orders');
    await context.crash();
    assert.deepEqual(await topicNames(context.connect()), []);
    assert.deepEqual(context.reports, []);
  }
});

test('delete.topic.enable=false refuses every deletion', async () => {
  const client = (await BrokerContext.start({ config: { deleteTopicEnable: false } })).connect();
  await createTopic(client, 'orders');
  for (const [version, expected] of [
    [2, ErrorCode.INVALID_REQUEST],
    [3, ErrorCode.TOPIC_DELETION_DISABLED],
    [6, ErrorCode.TOPIC_DELETION_DISABLED],
  ] as const) {
    const { responses } = await client.request(DELETE_TOPICS, version, byName('orders'));
    assert.deepEqual(
      responses.map(({ name, errorCode }) => [name, errorCode]),
      [['orders', expected]],
    );
  }
  assert.deepEqual(await topicNames(client), ['orders']);
});

test('a deletion that a crash came into the middle of is finished at the next start', async () => {
  const context = await BrokerContext.start();
  await createTopic(context.connect(), 'orders', 3);
  for (const index of [0, 1, 2]) {
    await produceBatch(context.connect(), 'orders', batchOf([`record ${index}`]), index);
  }
  for (let work = 1; work <= 60; work++) {
    const client = context.connect();
    client.send(DELETE_TOPICS, 6, byName('orders'));
    await context.work(work);
    await context.crash();
    const isLeft = (await topicNames(context.connect())).includes('orders');
    const folders = (await context.disk.list('/data')).map(({ name }) => name);
    // What was being deleted has a name that no log is opened from.
    const left = folders.filter((name) => /^orders-\d$/.test(name));
    assert.equal(left.length, isLeft ? 3 : 0, `after ${work} steps: ${folders.join()}`);
    if (isLeft) continue;
    await createTopic(context.connect(), 'orders', 3);
    for (const index of [0, 1, 2]) {
      const { baseOffset } = await produceBatch(
        context.connect(),
        'orders',
        batchOf(['new']),
        index,
      );
      assert.equal(baseOffset, 0);
    }
  }
});

test('a folder that the metadata never knew is left alone and reported', async () => {
  const context = await BrokerContext.start();
  await context.disk.createDirectory('/data/letters-0');
  await context.restart();
  assert.match(
    context.reports.join(),
    /letters-0 is of a partition that the metadata does not know/,
  );
  assert.equal(await context.disk.exists('/data/letters-0'), true);
});
