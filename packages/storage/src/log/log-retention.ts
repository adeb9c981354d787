import type { Offset, Timestamp } from '@odradek/base';

import type { Segment } from '../segment/segment.ts';
import type { LogConfig } from './log-config.ts';

/** What decides which segments are deleted. */
export interface RetentionQuestion {
  /** In order; the last one is the active one. */
  readonly segments: readonly Segment[];
  /** Nothing behind it is deleted. */
  readonly highWatermark: Offset;
  /** The wall clock. */
  readonly now: Timestamp;
  readonly config: Pick<LogConfig, 'isDeleted' | 'retentionMs' | 'retentionBytes'>;
}

/**
 * How many segments, from the oldest on, have only records that need not be kept (Kafka's
 * `UnifiedLog.deleteOldSegments`): all of them older than `retention.ms` by their greatest timestamp,
 * or, before that is asked, too much for `retention.bytes` even without them. A segment without timestamps is as old as
 * it is since it was begun or opened. The first one that must stay ends it. The active one is among
 * them if it holds something; an empty active one never is.
 */
export function countDeletableSegments(question: RetentionQuestion): number {
  const { segments, config } = question;
  if (!config.isDeleted) return 0;
  const beyond = countBeyondSize(question);
  return beyond + countExpired({ ...question, segments: segments.slice(beyond) });
}

function countExpired({ segments, highWatermark, now, config }: RetentionQuestion): number {
  const { retentionMs } = config;
  if (retentionMs < 0) return 0;
  return countWhile(
    segments,
    (segment) => isDurable(segment, highWatermark) && now - ageBaseOf(segment) > retentionMs,
  );
}

/** Whether nothing of a segment still waits to be durable: its newest records are not known else. */
function isDurable({ assigned, size, nextOffset }: Segment, highWatermark: Offset): boolean {
  return assigned.size === size && nextOffset <= highWatermark;
}

function ageBaseOf({ maxTimestamp, createdAt }: Segment): Timestamp {
  return maxTimestamp.timestamp >= 0 ? maxTimestamp.timestamp : createdAt;
}

/** The active one only if nothing is to be kept: what stays is at least what is asked for. */
function countBeyondSize({ segments, highWatermark, config }: RetentionQuestion): number {
  const { retentionBytes } = config;
  const size = segments.reduce((sum, segment) => sum + segment.size, 0);
  if (retentionBytes < 0 || size < retentionBytes) return 0;
  let beyond = size - retentionBytes;
  return countWhile(segments, (segment) => {
    if (beyond - segment.size < 0 || !isDurable(segment, highWatermark)) return false;
    beyond -= segment.size;
    return true;
  });
}

function countWhile(segments: readonly Segment[], holds: (segment: Segment) => boolean): number {
  const active = segments.at(-1);
  const first = segments.findIndex(
    (segment) => (segment === active && segment.size === 0) || !holds(segment),
  );
  return first < 0 ? segments.length : first;
}
