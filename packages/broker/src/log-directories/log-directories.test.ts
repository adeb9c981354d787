import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import { defaultMetadataRequest } from '@odradek/protocol/messages/03-metadata';
import { defaultDescribeTopicPartitionsRequest } from '@odradek/protocol/messages/75-describe-topic-partitions';

import { BrokerContext } from '../testing/broker-context.ts';
import {
  DESCRIBE_TOPIC_PARTITIONS,
  FETCH,
  LIST_OFFSETS,
  METADATA,
} from '../testing/client-apis.ts';
import { createTopic, deleteTopic, fetchFrom, produceBatch } from '../testing/operations.ts';
import { batchOf, fetchRequest, from, listOffsetsRequest } from '../testing/requests.ts';
import type { VirtualClient } from '../testing/virtual-client.ts';

const DIRECTORIES = ['/a', '/b', '/c'];

function start(): Promise<BrokerContext> {
  return BrokerContext.start({ directories: DIRECTORIES });
}

async function foldersIn(context: BrokerContext, directory: string): Promise<readonly string[]> {
  const entries = await context.disk.list(directory);
  const folders = entries.filter(({ type }) => type === 'directory').map(({ name }) => name);
  return folders.filter((name) => !/^__|-delete$/.test(name)).sort();
}

/** Produces to each partition, and answers the error codes. */
async function produceToEach(client: VirtualClient, topic: string, count: number) {
  const codes: number[] = [];
  for (let partition = 0; partition < count; partition++) {
    codes.push((await produceBatch(client, topic, batchOf(['a']), partition)).errorCode);
  }
  return codes;
}

async function described(client: VirtualClient, topic: string) {
  const topics = [{ name: topic, topicId: '' }];
  const metadata = await client.request(METADATA, 9, { ...defaultMetadataRequest, topics });
  return (metadata.topics[0]?.partitions ?? []).map(
    ({ errorCode, leaderId, isrNodes, offlineReplicas }) => ({
      errorCode,
      leaderId,
      isrNodes,
      offlineReplicas,
    }),
  );
}

const ONLINE = { errorCode: ErrorCode.NONE, leaderId: 1, isrNodes: [1], offlineReplicas: [] };
const OFFLINE = {
  errorCode: ErrorCode.LEADER_NOT_AVAILABLE,
  leaderId: -1,
  isrNodes: [1],
  offlineReplicas: [1],
};
const { NONE, KAFKA_STORAGE_ERROR } = ErrorCode;

/** A broker that has partition 0 of `orders` in `/a`, 1 in `/b`, 2 in `/c`, each with a record. */
async function withOrders(): Promise<{ context: BrokerContext; client: VirtualClient }> {
  const context = await start();
  const client = context.connect();
  await createTopic(client, 'orders', 3);
  assert.deepEqual(await produceToEach(client, 'orders', 3), [NONE, NONE, NONE]);
  return { context, client };
}

test('each new partition goes to the directory with the fewest, also of several in one request', async () => {
  const { context, client } = await withOrders();
  await createTopic(client, 'payments', 4);
  await produceToEach(client, 'payments', 4);
  assert.deepEqual(await foldersIn(context, '/a'), ['orders-0', 'payments-0', 'payments-3']);
  assert.deepEqual(await foldersIn(context, '/b'), ['orders-1', 'payments-1']);
  assert.deepEqual(await foldersIn(context, '/c'), ['orders-2', 'payments-2']);
  await deleteTopic(client, 'payments');
  await createTopic(client, 'later');
  await produceToEach(client, 'later', 1);
  assert.deepEqual(await foldersIn(context, '/a'), ['later-0', 'orders-0']);
});

test('a directory that fails takes only its partitions offline, and the broker goes on', async () => {
  const { context, client } = await withOrders();
  const waiting = client.send(FETCH, 12, {
    ...fetchRequest({ topic: 'orders' }, [{ ...from(1), partition: 1 }]),
    maxWaitMs: 10_000,
    minBytes: 1,
  });
  await context.settle();
  context.disk.failLater({ operation: 'datasync' });
  const { errorCode } = await produceBatch(context.connect(), 'orders', batchOf(['b']), 1);
  assert.equal(errorCode, KAFKA_STORAGE_ERROR);
  const { responses } = await client.response(waiting);
  assert.equal(responses[0]?.partitions[0]?.errorCode, KAFKA_STORAGE_ERROR);
  assert.deepEqual(context.fatalErrors, []);
  assert.deepEqual(await described(client, 'orders'), [ONLINE, OFFLINE, ONLINE]);
  assert.deepEqual(await produceToEach(client, 'orders', 3), [NONE, KAFKA_STORAGE_ERROR, NONE]);
  const page = await client.request(DESCRIBE_TOPIC_PARTITIONS, 0, {
    ...defaultDescribeTopicPartitionsRequest,
    topics: [{ name: 'orders' }],
  });
  assert.deepEqual(
    page.topics[0]?.partitions.map(({ leaderId, errorCode: code, offlineReplicas }) => {
      return [leaderId, code, offlineReplicas];
    }),
    [
      [1, NONE, []],
      [-1, ErrorCode.LEADER_NOT_AVAILABLE, [1]],
      [1, NONE, []],
    ],
  );
  await createTopic(client, 'payments', 2);
  assert.deepEqual(await produceToEach(client, 'payments', 2), [NONE, NONE]);
  assert.deepEqual(await foldersIn(context, '/b'), ['orders-1']);
  const offline = context.events.filter(({ type }) => type === 'log-directory-offline');
  assert.equal(offline.length, 1);
});

test('the broker cannot go on without the directory of the metadata, nor without any', async () => {
  const { context, client } = await withOrders();
  for (const [partition, fatal] of [
    [2, 0],
    [1, 0],
    [0, 1],
  ] as const) {
    context.disk.failLater({ operation: 'datasync' });
    const { errorCode } = await produceBatch(client, 'orders', batchOf(['b']), partition);
    assert.equal(errorCode, KAFKA_STORAGE_ERROR);
    assert.equal(context.fatalErrors.length, fatal);
  }
});

test('what a directory has that cannot be used at the start is offline, and nowhere else', async () => {
  const { context, client } = await withOrders();
  await createTopic(client, 'empty', 3);
  await context.stop();
  context.unusable.add('/b');
  await context.startAgain();
  const again = context.connect();
  assert.deepEqual(await described(again, 'orders'), [ONLINE, OFFLINE, ONLINE]);
  assert.deepEqual(await described(again, 'empty'), [ONLINE, OFFLINE, ONLINE]);
  assert.deepEqual(await produceToEach(again, 'orders', 3), [NONE, KAFKA_STORAGE_ERROR, NONE]);
  assert.deepEqual(await produceToEach(again, 'empty', 3), [NONE, KAFKA_STORAGE_ERROR, NONE]);
  await context.stop();
  context.unusable.clear();
  await context.startAgain();
  const back = context.connect();
  assert.deepEqual(await described(back, 'orders'), [ONLINE, ONLINE, ONLINE]);
  assert.deepEqual(await produceToEach(back, 'empty', 3), [NONE, NONE, NONE]);
  assert.deepEqual(await foldersIn(context, '/b'), ['empty-1', 'orders-1']);
});

test('one directory that is left of two has not what the other has, nor is it said to', async () => {
  const context = await BrokerContext.start({ directories: ['/a', '/b'] });
  await createTopic(context.connect(), 'orders', 2);
  await produceToEach(context.connect(), 'orders', 2);
  await context.stop();
  context.unusable.add('/b');
  await context.startAgain();
  assert.deepEqual(await described(context.connect(), 'orders'), [ONLINE, OFFLINE]);
  assert.deepEqual(await produceToEach(context.connect(), 'orders', 2), [
    NONE,
    KAFKA_STORAGE_ERROR,
  ]);
  await context.stop();
  context.unusable.clear();
  await context.startAgain();
  assert.deepEqual(await described(context.connect(), 'orders'), [ONLINE, ONLINE]);
  assert.equal((await fetchFrom(context.connect(), 'orders', 0)).errorCode, NONE);
  assert.deepEqual(await foldersIn(context, '/b'), ['orders-1']);
});

test('a topic that is deleted and comes back while a directory is offline is not mixed with the old one', async () => {
  const { context } = await withOrders();
  await context.stop();
  context.unusable.add('/b');
  await context.startAgain();
  await deleteTopic(context.connect(), 'orders');
  await createTopic(context.connect(), 'orders', 2);
  assert.deepEqual(await produceToEach(context.connect(), 'orders', 2), [NONE, NONE]);
  assert.deepEqual(await foldersIn(context, '/c'), ['orders-1']);
  await context.stop();
  context.unusable.clear();
  await context.startAgain();
  assert.deepEqual(await foldersIn(context, '/b'), []);
  assert.equal((await fetchFrom(context.connect(), 'orders', 0)).errorCode, NONE);
  assert.deepEqual(await produceToEach(context.connect(), 'orders', 2), [NONE, NONE]);
  assert.deepEqual(await foldersIn(context, '/c'), ['orders-1']);
});

async function move(context: BrokerContext, source: string, target: string, isCopy = false) {
  const { disk } = context;
  await disk.createDirectory(target);
  for (const { name } of await disk.list(source)) {
    await disk.writeWhole(`${target}/${name}`, await disk.readWhole(`${source}/${name}`));
  }
  if (!isCopy) await disk.remove(source);
}

test('a folder that was moved to another directory is served there, and offline with it', async () => {
  const { context } = await withOrders();
  await context.stop();
  await move(context, '/b/orders-1', '/c/orders-1');
  await context.startAgain();
  const client = context.connect();
  assert.deepEqual(await described(client, 'orders'), [ONLINE, ONLINE, ONLINE]);
  assert.deepEqual(await produceToEach(client, 'orders', 3), [NONE, NONE, NONE]);
  await context.stop();
  context.unusable.add('/c');
  await context.startAgain();
  assert.deepEqual(await described(context.connect(), 'orders'), [ONLINE, OFFLINE, OFFLINE]);
});

test('a partition in two directories refuses the start, and both are named', async () => {
  const { context } = await withOrders();
  await context.stop();
  await move(context, '/b/orders-1', '/c/orders-1', true);
  await assert.rejects(context.startAgain(), {
    code: 'KAFKA_STORAGE_ERROR',
    message:
      /^Duplicate log directories for orders-1 are found in both \/b\/orders-1 and \/c\/orders-1/,
  });
});

test('a partition whose folder is gone is offline, never empty, and the others of its directory are not', async () => {
  const { context } = await withOrders();
  await context.stop();
  await context.disk.remove('/b/orders-1');
  await context.startAgain();
  assert.deepEqual(await produceToEach(context.connect(), 'orders', 3), [
    NONE,
    KAFKA_STORAGE_ERROR,
    NONE,
  ]);
});

test('the metadata in another directory than it is looked for refuses the start', async () => {
  const { context } = await withOrders();
  await context.stop();
  await move(context, '/a/__cluster_metadata-0', '/b/__cluster_metadata-0');
  await assert.rejects(context.startAgain(), {
    code: 'INVALID_CONFIG',
    message: /^The metadata of the cluster is in \/b, but is looked for in \/a/,
  });
});

test('a topic that comes back may go where another of its name was that was moved away', async () => {
  const { context } = await withOrders();
  await context.stop();
  await move(context, '/b/orders-1', '/c/orders-1');
  await context.startAgain();
  await deleteTopic(context.connect(), 'orders');
  await createTopic(context.connect(), 'orders', 3);
  assert.deepEqual(await produceToEach(context.connect(), 'orders', 3), [NONE, NONE, NONE]);
  assert.deepEqual(await foldersIn(context, '/b'), ['orders-1']);
  await context.restart();
  assert.deepEqual(await produceToEach(context.connect(), 'orders', 3), [NONE, NONE, NONE]);
});

test('what was known of a folder does not count when it comes back from another directory', async () => {
  const { context } = await withOrders();
  await context.stop();
  await move(context, '/b/orders-1', '/c/orders-1');
  await context.startAgain();
  await produceToEach(context.connect(), 'orders', 3);
  await context.stop();
  await move(context, '/c/orders-1', '/b/orders-1');
  await context.startAgain();
  const partitions = [{ partitionIndex: 1, timestamp: -1 }];
  const request = listOffsetsRequest('orders', partitions);
  const { topics } = await context.connect().request(LIST_OFFSETS, 8, request);
  assert.equal(topics[0]?.partitions[0]?.offset, 2);
});
