import type {
  ClassicMemberMetadata,
  ConsumerGroupCurrentMemberAssignmentValue,
  ConsumerGroupMemberMetadataValue,
} from '@odradek/protocol/messages/consumer-offsets';

import {
  NO_PARTITIONS,
  type PartitionEpochs,
  partitionEpochsOf,
  samePartitionEpochs,
} from './partition-epochs.ts';

/** How far a member is on the way to its target (Kafka's `MemberState`), as records have it. */
export const MEMBER_STATE = {
  /** It has all that its epoch gives it. */
  STABLE: 0,
  /** It has partitions to give up before it gets its next epoch. */
  UNREVOKED_PARTITIONS: 1,
  /** It waits for partitions that others have not given up yet. */
  UNRELEASED_PARTITIONS: 2,
} as const;

/** The epoch of a static member that has left for a while. */
export const LEFT_FOR_A_WHILE_EPOCH = -2;

/** A member of a consumer group (Kafka's `ConsumerGroupMember`). Never changed. */
export interface ConsumerGroupMember {
  readonly memberId: string;
  /** 0 until it has joined; -2 while a static member is away. */
  readonly memberEpoch: number;
  /** The one before, which is still accepted in case a response was lost. */
  readonly previousMemberEpoch: number;
  /** A number of `MEMBER_STATE`, or one of a newer broker. */
  readonly state: number;
  /** `group.instance.id` of a static member. */
  readonly instanceId: string | null;
  readonly rackId: string | null;
  readonly clientId: string;
  /** As Kafka writes it: `/127.0.0.1`. */
  readonly clientHost: string;
  /** How long it may take to give up partitions, in milliseconds. */
  readonly rebalanceTimeoutMs: number;
  /** Sorted, each once. */
  readonly subscribedTopicNames: readonly string[];
  /** Empty if it has none. */
  readonly subscribedTopicRegex: string;
  /** The assignor that it wishes for; null for any. */
  readonly serverAssignor: string | null;
  readonly assignedPartitions: PartitionEpochs;
  /** What it was told to give up, and may still work on. */
  readonly partitionsPendingRevocation: PartitionEpochs;
  /** What a member says that speaks the classic protocol; null if it does not. */
  readonly classicMemberMetadata: ClassicMemberMetadata | null;
}

/** A member that nothing is known of yet. */
export function newConsumerGroupMember(memberId: string): ConsumerGroupMember {
  return {
    memberId,
    memberEpoch: 0,
    previousMemberEpoch: -1,
    state: MEMBER_STATE.STABLE,
    instanceId: null,
    rackId: null,
    clientId: '',
    clientHost: '',
    rebalanceTimeoutMs: -1,
    subscribedTopicNames: [],
    subscribedTopicRegex: '',
    serverAssignor: null,
    assignedPartitions: NO_PARTITIONS,
    partitionsPendingRevocation: NO_PARTITIONS,
    classicMemberMetadata: null,
  };
}

/** The member with what a record says of it. */
export function withMemberMetadata(
  member: ConsumerGroupMember,
  value: ConsumerGroupMemberMetadataValue,
): ConsumerGroupMember {
  const { instanceId, rackId, clientId, clientHost, rebalanceTimeoutMs } = value;
  return {
    ...member,
    instanceId,
    rackId,
    clientId,
    clientHost,
    rebalanceTimeoutMs,
    subscribedTopicNames: sortedTopicNames(value.subscribedTopicNames),
    subscribedTopicRegex: value.subscribedTopicRegex ?? '',
    serverAssignor: value.serverAssignor,
    classicMemberMetadata: value.classicMemberMetadata,
  };
}

/** The member with the assignment of a record; without one, as it is before it joins. */
export function withCurrentAssignment(
  member: ConsumerGroupMember,
  value: ConsumerGroupCurrentMemberAssignmentValue | null,
): ConsumerGroupMember {
  if (value === null) {
    return {
      ...member,
      memberEpoch: -1,
      previousMemberEpoch: -1,
      state: MEMBER_STATE.STABLE,
      assignedPartitions: NO_PARTITIONS,
      partitionsPendingRevocation: NO_PARTITIONS,
    };
  }
  const { memberEpoch, previousMemberEpoch, state } = value;
  return {
    ...member,
    memberEpoch,
    previousMemberEpoch,
    state,
    assignedPartitions: partitionEpochsOf(value.assignedPartitions, memberEpoch),
    partitionsPendingRevocation: partitionEpochsOf(value.partitionsPendingRevocation, memberEpoch),
  };
}

/** Whether a member has all that an epoch gives it. */
export function isReconciledTo(member: ConsumerGroupMember, epoch: number): boolean {
  return member.state === MEMBER_STATE.STABLE && member.memberEpoch === epoch;
}

/** Whether records of the members' metadata would be the same. */
export function sameMemberMetadata(a: ConsumerGroupMember, b: ConsumerGroupMember): boolean {
  if (a === b) return true;
  return (
    a.memberId === b.memberId &&
    a.instanceId === b.instanceId &&
    a.rackId === b.rackId &&
    a.clientId === b.clientId &&
    a.clientHost === b.clientHost &&
    a.rebalanceTimeoutMs === b.rebalanceTimeoutMs &&
    a.subscribedTopicRegex === b.subscribedTopicRegex &&
    a.serverAssignor === b.serverAssignor &&
    sameClassicMetadata(a.classicMemberMetadata, b.classicMemberMetadata) &&
    sameTopicNames(a.subscribedTopicNames, b.subscribedTopicNames)
  );
}

function sameClassicMetadata(
  a: ClassicMemberMetadata | null,
  b: ClassicMemberMetadata | null,
): boolean {
  if (a === b) return true;
  if (a === null || b === null || a.sessionTimeoutMs !== b.sessionTimeoutMs) return false;
  const others = b.supportedProtocols;
  return (
    a.supportedProtocols.length === others.length &&
    a.supportedProtocols.every(({ name, metadata }, index) => {
      const other = others[index];
      return other?.name === name && other.metadata.equals(metadata);
    })
  );
}

/** Whether records of the members' assignments would be the same. */
export function sameCurrentAssignment(a: ConsumerGroupMember, b: ConsumerGroupMember): boolean {
  return (
    a.memberEpoch === b.memberEpoch &&
    a.previousMemberEpoch === b.previousMemberEpoch &&
    a.state === b.state &&
    samePartitionEpochs(a.assignedPartitions, b.assignedPartitions) &&
    samePartitionEpochs(a.partitionsPendingRevocation, b.partitionsPendingRevocation)
  );
}

/** Whether two sorted lists of names are the same. */
export function sameTopicNames(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((name, index) => name === b[index]));
}

/** Each name once, sorted. */
export function sortedTopicNames(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
