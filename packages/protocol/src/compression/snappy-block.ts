import { corruptError } from './compression-errors.ts';
import { findMatches, type MatchLimits, type MatchSink } from './match-finder.ts';

const LIMITS: MatchLimits = { startBytes: 4, endBytes: 0 };
const PREAMBLE_BYTES_MAX = 5;
const COPY_BYTES_MAX = 64;
const LITERAL_TAG = 0;
const SHORT_COPY_TAG = 1;
const COPY_TAG = 2;

/**
 * One block in Snappy's raw format (github.com/google/snappy, format_description.txt), in
 * JavaScript: what serves where the native package is missing.
 */
export function compressSnappyBlock(source: Uint8Array): Buffer {
  const end = source.byteLength;
  const writer = new SnappyBlockWriter(source, Buffer.allocUnsafe(32 + end + (end >>> 4)));
  writer.writePreamble(end);
  const literalStart = findMatches(source, 0, end, LIMITS, writer);
  writer.writeLiterals(literalStart, end);
  return writer.target.subarray(0, writer.at);
}

class SnappyBlockWriter implements MatchSink {
  at = 0;
  readonly target: Buffer;
  private readonly source: Uint8Array;

  constructor(source: Uint8Array, target: Buffer) {
    this.source = source;
    this.target = target;
  }

  writePreamble(length: number): void {
    let rest = length;
    for (; rest >= 0x80; rest >>>= 7) this.target[this.at++] = (rest & 0x7f) | 0x80;
    this.target[this.at++] = rest;
  }

  writeLiterals(start: number, end: number): void {
    const length = end - start;
    if (length === 0) return;
    const last = length - 1;
    const lengthBytes = last < 60 ? 0 : last < 0x100 ? 1 : last < 0x10000 ? 2 : 4;
    const code = lengthBytes === 0 ? last : 59 + lengthBytes;
    this.target[this.at++] = (code << 2) | LITERAL_TAG;
    for (let index = 0; index < lengthBytes; index++) {
      this.target[this.at++] = (last >>> (8 * index)) & 0xff;
    }
    this.target.set(this.source.subarray(start, end), this.at);
    this.at += length;
  }

  onMatch(literalStart: number, matchStart: number, distance: number, length: number): void {
    this.writeLiterals(literalStart, matchStart);
    for (let left = length; left > 0; left -= COPY_BYTES_MAX) {
      this.target[this.at++] = ((Math.min(left, COPY_BYTES_MAX) - 1) << 2) | COPY_TAG;
      this.target[this.at++] = distance & 0xff;
      this.target[this.at++] = distance >>> 8;
    }
  }
}

/** How many bytes a block says that it holds. Raises `CORRUPT_MESSAGE` if it does not say. */
export function snappyBlockContentBytes(block: Uint8Array): number {
  let length = 0;
  for (let index = 0; index < PREAMBLE_BYTES_MAX && index < block.byteLength; index++) {
    const byte = block[index]!;
    length += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return length;
  }
  throw corruptError('snappy', 'a block does not tell its length');
}

/**
 * Decodes one block into `target` from `at` on; exactly `length` bytes, which must be there. Raises
 * `CORRUPT_MESSAGE` if the block holds another number of bytes or is broken.
 */
export function decompressSnappyBlock(
  block: Uint8Array,
  target: Buffer,
  at: number,
  length: number,
): void {
  const end = at + length;
  let output = at;
  let position = 0;
  while (block[position]! >= 0x80) position++;
  position++;
  while (position < block.byteLength) {
    const tag = block[position++]!;
    let count: number;
    if ((tag & 3) === LITERAL_TAG) {
      count = (tag >>> 2) + 1;
      if (count > 60) {
        const lengthBytes = count - 60;
        count = littleEndian(block, position, lengthBytes) + 1;
        position += lengthBytes;
      }
      if (count > end - output || count > block.byteLength - position) throw overrun();
      target.set(block.subarray(position, position + count), output);
      position += count;
    } else {
      const isShort = (tag & 3) === SHORT_COPY_TAG;
      const distanceBytes = isShort ? 1 : (tag & 3) === COPY_TAG ? 2 : 4;
      count = isShort ? 4 + ((tag >>> 2) & 7) : 1 + (tag >>> 2);
      const high = isShort ? (tag >>> 5) * 256 : 0;
      const distance = high + littleEndian(block, position, distanceBytes);
      position += distanceBytes;
      if (distance === 0 || distance > output - at || count > end - output) throw overrun();
      for (let index = 0; index < count; index++) {
        target[output + index] = target[output + index - distance]!;
      }
    }
    output += count;
  }
  if (output !== end) throw overrun();
}

function littleEndian(block: Uint8Array, at: number, bytes: number): number {
  if (at + bytes > block.byteLength) throw overrun();
  let value = 0;
  for (let index = bytes - 1; index >= 0; index--) value = value * 256 + block[at + index]!;
  return value;
}

function overrun(): Error {
  return corruptError('snappy', 'a block does not hold as many bytes as it says');
}
