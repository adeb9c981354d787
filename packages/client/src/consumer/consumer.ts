import { KafkaError, type Offset } from '@odradek/base';

import type { InEnvironment } from '../client-options.ts';
import type {
  ConsumerOptions,
  ConsumerRecord,
  PartitionAssignment,
  PollOptions,
  TopicPartition,
} from './consumer-options.ts';

export class Consumer implements AsyncDisposable, AsyncIterable<ConsumerRecord> {
  readonly options: InEnvironment<ConsumerOptions>;

  constructor(options: InEnvironment<ConsumerOptions>) {
    this.options = options;
  }

  assign(_partitions: readonly PartitionAssignment[]): Promise<void> {
    return Promise.reject(new KafkaError('ODRADEK_NOT_BUILT', 'assign'));
  }

  /** The partitions that are assigned, in the order of `assign`. */
  assignment(): readonly TopicPartition[] {
    return [];
  }

  seek(_partition: PartitionAssignment): void {}

  /** The offset of the next record that `poll` returns of a partition. */
  position(_partition: TopicPartition): Promise<Offset> {
    return Promise.reject(new KafkaError('ODRADEK_NOT_BUILT', 'position'));
  }

  pause(_partitions: readonly TopicPartition[]): void {}

  resume(_partitions: readonly TopicPartition[]): void {}

  poll(_options: PollOptions = {}): Promise<readonly ConsumerRecord[]> {
    return Promise.reject(new KafkaError('ODRADEK_NOT_BUILT', 'poll'));
  }

  [Symbol.asyncIterator](): AsyncIterator<ConsumerRecord> {
    throw new KafkaError('ODRADEK_NOT_BUILT', 'iterator');
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
