import assert from 'node:assert/strict';
import { test } from 'node:test';

import { defaultGroupMetadataValue } from '@odradek/protocol/messages/consumer-offsets';

import { commitOf, GroupContext, MS_PER_DAY, TOPIC_ID, groupWith } from '../test-context.ts';
import { offsetCommitRecord } from './committed-offset.ts';

/** Offsets are looked at every ten minutes: this is when the first look behind the retention comes. */
const RETENTION_MS: number = 7 * MS_PER_DAY;
const CHECK_MS = 600_000;

test('an offset expires when its retention is over, and the group goes with the last one', () => {
  const context = new GroupContext();
  context.commitOffsets(commitOf('orders', [5]));
  context.advance(RETENTION_MS - CHECK_MS);
  context.commitOffsets(commitOf('other', [6]));
  assert.deepEqual(context.committedOffsets(), ['orders-0@5', 'other-0@6']);
  context.takeRecords();
  context.advance(CHECK_MS);
  assert.deepEqual(context.committedOffsets(), ['other-0@6']);
  assert.deepEqual(context.takeRecords(), [
    { type: 'OffsetCommit', key: { group: 'readers', topic: 'orders', partition: 0 }, value: null },
  ]);
  context.advance(RETENTION_MS);
  assert.deepEqual([context.committedOffsets(), context.groupIds], [[], []]);
  assert.deepEqual(
    context.takeRecords().map(({ type, value }) => [type, value]),
    [
      ['OffsetCommit', null],
      ['GroupMetadata', null],
    ],
  );
});

test('a commit begins the retention of its partition anew', () => {
  const context = new GroupContext();
  context.commitOffsets(commitOf('orders', [5, 6]));
  context.advance(4 * MS_PER_DAY);
  context.commitOffsets(commitOf('orders', [7]));
  context.advance(4 * MS_PER_DAY);
  assert.deepEqual(context.committedOffsets(), ['orders-0@7']);
});

test('an expiry of its own beats the retention of the broker, in both directions', () => {
  const context = new GroupContext();
  context.commitOffsets(commitOf('soon', [5], { retentionTimeMs: MS_PER_DAY }), 2);
  context.commitOffsets(commitOf('late', [6], { retentionTimeMs: 30 * MS_PER_DAY }), 2);
  context.advance(MS_PER_DAY);
  assert.deepEqual(context.committedOffsets(), ['late-0@6']);
  context.advance(28 * MS_PER_DAY);
  assert.deepEqual(context.committedOffsets(), ['late-0@6']);
  context.advance(MS_PER_DAY);
  assert.deepEqual(context.groupIds, []);
});

test('the retention of a group that had members counts from when it became empty', () => {
  const context = new GroupContext();
  context.commitOffsets(commitOf('orders', [5]));
  const emptySince = context.clock.now() + 3 * MS_PER_DAY;
  const value = { ...defaultGroupMetadataValue, protocolType: 'consumer' };
  const record = {
    type: 'GroupMetadata',
    key: { group: 'readers' },
    value: { ...value, currentStateTimestamp: emptySince },
  } as const;
  context.shard.replay(record, 1, undefined);
  context.advance(9 * MS_PER_DAY);
  assert.deepEqual(context.committedOffsets(), ['orders-0@5']);
  context.advance(MS_PER_DAY);
  assert.deepEqual(context.committedOffsets(), []);
});

test('what members read does not expire, nor anything of a group whose offsets do not', () => {
  const context = new GroupContext();
  const isSubscribedTo = (topic: string): boolean => topic === 'orders';
  context.commitOffsets(commitOf('orders', [5]));
  context.commitOffsets(commitOf('other', [6]));
  context.commitOffsets(commitOf('orders', [7], { groupId: 'kept' }));
  context.shard.groups.set(groupWith('readers', { isSubscribedTo, isEmpty: false }));
  context.shard.groups.set(groupWith('kept', { expiryBase: () => undefined, isEmpty: false }));
  context.advance(8 * MS_PER_DAY);
  assert.deepEqual(context.committedOffsets(), ['orders-0@5']);
  assert.deepEqual(context.committedOffsets('kept'), ['orders-0@7']);
  assert.deepEqual(context.groupIds, ['readers', 'kept']);
});

test('what an open transaction has written keeps the offset and the group', () => {
  const context = new GroupContext();
  context.commitOffsets(commitOf('orders', [5]));
  const record = offsetCommitRecord(
    { group: 'readers', topic: 'orders', partition: 0 },
    {
      offset: 9,
      leaderEpoch: -1,
      metadata: '',
      commitTimestamp: 1,
      expireTimestamp: -1,
      topicId: TOPIC_ID,
    },
  );
  context.shard.replay(record, 50, 7n);
  context.advance(8 * MS_PER_DAY);
  assert.deepEqual([context.committedOffsets(), context.groupIds], [['orders-0@5'], ['readers']]);
  context.shard.endTransaction(7n, false);
  context.advance(CHECK_MS);
  assert.deepEqual([context.committedOffsets(), context.groupIds], [[], []]);
});

test('an expiry that cannot be written is found again at the next look', () => {
  const context = new GroupContext();
  context.commitOffsets(commitOf('orders', [5]));
  context.refuseAppends(15);
  context.advance(8 * MS_PER_DAY);
  assert.deepEqual(context.committedOffsets(), ['orders-0@5']);
  context.refuseAppends(0);
  context.advance(CHECK_MS);
  assert.deepEqual(context.groupIds, []);
});
