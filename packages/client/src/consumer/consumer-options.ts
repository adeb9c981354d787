import type { Offset, Timestamp } from '@odradek/base';
import type { RecordHeader, TimestampType } from '@odradek/protocol';

import type { ClientOptions } from '../client-options.ts';

/** A partition of a topic. */
export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** A partition to consume, and from where on. */
export interface PartitionAssignment extends TopicPartition {
  /** The offset of the first record wanted, or an end of the log. */
  readonly offset: Offset | 'earliest' | 'latest';
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
   * `auto.offset.reset`: where to go on if the position is no longer in the log: an end of it, or
   * `none`, and then `poll` rejects with `OFFSET_OUT_OF_RANGE`. The default is `latest`.
   */
  readonly autoOffsetReset?: 'earliest' | 'latest' | 'none';
  /** `check.crcs`: whether checksums of batches are checked. The default is true. */
  readonly checkCrcs?: boolean;
  /** `max.poll.records`: how many records `poll` returns at most, 500. */
  readonly maxPollRecords?: number;
  /** The most that one compressed batch may become, in bytes. The default is 16 MiB. */
  readonly decompressedBatchBytesMax?: number;
}
