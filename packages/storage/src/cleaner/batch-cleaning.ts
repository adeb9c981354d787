import type { Offset, Timestamp } from '@odradek/base';
import {
  attributesAt,
  baseOffsetAt,
  baseSequenceAt,
  baseTimestampAt,
  emptyRecordBatch,
  hasDeleteHorizon,
  isControl,
  isTransactional,
  lastOffsetAt,
  maxTimestampAt,
  partitionLeaderEpochAt,
  producerEpochAt,
  producerIdAt,
  RecordCursor,
  recordsCountAt,
  type RetainedRecord,
  retainedRecordBatch,
  timestampTypeOf,
} from '@odradek/protocol';

import type { AbortedTransaction } from '../segment/transaction-index.ts';
import { type ActiveProducers, LastBatches } from './active-producers.ts';
import type { CleanedTransactions } from './cleaned-transactions.ts';
import type { OffsetMap } from './offset-map.ts';

/** What decides what stays of a batch. */
export interface BatchCleaningOptions {
  readonly map: OffsetMap;
  readonly transactions: CleanedTransactions;
  readonly producers: ActiveProducers;
  readonly now: Timestamp;
  /** `delete.retention.ms` */
  readonly deleteRetentionMs: number;
  readonly decompressedBytesMax: number | undefined;
  /** An aborted transaction has its marker in what stays. */
  readonly onAborted: (transaction: AbortedTransaction) => void;
}

/**
 * Cleans batches, one after the other as they lie in the log (`RecordFilter` of Kafka's `Cleaner`, and
 * `MemoryRecords.filterTo`). Of records there stays the last one of each key, everything behind the
 * map, tombstones until their delete horizon, and nothing of aborted transactions. Markers stay as long
 * as a batch of their transaction does, and then until their delete horizon. Without a record a batch
 * stays where its offsets or sequences are still needed.
 */
export class BatchCleaning {
  recordsRead = 0;
  recordsWritten = 0;
  invalidRecords = 0;
  private readonly options: BatchCleaningOptions;
  private readonly lastBatches: LastBatches;

  constructor(options: BatchCleaningOptions) {
    this.options = options;
    this.lastBatches = new LastBatches(options.producers);
  }

  /**
   * What stays of a batch: the batch itself if nothing of it changes, new memory, or `undefined` if it
   * goes. It stays without records if `isEndKept`. Raises what `RecordCursor` raises.
   */
  clean(batch: Buffer, isEndKept: boolean): Buffer | undefined {
    const { transactions, onAborted } = this.options;
    const isMarker = isControl(attributesAt(batch, 0));
    const isDiscarded = isMarker
      ? transactions.isSpare(batch, onAborted)
      : transactions.isAborted(batch);
    const areRecordsDiscarded = isDiscarded && (!isMarker || this.isHorizonReached(batch));
    const isKeptEmpty = isEndKept || this.lastBatches.includes(batch);
    this.recordsRead += recordsCountAt(batch, 0);
    if (areRecordsDiscarded) return isKeptEmpty ? emptied(batch) : undefined;
    return this.filter(batch, { isMarker, isSpareMarker: isMarker && isDiscarded, isKeptEmpty });
  }

  /** Whether what was marked to go may go now. */
  private isHorizonReached(batch: Buffer): boolean {
    return (
      hasDeleteHorizon(attributesAt(batch, 0)) && baseTimestampAt(batch, 0) <= this.options.now
    );
  }

  private filter(
    batch: Buffer,
    decided: {
      readonly isMarker: boolean;
      readonly isSpareMarker: boolean;
      readonly isKeptEmpty: boolean;
    },
  ): Buffer | undefined {
    const { decompressedBytesMax, now, deleteRetentionMs } = this.options;
    const cursor = new RecordCursor(
      batch,
      decompressedBytesMax === undefined ? {} : { decompressedBytesMax },
    );
    const hasHorizon = hasDeleteHorizon(attributesAt(batch, 0));
    const areTombstonesKept = !hasHorizon || now < baseTimestampAt(batch, 0);
    const records: RetainedRecord[] = [];
    let hasTombstones = false;
    while (cursor.next()) {
      if (!decided.isMarker && !this.isRetained(cursor, areTombstonesKept)) continue;
      const { timestamp, bodyStart, bodyEnd } = cursor;
      records.push({ timestamp, bodyStart, bodyEnd });
      if (cursor.valueBytes < 0) hasTombstones = true;
    }
    this.recordsWritten += records.length;
    if (records.length === 0) return decided.isKeptEmpty ? emptied(batch) : undefined;
    const isHorizonSet = !hasHorizon && (hasTombstones || decided.isSpareMarker);
    if (!isHorizonSet && records.length === recordsCountAt(batch, 0)) return batch;
    const kept = hasHorizon ? baseTimestampAt(batch, 0) : undefined;
    const deleteHorizon = isHorizonSet ? now + deleteRetentionMs : kept;
    return retainedRecordBatch({ batch, source: cursor.source, records, deleteHorizon });
  }

  private isRetained(cursor: RecordCursor, areTombstonesKept: boolean): boolean {
    const { map } = this.options;
    const offset: Offset = cursor.offset;
    if (offset > map.latestOffset) return true;
    const { key } = cursor;
    if (key === null) {
      this.invalidRecords++;
      return false;
    }
    return offset >= map.get(key) && (cursor.valueBytes >= 0 || areTombstonesKept);
  }
}

function emptied(batch: Buffer): Buffer {
  if (recordsCountAt(batch, 0) === 0) return batch;
  const attributes = attributesAt(batch, 0);
  return emptyRecordBatch({
    baseOffset: baseOffsetAt(batch, 0),
    lastOffset: lastOffsetAt(batch, 0),
    maxTimestamp: maxTimestampAt(batch, 0),
    timestampType: timestampTypeOf(attributes),
    producerId: producerIdAt(batch, 0),
    producerEpoch: producerEpochAt(batch, 0),
    baseSequence: baseSequenceAt(batch, 0),
    partitionLeaderEpoch: partitionLeaderEpochAt(batch, 0),
    isTransactional: isTransactional(attributes),
    isControl: isControl(attributes),
  });
}
