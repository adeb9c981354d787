declare const unit: unique symbol;

/**
 * The offset of a record in the log of a partition, or one of Kafka's negative sentinels. A plain
 * number may be given where an offset is asked for, a `Timestamp` may not.
 */
export type Offset = number & { readonly [unit]?: 'offset' };

/** Milliseconds since the epoch of Unix, or one of Kafka's negative sentinels. */
export type Timestamp = number & { readonly [unit]?: 'timestamp' };

/** A 16-byte id in Kafka's text form: 22 characters of URL-safe base64 without padding. */
export type Uuid = string;

/**
 * What an int64 above 2^53-1 becomes where a number stands for it, such as an offset or a
 * timestamp. No valid value equals it; `-OUT_OF_RANGE_INT64` is its counterpart below -(2^53-1).
 */
export const OUT_OF_RANGE_INT64: number = 2 ** 53;

/** Whether an int64 that was read as a number was outside of ±(2^53-1) on the wire. */
export function isOutOfRangeInt64(value: number): boolean {
  return value >= OUT_OF_RANGE_INT64 || value <= -OUT_OF_RANGE_INT64;
}
