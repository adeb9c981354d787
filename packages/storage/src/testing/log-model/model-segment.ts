import type { Offset, Timestamp } from '@odradek/base';

import type { ModelProducers } from './model-producers.ts';

/** A transaction that a marker ended. */
export interface ModelTransaction {
  readonly producerId: number;
  readonly firstOffset: Offset;
  readonly isAborted: boolean;
}

/** A record that can be found by its timestamp. */
export interface ModelRecord {
  readonly offset: Offset;
  readonly timestamp: Timestamp;
}

/** A batch in the log. */
export interface ModelBatch {
  /** As it is read: with its base offset and leader epoch. */
  readonly bytes: Buffer;
  readonly baseOffset: Offset;
  readonly lastOffset: Offset;
  readonly leaderEpoch: number;
  readonly maxTimestamp: Timestamp;
  readonly records: readonly ModelRecord[];
  /** What was known of the producers before the batch: what a truncation to it goes back to. */
  readonly producersBefore: ModelProducers;
  /** The transaction that the batch ends, if it is a marker of one that has records. */
  readonly transaction: ModelTransaction | undefined;
}

/** What decides when a log begins a new segment. */
export interface ModelSegmentConfig {
  readonly segmentBytes: number;
  readonly segmentMs: number;
  readonly segmentIndexBytes: number;
  readonly indexIntervalBytes: number;
}

/** Why a batch begins a new segment; 'begun before': one that was left empty there. */
export type RollReason = 'size' | 'time' | 'offsets' | 'index full' | 'begun before';

const OFFSET_ENTRY_BYTES = 8;
const TIME_ENTRY_BYTES = 12;
const RELATIVE_OFFSET_MAX = 2 ** 31 - 1;

/** The batches of one file of the log, and how full its indexes are (Kafka's `LogSegment`). */
export class ModelSegment {
  readonly baseOffset: Offset;
  batches: ModelBatch[] = [];
  private readonly indexIntervalBytes: number;
  private readonly offsetEntriesMax: number;
  private readonly timeEntriesMax: number;
  private offsetEntries = 0;
  private timeEntries = 0;
  private timeEntryLast: Timestamp = -1;
  private bytesSinceEntry = 0;
  /** Whether the numbers of entries are sure: a restart or a truncation begins to count anew. */
  private isIndexExact = true;
  /** Whether not even the settings are sure that the indexes were made with. */
  private readonly isIndexUnknown: boolean;

  constructor(baseOffset: Offset, config: ModelSegmentConfig, isIndexUnknown = false) {
    this.baseOffset = baseOffset;
    this.isIndexUnknown = isIndexUnknown;
    this.indexIntervalBytes = config.indexIntervalBytes;
    this.offsetEntriesMax = Math.floor(config.segmentIndexBytes / OFFSET_ENTRY_BYTES);
    // The last entry is left for the one that is written when the segment is complete.
    this.timeEntriesMax = Math.floor(config.segmentIndexBytes / TIME_ENTRY_BYTES) - 1;
  }

  get size(): number {
    return this.batches.reduce((bytes, batch) => bytes + batch.bytes.byteLength, 0);
  }

  get maxTimestamp(): Timestamp {
    return this.batches.reduce((latest, batch) => Math.max(latest, batch.maxTimestamp), -1);
  }

  /** Why a batch goes to the next segment, if it does (`LogSegment.shouldRoll`). */
  rollReason(
    batch: ModelBatch,
    { segmentBytes, segmentMs }: ModelSegmentConfig,
  ): RollReason | undefined {
    const first = this.batches[0];
    if (first === undefined) return undefined;
    if (this.size > segmentBytes - batch.bytes.byteLength) return 'size';
    if (batch.maxTimestamp - first.maxTimestamp > segmentMs) return 'time';
    if (batch.lastOffset - this.baseOffset > RELATIVE_OFFSET_MAX) return 'offsets';
    const isFull = this.isIndexFull(this.offsetEntries, this.timeEntries);
    return this.isIndexExact && !this.isIndexUnknown && isFull ? 'index full' : undefined;
  }

  /** The indexes were written down, which may give the time index an entry. */
  noteCheckpoint(): void {
    this.isIndexExact = false;
  }

  /** Whether an index is full if each entry of the offset index is one of the time index too. */
  get mayIndexBeFull(): boolean {
    return this.isIndexFull(this.offsetEntries, this.offsetEntries);
  }

  /**
   * Whether an index may be full and it is not sure how full: `rollReason` leaves that out then. How
   * many bytes came since the last entry is forgotten by a restart, in Kafka at least.
   */
  get isRollUnsure(): boolean {
    const { length } = this.batches;
    if (this.isIndexUnknown) return length > 0;
    return !this.isIndexExact && this.isIndexFull(length, length);
  }

  private isIndexFull(offsetEntries: number, timeEntries: number): boolean {
    return offsetEntries >= this.offsetEntriesMax || timeEntries >= this.timeEntriesMax;
  }

  add(batch: ModelBatch): void {
    this.batches.push(batch);
    if (this.bytesSinceEntry > this.indexIntervalBytes) this.addIndexEntry();
    this.bytesSinceEntry += batch.bytes.byteLength;
  }

  private addIndexEntry(): void {
    const { maxTimestamp } = this;
    this.offsetEntries++;
    this.bytesSinceEntry = 0;
    if (maxTimestamp <= this.timeEntryLast) return;
    this.timeEntries++;
    this.timeEntryLast = maxTimestamp;
  }

  /** Removes the batches from the one on that holds `offset`, and answers them. */
  truncateTo(offset: Offset): readonly ModelBatch[] {
    const kept = this.batches.filter(({ lastOffset }) => lastOffset < offset);
    const removed = this.batches.slice(kept.length);
    this.batches = kept;
    this.isIndexExact = false;
    return removed;
  }

  /** The segment as it is opened after a restart, with the settings of then. */
  reopened(config: ModelSegmentConfig): ModelSegment {
    const segment = new ModelSegment(this.baseOffset, config);
    segment.batches = this.batches;
    segment.isIndexExact = false;
    return segment;
  }
}
