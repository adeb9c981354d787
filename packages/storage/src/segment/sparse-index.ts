import type { Offset, Timestamp } from '@odradek/base';

/** A batch that an index leads to. */
export interface IndexedBatch {
  readonly baseOffset: Offset;
  readonly lastOffset: Offset;
  /** Where it begins in the segment. */
  readonly position: number;
  /** The greatest timestamp of all batches before it. */
  readonly maxTimestampBefore: Timestamp;
}

/** The greatest timestamp up to a batch, and the last offset of the first batch that has it. */
export interface TimeIndexEntry {
  readonly timestamp: Timestamp;
  readonly offset: Offset;
}

/**
 * Where some of the batches of a segment begin, in memory: Kafka's offset and time index in one.
 * Entries are added in the order of the log. Without a fitting entry a search begins at byte 0.
 */
export class SparseIndex {
  private readonly baseOffsets: Offset[] = [];
  private readonly lastOffsets: Offset[] = [];
  private readonly positions: number[] = [];
  private readonly maxTimestampsBefore: Timestamp[] = [];
  private readonly times: TimeIndexEntry[] = [];

  get length(): number {
    return this.positions.length;
  }

  /** The entries of the time index; their timestamps ascend. */
  get timeEntries(): readonly TimeIndexEntry[] {
    return this.times;
  }

  /** Adds a batch; `maxTimestamp` is the greatest so far, with this batch. */
  add(batch: IndexedBatch, maxTimestamp: TimeIndexEntry): void {
    this.baseOffsets.push(batch.baseOffset);
    this.lastOffsets.push(batch.lastOffset);
    this.positions.push(batch.position);
    this.maxTimestampsBefore.push(batch.maxTimestampBefore);
    if (maxTimestamp.timestamp > (this.times.at(-1)?.timestamp ?? -1))
      this.times.push(maxTimestamp);
  }

  /** Calls back for each entry: the last offset of a batch and where it begins. */
  forEach(callback: (lastOffset: Offset, position: number) => void): void {
    for (let entry = 0; entry < this.positions.length; entry++) {
      callback(this.lastOffsets[entry] ?? 0, this.positions[entry] ?? 0);
    }
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
