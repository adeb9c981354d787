import type { KafkaError, Offset } from '@odradek/base';

import type { TopicPartition } from '../../consumer/consumer-options.ts';
import type { BrokerDescription, CallOptions } from '../admin-options.ts';

/** The protocol of a group; `unknown` where the broker does not tell, as those before Kafka 3.8. */
export type GroupType = 'classic' | 'consumer' | 'share' | 'streams' | 'unknown';

/** Which groups are listed. What is absent does not filter. */
export interface ListGroupsOptions extends CallOptions {
  /** Kafka's names of states, such as `Stable`, in any case of letters (KIP-518). */
  readonly states?: readonly string[];
  /** Types of groups (KIP-848). */
  readonly types?: readonly GroupType[];
  /** What groups are about, such as `consumer` or `connect`; empty for those that never had members. */
  readonly protocolTypes?: readonly string[];
}

/** A group of the cluster. */
export interface GroupListing {
  readonly groupId: string;
  readonly type: GroupType;
  /** What the group is about, such as `consumer`; empty if it never had members. */
  readonly protocolType: string;
  /** Kafka's name of the state, such as `Stable`; empty if the broker does not tell. */
  readonly state: string;
}

/** A member of a group. */
export interface GroupMember {
  readonly memberId: string;
  /** The name of a static member; null for a dynamic one. */
  readonly groupInstanceId: string | null;
  readonly rackId: string | null;
  readonly clientId: string;
  /** Where the member comes from, as the broker writes it: `/127.0.0.1`. */
  readonly host: string;
  /** The protocol that the member speaks, which differs from that of its group while it migrates. */
  readonly protocol: 'classic' | 'consumer' | 'unknown';
  /** The epoch that the member has reached; -1 in classic groups. */
  readonly memberEpoch: number;
  /** What the member owns; empty in classic groups that are no consumers or not stable. */
  readonly assignment: readonly TopicPartition[];
  /** What the member is to own in the end; undefined in classic groups. */
  readonly targetAssignment: readonly TopicPartition[] | undefined;
}

/** A group in full. */
export interface GroupDescription {
  readonly groupId: string;
  readonly type: 'classic' | 'consumer' | 'unknown';
  /** As in `GroupListing`. */
  readonly protocolType: string;
  /** As in `GroupListing`. */
  readonly state: string;
  /** The assignor that the group has agreed on or the broker uses; empty if there is none. */
  readonly assignor: string;
  /** -1 in classic groups. */
  readonly groupEpoch: number;
  /** The group epoch for which the target assignment was computed; -1 in classic groups. */
  readonly targetAssignmentEpoch: number;
  readonly members: readonly GroupMember[];
  /** The broker that has answered for the group; undefined if none has. */
  readonly coordinator: Pick<BrokerDescription, 'id' | 'host' | 'port'> | undefined;
  /** `GROUP_ID_NOT_FOUND` if there is no such group. */
  readonly error?: KafkaError;
}

/** Whose committed offsets are wanted. */
export interface GroupOffsetsToList {
  readonly groupId: string;
  /** The default is every partition with a committed offset. */
  readonly partitions?: readonly TopicPartition[];
}

/** How far a group has read a partition. */
export interface CommittedOffset extends TopicPartition {
  /** The offset of the next record to read; -1 if none is committed. */
  readonly offset: Offset;
  /** The leader epoch of the last record that was read; -1 if unknown. */
  readonly leaderEpoch: number;
  /** Text that was committed with the offset. */
  readonly metadata: string;
  readonly error?: KafkaError;
}

/** The committed offsets of a group. A group that does not exist has none. */
export interface GroupOffsets {
  readonly groupId: string;
  /** In the order of the partitions asked for, else in that of the broker; empty with an error. */
  readonly offsets: readonly CommittedOffset[];
  readonly error?: KafkaError;
}

/** An offset to be committed for a group from outside of it. */
export interface OffsetToCommit extends TopicPartition {
  /** The offset of the next record to read. */
  readonly offset: Offset;
  /** The default is -1: unknown. */
  readonly leaderEpoch?: number;
  /** The default is the empty text. */
  readonly metadata?: string;
}

/** What became of one partition of a group. */
export interface GroupPartitionResult extends TopicPartition {
  readonly error?: KafkaError;
}

/** What became of one group of a call. */
export interface GroupResult {
  readonly groupId: string;
  readonly error?: KafkaError;
}

/** A member to be removed, by the name of a static member or else by its id. */
export type MemberToRemove = { readonly groupInstanceId: string } | { readonly memberId: string };

/** What became of a member to be removed. */
export interface RemovedMember {
  /** Empty if it was named by its group instance id and the broker does not tell. */
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly error?: KafkaError;
}

/** How committed offsets are listed. */
export interface ListGroupOffsetsOptions extends CallOptions {
  /**
   * Whether to wait for transactions that have offsets of the group still open (KIP-447). The
   * default is false.
   */
  readonly requireStable?: boolean;
}

/** How members are removed. */
export interface RemoveMembersOptions extends CallOptions {
  /** Why, for the log of the broker; cut after 255 characters. */
  readonly reason?: string;
}
