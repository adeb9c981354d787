import type { SeededRandom } from '@odradek/base/testing';

import {
  partitionName,
  type ProducerTraits,
  type SentRecord,
  type TopicPartition,
} from '../history/history.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Makes the records of one producer, each with a name that no other record has. */
export class RecordSource {
  private readonly random: SeededRandom;
  private readonly producer: ProducerTraits;
  private readonly paddingBytesMax: number;
  private readonly orders = new Map<string, number>();

  constructor(random: SeededRandom, producer: ProducerTraits, paddingBytesMax: number) {
    this.random = random;
    this.producer = producer;
    this.paddingBytesMax = paddingBytesMax;
  }

  /** The next record for a partition. The name says where it belongs, so that a stray is seen. */
  next(topicPartition: TopicPartition, timestamp: number): SentRecord {
    const { random, producer } = this;
    const partition = partitionName(topicPartition);
    const order = this.orders.get(partition) ?? 0;
    this.orders.set(partition, order + 1);
    const name = `${partition}/${producer.name}/${order}`;
    return {
      name,
      topicPartition,
      producer,
      order,
      key: random.chance(0.2) ? null : `key-${random.below(10)}`,
      value: `${name}|${this.padding()}`,
      headers: random.chance(0.2) ? [['header', String(random.below(100))]] : [],
      timestamp,
      fate: { type: 'pending' },
    };
  }

  private padding(): string {
    const letter = LETTERS[this.random.below(LETTERS.length)] ?? 'a';
    return letter.repeat(this.random.below(this.paddingBytesMax + 1));
  }
}
