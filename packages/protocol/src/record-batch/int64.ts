import { isOutOfRangeInt64, OUT_OF_RANGE_INT64 } from '@odradek/base';

const TWO_TO_THE_32 = 4294967296;
const SAFE_HIGH_WORD = 0x200000;

/** The big-endian int32 at `at`; the caller has checked that its bytes are there. */
export function int32At(bytes: Buffer, at: number): number {
  return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
}

/** The big-endian int16 at `at`; the caller has checked that its bytes are there. */
export function int16At(bytes: Buffer, at: number): number {
  return ((bytes[at]! << 24) >> 16) | bytes[at + 1]!;
}

/**
 * The big-endian int64 at `at` as a number; outside of ±(2^53-1) it is `±OUT_OF_RANGE_INT64`. The
 * caller has checked that its bytes are there.
 */
export function int64At(bytes: Buffer, at: number): number {
  const high = int32At(bytes, at);
  const value = high * TWO_TO_THE_32 + (int32At(bytes, at + 4) >>> 0);
  if (high >= SAFE_HIGH_WORD) return OUT_OF_RANGE_INT64;
  return value <= -OUT_OF_RANGE_INT64 ? -OUT_OF_RANGE_INT64 : value;
}

/** Writes an integer within ±2^53 as a big-endian int64; there must be room. */
export function writeInt64(bytes: Buffer, value: number, at: number): void {
  const high = Math.floor(value / TWO_TO_THE_32);
  bytes.writeInt32BE(high, at);
  bytes.writeUInt32BE(value - high * TWO_TO_THE_32, at + 4);
}

/** An int64 as a number; outside of ±(2^53-1) it is `±OUT_OF_RANGE_INT64`. */
export function int64ToNumber(value: bigint): number {
  if (value >= BigInt(OUT_OF_RANGE_INT64)) return OUT_OF_RANGE_INT64;
  if (value <= -BigInt(OUT_OF_RANGE_INT64)) return -OUT_OF_RANGE_INT64;
  return Number(value);
}

/** `base + delta`; `±OUT_OF_RANGE_INT64` if `base` is that or the sum is not within ±(2^53-1). */
export function addToInt64(base: number, delta: number): number {
  if (isOutOfRangeInt64(base)) return base;
  const sum = base + delta;
  return isOutOfRangeInt64(sum) ? Math.sign(sum) * OUT_OF_RANGE_INT64 : sum;
}
