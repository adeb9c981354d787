import { KafkaError } from '@odradek/base';
import type {
  ConsumerGroupHeartbeatRequest,
  RequestTopicPartitions,
} from '@odradek/protocol/messages/68-consumer-group-heartbeat';

import type { ConsumerGroup } from './consumer-group.ts';
import { type ConsumerGroupMember, LEFT_FOR_A_WHILE_EPOCH } from './consumer-group-member.ts';
import type { PartitionEpochs } from './partition-epochs.ts';

const MUST_REJOIN = 'The member must abandon all its partitions and rejoin.';

/**
 * Raises what Kafka answers to a heartbeat that makes no sense, whatever the group: `INVALID_REQUEST` or
 * `UNSUPPORTED_ASSIGNOR`.
 */
export function checkHeartbeat(
  request: ConsumerGroupHeartbeatRequest,
  apiVersion: number,
  assignors: readonly string[],
): void {
  const { memberEpoch, memberId, groupId, instanceId, rackId, serverAssignor } = request;
  const isIdNeeded = apiVersion >= 1 || memberEpoch > 0 || memberEpoch === -1;
  if (isIdNeeded) refuseIf(memberId.trim() === '', "MemberId can't be empty.");
  refuseIf(groupId.trim() === '', "GroupId can't be empty.");
  refuseIf(instanceId?.trim() === '', "InstanceId can't be empty.");
  refuseIf(rackId?.trim() === '', "RackId can't be empty.");
  if (memberEpoch === 0) checkJoin(request);
  refuseIf(
    memberEpoch === LEFT_FOR_A_WHILE_EPOCH && instanceId === null,
    "InstanceId can't be null.",
  );
  refuseIf(memberEpoch < LEFT_FOR_A_WHILE_EPOCH, 'MemberEpoch is invalid.');
  if (serverAssignor === null || assignors.includes(serverAssignor)) return;
  throw new KafkaError(
    'UNSUPPORTED_ASSIGNOR',
    `ServerAssignor ${serverAssignor} is not supported. Supported assignors: ${assignors.join(', ')}.`,
  );
}

function checkJoin(request: ConsumerGroupHeartbeatRequest): void {
  refuseIf(
    request.rebalanceTimeoutMs === -1,
    'RebalanceTimeoutMs must be provided in first request.',
  );
  refuseIf(
    request.topicPartitions?.length !== 0,
    'TopicPartitions must be empty when (re-)joining.',
  );
  refuseIf(
    request.subscribedTopicNames === null && request.subscribedTopicRegex === null,
    'Either SubscribedTopicNames or SubscribedTopicRegex must be non-null when (re-)joining.',
  );
}

function refuseIf(isWrong: boolean, message: string): void {
  if (isWrong) throw new KafkaError('INVALID_REQUEST', message);
}

/** Raises `GROUP_MAX_SIZE_REACHED` if somebody who is no member cannot become one. */
export function checkGroupSize(group: ConsumerGroup, memberId: string, maxSize: number): void {
  if (group.members.size < maxSize || group.members.has(memberId)) return;
  throw new KafkaError(
    'GROUP_MAX_SIZE_REACHED',
    `The consumer group has reached its maximum capacity of ${maxSize} members.`,
  );
}

/**
 * Raises `FENCED_MEMBER_EPOCH` if a member is not in its epoch. The one before will do if it owns
 * nothing that it was not given, as the response with its epoch may have been lost.
 */
export function checkMemberEpoch(
  member: ConsumerGroupMember,
  receivedEpoch: number,
  owned: readonly RequestTopicPartitions[] | null,
): void {
  const { memberEpoch, previousMemberEpoch, assignedPartitions } = member;
  if (receivedEpoch === 0 || receivedEpoch === memberEpoch) return;
  if (receivedEpoch > memberEpoch) throw fenced('greater', receivedEpoch, memberEpoch);
  const isRetry = receivedEpoch === previousMemberEpoch && isSubset(owned, assignedPartitions);
  if (!isRetry) throw fenced('smaller', receivedEpoch, memberEpoch);
}

function fenced(how: string, receivedEpoch: number, memberEpoch: number): KafkaError {
  return new KafkaError(
    'FENCED_MEMBER_EPOCH',
    `The consumer group member has a ${how} member epoch (${receivedEpoch}) than the one known by the group coordinator (${memberEpoch}). ${MUST_REJOIN}`,
  );
}

/** Raises `UNKNOWN_MEMBER_ID` if there is no member of this id. */
export function knownMember(group: ConsumerGroup, memberId: string): ConsumerGroupMember {
  const member = group.members.get(memberId);
  if (member !== undefined) return member;
  throw new KafkaError(
    'UNKNOWN_MEMBER_ID',
    `Member ${memberId} is not a member of group ${group.groupId}.`,
  );
}

/** Raises `UNKNOWN_MEMBER_ID` or `FENCED_INSTANCE_ID` if the member does not have this name now. */
export function knownStaticMember(
  group: ConsumerGroup,
  instanceId: string,
  memberId: string,
): ConsumerGroupMember {
  const member = group.staticMember(instanceId);
  if (member === undefined) {
    throw new KafkaError('UNKNOWN_MEMBER_ID', `Instance id ${instanceId} is unknown.`);
  }
  if (member.memberId === memberId) return member;
  throw new KafkaError(
    'FENCED_INSTANCE_ID',
    `Static member ${memberId} with instance id ${instanceId} was fenced by member ${member.memberId}.`,
  );
}

/** Raises `UNRELEASED_INSTANCE_ID` if the member that has this name has not left for a while. */
export function checkInstanceIdReleased(owner: ConsumerGroupMember, memberId: string): void {
  if (owner.memberEpoch === LEFT_FOR_A_WHILE_EPOCH) return;
  throw new KafkaError(
    'UNRELEASED_INSTANCE_ID',
    `Static member ${memberId} with instance id ${owner.instanceId} cannot join the group because the instance id is owned by ${owner.memberId} member.`,
  );
}

function isSubset(
  owned: readonly RequestTopicPartitions[] | null,
  assigned: PartitionEpochs,
): boolean {
  if (owned === null) return false;
  return owned.every(({ topicId, partitions }) => {
    const ofTopic = assigned.get(topicId);
    return ofTopic !== undefined && partitions.every((partition) => ofTopic.has(partition));
  });
}
