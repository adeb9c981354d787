import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assignment, GROUP, GroupTest, SESSION_TIMEOUT_MS } from './test-context.ts';

test('the first rebalance is explained by who has joined', () => {
  const world = new GroupTest({ groupInitialRebalanceDelayMs: 3000 });
  const joined = world.joinAsNew({ clientId: 'billing', reason: 'started' });
  world.harness.advance(3000);
  world.harness.advance(500);
  const { memberId } = joined;
  world.sync(joined.response, { [memberId]: assignment({ orders: [0] }) });
  const billing = {
    memberId,
    groupInstanceId: undefined,
    clientId: 'billing',
    clientHost: '/127.0.0.1',
  };
  assert.deepEqual(world.rebalances, [
    {
      groupId: GROUP,
      groupType: 'classic',
      generationId: 1,
      generations: 1,
      protocolType: 'consumer',
      protocolName: 'range',
      leaderId: memberId,
      reasons: [`member ${memberId} is new; client reason: started`],
      joined: [billing],
      gone: [],
      membersCount: 1,
      idle: [],
      durationMs: 3500,
    },
  ]);
});

test('a rebalance is explained by who is gone, and how', () => {
  const world = new GroupTest();
  const [leader, silent, leaving] = world.stableGroup('a', 'b', 'c');
  assert.ok(leader !== undefined && silent !== undefined && leaving !== undefined);
  world.rebalances.length = 0;
  world.leave({ memberId: leaving.memberId, reason: 'the consumer is being closed' });
  const rejoined = world.join({ memberId: leader.memberId });
  world.harness.advance(SESSION_TIMEOUT_MS);
  world.sync(rejoined.response, { [leader.memberId]: assignment({ orders: [0, 1] }) });
  const [explained, ...more] = world.rebalances;
  assert.equal(more.length, 0);
  assert.deepEqual(
    explained?.gone.map(({ memberId, cause, reason }) => [memberId, cause, reason]),
    [
      [leaving.memberId, 'left', 'the consumer is being closed'],
      [silent.memberId, 'session timeout', 'no heartbeat came in time'],
    ],
  );
  assert.deepEqual(explained?.reasons, [`${leaving.memberId} left`]);
  assert.deepEqual(explained?.joined, []);
  assert.equal(explained?.durationMs, SESSION_TIMEOUT_MS);
});

test('a member without a partition is named as idle', () => {
  const world = new GroupTest();
  const joins = ['a', 'b', 'c'].map((clientId) => world.joinAsNew({ clientId }));
  world.harness.advance(0);
  const [leader, second, third] = joins.map(({ response }) => response);
  assert.ok(leader !== undefined && second !== undefined && third !== undefined);
  world.sync(leader, {
    [leader.memberId]: assignment({ orders: [0] }),
    [second.memberId]: assignment({ orders: [] }),
  });
  assert.deepEqual(
    world.rebalances[0]?.idle.map(({ clientId }) => clientId),
    ['b', 'c'],
  );
});

test('of members that are no consumers nobody is called idle, nor of parts that cannot be read', () => {
  const world = new GroupTest();
  const worker = world.join({ protocolType: 'connect', version: 3 });
  world.harness.advance(0);
  world.sync(worker.response, {});
  const strange = new GroupTest();
  const joined = strange.joinAsNew();
  strange.harness.advance(0);
  strange.sync(joined.response, { [joined.memberId]: Buffer.from([1]) });
  assert.deepEqual([world.rebalances[0]?.idle, strange.rebalances[0]?.idle], [[], []]);
});

test('a rebalance that begins again before it is over is explained once', () => {
  const world = new GroupTest();
  const [leader] = world.stableGroup('a');
  assert.ok(leader !== undefined);
  world.rebalances.length = 0;
  const second = world.joinAsNew({ clientId: 'b' });
  world.join({ memberId: leader.memberId });
  assert.equal(second.response.generationId, 2);
  const third = world.joinAsNew({ clientId: 'c' });
  const rejoined = [leader, second].map(({ memberId }) => world.join({ memberId }));
  const joins = [...rejoined, third].map(({ response }) => response);
  world.syncAll(joins);
  const [explained, ...more] = world.rebalances;
  assert.equal(more.length, 0);
  assert.deepEqual(
    [explained?.generationId, explained?.generations, explained?.reasons.length],
    [3, 2, 2],
  );
  assert.deepEqual(
    explained?.joined.map(({ clientId }) => clientId),
    ['b', 'c'],
  );
});

test('the last member that leaves is explained too', () => {
  const world = new GroupTest();
  const [member] = world.stableGroup('a');
  world.rebalances.length = 0;
  world.leave({ memberId: member?.memberId ?? '' });
  const [explained] = world.rebalances;
  assert.deepEqual(
    [explained?.membersCount, explained?.protocolName, explained?.leaderId, explained?.idle],
    [0, undefined, undefined, []],
  );
  assert.equal(explained?.gone.length, 1);
});

test('a static member that is replaced without a rebalance is not explained later', () => {
  const world = new GroupTest();
  const joined = world.join({ groupInstanceId: 'one' });
  world.harness.advance(0);
  world.syncAll([joined.response]);
  const back = world.join({ groupInstanceId: 'one' });
  assert.equal(world.rebalances.length, 1);
  const groupInstanceId = 'one';
  const rejoined = world.join({ memberId: back.response.memberId, groupInstanceId });
  world.sync({ ...rejoined.response, groupInstanceId }, {});
  const [, explained] = world.rebalances;
  assert.deepEqual([explained?.joined, explained?.gone], [[], []]);
});

test('what is kept of a group that never comes to rest is bounded', () => {
  const world = new GroupTest();
  const [leader] = world.stableGroup('a');
  world.rebalances.length = 0;
  const reason = 'x'.repeat(1000);
  for (let round = 0; round < 1100; round++) {
    const { memberId } = world.joinAsNew({ reason });
    world.leave({ memberId, reason });
  }
  const rejoined = world.join({ memberId: leader?.memberId ?? '' });
  world.syncAll([rejoined.response]);
  const [explained] = world.rebalances;
  assert.equal(explained?.gone.length, 1000);
  assert.ok((explained?.reasons.length ?? 0) <= 20);
  assert.equal(explained?.gone[0]?.reason.length, 255);
});
