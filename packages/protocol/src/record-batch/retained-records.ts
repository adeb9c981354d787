import { assert, type Timestamp } from '@odradek/base';

import { CompressionType } from '../compression/compression-type.ts';
import { compress } from '../compression/compression.ts';
import { writeRecordBatchHeader } from './record-batch-header-writer.ts';
import {
  baseOffsetAt,
  baseSequenceAt,
  compressionTypeOf,
  isControl,
  isTransactional,
  lastOffsetDeltaAt,
  maxTimestampAt,
  NO_TIMESTAMP,
  partitionLeaderEpochAt,
  producerEpochAt,
  producerIdAt,
  attributesAt,
  RECORD_BATCH_OVERHEAD,
  timestampTypeOf,
} from './record-batch-header.ts';
import { RecordWriter } from './record-writer.ts';

/** A record of a batch that stays, as a `RecordCursor` stands at it. */
export interface RetainedRecord {
  readonly timestamp: Timestamp;
  /** Where it lies in `RecordCursor.source`, from its offset delta on. */
  readonly bodyStart: number;
  readonly bodyEnd: number;
}

/** What is left of a batch when compaction has removed some of its records. */
export interface RetainedRecords {
  /** As it was. */
  readonly batch: Buffer;
  /** `RecordCursor.source` of the batch. */
  readonly source: Buffer;
  /** Those that stay, in order; at least one. */
  readonly records: readonly RetainedRecord[];
  /** When its tombstones or its marker may go (KIP-534); `undefined` if it has none of these. */
  readonly deleteHorizon: Timestamp | undefined;
}

/**
 * The batch with the records that stay (Kafka's `MemoryRecords.buildRetainedRecordsInto`): offsets,
 * producer, sequences, leader epoch and codec are what they were, also the last offset. Keys, values
 * and headers are copied as they lie there. New memory. Raises what `compress` raises.
 */
export function retainedRecordBatch(retained: RetainedRecords): Buffer {
  const { batch, source, records, deleteHorizon } = retained;
  const [first] = records;
  assert(first !== undefined, 'a batch of no records is made by emptyRecordBatch');
  const baseTimestamp = deleteHorizon ?? first.timestamp;
  const writer = new RecordWriter(RECORD_BATCH_OVERHEAD, bytesOf(records));
  let maxTimestamp = NO_TIMESTAMP;
  for (const { timestamp, bodyStart, bodyEnd } of records) {
    writer.writeBody(timestamp - baseTimestamp, source, bodyStart, bodyEnd);
    maxTimestamp = Math.max(maxTimestamp, timestamp);
  }
  const attributes = attributesAt(batch, 0);
  const compression = compressionTypeOf(attributes);
  const timestampType = timestampTypeOf(attributes);
  const result = compressed(writer.buffer.subarray(0, writer.at), compression);
  writeRecordBatchHeader(result, {
    baseOffset: baseOffsetAt(batch, 0),
    partitionLeaderEpoch: partitionLeaderEpochAt(batch, 0),
    compression,
    timestampType,
    isTransactional: isTransactional(attributes),
    isControl: isControl(attributes),
    hasDeleteHorizon: deleteHorizon !== undefined,
    lastOffsetDelta: lastOffsetDeltaAt(batch, 0),
    baseTimestamp,
    maxTimestamp: timestampType === 'LogAppendTime' ? maxTimestampAt(batch, 0) : maxTimestamp,
    producerId: producerIdAt(batch, 0),
    producerEpoch: producerEpochAt(batch, 0),
    baseSequence: baseSequenceAt(batch, 0),
    recordsCount: records.length,
  });
  return result;
}

/** About how much memory they take with the header. */
function bytesOf(records: readonly RetainedRecord[]): number {
  const recordOverhead = 8;
  return records.reduce(
    (sum, { bodyStart, bodyEnd }) => sum + bodyEnd - bodyStart + recordOverhead,
    RECORD_BATCH_OVERHEAD,
  );
}

function compressed(batch: Buffer, compression: CompressionType): Buffer {
  if (compression === CompressionType.NONE) return batch;
  const blob = compress(compression, batch.subarray(RECORD_BATCH_OVERHEAD));
  return Buffer.concat([batch.subarray(0, RECORD_BATCH_OVERHEAD), blob]);
}
