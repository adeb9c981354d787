import type { Offset } from '@odradek/base';

import type { BatchCopy } from './batch-memory.ts';
import type { ReadLease } from './read-memory.ts';
import type { RecentMemory, RecentPlace } from './recent-memory.ts';

/** A batch that is kept in memory. */
interface RecentBatch {
  readonly baseOffset: Offset;
  readonly nextOffset: Offset;
  readonly copy: BatchCopy;
  /** How many bytes were ever added before this batch. */
  readonly bytesBefore: number;
  /** How many bytes of memory were ever taken before this batch. */
  readonly memoryBefore: number;
}

/** What is asked of a log. */
export interface ReadOptions {
  /** The first offset wanted; the batch that holds it is answered whole. */
  readonly offset: Offset;
  /** How many bytes to answer at most. */
  readonly bytesMax: number;
  /** Whether one batch is answered although it is larger than `bytesMax`. */
  readonly atLeastOneBatch: boolean;
  /** No batch is answered that begins there or behind; the default is the high watermark. */
  readonly maxOffset?: Offset;
  /**
   * Where what the disk has is read to, until it is released: what was answered is nobody's then. The
   * default is new memory.
   */
  readonly memory?: ReadLease;
}

/** What a batch takes besides its bytes: the objects around them, as V8 was seen to count them. */
const BATCH_OVERHEAD_BYTES = 512;
/** How many forgotten batches the array may begin with before it is made shorter. */
const FORGOTTEN_MAX = 1024;

/**
 * The last batches of a log, in memory: all that are not durable yet, and of the others as many as
 * fit into a number of bytes of memory. Consumers at the end of the log never reach the disk.
 */
export class RecentBatches {
  /** How many bytes of memory the durable batches that are kept may take. */
  bytesMax: number;
  /** What all logs take together; it may make this one forget. */
  private readonly memory: RecentMemory;
  private readonly place: RecentPlace = {
    forgetOldest: () => this.forgetOldest(),
    older: undefined,
    newer: undefined,
  };
  /** Those that are forgotten leave nothing in their places, or their bytes would stay in memory. */
  private batches: (RecentBatch | undefined)[] = [];
  /** The index of the first batch that is still kept. */
  private first = 0;
  private bytesAdded = 0;
  private memoryTaken = 0;
  /** The bytes that were added until `highWatermark`. */
  private bytesDurable = 0;
  private highWatermark: Offset;

  constructor(options: {
    readonly bytesMax: number;
    readonly memory: RecentMemory;
    readonly highWatermark: Offset;
  }) {
    this.bytesMax = options.bytesMax;
    this.memory = options.memory;
    this.highWatermark = options.highWatermark;
  }

  /** Copies a batch into memory that is used again once the batch is forgotten: `add` keeps it. */
  copy(batch: Buffer): BatchCopy {
    return this.memory.batches.copy(batch);
  }

  add(baseOffset: Offset, nextOffset: Offset, copy: BatchCopy): void {
    const { bytesAdded: bytesBefore, memoryTaken: memoryBefore } = this;
    const { bytes } = copy;
    this.batches.push({ baseOffset, nextOffset, copy, bytesBefore, memoryBefore });
    this.bytesAdded += bytes.byteLength;
    this.memoryTaken += memoryOf(bytes);
    this.memory.take(this.place, memoryOf(bytes));
  }

  /** `bytes` more are durable and end at `highWatermark`: what is too much now is forgotten. */
  advance(highWatermark: Offset, bytes: number): void {
    this.highWatermark = highWatermark;
    this.bytesDurable += bytes;
    while (this.isTooMuch() && this.forgetOldest());
    this.memory.touch(this.place);
  }

  private isTooMuch(): boolean {
    const memoryBefore = this.batches[this.first]?.memoryBefore ?? this.memoryTaken;
    return this.memoryTaken - memoryBefore > this.bytesMax;
  }

  /** Forgets the oldest batch if there is one and it is durable; answers whether it was. */
  private forgetOldest(): boolean {
    const oldest = this.batches[this.first];
    if (oldest === undefined || oldest.nextOffset > this.highWatermark) return false;
    this.batches[this.first++] = undefined;
    this.memory.release(memoryOf(oldest.copy.bytes));
    // It is durable, so whatever writes it has ended, and reads answer copies.
    this.memory.batches.drop(oldest.copy);
    if (this.first > FORGOTTEN_MAX && this.first * 2 > this.batches.length) {
      this.batches = this.batches.slice(this.first);
      this.first = 0;
    }
    return true;
  }

  /** Compaction has written what is before an offset anew: the log does not have these batches any more. */
  forgetBefore(offset: Offset): void {
    while ((this.batches[this.first]?.nextOffset ?? Infinity) <= offset && this.forgetOldest());
  }

  /** Forgets what is not durable: it never will be. A write of it may not have ended. */
  forgetPending(): void {
    let last = this.batches.at(-1);
    while (last !== undefined && last.nextOffset > this.highWatermark) {
      this.forgetLast(last);
      last = this.batches.at(-1);
    }
  }

  private forgetLast({ bytesBefore, memoryBefore, copy }: RecentBatch): void {
    this.batches.pop();
    this.bytesAdded = bytesBefore;
    this.memoryTaken = memoryBefore;
    this.memory.release(memoryOf(copy.bytes));
    this.memory.batches.abandon(copy);
  }

  /** How many durable bytes there are from the batch that holds `offset` on, if it is kept. */
  bytesFrom(offset: Offset): number | undefined {
    const batch = this.batches[this.indexOf(offset)];
    return batch === undefined ? undefined : this.bytesDurable - batch.bytesBefore;
  }

  /**
   * The durable batches from the one on that holds `offset`, in one buffer, or `undefined` if that
   * one is not kept. It is a copy, as their memory is used again.
   */
  read({ offset, bytesMax, atLeastOneBatch, maxOffset }: ReadOptions): Buffer | undefined {
    const end = maxOffset ?? Infinity;
    const start = this.indexOf(offset);
    const first = this.batches[start];
    if (first === undefined) return undefined;
    const found: Buffer[] = [];
    let left = atLeastOneBatch ? Math.max(bytesMax, first.copy.bytes.byteLength) : bytesMax;
    for (let index = start; index < this.batches.length; index++) {
      const batch = this.batches[index];
      if (batch === undefined || batch.nextOffset > this.highWatermark) break;
      if (batch.baseOffset >= end) break;
      const { bytes } = batch.copy;
      left -= bytes.byteLength;
      if (left < 0) break;
      found.push(bytes);
    }
    return Buffer.concat(found);
  }

  /** Forgets what is kept: the log ends at `offset` again, and all of it is durable. */
  truncateTo(offset: Offset): void {
    this.forgetPending();
    while (this.first < this.batches.length) {
      const last = this.batches.at(-1);
      if (last === undefined || last.nextOffset <= offset) break;
      this.forgetLast(last);
    }
    this.bytesDurable = this.bytesAdded;
    this.highWatermark = Math.min(this.highWatermark, offset);
  }

  /** Forgets everything; nothing may be added any more. */
  clear(): void {
    for (const batch of this.batches) {
      if (batch === undefined) continue;
      this.memory.release(memoryOf(batch.copy.bytes));
      this.memory.batches.abandon(batch.copy);
    }
    this.memory.remove(this.place);
    this.batches = [];
    this.first = 0;
  }

  /** The index of the batch that holds `offset`, -1 if that one is not kept. */
  private indexOf(offset: Offset): number {
    let low = this.first;
    let high = this.batches.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const batch = this.batches[middle];
      if (batch !== undefined && batch.nextOffset <= offset) low = middle + 1;
      else high = middle;
    }
    const batch = this.batches[low];
    return batch !== undefined && batch.baseOffset <= offset ? low : -1;
  }
}

function memoryOf(bytes: Buffer): number {
  return bytes.byteLength + BATCH_OVERHEAD_BYTES;
}
