import type { SeededRandom } from '@odradek/base/testing';

import {
  partitionName,
  type ProducerTraits,
  type SentRecord,
  type TopicPartition,
  UNPLACED,
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
    const key = this.random.chance(0.2) ? null : this.key();
    return this.record({ topicPartition, lane: partitionName(topicPartition), key, timestamp });
  }

  /** The next record that finds its partition of a topic by its key. */
  nextByKey(topic: string, timestamp: number): SentRecord {
    const key = this.key();
    const topicPartition = { topic, partition: UNPLACED };
    return this.record({ topicPartition, lane: `${topic}/${key}`, key, timestamp });
  }

  private key(): string {
    return `key-${this.random.below(10)}`;
  }

  private record(
    part: Pick<SentRecord, 'topicPartition' | 'lane' | 'key' | 'timestamp'>,
  ): SentRecord {
    const { random, producer } = this;
    const { lane } = part;
    const order = this.orders.get(lane) ?? 0;
    this.orders.set(lane, order + 1);
    const name = `${lane}/${producer.name}/${order}`;
    return {
      ...part,
      name,
      producer,
      order,
      value: `${name}|${this.padding()}`,
      headers: random.chance(0.2) ? [['header', String(random.below(100))]] : [],
      fate: { type: 'pending' },
    };
  }

  private padding(): string {
    const letter = LETTERS[this.random.below(LETTERS.length)] ?? 'a';
    return letter.repeat(this.random.below(this.paddingBytesMax + 1));
  }
}
