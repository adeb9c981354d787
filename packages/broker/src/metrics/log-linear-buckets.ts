/** How many buckets there are from one power of two to the next. */
const SUB_BUCKETS = 16;
const SUB_BUCKETS_BITS = 4;
const UINT32_MAX = 0xff_ff_ff_ff;

/** How many buckets hold every whole number from 0 to 2^32 - 1. */
export const BUCKETS_COUNT: number = SUB_BUCKETS * (32 - SUB_BUCKETS_BITS + 1);

/**
 * The bucket of a whole number. Up to 31 each number has one of its own; above, a bucket is at most a
 * sixteenth of its numbers wide, as in an HdrHistogram. What is greater than 2^32 - 1 counts as
 * that, what is below 0 as 0; fractions are cut off.
 */
export function bucketOf(value: number): number {
  if (!(value >= SUB_BUCKETS)) return value > 0 ? value | 0 : 0;
  const whole = (value < UINT32_MAX ? value : UINT32_MAX) >>> 0;
  const exponent = 31 - Math.clz32(whole);
  const shift = exponent - SUB_BUCKETS_BITS;
  return ((shift + 1) << SUB_BUCKETS_BITS) | ((whole >>> shift) & (SUB_BUCKETS - 1));
}

/** The middle of the numbers of a bucket: at most 3.2 % from each of them. */
export function middleOf(bucket: number): number {
  if (bucket < SUB_BUCKETS) return bucket;
  const shift = (bucket >>> SUB_BUCKETS_BITS) - 1;
  const width = 2 ** shift;
  const least = (SUB_BUCKETS + (bucket & (SUB_BUCKETS - 1))) * width;
  return least + (width - 1) / 2;
}
