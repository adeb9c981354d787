import type { Offset, Timestamp } from '@odradek/base';

/** What is known of the log of a partition without opening it. */
export interface LogSummary {
  /** The first offset that may be read. */
  readonly startOffset: Offset;
  /** The offset that the next record gets. */
  readonly endOffset: Offset;
  /** Before it no transaction is open. */
  readonly lastStableOffset: Offset;
  /** How many bytes its batches have. */
  readonly size: number;
  readonly segmentsCount: number;
  /** The greatest timestamp in the oldest segment; -1 if no record in it has one. */
  readonly oldestSegmentTimestamp: Timestamp;
  /** The epoch of the leader that appended the first record that may be read; -1 if unknown. */
  readonly startEpoch: number;
  /** Before it everything is durable with its indexes, and is not looked at when the log is opened. */
  readonly recoveryPoint: Offset;
}
