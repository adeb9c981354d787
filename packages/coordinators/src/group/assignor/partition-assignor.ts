import type { Uuid } from '@odradek/base';

import type { TopicsImage } from '../../ports/topics-image.ts';

/** Partitions by topic id, sorted; a topic without partitions is left out. Never changed. */
export type MemberAssignment = ReadonlyMap<Uuid, readonly number[]>;

/** What an assignor knows of a member (Kafka's `MemberSubscription`, `MemberAssignment`). */
export interface MemberSpec {
  /** `group.instance.id` of a static member; null for others. */
  readonly instanceId: string | null;
  /** `client.rack`; null for none. No assignor looks at it yet, neither do Kafka's. */
  readonly rackId: string | null;
  /** The topics that it subscribes to and that exist. */
  readonly subscribedTopicIds: ReadonlySet<Uuid>;
  /** What the last target assignment gave it. */
  readonly assignment: MemberAssignment;
}

/** Whether all members subscribe to the same topics, or not. */
export type SubscriptionType = 'homogeneous' | 'heterogeneous';

/** A group for an assignor (Kafka's `GroupSpec`). */
export interface GroupSpec {
  readonly subscriptionType: SubscriptionType;
  readonly members: ReadonlyMap<string, MemberSpec>;
}

/** Where an assignor looks topics up (Kafka's `SubscribedTopicDescriber`). */
export type TopicDescriber = Pick<TopicsImage, 'topicById'>;

/**
 * The assignment of every member by member id. The assignment of a member to whom nothing has
 * happened is the very object that the `MemberSpec` had.
 */
export type GroupAssignment = ReadonlyMap<string, MemberAssignment>;

/** Decides on the broker which member of a consumer group has which partition (KIP-848). */
export interface PartitionAssignor {
  /** As it stands in `group.consumer.assignors` and in `group.remote.assignor`. */
  readonly name: string;

  /**
   * A new target assignment. It computes and does nothing else; a group of 1,000 members and 10,000
   * partitions takes milliseconds. Raises `UNKNOWN_SERVER_ERROR` if a member subscribes to a topic
   * that does not exist, which `subscribedTopicIds` rules out.
   */
  assign(group: GroupSpec, topics: TopicDescriber): GroupAssignment;
}
