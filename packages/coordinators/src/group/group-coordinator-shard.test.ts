import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import {
  defaultOffsetDeleteRequest,
  type OffsetDeleteResponse,
} from '@odradek/protocol/messages/47-offset-delete';
import type { DeletableGroupResult } from '@odradek/protocol/messages/42-delete-groups';

import { commitOf, GroupContext, TOPIC_ID, groupWith } from './test-context.ts';

const OTHER_ID = 'RL2VWfA0RPOS63e0AHqfIQ';

function deleteGroups(context: GroupContext, groupIds: readonly string[]): readonly number[] {
  let told: readonly DeletableGroupResult[] = [];
  context.run((shard) =>
    shard.deleteGroups(groupIds, (results) => {
      told = results;
    }),
  );
  return told.map(({ errorCode }) => errorCode);
}

test('offsets and groups are there after a reload as far as they are committed', () => {
  const context = new GroupContext();
  context.commitOffsets(commitOf('orders', [5]));
  context.holdCommits();
  assert.equal(context.commitOffsets(commitOf('orders', [6, 7])), undefined);
  context.reload();
  assert.deepEqual([context.committedOffsets(), context.groupIds], [['orders-0@5'], ['readers']]);
});

test('a deleted group is gone with its offsets, and stays so', () => {
  const context = new GroupContext();
  context.commitOffsets(commitOf('orders', [5, 6]));
  context.commitOffsets(commitOf('orders', [7], { groupId: 'others' }));
  const told = deleteGroups(context, ['readers', 'nobody']);
  assert.deepEqual(told, [ErrorCode.NONE, ErrorCode.GROUP_ID_NOT_FOUND]);
  assert.deepEqual([context.groupIds, context.committedOffsets()], [['others'], []]);
  context.reload();
  assert.deepEqual([context.groupIds, context.committedOffsets()], [['others'], []]);
});

test('a group that may not be deleted keeps its offsets', () => {
  const context = new GroupContext();
  context.commitOffsets(commitOf('orders', [5]));
  const checkDelete = (): number => ErrorCode.NON_EMPTY_GROUP;
  context.shard.groups.set(groupWith('readers', { checkDelete }));
  assert.deepEqual(deleteGroups(context, ['readers']), [ErrorCode.NON_EMPTY_GROUP]);
  assert.deepEqual(context.committedOffsets(), ['orders-0@5']);
});

test('a deletion that cannot be written is told, and nothing is gone', () => {
  const context = new GroupContext();
  context.commitOffsets(commitOf('orders', [5]));
  context.refuseAppends(ErrorCode.COORDINATOR_NOT_AVAILABLE);
  const told = deleteGroups(context, ['readers', 'nobody']);
  assert.deepEqual(told, [
    ErrorCode.COORDINATOR_NOT_AVAILABLE,
    ErrorCode.COORDINATOR_NOT_AVAILABLE,
  ]);
  assert.deepEqual(context.committedOffsets(), ['orders-0@5']);
});

test('offsets of topics that members read are not deleted by hand', () => {
  const context = new GroupContext();
  context.commitOffsets(commitOf('orders', [5]));
  context.commitOffsets(commitOf('other', [6]));
  const isSubscribedTo = (topic: string): boolean => topic === 'orders';
  context.shard.groups.set(groupWith('readers', { isSubscribedTo }));
  let told: OffsetDeleteResponse | undefined;
  context.run((shard) =>
    shard.deleteOffsets({
      request: {
        ...defaultOffsetDeleteRequest,
        groupId: 'readers',
        topics: ['orders', 'other'].map((name) => ({ name, partitions: [{ partitionIndex: 0 }] })),
      },
      respond: (response) => {
        told = response;
      },
    }),
  );
  assert.deepEqual(
    told?.topics.map(({ name, partitions }) => [name, partitions[0]?.errorCode]),
    [
      ['orders', ErrorCode.GROUP_SUBSCRIBED_TO_TOPIC],
      ['other', ErrorCode.NONE],
    ],
  );
  assert.deepEqual(context.committedOffsets(), ['orders-0@5']);
});

test('a topic that is deleted takes its offsets along, but not those of a new one of its name', () => {
  const context = new GroupContext();
  context.commitOffsets(commitOf('orders', [5]));
  const anew = commitOf('orders', [6], { groupId: 'later' });
  context.commitOffsets({
    ...anew,
    topics: anew.topics.map((topic) => ({ ...topic, topicId: OTHER_ID })),
  });
  context.changeTopics({ deleted: [{ name: 'orders', topicId: TOPIC_ID }] });
  assert.deepEqual(
    [context.committedOffsets(), context.committedOffsets('later')],
    [[], ['orders-0@6']],
  );
});

test('a shard that is unloaded has no timers', () => {
  const context = new GroupContext();
  assert.equal(context.clock.timersCount, 1);
  context.unload();
  assert.equal(context.clock.timersCount, 0);
});
