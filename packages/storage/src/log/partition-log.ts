import { assert, KafkaError, type Offset, type Timestamp } from '@odradek/base';
import {
  lastOffsetAt,
  setBaseOffset,
  setPartitionLeaderEpoch,
  sizeInBytesAt,
} from '@odradek/protocol';

import type { EndOfTurn } from '../ports/end-of-turn.ts';
import { type FileSystem, parentOf } from '../ports/file-system.ts';
import type { Report } from '../ports/report.ts';
import { shouldRoll } from '../segment/roll.ts';
import { Segment } from '../segment/segment.ts';
import { AppendQueue, type PendingAppend } from './append-queue.ts';
import { LOG_CONFIG_DEFAULT, type LogConfig } from './log-config.ts';
import { recoverSegments } from './log-recovery.ts';
import { ownBytes } from './own-bytes.ts';
import { type ReadOptions, RecentBatches } from './recent-batches.ts';
import { readSegment } from './segment-read.ts';
import { floorSegment, sizeFrom } from './segments.ts';
import { reasonOf, storageError } from './storage-error.ts';
import { findMaxTimestamp, findTimestamp, type TimestampAndOffset } from './timestamp-search.ts';

/** Where a log is, and what it needs. The settings have Kafka's defaults. */
export interface PartitionLogOptions extends Partial<LogConfig> {
  readonly fileSystem: FileSystem;
  readonly endOfTurn: EndOfTurn;
  readonly report: Report;
  /** The folder of the partition, `<topic>-<partition>` in the log directory. */
  readonly directory: string;
  /** What `delete` renames the folder to; the default is the folder with the suffix `-delete`. */
  readonly deletedDirectory?: string;
  /**
   * Makes the folder of the partition, durably; called before the first file is created, and never
   * if there is none. The default creates the folder.
   */
  readonly prepareDirectory?: () => Promise<void>;
}

/** What comes with an append. */
export interface AppendOptions {
  /** The epoch of the leader, which the batch is stamped with. */
  readonly leaderEpoch: number;
  /**
   * Called once: without an argument when the batch survives a loss of power, else with
   * `KAFKA_STORAGE_ERROR`, and then it may or may not be there after a restart. Calls come in the
   * order of the offsets, never before `append` returns. The callback must not throw.
   */
  readonly onDurable: (error?: KafkaError) => void;
}

const NOTHING: Buffer = Buffer.alloc(0);

/**
 * The log of one partition: record batches in segment files of Kafka's format. An append gets its
 * offset at once and becomes visible when it is durable; the high watermark is the end of what is
 * durable. A partition without a record has no file.
 */
export class PartitionLog {
  readonly directory: string;
  private readonly options: PartitionLogOptions;
  private readonly segments: Segment[];
  private readonly queue: AppendQueue;
  private readonly recent: RecentBatches;
  private readonly highWatermarkListeners = new Set<(highWatermark: Offset) => void>();
  /** Whether the folder was there, or was prepared. */
  private hasDirectory: boolean;
  private config: LogConfig;
  private endOffset: Offset;
  private durableOffset: Offset;
  private unusable: KafkaError | undefined;

  private constructor(options: PartitionLogOptions, segments: Segment[]) {
    this.options = options;
    this.directory = options.directory;
    this.segments = segments;
    this.hasDirectory = segments.length > 0;
    this.config = {
      segmentBytes: options.segmentBytes ?? LOG_CONFIG_DEFAULT.segmentBytes,
      indexIntervalBytes: options.indexIntervalBytes ?? LOG_CONFIG_DEFAULT.indexIntervalBytes,
      recentBytesMax: options.recentBytesMax ?? LOG_CONFIG_DEFAULT.recentBytesMax,
    };
    this.endOffset = segments.at(-1)?.nextOffset ?? 0;
    this.durableOffset = this.endOffset;
    const { recentBytesMax } = this.config;
    this.recent = new RecentBatches({ bytesMax: recentBytesMax, highWatermark: this.endOffset });
    const { fileSystem, endOfTurn, directory } = options;
    this.queue = new AppendQueue({
      fileSystem,
      endOfTurn,
      prepareDirectory: async () => {
        if (this.hasDirectory) return;
        await (options.prepareDirectory?.() ?? fileSystem.createDirectory(directory));
        this.hasDirectory = true;
      },
      onDurable: (appends) => this.completeAppends(appends),
      onFailed: (cause, appends) => this.goOffline(cause, appends),
    });
  }

  /**
   * Opens the log with what its folder holds, which may be nothing, or missing. Raises
   * `KAFKA_STORAGE_ERROR` if the files cannot be read or cannot be explained; a torn end is cut off
   * and reported.
   */
  static async open(options: PartitionLogOptions): Promise<PartitionLog> {
    const { fileSystem, directory, report } = options;
    const indexIntervalBytes = options.indexIntervalBytes ?? LOG_CONFIG_DEFAULT.indexIntervalBytes;
    return new PartitionLog(
      options,
      await recoverSegments({ fileSystem, directory, indexIntervalBytes, report }),
    );
  }

  /** A log of which the caller knows that it has no files. */
  static empty(options: PartitionLogOptions): PartitionLog {
    return new PartitionLog(options, []);
  }

  /** The first offset of the log. */
  get logStartOffset(): Offset {
    return this.segments[0]?.baseOffset ?? 0;
  }

  /** The offset after the last durable record: nothing at or behind it is ever answered. */
  get highWatermark(): Offset {
    return this.durableOffset;
  }

  /** The offset that the next record gets. */
  get logEndOffset(): Offset {
    return this.endOffset;
  }

  /** Whether there are files of the log on disk. */
  get hasFiles(): boolean {
    return this.hasDirectory;
  }

  /** How many bytes the durable batches have. */
  get size(): number {
    return this.segments.reduce((sum, segment) => sum + segment.size, 0);
  }

  /** Why nothing can be appended any more, or `undefined`. */
  get error(): KafkaError | undefined {
    return this.unusable;
  }

  /** Changes settings of the topic; they hold from the next segment on. */
  configure(config: Partial<LogConfig>): void {
    this.config = { ...this.config, ...config };
  }

  /** Calls back whenever the high watermark has advanced, after the appends that did it. */
  onHighWatermark(callback: (highWatermark: Offset) => void): () => void {
    this.highWatermarkListeners.add(callback);
    return () => this.highWatermarkListeners.delete(callback);
  }

  /**
   * Appends one batch that has been validated, and answers its base offset. Offset and leader epoch
   * are written into `batch`, which belongs to the log from now on: it must not be changed, nor its
   * memory used again. Raises `KAFKA_STORAGE_ERROR`, and never calls back, if the log is offline or
   * closed.
   */
  append(batch: Buffer, { leaderEpoch, onDurable }: AppendOptions): Offset {
    if (this.unusable !== undefined) throw this.unusable;
    assert(sizeInBytesAt(batch, 0) === batch.byteLength, 'an append is exactly one record batch');
    const baseOffset = this.endOffset;
    const bytes = ownBytes(batch);
    setBaseOffset(bytes, 0, baseOffset);
    setPartitionLeaderEpoch(bytes, 0, leaderEpoch);
    const nextOffset = lastOffsetAt(bytes, 0) + 1;
    assert(nextOffset > baseOffset, 'a record batch has at least one offset');
    const segment = this.activeSegment(bytes, nextOffset - 1);
    segment.assignedSize += bytes.byteLength;
    this.endOffset = nextOffset;
    this.recent.add(baseOffset, nextOffset, bytes);
    this.queue.add({ segment, bytes, nextOffset, onDurable });
    return baseOffset;
  }

  /** The segment that a batch goes to; a new one, in memory, if the active one has no room. */
  private activeSegment(bytes: Buffer, lastOffset: Offset): Segment {
    const active = this.segments.at(-1);
    const { segmentBytes, indexIntervalBytes } = this.config;
    if (active !== undefined) {
      const { baseOffset, assignedSize: size } = active;
      const batchBytes = bytes.byteLength;
      const question = { baseOffset, size, batchBytes, lastOffset, segmentBytes };
      if (!shouldRoll(question)) return active;
    }
    const { fileSystem } = this.options;
    const { directory, endOffset: baseOffset } = this;
    const segment = new Segment({ fileSystem, directory, baseOffset, indexIntervalBytes });
    this.segments.push(segment);
    return segment;
  }

  private completeAppends(appends: readonly PendingAppend[]): void {
    let bytes = 0;
    for (const append of appends) {
      this.durableOffset = append.nextOffset;
      bytes += append.bytes.byteLength;
    }
    this.recent.advance(this.durableOffset, bytes);
    for (const append of appends) append.onDurable();
    for (const callback of this.highWatermarkListeners) callback(this.durableOffset);
  }

  private goOffline(cause: unknown, appends: readonly PendingAppend[]): void {
    const error = storageError(
      `The log in ${this.directory} is offline, because writing to it failed: ${reasonOf(cause)}. ` +
        'Look at the disk, then restart the broker.',
      cause,
    );
    this.unusable = error;
    this.options.report({ type: 'log-offline', directory: this.directory, error });
    for (const append of appends) append.onDurable(error);
  }

  /**
   * About how many bytes `read` would answer from `offset` on, at most `limit`, without waiting. 0
   * if and only if there is nothing to read there. Exact for what is in memory; what is only on disk
   * may count up to an index interval too much.
   */
  bytesAvailable(offset: Offset, limit: number): number {
    if (offset >= this.durableOffset || offset < this.logStartOffset) return 0;
    const recent = this.recent.bytesFrom(offset);
    return Math.min(limit, recent ?? sizeFrom(this.segments, offset, limit));
  }

  /**
   * Whole batches from the one on that holds `offset`, which is answered whole even if the offset
   * lies inside of it; up to `bytesMax` bytes and never past the high watermark. A first batch
   * larger than that is answered alone if `atLeastOneBatch`, else nothing is. Nothing at or behind
   * the high watermark is no error up to the log's end. What is answered must not be changed.
   *
   * Raises `OFFSET_OUT_OF_RANGE` before the start and behind the end of the log, and
   * `KAFKA_STORAGE_ERROR` if the disk fails.
   */
  async read(options: ReadOptions): Promise<Buffer> {
    const recent = this.tryRead(options);
    if (recent !== undefined) return recent;
    const segment = floorSegment(this.segments, options.offset);
    return this.onDisk(() => readSegment(segment, options));
  }

  /** As `read`, but at once: `undefined` if the disk is needed. */
  tryRead(options: ReadOptions): Buffer | undefined {
    const { offset } = options;
    if (offset < this.logStartOffset || offset > this.endOffset) throw this.outOfRange(offset);
    return offset >= this.durableOffset ? NOTHING : this.recent.read(options);
  }

  private outOfRange(offset: Offset): KafkaError {
    return new KafkaError(
      'OFFSET_OUT_OF_RANGE',
      `Offset ${offset} is not in ${this.directory}, which has ${this.logStartOffset} to ` +
        `${this.endOffset}.`,
    );
  }

  /** The first record whose timestamp is `timestamp` or later, or `undefined` if all are earlier. */
  async offsetForTimestamp(timestamp: Timestamp): Promise<TimestampAndOffset | undefined> {
    for (const segment of this.segments) {
      if (segment.size === 0 || segment.maxTimestamp < timestamp) continue;
      const found = await this.onDisk(() => findTimestamp(segment, timestamp));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The first record that has the greatest timestamp; `undefined` if no record has one. */
  async offsetOfMaxTimestamp(): Promise<TimestampAndOffset | undefined> {
    let latest: Segment | undefined;
    for (const segment of this.segments) {
      if (segment.maxTimestamp > (latest?.maxTimestamp ?? -1)) latest = segment;
    }
    if (latest === undefined) return undefined;
    const segment = latest;
    return this.onDisk(() => findMaxTimestamp(segment));
  }

  private async onDisk<Result>(action: () => Promise<Result>): Promise<Result> {
    try {
      return await action();
    } catch (error) {
      if (error instanceof KafkaError) throw error;
      throw storageError(`${this.directory} cannot be read: ${reasonOf(error)}.`, error);
    }
  }

  /** Waits until everything that was appended is durable, and closes the files. */
  async close(): Promise<void> {
    this.unusable ??= storageError(`The log in ${this.directory} is closed.`);
    await this.queue.drain();
    await Promise.all(this.segments.map((segment) => segment.close()));
    this.recent.clear();
  }

  /** Closes the log and removes its files. An interrupted removal leaves a folder `…-delete`. */
  async delete(): Promise<void> {
    await this.close();
    const { fileSystem, directory } = this.options;
    const deleted = this.options.deletedDirectory ?? `${directory}-delete`;
    if (!(await fileSystem.exists(directory))) return;
    await fileSystem.remove(deleted);
    await fileSystem.rename(directory, deleted);
    await fileSystem.syncDirectory(parentOf(directory));
    await fileSystem.remove(deleted);
  }
}
