import { createRequire } from 'node:module';

import { crc32cByTable, crc32cOfRangeByTable } from './crc32c-table.ts';

type Crc32c = (bytes: Uint8Array, initial?: number) => number;

/** Below this many bytes the call into native code costs more than it saves (measured: 250). */
const NATIVE_BYTES_MIN = 256;

/** What serves large buffers; `undefined` until the first of them comes. */
let large: Crc32c | undefined;

/**
 * The native checksum, or `undefined` where the package or its binary for this platform is not
 * installed. It is an optional dependency, so its absence is no error. It is loaded when it is first
 * needed: that takes 5 ms, which a process that never needs it should not pay at its start.
 */
export function crc32cNative(): Crc32c | undefined {
  large ??= loadNative() ?? crc32cByTable;
  return large === crc32cByTable ? undefined : large;
}

/** Which implementation serves large buffers, for logs and metrics. */
export function crc32cImplementation(): 'native' | 'table' {
  return crc32cNative() === undefined ? 'table' : 'native';
}

function loadNative(): Crc32c | undefined {
  const require = createRequire(import.meta.url);
  try {
    const loaded = require('@node-rs/crc32') as { crc32c: Crc32c };
    return loaded.crc32c;
  } catch (error) {
    if (error instanceof Error && isMissingPackage(error)) return undefined;
    throw error;
  }
}

/** `@node-rs/crc32` throws a plain error with this text if its platform binary is missing. */
function isMissingPackage(error: Error & { code?: string }): boolean {
  return (
    error.code === 'MODULE_NOT_FOUND' ||
    error.code === 'ERR_DLOPEN_FAILED' ||
    error.message.includes('native binding')
  );
}

/**
 * CRC-32C (Castagnoli) of `bytes`, the checksum of record batches, as an unsigned 32-bit number.
 * `initial` continues the checksum of bytes that came before.
 */
export function crc32c(bytes: Uint8Array, initial: number = 0): number {
  if (bytes.byteLength < NATIVE_BYTES_MIN) return crc32cByTable(bytes, initial);
  large ??= loadNative() ?? crc32cByTable;
  return large(bytes, initial);
}

/** CRC-32C of the bytes from `start` to before `end`, which must be there. Makes no view of a few. */
export function crc32cOfRange(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < NATIVE_BYTES_MIN) return crc32cOfRangeByTable(bytes, start, end);
  return crc32c(bytes.subarray(start, end));
}
