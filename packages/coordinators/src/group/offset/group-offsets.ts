import type { CommittedOffset, CommittedPartition } from './committed-offset.ts';

/** Committed offsets by topic and partition. */
export type OffsetsByTopic = ReadonlyMap<string, ReadonlyMap<number, CommittedOffset>>;

/** Committed offsets of groups (Kafka's `OffsetMetadataManager.Offsets`). */
export class GroupOffsets {
  private readonly byGroup = new Map<string, Map<string, Map<number, CommittedOffset>>>();
  private count = 0;

  /** How many there are. */
  get size(): number {
    return this.count;
  }

  /** The groups that have any: a live view. */
  get groups(): Iterable<[groupId: string, offsets: OffsetsByTopic]> {
    return this.byGroup.entries();
  }

  /** The offsets of a group; `undefined` without any. */
  ofGroup(groupId: string): OffsetsByTopic | undefined {
    return this.byGroup.get(groupId);
  }

  get({ group, topic, partition }: CommittedPartition): CommittedOffset | undefined {
    return this.byGroup.get(group)?.get(topic)?.get(partition);
  }

  put({ group, topic, partition }: CommittedPartition, offset: CommittedOffset): void {
    let topics = this.byGroup.get(group);
    if (topics === undefined) {
      topics = new Map();
      this.byGroup.set(group, topics);
    }
    let partitions = topics.get(topic);
    if (partitions === undefined) {
      partitions = new Map();
      topics.set(topic, partitions);
    }
    const before = partitions.size;
    partitions.set(partition, offset);
    this.count += partitions.size - before;
  }

  remove({ group, topic, partition }: CommittedPartition): void {
    const topics = this.byGroup.get(group);
    const partitions = topics?.get(topic);
    if (topics === undefined || partitions?.delete(partition) !== true) return;
    this.count--;
    if (partitions.size === 0) topics.delete(topic);
    if (topics.size === 0) this.byGroup.delete(group);
  }
}
