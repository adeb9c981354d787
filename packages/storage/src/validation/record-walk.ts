import { isOutOfRangeInt64, KafkaError, OUT_OF_RANGE_INT64, type Timestamp } from '@odradek/base';
import {
  attributesAt,
  BASE_TIMESTAMP_AT,
  baseTimestampAt,
  maxTimestampAt,
  RECORD_BATCH_OVERHEAD,
  recordsCountAt,
  timestampTypeOf,
} from '@odradek/protocol';

/**
 * How Kafka reads the records of a batch when it validates it. What it lets pass differs:
 *
 * - `batch`: as they lie there uncompressed (`DefaultRecord.readFrom` of a buffer).
 * - `inflated`: inflated, to be compressed anew (`DefaultRecord.readFrom` of a stream).
 * - `skipping`: inflated, to be kept as they are (`DefaultRecord.readPartiallyFrom`): keys, values
 *   and headers are passed over, and nobody looks at what a record says of its length.
 */
export type RecordReading = 'batch' | 'inflated' | 'skipping';

/** The worth of the lowest bit of a varint's seventh byte; up to there a number is exact. */
const SCALE_OF_SEVENTH_BYTE: number = 2 ** 42;
const LAST_BYTE_OF_VARINT = 28;
const LAST_BYTE_OF_VARLONG = 63n;

/**
 * A cursor over the records of a batch of magic 2 that refuses what Kafka's validation refuses and
 * nothing else: negative lengths of keys and values mean null, bits of a varint that do not fit are
 * lost, offset deltas may be anything. It makes no object per record. `RecordCursor` of the protocol
 * is what reads records for everyone else.
 *
 * `next` raises `INVALID_RECORD` for what cannot be a record, for records that are missing and for
 * bytes behind the last one, and `UNKNOWN_SERVER_ERROR` where Kafka answers that.
 */
export class RecordWalk {
  offsetDelta = 0;
  /** The timestamp; `±OUT_OF_RANGE_INT64` if it is not within ±(2^53-1). */
  timestamp: Timestamp = 0;
  /** How long the key is, in bytes; negative if it is null. */
  keyBytes = -1;
  private keyStart = 0;
  private valueBytes = -1;
  private valueStart = 0;
  private headersCount = 0;
  private headersStart = 0;
  private readonly source: Buffer;
  private readonly reading: RecordReading;
  private readonly batch: Buffer;
  private readonly baseTimestamp: Timestamp;
  /** The timestamp of every record if the batch says that a broker set it, else `undefined`. */
  private readonly logAppendTime: Timestamp | undefined;
  private recordsLeft: number;
  private at: number;
  private readonly end: number;

  /** `inflated` are the records of a batch that is compressed. Nothing is copied. */
  constructor(batch: Buffer, reading: RecordReading, inflated?: Buffer) {
    this.batch = batch;
    this.reading = reading;
    this.source = inflated ?? batch;
    this.at = inflated === undefined ? RECORD_BATCH_OVERHEAD : 0;
    this.end = this.source.byteLength;
    this.recordsLeft = recordsCountAt(batch, 0);
    this.baseTimestamp = baseTimestampAt(batch, 0);
    const isStamped = timestampTypeOf(attributesAt(batch, 0)) === 'LogAppendTime';
    this.logAppendTime = isStamped ? maxTimestampAt(batch, 0) : undefined;
  }

  /** Moves to the next record; answers `false` after the last one. */
  next(): boolean {
    if (this.recordsLeft === 0) return false;
    const length = this.readLength();
    const start = this.at;
    // The byte of attributes, which has no meaning yet, is passed over.
    this.at++;
    this.readTimestamp();
    this.offsetDelta = this.readVarint();
    this.keyBytes = this.readVarint();
    this.keyStart = this.at;
    this.skip(this.keyBytes);
    this.valueBytes = this.readVarint();
    this.valueStart = this.at;
    this.skip(this.valueBytes);
    this.readHeaders();
    if (this.reading !== 'skipping' && this.at - start !== length) {
      throw invalid(`a record says that it has ${length} bytes, and has ${this.at - start}`);
    }
    this.recordsLeft--;
    if (this.recordsLeft === 0 && this.at !== this.end) {
      throw invalid(`${this.end - this.at} bytes follow the last record`);
    }
    return true;
  }

  /** A view of the key. */
  get key(): Buffer | null {
    return this.viewOf(this.keyStart, this.keyBytes);
  }

  /** A view of the value. */
  get value(): Buffer | null {
    return this.viewOf(this.valueStart, this.valueBytes);
  }

  /** The headers, in order; keys that are no UTF-8 get replacement characters, as in Kafka. */
  headers(): { readonly key: string; readonly value: Buffer | null }[] {
    const after = this.at;
    this.at = this.headersStart;
    const headers = Array.from({ length: this.headersCount }, () => {
      const key = this.readBytes()?.toString('utf8') ?? '';
      return { key, value: this.readBytes() };
    });
    this.at = after;
    return headers;
  }

  private readBytes(): Buffer | null {
    const length = this.readVarint();
    const start = this.at;
    this.skip(length);
    return this.viewOf(start, length);
  }

  private viewOf(start: number, length: number): Buffer | null {
    return length < 0 ? null : this.source.subarray(start, start + length);
  }

  private readLength(): number {
    if (this.reading !== 'batch') return this.readVarint();
    const start = this.at;
    const length = this.tryReadVarint();
    if (length !== undefined) return length;
    if (start + 5 > this.end) throw invalid('a record is missing');
    throw new KafkaError(
      'UNKNOWN_SERVER_ERROR',
      'A record batch holds a record whose length has more than 32 bits.',
    );
  }

  private readHeaders(): void {
    const count = this.readVarint();
    if (count < 0 || count > this.end - this.at) {
      throw invalid(`a record says that it has ${count} headers`);
    }
    this.headersCount = count;
    this.headersStart = this.at;
    for (let left = count; left > 0; left--) {
      const keyBytes = this.readVarint();
      if (keyBytes < 0) throw invalid(`a header has a key of ${keyBytes} bytes`);
      this.skip(keyBytes);
      this.skip(this.readVarint());
    }
  }

  private skip(length: number): void {
    if (length <= 0) return;
    if (length > this.end - this.at) {
      throw invalid(`a field of ${length} bytes, and ${this.end - this.at} are left`);
    }
    this.at += length;
  }

  private readVarint(): number {
    if (this.at < this.end) {
      const first = this.source[this.at]!;
      if (first < 0x80) {
        this.at++;
        return (first >>> 1) ^ -(first & 1);
      }
    }
    const value = this.tryReadVarint();
    if (value === undefined) throw invalid('a varint is cut off or has more than 32 bits');
    return value;
  }

  /** A zigzag varint of up to five bytes; what does not fit into 32 bits of the fifth is lost. */
  private tryReadVarint(): number | undefined {
    let value = 0;
    for (let shift = 0; shift <= LAST_BYTE_OF_VARINT && this.at < this.end; shift += 7) {
      const byte = this.source[this.at++]!;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return (value >>> 1) ^ -(value & 1);
    }
    return undefined;
  }

  private readTimestamp(): void {
    const start = this.at;
    const delta = this.readSafeVarlong();
    if (delta === undefined) this.at = start;
    const exactDelta = delta === undefined ? this.readExactVarlong() : undefined;
    const { logAppendTime, baseTimestamp } = this;
    if (logAppendTime !== undefined) this.timestamp = logAppendTime;
    else if (delta !== undefined && !isOutOfRangeInt64(baseTimestamp)) {
      this.timestamp = inRange(baseTimestamp + delta);
    } else {
      const base = this.batch.readBigInt64BE(BASE_TIMESTAMP_AT);
      this.timestamp = toNumber(BigInt.asIntN(64, base + (exactDelta ?? BigInt(delta ?? 0))));
    }
  }

  /** A varlong of up to seven bytes; `undefined` if it is longer or cut off. */
  private readSafeVarlong(): number | undefined {
    let value = 0;
    for (let scale = 1; scale <= SCALE_OF_SEVENTH_BYTE && this.at < this.end; scale *= 128) {
      const byte = this.source[this.at++]!;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    }
    return undefined;
  }

  /** A zigzag varint of up to ten bytes; what does not fit into 64 bits of the tenth is lost. */
  private readExactVarlong(): bigint {
    let value = 0n;
    for (let shift = 0n; shift <= LAST_BYTE_OF_VARLONG && this.at < this.end; shift += 7n) {
      const byte = this.source[this.at++]!;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) {
        const unsigned = BigInt.asUintN(64, value);
        return (unsigned >> 1n) ^ -(unsigned & 1n);
      }
    }
    throw invalid('a varlong is cut off or has more than 64 bits');
  }
}

function inRange(timestamp: number): Timestamp {
  return Number.isSafeInteger(timestamp) ? timestamp : Math.sign(timestamp) * OUT_OF_RANGE_INT64;
}

function toNumber(timestamp: bigint): Timestamp {
  if (timestamp > BigInt(Number.MAX_SAFE_INTEGER)) return OUT_OF_RANGE_INT64;
  if (timestamp < BigInt(Number.MIN_SAFE_INTEGER)) return -OUT_OF_RANGE_INT64;
  return Number(timestamp);
}

function invalid(reason: string): KafkaError {
  return new KafkaError('INVALID_RECORD', `A record batch holds an invalid record: ${reason}.`);
}
