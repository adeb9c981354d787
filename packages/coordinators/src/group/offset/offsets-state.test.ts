import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Offset } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import {
  defaultOffsetFetchRequestGroup,
  defaultOffsetFetchRequestTopics,
} from '@odradek/protocol/messages/09-offset-fetch';

import { commitOf, GroupContext, TOPIC_ID } from '../test-context.ts';
import { offsetCommitRecord, offsetCommitTombstone } from './committed-offset.ts';

const KEY = { group: 'readers', topic: 'orders', partition: 0 };

/** Replays an offset that a transaction of producer 7 has written. */
function writeInTransaction(context: GroupContext, offset: Offset, recordOffset: Offset): void {
  const record = offsetCommitRecord(KEY, {
    offset,
    leaderEpoch: -1,
    metadata: '',
    commitTimestamp: 1,
    expireTimestamp: -1,
    topicId: TOPIC_ID,
  });
  context.shard.replay(record, recordOffset, 7n);
}

test('an offset of a transaction counts when it is committed', () => {
  const context = new GroupContext();
  context.commitOffsets(commitOf('orders', [5]));
  writeInTransaction(context, 8, 100);
  assert.deepEqual(context.committedOffsets(), ['orders-0@5']);
  assert.deepEqual(context.committedOffsets('readers', true), [
    `orders-0 error ${ErrorCode.UNSTABLE_OFFSET_COMMIT}`,
  ]);
  context.shard.endTransaction(7n, true);
  assert.deepEqual(context.committedOffsets('readers', true), ['orders-0@8']);
});

test('an offset of a transaction that is aborted never counts', () => {
  const context = new GroupContext();
  writeInTransaction(context, 8, 100);
  context.shard.endTransaction(7n, false);
  context.shard.endTransaction(7n, true);
  assert.deepEqual(
    [context.committedOffsets('readers', true), context.groupIds],
    [[], ['readers']],
  );
});

test('what was committed after a transaction had written holds', () => {
  const context = new GroupContext();
  writeInTransaction(context, 8, 0);
  context.records.length = 0;
  context.commitOffsets(commitOf('orders', [3]));
  context.shard.replay(context.records[0] ?? assert.fail('it was written'), 5, undefined);
  context.shard.endTransaction(7n, true);
  assert.deepEqual(context.committedOffsets(), ['orders-0@3']);
});

test('a deletion deletes what transactions have written too', () => {
  const context = new GroupContext();
  writeInTransaction(context, 8, 0);
  context.shard.replay(offsetCommitTombstone(KEY), 1, undefined);
  context.shard.endTransaction(7n, true);
  assert.deepEqual(context.committedOffsets(), []);
});

test('an unstable offset is answered with an error where it is asked for, others as they are', () => {
  const context = new GroupContext();
  context.commitOffsets(commitOf('orders', [5, 6]));
  writeInTransaction(context, 8, 100);
  const topics = [{ ...defaultOffsetFetchRequestTopics, name: 'orders', partitionIndexes: [0, 1] }];
  const request = { ...defaultOffsetFetchRequestGroup, groupId: 'readers', topics };
  const { topics: answers } = context.shard.fetchOffsets({ request, requireStable: true });
  assert.deepEqual(
    answers[0]?.partitions.map(({ committedOffset, errorCode }) => [committedOffset, errorCode]),
    [
      [-1, ErrorCode.UNSTABLE_OFFSET_COMMIT],
      [6, ErrorCode.NONE],
    ],
  );
});

test('what was committed for another topic of the same name is not answered', () => {
  const context = new GroupContext();
  context.commitOffsets(commitOf('orders', [5]));
  const other = 'RL2VWfA0RPOS63e0AHqfIQ';
  for (const [topicId, offset] of [
    [TOPIC_ID, 5],
    [other, -1],
  ] as const) {
    const topics = [{ name: 'orders', topicId, partitionIndexes: [0] }];
    const request = { ...defaultOffsetFetchRequestGroup, groupId: 'readers', topics };
    const answer = context.shard.fetchOffsets({ request, requireStable: false });
    assert.equal(answer.topics[0]?.partitions[0]?.committedOffset, offset);
  }
});

test('there are as many offsets as were committed and not deleted', () => {
  const context = new GroupContext();
  context.commitOffsets(commitOf('orders', [5, 6]));
  context.commitOffsets(commitOf('orders', [7, 8]));
  assert.equal(context.shard.offsets.committed.size, 2);
  context.shard.replay(offsetCommitTombstone(KEY), 9, undefined);
  context.shard.replay(offsetCommitTombstone(KEY), 10, undefined);
  assert.equal(context.shard.offsets.committed.size, 1);
});
