import type { TopicPartition } from '../consumer-options.ts';

/** A text that no other partition has. */
export function partitionKey({ topic, partition }: TopicPartition): string {
  return `${partition}:${topic}`;
}

/** Those of `partitions` that are not among `others`. */
export function withoutPartitions(
  partitions: readonly TopicPartition[],
  others: readonly TopicPartition[],
): readonly TopicPartition[] {
  const keys = new Set(others.map(partitionKey));
  return partitions.filter((partition) => !keys.has(partitionKey(partition)));
}
