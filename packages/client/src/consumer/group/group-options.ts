import type { Offset } from '@odradek/base';

import type { TopicPartition } from '../consumer-options.ts';

/**
 * What an application does when partitions come and go (`ConsumerRebalanceListener`). Each is called
 * from within `poll`, `unsubscribe` or `close`, one at a time, and awaited; no record is returned
 * meanwhile. `commit`, `position`, `seek` and `pause` may be called from within, `poll` may not. What
 * one of them throws is thrown by the next `poll`; the rebalance goes on.
 */
export interface RebalanceListener {
  /** These partitions are the consumer's from now on; `seek` decides where they begin. */
  onPartitionsAssigned?(partitions: readonly TopicPartition[]): void | Promise<void>;
  /**
   * These partitions are given up as soon as this has returned: the last chance to commit, which
   * succeeds. Not called for none.
   */
  onPartitionsRevoked?(partitions: readonly TopicPartition[]): void | Promise<void>;
  /**
   * These partitions are another member's already, because this one was put out of the group; their
   * offsets cannot be committed. Without it `onPartitionsRevoked` is called, as in Kafka's client.
   */
  onPartitionsLost?(partitions: readonly TopicPartition[]): void | Promise<void>;
}

/** Where a group is to go on in a partition. */
export interface PositionToCommit extends TopicPartition {
  /** The offset of the next record to read: that of the last one processed, and one more. */
  readonly offset: Offset;
  /** The leader epoch of the last record processed; the default is -1, unknown. */
  readonly leaderEpoch?: number;
  /** Free text that is kept with the offset. */
  readonly metadata?: string;
}

/** Where a group goes on in a partition. */
export interface CommittedPosition extends TopicPartition {
  /** `undefined` if the group has committed none. */
  readonly offset: Offset | undefined;
  /** -1 if unknown. */
  readonly leaderEpoch: number;
  readonly metadata: string;
}

/** How long a call may take. */
export interface GroupCallOptions {
  /** In milliseconds; the default is `default.api.timeout.ms`. */
  readonly timeoutMs?: number;
}

/** Who a consumer is in its group (`ConsumerGroupMetadata`). */
export interface GroupMetadata {
  readonly groupId: string;
  /** The generation of a classic group, the member epoch of the other protocol; -1 without either. */
  readonly generationId: number;
  /** Empty if the group has not given one. */
  readonly memberId: string;
  readonly groupInstanceId: string | null;
}
