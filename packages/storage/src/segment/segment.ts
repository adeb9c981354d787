import type { Offset, Timestamp } from '@odradek/base';
import { baseOffsetAt, lastOffsetAt, maxTimestampAt, NO_TIMESTAMP } from '@odradek/protocol';

import type { File, FileSystem } from '../ports/file-system.ts';
import { logFileName } from './log-file-name.ts';
import { SparseIndex } from './sparse-index.ts';

/** Where a segment is, and how densely it is indexed. */
export interface SegmentOptions {
  readonly fileSystem: FileSystem;
  /** The folder of the partition. */
  readonly directory: string;
  readonly baseOffset: Offset;
  /** Kafka's `index.interval.bytes`. */
  readonly indexIntervalBytes: number;
}

/**
 * One file of the log of a partition and what is known of the batches in it. `size`, `nextOffset`,
 * timestamps and index speak only of batches that are durable; `assignedSize` counts the others too.
 */
export class Segment {
  /** The folder of the partition. */
  readonly directory: string;
  readonly baseOffset: Offset;
  readonly path: string;
  readonly indexIntervalBytes: number;
  readonly index: SparseIndex = new SparseIndex();
  /** Bytes of the durable batches. */
  size = 0;
  /** Bytes of all batches, those included that are still to be written. */
  assignedSize = 0;
  /** The offset after the last durable record. */
  nextOffset: Offset;
  /** The greatest timestamp of the durable batches, -1 if there is none. */
  maxTimestamp: Timestamp = NO_TIMESTAMP;
  /** Where the first batch begins that has `maxTimestamp`, and its last offset. */
  maxTimestampPosition = 0;
  maxTimestampOffset: Offset;
  private readonly fileSystem: FileSystem;
  private opening: Promise<File> | undefined;
  private isClosed = false;
  private indexedPosition = 0;

  constructor(options: SegmentOptions) {
    this.fileSystem = options.fileSystem;
    this.baseOffset = options.baseOffset;
    this.nextOffset = options.baseOffset;
    this.maxTimestampOffset = options.baseOffset;
    this.directory = options.directory;
    this.indexIntervalBytes = options.indexIntervalBytes;
    this.path = `${options.directory}/${logFileName(options.baseOffset, 'log')}`;
  }

  /** The file, opened when it is first needed. */
  file(): Promise<File> {
    this.opening ??= this.open(false);
    return this.opening;
  }

  /** Creates the file and opens it. */
  create(): Promise<File> {
    this.opening ??= this.open(true);
    return this.opening;
  }

  private async open(create: boolean): Promise<File> {
    if (this.isClosed) throw new Error(`${this.path} is closed`);
    try {
      return await this.fileSystem.open(this.path, { create });
    } catch (error) {
      this.opening = undefined;
      throw error;
    }
  }

  /** Closes the file for good. */
  async close(): Promise<void> {
    this.isClosed = true;
    const opening = this.opening;
    this.opening = undefined;
    if (opening !== undefined) await (await opening).close();
  }

  /**
   * Counts the batch that begins at `at` in `bytes`, has `batchBytes` bytes and follows the durable
   * ones: it is durable now.
   */
  addDurable(bytes: Buffer, at: number, batchBytes: number): void {
    const position = this.size;
    const lastOffset = lastOffsetAt(bytes, at);
    const maxTimestampBefore = this.maxTimestamp;
    const maxTimestamp = maxTimestampAt(bytes, at);
    if (maxTimestamp > maxTimestampBefore) {
      this.maxTimestamp = maxTimestamp;
      this.maxTimestampPosition = position;
      this.maxTimestampOffset = lastOffset;
    }
    // More than the interval, as `LogSegment.append` has it: Kafka's index has the same entries.
    if (position - this.indexedPosition > this.indexIntervalBytes) {
      const baseOffset = baseOffsetAt(bytes, at);
      const { maxTimestamp: timestamp, maxTimestampOffset: offset } = this;
      this.index.add(
        { baseOffset, lastOffset, position, maxTimestampBefore },
        { timestamp, offset },
      );
      this.indexedPosition = position;
    }
    this.size = position + batchBytes;
    this.nextOffset = lastOffset + 1;
  }
}
