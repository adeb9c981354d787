import type { Flush } from './flush-durability.ts';

/** The settings of a topic that its logs go by, under Kafka's names. */
export interface LogConfig {
  /** `segment.bytes`: how large a segment grows before the next one begins. */
  readonly segmentBytes: number;
  /** `segment.ms`: how old a segment grows, by the timestamps of its records. */
  readonly segmentMs: number;
  /** `segment.jitter.ms`: at most how much earlier a segment ends, so that not all do at once. */
  readonly segmentJitterMs: number;
  /** `segment.index.bytes`: how large an index file grows before the next segment begins. */
  readonly segmentIndexBytes: number;
  /** `index.interval.bytes`: at most how far a search walks. Holds for new segments. */
  readonly indexIntervalBytes: number;
  /** `retention.ms`: how long records are kept, -1 for ever. */
  readonly retentionMs: number;
  /** `retention.bytes`: how many bytes are kept, -1 for all. */
  readonly retentionBytes: number;
  /** `file.delete.delay.ms`: how long the files of deleted segments stay. */
  readonly fileDeleteDelayMs: number;
  /** Whether `cleanup.policy` has `compact`: offsets may be missing between batches. */
  readonly isCompacted: boolean;
  /** Whether `cleanup.policy` has `delete`: `retentionMs` and `retentionBytes` hold. */
  readonly isDeleted: boolean;
  /** `min.cleanable.dirty.ratio`: which part of the log is dirty before it is compacted. */
  readonly minCleanableDirtyRatio: number;
  /** `min.compaction.lag.ms`: how long each record stays at least before it is compacted. */
  readonly minCompactionLagMs: number;
  /** `max.compaction.lag.ms`: how long a record may be there at most and not be compacted. */
  readonly maxCompactionLagMs: number;
  /** `delete.retention.ms`: how long tombstones and markers stay when they were compacted. */
  readonly deleteRetentionMs: number;
  /** `odradek.flush`: what makes an acknowledged record durable. */
  readonly flush: Flush;
  /** `flush.messages`: with `odradek.flush=os`, after how many records a sync comes. */
  readonly flushMessages: number;
  /** `flush.ms`: with `odradek.flush=os`, after how long a sync comes. */
  readonly flushMs: number;
  /** How many bytes of memory recent batches may take for consumers at the end of the log. */
  readonly recentBytesMax: number;
}

const DAY_MS: number = 24 * 60 * 60 * 1000;
const WEEK_MS: number = 7 * DAY_MS;

/** Kafka's defaults. */
export const LOG_CONFIG_DEFAULT: LogConfig = {
  segmentBytes: 1024 * 1024 * 1024,
  segmentMs: WEEK_MS,
  segmentJitterMs: 0,
  segmentIndexBytes: 10 * 1024 * 1024,
  indexIntervalBytes: 4096,
  retentionMs: WEEK_MS,
  retentionBytes: -1,
  fileDeleteDelayMs: 60_000,
  isCompacted: false,
  isDeleted: true,
  minCleanableDirtyRatio: 0.5,
  minCompactionLagMs: 0,
  maxCompactionLagMs: Number.MAX_SAFE_INTEGER,
  deleteRetentionMs: DAY_MS,
  flush: 'journal',
  flushMessages: Number.MAX_SAFE_INTEGER,
  flushMs: Number.MAX_SAFE_INTEGER,
  recentBytesMax: 1024 * 1024,
};

/** The settings that are given, and Kafka's defaults for the others. */
export function logConfigOf(given: Partial<LogConfig>): LogConfig {
  return { ...LOG_CONFIG_DEFAULT, ...definedOf(given) };
}

/** Only what is a setting and has a value: options of a log carry more, and may carry `undefined`. */
export function definedOf(given: Partial<LogConfig>): Partial<LogConfig> {
  return Object.fromEntries(
    Object.entries(given).filter(
      ([name, value]) => name in LOG_CONFIG_DEFAULT && value !== undefined,
    ),
  );
}

/**
 * How old a segment grows (Kafka's `LogConfig.maxSegmentMs`): the active one is never compacted, so with
 * `cleanup.policy=compact` it ends after `max.compaction.lag.ms` at the latest.
 */
export function segmentMsMax({ isCompacted, maxCompactionLagMs, segmentMs }: LogConfig): number {
  return isCompacted && maxCompactionLagMs > 0
    ? Math.min(maxCompactionLagMs, segmentMs)
    : segmentMs;
}
