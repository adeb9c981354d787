import { assert, type Uuid } from '@odradek/base';
import type { MetadataImage, MetadataRecord, TopicImage } from '@odradek/cluster';
import type { LogManager } from '@odradek/storage';

import { Partition } from '../partition/partition.ts';

/** The partitions that this broker hosts. */
export class ReplicaManager {
  private readonly nodeId: number;
  private readonly image: MetadataImage;
  private readonly logManager: LogManager;
  private readonly byName = new Map<string, Partition[]>();
  private readonly byId = new Map<Uuid, Partition[]>();
  private readonly onHighWatermark: (partition: Partition) => void;

  constructor(options: {
    readonly nodeId: number;
    readonly image: MetadataImage;
    readonly logManager: LogManager;
    /** Called whenever more of a partition may be read. */
    readonly onHighWatermark: (partition: Partition) => void;
  }) {
    this.nodeId = options.nodeId;
    this.image = options.image;
    this.logManager = options.logManager;
    this.onHighWatermark = options.onHighWatermark;
  }

  /** The partition of a topic by name, or `undefined` if this broker does not host it. */
  partition(topic: string, index: number): Partition | undefined {
    return this.byName.get(topic)?.[index];
  }

  /** The partition of a topic by id, or `undefined` if this broker does not host it. */
  partitionById(topicId: Uuid, index: number): Partition | undefined {
    return this.byId.get(topicId)?.[index];
  }

  /** Opens the logs of all partitions of the image. */
  async load(): Promise<void> {
    for (const topic of this.image.topics.all()) await this.hostTopic(topic);
  }

  /** Follows changes of the metadata that were just replayed into the image. */
  async apply(records: readonly MetadataRecord[]): Promise<void> {
    for (const entry of records) {
      if (entry.type !== 'TopicRecord') continue;
      const topic = this.image.topics.topicById(entry.record.topicId);
      if (topic !== undefined) await this.hostTopic(topic);
    }
  }

  private async hostTopic(topic: TopicImage): Promise<void> {
    const partitions: Partition[] = [];
    for (const { index, leader, leaderEpoch } of topic.partitions) {
      if (leader !== this.nodeId) continue;
      const { name, topicId } = topic;
      const log = await this.logManager.getOrCreate({ topic: name, partition: index, topicId });
      const partition = new Partition({ topic: name, topicId, index, leaderEpoch, log });
      log.onHighWatermark(() => this.onHighWatermark(partition));
      partitions[index] = partition;
    }
    assert(!this.byName.has(topic.name), `topic ${topic.name} is hosted once`);
    this.byName.set(topic.name, partitions);
    this.byId.set(topic.topicId, partitions);
  }
}
