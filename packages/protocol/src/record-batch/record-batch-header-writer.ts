import { crc32c, type Offset, type Timestamp } from '@odradek/base';

import type { CompressionType } from '../compression/compression-type.ts';
import { writeInt64 } from './int64.ts';
import {
  ATTRIBUTES_AT,
  BASE_OFFSET_AT,
  BASE_SEQUENCE_AT,
  BASE_TIMESTAMP_AT,
  BATCH_LENGTH_AT,
  CONTROL_FLAG,
  CRC_AT,
  DELETE_HORIZON_FLAG,
  LAST_OFFSET_DELTA_AT,
  LOG_OVERHEAD,
  MAGIC_AT,
  MAX_TIMESTAMP_AT,
  PARTITION_LEADER_EPOCH_AT,
  PRODUCER_EPOCH_AT,
  PRODUCER_ID_AT,
  RECORD_BATCH_MAGIC,
  RECORDS_COUNT_AT,
  TIMESTAMP_TYPE_FLAG,
  type TimestampType,
  TRANSACTIONAL_FLAG,
} from './record-batch-header.ts';

/** What the header of a batch says besides its length and checksum. */
export interface RecordBatchHeaderFields {
  readonly baseOffset: Offset;
  readonly partitionLeaderEpoch: number;
  readonly compression: CompressionType;
  readonly timestampType: TimestampType;
  readonly isTransactional: boolean;
  readonly isControl: boolean;
  readonly hasDeleteHorizon: boolean;
  readonly lastOffsetDelta: number;
  readonly baseTimestamp: Timestamp;
  readonly maxTimestamp: Timestamp;
  readonly producerId: bigint;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  readonly recordsCount: number;
}

/**
 * Writes the 61 bytes of the header into the front of `batch`, which already holds the records,
 * and ends where they end; length and checksum follow from them.
 */
export function writeRecordBatchHeader(batch: Buffer, fields: RecordBatchHeaderFields): void {
  writeInt64(batch, fields.baseOffset, BASE_OFFSET_AT);
  batch.writeInt32BE(batch.byteLength - LOG_OVERHEAD, BATCH_LENGTH_AT);
  batch.writeInt32BE(fields.partitionLeaderEpoch, PARTITION_LEADER_EPOCH_AT);
  batch.writeInt8(RECORD_BATCH_MAGIC, MAGIC_AT);
  batch.writeInt16BE(attributesFrom(fields), ATTRIBUTES_AT);
  batch.writeInt32BE(fields.lastOffsetDelta, LAST_OFFSET_DELTA_AT);
  writeInt64(batch, fields.baseTimestamp, BASE_TIMESTAMP_AT);
  writeInt64(batch, fields.maxTimestamp, MAX_TIMESTAMP_AT);
  batch.writeBigInt64BE(fields.producerId, PRODUCER_ID_AT);
  batch.writeInt16BE(fields.producerEpoch, PRODUCER_EPOCH_AT);
  batch.writeInt32BE(fields.baseSequence, BASE_SEQUENCE_AT);
  batch.writeInt32BE(fields.recordsCount, RECORDS_COUNT_AT);
  batch.writeUInt32BE(crc32c(batch.subarray(ATTRIBUTES_AT)), CRC_AT);
}

function attributesFrom(fields: RecordBatchHeaderFields): number {
  return (
    fields.compression |
    (fields.timestampType === 'LogAppendTime' ? TIMESTAMP_TYPE_FLAG : 0) |
    (fields.isTransactional ? TRANSACTIONAL_FLAG : 0) |
    (fields.isControl ? CONTROL_FLAG : 0) |
    (fields.hasDeleteHorizon ? DELETE_HORIZON_FLAG : 0)
  );
}
