import { KafkaError, type Offset, type Timestamp } from '@odradek/base';

import { isDiskFailure } from '../ports/file-system.ts';
import type { AbortedTransaction } from '../segment/transaction-index.ts';
import { CorruptIndex } from '../segment/corrupt-index.ts';
import type { Segment } from '../segment/segment.ts';
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
  /** See `PartitionLogOptions.decompressedBytesMax`. */
  readonly decompressedBytesMax?: number | undefined;
  /** Takes an error of the disk. */
  readonly onError: (error: unknown) => void;
  /** Called once for a segment whose indexes are not believed any more. */
  readonly onMisled: (segment: Segment, error: CorruptIndex) => void;
}

/** Reads what is durable of a log, from memory or from its files. */
export class LogReader {
  private readonly directory: string;
  private readonly state: LogState;
  private readonly recent: RecentBatches;
  private readonly decompressedBytesMax: number | undefined;
  private readonly onError: (error: unknown) => void;
  private readonly onMisled: LogReaderOptions['onMisled'];

  constructor(options: LogReaderOptions) {
    this.directory = options.directory;
    this.state = options.state;
    this.recent = options.recent;
    this.decompressedBytesMax = options.decompressedBytesMax;
    this.onError = options.onError;
    this.onMisled = options.onMisled;
  }

  /**
   * About how many bytes `read` would answer from `offset` on and before `maxOffset`, at most `limit`,
   * without waiting. 0 if and only if there is nothing to read there. Exact for what is in memory; of
   * what is only on disk, as far as the index of the active segment is in memory, and an estimate
   * before that.
   */
  bytesAvailable(offset: Offset, limit: number, maxOffset: Offset = Infinity): number {
    const { startOffset, durableOffset } = this.state;
    if (offset >= Math.min(durableOffset, maxOffset) || offset < startOffset) return 0;
    if (maxOffset >= durableOffset) return Math.min(limit, this.bytesFrom(offset, limit));
    const bytes = this.bytesFrom(offset, Infinity) - this.bytesFrom(maxOffset, Infinity);
    return Math.min(limit, Math.max(1, bytes));
  }

  private bytesFrom(offset: Offset, limit: number): number {
    return this.recent.bytesFrom(offset) ?? this.state.segments.sizeFrom(offset, limit);
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

  /**
   * Whether an index was wrong, is not believed from now on, and the search may go on without: it may
   * be another one that has found it out. There is no doing without an index of transactions.
   */
  private distrust(error: unknown): boolean {
    if (!(error instanceof CorruptIndex)) return false;
    const segment = this.state.segments.all().find((other) => other.hasIndex(error.path));
    if (segment === undefined) return false;
    if (segment.trustsIndexes) {
      segment.distrustIndexes();
      this.onMisled(segment, error);
    }
    return error.path !== segment.transactionIndex.path;
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
    const { decompressedBytesMax } = this;
    return { segments: segments.from(startOffset), startOffset, decompressedBytesMax };
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

  /**
   * Does it again if records were deleted or cut off meanwhile: their segments cannot be read any more,
   * or end earlier; or if compaction has given some their places. And once without the indexes of a
   * segment that have led to what is not there.
   */
  private async onDisk<Result>(action: () => Promise<Result>): Promise<Result> {
    while (this.state.swapping !== undefined) await this.state.swapping;
    const { startOffset, truncations, swaps } = this.state;
    const done = await this.tryOnDisk(action);
    // What was read may be of the old files in part, and of the new ones.
    const areFilesOther = this.state.swaps !== swaps || this.state.swapping !== undefined;
    if (areFilesOther) return this.onDisk(action);
    if ('result' in done) return done.result;
    const { error } = done;
    const isOther =
      this.state.startOffset !== startOffset || this.state.truncations !== truncations;
    const { truncating } = this.state;
    await truncating;
    const isCut = truncating !== undefined || isOther;
    if (isCut || this.distrust(error)) return this.onDisk(action);
    if (isDiskFailure(error)) this.onError(error);
    if (error instanceof KafkaError) throw error;
    throw storageError(`${this.directory} cannot be read: ${reasonOf(error)}.`, error);
  }

  private async tryOnDisk<Result>(
    action: () => Promise<Result>,
  ): Promise<{ readonly result: Result } | { readonly error: unknown }> {
    try {
      return { result: await action() };
    } catch (error) {
      return { error };
    }
  }
}
