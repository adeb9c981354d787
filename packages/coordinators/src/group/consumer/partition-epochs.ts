import type { Uuid } from '@odradek/base';
import type { ConsumerGroupCurrentMemberAssignmentValueTopicPartitions } from '@odradek/protocol/messages/consumer-offsets';

/** Partitions by topic id, each with the epoch in which the member got it (KIP-1251). Never changed. */
export type PartitionEpochs = ReadonlyMap<Uuid, ReadonlyMap<number, number>>;

export const NO_PARTITIONS: PartitionEpochs = new Map();

/** Whether two have the same partitions with the same epochs. */
export function samePartitionEpochs(a: PartitionEpochs, b: PartitionEpochs): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const [topicId, partitions] of a) {
    const others = b.get(topicId);
    if (others === undefined || others.size !== partitions.size) return false;
    for (const [partition, epoch] of partitions) if (others.get(partition) !== epoch) return false;
  }
  return true;
}

/** The same partitions, as if the member had them since epoch 0. */
export function withEpochsZero(partitions: PartitionEpochs): PartitionEpochs {
  return new Map(
    [...partitions].map(([topicId, epochs]): [Uuid, ReadonlyMap<number, number>] => [
      topicId,
      new Map([...epochs.keys()].map((partition): [number, number] => [partition, 0])),
    ]),
  );
}

/** The partitions of a record; those without epochs have had `memberEpoch` from the beginning. */
export function partitionEpochsOf(
  topics: readonly ConsumerGroupCurrentMemberAssignmentValueTopicPartitions[],
  memberEpoch: number,
): PartitionEpochs {
  return new Map(
    topics.map(({ topicId, partitions, assignmentEpochs }) => [
      topicId,
      new Map(
        partitions.map((partition, index): [number, number] => [
          partition,
          assignmentEpochs?.[index] ?? memberEpoch,
        ]),
      ),
    ]),
  );
}

/** Partitions as a record has them. */
export function recordedPartitionEpochs(
  partitions: PartitionEpochs,
): ConsumerGroupCurrentMemberAssignmentValueTopicPartitions[] {
  return Array.from(partitions, ([topicId, epochs]) => ({
    topicId,
    partitions: [...epochs.keys()],
    assignmentEpochs: [...epochs.values()],
  }));
}
