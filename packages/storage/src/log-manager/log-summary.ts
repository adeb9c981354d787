import type { Offset, Timestamp } from '@odradek/base';
import { NO_TIMESTAMP } from '@odradek/protocol';

import type { LogConfig } from '../log/log-config.ts';
import type { PartitionLog } from '../log/partition-log.ts';

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

const UNKNOWN_EPOCH = -1;

/** A partition that never had a record. */
export const EMPTY_LOG: LogSummary = {
  startOffset: 0,
  endOffset: 0,
  lastStableOffset: 0,
  size: 0,
  segmentsCount: 0,
  oldestSegmentTimestamp: NO_TIMESTAMP,
  startEpoch: UNKNOWN_EPOCH,
  recoveryPoint: 0,
};

/** What is to be known of a log when it is not open any more. */
export function summaryOf(log: PartitionLog): LogSummary {
  const { logStartOffset: startOffset, highWatermark: endOffset, lastStableOffset, size } = log;
  const { segmentsCount, oldestSegmentTimestamp, recoveryPoint } = log;
  return {
    startOffset,
    endOffset,
    lastStableOffset,
    size,
    segmentsCount,
    oldestSegmentTimestamp,
    startEpoch: log.epochForOffset(startOffset) ?? UNKNOWN_EPOCH,
    recoveryPoint,
  };
}

/** Whether two summaries say the same. */
export function isSameSummary(left: LogSummary, right: LogSummary): boolean {
  return (
    left.startOffset === right.startOffset &&
    left.endOffset === right.endOffset &&
    left.lastStableOffset === right.lastStableOffset &&
    left.size === right.size &&
    left.segmentsCount === right.segmentsCount &&
    left.oldestSegmentTimestamp === right.oldestSegmentTimestamp &&
    left.startEpoch === right.startEpoch &&
    left.recoveryPoint === right.recoveryPoint
  );
}

/**
 * Whether retention may have something to delete: what is surely kept is not opened. Segments without
 * timestamps are as old as they are known, and kept until the log is opened for something else.
 */
export function mayBeDeleted(
  { size, oldestSegmentTimestamp }: LogSummary,
  { isDeleted, retentionMs, retentionBytes }: LogConfig,
  now: Timestamp,
): boolean {
  if (!isDeleted || size === 0) return false;
  if (retentionBytes >= 0 && size >= retentionBytes) return true;
  return (
    retentionMs >= 0 && oldestSegmentTimestamp >= 0 && now - oldestSegmentTimestamp > retentionMs
  );
}
