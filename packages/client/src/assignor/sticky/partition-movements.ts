import { javaStringHash } from '@odradek/base';

import type { TopicPartition } from '../../consumer/consumer-options.ts';
import { JavaHashSet } from './java-hash-set.ts';
import type { PartitionNumbers } from './partition-numbers.ts';

/** From which member to which other one a partition went. */
interface Movement {
  readonly source: number;
  readonly destination: number;
}

/**
 * The movements of partitions while a group is balanced. They let a partition go back where another
 * one of its topic came from, instead of having two members swap partitions
 * (`AbstractStickyAssignor.PartitionMovements`).
 */
export class PartitionMovements {
  private readonly partitions: PartitionNumbers;
  private readonly byPartition = new Map<number, Movement>();
  /** By topic, source and destination: the partitions that went this way. */
  private readonly byWay = new Map<string, JavaHashSet>();

  constructor(partitions: PartitionNumbers) {
    this.partitions = partitions;
  }

  /** Which partition to move in place of `partition`, which should go from `source` to `destination`. */
  partitionToMove(partition: number, { source, destination }: Movement): number {
    const origin = this.byPartition.get(partition)?.source ?? source;
    const back = this.wayOf(partition, { source: destination, destination: origin });
    return this.byWay.get(back)?.first() ?? partition;
  }

  /** Notes that a partition has moved. One that is back where it came from has not moved at all. */
  move(partition: number, movement: Movement): void {
    const earlier = this.byPartition.get(partition);
    if (earlier === undefined) {
      this.add(partition, movement);
      return;
    }
    this.remove(partition, earlier);
    const { source } = earlier;
    if (source !== movement.destination) {
      this.add(partition, { source, destination: movement.destination });
    }
  }

  private add(partition: number, movement: Movement): void {
    this.byPartition.set(partition, movement);
    const way = this.wayOf(partition, movement);
    let moved = this.byWay.get(way);
    if (moved === undefined) {
      moved = new JavaHashSet((number) => javaHashOf(this.partitions.partitionOf(number)));
      this.byWay.set(way, moved);
    }
    moved.add(partition);
  }

  private remove(partition: number, movement: Movement): void {
    this.byPartition.delete(partition);
    const way = this.wayOf(partition, movement);
    const moved = this.byWay.get(way);
    moved?.delete(partition);
    if (moved?.size === 0) this.byWay.delete(way);
  }

  private wayOf(partition: number, { source, destination }: Movement): string {
    return `${source}>${destination} ${this.partitions.partitionOf(partition).topic}`;
  }
}

/** `TopicPartition.hashCode` of Kafka. */
function javaHashOf({ topic, partition }: TopicPartition): number {
  return (Math.imul(31, 31 + partition) + javaStringHash(topic)) | 0;
}
