import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';

import { GroupTest, REBALANCE_TIMEOUT_MS, SESSION_TIMEOUT_MS } from './test-context.ts';

test('the first member waits for the initial delay, however complete the group is', () => {
  const world = new GroupTest({ groupInitialRebalanceDelayMs: 3000 });
  const joined = world.joinAsNew();
  world.harness.advance(2999);
  assert.ok(joined.isPending);
  world.harness.advance(1);
  assert.equal(joined.response.generationId, 1);
});

test('the initial delay is extended while members come, up to the rebalance timeout', () => {
  const world = new GroupTest({ groupInitialRebalanceDelayMs: 3000 });
  const rebalanceTimeoutMs = 8000;
  const first = world.joinAsNew({ rebalanceTimeoutMs });
  world.harness.advance(2000);
  world.joinAsNew({ rebalanceTimeoutMs });
  world.harness.advance(1000);
  assert.ok(first.isPending, 'extended by 3 s, as one has come');
  world.harness.advance(2000);
  world.joinAsNew({ rebalanceTimeoutMs });
  world.harness.advance(1000);
  assert.ok(first.isPending, 'extended by the 2 s that are left');
  world.joinAsNew({ rebalanceTimeoutMs });
  world.harness.advance(1999);
  assert.ok(first.isPending);
  world.harness.advance(1);
  assert.equal(first.response.members.length, 4);
});

test('the initial delay is not extended if nobody has come meanwhile', () => {
  const world = new GroupTest({ groupInitialRebalanceDelayMs: 3000 });
  const first = world.joinAsNew();
  world.joinAsNew();
  world.harness.advance(3000);
  assert.ok(first.isPending);
  world.harness.advance(3000);
  assert.equal(first.response.members.length, 2);
});

test('a group that became empty waits for the initial delay anew', () => {
  const world = new GroupTest({ groupInitialRebalanceDelayMs: 3000 });
  const first = world.joinAsNew();
  world.harness.advance(3000);
  world.leave({ memberId: first.memberId });
  assert.equal(world.group.state, 'Empty');
  const second = world.joinAsNew();
  world.harness.advance(2999);
  assert.ok(second.isPending);
  world.harness.advance(1);
  assert.equal(second.response.generationId, 3);
});

test('a rebalance waits for all members, and is over when the last one has joined', () => {
  const world = new GroupTest();
  const [leader, follower] = world.stableGroup('a', 'b');
  const third = world.joinAsNew();
  const rejoined = world.join({ memberId: follower?.memberId ?? '' });
  assert.ok(third.isPending && rejoined.isPending);
  const last = world.join({ memberId: leader?.memberId ?? '' });
  const generations = [third, rejoined, last].map(({ response }) => response.generationId);
  assert.deepEqual(generations, [2, 2, 2]);
});

test('a rebalance waits for somebody who was given an id, until its session is over', () => {
  const world = new GroupTest();
  const [leader] = world.stableGroup('a');
  world.join();
  const rejoined = world.join({ memberId: leader?.memberId ?? '' });
  assert.ok(rejoined.isPending);
  world.harness.advance(SESSION_TIMEOUT_MS - 1);
  assert.ok(rejoined.isPending);
  world.harness.advance(1);
  assert.equal(rejoined.response.errorCode, ErrorCode.NONE);
});

test('a dynamic member that does not join again within the rebalance timeout is out', () => {
  const world = new GroupTest();
  const [leader, late] = world.stableGroup('a', 'b');
  assert.ok(leader !== undefined && late !== undefined);
  const rejoined = world.join({ memberId: leader.memberId });
  for (let waited = 0; waited < REBALANCE_TIMEOUT_MS; waited += 5000) {
    assert.equal(world.heartbeat(late), ErrorCode.REBALANCE_IN_PROGRESS);
    assert.ok(rejoined.isPending);
    world.harness.advance(5000);
  }
  assert.deepEqual(
    rejoined.response.members.map(({ memberId }) => memberId),
    [leader.memberId],
  );
  assert.equal(world.heartbeat(late), ErrorCode.UNKNOWN_MEMBER_ID);
});

test('the longest rebalance timeout of all members counts', () => {
  const world = new GroupTest();
  const joins = [20_000, 30_000].map((rebalanceTimeoutMs) =>
    world.joinAsNew({ rebalanceTimeoutMs }),
  );
  world.harness.advance(0);
  const [leader, late] = world.syncAll(joins.map(({ response }) => response));
  assert.ok(leader !== undefined && late !== undefined);
  const rejoined = world.join({ memberId: leader.memberId, rebalanceTimeoutMs: 20_000 });
  for (let waited = 0; waited < 30_000; waited += 5000) {
    assert.ok(rejoined.isPending);
    world.heartbeat(late);
    world.harness.advance(5000);
  }
  assert.equal(rejoined.response.errorCode, ErrorCode.NONE);
});

test('a leader that does not join again loses the lead', () => {
  const world = new GroupTest();
  const [leader, follower] = world.stableGroup('a', 'b');
  assert.ok(leader !== undefined && follower !== undefined);
  const rejoined = world.join({ memberId: follower.memberId, topics: ['returns'] });
  world.harness.advance(SESSION_TIMEOUT_MS);
  assert.equal(rejoined.response.leader, follower.memberId);
  assert.equal(world.group.leaderId, follower.memberId);
});

test('a member without a heartbeat is out, and the others are told to join again', () => {
  const world = new GroupTest();
  const [leader, silent] = world.stableGroup('a', 'b');
  assert.ok(leader !== undefined && silent !== undefined);
  world.harness.advance(SESSION_TIMEOUT_MS - 1);
  assert.equal(world.heartbeat(leader), ErrorCode.NONE);
  world.harness.advance(1);
  assert.equal(world.heartbeat(leader), ErrorCode.REBALANCE_IN_PROGRESS);
  assert.equal(world.heartbeat(silent), ErrorCode.UNKNOWN_MEMBER_ID);
  assert.equal(world.join({ memberId: leader.memberId }).response.generationId, 2);
});

test('members that wait for others are not expected to send heartbeats', () => {
  const world = new GroupTest();
  const [leader, other] = world.stableGroup('a', 'b');
  assert.ok(leader !== undefined && other !== undefined);
  const rejoined = world.join({ memberId: leader.memberId });
  for (let waited = 0; waited < 3 * SESSION_TIMEOUT_MS; waited += 5000) {
    world.heartbeat(other);
    world.harness.advance(5000);
  }
  assert.ok(rejoined.isPending);
  world.join({ memberId: other.memberId });
  assert.equal(rejoined.response.members.length, 2);
});

test('a group whose last member is out is empty, which is written', () => {
  const world = new GroupTest();
  world.stableGroup('a');
  world.harness.takeRecords();
  world.harness.advance(SESSION_TIMEOUT_MS);
  assert.equal(world.group.state, 'Empty');
  assert.deepEqual(
    world.harness.takeRecords().map(({ value }) => value),
    [
      {
        protocolType: 'consumer',
        generation: 2,
        protocol: null,
        leader: null,
        currentStateTimestamp: world.harness.clock.now(),
        members: [],
      },
    ],
  );
});

test('an operator is told of an empty group that could not be written', () => {
  const world = new GroupTest();
  world.stableGroup('a');
  world.harness.refuseAppends(ErrorCode.NOT_COORDINATOR);
  world.harness.advance(SESSION_TIMEOUT_MS);
  assert.equal(world.group.state, 'Empty');
  assert.match(world.harness.reports.join(), /orders-app is empty since generation 2/);
});

test('a member that joined but does not fetch its part is out after the rebalance timeout', () => {
  const world = new GroupTest();
  const leader = world.joinAsNew();
  const late = world.joinAsNew();
  world.harness.advance(0);
  const synced = world.sync(leader.response, { [leader.memberId]: Buffer.from('a') });
  assert.equal(synced.response.errorCode, ErrorCode.NONE);
  for (let waited = 0; waited < REBALANCE_TIMEOUT_MS; waited += 5000) {
    assert.equal(world.heartbeat(leader.response), ErrorCode.NONE);
    assert.equal(world.heartbeat(late.response), ErrorCode.NONE);
    world.harness.advance(5000);
  }
  assert.equal(world.heartbeat(leader.response), ErrorCode.REBALANCE_IN_PROGRESS);
  assert.equal(world.heartbeat(late.response), ErrorCode.UNKNOWN_MEMBER_ID);
});

test('a leader that computes too long is out, and who waits for it is told to join again', () => {
  const world = new GroupTest();
  const leader = world.joinAsNew();
  const follower = world.joinAsNew();
  world.harness.advance(0);
  const waiting = world.sync(follower.response);
  for (let waited = 0; waited < REBALANCE_TIMEOUT_MS; waited += 5000) {
    world.heartbeat(leader.response);
    assert.ok(waiting.isPending);
    world.harness.advance(5000);
  }
  assert.equal(waiting.response.errorCode, ErrorCode.REBALANCE_IN_PROGRESS);
  const rejoined = world.join({ memberId: follower.memberId });
  assert.equal(rejoined.response.leader, follower.memberId);
});

test('nobody is out for a SyncGroup of an earlier generation', () => {
  const world = new GroupTest();
  const leader = world.joinAsNew();
  const follower = world.joinAsNew();
  world.harness.advance(0);
  world.harness.advance(REBALANCE_TIMEOUT_MS / 10);
  const again = [leader, follower].map(({ memberId }) => world.join({ memberId, topics: ['x'] }));
  const members = world.syncAll(again.map(({ response }) => response));
  for (let waited = 0; waited < 2 * REBALANCE_TIMEOUT_MS; waited += 5000) {
    for (const member of members) assert.equal(world.heartbeat(member), ErrorCode.NONE);
    world.harness.advance(5000);
  }
});

test('static members that do not join again stay, but without one that joined there is no generation', () => {
  const world = new GroupTest();
  const joins = ['one', 'two'].map((groupInstanceId) => world.join({ groupInstanceId }));
  world.harness.advance(0);
  const [leader] = world.syncAll(joins.map(({ response }) => response));
  assert.ok(leader !== undefined);
  const dynamic = world.joinAsNew();
  world.leave({ memberId: dynamic.memberId });
  assert.equal(world.group.state, 'PreparingRebalance');
  const beat = (): void => {
    for (const [index, { response }] of joins.entries()) {
      const groupInstanceId = index === 0 ? 'one' : 'two';
      world.heartbeat({ ...response, groupInstanceId });
    }
  };
  for (let waited = 0; waited < 2 * REBALANCE_TIMEOUT_MS; waited += 5000) {
    beat();
    world.harness.advance(5000);
  }
  assert.equal(world.group.membersCount, 2);
  assert.equal(world.group.generationId, 1);
  const { memberId } = leader;
  const rejoined = world.join({ memberId, groupInstanceId: 'one' });
  for (let waited = 0; waited < REBALANCE_TIMEOUT_MS; waited += 5000) {
    beat();
    world.harness.advance(5000);
  }
  assert.equal(rejoined.response.generationId, 2);
  assert.equal(rejoined.response.members.length, 2);
});
