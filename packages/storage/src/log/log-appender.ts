import { assert, type Clock, type KafkaError, type Offset, type RandomSource } from '@odradek/base';
import {
  endTransactionMarkerBatch,
  ErrorCode,
  hasProducerIdAt,
  lastOffsetAt,
  maxTimestampAt,
  NO_PRODUCER_ID,
  producerIdAt,
  setBaseOffset,
  setPartitionLeaderEpoch,
  sizeInBytesAt,
} from '@odradek/protocol';

import type { LeaderEpochFile } from '../leader-epoch/leader-epoch-checkpoint.ts';
import type { EndOfTurn } from '../ports/end-of-turn.ts';
import type { FileSystem } from '../ports/file-system.ts';
import type { Report } from '../ports/report.ts';
import { noteBatch } from '../producer-state/note-batch.ts';
import { producerBatchAt } from '../producer-state/producer-batch.ts';
import type { ProducerSnapshotFiles } from '../producer-state/producer-snapshot-files.ts';
import type { ProducerBefore } from '../producer-state/producer-states.ts';
import { shouldRoll } from '../segment/roll.ts';
import { Segment } from '../segment/segment.ts';
import type { AbortedTransaction } from '../segment/transaction-index.ts';
import type { AcceptedRecords } from '../validation/validated-records.ts';
import { abortedTransaction } from './aborted-transaction.ts';
import { AppendQueue, type PendingAppend } from './append-queue.ts';
import type { Durability } from './durability.ts';
import { DuplicateAppends } from './duplicate-appends.ts';
import type { AppendOptions, EndTransaction, LeaderAppend, MarkerAppend } from './leader-append.ts';
import { segmentMsMax } from './log-config.ts';
import type { LogDirFailureChannel } from './log-dir-failure-channel.ts';
import type { LogMaintenance } from './log-maintenance.ts';
import type { LogState } from './log-state.ts';
import type { RecentBatches } from './recent-batches.ts';
import { reasonOf, storageError } from './storage-error.ts';

/** What appends to a log need. */
export interface LogAppenderOptions {
  readonly fileSystem: FileSystem;
  readonly endOfTurn: EndOfTurn;
  readonly clock: Clock;
  readonly random: RandomSource | undefined;
  readonly report: Report;
  readonly directory: string;
  readonly failures: LogDirFailureChannel;
  readonly state: LogState;
  readonly recent: RecentBatches;
  readonly snapshots: ProducerSnapshotFiles;
  readonly epochFile: LeaderEpochFile;
  readonly maintenance: LogMaintenance;
  /** Makes the folder of the partition, durably, if it is missing. */
  readonly prepareDirectory: () => Promise<void>;
  readonly durability: Durability;
  /** Whether it is durable that the partition has records. */
  readonly isMarked: () => boolean;
  /** Makes it so. */
  readonly markRecords: () => Promise<void>;
  /** Called when so many bytes more are durable, after the callbacks of the appends. */
  readonly onDurable: (bytes: number) => void;
}

/** What was known of the producer of a batch before, and the transaction that the batch aborts. */
interface NotedProducer {
  readonly producerBefore: ProducerBefore | undefined;
  readonly aborted: AbortedTransaction | undefined;
}

const NO_PRODUCER: NotedProducer = { producerBefore: undefined, aborted: undefined };

/**
 * Gives batches their places at the end of a log, and follows them until they are durable or
 * refused. What is known of producers and leader epochs is ahead of what is durable; it is taken
 * back with a batch that found no room.
 */
export class LogAppender {
  private readonly options: LogAppenderOptions;
  private readonly state: LogState;
  private readonly queue: AppendQueue;
  private readonly duplicates: DuplicateAppends = new DuplicateAppends();
  /** Whether epochs were assigned that are not written down. */
  private hasNewEpochs = false;
  /** Of the leader that began last, whether it has appended or not. */
  private assignedEpoch: number | undefined;
  /** Whether the last appends were refused, and that was reported. */
  private isRefusing = false;
  private failure: KafkaError | undefined;

  constructor(options: LogAppenderOptions) {
    this.options = options;
    this.state = options.state;
    this.queue = new AppendQueue({
      fileSystem: options.fileSystem,
      endOfTurn: options.endOfTurn,
      failures: options.failures,
      durability: options.durability,
      prepareSegment: async (segment) => {
        await options.prepareDirectory();
        await options.snapshots.writePlanned(segment.baseOffset);
      },
      needsPreparation: () => this.hasNewEpochs || !options.isMarked(),
      prepareWrite: async () => {
        await options.markRecords();
        await this.writeEpochs();
      },
      onDurable: (appends) => this.completeAppends(appends),
      onRefused: (cause, appends) => this.takeBack(cause, appends),
      onFailed: (cause, appends) => this.goOffline(cause, appends),
    });
  }

  /** Why nothing can be appended any more, or `undefined`. */
  get error(): KafkaError | undefined {
    return this.failure ?? this.options.failures.error;
  }

  /** See `PartitionLog.appendAsLeader`. */
  appendAsLeader({ batch, producerId }: AcceptedRecords, options: AppendOptions): LeaderAppend {
    const { error } = this;
    if (error !== undefined) return refused(ErrorCode.KAFKA_STORAGE_ERROR, error.message);
    if (producerId !== NO_PRODUCER_ID) {
      const checked = this.state.producers.check(producerBatchAt(batch, 0));
      if (checked.type === 'refused') return checked;
      if (checked.type === 'duplicate') {
        const { baseOffset, lastOffset, timestamp: logAppendTime } = checked.original;
        this.completeDuplicate(lastOffset + 1, options.onDurable);
        return { type: 'duplicate', baseOffset, logAppendTime };
      }
    }
    const { segmentBytes } = this.state.config;
    if (batch.byteLength > segmentBytes) {
      return refused(
        ErrorCode.RECORD_LIST_TOO_LARGE,
        `The batch has ${batch.byteLength} bytes, more than segment.bytes of the topic, which is ` +
          `${segmentBytes}: send smaller batches, or set more.`,
      );
    }
    return { type: 'appended', baseOffset: this.append(batch, options) };
  }

  /** See `PartitionLog.endTransaction`. */
  endTransaction(end: EndTransaction, options: AppendOptions): MarkerAppend {
    const { error, state } = this;
    if (error !== undefined) return refused(ErrorCode.KAFKA_STORAGE_ERROR, error.message);
    const checked = state.producers.checkMarker(end, end.transactionVersion);
    if (checked.type === 'refused') return checked;
    const timestamp = this.options.clock.now();
    const batch = endTransactionMarkerBatch({ ...end, timestamp });
    return { type: 'appended', baseOffset: this.append(batch, options) };
  }

  private completeDuplicate(nextOffset: Offset, onDurable: AppendOptions['onDurable']): void {
    if (nextOffset > this.state.durableOffset) this.duplicates.add(nextOffset, onDurable);
    else this.options.endOfTurn(() => onDurable(this.error));
  }

  /** See `PartitionLog.append`. */
  append(batch: Buffer, { leaderEpoch, onDurable }: AppendOptions): Offset {
    if (this.error !== undefined) throw this.error;
    assert(sizeInBytesAt(batch, 0) === batch.byteLength, 'an append is exactly one record batch');
    const { state, options } = this;
    const baseOffset = state.endOffset;
    const copy = options.recent.copy(batch);
    const { bytes } = copy;
    setBaseOffset(bytes, 0, baseOffset);
    setPartitionLeaderEpoch(bytes, 0, leaderEpoch);
    const nextOffset = lastOffsetAt(bytes, 0) + 1;
    assert(nextOffset > baseOffset, 'a record batch has at least one offset');
    const segment = this.segmentFor(bytes, nextOffset - 1);
    segment.assign(bytes);
    state.endOffset = nextOffset;
    if (state.epochs.assign(leaderEpoch, baseOffset)) this.hasNewEpochs = true;
    const { producerBefore, aborted } = this.noteProducer(bytes);
    options.recent.add(baseOffset, nextOffset, copy);
    this.queue.add({ segment, bytes, nextOffset, producerBefore, aborted, onDurable });
    return baseOffset;
  }

  /** The leader is of this epoch from the log's end on: elections may come without appends. */
  assignEpoch(leaderEpoch: number): void {
    this.assignedEpoch = leaderEpoch;
    if (this.state.epochs.assign(leaderEpoch, this.state.endOffset)) this.hasNewEpochs = true;
  }

  /** What was taken back may have begun with the epoch of the leader, which is its epoch still. */
  private assignAgain(): void {
    const { assignedEpoch } = this;
    const latestEpoch = this.state.epochs.latestEpoch ?? -1;
    if (assignedEpoch !== undefined && assignedEpoch > latestEpoch) this.assignEpoch(assignedEpoch);
  }

  /** Takes note of a batch, and answers what was known of its producer before, if it has one. */
  private noteProducer(bytes: Buffer): NotedProducer {
    const { producers } = this.state;
    if (!hasProducerIdAt(bytes, 0)) return NO_PRODUCER;
    const producerBefore = producers.before(producerIdAt(bytes, 0));
    const completed = noteBatch(producers, bytes, 0);
    return { producerBefore, aborted: abortedTransaction(completed, producers) };
  }

  /** The segment that a batch goes to; a new one, in memory, if the active one has no room. */
  private segmentFor(bytes: Buffer, lastOffset: Offset): Segment {
    const { active } = this.state.segments;
    if (active === undefined) return this.beginSegment();
    const { config } = this.state;
    const { baseOffset, isIndexFull, firstTimestamp, createdAt, rollJitterMs } = active;
    const isRolled = shouldRoll({
      baseOffset,
      size: active.assigned.size,
      isIndexFull,
      firstTimestamp,
      createdAt,
      now: this.options.clock.now(),
      batchBytes: bytes.byteLength,
      lastOffset,
      maxTimestamp: maxTimestampAt(bytes, 0),
      segmentBytes: config.segmentBytes,
      segmentMs: segmentMsMax(config) - rollJitterMs,
    });
    return isRolled ? this.rollSegment(active) : active;
  }

  private rollSegment(active: Segment): Segment {
    const { endOffset, producers } = this.state;
    this.options.maintenance.addRoll(active, endOffset);
    this.options.snapshots.plan(endOffset, producers);
    return this.beginSegment();
  }

  private beginSegment(): Segment {
    const segment = this.newSegment(this.state.endOffset);
    this.state.segments.add(segment);
    return segment;
  }

  /** A segment that begins at an offset, by the settings as they are now. */
  newSegment(baseOffset: Offset): Segment {
    const { fileSystem, directory, clock, random } = this.options;
    const { indexIntervalBytes, segmentIndexBytes } = this.state.config;
    return new Segment({
      fileSystem,
      directory,
      baseOffset,
      indexIntervalBytes,
      segmentIndexBytes,
      createdAt: clock.now(),
      rollJitterMs: rollJitterMs(this.state.config, random),
    });
  }

  /**
   * Begins a new segment although the active one has room, and resolves when its file is there
   * durably; at once if the active one is empty.
   */
  async roll(): Promise<void> {
    const { active } = this.state.segments;
    if (active === undefined || active.baseOffset === this.state.endOffset) return;
    if (this.error !== undefined) throw this.error;
    await this.createFile(this.rollSegment(active));
  }

  /** Resolves when the file of the active segment is there durably. */
  async whenCreated(): Promise<void> {
    const { active } = this.state.segments;
    if (active !== undefined && !active.hasFile) await this.createFile(active);
  }

  private createFile(segment: Segment): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      this.queue.add({
        segment,
        bytes: Buffer.alloc(0),
        nextOffset: this.state.endOffset,
        producerBefore: undefined,
        aborted: undefined,
        onDurable: (error) => (error === undefined ? resolve() : reject(error)),
      });
    });
  }

  /** Resolves when everything is durable that has a place now; rejects if it never will be. */
  async whenDurable(): Promise<void> {
    const { endOffset, durableOffset } = this.state;
    if (endOffset === durableOffset) return;
    if (this.error !== undefined) throw this.error;
    await new Promise<void>((resolve, reject) => {
      this.duplicates.add(endOffset, (error) => (error === undefined ? resolve() : reject(error)));
    });
  }

  /** Resolves when nothing waits any more, because it is durable or has failed. */
  drain(): Promise<void> {
    return this.queue.drain();
  }

  /** Nothing is appended any more. */
  close(): void {
    this.queue.close();
  }

  /** The leader epochs are others than those that are written down. */
  noteNewEpochs(): void {
    this.hasNewEpochs = true;
  }

  /** Writes down the leader epochs that are not. */
  async writeEpochs(): Promise<void> {
    if (!this.hasNewEpochs) return;
    this.hasNewEpochs = false;
    try {
      await this.options.epochFile.write(this.state.epochs.entries);
    } catch (error) {
      this.hasNewEpochs = true;
      throw error;
    }
  }

  private completeAppends(appends: readonly PendingAppend[]): void {
    const { state, options } = this;
    let bytes = 0;
    this.isRefusing = false;
    for (const append of appends) {
      state.durableOffset = append.nextOffset;
      bytes += append.bytes.byteLength;
    }
    state.producers.onHighWatermark(state.durableOffset);
    options.recent.advance(state.durableOffset, bytes);
    options.maintenance.onDurable(state.durableOffset);
    this.callBack(appends);
    options.onDurable(bytes);
  }

  /**
   * Nothing of these appends is in the log, and they are all that is not durable: it is again what
   * it was when its durable end was its end. What was begun for a segment there stays, as it says
   * only what is before it: the segment, without batches, and the snapshot of its producers.
   */
  private takeBack(cause: unknown, appends: readonly PendingAppend[]): void {
    const { state, options } = this;
    const error = storageError(
      `Nothing can be appended to the log in ${options.directory} now: ${reasonOf(cause)}. Nothing ` +
        'was written, and it may be tried again. Make room on the disk (shorter retention.ms, ' +
        'DeleteRecords); with too many open files, let the broker have more.',
      cause,
    );
    const { durableOffset } = state;
    state.endOffset = durableOffset;
    state.segments.cutAt(durableOffset);
    options.maintenance.forgetRollsAfter(durableOffset);
    options.snapshots.forgetPlannedAfter(durableOffset);
    options.recent.forgetPending();
    if (state.epochs.truncateFromEnd(durableOffset)) this.hasNewEpochs = true;
    this.assignAgain();
    for (const { producerBefore } of appends.toReversed()) {
      if (producerBefore !== undefined) state.producers.restore(producerBefore);
    }
    this.reportRefusal(error);
    this.callBack(appends, error);
  }

  /** Once, until something could be appended again: clients try again at once. */
  private reportRefusal(error: KafkaError): void {
    if (this.isRefusing) return;
    this.isRefusing = true;
    const { directory, report } = this.options;
    report({ type: 'appends-refused', directory, error });
  }

  /** Nothing is appended any more: nobody knows what the log has. */
  goOffline(cause: unknown, appends: readonly PendingAppend[]): void {
    const { directory, report, failures } = this.options;
    const error = storageError(
      `The log in ${directory} is offline, because writing to it failed: ${reasonOf(cause)}. ` +
        'Look at the disk, then restart the broker.',
      cause,
    );
    if (this.failure === undefined) {
      this.failure = error;
      report({ type: 'log-offline', directory, error });
      failures.fail(error);
    }
    this.options.recent.forgetPending();
    this.callBack(appends, error);
  }

  private callBack(appends: readonly PendingAppend[], error?: KafkaError): void {
    for (const { nextOffset, onDurable } of appends) {
      onDurable(error);
      this.duplicates.complete(nextOffset, error);
    }
  }
}

function refused(errorCode: number, errorMessage: string): LeaderAppend & { type: 'refused' } {
  return { type: 'refused', errorCode, errorMessage };
}

/** Kafka's `LogConfig.randomSegmentJitter`: less than the setting, and not more than `segment.ms`. */
export function rollJitterMs(
  { segmentJitterMs, segmentMs }: { readonly segmentJitterMs: number; readonly segmentMs: number },
  random: RandomSource | undefined,
): number {
  const jitterMax = Math.min(segmentJitterMs, segmentMs);
  if (jitterMax === 0 || random === undefined) return 0;
  return Math.floor((random.bytes(4).readUInt32BE(0) / 2 ** 32) * jitterMax);
}
