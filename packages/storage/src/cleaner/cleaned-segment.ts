import type { Offset } from '@odradek/base';
import { maxTimestampAt } from '@odradek/protocol';

import type { FileSystem } from '../ports/file-system.ts';
import { removeCleanedFiles } from '../segment/segment-files.ts';
import type { Segment } from '../segment/segment.ts';
import type { AbortedTransaction } from '../segment/transaction-index.ts';
import type { CleanedGroup } from './cleaning-job.ts';

/** What a `CleanedSegment` is begun with. */
export interface CleanedSegmentOptions {
  readonly fileSystem: FileSystem;
  /** Its files have the suffix `.cleaned`. */
  readonly segment: Segment;
  /** Where the last batch of the old segments ends; `undefined` if they have none. */
  readonly endOffset: Offset | undefined;
  /** How many bytes are written at a time. */
  readonly bufferBytes: number;
}

/** After how many bytes they are synced: one sync of it all would keep the disk busy for long. */
const SYNC_BYTES: number = 8 * 1024 * 1024;

/** The segment that a compaction writes of some others. */
export class CleanedSegment {
  readonly endOffset: Offset | undefined;
  /** Whether everything that was there stays as it is. */
  isUnchanged = true;
  private readonly options: CleanedSegmentOptions;
  private readonly segment: Segment;
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  private unsyncedBytes = 0;

  private constructor(options: CleanedSegmentOptions) {
    this.options = options;
    this.segment = options.segment;
    this.endOffset = options.endOffset;
  }

  /** Creates its file anew: one that is there is of a compaction that came to nothing. */
  static async create(options: CleanedSegmentOptions): Promise<CleanedSegment> {
    const cleaned = new CleanedSegment(options);
    await cleaned.remove();
    await options.segment.create();
    return cleaned;
  }

  get size(): number {
    return this.segment.size;
  }

  /** What has become of the old segments. */
  get outcome(): Omit<CleanedGroup, 'baseOffsets'> {
    const { size, nextOffset, firstTimestamp, maxTimestamp } = this.segment;
    return { size, nextOffset, firstTimestamp, maxTimestamp };
  }

  /** Adds what is kept of a batch, if anything. Answers how many bytes were written now. */
  async add(batch: Buffer, kept: Buffer | undefined): Promise<number> {
    if (kept !== batch) this.isUnchanged = false;
    if (kept === undefined) return 0;
    const { segment, options } = this;
    if (segment.size === 0) segment.firstTimestamp = maxTimestampAt(kept, 0);
    // What was read may be used for the next batches.
    this.waiting.push(kept === batch ? Buffer.from(kept) : kept);
    this.waitingBytes += kept.byteLength;
    segment.addDurable(kept, 0, kept.byteLength);
    return this.waitingBytes < options.bufferBytes ? 0 : this.write();
  }

  /** An aborted transaction has its marker in the segment. */
  addAborted(transaction: AbortedTransaction): void {
    this.segment.transactionIndex.append(transaction);
  }

  private async write(): Promise<number> {
    const { waiting, waitingBytes } = this;
    this.waiting = [];
    this.waitingBytes = 0;
    if (waitingBytes > 0) await this.segment.write(waiting, waitingBytes);
    this.unsyncedBytes += waitingBytes;
    if (this.unsyncedBytes >= SYNC_BYTES) {
      await this.segment.sync();
      this.unsyncedBytes = 0;
    }
    return waitingBytes;
  }

  /** Writes what is left, with its indexes: everything is durable then, names too. */
  async finish(): Promise<void> {
    const { segment, options } = this;
    await this.write();
    await segment.sync();
    await segment.flushIndexes();
    await segment.close();
    await options.fileSystem.syncDirectory(segment.directory);
  }

  /** Removes its files; those of its name that are there. */
  async remove(): Promise<void> {
    const { fileSystem, segment } = this.options;
    await segment.release();
    await removeCleanedFiles(fileSystem, segment.directory, segment.baseOffset);
  }

  /** As `remove`, where something else has failed before that is to be told. */
  async removeIfPossible(): Promise<void> {
    await Promise.allSettled([this.remove()]);
  }
}
