import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';

import type { Group, OffsetCommitter } from '../group.ts';
import { commitOf, GroupContext, TOPIC_ID, groupWith } from '../test-context.ts';

const { NONE } = ErrorCode;

test('a commit from outside makes a group, whose record has the time, the epoch, the text and the topic', () => {
  const context = new GroupContext();
  const partition = { committedLeaderEpoch: 4, committedMetadata: 'mine' };
  assert.deepEqual(context.commitOffsets(commitOf('orders', [5], {}, partition)), [NONE]);
  assert.deepEqual(context.takeRecords(), [
    {
      type: 'OffsetCommit',
      key: { group: 'readers', topic: 'orders', partition: 0 },
      value: {
        offset: 5,
        leaderEpoch: 4,
        metadata: 'mine',
        commitTimestamp: context.clock.now(),
        expireTimestamp: -1,
        topicId: TOPIC_ID,
      },
    },
  ]);
  assert.deepEqual(context.groupIds, ['readers']);
});

test('a commit whose records cannot be written changes nothing and is told the error', () => {
  const context = new GroupContext();
  context.refuseAppends(ErrorCode.NOT_COORDINATOR);
  assert.deepEqual(context.commitOffsets(commitOf('orders', [5, 6])), [
    ErrorCode.NOT_COORDINATOR,
    ErrorCode.NOT_COORDINATOR,
  ]);
  assert.deepEqual([context.groupIds, context.committedOffsets()], [[], []]);
});

test('null is a text like the empty one', () => {
  const context = new GroupContext();
  context.commitOffsets(commitOf('orders', [5], {}, { committedMetadata: null }));
  assert.equal(context.fetchAll().topics[0]?.partitions[0]?.metadata, '');
});

test('a partition whose text is too long is refused alone', () => {
  const context = new GroupContext({ offsetMetadataMaxBytes: 3 });
  const request = commitOf('orders', [5]);
  const [topic] = request.topics;
  assert(topic !== undefined);
  const partitions = ['four', 'six', null].map((committedMetadata, partitionIndex) => ({
    partitionIndex,
    committedOffset: 9,
    committedLeaderEpoch: -1,
    committedMetadata,
  }));
  const told = context.commitOffsets({ ...request, topics: [{ ...topic, partitions }] });
  assert.deepEqual(told, [ErrorCode.OFFSET_METADATA_TOO_LARGE, NONE, NONE]);
  assert.deepEqual(context.committedOffsets(), ['orders-1@9', 'orders-2@9']);
});

test('the retention that an old client asks for is an expiry of its own', () => {
  const context = new GroupContext();
  context.commitOffsets(commitOf('orders', [5], { retentionTimeMs: 60_000 }), 2);
  const [record] = context.takeRecords();
  assert(record?.type === 'OffsetCommit');
  assert.equal(record.value?.expireTimestamp, context.clock.now() + 60_000);
});

for (const generationIdOrMemberEpoch of [0, 3]) {
  test(`whoever names generation ${generationIdOrMemberEpoch} of a group without members is no member`, () => {
    const context = new GroupContext();
    context.commitOffsets(commitOf('orders', [5]));
    const request = commitOf('orders', [6], { generationIdOrMemberEpoch, memberId: 'm' });
    assert.deepEqual(context.commitOffsets(request), [ErrorCode.UNKNOWN_MEMBER_ID]);
    assert.deepEqual(context.committedOffsets(), ['orders-0@5']);
  });
}

test('a group is asked who may commit, and each partition if it says so', () => {
  const context = new GroupContext();
  const asked: OffsetCommitter[] = [];
  const heartbeats: string[] = [];
  const group: Group = groupWith('readers', {
    checkOffsetCommit: (committer: OffsetCommitter) => {
      asked.push(committer);
      const checkPartition = (topic: string, topicId: string, partition: number): number =>
        topic === 'orders' && topicId === TOPIC_ID && partition === 1
          ? ErrorCode.STALE_MEMBER_EPOCH
          : NONE;
      return { errorCode: NONE, checkPartition };
    },
    noteOffsetCommit: (memberId: string) => heartbeats.push(memberId),
  });
  context.shard.groups.set(group);
  const member = { memberId: 'm', groupInstanceId: 'i', generationIdOrMemberEpoch: 4 };
  assert.deepEqual(context.commitOffsets(commitOf('orders', [1, 2], member)), [
    ErrorCode.STALE_MEMBER_EPOCH,
    ErrorCode.STALE_MEMBER_EPOCH,
  ]);
  assert.deepEqual([context.committedOffsets(), heartbeats], [[], []]);
  assert.deepEqual(context.commitOffsets(commitOf('orders', [1], member)), [NONE]);
  assert.deepEqual(heartbeats, ['m']);
  assert.deepEqual(asked[0], { ...member, isTransactional: false, apiVersion: 9 });
});
