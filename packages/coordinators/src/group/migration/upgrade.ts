import { KafkaError, type Uuid } from '@odradek/base';

import type { TopicsImage } from '../../ports/topics-image.ts';
import type { ClassicGroup } from '../classic/classic-group.ts';
import type { ClassicGroupMember } from '../classic/classic-group-member.ts';
import { parseAssignment, parseSubscription } from '../classic/consumer-protocol.ts';
import { ConsumerGroup } from '../consumer/consumer-group.ts';
import {
  type ConsumerGroupMember,
  newConsumerGroupMember,
  sortedTopicNames,
} from '../consumer/consumer-group-member.ts';
import type { PartitionEpochs } from '../consumer/partition-epochs.ts';
import type { ConsumerGroupSettings } from '../consumer/consumer-group-settings.ts';
import type { TopicHashes } from '../consumer/topic-hashes.ts';
import { isUpgradeEnabled } from './migration-policy.ts';

/**
 * Raises `GROUP_ID_NOT_FOUND` with Kafka's words if a classic group with members cannot become a
 * consumer group (`validateOnlineUpgrade`).
 */
export function checkUpgrade(
  group: ClassicGroup,
  { migrationPolicy, maxSize }: Pick<ConsumerGroupSettings, 'migrationPolicy' | 'maxSize'>,
): void {
  if (!isUpgradeEnabled(migrationPolicy)) {
    throw notUpgraded(group.groupId, 'online upgrade is disabled');
  }
  if (!group.usesConsumerProtocol) {
    throw notUpgraded(group.groupId, 'the group does not use the consumer embedded protocol');
  }
  if (group.membersCount > maxSize) {
    throw notUpgraded(group.groupId, 'the group size exceeds the consumer group maximum size');
  }
}

/**
 * The consumer group that a classic group of consumers becomes (KIP-848; `ConsumerGroup.fromClassicGroup`).
 * The generation becomes the epoch of the group and of its members, who keep what they have. The
 * classic group stays as it is. Raises `GROUP_ID_NOT_FOUND` if what the members say for the protocol
 * cannot be read, or has data of an assignor that only the members understand; raises
 * `UNKNOWN_SERVER_ERROR` if the leader gave a partition to two members.
 */
export function consumerGroupFrom(
  classic: ClassicGroup,
  topics: TopicsImage,
  hashes: TopicHashes,
): ConsumerGroup {
  const { groupId } = classic;
  const group = new ConsumerGroup(groupId);
  const epoch = epochOf(classic);
  group.groupEpoch = epoch;
  group.assignmentEpoch = epoch;
  for (const member of classic.allMembers()) {
    // While the first members are still awaited none is elected yet.
    const protocolName = classic.protocolName ?? classic.electProtocol();
    const assignment = assignedTo(member, groupId, topics);
    for (const [topicId, partitions] of assignment) {
      const twice = partitions.find((partition) => group.isOwned(topicId, partition));
      if (twice === undefined) continue;
      throw new KafkaError(
        'UNKNOWN_SERVER_ERROR',
        `Cannot upgrade classic group ${groupId} to consumer group because its leader assigned ${topics.topicById(topicId)?.name}-${twice} to two members.`,
      );
    }
    group.setMember(consumerMemberFrom(classic, member, protocolName, assignment));
    group.setTarget(member.memberId, assignment);
  }
  group.metadataHash = hashes.metadataHash(group.subscriptions.topicNames());
  return group;
}

function consumerMemberFrom(
  classic: ClassicGroup,
  member: ClassicGroupMember,
  protocolName: string,
  assignment: ReadonlyMap<Uuid, readonly number[]>,
): ConsumerGroupMember {
  const { groupId } = classic;
  const epoch = epochOf(classic);
  const metadata = member.protocols.metadata(protocolName);
  const subscription = metadata === undefined ? undefined : parseSubscription(metadata);
  if (subscription === undefined) throw malformed(groupId);
  const { memberId, groupInstanceId, sessionTimeoutMs } = member;
  return {
    ...newConsumerGroupMember(memberId),
    memberEpoch: epoch,
    previousMemberEpoch: epoch,
    instanceId: groupInstanceId ?? null,
    rackId: subscription.rackId === '' ? null : subscription.rackId,
    rebalanceTimeoutMs: member.rebalanceTimeoutMs,
    clientId: member.clientId,
    clientHost: member.clientHost,
    subscribedTopicNames: sortedTopicNames(subscription.topics),
    assignedPartitions: withEpoch(assignment, epoch),
    classicMemberMetadata: { sessionTimeoutMs, supportedProtocols: member.protocols.all() },
  };
}

/** What the leader gave to a member, of topics that exist. */
function assignedTo(
  { assignment }: ClassicGroupMember,
  groupId: string,
  topics: TopicsImage,
): ReadonlyMap<Uuid, readonly number[]> {
  const assigned = new Map<Uuid, readonly number[]>();
  if (assignment.length === 0) return assigned;
  const parsed = parseAssignment(assignment);
  if (parsed === undefined) throw malformed(groupId);
  if (parsed.userData !== null && parsed.userData.length > 0) {
    throw notUpgraded(
      groupId,
      'an unsupported custom assignor is in use. Please refer to the documentation or switch to a default assignor before re-attempting the upgrade',
    );
  }
  for (const { topic, partitions } of parsed.assignedPartitions) {
    const topicId = topics.topic(topic)?.topicId;
    if (topicId === undefined) continue;
    assigned.set(
      topicId,
      [...new Set(partitions)].sort((a, b) => a - b),
    );
  }
  return assigned;
}

/** The generation; 1 if there has been none, as 0 is the epoch of members that join. */
function epochOf({ generationId }: ClassicGroup): number {
  return Math.max(generationId, 1);
}

function withEpoch(
  assignment: ReadonlyMap<Uuid, readonly number[]>,
  epoch: number,
): PartitionEpochs {
  return new Map(
    Array.from(assignment, ([topicId, partitions]) => [
      topicId,
      new Map(partitions.map((partition): [number, number] => [partition, epoch])),
    ]),
  );
}

function malformed(groupId: string): KafkaError {
  return notUpgraded(groupId, 'the embedded consumer protocol is malformed');
}

function notUpgraded(groupId: string, why: string): KafkaError {
  return new KafkaError(
    'GROUP_ID_NOT_FOUND',
    `Cannot upgrade classic group ${groupId} to consumer group because ${why}.`,
  );
}
