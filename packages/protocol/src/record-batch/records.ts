import { isOutOfRangeInt64, KafkaError, type Offset, type Timestamp } from '@odradek/base';

import { CompressionType } from '../compression/compression-type.ts';
import { decompress } from '../compression/compression.ts';
import { bufferView } from './buffer-view.ts';
import { addToInt64, int64ToNumber } from './int64.ts';
import {
  attributesAt,
  baseOffsetAt,
  BASE_TIMESTAMP_AT,
  baseSequenceAt,
  baseTimestampAt,
  checkHeader,
  compressionTypeOf,
  corruptBatch,
  incrementSequence,
  lastOffsetDeltaAt,
  maxTimestampAt,
  RECORD_BATCH_OVERHEAD,
  recordsCountAt,
  sizeInBytesAt,
  TIMESTAMP_TYPE_FLAG,
} from './record-batch-header.ts';
import { RecordHeaderKeys } from './record-header-keys.ts';

/** A header of a record. */
export interface RecordHeader {
  readonly key: string;
  readonly value: Buffer | null;
}

/** A record of a batch as a plain object. Its bytes are views. */
export interface BatchRecord {
  readonly offset: Offset;
  readonly timestamp: Timestamp;
  /** -1 if the producer is not idempotent. */
  readonly sequence: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: readonly RecordHeader[];
}

/** What bounds the reading of a batch. */
export interface RecordCursorOptions {
  /** See `decompress`; the default is `DECOMPRESSED_BATCH_BYTES_MAX`. */
  readonly decompressedBytesMax?: number;
}

/** Bytes of the smallest record with its length: seven fields of one byte. */
const RECORD_BYTES_MIN = 7;
/** The worth of the lowest bit of a varint's seventh byte; up to there a number is exact. */
const SCALE_OF_SEVENTH_BYTE: number = 2 ** 42;
const NO_HEADERS: readonly RecordHeader[] = [];

/**
 * A cursor over the records of one batch of magic 2. It makes no object per record: `next` moves
 * on, the properties tell of the record it stands at. Bytes that it hands out are views of the
 * batch, or of the memory that a compressed batch was decompressed into, and live as long as that.
 * Nothing is copied. The checksum is not looked at; `checkBatch` does that.
 *
 * `next` raises `INVALID_RECORD` where a record is not what its format says, where the batch does
 * not hold as many records as it says, or where bytes follow the last one. As in Kafka, a batch of
 * no records is not looked into, and any negative length of a key or a value means null.
 */
export class RecordCursor {
  /** What the positions of keys and values count in: the bytes given, or the decompressed records. */
  source: Buffer;
  /** The record's offset less the base offset. */
  offsetDelta = 0;
  /** Where the key begins in `source`. */
  keyStart = 0;
  /** How long the key is, in bytes; negative if it is null. */
  keyBytes = -1;
  /** Where the value begins in `source`. */
  valueStart = 0;
  /** How long the value is, in bytes; negative if it is null. */
  valueBytes = -1;
  /** How many headers the record has. */
  headersCount = 0;
  private batch: Buffer;
  private batchStart = 0;
  /** The memory of `source`, and where `source` begins in it. */
  private memory: ArrayBufferLike;
  private memoryStart: number;
  private readonly decompressedBytesMax: number | undefined;
  private readonly headerKeys: RecordHeaderKeys = new RecordHeaderKeys();
  private at = 0;
  private end = 0;
  private recordsLeft = 0;
  private headersStart = 0;
  private timestampStart = 0;
  private timestampDelta = 0;
  private baseOffset = 0;
  private lastOffsetDelta = 0;
  private baseTimestamp = 0;
  /** The timestamp of every record if the broker set it, else `undefined`. */
  private logAppendTime: number | undefined;
  private baseSequence = -1;

  /** As `open`. */
  constructor(batch: Buffer, options: RecordCursorOptions = {}) {
    this.batch = batch;
    this.source = batch;
    this.memory = batch.buffer;
    this.memoryStart = batch.byteOffset;
    this.decompressedBytesMax = options.decompressedBytesMax;
    this.open(batch);
  }

  /**
   * Goes before the first record of the batch at `position`; what follows it is ignored. Decompresses
   * it. Raises `CORRUPT_MESSAGE` if the batch is not whole, not of magic 2 or cannot be decompressed,
   * `INVALID_RECORD` if it cannot hold as many records as it says, and what `decompress` raises.
   */
  open(bytes: Buffer, position: number = 0): void {
    checkHeader(bytes, position);
    const size = sizeInBytesAt(bytes, position);
    const left = bytes.byteLength - position;
    if (size > left) {
      throw corruptBatch(position, `its size is ${size} and ${left} bytes are there`);
    }
    const attributes = attributesAt(bytes, position);
    this.batch = bytes;
    this.batchStart = position;
    this.recordsLeft = recordsCountAt(bytes, position);
    this.baseOffset = baseOffsetAt(bytes, position);
    this.lastOffsetDelta = lastOffsetDeltaAt(bytes, position);
    this.baseTimestamp = baseTimestampAt(bytes, position);
    const isLogAppendTime = (attributes & TIMESTAMP_TYPE_FLAG) !== 0;
    this.logAppendTime = isLogAppendTime ? maxTimestampAt(bytes, position) : undefined;
    this.baseSequence = baseSequenceAt(bytes, position);
    this.headerKeys.forget();
    this.openRecords(attributes, position + RECORD_BATCH_OVERHEAD, position + size);
  }

  private openRecords(attributes: number, start: number, end: number): void {
    const type = compressionTypeOf(attributes);
    this.source = this.batch;
    this.at = start;
    this.end = end;
    if (type !== CompressionType.NONE && this.recordsLeft > 0) {
      const compressed = this.batch.subarray(start, end);
      const bytesMax = this.decompressedBytesMax;
      this.source = decompress(type, compressed, bytesMax === undefined ? {} : { bytesMax });
      this.at = 0;
      this.end = this.source.byteLength;
    }
    this.memory = this.source.buffer;
    this.memoryStart = this.source.byteOffset;
    const bytes = this.end - this.at;
    if (this.recordsLeft < 0 || this.recordsLeft * RECORD_BYTES_MIN > bytes) {
      throw invalid(`a batch with ${bytes} bytes of records cannot have ${this.recordsLeft}`);
    }
  }

  /** The offset; `OUT_OF_RANGE_INT64` if it is not within ±(2^53-1). */
  get offset(): Offset {
    return addToInt64(this.baseOffset, this.offsetDelta);
  }

  /** The timestamp; `±OUT_OF_RANGE_INT64` if it is not within ±(2^53-1). */
  get timestamp(): Timestamp {
    if (this.logAppendTime !== undefined) return this.logAppendTime;
    if (isOutOfRangeInt64(this.baseTimestamp) || isOutOfRangeInt64(this.timestampDelta)) {
      return this.exactTimestamp();
    }
    return addToInt64(this.baseTimestamp, this.timestampDelta);
  }

  /** The producer's sequence number of the record, -1 if it has none. */
  get sequence(): number {
    return incrementSequence(this.baseSequence, this.offsetDelta);
  }

  /** A view of the key. */
  get key(): Buffer | null {
    return this.keyBytes < 0 ? null : this.view(this.keyStart, this.keyBytes);
  }

  /** A view of the value. */
  get value(): Buffer | null {
    return this.valueBytes < 0 ? null : this.view(this.valueStart, this.valueBytes);
  }

  /** Where in `source` begins what follows the record's timestamp: offset delta, key, value, headers. */
  get bodyStart(): number {
    let at = this.timestampStart;
    while (this.source[at]! >= 0x80) at++;
    return at + 1;
  }

  /** Where in `source` the record ends. */
  get bodyEnd(): number {
    return this.at;
  }

  private view(start: number, length: number): Buffer {
    return bufferView(this.memory, this.memoryStart + start, length);
  }

  /** Moves to the next record; answers `false` after the last one. */
  next(): boolean {
    if (this.recordsLeft === 0) return false;
    const length = this.readVarint(this.at);
    const start = this.at;
    const end = start + length;
    if (length < RECORD_BYTES_MIN - 1 || end > this.end) {
      throw invalid(`a record says that it has ${length} bytes, and ${this.end - start} are left`);
    }
    // The byte of attributes, which has no meaning yet, is passed over.
    this.timestampStart = start + 1;
    this.timestampDelta = this.readVarlong(start + 1);
    const offsetDelta = this.readVarint(this.at);
    if (offsetDelta < 0 || offsetDelta > this.lastOffsetDelta) {
      throw invalid(
        `a record has offset delta ${offsetDelta}, the last is ${this.lastOffsetDelta}`,
      );
    }
    this.offsetDelta = offsetDelta;
    const keyBytes = this.readVarint(this.at);
    const keyStart = this.at;
    const keyEnd = keyBytes > 0 ? keyStart + keyBytes : keyStart;
    if (keyEnd > end) throw badLength('key', keyBytes, end - keyStart);
    this.keyBytes = keyBytes;
    this.keyStart = keyStart;
    const valueBytes = this.readVarint(keyEnd);
    const valueStart = this.at;
    const valueEnd = valueBytes > 0 ? valueStart + valueBytes : valueStart;
    if (valueEnd > end) throw badLength('value', valueBytes, end - valueStart);
    this.valueBytes = valueBytes;
    this.valueStart = valueStart;
    const headersCount = this.readVarint(valueEnd);
    this.headersCount = headersCount;
    this.headersStart = this.at;
    if (headersCount !== 0) this.skipHeaders(headersCount, end);
    if (this.at !== end) throw invalid(`a record of ${length} bytes took ${this.at - start}`);
    this.recordsLeft--;
    if (this.recordsLeft === 0 && end !== this.end) {
      throw invalid(`${this.end - end} bytes follow the last record`);
    }
    return true;
  }

  /** The record's headers, in order; each call makes them anew. */
  headers(): readonly RecordHeader[] {
    if (this.headersCount === 0) return NO_HEADERS;
    const headers = new Array<RecordHeader>(this.headersCount);
    const after = this.at;
    this.at = this.headersStart;
    for (let index = 0; index < this.headersCount; index++) {
      const keyBytes = this.readVarint(this.at);
      const key = this.headerKeys.read(this.source, this.at, keyBytes, index);
      this.at += keyBytes;
      headers[index] = { key, value: this.readHeaderValue() };
    }
    this.at = after;
    return headers;
  }

  private readHeaderValue(): Buffer | null {
    const length = this.readVarint(this.at);
    if (length < 0) return null;
    const start = this.at;
    this.at = start + length;
    return this.view(start, length);
  }

  private skipHeaders(count: number, end: number): void {
    if (count < 0 || count > end - this.at) throw invalid(`a record says it has ${count} headers`);
    for (let left = count; left > 0; left--) {
      const keyBytes = this.readVarint(this.at);
      const keyEnd = this.at + keyBytes;
      if (keyBytes < 0 || keyEnd > end) throw badLength('header key', keyBytes, end - this.at);
      const bytes = this.readVarint(keyEnd);
      const valueEnd = bytes > 0 ? this.at + bytes : this.at;
      if (valueEnd > end) throw badLength('header value', bytes, end - this.at);
      this.at = valueEnd;
    }
  }

  /** A zigzag varint of at most 32 bits that begins at `at`; moves `this.at` behind it. */
  private readVarint(at: number): number {
    if (at < this.end) {
      const first = this.source[at]!;
      if (first < 0x80) {
        this.at = at + 1;
        return (first >>> 1) ^ -(first & 1);
      }
    }
    return this.readLongVarint(at);
  }

  private readLongVarint(start: number): number {
    const end = this.end;
    const source = this.source;
    let at = start;
    let value = 0;
    for (let shift = 0; shift < 35 && at < end; shift += 7) {
      const byte = source[at++]!;
      if (byte < 0x80) {
        if (shift === 28 && byte > 0x0f) break;
        value |= byte << shift;
        this.at = at;
        return (value >>> 1) ^ -(value & 1);
      }
      value |= (byte & 0x7f) << shift;
    }
    throw invalid('a varint is cut off or has more than 32 bits');
  }

  /** A zigzag varint of at most 64 bits; outside of ±(2^53-1) it is `±OUT_OF_RANGE_INT64`. */
  private readVarlong(start: number): number {
    const first = start < this.end ? this.source[start]! : 0x80;
    if (first < 0x80) {
      this.at = start + 1;
      return (first >>> 1) ^ -(first & 1);
    }
    return this.readLongVarlong(start);
  }

  private readLongVarlong(start: number): number {
    let at = start;
    let value = 0;
    for (let scale = 1; scale <= SCALE_OF_SEVENTH_BYTE && at < this.end; scale *= 128) {
      const byte = this.source[at++]!;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        this.at = at;
        return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
      }
    }
    return int64ToNumber(this.readExactVarlong(start));
  }

  private readExactVarlong(start: number): bigint {
    let value = 0n;
    let at = start;
    for (let shift = 0n; shift < 70n && at < this.end; shift += 7n) {
      const byte = this.source[at++]!;
      if (shift === 63n && byte > 1) break;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) {
        this.at = at;
        return (value >> 1n) ^ -(value & 1n);
      }
    }
    throw invalid('a varlong is cut off or has more than 64 bits');
  }

  /** The timestamp where base or delta do not fit into a number but their sum may. */
  private exactTimestamp(): Timestamp {
    const after = this.at;
    const delta = this.readExactVarlong(this.timestampStart);
    this.at = after;
    const base = this.batch.readBigInt64BE(this.batchStart + BASE_TIMESTAMP_AT);
    return int64ToNumber(BigInt.asIntN(64, base + delta));
  }
}

/**
 * The records of a batch as plain objects, in order, with views as bytes. For places where speed
 * does not matter; the others use the cursor. Raises what the cursor raises.
 */
export function recordsOf(batch: Buffer, options: RecordCursorOptions = {}): BatchRecord[] {
  const cursor = new RecordCursor(batch, options);
  const records: BatchRecord[] = [];
  while (cursor.next()) {
    records.push({
      offset: cursor.offset,
      timestamp: cursor.timestamp,
      sequence: cursor.sequence,
      key: cursor.key,
      value: cursor.value,
      headers: cursor.headers(),
    });
  }
  return records;
}

function invalid(reason: string): KafkaError {
  return new KafkaError('INVALID_RECORD', `A record batch holds an invalid record: ${reason}.`);
}

function badLength(what: string, length: number, bytesLeft: number): KafkaError {
  return invalid(`a ${what} of ${length} bytes, and its record has ${bytesLeft} left`);
}
