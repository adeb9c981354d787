import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { RebalanceExplained } from '../../ports/rebalance-listener.ts';
import {
  GROUP,
  GroupTest,
  orders,
  REBALANCE_TIMEOUT_MS,
  SESSION_TIMEOUT_MS,
} from './test-context.ts';

function worldWithOrders(partitionsCount = 4): GroupTest {
  const world = new GroupTest();
  world.addTopic('orders', partitionsCount);
  return world;
}

/** Two members with two partitions each. */
function worldOfTwo(): { readonly world: GroupTest; readonly epoch: number } {
  const world = worldWithOrders();
  const { memberEpoch: first } = world.join('one');
  const { memberEpoch: epoch } = world.join('two');
  world.heartbeat({ memberId: 'one', memberEpoch: first });
  world.advance(700);
  world.heartbeat({ memberId: 'one', memberEpoch: first, topicPartitions: orders(0, 1) });
  world.heartbeat({ memberId: 'two', memberEpoch: epoch });
  return { world, epoch };
}

function lastOf({ rebalances }: GroupTest): RebalanceExplained {
  const last = rebalances.at(-1);
  assert.ok(last !== undefined, 'a rebalance was explained');
  return last;
}

const ids = (members: readonly { readonly memberId: string }[]): readonly string[] =>
  members.map(({ memberId }) => memberId);

test('the first member is told with who it is, and no time at all', () => {
  const world = worldWithOrders();
  const { memberEpoch } = world.join('one', { instanceId: 'first' });
  assert.deepEqual(world.rebalances, [
    {
      groupId: GROUP,
      groupType: 'consumer',
      generationId: memberEpoch,
      generations: 1,
      protocolType: 'consumer',
      protocolName: 'uniform',
      leaderId: undefined,
      reasons: ['member first is new'],
      joined: [
        {
          memberId: 'one',
          groupInstanceId: 'first',
          clientId: 'client',
          clientHost: '/127.0.0.1',
        },
      ],
      gone: [],
      membersCount: 1,
      idle: [],
      durationMs: 0,
    },
  ]);
});

test('a rebalance lasts until the last member has its part', () => {
  const { world, epoch } = worldOfTwo();
  assert.equal(world.rebalances.length, 2);
  const { joined, durationMs, generationId, membersCount, idle } = lastOf(world);
  assert.deepEqual(ids(joined), ['two']);
  assert.deepEqual([durationMs, generationId, membersCount, idle.length], [700, epoch, 2, 0]);
  world.heartbeat({ memberId: 'two', memberEpoch: epoch });
  assert.equal(world.rebalances.length, 2, 'heartbeats of a stable group are no rebalances');
});

test('who has left is told once the others have what it had', () => {
  const { world, epoch } = worldOfTwo();
  world.heartbeat({ memberId: 'two', memberEpoch: -1 });
  assert.equal(world.rebalances.length, 2);
  world.advance(300);
  world.heartbeat({ memberId: 'one', memberEpoch: epoch });
  const { gone, reasons, durationMs } = lastOf(world);
  assert.deepEqual(
    gone.map(({ memberId, cause, reason }) => [memberId, cause, reason]),
    [['two', 'left', 'it has left']],
  );
  assert.deepEqual(reasons, ['member two is gone: it has left']);
  assert.equal(durationMs, 300);
});

test('a silent member is told with its session timeout', () => {
  const { world, epoch } = worldOfTwo();
  world.advance(SESSION_TIMEOUT_MS - 1000);
  world.heartbeat({ memberId: 'one', memberEpoch: epoch });
  world.advance(1000);
  world.heartbeat({ memberId: 'one', memberEpoch: epoch });
  const { gone } = lastOf(world);
  assert.deepEqual(
    gone.map(({ memberId, cause }) => [memberId, cause]),
    [['two', 'session timeout']],
  );
});

test('a member that does not give up its partitions is told with its rebalance timeout', () => {
  const world = worldWithOrders();
  const { memberEpoch } = world.join('one');
  const { memberEpoch: epoch } = world.join('two');
  world.heartbeat({ memberId: 'one', memberEpoch });
  world.advance(REBALANCE_TIMEOUT_MS);
  world.heartbeat({ memberId: 'two', memberEpoch: epoch });
  const { gone, joined, generations } = lastOf(world);
  assert.deepEqual(
    gone.map(({ memberId, cause }) => [memberId, cause]),
    [['one', 'rebalance timeout']],
  );
  assert.deepEqual([ids(joined), generations], [['two'], 2]);
});

test('the last one that leaves ends the rebalance, and nobody is left', () => {
  const world = worldWithOrders();
  world.join('one');
  world.heartbeat({ memberId: 'one', memberEpoch: -1 });
  const { gone, membersCount, protocolName } = lastOf(world);
  assert.deepEqual([ids(gone), membersCount, protocolName], [['one'], 0, undefined]);
});

test('members without a partition are named as idle', () => {
  const world = worldWithOrders(1);
  world.join('one');
  world.join('two', { instanceId: 'spare' });
  for (const memberId of ['one', 'two']) {
    const { memberEpoch } = world.group?.members.get(memberId) ?? { memberEpoch: 0 };
    world.heartbeat({ memberId, memberEpoch });
  }
  const { idle } = lastOf(world);
  assert.deepEqual(
    idle.map(({ memberId, groupInstanceId }) => [memberId, groupInstanceId]),
    [['two', 'spare']],
  );
});

test('a static member that comes back with another id within its session is no rebalance', () => {
  const world = worldWithOrders();
  world.join('one', { instanceId: 'first' });
  world.heartbeat({ memberId: 'one', memberEpoch: -2, instanceId: 'first' });
  world.join('two', { instanceId: 'first' });
  assert.equal(world.rebalances.length, 1);
});

test('new partitions of a topic are a reason too', () => {
  const world = worldWithOrders();
  const { memberEpoch } = world.join('one');
  world.addTopic('orders', 6);
  world.heartbeat({ memberId: 'one', memberEpoch });
  assert.deepEqual(lastOf(world).reasons, ['topics or subscriptions have changed']);
});

test('a rebalance that was under way when the group was loaded is not explained', () => {
  const world = worldWithOrders();
  world.join('one');
  const { memberEpoch } = world.join('two');
  world.reload();
  world.heartbeat({ memberId: 'two', memberEpoch });
  assert.equal(world.rebalances.length, 1);
});
