import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';

import {
  assignment,
  GroupTest,
  type Joining,
  type Membership,
  subscription,
} from './test-context.ts';

test('a static member that comes back takes its place without a rebalance', () => {
  const { world, leader, follower } = staticGroup();
  const back = world.join({ groupInstanceId: 'two' });
  assert.equal(back.response.errorCode, ErrorCode.NONE);
  assert.notEqual(back.response.memberId, follower.memberId);
  assert.equal(back.response.generationId, follower.generationId);
  assert.equal(back.response.leader, leader.memberId);
  assert.equal(back.response.skipAssignment, false);
  assert.equal(world.group.state, 'Stable');
  assert.equal(world.heartbeat(leader), ErrorCode.NONE);
  const again = { ...back.response, groupInstanceId: 'two' };
  assert.deepEqual(world.sync(again).response.assignment, assignment({ orders: [1] }));
});

test('the id of before is fenced', () => {
  const { world, follower } = staticGroup();
  world.join({ groupInstanceId: 'two' });
  const { memberId } = follower;
  assert.equal(world.heartbeat(follower), ErrorCode.FENCED_INSTANCE_ID);
  assert.equal(world.sync(follower).response.errorCode, ErrorCode.FENCED_INSTANCE_ID);
  const rejoined = world.join({ memberId, groupInstanceId: 'two' }).response;
  assert.deepEqual(
    [rejoined.errorCode, rejoined.memberId, rejoined.protocolName, rejoined.protocolType],
    [ErrorCode.FENCED_INSTANCE_ID, memberId, null, null],
  );
  const { members } = world.leave({ memberId, groupInstanceId: 'two' }).response;
  assert.equal(members[0]?.errorCode, ErrorCode.FENCED_INSTANCE_ID);
});

test('the new id is written before the member is answered', () => {
  const { world } = staticGroup();
  world.harness.holdCommits();
  const back = world.join({ groupInstanceId: 'two' });
  assert.ok(back.isPending);
  world.harness.commit();
  const [record] = world.harness.takeRecords().slice(-1);
  assert.ok(record?.type === 'GroupMetadata');
  const { memberId } = back.response;
  const ids = record.value?.members.map((member) => member.memberId);
  assert.ok(ids?.includes(memberId));
});

test('a static leader that comes back from v9 on is told to skip the assignment', () => {
  const { world, leader, follower } = staticGroup();
  const { response } = world.join({ groupInstanceId: 'one' });
  assert.equal(response.leader, response.memberId);
  assert.equal(response.skipAssignment, true);
  assert.deepEqual(
    response.members.map(({ memberId }) => memberId).toSorted(),
    [response.memberId, follower.memberId].toSorted(),
  );
  assert.equal(world.heartbeat(leader), ErrorCode.FENCED_INSTANCE_ID);
  assert.equal(world.group.state, 'Stable');
});

test('a static leader that comes back before v9 is not told that it leads', () => {
  const { world, leader } = staticGroup();
  const { response } = world.join({ groupInstanceId: 'one', version: 8 });
  assert.equal(response.leader, leader.memberId);
  assert.equal(response.skipAssignment, false);
  assert.deepEqual(response.members, []);
  assert.equal(world.group.leaderId, response.memberId);
});

test('a static member that would change the protocol begins a rebalance when it comes back', () => {
  const world = new GroupTest();
  const protocols = ['range', 'roundrobin'];
  world.join({ groupInstanceId: 'one', protocols: ['roundrobin', 'range'] });
  world.join({ groupInstanceId: 'two', protocols });
  const third = world.join({ groupInstanceId: 'three', protocols });
  world.harness.advance(0);
  assert.equal(third.response.protocolName, 'range');
  const [one] = third.response.members;
  assert.equal(one, undefined);
  stabilize(world);
  const back = world.join({ groupInstanceId: 'two', protocols: ['roundrobin', 'range'] });
  assert.ok(back.isPending);
  assert.equal(world.group.state, 'PreparingRebalance');
});

test('a static member that subscribes to something else keeps its part until the next rebalance', () => {
  const { world } = staticGroup();
  const back = world.join({ groupInstanceId: 'two', topics: ['returns'] });
  assert.equal(back.response.errorCode, ErrorCode.NONE);
  assert.equal(world.group.state, 'Stable');
  assert.deepEqual(
    world.group.member(back.response.memberId)?.protocols.metadata('range'),
    subscription(['returns']),
  );
});

test('two processes with one name fence each other while they join', () => {
  const world = new GroupTest({ groupInitialRebalanceDelayMs: 3000 });
  const first = world.join({ groupInstanceId: 'one' });
  const second = world.join({ groupInstanceId: 'one' });
  assert.equal(first.response.errorCode, ErrorCode.FENCED_INSTANCE_ID);
  world.harness.advance(3000);
  assert.equal(second.response.errorCode, ErrorCode.NONE);
  assert.deepEqual(
    second.response.members.map(({ memberId }) => memberId),
    [second.response.memberId],
  );
});

test('a static member that comes back while parts are awaited begins the rebalance anew', () => {
  const world = new GroupTest();
  const first = world.join({ groupInstanceId: 'one' });
  const second = world.join({ groupInstanceId: 'two' });
  world.harness.advance(0);
  const waiting = world.sync({ ...second.response, groupInstanceId: 'two' });
  const back = world.join({ groupInstanceId: 'two' });
  assert.equal(waiting.response.errorCode, ErrorCode.FENCED_INSTANCE_ID);
  assert.equal(world.group.state, 'PreparingRebalance');
  world.join({ groupInstanceId: 'one', memberId: first.response.memberId });
  assert.equal(back.response.generationId, 2);
});

test('a rebalance that begins before the new id is committed answers the member', () => {
  const { world, leader } = staticGroup();
  world.harness.holdCommits();
  const back = world.join({ groupInstanceId: 'two' });
  world.join({ memberId: leader.memberId, groupInstanceId: 'one' });
  assert.equal(back.response.generationId, 2);
  world.harness.commit();
  assert.equal(world.group.state, 'CompletingRebalance');
});

test('a new id that cannot be written is told to the member, which may try again', () => {
  const { world } = staticGroup();
  world.harness.refuseAppends(ErrorCode.COORDINATOR_NOT_AVAILABLE);
  const failed = world.join({ groupInstanceId: 'two' });
  assert.equal(failed.response.errorCode, ErrorCode.COORDINATOR_NOT_AVAILABLE);
  world.harness.refuseAppends(ErrorCode.NONE);
  assert.equal(world.join({ groupInstanceId: 'two' }).response.errorCode, ErrorCode.NONE);
  assert.equal(world.group.membersCount, 2);
});

test('a name that nobody has makes a new member, with the name in its id', () => {
  const { world } = staticGroup();
  const third = world.join({ groupInstanceId: 'three' });
  assert.ok(third.isPending);
  assert.match(world.group.staticMemberId('three') ?? '', /^three-/);
  assert.equal(world.group.state, 'PreparingRebalance');
});

test('a static member is removed by its name alone, once', () => {
  const { world } = staticGroup();
  const { members } = world.leave({ groupInstanceId: 'two' }, { groupInstanceId: 'two' }).response;
  assert.deepEqual(members, [
    { memberId: '', groupInstanceId: 'two', errorCode: ErrorCode.NONE },
    { memberId: '', groupInstanceId: 'two', errorCode: ErrorCode.UNKNOWN_MEMBER_ID },
  ]);
  assert.equal(world.group.membersCount, 1);
});

/** A stable group of the static members `one`, which leads, and `two`. */
function staticGroup(joining: Joining = {}): {
  readonly world: GroupTest;
  readonly leader: Membership;
  readonly follower: Membership;
} {
  const world = new GroupTest();
  const joins = ['one', 'two'].map((groupInstanceId) =>
    world.join({ ...joining, groupInstanceId }),
  );
  world.harness.advance(0);
  const [leader, follower] = world.syncAll(joins.map(({ response }) => response));
  assert.ok(leader !== undefined && follower !== undefined);
  return {
    world,
    leader: { ...leader, groupInstanceId: 'one' },
    follower: { ...follower, groupInstanceId: 'two' },
  };
}

/** The leader of the generation hands in parts, and the group is stable. */
function stabilize(world: GroupTest): void {
  const { leaderId: memberId = '', generationId } = world.group;
  assert.equal(world.sync({ memberId, generationId }).response.errorCode, ErrorCode.NONE);
}
