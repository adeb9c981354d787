import type { TopicPartition } from '../consumer/consumer-options.ts';
import type { Subscription } from './subscription.ts';

/** A member of a classic group as its leader sees it. */
export interface MemberSubscription extends Subscription {
  readonly memberId: string;
  /** `group.instance.id` of a static member (KIP-345); null for others. */
  readonly groupInstanceId: string | null;
}

/**
 * What the leader knows of the topics: for each one the racks of the replicas of each of its
 * partitions, in the order of the partitions. A topic that it knows nothing of is left out.
 */
export type PartitionRacks = ReadonlyMap<string, readonly (readonly string[])[]>;

/** The partitions of every member by member id, sorted by topic and partition. */
export type GroupAssignment = ReadonlyMap<string, readonly TopicPartition[]>;

/** What a member was assigned when it last joined its group. */
export interface LastAssignment {
  readonly partitions: readonly TopicPartition[];
  readonly generationId: number;
}

/**
 * How members go from one assignment to the next: `eager` ones give everything back before they join
 * again, `cooperative` ones keep what they have until another assignment takes it away (KIP-429).
 */
export type RebalanceProtocol = 'cooperative' | 'eager';

/**
 * Decides in the leader of a classic group who consumes which partition. For the same members,
 * listed in the same order, it decides as the assignor of this name in Kafka's Java client does, so
 * that a group may have leaders of both kinds.
 */
export interface PartitionAssignor {
  /** How JoinGroup names it, and `partition.assignment.strategy`. */
  readonly name: string;
  /** What its members may do, the best first. */
  readonly rebalanceProtocols: readonly RebalanceProtocol[];

  /** What a member tells the leader besides its subscription; `last` is missing if it has none. */
  subscriptionUserData(last: LastAssignment | undefined): Buffer | null;

  /** `members` as JoinGroup lists them. Each of them is in the result, perhaps with no partition. */
  assign(members: readonly MemberSubscription[], racks: PartitionRacks): GroupAssignment;
}
