import type { TopicPartition } from '../consumer/consumer-options.ts';
import { compareTexts } from './member-order.ts';

/** The partitions of one topic, as messages carry them. */
export interface PartitionsOfTopic {
  readonly topic: string;
  readonly partitions: readonly number[];
}

/** Partitions by topic, both sorted. */
export function groupByTopic(partitions: readonly TopicPartition[]): PartitionsOfTopic[] {
  const byTopic = new Map<string, number[]>();
  for (const { topic, partition } of partitions) {
    const known = byTopic.get(topic);
    if (known === undefined) byTopic.set(topic, [partition]);
    else known.push(partition);
  }
  return [...byTopic]
    .map(([topic, numbers]) => ({ topic, partitions: numbers.sort((a, b) => a - b) }))
    .sort((a, b) => compareTexts(a.topic, b.topic));
}

/** The partitions of all topics one by one, in the order given. */
export function listPartitions(topics: readonly PartitionsOfTopic[]): TopicPartition[] {
  return topics.flatMap(({ topic, partitions }) =>
    partitions.map((partition) => ({ topic, partition })),
  );
}
