import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';

import type { ClassicGroup } from '../classic/classic-group.ts';
import { type GroupTestOptions, orders, SESSION_TIMEOUT_MS } from '../consumer/test-context.ts';
import {
  CLASSIC_SESSION_TIMEOUT_MS,
  type ClassicMembership,
  MigrationTest,
  partitionsOf,
  partOf,
} from './test-context.ts';

/** A consumer group of `modern` and two classic members. */
function mixed(
  options: GroupTestOptions = {},
): [MigrationTest, ClassicMembership, ClassicMembership] {
  const world = new MigrationTest(options);
  world.addTopic('orders', 3);
  world.join('modern');
  const join = (): ClassicMembership => {
    const { memberId } = world.joinNewClassic().response;
    return world.rejoinClassic({ memberId });
  };
  const members: [ClassicMembership, ClassicMembership] = [join(), join()];
  return [world, ...members];
}

function partsOf(group: ClassicGroup | undefined): readonly number[][] {
  return Array.from(group?.allMembers() ?? [], ({ assignment }) => partitionsOf(assignment));
}

test('a consumer group becomes a classic one when the last member of that protocol leaves', () => {
  const [world, first, second] = mixed();
  const epoch = world.group?.groupEpoch;
  world.takeRecords();
  world.heartbeat({ memberId: 'modern', memberEpoch: -1 });
  assert.equal(world.group, undefined);
  const { classicGroup } = world;
  assert.deepEqual(
    [classicGroup?.state, classicGroup?.generationId, classicGroup?.protocolName],
    ['PreparingRebalance', epoch, 'range'],
  );
  const records = world.takeRecords();
  assert.deepEqual(
    records.map(({ type, value }) => (value === null ? `no ${type}` : type)),
    [
      ...Array.from({ length: 3 }, () => 'no ConsumerGroupCurrentMemberAssignment'),
      ...Array.from({ length: 3 }, () => 'no ConsumerGroupTargetAssignmentMember'),
      'no ConsumerGroupTargetAssignmentMetadata',
      ...Array.from({ length: 3 }, () => 'no ConsumerGroupMemberMetadata'),
      'no ConsumerGroupPartitionMetadata',
      'no ConsumerGroupMetadata',
      'GroupMetadata',
    ],
  );
  assert.equal(world.heartbeatClassic(first), ErrorCode.ILLEGAL_GENERATION);
  const answers = [first, second].map(({ memberId }) => world.joinClassic({ memberId }));
  const joins = answers.map(({ response }) => response);
  assert.deepEqual(
    joins.map(({ errorCode, generationId }) => [errorCode, generationId]),
    joins.map(() => [ErrorCode.NONE, (epoch ?? 0) + 1]),
  );
});

test('a member in the last epoch is told by its heartbeat to join the rebalance', () => {
  const [world, , second] = mixed();
  assert.equal(second.generationId, world.group?.groupEpoch);
  world.advance(0);
  const current = { ...second, generationId: world.group?.groupEpoch ?? 0 };
  world.leaveClassic({ memberId: 'modern' });
  assert.equal(world.heartbeatClassic(current), ErrorCode.REBALANCE_IN_PROGRESS);
});

test('a group that was downgraded is the same after a restart, but for the rebalance', () => {
  const [world] = mixed();
  world.heartbeat({ memberId: 'modern', memberEpoch: -1 });
  const before = world.classicGroup;
  const parts = partsOf(before);
  world.reload();
  assert.equal(world.group, undefined);
  assert.deepEqual(partsOf(world.classicGroup), parts);
  assert.deepEqual(
    [world.classicGroup?.state, world.classicGroup?.generationId, world.classicGroup?.leaderId],
    ['Stable', before?.generationId, before?.leaderId],
  );
});

test('it is downgraded too when nothing is heard of the last member of its protocol', () => {
  const [world, first, second] = mixed();
  for (let time = 0; time < SESSION_TIMEOUT_MS; time += 5000) {
    for (const { memberId } of [first, second]) world.rejoinClassic({ memberId });
    world.advance(5000);
  }
  assert.equal(world.classicGroup?.membersCount, 2);
});

test('whether it is downgraded depends on the policy and on the size that classic groups may have', () => {
  for (const migrationPolicy of ['upgrade', 'downgrade'] as const) {
    const [world] = mixed({ migrationPolicy });
    world.heartbeat({ memberId: 'modern', memberEpoch: -1 });
    assert.equal(world.group === undefined, migrationPolicy === 'downgrade');
  }
  const [world] = mixed();
  world.heartbeat({ memberId: 'modern', memberEpoch: -1 });
  assert.equal(world.classicGroup?.membersCount, 2);
});

test('a group of which nobody is left stays a consumer group', () => {
  const world = new MigrationTest();
  world.addTopic('orders', 3);
  world.join('modern');
  world.heartbeat({ memberId: 'modern', memberEpoch: -1 });
  assert.equal(world.group?.state, 'Empty');
});

test('members that cannot be a classic group stay in the consumer group', () => {
  const [world, first] = mixed();
  const good = world.group?.members.get(first.memberId);
  const { classicMemberMetadata = null } = good ?? {};
  assert.ok(good !== undefined && classicMemberMetadata !== null);
  const supportedProtocols = [{ name: 'range', metadata: Buffer.from('f') }];
  world.group?.setMember({
    ...good,
    classicMemberMetadata: { ...classicMemberMetadata, supportedProtocols },
  });
  world.heartbeat({ memberId: 'modern', memberEpoch: -1 });
  assert.deepEqual([world.group?.members.size, world.classicGroup], [2, undefined]);
  assert.match(world.reports.join(' '), /stays a consumer group/);
});

test('a downgrade that cannot be written changes nothing, and is tried again for a silent member', () => {
  const [world, first, second] = mixed();
  world.refuseAppends(ErrorCode.COORDINATOR_NOT_AVAILABLE);
  world.heartbeat({ memberId: 'modern', memberEpoch: -1 });
  assert.deepEqual([world.group?.members.size, world.classicGroup], [3, undefined]);
  assert.equal(world.heartbeatClassic(second), ErrorCode.NONE);
  for (const { memberId } of [first, second]) {
    const { memberEpoch = 0 } = world.group?.members.get(memberId) ?? {};
    world.advance(SESSION_TIMEOUT_MS / 5);
    world.heartbeatClassic({ memberId, generationId: memberEpoch });
  }
  world.refuseAppends(ErrorCode.NONE);
  world.heartbeat({ memberId: 'modern', memberEpoch: -1 });
  assert.equal(world.group, undefined);
});

test('members of a downgraded group are gone when nothing is heard of them', () => {
  const [world] = mixed();
  world.heartbeat({ memberId: 'modern', memberEpoch: -1 });
  world.advance(CLASSIC_SESSION_TIMEOUT_MS);
  assert.equal(world.classicGroup?.state, 'Empty');
});

test('the last static member that comes back with the classic protocol makes it a classic group', () => {
  const world = new MigrationTest();
  world.addTopic('orders', 2);
  world.join('one', { instanceId: 'one' });
  const other = world.joinClassic({ groupInstanceId: 'two' }).response;
  world.syncClassic({ ...other, groupInstanceId: 'two' });
  const { memberEpoch, assignment } = world.heartbeat({
    memberId: 'one',
    instanceId: 'one',
    memberEpoch: 2,
    topicPartitions: orders(0, 1),
  });
  const kept = assignment?.topicPartitions[0]?.partitions ?? [];
  world.heartbeat({
    memberId: 'one',
    instanceId: 'one',
    memberEpoch,
    topicPartitions: orders(...kept),
  });
  const two = world.rejoinClassic({ memberId: other.memberId, groupInstanceId: 'two' });
  const back = world.joinClassic({ groupInstanceId: 'one' }).response;
  assert.deepEqual([back.errorCode, back.generationId], [ErrorCode.NONE, two.generationId]);
  assert.equal(world.classicGroup?.state, 'Stable');
  const mine = { ...back, groupInstanceId: 'one' };
  assert.equal(partOf(world.syncClassic(mine).response), kept.join(' '));
  assert.deepEqual([world.heartbeatClassic(two), world.heartbeatClassic(mine)], [0, 0]);
  const parts = partsOf(world.classicGroup);
  world.reload();
  assert.deepEqual(partsOf(world.classicGroup), parts);
  assert.equal(world.classicGroup?.staticMemberId('one'), back.memberId);
});

test('a static member makes it a classic group that rebalances if others wait for partitions', () => {
  const world = new MigrationTest();
  world.addTopic('orders', 2);
  world.join('one', { instanceId: 'one' });
  const other = world.joinClassic({ groupInstanceId: 'two' }).response;
  world.syncClassic({ ...other, groupInstanceId: 'two' });
  world.joinClassic({ groupInstanceId: 'one' });
  assert.equal(world.classicGroup?.state, 'PreparingRebalance');
});

test('committed offsets stay when a group is downgraded', () => {
  const [world, , second] = mixed();
  assert.equal(world.commitOffset(7, second), ErrorCode.NONE);
  world.heartbeat({ memberId: 'modern', memberEpoch: -1 });
  assert.equal(world.committedOffset, 7);
  world.reload();
  assert.equal(world.committedOffset, 7);
});

test('a consumer group without members becomes a classic one whatever the policy is', () => {
  const world = new MigrationTest({ migrationPolicy: 'disabled' });
  world.addTopic('orders', 2);
  world.join('modern');
  world.commitOffset(7, { memberId: 'modern', generationId: 2 });
  world.heartbeat({ memberId: 'modern', memberEpoch: -1 });
  world.takeRecords();
  assert.equal(
    world.joinClassic({ memberId: 'unknown' }).response.errorCode,
    ErrorCode.UNKNOWN_MEMBER_ID,
  );
  assert.deepEqual([world.group?.state, world.takeRecords()], ['Empty', []]);
  world.joinNewClassic();
  assert.deepEqual(
    world.takeRecords().map(({ type, value }) => (value === null ? `no ${type}` : type)),
    [
      'no ConsumerGroupTargetAssignmentMetadata',
      'no ConsumerGroupPartitionMetadata',
      'no ConsumerGroupMetadata',
      'GroupMetadata',
    ],
  );
  world.advance(0);
  assert.deepEqual([world.classicGroup?.state, world.committedOffset], ['CompletingRebalance', 7]);
  world.reload();
  assert.deepEqual([world.classicGroup?.state, world.committedOffset], ['Empty', 7]);
});

test('a first JoinGroup that cannot be written leaves the group what it was', () => {
  const world = new MigrationTest();
  world.addTopic('orders', 2);
  world.join('modern');
  world.heartbeat({ memberId: 'modern', memberEpoch: -1 });
  world.refuseAppends(ErrorCode.COORDINATOR_NOT_AVAILABLE);
  const join = world.joinClassic({ apiVersion: 3 });
  assert.equal(join.response.errorCode, ErrorCode.COORDINATOR_NOT_AVAILABLE);
  world.refuseAppends(ErrorCode.NONE);
  assert.deepEqual([world.group?.state, world.classicGroup], ['Empty', undefined]);
  world.takeRecords();
  world.advance(SESSION_TIMEOUT_MS);
  assert.deepEqual(world.takeRecords(), []);
});
