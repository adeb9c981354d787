import type { Offset, Timestamp } from '@odradek/base';

import type { ModelConfig } from './model-config.ts';
import type { ModelSegment } from './model-segment.ts';

/** What retention depends on. */
export interface RetentionQuestion {
  readonly logStartOffset: Offset;
  readonly config: ModelConfig;
  readonly now: Timestamp;
}

/**
 * The segments that stay, of a log that is durable up to its end: none if even the active one goes
 * (`UnifiedLog.deleteOldSegments`). First those before the log's start go, then the oldest of a log
 * that is too large, then those that are too old, each from the front up to the first that stays.
 */
export function retainedSegments(
  segments: readonly ModelSegment[],
  { logStartOffset, config, now }: RetentionQuestion,
): readonly ModelSegment[] {
  const { retentionBytes, retentionMs, isDeleted } = config;
  const started = dropWhile(segments, (_, next) => {
    return next !== undefined && next.baseOffset <= logStartOffset;
  });
  if (!isDeleted) return started;
  const sized = retentionBytes < 0 ? started : withinSize(started, retentionBytes);
  if (retentionMs < 0) return sized;
  return dropWhile(sized, ({ batches, maxTimestamp }) => {
    return batches.length > 0 && now - maxTimestamp > retentionMs;
  });
}

function withinSize(
  segments: readonly ModelSegment[],
  retentionBytes: number,
): readonly ModelSegment[] {
  let excess = segments.reduce((bytes, { size }) => bytes + size, 0) - retentionBytes;
  return dropWhile(segments, ({ size }) => {
    if (size === 0 || excess < size) return false;
    excess -= size;
    return true;
  });
}

function dropWhile(
  segments: readonly ModelSegment[],
  isDropped: (segment: ModelSegment, next: ModelSegment | undefined) => boolean,
): readonly ModelSegment[] {
  const kept = segments.findIndex((segment, index) => !isDropped(segment, segments[index + 1]));
  return kept < 0 ? [] : segments.slice(kept);
}
