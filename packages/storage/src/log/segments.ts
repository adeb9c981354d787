import { assert, type Offset } from '@odradek/base';

import type { Segment } from '../segment/segment.ts';

/** The segment that holds an offset of the log: the last one that does not begin behind it. */
export function floorSegment(segments: readonly Segment[], offset: Offset): Segment {
  const segment = segments[floorIndex(segments, offset)];
  assert(segment !== undefined, 'an offset of the log is in one of its segments');
  return segment;
}

/** About how many durable bytes there are from an offset on; need not go far above `limit`. */
export function sizeFrom(segments: readonly Segment[], offset: Offset, limit: number): number {
  const index = floorIndex(segments, offset);
  const first = floorSegment(segments, offset);
  let size = first.size - first.index.positionBefore(offset);
  for (let next = index + 1; next < segments.length && size < limit; next++) {
    size += segments[next]?.size ?? 0;
  }
  return size;
}

function floorIndex(segments: readonly Segment[], offset: Offset): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const segment = segments[middle];
    if (segment !== undefined && segment.baseOffset <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
