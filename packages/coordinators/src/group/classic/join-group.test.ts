import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';

import { GROUP, GroupTest, SESSION_TIMEOUT_MS, subscription } from './test-context.ts';

test('a new dynamic member is given an id, and joins with it', () => {
  const { harness, join } = testGroup();
  const { response } = join({ clientId: 'billing' });
  assert.equal(response.errorCode, ErrorCode.MEMBER_ID_REQUIRED);
  assert.match(response.memberId, /^billing-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  const joined = join({ memberId: response.memberId });
  harness.advance(0);
  assert.equal(joined.response.errorCode, ErrorCode.NONE);
  assert.equal(joined.response.memberId, response.memberId);
});

test('up to v3 a member joins without being given an id first', () => {
  const { harness, join } = testGroup();
  const joined = join({ version: 3 });
  harness.advance(0);
  assert.equal(joined.response.errorCode, ErrorCode.NONE);
  assert.equal(joined.response.leader, joined.response.memberId);
});

test('v0 has no rebalance timeout: the session timeout counts', () => {
  const world = new GroupTest();
  world.join({ version: 0, rebalanceTimeoutMs: -1 });
  assert.equal(world.group.rebalanceTimeoutMs(), SESSION_TIMEOUT_MS);
});

test('the leader alone is told who the members are and what they say', () => {
  const world = new GroupTest();
  const first = world.joinAsNew({ topics: ['orders'] });
  const second = world.joinAsNew({ topics: ['returns'] });
  world.harness.advance(0);
  assert.deepEqual(first.response, {
    throttleTimeMs: 0,
    errorCode: ErrorCode.NONE,
    generationId: 1,
    protocolType: 'consumer',
    protocolName: 'range',
    leader: first.memberId,
    skipAssignment: false,
    memberId: first.memberId,
    members: [
      { memberId: first.memberId, groupInstanceId: null, metadata: subscription(['orders']) },
      { memberId: second.memberId, groupInstanceId: null, metadata: subscription(['returns']) },
    ],
  });
  assert.deepEqual(second.response, {
    ...first.response,
    memberId: second.memberId,
    members: [],
  });
});

test('a group comes to be with an empty record', () => {
  const world = new GroupTest();
  world.join();
  const currentStateTimestamp = world.harness.clock.now();
  assert.deepEqual(world.harness.takeRecords(), [
    {
      type: 'GroupMetadata',
      key: { group: GROUP },
      value: {
        protocolType: '',
        generation: 0,
        protocol: null,
        leader: null,
        currentStateTimestamp,
        members: [],
      },
    },
  ]);
});

test('whoever joins a group that cannot be written is told so', () => {
  const world = new GroupTest();
  world.harness.refuseAppends(ErrorCode.COORDINATOR_NOT_AVAILABLE);
  const { response } = world.join({ version: 3 });
  assert.equal(response.errorCode, ErrorCode.COORDINATOR_NOT_AVAILABLE);
});

test('a member that nobody knows and a request without protocols are refused', () => {
  const world = new GroupTest();
  const codes = [
    world.join({ memberId: 'nobody' }),
    world.join({ protocols: [] }),
    world.join({ protocolType: '' }),
  ].map(({ response }) => response.errorCode);
  assert.deepEqual(codes, [
    ErrorCode.UNKNOWN_MEMBER_ID,
    ErrorCode.INCONSISTENT_GROUP_PROTOCOL,
    ErrorCode.INCONSISTENT_GROUP_PROTOCOL,
  ]);
  assert.equal(world.groups.get(GROUP), undefined);
  assert.deepEqual(world.harness.takeRecords(), []);
});

test('a session timeout has to be within the bounds of the broker', () => {
  const world = new GroupTest({ groupMinSessionTimeoutMs: 6000, groupMaxSessionTimeoutMs: 30_000 });
  const codeOf = (sessionTimeoutMs: number): number =>
    world.join({ sessionTimeoutMs }).response.errorCode;
  assert.deepEqual([5999, 6000, 30_000, 30_001].map(codeOf), [
    ErrorCode.INVALID_SESSION_TIMEOUT,
    ErrorCode.MEMBER_ID_REQUIRED,
    ErrorCode.MEMBER_ID_REQUIRED,
    ErrorCode.INVALID_SESSION_TIMEOUT,
  ]);
});

test('a member needs the type of the group and a protocol that all support', () => {
  const world = new GroupTest();
  world.joinAsNew({ protocols: ['range', 'roundrobin'] });
  const codes = [
    world.join({ protocolType: 'connect' }),
    world.join({ protocols: ['sticky'] }),
    world.join({ protocols: ['sticky', 'roundrobin'] }),
  ].map(({ response }) => response.errorCode);
  assert.deepEqual(codes, [
    ErrorCode.INCONSISTENT_GROUP_PROTOCOL,
    ErrorCode.INCONSISTENT_GROUP_PROTOCOL,
    ErrorCode.MEMBER_ID_REQUIRED,
  ]);
});

test('the protocol that most members like best wins, of those that all support', () => {
  const world = new GroupTest();
  const preferences = [
    ['cooperative-sticky', 'range'],
    ['range', 'cooperative-sticky'],
    ['sticky', 'range', 'cooperative-sticky'],
  ];
  const joins = preferences.map((protocols) => world.joinAsNew({ protocols }));
  world.harness.advance(0);
  assert.deepEqual(
    joins.map(({ response }) => response.protocolName),
    ['range', 'range', 'range'],
  );
});

test('eager and cooperative members agree on the eager protocol until the last eager one has left', () => {
  const world = new GroupTest();
  const cooperative = world.joinAsNew({ protocols: ['cooperative-sticky', 'range'] });
  const eager = world.joinAsNew({ protocols: ['range'] });
  world.harness.advance(0);
  assert.equal(cooperative.response.protocolName, 'range');
  const [member] = world.syncAll([cooperative.response, eager.response]);
  world.leave({ memberId: eager.memberId });
  const protocols = ['cooperative-sticky', 'range'];
  const again = world.join({ memberId: cooperative.memberId, protocols });
  assert.equal(again.response.protocolName, 'cooperative-sticky');
  assert.equal(again.response.generationId, (member?.generationId ?? 0) + 1);
});

test('a stable member that lost its answer is given it again; the leader begins a rebalance', () => {
  const world = new GroupTest();
  const [leader, follower] = world.stableGroup('a', 'b');
  assert.ok(leader !== undefined && follower !== undefined);
  const again = world.join({ memberId: follower.memberId });
  assert.equal(again.response.generationId, follower.generationId);
  assert.equal(again.response.leader, leader.memberId);
  assert.equal(world.group.state, 'Stable');
  const rebalancing = world.join({ memberId: leader.memberId });
  assert.ok(rebalancing.isPending);
  assert.equal(world.group.state, 'PreparingRebalance');
  assert.equal(world.heartbeat(follower), ErrorCode.REBALANCE_IN_PROGRESS);
});

test('a member that changes what it subscribes to begins a rebalance', () => {
  const world = new GroupTest();
  const [, follower] = world.stableGroup('a', 'b');
  assert.ok(world.join({ memberId: follower?.memberId ?? '', topics: ['returns'] }).isPending);
  assert.equal(world.group.state, 'PreparingRebalance');
});

test('while the assignment is awaited, the answer of JoinGroup is given again', () => {
  const world = new GroupTest();
  const leader = world.joinAsNew();
  const follower = world.joinAsNew();
  world.harness.advance(0);
  assert.deepEqual(world.join({ memberId: leader.memberId }).response, leader.response);
  assert.deepEqual(world.join({ memberId: follower.memberId }).response, follower.response);
  assert.ok(world.join({ memberId: follower.memberId, topics: ['returns'] }).isPending);
  assert.equal(world.group.state, 'PreparingRebalance');
});

test('a JoinGroup that is sent again gives the first one up', () => {
  const world = new GroupTest();
  const [leader] = world.stableGroup('a', 'b');
  const memberId = leader?.memberId ?? '';
  const first = world.join({ memberId });
  const second = world.join({ memberId });
  assert.equal(first.response.errorCode, ErrorCode.REBALANCE_IN_PROGRESS);
  assert.ok(second.isPending);
  assert.equal(world.group.membersAwaitingJoin, 1);
});

test('an id that was given out is not for a static member', () => {
  const world = new GroupTest();
  const { memberId } = world.join().response;
  const { response } = world.join({ memberId, groupInstanceId: 'one' });
  assert.equal(response.errorCode, ErrorCode.UNKNOWN_SERVER_ERROR);
});

test('a full group takes no new member', () => {
  const world = new GroupTest({ groupMaxSize: 2 });
  const [one] = world.stableGroup('a', 'b');
  assert.equal(world.join().response.errorCode, ErrorCode.GROUP_MAX_SIZE_REACHED);
  assert.equal(world.join({ version: 3 }).response.errorCode, ErrorCode.GROUP_MAX_SIZE_REACHED);
  assert.ok(world.join({ memberId: one?.memberId ?? '' }).isPending);
});

test('of many who were given ids only as many join as there is room for', () => {
  const world = new GroupTest({ groupMaxSize: 2 });
  const ids = [1, 2, 3].map(() => world.join().response.memberId);
  const joins = ids.map((memberId) => world.join({ memberId }));
  assert.equal(joins[2]?.response.errorCode, ErrorCode.GROUP_MAX_SIZE_REACHED);
  world.harness.advance(0);
  assert.deepEqual(
    joins.map(({ response }) => response.errorCode),
    [ErrorCode.NONE, ErrorCode.NONE, ErrorCode.GROUP_MAX_SIZE_REACHED],
  );
});

test('1,000 clients that ask for an id and go away leave nothing behind', () => {
  const world = new GroupTest();
  for (let client = 0; client < 1000; client++) world.join();
  assert.equal(world.harness.clock.timersCount, 1000);
  world.harness.advance(SESSION_TIMEOUT_MS);
  assert.equal([...world.group.pendingMembers()].length, 0);
  assert.equal(world.harness.clock.timersCount, 0);
});

test('1,000 clients of before v4 that join and go away are out when their sessions are over', () => {
  const world = new GroupTest({ groupInitialRebalanceDelayMs: 3000 });
  const rebalanceTimeoutMs = 3_600_000;
  const joins = Array.from({ length: 1000 }, () => world.join({ version: 3, rebalanceTimeoutMs }));
  world.harness.advance(3000);
  world.harness.advance(3000);
  assert.equal(joins[0]?.response.errorCode, ErrorCode.NONE);
  world.harness.advance(SESSION_TIMEOUT_MS);
  assert.equal(world.group.membersCount, 0);
  assert.equal(world.group.state, 'Empty');
});

test('a new member that waits too long for the others is out', () => {
  const world = new GroupTest();
  const rebalanceTimeoutMs = 3_600_000;
  const first = world.joinAsNew({ rebalanceTimeoutMs });
  world.harness.advance(0);
  const [member] = world.syncAll([first.response]);
  assert.ok(member !== undefined);
  const waiting = world.joinAsNew();
  for (let waited = 0; waited < 300_000; waited += 5000) {
    assert.equal(world.heartbeat(member), ErrorCode.REBALANCE_IN_PROGRESS);
    world.harness.advance(5000);
  }
  assert.equal(waiting.response.errorCode, ErrorCode.UNKNOWN_MEMBER_ID);
  assert.equal(world.group.membersCount, 1);
});

function testGroup(): Pick<GroupTest, 'harness'> & { readonly join: GroupTest['join'] } {
  const world = new GroupTest();
  return { harness: world.harness, join: (joining) => world.join(joining) };
}

test('a name that is too long for the id of a member is refused, and makes no group', () => {
  const world = new GroupTest();
  const clientId = 'n'.repeat(32_730);
  for (const version of [3, 9]) {
    const { response } = world.join({ version, clientId: `${clientId}n` });
    assert.equal(response.errorCode, ErrorCode.INVALID_REQUEST);
  }
  assert.deepEqual(world.harness.takeRecords(), []);
  const { response } = world.join({ clientId });
  assert.equal(response.errorCode, ErrorCode.MEMBER_ID_REQUIRED);
  assert.equal(response.memberId.length, 32_767);
});
