import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';

import { CLASSIC_SESSION_TIMEOUT_MS, MigrationTest, partOf } from '../migration/test-context.ts';
import { assigned, type GroupTestOptions, orders, REBALANCE_TIMEOUT_MS } from './test-context.ts';

/** A consumer group with the member `modern`, which has all of `orders`. */
function withModern(options: GroupTestOptions = {}): MigrationTest {
  const world = new MigrationTest(options);
  world.addTopic('orders', 4);
  world.join('modern');
  return world;
}

/** `modern` gives up what it is told to. */
function reconcileModern(world: MigrationTest): string | undefined {
  const { memberEpoch = 0 } = world.group?.members.get('modern') ?? {};
  const beat = (owned: string): ReturnType<typeof world.heartbeat> =>
    world.heartbeat({
      memberId: 'modern',
      memberEpoch,
      topicPartitions: orders(...owned.split(' ').filter(Boolean).map(Number)),
    });
  const told = assigned(beat('0 1 2 3')) ?? '';
  const { memberEpoch: next } = beat(told);
  assert.ok(next >= memberEpoch);
  return told;
}

test('somebody who speaks the classic protocol is given an id, joins, and is answered at once', () => {
  const world = withModern();
  const told = world.joinClassic().response;
  assert.equal(told.errorCode, ErrorCode.MEMBER_ID_REQUIRED);
  assert.equal(world.group?.members.size, 1);
  const { response } = world.joinClassic({
    memberId: told.memberId,
    protocols: ['range', 'roundrobin'],
  });
  assert.deepEqual(
    [response.errorCode, response.generationId, response.protocolType, response.protocolName],
    [ErrorCode.NONE, 3, 'consumer', 'range'],
  );
  assert.deepEqual([response.leader, response.members], ['', []]);
  assert.equal(partOf(world.syncClassic(response).response), '');
  world.reload();
  assert.equal(world.group?.classicMembersCount, 1);
});

test('before v4 the id is given with the answer', () => {
  const world = withModern();
  const { response } = world.joinClassic({ apiVersion: 3 });
  assert.equal(response.errorCode, ErrorCode.NONE);
  assert.ok(world.group?.members.has(response.memberId));
});

test('a member is told to join again as soon as what it waits for is free', () => {
  const world = withModern();
  const joined = world.joinNewClassic().response;
  const membership = { memberId: joined.memberId, generationId: joined.generationId };
  world.syncClassic(membership);
  assert.equal(world.heartbeatClassic(membership), ErrorCode.NONE);
  const kept = reconcileModern(world);
  assert.equal(world.heartbeatClassic(membership), ErrorCode.REBALANCE_IN_PROGRESS);
  const { part } = world.rejoinClassic({ memberId: joined.memberId });
  assert.deepEqual(`${kept} ${part}`.split(' ').sort(), ['0', '1', '2', '3']);
  assert.equal(world.group?.state, 'Stable');
  assert.equal(world.heartbeatClassic(membership), ErrorCode.NONE);
});

test('a cooperative member gives up what it is to lose first, and then joins again', () => {
  const world = withModern();
  const protocols = ['cooperative-sticky'];
  const { memberId } = world.joinNewClassic({ protocols }).response;
  reconcileModern(world);
  const has = world.rejoinClassic({ memberId, protocols });
  const owned = has.part.split(' ').map(Number);
  world.join('third');
  const told = world.rejoinClassic({ memberId, protocols, owned });
  assert.equal(told.generationId, has.generationId);
  assert.equal(told.part.split(' ').length, owned.length - 1);
  assert.equal(world.heartbeatClassic(told), ErrorCode.REBALANCE_IN_PROGRESS);
  const kept = told.part.split(' ').map(Number);
  const caught = world.rejoinClassic({ memberId, protocols, owned: kept });
  assert.deepEqual([caught.generationId, caught.part], [has.generationId + 1, told.part]);
});

test('an eager member gets its target at once', () => {
  const world = withModern();
  const { memberId } = world.joinNewClassic().response;
  reconcileModern(world);
  world.rejoinClassic({ memberId });
  world.join('third');
  const { generationId, part } = world.rejoinClassic({ memberId });
  assert.equal(generationId, world.group?.groupEpoch);
  assert.equal(part.split(' ').length, 1);
});

test('who cannot join is refused with Kafka’s errors', () => {
  const world = withModern({ maxSize: 2 });
  const code = (joining: Parameters<typeof world.joinClassic>[0]): number =>
    world.joinClassic(joining).response.errorCode;
  assert.equal(code({ protocolType: 'connect' }), ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
  assert.equal(code({ protocols: [] }), ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
  assert.equal(code({ sessionTimeoutMs: 5999 }), ErrorCode.INVALID_SESSION_TIMEOUT);
  const broken = { memberId: 'broken', metadata: Buffer.from('ffff', 'hex') };
  assert.equal(code(broken), ErrorCode.UNKNOWN_SERVER_ERROR);
  assert.equal(code({ memberId: 'a', groupInstanceId: 'x' }), ErrorCode.UNKNOWN_MEMBER_ID);
  assert.equal(code({ memberId: 'first', protocols: ['range'] }), ErrorCode.NONE);
  assert.equal(
    code({ memberId: 'first', protocols: ['other'] }),
    ErrorCode.INCONSISTENT_GROUP_PROTOCOL,
  );
  assert.equal(code({ memberId: 'third' }), ErrorCode.GROUP_MAX_SIZE_REACHED);
  const disabled = withModern({ migrationPolicy: 'disabled' });
  assert.equal(disabled.joinClassic().response.errorCode, ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
  assert.equal(disabled.group?.members.size, 1);
});

test('sync, heartbeat and leave of who is no classic member of the generation are refused', () => {
  const world = withModern();
  const joined = world.joinNewClassic().response;
  const { memberId, generationId } = joined;
  const stranger = { memberId: 'stranger', generationId };
  const modern = { memberId: 'modern', generationId: 2 };
  const early = { memberId, generationId: generationId + 1 };
  for (const [membership, error] of [
    [stranger, ErrorCode.UNKNOWN_MEMBER_ID],
    [modern, ErrorCode.UNKNOWN_MEMBER_ID],
    [early, ErrorCode.ILLEGAL_GENERATION],
    [{ ...joined, groupInstanceId: 'nobody' }, ErrorCode.UNKNOWN_MEMBER_ID],
  ] as const) {
    assert.equal(world.heartbeatClassic(membership), error);
    assert.equal(world.syncClassic(membership).response.errorCode, error);
  }
  assert.equal(
    world.syncClassic(joined, {}, 'roundrobin').response.errorCode,
    ErrorCode.INCONSISTENT_GROUP_PROTOCOL,
  );
  assert.equal(world.syncClassic(joined, {}, 'range').response.protocolName, 'range');
  assert.deepEqual(
    world.leaveClassic({ memberId: 'stranger' }, { memberId, groupInstanceId: 'nobody' }),
    [ErrorCode.UNKNOWN_MEMBER_ID, ErrorCode.UNKNOWN_MEMBER_ID],
  );
  assert.equal(world.group?.members.size, 2);
});

test('LeaveGroup takes out members of either protocol, all in one epoch', () => {
  const world = withModern();
  const { memberId } = world.joinNewClassic().response;
  const other = world.joinNewClassic().response.memberId;
  world.join('second');
  const epoch = world.group?.groupEpoch ?? 0;
  const left = world.leaveClassic({ memberId }, { memberId: 'second' }, { memberId });
  assert.deepEqual(left, [ErrorCode.NONE, ErrorCode.NONE, ErrorCode.NONE]);
  assert.deepEqual([...(world.group?.members.keys() ?? [])], ['modern', other]);
  assert.equal(world.group?.groupEpoch, epoch + 1);
});

test('a member that does not sync, or does not join again, in its rebalance timeout is gone', () => {
  const world = withModern();
  const { memberId } = world.joinNewClassic({ sessionTimeoutMs: 1_000_000 }).response;
  const alive = (ms: number): void => {
    const { memberEpoch } = world.group?.members.get('modern') ?? { memberEpoch: 0 };
    world.advance(ms);
    const owned = orders(0, 1, 2, 3);
    world.heartbeat({ memberId: 'modern', memberEpoch, topicPartitions: owned });
  };
  alive(REBALANCE_TIMEOUT_MS - 1);
  assert.ok(world.group?.members.has(memberId));
  world.advance(1);
  assert.equal(world.group?.members.has(memberId), false);

  const late = withModern();
  const join = { sessionTimeoutMs: 1_000_000 };
  const slow = late.joinNewClassic(join).response;
  late.syncClassic(slow);
  reconcileModern(late);
  assert.equal(late.heartbeatClassic(slow), ErrorCode.REBALANCE_IN_PROGRESS);
  late.advance(REBALANCE_TIMEOUT_MS - 1);
  assert.equal(late.heartbeatClassic(slow), ErrorCode.REBALANCE_IN_PROGRESS);
  late.advance(1);
  assert.equal(late.group?.members.has(slow.memberId) ?? false, false);
});

test('a member that joins and syncs in time is heard of by its heartbeats alone', () => {
  const world = withModern();
  const joined = world.joinNewClassic().response;
  world.syncClassic(joined);
  world.advance(CLASSIC_SESSION_TIMEOUT_MS - 1);
  assert.equal(world.heartbeatClassic(joined), ErrorCode.NONE);
  world.advance(CLASSIC_SESSION_TIMEOUT_MS - 1);
  assert.ok(world.group?.members.has(joined.memberId));
  world.advance(1);
  assert.equal(world.group?.members.has(joined.memberId), false);
});

test('a join that cannot be written changes nothing', () => {
  const world = withModern();
  const { memberId } = world.joinClassic().response;
  world.refuseAppends(ErrorCode.COORDINATOR_NOT_AVAILABLE);
  assert.equal(
    world.joinClassic({ memberId }).response.errorCode,
    ErrorCode.COORDINATOR_NOT_AVAILABLE,
  );
  world.refuseAppends(ErrorCode.NONE);
  assert.deepEqual([world.group?.members.size, world.group?.groupEpoch], [1, 2]);
});

test('who joined again with another protocol is told of rebalances in that one', () => {
  const world = withModern();
  const { memberId } = world.joinNewClassic().response;
  const told = world.join(memberId);
  assert.equal(told.errorCode, ErrorCode.NONE);
  assert.equal(world.group?.classicMembersCount, 0);
  world.advance(REBALANCE_TIMEOUT_MS);
  assert.ok(world.group?.members.has(memberId));
  const generationId = told.memberEpoch;
  assert.equal(world.heartbeatClassic({ memberId, generationId }), ErrorCode.UNKNOWN_MEMBER_ID);
});
