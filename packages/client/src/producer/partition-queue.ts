import { PartitionSequences } from './partition-sequences.ts';
import type { ProducerBatch } from './producer-batch.ts';

/** The batches of a partition that wait to be sent, in the order of their records. */
export class PartitionQueue {
  readonly topic: string;
  readonly partition: number;
  readonly sequences: PartitionSequences = new PartitionSequences();
  /** The first is the next to be sent; only the last may be open. */
  readonly batches: ProducerBatch[] = [];
  /** How many records were appended so far. */
  recordsCount = 0;

  constructor(topic: string, partition: number) {
    this.topic = topic;
    this.partition = partition;
  }

  /** Puts a batch back in its place: a later batch may have come back before it. */
  insert(batch: ProducerBatch): void {
    const index = this.batches.findIndex((other) => other.recordIndex > batch.recordIndex);
    this.batches.splice(index < 0 ? this.batches.length : index, 0, batch);
  }
}
