import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import { defaultCreatableTopic } from '@odradek/protocol/messages/19-create-topics';
import { defaultCreatePartitionsTopic } from '@odradek/protocol/messages/37-create-partitions';

import { ConfigurationsImage } from '../../image/configurations-image.ts';
import { MetadataImage } from '../../image/metadata-image.ts';
import { planCreatePartitions } from './create-partitions.ts';
import { planCreateTopics } from './create-topics.ts';
import { planDeleteTopics } from './delete-topics.ts';
import type { PartitionChangeQuota } from './partition-change-quota.ts';

const ID = 'AAECAwQFBgcICQoLDA0ODw';
const EXCEEDED = ErrorCode.THROTTLING_QUOTA_EXCEEDED;

/** A quota that has so many partitions left, and notes what was taken. */
function quotaOf(left: number): PartitionChangeQuota & { readonly taken: number[] } {
  const taken: number[] = [];
  return {
    taken,
    take: (partitions) => {
      if (partitions > left) return false;
      left -= partitions;
      taken.push(partitions);
      return true;
    },
  };
}

function create(
  image: MetadataImage,
  quota: PartitionChangeQuota,
  topics: readonly (readonly [name: string, numPartitions: number])[],
  validateOnly = false,
) {
  let id = 0;
  const plan = planCreateTopics(
    {
      topics: topics.map(([name, numPartitions]) => {
        return { ...defaultCreatableTopic, name, numPartitions, replicationFactor: 1 };
      }),
      timeoutMs: 0,
      validateOnly,
    },
    {
      topics: image.topics,
      brokerIds: [1],
      numPartitions: 1,
      defaultReplicationFactor: 1,
      newTopicId: () => ID.slice(0, -2) + String(10 + id++),
      configSources: { nodeId: 1, staticConfigs: new Map(), configs: new ConfigurationsImage() },
      directoryId: () => ID,
      quota,
    },
  );
  image.replay(plan.records);
  return plan.results.map(({ errorCode }) => errorCode);
}

test('topics are created as long as the quota of the client lasts, each as a whole', () => {
  const image = new MetadataImage();
  const quota = quotaOf(5);
  const topics = [
    ['a', 3],
    ['no spaces', 1],
    ['b', 3],
    ['c', 2],
  ] as const;
  assert.deepEqual(create(image, quota, topics), [
    ErrorCode.NONE,
    ErrorCode.INVALID_TOPIC_EXCEPTION,
    EXCEEDED,
    ErrorCode.NONE,
  ]);
  assert.deepEqual(
    [...image.topics.all()].map(({ name }) => name),
    ['a', 'c'],
  );
  assert.deepEqual(quota.taken, [3, 2]);
});

test('a topic that is only validated takes from the quota too, as in Kafka', () => {
  const quota = quotaOf(5);
  create(new MetadataImage(), quota, [['a', 4]], true);
  assert.deepEqual(quota.taken, [4]);
});

test('new partitions count, and those that there are do not', () => {
  const image = new MetadataImage();
  create(image, quotaOf(10), [
    ['a', 3],
    ['b', 3],
  ]);
  const quota = quotaOf(4);
  const topics = ['a', 'b', 'missing'].map((name) => {
    return { ...defaultCreatePartitionsTopic, name, count: 6, assignments: null };
  });
  const { records, results } = planCreatePartitions(
    { topics, timeoutMs: 0, validateOnly: false },
    { topics: image.topics, brokerIds: [1], directoryId: () => ID, quota },
  );
  assert.deepEqual(
    results.map(({ errorCode }) => errorCode),
    [ErrorCode.NONE, EXCEEDED, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION],
  );
  assert.equal(records.length, 3);
  assert.deepEqual(quota.taken, [3]);
});

test('a topic that is deleted counts with all its partitions', () => {
  const image = new MetadataImage();
  create(image, quotaOf(10), [
    ['a', 3],
    ['b', 3],
  ]);
  const quota = quotaOf(4);
  const asked = ['a', 'b'].map((name) => ({ name, topicId: 'AAAAAAAAAAAAAAAAAAAAAA' }));
  const { records, results } = planDeleteTopics(asked, image.topics, quota);
  assert.equal(records.length, 1);
  assert.deepEqual(
    results.map(({ name, errorCode, errorMessage }) => [name, errorCode, errorMessage]),
    [
      ['a', ErrorCode.NONE, null],
      ['b', EXCEEDED, null],
    ],
  );
});
