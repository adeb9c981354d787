import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import {
  type CreatePartitionsRequest,
  defaultCreatePartitionsRequest,
} from '@odradek/protocol/messages/37-create-partitions';
import { defaultMetadataRequest } from '@odradek/protocol/messages/03-metadata';

import { BrokerContext } from '../testing/broker-context.ts';
import { CREATE_PARTITIONS, METADATA } from '../testing/client-apis.ts';
import { createTopic, produceBatch } from '../testing/operations.ts';
import { batchOf } from '../testing/requests.ts';
import type { VirtualClient } from '../testing/virtual-client.ts';

const to = (name: string, count: number): CreatePartitionsRequest => ({
  ...defaultCreatePartitionsRequest,
  topics: [{ name, count, assignments: null }],
});

async function partitionsOf(client: VirtualClient, name: string) {
  const request = { ...defaultMetadataRequest, topics: null };
  const { topics } = await client.request(METADATA, 12, request);
  return topics.find((topic) => topic.name === name)?.partitions.length;
}

for (let version = 0; version <= 3; version++) {
  test(`CreatePartitions version ${version} adds partitions that can be used at once`, async () => {
    const context = await BrokerContext.start();
    const client = context.connect();
    await createTopic(client, 'orders', 2);
    const { results } = await client.request(CREATE_PARTITIONS, version, to('orders', 4));
    assert.deepEqual(results, [{ name: 'orders', errorCode: ErrorCode.NONE, errorMessage: null }]);
    assert.equal(await partitionsOf(client, 'orders'), 4);
    const { errorCode, baseOffset } = await produceBatch(client, 'orders', batchOf(['a']), 3);
    assert.deepEqual([errorCode, baseOffset], [ErrorCode.NONE, 0]);
  });
}

test('partitions that were added survive a crash with their records', async () => {
  const context = await BrokerContext.start();
  await createTopic(context.connect(), 'orders');
  await context.connect().request(CREATE_PARTITIONS, 3, to('orders', 3));
  await produceBatch(context.connect(), 'orders', batchOf(['a']), 2);
  await context.crash();
  const client = context.connect();
  assert.equal(await partitionsOf(client, 'orders'), 3);
  assert.equal((await produceBatch(client, 'orders', batchOf(['b']), 2)).baseOffset, 1);
});

test('a refusal says why and changes nothing', async () => {
  const client = (await BrokerContext.start()).connect();
  await createTopic(client, 'orders', 3);
  const { results } = await client.request(CREATE_PARTITIONS, 3, to('orders', 2));
  assert.deepEqual(results, [
    {
      name: 'orders',
      errorCode: ErrorCode.INVALID_PARTITIONS,
      errorMessage: 'The topic orders currently has 3 partition(s); 2 would not be an increase.',
    },
  ]);
  assert.equal(await partitionsOf(client, 'orders'), 3);
});
