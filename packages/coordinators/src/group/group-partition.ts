/**
 * The partition of `__consumer_offsets` that a group belongs to: Java's `String.hashCode`, made
 * positive as Kafka's `Utils.abs` does, modulo the number of partitions.
 */
export function groupPartition(groupId: string, partitionsCount: number): number {
  let hash = 0;
  for (let index = 0; index < groupId.length; index++) {
    hash = (Math.imul(31, hash) + groupId.charCodeAt(index)) | 0;
  }
  return (hash === INT32_MIN ? 0 : Math.abs(hash)) % partitionsCount;
}

const INT32_MIN = -0x80000000;
