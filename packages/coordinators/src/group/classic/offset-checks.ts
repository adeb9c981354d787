import type { Timestamp } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';

import type { OffsetCommitter } from '../group.ts';
import type { ClassicGroup } from './classic-group.ts';
import { checkMember } from './member-check.ts';

/**
 * Whether somebody may commit offsets of a group. Members may, in their generation, unless the leader
 * is computing a new assignment; others may only while the group is empty, except by transactions
 * of producers that do not say who they are.
 */
export function checkOffsetCommit(group: ClassicGroup, committer: OffsetCommitter): number {
  const { memberId, groupInstanceId, isTransactional } = committer;
  const generationId = committer.generationIdOrMemberEpoch;
  const isEmpty = group.state === 'Empty';
  if (generationId < 0 && isEmpty) return ErrorCode.NONE;
  if (generationId >= 0 || memberId !== '' || groupInstanceId !== null) {
    const error = checkMember(group, committer);
    if (error !== ErrorCode.NONE) return error;
    if (generationId !== group.generationId) return ErrorCode.ILLEGAL_GENERATION;
  } else if (!isTransactional && !isEmpty) {
    return ErrorCode.UNKNOWN_MEMBER_ID;
  }
  return !isTransactional && group.state === 'CompletingRebalance'
    ? ErrorCode.REBALANCE_IN_PROGRESS
    : ErrorCode.NONE;
}

/**
 * Whether offsets of a group may be deleted at all: of consumers those of topics that they do not
 * subscribe to (see `isSubscribedToTopic`), of others only while the group is empty.
 */
export function checkOffsetDelete(group: ClassicGroup): number {
  const isAllowed = group.state === 'Empty' || group.usesConsumerProtocol;
  return isAllowed ? ErrorCode.NONE : ErrorCode.NON_EMPTY_GROUP;
}

/**
 * From when on the retention of a committed offset counts; `undefined` if it does not expire now.
 * Offsets of a group that had members expire after it became empty; those of topics that stable
 * consumers do not subscribe to, and those of somebody who is no group, after they were committed
 * (KIP-211). Whether a topic is subscribed is for the caller to ask.
 */
export function expiryBase(group: ClassicGroup, commitTimestamp: Timestamp): Timestamp | undefined {
  const { state, protocolType, currentStateTimestamp, subscribedTopics } = group;
  if (protocolType === undefined) return commitTimestamp;
  if (state === 'Empty') return currentStateTimestamp ?? commitTimestamp;
  const isKnown = group.usesConsumerProtocol && subscribedTopics !== undefined;
  return isKnown && state === 'Stable' ? commitTimestamp : undefined;
}
