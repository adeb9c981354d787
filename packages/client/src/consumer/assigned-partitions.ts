import { KafkaError } from '@odradek/base';

import { AssignedPartition } from './assigned-partition.ts';
import type { TopicPartition } from './consumer-options.ts';
import { partitionKey } from './group/partition-sets.ts';

/** The partitions that a consumer reads, in the order in which they came. */
export class AssignedPartitions {
  private readonly partitions: Map<string, AssignedPartition> = new Map();
  private ordered: readonly AssignedPartition[] = [];

  /** All of them. */
  get all(): readonly AssignedPartition[] {
    return this.ordered;
  }

  /** The names of their topics. */
  get topics(): ReadonlySet<string> {
    return new Set(this.ordered.map(({ topic }) => topic));
  }

  /** The partition, `undefined` if it is not assigned. */
  find(partition: TopicPartition): AssignedPartition | undefined {
    return this.partitions.get(partitionKey(partition));
  }

  /** Raises `ODRADEK_NOT_ASSIGNED` if the partition is not assigned. */
  get(partition: TopicPartition): AssignedPartition {
    const assigned = this.find(partition);
    if (assigned !== undefined) return assigned;
    throw new KafkaError(
      'ODRADEK_NOT_ASSIGNED',
      `Topic "${partition.topic}", partition ${partition.partition}, is not assigned to this ` +
        'consumer; assign it, or wait for a rebalance that does.',
    );
  }

  /** Assigns a partition; one that was assigned before begins anew. */
  add(partition: TopicPartition): AssignedPartition {
    const assigned = new AssignedPartition(partition);
    this.find(partition)?.forget();
    this.partitions.set(partitionKey(partition), assigned);
    this.ordered = [...this.partitions.values()];
    return assigned;
  }

  /** Takes partitions away; what was fetched of them is gone. */
  remove(partitions: readonly TopicPartition[]): void {
    for (const partition of partitions) {
      this.find(partition)?.forget();
      this.partitions.delete(partitionKey(partition));
    }
    this.ordered = [...this.partitions.values()];
  }
}
