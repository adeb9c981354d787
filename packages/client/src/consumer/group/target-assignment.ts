import type { Uuid } from '@odradek/base';
import type { Assignment } from '@odradek/protocol/messages/68-consumer-group-heartbeat';

import type { TopicPartition } from '../consumer-options.ts';
import type { TopicsView } from './membership.ts';

/** A partition whose topic is known by name and by id: another of the same name is another topic. */
export interface IdentifiedPartition extends TopicPartition {
  readonly topicId: Uuid;
}

/** What the coordinator wants a member to own. */
export class TargetAssignment {
  private readonly partitions: ReadonlyMap<Uuid, readonly number[]>;
  /** Whether the application has all of it. */
  isReached = false;

  constructor({ topicPartitions }: Assignment) {
    this.partitions = new Map(
      topicPartitions.map(({ topicId, partitions }) => [
        topicId,
        [...partitions].sort((a, b) => a - b),
      ]),
    );
  }

  /** Whether the other says the same. */
  equals(other: TargetAssignment): boolean {
    return this.key === other.key;
  }

  private get key(): string {
    return JSON.stringify([...this.partitions].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  has(topicId: Uuid | undefined, partition: number): boolean {
    return topicId !== undefined && this.partitions.get(topicId)?.includes(partition) === true;
  }

  /** The topics whose names are not known. */
  unnamed(view: TopicsView): readonly Uuid[] {
    return [...this.partitions.keys()].filter((topicId) => view.topicName(topicId) === undefined);
  }

  /** The partitions of those topics whose names are known. */
  named(view: TopicsView): readonly IdentifiedPartition[] {
    return [...this.partitions].flatMap(([topicId, partitions]) => {
      const topic = view.topicName(topicId);
      if (topic === undefined) return [];
      return partitions.map((partition) => ({ topic, partition, topicId }));
    });
  }
}
