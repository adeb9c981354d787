import type { Offset, Timestamp } from '@odradek/base';
import type { RecordHeader, TimestampType } from '@odradek/protocol';

import type { PartitionAssignor } from '../assignor/partition-assignor.ts';
import type { ClientOptions } from '../client-options.ts';

/** A partition of a topic. */
export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** A partition to consume, and from where on. */
export interface PartitionAssignment extends TopicPartition {
  /**
   * The offset of the first record wanted, an end of the log, or `committed`: where `group.id` has
   * committed to, and where `auto.offset.reset` says if it has not.
   */
  readonly offset: Offset | 'earliest' | 'latest' | 'committed';
}

/**
 * A record that was consumed. Key, value and header values are views of the memory of its fetch,
 * which lives as long as one of them: copy what is kept for long.
 */
export interface ConsumerRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: Offset;
  /** Milliseconds, or -1 if the record has none. */
  readonly timestamp: Timestamp;
  /** `NoTimestampType` for records of the oldest format. */
  readonly timestampType: TimestampType | 'NoTimestampType';
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: readonly RecordHeader[];
  /** The epoch of the leader that appended the record, -1 if unknown. */
  readonly leaderEpoch: number;
}

/** How long `poll` waits. */
export interface PollOptions {
  /** How long to wait for the first record, in milliseconds; 0 does not wait. The default is 1000. */
  readonly timeoutMs?: number;
}

/** Options of a consumer; names and, but for `isolationLevel`, defaults are those of Kafka's. */
export interface ConsumerOptions extends ClientOptions {
  /** `fetch.min.bytes`: how many bytes the broker gathers before it answers, 1. */
  readonly fetchMinBytes?: number;
  /** `fetch.max.wait.ms`: how long the broker waits for them, 500. */
  readonly fetchMaxWaitMs?: number;
  /** `fetch.max.bytes`: the size of a response, 52428800; one batch may be larger. */
  readonly fetchMaxBytes?: number;
  /** `max.partition.fetch.bytes`: the same for each partition, 1048576. */
  readonly maxPartitionFetchBytes?: number;
  /**
   * `isolation.level`: whether records of open and aborted transactions are left out. The default
   * is `read_committed`, where Kafka's is `read_uncommitted`: who has no transactions sees no
   * difference, and who has them is not surprised.
   */
  readonly isolationLevel?: 'read_committed' | 'read_uncommitted';
  /**
   * `auto.offset.reset`: where to go on if the group has committed no offset, or the position is no
   * longer in the log: an end of it, the first record that is younger than a duration in the form of
   * ISO 8601 (`by_duration:PT1H30M`, KIP-1106), or `none`, and then `poll` rejects with
   * `ODRADEK_NO_COMMITTED_OFFSET` or `OFFSET_OUT_OF_RANGE`. The default is `latest`.
   */
  readonly autoOffsetReset?: 'earliest' | 'latest' | 'none' | `by_duration:${string}`;
  /** `check.crcs`: whether checksums of batches are checked. The default is true. */
  readonly checkCrcs?: boolean;
  /** `max.poll.records`: how many records `poll` returns at most, 500. */
  readonly maxPollRecords?: number;
  /** The most that one compressed batch may become, in bytes. The default is 16 MiB. */
  readonly decompressedBatchBytesMax?: number;
  /** `group.id`: the group whose member this consumer becomes by `subscribe`. */
  readonly groupId?: string;
  /**
   * `group.protocol`: `classic`, where a member decides for all, or `consumer`, where the broker does
   * (KIP-848). The default is `classic`.
   */
  readonly groupProtocol?: 'classic' | 'consumer';
  /**
   * `group.instance.id`: a name that no other member has at the same time. A consumer that comes back
   * with it before its session times out gets the same partitions without a rebalance (KIP-345).
   */
  readonly groupInstanceId?: string;
  /** `group.remote.assignor`: the assignor wanted of the broker, with `consumer` only. */
  readonly groupRemoteAssignor?: string;
  /**
   * `partition.assignment.strategy`: assignors by name or of your own, the one wanted most first,
   * with `classic` only. The default is `range` and `cooperative-sticky`.
   */
  readonly partitionAssignmentStrategy?: readonly (
    | 'range'
    | 'roundrobin'
    | 'sticky'
    | 'cooperative-sticky'
    | PartitionAssignor
  )[];
  /** `session.timeout.ms`: without heartbeats for so long a member is put out, 45000; `classic` only. */
  readonly sessionTimeoutMs?: number;
  /** `heartbeat.interval.ms`, at most a third of the session timeout, 3000; `classic` only. */
  readonly heartbeatIntervalMs?: number;
  /**
   * `max.poll.interval.ms`: how long records of one `poll` may be worked on. A consumer that takes
   * longer leaves its group, so that others get its partitions, and joins again with the next `poll`.
   * The default is 300000.
   */
  readonly maxPollIntervalMs?: number;
  /** How long the group waits in a rebalance for this member. The default is `max.poll.interval.ms`. */
  readonly rebalanceTimeoutMs?: number;
  /**
   * `enable.auto.commit`: whether what `poll` has returned counts as processed with the next `poll`,
   * and is committed then, when partitions are given up, and by `close`. The default is true.
   */
  readonly enableAutoCommit?: boolean;
  /** `auto.commit.interval.ms`: how often, 5000. */
  readonly autoCommitIntervalMs?: number;
  /** `client.rack`: where this consumer is, for assignors that bring it near its partitions. */
  readonly clientRack?: string;
  /** `default.api.timeout.ms`: how long calls may take that ask brokers, 60000. */
  readonly defaultApiTimeoutMs?: number;
}
