import type { Offset, Timestamp } from '@odradek/base';

/** An index of Kafka counts offsets from the segment's first in 31 bits. */
const RELATIVE_OFFSET_MAX = 2 ** 31 - 1;

/** What decides whether a batch begins a new segment. */
export interface RollQuestion {
  readonly baseOffset: Offset;
  /** Bytes of the active segment. */
  readonly size: number;
  /** Whether one of its indexes has no room for another entry. */
  readonly isIndexFull: boolean;
  /** The greatest timestamp of its first batch, -1 if that has none. */
  readonly firstTimestamp: Timestamp;
  /** When the segment was begun or opened, by the wall clock. */
  readonly createdAt: Timestamp;
  readonly now: Timestamp;
  readonly batchBytes: number;
  readonly lastOffset: Offset;
  /** The greatest timestamp of the batch. */
  readonly maxTimestamp: Timestamp;
  /** Kafka's `segment.bytes`. */
  readonly segmentBytes: number;
  /** Kafka's `segment.ms`, less the jitter of this segment. */
  readonly segmentMs: number;
}

/**
 * Whether a batch begins a new segment (`LogSegment.shouldRoll`): the active one holds something and
 * has no room for it, is too old, or has a full index. Age is counted from the first batch to this
 * one by their timestamps; by the clock if the first has none.
 */
export function shouldRoll(question: RollQuestion): boolean {
  const { baseOffset, size, batchBytes, lastOffset, segmentBytes } = question;
  if (size === 0) return false;
  return (
    size + batchBytes > segmentBytes ||
    ageOf(question) > question.segmentMs ||
    question.isIndexFull ||
    lastOffset - baseOffset > RELATIVE_OFFSET_MAX
  );
}

function ageOf({ firstTimestamp, maxTimestamp, createdAt, now }: RollQuestion): number {
  return firstTimestamp >= 0 ? maxTimestamp - firstTimestamp : now - createdAt;
}
