import { crc32c, crc32cNative } from '@odradek/base';

import { readUint53, writeUint53 } from './uint53.ts';

/** Frames begin at multiples of this: no write changes a block that another frame has a part of. */
export const BLOCK_BYTES = 4096;
export const FRAME_HEADER_BYTES = 80;
/** How many random bytes a file and all frames in it share. */
export const SALT_BYTES = 8;

/** The format of files, frames and entries that is written here. */
export const FORMAT_VERSION = 1;
/** "ODJF", as its first four bytes. */
const MAGIC = 0x464a444f;

/*
 * The header of a frame, little endian:
 *
 *    0 magic              u32
 *    4 frame CRC-32C      u32  of everything behind it, up to the frame's length
 *    8 header CRC-32C     u32  of the header behind it
 *   12 format version     u16
 *   14 reserved           u16
 *   16 salt               8 bytes, those of the file
 *   24 generation         u64
 *   32 LSN                u64
 *   40 previous LSN       u64
 *   48 checkpoint LSN     u64
 *   56 durable LSN        u64
 *   64 previous frame CRC u32
 *   68 length             u32
 *   72 entries            u32
 *   76 reserved           u32
 */
const FRAME_CRC = 4;
const HEADER_CRC = 8;
const VERSION = 12;
const SALT = 16;
const GENERATION = 24;
const LSN = 32;
const PREVIOUS_LSN = 40;
const CHECKPOINT_LSN = 48;
const DURABLE_LSN = 56;
const PREVIOUS_CRC = 64;
const LENGTH = 68;
const ENTRIES = 72;

/** What the header of a frame says. */
export interface FrameHeader {
  /** Counts the lives of the journal: it is greater after each start. */
  readonly generation: number;
  /** The number of the frame. No two frames that were ever written have the same. */
  readonly lsn: number;
  /** The frame before it, 0 for the first of all; one less, except at the beginning of a life. */
  readonly previousLsn: number;
  /** The checksum of the frame before it. */
  readonly previousCrc: number;
  /** What the frames up to this one say was durable in the segments when this one was written. */
  readonly checkpointLsn: number;
  /** All frames up to this one were durable when this one was written. */
  readonly durableLsn: number;
  /** Of header and entries, in bytes; padding comes behind. */
  readonly length: number;
  readonly entriesCount: number;
}

/** A header as it was found, with the checksum of its frame, which was not compared yet. */
export interface FoundHeader extends FrameHeader {
  readonly crc: number;
  readonly formatVersion: number;
}

/** How many bytes a frame takes in a file. */
export function paddedLength(length: number): number {
  return Math.ceil(length / BLOCK_BYTES) * BLOCK_BYTES;
}

/**
 * Writes the header before the entries that `bytes` has already, zeros behind them up to the end of
 * the block, and answers the checksum of the frame.
 */
export function sealFrame(bytes: Buffer, header: FrameHeader, salt: Buffer): number {
  bytes.writeUInt32LE(MAGIC, 0);
  bytes.writeUInt16LE(FORMAT_VERSION, VERSION);
  bytes.writeUInt16LE(0, VERSION + 2);
  bytes.set(salt, SALT);
  writeUint53(bytes, header.generation, GENERATION);
  writeUint53(bytes, header.lsn, LSN);
  writeUint53(bytes, header.previousLsn, PREVIOUS_LSN);
  writeUint53(bytes, header.checkpointLsn, CHECKPOINT_LSN);
  writeUint53(bytes, header.durableLsn, DURABLE_LSN);
  bytes.writeUInt32LE(header.previousCrc, PREVIOUS_CRC);
  bytes.writeUInt32LE(header.length, LENGTH);
  bytes.writeUInt32LE(header.entriesCount, ENTRIES);
  bytes.writeUInt32LE(0, ENTRIES + 4);
  bytes.writeUInt32LE(headerCrcOf(bytes, 0, crc32c), HEADER_CRC);
  const crc = frameCrcOf(bytes, header.length);
  bytes.writeUInt32LE(crc, FRAME_CRC);
  bytes.fill(0, header.length, paddedLength(header.length));
  return crc;
}

/**
 * The header of the frame that begins at a place of `bytes`, or `undefined` if none does that was
 * written to a file with this salt. Of its entries nothing is known yet.
 */
export function readFrameHeader(
  bytes: Buffer,
  salt: Buffer,
  at: number = 0,
): FoundHeader | undefined {
  if (bytes.byteLength < at + FRAME_HEADER_BYTES) return undefined;
  if (bytes.readUInt32LE(at) !== MAGIC) return undefined;
  if (salt.compare(bytes, at + SALT, at + SALT + SALT_BYTES) !== 0) return undefined;
  // A start that looks through thousands of headers has not compiled the checksum in JavaScript yet,
  // which is the quicker one for so few bytes otherwise.
  const headerCrc = headerCrcOf(bytes, at, crc32cNative() ?? crc32c);
  if (bytes.readUInt32LE(at + HEADER_CRC) !== headerCrc) return undefined;
  return {
    crc: bytes.readUInt32LE(at + FRAME_CRC),
    formatVersion: bytes.readUInt16LE(at + VERSION),
    generation: readUint53(bytes, at + GENERATION),
    lsn: readUint53(bytes, at + LSN),
    previousLsn: readUint53(bytes, at + PREVIOUS_LSN),
    checkpointLsn: readUint53(bytes, at + CHECKPOINT_LSN),
    durableLsn: readUint53(bytes, at + DURABLE_LSN),
    previousCrc: bytes.readUInt32LE(at + PREVIOUS_CRC),
    length: bytes.readUInt32LE(at + LENGTH),
    entriesCount: bytes.readUInt32LE(at + ENTRIES),
  };
}

/** Whether a frame is whole: `bytes` begins with it, and its header was found to be good. */
export function isWholeFrame(bytes: Buffer, { crc, length }: FoundHeader): boolean {
  return bytes.byteLength >= length && frameCrcOf(bytes, length) === crc;
}

function headerCrcOf(bytes: Buffer, at: number, checksum: (bytes: Buffer) => number): number {
  return checksum(bytes.subarray(at + VERSION, at + FRAME_HEADER_BYTES));
}

function frameCrcOf(bytes: Buffer, length: number): number {
  return crc32c(bytes.subarray(HEADER_CRC, length));
}
