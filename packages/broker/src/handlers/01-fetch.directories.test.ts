import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import type { FetchRequest, FetchResponse } from '@odradek/protocol/messages/01-fetch';

import { BrokerContext } from '../testing/broker-context.ts';
import { FETCH } from '../testing/client-apis.ts';
import { createTopic, produceBatch } from '../testing/operations.ts';
import { batchOf, fetchRequest, from, valuesIn } from '../testing/requests.ts';
import type { VirtualClient } from '../testing/virtual-client.ts';

const VERSION = 12;
const WAIT = { maxWaitMs: 60_000, minBytes: 1_000_000 };

/** A broker that has partition 0 of `orders` in `/a`, 1 in `/b`, 2 in `/c`, each with a record. */
async function withDirectories() {
  const context = await BrokerContext.start({ directories: ['/a', '/b', '/c'] });
  await createTopic(context.connect(), 'orders', 3);
  for (const partition of [0, 1, 2]) {
    await produceBatch(context.connect(), 'orders', batchOf(['a']), partition);
  }
  return context;
}

function send(
  client: VirtualClient,
  partitions: readonly number[],
  options: Partial<FetchRequest> = {},
) {
  const asked = partitions.map((partition) => from(0, partition));
  const request = fetchRequest({ topic: 'orders' }, asked, { ...WAIT, ...options });
  return client.send(FETCH, VERSION, request);
}

/** The disk of a partition's directory fails under an append. */
async function fail(context: BrokerContext, partition: number): Promise<void> {
  context.disk.failLater({ operation: 'datasync' });
  const batch = batchOf(['b']);
  const { errorCode } = await produceBatch(context.connect(), 'orders', batch, partition);
  assert.equal(errorCode, ErrorCode.KAFKA_STORAGE_ERROR);
}

function told(response: FetchResponse | undefined): readonly unknown[] | undefined {
  return response?.responses[0]?.partitions.map(({ partitionIndex, errorCode, records }) => {
    return [partitionIndex, errorCode, ...valuesIn(records)];
  });
}

const { NONE, KAFKA_STORAGE_ERROR } = ErrorCode;

test('a fetch that waits is answered when the log directory of one of its partitions fails', async () => {
  const context = await withDirectories();
  const client = context.connect();
  const sent = send(client, [0, 1, 2]);
  const elsewhere = context.connect();
  const sentElsewhere = send(elsewhere, [0, 2]);
  await context.settle();
  assert.equal(client.take(sent), undefined);
  await fail(context, 1);
  assert.deepEqual(told(client.take(sent)), [
    [0, NONE, '0:a'],
    [1, KAFKA_STORAGE_ERROR],
    [2, NONE, '0:a'],
  ]);
  assert.equal(elsewhere.take(sentElsewhere), undefined);
  assert.equal(context.waitingTimers, 1);
  await context.advance(WAIT.maxWaitMs);
  assert.deepEqual(told(elsewhere.take(sentElsewhere)), [
    [0, NONE, '0:a'],
    [2, NONE, '0:a'],
  ]);
});

test('a fetch that comes after the log directory has failed does not wait', async () => {
  const context = await withDirectories();
  await fail(context, 1);
  const client = context.connect();
  const response = await client.response(send(client, [1, 2]));
  assert.deepEqual(told(response), [
    [1, KAFKA_STORAGE_ERROR],
    [2, NONE, '0:a'],
  ]);
  assert.equal(context.waitingTimers, 0);
});

test('in a session the failure of a log directory is told in every answer, at once', async () => {
  const context = await withDirectories();
  const client = context.connect();
  const full = await client.response(send(client, [0, 1], { sessionEpoch: 0, maxWaitMs: 0 }));
  const { sessionId } = full;
  const next = (sessionEpoch: number) => {
    const options = { ...WAIT, sessionId, sessionEpoch };
    return client.send(FETCH, VERSION, { ...fetchRequest({}, [], options), topics: [] });
  };
  const waiting = next(1);
  await context.settle();
  assert.equal(client.take(waiting), undefined);
  await fail(context, 1);
  const expected = [
    [0, NONE, '0:a'],
    [1, KAFKA_STORAGE_ERROR],
  ];
  assert.deepEqual(told(client.take(waiting)), expected);
  const again = await client.response(next(2));
  assert.deepEqual(new Set(told(again)), new Set(expected));
  assert.equal(context.waitingTimers, 0);
});
