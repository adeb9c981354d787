import { assert } from '@odradek/base';

import type { TopicPartition } from '../../consumer/consumer-options.ts';
import type { PartitionRacks } from '../partition-assignor.ts';

/**
 * The partitions of some topics as numbers from 0 on, by topic and partition, so that what is known
 * of each of them fits into arrays.
 */
export class PartitionNumbers {
  /** Sorted by name. */
  readonly topics: readonly string[];
  readonly count: number;
  private readonly racks: PartitionRacks;
  /** The number of the first partition of each topic. */
  private readonly starts = new Map<string, number>();
  private readonly listed: TopicPartition[] = [];

  /** Of `topics`, sorted, all of which have partitions in `racks`. */
  constructor(topics: readonly string[], racks: PartitionRacks) {
    this.topics = topics;
    this.racks = racks;
    for (const topic of topics) {
      this.starts.set(topic, this.listed.length);
      const count = racks.get(topic)?.length ?? 0;
      for (let partition = 0; partition < count; partition++) {
        this.listed.push({ topic, partition });
      }
    }
    this.count = this.listed.length;
  }

  /** The number of a partition; undefined if there is no such partition. */
  numberOf({ topic, partition }: TopicPartition): number | undefined {
    const start = this.starts.get(topic);
    if (start === undefined || partition < 0) return undefined;
    return partition < this.countOf(topic) ? start + partition : undefined;
  }

  /** The partition with a number. */
  partitionOf(number: number): TopicPartition {
    const partition = this.listed[number];
    assert(partition !== undefined, `there is a partition with number ${number}`);
    return partition;
  }

  /** The numbers of the partitions of a topic. */
  numbersOf(topic: string): number[] {
    const start = this.starts.get(topic) ?? 0;
    return Array.from({ length: this.countOf(topic) }, (_, partition) => start + partition);
  }

  /** The racks of the replicas of a partition. */
  racksOf(number: number): readonly string[] {
    const { topic, partition } = this.partitionOf(number);
    return this.racks.get(topic)?.[partition] ?? [];
  }

  private countOf(topic: string): number {
    return this.racks.get(topic)?.length ?? 0;
  }
}
