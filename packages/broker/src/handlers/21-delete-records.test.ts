import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import { defaultIncrementalAlterConfigsRequest } from '@odradek/protocol/messages/44-incremental-alter-configs';

import { BrokerContext } from '../testing/broker-context.ts';
import { DELETE_RECORDS, INCREMENTAL_ALTER_CONFIGS, LIST_OFFSETS } from '../testing/client-apis.ts';
import { createTopic, fetchFrom, fetchValues, produceValues } from '../testing/operations.ts';
import { listOffsetsRequest } from '../testing/requests.ts';
import type { VirtualClient } from '../testing/virtual-client.ts';

const EARLIEST = -2;

/** Partition 0 of `orders` has the offsets 0 to 3. */
async function withOrders() {
  const context = await BrokerContext.start();
  await createTopic(context.connect(), 'orders');
  for (const value of ['a', 'b', 'c', 'd']) {
    await produceValues(context.connect(), 'orders', [value]);
  }
  return context;
}

async function deleteBefore(
  client: VirtualClient,
  offset: number,
  { topic = 'orders', partitionIndex = 0, version = 2 } = {},
) {
  const topics = [{ name: topic, partitions: [{ partitionIndex, offset }] }];
  const request = { topics, timeoutMs: 1_000 };
  const response = await client.request(DELETE_RECORDS, version, request);
  const partition = response.topics[0]?.partitions[0];
  return [partition?.errorCode, partition?.lowWatermark];
}

async function earliest(client: VirtualClient) {
  const request = listOffsetsRequest('orders', [{ timestamp: EARLIEST }]);
  return (await client.request(LIST_OFFSETS, 7, request)).topics[0]?.partitions[0]?.offset;
}

for (let version = 0; version <= 2; version++) {
  test(`DeleteRecords version ${version} lets the log begin at the offset`, async () => {
    const client = (await withOrders()).connect();
    assert.deepEqual(await deleteBefore(client, 2, { version }), [ErrorCode.NONE, 2]);
    assert.equal(await earliest(client), 2);
    assert.deepEqual(await fetchValues(client, 'orders', 2), ['2:c', '3:d']);
    assert.equal((await fetchFrom(client, 'orders', 1)).errorCode, ErrorCode.OFFSET_OUT_OF_RANGE);
    assert.equal((await fetchFrom(client, 'orders', 2)).logStartOffset, 2);
  });
}

test('-1 deletes everything that consumers could read, and the offsets go on', async () => {
  const client = (await withOrders()).connect();
  assert.deepEqual(await deleteBefore(client, -1), [ErrorCode.NONE, 4]);
  assert.equal(await earliest(client), 4);
  assert.equal(await produceValues(client, 'orders', ['e']), 4);
});

test('an offset before the start of the log does nothing', async () => {
  const client = (await withOrders()).connect();
  await deleteBefore(client, 3);
  assert.deepEqual(await deleteBefore(client, 1), [ErrorCode.NONE, 3]);
});

for (const how of ['restart', 'crash'] as const) {
  test(`records that were deleted do not come back after a ${how}`, async () => {
    const context = await withOrders();
    await deleteBefore(context.connect(), 3);
    await context[how]();
    assert.equal(await earliest(context.connect()), 3);
    assert.deepEqual(await fetchValues(context.connect(), 'orders', 3), ['3:d']);
  });
}

for (const [what, offset, where, expected] of [
  ['an offset above the high watermark', 5, {}, ErrorCode.OFFSET_OUT_OF_RANGE],
  ['the offset -2', -2, {}, ErrorCode.OFFSET_OUT_OF_RANGE],
  ['a topic that is not there', 0, { topic: 'nowhere' }, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION],
  ['a partition that is not there', 0, { partitionIndex: 7 }, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION],
] as const) {
  test(`${what} is refused with error ${expected}`, async () => {
    const client = (await withOrders()).connect();
    assert.deepEqual(await deleteBefore(client, offset, where), [expected, -1]);
    assert.equal(await earliest(client), 0);
  });
}

test('the records of an internal topic are not deleted', async () => {
  const client = (await withOrders()).connect();
  await createTopic(client, '__consumer_offsets');
  const outcome = await deleteBefore(client, 0, { topic: '__consumer_offsets' });
  assert.deepEqual(outcome, [ErrorCode.INVALID_TOPIC_EXCEPTION, -1]);
});

test('a topic that is only compacted keeps its records', async () => {
  const client = (await withOrders()).connect();
  const policies = [
    ['compact', ErrorCode.POLICY_VIOLATION],
    ['compact,delete', ErrorCode.NONE],
  ] as const;
  for (const [value, expected] of policies) {
    const configs = [{ name: 'cleanup.policy', configOperation: 0, value }];
    await client.request(INCREMENTAL_ALTER_CONFIGS, 1, {
      ...defaultIncrementalAlterConfigsRequest,
      resources: [{ resourceType: 2, resourceName: 'orders', configs }],
    });
    assert.equal((await deleteBefore(client, 1))[0], expected);
  }
});
