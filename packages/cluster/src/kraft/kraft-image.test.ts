import assert from 'node:assert/strict';
import { test } from 'node:test';

import { kraftRecord, type KraftRecordValue } from '../testing/kraft-file-builder.ts';
import { KraftImage } from './kraft-image.ts';
import { decodeKraftRecord } from './kraft-record.ts';

const TOPIC_ID = 'nVJ1aXJhhNRtqLQ5qqbdKw';
const TOPIC = kraftRecord.topic({ name: 'orders', topicId: TOPIC_ID });
const PARTITION = kraftRecord.partition({
  partitionId: 0,
  topicId: TOPIC_ID,
  replicas: [1, 2],
  isr: [1, 2],
  leader: 1,
  leaderEpoch: 4,
  partitionEpoch: 7,
});

function imageOf(...values: readonly KraftRecordValue[]): KraftImage {
  const image = new KraftImage();
  for (const value of values) image.replay(decodeKraftRecord(value));
  return image;
}

function partitionOf(image: KraftImage) {
  return image.topics.topic('orders')?.partitions.get(0);
}

test('a change of the leader begins an epoch of the leader and of the partition', () => {
  const change = { partitionId: 0, topicId: TOPIC_ID, leader: 2, isr: [2] };
  assert.deepEqual(partitionOf(imageOf(TOPIC, PARTITION, kraftRecord.partitionChange(change))), {
    index: 0,
    replicas: [1, 2],
    isr: [2],
    eligibleLeaderReplicas: [],
    leader: 2,
    leaderEpoch: 5,
    partitionEpoch: 8,
    directories: [],
  });
});

test('a change that leaves the leader leaves its epoch', () => {
  const directories = ['0UlODVQJSLmjnRxy44wJug', 'qkMHl9JkRFWwCoajL0Vntg'];
  const change = { partitionId: 0, topicId: TOPIC_ID, replicas: [3, 1], directories };
  const partition = partitionOf(imageOf(TOPIC, PARTITION, kraftRecord.partitionChange(change)));
  assert.equal(partition?.leaderEpoch, 4);
  assert.equal(partition?.partitionEpoch, 8);
  assert.deepEqual(partition?.replicas, [3, 1]);
  assert.deepEqual(partition?.directories, directories);
});

test('eligible leader replicas come with a change and go with ClearElrRecord', () => {
  const change = { partitionId: 0, topicId: TOPIC_ID, isr: [], eligibleLeaderReplicas: [1] };
  const image = imageOf(TOPIC, PARTITION, kraftRecord.partitionChange(change));
  assert.deepEqual(partitionOf(image)?.eligibleLeaderReplicas, [1]);
  image.replay(decodeKraftRecord(kraftRecord.clearElr('others')));
  assert.deepEqual(partitionOf(image)?.eligibleLeaderReplicas, [1]);
  image.replay(decodeKraftRecord(kraftRecord.clearElr('')));
  assert.deepEqual(partitionOf(image)?.eligibleLeaderReplicas, []);
});

test('a topic that is removed takes its configs along, and its name may come back', () => {
  const config = { resourceType: 2, resourceName: 'orders', name: 'retention.ms', value: '5' };
  const again = kraftRecord.topic({ name: 'orders', topicId: 'qkMHl9JkRFWwCoajL0Vntg' });
  const image = imageOf(
    TOPIC,
    kraftRecord.config(config),
    kraftRecord.removeTopic(TOPIC_ID),
    again,
  );
  assert.equal(image.configs.topic('orders').size, 0);
  assert.equal(image.topics.topic('orders')?.topicId, 'qkMHl9JkRFWwCoajL0Vntg');
});

test('the records of a transaction count when it ends, and never if it is aborted or open', () => {
  const { begin, end, abort } = kraftRecord;
  assert.equal(imageOf(begin(), TOPIC).topics.topic('orders'), undefined);
  assert.equal(imageOf(begin(), TOPIC, abort()).topics.topic('orders'), undefined);
  assert.equal(imageOf(begin(), TOPIC, abort(), end()).topics.topic('orders'), undefined);
  assert.equal(imageOf(begin(), TOPIC, end()).topics.topic('orders')?.name, 'orders');
  assert.equal(imageOf(begin(), abort(), TOPIC).topics.topic('orders')?.name, 'orders');
});

test('producer ids, features and brokers are as their last record says', () => {
  const ids = (nextProducerId: bigint) =>
    kraftRecord.producerIds({ brokerId: 1, brokerEpoch: 5n, nextProducerId });
  const image = imageOf(
    ids(1000n),
    ids(2000n),
    kraftRecord.feature({ name: 'group.version', featureLevel: 1 }),
    kraftRecord.feature({ name: 'share.version', featureLevel: 1 }),
    kraftRecord.feature({ name: 'share.version', featureLevel: 0 }),
    kraftRecord.registerBroker({ brokerId: 1 }),
    kraftRecord.registerBroker({ brokerId: 2 }),
  );
  assert.equal(image.producerIds.nextProducerId, 2000n);
  assert.deepEqual([...image.features.all()], [['group.version', 1]]);
  assert.deepEqual([...image.brokers], [1, 2]);
});

test('what has no place here is counted by kind, without what was removed again', () => {
  const acl = (id: string) =>
    kraftRecord.acl({
      id,
      resourceType: 2,
      resourceName: 'orders',
      patternType: 3,
      principal: 'User:bob',
      host: '*',
      operation: 3,
      permissionType: 3,
    });
  const image = imageOf(
    acl(TOPIC_ID),
    acl('qkMHl9JkRFWwCoajL0Vntg'),
    kraftRecord.removeAcl(TOPIC_ID),
  );
  assert.deepEqual(image.unheld.kinds(), [{ kind: 'ACLs', count: 1 }]);
});
