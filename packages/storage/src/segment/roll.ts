import type { Offset } from '@odradek/base';

/** An index of Kafka counts offsets from the segment's first in 31 bits. */
const RELATIVE_OFFSET_MAX = 2 ** 31 - 1;

/** What decides whether a batch begins a new segment. */
export interface RollQuestion {
  readonly baseOffset: Offset;
  /** Bytes of the active segment. */
  readonly size: number;
  readonly batchBytes: number;
  readonly lastOffset: Offset;
  /** Kafka's `segment.bytes`. */
  readonly segmentBytes: number;
}

/** Whether a batch begins a new segment: the active one holds something and has no room for it. */
export function shouldRoll(question: RollQuestion): boolean {
  const { baseOffset, size, batchBytes, lastOffset, segmentBytes } = question;
  if (size === 0) return false;
  return size + batchBytes > segmentBytes || lastOffset - baseOffset > RELATIVE_OFFSET_MAX;
}
