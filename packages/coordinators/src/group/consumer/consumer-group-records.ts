import type { Timestamp } from '@odradek/base';
import type { ConsumerGroupTargetAssignmentMemberValueTopicPartition } from '@odradek/protocol/messages/consumer-offsets';

import type { MemberAssignment } from '../assignor/partition-assignor.ts';
import type { GroupRecord } from '../record/group-record.ts';
import type { ConsumerGroup } from './consumer-group.ts';
import type { ConsumerGroupMember } from './consumer-group-member.ts';
import { recordedPartitionEpochs } from './partition-epochs.ts';
import type { ResolvedRegex } from './subscriptions.ts';

/** What a member is and subscribes to. */
export function memberMetadataRecord(groupId: string, member: ConsumerGroupMember): GroupRecord {
  const { memberId, instanceId, rackId, clientId, clientHost, rebalanceTimeoutMs } = member;
  const { subscribedTopicNames, subscribedTopicRegex } = member;
  const { serverAssignor, classicMemberMetadata } = member;
  return {
    type: 'ConsumerGroupMemberMetadata',
    key: { groupId, memberId },
    value: {
      instanceId,
      rackId,
      clientId,
      clientHost,
      subscribedTopicNames,
      subscribedTopicRegex,
      rebalanceTimeoutMs,
      serverAssignor,
      classicMemberMetadata,
    },
  };
}

/** The group epoch, with the topics that it is about. */
export function groupEpochRecord(
  groupId: string,
  epoch: number,
  metadataHash: bigint,
): GroupRecord {
  return { type: 'ConsumerGroupMetadata', key: { groupId }, value: { epoch, metadataHash } };
}

/** What a member is to have. */
export function targetRecord(
  groupId: string,
  memberId: string,
  target: MemberAssignment,
): GroupRecord {
  return {
    type: 'ConsumerGroupTargetAssignmentMember',
    key: { groupId, memberId },
    value: { topicPartitions: Array.from(target, topicPartitionsOf) },
  };
}

/** For which epoch the targets are, and when they were computed. */
export function targetMetadataRecord(
  groupId: string,
  assignmentEpoch: number,
  assignmentTimestamp: Timestamp,
): GroupRecord {
  return {
    type: 'ConsumerGroupTargetAssignmentMetadata',
    key: { groupId },
    value: { assignmentEpoch, assignmentTimestamp },
  };
}

/** What a member has. */
export function currentAssignmentRecord(groupId: string, member: ConsumerGroupMember): GroupRecord {
  const { memberId, memberEpoch, previousMemberEpoch, state } = member;
  return {
    type: 'ConsumerGroupCurrentMemberAssignment',
    key: { groupId, memberId },
    value: {
      memberEpoch,
      previousMemberEpoch,
      state,
      assignedPartitions: recordedPartitionEpochs(member.assignedPartitions),
      partitionsPendingRevocation: recordedPartitionEpochs(member.partitionsPendingRevocation),
    },
  };
}

/** What a regular expression stands for; without it, that it is not used any more. */
export function regexRecord(
  groupId: string,
  regularExpression: string,
  resolved: ResolvedRegex | undefined,
): GroupRecord {
  const key = { groupId, regularExpression };
  if (resolved === undefined) return { type: 'ConsumerGroupRegularExpression', key, value: null };
  const { topics, version, timestamp } = resolved;
  const value = { topics: [...topics].sort(), version, timestamp };
  return { type: 'ConsumerGroupRegularExpression', key, value };
}

/** That there are no partitions of topics in a record of their own, as there were before Kafka 4.1. */
export function partitionMetadataTombstone(groupId: string): GroupRecord {
  return { type: 'ConsumerGroupPartitionMetadata', key: { groupId }, value: null };
}

/** That there is no such member any more. */
export function memberTombstones(groupId: string, memberId: string): readonly GroupRecord[] {
  const key = { groupId, memberId };
  return [
    { type: 'ConsumerGroupCurrentMemberAssignment', key, value: null },
    { type: 'ConsumerGroupTargetAssignmentMember', key, value: null },
    { type: 'ConsumerGroupMemberMetadata', key, value: null },
  ];
}

/** A static member whose place another takes. */
export interface ReplacedMember {
  readonly replaced: ConsumerGroupMember;
  readonly joining: ConsumerGroupMember;
}

/**
 * That there is no such group any more, in an order in which each can be replayed. Where records for
 * the member that joins stand before them, those of the one it replaces are tombstones already.
 */
export function groupTombstones(
  group: ConsumerGroup,
  change?: ReplacedMember,
): readonly GroupRecord[] {
  const { groupId } = group;
  const keys = Array.from(group.members.keys(), (memberId) => ({
    groupId,
    memberId: memberId === change?.replaced.memberId ? change.joining.memberId : memberId,
  }));
  const ofMembers = (
    type:
      | 'ConsumerGroupCurrentMemberAssignment'
      | 'ConsumerGroupTargetAssignmentMember'
      | 'ConsumerGroupMemberMetadata',
  ): GroupRecord[] => keys.map((key): GroupRecord => ({ type, key, value: null }));
  return [
    ...ofMembers('ConsumerGroupCurrentMemberAssignment'),
    ...ofMembers('ConsumerGroupTargetAssignmentMember'),
    { type: 'ConsumerGroupTargetAssignmentMetadata', key: { groupId }, value: null },
    ...ofMembers('ConsumerGroupMemberMetadata'),
    ...[...group.regexes.keys()].map((regex) => regexRecord(groupId, regex, undefined)),
    partitionMetadataTombstone(groupId),
    { type: 'ConsumerGroupMetadata', key: { groupId }, value: null },
  ];
}

/** All that is to be known of a group, in an order in which each can be replayed. */
export function consumerGroupRecords(group: ConsumerGroup): readonly GroupRecord[] {
  const { groupId } = group;
  const members = [...group.members.values()];
  return [
    ...members.map((member) => memberMetadataRecord(groupId, member)),
    groupEpochRecord(groupId, group.groupEpoch, group.metadataHash),
    ...Array.from(group.targets, ([memberId, target]) => targetRecord(groupId, memberId, target)),
    targetMetadataRecord(groupId, group.assignmentEpoch, group.assignmentTimestamp),
    ...members.map((member) => currentAssignmentRecord(groupId, member)),
  ];
}

function topicPartitionsOf([topicId, partitions]: readonly [
  string,
  readonly number[],
]): ConsumerGroupTargetAssignmentMemberValueTopicPartition {
  return { topicId, partitions };
}
