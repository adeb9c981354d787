import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  defaultConsumerGroupCurrentMemberAssignmentValue,
  defaultConsumerGroupMemberMetadataValue,
  defaultConsumerGroupMetadataValue,
  defaultConsumerGroupPartitionMetadataValue,
  defaultConsumerGroupRegularExpressionValue,
  defaultConsumerGroupTargetAssignmentMemberValue,
  defaultConsumerGroupTargetAssignmentMetadataValue,
  defaultGroupMetadataValue,
  defaultMemberMetadata,
  defaultOffsetCommitValue,
} from '@odradek/protocol/messages/consumer-offsets';

import { recordBytesOf } from '../../testing/record-bytes.ts';
import type { GroupRecord } from './group-record.ts';
import { GROUP_RECORD_CODEC } from './group-record-codec.ts';

const TOPIC_ID = 'irVaTqjnR_6V4NbkvTW-BA';
const OF_GROUP = { groupId: 'g' };
const OF_MEMBER = { groupId: 'g', memberId: 'm' };

/** The number of the type of each record, the version of its value, and the record. */
const RECORDS: readonly (readonly [id: number, version: number, record: GroupRecord])[] = [
  [
    1,
    4,
    {
      type: 'OffsetCommit',
      key: { group: 'g', topic: 't', partition: 7 },
      value: {
        ...defaultOffsetCommitValue,
        offset: 12,
        leaderEpoch: 3,
        metadata: 'mine',
        commitTimestamp: 1_000,
        topicId: TOPIC_ID,
      },
    },
  ],
  [
    1,
    1,
    {
      type: 'OffsetCommit',
      key: { group: 'g', topic: 't', partition: 7 },
      value: {
        ...defaultOffsetCommitValue,
        offset: 12,
        commitTimestamp: 1_000,
        expireTimestamp: 2_000,
      },
    },
  ],
  [
    2,
    3,
    {
      type: 'GroupMetadata',
      key: { group: 'g' },
      value: {
        ...defaultGroupMetadataValue,
        protocolType: 'consumer',
        generation: 4,
        protocol: 'range',
        leader: 'm',
        currentStateTimestamp: 5,
        members: [
          {
            ...defaultMemberMetadata,
            memberId: 'm',
            groupInstanceId: 'i',
            subscription: Buffer.from('subscription'),
            assignment: Buffer.from('assignment'),
          },
        ],
      },
    },
  ],
  [
    3,
    0,
    {
      type: 'ConsumerGroupMetadata',
      key: OF_GROUP,
      value: { ...defaultConsumerGroupMetadataValue, epoch: 8, metadataHash: -1n },
    },
  ],
  [
    4,
    0,
    {
      type: 'ConsumerGroupPartitionMetadata',
      key: OF_GROUP,
      value: defaultConsumerGroupPartitionMetadataValue,
    },
  ],
  [
    5,
    0,
    {
      type: 'ConsumerGroupMemberMetadata',
      key: OF_MEMBER,
      value: { ...defaultConsumerGroupMemberMetadataValue, clientId: 'c', rebalanceTimeoutMs: 9 },
    },
  ],
  [
    6,
    0,
    {
      type: 'ConsumerGroupTargetAssignmentMetadata',
      key: OF_GROUP,
      value: { ...defaultConsumerGroupTargetAssignmentMetadataValue, assignmentEpoch: 2 },
    },
  ],
  [
    7,
    0,
    {
      type: 'ConsumerGroupTargetAssignmentMember',
      key: OF_MEMBER,
      value: {
        ...defaultConsumerGroupTargetAssignmentMemberValue,
        topicPartitions: [{ topicId: TOPIC_ID, partitions: [1, 2] }],
      },
    },
  ],
  [
    8,
    0,
    {
      type: 'ConsumerGroupCurrentMemberAssignment',
      key: OF_MEMBER,
      value: { ...defaultConsumerGroupCurrentMemberAssignmentValue, memberEpoch: 3, state: 1 },
    },
  ],
  [
    16,
    0,
    {
      type: 'ConsumerGroupRegularExpression',
      key: { groupId: 'g', regularExpression: 'a.*' },
      value: { ...defaultConsumerGroupRegularExpressionValue, topics: ['abc'] },
    },
  ],
];

function decode(key: Buffer, value: Buffer | null): GroupRecord | undefined {
  return GROUP_RECORD_CODEC.decode(recordBytesOf({ key, value }));
}

for (const [id, version, record] of RECORDS) {
  test(`${record.type} has the key version ${id} and the value version ${version}`, () => {
    const { key, value } = GROUP_RECORD_CODEC.encode(record);
    assert.deepEqual([key.readInt16BE(0), value?.readInt16BE(0)], [id, version]);
    assert.deepEqual(decode(key, value), record);
    assert.deepEqual(decode(key, null), { ...record, value: null });
  });
}

test('a committed offset has the bytes that Kafka writes', () => {
  const [, , record] = RECORDS[0] ?? assert.fail('there is a first');
  const { key, value } = GROUP_RECORD_CODEC.encode(record);
  assert.equal(key.toString('hex'), '0001' + '000167' + '000174' + '00000007');
  assert.equal(
    value?.toString('hex'),
    '0004' +
      '000000000000000c' +
      '00000003' +
      '056d696e65' +
      '00000000000003e8' +
      '01' +
      '0010' +
      Buffer.from(TOPIC_ID, 'base64url').toString('hex'),
  );
});

test('a record keeps nothing of the memory that it was read from', () => {
  for (const [, , record] of RECORDS) {
    const bytes = recordBytesOf(GROUP_RECORD_CODEC.encode(record));
    const decoded = GROUP_RECORD_CODEC.decode(bytes);
    for (const each of [bytes.source, bytes.key, bytes.value]) each?.fill(0xff);
    assert.deepEqual(decoded, record);
  }
});

test('the oldest form of a committed offset is read as one of today', () => {
  const key = Buffer.from('0000' + '000167' + '000174' + '00000007', 'hex');
  const value = Buffer.from('0000' + '000000000000000c' + '00016d' + '00000000000003e8', 'hex');
  assert.deepEqual(decode(key, value), {
    type: 'OffsetCommit',
    key: { group: 'g', topic: 't', partition: 7 },
    value: { ...defaultOffsetCommitValue, offset: 12, metadata: 'm', commitTimestamp: 1_000 },
  });
  assert.equal(decode(key, null)?.value, null);
});

test('records of share and streams groups, and of types to come, are not known', () => {
  for (const id of [10, 11, 17, 23, 99]) {
    const key = Buffer.alloc(20);
    key.writeInt16BE(id);
    assert.equal(decode(key, null), undefined);
  }
});
