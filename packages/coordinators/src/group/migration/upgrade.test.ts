import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';

import type { ConsumerGroup } from '../consumer/consumer-group.ts';
import { assigned, GROUP, type GroupTestOptions, orders } from '../consumer/test-context.ts';
import {
  assignmentBytes,
  CLASSIC_SESSION_TIMEOUT_MS,
  MigrationTest,
  partOf,
  subscriptionBytes,
} from './test-context.ts';

function withOrders(options: GroupTestOptions = {}): MigrationTest {
  const world = new MigrationTest(options);
  world.addTopic('orders', 4);
  return world;
}

function statesOf(group: ConsumerGroup | undefined): unknown {
  return Array.from(group?.members.values() ?? [], ({ memberEpoch, ...member }) => [
    memberEpoch,
    [...member.assignedPartitions.values()].flatMap((epochs) => [...epochs.keys()]).join(' '),
    member.classicMemberMetadata?.sessionTimeoutMs ?? null,
  ]);
}

test('a classic group becomes a consumer group when somebody joins who speaks that protocol', () => {
  const world = withOrders();
  const [first, second] = world.stableClassic([0, 1], [2, 3]);
  assert.ok(first !== undefined && second !== undefined);
  world.takeRecords();
  const joined = world.join('new');
  assert.deepEqual([joined.errorCode, joined.memberEpoch, assigned(joined)], [0, 2, '']);
  assert.equal(world.classicGroup, undefined);
  assert.deepEqual(statesOf(world.group), [
    [1, '0 1', CLASSIC_SESSION_TIMEOUT_MS],
    [1, '2 3', CLASSIC_SESSION_TIMEOUT_MS],
    [2, '', null],
  ]);
  assert.deepEqual(
    world.takeRecords().map(({ type, value }) => (value === null ? `no ${type}` : type)),
    [
      'no GroupMetadata',
      'ConsumerGroupMemberMetadata',
      'ConsumerGroupMemberMetadata',
      'ConsumerGroupMetadata',
      'ConsumerGroupTargetAssignmentMember',
      'ConsumerGroupTargetAssignmentMember',
      'ConsumerGroupTargetAssignmentMetadata',
      'ConsumerGroupCurrentMemberAssignment',
      'ConsumerGroupCurrentMemberAssignment',
      'ConsumerGroupMemberMetadata',
      'ConsumerGroupMetadata',
      'ConsumerGroupTargetAssignmentMember',
      'ConsumerGroupTargetAssignmentMember',
      'ConsumerGroupTargetAssignmentMetadata',
      'ConsumerGroupCurrentMemberAssignment',
    ],
  );
  const before = statesOf(world.group);
  world.reload();
  assert.deepEqual(statesOf(world.group), before);
});

test('members of the classic protocol are told to join again, and give up what the newcomer gets', () => {
  const world = withOrders();
  const [first, second] = world.stableClassic([0, 1], [2, 3]);
  assert.ok(first !== undefined && second !== undefined);
  world.join('new');
  assert.equal(world.heartbeatClassic(first), ErrorCode.REBALANCE_IN_PROGRESS);
  const eager = world.rejoinClassic({ memberId: first.memberId });
  assert.equal(eager.generationId, 2);
  assert.equal(world.heartbeatClassic(eager), ErrorCode.NONE);
  const other = world.rejoinClassic({ memberId: second.memberId });
  const told = world.heartbeat({ memberId: 'new', memberEpoch: 2, topicPartitions: orders() });
  const all = [eager.part, other.part, assigned(told)].join(' ').split(' ').sort();
  assert.deepEqual([all, world.group?.state], [['0', '1', '2', '3'], 'Stable']);
});

test('whoever waits in JoinGroup or SyncGroup of the classic group is told to join again', () => {
  const world = withOrders();
  const [leader, follower] = world.stableClassic([0, 1], [2, 3]);
  assert.ok(leader !== undefined && follower !== undefined);
  const waiting = world.joinClassic({ memberId: leader.memberId });
  assert.ok(waiting.isPending);
  world.join('new');
  assert.equal(waiting.response.errorCode, ErrorCode.REBALANCE_IN_PROGRESS);

  const syncing = withOrders();
  const [one, two] = syncing.stableClassic([0, 1], [2, 3]);
  assert.ok(one !== undefined && two !== undefined);
  const joins = [one, two].map(({ memberId }) => syncing.joinClassic({ memberId }));
  const follows = joins.find(({ response }) => response.leader !== response.memberId);
  assert.ok(follows !== undefined);
  const sync = syncing.syncClassic(follows.response);
  assert.ok(sync.isPending);
  syncing.join('new');
  assert.equal(sync.response.errorCode, ErrorCode.REBALANCE_IN_PROGRESS);
  assert.equal(syncing.group?.members.get(one.memberId)?.memberEpoch, 2);
});

test('a group whose first members are still awaited is upgraded too', () => {
  const world = withOrders();
  const waiting = world.joinNewClassic();
  assert.ok(waiting.isPending);
  assert.equal(world.join('new').errorCode, ErrorCode.NONE);
  assert.equal(waiting.response.errorCode, ErrorCode.REBALANCE_IN_PROGRESS);
  assert.equal(world.group?.members.size, 2);
});

test('a group whose first member has left while others were awaited is upgraded too', () => {
  const world = withOrders();
  const { memberId } = world.joinClassic().response;
  const waiting = world.joinClassic({ memberId });
  world.leaveClassic({ memberId });
  assert.equal(waiting.response.errorCode, ErrorCode.UNKNOWN_MEMBER_ID);
  assert.equal(world.classicGroup?.state, 'PreparingRebalance');
  assert.equal(world.join('new').errorCode, ErrorCode.NONE);
  assert.deepEqual([...(world.group?.members.keys() ?? [])], ['new']);
});

test('a group that cannot be upgraded stays what it is, and says why', () => {
  const refusal = (world: MigrationTest): [number, string | null] => {
    const { errorCode, errorMessage } = world.join('new');
    assert.ok(world.classicGroup !== undefined && world.classicGroup.membersCount > 0);
    return [errorCode, errorMessage];
  };
  const why = (reason: string): [number, string] => [
    ErrorCode.GROUP_ID_NOT_FOUND,
    `Cannot upgrade classic group ${GROUP} to consumer group because ${reason}.`,
  ];
  for (const migrationPolicy of ['downgrade', 'disabled'] as const) {
    const world = withOrders({ migrationPolicy });
    world.stableClassic([0]);
    assert.deepEqual(refusal(world), why('online upgrade is disabled'));
  }
  const small = withOrders({ maxSize: 1 });
  small.stableClassic([0], [1]);
  assert.deepEqual(refusal(small), why('the group size exceeds the consumer group maximum size'));
  const connect = withOrders();
  connect.joinNewClassic({ protocolType: 'connect' });
  assert.deepEqual(refusal(connect), why('the group does not use the consumer embedded protocol'));
  const garbled = withOrders();
  garbled.joinNewClassic({ metadata: Buffer.from('ff', 'hex') });
  assert.deepEqual(refusal(garbled), why('the embedded consumer protocol is malformed'));
  const custom = withOrders();
  const join = custom.joinNewClassic();
  custom.advance(0);
  const { memberId } = join.response;
  custom.syncClassic(join.response, { [memberId]: assignmentBytes([0], Buffer.from('own')) });
  assert.deepEqual(
    refusal(custom),
    why(
      'an unsupported custom assignor is in use. Please refer to the documentation or switch to a default assignor before re-attempting the upgrade',
    ),
  );
  const twice = withOrders();
  twice.stableClassic([0, 1], [1, 2]);
  assert.deepEqual(refusal(twice), [
    ErrorCode.UNKNOWN_SERVER_ERROR,
    `Cannot upgrade classic group ${GROUP} to consumer group because its leader assigned orders-1 to two members.`,
  ]);
});

test('an upgrade that cannot be written changes nothing', () => {
  const world = withOrders();
  const [leader] = world.stableClassic([0, 1, 2, 3]);
  assert.ok(leader !== undefined);
  world.refuseAppends(ErrorCode.COORDINATOR_NOT_AVAILABLE);
  assert.equal(world.join('new').errorCode, ErrorCode.COORDINATOR_NOT_AVAILABLE);
  world.refuseAppends(ErrorCode.NONE);
  assert.equal(world.heartbeatClassic(leader), ErrorCode.NONE);
  assert.equal(world.classicGroup?.state, 'Stable');
  world.advance(CLASSIC_SESSION_TIMEOUT_MS);
  assert.equal(world.classicGroup?.state, 'Empty');
});

test('members of an upgraded group are gone when nothing is heard of them for their own session timeout', () => {
  const world = withOrders();
  world.stableClassic([0, 1], [2, 3]);
  world.join('new');
  world.advance(CLASSIC_SESSION_TIMEOUT_MS - 1);
  assert.equal(world.group?.members.size, 3);
  world.advance(1);
  assert.deepEqual([...(world.group?.members.keys() ?? [])], ['new']);
});

test('the timers of classic members are theirs after a restart too', () => {
  const world = withOrders();
  world.stableClassic([0, 1], [2, 3]);
  world.join('new');
  world.reload();
  world.advance(CLASSIC_SESSION_TIMEOUT_MS - 1);
  assert.equal(world.group?.members.size, 3);
  world.advance(1);
  assert.equal(world.group?.members.size, 1);
});

test('committed offsets stay when a group is upgraded, and its classic members commit in their epoch', () => {
  const world = withOrders();
  const [leader] = world.stableClassic([0, 1, 2, 3]);
  assert.ok(leader !== undefined);
  assert.equal(world.commitOffset(7, leader), ErrorCode.NONE);
  world.join('new');
  assert.equal(world.committedOffset, 7);
  assert.equal(world.commitOffset(8, leader), ErrorCode.NONE);
  const stale = { ...leader, generationId: 5 };
  assert.equal(world.commitOffset(9, stale), ErrorCode.ILLEGAL_GENERATION);
  world.reload();
  assert.equal(world.committedOffset, 8);
});

test('a classic group without members becomes a consumer group whatever the policy is', () => {
  const world = withOrders({ migrationPolicy: 'disabled' });
  const [leader] = world.stableClassic([0]);
  assert.ok(leader !== undefined);
  world.commitOffset(7, leader);
  world.leaveClassic({ memberId: leader.memberId });
  assert.equal(world.classicGroup?.state, 'Empty');
  assert.equal(world.join('new').errorCode, ErrorCode.NONE);
  assert.deepEqual([world.group?.members.size, world.committedOffset], [1, 7]);
  world.reload();
  assert.deepEqual([world.group?.members.size, world.committedOffset], [1, 7]);
});

test('a static member that comes back with the consumer protocol has the place that it had', () => {
  const world = withOrders();
  const joining = { groupInstanceId: 'one', protocols: ['range'] };
  const join = world.joinClassic(joining);
  world.advance(0);
  world.syncClassic(
    { ...join.response, groupInstanceId: 'one' },
    { [join.response.memberId]: [0, 1, 2, 3] },
  );
  const told = world.join('other', { instanceId: 'one' });
  assert.deepEqual([told.errorCode, told.memberEpoch, assigned(told)], [0, 1, '0 1 2 3']);
  assert.deepEqual([...(world.group?.members.keys() ?? [])], ['other']);
  const old = { ...join.response, groupInstanceId: 'one' };
  assert.equal(world.heartbeatClassic(old), ErrorCode.FENCED_INSTANCE_ID);
  const before = statesOf(world.group);
  world.reload();
  assert.deepEqual(statesOf(world.group), before);
});

test('the rack of a classic member is taken over, and what it supports is written', () => {
  const world = withOrders();
  const join = world.joinNewClassic({ protocols: ['range', 'roundrobin'], rackId: 'a' });
  world.advance(0);
  world.syncClassic(join.response, { [join.response.memberId]: [0] });
  world.join('new');
  world.reload();
  const member = world.group?.members.get(join.response.memberId);
  assert.equal(member?.rackId, 'a');
  assert.deepEqual(
    member?.classicMemberMetadata?.supportedProtocols.map(({ name }) => name),
    ['range', 'roundrobin'],
  );
  assert.equal(
    partOf(world.syncClassic({ ...join.response, generationId: 1 }).response),
    'error 27',
  );
  assert.ok(subscriptionBytes({}).length > 0);
});

test('an upgrade is explained, and whoever was a member before has not joined', () => {
  const world = withOrders();
  world.stableClassic([0, 1], [2, 3]);
  world.join('new');
  const [upgrade] = world.rebalances.filter(({ groupType }) => groupType === 'consumer');
  assert.deepEqual(
    [upgrade?.reasons, upgrade?.joined, upgrade?.membersCount],
    [['the classic group has become a consumer group'], [], 2],
  );
});
