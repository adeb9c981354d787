import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ZERO_UUID } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import {
  defaultDescribeTopicPartitionsRequest,
  type DescribeTopicPartitionsResponse,
  type RequestCursor,
} from '@odradek/protocol/messages/75-describe-topic-partitions';

import { BrokerContext, type BrokerContextOptions } from '../testing/broker-context.ts';
import { DESCRIBE_TOPIC_PARTITIONS } from '../testing/client-apis.ts';
import { createTopic } from '../testing/operations.ts';

/** Topics `a`, `b` and `c` with 1, 2 and 3 partitions. */
async function withTopics(config: BrokerContextOptions['config'] = {}) {
  const client = (await BrokerContext.start({ config })).connect();
  const topicId = await createTopic(client, 'a', 1);
  await createTopic(client, 'c', 3);
  await createTopic(client, 'b', 2);
  const describe = (
    names: readonly string[],
    responsePartitionLimit: number = 2_000,
    cursor: RequestCursor | null = null,
  ): Promise<DescribeTopicPartitionsResponse> => {
    const topics = names.map((name) => ({ name }));
    const request = { ...defaultDescribeTopicPartitionsRequest, topics, cursor };
    return client.request(DESCRIBE_TOPIC_PARTITIONS, 0, { ...request, responsePartitionLimit });
  };
  return { describe, topicId };
}

/** `b[0,1]`: the partitions of each topic. */
function pageOf({ topics, nextCursor }: DescribeTopicPartitionsResponse) {
  const partitions = topics.map(
    ({ name, partitions: found }) =>
      `${name}[${found.map(({ partitionIndex }) => partitionIndex).join()}]`,
  );
  return [
    partitions.join(' '),
    nextCursor === null ? null : `${nextCursor.topicName} ${nextCursor.partitionIndex}`,
  ];
}

test('a topic is described with its id, partitions and authorized operations', async () => {
  const { describe, topicId } = await withTopics();
  assert.deepEqual(await describe(['a']), {
    throttleTimeMs: 0,
    topics: [
      {
        errorCode: ErrorCode.NONE,
        name: 'a',
        topicId,
        isInternal: false,
        partitions: [
          {
            errorCode: ErrorCode.NONE,
            partitionIndex: 0,
            leaderId: 1,
            leaderEpoch: 0,
            replicaNodes: [1],
            isrNodes: [1],
            eligibleLeaderReplicas: [],
            lastKnownElr: [],
            offlineReplicas: [],
          },
        ],
        topicAuthorizedOperations: 3576,
      },
    ],
    nextCursor: null,
  });
});

// What Apache Kafka 4.3.1 answers to the same.
for (const [names, limit, cursor, page] of [
  [['c', 'a', 'b'], 2_000, null, ['a[0] b[0,1] c[0,1,2]', null]],
  [[], 2_000, null, ['a[0] b[0,1] c[0,1,2]', null]],
  [['a', 'a'], 2_000, null, ['a[0]', null]],
  [['c', 'b', 'a'], 2, null, ['a[0] b[0]', 'b 1']],
  [['a', 'b'], 1, null, ['a[0]', 'b 0']],
  [['a', 'b'], 0, null, ['a[0]', 'b 0']],
  [['a', 'b'], -1, null, ['a[0]', 'b 0']],
  [['a', 'b', 'c'], 3, null, ['a[0] b[0,1]', 'c 0']],
  [['a', 'b', 'c'], 2_000, 'b 1', ['b[1] c[0,1,2]', null]],
  [['a', 'b', 'c'], 2_000, 'b 2', ['b[] c[0,1,2]', null]],
  [['a', 'b', 'c'], 2_000, 'b 9', ['b[] c[0,1,2]', null]],
  [[], 2_000, 'c 2', ['c[2]', null]],
] as const) {
  test(`[${names.join()}] with a limit of ${limit} from ${cursor} on gives ${page.join()}`, async () => {
    const { describe } = await withTopics();
    const [topicName, index] = (cursor ?? '').split(' ');
    const from =
      cursor === null ? null : { topicName: topicName ?? '', partitionIndex: Number(index) };
    assert.deepEqual(pageOf(await describe(names, limit, from)), page);
  });
}

test('max.request.partition.size.limit bounds what a client may ask for', async () => {
  const { describe } = await withTopics({ maxRequestPartitionSizeLimit: 2 });
  assert.deepEqual(pageOf(await describe([], 100)), ['a[0] b[0]', 'b 1']);
});

test('topics that are not there do not count, and are told with their error', async () => {
  const { describe } = await withTopics();
  const { topics, nextCursor } = await describe(['a', 'A B', 'aa'], 1);
  assert.deepEqual(
    topics.map(({ name, errorCode }) => [name, errorCode]),
    [
      ['A B', ErrorCode.INVALID_TOPIC_EXCEPTION],
      ['a', ErrorCode.NONE],
      ['aa', ErrorCode.UNKNOWN_TOPIC_OR_PARTITION],
    ],
  );
  assert.equal(topics[2]?.topicId, ZERO_UUID);
  assert.equal(nextCursor, null);
});

for (const cursor of [
  { topicName: 'bb', partitionIndex: 0 },
  { topicName: 'a', partitionIndex: -1 },
]) {
  test(`the cursor ${JSON.stringify(cursor)} is refused for each topic`, async () => {
    const { describe } = await withTopics();
    const { topics } = await describe(['a', 'c'], 10, cursor);
    assert.deepEqual(
      topics.map(({ name, errorCode, partitions }) => [name, errorCode, partitions.length]),
      [
        ['a', ErrorCode.INVALID_REQUEST, 0],
        ['c', ErrorCode.INVALID_REQUEST, 0],
      ],
    );
  });
}
