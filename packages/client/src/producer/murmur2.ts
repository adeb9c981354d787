const SEED = 0x9747b28c;
const M = 0x5bd1e995;
const R = 24;

/** The 32-bit hash by which Kafka's producer chooses the partition of a key, as a signed number. */
function murmur2(bytes: Buffer): number {
  const length = bytes.byteLength;
  const wordsEnd = length & ~3;
  let hash = SEED ^ length;
  for (let at = 0; at < wordsEnd; at += 4) {
    let word = Math.imul(bytes.readInt32LE(at), M);
    word = Math.imul(word ^ (word >>> R), M);
    hash = Math.imul(hash, M) ^ word;
  }
  if (wordsEnd < length) {
    hash = Math.imul(hash ^ bytes.readUIntLE(wordsEnd, length - wordsEnd), M);
  }
  hash = Math.imul(hash ^ (hash >>> 13), M);
  return hash ^ (hash >>> 15);
}

/** The partition of a key, as Kafka's producer chooses it. */
export function partitionOfKey(key: Buffer, partitionsCount: number): number {
  return (murmur2(key) & 0x7fffffff) % partitionsCount;
}
