import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';

import { assignment, GROUP, GroupTest, subscription } from './test-context.ts';

test('members get the part that the leader gave them, when it is committed', () => {
  const world = new GroupTest();
  const leader = world.joinAsNew();
  const follower = world.joinAsNew();
  world.harness.advance(0);
  const parts = {
    [leader.memberId]: assignment({ orders: [0] }),
    [follower.memberId]: assignment({ orders: [1] }),
  };
  const early = world.sync(follower.response);
  assert.ok(early.isPending);
  world.harness.holdCommits();
  const handedIn = world.sync(leader.response, parts);
  assert.ok(handedIn.isPending && early.isPending);
  assert.equal(world.group.state, 'CompletingRebalance');
  world.harness.commit();
  assert.equal(world.group.state, 'Stable');
  assert.deepEqual(early.response, {
    throttleTimeMs: 0,
    errorCode: ErrorCode.NONE,
    protocolType: 'consumer',
    protocolName: 'range',
    assignment: parts[follower.memberId],
  });
  assert.deepEqual(handedIn.response.assignment, parts[leader.memberId]);
});

test('the assignment is written with all that lasts of the group', () => {
  const world = new GroupTest();
  const leader = world.joinAsNew({ clientId: 'billing', rebalanceTimeoutMs: 40_000 });
  world.harness.advance(0);
  world.harness.takeRecords();
  world.sync(leader.response, { [leader.memberId]: assignment({ orders: [0] }) });
  assert.deepEqual(world.harness.takeRecords(), [
    {
      type: 'GroupMetadata',
      key: { group: GROUP },
      value: {
        protocolType: 'consumer',
        generation: 1,
        protocol: 'range',
        leader: leader.memberId,
        currentStateTimestamp: world.harness.clock.now(),
        members: [
          {
            memberId: leader.memberId,
            groupInstanceId: null,
            clientId: 'billing',
            clientHost: '/127.0.0.1',
            rebalanceTimeout: 40_000,
            sessionTimeout: 10_000,
            subscription: subscription(['orders']),
            assignment: assignment({ orders: [0] }),
          },
        ],
      },
    },
  ]);
});

test('a member that the leader forgot has an empty part, and strangers have none', () => {
  const world = new GroupTest();
  const leader = world.joinAsNew();
  const forgotten = world.joinAsNew();
  world.harness.advance(0);
  world.sync(leader.response, { nobody: assignment({ orders: [0] }) });
  assert.equal(world.sync(forgotten.response).response.assignment.length, 0);
  assert.equal(world.group.membersCount, 2);
});

test('a stable member may fetch its part again', () => {
  const world = new GroupTest();
  const [, follower] = world.stableGroup('a', 'b');
  assert.ok(follower !== undefined);
  assert.deepEqual(world.sync(follower).response.assignment, assignment({ orders: [1] }));
});

test('parts are kept apart from the memory of the request', () => {
  const world = new GroupTest();
  const metadata = subscription(['orders']);
  const leader = world.joinAsNew({ metadata });
  metadata.fill(0xff);
  world.harness.advance(0);
  assert.deepEqual(leader.response.members[0]?.metadata, subscription(['orders']));
  const part = assignment({ orders: [0] });
  world.sync(leader.response, { [leader.memberId]: part });
  part.fill(0xff);
  assert.deepEqual(world.sync(leader.response).response.assignment, assignment({ orders: [0] }));
});

test('strangers, other generations and other protocols are refused', () => {
  const world = new GroupTest();
  const [member] = world.stableGroup('a');
  assert.ok(member !== undefined);
  const { memberId, generationId } = member;
  const codes = [
    world.sync({ memberId: 'nobody', generationId }),
    world.sync({ memberId, generationId: generationId - 1 }),
    world.sync(member, {}, { protocolType: 'connect' }),
    world.sync(member, {}, { protocolName: 'sticky' }),
    world.sync(member, {}, { protocolType: 'consumer', protocolName: 'range' }),
    world.sync(member, {}, { groupId: 'other' }),
    world.sync({ ...member, groupInstanceId: 'one' }),
  ].map(({ response }) => response.errorCode);
  assert.deepEqual(codes, [
    ErrorCode.UNKNOWN_MEMBER_ID,
    ErrorCode.ILLEGAL_GENERATION,
    ErrorCode.INCONSISTENT_GROUP_PROTOCOL,
    ErrorCode.INCONSISTENT_GROUP_PROTOCOL,
    ErrorCode.NONE,
    ErrorCode.UNKNOWN_MEMBER_ID,
    ErrorCode.UNKNOWN_MEMBER_ID,
  ]);
});

test('while a rebalance is prepared nobody gets a part', () => {
  const world = new GroupTest();
  const [leader, follower] = world.stableGroup('a', 'b');
  assert.ok(leader !== undefined && follower !== undefined);
  world.join({ memberId: leader.memberId });
  assert.equal(world.sync(follower).response.errorCode, ErrorCode.REBALANCE_IN_PROGRESS);
});

test('a rebalance that begins while parts are awaited tells who waits for one', () => {
  const world = new GroupTest();
  const leader = world.joinAsNew();
  const follower = world.joinAsNew();
  world.harness.advance(0);
  const waiting = world.sync(follower.response);
  world.joinAsNew();
  assert.equal(waiting.response.errorCode, ErrorCode.REBALANCE_IN_PROGRESS);
  const late = world.sync(leader.response, {});
  assert.equal(late.response.errorCode, ErrorCode.REBALANCE_IN_PROGRESS);
});

test('an assignment that is committed after the next rebalance has begun is nobody’s part', () => {
  const world = new GroupTest();
  const leader = world.joinAsNew();
  world.harness.advance(0);
  world.harness.holdCommits();
  const handedIn = world.sync(leader.response, { [leader.memberId]: assignment({ orders: [0] }) });
  world.joinAsNew();
  assert.equal(handedIn.response.errorCode, ErrorCode.REBALANCE_IN_PROGRESS);
  world.harness.commit();
  assert.equal(world.group.state, 'PreparingRebalance');
});

test('a SyncGroup that is sent again gives the first one up', () => {
  const world = new GroupTest();
  world.joinAsNew();
  const follower = world.joinAsNew();
  world.harness.advance(0);
  const first = world.sync(follower.response);
  const second = world.sync(follower.response);
  assert.equal(first.response.errorCode, ErrorCode.REBALANCE_IN_PROGRESS);
  assert.ok(second.isPending);
});

test('an assignment that cannot be written is told to all, who join again', () => {
  const world = new GroupTest();
  const leader = world.joinAsNew();
  const follower = world.joinAsNew();
  world.harness.advance(0);
  const early = world.sync(follower.response);
  world.harness.refuseAppends(ErrorCode.UNKNOWN_SERVER_ERROR);
  const handedIn = world.sync(leader.response, {});
  assert.equal(handedIn.response.errorCode, ErrorCode.UNKNOWN_SERVER_ERROR);
  assert.equal(early.response.errorCode, ErrorCode.UNKNOWN_SERVER_ERROR);
  world.harness.refuseAppends(ErrorCode.NONE);
  const again = [leader, follower].map(({ memberId }) => world.join({ memberId }));
  assert.deepEqual(
    again.map(({ response }) => response.generationId),
    [2, 2],
  );
});

test('a member that is removed while it waits for its part is told so', () => {
  const world = new GroupTest();
  world.joinAsNew();
  const follower = world.joinAsNew();
  world.harness.advance(0);
  const waiting = world.sync(follower.response);
  world.leave({ memberId: follower.memberId });
  assert.equal(waiting.response.errorCode, ErrorCode.UNKNOWN_MEMBER_ID);
});
