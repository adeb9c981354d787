import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ZERO_UUID } from '@odradek/base';
import {
  defaultPartitionChangeRecord,
  type PartitionRecord,
} from '@odradek/protocol/messages/cluster-metadata';

import { MetadataImage } from './metadata-image.ts';
import { directoryOfReplica } from './topics-image.ts';

const TOPIC_ID = 'AAECAwQFBgcICQoLDA0ODw';

function partition(partitionId: number, changes: Partial<PartitionRecord> = {}): PartitionRecord {
  return {
    partitionId,
    topicId: TOPIC_ID,
    replicas: [1],
    isr: [1],
    removingReplicas: [],
    addingReplicas: [],
    leader: 1,
    leaderRecoveryState: 0,
    leaderEpoch: 0,
    partitionEpoch: 0,
    directories: [],
    eligibleLeaderReplicas: null,
    lastKnownElr: null,
    ...changes,
  };
}

function withOrders(): MetadataImage {
  const image = new MetadataImage();
  image.replay([{ type: 'TopicRecord', record: { name: 'orders', topicId: TOPIC_ID } }]);
  for (const id of [1, 0]) image.replay([{ type: 'PartitionRecord', record: partition(id) }]);
  return image;
}

test('a topic is found by name and by id, its partitions at their index', () => {
  const { topics } = withOrders();
  assert.equal(topics.topic('orders'), topics.topicById(TOPIC_ID));
  assert.deepEqual(
    topics.topic('orders')?.partitions.map(({ index, leader }) => [index, leader]),
    [
      [0, 1],
      [1, 1],
    ],
  );
  assert.equal(topics.topic('nowhere'), undefined);
});

test('a later record of a partition replaces the one before', () => {
  const image = withOrders();
  const record = partition(1, { leader: 2, leaderEpoch: 5, replicas: [2, 1], isr: [2] });
  image.replay([{ type: 'PartitionRecord', record }]);
  assert.deepEqual(image.topics.topic('orders')?.partitions[1], {
    index: 1,
    leader: 2,
    leaderEpoch: 5,
    replicas: [2, 1],
    isr: [2],
    directories: [],
  });
});

test('a change of a partition leaves what it does not name, and a new leader has a new epoch', () => {
  const image = withOrders();
  const before = image.topics.topic('orders')?.partitions[1];
  const change = { ...defaultPartitionChangeRecord, topicId: TOPIC_ID, partitionId: 1 };
  const directories = ['0UlODVQJSLmjnRxy44wJug'];
  image.replay([{ type: 'PartitionChangeRecord', record: { ...change, directories } }]);
  assert.deepEqual(image.topics.topic('orders')?.partitions[1], { ...before, directories });
  const delta = image.replay([
    { type: 'PartitionChangeRecord', record: { ...change, leader: -1, isr: [], replicas: [1] } },
  ]);
  const leaderEpoch = (before?.leaderEpoch ?? 0) + 1;
  const after = { index: 1, leader: -1, leaderEpoch, replicas: [1], isr: [], directories };
  assert.deepEqual(image.topics.topic('orders')?.partitions[1], after);
  assert.deepEqual(delta.changedTopics, [image.topics.topic('orders')]);
});

test('the directory of a replica is at the place of its broker, and none while it is unassigned', () => {
  const image = { index: 0, leader: 3, leaderEpoch: 0, replicas: [3, 1], isr: [3] };
  const directories = [ZERO_UUID, '0UlODVQJSLmjnRxy44wJug'];
  assert.equal(directoryOfReplica({ ...image, directories }, 1), '0UlODVQJSLmjnRxy44wJug');
  assert.equal(directoryOfReplica({ ...image, directories }, 3), undefined);
  assert.equal(directoryOfReplica({ ...image, directories }, 2), undefined);
  assert.equal(directoryOfReplica({ ...image, directories: [] }, 3), undefined);
});

test('a topic that was removed is gone by name and id, and the name can come back', () => {
  const image = withOrders();
  image.replay([{ type: 'RemoveTopicRecord', record: { topicId: TOPIC_ID } }]);
  assert.equal(image.topics.topic('orders'), undefined);
  assert.equal(image.topics.topicById(TOPIC_ID), undefined);
  image.replay([
    {
      type: 'TopicRecord',
      record: { name: 'orders', topicId: 'EBESExQVFhcYGRobHB0eHw' },
    },
  ]);
  assert.deepEqual(image.topics.topic('orders')?.partitions, []);
});

test('records that contradict the image are a broken invariant', () => {
  const image = withOrders();
  const record = { name: 'orders', topicId: TOPIC_ID };
  assert.throws(() => image.replay([{ type: 'TopicRecord', record }]), /created once/);
  const stray = partition(0, { topicId: 'EBESExQVFhcYGRobHB0eHw' });
  assert.throws(() => image.replay([{ type: 'PartitionRecord', record: stray }]), /known topic/);
});
