import { KafkaError, type Uuid } from '@odradek/base';

import type { TopicDescriber } from './partition-assignor.ts';

/** How many partitions a subscribed topic has. Raises `UNKNOWN_SERVER_ERROR` if it does not exist. */
export function partitionCountOf(topicId: Uuid, topics: TopicDescriber): number {
  const topic = topics.topicById(topicId);
  if (topic !== undefined) return topic.partitionsCount;
  throw new KafkaError(
    'UNKNOWN_SERVER_ERROR',
    `Members are subscribed to topic ${topicId} which doesn't exist in the topic metadata.`,
  );
}
