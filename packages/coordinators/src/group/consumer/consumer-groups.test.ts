import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';

import {
  assigned,
  GROUP,
  GroupTest,
  orders,
  REBALANCE_TIMEOUT_MS,
  SESSION_TIMEOUT_MS,
  topicIdOf,
} from './test-context.ts';

function withOrders(partitions: number, options = {}): GroupTest {
  const world = new GroupTest(options);
  world.addTopic('orders', partitions);
  return world;
}

test('the first member gets everything in epoch 2, and the group is stable', () => {
  const world = withOrders(3);
  const joined = world.join('a');
  assert.deepEqual(
    [joined.errorCode, joined.memberEpoch, joined.heartbeatIntervalMs, assigned(joined)],
    [ErrorCode.NONE, 2, 5000, '0 1 2'],
  );
  assert.deepEqual([world.group?.state, world.group?.groupEpoch], ['Stable', 2]);
  assert.deepEqual(
    world.takeRecords().map(({ type }) => type),
    [
      'ConsumerGroupMemberMetadata',
      'ConsumerGroupMetadata',
      'ConsumerGroupTargetAssignmentMember',
      'ConsumerGroupTargetAssignmentMetadata',
      'ConsumerGroupCurrentMemberAssignment',
    ],
  );
});

test('a heartbeat that changes nothing writes nothing and tells no assignment', () => {
  const world = withOrders(3);
  world.join('a');
  world.takeRecords();
  const told = world.heartbeat({ memberId: 'a', memberEpoch: 2 });
  assert.deepEqual([told.memberEpoch, told.assignment, world.takeRecords()], [2, null, []]);
});

test('a partition goes to another member only when its owner has given it up', () => {
  const world = withOrders(4);
  world.join('a');
  const joined = world.join('b');
  assert.deepEqual([joined.memberEpoch, assigned(joined)], [3, '']);
  const revoking = world.heartbeat({
    memberId: 'a',
    memberEpoch: 2,
    topicPartitions: orders(0, 1, 2, 3),
  });
  assert.deepEqual([revoking.memberEpoch, assigned(revoking)?.length], [2, 3]);
  const waiting = world.heartbeat({ memberId: 'b', memberEpoch: 3, topicPartitions: [] });
  assert.equal(waiting.assignment, null);
  const kept = revoking.assignment?.topicPartitions[0]?.partitions ?? [];
  const revoked = world.heartbeat({
    memberId: 'a',
    memberEpoch: 2,
    topicPartitions: orders(...kept),
  });
  assert.deepEqual([revoked.memberEpoch, revoked.assignment], [3, null]);
  const got = world.heartbeat({ memberId: 'b', memberEpoch: 3, topicPartitions: [] });
  const others = [0, 1, 2, 3].filter((partition) => !kept.includes(partition));
  assert.deepEqual([assigned(got), world.group?.state], [others.join(' '), 'Stable']);
});

test('epochs that are not the member’s are fenced, but the one before if its answer was lost', () => {
  const world = withOrders(2);
  world.join('a');
  const code = (memberEpoch: number, owned = orders(0, 1)): number =>
    world.heartbeat({ memberId: 'a', memberEpoch, topicPartitions: owned }).errorCode;
  assert.equal(code(3), ErrorCode.FENCED_MEMBER_EPOCH);
  world.heartbeat({ memberId: 'a', memberEpoch: 2, subscribedTopicNames: ['orders', 'none'] });
  assert.equal(world.group?.members.get('a')?.memberEpoch, 3);
  assert.equal(code(2), ErrorCode.NONE);
  assert.equal(code(2, orders(0, 1, 7)), ErrorCode.FENCED_MEMBER_EPOCH);
});

test('requests that make no sense are refused with Kafka’s words', () => {
  const world = withOrders(2, { maxSize: 1 });
  const told = (change: object): [number, string | null] => {
    const { errorCode, errorMessage } = world.join('a', change);
    return [errorCode, errorMessage];
  };
  const invalid = ErrorCode.INVALID_REQUEST;
  assert.deepEqual(told({ memberId: '' }), [invalid, "MemberId can't be empty."]);
  assert.deepEqual(told({ topicPartitions: null }), [
    invalid,
    'TopicPartitions must be empty when (re-)joining.',
  ]);
  assert.deepEqual(told({ memberEpoch: -3 }), [invalid, 'MemberEpoch is invalid.']);
  assert.deepEqual(told({ memberEpoch: -2 }), [invalid, "InstanceId can't be null."]);
  assert.deepEqual(told({ serverAssignor: 'mine' }), [
    ErrorCode.UNSUPPORTED_ASSIGNOR,
    'ServerAssignor mine is not supported. Supported assignors: uniform, range.',
  ]);
  assert.deepEqual(told({ memberEpoch: 5 }), [
    ErrorCode.GROUP_ID_NOT_FOUND,
    'Consumer group readers not found.',
  ]);
  world.join('a');
  assert.equal(world.join('b').errorCode, ErrorCode.GROUP_MAX_SIZE_REACHED);
  assert.equal(world.heartbeat({ memberId: 'a', memberEpoch: 2 }).errorCode, ErrorCode.NONE);
});

test('a member that misses its session timeout is gone and the group epoch is bumped', () => {
  const world = withOrders(2);
  world.join('a');
  world.advance(SESSION_TIMEOUT_MS - 1);
  assert.equal(world.group?.members.size, 1);
  world.advance(1);
  assert.deepEqual([world.group?.state, world.group?.groupEpoch], ['Empty', 3]);
  const told = world.heartbeat({ memberId: 'a', memberEpoch: 2 });
  assert.equal(told.errorCode, ErrorCode.UNKNOWN_MEMBER_ID);
});

test('a member that does not give partitions up in time is gone', () => {
  const world = withOrders(2);
  world.join('a');
  world.join('b');
  world.heartbeat({ memberId: 'a', memberEpoch: 2, topicPartitions: orders(0, 1) });
  for (let ms = 0; ms < REBALANCE_TIMEOUT_MS; ms += 5000) {
    world.heartbeat({ memberId: 'a', memberEpoch: 2 });
    world.heartbeat({ memberId: 'b', memberEpoch: 3 });
    world.advance(5000);
  }
  assert.deepEqual([...(world.group?.members.keys() ?? [])], ['b']);
  const got = world.heartbeat({ memberId: 'b', memberEpoch: 3 });
  assert.deepEqual([got.memberEpoch, assigned(got)], [4, '0 1']);
});

test('a static member that leaves for a while gets its partitions back under its new id', () => {
  const world = withOrders(4);
  const instanceId = 'one';
  world.join('a', { instanceId });
  assert.equal(world.join('a2', { instanceId }).errorCode, ErrorCode.UNRELEASED_INSTANCE_ID);
  const left = world.heartbeat({ memberId: 'a', memberEpoch: -2, instanceId });
  assert.deepEqual([left.errorCode, left.memberEpoch], [ErrorCode.NONE, -2]);
  const back = world.join('a2', { instanceId });
  assert.deepEqual([back.memberEpoch, assigned(back)], [2, '0 1 2 3']);
  const fenced = world.heartbeat({ memberId: 'a', memberEpoch: 2, instanceId });
  assert.equal(fenced.errorCode, ErrorCode.FENCED_INSTANCE_ID);
  assert.deepEqual([...(world.group?.members.keys() ?? [])], ['a2']);
});

test('topics that grow or are deleted lead to a new epoch with the next heartbeat', () => {
  const world = withOrders(2);
  world.join('a');
  world.addTopic('orders', 3);
  const grown = world.heartbeat({ memberId: 'a', memberEpoch: 2 });
  assert.deepEqual([grown.memberEpoch, assigned(grown)], [3, '0 1 2']);
  world.topics.delete('orders');
  world.changeTopics({ deleted: [{ name: 'orders', topicId: topicIdOf('orders') }] });
  world.heartbeat({ memberId: 'a', memberEpoch: 3, topicPartitions: orders(0, 1, 2) });
  const gone = world.heartbeat({ memberId: 'a', memberEpoch: 3, topicPartitions: [] });
  assert.deepEqual([gone.memberEpoch, world.group?.state], [4, 'Stable']);
});

test('a target holds for group.consumer.assignment.interval.ms', () => {
  const world = withOrders(2, { config: { assignmentIntervalMs: 1000 } });
  world.join('a');
  world.join('b');
  assert.equal(world.group?.state, 'Assigning');
  world.advance(1000);
  world.heartbeat({ memberId: 'b', memberEpoch: 2 });
  assert.equal(world.group?.state, 'Reconciling');
});

test('a clock that goes back does not make a target hold for longer', () => {
  const world = withOrders(2, { config: { assignmentIntervalMs: 1000 } });
  world.advance(600_000);
  world.join('a');
  world.clock.jumpTo(world.clock.now() - 600_000);
  world.join('b');
  assert.equal(world.group?.state, 'Reconciling');
});

test('a regular expression is resolved after the heartbeat that brings it', () => {
  const world = withOrders(2);
  const joined = world.join('a', { subscribedTopicNames: null, subscribedTopicRegex: 'ord' });
  assert.deepEqual([joined.memberEpoch, assigned(joined)], [1, '']);
  world.advance(0);
  const got = world.heartbeat({ memberId: 'a', memberEpoch: 1 });
  assert.deepEqual([assigned(got), world.group?.isSubscribedTo('orders')], ['0 1', true]);
  world.heartbeat({ memberId: 'a', memberEpoch: -1 });
  assert.deepEqual([world.group?.regexes.size, world.group?.isSubscribedTo('orders')], [0, false]);
});

test('members commit in their epoch; in an older one what they have had since', () => {
  const world = withOrders(2);
  world.join('a');
  world.heartbeat({ memberId: 'a', memberEpoch: 2, subscribedTopicNames: ['orders', 'none'] });
  const check = (generationIdOrMemberEpoch: number, memberId = 'a', apiVersion = 10) =>
    world.group?.checkOffsetCommit({
      memberId,
      groupInstanceId: null,
      generationIdOrMemberEpoch,
      isTransactional: false,
      apiVersion,
    });
  assert.equal(check(3)?.errorCode, ErrorCode.NONE);
  assert.equal(check(4)?.errorCode, ErrorCode.STALE_MEMBER_EPOCH);
  assert.equal(check(3, 'b')?.errorCode, ErrorCode.UNKNOWN_MEMBER_ID);
  assert.equal(check(3, 'a', 8)?.errorCode, ErrorCode.UNSUPPORTED_VERSION);
  const older = check(2)?.checkPartition;
  const orderId = topicIdOf('orders');
  assert.equal(older?.('orders', orderId, 0), ErrorCode.NONE);
  assert.equal(older?.('orders', orderId, 7), ErrorCode.STALE_MEMBER_EPOCH);
  assert.equal(check(1)?.checkPartition?.('orders', orderId, 0), ErrorCode.STALE_MEMBER_EPOCH);
  assert.equal(world.group?.checkOffsetFetch('a', 2), ErrorCode.STALE_MEMBER_EPOCH);
  assert.equal(world.group?.checkOffsetFetch(null, -1), ErrorCode.NONE);
});

test('an empty group is deleted with its tombstones, and stays so', () => {
  const world = withOrders(2);
  world.join('a');
  assert.equal(world.group?.checkDelete(), ErrorCode.NON_EMPTY_GROUP);
  world.heartbeat({ memberId: 'a', memberEpoch: -1 });
  world.run((shard) => shard.deleteGroups([GROUP], () => {}));
  assert.equal(world.group, undefined);
  assert.equal(world.reload().consumer.get(GROUP), undefined);
});

test('a group is described as it is', () => {
  const world = withOrders(2);
  world.join('a', { serverAssignor: 'range' });
  const [described, unknown] = world.shard.consumer.describe([GROUP, 'nobody']);
  assert.deepEqual(
    [
      described?.groupState,
      described?.assignorName,
      described?.groupEpoch,
      described?.assignmentEpoch,
    ],
    ['Stable', 'range', 2, 2],
  );
  const [member] = described?.members ?? [];
  assert.deepEqual(member?.assignment, member?.targetAssignment);
  assert.deepEqual([member?.clientHost, member?.memberType], ['/127.0.0.1', 1]);
  assert.equal(unknown?.errorCode, ErrorCode.GROUP_ID_NOT_FOUND);
});

test('a group that only has offsets becomes a consumer group with the first member, also on load', () => {
  const world = withOrders(2);
  world.shard.classic.create(GROUP);
  assert.equal(
    world.heartbeat({ memberId: 'a', memberEpoch: 4 }).errorCode,
    ErrorCode.GROUP_ID_NOT_FOUND,
  );
  assert.equal(assigned(world.join('a')), '0 1');
  assert.equal(world.takeRecords()[0]?.type, 'GroupMetadata');
  assert.deepEqual(
    [...world.reload().groups.all()].map(({ type }) => type),
    ['consumer'],
  );
});
