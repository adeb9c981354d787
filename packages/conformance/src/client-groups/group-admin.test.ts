import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Admin } from '@odradek/client';

import { GroupContext } from './testing/group-context.ts';

const ORDERS_0 = { topic: 'orders', partition: 0 };
const ORDERS_1 = { topic: 'orders', partition: 1 };

test('an admin client sees a group from its first member to its end', async () => {
  const context = await GroupContext.start({ orders: 2 });
  const admin = new Admin(context.cluster.clientOptions);
  assert.deepEqual(await context.run(admin.listGroups()), []);
  const [missing] = await context.run(admin.describeGroups(['group']));
  assert.equal(missing?.error?.code, 'GROUP_ID_NOT_FOUND');

  await context.produce('orders', 0, 'a', 'b');
  const consumer = context.consumer({ clientId: 'reader', groupInstanceId: 'first' });
  await consumer.subscribe('orders');
  await context.take(consumer, 2);
  await context.run(consumer.commit());
  const [group] = await context.run(admin.describeGroups(['group']));
  assert.equal(group?.error, undefined);
  assert.deepEqual(
    [group?.type, group?.protocolType, group?.state, group?.assignor],
    ['classic', 'consumer', 'Stable', 'range'],
  );
  const [member] = group?.members ?? [];
  assert.deepEqual(
    [member?.clientId, member?.groupInstanceId, member?.assignment],
    ['reader', 'first', [ORDERS_0, ORDERS_1]],
  );
  const listing = { groupId: 'group', type: 'classic', protocolType: 'consumer' };
  assert.deepEqual(await context.run(admin.listGroups({ states: ['stable'] })), [
    { ...listing, state: 'Stable' },
  ]);
  assert.deepEqual(await context.run(admin.listGroups({ states: ['Empty'] })), []);
  assert.deepEqual(await context.run(admin.listGroups({ types: ['consumer'] })), []);
  assert.deepEqual(await context.run(admin.listGroups({ protocolTypes: ['connect'] })), []);

  const [refused] = await context.run(admin.deleteGroups(['group']));
  assert.equal(refused?.error?.code, 'NON_EMPTY_GROUP');
  await context.run(consumer.close());
  const removal = admin.removeMembers('group', [{ groupInstanceId: 'first' }]);
  assert.equal((await context.run(removal))[0]?.error, undefined);
  assert.deepEqual(await context.run(admin.listGroups({ states: ['Empty'] })), [
    { ...listing, state: 'Empty' },
  ]);
  const deleted = await context.run(admin.deleteGroups(['group', 'nowhere']));
  assert.deepEqual(
    deleted.map(({ groupId, error }) => [groupId, error?.code]),
    [
      ['group', undefined],
      ['nowhere', 'GROUP_ID_NOT_FOUND'],
    ],
  );
  assert.deepEqual(await context.run(admin.listGroups()), []);
  await context.run(admin.close());
});

test('offsets that were set from outside are where the group goes on', async () => {
  const context = await GroupContext.start({ orders: 2, notes: 1 });
  const admin = new Admin(context.cluster.clientOptions);
  await context.produce('orders', 0, 'a', 'b', 'c');
  const set = await context.run(
    admin.alterGroupOffsets('group', [
      { ...ORDERS_0, offset: 2, metadata: 'skipped two' },
      { topic: 'nowhere', partition: 0, offset: 1 },
      { topic: 'notes', partition: 0, offset: 0 },
    ]),
  );
  assert.deepEqual(
    set.map(({ error }) => error?.code),
    [undefined, 'UNKNOWN_TOPIC_OR_PARTITION', undefined],
  );
  const [listed] = await context.run(
    admin.listGroupOffsets([{ groupId: 'group', partitions: [ORDERS_1, ORDERS_0] }]),
  );
  assert.deepEqual(listed?.offsets, [
    { ...ORDERS_1, offset: -1, leaderEpoch: -1, metadata: '' },
    { ...ORDERS_0, offset: 2, leaderEpoch: -1, metadata: 'skipped two' },
  ]);

  const consumer = context.consumer();
  await consumer.subscribe('orders');
  assert.deepEqual(await context.take(consumer, 1), ['c']);
  const early = await context.run(admin.alterGroupOffsets('group', [{ ...ORDERS_0, offset: 0 }]));
  assert.equal(early[0]?.error?.code, 'UNKNOWN_MEMBER_ID');
  const kept = await context.run(
    admin.deleteGroupOffsets('group', [ORDERS_0, { topic: 'notes', partition: 0 }]),
  );
  assert.deepEqual(
    kept.map(({ error }) => error?.code),
    ['GROUP_SUBSCRIBED_TO_TOPIC', undefined],
  );
  await context.run(consumer.close());
  const all = await context.run(admin.listGroupOffsets([{ groupId: 'group' }, { groupId: 'x' }]));
  assert.deepEqual(
    all.map(({ groupId, offsets }) => [
      groupId,
      offsets.map(({ topic, partition, offset }) => `${topic}-${partition}@${offset}`).toSorted(),
    ]),
    [
      ['group', ['orders-0@3', 'orders-1@0']],
      ['x', []],
    ],
  );
  await context.run(admin.close());
});

test('the end of a log, its start and its records are found by time', async () => {
  const context = await GroupContext.start({ orders: 2 });
  const admin = new Admin(context.cluster.clientOptions);
  await context.produce('orders', 0, 'a');
  const betweenMs = context.cluster.clock.now();
  await context.pass(1000);
  await context.produce('orders', 0, 'b');
  const timestamps = ['earliest', 'latest', 'max-timestamp', betweenMs + 1] as const;
  const listed = await context.run(
    admin.listOffsets(timestamps.map((timestamp) => ({ ...ORDERS_0, timestamp }))),
  );
  assert.deepEqual(
    listed.map(({ offset }) => offset),
    [0, 2, 1, 1],
  );
  await context.run(admin.close());
});
