import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';

import { commitOf, GroupContext } from './test-context.ts';

const { NONE, COORDINATOR_LOAD_IN_PROGRESS, COORDINATOR_NOT_AVAILABLE, NOT_COORDINATOR } =
  ErrorCode;
const MANY = 5_000;

/** A shard with a group of many offsets, and one of one. */
function contextOfMany(): GroupContext {
  const context = new GroupContext();
  context.commitOffsets(commitOf('orders', new Array<number>(MANY).fill(5)));
  context.commitOffsets(commitOf('orders', [7], { groupId: 'few' }));
  context.takeRecords();
  return context;
}

/** Where the error codes come that the deletion is told. */
function deleteGroups(context: GroupContext, ...groupIds: string[]): (readonly number[])[] {
  const told: (readonly number[])[] = [];
  context.run((shard) =>
    shard.deleteGroups(groupIds, (results) => told.push(results.map(({ errorCode }) => errorCode))),
  );
  return told;
}

test('a group with more offsets than fit into a batch is deleted some at a time, itself the last', () => {
  const context = contextOfMany();
  const told = deleteGroups(context, 'nobody', 'readers', 'few');
  assert.deepEqual([told, context.groupIds], [[], ['readers']]);
  context.advance(0);
  assert.deepEqual(told, [[ErrorCode.GROUP_ID_NOT_FOUND, NONE, NONE]]);
  assert.deepEqual([context.groupIds, context.shard.offsets.committed.size], [[], 0]);
  const types = context.takeRecords().map(({ type }) => type);
  assert.deepEqual([types.length, types.at(-1)], [MANY + 3, 'GroupMetadata']);
});

test('whoever asks for a group while it is deleted has to come again', () => {
  const context = contextOfMany();
  context.holdCommits();
  const told = deleteGroups(context, 'readers');
  context.advance(0);
  assert.equal(context.shard.deletions.isUnderWay('readers'), true);
  const again = deleteGroups(context, 'readers');
  for (let slice = 0; slice < 20; slice++) {
    context.commit();
    context.advance(0);
  }
  assert.deepEqual([told, again], [[[NONE]], [[COORDINATOR_LOAD_IN_PROGRESS]]]);
  assert.equal(context.shard.deletions.isUnderWay('readers'), false);
});

test('a deletion that fails halfway leaves the group with the rest of its offsets', () => {
  const context = contextOfMany();
  context.holdCommits();
  const told = deleteGroups(context, 'readers');
  context.advance(0);
  context.commit();
  context.refuseAppends(COORDINATOR_NOT_AVAILABLE);
  context.advance(0);
  assert.deepEqual(told, [[COORDINATOR_NOT_AVAILABLE]]);
  context.refuseAppends(NONE);
  context.advance(10_000);
  context.commit();
  const left = context.committedOffsets().length;
  assert(left > 0 && left < MANY, `${left} are left`);
  assert.equal(context.shard.deletions.isUnderWay('readers'), false);
  const again = deleteGroups(context, 'readers');
  for (let slice = 0; slice < 20; slice++) {
    context.advance(0);
    context.commit();
  }
  assert.deepEqual([again, context.groupIds], [[[NONE]], ['few']]);
});

test('a deletion is told when the shard is unloaded between two slices', () => {
  const context = contextOfMany();
  const told = deleteGroups(context, 'readers');
  context.unload();
  assert.deepEqual(told, [[NOT_COORDINATOR]]);
});

test('a group that expires while it is deleted is gone all the same', () => {
  const context = contextOfMany();
  context.holdCommits();
  const told = deleteGroups(context, 'readers');
  context.advance(0);
  const [group] = [...context.shard.groups.all()];
  for (const record of group?.tombstones() ?? []) context.shard.replay(record, 0, undefined);
  for (let slice = 0; slice < 20; slice++) {
    context.commit();
    context.advance(0);
  }
  assert.deepEqual([told, context.groupIds], [[[NONE]], ['few']]);
});
