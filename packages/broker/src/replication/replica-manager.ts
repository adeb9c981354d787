import { assert, KafkaError, type Uuid } from '@odradek/base';
import type { MetadataImage, MetadataRecord, PartitionImage, TopicImage } from '@odradek/cluster';
import { ErrorCode } from '@odradek/protocol';
import type { LogManager } from '@odradek/storage';

import { Partition } from '../partition/partition.ts';
import type { HostedPartition, PartitionLookup } from './hosted-partition.ts';

/** What a replica manager needs. */
export interface ReplicaManagerOptions {
  readonly nodeId: number;
  readonly image: MetadataImage;
  readonly logManager: LogManager;
  /** Called whenever more of a partition may be read. */
  readonly onHighWatermark: (partition: Partition) => void;
}

const UNKNOWN_PARTITION: PartitionLookup = {
  type: 'error',
  errorCode: ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
  errorMessage: null,
};
const UNKNOWN_TOPIC_ID: PartitionLookup = {
  type: 'error',
  errorCode: ErrorCode.UNKNOWN_TOPIC_ID,
  errorMessage: null,
};

/** The partitions that this broker hosts. */
export class ReplicaManager {
  private readonly options: ReplicaManagerOptions;
  private readonly byName = new Map<string, readonly HostedPartition[]>();
  private readonly byId = new Map<Uuid, readonly HostedPartition[]>();

  constructor(options: ReplicaManagerOptions) {
    this.options = options;
  }

  /** The partition of a topic by name, or `UNKNOWN_TOPIC_OR_PARTITION`. */
  find(topic: string, index: number): PartitionLookup {
    return lookup(this.byName.get(topic)?.[index]);
  }

  /** The partition of a topic by id; `UNKNOWN_TOPIC_ID` only if the topic is not known at all. */
  findById(topicId: Uuid, index: number): PartitionLookup {
    const partitions = this.byId.get(topicId);
    return partitions === undefined ? UNKNOWN_TOPIC_ID : lookup(partitions[index]);
  }

  /** Opens the logs of all partitions of the image. */
  async load(): Promise<void> {
    for (const topic of this.options.image.topics.all()) await this.hostTopic(topic);
  }

  /** Follows changes of the metadata that were just replayed into the image. */
  async apply(records: readonly MetadataRecord[]): Promise<void> {
    for (const entry of records) {
      if (entry.type !== 'TopicRecord') continue;
      const topic = this.options.image.topics.topicById(entry.record.topicId);
      if (topic !== undefined) await this.hostTopic(topic);
    }
  }

  private async hostTopic(topic: TopicImage): Promise<void> {
    const partitions: HostedPartition[] = [];
    for (const partition of topic.partitions) {
      if (partition.leader !== this.options.nodeId) continue;
      partitions[partition.index] = await this.hostPartition(topic, partition);
    }
    assert(!this.byName.has(topic.name), `topic ${topic.name} is hosted once`);
    this.byName.set(topic.name, partitions);
    this.byId.set(topic.topicId, partitions);
  }

  /** A log that cannot be opened takes its own partition offline, and nothing else. */
  private async hostPartition(
    { name, topicId }: TopicImage,
    { index, leaderEpoch }: PartitionImage,
  ): Promise<HostedPartition> {
    const { logManager, onHighWatermark } = this.options;
    try {
      const log = await logManager.getOrCreate({ topic: name, partition: index, topicId });
      const partition = new Partition({ topic: name, topicId, index, leaderEpoch, log });
      log.onHighWatermark(() => onHighWatermark(partition));
      return { type: 'online', partition };
    } catch (error) {
      if (error instanceof KafkaError) return { type: 'offline', error };
      throw error;
    }
  }
}

function lookup(hosted: HostedPartition | undefined): PartitionLookup {
  if (hosted === undefined) return UNKNOWN_PARTITION;
  if (hosted.type === 'online') return { type: 'found', partition: hosted.partition };
  const errorCode = ErrorCode.KAFKA_STORAGE_ERROR;
  return { type: 'error', errorCode, errorMessage: hosted.error.message };
}
