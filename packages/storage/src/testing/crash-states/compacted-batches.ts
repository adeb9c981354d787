import { assert, type Offset, type Timestamp } from '@odradek/base';
import {
  attributesAt,
  type BatchRecord,
  deleteHorizonOf,
  emptyRecordBatch,
  isControl,
  isTransactional,
  readRecordBatchHeader,
  RecordBatchBuilder,
  recordsOf,
  timestampTypeOf,
} from '@odradek/protocol';

import type { ModelBatch } from '../fault-at-operation/partition-model.ts';

/** A compaction, and which part of a log it makes a segment of. */
export interface ModelCompaction {
  /** The segments that become one begin here, and the next one begins at `to`. */
  readonly from: Offset;
  readonly to: Offset;
  /** Where the last batch of them ends; `undefined` if there is none. */
  readonly lastEnd: Offset | undefined;
  /** Before it each key is compacted. */
  readonly cleanedOffset: Offset;
  readonly now: Timestamp;
  /** `delete.retention.ms` */
  readonly deleteRetentionMs: number;
}

/**
 * What has to stay of the batches of a log from one offset to another, by everything that the log has;
 * written down plainly, for batches that have one record each.
 */
export function compactedBatches(
  batches: readonly ModelBatch[],
  compaction: ModelCompaction,
): readonly ModelBatch[] {
  const cleaned = batches.filter(({ nextOffset }) => nextOffset <= compaction.cleanedOffset);
  const log = { cleaned, transactions: transactionsOf(batches), last: new Map<string, Offset>() };
  for (const batch of cleaned) {
    const record = recordIn(batch);
    if (log.transactions.aborted.has(batch) || record === undefined || isMarker(batch)) continue;
    if (record.key !== null) log.last.set(String(record.key), batch.baseOffset);
  }
  return cleaned
    .filter(({ baseOffset }) => baseOffset >= compaction.from && baseOffset < compaction.to)
    .flatMap((batch) => leftOf(batch, log, { ...compaction, isKept: isKept(batch, batches) }));
}

interface CompactedLog {
  readonly transactions: ReturnType<typeof transactionsOf>;
  /** The last offset of each key. */
  readonly last: ReadonlyMap<string, Offset>;
}

function leftOf(
  batch: ModelBatch,
  { transactions, last }: CompactedLog,
  compaction: ModelCompaction & { readonly isKept: boolean },
): readonly ModelBatch[] {
  const { lastEnd, cleanedOffset, now, deleteRetentionMs, isKept: isLast } = compaction;
  const { baseOffset, nextOffset } = batch;
  const header = readRecordBatchHeader(batch.bytes);
  const record = recordIn(batch);
  const horizon = deleteHorizonOf(header);
  const isEnd = nextOffset === lastEnd || nextOffset === cleanedOffset;
  const empty = isLast || isEnd ? [withoutRecords(batch)] : [];
  if (record === undefined || transactions.aborted.has(batch)) return empty;
  const isSpare = transactions.spareMarkers.has(batch);
  const isTombstone = record.value === null && !isMarker(batch);
  if (!isMarker(batch)) {
    const isLastOfKey = record.key !== null && last.get(String(record.key)) === baseOffset;
    if (!isLastOfKey) return empty;
  }
  if (!isSpare && !isTombstone) return [batch];
  if (horizon === undefined) return [withHorizon(batch, record, now + deleteRetentionMs)];
  return horizon <= now ? empty : [batch];
}

/** Whether it is the last one with records of its producer. */
function isKept(batch: ModelBatch, batches: readonly ModelBatch[]): boolean {
  const { producer } = batch;
  if (producer === undefined || producer.marker !== undefined) return false;
  const last = batches.findLast(
    (other) => other.producer?.id === producer.id && other.producer.marker === undefined,
  );
  return last === batch;
}

/** Batches of transactions that were aborted, and markers of transactions that have no batch. */
function transactionsOf(batches: readonly ModelBatch[]) {
  const aborted = new Set<ModelBatch>();
  const spareMarkers = new Set<ModelBatch>();
  const open = new Map<bigint, ModelBatch[]>();
  for (const batch of batches) {
    const { producer } = batch;
    if (producer === undefined || !producer.isTransactional) continue;
    const ofTransaction = open.get(producer.id) ?? [];
    if (producer.marker === undefined) {
      open.set(producer.id, [...ofTransaction, batch]);
      continue;
    }
    open.delete(producer.id);
    if (ofTransaction.length === 0) spareMarkers.add(batch);
    if (producer.marker === 'ABORT') for (const each of ofTransaction) aborted.add(each);
  }
  return { aborted, spareMarkers };
}

function isMarker({ producer }: ModelBatch): boolean {
  return producer?.marker !== undefined;
}

function recordIn({ bytes }: ModelBatch): BatchRecord | undefined {
  const records = recordsOf(bytes);
  assert(records.length <= 1, 'batches that are compacted have one record');
  return records[0];
}

function withoutRecords(batch: ModelBatch): ModelBatch {
  const { baseOffset, nextOffset, bytes } = batch;
  const lastOffset = nextOffset - 1;
  return withBytes(
    batch,
    emptyRecordBatch({
      ...headerOf(bytes),
      baseOffset,
      lastOffset,
      timestampType: timestampTypeOf(attributesAt(bytes, 0)),
    }),
  );
}

function withHorizon(batch: ModelBatch, record: BatchRecord, deleteHorizon: Timestamp): ModelBatch {
  const { baseOffset, bytes } = batch;
  const { timestamp, key, value } = record;
  const builder = new RecordBatchBuilder({ ...headerOf(bytes), baseOffset, deleteHorizon });
  builder.append({ timestamp, key, value });
  return withBytes(batch, builder.build());
}

/** What stays of the header of a batch. */
function headerOf(bytes: Buffer) {
  const { producerId, producerEpoch, baseSequence, partitionLeaderEpoch, maxTimestamp } =
    readRecordBatchHeader(bytes);
  const attributes = attributesAt(bytes, 0);
  return {
    producerId,
    producerEpoch,
    baseSequence,
    partitionLeaderEpoch,
    maxTimestamp,
    isTransactional: isTransactional(attributes),
    isControl: isControl(attributes),
  };
}

function withBytes(batch: ModelBatch, bytes: Buffer): ModelBatch {
  return { ...batch, bytes, appendedBytes: batch.appendedBytes ?? batch.bytes };
}
