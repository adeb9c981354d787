import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import {
  defaultOffsetDeleteRequest,
  type OffsetDeleteRequest,
} from '@odradek/protocol/messages/47-offset-delete';

import { BrokerContext } from '../testing/broker-context.ts';
import { OFFSET_DELETE } from '../testing/client-apis.ts';
import {
  commitOffsets,
  committedOf,
  createOffsetsTopic,
  fetchAllOffsets,
} from '../testing/group-operations.ts';
import { createTopic } from '../testing/operations.ts';

function offsetDelete(groupId: string, partitions: readonly number[]): OffsetDeleteRequest {
  return {
    ...defaultOffsetDeleteRequest,
    groupId,
    topics: [
      {
        name: 'orders',
        partitions: partitions.map((partitionIndex) => ({ partitionIndex })),
      },
    ],
  };
}

test('OffsetDelete deletes what was committed; partitions that are not there are refused', async () => {
  const context = await BrokerContext.start();
  const client = context.connect();
  await createTopic(client, 'orders', 3);
  await createOffsetsTopic(context, client);
  await commitOffsets(client, 'orders', [1, 2]);
  const request = offsetDelete('readers', [0, 2, 3]);
  const { errorCode, topics } = await client.request(OFFSET_DELETE, 0, request);
  assert.equal(errorCode, ErrorCode.NONE);
  assert.deepEqual(topics, [
    {
      name: 'orders',
      partitions: [
        { partitionIndex: 3, errorCode: ErrorCode.UNKNOWN_TOPIC_OR_PARTITION },
        { partitionIndex: 0, errorCode: ErrorCode.NONE },
        { partitionIndex: 2, errorCode: ErrorCode.NONE },
      ],
    },
  ]);
  assert.deepEqual(committedOf(await fetchAllOffsets(client)), ['orders-1@2']);
});

test('OffsetDelete of a group that is not there, or has no name, is refused as a whole', async () => {
  const context = await BrokerContext.start();
  const client = context.connect();
  await createTopic(client, 'orders');
  await createOffsetsTopic(context, client);
  for (const [groupId, expected] of [
    ['nobody', ErrorCode.GROUP_ID_NOT_FOUND],
    ['', ErrorCode.INVALID_GROUP_ID],
  ] as const) {
    const request = offsetDelete(groupId, [0, 7]);
    const { errorCode, topics } = await client.request(OFFSET_DELETE, 0, request);
    assert.deepEqual([errorCode, topics], [expected, []]);
  }
});

test('OffsetDelete of a group that is not there is refused as a whole, even if no partition is there either', async () => {
  const context = await BrokerContext.start();
  const client = context.connect();
  await createOffsetsTopic(context, client);
  const request = offsetDelete('nobody', [0]);
  const { errorCode, topics } = await client.request(OFFSET_DELETE, 0, request);
  assert.deepEqual([errorCode, topics], [ErrorCode.GROUP_ID_NOT_FOUND, []]);
});
