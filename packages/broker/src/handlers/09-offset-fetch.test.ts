import assert from 'node:assert/strict';
import { test } from 'node:test';

import { randomUuid } from '@odradek/base';
import { SeededRandom } from '@odradek/base/testing';
import { ErrorCode } from '@odradek/protocol';
import {
  defaultOffsetFetchRequest,
  defaultOffsetFetchRequestGroup,
} from '@odradek/protocol/messages/09-offset-fetch';

import { BrokerContext } from '../testing/broker-context.ts';
import { OFFSET_COMMIT, OFFSET_FETCH } from '../testing/client-apis.ts';
import { committedOf, createOffsetsTopic, offsetCommit } from '../testing/group-operations.ts';
import { createTopic } from '../testing/operations.ts';

const { NONE } = ErrorCode;

async function contextWithOffsets() {
  const context = await BrokerContext.start();
  const client = context.connect();
  const topicId = await createTopic(client, 'orders', 3);
  await createOffsetsTopic(context, client);
  const committed = { committedLeaderEpoch: 4, committedMetadata: 'mine' };
  const request = offsetCommit('orders', [5, 7], {}, committed);
  await client.request(OFFSET_COMMIT, 9, request);
  return { context, client, topicId };
}

for (let version = 1; version <= 7; version++) {
  test(`OffsetFetch version ${version} answers what one group has committed`, async () => {
    const { client } = await contextWithOffsets();
    const { topics, errorCode } = await client.request(OFFSET_FETCH, version, {
      ...defaultOffsetFetchRequest,
      groupId: 'readers',
      topics: [{ name: 'orders', partitionIndexes: [1, 2] }],
    });
    assert.equal(errorCode, NONE);
    const committedLeaderEpoch = version >= 5 ? 4 : -1;
    assert.deepEqual(topics, [
      {
        name: 'orders',
        partitions: [
          {
            partitionIndex: 1,
            committedOffset: 7,
            committedLeaderEpoch,
            metadata: 'mine',
            errorCode: NONE,
          },
          {
            partitionIndex: 2,
            committedOffset: -1,
            committedLeaderEpoch: -1,
            metadata: '',
            errorCode: NONE,
          },
        ],
      },
    ]);
  });
}

for (let version = 2; version <= 7; version++) {
  test(`OffsetFetch version ${version} without topics answers all of one group`, async () => {
    const { client } = await contextWithOffsets();
    const request = { ...defaultOffsetFetchRequest, groupId: 'readers', topics: null };
    const { topics } = await client.request(OFFSET_FETCH, version, request);
    assert.deepEqual(committedOf({ topics }), ['orders-0@5', 'orders-1@7']);
  });
}

for (const version of [8, 9]) {
  test(`OffsetFetch version ${version} answers several groups in the order in which they were asked`, async () => {
    const { client } = await contextWithOffsets();
    const other = offsetCommit('orders', [1], { groupId: 'others' });
    await client.request(OFFSET_COMMIT, 9, other);
    const groupIds = ['others', 'nobody', 'readers'];
    const { groups } = await client.request(OFFSET_FETCH, version, {
      ...defaultOffsetFetchRequest,
      groups: groupIds.map((groupId) => ({
        ...defaultOffsetFetchRequestGroup,
        groupId,
        topics: null,
      })),
    });
    assert.deepEqual(
      groups.map((group) => [group.groupId, group.errorCode, committedOf(group)]),
      [
        ['others', NONE, ['orders-0@1']],
        ['nobody', NONE, []],
        ['readers', NONE, ['orders-0@5', 'orders-1@7']],
      ],
    );
  });
}

test('OffsetFetch version 10 names topics by their ids', async () => {
  const { client, topicId } = await contextWithOffsets();
  const unknownId = randomUuid(new SeededRandom(7));
  const asked = [topicId, unknownId].map((id) => ({
    name: '',
    topicId: id,
    partitionIndexes: [0],
  }));
  const { groups } = await client.request(OFFSET_FETCH, 10, {
    ...defaultOffsetFetchRequest,
    groups: [asked, null].map((topics) => ({
      ...defaultOffsetFetchRequestGroup,
      groupId: 'readers',
      topics,
    })),
  });
  const answers = groups.map(({ topics }) =>
    topics.map((topic) => [
      topic.topicId,
      topic.partitions.map(({ committedOffset, errorCode }) => [committedOffset, errorCode]),
    ]),
  );
  assert.deepEqual(answers, [
    [
      [topicId, [[5, NONE]]],
      [unknownId, [[-1, ErrorCode.UNKNOWN_TOPIC_ID]]],
    ],
    [
      [
        topicId,
        [
          [5, NONE],
          [7, NONE],
        ],
      ],
    ],
  ]);
});

test('OffsetFetch version 1 has the error of the group on each partition', async () => {
  const client = (await BrokerContext.start()).connect();
  const request = {
    ...defaultOffsetFetchRequest,
    groupId: 'readers',
    topics: [{ name: 'orders', partitionIndexes: [0, 1] }],
  };
  const { topics } = await client.request(OFFSET_FETCH, 1, request);
  assert.deepEqual(
    topics.flatMap(({ partitions }) => partitions.map(({ errorCode }) => errorCode)),
    [ErrorCode.NOT_COORDINATOR, ErrorCode.NOT_COORDINATOR],
  );
  const newer = await client.request(OFFSET_FETCH, 2, request);
  assert.deepEqual([newer.topics, newer.errorCode], [[], ErrorCode.NOT_COORDINATOR]);
});

test('OffsetFetch answers a group once that is named again and again', async () => {
  const { client } = await contextWithOffsets();
  const group = { ...defaultOffsetFetchRequestGroup, groupId: 'readers', topics: null };
  const request = { ...defaultOffsetFetchRequest, groups: Array.from({ length: 50 }, () => group) };
  const { groups } = await client.request(OFFSET_FETCH, 9, request);
  assert.equal(groups.length, 1);
});
