import {
  type Clock,
  type Endpoint,
  KafkaError,
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
  type MetadataDelta,
  MetadataImage,
  type MetadataLog,
} from '@odradek/cluster';
import { FrameMemory } from '@odradek/protocol';
import {
  type BatchChecker,
  type EndOfTurn,
  type LocatedFolder,
  type LogConfig,
  type LogManager,
  ReadMemory,
  type TopicIdPartition,
  type Volumes,
} from '@odradek/storage';

import type { BrokerConfig } from '../config/broker-config.ts';
import { BROKER_FEATURES } from '../features/broker-features.ts';
import { LISTED_APIS } from '../handlers/listed-apis.ts';
import { currentCleanerConfig } from '../config/cleaner-config.ts';
import { dynamicNumber } from '../config/dynamic-config.ts';
import { FollowedConnectionLimits } from '../config/followed-connection-limits.ts';
import { TopicConfigs } from '../config/topic-configs.ts';
import { ConnectionCreationRates } from '../connection/connection-creation-rates.ts';
import type { ConnectionCounters } from '../connection/connection-counters.ts';
import { ConnectionResources } from '../connection/connection-resources.ts';
import { UnsyncedTopics } from '../config/unsynced-topics.ts';
import { GroupCoordination } from '../group-coordinator/group-coordination.ts';
import { FetchManager } from '../fetch/fetch-manager.ts';
import { FetchSessionCache } from '../fetch/fetch-session-cache.ts';
import { newAssignments } from '../log-directories/assigned-directories.ts';
import { LogDirectories, type LogDirectory } from '../log-directories/log-directories.ts';
import { ProducerIdManager } from '../producer-id/producer-id-manager.ts';
import { BrokerTopicStats } from '../metrics/broker-topic-stats.ts';
import type { ProcessUsage } from '../metrics/process-metrics.ts';
import { RequestMetrics } from '../metrics/request-metrics.ts';
import { StorageMetrics } from '../metrics/storage-metrics.ts';
import { QuotaManagers } from '../quota/quota-managers.ts';
import { RequestQuotas } from '../quota/request-quotas.ts';
import { DelayedFetchPurgatory } from '../purgatory/delayed-fetch.ts';
import { ReplicaManager } from '../replication/replica-manager.ts';
import { BatchChecks } from '../request/batch-checks.ts';
import { LimitedReports } from '../request/limited-reports.ts';
import { RefusedApis } from '../request/refused-apis.ts';
import { observeRequests } from '../request/observe-requests.ts';
import { ValidationTurns } from '../request/validation-turns.ts';
import { AutoTopicCreation } from '../topic-creation/auto-topic-creation.ts';
import { BrokerMonitor } from './broker-monitor.ts';
import { BrokerServer } from './broker-server.ts';
import { PeriodicTask, type PeriodicTaskOptions } from './periodic-task.ts';
import { clearStrayPartitions } from './stray-partitions.ts';

/** What a broker is made of. */
export interface BrokerOptions {
  readonly config: BrokerConfig;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly network: Network;
  /** Begins the next turn of the event loop, for work that is too much for one. */
  readonly endOfTurn: EndOfTurn;
  /**
   * Checks record batches beside the event loop; without it, that is done in turns. The broker closes
   * it.
   */
  readonly batchChecker?: BatchChecker;
  /** The logs of its data directory. The broker closes it. */
  readonly logManager: LogManager;
  readonly clusterId: Uuid;
  /** Those of `log.dirs`, in their order; the usable ones are with the log manager. */
  readonly logDirectories: readonly LogDirectory[];
  /** The path of the log directory of the cluster's metadata, which is with the log manager too. */
  readonly metadataDirectory: string;
  /** The volumes that log directories lie on. */
  readonly volumes: Volumes;
  /** Where reads of segments lie until they were sent; one of its own if missing. */
  readonly readMemory?: ReadMemory | undefined;
  /** What the storage was measured with, if it was. */
  readonly storageMetrics?: StorageMetrics | undefined;
  /** Tells the operator of something that no client is told. */
  readonly report: (message: string) => void;
  /**
   * Called once when all log directories have failed, or that of the metadata, or the log of the
   * metadata cannot be written any more: the broker serves what it has, but should be closed, since
   * nothing can be written until it is started anew.
   */
  readonly onFatal?: (error: KafkaError) => void;
}

const FIRST_CONTROLLER_EPOCH = 1;
/** A log that has grown by less is walked after a crash in no time. */
const CHECKPOINT_BYTES_MIN: number = 1024 * 1024;
/** A million partitions in fetch sessions take about 200 MB: some hundreds of large fetchers. */
const SESSION_PARTITIONS_MAX = 1_000_000;
/** How often `flush.ms` is looked at unless `log.flush.scheduler.interval.ms` is given. */
const FLUSH_CHECK_MS = 1_000;
/** Kafka does not delete metadata by its age either. */
const METADATA_LOG_CONFIG: Partial<LogConfig> = {
  isDeleted: false,
  isCompacted: false,
  // Whatever topics have: a cluster that forgets what it decided gives the same ids out twice.
  flush: 'journal',
};

/** The one partition that holds the metadata of the cluster. */
const METADATA_PARTITION: TopicIdPartition = {
  topic: CLUSTER_METADATA_TOPIC,
  topicId: METADATA_TOPIC_ID,
  partition: 0,
};

/** What is loaded before requests can be served. */
interface LoadedParts {
  readonly image: MetadataImage;
  readonly controller: Controller;
  readonly topicConfigs: TopicConfigs;
  readonly logDirectories: LogDirectories;
  readonly replicaManager: ReplicaManager;
  readonly quotaManagers: QuotaManagers;
  readonly delayedFetches: DelayedFetchPurgatory;
  readonly groupCoordination: GroupCoordination;
  readonly connectionLimits: FollowedConnectionLimits;
  readonly counts: ReturnType<typeof countsOf>;
}

/**
 * One broker with its own controller. It touches the world only through what it is given, so a
 * simulation can run it as it is.
 */
export class Broker {
  private readonly server: BrokerServer;
  private readonly controller: Controller;
  private readonly batchChecker: BatchChecker | undefined;
  private readonly logManager: LogManager;
  private readonly groupCoordination: GroupCoordination;
  private readonly refusedApis: RefusedApis;
  private readonly monitor: BrokerMonitor;
  private readonly periodicTasks: readonly PeriodicTask[];

  private constructor(parts: {
    readonly server: BrokerServer;
    readonly controller: Controller;
    readonly batchChecker: BatchChecker | undefined;
    readonly logManager: LogManager;
    readonly groupCoordination: GroupCoordination;
    readonly refusedApis: RefusedApis;
    readonly monitor: BrokerMonitor;
    readonly periodicTasks: readonly PeriodicTask[];
  }) {
    this.server = parts.server;
    this.controller = parts.controller;
    this.batchChecker = parts.batchChecker;
    this.logManager = parts.logManager;
    this.groupCoordination = parts.groupCoordination;
    this.refusedApis = parts.refusedApis;
    this.monitor = parts.monitor;
    this.periodicTasks = parts.periodicTasks;
  }

  /**
   * Loads the metadata and opens the logs, which are closed again if that fails. The broker does not
   * listen yet. Rejects with a `KafkaError` if the metadata cannot be read; a log that cannot be read
   * takes only its own partition offline.
   */
  static async open(options: BrokerOptions): Promise<Broker> {
    const onFatal = onlyOnce(options.onFatal);
    try {
      return await Broker.load({ ...options, onFatal });
    } catch (error) {
      await options.logManager.close();
      throw error;
    }
  }

  private static async load(options: BrokerOptions): Promise<Broker> {
    const { config, clock, logManager, report } = options;
    const image = new MetadataImage();
    const topicConfigs = new TopicConfigs(config, image.configs);
    const unsyncedTopics = new UnsyncedTopics({ topicConfigs, configs: image.configs, report });
    const quotaManagers = new QuotaManagers(config, clock, image.clientQuotas);
    const logDirectories = new LogDirectories({
      nodeId: config.nodeId,
      directories: options.logDirectories,
      logManager,
    });
    const delayedFetches = new DelayedFetchPurgatory(clock);
    const counts = countsOf(options);
    const replicaManager = new ReplicaManager({
      nodeId: config.nodeId,
      clock,
      image,
      topicConfigs,
      logManager,
      logDirectories,
      topicStats: counts.topicStats,
      onHighWatermark: (partition) => delayedFetches.highWatermarkAdvanced(partition),
      onRemoved: (partition) => {
        delayedFetches.partitionRemoved(partition);
        groupCoordination.partitionRemoved(partition);
      },
      report,
    });
    const groupCoordination = newGroupCoordination(options, {
      image,
      topicConfigs,
      replicaManager,
    });
    followDirectoryFailures(options, logDirectories, replicaManager);
    const folders = await logManager.listPartitions();
    const connectionLimits = new FollowedConnectionLimits(config, image.configs);
    const followers = [unsyncedTopics, quotaManagers, connectionLimits];
    const publish = publisherTo(replicaManager, [...followers, groupCoordination]);
    const controller = await newController(options, { image, publish, folders, logDirectories });
    const loaded = await controller.load();
    topicConfigs.load();
    for (const follower of followers) follower.load();
    await clearStrayPartitions({ logManager, folders, image, loaded, report });
    await assignDirectories(options, { controller, image, logDirectories });
    await replicaManager.load();
    groupCoordination.load();
    const parts = { image, controller, topicConfigs, logDirectories, replicaManager };
    const following = { quotaManagers, connectionLimits, groupCoordination };
    return Broker.serving(options, { ...parts, ...following, delayedFetches, counts });
  }

  /** Puts together what serves requests, of what is loaded by then. */
  private static serving(options: BrokerOptions, loaded: LoadedParts): Broker {
    const { config, clock, clusterId, batchChecker, logManager, report } = options;
    const { image, controller, topicConfigs, logDirectories, replicaManager } = loaded;
    const { quotaManagers, delayedFetches, groupCoordination, connectionLimits, counts } = loaded;
    const refusedApis = new RefusedApis(report);
    const failures = new LimitedReports(clock, report, moreFailures);
    const reportFailure = (message: string): void => failures.tell(message);
    const services = {
      config,
      clock,
      clusterId,
      image,
      controller,
      autoTopicCreation: new AutoTopicCreation(controller, reportFailure),
      topicConfigs,
      logDirectories,
      volumes: options.volumes,
      replicaManager,
      groupCoordinator: groupCoordination.coordinator,
      producerIdManager: new ProducerIdManager(() => controller.allocateProducerIds(config.nodeId)),
      fetchManager: newFetchManager(options),
      delayedFetches,
      batchChecks: new BatchChecks(new ValidationTurns(options.endOfTurn), batchChecker),
      handlers: LISTED_APIS,
      refusedApis,
      requestQuotas: new RequestQuotas(quotaManagers, clock),
      features: BROKER_FEATURES,
      connectionResources: new ConnectionResources(clock, config),
      frameMemory: new FrameMemory(),
      readMemory: options.readMemory ?? new ReadMemory(),
      ...counts,
      closingReports: new LimitedReports(clock, report, moreClosed),
      report: reportFailure,
    };
    const { limits } = connectionLimits;
    const server = new BrokerServer(services, options.network, {
      connectionLimits,
      listenerRates: new ConnectionCreationRates({ limits, clock, windows: config.quotaWindows }),
      ipRates: quotaManagers.connectionRates,
    });
    const monitor = new BrokerMonitor({
      services,
      server,
      logManager,
      groupMetrics: groupCoordination.metrics,
      ...counts,
    });
    const periodicTasks = logTasks(options, image);
    return new Broker({
      server,
      controller,
      batchChecker,
      logManager,
      groupCoordination,
      refusedApis,
      monitor,
      periodicTasks,
    });
  }

  /**
   * Listens at an address. Clients are told `advertised`, or else the address that they dialled.
   * Resolves to the address, with the port that was taken if it asked for any. `name` is that of the
   * listener, in upper case.
   */
  listen(endpoint: Endpoint, advertised?: Endpoint, name = 'PLAINTEXT'): Promise<Endpoint> {
    return this.server.listen({ name, endpoint, advertised });
  }

  /**
   * The metrics of the broker in the text format of Prometheus (`TEXT_EXPOSITION_TYPE`), in pieces of
   * some 16 KiB, each made when it is asked for. Without `process` those of the process are left out.
   */
  metricsText(process?: ProcessUsage): Generator<string, void, void> {
    return this.monitor.metricsText(process);
  }

  /** Why the broker does not serve all that it should, one sentence each; empty if it does. */
  get notReady(): readonly string[] {
    return this.monitor.notReady;
  }

  /**
   * How many requests were refused because their API is not built yet, by API key: a live view,
   * without keys that nobody asked for.
   */
  get refusedRequests(): ReadonlyMap<number, number> {
    return this.refusedApis.byApiKey;
  }

  /** What became of connections since the start: a live view. */
  get connectionCounters(): Readonly<ConnectionCounters> {
    return this.server.counters;
  }

  /** Closes connections, then the controller, then the logs, which are durable afterwards. */
  async close(): Promise<void> {
    this.monitor.noteClosing();
    // One that is compacting a large log would take its time.
    const cleaning = this.logManager.stopCleaning();
    await Promise.all([cleaning, ...this.periodicTasks.map((task) => task.stop())]);
    await this.server.close();
    // What was sent with acks=0 is still appended.
    await this.batchChecker?.close();
    this.groupCoordination.close();
    await this.controller.close();
    await this.logManager.close();
  }
}

/** What is counted, and who counts requests. */
function countsOf({ config, clock, storageMetrics = new StorageMetrics(), report }: BrokerOptions) {
  const requestMetrics = new RequestMetrics();
  const requestObserver = observeRequests({ config, clock, requestMetrics, report });
  return { requestMetrics, requestObserver, topicStats: new BrokerTopicStats(), storageMetrics };
}

function newFetchManager({ config, clock, random }: BrokerOptions): FetchManager {
  const slots = config.maxIncrementalFetchSessionCacheSlots;
  const partitionsMax = SESSION_PARTITIONS_MAX;
  return new FetchManager(new FetchSessionCache({ clock, random, slots, partitionsMax }));
}

function newGroupCoordination(
  { config, clock, random, endOfTurn, report }: BrokerOptions,
  parts: {
    readonly image: MetadataImage;
    readonly topicConfigs: TopicConfigs;
    readonly replicaManager: ReplicaManager;
  },
): GroupCoordination {
  return new GroupCoordination({ config, clock, random, nextTurn: endOfTurn, report, ...parts });
}

/** Tells those who follow the metadata of each change. */
function publisherTo(
  replicaManager: ReplicaManager,
  followers: readonly { readonly apply: (delta: MetadataDelta) => void }[],
): (delta: MetadataDelta) => Promise<void> {
  return async (delta) => {
    await replicaManager.apply(delta);
    for (const follower of followers) follower.apply(delta);
  };
}

/** A disk that fails under the metadata fails in two ways. */
function onlyOnce(callback?: (error: KafkaError) => void): (error: KafkaError) => void {
  let isCalled = false;
  return (error) => {
    if (!isCalled) callback?.(error);
    isCalled = true;
  };
}

/** The metadata learns where partitions are of which it is not known, or known otherwise. */
async function assignDirectories(
  { config: { nodeId }, logManager }: BrokerOptions,
  parts: {
    readonly controller: Controller;
    readonly image: MetadataImage;
    readonly logDirectories: LogDirectories;
  },
): Promise<void> {
  const { controller, image, logDirectories } = parts;
  const { topics } = image;
  const assignments = await newAssignments({ nodeId, topics, logManager, logDirectories });
  await controller.assignDirectories(nodeId, assignments);
}

/** A directory that fails takes its partitions offline, or the broker if that cannot go on. */
function followDirectoryFailures(
  { logManager, metadataDirectory, onFatal }: BrokerOptions,
  logDirectories: LogDirectories,
  replicaManager: ReplicaManager,
): void {
  logManager.onFailure((error, path) => {
    const isFatal = path === metadataDirectory || logDirectories.online.length === 0;
    // A broker that cannot go on serves what it has until it is closed.
    if (isFatal) onFatal?.(error);
    else replicaManager.directoryFailed(path, error);
  });
}

/** What is done with all logs from time to time. */
function logTasks(
  { config, clock, logManager }: BrokerOptions,
  { configs }: MetadataImage,
): readonly PeriodicTask[] {
  const expireProducers = (): void => {
    const expirationMs =
      dynamicNumber(config, configs, 'producer.id.expiration.ms') ?? config.producerIdExpirationMs;
    logManager.expireProducers({ now: clock.now(), expirationMs });
  };
  const deleteOldSegments = async (): Promise<void> => {
    await logManager.deleteOldSegments();
  };
  const checkpoint = (): Promise<void> => logManager.checkpoint(CHECKPOINT_BYTES_MIN);
  const cleanLogs = async (): Promise<void> => {
    await logManager.cleanLogs(() => currentCleanerConfig(config, configs));
  };
  // An interval of none at all would leave no time for anything else.
  const cleanerBackoffMs = (): number =>
    Math.max(currentCleanerConfig(config, configs).backoffMs, 1);
  const tasks: readonly (readonly [
    PeriodicTaskOptions['intervalMs'],
    PeriodicTaskOptions['run'],
  ])[] = [
    [config.producerIdExpirationCheckIntervalMs, expireProducers],
    [config.logRetentionCheckIntervalMs, deleteOldSegments],
    [flushCheckMs(config), () => logManager.flushDirty()],
    [config.logFlushOffsetCheckpointIntervalMs, checkpoint],
    [cleanerBackoffMs, cleanLogs],
  ];
  return tasks.map(([intervalMs, run]) => new PeriodicTask({ clock, intervalMs, run }));
}

/** An interval of none at all would leave no time for anything else. */
function flushCheckMs({ logFlushSchedulerIntervalMs }: BrokerConfig): number {
  return Math.max(logFlushSchedulerIntervalMs ?? FLUSH_CHECK_MS, 1);
}

async function newController(
  options: BrokerOptions,
  parts: {
    readonly image: MetadataImage;
    readonly publish: (delta: MetadataDelta) => Promise<void>;
    readonly folders: readonly LocatedFolder[];
    readonly logDirectories: LogDirectories;
  },
): Promise<Controller> {
  const { config, clock, random, logManager, metadataDirectory } = options;
  const { image, publish, logDirectories } = parts;
  refuseOtherMetadata(parts.folders, metadataDirectory);
  const isPlaced = logManager.directoryOf(METADATA_PARTITION) !== undefined;
  if (!isPlaced) logManager.place(METADATA_PARTITION, metadataDirectory);
  const partitionLog = await logManager.getOrCreate(METADATA_PARTITION, METADATA_LOG_CONFIG);
  const log = new FileMetadataLog(partitionLog, () => clock.now());
  refuseLostMetadata(log, parts.folders);
  return new Controller({
    log,
    image,
    controllerEpoch: FIRST_CONTROLLER_EPOCH,
    brokerIds: [config.nodeId],
    numPartitions: config.numPartitions,
    defaultReplicationFactor: config.defaultReplicationFactor,
    nodeId: config.nodeId,
    staticConfigs: config.staticConfigs,
    newTopicId: () => randomUuid(random),
    chooseDirectories: () => logDirectories.chooser(image.topics),
    publish,
    onLogFailure: (error) => options.onFatal?.(error),
  });
}

/** Whoever changes `log.dirs` or `metadata.log.dir` would begin a new cluster, and lose the old one. */
function refuseOtherMetadata(folders: readonly LocatedFolder[], metadataDirectory: string): void {
  const other = folders.find(
    ({ topic, directory }) => topic === CLUSTER_METADATA_TOPIC && directory !== metadataDirectory,
  );
  if (other === undefined) return;
  throw new KafkaError(
    'INVALID_CONFIG',
    `The metadata of the cluster is in ${other.directory}, but is looked for in ${metadataDirectory}, ` +
      'which is metadata.log.dir or the first of log.dirs. Set metadata.log.dir to ' +
      `${other.directory}, or move the folder ${CLUSTER_METADATA_TOPIC}-0 from there.`,
  );
}

/**
 * A new cluster would give out the ids of topics and producers again that the records on disk have.
 */
function refuseLostMetadata(log: MetadataLog, folders: readonly LocatedFolder[]): void {
  const other = folders.find(({ topic }) => topic !== CLUSTER_METADATA_TOPIC);
  if (log.endOffset > 0 || other === undefined) return;
  throw new KafkaError(
    'KAFKA_STORAGE_ERROR',
    `The data directory has records (${other.topic}-${other.partition}), but the log of its ` +
      `metadata, ${CLUSTER_METADATA_TOPIC}-0, is missing or empty. Restore that folder from a copy, ` +
      'or start on an empty directory (log.dirs, --data).',
  );
}

function moreClosed(count: number): string {
  return `${count} more connections were closed for what their clients sent.`;
}

function moreFailures(count: number): string {
  return `${count} more failures of requests were left out.`;
}
