import type { KafkaError, Offset, Timestamp } from '@odradek/base';

import { ErrorCode, NO_TIMESTAMP } from '@odradek/protocol';

import type { CleanerLimits, CleanerStats } from '../cleaner/cleaning-job.ts';
import { LogCompaction, type LogCompactionCalls } from '../cleaner/log-compaction.ts';
import type { LogToClean } from '../cleaner/log-to-clean.ts';
import type { EpochEndOffset } from '../leader-epoch/leader-epoch-cache.ts';
import { isDiskFailure } from '../ports/file-system.ts';
import type { SegmentCleaner } from '../ports/segment-cleaner.ts';
import type { ProducerExpiration } from '../producer-state/producer-states.ts';
import type { CorruptIndex } from '../segment/corrupt-index.ts';
import type { Segment } from '../segment/segment.ts';
import type { AbortedTransaction } from '../segment/transaction-index.ts';
import type { AcceptedRecords } from '../validation/validated-records.ts';
import type { AppendOptions, EndTransaction, LeaderAppend, MarkerAppend } from './leader-append.ts';
import { LogAppender, rollJitterMs } from './log-appender.ts';
import { LogCheckpointer } from './log-checkpointer.ts';
import { durabilityOf } from './durability-of.ts';
import { definedOf, type LogConfig, logConfigOf } from './log-config.ts';
import { LogDeletion } from './log-deletion.ts';
import { LogDirFailureChannel } from './log-dir-failure-channel.ts';
import { type LoadedLog, loadLog } from './log-loader.ts';
import { LogFlush } from './log-flush.ts';
import { LogMaintenance } from './log-maintenance.ts';
import { LogReader } from './log-reader.ts';
import { LogState } from './log-state.ts';
import { UnsyncedSegments } from './unsynced-segments.ts';
import { LogTruncation } from './log-truncation.ts';
import { type ReadOptions, RecentBatches } from './recent-batches.ts';
import type { PartitionLogOptions } from './partition-log-options.ts';
import { RecentMemory } from './recent-memory.ts';
import { reasonOf, storageError } from './storage-error.ts';
import type { TimestampAndOffset } from './timestamp-search.ts';

/**
 * The log of one partition: record batches in segment files of Kafka's format (Kafka's
 * `UnifiedLog`). An append gets its offset at once and becomes visible when it is durable; the high
 * watermark is the end of what is durable. A partition without a record has no file.
 */
export class PartitionLog {
  readonly directory: string;
  private readonly options: PartitionLogOptions;
  private readonly failures: LogDirFailureChannel;
  private readonly state: LogState;
  private readonly recent: RecentBatches;
  private readonly appender: LogAppender;
  private readonly reader: LogReader;
  private readonly maintenance: LogMaintenance;
  private readonly checkpointer: LogCheckpointer;
  private readonly deletion: LogDeletion;
  private readonly truncation: LogTruncation;
  private readonly compaction: LogCompaction;
  private readonly unsynced: UnsyncedSegments;
  private readonly flusher: LogFlush;
  private readonly highWatermarkListeners = new Set<(highWatermark: Offset) => void>();
  /** Whether the folder was there, or was prepared. */
  private hasDirectory: boolean;
  /** Whether it is durable that there are records. */
  private isMarked = false;
  private isClosed = false;
  private closing: Promise<void> | undefined;

  private constructor(options: PartitionLogOptions, loaded: LoadedLog) {
    const { fileSystem, directory, clock } = options;
    const { snapshots, epochFile } = loaded;
    const config = logConfigOf(options);
    const failures = options.failures ?? new LogDirFailureChannel();
    const state = new LogState(loaded, config, options.cleanerOffset);
    const recent = new RecentBatches({
      bytesMax: config.recentBytesMax,
      memory: options.recentMemory ?? new RecentMemory(Infinity),
      highWatermark: loaded.endOffset,
    });
    const onError = (error: unknown): void => this.noteFailure(error);
    const maintenance = new LogMaintenance({
      fileSystem,
      clock,
      directory,
      snapshots,
      releaseFromJournal: () => this.releaseFromJournal(),
      onComplete: (offset) => this.checkpointer.advance(offset),
      onError,
    });
    const unsynced = new UnsyncedSegments(loaded.endOffset, state);
    const appender = new LogAppender({
      ...options,
      random: options.random,
      failures,
      state,
      recent,
      snapshots,
      epochFile,
      maintenance,
      durability: durabilityOf(options, state, unsynced),
      isMarked: () => this.isMarked,
      prepareDirectory: () => this.prepareDirectory(),
      markRecords: () => this.markRecords(),
      onDurable: (bytes) => this.advanceHighWatermark(bytes),
    });
    this.options = options;
    this.directory = directory;
    this.failures = failures;
    this.state = state;
    this.recent = recent;
    this.maintenance = maintenance;
    this.appender = appender;
    this.unsynced = unsynced;
    this.flusher = new LogFlush({ clock, state, appender, unsynced });
    this.hasDirectory = loaded.segments.length > 0;
    const saved = { ...options, ...savesOf(options) };
    const parts = { ...saved, state, appender, maintenance, snapshots, epochFile, onError };
    this.reader = new LogReader({
      ...parts,
      recent,
      onMisled: (segment, error) => this.makeIndexesAgain(segment, error),
    });
    this.checkpointer = new LogCheckpointer(parts);
    this.deletion = new LogDeletion(parts);
    this.compaction = new LogCompaction({ ...parts, recent, ...this.compactionCalls(appender) });
    this.truncation = new LogTruncation({
      ...parts,
      newSegment: (offset) => appender.newSegment(offset),
      onEpochsChanged: () => appender.noteNewEpochs(),
    });
  }

  /**
   * Opens the log with what its folder holds, which may be nothing, or missing. Raises
   * `KAFKA_STORAGE_ERROR` if the files cannot be read or cannot be explained; a torn end is cut off
   * and reported.
   */
  static async open(options: PartitionLogOptions): Promise<PartitionLog> {
    const { fileSystem, directory, report, random, logStartOffset = 0, recoveryPoint } = options;
    const { journal: journaled } = options;
    const config = logConfigOf(options);
    const loaded = await loadLog({
      fileSystem,
      directory,
      logStartOffset,
      recoveryPoint,
      indexIntervalBytes: config.indexIntervalBytes,
      segmentIndexBytes: config.segmentIndexBytes,
      mayMissRecords: options.mayMissRecords === true,
      mayBeUnsynced: options.mayBeUnsynced === true,
      mayHaveGaps: config.isCompacted || options.cleanerOffset !== undefined,
      now: options.clock.now(),
      rollJitterMs: () => rollJitterMs(config, random),
      releaseFromJournal: async () => journaled?.journal.release(journaled.log),
      report,
    });
    return new PartitionLog(options, loaded);
  }

  /** What a compaction asks of the log. */
  private compactionCalls(appender: LogAppender): LogCompactionCalls {
    return {
      checkpoint: () => this.checkpoint(),
      markRecords: () => this.markRecords(),
      releaseFromJournal: () => this.releaseFromJournal(),
      abortedTransactions: (from, to) => this.abortedTransactions(from, to),
      newSegment: (offset) => appender.newSegment(offset),
      onBroken: (error) => appender.goOffline(error, []),
      onMisled: (segment, error) => this.makeIndexesAgain(segment, error),
    };
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

  private advanceHighWatermark(bytes: number): void {
    const { durableOffset } = this.state;
    this.checkpointer.onDurable(bytes);
    this.deletion.removeDeletedSegments();
    for (const callback of this.highWatermarkListeners) callback(durableOffset);
  }

  /** What could not be done behind the appends; the log goes on unless the disk has failed. */
  private noteFailure(error: unknown): void {
    const { directory, report } = this.options;
    if (error === this.failures.error) return;
    report({ type: 'maintenance-failed', directory, reason: reasonOf(error) });
    if (!isDiskFailure(error)) return;
    this.failures.fail(
      storageError(`The disk failed under ${directory}: ${reasonOf(error)}.`, error),
    );
  }

  /**
   * The indexes of a segment lead to what they do not name: they are made again behind what was begun,
   * and searches do without meanwhile. A transaction index is made again when the log is opened, as
   * that takes what was known of producers where the segment begins.
   */
  private makeIndexesAgain(segment: Segment, { path, reason }: CorruptIndex): void {
    this.options.report({ type: 'index-rebuilt', path, reason });
    const isOfTransactions = path === segment.transactionIndex.path;
    void this.maintenance
      .run(async () => {
        if (this.closing !== undefined || !this.state.segments.has(segment)) return;
        await (isOfTransactions ? segment.flushIndexes() : segment.rebuildIndexes());
      })
      .catch((error: unknown) => this.noteFailure(error));
  }

  /** The first offset that may be read: where the first segment begins, or what was deleted ends. */
  get logStartOffset(): Offset {
    return this.state.startOffset;
  }

  /** The offset after the last durable record: nothing at or behind it is ever answered. */
  get highWatermark(): Offset {
    return this.state.durableOffset;
  }

  /** Before it no transaction is open, nor ended by a marker at or behind the high watermark. */
  get lastStableOffset(): Offset {
    return this.state.lastStableOffset;
  }

  /** The offset that the next record gets. */
  get logEndOffset(): Offset {
    return this.state.endOffset;
  }

  /** Before it everything is durable with indexes and producers, and is not looked at when opened. */
  get recoveryPoint(): Offset {
    return this.state.recoveryPoint;
  }

  /** Whether there are files of the log on disk. */
  get hasFiles(): boolean {
    return this.hasDirectory;
  }

  /** How many bytes the durable batches have. */
  get size(): number {
    return this.state.segments.size;
  }

  /** How many bytes it has grown by since the recovery point was brought forward last. */
  get bytesSinceCheckpoint(): number {
    return this.checkpointer.bytesSince;
  }

  /** How long the files of deleted segments stay, and its folder if it is deleted. */
  get fileDeleteDelayMs(): number {
    return this.state.config.fileDeleteDelayMs;
  }

  /** How many segments there are. */
  get segmentsCount(): number {
    return this.state.segments.all().length;
  }

  /** The greatest timestamp in the oldest segment; -1 if no record in it has one. */
  get oldestSegmentTimestamp(): Timestamp {
    return this.state.segments.first?.maxTimestamp.timestamp ?? NO_TIMESTAMP;
  }

  /** How many idempotent producers are known. */
  get producerIdCount(): number {
    return this.state.producers.size;
  }

  /** Made only for who asks: a stop closes thousands of logs. */
  private get closed(): KafkaError | undefined {
    return this.isClosed ? closedError(this.directory) : undefined;
  }

  /** Why nothing can be appended any more, or `undefined`. */
  get error(): KafkaError | undefined {
    return this.closed ?? this.appender.error;
  }

  /** Whether it failed, closed or not: what its files have is not what is known of them. */
  get hasFailed(): boolean {
    return this.appender.error !== undefined;
  }

  /** The epoch of the leader that appended last, or was assigned; `undefined` before the first. */
  get latestEpoch(): number | undefined {
    return this.state.epochs.latestEpoch;
  }

  /** The epoch of the leader that appended the record at an offset, if it is known. */
  epochForOffset(offset: Offset): number | undefined {
    return this.state.epochs.epochForOffset(offset);
  }

  /** Where the records of an epoch end, as OffsetForLeaderEpoch answers it (KIP-101, KIP-279). */
  endOffsetForEpoch(epoch: number): EpochEndOffset {
    return this.state.epochs.endOffsetFor(epoch, this.state.endOffset);
  }

  /**
   * A leader of this epoch begins at the end of the log, whether it will append or not: without,
   * elections without an append between could not be told apart later (KAFKA-7415). It is written
   * down with the next append.
   */
  assignEpochStartOffset(epoch: number): void {
    this.appender.assignEpoch(epoch);
  }

  /** Changes settings of the topic; they hold from the next append on. */
  configure(config: Partial<LogConfig>): void {
    this.state.config = { ...this.state.config, ...definedOf(config) };
    this.recent.bytesMax = this.state.config.recentBytesMax;
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
   * failed to write what they are duplicates of. A batch larger than a segment may be is refused
   * with `RECORD_LIST_TOO_LARGE`.
   */
  appendAsLeader(records: AcceptedRecords, options: AppendOptions): LeaderAppend {
    if (this.closed !== undefined) return this.refusal(this.closed);
    return this.appender.appendAsLeader(records, options);
  }

  /**
   * Appends the marker that ends the transaction of a producer, unless it is fenced (see
   * `checkMarker`). Whether a transaction is open is for the coordinator to know: a marker without
   * one is appended too, as in Kafka.
   */
  endTransaction(end: EndTransaction, options: AppendOptions): MarkerAppend {
    if (this.closed !== undefined) return this.refusal(this.closed);
    return this.appender.endTransaction(end, options);
  }

  private refusal({ message: errorMessage }: KafkaError): MarkerAppend {
    return { type: 'refused', errorCode: ErrorCode.KAFKA_STORAGE_ERROR, errorMessage };
  }

  /**
   * Appends one batch that has been validated, whatever its sequence, and answers its base offset.
   * Offset and leader epoch are written into a copy of `batch`, whose memory may be used again. Raises
   * `KAFKA_STORAGE_ERROR`, and never calls back, if the log is offline or closed.
   */
  append(batch: Buffer, options: AppendOptions): Offset {
    if (this.closed !== undefined) throw this.closed;
    return this.appender.append(batch, options);
  }

  /** Begins a new segment unless the active one is empty; resolves when its file is durably there. */
  roll(): Promise<void> {
    return this.appender.roll();
  }

  /** Forgets producers that wrote nothing for long; answers how many. */
  expireProducers(expiration: ProducerExpiration): number {
    return this.state.producers.expire(expiration);
  }

  /**
   * Deletes the records before `offset`: the log begins there from now on, durably. Does nothing if
   * it begins there or behind already. Answers where the log begins. Raises `OFFSET_OUT_OF_RANGE`
   * if `offset` is negative or above the high watermark, and `KAFKA_STORAGE_ERROR` if it cannot be
   * written down or the log is closed meanwhile; then the records may or may not be there after a
   * restart. See `LogDeletion` for the order of things.
   */
  async deleteRecordsBefore(offset: Offset): Promise<Offset> {
    while (this.state.truncating !== undefined) await this.state.truncating;
    if (this.error !== undefined) throw this.error;
    if (offset < 0 || offset > this.highWatermark) throw this.reader.outOfRange(offset);
    const startOffset = await this.deletion.deleteBefore(offset);
    if (this.closed !== undefined) throw this.closed;
    return startOffset;
  }

  /**
   * Deletes the oldest segments as far as `retention.ms` and `retention.bytes` say, and answers how
   * many. Raises what `deleteRecordsBefore` does.
   */
  async deleteOldSegments(): Promise<number> {
    while (this.state.truncating !== undefined) await this.state.truncating;
    if (this.error !== undefined) throw this.error;
    return this.deletion.deleteOldSegments();
  }

  /** Whether `cleanup.policy` has `compact`. */
  get isCompacted(): boolean {
    return this.state.config.isCompacted;
  }

  /** What may be compacted of the log, and whether it should be now. Rejects if the disk fails. */
  toClean(): Promise<LogToClean> {
    return this.compaction.toClean();
  }

  /**
   * Compacts what may be: of each key the last record stays, with its offset, and everything else in
   * order (see `BatchCleaning`). Reads and appends go on meanwhile. Rejects with `CleaningAborted` if
   * that is asked for, the log becomes shorter or its records are deleted, with what the disk does, and
   * with why a segment cannot be cleaned; the log is right all the same.
   */
  async clean(cleaner: SegmentCleaner, limits: CleanerLimits): Promise<CleanerStats> {
    if (this.error !== undefined) throw this.error;
    try {
      return await this.compaction.clean(cleaner, limits);
    } catch (error) {
      if (isDiskFailure(error)) this.noteFailure(error);
      throw error;
    }
  }

  /** Compacts nothing any more; resolves when nothing is being compacted. Comes before `close`. */
  abortCleaning(): Promise<void> {
    return this.compaction.abort();
  }

  /**
   * Takes away what the log has at and behind `offset`, with the whole batch that holds it, durably.
   * For a follower; nothing may be appended meanwhile. An offset before the start takes everything,
   * and the log begins and ends there; one at or behind the end takes nothing.
   */
  async truncateTo(offset: Offset): Promise<void> {
    if (this.error !== undefined) throw this.error;
    if (offset >= this.logEndOffset) {
      this.state.epochs.truncateFromEnd(this.logEndOffset);
      return;
    }
    await this.changeEnd(offset, () => this.truncation.truncate(offset));
    await this.finishTruncation();
  }

  /** Takes everything away; the log begins and ends at `offset`, durably. See `truncateTo`. */
  async truncateFullyAndStartAt(offset: Offset): Promise<void> {
    if (this.error !== undefined) throw this.error;
    await this.changeEnd(0, () => this.truncation.truncateFullyAndStartAt(offset));
    await this.finishTruncation();
  }

  /** What the file has of leader epochs may lie before where the log begins now, and be taken for its. */
  private async finishTruncation(): Promise<void> {
    await this.appender.whenCreated();
    if (this.state.segments.first?.hasFile !== true) return;
    try {
      await this.appender.writeEpochs();
    } catch (error) {
      this.noteFailure(error);
    }
  }

  private async changeEnd(offset: Offset, change: () => Promise<void>): Promise<void> {
    while (this.state.truncating !== undefined) await this.state.truncating;
    const truncation = this.cutOff(offset, change);
    const { state } = this;
    state.truncating = truncation.then(
      () => {
        state.truncating = undefined;
      },
      () => {
        state.truncating = undefined;
      },
    );
    await truncation;
  }

  private async cutOff(offset: Offset, change: () => Promise<void>): Promise<void> {
    // What deletes begins nothing while this is under way.
    await this.deletion.settle();
    await this.appender.drain();
    await this.releaseFromJournal();
    // Whoever believes what is known of a log that is not open must hear of it.
    if (this.state.segments.first?.hasFile === true) await this.markRecords();
    this.state.truncations++;
    this.maintenance.forgetRolls();
    this.recent.truncateTo(offset);
    try {
      await this.maintenance.run(change);
    } catch (error) {
      this.noteFailure(error);
      if (this.truncation.isUnfinished) this.appender.goOffline(error, []);
      throw storageError(`${this.directory} cannot be truncated: ${reasonOf(error)}.`, error);
    } finally {
      this.state.truncations++;
      this.recent.truncateTo(this.logEndOffset);
      this.unsynced.truncateTo(this.logEndOffset);
    }
  }

  /**
   * Makes indexes and producers durable as they are now, so that the next start does not look at what
   * the log has. Answers the recovery point; it is for the caller to write it down.
   */
  checkpoint(): Promise<Offset> {
    return this.checkpointer.checkpoint();
  }

  /**
   * Syncs what was acknowledged without (`odradek.flush=os`, see `flush.ms`); with a journal there is
   * nothing to do.
   */
  flush(): Promise<void> {
    return this.flusher.flush();
  }

  /** Whether `flush.ms` asks for `flush` now. */
  get isFlushDue(): boolean {
    return this.flusher.isDue;
  }

  /** Resolves when nothing that was written before would be written again after a crash. */
  private async releaseFromJournal(): Promise<void> {
    const { journal: journaled } = this.options;
    await journaled?.journal.release(journaled.log);
  }

  /** See `LogReader.bytesAvailable`. */
  bytesAvailable(offset: Offset, limit: number, maxOffset?: Offset): number {
    return this.reader.bytesAvailable(offset, limit, maxOffset);
  }

  /**
   * Whole batches from the one on that holds `offset`, which is answered whole even if the offset
   * lies inside of it; up to `bytesMax` bytes and never past the high watermark, nor `maxOffset`. A
   * first batch larger than that is answered alone if `atLeastOneBatch`, else nothing is. Nothing at
   * or behind the high watermark is no error up to the log's end. What is answered must not be
   * changed.
   *
   * Raises `OFFSET_OUT_OF_RANGE` before the start and behind the end of the log, and
   * `KAFKA_STORAGE_ERROR` if the disk fails.
   */
  read(options: ReadOptions): Promise<Buffer> {
    return this.reader.read(options);
  }

  /** As `read`, but at once: `undefined` if the disk is needed. */
  tryRead(options: ReadOptions): Buffer | undefined {
    return this.reader.tryRead(options);
  }

  /** The first record whose timestamp is `timestamp` or later, or `undefined` if all are earlier. */
  offsetForTimestamp(timestamp: Timestamp): Promise<TimestampAndOffset | undefined> {
    return this.reader.offsetForTimestamp(timestamp);
  }

  /** The first record that has the greatest timestamp; `undefined` if no record has one. */
  offsetOfMaxTimestamp(): Promise<TimestampAndOffset | undefined> {
    return this.reader.offsetOfMaxTimestamp();
  }

  /**
   * The aborted transactions that have records from `from` on and before `to`, for a consumer that
   * reads only what was committed; in the order of their markers.
   */
  abortedTransactions(from: Offset, to: Offset): Promise<readonly AbortedTransaction[]> {
    return this.reader.abortedTransactions(from, to);
  }

  /**
   * Waits until everything that was appended is durable, writes down what makes the next start
   * quick, and closes the files. Closing again waits for the same.
   */
  close(): Promise<void> {
    this.closing ??= this.finishAndClose();
    return this.closing;
  }

  /**
   * As `close`, but without what makes the next start quick: it walks what came since the recovery
   * point.
   */
  closeQuickly(): Promise<void> {
    this.closing ??= this.finishAndClose({ isQuick: true });
    return this.closing;
  }

  private async finishAndClose({ isQuick = false } = {}): Promise<void> {
    this.isClosed = true;
    await this.compaction.abort();
    await this.appender.drain();
    if (this.appender.error === undefined) {
      if (!isQuick) await this.checkpointer.finish();
      await this.syncSegments();
    }
    await this.closeFiles();
  }

  /** The journal may still count on it, and cannot do it when the files are closed. */
  private async syncSegments(): Promise<void> {
    for (const segment of this.state.segments.all()) await segment.sync();
  }

  private async closeFiles(): Promise<void> {
    this.appender.close();
    await this.deletion.settle();
    await this.maintenance.close();
    await this.state.segments.close();
    this.recent.clear();
  }

  /** Closes the log whose files are going to be removed: nothing is written down for another start. */
  discard(): Promise<void> {
    this.closing ??= this.drainAndClose();
    return this.closing;
  }

  private async drainAndClose(): Promise<void> {
    this.isClosed = true;
    await this.compaction.abort();
    await this.appender.drain();
    if (this.failures.error === undefined) await this.releaseFromJournal();
    await this.closeFiles();
  }
}

/** What is written down beside the log; nothing where nobody wants it. */
function savesOf({
  saveRecoveryPoint = async () => {},
  saveCleanerOffset = async () => {},
  saveLogStartOffset,
  resetLogStartOffset = saveLogStartOffset,
}: PartitionLogOptions): Required<
  Pick<
    PartitionLogOptions,
    'saveRecoveryPoint' | 'saveCleanerOffset' | 'saveLogStartOffset' | 'resetLogStartOffset'
  >
> {
  return { saveRecoveryPoint, saveCleanerOffset, saveLogStartOffset, resetLogStartOffset };
}

function closedError(directory: string): KafkaError {
  return storageError(`The log in ${directory} is closed.`);
}
