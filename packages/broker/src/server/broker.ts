import {
  type Clock,
  type Endpoint,
  METADATA_TOPIC_ID,
  type Network,
  type RandomSource,
  randomUuid,
  type Uuid,
} from '@odradek/base';
import {
  CLUSTER_METADATA_TOPIC,
  Controller,
  FileMetadataLog,
  MetadataImage,
} from '@odradek/cluster';
import type { LogManager, TopicIdPartition } from '@odradek/storage';

import type { BrokerConfig } from '../config/broker-config.ts';
import { BROKER_FEATURES } from '../features/broker-features.ts';
import { LISTED_APIS } from '../handlers/listed-apis.ts';
import { TopicConfigs } from '../config/topic-configs.ts';
import { ProducerIdManager } from '../producer-id/producer-id-manager.ts';
import { DelayedFetchPurgatory } from '../purgatory/delayed-fetch.ts';
import { ReplicaManager } from '../replication/replica-manager.ts';
import { RefusedApis } from '../request/refused-apis.ts';
import { BrokerServer } from './broker-server.ts';

/** What a broker is made of. */
export interface BrokerOptions {
  readonly config: BrokerConfig;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly network: Network;
  /** The logs of its data directory. The broker closes it. */
  readonly logManager: LogManager;
  readonly clusterId: Uuid;
  /** The id of its data directory. */
  readonly directoryId: Uuid;
  /** Tells the operator of something that no client is told. */
  readonly report: (message: string) => void;
}

const FIRST_CONTROLLER_EPOCH = 1;

/** The one partition that holds the metadata of the cluster. */
const METADATA_PARTITION: TopicIdPartition = {
  topic: CLUSTER_METADATA_TOPIC,
  topicId: METADATA_TOPIC_ID,
  partition: 0,
};

/**
 * One broker with its own controller. It touches the world only through what it is given, so a
 * simulation can run it as it is.
 */
export class Broker {
  private readonly server: BrokerServer;
  private readonly controller: Controller;
  private readonly logManager: LogManager;
  private readonly refusedApis: RefusedApis;

  private constructor(parts: {
    readonly server: BrokerServer;
    readonly controller: Controller;
    readonly logManager: LogManager;
    readonly refusedApis: RefusedApis;
  }) {
    this.server = parts.server;
    this.controller = parts.controller;
    this.logManager = parts.logManager;
    this.refusedApis = parts.refusedApis;
  }

  /**
   * Loads the metadata and opens the logs, which are closed again if that fails. The broker does not
   * listen yet. Rejects with a `KafkaError` if the metadata cannot be read; a log that cannot be read
   * takes only its own partition offline.
   */
  static async open(options: BrokerOptions): Promise<Broker> {
    try {
      return await Broker.load(options);
    } catch (error) {
      await options.logManager.close();
      throw error;
    }
  }

  private static async load(options: BrokerOptions): Promise<Broker> {
    const { config, clock, clusterId, logManager, report } = options;
    const image = new MetadataImage();
    const topicConfigs = new TopicConfigs(config, image.configs);
    const delayedFetches = new DelayedFetchPurgatory(clock);
    const replicaManager = new ReplicaManager({
      nodeId: config.nodeId,
      image,
      topicConfigs,
      logManager,
      onHighWatermark: (partition) => delayedFetches.highWatermarkAdvanced(partition),
      onRemoved: (partition) => delayedFetches.partitionRemoved(partition),
      report,
    });
    const controller = await openController(options, image, replicaManager);
    topicConfigs.load();
    await reportUnknownPartitions(options, image);
    await replicaManager.load();
    const refusedApis = new RefusedApis(report);
    const services = {
      config,
      clock,
      clusterId,
      image,
      controller,
      topicConfigs,
      replicaManager,
      producerIdManager: new ProducerIdManager(() => controller.allocateProducerIds(config.nodeId)),
      delayedFetches,
      handlers: LISTED_APIS,
      refusedApis,
      features: BROKER_FEATURES,
      report,
    };
    const server = new BrokerServer(services, options.network);
    return new Broker({ server, controller, logManager, refusedApis });
  }

  /**
   * Listens at an address. Clients are told `advertised`, or else the address that they dialled.
   * Resolves to the address, with the port that was taken if it asked for any.
   */
  listen(endpoint: Endpoint, advertised?: Endpoint): Promise<Endpoint> {
    return this.server.listen(endpoint, advertised);
  }

  /**
   * How many requests were refused because their API is not built yet, by API key: a live view,
   * without keys that nobody asked for.
   */
  get refusedRequests(): ReadonlyMap<number, number> {
    return this.refusedApis.byApiKey;
  }

  /** Closes connections, then the controller, then the logs, which are durable afterwards. */
  async close(): Promise<void> {
    await this.server.close();
    await this.controller.close();
    await this.logManager.close();
  }
}

async function openController(
  options: BrokerOptions,
  image: MetadataImage,
  replicaManager: ReplicaManager,
): Promise<Controller> {
  const { config, clock, random, logManager, directoryId } = options;
  const controller = new Controller({
    log: new FileMetadataLog(await logManager.getOrCreate(METADATA_PARTITION), () => clock.now()),
    image,
    controllerEpoch: FIRST_CONTROLLER_EPOCH,
    brokerIds: [config.nodeId],
    numPartitions: config.numPartitions,
    defaultReplicationFactor: config.defaultReplicationFactor,
    nodeId: config.nodeId,
    staticConfigs: config.staticConfigs,
    newTopicId: () => randomUuid(random),
    directoryId: () => directoryId,
    publish: (records) => replicaManager.apply(records),
  });
  await controller.load();
  return controller;
}

/**
 * Tells of folders of partitions that the metadata does not know: they are left as they are. Listing
 * them also ends deletions that a crash interrupted.
 */
async function reportUnknownPartitions(
  { logManager, report }: BrokerOptions,
  image: MetadataImage,
): Promise<void> {
  for (const { topic, partition } of await logManager.listPartitions()) {
    if (topic === METADATA_PARTITION.topic) continue;
    if (image.topics.topic(topic)?.partitions[partition] !== undefined) continue;
    report(
      `The folder ${topic}-${partition} is of a partition that the metadata does not know; it is ` +
        'left alone and not served.',
    );
  }
}
