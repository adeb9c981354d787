import { type Uuid, ZERO_UUID } from '@odradek/base';

/** What is answered of the partitions of a topic. */
interface AnsweredTopic {
  readonly name: string;
  /** In versions that name topics by their ids. */
  readonly topicId?: Uuid;
  readonly partitions: readonly unknown[];
}

/**
 * One answer of what the broker has refused itself and what the coordinator of a group has answered. A
 * topic that stands on both sides is answered once; what was refused stands first, as in Kafka's
 * `OffsetCommitResponse.Builder`.
 */
export function mergedTopics<Topic extends AnsweredTopic>(
  refused: readonly Topic[],
  answered: readonly Topic[],
): readonly Topic[] {
  if (refused.length === 0) return answered;
  const topics = new Map<string, Topic & { readonly partitions: unknown[] }>();
  for (const topic of [...refused, ...answered]) {
    const { name, topicId = ZERO_UUID, partitions } = topic;
    const key = topicId === ZERO_UUID ? name : topicId;
    const before = topics.get(key);
    if (before === undefined) topics.set(key, { ...topic, partitions: [...partitions] });
    else for (const partition of partitions) before.partitions.push(partition);
  }
  return [...topics.values()];
}
