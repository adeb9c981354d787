/** How much memory a batch may keep alive, as a multiple of its own size. */
const MEMORY_RATIO_MAX = 2;

/**
 * A batch in memory that holds little else: itself, or a copy if it is a small part of something
 * large, such as what came in on a socket, which would otherwise stay in memory as long as it.
 */
export function ownBytes(batch: Buffer): Buffer {
  const isSmallPart = batch.buffer.byteLength > MEMORY_RATIO_MAX * batch.byteLength;
  if (!isSmallPart) return batch;
  // Not from the pool, whose blocks (64 KiB in Node 24) would stay in memory as a whole too.
  const copy = Buffer.allocUnsafeSlow(batch.byteLength);
  copy.set(batch);
  return copy;
}
