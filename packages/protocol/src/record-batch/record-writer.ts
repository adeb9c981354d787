import { KafkaError } from '@odradek/base';

/** Bytes of a key or value. A string is written as UTF-8. */
export type RecordBytes = Buffer | string | null;

/** A header to be written. */
export interface RecordHeaderToWrite {
  readonly key: string;
  readonly value: RecordBytes;
}

/** Up to this many characters a loop is quicker than a call into native code. */
const SHORT_STRING_CHARS = 40;
/** Up to this many bytes a loop is quicker than `set`. */
const SHORT_BYTES = 40;
/** A string takes up to three bytes per UTF-16 code unit: two more than its length. */
const UTF8_EXCESS_PER_CHAR = 2;
/** The lengths of a header's key and value, at their longest. */
const HEADER_OVERHEAD_MAX = 10;
/** Length, attributes, two deltas, two lengths and a count, at their longest. */
const RECORD_OVERHEAD_MAX = 41;
/** What a record has besides keys, values and headers, about: for a guess of its length. */
const RECORD_OVERHEAD_LIKELY = 7;
/** The same of what comes before its offset delta. */
const TIMESTAMPED_OVERHEAD_LIKELY = 2;
const INT32_MAX = 0x7fffffff;

/**
 * Writes records of magic 2 one behind the other into one growing buffer; kafka.apache.org,
 * "Record". Copies what it is given.
 */
export class RecordWriter {
  /** Holds the records from the start to `at`. Replaced when it becomes too small. */
  buffer: Buffer;
  /** Where the next record begins. */
  at: number;

  /** Leaves `start` bytes free before the first record. */
  constructor(start: number, bytesInitial: number) {
    this.buffer = Buffer.allocUnsafeSlow(Math.max(bytesInitial, start + RECORD_OVERHEAD_MAX));
    this.at = start;
  }

  /**
   * Writes one record and answers how many bytes it took. Raises `MESSAGE_TOO_LARGE` if the buffer
   * would pass 2 GiB less one byte.
   *
   * The length of a record stands before it. What comes between is written with the room that the
   * length takes if all strings are ASCII, and moved if that was wrong.
   */
  writeRecord(
    offsetDelta: number,
    timestampDelta: number,
    key: RecordBytes,
    value: RecordBytes,
    headers: readonly RecordHeaderToWrite[],
  ): number {
    const start = this.at;
    const length = lengthOf(key) + lengthOf(value) + headersLength(headers);
    this.reserve(RECORD_OVERHEAD_MAX + length + utf8Excess(key, value, headers));
    const lengthBytes = varintBytes(RECORD_OVERHEAD_LIKELY + length);
    this.at = start + lengthBytes;
    this.buffer[this.at++] = 0;
    this.writeVarlong(timestampDelta);
    this.writeVarint(offsetDelta);
    this.writeBytes(key);
    this.writeBytes(value);
    this.writeVarint(headers.length);
    for (let index = 0; index < headers.length; index++) {
      const header = headers[index]!;
      this.writeBytes(header.key);
      this.writeBytes(header.value);
    }
    this.writeLength(start, lengthBytes);
    return this.at - start;
  }

  /**
   * Writes a record that was read, with another timestamp delta: what follows that is copied as it is,
   * from `start` to `end` in `source`. Raises what `writeRecord` does.
   */
  writeBody(timestampDelta: number, source: Buffer, start: number, end: number): void {
    const recordStart = this.at;
    this.reserve(RECORD_OVERHEAD_MAX + end - start);
    const lengthBytes = varintBytes(TIMESTAMPED_OVERHEAD_LIKELY + end - start);
    this.at = recordStart + lengthBytes;
    this.buffer[this.at++] = 0;
    this.writeVarlong(timestampDelta);
    this.at += source.copy(this.buffer, this.at, start, end);
    this.writeLength(recordStart, lengthBytes);
  }

  /** Puts the length before the record, for which `room` bytes were left. */
  private writeLength(start: number, room: number): void {
    const length = this.at - start - room;
    const bytes = varintBytes(length);
    if (bytes !== room) {
      this.buffer.copyWithin(start + bytes, start + room, this.at);
    }
    const end = start + bytes + length;
    this.at = start;
    this.writeVarint(length);
    this.at = end;
  }

  private writeBytes(value: RecordBytes): void {
    if (value === null) this.buffer[this.at++] = 1;
    else if (typeof value === 'string') this.writeString(value);
    else {
      const length = value.length;
      this.writeVarint(length);
      const at = this.at;
      this.at = at + length;
      if (length > SHORT_BYTES) this.buffer.set(value, at);
      else for (let index = 0; index < length; index++) this.buffer[at + index] = value[index]!;
    }
  }

  private writeString(value: string): void {
    const length = value.length;
    const start = this.at;
    this.writeVarint(length);
    if (length <= SHORT_STRING_CHARS) {
      if (this.writeAscii(value)) return;
    } else {
      if (this.buffer.write(value, this.at) === length) {
        this.at += length;
        return;
      }
    }
    this.at = start;
    this.writeUtf8(value);
  }

  private writeAscii(value: string): boolean {
    const buffer = this.buffer;
    let at = this.at;
    for (let index = 0; index < value.length; index++) {
      const char = value.charCodeAt(index);
      if (char >= 0x80) return false;
      buffer[at++] = char;
    }
    this.at = at;
    return true;
  }

  private writeUtf8(value: string): void {
    const bytes = Buffer.byteLength(value, 'utf8');
    this.writeVarint(bytes);
    this.buffer.write(value, this.at, bytes, 'utf8');
    this.at += bytes;
  }

  private writeVarint(value: number): void {
    let rest = ((value << 1) ^ (value >> 31)) >>> 0;
    while (rest >= 0x80) {
      this.buffer[this.at++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.buffer[this.at++] = rest;
  }

  private writeVarlong(value: number): void {
    if (value >= -0x40000000 && value < 0x40000000) {
      this.writeVarint(value);
      return;
    }
    const wide = BigInt(value);
    let rest = BigInt.asUintN(64, (wide << 1n) ^ (wide >> 63n));
    for (; rest >= 0x80n; rest >>= 7n) this.buffer[this.at++] = Number(rest & 0x7fn) | 0x80;
    this.buffer[this.at++] = Number(rest);
  }

  /** Makes sure that there is room for `bytes` more. */
  private reserve(bytes: number): void {
    const needed = this.at + bytes;
    if (needed > this.buffer.byteLength) this.enlarge(needed);
  }

  private enlarge(needed: number): void {
    if (needed > INT32_MAX) {
      throw new KafkaError(
        'MESSAGE_TOO_LARGE',
        `A record batch would take ${needed} bytes; at most ${INT32_MAX} are possible.`,
      );
    }
    const doubled = Math.min(this.buffer.byteLength * 2, INT32_MAX);
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, doubled));
    this.buffer.copy(larger, 0, 0, this.at);
    this.buffer = larger;
  }
}

function lengthOf(value: RecordBytes): number {
  return value === null ? 0 : value.length;
}

function headersLength(headers: readonly RecordHeaderToWrite[]): number {
  let length = 0;
  for (let index = 0; index < headers.length; index++) {
    const header = headers[index]!;
    length += header.key.length + lengthOf(header.value) + HEADER_OVERHEAD_MAX;
  }
  return length;
}

/** How many bytes more than the lengths say strings may take. */
function utf8Excess(
  key: RecordBytes,
  value: RecordBytes,
  headers: readonly RecordHeaderToWrite[],
): number {
  let chars = 0;
  if (typeof key === 'string') chars += key.length;
  if (typeof value === 'string') chars += value.length;
  for (let index = 0; index < headers.length; index++) {
    const header = headers[index]!;
    chars += header.key.length;
    if (typeof header.value === 'string') chars += header.value.length;
  }
  return chars * UTF8_EXCESS_PER_CHAR;
}

/** How many bytes a number that is not negative takes as a zigzag varint. */
function varintBytes(value: number): number {
  if (value < 0x40) return 1;
  if (value < 0x2000) return 2;
  if (value < 0x100000) return 3;
  return value < 0x8000000 ? 4 : 5;
}
