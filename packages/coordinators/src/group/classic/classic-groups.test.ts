import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import type { GroupMetadataValue } from '@odradek/protocol/messages/consumer-offsets';

import { respondWhenCommitted } from '../../runtime/coordinator-result.ts';
import {
  Answer,
  assignment,
  GROUP,
  GroupTest,
  SESSION_TIMEOUT_MS,
  subscription,
} from './test-context.ts';

test('a stable group is the same after a restart: generation, members, parts, leader', () => {
  const world = new GroupTest();
  const [leader, follower] = world.stableGroup('a', 'b');
  assert.ok(leader !== undefined && follower !== undefined);
  world.harness.reload();
  assert.equal(world.group.state, 'Stable');
  assert.equal(world.group.leaderId, leader.memberId);
  assert.equal(world.heartbeat(leader), ErrorCode.NONE);
  assert.deepEqual(world.sync(follower).response.assignment, assignment({ orders: [1] }));
  assert.ok(world.group.subscribedTopics?.has('orders'));
});

test('after a restart members have a whole session to be heard of', () => {
  const world = new GroupTest();
  const [leader] = world.stableGroup('a', 'b');
  assert.ok(leader !== undefined);
  world.harness.reload();
  world.harness.advance(SESSION_TIMEOUT_MS - 1);
  assert.equal(world.heartbeat(leader), ErrorCode.NONE);
  world.harness.advance(1);
  assert.equal(world.heartbeat(leader), ErrorCode.REBALANCE_IN_PROGRESS);
});

test('a restart in a rebalance leads back to the generation that was written last', () => {
  const world = new GroupTest();
  const [leader, follower] = world.stableGroup('a', 'b');
  assert.ok(leader !== undefined && follower !== undefined);
  const rejoined = world.join({ memberId: leader.memberId });
  world.join({ memberId: follower.memberId });
  const { generationId } = rejoined.response;
  const waiting = world.sync({ memberId: follower.memberId, generationId });
  world.harness.reload();
  assert.equal(waiting.response.errorCode, ErrorCode.NOT_COORDINATOR);
  assert.equal(world.group.generationId, 1);
  assert.equal(world.heartbeat({ ...leader, generationId }), ErrorCode.ILLEGAL_GENERATION);
  const joins = [leader, follower].map(({ memberId }) => world.join({ memberId }));
  assert.equal(joins[0]?.response.generationId, 2);
});

test('what was not committed is not loaded, and who waited for it is told to look elsewhere', () => {
  const world = new GroupTest();
  const leader = world.joinAsNew();
  world.harness.advance(0);
  world.harness.holdCommits();
  const handedIn = world.sync(leader.response, {});
  const joining = world.joinAsNew();
  world.harness.reload();
  assert.equal(handedIn.response.errorCode, ErrorCode.REBALANCE_IN_PROGRESS);
  assert.equal(joining.response.errorCode, ErrorCode.NOT_COORDINATOR);
  assert.equal(world.group.state, 'Empty');
});

test('whoever waits when the shard is unloaded is told to look elsewhere, and no timer is left', () => {
  const world = new GroupTest();
  const [leader] = world.stableGroup('a', 'b');
  world.join();
  const waiting = world.join({ memberId: leader?.memberId ?? '' });
  world.harness.unload();
  assert.equal(waiting.response.errorCode, ErrorCode.NOT_COORDINATOR);
  assert.equal(world.harness.clock.timersCount, 0);
});

test('members that are loaded know the protocol that was elected, and may bring others', () => {
  const world = new GroupTest();
  const protocols = ['range', 'cooperative-sticky'];
  const leader = world.joinAsNew({ protocols });
  world.harness.advance(0);
  world.syncAll([leader.response]);
  world.harness.reload();
  const stranger = world.join({ protocols: ['cooperative-sticky'] });
  assert.equal(stranger.response.errorCode, ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
  const again = world.join({ memberId: leader.memberId, protocols });
  assert.equal(again.response.errorCode, ErrorCode.NONE);
  const { response } = world.join({ protocols: ['cooperative-sticky'] });
  assert.equal(response.errorCode, ErrorCode.MEMBER_ID_REQUIRED);
});

test('a group that is larger than group.max.size when it is loaded is made smaller', () => {
  const large = new GroupTest();
  const members = large.stableGroup('a', 'b', 'c');
  const small = new GroupTest({ groupMaxSize: 2 });
  for (const record of large.harness.takeRecords()) {
    small.harness.run(() => ({ records: [record], complete: () => {} }));
  }
  small.harness.reload();
  assert.equal(small.group.state, 'PreparingRebalance');
  const joins = members.map(({ memberId }) => small.join({ memberId }));
  assert.deepEqual(
    joins.map(({ response }) => response.errorCode),
    [ErrorCode.NONE, ErrorCode.NONE, ErrorCode.GROUP_MAX_SIZE_REACHED],
  );
  assert.equal(small.group.membersCount, 2);
});

test('a deleted group is gone with its timers, also after a restart', () => {
  const world = new GroupTest();
  const [member] = world.stableGroup('a');
  world.leave({ memberId: member?.memberId ?? '' });
  const { memberId } = world.join().response;
  const { group } = world;
  const answer = new Answer<string>();
  world.harness.run(({ groups }) =>
    respondWhenCommitted({
      records: groups.get(GROUP)?.tombstones() ?? [],
      response: 'deleted',
      respond: answer.respond,
      fail: String,
    }),
  );
  assert.equal(answer.response, 'deleted');
  assert.equal(world.groups.get(GROUP), undefined);
  assert.equal(group.state, 'Dead');
  assert.equal(world.harness.clock.timersCount, 0);
  assert.equal(world.join({ memberId }).response.errorCode, ErrorCode.UNKNOWN_MEMBER_ID);
  world.harness.reload();
  assert.equal(world.groups.get(GROUP), undefined);
});

test('a record of an old version has no rebalance timeout and no timestamp', () => {
  const world = new GroupTest();
  const value: GroupMetadataValue = {
    protocolType: 'consumer',
    generation: 7,
    protocol: 'range',
    leader: 'a',
    currentStateTimestamp: -1,
    members: [
      {
        memberId: 'a',
        groupInstanceId: null,
        clientId: 'app',
        clientHost: '/10.0.0.1',
        rebalanceTimeout: -1,
        sessionTimeout: 12_000,
        subscription: subscription(['orders']),
        assignment: assignment({ orders: [0] }),
      },
    ],
  };
  world.groups.replay(GROUP, value);
  assert.equal(world.group.rebalanceTimeoutMs(), 12_000);
  assert.equal(world.group.currentStateTimestamp, undefined);
  assert.equal(world.group.generationId, 7);
});

test('a group of which only offsets are known has no type, and is not written', () => {
  const world = new GroupTest();
  const group = world.groups.create('simple');
  assert.equal(group.state, 'Empty');
  assert.equal(group.protocolType, undefined);
  assert.equal(world.groups.get('simple'), group);
  assert.deepEqual(world.harness.takeRecords(), []);
});

test('a commit of offsets counts as a heartbeat, but not while parts are awaited', () => {
  const world = new GroupTest();
  const [member] = world.stableGroup('a');
  assert.ok(member !== undefined);
  world.harness.advance(SESSION_TIMEOUT_MS - 1);
  world.group.noteOffsetCommit(member.memberId);
  world.harness.advance(SESSION_TIMEOUT_MS - 1);
  assert.equal(world.group.membersCount, 1);
  world.join({ memberId: member.memberId });
  assert.equal(world.group.state, 'CompletingRebalance');
  world.harness.advance(SESSION_TIMEOUT_MS - 1);
  world.group.noteOffsetCommit(member.memberId);
  world.harness.advance(1);
  assert.equal(world.group.membersCount, 0);
});
