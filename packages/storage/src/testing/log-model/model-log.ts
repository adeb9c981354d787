import { assert, type Offset, type Timestamp } from '@odradek/base';

import {
  type AppendRequest,
  type MarkerRequest,
  type RecordsRequest,
  storedBatchOf,
} from './append-request.ts';
import { type ModelEpochEnd, ModelLeaderEpochs } from './model-leader-epochs.ts';
import {
  expiredIds,
  judgeMarker,
  judgeRecords,
  type ModelProducers,
  withMarker,
  withRecords,
} from './model-producers.ts';
import { retainedSegments } from './model-retention.ts';
import {
  type ModelBatch,
  type ModelRecord,
  ModelSegment,
  type ModelTransaction,
  type RollReason,
} from './model-segment.ts';
import type { ModelConfig } from './model-config.ts';

/** What became of an append. */
export type AppendOutcome =
  | { readonly type: 'appended'; readonly baseOffset: Offset }
  | { readonly type: 'duplicate'; readonly baseOffset: Offset; readonly logAppendTime: Timestamp }
  | { readonly type: 'refused'; readonly error: string };

/** A record that was looked up by its timestamp. */
export interface FoundRecord extends ModelRecord {
  readonly leaderEpoch: number;
}

/** An aborted transaction, as a fetch answers it. */
export interface AbortedTransaction {
  readonly producerId: number;
  readonly firstOffset: Offset;
}

/** What comes with a request that is appended. */
export interface ModelAppend {
  readonly bytes: Buffer;
  readonly now: Timestamp;
  readonly isRolled?: boolean;
}

/** How a log was opened again. */
export interface ModelReopening {
  readonly config: ModelConfig;
  /** Where it ended at the restart. */
  readonly end: Offset;
  /** The last epoch that it knows; -1 for none. */
  readonly latestEpoch: number;
}

/** A batch that gets its place, and why it begins a new segment, if it does. */
interface PlacedBatch {
  readonly batch: ModelBatch;
  readonly rollReason: RollReason | undefined;
}

/**
 * The log of a partition as arrays in memory: what Kafka's `UnifiedLog` and the classes that it is
 * made of answer, written down once more without files, indexes or snapshots, to be compared with.
 * What is appended is durable when `makeDurable` says so.
 */
export class ModelLog {
  config: ModelConfig;
  logStartOffset: Offset = 0;
  logEndOffset: Offset = 0;
  highWatermark: Offset = 0;
  producers: ModelProducers = new Map();
  readonly epochs: ModelLeaderEpochs = new ModelLeaderEpochs();
  segments: readonly ModelSegment[];
  /** Why batches began new segments, in their order. */
  readonly rolls: RollReason[] = [];
  /**
   * The producers that expired once, with their epoch of then: a restart may know of them again what
   * was before, depending on its snapshots, so that only a later epoch is sure to be taken.
   */
  readonly expiredEpochs: Map<number, number> = new Map();
  /** The latest `lastTimestamp` of a producer that expired. */
  private expiredUntil: Timestamp = -1;
  /** The latest epoch that ever had a batch. */
  greatestEpoch = -1;
  /** Whether an empty last segment was removed with its batches; its file may or may not be there. */
  private isEmptySegmentRemoved = false;

  constructor(config: ModelConfig) {
    this.config = config;
    this.segments = [new ModelSegment(0, config)];
  }

  get batches(): readonly ModelBatch[] {
    return this.segments.flatMap(({ batches }) => batches);
  }

  /** The batches whose last offset is `offset` or behind. */
  private batchesBehind(offset: Offset): readonly ModelBatch[] {
    return this.segments
      .filter(({ batches }) => (batches.at(-1)?.lastOffset ?? -1) >= offset)
      .flatMap(({ batches }) => batches.filter(({ lastOffset }) => lastOffset >= offset));
  }

  /** How many bytes the segments have. */
  get size(): number {
    return this.segments.reduce((bytes, segment) => bytes + segment.size, 0);
  }

  /** Before it no transaction is open, nor ended by a marker that is not durable. */
  get lastStableOffset(): Offset {
    const open = [...this.producers.values()].flatMap(
      ({ transactionFirstOffset }) => transactionFirstOffset ?? [],
    );
    const unreplicated = this.batchesBehind(this.highWatermark).flatMap(
      ({ transaction }) => transaction?.firstOffset ?? [],
    );
    const firstUnstable = Math.max(Math.min(...open, ...unreplicated), this.logStartOffset);
    return Math.min(firstUnstable, this.highWatermark);
  }

  /** Whether only the log itself can tell if the next append begins a new segment. */
  get isRollUnsure(): boolean {
    const { activeSegment } = this;
    // How many entries the time index gets is not known before their batches are durable.
    const isPending = this.highWatermark < this.logEndOffset;
    if (isPending && activeSegment.mayIndexBeFull) return true;
    return this.isEmptySegmentRemoved || activeSegment.isRollUnsure;
  }

  /**
   * Appends at the log's end what is in sequence; `bytes` is the batch of the request, and is copied.
   * Where the roll is not sure, `isRolled` says what the log did.
   */
  append(request: AppendRequest, { bytes, now, isRolled = false }: ModelAppend): AppendOutcome {
    const verdict =
      request.type === 'marker'
        ? judgeMarker(this.producers, request)
        : judgeRecords(this.producers, request);
    const { batch, rollReason } = this.place(request, bytes, now);
    const isUnsure = rollReason === undefined && this.isRollUnsure && isRolled;
    const unsureReason = this.isEmptySegmentRemoved ? 'begun before' : 'index full';
    const reason = isUnsure ? unsureReason : rollReason;
    const isAccepted = verdict.type === 'accepted';
    if (reason !== undefined && (isAccepted || this.config.rollsForRefused)) {
      this.rollAt(this.logEndOffset, reason);
    }
    if (!isAccepted) return verdict;
    const { baseOffset, leaderEpoch, maxTimestamp } = batch;
    this.isEmptySegmentRemoved = false;
    this.epochs.assign(leaderEpoch, baseOffset);
    this.greatestEpoch = Math.max(this.greatestEpoch, leaderEpoch);
    this.producers =
      request.type === 'marker'
        ? withMarker(this.producers, request, { baseOffset, maxTimestamp })
        : withRecords(this.producers, request, { baseOffset, maxTimestamp });
    this.activeSegment.add(batch);
    this.logEndOffset = batch.lastOffset + 1;
    return { type: 'appended', baseOffset };
  }

  private get activeSegment(): ModelSegment {
    const active = this.segments.at(-1);
    assert(active !== undefined, 'a log has a segment');
    return active;
  }

  private rollAt(baseOffset: Offset, reason: RollReason): void {
    this.rolls.push(reason);
    // An empty segment may have been there already, made with other settings.
    const segment = new ModelSegment(baseOffset, this.config, this.isEmptySegmentRemoved);
    this.segments = [...this.segments, segment];
  }

  private place(request: AppendRequest, bytes: Buffer, now: Timestamp): PlacedBatch {
    const baseOffset = this.logEndOffset;
    const lastOffset = baseOffset + (request.type === 'marker' ? 0 : request.lastOffsetDelta);
    const timestamps = timestampsOf(request, now);
    const { leaderEpoch } = request;
    const batch: ModelBatch = {
      bytes: storedBatchOf(bytes, baseOffset, leaderEpoch),
      baseOffset,
      lastOffset,
      leaderEpoch,
      maxTimestamp: Math.max(...timestamps),
      records: timestamps.map((timestamp, index) => ({ offset: baseOffset + index, timestamp })),
      producersBefore: this.producers,
      transaction: this.transactionEndedBy(request),
    };
    return { batch, rollReason: this.activeSegment.rollReason(batch, this.config) };
  }

  private transactionEndedBy(request: AppendRequest): ModelTransaction | undefined {
    if (request.type !== 'marker') return undefined;
    const { producerId, marker } = request;
    const firstOffset = this.producers.get(producerId)?.transactionFirstOffset;
    if (firstOffset === undefined) return undefined;
    return { producerId, firstOffset, isAborted: marker === 'ABORT' };
  }

  /** Everything that was appended is durable. */
  makeDurable(): void {
    this.highWatermark = this.logEndOffset;
    if (this.config.removesSegmentsBeforeStart) this.removeSegmentsBeforeStart();
  }

  /**
   * The batches that a read from `offset` on may answer, the first being the one that holds it;
   * `undefined` if the offset is out of range.
   */
  batchesFrom(offset: Offset): readonly ModelBatch[] | undefined {
    if (offset < this.logStartOffset || offset > this.logEndOffset) return undefined;
    return this.batchesBehind(offset).filter(({ lastOffset }) => lastOffset < this.highWatermark);
  }

  /** The first record from the log's start on whose timestamp is `timestamp` or later. */
  offsetForTimestamp(timestamp: Timestamp): FoundRecord | undefined {
    const { logStartOffset } = this;
    for (const { records, leaderEpoch } of this.batchesFrom(logStartOffset) ?? []) {
      const found = records.find((record) => {
        return record.offset >= logStartOffset && record.timestamp >= timestamp;
      });
      if (found !== undefined) return { ...found, leaderEpoch };
    }
    return undefined;
  }

  /** The first record that has the greatest timestamp from the log's start on. */
  offsetOfMaxTimestamp(): FoundRecord | undefined {
    const { logStartOffset } = this;
    const timestamps = (this.batchesFrom(logStartOffset) ?? [])
      .flatMap(({ records }) => records)
      .filter(({ offset }) => offset >= logStartOffset)
      .map(({ timestamp }) => timestamp);
    return timestamps.length === 0 ? undefined : this.offsetForTimestamp(Math.max(...timestamps));
  }

  /** The aborted transactions that have records in a range, in the order of their markers. */
  abortedTransactions(from: Offset, to: Offset): readonly AbortedTransaction[] {
    return this.batchesBehind(from)
      .flatMap(({ transaction }) => transaction ?? [])
      .filter(({ isAborted, firstOffset }) => isAborted && firstOffset < to)
      .map(({ producerId, firstOffset }) => ({ producerId, firstOffset }));
  }

  endOffsetForEpoch(epoch: number): ModelEpochEnd {
    return this.epochs.endOffsetFor(epoch, this.logEndOffset);
  }

  /** An epoch begins at the log's end, before its first record. */
  assignEpochStartOffset(epoch: number): void {
    this.epochs.assign(epoch, this.logEndOffset);
  }

  /** Where the log begins afterwards; `undefined` for an offset out of range. */
  deleteRecordsBefore(offset: Offset): Offset | undefined {
    if (offset < 0 || offset > this.highWatermark) return undefined;
    this.moveStart(offset);
    return this.logStartOffset;
  }

  private moveStart(offset: Offset): void {
    if (offset <= this.logStartOffset) return;
    this.logStartOffset = offset;
    this.epochs.truncateFromStart(offset);
    if (this.config.removesSegmentsBeforeStart) this.removeSegmentsBeforeStart();
  }

  private removeSegmentsBeforeStart(): void {
    this.segments = this.segments.filter((_, index) => {
      const next = this.segments[index + 1];
      return next === undefined || next.baseOffset > this.logStartOffset;
    });
  }

  /** Removes what retention is over for; answers how many segments. */
  deleteOldSegments(now: Timestamp): number {
    const { logStartOffset, config } = this;
    const retained = retainedSegments(this.segments, { logStartOffset, config, now });
    const deleted = this.segments.length - retained.length;
    if (deleted === 0) return 0;
    const first = retained[0];
    this.segments = first === undefined ? [this.newSegmentAtEnd()] : retained;
    this.moveStart(first?.baseOffset ?? this.logEndOffset);
    return deleted;
  }

  private newSegmentAtEnd(): ModelSegment {
    this.isEmptySegmentRemoved = false;
    return new ModelSegment(this.logEndOffset, this.config);
  }

  /** Indexes and producers were written down. */
  checkpoint(): void {
    this.activeSegment.noteCheckpoint();
  }

  /** Whether a log may have an empty segment at its end that the model does not have. */
  get mayEndWithEmptySegment(): boolean {
    return this.isEmptySegmentRemoved;
  }

  /** Where a truncation to `offset` lets the log end. */
  truncationOffset(offset: Offset): Offset {
    const [holder] = this.batchesBehind(offset);
    return Math.min(holder?.baseOffset ?? offset, offset);
  }

  /**
   * Removes the batches from the one on that holds `offset`, which is not before the log's start.
   * Whatever the offset is, no epoch is left that begins at the end or behind.
   */
  truncateTo(offset: Offset): void {
    if (offset < this.logEndOffset) this.cutAt(this.truncationOffset(offset));
    this.epochs.truncateFromEnd(this.logEndOffset);
  }

  private cutAt(offset: Offset): void {
    const touched = this.segments.filter((segment) => {
      return (segment.batches.at(-1)?.lastOffset ?? -1) >= offset;
    });
    const removed = touched.flatMap((segment) => segment.truncateTo(offset));
    this.producers = removed[0]?.producersBefore ?? this.producers;
    this.logEndOffset = offset;
    this.highWatermark = Math.min(this.highWatermark, offset);
    this.logStartOffset = Math.min(this.logStartOffset, offset);
    const [first, ...others] = this.segments;
    const kept = others.filter(({ batches }) => batches.length > 0);
    this.segments = first === undefined ? [] : [first, ...kept];
    if (kept.length < others.length) {
      this.isEmptySegmentRemoved = true;
      // Its indexes were completed when the next segment began.
      this.activeSegment.noteCheckpoint();
    }
    if (this.activeSegment.batches.length === 0) this.isEmptySegmentRemoved = false;
  }

  /** Removes everything, and goes on at `offset`. */
  truncateFullyAndStartAt(offset: Offset): void {
    this.logStartOffset = offset;
    this.logEndOffset = offset;
    this.highWatermark = offset;
    this.segments = [this.newSegmentAtEnd()];
    this.producers = new Map();
    this.epochs.clear();
  }

  /** Forgets producers whose last timestamp is at least `expirationMs` ago; answers how many. */
  expireProducers(now: Timestamp, expirationMs: number): number {
    const ids = expiredIds(this.producers, now - expirationMs);
    const left = new Map(this.producers);
    for (const id of ids) {
      const { epoch, lastTimestamp } = left.get(id) ?? { epoch: -1, lastTimestamp: -1 };
      this.expiredUntil = Math.max(this.expiredUntil, lastTimestamp);
      this.expiredEpochs.set(id, Math.max(epoch, this.expiredEpochs.get(id) ?? -1));
      left.delete(id);
    }
    this.producers = left;
    return ids.length;
  }

  /**
   * The expiration that makes everybody expire again who did, and may be known again after a
   * restart or a truncation; `undefined` if nobody did.
   */
  expirationAgain(now: Timestamp): number | undefined {
    return this.expiredUntil < 0 ? undefined : now - this.expiredUntil;
  }

  /**
   * Is opened again; the end is that of a batch, and at least what was durable.
   */
  reopen({ end, latestEpoch, config }: ModelReopening): void {
    assert(end >= this.highWatermark, `${end} is before ${this.highWatermark}, which is durable`);
    assert(this.truncationOffset(end) === end, `${end} lies inside of a batch`);
    if (end < this.logEndOffset) this.cutAt(end);
    this.config = config;
    this.segments = this.segments.map((segment) => segment.reopened(config));
    if (this.segments.length > 1 && this.activeSegment.batches.length === 0) {
      this.segments = this.segments.slice(0, -1);
      this.isEmptySegmentRemoved = true;
    }
    this.reopenEpochs(latestEpoch);
    this.makeDurable();
  }

  /**
   * Of a log without records, an epoch that was is known after a crash or not: in Kafka too, that
   * depends on which files were written, and which are left of what was before its start.
   */
  private reopenEpochs(latestEpoch: number): void {
    const { logStartOffset, logEndOffset, epochs } = this;
    epochs.truncateFromEnd(logEndOffset);
    if (logStartOffset < logEndOffset || latestEpoch < 0) return;
    if (latestEpoch <= this.greatestEpoch) epochs.assign(latestEpoch, logEndOffset);
  }
}

function timestampsOf(
  request: MarkerRequest | RecordsRequest,
  now: Timestamp,
): readonly Timestamp[] {
  if (request.type === 'marker') return [now];
  const { timestamps, isLogAppendTime } = request;
  const latest = Math.max(...timestamps);
  return isLogAppendTime ? timestamps.map(() => latest) : timestamps;
}
