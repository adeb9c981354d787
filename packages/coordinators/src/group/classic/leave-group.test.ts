import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';

import { GROUP, GroupTest } from './test-context.ts';

test('a member that leaves begins a rebalance of the others', () => {
  const world = new GroupTest();
  const [leader, leaving] = world.stableGroup('a', 'b');
  assert.ok(leader !== undefined && leaving !== undefined);
  const { response } = world.leave({ memberId: leaving.memberId });
  assert.deepEqual(response, {
    throttleTimeMs: 0,
    errorCode: ErrorCode.NONE,
    members: [{ memberId: leaving.memberId, groupInstanceId: null, errorCode: ErrorCode.NONE }],
  });
  assert.equal(world.heartbeat(leader), ErrorCode.REBALANCE_IN_PROGRESS);
  assert.equal(world.heartbeat(leaving), ErrorCode.UNKNOWN_MEMBER_ID);
});

test('however many leave together, one rebalance follows', () => {
  const world = new GroupTest();
  const [leader, ...others] = world.stableGroup('a', 'b', 'c');
  assert.ok(leader !== undefined);
  const { members } = world.leave(...others.map(({ memberId }) => ({ memberId })), {
    memberId: 'nobody',
  }).response;
  assert.deepEqual(
    members.map(({ errorCode }) => errorCode),
    [ErrorCode.NONE, ErrorCode.NONE, ErrorCode.UNKNOWN_MEMBER_ID],
  );
  assert.equal(world.join({ memberId: leader.memberId }).response.generationId, 2);
});

test('the last member that leaves makes the group empty; the answer waits until that is committed', () => {
  const world = new GroupTest();
  const [member] = world.stableGroup('a');
  world.harness.takeRecords();
  world.harness.holdCommits();
  const left = world.leave({ memberId: member?.memberId ?? '' });
  assert.equal(world.group.state, 'Empty');
  assert.ok(left.isPending);
  world.harness.commit();
  assert.equal(left.response.errorCode, ErrorCode.NONE);
  assert.equal(world.harness.takeRecords().length, 1);
});

test('a member that leaves while it is awaited ends the wait', () => {
  const world = new GroupTest();
  const [leader, leaving] = world.stableGroup('a', 'b');
  assert.ok(leader !== undefined && leaving !== undefined);
  const rejoined = world.join({ memberId: leader.memberId });
  assert.ok(rejoined.isPending);
  world.leave({ memberId: leaving.memberId });
  assert.equal(rejoined.response.members.length, 1);
});

test('a member that leaves while it waits in JoinGroup is answered', () => {
  const world = new GroupTest();
  const [leader] = world.stableGroup('a');
  const waiting = world.joinAsNew();
  world.leave({ memberId: waiting.memberId });
  assert.equal(waiting.response.errorCode, ErrorCode.UNKNOWN_MEMBER_ID);
  assert.equal(world.join({ memberId: leader?.memberId ?? '' }).response.errorCode, ErrorCode.NONE);
});

test('an id that was given out may be given back', () => {
  const world = new GroupTest();
  const [leader] = world.stableGroup('a');
  const { memberId } = world.join().response;
  const rejoined = world.join({ memberId: leader?.memberId ?? '' });
  assert.ok(rejoined.isPending);
  const { members } = world.leave({ memberId }).response;
  assert.equal(members[0]?.errorCode, ErrorCode.NONE);
  assert.equal(rejoined.response.errorCode, ErrorCode.NONE);
});

test('who leaves the group before the initial delay is over does not end it', () => {
  const world = new GroupTest({ groupInitialRebalanceDelayMs: 3000 });
  const staying = world.joinAsNew();
  const leaving = world.joinAsNew();
  world.leave({ memberId: leaving.memberId });
  assert.ok(staying.isPending);
  world.harness.advance(6000);
  assert.equal(staying.response.members.length, 1);
});

test('nobody leaves a group that does not exist', () => {
  const world = new GroupTest();
  const { response } = world.leave({ memberId: 'a' }, { groupInstanceId: 'one' });
  assert.equal(response.errorCode, ErrorCode.NONE);
  assert.deepEqual(response.members, [
    { memberId: 'a', groupInstanceId: null, errorCode: ErrorCode.UNKNOWN_MEMBER_ID },
    { memberId: '', groupInstanceId: 'one', errorCode: ErrorCode.UNKNOWN_MEMBER_ID },
  ]);
});

test('a leave whose empty group cannot be written is told the error', () => {
  const world = new GroupTest();
  const [member] = world.stableGroup('a');
  world.harness.refuseAppends(ErrorCode.COORDINATOR_NOT_AVAILABLE);
  const { response } = world.leave({ memberId: member?.memberId ?? '' });
  assert.deepEqual(
    [response.errorCode, response.members],
    [ErrorCode.COORDINATOR_NOT_AVAILABLE, []],
  );
  assert.equal(world.groups.get(GROUP)?.state, 'Empty');
});
