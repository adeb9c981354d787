import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ZERO_UUID } from '@odradek/base';
import { ApiKey, ErrorCode } from '@odradek/protocol';
import {
  defaultOffsetCommitRequest,
  defaultOffsetCommitResponse,
  type OffsetCommitRequest,
  readOffsetCommitRequest,
  writeOffsetCommitResponse,
} from '@odradek/protocol/messages/08-offset-commit';
import {
  defaultOffsetDeleteResponse,
  type OffsetDeleteRequest,
  readOffsetDeleteRequest,
  writeOffsetDeleteResponse,
} from '@odradek/protocol/messages/47-offset-delete';

import { type GroupContext, startGroups } from './test-context.ts';

type ErrorOf = (partition: number, index: number) => number;

function scriptCommits(
  { context }: GroupContext,
  errorOf: ErrorOf = () => ErrorCode.NONE,
): OffsetCommitRequest[] {
  const asked: OffsetCommitRequest[] = [];
  context.cluster.script(ApiKey.OffsetCommit, {
    read: readOffsetCommitRequest,
    write: writeOffsetCommitResponse,
    answer: (request, { index }) => {
      asked.push(request);
      const topics = request.topics.map(({ name, topicId, partitions }) => ({
        name,
        topicId,
        partitions: partitions.map(({ partitionIndex }) => ({
          partitionIndex,
          errorCode: errorOf(partitionIndex, index),
        })),
      }));
      return { ...defaultOffsetCommitResponse, topics };
    },
  });
  return asked;
}

function scriptDeletions(
  { context }: GroupContext,
  groupErrorCode: number,
  errorOf: ErrorOf = () => ErrorCode.NONE,
): OffsetDeleteRequest[] {
  const asked: OffsetDeleteRequest[] = [];
  context.cluster.script(ApiKey.OffsetDelete, {
    read: readOffsetDeleteRequest,
    write: writeOffsetDeleteResponse,
    answer: (request, { index }) => {
      asked.push(request);
      if (groupErrorCode !== ErrorCode.NONE) {
        return { ...defaultOffsetDeleteResponse, errorCode: groupErrorCode };
      }
      const topics = request.topics.map(({ name, partitions }) => ({
        name,
        partitions: partitions.map(({ partitionIndex }) => ({
          partitionIndex,
          errorCode: errorOf(partitionIndex, index),
        })),
      }));
      return { ...defaultOffsetDeleteResponse, topics };
    },
  });
  return asked;
}

const OFFSETS = [
  { topic: 'orders', partition: 1, offset: 7 },
  { topic: 'timed', partition: 0, offset: 1, leaderEpoch: 4, metadata: 'why' },
  { topic: 'orders', partition: 0, offset: 0 },
];
const PARTITIONS = OFFSETS.map(({ topic, partition }) => ({ topic, partition }));

test('offsets are committed from outside of the group, by names of topics', async () => {
  const started = await startGroups();
  const asked = scriptCommits(started);
  const results = await started.context.run(started.admin.alterGroupOffsets('g', OFFSETS));
  assert.deepEqual(results, PARTITIONS);
  const partition = (partitionIndex: number, committedOffset: number) => ({
    partitionIndex,
    committedOffset,
    committedLeaderEpoch: -1,
    committedMetadata: '',
  });
  assert.deepEqual(asked, [
    {
      ...defaultOffsetCommitRequest,
      groupId: 'g',
      generationIdOrMemberEpoch: -1,
      memberId: '',
      groupInstanceId: null,
      topics: [
        { name: 'orders', topicId: ZERO_UUID, partitions: [partition(1, 7), partition(0, 0)] },
        {
          name: 'timed',
          topicId: ZERO_UUID,
          partitions: [{ ...partition(0, 1), committedLeaderEpoch: 4, committedMetadata: 'why' }],
        },
      ],
    },
  ]);
});

test('a topic that is not there fails at once, and the other partitions do not', async () => {
  const started = await startGroups();
  const asked = scriptCommits(started, (partition) =>
    partition === 1 ? ErrorCode.UNKNOWN_TOPIC_OR_PARTITION : ErrorCode.NONE,
  );
  const results = await started.context.run(started.admin.alterGroupOffsets('g', OFFSETS));
  assert.deepEqual(
    results.map(({ error }) => error?.code),
    ['UNKNOWN_TOPIC_OR_PARTITION', undefined, undefined],
  );
  assert.equal(asked.length, 1);
});

test('a group that is rebalanced is asked again, one with members is not', async () => {
  const started = await startGroups();
  const asked = scriptCommits(started, (_, index) =>
    index < 2 ? ErrorCode.REBALANCE_IN_PROGRESS : ErrorCode.UNKNOWN_MEMBER_ID,
  );
  const results = await started.context.run(started.admin.alterGroupOffsets('g', OFFSETS));
  assert.deepEqual(
    results.map(({ error }) => error?.code),
    ['UNKNOWN_MEMBER_ID', 'UNKNOWN_MEMBER_ID', 'UNKNOWN_MEMBER_ID'],
  );
  assert.equal(asked.length, 3);
});

test('offsets are deleted by topic, and what a member reads is kept', async () => {
  const started = await startGroups();
  const asked = scriptDeletions(started, ErrorCode.NONE, (partition) =>
    partition === 0 ? ErrorCode.GROUP_SUBSCRIBED_TO_TOPIC : ErrorCode.NONE,
  );
  const results = await started.context.run(started.admin.deleteGroupOffsets('g', PARTITIONS));
  assert.deepEqual(
    results.map(({ topic, partition, error }) => [topic, partition, error?.code]),
    [
      ['orders', 1, undefined],
      ['timed', 0, 'GROUP_SUBSCRIBED_TO_TOPIC'],
      ['orders', 0, 'GROUP_SUBSCRIBED_TO_TOPIC'],
    ],
  );
  assert.deepEqual(asked, [
    {
      groupId: 'g',
      topics: [
        { name: 'orders', partitions: [{ partitionIndex: 0 }, { partitionIndex: 1 }] },
        { name: 'timed', partitions: [{ partitionIndex: 0 }] },
      ],
    },
  ]);
});

test('an error of the group is one of each of its partitions', async () => {
  const started = await startGroups();
  scriptDeletions(started, ErrorCode.GROUP_ID_NOT_FOUND);
  const results = await started.context.run(started.admin.deleteGroupOffsets('g', PARTITIONS));
  assert.deepEqual(
    results.map(({ topic, error }) => [topic, error?.code]),
    PARTITIONS.map(({ topic }) => [topic, 'GROUP_ID_NOT_FOUND']),
  );
});

test('no partitions need no broker', async () => {
  const { context, admin } = await startGroups();
  assert.deepEqual(await context.run(admin.alterGroupOffsets('g', [])), []);
  assert.deepEqual(await context.run(admin.deleteGroupOffsets('g', [])), []);
  assert.equal(context.cluster.requests.length, 0);
});
