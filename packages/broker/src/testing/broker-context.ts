import { assert, type Endpoint, KafkaError, type Uuid } from '@odradek/base';
import { ManualClock, SeededRandom, VirtualNetwork } from '@odradek/base/testing';
import {
  type BatchChecker,
  LogManager,
  PartitionLog,
  ReadMemory,
  type StorageEvent,
} from '@odradek/storage';
import { FileMetadataLog } from '@odradek/cluster';
import { loadTopicRegexes } from '@odradek/coordinators';
import { defaultPartitionChangeRecord } from '@odradek/protocol/messages/cluster-metadata';
import { ManualVolumes, MemoryFileSystem, SMALL_JOURNAL } from '@odradek/storage/testing';

import type { ConnectionCounters } from '../connection/connection-counters.ts';
import { type BrokerConfig, DEFAULT_BROKER_CONFIG } from '../config/broker-config.ts';
import type { TopicConfig } from '../config/topic-config.ts';
import type { ProcessUsage } from '../metrics/process-metrics.ts';
import { Broker } from '../server/broker.ts';
import { type HeldSyncs, holdSyncs } from './held-syncs.ts';
import { ManualTurn } from './manual-turn.ts';
import { OwnTimers } from './own-timers.ts';
import { VirtualClient } from './virtual-client.ts';

/** How the broker of a test is set up. */
export interface BrokerContextOptions {
  readonly config?: Partial<BrokerConfig>;
  /** What topics have on which nothing is set, besides the defaults. */
  readonly topicDefaults?: Partial<TopicConfig>;
  /** The address that clients are told, if not the one that they dialled. */
  readonly advertised?: Endpoint;
  readonly seed?: number;
  readonly disk?: MemoryFileSystem;
  /** Checks batches beside the event loop; the default is none. */
  readonly batchChecker?: BatchChecker;
  /** The log directories; the first one has the metadata. The default is `/data` alone. */
  readonly directories?: readonly string[];
}

const LISTEN: Endpoint = { host: '10.0.0.7', port: 9092 };
const DIRECTORY = '/data';
const CONTROLLER_EPOCH = 1;
const NODE_ID = DEFAULT_BROKER_CONFIG.nodeId;
const CLUSTER_ID = 'MkU3OEVBNTcwNTJENDM2Qg';
const DIRECTORY_IDS = [
  'nVJ1aXJhhNRtqLQ5qqbdKw',
  'RL2VWfA0RPOS63e0AHqfIQ',
  'BiGNW2nAyK6DLV0CG0oRSA',
];
/** How long the machine is down after a crash or between two starts. */
const DOWN_MS = 1_000;

/** A broker on a virtual disk, clock and network, which stands still between two steps of a test. */
export class BrokerContext {
  clock: ManualClock = new ManualClock();
  disk: MemoryFileSystem;
  /** What the operator was told. */
  readonly reports: string[] = [];
  readonly events: StorageEvent[] = [];
  /** Why the broker should have been closed. */
  readonly fatalErrors: KafkaError[] = [];
  private readonly config: BrokerConfig;
  private readonly directories: readonly string[];
  /** The directories that cannot be used at the next start. */
  readonly unusable: Set<string> = new Set();
  readonly volumes: ManualVolumes = new ManualVolumes();
  /** Small reads lie there too, so that who uses them too long is found out. */
  readonly readMemory: ReadMemory = new ReadMemory({ readBytesMin: 1 });
  private readonly advertised: Endpoint | undefined;
  private readonly batchChecker: BatchChecker | undefined;
  private readonly random: SeededRandom;
  private network = new VirtualNetwork();
  private turn = new ManualTurn();
  private running: Broker | undefined;
  private syncs: HeldSyncs | undefined;
  private logManager: LogManager | undefined;
  /** How many timers a broker has without any client. */
  private idleTimers = 0;
  /** What the storage does by itself sets timers too. */
  private storageClock: OwnTimers = new OwnTimers(new ManualClock());

  private constructor(options: BrokerContextOptions) {
    const { config, topicDefaults, advertised, seed = 1, disk } = options;
    this.directories = options.directories ?? [DIRECTORY];
    this.advertised = advertised;
    this.batchChecker = options.batchChecker;
    this.config = {
      ...DEFAULT_BROKER_CONFIG,
      ...config,
      topicDefaults: { ...DEFAULT_BROKER_CONFIG.topicDefaults, ...topicDefaults },
    };
    this.random = new SeededRandom(seed);
    this.disk = disk ?? new MemoryFileSystem({ seed: this.random.uint32() });
  }

  static async start(options: BrokerContextOptions = {}): Promise<BrokerContext> {
    // Loading takes real time, which no step of a test waits for.
    await loadTopicRegexes();
    const context = new BrokerContext(options);
    for (const path of context.directories) await context.disk.createDirectory(path);
    await context.open();
    return context;
  }

  private async open(): Promise<void> {
    const { clock, random, config, network, turn } = this;
    this.syncs = holdSyncs(this.disk);
    this.storageClock = new OwnTimers(clock);
    const logDirectories = this.directories.map((path, index) => {
      if (!this.unusable.has(path)) return { path, directoryId: directoryIdOf(index) };
      return { path, error: new KafkaError('KAFKA_STORAGE_ERROR', `${path} cannot be used.`) };
    });
    const logManager = new LogManager({
      journal: SMALL_JOURNAL,
      random,
      fileSystem: this.syncs.fileSystem,
      endOfTurn: turn.endOfTurn,
      clock: this.storageClock,
      report: (event) => this.events.push(event),
      directories: this.directories.filter((path) => !this.unusable.has(path)),
      hasUnusableDirectories: this.unusable.size > 0,
      config: config.topicDefaults,
      decompressedBytesMax: config.maxDecompressedBatchBytes,
    });
    this.logManager = logManager;
    const broker = await this.whileWorking(() =>
      Broker.open({
        config,
        clock,
        random,
        network,
        endOfTurn: turn.endOfTurn,
        ...(this.batchChecker !== undefined && { batchChecker: this.batchChecker }),
        logManager,
        clusterId: CLUSTER_ID,
        logDirectories,
        metadataDirectory: this.directories[0] ?? DIRECTORY,
        volumes: this.volumes,
        readMemory: this.readMemory,
        report: (message) => this.reports.push(message),
        onFatal: (error) => this.fatalErrors.push(error),
      }),
    );
    await broker.listen(LISTEN, this.advertised);
    this.idleTimers = this.brokerTimers;
    this.running = broker;
  }

  /** Starts something and lets the turns end that it waits for. */
  private async whileWorking<Result>(start: () => Promise<Result>): Promise<Result> {
    const started = start();
    await this.settle();
    return started;
  }

  /** Opens a connection. */
  connect(): VirtualClient {
    const { turn, disk } = this;
    return new VirtualClient(this.network.dial(LISTEN), (isDone) =>
      turn.settle(() => disk.operationsCount, isDone),
    );
  }

  /**
   * Lets the broker work until only time, a client or a held sync could make it go on, or `isDone`.
   */
  settle(isDone?: () => boolean): Promise<void> {
    return this.turn.settle(() => this.disk.operationsCount, isDone);
  }

  /** Lets the broker work a little, so that most of what it does is under way. */
  work(microtasks: number): Promise<void> {
    return this.turn.run(microtasks);
  }

  /** Lets time pass, then the broker work. */
  async advance(ms: number): Promise<void> {
    this.clock.advance(ms);
    await this.settle();
  }

  /** How many of the bytes that clients sent were not needed any more when they had arrived. */
  get releasedBytes(): number {
    return this.network.releasedBytes;
  }

  /** How many records partition 0 of a topic has, durable or not. */
  appended(topic: string): number {
    return this.logManager?.get(topic, 0)?.logEndOffset ?? 0;
  }

  /** The log of a partition, which must be open, to write what no request can write yet. */
  log(topic: string, partition = 0): PartitionLog {
    const log = this.logManager?.get(topic, partition);
    assert(log !== undefined, `the log of ${topic}-${partition} is open`);
    return log;
  }

  /** Elects the broker leader of partitions anew, while it is down: their leader epochs rise. */
  async electLeaders(topicId: Uuid, partitions: readonly number[]): Promise<void> {
    assert(this.running === undefined, 'the broker is stopped');
    const log = await PartitionLog.open({
      fileSystem: this.disk,
      clock: this.clock,
      endOfTurn: this.turn.endOfTurn,
      directory: `${DIRECTORY}/__cluster_metadata-0`,
      report: (event) => this.events.push(event),
      saveLogStartOffset: async () => {},
    });
    const metadataLog = new FileMetadataLog(log, () => this.clock.now());
    await metadataLog.readAll(() => {});
    await metadataLog.append({
      controllerEpoch: CONTROLLER_EPOCH,
      expectedEndOffset: metadataLog.endOffset,
      records: partitions.map((partitionId) => ({
        type: 'PartitionChangeRecord',
        record: { ...defaultPartitionChangeRecord, topicId, partitionId, leader: NODE_ID },
      })),
    });
    await metadataLog.close();
  }

  /** The folders of the partitions whose logs are open, but for that of the metadata. */
  get openLogs(): readonly string[] {
    const open = [...(this.logManager?.all() ?? [])];
    const folders = open.map(({ directory }) => directory.slice(DIRECTORY.length + 1));
    return folders.filter((name) => name !== '__cluster_metadata-0');
  }

  /** See `Broker.refusedRequests`. */
  get refusedRequests(): ReadonlyMap<number, number> {
    return this.running?.refusedRequests ?? new Map();
  }

  /** The metrics that Prometheus would be answered. */
  get metricsText(): string {
    return this.metricsTextOf();
  }

  /** The same, with those of a process that uses so much. */
  metricsTextOf(usage?: ProcessUsage): string {
    return [...(this.running?.metricsText(usage) ?? [])].join('');
  }

  /** See `Broker.notReady`. */
  get notReady(): readonly string[] {
    return this.running?.notReady ?? [];
  }

  /** How many timers there are because of what clients asked for. */
  get waitingTimers(): number {
    return this.brokerTimers - this.idleTimers;
  }

  private get brokerTimers(): number {
    return this.clock.timersCount - this.storageClock.count;
  }

  /** See `Broker.connectionCounters`. */
  get connectionCounters(): Readonly<ConnectionCounters> {
    assert(this.running !== undefined, 'the broker runs');
    return this.running.connectionCounters;
  }

  /** Lets syncs of files wait until `releaseSyncs`. */
  holdSyncs(): void {
    this.syncs?.hold();
  }

  releaseSyncs(): void {
    this.syncs?.release();
  }

  /** Shuts the broker down in order. */
  async stop(): Promise<void> {
    assert(this.running !== undefined, 'the broker runs');
    const closing = this.running.close();
    this.running = undefined;
    await this.settle();
    await closing;
  }

  /** Shuts the broker down in order and starts it on the same disk. */
  async restart(): Promise<void> {
    await this.stop();
    await this.startAgain();
  }

  /** Loses the power, and with it what was not synced; starts the broker on what is left. */
  async crash(): Promise<void> {
    this.disk = this.disk.crash();
    await this.startAgain();
  }

  /** Starts the broker on the disk as it is, after `stop`. */
  async startAgain(): Promise<void> {
    this.clock = new ManualClock({ now: this.clock.now() + DOWN_MS });
    this.network = new VirtualNetwork();
    this.turn = new ManualTurn();
    await this.open();
  }
}

/** The id of the log directory at a place of the list. */
function directoryIdOf(index: number): Uuid {
  const id = DIRECTORY_IDS[index];
  assert(id !== undefined, `there is an id for directory ${index}`);
  return id;
}
