import { javaStringHash } from './java-string-hash.ts';

const INITIAL_BUCKETS = 16;
const LOAD_FACTOR_MAX = 0.75;

/** How many buckets a Java `HashMap` has, whose entries were added one by one up to `size`. */
export function javaHashBuckets(size: number): number {
  let buckets = INITIAL_BUCKETS;
  while (size > buckets * LOAD_FACTOR_MAX) buckets *= 2;
  return buckets;
}

/** In which of `buckets`, a power of two, a Java `HashMap` puts a key with this hash code. */
export function javaHashBucket(hash: number, buckets: number): number {
  return (hash ^ (hash >>> 16)) & (buckets - 1);
}

/**
 * The order in which a Java `HashMap` lists these different keys if they are added in the order
 * given: by bucket, and in a bucket as they came. A decision that Kafka takes in this order can then
 * be taken as Kafka takes it. Buckets of more than seven keys, which Java keeps as trees, may differ.
 */
export function javaHashOrder(keys: readonly string[]): string[] {
  const buckets = javaHashBuckets(keys.length);
  return keys
    .map((key) => ({ key, bucket: javaHashBucket(javaStringHash(key), buckets) }))
    .sort((a, b) => a.bucket - b.bucket)
    .map(({ key }) => key);
}
