import { javaStringHash } from '@odradek/base';

const INT32_MIN = -0x80000000;

/**
 * The partition of `__consumer_offsets` that a group belongs to: Java's `String.hashCode`, made
 * positive as Kafka's `Utils.abs` does, modulo the number of partitions.
 */
export function groupPartition(groupId: string, partitionsCount: number): number {
  const hash = javaStringHash(groupId);
  return (hash === INT32_MIN ? 0 : Math.abs(hash)) % partitionsCount;
}
