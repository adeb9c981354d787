import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ZERO_UUID } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import type { ListOffsetsPartitionResponse } from '@odradek/protocol/messages/02-list-offsets';
import { defaultMetadataRequest } from '@odradek/protocol/messages/03-metadata';
import { defaultDeleteTopicsRequest } from '@odradek/protocol/messages/20-delete-topics';
import {
  defaultDeleteRecordsPartition,
  defaultDeleteRecordsRequest,
  defaultDeleteRecordsTopic,
} from '@odradek/protocol/messages/21-delete-records';

import { BrokerContext } from '../testing/broker-context.ts';
import {
  DELETE_RECORDS,
  DELETE_TOPICS,
  INCREMENTAL_ALTER_CONFIGS,
  LIST_OFFSETS,
  METADATA,
} from '../testing/client-apis.ts';
import { createTopic, fetchValues, produceBatch, produceValues } from '../testing/operations.ts';
import { batchOf, listOffsetsRequest } from '../testing/requests.ts';
import type { VirtualClient } from '../testing/virtual-client.ts';

const LATEST = -1;
const EARLIEST = -2;
const MAX_TIMESTAMP = -3;

/** Topics orders and payments of three partitions; partition 0 of both has records. */
async function withRecords(): Promise<BrokerContext> {
  const context = await BrokerContext.start();
  const client = context.connect();
  for (const topic of ['orders', 'payments']) {
    await createTopic(client, topic, 3);
    assert.equal(await produceValues(client, topic, ['a', 'b']), 0);
  }
  return context;
}

async function list(
  client: VirtualClient,
  timestamp: number,
  partitionIndex = 0,
): Promise<ListOffsetsPartitionResponse> {
  const request = listOffsetsRequest('orders', [{ partitionIndex, timestamp }]);
  const { topics } = await client.request(LIST_OFFSETS, 8, request);
  const response = topics[0]?.partitions[0];
  assert(response !== undefined);
  assert.equal(response.errorCode, ErrorCode.NONE);
  return response;
}

async function ends(client: VirtualClient, partition = 0): Promise<readonly number[][]> {
  const answers = [await list(client, EARLIEST, partition), await list(client, LATEST, partition)];
  return answers.map(({ offset, leaderEpoch }) => [offset, leaderEpoch]);
}

test('a start opens no log, and Metadata and the ends of logs are answered without', async () => {
  const context = await withRecords();
  const before = [await ends(context.connect()), await ends(context.connect(), 1)];
  await context.restart();
  const client = context.connect();
  const { topics } = await client.request(METADATA, 12, {
    ...defaultMetadataRequest,
    topics: null,
  });
  const errors = topics.flatMap(({ partitions }) => partitions.map(({ errorCode }) => errorCode));
  assert.deepEqual(errors, Array(6).fill(ErrorCode.NONE));
  assert.deepEqual([await ends(client), await ends(client, 1)], before);
  assert.deepEqual(context.openLogs, []);
});

test('the ends of a log that is open are those that were known before', async () => {
  const context = await withRecords();
  await context.restart();
  const client = context.connect();
  const known = [await ends(client), await ends(client, 1)];
  assert.equal((await list(client, MAX_TIMESTAMP)).offset, 1);
  assert.equal((await list(client, MAX_TIMESTAMP, 1)).offset, -1);
  assert.deepEqual(context.openLogs, ['orders-0', 'orders-1']);
  assert.deepEqual([await ends(client), await ends(client, 1)], known);
});

test('a Fetch, a Produce and a DeleteRecords open the logs that they name', async () => {
  const context = await withRecords();
  await context.restart();
  const client = context.connect();
  assert.deepEqual(await fetchValues(client, 'orders'), ['0:a', '1:b']);
  assert.deepEqual(context.openLogs, ['orders-0']);
  assert.equal((await produceBatch(client, 'orders', batchOf(['c']), 2)).baseOffset, 0);
  assert.deepEqual(context.openLogs, ['orders-0', 'orders-2']);
  const partitions = [{ ...defaultDeleteRecordsPartition, partitionIndex: 0, offset: 1 }];
  const topics = [{ ...defaultDeleteRecordsTopic, name: 'payments', partitions }];
  await client.request(DELETE_RECORDS, 2, { ...defaultDeleteRecordsRequest, topics });
  assert.deepEqual(context.openLogs, ['orders-0', 'orders-2', 'payments-0']);
});

test('what was sent behind a Produce that opens a log is appended behind it', async () => {
  const context = await withRecords();
  await context.restart();
  const client = context.connect();
  const sent = ['c', 'd', 'e'].map((value) => produceValues(client, 'orders', [value]));
  assert.deepEqual(await Promise.all(sent), [2, 3, 4]);
  assert.deepEqual(await fetchValues(client, 'orders', 2), ['2:c', '3:d', '4:e']);
});

test('after a crash the logs that were written to are opened when their ends are asked for', async () => {
  const context = await withRecords();
  await context.restart();
  await produceValues(context.connect(), 'orders', ['c']);
  await context.crash();
  const client = context.connect();
  assert.deepEqual(context.openLogs, []);
  assert.equal((await list(client, LATEST)).offset, 3);
  assert.deepEqual(context.openLogs, ['orders-0']);
});

test('a broker that opened no log stops in order, and is started again', async () => {
  const context = await withRecords();
  for (let times = 0; times < 3; times++) await context.restart();
  assert.equal(await context.disk.exists('/data/.kafka_cleanshutdown'), false);
  await context.stop();
  assert.equal(await context.disk.exists('/data/.kafka_cleanshutdown'), true);
});

test('a topic that is deleted before its logs were opened is gone, and its name is free', async () => {
  const context = await withRecords();
  await context.restart();
  const client = context.connect();
  const topics = [{ name: 'orders', topicId: ZERO_UUID }];
  await client.request(DELETE_TOPICS, 6, { ...defaultDeleteTopicsRequest, topics });
  await createTopic(client, 'orders');
  assert.equal(await produceValues(client, 'orders', ['c']), 0);
  await context.restart();
  assert.deepEqual(await fetchValues(context.connect(), 'orders'), ['0:c']);
});

const MINUTE_MS = 60_000;
const TOPIC = 2;

async function setRetention(client: VirtualClient, topic: string, ms: number): Promise<void> {
  const configs = [{ name: 'retention.ms', configOperation: 0, value: String(ms) }];
  const resources = [{ resourceType: TOPIC, resourceName: topic, configs }];
  const request = { resources, validateOnly: false };
  const { responses } = await client.request(INCREMENTAL_ALTER_CONFIGS, 1, request);
  assert.equal(responses[0]?.errorCode, ErrorCode.NONE);
}

test('a log that only retention has opened follows the settings of its topic', async () => {
  const context = await BrokerContext.start();
  await createTopic(context.connect(), 'orders');
  await setRetention(context.connect(), 'orders', 8 * MINUTE_MS);
  await produceBatch(context.connect(), 'orders', batchOf(['a'], context.clock.now()));
  await context.crash();
  await context.advance(5 * MINUTE_MS);
  assert.deepEqual(context.openLogs, ['orders-0']);
  await setRetention(context.connect(), 'orders', 7 * 24 * 60 * MINUTE_MS);
  await context.advance(5 * MINUTE_MS);
  assert.deepEqual(await fetchValues(context.connect(), 'orders'), ['0:a']);
});
