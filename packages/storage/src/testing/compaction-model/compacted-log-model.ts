import type { Offset, Timestamp } from '@odradek/base';

/** A record as it was appended. */
export interface ModelRecord {
  readonly offset: Offset;
  readonly key: string;
  /** `null` for a tombstone. */
  readonly value: string | null;
  readonly timestamp: Timestamp;
}

/** A batch as it was appended; a marker has no records. */
export interface ModelBatch {
  readonly baseOffset: Offset;
  readonly nextOffset: Offset;
  readonly records: readonly ModelRecord[];
  readonly producerId: bigint | undefined;
  readonly baseSequence: number;
  readonly isTransactional: boolean;
  readonly marker: 'COMMIT' | 'ABORT' | undefined;
}

/** What a tombstone goes by: those of a batch go together. */
interface Horizon {
  readonly at: Timestamp;
  /** When it was compacted last. */
  cleanedAt: Timestamp;
}

/**
 * What of a log must be there, by everything that was ever appended and by when it was compacted:
 * written down plainly, and of everything in memory.
 */
export class CompactedLogModel {
  batches: readonly ModelBatch[] = [];
  startOffset: Offset = 0;
  /** Before it each key was compacted. */
  cleanedOffset: Offset = 0;
  private readonly horizons = new Map<Offset, Horizon>();
  private readonly deleteRetentionMs: number;

  constructor(deleteRetentionMs: number) {
    this.deleteRetentionMs = deleteRetentionMs;
  }

  get endOffset(): Offset {
    return this.batches.at(-1)?.nextOffset ?? 0;
  }

  append(batch: ModelBatch): void {
    this.batches = [...this.batches, batch];
  }

  /** Where the first transaction begins that has no marker; the end if there is none. */
  get lastStableOffset(): Offset {
    const open = new Map<bigint, Offset>();
    for (const { producerId, isTransactional, marker, baseOffset } of this.batches) {
      if (producerId === undefined || !isTransactional) continue;
      if (marker !== undefined) open.delete(producerId);
      else if (!open.has(producerId)) open.set(producerId, baseOffset);
    }
    return Math.max(this.startOffset, Math.min(this.endOffset, ...open.values()));
  }

  hasOpenTransaction(producerId: bigint): boolean {
    const last = this.batches.findLast((batch) => batch.producerId === producerId);
    return last !== undefined && last.isTransactional && last.marker === undefined;
  }

  /** The last batch of records of a producer. */
  lastBatchOf(producerId: bigint): ModelBatch | undefined {
    return this.batches.findLast(
      (batch) => batch.producerId === producerId && batch.marker === undefined,
    );
  }

  nextSequenceOf(producerId: bigint): number {
    const last = this.lastBatchOf(producerId);
    return last === undefined ? 0 : last.baseSequence + last.records.length;
  }

  /** The log was compacted up to an offset, at a time. */
  clean(offset: Offset, now: Timestamp): void {
    this.cleanedOffset = offset;
    const last = this.lastOfKeys();
    for (const { baseOffset, nextOffset, records } of this.batches) {
      if (nextOffset > offset) continue;
      const hasTombstone = records.some(
        (record) => record.value === null && last.get(record.key) === record.offset,
      );
      const horizon = this.horizons.get(baseOffset);
      if (horizon !== undefined) horizon.cleanedAt = now;
      else if (hasTombstone) {
        this.horizons.set(baseOffset, { at: now + this.deleteRetentionMs, cleanedAt: now });
      }
    }
  }

  /** The last committed record of each key before `cleanedOffset`. */
  private lastOfKeys(): ReadonlyMap<string, Offset> {
    const aborted = this.abortedBatches();
    const last = new Map<string, Offset>();
    for (const batch of this.batches) {
      if (aborted.has(batch) || batch.nextOffset > this.cleanedOffset) continue;
      for (const { key, offset } of batch.records) last.set(key, offset);
    }
    return last;
  }

  /** Those of transactions that were aborted. */
  abortedBatches(): ReadonlySet<ModelBatch> {
    const aborted = new Set<ModelBatch>();
    const open = new Map<bigint, ModelBatch[]>();
    for (const batch of this.batches) {
      const { producerId, isTransactional, marker } = batch;
      if (producerId === undefined || !isTransactional) continue;
      const ofTransaction = open.get(producerId) ?? [];
      if (marker === undefined) open.set(producerId, [...ofTransaction, batch]);
      else open.delete(producerId);
      if (marker === 'ABORT') for (const each of ofTransaction) aborted.add(each);
    }
    return aborted;
  }

  /** The records that must be in the log, and no others. */
  expectedRecords(): readonly ModelRecord[] {
    const aborted = this.abortedBatches();
    const last = this.lastOfKeys();
    return this.batches.flatMap((batch) => {
      if (batch.nextOffset > this.cleanedOffset) return batch.records;
      if (aborted.has(batch)) return [];
      const horizon = this.horizons.get(batch.baseOffset);
      const areTombstonesGone = horizon !== undefined && horizon.cleanedAt >= horizon.at;
      return batch.records.filter(
        ({ key, offset, value }) =>
          last.get(key) === offset && (value !== null || !areTombstonesGone),
      );
    });
  }

  /** Of these, what a consumer with `read_committed` gets. */
  expectedCommitted(): readonly ModelRecord[] {
    const aborted = new Set([...this.abortedBatches()].flatMap(({ records }) => records));
    const { lastStableOffset } = this;
    return this.expectedRecords().filter(
      (record) => record.offset < lastStableOffset && !aborted.has(record),
    );
  }
}
