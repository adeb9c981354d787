import { createRequire } from 'node:module';

import { corruptError, reasonOf, tooLargeError } from './compression-errors.ts';
import { lazyNativePackage } from './native-package.ts';
import {
  compressSnappyBlock,
  decompressSnappyBlock,
  snappyBlockContentBytes,
} from './snappy-block.ts';

/** What is used of the package `snappy`. Its output is copied so that it is freed like any other. */
interface SnappyPackage {
  compressSync(input: Uint8Array, options: { copyOutputData: boolean }): Buffer;
  uncompressSync(
    input: Uint8Array,
    options: { asBuffer: boolean; copyOutputData: boolean },
  ): Buffer;
}

const require = createRequire(import.meta.url);
const nativeSnappy = lazyNativePackage<SnappyPackage>(() => require('snappy'));

/** Which implementation serves snappy, for logs and metrics. */
export function snappyImplementation(): 'native' | 'javascript' {
  return nativeSnappy() === undefined ? 'javascript' : 'native';
}

const BLOCK_BYTES = 32 * 1024;
const XERIAL_HEADER: Buffer = Buffer.from('82534e41505059000000000100000001', 'hex');
const XERIAL_MAGIC_BYTES = 8;
/** The first four bytes of the magic as an int32: where a length should stand, another stream. */
const XERIAL_MAGIC_WORD: number = XERIAL_HEADER.readInt32BE(0);
/** Below this a call into native code costs more than it saves. */
const NATIVE_BYTES_MIN = 256;
/** Three bytes of a block become at most 64. */
const EXPANSION_MAX = 22;

/**
 * Compresses into the framing of xerial's snappy-java, which every Kafka client reads: a header of
 * 16 bytes, then blocks of 32 KiB, each after its int32 length. Without the native package the
 * blocks are made in JavaScript, several times slower.
 */
export function compressSnappy(bytes: Buffer): Buffer {
  const native = nativeSnappy();
  const parts: Buffer[] = [XERIAL_HEADER];
  for (let start = 0; start < bytes.byteLength; start += BLOCK_BYTES) {
    const source = bytes.subarray(start, start + BLOCK_BYTES);
    const block = native?.compressSync(source, { copyOutputData: true });
    const compressed = block ?? compressSnappyBlock(source);
    const length = Buffer.allocUnsafe(4);
    length.writeInt32BE(compressed.byteLength);
    parts.push(length, compressed);
  }
  return Buffer.concat(parts);
}

/**
 * Decompresses xerial's framing, or else one bare block, which is what librdkafka and franz-go
 * write. The result is new memory. What the blocks say that they hold is added up first: raises
 * `MESSAGE_TOO_LARGE` if that is more than `bytesMax`, `CORRUPT_MESSAGE` if anything is broken.
 */
export function decompressSnappy(bytes: Buffer, bytesMax: number): Buffer {
  if (!isXerial(bytes)) return decompressBareBlock(bytes, bytesMax);
  let total = 0;
  for (let at = blockFrom(bytes, 0); at >= 0; at = blockFrom(bytes, blockEnd(bytes, at))) {
    total += checkedContentBytes(blockAt(bytes, at), bytesMax);
    if (total > bytesMax) throw tooLargeError('snappy', bytesMax);
  }
  const output = Buffer.allocUnsafeSlow(total);
  let written = 0;
  for (let at = blockFrom(bytes, 0); at >= 0; at = blockFrom(bytes, blockEnd(bytes, at))) {
    written += decompressBlock(blockAt(bytes, at), output, written);
  }
  return output;
}

function isXerial(bytes: Buffer): boolean {
  return (
    bytes.byteLength >= XERIAL_HEADER.byteLength &&
    bytes.compare(XERIAL_HEADER, 0, XERIAL_MAGIC_BYTES, 0, XERIAL_MAGIC_BYTES) === 0
  );
}

/**
 * Where the length of the first block stands, from `position` on; -1 if there is none. Passes over
 * the headers of streams that were put together.
 */
function blockFrom(bytes: Buffer, position: number): number {
  let at = position;
  while (at + 4 <= bytes.byteLength && bytes.readInt32BE(at) === XERIAL_MAGIC_WORD) {
    at += XERIAL_HEADER.byteLength;
    if (at > bytes.byteLength) throw corruptError('snappy', 'a header is cut off');
  }
  // Up to three bytes at the end are no length, and what xerial's reader passes over.
  if (at + 4 > bytes.byteLength) return -1;
  if (bytes.readInt32BE(at) < 1) {
    throw corruptError('snappy', 'a block has no length');
  }
  if (blockEnd(bytes, at) > bytes.byteLength) throw corruptError('snappy', 'a block is cut off');
  return at;
}

function blockEnd(bytes: Buffer, at: number): number {
  return at + 4 + bytes.readInt32BE(at);
}

function blockAt(bytes: Buffer, at: number): Buffer {
  return bytes.subarray(at + 4, blockEnd(bytes, at));
}

/** What a block says that it holds, if that is within the limit and possible for its size. */
function checkedContentBytes(block: Buffer, bytesMax: number): number {
  const contentBytes = snappyBlockContentBytes(block);
  if (contentBytes > block.byteLength * EXPANSION_MAX) {
    throw corruptError('snappy', 'a block says that it holds more than it can');
  }
  if (contentBytes > bytesMax) throw tooLargeError('snappy', bytesMax);
  return contentBytes;
}

function decompressBareBlock(block: Buffer, bytesMax: number): Buffer {
  const contentBytes = checkedContentBytes(block, bytesMax);
  const native = nativeSnappy();
  if (native !== undefined) return uncompress(native, block);
  const output = Buffer.allocUnsafeSlow(contentBytes);
  decompressSnappyBlock(block, output, 0, contentBytes);
  return output;
}

/** Decodes a block to its place and answers how many bytes it had. */
function decompressBlock(block: Buffer, target: Buffer, at: number): number {
  const contentBytes = snappyBlockContentBytes(block);
  const native = contentBytes < NATIVE_BYTES_MIN ? undefined : nativeSnappy();
  if (native === undefined) {
    decompressSnappyBlock(block, target, at, contentBytes);
  } else uncompress(native, block).copy(target, at);
  return contentBytes;
}

/** The native decoder checks that a block holds what it says. */
function uncompress(snappy: SnappyPackage, block: Buffer): Buffer {
  try {
    return snappy.uncompressSync(block, { asBuffer: true, copyOutputData: true });
  } catch (error) {
    throw corruptError('snappy', reasonOf(error), error);
  }
}
