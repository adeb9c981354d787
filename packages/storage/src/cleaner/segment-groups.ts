import type { Offset } from '@odradek/base';

import type { CleaningJob, SegmentToClean } from './cleaning-job.ts';

/** An index of Kafka counts offsets from the segment's first in 31 bits. */
const RELATIVE_OFFSET_MAX = 2 ** 31 - 1;

/** What decides which segments become one. */
export type GroupingLimits = Pick<
  CleaningJob,
  'segmentBytes' | 'segmentIndexBytes' | 'firstUncleanableOffset'
>;

/**
 * Which segments become one when they are cleaned (Kafka's `Cleaner.groupSegmentsBySize`): neighbours
 * as long as their sizes and those of their indexes together are no more than one may have, and their
 * offsets fit into one index.
 */
export function groupSegments(
  segments: readonly SegmentToClean[],
  limits: GroupingLimits,
): readonly (readonly SegmentToClean[])[] {
  const groups: SegmentToClean[][] = [];
  let group: SegmentToClean[] = [];
  for (const [index, segment] of segments.entries()) {
    const lastOffset = (segments[index + 1]?.baseOffset ?? limits.firstUncleanableOffset) - 1;
    if (group.length === 0 || !fits(group, segment, lastOffset, limits)) {
      group = [];
      groups.push(group);
    }
    group.push(segment);
  }
  return groups;
}

function fits(
  group: readonly SegmentToClean[],
  segment: SegmentToClean,
  lastOffset: Offset,
  { segmentBytes, segmentIndexBytes }: GroupingLimits,
): boolean {
  const all = [...group, segment];
  const first = group[0]?.baseOffset ?? segment.baseOffset;
  return (
    sum(all, ({ size }) => size) <= segmentBytes &&
    sum(all, ({ offsetIndexBytes }) => offsetIndexBytes) <= segmentIndexBytes &&
    sum(all, ({ timeIndexBytes }) => timeIndexBytes) <= segmentIndexBytes &&
    (segment.size === 0 || lastOffset - first <= RELATIVE_OFFSET_MAX)
  );
}

function sum(segments: readonly SegmentToClean[], of: (segment: SegmentToClean) => number): number {
  return segments.reduce((total, segment) => total + of(segment), 0);
}
