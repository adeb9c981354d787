import { assert, type Offset } from '@odradek/base';

import type { Segment } from '../segment/segment.ts';

/** The segments of a log, in order; each begins where the one before ends, or behind it. */
export class LogSegments {
  private segments: readonly Segment[];

  constructor(segments: readonly Segment[]) {
    this.segments = segments;
  }

  get first(): Segment | undefined {
    return this.segments[0];
  }

  /** The one that appends go to. */
  get active(): Segment | undefined {
    return this.segments.at(-1);
  }

  all(): readonly Segment[] {
    return this.segments;
  }

  /** How many bytes the durable batches have. */
  get size(): number {
    return this.segments.reduce((sum, segment) => sum + segment.size, 0);
  }

  /** Adds the segment that appends go to from now on. */
  add(segment: Segment): void {
    this.segments = [...this.segments, segment];
  }

  /**
   * Nothing at or behind `offset`, where what is durable ends, was written: no segment begins behind
   * it. One that begins there stays, whose file may have been created.
   */
  cutAt(offset: Offset): void {
    this.segments = this.segments.filter(({ baseOffset }) => baseOffset <= offset);
    this.active?.forgetAssigned();
  }

  /** There is this segment, and no other. */
  replaceAll(segment: Segment): void {
    this.segments = [segment];
  }

  /** One segment takes the place of some that follow each other, of which none is the active one. */
  replace(replaced: readonly Segment[], segment: Segment): void {
    assert(this.hasInOrder(replaced), 'segments that are replaced follow each other in the log');
    const first = this.segments.findIndex((other) => other === replaced[0]);
    const after = this.segments.slice(first + replaced.length);
    assert(after.length > 0, 'the active segment is not replaced');
    this.segments = [...this.segments.slice(0, first), segment, ...after];
  }

  /** Whether these segments are there, one behind the other. */
  hasInOrder(segments: readonly Segment[]): boolean {
    const [first] = segments;
    if (first === undefined) return false;
    const at = this.segments.indexOf(first);
    return at >= 0 && segments.every((segment, index) => this.segments[at + index] === segment);
  }

  /** Whether a segment is there. */
  has(segment: Segment): boolean {
    return this.segments.includes(segment);
  }

  /** The segments that begin at `offset` or behind, newest first; they are taken out. */
  takeFrom(offset: Offset): readonly Segment[] {
    const taken = this.segments.filter(({ baseOffset }) => baseOffset >= offset);
    this.segments = this.segments.filter(({ baseOffset }) => baseOffset < offset);
    return taken.toReversed();
  }

  /**
   * Takes out the segments that lie before `offset` as a whole. The active one always stays, and the
   * one before until the active one has a file.
   */
  takeBefore(offset: Offset): readonly Segment[] {
    if ((this.segments[1]?.baseOffset ?? Infinity) > offset) return [];
    const [, ...following] = this.segments;
    const count = following.filter(
      ({ baseOffset, hasFile }) => baseOffset <= offset && hasFile,
    ).length;
    if (count === 0) return [];
    const taken = this.segments.slice(0, count);
    this.segments = this.segments.slice(count);
    return taken;
  }

  /** The segment that holds an offset of the log: the last one that does not begin behind it. */
  floor(offset: Offset): Segment {
    const segment = this.segments[this.floorIndex(offset)];
    assert(segment !== undefined, 'an offset of the log is in one of its segments');
    return segment;
  }

  /** The segment that holds an offset of the log, and those behind it. */
  from(offset: Offset): readonly Segment[] {
    return this.segments.slice(Math.max(0, this.floorIndex(offset)));
  }

  /**
   * About how many durable bytes there are from an offset on, without looking at the disk; need not
   * go far above `limit`. What is not known of the segment of the offset is taken to lie evenly.
   */
  sizeFrom(offset: Offset, limit: number): number {
    const index = this.floorIndex(offset);
    let size = bytesFrom(this.floor(offset), offset);
    for (let next = index + 1; next < this.segments.length && size < limit; next++) {
      size += this.segments[next]?.size ?? 0;
    }
    return Math.max(1, size);
  }

  private floorIndex(offset: Offset): number {
    let low = 0;
    let high = this.segments.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const segment = this.segments[middle];
      if (segment !== undefined && segment.baseOffset <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Closes the files, all that can be. */
  async close(): Promise<void> {
    const closed = await Promise.allSettled(this.segments.map((segment) => segment.close()));
    for (const result of closed) if (result.status === 'rejected') throw result.reason;
  }
}

function bytesFrom(segment: Segment, offset: Offset): number {
  const { size, baseOffset, nextOffset } = segment;
  const position = segment.tryLookup(offset)?.position;
  if (position !== undefined) return size - position;
  const share = (nextOffset - offset) / Math.max(1, nextOffset - baseOffset);
  return Math.ceil(size * Math.max(0, share));
}
