import { KafkaError, type Offset, type Timestamp } from '@odradek/base';

import { isDiskFailure } from '../ports/file-system.ts';
import type { AbortedTransaction } from '../segment/transaction-index.ts';
import type { LogState } from './log-state.ts';
import type { ReadOptions, RecentBatches } from './recent-batches.ts';
import { readSegment } from './segment-read.ts';
import { reasonOf, storageError } from './storage-error.ts';
import {
  findMaxTimestamp,
  findTimestamp,
  type SearchRange,
  type TimestampAndOffset,
} from './timestamp-search.ts';

const NOTHING: Buffer = Buffer.alloc(0);

/** What reads of a log need. */
export interface LogReaderOptions {
  readonly directory: string;
  readonly state: LogState;
  readonly recent: RecentBatches;
  /** Takes an error of the disk. */
  readonly onError: (error: unknown) => void;
}

/** Reads what is durable of a log, from memory or from its files. */
export class LogReader {
  private readonly directory: string;
  private readonly state: LogState;
  private readonly recent: RecentBatches;
  private readonly onError: (error: unknown) => void;

  constructor(options: LogReaderOptions) {
    this.directory = options.directory;
    this.state = options.state;
    this.recent = options.recent;
    this.onError = options.onError;
  }

  /**
   * About how many bytes `read` would answer from `offset` on, at most `limit`, without waiting. 0
   * if and only if there is nothing to read there. Exact for what is in memory; of what is only on
   * disk, as far as the index of the active segment is in memory, and an estimate before that.
   */
  bytesAvailable(offset: Offset, limit: number): number {
    const { startOffset, durableOffset, segments } = this.state;
    if (offset >= durableOffset || offset < startOffset) return 0;
    return Math.min(limit, this.recent.bytesFrom(offset) ?? segments.sizeFrom(offset, limit));
  }

  /** See `PartitionLog.read`. */
  async read(options: ReadOptions): Promise<Buffer> {
    return this.onDisk(async () => this.tryRead(options) ?? (await this.readSegments(options)));
  }

  /** See `PartitionLog.tryRead`. */
  tryRead(options: ReadOptions): Buffer | undefined {
    const { offset, maxOffset = Infinity } = options;
    const { startOffset, endOffset, durableOffset } = this.state;
    if (offset < startOffset || offset > endOffset) throw this.outOfRange(offset);
    if (offset >= Math.min(durableOffset, maxOffset)) return NOTHING;
    return this.recent.read(options);
  }

  /** Where a segment ends before the next one begins, the batch behind the offset is there. */
  private async readSegments(options: ReadOptions): Promise<Buffer> {
    for (const segment of this.state.segments.from(options.offset)) {
      const bytes = segment.size === 0 ? undefined : await readSegment(segment, options);
      if (bytes !== undefined) return bytes;
    }
    return NOTHING;
  }

  /** The error for an offset that the log does not have. */
  outOfRange(offset: Offset): KafkaError {
    const { startOffset, endOffset } = this.state;
    return new KafkaError(
      'OFFSET_OUT_OF_RANGE',
      `Offset ${offset} is not in ${this.directory}, which has ${startOffset} to ${endOffset}.`,
    );
  }

  /** See `PartitionLog.offsetForTimestamp`. */
  offsetForTimestamp(timestamp: Timestamp): Promise<TimestampAndOffset | undefined> {
    return this.onDisk(() => findTimestamp(this.searchRange(), timestamp));
  }

  /** See `PartitionLog.offsetOfMaxTimestamp`. */
  offsetOfMaxTimestamp(): Promise<TimestampAndOffset | undefined> {
    return this.onDisk(() => findMaxTimestamp(this.searchRange()));
  }

  private searchRange(): SearchRange {
    const { startOffset, segments } = this.state;
    return { segments: segments.from(startOffset), startOffset };
  }

  /** See `PartitionLog.abortedTransactions`. A marker may lie in a segment behind the records. */
  abortedTransactions(from: Offset, to: Offset): Promise<readonly AbortedTransaction[]> {
    return this.onDisk(async () => {
      const found: AbortedTransaction[] = [];
      for (const { transactionIndex } of this.state.segments.from(from)) {
        const { aborted, isComplete } = await transactionIndex.collectAborted(from, to);
        found.push(...aborted);
        if (isComplete) break;
      }
      return found;
    });
  }

  /** Does it again if records were deleted meanwhile: their segments cannot be read any more. */
  private async onDisk<Result>(action: () => Promise<Result>): Promise<Result> {
    const { startOffset } = this.state;
    try {
      return await action();
    } catch (error) {
      if (this.state.startOffset !== startOffset) return this.onDisk(action);
      if (isDiskFailure(error)) this.onError(error);
      if (error instanceof KafkaError) throw error;
      throw storageError(`${this.directory} cannot be read: ${reasonOf(error)}.`, error);
    }
  }
}
