import { inflateRawSync } from 'node:zlib';

import { corruptError, isOutputLimitError, reasonOf, tooLargeError } from './compression-errors.ts';

const HEADER_BYTES = 10;
const TRAILER_BYTES = 8;
const FLAGS_AT = 3;
const HEADER_CRC_FLAG = 0x02;
const EXTRA_FLAG = 0x04;
const NAME_FLAG = 0x08;
const COMMENT_FLAG = 0x10;
const RESERVED_FLAGS = 0xe0;
/** Java looks for another member only if more bytes than this follow the trailer. */
const IGNORED_BYTES_MAX = 18;
/** Each member costs a call. Writers make one; more than this is an attempt to keep us busy. */
const MEMBERS_MAX = 1024;

/** What `inflateRawSync` answers with `info`, which its types do not know. */
interface InflatedWithInfo {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

/**
 * The gzip members that Java's `GZIPInputStream` reads of `bytes`, as zlib reads them too: flags
 * that mean nothing are cleared, and what follows the last member is left out. New memory. Raises
 * `CORRUPT_MESSAGE` if they do not begin with a member, one cannot be inflated, or there are more than
 * 1024, and `MESSAGE_TOO_LARGE` if they hold more than `bytesMax` bytes together. The checksums are
 * not looked at.
 */
export function gzipMembersOf(bytes: Buffer, bytesMax: number): Buffer {
  const members = Buffer.from(bytes);
  let end = 0;
  let inflatedBytes = 0;
  let count = 0;
  do {
    const body = bodyOfMember(members, end);
    if (body === undefined) break;
    count++;
    if (count > MEMBERS_MAX) throw corruptError('gzip', `it has more than ${MEMBERS_MAX} members`);
    const flagsAt = end + FLAGS_AT;
    members[flagsAt] = members[flagsAt]! & ~RESERVED_FLAGS;
    const { buffer, engine } = inflateMember(members.subarray(body), bytesMax);
    inflatedBytes += buffer.byteLength;
    if (inflatedBytes > bytesMax) throw tooLargeError('gzip', bytesMax);
    end = body + engine.bytesWritten + TRAILER_BYTES;
  } while (members.byteLength - end > IGNORED_BYTES_MAX);
  if (end === 0) throw corruptError('gzip', 'it does not begin with a header');
  if (end > members.byteLength) throw corruptError('gzip', 'it has no trailer');
  return members.subarray(0, end);
}

/** Where the deflated data of the member at `start` begins (RFC 1952); `undefined` if none does. */
function bodyOfMember(bytes: Buffer, start: number): number | undefined {
  if (bytes.byteLength - start < HEADER_BYTES) return undefined;
  if (bytes.readUInt16BE(start) !== 0x1f8b || bytes[start + 2] !== 8) return undefined;
  const flags = bytes[start + FLAGS_AT]!;
  let at = start + HEADER_BYTES;
  if ((flags & EXTRA_FLAG) !== 0) {
    if (at + 2 > bytes.byteLength) return undefined;
    at += 2 + bytes.readUInt16LE(at);
  }
  for (const flag of [NAME_FLAG, COMMENT_FLAG]) {
    if ((flags & flag) === 0) continue;
    const zero = bytes.indexOf(0, at);
    if (zero < 0) return undefined;
    at = zero + 1;
  }
  if ((flags & HEADER_CRC_FLAG) !== 0) at += 2;
  return at <= bytes.byteLength ? at : undefined;
}

function inflateMember(bytes: Buffer, bytesMax: number): InflatedWithInfo {
  const options = { info: true, maxOutputLength: Math.max(bytesMax, 1) };
  try {
    return inflateRawSync(bytes, options) as unknown as InflatedWithInfo;
  } catch (error) {
    if (isOutputLimitError(error)) throw tooLargeError('gzip', bytesMax);
    throw corruptError('gzip', reasonOf(error), error);
  }
}
