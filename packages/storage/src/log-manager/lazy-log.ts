import { KafkaError, type Uuid } from '@odradek/base';

import type { LogConfig } from '../log/log-config.ts';
import type { PartitionLog } from '../log/partition-log.ts';
import { type LogSummary, summaryOf } from './log-summary.ts';
import type { TopicIdPartition } from './partition-directory.ts';

/** Where a log is that is opened when it is needed. */
export interface LazyLogDirectory {
  /** The log of a partition if it is open. */
  get(topic: string, partition: number): PartitionLog | undefined;
  /** What is known of it if it is not. */
  summaryOf(partition: TopicIdPartition): LogSummary | undefined;
}

/** What logs that are opened when they are needed need themselves; those of a topic share it. */
export interface LazyLogOptions {
  /** The settings of the topic, as they are. */
  readonly config: () => Partial<LogConfig>;
  readonly directory: LazyLogDirectory;
  /** Opens it, or waits for who does. */
  readonly open: (lazyLog: LazyLog) => Promise<PartitionLog>;
}

/**
 * The log of a partition, which is opened when it is needed: what a broker that starts knows of it
 * costs no look at its folder. There is one for each partition, so it is small.
 */
export class LazyLog {
  readonly topic: string;
  readonly topicId: Uuid;
  readonly partition: number;
  private readonly options: LazyLogOptions;
  private isDeleted = false;

  constructor({ topic, topicId, partition }: TopicIdPartition, options: LazyLogOptions) {
    this.topic = topic;
    this.topicId = topicId;
    this.partition = partition;
    this.options = options;
  }

  /** The settings of its topic, as they are now. */
  get config(): Partial<LogConfig> {
    return this.options.config();
  }

  /** The log if it is open. */
  get opened(): PartitionLog | undefined {
    return this.options.directory.get(this.topic, this.partition);
  }

  /**
   * What is known of the log, open or not; `undefined` if it has to be opened for that: something may
   * have been written to it before a crash, or by others.
   */
  get summary(): LogSummary | undefined {
    const { opened } = this;
    return opened === undefined ? this.options.directory.summaryOf(this) : summaryOf(opened);
  }

  /** The log, opened unless it is. Rejects as `LogManager.getOrCreate`, and if it was deleted. */
  open(): Promise<PartitionLog> {
    if (this.isDeleted) return Promise.reject(this.deletedError());
    const { opened } = this;
    return opened === undefined ? this.options.open(this) : Promise.resolve(opened);
  }

  /** The partition is deleted: its log is not opened any more. */
  noteDeleted(): void {
    this.isDeleted = true;
  }

  /** Raises an error if the partition was deleted. */
  checkIsThere(): void {
    if (this.isDeleted) throw this.deletedError();
  }

  private deletedError(): KafkaError {
    const { topic, partition } = this;
    return new KafkaError(
      'UNKNOWN_TOPIC_OR_PARTITION',
      `The partition ${topic}-${partition} was deleted.`,
    );
  }
}
