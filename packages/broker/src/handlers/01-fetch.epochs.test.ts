import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import type {
  FetchPartition,
  FetchRequest,
  PartitionData,
} from '@odradek/protocol/messages/01-fetch';

import { BrokerContext } from '../testing/broker-context.ts';
import { FETCH, LIST_OFFSETS, OFFSET_FOR_LEADER_EPOCH } from '../testing/client-apis.ts';
import { createTopic, openLogs, produceValues } from '../testing/operations.ts';
import { batchOf, fetchRequest, from, listOffsetsRequest, valuesIn } from '../testing/requests.ts';

/**
 * A topic whose leader was elected three times: epoch 0 wrote the offsets 0 and 1, epoch 1 nothing,
 * epoch 2 the offsets 2 to 4, epoch 3 nothing yet.
 */
async function withEpochs() {
  const context = await BrokerContext.start();
  const topicId = await createTopic(context.connect(), 'orders', 2);
  await produceValues(context.connect(), 'orders', ['a', 'b']);
  await electLeader(context, topicId);
  await openLogs(context.connect(), 'orders', [0]);
  await electLeader(context, topicId);
  await produceValues(context.connect(), 'orders', ['c', 'd', 'e']);
  await electLeader(context, topicId);
  const client = context.connect();
  const fetch = async (
    partition: Partial<FetchPartition>,
    { version = 18, ...options }: Partial<FetchRequest> & { readonly version?: number } = {},
  ) => {
    const name = version >= 13 ? { topicId } : { topic: 'orders' };
    const request = fetchRequest(name, [partition], { maxWaitMs: 0, ...options });
    const response = await client.request(FETCH, version, request);
    return { ...response, partition: response.responses[0]?.partitions[0] };
  };
  return { context, client, topicId, fetch };
}

async function electLeader(context: BrokerContext, topicId: string): Promise<void> {
  await context.stop();
  const elected = context.electLeaders(topicId, [0]);
  await context.settle();
  await elected;
  await context.startAgain();
}

function diverging(partition: PartitionData | undefined): readonly number[] {
  const { epoch = NaN, endOffset = NaN } = partition?.divergingEpoch ?? {};
  return [epoch, endOffset];
}

for (const [currentLeaderEpoch, errorCode] of [
  [-2, ErrorCode.NONE],
  [-1, ErrorCode.NONE],
  [0, ErrorCode.FENCED_LEADER_EPOCH],
  [2, ErrorCode.FENCED_LEADER_EPOCH],
  [3, ErrorCode.NONE],
  [4, ErrorCode.UNKNOWN_LEADER_EPOCH],
] as const) {
  test(`with leader epoch 3 a fetcher that believes in ${currentLeaderEpoch} gets error ${errorCode}`, async () => {
    const { fetch } = await withEpochs();
    const wait = { maxWaitMs: 60_000, minBytes: 1_000_000 };
    const believing = { ...from(0), currentLeaderEpoch };
    const { partition } = await fetch(believing, errorCode === ErrorCode.NONE ? {} : wait);
    assert.equal(partition?.errorCode, errorCode);
    assert.equal(valuesIn(partition?.records).length, errorCode === ErrorCode.NONE ? 5 : 0);
  });
}

for (const version of [12, 15, 16, 18]) {
  test(`in version ${version} whoever is fenced is ${version < 16 ? 'not ' : ''}told who leads`, async () => {
    const { fetch } = await withEpochs();
    const fenced = await fetch({ ...from(0), currentLeaderEpoch: 2 }, { version });
    const { leaderId, leaderEpoch } = fenced.partition?.currentLeader ?? {};
    assert.deepEqual([leaderId, leaderEpoch], version < 16 ? [-1, -1] : [1, 3]);
    assert.deepEqual(
      fenced.nodeEndpoints.map(({ nodeId, host, port, rack }) => [nodeId, host, port, rack]),
      version < 16 ? [] : [[1, '10.0.0.7', 9092, null]],
    );
    const early = await fetch({ ...from(0), currentLeaderEpoch: 4 }, { version });
    assert.equal(early.partition?.currentLeader.leaderId, -1);
    assert.deepEqual(early.nodeEndpoints, []);
  });
}

test('a replica that is none is told who leads, and not where', async () => {
  const { fetch } = await withEpochs();
  const replicaState = { replicaId: 7, replicaEpoch: -1n };
  const { partition, nodeEndpoints } = await fetch(from(0), { replicaState });
  assert.equal(partition?.errorCode, ErrorCode.NOT_LEADER_OR_FOLLOWER);
  assert.equal(partition.currentLeader.leaderEpoch, 3);
  assert.deepEqual(nodeEndpoints, []);
});

for (const [what, lastFetchedEpoch, fetchOffset, expected] of [
  ['agree up to the end of an epoch', 0, 2, 'reads'],
  ['agree within an epoch', 2, 4, 'reads'],
  ['agree at the end of the log', 2, 5, 'reads'],
  ['agree, with a newer epoch without records', 3, 5, 'reads'],
  ['part, as the epoch ended before', 0, 3, [0, 2]],
  ['part, as the epoch has no records here', 1, 3, [0, 2]],
  ['part behind the end of the log', 2, 9, [2, 5]],
  ['part, as the epoch is not known here', 4, 5, 'out of range'],
  ['agree, but the fetcher wants no check', -1, 3, 'reads'],
  ['agree, but the fetcher wants no check either', -3, 3, 'reads'],
  ['are not compared before the start of the log', 0, -1, 'out of range'],
] as const) {
  test(`logs ${what}: last fetched epoch ${lastFetchedEpoch} at offset ${fetchOffset}`, async () => {
    const { fetch } = await withEpochs();
    const wait = { maxWaitMs: expected === 'reads' ? 0 : 60_000, minBytes: 1_000_000 };
    const { partition } = await fetch({ ...from(fetchOffset), lastFetchedEpoch }, wait);
    assert(partition !== undefined);
    const isOut = expected === 'out of range';
    assert.equal(partition.errorCode, isOut ? ErrorCode.OFFSET_OUT_OF_RANGE : ErrorCode.NONE);
    const isParted = typeof expected !== 'string';
    assert.deepEqual(diverging(partition), isParted ? expected : [-1, -1]);
    assert.equal(partition.highWatermark, isOut ? -1 : 5);
    assert.equal(valuesIn(partition.records).length > 0, expected === 'reads' && fetchOffset < 5);
  });
}

test('an epoch that diverges is told in every answer of a session', async () => {
  const { client, topicId } = await withEpochs();
  const asked = [{ ...from(3), lastFetchedEpoch: 0 }];
  const full = fetchRequest({ topicId }, asked, { sessionEpoch: 0 });
  const { sessionId } = await client.request(FETCH, 18, full);
  for (const sessionEpoch of [1, 2]) {
    const next = { ...full, topics: [], sessionId, sessionEpoch };
    const { responses } = await client.request(FETCH, 18, next);
    assert.deepEqual(diverging(responses[0]?.partitions[0]), [0, 2]);
  }
});

for (const [leaderEpoch, expected] of [
  [-1, [-1, -1]],
  [0, [0, 2]],
  [1, [0, 2]],
  [2, [2, 5]],
  [3, [3, 5]],
  [4, [-1, -1]],
] as const) {
  test(`OffsetForLeaderEpoch answers where epoch ${leaderEpoch} ends, in every version`, async () => {
    const { client } = await withEpochs();
    for (const version of [2, 3, 4]) {
      for (const replicaId of [-2, -1, 7]) {
        const partitions = [{ partition: 0, currentLeaderEpoch: 3, leaderEpoch }];
        const request = { replicaId, topics: [{ topic: 'orders', partitions }] };
        const { topics } = await client.request(OFFSET_FOR_LEADER_EPOCH, version, request);
        const answer = topics[0]?.partitions[0];
        assert.equal(answer?.errorCode, ErrorCode.NONE);
        assert.deepEqual([answer.leaderEpoch, answer.endOffset], expected);
      }
    }
  });
}

for (const [currentLeaderEpoch, errorCode] of [
  [-2, ErrorCode.FENCED_LEADER_EPOCH],
  [-1, ErrorCode.NONE],
  [2, ErrorCode.FENCED_LEADER_EPOCH],
  [3, ErrorCode.NONE],
  [4, ErrorCode.UNKNOWN_LEADER_EPOCH],
] as const) {
  test(`OffsetForLeaderEpoch and ListOffsets answer a client that believes in leader epoch ${currentLeaderEpoch} alike`, async () => {
    const { client } = await withEpochs();
    const partitions = [{ partition: 0, currentLeaderEpoch, leaderEpoch: 0 }];
    const request = { replicaId: -1, topics: [{ topic: 'orders', partitions }] };
    const ends = await client.request(OFFSET_FOR_LEADER_EPOCH, 4, request);
    assert.equal(ends.topics[0]?.partitions[0]?.errorCode, errorCode);
    const listed = await client.request(
      LIST_OFFSETS,
      8,
      listOffsetsRequest('orders', [{ timestamp: -1, currentLeaderEpoch }]),
    );
    assert.equal(listed.topics[0]?.partitions[0]?.errorCode, errorCode);
  });
}

test('OffsetForLeaderEpoch answers each partition for itself, and what there is not', async () => {
  const { client } = await withEpochs();
  const ask = (partition: number) => ({ partition, currentLeaderEpoch: -1, leaderEpoch: 0 });
  const topics = [
    { topic: 'orders', partitions: [ask(1), ask(7), ask(-1), ask(0), ask(0)] },
    { topic: 'nowhere', partitions: [ask(0)] },
    { topic: 'orders', partitions: [] },
  ];
  const response = await client.request(OFFSET_FOR_LEADER_EPOCH, 4, { replicaId: -1, topics });
  assert.deepEqual(
    response.topics.map(({ topic, partitions }) => [
      topic,
      partitions.map((p) => [p.partition, p.errorCode, p.leaderEpoch, p.endOffset]),
    ]),
    [
      [
        'orders',
        [
          [1, 0, 0, 0],
          [7, 3, -1, -1],
          [-1, 3, -1, -1],
          [0, 0, 0, 2],
          [0, 0, 0, 2],
        ],
      ],
      ['nowhere', [[0, 3, -1, -1]]],
      ['orders', []],
    ],
  );
});

test('OffsetForLeaderEpoch does not tell of records that are not durable', async () => {
  const { context, client } = await withEpochs();
  await openLogs(client, 'orders', [0]);
  context.holdSyncs();
  const log = context.log('orders');
  log.append(batchOf(['f']), { leaderEpoch: 3, onDurable: () => {} });
  assert.equal(log.logEndOffset, 6);
  const partitions = [{ partition: 0, currentLeaderEpoch: -1, leaderEpoch: 3 }];
  const request = { replicaId: -1, topics: [{ topic: 'orders', partitions }] };
  const ends = await client.request(OFFSET_FOR_LEADER_EPOCH, 4, request);
  assert.equal(ends.topics[0]?.partitions[0]?.endOffset, 5);
  context.releaseSyncs();
  await context.settle();
});
