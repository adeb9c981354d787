import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ZERO_UUID } from '@odradek/base';

import { MetadataImage } from '../image/metadata-image.ts';
import { kraftRecord, type KraftRecordValue } from '../testing/kraft-file-builder.ts';
import { importedRecords } from './imported-records.ts';
import { KraftImage } from './kraft-image.ts';
import { decodeKraftRecord } from './kraft-record.ts';

const TOPIC_ID = 'nVJ1aXJhhNRtqLQ5qqbdKw';
const DIRECTORY_ID = '0UlODVQJSLmjnRxy44wJug';
const NODE_ID = 1;

function importOf(...values: readonly KraftRecordValue[]) {
  return importWith({}, ...values);
}

function importWith(
  { epochOfLog }: { readonly epochOfLog?: number },
  ...values: readonly KraftRecordValue[]
) {
  const image = new KraftImage();
  for (const value of values) image.replay(decodeKraftRecord(value));
  return importedRecords(image, {
    nodeId: NODE_ID,
    directoryId: DIRECTORY_ID,
    topics: [...image.topics.all()],
    isHeld: ({ partition }) => partition.replicas.includes(NODE_ID),
    lastLeaderEpoch: () => epochOfLog,
  });
}

function partition(partitionId: number, replicas: readonly number[], leaderEpoch: number) {
  const state = { leader: -1, isr: replicas, leaderEpoch, partitionEpoch: 9 };
  return kraftRecord.partition({
    partitionId,
    topicId: TOPIC_ID,
    replicas: [...replicas],
    ...state,
  });
}

function config(resourceType: number, resourceName: string, name: string, value: string) {
  return kraftRecord.config({ resourceType, resourceName, name, value });
}

test('a topic keeps id and configs, and its partitions are led by this node in a new epoch', () => {
  const { records } = importOf(
    kraftRecord.topic({ name: 'orders', topicId: TOPIC_ID }),
    config(2, 'orders', 'retention.ms', '5000'),
    partition(1, [1], 6),
    partition(0, [3, 1], 4),
  );
  const image = new MetadataImage();
  image.replay(records);
  assert.equal(image.topics.topic('orders')?.topicId, TOPIC_ID);
  assert.deepEqual([...image.configs.topic('orders')], [['retention.ms', '5000']]);
  const directories = [DIRECTORY_ID];
  assert.deepEqual(image.topics.topic('orders')?.partitions, [
    { index: 0, leader: 1, leaderEpoch: 5, replicas: [1], isr: [1], directories },
    { index: 1, leader: 1, leaderEpoch: 7, replicas: [1], isr: [1], directories },
  ]);
});

test('a partition is led in the epoch behind that of its log and that of the metadata', () => {
  for (const [epochOfLog, expected] of [
    [3, 6],
    [5, 6],
    [9, 10],
  ] as const) {
    const { records } = importWith(
      { epochOfLog },
      kraftRecord.topic({ name: 'orders', topicId: TOPIC_ID }),
      partition(0, [1], 5),
    );
    const image = new MetadataImage();
    image.replay(records);
    assert.equal(image.topics.topic('orders')?.partitions[0]?.leaderEpoch, expected);
  }
});

test('a partition that is not held keeps its replicas and has no leader', () => {
  const { records } = importOf(
    kraftRecord.topic({ name: 'orders', topicId: TOPIC_ID }),
    partition(0, [2, 3], 4),
  );
  const found = records.find(({ type }) => type === 'PartitionRecord');
  assert.equal(found?.type, 'PartitionRecord');
  const { replicas, isr, leader, directories } = found.record;
  assert.deepEqual({ replicas, isr, leader }, { replicas: [2, 3], isr: [2, 3], leader: -1 });
  assert.deepEqual(directories, [ZERO_UUID, ZERO_UUID]);
});

test('configs of this broker, of all and of groups are taken, those of other brokers named', () => {
  const { records, brokerConfigsLeftOut } = importOf(
    config(4, '', 'log.retention.ms', '1'),
    config(4, '1', 'log.retention.ms', '2'),
    config(4, '2', 'log.retention.ms', '3'),
    config(32, 'billing', 'consumer.session.timeout.ms', '50000'),
    config(2, 'unknown', 'retention.ms', '1'),
  );
  const image = new MetadataImage();
  image.replay(records);
  assert.deepEqual(
    [...image.configs.all()].map(([type, name, values]) => [type, name, ...values.values()]),
    [
      [4, '', '1'],
      [4, '1', '2'],
      [32, 'billing', '50000'],
    ],
  );
  assert.deepEqual(brokerConfigsLeftOut, ['2']);
});

test('no producer id is given twice', () => {
  const ids = { brokerId: 5, brokerEpoch: 8n, nextProducerId: 7000n };
  const image = new MetadataImage();
  image.replay(importOf(kraftRecord.producerIds(ids)).records);
  assert.equal(image.producerIds.nextProducerId, 7000n);
});

test('the metadata version is ours, and features that we do not have are named', () => {
  const { records, featuresLeftOut } = importOf(
    kraftRecord.feature({ name: 'metadata.version', featureLevel: 19 }),
    kraftRecord.feature({ name: 'group.version', featureLevel: 1 }),
  );
  const image = new MetadataImage();
  image.replay(records);
  assert.deepEqual([...image.features.all()], [['metadata.version', 30]]);
  assert.deepEqual(featuresLeftOut, ['group.version=1']);
});

test('metadata of a later Kafka is refused, and both versions are named', () => {
  const feature = kraftRecord.feature({ name: 'metadata.version', featureLevel: 31 });
  assert.throws(() => importOf(feature), {
    code: 'UNSUPPORTED_VERSION',
    message: /metadata\.version of this Kafka is 31, and .* up to 30/,
  });
});

test('quotas of clients are taken over, without those that were removed again', () => {
  const quota = (entityName: string | null, value: number, remove = false) => {
    const entity = [{ entityType: 'user', entityName }];
    return kraftRecord.quota({ entity, key: 'producer_byte_rate', value, remove });
  };
  const { records } = importOf(
    quota('bob', 1),
    quota(null, 5),
    quota('bob', 0, true),
    quota(null, 7),
  );
  const image = new MetadataImage();
  image.replay(records);
  assert.deepEqual(
    [...image.clientQuotas.all()].map(({ entity, quotas }) => [entity.parts, [...quotas]]),
    [[[{ entityType: 'user', entityName: null }], [['producer_byte_rate', 7]]]],
  );
});
