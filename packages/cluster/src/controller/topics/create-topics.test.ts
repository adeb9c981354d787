import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ZERO_UUID } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import {
  type CreatableTopic,
  defaultCreatableTopic,
  defaultCreateTopicsRequest,
} from '@odradek/protocol/messages/19-create-topics';

import { ConfigurationsImage } from '../../image/configurations-image.ts';
import { TopicsImage } from '../../image/topics-image.ts';
import { type CreateTopicsPlan, planCreateTopics } from './create-topics.ts';

const EXISTING_ID = 'AAECAwQFBgcICQoLDA0ODw';

type Asked = Partial<CreatableTopic> & { readonly name: string };

function plan(
  asked: readonly Asked[],
  { brokerIds = [1, 2, 3], validateOnly = false } = {},
): CreateTopicsPlan {
  const topics = new TopicsImage();
  topics.replayTopic({ name: 'web.clicks', topicId: EXISTING_ID });
  let created = 0;
  const defaults = { ...defaultCreatableTopic, numPartitions: -1, replicationFactor: -1 };
  const request = {
    ...defaultCreateTopicsRequest,
    validateOnly,
    topics: asked.map((topic) => ({ ...defaults, ...topic })),
  };
  return planCreateTopics(request, {
    topics,
    brokerIds,
    numPartitions: 4,
    defaultReplicationFactor: 2,
    configSources: { nodeId: 1, staticConfigs: new Map(), configs: new ConfigurationsImage() },
    newTopicId: () => `topic-${++created}`,
    directoryId: (brokerId) => `directory-${brokerId}`,
  });
}

function assigned(...partitions: readonly (readonly [index: number, ...brokerIds: number[]])[]) {
  return partitions.map(([partitionIndex, ...brokerIds]) => ({ partitionIndex, brokerIds }));
}

test('a topic is a TopicRecord and a PartitionRecord for each partition', () => {
  const { records, results } = plan([{ name: 'orders', numPartitions: 1, replicationFactor: 1 }]);
  assert.deepEqual(records, [
    { type: 'TopicRecord', record: { name: 'orders', topicId: 'topic-1' } },
    {
      type: 'PartitionRecord',
      record: {
        partitionId: 0,
        topicId: 'topic-1',
        replicas: [1],
        isr: [1],
        removingReplicas: [],
        addingReplicas: [],
        leader: 1,
        leaderRecoveryState: 0,
        leaderEpoch: 0,
        partitionEpoch: 0,
        directories: ['directory-1'],
        eligibleLeaderReplicas: null,
        lastKnownElr: null,
      },
    },
  ]);
  assert.deepEqual(results, [
    {
      name: 'orders',
      topicId: 'topic-1',
      errorCode: ErrorCode.NONE,
      errorMessage: null,
      topicConfigErrorCode: ErrorCode.NONE,
      numPartitions: 1,
      replicationFactor: 1,
      configs: results[0]?.configs ?? [],
    },
  ]);
});

test('leaders and replicas are spread over the brokers, and -1 means the defaults', () => {
  const { records, results } = plan([{ name: 'orders' }]);
  const partitions = records.flatMap((entry) =>
    entry.type === 'PartitionRecord' ? [entry.record] : [],
  );
  assert.deepEqual(
    partitions.map(({ leader, replicas, isr }) => ({ leader, replicas, isr })),
    [
      { leader: 1, replicas: [1, 2], isr: [1, 2] },
      { leader: 2, replicas: [2, 3], isr: [2, 3] },
      { leader: 3, replicas: [3, 1], isr: [3, 1] },
      { leader: 1, replicas: [1, 2], isr: [1, 2] },
    ],
  );
  assert.equal(results[0]?.numPartitions, 4);
  assert.equal(results[0]?.replicationFactor, 2);
});

test('an assignment is taken as it is, its first broker as the leader', () => {
  const assignments = assigned([1, 2, 3], [0, 3, 1]);
  const { records, results } = plan([{ name: 'orders', assignments }]);
  const partitions = records.flatMap((entry) =>
    entry.type === 'PartitionRecord' ? [entry.record] : [],
  );
  assert.deepEqual(
    partitions.map(({ partitionId, leader, replicas }) => ({ partitionId, leader, replicas })),
    [
      { partitionId: 0, leader: 3, replicas: [3, 1] },
      { partitionId: 1, leader: 2, replicas: [2, 3] },
    ],
  );
  assert.equal(results[0]?.numPartitions, 2);
  assert.equal(results[0]?.replicationFactor, 2);
});

const NON_POSITIVE = /^Number of partitions was set to an invalid non-positive value\.$/;

const REFUSED: readonly (readonly [
  what: string,
  asked: Asked,
  errorCode: number,
  message: RegExp,
])[] = [
  [
    'an invalid name',
    { name: 'a b' },
    ErrorCode.INVALID_TOPIC_EXCEPTION,
    /'a b' contains one or more characters other than ASCII/,
  ],
  [
    'an empty name',
    { name: '' },
    ErrorCode.INVALID_TOPIC_EXCEPTION,
    /the empty string is not allowed/,
  ],
  [
    'a name that exists',
    { name: 'web.clicks' },
    ErrorCode.TOPIC_ALREADY_EXISTS,
    /^Topic 'web\.clicks' already exists\.$/,
  ],
  [
    'a name that differs from another in dots and underscores only',
    { name: 'web_clicks' },
    ErrorCode.INVALID_TOPIC_EXCEPTION,
    /^Topic 'web_clicks' collides with existing topic: web\.clicks$/,
  ],
  [
    'the name of the log of the metadata',
    { name: '__cluster_metadata' },
    ErrorCode.INVALID_REQUEST,
    /^Creation of internal topic __cluster_metadata is prohibited\.$/,
  ],
  ['no partitions', { name: 'a', numPartitions: 0 }, ErrorCode.INVALID_PARTITIONS, NON_POSITIVE],
  ['-2 partitions', { name: 'a', numPartitions: -2 }, ErrorCode.INVALID_PARTITIONS, NON_POSITIVE],
  [
    'more partitions than one request may create',
    { name: 'a', numPartitions: 10_001 },
    ErrorCode.POLICY_VIOLATION,
    /^Excessively large number of partitions per request\.$/,
  ],
  [
    'no replicas',
    { name: 'a', replicationFactor: 0 },
    ErrorCode.INVALID_REPLICATION_FACTOR,
    /^Replication factor must be larger than 0, or -1 to use the default value\.$/,
  ],
  [
    'a replication factor of -2',
    { name: 'a', replicationFactor: -2 },
    ErrorCode.INVALID_REPLICATION_FACTOR,
    /^Replication factor must be larger than 0, or -1 to use the default value\.$/,
  ],
  [
    'more replicas than brokers',
    { name: 'a', replicationFactor: 4 },
    ErrorCode.INVALID_REPLICATION_FACTOR,
    /^Unable to replicate the partition 4 time\(s\): .* only 3 broker\(s\) are registered/,
  ],
  [
    'a config',
    { name: 'a', configs: [{ name: 'retention.ms', value: 'x' }] },
    ErrorCode.INVALID_CONFIG,
    /^Invalid value x for configuration retention\.ms: Not a number of type LONG$/,
  ],
  [
    'an assignment beside a number of partitions',
    { name: 'a', numPartitions: 1, assignments: assigned([0, 1]) },
    ErrorCode.INVALID_REQUEST,
    /but numPartitions was not set to -1\.$/,
  ],
  [
    'an assignment beside a replication factor',
    { name: 'a', replicationFactor: 1, assignments: assigned([0, 1]) },
    ErrorCode.INVALID_REQUEST,
    /but replication factor was not set to -1\.$/,
  ],
  [
    'an assignment with a gap',
    { name: 'a', assignments: assigned([0, 1], [2, 1]) },
    ErrorCode.INVALID_REPLICA_ASSIGNMENT,
    /^partitions should be a consecutive 0-based integer sequence$/,
  ],
  [
    'an assignment of partition 2147483647',
    { name: 'a', assignments: assigned([2_147_483_647, 1]) },
    ErrorCode.INVALID_REPLICA_ASSIGNMENT,
    /consecutive 0-based/,
  ],
  [
    'an assignment of partition -1',
    { name: 'a', assignments: assigned([-1, 1]) },
    ErrorCode.INVALID_REPLICA_ASSIGNMENT,
    /consecutive 0-based/,
  ],
  [
    'an assignment of a partition twice',
    { name: 'a', assignments: assigned([0, 1], [0, 2]) },
    ErrorCode.INVALID_REPLICA_ASSIGNMENT,
    /^Found multiple manual partition assignments for partition 0$/,
  ],
  [
    'an assignment to nobody',
    { name: 'a', assignments: assigned([0]) },
    ErrorCode.INVALID_REPLICA_ASSIGNMENT,
    /includes an empty replica list\.$/,
  ],
  [
    'an assignment to one broker twice',
    { name: 'a', assignments: assigned([0, 1, 1]) },
    ErrorCode.INVALID_REPLICA_ASSIGNMENT,
    /includes the broker 1 more than once\.$/,
  ],
  [
    'an assignment to a broker that there is not',
    { name: 'a', assignments: assigned([0, 9]) },
    ErrorCode.INVALID_REPLICA_ASSIGNMENT,
    /includes broker 9, but no such broker is registered\.$/,
  ],
  [
    'an assignment of different numbers of replicas',
    { name: 'a', assignments: assigned([0, 1, 2], [1, 3]) },
    ErrorCode.INVALID_REPLICA_ASSIGNMENT,
    /with 1 replica\(s\), but this is not consistent with .* which have 2 replica\(s\)\.$/,
  ],
];

for (const [what, asked, errorCode, message] of REFUSED) {
  test(`a topic with ${what} is refused with error ${errorCode}`, () => {
    const { records, results } = plan([asked]);
    assert.deepEqual(records, []);
    assert.equal(results.length, 1);
    const [result] = results;
    assert.equal(result?.name, asked.name);
    assert.equal(result?.errorCode, errorCode);
    assert.match(result?.errorMessage ?? '', message);
    assert.equal(result?.topicId, ZERO_UUID);
    assert.equal(result?.numPartitions, -1);
    assert.equal(result?.replicationFactor, -1);
  });
}

test('10,000 partitions may be created by one request, also by assignment', () => {
  assert.equal(plan([{ name: 'a', numPartitions: 10_000 }]).records.length, 10_001);
  const assignments = Array.from({ length: 10_001 }, (_, partitionIndex) => ({
    partitionIndex,
    brokerIds: [1],
  }));
  assert.equal(plan([{ name: 'a', assignments: assignments.slice(1) }]).records.length, 0);
  assert.equal(plan([{ name: 'a', assignments: assignments.slice(0, -1) }]).records.length, 10_001);
  const { results } = plan([{ name: 'a', assignments }, { name: 'b' }]);
  const { POLICY_VIOLATION } = ErrorCode;
  assert.deepEqual(
    results.map(({ errorCode }) => errorCode),
    [POLICY_VIOLATION, POLICY_VIOLATION],
  );
});

test('a name that stands more than once in the request is refused, and answered once', () => {
  const { records, results } = plan([{ name: 'a' }, { name: 'b' }, { name: 'a' }, { name: 'a' }]);
  assert.deepEqual(
    results.map(({ name, errorCode }) => [name, errorCode]),
    [
      ['a', ErrorCode.INVALID_REQUEST],
      ['b', ErrorCode.NONE],
    ],
  );
  assert.equal(records.length, 5);
});

test('topics of one request do not collide with each other either', () => {
  const { results } = plan([{ name: 'a.b' }, { name: 'a_b' }]);
  const { NONE, INVALID_TOPIC_EXCEPTION } = ErrorCode;
  assert.deepEqual(
    results.map(({ errorCode }) => errorCode),
    [NONE, INVALID_TOPIC_EXCEPTION],
  );
});

test('messages repeat only the beginning of what a client sent', () => {
  const name = 'x'.repeat(30_000);
  const { results } = plan([
    { name },
    { name },
    { name: 'a', configs: [{ name, value: null }] },
    { name: 'b', configs: [{ name, value: '' }] },
    { name: 'c', configs: [{ name: 'retention.ms', value: name }] },
  ]);
  assert.equal(results.length, 4);
  for (const { errorMessage } of results) {
    assert.equal((errorMessage?.length ?? 0) < 500, true);
  }
});

test('validateOnly plans no records', () => {
  const { records, results } = plan([{ name: 'orders' }], { validateOnly: true });
  assert.deepEqual(records, []);
  assert.equal(results[0]?.errorCode, ErrorCode.NONE);
  assert.equal(results[0]?.numPartitions, 4);
});

test('without a broker no topic can be created', () => {
  const { results } = plan([{ name: 'orders' }], { brokerIds: [] });
  assert.equal(results[0]?.errorCode, ErrorCode.INVALID_REPLICATION_FACTOR);
});
