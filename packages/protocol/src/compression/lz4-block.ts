import { corruptError } from './compression-errors.ts';
import { findMatches, type MatchLimits, type MatchSink } from './match-finder.ts';

/** The format wants the last five bytes as literals and no match in the last twelve. */
const LIMITS: MatchLimits = { startBytes: 12, endBytes: 5 };
const MATCH_BYTES_MIN = 4;
const LENGTH_IN_TOKEN_MAX = 15;

/**
 * One block of LZ4 (github.com/lz4/lz4, lz4_Block_format.md), in JavaScript: what serves where the
 * native package is missing.
 */
export function compressLz4Block(source: Uint8Array): Buffer {
  const end = source.byteLength;
  const writer = new Lz4BlockWriter(source, Buffer.allocUnsafe(16 + end + Math.ceil(end / 255)));
  const literalStart = findMatches(source, 0, end, LIMITS, writer);
  writer.writeLiterals(literalStart, end, 0);
  return writer.target.subarray(0, writer.at);
}

class Lz4BlockWriter implements MatchSink {
  at = 0;
  readonly target: Buffer;
  private readonly source: Uint8Array;

  constructor(source: Uint8Array, target: Buffer) {
    this.source = source;
    this.target = target;
  }

  /** A token, the length of the literals, the literals. `matchCode` is the token's lower half. */
  writeLiterals(start: number, end: number, matchCode: number): void {
    const length = end - start;
    this.target[this.at++] = (Math.min(length, LENGTH_IN_TOKEN_MAX) << 4) | matchCode;
    this.writeLengthRest(length);
    this.target.set(this.source.subarray(start, end), this.at);
    this.at += length;
  }

  onMatch(literalStart: number, matchStart: number, distance: number, length: number): void {
    const extra = length - MATCH_BYTES_MIN;
    this.writeLiterals(literalStart, matchStart, Math.min(extra, LENGTH_IN_TOKEN_MAX));
    this.target[this.at++] = distance & 0xff;
    this.target[this.at++] = distance >>> 8;
    this.writeLengthRest(extra);
  }

  private writeLengthRest(length: number): void {
    if (length < LENGTH_IN_TOKEN_MAX) return;
    let rest = length - LENGTH_IN_TOKEN_MAX;
    for (; rest >= 255; rest -= 255) this.target[this.at++] = 255;
    this.target[this.at++] = rest;
  }
}

/**
 * How many bytes a block holds, found by walking its tokens without decoding it. Raises
 * `CORRUPT_MESSAGE` if a token leads out of the block.
 */
export function lz4BlockContentBytes(block: Uint8Array): number {
  return walk(block, undefined, 0);
}

/**
 * Decodes one block into `target` from `at` on and answers how many bytes that were. There must be
 * room for `lz4BlockContentBytes`. Matches may reach into what stands before `at`, as blocks that
 * depend on each other do. Raises `CORRUPT_MESSAGE` if the block is broken.
 */
export function decompressLz4Block(block: Uint8Array, target: Buffer, at: number): number {
  return walk(block, target, at);
}

function walk(block: Uint8Array, target: Buffer | undefined, at: number): number {
  const end = block.byteLength;
  let output = at;
  let position = 0;
  while (position < end) {
    const token = block[position++]!;
    let literals = token >>> 4;
    if (literals === LENGTH_IN_TOKEN_MAX) {
      for (let byte = 255; byte === 255; literals += byte) byte = byteAt(block, position++);
    }
    if (literals > end - position) throw overrun();
    target?.set(block.subarray(position, position + literals), output);
    position += literals;
    output += literals;
    if (position === end) break;
    const distance = byteAt(block, position) | (byteAt(block, position + 1) << 8);
    position += 2;
    let length = (token & LENGTH_IN_TOKEN_MAX) + MATCH_BYTES_MIN;
    if (length === LENGTH_IN_TOKEN_MAX + MATCH_BYTES_MIN) {
      for (let byte = 255; byte === 255; length += byte) byte = byteAt(block, position++);
    }
    if (target !== undefined) repeat(target, output, distance, length);
    output += length;
  }
  return output - at;
}

function repeat(target: Buffer, at: number, distance: number, length: number): void {
  if (distance === 0 || distance > at) throw corruptError('lz4', 'a match reaches before the data');
  for (let index = at; index < at + length; index++) target[index] = target[index - distance]!;
}

function byteAt(block: Uint8Array, at: number): number {
  if (at >= block.byteLength) throw overrun();
  return block[at]!;
}

function overrun(): Error {
  return corruptError('lz4', 'a block ends in the middle of a sequence');
}
