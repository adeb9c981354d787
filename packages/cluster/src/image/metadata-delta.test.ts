import assert from 'node:assert/strict';
import { test } from 'node:test';

import { newPartition } from '../controller/topics/new-partition.ts';
import type { MetadataRecord } from '../metadata-record/metadata-record.ts';
import { MetadataImage } from './metadata-image.ts';

const ORDERS = 'AAECAwQFBgcICQoLDA0ODw';
const CLICKS = 'EBESExQVFhcYGRobHB0eHw';

const topic = (name: string, topicId: string): MetadataRecord => ({
  type: 'TopicRecord',
  record: { name, topicId },
});
const partition = (topicId: string, partitionId: number): MetadataRecord => ({
  type: 'PartitionRecord',
  record: newPartition({ topicId, partitionId, replicas: [1], directoryId: () => ORDERS }),
});
const removal = (topicId: string): MetadataRecord => ({
  type: 'RemoveTopicRecord',
  record: { topicId },
});

const names = (topics: readonly { readonly name: string }[]) => topics.map(({ name }) => name);

test('a delta names each topic that is new or has new partitions once, as it is now', () => {
  const image = new MetadataImage();
  const { changedTopics } = image.replay([
    topic('orders', ORDERS),
    partition(ORDERS, 0),
    partition(ORDERS, 1),
  ]);
  assert.deepEqual(names(changedTopics), ['orders']);
  assert.equal(changedTopics[0]?.partitions.length, 2);
  const later = image.replay([partition(ORDERS, 2), topic('clicks', CLICKS)]);
  assert.deepEqual(names(later.changedTopics), ['orders', 'clicks']);
});

test('a topic that was removed is told as it was, also if it came in the same batch', () => {
  const image = new MetadataImage();
  const { changedTopics, removedTopics } = image.replay([
    topic('orders', ORDERS),
    partition(ORDERS, 0),
    removal(ORDERS),
    topic('orders', CLICKS),
  ]);
  assert.deepEqual(
    changedTopics.map(({ topicId }) => topicId),
    [CLICKS],
  );
  assert.deepEqual(
    removedTopics.map(({ topicId, partitions }) => [topicId, partitions.length]),
    [[ORDERS, 1]],
  );
});

test('a resource whose settings changed is told once', () => {
  const config = (name: string, value: string | null): MetadataRecord => ({
    type: 'ConfigRecord',
    record: { resourceType: 2, resourceName: 'orders', name, value },
  });
  const image = new MetadataImage();
  const { changedConfigs } = image.replay([
    config('retention.ms', '1'),
    config('retention.bytes', null),
  ]);
  assert.deepEqual(changedConfigs, [{ resourceType: 2, resourceName: 'orders' }]);
});

test('features and producer ids follow their records', () => {
  const image = new MetadataImage();
  const feature = (featureLevel: number): MetadataRecord => ({
    type: 'FeatureLevelRecord',
    record: { name: 'metadata.version', featureLevel },
  });
  const record = { brokerId: 1, brokerEpoch: -1n, nextProducerId: 3000n };
  image.replay([feature(29), feature(30), { type: 'ProducerIdsRecord', record }]);
  assert.deepEqual([...image.features.all()], [['metadata.version', 30]]);
  assert.equal(image.features.level('metadata.version'), 30);
  assert.equal(image.producerIds.nextProducerId, 3000n);
  image.replay([feature(0)]);
  assert.equal(image.features.level('metadata.version'), 0);
});
