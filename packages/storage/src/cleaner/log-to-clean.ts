import type { Offset, Timestamp } from '@odradek/base';
import { NO_TIMESTAMP } from '@odradek/protocol';

import type { LogConfig } from '../log/log-config.ts';
import type { Segment } from '../segment/segment.ts';

/** What is asked of a log to know what may be cleaned of it. */
export interface CleanableQuestion {
  /** In order; the last one is the active one. */
  readonly segments: readonly Segment[];
  readonly startOffset: Offset;
  readonly endOffset: Offset;
  readonly lastStableOffset: Offset;
  /** Before it each key was cleaned, by what is written down; `undefined` if nothing is. */
  readonly cleanedOffset: Offset | undefined;
  readonly config: Pick<
    LogConfig,
    'minCompactionLagMs' | 'maxCompactionLagMs' | 'minCleanableDirtyRatio'
  >;
  /** The wall clock. */
  readonly now: Timestamp;
}

/** Which part of a log was cleaned, and which may be (Kafka's `LogToClean`). */
export interface LogToClean {
  /** Before it each key was cleaned. */
  readonly firstDirtyOffset: Offset;
  /** Where a segment begins that is not cleaned, nor are those behind it. */
  readonly firstUncleanableOffset: Offset;
  /** Those before it. */
  readonly segments: readonly Segment[];
  readonly cleanableBytes: number;
  /** Which part of the bytes that are cleaned already, and may be, that is. */
  readonly cleanableRatio: number;
  /** How long ago something had to be cleaned because of `max.compaction.lag.ms`; 0 if nothing had. */
  readonly compactionDelayMs: number;
  /** Whether that, or `min.cleanable.dirty.ratio`, asks for it now. */
  readonly isDue: boolean;
}

/**
 * What of a log may be cleaned (Kafka's `LogCleanerManager.cleanableOffsets`): from where it was cleaned
 * last to the first segment that is active, has something at or behind the last stable offset, or has a
 * record younger than `min.compaction.lag.ms`. What is written down counts only if the log has it.
 */
export function logToClean(question: CleanableQuestion): LogToClean {
  const { segments, startOffset, endOffset, cleanedOffset = startOffset } = question;
  const isValid = cleanedOffset >= startOffset && cleanedOffset <= endOffset;
  const firstDirtyOffset = isValid ? cleanedOffset : startOffset;
  const count = countCleanable(question, firstDirtyOffset);
  const cleanable = segments.slice(0, count);
  const firstUncleanableOffset = segments[count]?.baseOffset ?? firstDirtyOffset;
  const dirtyFrom = Math.max(
    0,
    cleanable.findLastIndex(({ baseOffset }) => baseOffset <= firstDirtyOffset),
  );
  const isClean = firstDirtyOffset >= firstUncleanableOffset;
  const cleanableBytes = isClean ? 0 : sizeOf(cleanable.slice(dirtyFrom));
  const cleanBytes = sizeOf(segments.filter(({ baseOffset }) => baseOffset < firstDirtyOffset));
  const totalBytes = cleanBytes + cleanableBytes;
  const cleanableRatio = totalBytes === 0 ? 0 : cleanableBytes / totalBytes;
  const compactionDelayMs = compactionDelay(question, firstDirtyOffset);
  const isOverdue = compactionDelayMs > 0 && cleanableBytes > 0;
  const isDue = isOverdue || cleanableRatio > question.config.minCleanableDirtyRatio;
  return {
    firstDirtyOffset,
    firstUncleanableOffset,
    segments: cleanable,
    cleanableBytes,
    cleanableRatio,
    compactionDelayMs,
    isDue: isDue && cleanableBytes > 0,
  };
}

/** How many segments, from the oldest on, may be cleaned. */
function countCleanable(question: CleanableQuestion, firstDirtyOffset: Offset): number {
  const { segments, lastStableOffset, config, now } = question;
  const { minCompactionLagMs } = config;
  const complete = segments.slice(0, -1);
  const first = complete.findIndex((segment, index) => {
    const end = segments[index + 1]?.baseOffset ?? Infinity;
    if (end > lastStableOffset) return true;
    const isDirty = end > firstDirtyOffset;
    return (
      isDirty && minCompactionLagMs > 0 && greatestTimestamp(segment) > now - minCompactionLagMs
    );
  });
  return first < 0 ? complete.length : first;
}

/** Without timestamps, when it was begun or loaded. */
function greatestTimestamp({ maxTimestamp, createdAt }: Segment): Timestamp {
  return maxTimestamp.timestamp === NO_TIMESTAMP ? createdAt : maxTimestamp.timestamp;
}

/** By the first batches of the dirty segments that are complete. */
function compactionDelay(
  { segments, config, now }: CleanableQuestion,
  firstDirtyOffset: Offset,
): number {
  const firstTimestamps = segments
    .slice(0, -1)
    .filter((_, index) => (segments[index + 1]?.baseOffset ?? 0) > firstDirtyOffset)
    .map(({ firstTimestamp }) => firstTimestamp)
    .filter((timestamp) => timestamp > 0);
  const earliest = Math.min(...firstTimestamps);
  return Math.max(0, now - config.maxCompactionLagMs - earliest);
}

function sizeOf(segments: readonly Segment[]): number {
  return segments.reduce((sum, { size }) => sum + size, 0);
}
