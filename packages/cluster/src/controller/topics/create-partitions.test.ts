import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import {
  type CreatePartitionsTopic,
  defaultCreatePartitionsRequest,
} from '@odradek/protocol/messages/37-create-partitions';

import { TopicsImage } from '../../image/topics-image.ts';
import { planCreatePartitions } from './create-partitions.ts';
import { newPartition } from './new-partition.ts';

const ORDERS = 'AAECAwQFBgcICQoLDA0ODw';
const DIRECTORY = 'EBESExQVFhcYGRobHB0eHw';

const directoryId = (): string => DIRECTORY;

/** `orders` has 2 partitions of 2 replicas on brokers 1 to 3. */
function plan(asked: readonly Partial<CreatePartitionsTopic>[], validateOnly = false) {
  const topics = new TopicsImage();
  topics.replayTopic({ name: 'orders', topicId: ORDERS });
  for (const partitionId of [0, 1]) {
    const replicas = [1, 2];
    topics.replayPartition(newPartition({ topicId: ORDERS, partitionId, replicas, directoryId }));
  }
  const request = {
    ...defaultCreatePartitionsRequest,
    topics: asked.map((topic) => ({ name: 'orders', count: 3, assignments: null, ...topic })),
    validateOnly,
  };
  const { records, results } = planCreatePartitions(request, {
    topics,
    brokerIds: [1, 2, 3],
    directoryId,
  });
  const created = records.map(({ record }) =>
    'partitionId' in record ? [record.partitionId, record.replicas] : [],
  );
  return { created, results };
}

test('new partitions are spread on from the last, with as many replicas as the first has', () => {
  const { created, results } = plan([{ count: 5 }]);
  assert.deepEqual(created, [
    [2, [3, 1]],
    [3, [1, 2]],
    [4, [2, 3]],
  ]);
  assert.deepEqual(results, [{ name: 'orders', errorCode: ErrorCode.NONE, errorMessage: null }]);
});

test('new partitions are assigned as the request says', () => {
  const assignments = [{ brokerIds: [3, 2] }, { brokerIds: [2, 1] }];
  assert.deepEqual(plan([{ count: 4, assignments }]).created, [
    [2, [3, 2]],
    [3, [2, 1]],
  ]);
});

test('validateOnly plans no records', () => {
  const { created, results } = plan([{ count: 5 }], true);
  assert.deepEqual(created, []);
  assert.equal(results[0]?.errorCode, ErrorCode.NONE);
});

const to = (...brokerIds: number[]) => ({ brokerIds });
const { INVALID_PARTITIONS, INVALID_REPLICA_ASSIGNMENT } = ErrorCode;

const REFUSED: readonly (readonly [Partial<CreatePartitionsTopic>, number, string | null])[] = [
  [{ name: 'nowhere' }, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, null],
  [{ count: 2 }, INVALID_PARTITIONS, 'Topic already has 2 partition(s).'],
  [
    { count: 1 },
    INVALID_PARTITIONS,
    'The topic orders currently has 2 partition(s); 1 would not be an increase.',
  ],
  [
    { count: -1 },
    INVALID_PARTITIONS,
    'The topic orders currently has 2 partition(s); -1 would not be an increase.',
  ],
  [
    { count: 4, assignments: [to(1, 2)] },
    INVALID_REPLICA_ASSIGNMENT,
    'Attempted to add 2 additional partition(s), but only 1 assignment(s) were specified.',
  ],
  [
    { assignments: [] },
    INVALID_REPLICA_ASSIGNMENT,
    'Attempted to add 1 additional partition(s), but only 0 assignment(s) were specified.',
  ],
  [
    { assignments: [to()] },
    INVALID_REPLICA_ASSIGNMENT,
    'The manual partition assignment includes an empty replica list.',
  ],
  [
    { assignments: [to(1, 9)] },
    INVALID_REPLICA_ASSIGNMENT,
    'The manual partition assignment includes broker 9, but no such broker is registered.',
  ],
  [
    { assignments: [to(1, 1)] },
    INVALID_REPLICA_ASSIGNMENT,
    'The manual partition assignment includes the broker 1 more than once.',
  ],
  [
    { assignments: [to(1)] },
    INVALID_REPLICA_ASSIGNMENT,
    'The manual partition assignment includes a partition with 1 replica(s), but this is not ' +
      'consistent with previous partitions, which have 2 replica(s).',
  ],
  [
    { count: 10_003 },
    ErrorCode.POLICY_VIOLATION,
    'Excessively large number of partitions per request.',
  ],
];

for (const [asked, errorCode, errorMessage] of REFUSED) {
  test(`${JSON.stringify(asked)} is refused with error ${errorCode}`, () => {
    const { created, results } = plan([asked]);
    assert.deepEqual(created, []);
    assert.deepEqual(results, [{ name: asked.name ?? 'orders', errorCode, errorMessage }]);
  });
}

test('a topic that stands twice in the request is refused, and answered once', () => {
  const { created, results } = plan([{ count: 3 }, { count: 4 }]);
  assert.deepEqual(created, []);
  assert.deepEqual(
    results.map(({ errorCode, errorMessage }) => [errorCode, errorMessage]),
    [[ErrorCode.INVALID_REQUEST, 'Duplicate topic name.']],
  );
});
