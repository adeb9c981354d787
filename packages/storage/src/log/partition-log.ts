import { assert, KafkaError, type Offset, type Timestamp } from '@odradek/base';
import {
  ErrorCode,
  hasProducerIdAt,
  lastOffsetAt,
  NO_PRODUCER_ID,
  producerIdAt,
  setBaseOffset,
  setPartitionLeaderEpoch,
  sizeInBytesAt,
} from '@odradek/protocol';

import type { EndOfTurn } from '../ports/end-of-turn.ts';
import type { FileSystem } from '../ports/file-system.ts';
import type { Report } from '../ports/report.ts';
import { noteBatch } from '../producer-state/note-batch.ts';
import { producerBatchAt } from '../producer-state/producer-batch.ts';
import type { ProducerSnapshotFiles } from '../producer-state/producer-snapshot-files.ts';
import type {
  ProducerBefore,
  ProducerExpiration,
  ProducerStates,
} from '../producer-state/producer-states.ts';
import { shouldRoll } from '../segment/roll.ts';
import { Segment } from '../segment/segment.ts';
import type { AcceptedRecords } from '../validation/validated-records.ts';
import { AppendQueue, type PendingAppend } from './append-queue.ts';
import { DuplicateAppends } from './duplicate-appends.ts';
import type { AppendOptions, LeaderAppend } from './leader-append.ts';
import { LOG_CONFIG_DEFAULT, type LogConfig } from './log-config.ts';
import { LogMaintenance } from './log-maintenance.ts';
import { type RecoveredLog, recoverLog } from './log-recovery.ts';
import { LogSegments } from './log-segments.ts';
import { ownBytes } from './own-bytes.ts';
import { removeLogDirectory } from './remove-directory.ts';
import { type ReadOptions, RecentBatches } from './recent-batches.ts';
import { readSegment } from './segment-read.ts';
import { RecentMemory } from './recent-memory.ts';
import { reasonOf, storageError } from './storage-error.ts';
import { findMaxTimestamp, findTimestamp, type TimestampAndOffset } from './timestamp-search.ts';

/** Where a log is, and what it needs. The settings have Kafka's defaults. */
export interface PartitionLogOptions extends Partial<LogConfig> {
  readonly fileSystem: FileSystem;
  readonly endOfTurn: EndOfTurn;
  readonly report: Report;
  /** The folder of the partition, `<topic>-<partition>` in the log directory. */
  readonly directory: string;
  /** Where the log begins by what `saveLogStartOffset` wrote last; the default is 0. */
  readonly logStartOffset?: Offset;
  /** Makes it durable that the log begins at an offset. */
  readonly saveLogStartOffset: (offset: Offset) => Promise<void>;
  /**
   * Makes it durable that the partition has records. Called before the first of them is written, when
   * the file of its segment is there durably, and once by every log that is appended to.
   */
  readonly markRecords?: () => Promise<void>;
  /** Makes it durable that it has none any more; called before the folder is removed. */
  readonly unmarkRecords?: () => Promise<void>;
  /** What the recent batches of several logs share; the default is nothing but this log. */
  readonly recentMemory?: RecentMemory;
  /** What `delete` renames the folder to; the default is the folder with the suffix `-delete`. */
  readonly deletedDirectory?: string;
  /**
   * Makes the folder of the partition, durably; called before the first file is created, and never
   * if there is none. The default creates the folder.
   */
  readonly prepareDirectory?: () => Promise<void>;
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
  private readonly segments: LogSegments;
  private readonly producers: ProducerStates;
  private readonly snapshots: ProducerSnapshotFiles;
  private readonly queue: AppendQueue;
  private readonly duplicates: DuplicateAppends = new DuplicateAppends();
  private readonly maintenance: LogMaintenance;
  private readonly recent: RecentBatches;
  private readonly highWatermarkListeners = new Set<(highWatermark: Offset) => void>();
  /** Whether the folder was there, or was prepared. */
  private hasDirectory: boolean;
  /** Whether it is durable that there are records. */
  private isMarked = false;
  /** Whether the last appends were refused, and that was reported. */
  private isRefusing = false;
  private config: LogConfig;
  private startOffset: Offset;
  private endOffset: Offset;
  private durableOffset: Offset;
  /** Where the log ended when it was opened. */
  private readonly openedAt: Offset;
  private unusable: KafkaError | undefined;
  private closing: Promise<void> | undefined;
  /** The saving of start offsets that is under way. */
  private readonly savingStartOffsets = new Set<Promise<void>>();

  private constructor(options: PartitionLogOptions, recovered: RecoveredLog) {
    const { fileSystem, directory, report } = options;
    this.options = options;
    this.directory = directory;
    this.segments = new LogSegments(recovered.segments);
    this.producers = recovered.producers;
    this.startOffset = recovered.startOffset;
    this.endOffset = recovered.endOffset;
    this.durableOffset = recovered.endOffset;
    this.openedAt = recovered.endOffset;
    this.hasDirectory = recovered.segments.length > 0;
    this.config = configOf(options);
    this.recent = new RecentBatches({
      bytesMax: this.config.recentBytesMax,
      memory: options.recentMemory ?? new RecentMemory(Infinity),
      highWatermark: this.endOffset,
    });
    this.snapshots = recovered.snapshots;
    const { snapshots } = this;
    this.maintenance = new LogMaintenance({ fileSystem, directory, report, snapshots });
    this.queue = this.createQueue(options);
  }

  private createQueue({ fileSystem, endOfTurn }: PartitionLogOptions): AppendQueue {
    return new AppendQueue({
      fileSystem,
      endOfTurn,
      prepareSegment: async (segment) => {
        await this.prepareDirectory();
        await this.snapshots.writePlanned(segment.baseOffset);
      },
      prepareWrite: () => this.markRecords(),
      onDurable: (appends) => this.completeAppends(appends),
      onRefused: (cause, appends) => this.takeBack(cause, appends),
      onFailed: (cause, appends) => this.goOffline(cause, appends),
    });
  }

  private async prepareDirectory(): Promise<void> {
    if (this.hasDirectory) return;
    const { fileSystem, directory, prepareDirectory } = this.options;
    await (prepareDirectory?.() ?? fileSystem.createDirectory(directory));
    this.hasDirectory = true;
  }

  private async markRecords(): Promise<void> {
    if (this.isMarked) return;
    await this.options.markRecords?.();
    this.isMarked = true;
  }

  /**
   * Opens the log with what its folder holds, which may be nothing, or missing. Raises
   * `KAFKA_STORAGE_ERROR` if the files cannot be read or cannot be explained; a torn end is cut off
   * and reported.
   */
  static async open(options: PartitionLogOptions): Promise<PartitionLog> {
    const { fileSystem, directory, report, logStartOffset = 0 } = options;
    const { indexIntervalBytes } = configOf(options);
    const recovered = await recoverLog({
      fileSystem,
      directory,
      logStartOffset,
      indexIntervalBytes,
      report,
    });
    return new PartitionLog(options, recovered);
  }

  /** The first offset that may be read: where the first segment begins, or what was deleted ends. */
  get logStartOffset(): Offset {
    return this.startOffset;
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
    return this.segments.size;
  }

  /** How many idempotent producers are known. */
  get producerIdCount(): number {
    return this.producers.size;
  }

  /** Why nothing can be appended any more, or `undefined`. */
  get error(): KafkaError | undefined {
    return this.unusable;
  }

  /** Changes settings of the topic; they hold from the next append on. */
  configure(config: Partial<LogConfig>): void {
    this.config = { ...this.config, ...config };
    this.recent.bytesMax = this.config.recentBytesMax;
  }

  /** Calls back whenever the high watermark has advanced, after the appends that did it. */
  onHighWatermark(callback: (highWatermark: Offset) => void): () => void {
    this.highWatermarkListeners.add(callback);
    return () => this.highWatermarkListeners.delete(callback);
  }

  /**
   * Appends the batch of a producer, or finds that it was appended before, or that its producer may
   * not send it now (see `checkSequence`). What `append` says of the batch holds here too. A log
   * that is offline or closed refuses with `KAFKA_STORAGE_ERROR`, duplicates as well: it may have
   * failed to write what they are duplicates of.
   */
  appendAsLeader({ batch, producerId }: AcceptedRecords, options: AppendOptions): LeaderAppend {
    if (this.unusable !== undefined) {
      const { message: errorMessage } = this.unusable;
      return { type: 'refused', errorCode: ErrorCode.KAFKA_STORAGE_ERROR, errorMessage };
    }
    if (producerId !== NO_PRODUCER_ID) {
      const checked = this.producers.check(producerBatchAt(batch, 0));
      if (checked.type === 'refused') return checked;
      if (checked.type === 'duplicate') {
        const { baseOffset, lastOffset, timestamp: logAppendTime } = checked.original;
        this.completeDuplicate(lastOffset + 1, options.onDurable);
        return { type: 'duplicate', baseOffset, logAppendTime };
      }
    }
    return { type: 'appended', baseOffset: this.append(batch, options) };
  }

  private completeDuplicate(nextOffset: Offset, onDurable: AppendOptions['onDurable']): void {
    if (nextOffset > this.durableOffset) this.duplicates.add(nextOffset, onDurable);
    else this.options.endOfTurn(() => onDurable());
  }

  /**
   * Appends one batch that has been validated, whatever its sequence, and answers its base offset.
   * Offset and leader epoch are written into `batch`, which belongs to the log from now on: it must
   * not be changed, nor its memory used again. Raises `KAFKA_STORAGE_ERROR`, and never calls back,
   * if the log is offline or closed.
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
    const producerBefore = this.noteProducer(bytes);
    this.recent.add(baseOffset, nextOffset, bytes);
    this.queue.add({ segment, bytes, nextOffset, producerBefore, onDurable });
    return baseOffset;
  }

  /** Takes note of a batch, and answers what was known of its producer before, if it has one. */
  private noteProducer(bytes: Buffer): ProducerBefore | undefined {
    if (!hasProducerIdAt(bytes, 0)) return undefined;
    const before = this.producers.before(producerIdAt(bytes, 0));
    noteBatch(this.producers, bytes, 0);
    return before;
  }

  /** The segment that a batch goes to; a new one, in memory, if the active one has no room. */
  private activeSegment(bytes: Buffer, lastOffset: Offset): Segment {
    const { active } = this.segments;
    const { segmentBytes, indexIntervalBytes } = this.config;
    if (active !== undefined) {
      const { baseOffset, assignedSize: size } = active;
      const batchBytes = bytes.byteLength;
      const question = { baseOffset, size, batchBytes, lastOffset, segmentBytes };
      if (!shouldRoll(question)) return active;
      this.maintenance.addRoll(active, this.endOffset);
      this.snapshots.plan(this.endOffset, this.producers);
    }
    const { fileSystem } = this.options;
    const { directory, endOffset: baseOffset } = this;
    const segment = new Segment({ fileSystem, directory, baseOffset, indexIntervalBytes });
    this.segments.add(segment);
    return segment;
  }

  private completeAppends(appends: readonly PendingAppend[]): void {
    let bytes = 0;
    this.isRefusing = false;
    for (const append of appends) {
      this.durableOffset = append.nextOffset;
      bytes += append.bytes.byteLength;
    }
    this.recent.advance(this.durableOffset, bytes);
    this.maintenance.onDurable(this.durableOffset);
    this.removeDeletedSegments();
    this.callBack(appends);
    for (const callback of this.highWatermarkListeners) callback(this.durableOffset);
  }

  /**
   * Nothing of these appends was written, and they are all that is not durable: the log is again what
   * it was when its durable end was its end. What was begun for a segment there stays, as it says
   * only what is before it: the segment, without batches, and the snapshot of its producers.
   */
  private takeBack(cause: unknown, appends: readonly PendingAppend[]): void {
    const error = storageError(
      `Nothing can be appended to the log in ${this.directory} now: ${reasonOf(cause)}. Nothing was ` +
        'written, and it may be tried again. With too many open files, let the broker have more.',
      cause,
    );
    const { durableOffset } = this;
    this.endOffset = durableOffset;
    this.segments.cutAt(durableOffset);
    this.maintenance.forgetRollsAfter(durableOffset);
    this.snapshots.forgetPlannedAfter(durableOffset);
    this.recent.forgetPending();
    for (const { producerBefore } of appends.toReversed()) {
      if (producerBefore !== undefined) this.producers.restore(producerBefore);
    }
    this.reportRefusal(error);
    this.callBack(appends, error);
  }

  /** Once, until something could be appended again: clients try again at once. */
  private reportRefusal(error: KafkaError): void {
    if (this.isRefusing) return;
    this.isRefusing = true;
    this.options.report({ type: 'appends-refused', directory: this.directory, error });
  }

  private goOffline(cause: unknown, appends: readonly PendingAppend[]): void {
    const error = storageError(
      `The log in ${this.directory} is offline, because writing to it failed: ${reasonOf(cause)}. ` +
        'Look at the disk, then restart the broker.',
      cause,
    );
    this.unusable = error;
    this.options.report({ type: 'log-offline', directory: this.directory, error });
    this.callBack(appends, error);
  }

  private callBack(appends: readonly PendingAppend[], error?: KafkaError): void {
    for (const { nextOffset, onDurable } of appends) {
      onDurable(error);
      this.duplicates.complete(nextOffset, error);
    }
  }

  /** Forgets producers that wrote nothing for long; answers how many. */
  expireProducers(expiration: ProducerExpiration): number {
    return this.producers.expire(expiration);
  }

  /**
   * Deletes the records before `offset`: the log begins there from now on, durably. Does nothing if
   * it begins there or behind already. Answers where the log begins. Raises `OFFSET_OUT_OF_RANGE`
   * if `offset` is negative or above the high watermark, and `KAFKA_STORAGE_ERROR` if it cannot be
   * written down or the log is closed meanwhile; then the records may or may not be there after a
   * restart.
   *
   * First the offset is made durable, then whole segments before it are removed in the background,
   * oldest first. A crash in between leaves any of them; opening the log passes over whatever lies
   * before the offset and removes it. The other way round it could find a gap, and refuse the log,
   * or find records again that were deleted. The offset is never forgotten while the folder exists.
   */
  async deleteRecordsBefore(offset: Offset): Promise<Offset> {
    if (this.unusable !== undefined) throw this.unusable;
    if (offset < 0 || offset > this.durableOffset) throw this.outOfRange(offset);
    if (offset <= this.startOffset) return this.startOffset;
    await this.trackSaving(this.saveLogStartOffset(offset));
    if (this.closing !== undefined) throw closedError(this.directory);
    this.startOffset = Math.max(this.startOffset, offset);
    this.removeDeletedSegments();
    return this.startOffset;
  }

  /** Whoever closes the log waits for this: the offset of a log that is gone must not come later. */
  private async trackSaving(saving: Promise<void>): Promise<void> {
    this.savingStartOffsets.add(saving);
    try {
      await saving;
    } finally {
      this.savingStartOffsets.delete(saving);
    }
  }

  private removeDeletedSegments(): void {
    const removed = this.segments.takeBefore(this.startOffset);
    const firstOffset = this.segments.first?.baseOffset ?? this.startOffset;
    this.maintenance.removeSegments(removed, firstOffset);
  }

  private async saveLogStartOffset(offset: Offset): Promise<void> {
    try {
      await this.options.saveLogStartOffset(offset);
    } catch (error) {
      throw storageError(
        `The records before offset ${offset} in ${this.directory} cannot be deleted, because that ` +
          `cannot be written down: ${reasonOf(error)}. Look at the disk.`,
        error,
      );
    }
  }

  /**
   * About how many bytes `read` would answer from `offset` on, at most `limit`, without waiting. 0
   * if and only if there is nothing to read there. Exact for what is in memory; what is only on disk
   * may count up to an index interval too much.
   */
  bytesAvailable(offset: Offset, limit: number): number {
    if (offset >= this.durableOffset || offset < this.startOffset) return 0;
    const recent = this.recent.bytesFrom(offset);
    return Math.min(limit, recent ?? this.segments.sizeFrom(offset, limit));
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
    return this.onDisk(async () => {
      const recent = this.tryRead(options);
      return recent ?? (await readSegment(this.segments.floor(options.offset), options));
    });
  }

  /** As `read`, but at once: `undefined` if the disk is needed. */
  tryRead(options: ReadOptions): Buffer | undefined {
    const { offset } = options;
    if (offset < this.startOffset || offset > this.endOffset) throw this.outOfRange(offset);
    return offset >= this.durableOffset ? NOTHING : this.recent.read(options);
  }

  private outOfRange(offset: Offset): KafkaError {
    return new KafkaError(
      'OFFSET_OUT_OF_RANGE',
      `Offset ${offset} is not in ${this.directory}, which has ${this.startOffset} to ` +
        `${this.endOffset}.`,
    );
  }

  /** The first record whose timestamp is `timestamp` or later, or `undefined` if all are earlier. */
  offsetForTimestamp(timestamp: Timestamp): Promise<TimestampAndOffset | undefined> {
    return this.onDisk(() => findTimestamp(this.searchRange(), timestamp));
  }

  /** The first record that has the greatest timestamp; `undefined` if no record has one. */
  offsetOfMaxTimestamp(): Promise<TimestampAndOffset | undefined> {
    return this.onDisk(() => findMaxTimestamp(this.searchRange()));
  }

  private searchRange(): { readonly segments: readonly Segment[]; readonly startOffset: Offset } {
    const { startOffset } = this;
    return { segments: this.segments.from(startOffset), startOffset };
  }

  /** Does it again if records were deleted meanwhile: their segments cannot be read any more. */
  private async onDisk<Result>(action: () => Promise<Result>): Promise<Result> {
    const { startOffset } = this;
    try {
      return await action();
    } catch (error) {
      if (this.startOffset !== startOffset) return this.onDisk(action);
      if (error instanceof KafkaError) throw error;
      throw storageError(`${this.directory} cannot be read: ${reasonOf(error)}.`, error);
    }
  }

  /**
   * Waits until everything that was appended is durable, writes down what makes the next start
   * quick, and closes the files. Closing again waits for the same.
   */
  close(): Promise<void> {
    this.closing ??= this.finishAndClose();
    return this.closing;
  }

  private async finishAndClose(): Promise<void> {
    this.unusable ??= closedError(this.directory);
    await this.queue.drain();
    const { active } = this.segments;
    const isWhole = this.durableOffset === this.endOffset;
    if (active !== undefined && isWhole && this.endOffset !== this.openedAt) {
      this.maintenance.finish(active, this.endOffset, this.producers);
    }
    await this.closeFiles();
  }

  private async closeFiles(): Promise<void> {
    await Promise.allSettled(this.savingStartOffsets);
    await this.maintenance.close();
    await this.segments.close();
    this.recent.clear();
  }

  /** Closes the log and removes its files. An interrupted removal leaves a folder `…-delete`. */
  async delete(): Promise<void> {
    this.closing ??= this.discard();
    await this.closing;
    const { fileSystem, directory } = this.options;
    await this.options.unmarkRecords?.();
    const deleted = this.options.deletedDirectory ?? `${directory}-delete`;
    await removeLogDirectory(fileSystem, directory, deleted);
  }

  private async discard(): Promise<void> {
    this.unusable ??= closedError(this.directory);
    await this.queue.drain();
    await this.closeFiles();
  }
}

function closedError(directory: string): KafkaError {
  return storageError(`The log in ${directory} is closed.`);
}

function configOf(options: Partial<LogConfig>): LogConfig {
  return {
    segmentBytes: options.segmentBytes ?? LOG_CONFIG_DEFAULT.segmentBytes,
    indexIntervalBytes: options.indexIntervalBytes ?? LOG_CONFIG_DEFAULT.indexIntervalBytes,
    recentBytesMax: options.recentBytesMax ?? LOG_CONFIG_DEFAULT.recentBytesMax,
  };
}
