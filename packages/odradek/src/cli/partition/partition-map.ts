import type { TopicPartition } from '@odradek/client';

import { compareNames } from '../command-line/compare-names.ts';

/** Something for each of some partitions. */
export class PartitionMap<Value> {
  private readonly byTopic: Map<string, Map<number, Value>> = new Map();

  /** Fills it with what each entry has for its partition; the last one counts. */
  static of<Entry extends TopicPartition, Value>(
    entries: readonly Entry[],
    valueOf: (entry: Entry) => Value,
  ): PartitionMap<Value> {
    const map = new PartitionMap<Value>();
    for (const entry of entries) map.set(entry, valueOf(entry));
    return map;
  }

  get({ topic, partition }: TopicPartition): Value | undefined {
    return this.byTopic.get(topic)?.get(partition);
  }

  has({ topic, partition }: TopicPartition): boolean {
    return this.byTopic.get(topic)?.has(partition) === true;
  }

  set({ topic, partition }: TopicPartition, value: Value): void {
    const ofTopic = this.byTopic.get(topic) ?? new Map<number, Value>();
    this.byTopic.set(topic, ofTopic);
    ofTopic.set(partition, value);
  }

  delete({ topic, partition }: TopicPartition): void {
    this.byTopic.get(topic)?.delete(partition);
  }

  /** What the partitions have, those of a topic together. */
  values(): readonly Value[] {
    return [...this.byTopic.values()].flatMap((ofTopic) => [...ofTopic.values()]);
  }

  /** The partitions that have something, by name and number. */
  partitions(): readonly TopicPartition[] {
    return [...this.byTopic]
      .flatMap(([topic, ofTopic]) => [...ofTopic.keys()].map((partition) => ({ topic, partition })))
      .sort(comparePartitions);
  }
}

/** Orders partitions by the names of their topics, then by number. */
export function comparePartitions(a: TopicPartition, b: TopicPartition): number {
  return compareNames(a.topic, b.topic) || a.partition - b.partition;
}
