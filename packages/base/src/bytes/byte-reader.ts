import { KafkaError } from '../errors/kafka-error.ts';
import { OUT_OF_RANGE_INT64, type Uuid } from '../numbers.ts';

/** Bounds of what one message may make the process allocate while it is decoded. */
export interface ByteReaderOptions {
  /**
   * How many bytes of objects the decoded message may cost, by a cautious estimate. The default is
   * 8 MiB plus four times the length of the input.
   */
  readonly allocationBytesMax?: number;
}

const ALLOCATION_BYTES_FREE = 8 * 1024 * 1024;
const ALLOCATION_BYTES_PER_INPUT_BYTE = 4;
const INT32_BYTES = 4;
const UUID_BYTES = 16;
const STRING_BYTES_MAX = 0x7fff;
const TAGGED_FIELDS_MAX = 64;
/** V8 turns an array of more than 2^25 elements into a hash table, which takes seconds to fill. */
const ARRAY_ELEMENTS_MAX = 2 ** 24;
/** What the object of an array, a string or a view of bytes costs besides its contents. */
const ARRAY_COST = 32;
const STRING_COST = 24;
/** One character beyond Latin-1 makes every character of a string take two bytes. */
const STRING_COST_PER_BYTE = 2;
const BYTES_COST = 112;
const INT32_COST = 8;
/** Shared by all messages, and so it cannot change. */
const NO_INT32S: readonly number[] = Object.freeze([]);
const SAFE_HIGH_WORD = 0x200000;
const TWO_TO_THE_32 = 4294967296;

/**
 * A cursor over the bytes of one message. Every `read…` advances it and raises
 * `ODRADEK_MALFORMED_MESSAGE` if the bytes are not there, if a length or count is not possible, or
 * if the message would cost more memory than its budget. Nothing is copied: bytes that are handed
 * out are views of the input and live as long as it.
 *
 * Formats: Kafka's protocol guide, "Protocol Primitive Types", and KIP-482 for the flexible forms.
 */
export class ByteReader {
  /** The index of the next byte to read. */
  position: number;
  /** The index after the last byte of the message. */
  readonly end: number;
  private readonly bytes: Buffer;
  private readonly view: DataView;
  private readonly allocationBytesMax: number;
  private allocationBytesLeft: number;
  /** The last two ids, and where they are; -1 if there is none. */
  private lastUuid: Uuid = '';
  private lastUuidAt = -1;
  private otherUuid: Uuid = '';
  private otherUuidAt = -1;

  constructor(bytes: Buffer, options: ByteReaderOptions = {}) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.position = 0;
    this.end = bytes.byteLength;
    this.allocationBytesMax =
      options.allocationBytesMax ??
      ALLOCATION_BYTES_FREE + ALLOCATION_BYTES_PER_INPUT_BYTE * bytes.byteLength;
    this.allocationBytesLeft = this.allocationBytesMax;
  }

  /** How many bytes are left. */
  get remaining(): number {
    return this.end - this.position;
  }

  /** What the message has cost so far, in bytes, by the cautious estimate that its budget is for. */
  get allocatedBytes(): number {
    return this.allocationBytesMax - this.allocationBytesLeft;
  }

  readBoolean(): boolean {
    return this.readInt8() !== 0;
  }

  readInt8(): number {
    return this.view.getInt8(this.advance(1));
  }

  readInt16(): number {
    return this.view.getInt16(this.advance(2));
  }

  readUint16(): number {
    return this.view.getUint16(this.advance(2));
  }

  readInt32(): number {
    return this.view.getInt32(this.advance(4));
  }

  readUint32(): number {
    return this.view.getUint32(this.advance(4));
  }

  /** An int64 that uses all of its range: an id, an epoch, a hash. */
  readInt64(): bigint {
    return this.view.getBigInt64(this.advance(8));
  }

  /**
   * An int64 that is an offset, a timestamp, a count or a duration. What lies outside of ±(2^53-1)
   * becomes `±OUT_OF_RANGE_INT64`; that is never an error here.
   */
  readInt64AsNumber(): number {
    const at = this.advance(8);
    const high = this.view.getInt32(at);
    if (high >= SAFE_HIGH_WORD) return OUT_OF_RANGE_INT64;
    if (high < -SAFE_HIGH_WORD) return -OUT_OF_RANGE_INT64;
    return high * TWO_TO_THE_32 + this.view.getUint32(at + 4);
  }

  readFloat64(): number {
    return this.view.getFloat64(this.advance(8));
  }

  /** Nearly all messages have the same few ids many times: the last two are not made again. */
  readUuid(): Uuid {
    const at = this.advance(UUID_BYTES);
    if (this.isUuid(this.lastUuidAt, at)) return this.lastUuid;
    const { otherUuid, otherUuidAt } = this;
    this.otherUuid = this.lastUuid;
    this.otherUuidAt = this.lastUuidAt;
    this.lastUuidAt = at;
    this.lastUuid = this.isUuid(otherUuidAt, at)
      ? otherUuid
      : this.bytes.toString('base64url', at, at + UUID_BYTES);
    return this.lastUuid;
  }

  private isUuid(known: number, at: number): boolean {
    const { view } = this;
    return (
      known >= 0 &&
      view.getInt32(known + 12) === view.getInt32(at + 12) &&
      view.getInt32(known) === view.getInt32(at) &&
      view.getInt32(known + 4) === view.getInt32(at + 4) &&
      view.getInt32(known + 8) === view.getInt32(at + 8)
    );
  }

  /** An unsigned LEB128 number of at most 32 bits, not zigzag: lengths, counts and tags. */
  readUnsignedVarint(): number {
    const first = this.view.getUint8(this.advance(1));
    if (first < 0x80) return first;
    let value = first & 0x7f;
    for (let shift = 7; shift < 28; shift += 7) {
      const byte = this.view.getUint8(this.advance(1));
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    const last = this.view.getUint8(this.advance(1));
    if (last > 0x0f) throw this.malformed('a varint has more than 32 bits');
    return (value | (last << 28)) >>> 0;
  }

  /** A zigzag varint of at most 32 bits, as records have them. */
  readVarint(): number {
    const value = this.readUnsignedVarint();
    return (value >>> 1) ^ -(value & 1);
  }

  /** A zigzag varint of at most 64 bits; outside of ±(2^53-1) it becomes `±OUT_OF_RANGE_INT64`. */
  readVarlong(): number {
    let low = 0;
    let scale = 1;
    for (let index = 0; index < 7; index++) {
      const byte = this.view.getUint8(this.advance(1));
      low += (byte & 0x7f) * scale;
      if (byte < 0x80) return unzigzag(low);
      scale *= 128;
    }
    return this.readVarlongTail(low);
  }

  /** The rest of a varlong after seven bytes, which hold 49 bits. */
  private readVarlongTail(low: number): number {
    let value = BigInt(low);
    for (let shift = 49n; shift < 70n; shift += 7n) {
      const byte = this.view.getUint8(this.advance(1));
      if (shift === 63n && byte > 1) throw this.malformed('a varlong has more than 64 bits');
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return clampInt64((value >> 1n) ^ -(value & 1n));
    }
    throw this.malformed('a varlong has more than 10 bytes');
  }

  readString(): string {
    const length = this.readInt16();
    if (length < 0) throw this.malformed(`a string that may not be null has length ${length}`);
    return this.readUtf8(length);
  }

  readNullableString(): string | null {
    const length = this.readInt16();
    if (length === -1) return null;
    if (length < 0) throw this.malformed(`a string has length ${length}`);
    return this.readUtf8(length);
  }

  readCompactString(): string {
    const length = this.readUnsignedVarint() - 1;
    if (length < 0) throw this.malformed('a string that may not be null is null');
    return this.readUtf8(length);
  }

  readCompactNullableString(): string | null {
    const length = this.readUnsignedVarint() - 1;
    return length < 0 ? null : this.readUtf8(length);
  }

  private readUtf8(length: number): string {
    if (length > STRING_BYTES_MAX) throw this.tooLongString(length);
    const start = this.advance(length);
    this.allocate(STRING_COST + STRING_COST_PER_BYTE * length);
    return this.bytes.toString('utf8', start, start + length);
  }

  readBytes(): Buffer {
    const length = this.readInt32();
    if (length < 0) throw this.malformed(`bytes that may not be null have length ${length}`);
    return this.readRaw(length);
  }

  readNullableBytes(): Buffer | null {
    const length = this.readInt32();
    if (length === -1) return null;
    if (length < 0) throw this.malformed(`bytes have length ${length}`);
    return this.readRaw(length);
  }

  readCompactBytes(): Buffer {
    const length = this.readUnsignedVarint() - 1;
    if (length < 0) throw this.malformed('bytes that may not be null are null');
    return this.readRaw(length);
  }

  readCompactNullableBytes(): Buffer | null {
    const length = this.readUnsignedVarint() - 1;
    return length < 0 ? null : this.readRaw(length);
  }

  /** A view of the next `length` bytes. */
  readRaw(length: number): Buffer {
    const start = this.advance(length);
    this.allocate(BYTES_COST);
    return this.bytes.subarray(start, start + length);
  }

  /**
   * The count of an array that may not be null. `elementBytesMin` is the size of the smallest
   * possible element on the wire, `elementCost` what an element costs in memory, in bytes.
   */
  readArrayLength(elementBytesMin: number, elementCost: number): number {
    const length = this.readInt32();
    if (length < 0) throw this.nullArray(length);
    return this.checkArrayLength(length, elementBytesMin, elementCost);
  }

  /** As `readArrayLength`, with -1 for null. */
  readNullableArrayLength(elementBytesMin: number, elementCost: number): number {
    const length = this.readInt32();
    if (length === -1) return -1;
    if (length < 0) throw this.malformed(`an array has length ${length}`);
    return this.checkArrayLength(length, elementBytesMin, elementCost);
  }

  readCompactArrayLength(elementBytesMin: number, elementCost: number): number {
    const length = this.readUnsignedVarint() - 1;
    if (length < 0) throw this.malformed('an array that may not be null is null');
    return this.checkArrayLength(length, elementBytesMin, elementCost);
  }

  readCompactNullableArrayLength(elementBytesMin: number, elementCost: number): number {
    const length = this.readUnsignedVarint() - 1;
    return length < 0 ? -1 : this.checkArrayLength(length, elementBytesMin, elementCost);
  }

  /** An array of int32 that may not be null. */
  readInt32Array(): readonly number[] {
    return this.readInt32s(this.readInt32());
  }

  readCompactInt32Array(): readonly number[] {
    return this.readInt32s(this.readUnsignedVarint() - 1);
  }

  /** The elements of an array whose count is as the message says it. */
  private readInt32s(count: number): readonly number[] {
    if (count < 0) throw this.nullArray(count);
    this.checkArrayLength(count, INT32_BYTES, INT32_COST);
    const start = this.position;
    this.position = start + INT32_BYTES * count;
    if (count === 0) return NO_INT32S;
    const view = this.view;
    // Nearly all of these arrays are lists of replicas, and topics mostly have three. A literal
    // costs less than an array whose length is not known beforehand.
    if (count === 3) {
      return [view.getInt32(start), view.getInt32(start + 4), view.getInt32(start + 8)];
    }
    const elements = new Array<number>(count);
    for (let index = 0; index < count; index++) {
      elements[index] = view.getInt32(start + INT32_BYTES * index);
    }
    return elements;
  }

  private checkArrayLength(length: number, elementBytesMin: number, elementCost: number): number {
    if (length * elementBytesMin > this.remaining) throw this.tooLongArray(length);
    if (length > ARRAY_ELEMENTS_MAX) throw this.tooManyElements(length);
    this.allocate(ARRAY_COST + length * elementCost);
    return length;
  }

  /** Whether a nullable struct follows: int8 1, or -1 for null. */
  readStructPresence(): boolean {
    return this.readInt8() >= 0;
  }

  /** The number of tagged fields of a struct, at most 64. */
  readTaggedFieldCount(): number {
    const count = this.readUnsignedVarint();
    if (count > TAGGED_FIELDS_MAX) throw this.tooManyTaggedFields(count);
    return count;
  }

  /** The size of a tagged field, checked against what is left. */
  readTaggedFieldBytes(): number {
    const size = this.readUnsignedVarint();
    if (size > this.remaining) {
      throw this.malformed(`a tagged field of ${size} bytes is longer than the message`);
    }
    return size;
  }

  /** Raises an error unless the tagged field that began at `start` took all of its `size` bytes. */
  checkTaggedFieldEnd(tag: number, start: number, size: number): void {
    if (this.position - start !== size) {
      throw this.malformed(`tagged field ${tag} of ${size} bytes took ${this.position - start}`);
    }
  }

  /** Passes over the tagged fields of a struct that knows none. */
  skipTaggedFields(): void {
    for (let left = this.readTaggedFieldCount(); left > 0; left--) {
      this.readUnsignedVarint();
      this.skip(this.readTaggedFieldBytes());
    }
  }

  /** Passes over `length` bytes. */
  skip(length: number): void {
    this.advance(length);
  }

  /** Charges `cost` bytes to the budget of the message. */
  allocate(cost: number): void {
    this.allocationBytesLeft -= cost;
    if (this.allocationBytesLeft < 0) {
      throw this.malformed('its contents would take more memory than a message of its size may');
    }
  }

  /** Moves the cursor on and answers where it was. */
  private advance(length: number): number {
    const start = this.position;
    const next = start + length;
    if (next > this.end) throw this.tooShort(length);
    this.position = next;
    return start;
  }

  /** The error for a message that is not what its format says. */
  malformed(reason: string): KafkaError {
    return new KafkaError(
      'ODRADEK_MALFORMED_MESSAGE',
      `Malformed message at byte ${this.position} of ${this.end}: ${reason}.`,
    );
  }

  // These sentences are not put together where they are thrown, because the engine inlines a
  // function by its size and the functions above are what every message is read with.

  private tooShort(length: number): KafkaError {
    return this.malformed(`${length} bytes are needed and ${this.remaining} are left`);
  }

  private tooLongString(length: number): KafkaError {
    return this.malformed(`a string has ${length} bytes, more than ${STRING_BYTES_MAX}`);
  }

  private nullArray(length: number): KafkaError {
    return this.malformed(`an array that may not be null has length ${length}`);
  }

  private tooLongArray(length: number): KafkaError {
    return this.malformed(`an array of ${length} elements is longer than the message`);
  }

  private tooManyElements(length: number): KafkaError {
    return this.malformed(`an array has ${length} elements, more than ${ARRAY_ELEMENTS_MAX}`);
  }

  private tooManyTaggedFields(count: number): KafkaError {
    return this.malformed(`a struct has ${count} tagged fields, more than ${TAGGED_FIELDS_MAX}`);
  }
}

/** Decodes a zigzag number of at most 49 bits. */
function unzigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

function clampInt64(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) return OUT_OF_RANGE_INT64;
  if (value < BigInt(Number.MIN_SAFE_INTEGER)) return -OUT_OF_RANGE_INT64;
  return Number(value);
}
