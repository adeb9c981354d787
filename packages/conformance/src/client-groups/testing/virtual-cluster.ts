import { randomUuid } from '@odradek/base';
import { ManualClock, SeededRandom, VirtualNetwork } from '@odradek/base/testing';
import { Broker, type BrokerConfig, DEFAULT_BROKER_CONFIG } from '@odradek/broker';
import type { ClientEnvironment } from '@odradek/client';
import { loadTopicRegexes } from '@odradek/coordinators';
import { LogManager, ReadMemory } from '@odradek/storage';
import { ManualVolumes, MemoryFileSystem, SMALL_JOURNAL } from '@odradek/storage/testing';

const LISTEN = { host: '10.0.0.7', port: 9092 };
const DIRECTORY = '/data';
/** How long a turn of the event loop of the broker takes. */
const TURN_MS = 0.05;
/** How many microtasks run without a sign of work before time goes on. */
const QUIET_MICROTASKS = 60;

/** A real broker with clients in one process, on a virtual network and disk, in virtual time. */
export class VirtualCluster {
  readonly clock: ManualClock = new ManualClock();
  private readonly network = new VirtualNetwork();
  private readonly random: SeededRandom;
  private readonly disk: MemoryFileSystem;
  private broker: Broker | undefined;

  private constructor(seed: number) {
    this.random = new SeededRandom(seed);
    this.disk = new MemoryFileSystem({ seed });
  }

  static async start(
    options: { readonly seed?: number; readonly config?: Partial<BrokerConfig> } = {},
  ): Promise<VirtualCluster> {
    // What is read from this machine's disk comes in no virtual time.
    await loadTopicRegexes();
    const cluster = new VirtualCluster(options.seed ?? 1);
    await cluster.run(cluster.open({ ...DEFAULT_BROKER_CONFIG, ...options.config }));
    return cluster;
  }

  private async open(config: BrokerConfig): Promise<void> {
    const { clock, network, random, disk } = this;
    const endOfTurn = (callback: () => void): void => void clock.setTimer(TURN_MS, callback);
    await disk.createDirectory(DIRECTORY);
    const logManager = new LogManager({
      journal: SMALL_JOURNAL,
      random,
      fileSystem: disk,
      endOfTurn,
      clock,
      report: () => {},
      directories: [DIRECTORY],
      config: config.topicDefaults,
      decompressedBytesMax: config.maxDecompressedBatchBytes,
    });
    this.broker = await Broker.open({
      config,
      clock,
      random,
      network,
      endOfTurn,
      logManager,
      clusterId: randomUuid(random),
      logDirectories: [{ path: DIRECTORY, directoryId: randomUuid(random) }],
      metadataDirectory: DIRECTORY,
      volumes: new ManualVolumes(),
      readMemory: new ReadMemory({ readBytesMin: 1 }),
      report: () => {},
      onFatal: (error) => {
        throw error;
      },
    });
    await this.broker.listen(LISTEN);
  }

  /** The options that make a client talk to the broker; chance is its own. */
  get clientOptions(): {
    readonly bootstrapServers: string;
    readonly environment: ClientEnvironment;
  } {
    const { clock, network } = this;
    const random = new SeededRandom(this.random.uint32());
    const bootstrapServers = `${LISTEN.host}:${LISTEN.port}`;
    return { bootstrapServers, environment: { clock, network, random } };
  }

  /** Sends bytes to the broker over a connection of their own; nobody reads the answer. */
  async send(bytes: readonly Buffer[]): Promise<void> {
    const deaf = { onData: () => {}, onDrain: () => {}, onClose: () => {} };
    const socket = await this.network.connect(LISTEN, { timeoutMs: 1000 }, () => deaf);
    socket.send(bytes);
  }

  private async settle(): Promise<void> {
    let before = this.disk.operationsCount;
    for (let quiet = 0; quiet < QUIET_MICROTASKS; quiet++) {
      await Promise.resolve();
      if (this.disk.operationsCount !== before) quiet = 0;
      before = this.disk.operationsCount;
    }
  }

  /** Lets time pass. */
  async pass(ms: number): Promise<void> {
    const untilMs = this.clock.monotonicMs() + ms;
    for (;;) {
      await this.settle();
      const leftMs = untilMs - this.clock.monotonicMs();
      if (leftMs <= 0) return;
      this.clock.advance(Math.min(this.clock.nextTimerMs ?? Infinity, leftMs));
    }
  }

  /** Lets time pass until a promise is settled, and answers what it came to. */
  async run<Value>(promise: Promise<Value>): Promise<Value> {
    let isSettled = false;
    const done = promise.finally(() => {
      isSettled = true;
    });
    done.catch(() => 'the caller is told below');
    for (;;) {
      await this.settle();
      if (isSettled) return done;
      const nextMs = this.clock.nextTimerMs;
      if (nextMs === undefined) throw new Error('nothing is left that could settle the promise');
      this.clock.advance(nextMs);
    }
  }
}
