import { type Clock, KafkaError, type Offset, type RandomSource, type Uuid } from '@odradek/base';

import { type LogConfig, logConfigOf } from '../log/log-config.ts';
import { LogDirFailureChannel } from '../log/log-dir-failure-channel.ts';
import { PartitionLog } from '../log/partition-log.ts';
import { RecentMemory } from '../log/recent-memory.ts';
import { renameLogDirectory } from '../log/rename-directory.ts';
import { reasonOf, storageError } from '../log/storage-error.ts';
import type { EndOfTurn } from '../ports/end-of-turn.ts';
import { type FileSystem, isDiskFailure, isMissingFile, isRefusal } from '../ports/file-system.ts';
import type { Report } from '../ports/report.ts';
import type { ProducerExpiration } from '../producer-state/producer-states.ts';
import { CleanShutdownFile } from './clean-shutdown.ts';
import { DelayedRemovals } from './delayed-removals.ts';
import {
  deletedDirectoryName,
  isDeletedDirectoryName,
  parsePartitionDirectoryName,
  partitionDirectoryName,
} from './partition-directory.ts';
import { OffsetCheckpoint, type PartitionOffset } from './offset-checkpoint.ts';
import {
  formatPartitionMetadata,
  PARTITION_METADATA_FILE,
  parsePartitionMetadata,
} from './partition-metadata.ts';
import { RecoveryPoints } from './recovery-points.ts';
import { inconsistentTopicId, lostRecords, missingTopicId } from './refused-folder.ts';
import { WatchedFileSystem } from './watched-file-system.ts';

/** A partition of a certain topic: after a topic was deleted its name may come back with another id. */
export interface TopicIdPartition {
  readonly topic: string;
  readonly topicId: Uuid;
  readonly partition: number;
}

/** The partition that a folder is named after. */
export interface PartitionFolder {
  readonly topic: string;
  readonly partition: number;
}

/** Where the logs are, and what they need. */
export interface LogManagerOptions {
  readonly fileSystem: FileSystem;
  readonly endOfTurn: EndOfTurn;
  readonly clock: Clock;
  /** Draws `segment.jitter.ms`; without it there is no jitter. */
  readonly random?: RandomSource;
  readonly report: Report;
  /** The log directory. */
  readonly directory: string;
  /** The settings of logs whose topic has none of its own. */
  readonly config: Partial<LogConfig>;
  /**
   * How many bytes of memory the recent batches of all logs may take together, for consumers at
   * their ends; the log that was appended to least recently forgets first. The default is 64 MiB.
   */
  readonly totalRecentBytesMax?: number;
  /** See `PartitionLogOptions.decompressedBytesMax`. */
  readonly decompressedBytesMax?: number;
}

/** Which logs were compacted, and so far; Kafka's file. */
const CLEANER_OFFSET_CHECKPOINT = 'cleaner-offset-checkpoint';
const TOTAL_RECENT_BYTES_MAX_DEFAULT = 64 * 1024 * 1024;
/** Where the logs begin whose first records were deleted; Kafka's file, in its format. */
const LOG_START_OFFSET_CHECKPOINT = 'log-start-offset-checkpoint';

/** The logs of one log directory. */
export class LogManager {
  private readonly options: LogManagerOptions;
  private readonly startOffsets: OffsetCheckpoint;
  private readonly recoveryPoints: RecoveryPoints;
  private readonly cleanerOffsets: OffsetCheckpoint;
  private readonly cleanShutdown: CleanShutdownFile;
  private readonly removals: DelayedRemovals;
  private readonly failures: LogDirFailureChannel = new LogDirFailureChannel();
  private readonly recentMemory: RecentMemory;
  private readonly logs = new Map<string, PartitionLog>();
  /** Why logs were refused that may be asked for again: what was reported is not reported again. */
  private readonly refused = new Map<string, string>();
  /** What must end before the log of a folder can be opened: its opening or its deletion. */
  private readonly pending = new Map<string, Promise<unknown>>();

  constructor(options: LogManagerOptions) {
    const { directory, totalRecentBytesMax } = options;
    const { failures } = this;
    const fileSystem = new WatchedFileSystem(options.fileSystem, {
      get error() {
        return failures.error;
      },
      onError: (error) => this.noteDiskFailure(error),
    });
    this.options = { ...options, fileSystem };
    this.recentMemory = new RecentMemory(totalRecentBytesMax ?? TOTAL_RECENT_BYTES_MAX_DEFAULT);
    this.startOffsets = new OffsetCheckpoint({
      fileSystem,
      path: `${directory}/${LOG_START_OFFSET_CHECKPOINT}`,
      advice:
        'It says where logs begin; restore it, or remove it to have the records again that were ' +
        'deleted from segments still there.',
    });
    this.recoveryPoints = new RecoveryPoints({ fileSystem, directory });
    this.cleanerOffsets = new OffsetCheckpoint({
      fileSystem,
      path: `${directory}/${CLEANER_OFFSET_CHECKPOINT}`,
      advice: 'It says which logs were compacted; restore it, or remove it if none was.',
      // If it was emptied, logs with gaps are refused when they are opened: nothing is lost in silence.
      isEmptyAllowed: true,
    });
    this.cleanShutdown = new CleanShutdownFile(fileSystem, directory);
    this.removals = new DelayedRemovals({
      fileSystem,
      clock: options.clock,
      onError: (path, error) => this.noteFailure(path, error),
    });
    this.failures.onFailure((error) => {
      options.report({ type: 'log-directory-offline', directory, error });
    });
  }

  /** Why nothing can be written to the log directory any more, or `undefined`. */
  get error(): KafkaError | undefined {
    return this.failures.error;
  }

  /** Calls back once, when the log directory fails: its broker cannot go on. */
  onFailure(listener: (error: KafkaError) => void): () => void {
    return this.failures.onFailure(listener);
  }

  /** What could not be done in the background; everything goes on unless the disk has failed. */
  private noteFailure(directory: string, error: unknown): void {
    // That is reported once for all.
    if (error === this.error) return;
    this.options.report({ type: 'maintenance-failed', directory, reason: reasonOf(error) });
  }

  /** Whoever met it: nobody knows what the disk has. */
  private noteDiskFailure(error: unknown): void {
    if (!isDiskFailure(error)) return;
    const { directory } = this.options;
    this.failures.fail(
      storageError(`The disk failed under ${directory}: ${reasonOf(error)}.`, error),
    );
  }

  /**
   * Looks through the log directory before it is used: removes what is left of deleted partitions,
   * reports folders that are of no partition, and answers the partitions that there are.
   */
  async listPartitions(): Promise<readonly PartitionFolder[]> {
    const { fileSystem, directory: logDirectory, report } = this.options;
    await this.cleanShutdown.remove();
    const found: PartitionFolder[] = [];
    for (const { name, type } of await fileSystem.list(logDirectory)) {
      if (type !== 'directory') continue;
      const directory = `${logDirectory}/${name}`;
      const partition = parsePartitionDirectoryName(name);
      if (partition !== undefined) found.push(partition);
      else if (isDeletedDirectoryName(name)) {
        await fileSystem.remove(directory);
        report({ type: 'deleted-log-removed', directory });
      } else report({ type: 'directory-ignored', directory });
    }
    return found;
  }

  /** The log of a partition if it is open. */
  get(topic: string, partition: number): PartitionLog | undefined {
    return this.logs.get(partitionDirectoryName(topic, partition));
  }

  /** The logs that are open. */
  all(): Iterable<PartitionLog> {
    return this.logs.values();
  }

  /**
   * The log of a partition, opened with what its folder holds. A folder is made with the first
   * record. `config` has the settings of the topic; a log that is open already keeps its own.
   * Rejects with `INCONSISTENT_TOPIC_ID` if the folder belongs to another topic of the same
   * name, and with `KAFKA_STORAGE_ERROR` if it cannot be read, or had records and is gone or has no
   * segment any more; all are reported too, once.
   */
  async getOrCreate(
    partition: TopicIdPartition,
    config: Partial<LogConfig> = {},
  ): Promise<PartitionLog> {
    const name = partitionDirectoryName(partition.topic, partition.partition);
    // Nothing may come between the last look at `pending` and `track`, which adds to it.
    while (this.pending.has(name)) await Promise.allSettled([this.pending.get(name)]);
    return this.logs.get(name) ?? this.track(name, this.open(name, partition, config));
  }

  private async open(
    name: string,
    partition: TopicIdPartition,
    config: Partial<LogConfig>,
  ): Promise<PartitionLog> {
    const { directory: logDirectory, report } = this.options;
    const directory = `${logDirectory}/${name}`;
    try {
      const recoveryPoint = await this.recoveryPoints.get(partition);
      const hadRecords = recoveryPoint !== undefined;
      const found = await this.readTopicId(directory);
      if (found !== undefined && found !== partition.topicId) {
        throw inconsistentTopicId(directory, found, partition.topicId);
      }
      const log = await this.openLog(partition, {
        isNew: found === undefined,
        config,
        recoveryPoint,
      });
      if (found === undefined && log.hasFiles) {
        await log.close();
        throw missingTopicId(directory);
      }
      if (hadRecords && !log.hasFiles) {
        await log.close();
        throw lostRecords(directory, partition);
      }
      this.logs.set(name, log);
      this.refused.delete(name);
      if (log.hasFiles && !hadRecords) void this.tryMark(partition, directory);
      return log;
    } catch (error) {
      if (error instanceof KafkaError && this.refused.get(name) !== error.message) {
        this.refused.set(name, error.message);
        report({ type: 'log-refused', directory, error });
      }
      throw error;
    }
  }

  /**
   * For a folder of Kafka, or of a time before there were marks. Nobody waits for it: a full disk is
   * no reason not to open a log, and many that are opened share few writes. It is done again before
   * the first append.
   */
  private async tryMark(partition: TopicIdPartition, directory: string): Promise<void> {
    try {
      await this.recoveryPoints.mark(partition);
    } catch (error) {
      this.options.report({ type: 'maintenance-failed', directory, reason: reasonOf(error) });
    }
  }

  /**
   * Opens a log. What the checkpoint says counts only if the folder is there: else it is of a topic
   * of the same name that was deleted, and is forgotten before there is a folder that it could be
   * taken for.
   */
  private async openLog(
    { topic, topicId, partition }: TopicIdPartition,
    found: {
      readonly isNew: boolean;
      readonly config: Partial<LogConfig>;
      readonly recoveryPoint: Offset | undefined;
    },
  ): Promise<PartitionLog> {
    const { fileSystem, directory: logDirectory, endOfTurn, clock, random, report } = this.options;
    const { isNew, config, recoveryPoint } = found;
    const name = { topic, partition };
    const directory = `${logDirectory}/${partitionDirectoryName(topic, partition)}`;
    return PartitionLog.open({
      ...this.options.config,
      ...config,
      fileSystem,
      endOfTurn,
      clock,
      ...(random === undefined ? {} : { random }),
      report,
      directory,
      failures: this.failures,
      recoveryPoint,
      saveRecoveryPoint: (offset) => this.recoveryPoints.set(name, offset),
      wasCompacted: (await this.cleanerOffsets.get(name)) !== undefined,
      recentMemory: this.recentMemory,
      decompressedBytesMax: this.options.decompressedBytesMax,
      logStartOffset: isNew ? 0 : ((await this.startOffsets.get(name)) ?? 0),
      saveLogStartOffset: (offset) => this.startOffsets.raise(name, offset),
      resetLogStartOffset: (offset) => this.startOffsets.set(name, offset),
      markRecords: () => this.recoveryPoints.mark(name),
      prepareDirectory: async () => {
        if (isNew) await this.startOffsets.remove(name);
        await this.prepareDirectory(directory, topicId);
      },
    });
  }

  private async prepareDirectory(directory: string, topicId: Uuid): Promise<void> {
    const { fileSystem } = this.options;
    await fileSystem.createDirectory(directory);
    const text = formatPartitionMetadata(topicId);
    await fileSystem.writeWhole(`${directory}/${PARTITION_METADATA_FILE}`, Buffer.from(text));
  }

  private async readTopicId(directory: string): Promise<Uuid | undefined> {
    const path = `${directory}/${PARTITION_METADATA_FILE}`;
    try {
      const text = (await this.options.fileSystem.readWhole(path)).toString();
      return parsePartitionMetadata(path, text);
    } catch (error) {
      if (isMissingFile(error)) return undefined;
      if (error instanceof KafkaError) throw error;
      throw storageError(`${path} cannot be read: ${reasonOf(error)}.`, error);
    }
  }

  /**
   * Closes the log of a partition, if it is open, and removes its folder, also one that could not be
   * opened or is gone. A folder of another topic with the same name is left. Rejects with
   * `KAFKA_STORAGE_ERROR` if the disk fails.
   *
   * First it is forgotten that there are records, when nothing is under way any more that could write
   * it down again; then the folder gets the name of a deleted one, which goes after
   * `file.delete.delay.ms`; then where the log begins is forgotten, which is of no harm
   * without a folder. A crash after the first step leaves a folder of a topic that the metadata says
   * is deleted: whoever starts deletes it again, by `listPartitions` and `topicIdOf`. The other way
   * round it would leave a mark without a folder, which would refuse a later topic of the same name.
   * Only if there is no room to write anything down the folder goes first, and at once.
   */
  async delete(partition: TopicIdPartition): Promise<void> {
    const name = partitionDirectoryName(partition.topic, partition.partition);
    while (this.pending.has(name)) await Promise.allSettled([this.pending.get(name)]);
    await this.track(name, this.deletePartition(name, partition));
  }

  private async deletePartition(name: string, partition: TopicIdPartition): Promise<void> {
    const directory = `${this.options.directory}/${name}`;
    if (await this.isOfAnother(directory, partition)) return;
    const log = this.logs.get(name);
    const delayMs = (log ?? logConfigOf(this.options.config)).fileDeleteDelayMs;
    this.logs.delete(name);
    this.refused.delete(name);
    try {
      await log?.discard();
      // Only now nothing is under way any more that could make the folder.
      const topicId = await this.readTopicId(directory);
      const hasRoom = await this.tryForget(partition);
      if (topicId !== undefined) await this.removeDirectory(directory, partition, delayMs, hasRoom);
      if (!hasRoom) await this.recoveryPoints.remove(partition);
    } catch (error) {
      if (error instanceof KafkaError) throw error;
      throw storageError(`${directory} cannot be removed: ${reasonOf(error)}.`, error);
    }
    await this.startOffsets.remove(partition);
  }

  /** Answers whether there was room to write that down: without, something has to go first. */
  private async tryForget(partition: TopicIdPartition): Promise<boolean> {
    try {
      await this.recoveryPoints.remove(partition);
      return true;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return false;
    }
  }

  private async isOfAnother(directory: string, { topicId }: TopicIdPartition): Promise<boolean> {
    const found = await this.readTopicId(directory);
    return found !== undefined && found !== topicId;
  }

  private async removeDirectory(
    directory: string,
    { topic, topicId, partition }: TopicIdPartition,
    delayMs: number,
    hasRoom: boolean,
  ): Promise<void> {
    const { fileSystem, directory: logDirectory } = this.options;
    const deleted = `${logDirectory}/${deletedDirectoryName(topic, topicId, partition)}`;
    const wasThere = await renameLogDirectory(fileSystem, directory, deleted);
    if (!wasThere) return;
    if (hasRoom) this.removals.add(deleted, delayMs);
    else await fileSystem.remove(deleted);
  }

  /** The topic that the folder of a partition is of; `undefined` if there is none or it does not say. */
  topicIdOf(topic: string, partition: number): Promise<Uuid | undefined> {
    const name = partitionDirectoryName(topic, partition);
    return this.readTopicId(`${this.options.directory}/${name}`);
  }

  /** Forgets the producers of all logs that wrote nothing for long; answers how many. */
  expireProducers(expiration: ProducerExpiration): number {
    let count = 0;
    for (const log of this.logs.values()) count += log.expireProducers(expiration);
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
    for (const log of this.logs.values()) {
      if (log.error === undefined) count += await this.deleteOldSegmentsOf(log);
    }
    return count;
  }

  private async deleteOldSegmentsOf(log: PartitionLog): Promise<number> {
    try {
      return await log.deleteOldSegments();
    } catch (error) {
      if (log.error === undefined) this.noteFailure(log.directory, error);
      return 0;
    }
  }

  /**
   * Brings the recovery points forward of the logs that have grown by at least `bytesMin` since, and
   * writes all down with one write: what is before them is not looked at after a crash.
   */
  async checkpoint(bytesMin: number = 0): Promise<void> {
    for (const log of this.logs.values()) {
      if (log.error !== undefined || log.bytesSinceCheckpoint < bytesMin) continue;
      try {
        await log.checkpoint();
      } catch (error) {
        if (log.error === undefined) this.noteFailure(log.directory, error);
      }
    }
    await this.saveRecoveryPoints();
  }

  /** Makes every log durable and closes its files. */
  async close(): Promise<void> {
    await Promise.allSettled(this.pending.values());
    const logs = [...this.logs.values()];
    const areClosed = await Promise.all(logs.map((log) => this.closeLog(log)));
    // Whoever believes the mark looks at no log any more.
    const isWhole =
      this.refused.size === 0 &&
      logs.every((log) => log.recoveryPoint === log.logEndOffset) &&
      (await this.areAllOpen());
    const isSaved = (await this.saveRecoveryPoints()) && !areClosed.includes(false);
    await this.removals.close();
    this.logs.clear();
    if (isSaved && isWhole && this.error === undefined) await this.writeCleanShutdown();
  }

  /** Whether all partitions with records are open here. */
  private async areAllOpen(): Promise<boolean> {
    const partitions = await this.recoveryPoints.all();
    return partitions.every(({ topic, partition }) =>
      this.logs.has(partitionDirectoryName(topic, partition)),
    );
  }

  /** Answers whether that went well. */
  private async closeLog(log: PartitionLog): Promise<boolean> {
    try {
      await log.close();
      return true;
    } catch (error) {
      this.noteFailure(log.directory, error);
      return false;
    }
  }

  /** Answers whether that went well. */
  private async saveRecoveryPoints(): Promise<boolean> {
    const offsets: PartitionOffset[] = [];
    for (const [name, log] of this.logs) {
      const partition = parsePartitionDirectoryName(name);
      // A log that failed before its first record may have no segment, and must not be missed then.
      const isMissed = partition !== undefined && log.size > 0;
      if (isMissed) offsets.push({ ...partition, offset: log.recoveryPoint });
    }
    try {
      await this.recoveryPoints.raise(offsets);
      return true;
    } catch (error) {
      this.noteFailure(this.options.directory, error);
      return false;
    }
  }

  private async writeCleanShutdown(): Promise<void> {
    try {
      await this.cleanShutdown.write();
    } catch (error) {
      this.noteFailure(this.options.directory, error);
    }
  }
}
