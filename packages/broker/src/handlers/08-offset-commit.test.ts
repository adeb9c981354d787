import assert from 'node:assert/strict';
import { test } from 'node:test';

import { randomUuid } from '@odradek/base';
import { SeededRandom } from '@odradek/base/testing';
import { ErrorCode } from '@odradek/protocol';

import { BrokerContext } from '../testing/broker-context.ts';
import { OFFSET_COMMIT, OFFSET_FETCH } from '../testing/client-apis.ts';
import {
  allOffsets,
  commitErrors,
  commitOffsets,
  committedOf,
  createOffsetsTopic,
  fetchAllOffsets,
  offsetCommit,
} from '../testing/group-operations.ts';
import { createTopic, deleteTopic } from '../testing/operations.ts';

const { NONE } = ErrorCode;

async function contextWithTopics() {
  const context = await BrokerContext.start();
  const client = context.connect();
  const topicId = await createTopic(client, 'orders', 2);
  await createOffsetsTopic(context, client);
  return { context, client, topicId };
}

for (let version = 2; version <= 10; version++) {
  test(`OffsetCommit version ${version} commits what OffsetFetch answers, also after a restart`, async () => {
    const { context, client, topicId } = await contextWithTopics();
    const topic = version >= 10 ? { topicId } : 'orders';
    const request = offsetCommit(topic, [5, 7]);
    const response = await client.request(OFFSET_COMMIT, version, request);
    assert.deepEqual(commitErrors(response), [NONE, NONE]);
    assert.deepEqual(committedOf(await fetchAllOffsets(client)), ['orders-0@5', 'orders-1@7']);
    await context.restart();
    const later = context.connect();
    await context.settle();
    assert.deepEqual(committedOf(await fetchAllOffsets(later)), ['orders-0@5', 'orders-1@7']);
  });
}

test('an OffsetCommit that was answered survives a loss of power', async () => {
  const { context, client } = await contextWithTopics();
  assert.deepEqual(await commitOffsets(client, 'orders', [5]), [NONE]);
  await context.crash();
  await context.settle();
  assert.deepEqual(committedOf(await fetchAllOffsets(context.connect())), ['orders-0@5']);
});

test('nobody hears of an offset before it is durable', async () => {
  const { context, client } = await contextWithTopics();
  await commitOffsets(client, 'orders', [5]);
  context.holdSyncs();
  const commit = client.send(OFFSET_COMMIT, 9, offsetCommit('orders', [6]));
  const reader = context.connect();
  const fetch = reader.send(OFFSET_FETCH, 9, allOffsets());
  await context.settle();
  assert.deepEqual([client.hasResponse(commit), reader.hasResponse(fetch)], [false, false]);
  context.releaseSyncs();
  assert.deepEqual(commitErrors(await client.response(commit)), [NONE]);
  const [group] = (await reader.response(fetch)).groups;
  assert(group !== undefined);
  assert.deepEqual(committedOf(group), ['orders-0@6']);
});

test('an OffsetCommit that waits too long is answered with a retriable error', async () => {
  const { context, client } = await contextWithTopics();
  await commitOffsets(client, 'orders', [5]);
  context.holdSyncs();
  const commit = client.send(OFFSET_COMMIT, 9, offsetCommit('orders', [6]));
  await context.settle();
  await context.advance(4_999);
  assert.equal(client.hasResponse(commit), false);
  await context.advance(1);
  const response = await client.response(commit);
  assert.deepEqual(commitErrors(response), [ErrorCode.COORDINATOR_NOT_AVAILABLE]);
  context.releaseSyncs();
});

test('partitions and topics that are not there are refused, the others committed', async () => {
  const { client } = await contextWithTopics();
  assert.deepEqual(await commitOffsets(client, 'orders', [1, 2, 3]), [
    ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
    NONE,
    NONE,
  ]);
  assert.deepEqual(await commitOffsets(client, 'nothing', [1]), [
    ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
  ]);
  const unknown = { topicId: randomUuid(new SeededRandom(7)) };
  const byId = await client.request(OFFSET_COMMIT, 10, offsetCommit(unknown, [1]));
  assert.deepEqual(commitErrors(byId), [ErrorCode.UNKNOWN_TOPIC_ID]);
});

test('metadata that is longer than offset.metadata.max.bytes is refused', async () => {
  const { client } = await contextWithTopics();
  for (const [length, errorCode] of [
    [4096, NONE],
    [4097, ErrorCode.OFFSET_METADATA_TOO_LARGE],
  ] as const) {
    const committedMetadata = 'm'.repeat(length);
    const request = offsetCommit('orders', [1], {}, { committedMetadata });
    const response = await client.request(OFFSET_COMMIT, 9, request);
    assert.deepEqual(commitErrors(response), [errorCode]);
  }
});

test('whoever names a generation of a group that is not there is told so in the way it knows', async () => {
  const { client } = await contextWithTopics();
  const request = offsetCommit('orders', [1], { generationIdOrMemberEpoch: 3, memberId: 'm' });
  for (const [version, errorCode] of [
    [8, ErrorCode.ILLEGAL_GENERATION],
    [9, ErrorCode.GROUP_ID_NOT_FOUND],
  ] as const) {
    const response = await client.request(OFFSET_COMMIT, version, request);
    assert.deepEqual(commitErrors(response), [errorCode]);
  }
});

test('an OffsetCommit without __consumer_offsets is for no coordinator', async () => {
  const context = await BrokerContext.start();
  const client = context.connect();
  await createTopic(client, 'orders');
  assert.deepEqual(await commitOffsets(client, 'orders', [1]), [ErrorCode.NOT_COORDINATOR]);
});

test('offsets are gone when their topic is deleted and created anew', async () => {
  const { context, client } = await contextWithTopics();
  await commitOffsets(client, 'orders', [5, 7]);
  await createTopic(client, 'other');
  await commitOffsets(client, 'other', [3]);
  await deleteTopic(client, 'orders');
  await createTopic(client, 'orders');
  await context.settle();
  assert.deepEqual(committedOf(await fetchAllOffsets(client)), ['other-0@3']);
});
