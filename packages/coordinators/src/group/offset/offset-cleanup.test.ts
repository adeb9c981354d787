import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';

import { commitOf, GroupContext, MS_PER_DAY, TOPIC_ID } from '../test-context.ts';
import { tombstonesOfGroup } from './delete-offsets.ts';

const NEW_TOPIC_ID = 'RL2VWfA0RPOS63e0AHqfIQ';
const ORDERS = { name: 'orders', topicId: TOPIC_ID };

/** A shard in which a group has so many offsets of the topic orders. */
function contextWith(partitions: number): GroupContext {
  const context = new GroupContext();
  context.commitOffsets(commitOf('orders', new Array<number>(partitions).fill(5)));
  context.takeRecords();
  return context;
}

function offsetsLeft({ shard }: GroupContext): number {
  return shard.offsets.committed.size;
}

test('the offsets of a topic that is gone are deleted, some at a time', () => {
  const context = contextWith(5_000);
  context.changeTopics({ deleted: [ORDERS] });
  const left = offsetsLeft(context);
  assert(left > 3_000 && left < 5_000, `${left} are left behind the first slice`);
  context.advance(0);
  assert.equal(offsetsLeft(context), 0);
  assert.equal(context.takeRecords().length, 5_000);
});

test('no slice is begun before what the last one has written is committed', () => {
  const context = contextWith(5_000);
  context.holdCommits();
  context.changeTopics({ deleted: [ORDERS] });
  const left = offsetsLeft(context);
  context.advance(1_000);
  assert.equal(offsetsLeft(context), left);
  context.commit();
  context.advance(0);
  assert(offsetsLeft(context) < left);
});

test('what is committed between slices for a new topic of the same name stays', () => {
  const context = contextWith(5_000);
  context.holdCommits();
  context.changeTopics({ deleted: [ORDERS] });
  const commit = commitOf('orders', new Array<number>(5_000).fill(9));
  const topics = commit.topics.map((topic) => ({ ...topic, topicId: NEW_TOPIC_ID }));
  context.commitOffsets({ ...commit, topics });
  for (let slice = 0; slice < 10; slice++) {
    context.commit();
    context.advance(0);
  }
  assert.equal(offsetsLeft(context), 5_000);
});

test('topics that go while others are looked for are looked for next', () => {
  const context = contextWith(5_000);
  context.commitOffsets(commitOf('other', [1, 2, 3]));
  context.changeTopics({ deleted: [ORDERS] });
  context.changeTopics({ deleted: [{ name: 'other', topicId: TOPIC_ID }] });
  context.advance(0);
  assert.equal(offsetsLeft(context), 0);
});

test('a slice that cannot be written is tried again half a second later', () => {
  const context = contextWith(5_000);
  context.refuseAppends(ErrorCode.COORDINATOR_NOT_AVAILABLE);
  context.changeTopics({ deleted: [ORDERS] });
  context.advance(499);
  assert.equal(offsetsLeft(context), 5_000);
  context.refuseAppends(ErrorCode.NONE);
  context.advance(1);
  assert.equal(offsetsLeft(context), 0);
});

test('many offsets of one group expire some at a time, and the group with the last of them', () => {
  const context = contextWith(5_000);
  context.commitOffsets(commitOf('orders', [5], { groupId: 'few' }));
  context.takeRecords();
  context.advance(8 * MS_PER_DAY);
  assert.deepEqual([offsetsLeft(context), context.groupIds], [0, []]);
  const ofReaders = context
    .takeRecords()
    .filter(({ key }) => 'group' in key && key.group === 'readers');
  assert.deepEqual([ofReaders.length, ofReaders.at(-1)?.type], [5_001, 'GroupMetadata']);
});

test('an offset that is committed between slices keeps its group', () => {
  const context = contextWith(5_000);
  context.advance(7 * MS_PER_DAY - 600_000);
  context.holdCommits();
  context.advance(600_000);
  assert(offsetsLeft(context) < 5_000);
  context.commitOffsets(commitOf('orders', [7]));
  for (let slice = 0; slice < 20; slice++) {
    context.commit();
    context.advance(0);
  }
  assert.deepEqual([context.committedOffsets(), context.groupIds], [['orders-0@7'], ['readers']]);
});

test('a group that is gone between slices is not deleted again', () => {
  const context = contextWith(5_000);
  context.advance(7 * MS_PER_DAY - 600_000);
  context.holdCommits();
  context.advance(600_000);
  const { shard } = context;
  const ofGroup = shard.groups.get('readers')?.tombstones() ?? [];
  for (const record of [...tombstonesOfGroup('readers', shard.offsets), ...ofGroup]) {
    shard.replay(record, 0, undefined);
  }
  context.takeRecords();
  for (let slice = 0; slice < 20; slice++) {
    context.advance(0);
    context.commit();
  }
  assert.deepEqual([context.takeRecords(), context.groupIds], [[], []]);
});
