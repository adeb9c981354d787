import { KafkaError } from '@odradek/base';
import type { Admin, TopicPartition } from '@odradek/client/node';

import type { ChosenTopic } from '../../cli/group/chosen-topics.ts';

/**
 * The partitions of topics that were chosen, in order. Rejects with `UNKNOWN_TOPIC_OR_PARTITION` if
 * one of them does not exist.
 */
export async function chosenPartitions(
  admin: Admin,
  topics: readonly ChosenTopic[],
): Promise<readonly TopicPartition[]> {
  const described = await admin.describeTopics(topics.map(({ topic }) => topic));
  return topics.flatMap(({ topic, partitions }, index) => {
    const { error, partitions: existing = [] } = described[index] ?? {};
    if (error?.code === 'UNKNOWN_TOPIC_OR_PARTITION') throw missingTopic(topic);
    if (error !== undefined) throw error;
    const numbers = existing.map(({ partition }) => partition);
    const missing = partitions?.find((partition) => !numbers.includes(partition));
    if (missing !== undefined) throw missingPartition(topic, missing, numbers.length);
    return (partitions ?? numbers).map((partition) => ({ topic, partition }));
  });
}

function missingTopic(topic: string): KafkaError {
  return new KafkaError(
    'UNKNOWN_TOPIC_OR_PARTITION',
    `--topic is "${topic}", which does not exist; see "odradek topic list".`,
  );
}

function missingPartition(topic: string, partition: number, count: number): KafkaError {
  return new KafkaError(
    'UNKNOWN_TOPIC_OR_PARTITION',
    `--topic names partition ${partition}, but ${topic} has the partitions 0 to ${count - 1}.`,
  );
}
