import type { Offset, Timestamp } from '@odradek/base';

/**
 * Where some of the batches of a segment begin, in memory: Kafka's offset and time index in one.
 * Entries are added in the order of the log. Without a fitting entry a search begins at byte 0.
 */
export class SparseIndex {
  private readonly baseOffsets: Offset[] = [];
  private readonly positions: number[] = [];
  private readonly maxTimestampsBefore: Timestamp[] = [];

  get length(): number {
    return this.positions.length;
  }

  /** Adds the batch at `position`; `maxTimestampBefore` is the greatest of all batches before it. */
  add(baseOffset: Offset, position: number, maxTimestampBefore: Timestamp): void {
    this.baseOffsets.push(baseOffset);
    this.positions.push(position);
    this.maxTimestampsBefore.push(maxTimestampBefore);
  }

  /** A position from which on the batch that holds `offset` is found. */
  positionBefore(offset: Offset): number {
    return this.positionAt(countWhile(this.baseOffsets, (baseOffset) => baseOffset <= offset));
  }

  /** A position before which every timestamp is less than `timestamp`. */
  positionBeforeTimestamp(timestamp: Timestamp): number {
    return this.positionAt(countWhile(this.maxTimestampsBefore, (before) => before < timestamp));
  }

  private positionAt(count: number): number {
    return this.positions[count - 1] ?? 0;
  }
}

/** How many elements from the start on have a property that, once lost, does not come back. */
function countWhile(values: readonly number[], holds: (value: number) => boolean): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const value = values[middle];
    if (value !== undefined && holds(value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
