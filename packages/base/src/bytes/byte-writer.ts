import { KafkaError } from '../errors/kafka-error.ts';
import type { Uuid } from '../numbers.ts';
import { uuidToBytes } from '../uuid/uuid.ts';

const STRING_BYTES_MAX = 0x7fff;
const INITIAL_BYTES = 512;
/** From this size on bytes are passed on by reference instead of copied. */
const REFERENCE_BYTES_MIN = 4096;
const SHORT_STRING_CHARS = 48;
const TWO_TO_THE_32 = 4294967296;
const VARINT_BYTES_MAX = 5;

/**
 * Writes one message into buffers of its own. Large bytes are not copied but passed on by
 * reference, so they must not change before the message was sent.
 *
 * Formats: Kafka's protocol guide, "Protocol Primitive Types", and KIP-482 for the flexible forms.
 */
export class ByteWriter {
  private buffer: Buffer;
  private view: DataView;
  /** Where the next byte goes in `buffer`. */
  private at = 0;
  /** Where the bytes in `buffer` begin that are not yet in `chunks`. */
  private chunkStart = 0;
  private chunks: Buffer[] = [];
  private chunkBytes = 0;
  private openTaggedFields = 0;

  constructor(initialBytes: number = INITIAL_BYTES) {
    // Of Node's pool: a buffer of its own for each small message is work for the garbage collector.
    this.buffer = Buffer.allocUnsafe(initialBytes);
    this.view = viewOf(this.buffer);
  }

  /** How many bytes were written so far. */
  get length(): number {
    return this.chunkBytes + (this.at - this.chunkStart);
  }

  /** The message in one buffer. Copies only if some bytes were passed on by reference. */
  toBuffer(): Buffer {
    if (this.chunks.length === 0) return this.buffer.subarray(this.chunkStart, this.at);
    return Buffer.concat(this.toBuffers());
  }

  /** The message as a list of buffers, in order, to be written to a socket without a copy. */
  toBuffers(): readonly Buffer[] {
    const tail = this.buffer.subarray(this.chunkStart, this.at);
    return tail.byteLength === 0 && this.chunks.length > 0 ? this.chunks : [...this.chunks, tail];
  }

  writeBoolean(value: boolean): void {
    this.writeInt8(value ? 1 : 0);
  }

  writeInt8(value: number): void {
    const at = this.grow(1);
    this.view.setInt8(at, value);
  }

  writeInt16(value: number): void {
    const at = this.grow(2);
    this.view.setInt16(at, value);
  }

  writeUint16(value: number): void {
    const at = this.grow(2);
    this.view.setUint16(at, value);
  }

  writeInt32(value: number): void {
    const at = this.grow(4);
    this.view.setInt32(at, value);
  }

  writeUint32(value: number): void {
    const at = this.grow(4);
    this.view.setUint32(at, value);
  }

  writeInt64(value: bigint): void {
    const at = this.grow(8);
    this.view.setBigInt64(at, value);
  }

  /** Writes an offset, timestamp, count or duration: an integer within ±2^53. */
  writeInt64FromNumber(value: number): void {
    const at = this.grow(8);
    const high = Math.floor(value / TWO_TO_THE_32);
    this.view.setInt32(at, high);
    this.view.setUint32(at + 4, value - high * TWO_TO_THE_32);
  }

  writeFloat64(value: number): void {
    const at = this.grow(8);
    this.view.setFloat64(at, value);
  }

  /** Raises `ODRADEK_INVALID_UUID` if `value` is not the text form of an id. */
  writeUuid(value: Uuid): void {
    this.writeRaw(uuidToBytes(value));
  }

  /** Writes an unsigned 32-bit number as LEB128, not zigzag. */
  writeUnsignedVarint(value: number): void {
    const at = this.grow(VARINT_BYTES_MAX);
    this.at = this.putUnsignedVarint(at, value);
  }

  /** Puts a varint into the room that there is at `start` and answers where it ends. */
  private putUnsignedVarint(start: number, value: number): number {
    let at = start;
    let rest = value >>> 0;
    while (rest >= 0x80) {
      this.view.setUint8(at++, (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.view.setUint8(at++, rest);
    return at;
  }

  /** Writes a 32-bit number as a zigzag varint, as records have them. */
  writeVarint(value: number): void {
    this.writeUnsignedVarint((value << 1) ^ (value >> 31));
  }

  /** Writes an integer within ±2^53 as a zigzag varint of 64 bits. */
  writeVarlong(value: number): void {
    if (value >= -0x40000000 && value < 0x40000000) {
      this.writeVarint(value);
      return;
    }
    let rest = BigInt(value);
    rest = BigInt.asUintN(64, (rest << 1n) ^ (rest >> 63n));
    while (rest >= 0x80n) {
      this.writeInt8(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    this.writeInt8(Number(rest));
  }

  /** Raises `ODRADEK_STRING_TOO_LONG` if `value` has more than 32,767 bytes. */
  writeString(value: string): void {
    const length = value.length;
    if (length <= SHORT_STRING_CHARS && isAscii(value)) {
      this.writeInt16(length);
      this.writeAscii(value);
      return;
    }
    const bytes = checkedByteLength(value);
    this.writeInt16(bytes);
    this.writeUtf8(value, bytes);
  }

  writeNullableString(value: string | null): void {
    if (value === null) this.writeInt16(-1);
    else this.writeString(value);
  }

  /** Raises `ODRADEK_STRING_TOO_LONG` if `value` has more than 32,767 bytes. */
  writeCompactString(value: string): void {
    const length = value.length;
    if (length <= SHORT_STRING_CHARS && isAscii(value)) {
      this.writeInt8(length + 1);
      this.writeAscii(value);
      return;
    }
    const bytes = checkedByteLength(value);
    this.writeUnsignedVarint(bytes + 1);
    this.writeUtf8(value, bytes);
  }

  writeCompactNullableString(value: string | null): void {
    if (value === null) this.writeInt8(0);
    else this.writeCompactString(value);
  }

  private writeAscii(value: string): void {
    let at = this.grow(value.length);
    for (let index = 0; index < value.length; index++) {
      this.view.setUint8(at++, value.charCodeAt(index));
    }
  }

  private writeUtf8(value: string, bytes: number): void {
    const at = this.grow(bytes);
    this.buffer.write(value, at, bytes, 'utf8');
  }

  writeBytes(value: Buffer): void {
    this.writeInt32(value.byteLength);
    this.writeRaw(value);
  }

  writeNullableBytes(value: Buffer | null): void {
    if (value === null) this.writeInt32(-1);
    else this.writeBytes(value);
  }

  writeCompactBytes(value: Buffer): void {
    this.writeUnsignedVarint(value.byteLength + 1);
    this.writeRaw(value);
  }

  writeCompactNullableBytes(value: Buffer | null): void {
    if (value === null) this.writeInt8(0);
    else this.writeCompactBytes(value);
  }

  /** Writes bytes as they are, by reference if they are many. */
  writeRaw(value: Buffer): void {
    if (value.byteLength >= REFERENCE_BYTES_MIN && this.openTaggedFields === 0) {
      this.reference(value);
      return;
    }
    const at = this.grow(value.byteLength);
    this.buffer.set(value, at);
  }

  private reference(value: Buffer): void {
    if (this.at > this.chunkStart) {
      this.chunks.push(this.buffer.subarray(this.chunkStart, this.at));
      this.chunkBytes += this.at - this.chunkStart;
    }
    this.chunks.push(value);
    this.chunkBytes += value.byteLength;
    this.chunkStart = this.at;
  }

  /** Writes the count of an array; -1 stands for null. */
  writeArrayLength(length: number): void {
    this.writeInt32(length);
  }

  /** Writes the count of an array in its flexible form; -1 stands for null. */
  writeCompactArrayLength(length: number): void {
    this.writeUnsignedVarint(length + 1);
  }

  /**
   * Begins a tagged field. Its contents follow, then `endTaggedField` with what this returned.
   * Tagged fields may be nested.
   */
  beginTaggedField(tag: number): number {
    this.writeUnsignedVarint(tag);
    this.openTaggedFields++;
    // One byte for the size, which is enough for most; `endTaggedField` makes room for more.
    this.grow(1);
    return this.at;
  }

  endTaggedField(start: number): void {
    this.openTaggedFields--;
    const size = this.at - start;
    const sizeBytes = unsignedVarintBytes(size);
    if (sizeBytes > 1) {
      this.grow(sizeBytes - 1);
      this.buffer.copyWithin(start + sizeBytes - 1, start, start + size);
    }
    this.putUnsignedVarint(start - 1, size);
  }

  /** Leaves room for an int32 that is not known yet, and answers what `patchInt32` needs. */
  reserveInt32(): number {
    const position = this.length;
    this.writeInt32(0);
    return position;
  }

  /** Writes the int32 for which `reserveInt32` left room at `position`. */
  patchInt32(position: number, value: number): void {
    let at = position;
    for (const chunk of this.chunks) {
      if (at < chunk.byteLength) {
        chunk.writeInt32BE(value, at);
        return;
      }
      at -= chunk.byteLength;
    }
    this.view.setInt32(this.chunkStart + at, value);
  }

  /** Makes room for `length` bytes, moves on behind them and answers where they begin. */
  private grow(length: number): number {
    const at = this.at;
    const next = at + length;
    if (next > this.buffer.byteLength) this.enlarge(next);
    this.at = next;
    return at;
  }

  private enlarge(bytes: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(bytes, this.buffer.byteLength * 2));
    this.buffer.copy(larger, this.chunkStart, this.chunkStart, this.at);
    this.buffer = larger;
    this.view = viewOf(larger);
  }
}

function viewOf(buffer: Buffer): DataView {
  return new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}

function isAscii(value: string): boolean {
  for (let index = 0; index < value.length; index++) {
    if (value.charCodeAt(index) >= 0x80) return false;
  }
  return true;
}

function checkedByteLength(value: string): number {
  const bytes = Buffer.byteLength(value, 'utf8');
  if (bytes > STRING_BYTES_MAX) {
    throw new KafkaError(
      'ODRADEK_STRING_TOO_LONG',
      `A string of ${bytes} bytes ("${value.slice(0, 32)}…") is longer than the protocol's ` +
        `${STRING_BYTES_MAX} bytes; make it shorter.`,
    );
  }
  return bytes;
}

/** How many bytes an unsigned varint takes: one for each seven bits. */
export function unsignedVarintBytes(value: number): number {
  let bytes = 1;
  for (let rest = value >>> 7; rest !== 0; rest >>>= 7) bytes++;
  return bytes;
}
