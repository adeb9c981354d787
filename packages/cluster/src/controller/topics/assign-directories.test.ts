import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ZERO_UUID } from '@odradek/base';

import { TopicsImage } from '../../image/topics-image.ts';
import { planAssignDirectories } from './assign-directories.ts';
import { newPartition } from './new-partition.ts';

const ORDERS = 'fmzgo6YYQvyUAXu4O4yyVw';
const FIRST = '0UlODVQJSLmjnRxy44wJug';
const SECOND = 'qkMHl9JkRFWwCoajL0Vntg';

function orders(): TopicsImage {
  const topics = new TopicsImage();
  topics.replayTopic({ name: 'orders', topicId: ORDERS });
  topics.replayPartition(
    newPartition({
      topicId: ORDERS,
      partitionId: 0,
      replicas: [3, 1],
      directoryId: (brokerId) => (brokerId === 1 ? FIRST : ZERO_UUID),
    }),
  );
  return topics;
}

function assigned(directoryId: string, { topicId = ORDERS, partition = 0, brokerId = 1 } = {}) {
  const records = planAssignDirectories(brokerId, [{ topicId, partition, directoryId }], orders());
  return records.map((entry) => 'directories' in entry.record && entry.record.directories);
}

test('a record says where the replica is now, and leaves where the others are', () => {
  assert.deepEqual(assigned(SECOND), [[ZERO_UUID, SECOND]]);
  assert.deepEqual(assigned(SECOND, { brokerId: 3 }), [[SECOND, FIRST]]);
});

test('what is known, of no replica or of a partition that is gone needs no record', () => {
  assert.deepEqual(assigned(FIRST), []);
  assert.deepEqual(assigned(SECOND, { brokerId: 2 }), []);
  assert.deepEqual(assigned(SECOND, { partition: 1 }), []);
  assert.deepEqual(assigned(SECOND, { topicId: SECOND }), []);
});
