import type { Offset, RandomSource, Timestamp, Uuid } from '@odradek/base';

import type { TopicsImage } from '../ports/topics-image.ts';
import type { CoordinatorRecord } from './coordinator-record.ts';
import type { CoordinatorResult } from './coordinator-result.ts';
import type { CoordinatorTimer } from './coordinator-timer.ts';

/**
 * The state of one partition of an internal topic (Kafka's `CoordinatorShard`). Its operations are
 * its own; they read state and answer a `CoordinatorResult`. They run one after the other and never
 * wait.
 */
export interface CoordinatorShard<Record extends CoordinatorRecord> {
  /**
   * Applies a record to the durable state: the only thing that changes it, live and on load. `offset`
   * is that of the record. `producerId` is given for a record of a transaction, which counts only
   * when `endTransaction` says so.
   */
  replay(record: Record, offset: Offset, producerId: bigint | undefined): void;
  /** Ends the transaction of a producer: what was replayed of it counts from now on, or never. */
  endTransaction(producerId: bigint, isCommitted: boolean): void;
  /** The state was loaded and operations come from now on. Answers what has to be written at once. */
  onLoaded(): readonly CoordinatorResult<Record>[];
  /**
   * The partition is not coordinated here any more. Whoever still waits for an answer is told
   * `NOT_COORDINATOR`; timers are gone, and nothing may be written.
   */
  onUnloaded(): void;
  /** The topics of the cluster have changed. Answers what follows, such as offsets to delete. */
  onTopicsImage(change: TopicsChange): readonly CoordinatorResult<Record>[];
}

/** What has changed in the topics of the cluster; the image shows it already. */
export interface TopicsChange {
  /** Topics that are new or have more partitions, by name. */
  readonly changed: readonly string[];
  readonly deleted: readonly DeletedTopic[];
}

/** A topic that is not there any more. */
export interface DeletedTopic {
  readonly name: string;
  readonly topicId: Uuid;
}

/** What a shard works with; made for it by the runtime. */
export interface CoordinatorShardContext<Record extends CoordinatorRecord> {
  /** Of the internal topic. */
  readonly partition: number;
  readonly timer: CoordinatorTimer<Record>;
  /** The topics of the cluster as they are now: a live view. */
  readonly topics: TopicsImage;
  /** For ids of members and the like. */
  readonly random: RandomSource;
  /** The wall clock. */
  now(): Timestamp;
  /** Milliseconds of a clock that never goes back, for durations. */
  monotonicMs(): number;
  /** Tells the operator of something that no client is told. */
  report(message: string): void;
}
