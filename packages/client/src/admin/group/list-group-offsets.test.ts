import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ZERO_UUID } from '@odradek/base';
import { ApiKey, ErrorCode } from '@odradek/protocol';
import {
  defaultOffsetFetchResponse,
  defaultOffsetFetchResponsePartitions,
  type OffsetFetchRequest,
  type OffsetFetchResponsePartitions,
  readOffsetFetchRequest,
  writeOffsetFetchResponse,
} from '@odradek/protocol/messages/09-offset-fetch';

import { type GroupContext, startGroups } from './test-context.ts';

/** The offset that is committed in partition 0 of `orders`. */
const COMMITTED: OffsetFetchResponsePartitions = {
  ...defaultOffsetFetchResponsePartitions,
  committedOffset: 42,
  committedLeaderEpoch: 3,
  metadata: 'noted',
};
const NONE: OffsetFetchResponsePartitions = {
  ...defaultOffsetFetchResponsePartitions,
  committedOffset: -1,
  metadata: '',
};

/** Scripts OffsetFetch of groups that have read one partition; answers the requests. */
function scriptOffsets(
  { context }: GroupContext,
  errorOf: (index: number) => { readonly group?: number; readonly partition?: number } = () => ({}),
): OffsetFetchRequest[] {
  const asked: OffsetFetchRequest[] = [];
  context.cluster.script(ApiKey.OffsetFetch, {
    read: readOffsetFetchRequest,
    write: writeOffsetFetchResponse,
    answer: (request, { version, index }) => {
      asked.push(request);
      const { group = ErrorCode.NONE, partition = ErrorCode.NONE } = errorOf(index);
      const partitionOf = (partitionIndex: number): OffsetFetchResponsePartitions => ({
        ...(partitionIndex === 0 ? COMMITTED : NONE),
        partitionIndex,
        errorCode: partition,
      });
      const topicsOf = (
        topics: readonly { name: string; partitionIndexes: readonly number[] }[] | null,
      ) =>
        (topics ?? [{ name: 'orders', partitionIndexes: [0] }]).map((topic) => ({
          name: topic.name,
          topicId: ZERO_UUID,
          partitions: topic.partitionIndexes.map(partitionOf),
        }));
      if (version < 8) {
        const topics = group === ErrorCode.NONE ? topicsOf(request.topics) : [];
        return { ...defaultOffsetFetchResponse, topics, errorCode: group };
      }
      const groups = request.groups.map(({ groupId, topics }) => ({
        groupId,
        topics: group === ErrorCode.NONE ? topicsOf(topics) : [],
        errorCode: group,
      }));
      return { ...defaultOffsetFetchResponse, groups };
    },
  });
  return asked;
}

const ORDERS_0 = { topic: 'orders', partition: 0 };
const FOUND = { ...ORDERS_0, offset: 42, leaderEpoch: 3, metadata: 'noted' };

test('the offsets of many groups come in one request, by names of topics', async () => {
  const started = await startGroups();
  const asked = scriptOffsets(started);
  const wanted = [
    { groupId: 'a' },
    { groupId: 'b', partitions: [{ topic: 'orders', partition: 1 }, ORDERS_0] },
  ];
  assert.deepEqual(await started.context.run(started.admin.listGroupOffsets(wanted)), [
    { groupId: 'a', offsets: [FOUND] },
    {
      groupId: 'b',
      offsets: [
        { topic: 'orders', partition: 1, offset: -1, leaderEpoch: -1, metadata: '' },
        FOUND,
      ],
    },
  ]);
  const requests = started.context.cluster.requests.filter(({ api }) => api === 'OffsetFetch');
  assert.deepEqual(
    requests.map(({ version }) => version),
    [9],
  );
  assert.deepEqual(
    asked[0]?.groups.map(({ groupId, memberId, memberEpoch, topics }) => [
      groupId,
      memberId,
      memberEpoch,
      topics,
    ]),
    [
      ['a', null, -1, null],
      ['b', null, -1, [{ name: 'orders', topicId: ZERO_UUID, partitionIndexes: [0, 1] }]],
    ],
  );
});

test('a group that is asked for twice gets two requests', async () => {
  const started = await startGroups();
  const asked = scriptOffsets(started);
  const wanted = [{ groupId: 'a' }, { groupId: 'a', partitions: [ORDERS_0] }];
  const listed = await started.context.run(started.admin.listGroupOffsets(wanted));
  assert.deepEqual(
    listed.map(({ offsets }) => offsets),
    [[FOUND], [FOUND]],
  );
  assert.equal(asked.length, 2);
});

test('a broker that takes one group at a time is asked for each', async () => {
  const started = await startGroups();
  const { context, admin } = started;
  context.cluster.versions.set('OffsetFetch', { min: 1, max: 6 });
  const asked = scriptOffsets(started);
  const wanted = [{ groupId: 'a' }, { groupId: 'b', partitions: [ORDERS_0] }];
  assert.deepEqual(await context.run(admin.listGroupOffsets(wanted)), [
    { groupId: 'a', offsets: [FOUND] },
    { groupId: 'b', offsets: [FOUND] },
  ]);
  assert.deepEqual(
    asked.map(({ groupId, topics }) => [groupId, topics?.length]),
    [
      ['a', undefined],
      ['b', 1],
    ],
  );
  const [stable] = await context.run(
    admin.listGroupOffsets([{ groupId: 'a' }], { requireStable: true }),
  );
  assert.equal(stable?.error?.code, 'UNSUPPORTED_VERSION');
});

test('stable offsets are waited for while a transaction is open', async () => {
  const started = await startGroups();
  const asked = scriptOffsets(started, (index) =>
    index < 2 ? { partition: ErrorCode.UNSTABLE_OFFSET_COMMIT } : {},
  );
  const options = { requireStable: true };
  const listed = await started.context.run(
    started.admin.listGroupOffsets([{ groupId: 'a' }], options),
  );
  assert.deepEqual(listed, [{ groupId: 'a', offsets: [FOUND] }]);
  assert.deepEqual(
    asked.map(({ requireStable }) => requireStable),
    [true, true, true],
  );
});

test('errors of a group and of a partition are told where they belong', async () => {
  const started = await startGroups();
  const { context, admin } = started;
  scriptOffsets(started, (index) =>
    index === 0
      ? { group: ErrorCode.GROUP_AUTHORIZATION_FAILED }
      : { partition: ErrorCode.TOPIC_AUTHORIZATION_FAILED },
  );
  const [refused] = await context.run(admin.listGroupOffsets([{ groupId: 'a' }]));
  assert.equal(refused?.error?.code, 'GROUP_AUTHORIZATION_FAILED');
  assert.deepEqual(refused?.offsets, []);
  const [partly] = await context.run(admin.listGroupOffsets([{ groupId: 'a' }]));
  assert.equal(partly?.error, undefined);
  assert.equal(partly?.offsets[0]?.error?.code, 'TOPIC_AUTHORIZATION_FAILED');
});
