import { gunzipSync, gzipSync } from 'node:zlib';

import { KafkaError } from '@odradek/base';

import { corruptError, isOutputLimitError, reasonOf, tooLargeError } from './compression-errors.ts';
import { gzipMembersOf } from './gzip-members.ts';

const CHUNK_BYTES_MIN = 1024;
const TRAILER_BYTES = 8;
/** Deflate makes at most this many bytes of one. */
const EXPANSION_MAX = 1032;

/** Compresses with gzip (RFC 1952). `level` is 1 to 9, or -1 for zlib's default, which is 6. */
export function compressGzip(bytes: Buffer, level: number): Buffer {
  return gzipSync(bytes, { level });
}

/**
 * Decompresses one or more gzip members, and passes over what Java's reader passes over: flags that
 * mean nothing, and bytes behind the last member. The result is new memory. Raises
 * `MESSAGE_TOO_LARGE` if it would have more than `bytesMax` bytes and `CORRUPT_MESSAGE` if it is not
 * gzip.
 *
 * zlib gathers its output in chunks and then joins them, which takes the memory twice. A chunk
 * that is a little larger than the result avoids that, so the size that the trailer tells is tried
 * first; it is the wrong one if there are several members.
 */
export function decompressGzip(bytes: Buffer, bytesMax: number): Buffer {
  try {
    return decompressMembers(bytes, bytesMax);
  } catch (error) {
    if (!(error instanceof KafkaError) || error.code !== 'CORRUPT_MESSAGE') throw error;
    const members = gzipMembersOf(bytes, bytesMax);
    if (members.equals(bytes)) throw error;
    return decompressMembers(members, bytesMax);
  }
}

function decompressMembers(bytes: Buffer, bytesMax: number): Buffer {
  const told = toldBytes(bytes);
  if (told <= bytesMax) {
    const output = inflateUpTo(bytes, told);
    if (output !== undefined) return output;
  }
  const output = inflateUpTo(bytes, bytesMax);
  if (output === undefined) throw tooLargeError('gzip', bytesMax);
  return output.byteLength < bytesMax / 2 ? Buffer.from(output) : output;
}

/** The size of the last member's contents, modulo 2^32, as its trailer has it. */
function toldBytes(bytes: Buffer): number {
  if (bytes.byteLength < TRAILER_BYTES) throw corruptError('gzip', 'it has no trailer');
  return bytes.readUInt32LE(bytes.byteLength - 4);
}

/** The contents if they have at most `bytesMax` bytes, else `undefined`. */
function inflateUpTo(bytes: Buffer, bytesMax: number): Buffer | undefined {
  const roomBytes = Math.min(bytesMax, bytes.byteLength * EXPANSION_MAX);
  try {
    const output = gunzipSync(bytes, {
      maxOutputLength: Math.max(bytesMax, 1),
      chunkSize: Math.max(roomBytes + 1, CHUNK_BYTES_MIN),
    });
    return output.byteLength <= bytesMax ? output : undefined;
  } catch (error) {
    if (isOutputLimitError(error)) return undefined;
    throw corruptError('gzip', reasonOf(error), error);
  }
}
