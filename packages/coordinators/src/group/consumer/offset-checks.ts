import type { Uuid } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';

import type { OffsetCommitCheck, OffsetCommitter } from '../group.ts';
import type { ConsumerGroup } from './consumer-group.ts';
import type { ConsumerGroupMember } from './consumer-group-member.ts';

/** From then on clients know what to do if their member epoch is stale. */
const FIRST_COMMIT_VERSION_OF_MEMBERS = 9;

const ALLOWED: OffsetCommitCheck = { errorCode: ErrorCode.NONE };

/**
 * Whether somebody may commit offsets of a group: members in their epoch; in an older one those
 * partitions that they have had since then (KIP-1251); others only while the group is empty, or by
 * transactions of producers that do not say who they are.
 */
export function checkOffsetCommit(
  group: ConsumerGroup,
  committer: OffsetCommitter,
): OffsetCommitCheck {
  const { memberId, groupInstanceId, isTransactional, apiVersion } = committer;
  const epoch = committer.generationIdOrMemberEpoch;
  if (epoch < 0 && group.isEmpty) return ALLOWED;
  const isAnonymous = epoch === -1 && memberId === '' && groupInstanceId === null;
  if (isTransactional && isAnonymous) return ALLOWED;
  const member = group.members.get(memberId);
  if (member === undefined) return { errorCode: ErrorCode.UNKNOWN_MEMBER_ID };
  const isClassic = member.classicMemberMetadata !== null;
  if (!isTransactional && !isClassic && apiVersion < FIRST_COMMIT_VERSION_OF_MEMBERS) {
    return { errorCode: ErrorCode.UNSUPPORTED_VERSION };
  }
  if (epoch === member.memberEpoch) return ALLOWED;
  if (epoch > member.memberEpoch) return { errorCode: staleEpoch(member) };
  return {
    errorCode: ErrorCode.NONE,
    checkPartition: (_topic, topicId, partition) =>
      hasHadSince(member, epoch, topicId, partition) ? ErrorCode.NONE : staleEpoch(member),
  };
}

/** Whether somebody may fetch offsets of a group; anybody may who does not claim to be a member. */
export function checkOffsetFetch(
  group: ConsumerGroup,
  memberId: string | null,
  memberEpoch: number,
): number {
  if (memberId === null && memberEpoch < 0) return ErrorCode.NONE;
  const member = group.members.get(memberId ?? '');
  if (member === undefined) return ErrorCode.UNKNOWN_MEMBER_ID;
  return memberEpoch === member.memberEpoch ? ErrorCode.NONE : staleEpoch(member);
}

function hasHadSince(
  member: ConsumerGroupMember,
  epoch: number,
  topicId: Uuid,
  partition: number,
): boolean {
  const since =
    member.assignedPartitions.get(topicId)?.get(partition) ??
    member.partitionsPendingRevocation.get(topicId)?.get(partition);
  return since !== undefined && epoch >= since;
}

function staleEpoch(member: ConsumerGroupMember): number {
  return member.classicMemberMetadata === null
    ? ErrorCode.STALE_MEMBER_EPOCH
    : ErrorCode.ILLEGAL_GENERATION;
}
