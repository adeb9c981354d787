import type { Offset, Uuid } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import type { EpochEndOffset, PartitionLog } from '@odradek/storage';

import type { TopicStats } from '../metrics/broker-topic-stats.ts';

/** A partition that this broker leads. */
export class Partition {
  readonly topic: string;
  readonly topicId: Uuid;
  readonly index: number;
  readonly leaderEpoch: number;
  readonly log: PartitionLog;
  /** What is counted of its topic. */
  readonly stats: TopicStats;
  /** Whether the topic was deleted, so that requests that still wait are answered with an error. */
  isRemoved = false;
  /** Whether the log directory has failed, so that nothing is read from it any more. */
  isOffline = false;

  constructor(options: {
    readonly topic: string;
    readonly topicId: Uuid;
    readonly index: number;
    readonly leaderEpoch: number;
    readonly log: PartitionLog;
    readonly stats: TopicStats;
  }) {
    this.topic = options.topic;
    this.topicId = options.topicId;
    this.index = options.index;
    this.leaderEpoch = options.leaderEpoch;
    this.log = options.log;
    this.stats = options.stats;
  }

  /** The offset up to which consumers may read: with one replica, what is durable here. */
  get highWatermark(): Offset {
    return this.log.highWatermark;
  }

  /** The offset up to which no transaction is open. */
  get lastStableOffset(): Offset {
    return this.log.lastStableOffset;
  }

  /** The first offset that may be read. */
  get logStartOffset(): Offset {
    return this.log.logStartOffset;
  }

  /** The epoch of the leader that appended the first record that may be read; -1 if unknown. */
  get startEpoch(): number {
    return this.log.epochForOffset(this.log.logStartOffset) ?? -1;
  }

  /**
   * Where the records of a leader epoch end (KIP-101, KIP-279; see
   * `LeaderEpochCache.endOffsetFor`). Of what is not durable yet nobody is told.
   */
  endOffsetForEpoch(epoch: number): EpochEndOffset {
    const end = this.log.endOffsetForEpoch(epoch);
    const { highWatermark } = this.log;
    return end.endOffset <= highWatermark ? end : { ...end, endOffset: highWatermark };
  }

  /** See `checkLeaderEpoch`. */
  checkLeaderEpoch(currentLeaderEpoch: number): number {
    return checkLeaderEpoch(currentLeaderEpoch, this.leaderEpoch);
  }
}

/**
 * The error for a client that believes in `currentLeaderEpoch` as the epoch of a partition that has
 * `leaderEpoch`, or `NONE` (KIP-320): an older one than ours is fenced, a newer one is of a leader
 * election that we have not heard of. -1 asks for no check.
 */
export function checkLeaderEpoch(currentLeaderEpoch: number, leaderEpoch: number): number {
  if (currentLeaderEpoch === -1 || currentLeaderEpoch === leaderEpoch) return ErrorCode.NONE;
  return currentLeaderEpoch < leaderEpoch
    ? ErrorCode.FENCED_LEADER_EPOCH
    : ErrorCode.UNKNOWN_LEADER_EPOCH;
}
