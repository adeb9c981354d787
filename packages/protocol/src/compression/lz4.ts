import { createRequire } from 'node:module';

import { corruptError, reasonOf, tooLargeError } from './compression-errors.ts';
import { compressLz4Block, decompressLz4Block } from './lz4-block.ts';
import { Lz4FrameCursor, lz4FrameContentBytes } from './lz4-frame.ts';
import { lazyNativePackage } from './native-package.ts';

/** What is used of the package `lz4-napi`. Its blocks come after their length in four bytes. */
interface Lz4Package {
  compressSync(input: Uint8Array): Buffer;
  decompressFrameSync(input: Uint8Array): Buffer;
}

const require = createRequire(import.meta.url);
const nativeLz4 = lazyNativePackage<Lz4Package>(() => require('lz4-napi'));

/** Which implementation serves lz4, for logs and metrics. */
export function lz4Implementation(): 'native' | 'javascript' {
  return nativeLz4() === undefined ? 'javascript' : 'native';
}

const BLOCK_BYTES = 64 * 1024;
/** What the native package may make of one frame, unless told otherwise. */
const NATIVE_BYTES_MAX = 65_536;
const LENGTH_PREFIX_BYTES = 4;
const UNCOMPRESSED_FLAG = 0x80000000;
/** Version 1, independent blocks of 64 KiB, no checksums, no content size; as Kafka's clients. */
const FRAME_HEADER: Buffer = Buffer.from('04224d18604082', 'hex');
const END_MARK: Buffer = Buffer.alloc(4);

/**
 * Compresses into one LZ4 frame of independent blocks of 64 KiB. There is one effort only: the
 * levels of `compression.lz4.level` make no difference. Without the native package the blocks are
 * made in JavaScript, several times slower.
 */
export function compressLz4(bytes: Buffer): Buffer {
  const native = nativeLz4();
  const parts: Buffer[] = [FRAME_HEADER];
  for (let start = 0; start < bytes.byteLength; start += BLOCK_BYTES) {
    const source = bytes.subarray(start, start + BLOCK_BYTES);
    const compressed =
      native?.compressSync(source).subarray(LENGTH_PREFIX_BYTES) ?? compressLz4Block(source);
    const isPlain = compressed.byteLength >= source.byteLength;
    const length = Buffer.allocUnsafe(4);
    length.writeUInt32LE(isPlain ? UNCOMPRESSED_FLAG + source.byteLength : compressed.byteLength);
    parts.push(length, isPlain ? source : compressed);
  }
  parts.push(END_MARK);
  return Buffer.concat(parts);
}

/**
 * Decompresses the first LZ4 frame of `bytes`; what follows is left, as Kafka does. The result is
 * new memory. The headers of the blocks are walked first, and their tokens if the headers leave it
 * open: raises `MESSAGE_TOO_LARGE` if the result would have more than `bytesMax` bytes and
 * `CORRUPT_MESSAGE` if the frame is broken. The fallback in JavaScript leaves LZ4's own checksums
 * unchecked.
 *
 * The native package frees its output only when the event loop turns, so that many batches in one
 * turn would all stay in memory: it gets frames that cannot hold more than `nativeBytesMax`, by default
 * those of one block; larger ones are decompressed here, some twenty times slower.
 */
export function decompressLz4(
  bytes: Buffer,
  bytesMax: number,
  nativeBytesMax: number = NATIVE_BYTES_MAX,
): Buffer {
  const native = nativeLz4();
  if (native === undefined) return decompressLz4Unchecked(bytes, bytesMax);
  const cursor = new Lz4FrameCursor(bytes);
  let contentBytesMax = 0;
  while (cursor.next()) contentBytesMax += cursor.contentBytesMax;
  if (contentBytesMax > bytesMax && lz4FrameContentBytes(bytes) > bytesMax) {
    throw tooLargeError('lz4', bytesMax);
  }
  if (contentBytesMax > nativeBytesMax) return decompressLz4Unchecked(bytes, bytesMax);
  return decompressNative(native, bytes.subarray(0, cursor.end));
}

function decompressNative(lz4: Lz4Package, frame: Buffer): Buffer {
  try {
    return lz4.decompressFrameSync(frame);
  } catch (error) {
    throw corruptError('lz4', reasonOf(error), error);
  }
}

/**
 * As `decompressLz4`, in JavaScript and without a look at LZ4's own checksums: the fallback, and
 * what reads message sets of magic 0, whose frames have a header checksum that was made wrongly.
 */
export function decompressLz4Unchecked(bytes: Buffer, bytesMax: number): Buffer {
  const contentBytes = lz4FrameContentBytes(bytes);
  if (contentBytes > bytesMax) throw tooLargeError('lz4', bytesMax);
  const output = Buffer.allocUnsafeSlow(contentBytes);
  const cursor = new Lz4FrameCursor(bytes);
  let written = 0;
  while (cursor.next()) {
    written += cursor.isPlain
      ? cursor.block.copy(output, written)
      : decompressLz4Block(cursor.block, output, written);
  }
  return output;
}
