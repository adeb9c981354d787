import {
  assert,
  type Clock,
  KafkaError,
  type RandomSource,
  TaskSlots,
  type Uuid,
} from '@odradek/base';

import { InlineSegmentCleaner } from '../cleaner/inline-segment-cleaner.ts';
import {
  type CleanerSettings,
  LogCleaner,
  type LogCleanerCounts,
  type UncleanableLog,
} from '../cleaner/log-cleaner.ts';
import type { LogConfig } from '../log/log-config.ts';
import type { PartitionLog } from '../log/partition-log.ts';
import { RecentMemory } from '../log/recent-memory.ts';
import type { EndOfTurn } from '../ports/end-of-turn.ts';
import type { FileSystem } from '../ports/file-system.ts';
import type { Report } from '../ports/report.ts';
import type { SegmentCleaner } from '../ports/segment-cleaner.ts';
import type { ProducerExpiration } from '../producer-state/producer-states.ts';
import type { JournalSettings } from './directory-journal.ts';
import { LazyLog, type LazyLogOptions } from './lazy-log.ts';
import { LogDirectory } from './log-directory.ts';
import {
  type LocatedFolder,
  partitionDirectoryName,
  type PartitionFolder,
  type TopicIdPartition,
} from './partition-directory.ts';
import { PartitionPlacement } from './partition-placement.ts';

/** Where the logs are, and what they need. */
export interface LogManagerOptions {
  readonly fileSystem: FileSystem;
  readonly endOfTurn: EndOfTurn;
  readonly clock: Clock;
  /** Draws `segment.jitter.ms`, and what tells frames of the journal from what looks like them. */
  readonly random: RandomSource;
  readonly report: Report;
  /** The log directories, at least one: Kafka's `log.dirs`. */
  readonly directories: readonly string[];
  /** Whether there are more that cannot be used: what is not found here may be there. */
  readonly hasUnusableDirectories?: boolean;
  /** The settings of logs whose topic has none of its own. */
  readonly config: Partial<LogConfig>;
  /**
   * How many bytes of memory the recent batches of all logs may take together, for consumers at
   * their ends; the log that was appended to least recently forgets first. The default is 64 MiB.
   */
  readonly totalRecentBytesMax?: number;
  /** See `PartitionLogOptions.decompressedBytesMax`. */
  readonly decompressedBytesMax?: number;
  /** How the journal of each log directory is made. */
  readonly journal?: JournalSettings;
  /** Cleans segments; by default that is done on the event loop. The log manager closes it. */
  readonly segmentCleaner?: SegmentCleaner;
}

const TOTAL_RECENT_BYTES_MAX_DEFAULT = 64 * 1024 * 1024;
/** How many logs are opened at once: more gains nothing, and keeps many files open. */
const OPENED_AT_ONCE = 16;

/**
 * The logs of all log directories (Kafka's `LogManager`). If there are several, `listPartitions` says
 * which partitions each of them has, and comes before everything else; `place` says where a new one
 * goes.
 */
export class LogManager {
  private readonly directories: readonly LogDirectory[];
  private readonly placement: PartitionPlacement;
  private readonly openings: TaskSlots = new TaskSlots(OPENED_AT_ONCE);
  /** What must end before the log of a folder can be opened: its opening or its deletion. */
  private readonly pending = new Map<string, Promise<unknown>>();
  private readonly cleaner: LogCleaner;
  private lazyOptions: LazyLogOptions | undefined;
  private isClosed = false;

  constructor({
    directories,
    hasUnusableDirectories = false,
    totalRecentBytesMax,
    segmentCleaner,
    ...options
  }: LogManagerOptions) {
    const recentMemory = new RecentMemory(totalRecentBytesMax ?? TOTAL_RECENT_BYTES_MAX_DEFAULT);
    this.directories = directories.map((path) => {
      return new LogDirectory({ ...options, path, recentMemory });
    });
    this.placement = new PartitionPlacement(this.directories, hasUnusableDirectories);
    this.cleaner = new LogCleaner({
      ...options,
      cleaner: segmentCleaner ?? new InlineSegmentCleaner(options),
      logs: () => this.logsToClean(),
    });
  }

  /** Why nothing can be written to any log directory any more, or `undefined`. */
  get error(): KafkaError | undefined {
    if (this.directories.some(({ error }) => error === undefined)) return undefined;
    return this.directories[0]?.error;
  }

  /** Why nothing can be written to one of the log directories any more, or `undefined`. */
  errorOf(path: string): KafkaError | undefined {
    return this.at(path).error;
  }

  /** Calls back once for each log directory that fails. The others go on. */
  onFailure(listener: (error: KafkaError, path: string) => void): void {
    for (const directory of this.directories) {
      directory.onFailure((error) => listener(error, directory.path));
    }
  }

  private at(path: string): LogDirectory {
    const found = this.directories.find((directory) => directory.path === path);
    assert(found !== undefined, `${path} is a log directory`);
    return found;
  }

  /**
   * Looks through the log directories before they are used: removes what is left of deleted
   * partitions, reports folders that are of no partition, and answers the partitions that there are. A
   * directory that fails meanwhile is offline, and the others are answered; rejects if it was the last.
   */
  async listPartitions(): Promise<readonly LocatedFolder[]> {
    const found: LocatedFolder[] = [];
    for (const directory of this.directories) {
      for (const partition of await this.listIn(directory)) {
        this.placement.add(partition, directory);
        found.push({ ...partition, directory: directory.path });
      }
    }
    return found;
  }

  private async listIn(directory: LogDirectory): Promise<readonly PartitionFolder[]> {
    try {
      return await directory.listPartitions();
    } catch (error) {
      if (directory.error === undefined || this.error !== undefined) throw error;
      return [];
    }
  }

  /** The partitions that have had records by what is written down, be their folder there or not. */
  async listMarked(): Promise<readonly LocatedFolder[]> {
    const marked: LocatedFolder[] = [];
    for (const directory of this.directories) {
      for (const { topic, partition } of await directory.listMarked()) {
        marked.push({ topic, partition, directory: directory.path });
      }
    }
    return marked;
  }

  /** The log directory of a partition, as a path; `undefined` if it is nowhere yet. */
  directoryOf(partition: PartitionFolder): string | undefined {
    return this.placement.get(partition)?.path;
  }

  /** A partition that is nowhere yet gets its folder in this log directory, with its first record. */
  place(partition: PartitionFolder, path: string): void {
    assert(this.placement.get(partition) === undefined, 'a partition has one place');
    this.placement.add(partition, this.at(path));
  }

  /** A folder is not of the partition that has its name: it is left alone from now on. */
  disown(folder: LocatedFolder): void {
    this.placement.remove(folder, this.at(folder.directory));
  }

  /** The log of a partition if it is open. */
  get(topic: string, partition: number): PartitionLog | undefined {
    return this.placement.get({ topic, partition })?.get(topic, partition);
  }

  /** The logs that are open. */
  *all(): Iterable<PartitionLog> {
    for (const directory of this.directories) yield* directory.all();
  }

  /**
   * The log of a partition, opened with what its folder holds. A folder is made with the first
   * record, where `place` has said, or else in the first directory. `config` has the settings of the
   * topic; a log that is open already keeps its own.
   * Rejects with `INCONSISTENT_TOPIC_ID` if the folder belongs to another topic of the same
   * name, and with `KAFKA_STORAGE_ERROR` if it cannot be read, or had records and is gone or has no
   * segment any more; all are reported too, once. Rejects with `KAFKA_STORAGE_ERROR` too once the logs
   * are being closed.
   */
  async getOrCreate(
    partition: TopicIdPartition,
    config: Partial<LogConfig> = {},
  ): Promise<PartitionLog> {
    const name = partitionDirectoryName(partition.topic, partition.partition);
    // Nothing may come between the last look at `pending` and `track`, which adds to it.
    while (this.pending.has(name)) await Promise.allSettled([this.pending.get(name)]);
    const directory = this.placement.getOrAdd(partition);
    const log = directory.get(partition.topic, partition.partition);
    if (log !== undefined) return log;
    this.checkIsOpen();
    return this.track(name, directory.open(partition, config));
  }

  /**
   * The log of a partition that is opened when it is needed, as `getOrCreate` does, with the settings
   * of the topic that `config` answers then. Comes after `listPartitions`; looks at no folder.
   */
  lazily(partition: TopicIdPartition, config: () => Partial<LogConfig>): LazyLog {
    const directory = this.placement.getOrAdd(partition);
    const lazyLog = new LazyLog(partition, this.lazyOptionsOf(directory, config));
    directory.addLazy(lazyLog);
    return lazyLog;
  }

  /** The same for all partitions of a topic, which come one after the other. */
  private lazyOptionsOf(directory: LogDirectory, config: () => Partial<LogConfig>): LazyLogOptions {
    const { lazyOptions: last } = this;
    if (last?.directory === directory && last.config === config) return last;
    this.lazyOptions = { directory, config, open: this.openLazily };
    return this.lazyOptions;
  }

  private readonly openLazily = (lazyLog: LazyLog): Promise<PartitionLog> =>
    this.openings.run(async () => {
      lazyLog.checkIsThere();
      const log = await this.getOrCreate(lazyLog, lazyLog.config);
      // They may have changed while it was opened.
      log.configure(lazyLog.config);
      return log;
    });

  /**
   * The partitions that have had records, and whose folder was not there at the start: there are none
   * unless somebody has removed one. Comes after `listPartitions`.
   */
  listMissing(): readonly PartitionFolder[] {
    return this.directories.flatMap((directory) =>
      directory.missing.filter((partition) => this.placement.get(partition) === directory),
    );
  }

  /**
   * Closes the log of a partition, if it is open, and removes its folder, also one that could not be
   * opened or is gone, in whichever directory. A folder of another topic with the same name is left.
   * Rejects with `KAFKA_STORAGE_ERROR` if the disk fails: then the partition is nowhere all the same. See `PartitionDeletions` for what a crash leaves.
   */
  async delete(partition: TopicIdPartition): Promise<void> {
    const name = partitionDirectoryName(partition.topic, partition.partition);
    this.placement.get(partition)?.removeLazy(partition);
    while (this.pending.has(name)) await Promise.allSettled([this.pending.get(name)]);
    this.checkIsOpen();
    await this.track(name, this.deleteEverywhere(partition));
  }

  private async deleteEverywhere(partition: TopicIdPartition): Promise<void> {
    const known = this.placement.all(partition);
    // A folder that was moved away has left marks, which would refuse a later topic of the same name.
    const others = this.directories.filter((each) => each.error === undefined);
    for (const directory of new Set([...known, ...others])) {
      await this.deleteFrom(directory, partition);
    }
  }

  private async deleteFrom(directory: LogDirectory, partition: TopicIdPartition): Promise<void> {
    try {
      if (await directory.delete(partition)) this.placement.remove(partition, directory);
    } finally {
      // Another partition of that name must not wait for this directory.
      if (directory.error !== undefined) this.placement.remove(partition, directory);
    }
  }

  /**
   * The topic that the folder of a partition is of, in a log directory or where the partition is;
   * `undefined` if there is none or it does not say.
   */
  async topicIdOf(topic: string, partition: number, path?: string): Promise<Uuid | undefined> {
    const directory = path === undefined ? this.placement.get({ topic, partition }) : this.at(path);
    return directory?.topicIdOf(topic, partition);
  }

  /** Forgets the producers of all logs that wrote nothing for long; answers how many. */
  expireProducers(expiration: ProducerExpiration): number {
    let count = 0;
    for (const log of this.all()) count += log.expireProducers(expiration);
    return count;
  }

  /** Whoever wants the same log meanwhile waits for this. */
  private async track<Result>(name: string, task: Promise<Result>): Promise<Result> {
    this.pending.set(name, task);
    try {
      return await task;
    } finally {
      if (this.pending.get(name) === task) this.pending.delete(name);
    }
  }

  /**
   * Deletes old segments of all logs, as `retention.ms` and `retention.bytes` of each say; answers how
   * many. What cannot be deleted is reported.
   */
  async deleteOldSegments(): Promise<number> {
    let count = 0;
    for (const directory of this.directories) count += await directory.deleteOldSegments();
    return count;
  }

  /**
   * Compacts the logs of topics with `cleanup.policy=compact` that are dirty enough, the dirtiest first;
   * answers how many. What cannot be compacted is reported. The settings are asked before each log.
   */
  cleanLogs(settings: () => CleanerSettings): Promise<number> {
    return this.cleaner.clean(settings);
  }

  private async logsToClean(): Promise<Iterable<PartitionLog>> {
    for (const directory of this.directories) {
      if (directory.error === undefined && !this.isClosed) await directory.openDirty();
    }
    return this.all();
  }

  /** What has become of the compaction of logs. */
  get cleanerCounts(): Readonly<LogCleanerCounts> {
    return this.cleaner.counts;
  }

  /** The logs that are not compacted any more, for what they have. */
  get uncleanableLogs(): Iterable<UncleanableLog> {
    return this.cleaner.uncleanableLogs();
  }

  /** Compacts nothing any more; resolves when nothing is being compacted. */
  stopCleaning(): Promise<void> {
    return this.cleaner.close();
  }

  /**
   * Syncs every log whose `flush.ms` is over since it was synced, if it has anything that is not durable
   * yet. What cannot be synced takes its directory offline, which is reported.
   */
  async flushDirty(): Promise<void> {
    await Promise.all(this.directories.map((directory) => directory.flushDirty()));
  }

  /**
   * Brings the recovery points forward of the logs that have grown by at least `bytesMin` since, and
   * writes all of a directory down with one write: what is before them is not looked at after a crash.
   */
  async checkpoint(bytesMin: number = 0): Promise<void> {
    for (const directory of this.directories) await directory.checkpoint(bytesMin);
  }

  private checkIsOpen(): void {
    if (!this.isClosed) return;
    throw new KafkaError(
      'KAFKA_STORAGE_ERROR',
      'The log directories are being closed: no log is opened or deleted any more.',
    );
  }

  /** Makes every log durable and closes its files. Nothing begins any more that is waiting for its turn. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.stopCleaning();
    await Promise.allSettled(this.pending.values());
    await Promise.all(this.directories.map((directory) => directory.close()));
  }
}
