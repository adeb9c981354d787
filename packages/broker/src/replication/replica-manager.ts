import { type Clock, KafkaError, type Uuid } from '@odradek/base';
import {
  ConfigResourceType,
  type MetadataDelta,
  type MetadataImage,
  type PartitionImage,
  type TopicImage,
} from '@odradek/cluster';
import { ErrorCode } from '@odradek/protocol';
import type { LogConfig, LogManager, PartitionFolder, PartitionLog } from '@odradek/storage';

import type { TopicConfigs } from '../config/topic-configs.ts';
import type { LogDirectories } from '../log-directories/log-directories.ts';
import { type BrokerTopicStats, TopicStats } from '../metrics/broker-topic-stats.ts';
import { placePartition } from '../log-directories/place-partition.ts';
import { Partition } from '../partition/partition.ts';
import type {
  HostedPartition,
  OfflinePartition,
  PartitionLookup,
  UnopenedPartition,
} from './hosted-partition.ts';

/** What a replica manager needs. */
export interface ReplicaManagerOptions {
  readonly nodeId: number;
  readonly clock: Clock;
  readonly image: MetadataImage;
  readonly topicConfigs: TopicConfigs;
  readonly logManager: LogManager;
  /** Counts what is done with topics as long as they are there. */
  readonly topicStats: BrokerTopicStats;
  /** Called whenever more of a partition may be read. */
  readonly onHighWatermark: (partition: Partition) => void;
  readonly logDirectories: LogDirectories;
  /**
   * Called when a partition is not there any more, or its directory is offline, so that what waits for
   * it can be answered.
   */
  readonly onRemoved: (partition: Partition) => void;
  /** Tells the operator of what could not be removed. */
  readonly report: (message: string) => void;
}

/** A log that could not be opened is tried again when somebody asks for it, but not more often. */
const OPEN_AGAIN_MS = 1_000;
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
/** Between its opening and the request the topic was deleted and created anew. */
const NOT_OPENED: PartitionLookup = {
  type: 'error',
  errorCode: ErrorCode.NOT_LEADER_OR_FOLLOWER,
  errorMessage: 'The log of the partition is being opened; ask again.',
};

/**
 * The partitions that this broker hosts. Their logs are opened when requests need them: whoever looks
 * a partition up to use its log has opened it before.
 */
export class ReplicaManager {
  private readonly options: ReplicaManagerOptions;
  private readonly byName = new Map<string, HostedPartition[]>();
  private readonly byId = new Map<Uuid, HostedPartition[]>();
  /** The log directories that have failed, by path, and why. */
  private readonly failedDirectories = new Map<string, KafkaError>();

  constructor(options: ReplicaManagerOptions) {
    this.options = options;
  }

  /** The partition of a topic by name, or `UNKNOWN_TOPIC_OR_PARTITION`. */
  find(topic: string, index: number): PartitionLookup {
    return this.lookUp(this.byName.get(topic)?.[index]);
  }

  /** The partition of a topic by id; `UNKNOWN_TOPIC_ID` only if the topic is not known at all. */
  findById(topicId: Uuid, index: number): PartitionLookup {
    const partitions = this.byId.get(topicId);
    return partitions === undefined ? UNKNOWN_TOPIC_ID : this.lookUp(partitions[index]);
  }

  private lookUp(hosted: HostedPartition | undefined): PartitionLookup {
    if (hosted?.type === 'offline') void this.tryAgain(hosted);
    return lookup(hosted);
  }

  /**
   * Opens the log of a partition of a topic by name. Answers `undefined` if there is nothing to wait
   * for: it is open, cannot be opened, or there is none. What comes of it is told by `find`.
   */
  open(topic: string, index: number): Promise<void> | undefined {
    return this.openHosted(this.byName.get(topic)?.[index]);
  }

  /** As `open`, by the id of the topic. */
  openById(topicId: Uuid, index: number): Promise<void> | undefined {
    return this.openHosted(this.byId.get(topicId)?.[index]);
  }

  private openHosted(hosted: HostedPartition | undefined): Promise<void> | undefined {
    if (hosted?.type !== 'unopened') return undefined;
    hosted.opening ??= this.openAndReplace(hosted);
    return hosted.opening;
  }

  /** All that are hosted, by topic: a live view. */
  get hosted(): ReadonlyMap<string, readonly (HostedPartition | undefined)[]> {
    return this.byName;
  }

  /** The partition of a topic by name as long as its log is not open. */
  unopened(topic: string, index: number): UnopenedPartition | undefined {
    const hosted = this.byName.get(topic)?.[index];
    return hosted?.type === 'unopened' ? hosted : undefined;
  }

  /** Opens the log of a partition again for whoever asks next: what was in the way may be gone. */
  private async tryAgain(offline: OfflinePartition): Promise<void> {
    const now = this.options.clock.monotonicMs();
    if (now - offline.triedAt < OPEN_AGAIN_MS) return;
    offline.triedAt = now;
    await this.openAndReplace(offline);
  }

  private async openAndReplace(hosted: UnopenedPartition | OfflinePartition): Promise<void> {
    const { topic, image } = hosted;
    const opened = await this.tryOpen(hosted);
    const partitions = this.byId.get(topic.topicId);
    if (partitions?.[image.index] === hosted) partitions[image.index] = opened;
  }

  /** Whether requests for a partition that is led here would find it, be it online or not. */
  isHosted(topicId: Uuid, index: number): boolean {
    return this.byId.get(topicId)?.[index] !== undefined;
  }

  /** Whether a partition that is led here is in a log directory that is offline. */
  isDirectoryOffline(topicId: Uuid, index: number): boolean {
    return this.byId.get(topicId)?.[index]?.type === 'directory-offline';
  }

  /** Takes the partitions of a log directory offline that has failed. */
  directoryFailed(path: string, error: KafkaError): void {
    this.failedDirectories.set(path, error);
    for (const partitions of this.byId.values()) {
      for (const [index, hosted] of partitions.entries()) {
        if (hosted === undefined || hosted.type === 'directory-offline') continue;
        const topic = hosted.type === 'online' ? hosted.partition.topic : hosted.topic.name;
        if (this.directoryError({ topic, partition: index }) === undefined) continue;
        partitions[index] = { type: 'directory-offline', error };
        if (hosted.type !== 'online') continue;
        hosted.partition.isOffline = true;
        this.options.onRemoved(hosted.partition);
      }
    }
  }

  /** Why the log directory of a partition is offline, or `undefined` if it is not. */
  private directoryError(partition: PartitionFolder): KafkaError | undefined {
    if (this.failedDirectories.size === 0) return undefined;
    const path = this.options.logManager.directoryOf(partition);
    return path === undefined ? undefined : this.failedDirectories.get(path);
  }

  /**
   * Hosts all partitions of the image. No log is opened but those whose folders are missing, so that
   * it is told at once.
   */
  async load(): Promise<void> {
    for (const topic of this.options.image.topics.all()) this.hostTopic(topic);
    for (const { topic, partition } of this.options.logManager.listMissing()) {
      await this.open(topic, partition);
    }
  }

  /** Follows a change of the metadata that was just replayed into the image. */
  async apply(delta: MetadataDelta): Promise<void> {
    this.applyConfigs(delta);
    const { removedTopics, changedTopics } = delta;
    for (const topic of removedTopics) await this.removeTopic(topic);
    for (const topic of changedTopics) this.hostTopic(topic);
  }

  /** Logs learn of the configs that changed; requests look them up. */
  private applyConfigs(delta: MetadataDelta): void {
    const isGeneral = this.options.topicConfigs.apply(delta);
    const topics = isGeneral
      ? this.byName.keys()
      : delta.changedConfigs
          .filter(({ resourceType }) => resourceType === ConfigResourceType.TOPIC)
          .map(({ resourceName }) => resourceName);
    for (const topic of topics) {
      for (const hosted of this.byName.get(topic) ?? []) {
        if (hosted?.type === 'online') this.configure(topic, hosted.partition.log);
        // Retention may have opened the log of a partition that no request has asked for.
        else if (hosted?.type === 'unopened') this.configure(topic, hosted.lazyLog.opened);
      }
    }
  }

  private configure(topic: string, log: PartitionLog | undefined): void {
    log?.configure(this.options.topicConfigs.of(topic));
  }

  /** Hosts the partitions of a topic that are led here and not hosted yet. */
  private hostTopic(topic: TopicImage): void {
    const { nodeId, topicConfigs } = this.options;
    const hosted = this.byId.get(topic.topicId) ?? [];
    const config = (): Partial<LogConfig> => topicConfigs.of(topic.name);
    for (const partition of topic.partitions) {
      if (partition.leader !== nodeId || hosted[partition.index] !== undefined) continue;
      hosted[partition.index] = this.hostPartition(topic, partition, config);
    }
    this.byName.set(topic.name, hosted);
    this.byId.set(topic.topicId, hosted);
  }

  /** Nobody finds the partitions from now on; their logs are gone when this resolves. */
  private async removeTopic(topic: TopicImage): Promise<void> {
    const hosted = this.byId.get(topic.topicId) ?? [];
    this.byName.delete(topic.name);
    this.options.topicStats.remove(topic.name);
    this.byId.delete(topic.topicId);
    for (const entry of hosted) {
      if (entry?.type !== 'online') continue;
      entry.partition.isRemoved = true;
      this.options.onRemoved(entry.partition);
    }
    for (const { index } of topic.partitions) await this.removeLog(topic, index);
  }

  /** What cannot be removed now is removed when the broker starts the next time. */
  private async removeLog({ name, topicId }: TopicImage, partition: number): Promise<void> {
    try {
      await this.options.logManager.delete({ topic: name, topicId, partition });
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      this.options.report(
        `The log of the deleted partition ${name}-${partition} could not be removed: ` +
          `${error.message} It is removed at the next start.`,
      );
    }
  }

  private hostPartition(
    topic: TopicImage,
    image: PartitionImage,
    config: () => Partial<LogConfig>,
  ): HostedPartition {
    const { logManager } = this.options;
    const { name, topicId } = topic;
    const partition = { topic: name, topicId, partition: image.index };
    const error = placePartition(name, image, this.options) ?? this.directoryError(partition);
    if (error !== undefined) return { type: 'directory-offline', error };
    const lazyLog = logManager.lazily(partition, config);
    return { type: 'unopened', topic, image, lazyLog, opening: undefined };
  }

  /** A log that cannot be opened takes its own partition offline, and nothing else. */
  private async tryOpen(hosted: UnopenedPartition | OfflinePartition): Promise<HostedPartition> {
    const { clock, topicStats, onHighWatermark } = this.options;
    const { topic, image, lazyLog } = hosted;
    const { name, topicId } = topic;
    const { index, leaderEpoch } = image;
    try {
      const log = await lazyLog.open();
      log.assignEpochStartOffset(leaderEpoch);
      // A topic that was deleted meanwhile has no counts any more.
      const stats = this.byId.has(topicId) ? topicStats.of(name) : new TopicStats();
      const partition = new Partition({ topic: name, topicId, index, leaderEpoch, log, stats });
      this.configure(name, log);
      log.onHighWatermark(() => onHighWatermark(partition));
      return { type: 'online', partition };
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      return { type: 'offline', topic, image, lazyLog, error, triedAt: clock.monotonicMs() };
    }
  }
}

function lookup(hosted: HostedPartition | undefined): PartitionLookup {
  if (hosted === undefined) return UNKNOWN_PARTITION;
  if (hosted.type === 'online') return { type: 'found', partition: hosted.partition };
  if (hosted.type === 'unopened') return NOT_OPENED;
  const errorCode = ErrorCode.KAFKA_STORAGE_ERROR;
  return { type: 'error', errorCode, errorMessage: hosted.error.message };
}
