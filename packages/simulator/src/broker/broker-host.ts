import { assert, type KafkaError, randomUuid, type Uuid } from '@odradek/base';
import { Broker, type BrokerConfig, DEFAULT_BROKER_CONFIG } from '@odradek/broker';
import { BoundedFileSystem, LogManager, ReadMemory, type StorageEvent } from '@odradek/storage';
import { ManualVolumes, MemoryFileSystem } from '@odradek/storage/testing';

import { partitionName, type TopicPartition } from '../history/history.ts';
import { diskFaultEvent } from '../faults/disk-fault-event.ts';
import { Violation } from '../history/violation.ts';
import { endOfTurnOf } from '../process/end-of-turn.ts';
import { type DiskListener, ProcessDisk } from '../process/process-disk.ts';
import type { SimulatedProcess } from '../process/simulated-process.ts';
import type { World } from '../world/world.ts';
import { CompactionEvents } from './compaction-events.ts';
import { JournalEvents } from './journal-events.ts';
import { journalSettings } from './journal-settings.ts';
import { LogTroubles } from './log-troubles.ts';

/** What became of a start: it serves, it was killed meanwhile, or it refused. */
export type StartOutcome =
  | { readonly type: 'serving' }
  | { readonly type: 'killed' }
  | { readonly type: 'refused'; readonly error: unknown };

/** The log directories that there may be; a seed has one or more of them. */
const DIRECTORIES = ['/data', '/more', '/most'];
/** How long it takes until the network has forgotten a closed connection. */
const NETWORK_CLOSE_MS = 3_000;
/** A file in the folder of a partition. */
const IN_FOLDER = /^\/[^/]+\/([^/]+)\/[^/]+$/;
/** The file of a segment that is not the first of its log. */
const LATER_SEGMENT = /\/(?!0{20})\d{20}\.log$/;
/** The file of a segment that retention or DeleteRecords has let go. */
const DELETED_SEGMENT = /\/\d{20}\.log\.deleted$/;

/** A machine with a disk, on which a broker runs, crashes and starts again. */
export class BrokerHost {
  disk: MemoryFileSystem;
  /** The process, also one that has ended. */
  process: SimulatedProcess | undefined;
  /** What the broker has reported of its logs. */
  readonly troubles: LogTroubles = new LogTroubles();
  /** How often the disk has failed since the last start began. */
  diskErrorsCount = 0;
  private readonly world: World;
  private readonly journalEvents: JournalEvents;
  private readonly compactionEvents: CompactionEvents;
  private readonly config: BrokerConfig;
  private readonly directories: readonly string[];
  private readonly clusterId: Uuid;
  private readonly directoryIds: readonly Uuid[];
  private broker: Broker | undefined;
  /** Why the broker cannot go on, if the disk has failed under it. */
  private fatalError: KafkaError | undefined;
  private onFailed: () => void = () => {};
  private startsCount = 0;
  private operationsLeft = Number.POSITIVE_INFINITY;
  private onOperation: () => void = () => {};
  private onJournalReuse: () => void = () => {};

  constructor(world: World) {
    this.world = world;
    this.disk = new MemoryFileSystem({ seed: world.random.fork('disk').uint32() });
    const ids = world.random.fork('ids');
    this.clusterId = randomUuid(ids);
    this.directoryIds = DIRECTORIES.map(() => randomUuid(ids));
    const { segmentBytes, indexIntervalBytes, retention, flush, compaction } = world.plan;
    const { logDirectories, groups } = world.plan;
    this.compactionEvents = new CompactionEvents(world.events);
    this.journalEvents = new JournalEvents(world.plan.journal, world.events, () =>
      this.onJournalReuse(),
    );
    this.directories = DIRECTORIES.slice(0, logDirectories);
    this.config = {
      ...DEFAULT_BROKER_CONFIG,
      logRetentionCheckIntervalMs: retention.checkIntervalMs,
      logFlushSchedulerIntervalMs: flush.checkIntervalMs,
      groups: {
        ...DEFAULT_BROKER_CONFIG.groups,
        consumer: {
          ...DEFAULT_BROKER_CONFIG.groups.consumer,
          sessionTimeoutMs: groups.sessionTimeoutMs,
          heartbeatIntervalMs: Math.floor(groups.sessionTimeoutMs / 4),
          assignmentIntervalMs: groups.initialRebalanceDelayMs,
        },
        groupInitialRebalanceDelayMs: groups.initialRebalanceDelayMs,
        groupMinSessionTimeoutMs: 1,
        offsetsLoadBufferBytes: groups.loadBufferBytes,
        offsetsRetentionMs: groups.offsetsRetentionMs,
        offsetsRetentionCheckIntervalMs: groups.retentionCheckMs,
        offsetsTopicNumPartitions: groups.offsetsPartitions,
      },
      logCleaner: {
        ...DEFAULT_BROKER_CONFIG.logCleaner,
        backoffMs: compaction.backoffMs,
        threads: compaction.threads,
        dedupeBufferBytes: compaction.dedupeBufferBytes,
        bytesPerSecond: compaction.bytesPerSecond,
      },
      topicDefaults: {
        ...DEFAULT_BROKER_CONFIG.topicDefaults,
        segmentBytes,
        indexIntervalBytes,
        fileDeleteDelayMs: retention.fileDeleteDelayMs,
      },
    };
  }

  private get isServing(): boolean {
    return this.broker !== undefined;
  }

  /** Calls back once, when the disk begins the operation of this number from now on. */
  atDiskOperation(count: number, callback: () => void): void {
    this.operationsLeft = count;
    this.onOperation = callback;
  }

  /**
   * Calls back once, when frames go to a file of a journal again for this time from now on: in the
   * operation that writes the first, which `atDiskOperation` counts as the next one.
   */
  atJournalReuse(count: number, callback: () => void): void {
    let left = count;
    this.onJournalReuse = () => {
      if (--left === 0) callback();
    };
  }

  /** Makes sure that the callbacks of `atDiskOperation` and `atJournalReuse` are not called any more. */
  forgetDiskOperation(): void {
    this.operationsLeft = Number.POSITIVE_INFINITY;
    this.onJournalReuse = () => {};
  }

  /** Calls back whenever a broker has ended because it could not go on. */
  whenFailed(callback: () => void): void {
    this.onFailed = callback;
  }

  /** Starts the broker on what the disk has. */
  async start(): Promise<StartOutcome> {
    const name = `broker.${++this.startsCount}`;
    const process = this.world.startProcess({ name, machine: 'broker' });
    this.world.trace.add(name, 'starts');
    this.process = process;
    this.diskErrorsCount = 0;
    this.troubles.beginLife();
    this.journalEvents.beginLife();
    this.compactionEvents.beginLife();
    this.world.touchedFolders.clear();
    this.world.hasFailedLogDirectory = false;
    this.fatalError = undefined;
    const killed = process.killed.then((): StartOutcome => ({ type: 'killed' }));
    return Promise.race([killed, this.open(process)]);
  }

  private async open(process: SimulatedProcess): Promise<StartOutcome> {
    const { trace } = this.world;
    try {
      const broker = await this.openBroker(process);
      await broker.listen(this.world.endpoint);
      this.broker = broker;
      this.journalEvents.noteServing();
      trace.add(process.name, 'serves');
      this.world.servingsCount++;
      if (this.fatalError !== undefined) void this.endFailed(process);
      return { type: 'serving' };
    } catch (error) {
      trace.add(process.name, `does not start: ${String(error)}`);
      process.kill({ seesReset: true });
      return { type: 'refused', error };
    }
  }

  private async openBroker(process: SimulatedProcess): Promise<Broker> {
    const { disk, config, clusterId, directoryIds } = this;
    const { latency, journal, openFilesMax } = this.world.plan;
    const fileSystem = new BoundedFileSystem(
      new ProcessDisk({ disk, process, latency, listener: this.diskListener() }),
      { filesMax: openFilesMax },
    );
    for (const directory of this.directories) await fileSystem.createDirectory(directory);
    const endOfTurn = endOfTurnOf(process);
    const logManager = new LogManager({
      journal: journalSettings(journal),
      fileSystem,
      endOfTurn,
      clock: process.clock,
      random: process.randomSource,
      report: (event) => this.noteStorage(process, event),
      directories: this.directories,
      config: {
        ...config.topicDefaults,
        recentBytesMax: this.world.plan.recentBytesMax,
      },
      decompressedBytesMax: config.maxDecompressedBatchBytes,
    });
    return Broker.open({
      config,
      clock: process.clock,
      random: process.randomSource,
      network: process.network,
      endOfTurn,
      logManager,
      clusterId,
      logDirectories: this.directories.map((path, index) => {
        return { path, directoryId: directoryIds[index] ?? clusterId };
      }),
      metadataDirectory: DIRECTORIES[0] ?? '/data',
      volumes: new ManualVolumes(),
      // Small reads lie there too, so that who uses them too long is found out.
      readMemory: new ReadMemory({ readBytesMin: 1 }),
      report: (message) => this.world.trace.add(process.name, `reports: ${message}`),
      onFatal: (error) => {
        this.world.trace.add(process.name, `cannot go on: ${error.message}`);
        this.fatalError = error;
        void this.endFailed(process);
      },
    });
  }

  /** As `odradek start` does it: the broker is shut down, and the process ends. */
  private async endFailed(process: SimulatedProcess): Promise<void> {
    const { broker } = this;
    if (broker === undefined || this.process !== process) return;
    this.broker = undefined;
    await Promise.race([process.killed, broker.close()]);
    if (!process.isAlive) return;
    this.world.events.reach('broker ended because its disk failed');
    process.kill({ seesReset: true });
    this.onFailed();
  }

  private diskListener(): DiskListener {
    const { events } = this.world;
    return {
      onBegin: (operation, path) => {
        if (operation.startsWith('read ') && this.isServing)
          events.reach('fetch answered from disk');
        if (operation === 'create' && LATER_SEGMENT.test(path)) events.reach('segment rolled');
        if (operation === 'remove' && DELETED_SEGMENT.test(path)) events.reach('segment removed');
        const [, folder] = IN_FOLDER.exec(path) ?? [];
        if (folder !== undefined) this.world.touchedFolders.add(folder);
        this.journalEvents.note(operation, path);
        this.compactionEvents.note(operation, path);
        if (--this.operationsLeft === 0) this.onOperation();
      },
      onError: (error) => {
        const event = diskFaultEvent(error);
        if (event === undefined) return;
        this.diskErrorsCount++;
        if (event === 'fault: failed sync') this.world.failedSyncsCount++;
        this.troubles.noteError(error);
        events.reach(event);
      },
      onSpike: () => events.reach('fault: slow disk'),
      onCutWrite: (path) => {
        events.reach('fault: write cut short');
        this.journalEvents.noteCutWrite(path);
      },
    };
  }

  private noteStorage(process: SimulatedProcess, event: StorageEvent): void {
    const { trace, events } = this.world;
    trace.add(process.name, `storage: ${JSON.stringify(event)}`);
    if (event.type === 'tail-cut') events.reach('torn tail cut');
    if (event.type === 'log-offline') events.reach('log offline');
    if (event.type === 'log-refused') events.reach('log refused');
    if (event.type === 'log-uncleanable') this.noteUncleanable(event);
    this.troubles.note(event);
    this.world.hasFailedLogDirectory = this.areSomeOffline;
    if (this.areSomeOffline) events.reach('log directory offline beside others');
  }

  /** Only a log that a failure of the disk has damaged cannot be compacted. */
  private noteUncleanable({ directory, reason }: { directory: string; reason: string }): void {
    const { world } = this;
    if (world.isHealed || this.diskErrorsCount > 0 || world.failedSyncsCount > 0) return;
    world.fail(new Violation('every sound log can be compacted', `${directory}: ${reason}`));
  }

  /** Whether some log directories are offline, and others are not. */
  private get areSomeOffline(): boolean {
    const { size } = this.troubles.offline;
    return size > 0 && size < this.directories.length;
  }

  /** In which log directory a partition has its folder, as programs see it. */
  async directoryOf(topicPartition: TopicPartition): Promise<string | undefined> {
    for (const directory of this.directories) {
      if (await this.disk.exists(`${directory}/${partitionName(topicPartition)}`)) return directory;
    }
    return undefined;
  }

  /** Shuts the broker down in order. Answers whether that came to its end. */
  async stop(): Promise<boolean> {
    const { broker, process } = this;
    if (broker === undefined || process === undefined) {
      // It does not serve yet, or not any more.
      process?.kill({ seesReset: true });
      return false;
    }
    this.world.trace.add(process.name, 'is asked to stop');
    this.broker = undefined;
    const killed = process.killed.then(() => false);
    const isClosed = await Promise.race([killed, broker.close().then(() => true)]);
    if (!isClosed) return false;
    const { stops, touchedFolders, powerLossesCount, failedSyncsCount } = this.world;
    if (this.diskErrorsCount === 0) {
      const folders = new Set(touchedFolders);
      stops.push({ touchedFolders: folders, powerLossesCount, failedSyncsCount });
    }
    process.kill({ seesReset: true });
    return true;
  }

  /** Shuts the broker down in order and answers how many of its timers are still set thereafter. */
  async stopAndCountTimers(): Promise<number> {
    const { broker, process } = this;
    assert(broker !== undefined && process !== undefined, 'a broker serves');
    await broker.close();
    // What the network does for connections that were closed stands on the same clock.
    await process.sleep(NETWORK_CLOSE_MS);
    return process.clock.timersCount;
  }

  /** Kills the process; what it has written stays with the operating system. */
  kill(): void {
    this.end({ seesReset: true });
  }

  /** Kills the process and loses what was not synced. */
  losePower(): void {
    this.end({ seesReset: false });
    this.world.trace.add('machine', 'loses its power');
    this.world.powerLossesCount++;
    this.disk = this.disk.crash();
  }

  private end(options: { readonly seesReset: boolean }): void {
    if (this.process?.isAlive === true) {
      this.journalEvents.noteCrash();
      this.compactionEvents.noteCrash();
    }
    this.broker = undefined;
    this.forgetDiskOperation();
    this.process?.kill(options);
  }
}
