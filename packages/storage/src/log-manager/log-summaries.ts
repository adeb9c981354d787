import { KafkaError, type Uuid } from '@odradek/base';

import type { PartitionLog } from '../log/partition-log.ts';
import { reasonOf, storageError } from '../log/storage-error.ts';
import { type FileSystem, isMissingFile, isRefusal } from '../ports/file-system.ts';
import type { Report } from '../ports/report.ts';
import type { CleanShutdownFile } from './clean-shutdown.ts';
import {
  LOG_CHECKPOINT_FILE,
  LogDirectoryCheckpoint,
  type PartitionSummary,
} from './log-directory-checkpoint.ts';
import { EMPTY_LOG, isSameSummary, type LogSummary, summaryOf } from './log-summary.ts';
import type { OffsetCheckpoint, TopicPartition } from './offset-checkpoint.ts';
import {
  parsePartitionDirectoryName,
  partitionDirectoryName,
  type TopicIdPartition,
} from './partition-directory.ts';
import type { RecoveryPoints } from './recovery-points.ts';

/** What knowing logs without opening them needs. */
export interface LogSummariesOptions {
  readonly fileSystem: FileSystem;
  /** The log directory. */
  readonly directory: string;
  readonly report: Report;
  readonly recoveryPoints: RecoveryPoints;
  readonly startOffsets: OffsetCheckpoint;
  readonly cleanShutdown: CleanShutdownFile;
}

/** A log that is open, and whose it is. */
export interface OpenLog {
  readonly partition: TopicIdPartition;
  readonly log: PartitionLog;
}

/**
 * What is known of the logs of a directory that are not open: what `LogDirectoryCheckpoint` says, as
 * far as Kafka's own files do not contradict it. They do if somebody else, be it an older version,
 * has used the directory since: its mark of a clean shutdown is missing or of others, or a recovery
 * point or a start of a log lies behind what is known.
 */
export class LogSummaries {
  private readonly options: LogSummariesOptions;
  private readonly loading: { promise: Promise<LogDirectoryCheckpoint> | undefined } = {
    promise: undefined,
  };
  private checkpoint: LogDirectoryCheckpoint | undefined;
  private isOfOthers = false;
  private mayBeOfOthers = false;
  /** The folders of partitions that there were at the start, without those that were deleted since. */
  private folders: Set<string> | undefined;
  /** The folders that were missing at the start, of partitions that have had records. */
  private missing: ReadonlySet<string> = new Set();
  /** The logs that something was written to since they were opened. */
  private readonly written = new Set<string>();

  constructor(options: LogSummariesOptions) {
    this.options = options;
  }

  /**
   * Reads what is known, and makes it durable that the directory is in use. Rejects with
   * `KAFKA_STORAGE_ERROR` if a file cannot be read.
   */
  load(): Promise<LogDirectoryCheckpoint> {
    this.loading.promise ??= this.readAll();
    return this.loading.promise;
  }

  private async readAll(): Promise<LogDirectoryCheckpoint> {
    const { recoveryPoints, startOffsets, cleanShutdown, report, directory } = this.options;
    try {
      await this.syncNames();
      const [checkpoint, mark] = await Promise.all([
        LogDirectoryCheckpoint.load(this.options),
        cleanShutdown.read(),
        recoveryPoints.all(),
        startOffsets.all(),
      ]);
      this.isOfOthers = mark === 'of others';
      const isMissing = checkpoint.wasClosed && mark === 'missing';
      this.mayBeOfOthers = isMissing || mark === 'of others';
      if (this.mayBeOfOthers) {
        checkpoint.distrustAll();
        const path = `${directory}/${LOG_CHECKPOINT_FILE}`;
        const reason = 'something else has used the directory since it was written';
        if (checkpoint.hasEntries) report({ type: 'checkpoint-ignored', path, reason });
      }
      await this.tryUse(checkpoint);
      this.checkpoint = checkpoint;
      return checkpoint;
    } catch (error) {
      this.loading.promise = undefined;
      if (error instanceof KafkaError) throw error;
      throw storageError(`${directory} cannot be used: ${reasonOf(error)}.`, error);
    }
  }

  /**
   * A file that a killed process has renamed can be read, and its old one may still come back: what is
   * believed now must not.
   */
  private async syncNames(): Promise<void> {
    try {
      await this.options.fileSystem.syncDirectory(this.options.directory);
    } catch (error) {
      if (!isMissingFile(error)) throw error;
    }
  }

  /**
   * A full disk is no reason not to start: whoever finds the directory as it was closed, but without
   * its mark, believes nothing of this.
   */
  private async tryUse(checkpoint: LogDirectoryCheckpoint): Promise<void> {
    try {
      await checkpoint.use();
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const { directory, report } = this.options;
      report({ type: 'maintenance-failed', directory, reason: reasonOf(error) });
    }
  }

  /** Whether somebody else, such as Kafka, has stopped in order on the directory since; once loaded. */
  get wereOthersHere(): boolean {
    return this.isOfOthers;
  }

  /** What partitions have folders; what is known of others does not count any more, durably. */
  async noteFolders(partitions: readonly TopicPartition[]): Promise<void> {
    const folders = new Set(partitions.map((partition) => nameOf(partition)));
    const withRecords = (await this.options.recoveryPoints.all()).map((known) => nameOf(known));
    this.missing = new Set(withRecords.filter((name) => !folders.has(name)));
    this.folders = folders;
    // A folder that comes back was elsewhere, and may have been written to.
    const checkpoint = await this.load();
    checkpoint.distrustWithout(folders);
    await this.tryUse(checkpoint);
  }

  /** The partitions with folders of which nothing says whether they have records. */
  get unmarked(): readonly TopicPartition[] {
    return [...(this.folders ?? [])]
      .map((name) => parsePartitionDirectoryName(name))
      .filter((partition) => partition !== undefined)
      .filter((partition) => this.options.recoveryPoints.known(partition) === undefined);
  }

  /** What is known of the log of a partition that is not open; `undefined` if it has to be opened. */
  summaryOf(partition: TopicIdPartition): LogSummary | undefined {
    if (this.isNew(partition)) return EMPTY_LOG;
    return this.confirmed(partition, this.checkpoint?.summaryOf(partition));
  }

  /** Whether there is nothing of a partition, nor ever was, as of the start. */
  private isNew(partition: TopicPartition): boolean {
    const { folders, options } = this;
    if (folders === undefined || options.recoveryPoints.known(partition) !== undefined)
      return false;
    return !folders.has(nameOf(partition)) && !this.written.has(nameOf(partition));
  }

  private confirmed(
    partition: TopicPartition,
    summary: LogSummary | undefined,
  ): LogSummary | undefined {
    if (summary === undefined) return undefined;
    const recoveryPoint = this.options.recoveryPoints.known(partition);
    const startOffset = this.options.startOffsets.known(partition) ?? 0;
    const isConfirmed =
      recoveryPoint !== undefined &&
      recoveryPoint <= summary.recoveryPoint &&
      startOffset <= summary.startOffset;
    return isConfirmed ? summary : undefined;
  }

  /** The partitions that have had records, and whose folder was not there at the start. */
  get allMissing(): readonly TopicPartition[] {
    return [...this.missing]
      .map((name) => parsePartitionDirectoryName(name))
      .filter((partition) => partition !== undefined);
  }

  /** Whether a partition is one of these. */
  isMissing(partition: TopicPartition): boolean {
    return this.missing.size > 0 && this.missing.has(nameOf(partition));
  }

  /** Whether a log that is not open is known to be whole, with its indexes, and durable. */
  isWhole(partition: TopicPartition): boolean {
    const topicId = this.topicIdOf(partition);
    if (topicId === undefined) return false;
    const summary = this.summaryOf({ ...partition, topicId });
    return summary !== undefined && summary.recoveryPoint === summary.endOffset;
  }

  /** The topic that the folder of a partition is of, if that is known. */
  topicIdOf(partition: TopicPartition): Uuid | undefined {
    return this.checkpoint?.topicIdOf(partition);
  }

  /**
   * The topic that a folder is of, which was durable before the first record was appended to it;
   * `undefined` if that is not known, or somebody else may have used the directory since.
   */
  topicIdOfFolder(folder: string): Uuid | undefined {
    return this.mayBeOfOthers ? undefined : this.checkpoint?.topicIdOfFolder(folder);
  }

  /** Whether a log may miss what it has acknowledged; see `PartitionLogOptions.mayMissRecords`. */
  async isUnsynced(partition: TopicIdPartition): Promise<boolean> {
    return (await this.load()).isUnsynced(partition);
  }

  /** A log is open: what was known of it does not count if it was wrong, durably by and by. */
  noteOpened({ partition, log }: OpenLog): void {
    const known = this.checkpoint?.summaryOf(partition);
    if (known !== undefined && !isSameSummary(known, summaryOf(log))) {
      this.checkpoint?.distrust(partition);
    }
  }

  /** Something is going to be written to a log: durable when it resolves. */
  async markWritten(partition: TopicIdPartition): Promise<void> {
    this.written.add(nameOf(partition));
    const checkpoint = await this.load();
    await checkpoint.markDirty(partition);
  }

  /** Something is going to be written to a log that will not be synced: durable when it resolves. */
  async markUnsynced(partition: TopicIdPartition): Promise<void> {
    this.written.add(nameOf(partition));
    const checkpoint = await this.load();
    await checkpoint.markUnsynced(partition);
  }

  /** Writes down what is known of logs that are open, which count unless something was written. */
  async record(logs: readonly OpenLog[]): Promise<void> {
    const checkpoint = await this.load();
    // No mark may come between this look and what is set: it would be taken back.
    const untouched = logs.filter(({ partition }) => !this.written.has(nameOf(partition)));
    await recordClean(checkpoint, untouched);
  }

  /** Writes down what is known of logs that are closed, and durable. */
  async recordClosed(logs: readonly OpenLog[]): Promise<void> {
    if (logs.length > 0) await recordClean(await this.load(), logs);
    for (const { partition } of logs) this.written.delete(nameOf(partition));
  }

  /** A partition was deleted. */
  async remove(partition: TopicPartition): Promise<void> {
    const checkpoint = await this.load();
    this.written.delete(nameOf(partition));
    this.folders?.delete(nameOf(partition));
    await checkpoint.remove(partition);
  }

  /** Writes down whether everything in the directory was closed in order. */
  async close(isInOrder: boolean): Promise<void> {
    await (await this.load()).close({ isInOrder });
  }
}

/** Sets what has changed before it answers; resolves when that is durable. */
async function recordClean(
  checkpoint: LogDirectoryCheckpoint,
  logs: readonly OpenLog[],
): Promise<void> {
  const changed: PartitionSummary[] = [];
  for (const { partition, log } of logs) {
    const summary = summaryOf(log);
    const known = checkpoint.summaryOf(partition);
    if (!log.hasFiles || (known !== undefined && isSameSummary(known, summary))) continue;
    changed.push({ ...partition, summary });
  }
  await checkpoint.record(changed, { areClean: true });
}

function nameOf({ topic, partition }: TopicPartition): string {
  return partitionDirectoryName(topic, partition);
}
