import { KafkaError, type Uuid } from '@odradek/base';
import type { RequestTopicPartitions } from '@odradek/protocol/messages/68-consumer-group-heartbeat';

import type { MemberAssignment } from '../assignor/partition-assignor.ts';
import { type ConsumerGroupMember, MEMBER_STATE } from './consumer-group-member.ts';
import { NO_PARTITIONS, type PartitionEpochs } from './partition-epochs.ts';

/** Towards what a member is reconciled. */
export interface Reconciliation {
  readonly targetEpoch: number;
  readonly target: MemberAssignment;
  /** The topics that it subscribes to and that exist. */
  readonly subscribedTopicIds: ReadonlySet<Uuid>;
  /** Whether its subscription has changed with this heartbeat. */
  readonly hasSubscriptionChanged: boolean;
  /** Whether any member, this one too, has the partition or is still giving it up. */
  readonly isOwned: (topicId: Uuid, partition: number) => boolean;
  /** What the member says that it owns; null if that has not changed. */
  readonly ownedPartitions: readonly RequestTopicPartitions[] | null;
}

/** What a target makes of what a member has. */
interface NextAssignment {
  readonly kept: Map<Uuid, Map<number, number>>;
  readonly revoked: Map<Uuid, ReadonlyMap<number, number>>;
  /** What nobody owns any more, so that the member gets it now. */
  readonly free: Map<Uuid, readonly number[]>;
  readonly hasUnreleased: boolean;
}

/**
 * The next step of a member towards its target (Kafka's `CurrentAssignmentBuilder`): it first gives up
 * what it is to lose, and stays in its epoch until it has; then it gets the epoch of the target, with
 * those partitions that nobody owns any more, and the others as they are released. So no partition is
 * owned twice. Answers the same member if nothing changes. Raises `FENCED_MEMBER_EPOCH` for a member
 * in a state that is unknown here.
 */
export function reconcile(
  member: ConsumerGroupMember,
  reconciliation: Reconciliation,
): ConsumerGroupMember {
  const { targetEpoch, hasSubscriptionChanged, ownedPartitions } = reconciliation;
  switch (member.state) {
    case MEMBER_STATE.STABLE:
      if (member.memberEpoch !== targetEpoch) return nextAssignment(member, reconciliation);
      return hasSubscriptionChanged ? withoutUnsubscribed(member, reconciliation) : member;
    case MEMBER_STATE.UNREVOKED_PARTITIONS:
      if (!ownsAny(ownedPartitions, member.partitionsPendingRevocation)) {
        return nextAssignment(member, reconciliation);
      }
      return hasSubscriptionChanged ? withoutUnsubscribed(member, reconciliation) : member;
    case MEMBER_STATE.UNRELEASED_PARTITIONS:
      return nextAssignment(member, reconciliation);
    default:
      if (ownedPartitions !== null && ownedPartitions.length === 0) {
        return nextAssignment(member, reconciliation, targetEpoch);
      }
      throw new KafkaError(
        'FENCED_MEMBER_EPOCH',
        'The consumer group member is in a unknown state. The member must abandon all its partitions and rejoin.',
      );
  }
}

/** Takes away the partitions of topics that the member does not subscribe to any more. */
function withoutUnsubscribed(
  member: ConsumerGroupMember,
  { subscribedTopicIds, ownedPartitions }: Reconciliation,
): ConsumerGroupMember {
  const assigned = new Map(member.assignedPartitions);
  const pending = new Map(member.partitionsPendingRevocation);
  for (const [topicId, partitions] of member.assignedPartitions) {
    if (subscribedTopicIds.has(topicId)) continue;
    assigned.delete(topicId);
    pending.set(topicId, new Map([...(pending.get(topicId) ?? []), ...partitions]));
  }
  if (assigned.size === member.assignedPartitions.size) return member;
  const updated = {
    ...member,
    previousMemberEpoch: member.memberEpoch,
    assignedPartitions: assigned,
  };
  if (!ownsAny(ownedPartitions, pending)) return updated;
  return {
    ...updated,
    state: MEMBER_STATE.UNREVOKED_PARTITIONS,
    partitionsPendingRevocation: pending,
  };
}

function nextAssignment(
  member: ConsumerGroupMember,
  reconciliation: Reconciliation,
  memberEpoch: number = member.memberEpoch,
): ConsumerGroupMember {
  const { targetEpoch, ownedPartitions } = reconciliation;
  const { kept, revoked, free, hasUnreleased } = compareWithTarget(member, reconciliation);
  if (revoked.size > 0 && ownsAny(ownedPartitions, revoked)) {
    return {
      ...member,
      state: MEMBER_STATE.UNREVOKED_PARTITIONS,
      previousMemberEpoch: member.memberEpoch,
      memberEpoch,
      assignedPartitions: kept,
      partitionsPendingRevocation: revoked,
    };
  }
  for (const [topicId, partitions] of free) {
    const assigned = kept.get(topicId) ?? new Map<number, number>();
    for (const partition of partitions) assigned.set(partition, targetEpoch);
    kept.set(topicId, assigned);
  }
  return {
    ...member,
    state: hasUnreleased ? MEMBER_STATE.UNRELEASED_PARTITIONS : MEMBER_STATE.STABLE,
    previousMemberEpoch: member.memberEpoch,
    memberEpoch: targetEpoch,
    assignedPartitions: kept,
    partitionsPendingRevocation: NO_PARTITIONS,
  };
}

function compareWithTarget(
  member: ConsumerGroupMember,
  { target, subscribedTopicIds, isOwned }: Reconciliation,
): NextAssignment {
  const { assignedPartitions, partitionsPendingRevocation } = member;
  const kept = new Map<Uuid, Map<number, number>>();
  const revoked = new Map<Uuid, ReadonlyMap<number, number>>();
  const free = new Map<Uuid, readonly number[]>();
  let hasUnreleased = false;
  for (const topicId of new Set([...target.keys(), ...assignedPartitions.keys()])) {
    const wanted = subscribedTopicIds.has(topicId) ? (target.get(topicId) ?? []) : [];
    const wantedSet = new Set(wanted);
    const assigned = assignedPartitions.get(topicId) ?? new Map<number, number>();
    const keeps = [...assigned].filter(([partition]) => wantedSet.has(partition));
    const loses = [...assigned].filter(([partition]) => !wantedSet.has(partition));
    const pending = partitionsPendingRevocation.get(topicId);
    const missing = wanted.filter((partition) => !assigned.has(partition));
    const gets = missing.filter(
      (partition) => !isOwned(topicId, partition) || pending?.has(partition) === true,
    );
    if (gets.length < missing.length) hasUnreleased = true;
    if (keeps.length > 0) kept.set(topicId, new Map(keeps));
    if (loses.length > 0) revoked.set(topicId, new Map(loses));
    if (gets.length > 0) free.set(topicId, gets);
  }
  return { kept, revoked, free, hasUnreleased };
}

/** Whether the member may still work on one of them; it does if it does not say what it owns. */
function ownsAny(
  owned: readonly RequestTopicPartitions[] | null,
  partitions: PartitionEpochs,
): boolean {
  if (owned === null) return true;
  return owned.some(({ topicId, partitions: ofTopic }) => {
    const asked = partitions.get(topicId);
    return asked !== undefined && ofTopic.some((partition) => asked.has(partition));
  });
}
