import { type Clock, KafkaError, type RandomSource } from '@odradek/base';
import type { MetadataDelta, MetadataImage, TopicImage } from '@odradek/cluster';
import {
  compileTopicRegex,
  CONSUMER_OFFSETS_TOPIC,
  type CoordinatorLog,
  type CoordinatorLogListener,
  GroupCoordinator,
  loadTopicRegexes,
  type NextTurn,
} from '@odradek/coordinators';

import type { BrokerConfig } from '../config/broker-config.ts';
import { DynamicGroupConfigs } from '../config/dynamic-group-configs.ts';
import type { TopicConfigs } from '../config/topic-configs.ts';
import { GroupMetrics } from '../metrics/group-metrics.ts';
import type { Partition } from '../partition/partition.ts';
import type { ReplicaManager } from '../replication/replica-manager.ts';
import { CoordinatedTopics } from './coordinated-topics.ts';
import { PartitionCoordinatorLog } from './partition-coordinator-log.ts';
import { RebalanceLog } from './rebalance-log.ts';

/** What group coordination needs. */
export interface GroupCoordinationOptions {
  readonly config: BrokerConfig;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly nextTurn: NextTurn;
  readonly image: MetadataImage;
  readonly topicConfigs: TopicConfigs;
  readonly replicaManager: ReplicaManager;
  readonly report: (message: string) => void;
}

/**
 * The group coordinator of this broker, which follows the metadata: it coordinates the partitions of
 * `__consumer_offsets` that the broker leads, and hears of topics that come and go (Kafka's
 * `BrokerMetadataPublisher`, as far as it is about groups).
 */
export class GroupCoordination {
  readonly coordinator: GroupCoordinator;
  /** What is counted of groups. */
  readonly metrics: GroupMetrics;
  private readonly options: GroupCoordinationOptions;
  private readonly groupConfigs: DynamicGroupConfigs;
  /** The logs that are open for the coordinator, by partition of `__consumer_offsets`. */
  private readonly logs = new Map<number, PartitionCoordinatorLog>();

  constructor(options: GroupCoordinationOptions) {
    this.options = options;
    this.metrics = new GroupMetrics(() => options.clock.monotonicMs());
    const { clock, random, nextTurn, image, report, config } = options;
    const { groups } = config;
    const { metrics } = this;
    const rebalanceLog = new RebalanceLog(clock, report);
    this.groupConfigs = new DynamicGroupConfigs(config, image.configs);
    this.coordinator = new GroupCoordinator({
      clock,
      random,
      nextTurn,
      report,
      config: groups,
      consumer: {
        settings: {
          ...groups.consumer,
          configOf: (groupId) => this.groupConfigs.of(groupId),
        },
        compileTopicRegex,
      },
      rebalanceListener: {
        onRebalanced(rebalance) {
          rebalanceLog.onRebalanced(rebalance);
          metrics.onRebalanced(rebalance);
        },
      },
      observer: metrics,
      topics: new CoordinatedTopics(image.topics, config.brokerRack),
      commitTimeoutMs: groups.offsetsCommitTimeoutMs,
      loadBufferBytes: groups.offsetsLoadBufferBytes,
      compression: groups.offsetsTopicCompression,
      partitionsCount: () =>
        image.topics.topic(CONSUMER_OFFSETS_TOPIC)?.partitions.length ??
        groups.offsetsTopicNumPartitions,
    });
  }

  /** Begins with what the image has. The partitions are hosted by then. */
  load(): void {
    this.groupConfigs.load();
    const topic = this.options.image.topics.topic(CONSUMER_OFFSETS_TOPIC);
    if (topic !== undefined) this.beginLed(topic);
  }

  /** Follows a change of the metadata; the replica manager has followed it by then. */
  apply({ changedTopics, removedTopics, changedConfigs }: MetadataDelta): void {
    this.groupConfigs.apply(changedConfigs);
    for (const topic of removedTopics) {
      if (topic.name === CONSUMER_OFFSETS_TOPIC) this.endAll(topic);
    }
    for (const topic of changedTopics) {
      if (topic.name === CONSUMER_OFFSETS_TOPIC) this.beginLed(topic);
    }
    if (changedTopics.length === 0 && removedTopics.length === 0) return;
    this.coordinator.topicsChanged({
      changed: changedTopics.map(({ name }) => name),
      deleted: removedTopics,
    });
  }

  /** A partition is not there any more, or its log directory has failed. */
  partitionRemoved({ topic, index, isOffline }: Partition): void {
    if (topic !== CONSUMER_OFFSETS_TOPIC) return;
    if (isOffline) this.logs.get(index)?.fail(offline(index));
    else this.coordinator.end(index);
  }

  /** Whoever waits is answered. */
  close(): void {
    this.coordinator.close();
  }

  private beginLed(topic: TopicImage): void {
    const { nodeId } = this.options.config;
    for (const { index, leader } of topic.partitions) {
      if (leader !== nodeId || this.coordinator.has(index)) continue;
      this.coordinator.begin(index, {
        isEmpty: this.isSurelyEmpty(index),
        open: (listener) => this.open(index, listener),
      });
    }
  }

  private endAll({ partitions }: TopicImage): void {
    for (const { index } of partitions) this.coordinator.end(index);
  }

  /** A partition that never had a record is not opened for a coordinator that nobody asks. */
  private isSurelyEmpty(index: number): boolean {
    const unopened = this.options.replicaManager.unopened(CONSUMER_OFFSETS_TOPIC, index);
    return unopened?.lazyLog.summary?.endOffset === 0;
  }

  private async open(index: number, listener: CoordinatorLogListener): Promise<CoordinatorLog> {
    const { replicaManager, topicConfigs } = this.options;
    // Whatever may ask for a regular expression comes after its shard was opened.
    await loadTopicRegexes();
    await replicaManager.open(CONSUMER_OFFSETS_TOPIC, index);
    const found = replicaManager.find(CONSUMER_OFFSETS_TOPIC, index);
    if (found.type === 'error') {
      const why = found.errorMessage ?? 'It is not led by this broker.';
      throw new KafkaError('NOT_LEADER_OR_FOLLOWER', why);
    }
    const log = new PartitionCoordinatorLog({
      partition: found.partition,
      listener,
      maxMessageBytes: () => topicConfigs.of(CONSUMER_OFFSETS_TOPIC).maxMessageBytes,
      onClose: () => {
        if (this.logs.get(index) === log) this.logs.delete(index);
      },
    });
    this.logs.set(index, log);
    return log;
  }
}

function offline(index: number): KafkaError {
  return new KafkaError(
    'KAFKA_STORAGE_ERROR',
    `The log directory of ${CONSUMER_OFFSETS_TOPIC}-${index} has failed.`,
  );
}
