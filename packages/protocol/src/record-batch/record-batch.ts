import { crc32cOfRange, KafkaError, type Offset, type Timestamp } from '@odradek/base';

import { int64At, writeInt64 } from './int64.ts';
import {
  ATTRIBUTES_AT,
  attributesAt,
  BASE_OFFSET_AT,
  checkHeader,
  corruptBatch,
  CRC_AT,
  crcAt,
  LOG_OVERHEAD,
  MAGIC_AT,
  magicAt,
  MAX_TIMESTAMP_AT,
  PARTITION_LEADER_EPOCH_AT,
  RECORD_BATCH_MAGIC,
  RECORD_BATCH_OVERHEAD,
  sizeInBytesAt,
  TIMESTAMP_TYPE_FLAG,
  type TimestampType,
} from './record-batch-header.ts';

/** The smallest message of the old format, in bytes after its length. */
const LEGACY_LENGTH_MIN = 14;
const HEADER_UP_TO_MAGIC = MAGIC_AT + 1;
/** Codec, transactional, control, delete horizon: the attributes that mean something. */
const KEPT_ATTRIBUTES = 0x77;

/** No whole batch is left: the end, or the beginning of a batch that goes on elsewhere. */
export const NO_BATCH = 0;
/** What stands there is no batch of any format. */
export const CORRUPT_BATCH: number = -1;

/**
 * The size in bytes of the batch at `position` if all of it is there, or `NO_BATCH`, or
 * `CORRUPT_BATCH`. A message of the old formats 0 and 1 counts as a batch; `magicAt` tells them
 * apart. Only length and magic are looked at, nothing is allocated.
 */
export function batchSizeAt(bytes: Buffer, position: number): number {
  const left = bytes.byteLength - position;
  if (left < LOG_OVERHEAD) return NO_BATCH;
  const size = sizeInBytesAt(bytes, position);
  if (size < LOG_OVERHEAD + LEGACY_LENGTH_MIN) return CORRUPT_BATCH;
  if (left < HEADER_UP_TO_MAGIC) return NO_BATCH;
  const magic = magicAt(bytes, position);
  if (magic < 0 || magic > RECORD_BATCH_MAGIC) return CORRUPT_BATCH;
  if (magic === RECORD_BATCH_MAGIC && size < RECORD_BATCH_OVERHEAD) return CORRUPT_BATCH;
  return size > left ? NO_BATCH : size;
}

/** What `batchesIn` found. */
export interface RecordBatches {
  /** A view of each whole batch, in order; of any magic. */
  readonly batches: readonly Buffer[];
  /** How many bytes from the start on are whole batches. */
  readonly bytesWhole: number;
  /** What follows them: nothing, the beginning of a batch, or something that is no batch. */
  readonly tail: 'none' | 'torn' | 'corrupt';
}

/**
 * Splits bytes of a log or of a Fetch response into batches, by their lengths only. Never throws: a
 * batch that is cut off at the end, as brokers send it, is told as a torn tail. Nothing is copied.
 */
export function batchesIn(bytes: Buffer): RecordBatches {
  const batches: Buffer[] = [];
  let position = 0;
  let size = batchSizeAt(bytes, position);
  while (size > 0) {
    batches.push(bytes.subarray(position, position + size));
    position += size;
    size = batchSizeAt(bytes, position);
  }
  const isTorn = position < bytes.byteLength;
  const tail = size === CORRUPT_BATCH ? 'corrupt' : isTorn ? 'torn' : 'none';
  return { batches, bytesWhole: position, tail };
}

/**
 * The checksum that the batch at `position` ought to have: CRC-32C from the attributes to the end
 * of the batch. The batch must be whole.
 */
export function computeCrc(bytes: Buffer, position: number = 0): number {
  const end = position + sizeInBytesAt(bytes, position);
  return crc32cOfRange(bytes, position + ATTRIBUTES_AT, end);
}

/** Whether the batch at `position`, which must be whole, has the checksum that it says. */
export function isCrcValid(bytes: Buffer, position: number = 0): boolean {
  return computeCrc(bytes, position) === crcAt(bytes, position);
}

/**
 * Raises `CORRUPT_MESSAGE` unless a whole batch of magic 2 with a right checksum stands at
 * `position`. Its records are not looked at.
 */
export function checkBatch(bytes: Buffer, position: number = 0): void {
  checkHeader(bytes, position);
  const size = sizeInBytesAt(bytes, position);
  const left = bytes.byteLength - position;
  if (size > left) throw corruptBatch(position, `its size is ${size} and ${left} bytes are left`);
  const computed = computeCrc(bytes, position);
  const stored = crcAt(bytes, position);
  if (computed !== stored) {
    throw corruptBatch(position, `its checksum is ${computed} and ${stored} is stored`);
  }
}

/** Writes the offset of the first record in place; the checksum does not cover it. */
export function setBaseOffset(bytes: Buffer, position: number, baseOffset: Offset): void {
  writeInt64(bytes, baseOffset, position + BASE_OFFSET_AT);
}

/** Writes the leader's epoch, an int32, in place; the checksum does not cover it. */
export function setPartitionLeaderEpoch(bytes: Buffer, position: number, epoch: number): void {
  bytes.writeInt32BE(epoch, position + PARTITION_LEADER_EPOCH_AT);
}

/**
 * Writes type and greatest timestamp in place and, if that changed anything, the checksum over the
 * whole batch; then bits of the attributes that mean nothing are cleared, as Kafka does. With
 * `LogAppendTime` every record of the batch has that timestamp.
 */
export function setMaxTimestamp(
  bytes: Buffer,
  position: number,
  timestampType: TimestampType,
  maxTimestamp: Timestamp,
): void {
  if (!Number.isSafeInteger(maxTimestamp)) {
    throw new KafkaError('INVALID_TIMESTAMP', `${maxTimestamp} is no timestamp of a batch.`);
  }
  const attributes = attributesAt(bytes, position);
  const flag = timestampType === 'LogAppendTime' ? TIMESTAMP_TYPE_FLAG : 0;
  const current = int64At(bytes, position + MAX_TIMESTAMP_AT);
  if ((attributes & TIMESTAMP_TYPE_FLAG) === flag && current === maxTimestamp) return;
  const changed = (attributes & KEPT_ATTRIBUTES) | flag;
  bytes.writeInt16BE(changed, position + ATTRIBUTES_AT);
  writeInt64(bytes, maxTimestamp, position + MAX_TIMESTAMP_AT);
  bytes.writeUInt32BE(computeCrc(bytes, position), position + CRC_AT);
}
