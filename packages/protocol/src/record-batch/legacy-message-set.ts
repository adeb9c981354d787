import { crc32 } from 'node:zlib';

import { KafkaError, type Offset, type Timestamp } from '@odradek/base';

import { CompressionType, compressionName } from '../compression/compression-type.ts';
import { DECOMPRESSED_BATCH_BYTES_MAX, decompress } from '../compression/compression.ts';
import { decompressLz4Unchecked } from '../compression/lz4.ts';
import { addToInt64, int32At, int64At } from './int64.ts';
import { batchSizeAt, CORRUPT_BATCH, NO_BATCH } from './record-batch.ts';
import {
  baseOffsetAt,
  compressionTypeOf,
  LOG_OVERHEAD,
  MAGIC_AT,
  magicAt,
  NO_SEQUENCE,
  NO_TIMESTAMP,
  RECORD_BATCH_MAGIC,
  TIMESTAMP_TYPE_FLAG,
} from './record-batch-header.ts';
import type { BatchRecord, RecordCursorOptions } from './records.ts';

/** What the bytes of a records field begin with; 'legacy' is magic 0 or 1. */
export type RecordsFormat = 'v2' | 'legacy' | 'empty' | 'malformed';

const CRC_AT = LOG_OVERHEAD;
const ATTRIBUTES_AT: number = MAGIC_AT + 1;
const TIMESTAMP_AT: number = ATTRIBUTES_AT + 1;
/** Where the length of the key stands, by magic. */
const KEY_LENGTH_AT: readonly number[] = [TIMESTAMP_AT, TIMESTAMP_AT + 8];

/**
 * Tells by the first batch, or message, what the bytes of a records field are. It must be there as
 * a whole; its contents and what follows are not looked at.
 */
export function classifyRecords(bytes: Buffer): RecordsFormat {
  if (bytes.byteLength === 0) return 'empty';
  const size = batchSizeAt(bytes, 0);
  if (size === NO_BATCH || size === CORRUPT_BATCH) return 'malformed';
  return magicAt(bytes, 0) === RECORD_BATCH_MAGIC ? 'v2' : 'legacy';
}

/** Whether a message of magic 0 or 1, as `batchesIn` finds it, has the checksum that it says. */
export function isLegacyCrcValid(message: Buffer): boolean {
  return crc32(message.subarray(MAGIC_AT)) === message.readUInt32BE(CRC_AT);
}

/**
 * The records of one message of magic 0 or 1, as `batchesIn` finds it: the message itself or, if it
 * is compressed, those inside. Their bytes are views of it, or of the memory that it was
 * decompressed into. Without a timestamp, in magic 0, that is -1. The checksum is not looked at.
 *
 * Raises `INVALID_RECORD` where the contents are not what the format says, and what `decompress`
 * raises. Format: "Message sets" in the Kafka documentation of the old formats; KIP-31, KIP-32.
 */
export function legacyRecordsOf(message: Buffer, options: RecordCursorOptions = {}): BatchRecord[] {
  if (batchSizeAt(message, 0) !== message.byteLength || magicAt(message, 0) > 1) {
    throw invalid('it is not one whole message of magic 0 or 1');
  }
  const type = compressionTypeOf(message[ATTRIBUTES_AT]!);
  const record = readMessage(message);
  if (type === CompressionType.NONE) return [record];
  const magic = magicAt(message, 0);
  const records = readInner(contentsOf(record, type, magic, options), magic);
  const isLogAppendTime = magic === 1 && (message[ATTRIBUTES_AT]! & TIMESTAMP_TYPE_FLAG) !== 0;
  const baseOffset = magic === 0 ? 0 : innerBaseOffset(record.offset, records.at(-1)!.offset);
  return records.map((inner) => ({
    ...inner,
    offset: addToInt64(inner.offset, baseOffset),
    timestamp: isLogAppendTime ? record.timestamp : inner.timestamp,
  }));
}

/** The message set inside of a compressed message. */
function contentsOf(
  record: BatchRecord,
  type: CompressionType,
  magic: number,
  options: RecordCursorOptions,
): Buffer {
  if (record.value === null) throw invalid('a compressed message has no value');
  if (type === CompressionType.ZSTD) {
    const text = `A message of magic ${magic} cannot be compressed with ${compressionName(type)}.`;
    throw new KafkaError('UNSUPPORTED_COMPRESSION_TYPE', text);
  }
  const bytesMax = options.decompressedBytesMax ?? DECOMPRESSED_BATCH_BYTES_MAX;
  if (type === CompressionType.LZ4 && magic === 0) {
    return decompressLz4Unchecked(record.value, bytesMax);
  }
  return decompress(type, record.value, { bytesMax });
}

function readInner(bytes: Buffer, magic: number): BatchRecord[] {
  const records: BatchRecord[] = [];
  for (let position = 0; position < bytes.byteLength;) {
    const size = batchSizeAt(bytes, position);
    if (size <= 0) throw invalid('a message inside is cut off');
    const message = bytes.subarray(position, position + size);
    if (magicAt(message, 0) !== magic) throw invalid('a message inside has another magic');
    if (compressionTypeOf(message[ATTRIBUTES_AT]!) !== CompressionType.NONE) {
      throw invalid('a message inside is compressed again');
    }
    records.push(readMessage(message));
    position += size;
  }
  if (records.length === 0) throw invalid('a compressed message has none inside');
  return records;
}

/**
 * What the offsets inside of a message of magic 1 count from: its own offset is that of the last
 * one. Some producers sent 0 there.
 */
function innerBaseOffset(offset: Offset, lastInnerOffset: Offset): Offset {
  if (offset === 0) return 0;
  if (offset < lastInnerOffset) {
    throw invalid(`its offset ${offset} is less than ${lastInnerOffset}, the last one inside`);
  }
  return offset - lastInnerOffset;
}

/** A message as it lies there: if it is compressed, the value is the set inside. */
function readMessage(message: Buffer): BatchRecord {
  const magic = magicAt(message, 0);
  const keyAt = KEY_LENGTH_AT[magic]!;
  const keyEnd = checkedEnd(message, keyAt);
  const valueEnd = checkedEnd(message, keyEnd);
  if (valueEnd !== message.byteLength) throw invalid('bytes follow the value of a message');
  return {
    offset: baseOffsetAt(message, 0),
    timestamp: magic === 0 ? NO_TIMESTAMP : timestampOf(message),
    sequence: NO_SEQUENCE,
    key: int32At(message, keyAt) < 0 ? null : message.subarray(keyAt + 4, keyEnd),
    value: int32At(message, keyEnd) < 0 ? null : message.subarray(keyEnd + 4, valueEnd),
    headers: [],
  };
}

function timestampOf(message: Buffer): Timestamp {
  return int64At(message, TIMESTAMP_AT);
}

/** Where the bytes end whose int32 length stands at `at`; -1 stands for null. */
function checkedEnd(message: Buffer, at: number): number {
  if (at + 4 > message.byteLength) throw invalid('a message ends before its key and value');
  const length = int32At(message, at);
  const end = at + 4 + Math.max(length, 0);
  if (length < -1 || end > message.byteLength) {
    throw invalid(`a key or value of ${length} bytes is longer than its message`);
  }
  return end;
}

function invalid(reason: string): KafkaError {
  return new KafkaError('INVALID_RECORD', `A message of an old format is invalid: ${reason}.`);
}
