import { KafkaError, type Offset, type Timestamp } from '@odradek/base';

import { type CompressionType, compressionTypeFromId } from '../compression/compression-type.ts';
import { addToInt64, int16At, int32At, int64At } from './int64.ts';

/** Bytes of an entry of the log before what its length counts: base offset and length. */
export const LOG_OVERHEAD = 12;

/** Bytes of the header of a record batch, which are never compressed. */
export const RECORD_BATCH_OVERHEAD = 61;

/** The magic of this format, the only one that can be produced today. */
export const RECORD_BATCH_MAGIC = 2;

/** Stands for "none" in the fields of producer and timestamps. */
export const NO_PRODUCER_ID = -1n;
export const NO_PRODUCER_EPOCH: number = -1;
export const NO_SEQUENCE: number = -1;
export const NO_PARTITION_LEADER_EPOCH: number = -1;
export const NO_TIMESTAMP: Timestamp = -1;

/** Where the fields of the header begin. */
export const BASE_OFFSET_AT = 0;
export const BATCH_LENGTH_AT = 8;
export const PARTITION_LEADER_EPOCH_AT = 12;
export const MAGIC_AT = 16;
export const CRC_AT = 17;
export const ATTRIBUTES_AT = 21;
export const LAST_OFFSET_DELTA_AT = 23;
export const BASE_TIMESTAMP_AT = 27;
export const MAX_TIMESTAMP_AT = 35;
export const PRODUCER_ID_AT = 43;
export const PRODUCER_EPOCH_AT = 51;
export const BASE_SEQUENCE_AT = 53;
export const RECORDS_COUNT_AT = 57;

const COMPRESSION_MASK = 0x07;
/** The bits of the attributes. */
export const TIMESTAMP_TYPE_FLAG = 0x08;
export const TRANSACTIONAL_FLAG = 0x10;
export const CONTROL_FLAG = 0x20;
export const DELETE_HORIZON_FLAG = 0x40;

const SEQUENCE_MAX = 0x7fffffff;

/** Who set the timestamps: the client, or the broker when it appended. */
export type TimestampType = 'CreateTime' | 'LogAppendTime';

/**
 * The header of a record batch of magic 2, as it lies there; kafka.apache.org, "Record Batch".
 * Int64 values outside of ±(2^53-1) are `±OUT_OF_RANGE_INT64`, except the producer id.
 */
export interface RecordBatchHeader {
  readonly baseOffset: Offset;
  /** How many bytes follow this field; the batch has 12 more. */
  readonly batchLength: number;
  readonly partitionLeaderEpoch: number;
  readonly magic: number;
  /** CRC-32C of everything from the attributes on, unsigned. */
  readonly crc: number;
  readonly attributes: number;
  /** The last offset less the base offset; compaction keeps it when it removes the last record. */
  readonly lastOffsetDelta: number;
  /** What the timestamps of the records count from, or the delete horizon if that flag is set. */
  readonly baseTimestamp: Timestamp;
  readonly maxTimestamp: Timestamp;
  readonly producerId: bigint;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  readonly recordsCount: number;
}

/**
 * Reads the header of the batch that begins at `position`. Raises `CORRUPT_MESSAGE` unless all 61
 * bytes are there, the magic is 2 and the length possible; whether the records are there and what
 * the checksum says is not looked at.
 */
export function readRecordBatchHeader(bytes: Buffer, position: number = 0): RecordBatchHeader {
  checkHeader(bytes, position);
  return {
    baseOffset: baseOffsetAt(bytes, position),
    batchLength: int32At(bytes, position + BATCH_LENGTH_AT),
    partitionLeaderEpoch: partitionLeaderEpochAt(bytes, position),
    magic: magicAt(bytes, position),
    crc: crcAt(bytes, position),
    attributes: attributesAt(bytes, position),
    lastOffsetDelta: lastOffsetDeltaAt(bytes, position),
    baseTimestamp: baseTimestampAt(bytes, position),
    maxTimestamp: maxTimestampAt(bytes, position),
    producerId: producerIdAt(bytes, position),
    producerEpoch: producerEpochAt(bytes, position),
    baseSequence: baseSequenceAt(bytes, position),
    recordsCount: recordsCountAt(bytes, position),
  };
}

/**
 * Raises `CORRUPT_MESSAGE` unless the bytes at `position` can be the header of a batch of magic 2.
 * After this the functions below may be used on that position.
 */
export function checkHeader(bytes: Buffer, position: number): void {
  const left = bytes.byteLength - position;
  if (left < RECORD_BATCH_OVERHEAD) {
    throw corruptBatch(position, `its header has ${RECORD_BATCH_OVERHEAD} bytes, ${left} are left`);
  }
  const magic = magicAt(bytes, position);
  if (magic !== RECORD_BATCH_MAGIC) throw corruptBatch(position, `its magic is ${magic}, not 2`);
  const size = sizeInBytesAt(bytes, position);
  if (size < RECORD_BATCH_OVERHEAD) {
    throw corruptBatch(position, `its size is ${size}, less than its header`);
  }
}

/** The error for a batch that is not what its format says. */
export function corruptBatch(position: number, reason: string): KafkaError {
  return new KafkaError(
    'CORRUPT_MESSAGE',
    `The record batch at byte ${position} is corrupt: ${reason}.`,
  );
}

// The fields of the header of the batch that begins at `position`, one by one. No object is made
// and nothing is checked: the caller knows that the bytes are there.

/** The offset of the first record, also when compaction has removed it. */
export function baseOffsetAt(bytes: Buffer, position: number): Offset {
  return int64At(bytes, position + BASE_OFFSET_AT);
}

/** The size of the whole batch in bytes, header included. */
export function sizeInBytesAt(bytes: Buffer, position: number): number {
  return int32At(bytes, position + BATCH_LENGTH_AT) + LOG_OVERHEAD;
}

/** The epoch of the leader that appended the batch, -1 from a client. */
export function partitionLeaderEpochAt(bytes: Buffer, position: number): number {
  return int32At(bytes, position + PARTITION_LEADER_EPOCH_AT);
}

/** The version of the format; it stands at the same place in the old formats 0 and 1. */
export function magicAt(bytes: Buffer, position: number): number {
  return (bytes[position + MAGIC_AT]! << 24) >> 24;
}

/** The checksum that is stored, an unsigned 32-bit number. */
export function crcAt(bytes: Buffer, position: number): number {
  return int32At(bytes, position + CRC_AT) >>> 0;
}

/** The attributes, to be asked with `compressionTypeOf`, `isTransactional` and so on. */
export function attributesAt(bytes: Buffer, position: number): number {
  return int16At(bytes, position + ATTRIBUTES_AT);
}

export function lastOffsetDeltaAt(bytes: Buffer, position: number): number {
  return int32At(bytes, position + LAST_OFFSET_DELTA_AT);
}

/** The offset of the last record, also when compaction has removed it. */
export function lastOffsetAt(bytes: Buffer, position: number): Offset {
  return addToInt64(baseOffsetAt(bytes, position), lastOffsetDeltaAt(bytes, position));
}

export function baseTimestampAt(bytes: Buffer, position: number): Timestamp {
  return int64At(bytes, position + BASE_TIMESTAMP_AT);
}

export function maxTimestampAt(bytes: Buffer, position: number): Timestamp {
  return int64At(bytes, position + MAX_TIMESTAMP_AT);
}

/** The id of the producer; -1 if it is not idempotent. */
export function producerIdAt(bytes: Buffer, position: number): bigint {
  return bytes.readBigInt64BE(position + PRODUCER_ID_AT);
}

/** Whether the batch comes from an idempotent producer: its id is not negative. */
export function hasProducerIdAt(bytes: Buffer, position: number): boolean {
  return bytes[position + PRODUCER_ID_AT]! < 0x80;
}

export function producerEpochAt(bytes: Buffer, position: number): number {
  return int16At(bytes, position + PRODUCER_EPOCH_AT);
}

export function baseSequenceAt(bytes: Buffer, position: number): number {
  return int32At(bytes, position + BASE_SEQUENCE_AT);
}

/** The sequence of the last record; -1 if there are none. Wraps after 2,147,483,647 to 0. */
export function lastSequenceAt(bytes: Buffer, position: number): number {
  return incrementSequence(baseSequenceAt(bytes, position), lastOffsetDeltaAt(bytes, position));
}

/** How many records the batch says that it has. */
export function recordsCountAt(bytes: Buffer, position: number): number {
  return int32At(bytes, position + RECORDS_COUNT_AT);
}

// What follows from the attributes.

/** The codec. Raises `UNSUPPORTED_COMPRESSION_TYPE` if Kafka has none with that id: 5, 6 and 7. */
export function compressionTypeOf(attributes: number): CompressionType {
  return compressionTypeFromId(attributes & COMPRESSION_MASK);
}

export function timestampTypeOf(attributes: number): TimestampType {
  return (attributes & TIMESTAMP_TYPE_FLAG) === 0 ? 'CreateTime' : 'LogAppendTime';
}

export function isTransactional(attributes: number): boolean {
  return (attributes & TRANSACTIONAL_FLAG) !== 0;
}

/** Whether the batch holds control records, which no application sees. */
export function isControl(attributes: number): boolean {
  return (attributes & CONTROL_FLAG) !== 0;
}

export function hasDeleteHorizon(attributes: number): boolean {
  return (attributes & DELETE_HORIZON_FLAG) !== 0;
}

// What follows from a header.

/** The offset of the last record, also when compaction has removed it. */
export function lastOffsetOf(header: RecordBatchHeader): Offset {
  return addToInt64(header.baseOffset, header.lastOffsetDelta);
}

/** The size of the whole batch in bytes, header included. */
export function sizeInBytesOf(header: RecordBatchHeader): number {
  return header.batchLength + LOG_OVERHEAD;
}

/** When compaction may drop the batch's tombstones or marker; `undefined` if that is not set. */
export function deleteHorizonOf(header: RecordBatchHeader): Timestamp | undefined {
  return hasDeleteHorizon(header.attributes) ? header.baseTimestamp : undefined;
}

/** The sequence of the last record; -1 if there are none. */
export function lastSequenceOf(header: RecordBatchHeader): number {
  return incrementSequence(header.baseSequence, header.lastOffsetDelta);
}

/** A sequence number `increment` further on; after 2,147,483,647 comes 0. -1 stays -1. */
export function incrementSequence(sequence: number, increment: number): number {
  if (sequence < 0) return NO_SEQUENCE;
  const next = sequence + increment;
  return next > SEQUENCE_MAX ? next - SEQUENCE_MAX - 1 : next;
}
