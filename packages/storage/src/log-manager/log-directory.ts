import { type Clock, KafkaError, type Offset, type RandomSource, type Uuid } from '@odradek/base';

import { type LogConfig, logConfigOf } from '../log/log-config.ts';
import { LogDirFailureChannel } from '../log/log-dir-failure-channel.ts';
import { PartitionLog } from '../log/partition-log.ts';
import type { RecentMemory } from '../log/recent-memory.ts';
import { reasonOf, storageError } from '../log/storage-error.ts';
import type { EndOfTurn } from '../ports/end-of-turn.ts';
import { type FileSystem, isDiskFailure } from '../ports/file-system.ts';
import type { Report } from '../ports/report.ts';
import { CleanShutdownFile } from './clean-shutdown.ts';
import { DirectoryJournal, type JournalSettings } from './directory-journal.ts';
import type { LazyLog } from './lazy-log.ts';
import { LazyLogs } from './lazy-logs.ts';
import { LogSummaries, type OpenLog } from './log-summaries.ts';
import { type LogSummary, mayBeDeleted } from './log-summary.ts';
import { OffsetCheckpoint, type PartitionOffset } from './offset-checkpoint.ts';
import { PartitionDeletions } from './partition-deletions.ts';
import {
  isDeletedDirectoryName,
  parsePartitionDirectoryName,
  partitionDirectoryName,
  type PartitionFolder,
  type TopicIdPartition,
} from './partition-directory.ts';
import { readTopicId, writeTopicId } from './partition-metadata.ts';
import { RecoveryPoints } from './recovery-points.ts';
import {
  inconsistentTopicId,
  lostRecords,
  missingTopicId,
  usedByOthers,
} from './refused-folder.ts';
import { WatchedFileSystem } from './watched-file-system.ts';

/** Where one log directory is, and what its logs need. */
export interface LogDirectoryOptions {
  readonly fileSystem: FileSystem;
  readonly endOfTurn: EndOfTurn;
  readonly clock: Clock;
  /** See `LogManagerOptions.random`. */
  readonly random: RandomSource;
  readonly report: Report;
  /** Of the log directory. */
  readonly path: string;
  /** The settings of logs whose topic has none of its own. */
  readonly config: Partial<LogConfig>;
  /** What the recent batches of the logs of all directories may take together. */
  readonly recentMemory: RecentMemory;
  /** See `PartitionLogOptions.decompressedBytesMax`. */
  readonly decompressedBytesMax?: number | undefined;
  readonly journal?: JournalSettings | undefined;
}

/** Which logs were compacted, and so far; Kafka's file. */
const CLEANER_OFFSET_CHECKPOINT = 'cleaner-offset-checkpoint';
/** How long the stop of a directory takes at most for what makes the next start quick. */
const CLOSING_MS = 250;
/** What of a log is walked by a start in no time. */
const WALKED_BYTES_MAX: number = 1024 * 1024;
const CLOSED_AT_ONCE = 16;
/** How many logs are opened each time that it is looked what is to be compacted. */
const OPENED_TO_CLEAN_MAX = 16;
/** Where the logs begin whose first records were deleted; Kafka's file, in its format. */
const LOG_START_OFFSET_CHECKPOINT = 'log-start-offset-checkpoint';

/**
 * The logs of one log directory, and what the directory knows of them. It fails as a whole: after the
 * first error of its disk nothing in it is changed any more. Nobody may open and delete the same
 * partition at once, or open it twice: see `LogManager`, which is over the directories.
 */
export class LogDirectory {
  private readonly options: LogDirectoryOptions;
  private readonly startOffsets: OffsetCheckpoint;
  private readonly recoveryPoints: RecoveryPoints;
  private readonly cleanerOffsets: OffsetCheckpoint;
  private readonly cleanShutdown: CleanShutdownFile;
  private readonly deletions: PartitionDeletions;
  private readonly failures: LogDirFailureChannel = new LogDirFailureChannel();
  private journal: Promise<DirectoryJournal> | undefined;
  private readonly summaries: LogSummaries;
  private readonly logs = new Map<string, OpenLog>();
  /** Those that were handed out without being opened, open now or not. */
  private readonly lazyLogs: LazyLogs = new LazyLogs();
  /** Why logs were refused that may be asked for again: what was reported is not reported again. */
  private readonly refused = new Map<string, string>();

  constructor(options: LogDirectoryOptions) {
    const { path: directory } = options;
    const { failures } = this;
    const fileSystem = new WatchedFileSystem(options.fileSystem, {
      get error() {
        return failures.error;
      },
      onError: (error) => this.noteDiskFailure(error),
    });
    this.options = { ...options, fileSystem };
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
    this.summaries = new LogSummaries({
      fileSystem,
      directory,
      report: options.report,
      recoveryPoints: this.recoveryPoints,
      startOffsets: this.startOffsets,
      cleanShutdown: this.cleanShutdown,
    });
    this.deletions = new PartitionDeletions({
      fileSystem,
      clock: options.clock,
      directory,
      recoveryPoints: this.recoveryPoints,
      startOffsets: this.startOffsets,
      cleanerOffsets: this.cleanerOffsets,
      onError: (path, error) => this.noteFailure(path, error),
    });
    this.failures.onFailure((error) => {
      options.report({ type: 'log-directory-offline', directory, error });
    });
  }

  /** Where it is. */
  get path(): string {
    return this.options.path;
  }

  /** Why nothing can be written to the log directory any more, or `undefined`. */
  get error(): KafkaError | undefined {
    return this.failures.error;
  }

  /** Calls back once, when the log directory fails. */
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
    this.failures.fail(
      storageError(`The disk failed under ${this.path}: ${reasonOf(error)}.`, error),
    );
  }

  /**
   * Looks through the log directory before it is used: removes what is left of deleted partitions,
   * reports folders that are of no partition, and answers the partitions that there are.
   */
  async listPartitions(): Promise<readonly PartitionFolder[]> {
    const { fileSystem, report } = this.options;
    // It says that the directory is in use; a crash behind it finds that, whatever the mark says.
    await this.summaries.load();
    await this.openJournal();
    const found: PartitionFolder[] = [];
    for (const { name, type } of await fileSystem.list(this.path)) {
      if (type !== 'directory') continue;
      const directory = `${this.path}/${name}`;
      const partition = parsePartitionDirectoryName(name);
      if (partition !== undefined) found.push(partition);
      else if (isDeletedDirectoryName(name)) {
        await fileSystem.remove(directory);
        report({ type: 'deleted-log-removed', directory });
      } else report({ type: 'directory-ignored', directory });
    }
    await this.summaries.noteFolders(found);
    return found;
  }

  /** The journal, which is replayed before anything else of the directory is used. */
  private openJournal(): Promise<DirectoryJournal> {
    this.journal ??= this.replayJournal();
    return this.journal;
  }

  private async replayJournal(): Promise<DirectoryJournal> {
    try {
      return await DirectoryJournal.open({
        ...this.options,
        directory: this.path,
        failures: this.failures,
        settings: this.options.journal ?? {},
        onCheckpoint: async () => {},
        beforeReplay: (entriesCount) => this.prepareReplay(entriesCount),
        topicIdOf: (folder) => this.summaries.topicIdOfFolder(folder),
      });
    } catch (error) {
      if (error instanceof KafkaError) throw error;
      throw storageError(`${this.path} cannot be used: ${reasonOf(error)}.`, error);
    }
  }

  /**
   * Whoever knows nothing of the journal has gone on without what only that has: to write it now would
   * overwrite what came since.
   */
  private async prepareReplay(entriesCount: number): Promise<void> {
    await this.summaries.load();
    if (entriesCount > 0 && this.summaries.wereOthersHere) throw usedByOthers(this.path);
    await this.cleanShutdown.remove();
  }

  /**
   * The partitions that have had records here, as far as that can be read: if it cannot, no log is
   * opened either.
   */
  async listMarked(): Promise<readonly PartitionFolder[]> {
    try {
      return await this.recoveryPoints.all();
    } catch (error) {
      if (error instanceof KafkaError || this.error !== undefined) return [];
      throw error;
    }
  }

  /** The log of a partition if it is open. */
  get(topic: string, partition: number): PartitionLog | undefined {
    return this.logs.get(partitionDirectoryName(topic, partition))?.log;
  }

  /** The logs that are open. */
  *all(): Iterable<PartitionLog> {
    for (const { log } of this.logs.values()) yield log;
  }

  /** A log was handed out without being opened. */
  addLazy(lazyLog: LazyLog): void {
    this.lazyLogs.add(lazyLog);
  }

  /** What is known of the log of a partition that is not open; `undefined` if it has to be opened. */
  summaryOf(partition: TopicIdPartition): LogSummary | undefined {
    return this.summaries.summaryOf(partition);
  }

  /** The partitions that have had records here, and whose folder was not there at the start. */
  get missing(): readonly PartitionFolder[] {
    return this.summaries.allMissing;
  }

  /** Opens the log of a partition, which is not open; see `LogManager.getOrCreate`. */
  async open(partition: TopicIdPartition, config: Partial<LogConfig>): Promise<PartitionLog> {
    const name = partitionDirectoryName(partition.topic, partition.partition);
    const directory = `${this.path}/${name}`;
    try {
      const log = await this.openFolder(partition, directory, config);
      this.logs.set(name, { partition, log });
      this.refused.delete(name);
      this.summaries.noteOpened({ partition, log });
      return log;
    } catch (error) {
      if (error instanceof KafkaError && this.refused.get(name) !== error.message) {
        this.refused.set(name, error.message);
        this.options.report({ type: 'log-refused', directory, error });
      }
      throw error;
    }
  }

  private async openFolder(
    partition: TopicIdPartition,
    directory: string,
    config: Partial<LogConfig>,
  ): Promise<PartitionLog> {
    const journal = await this.openJournal();
    const folder = partitionDirectoryName(partition.topic, partition.partition);
    const refusal = journal.refusalOf(folder, partition.topicId);
    if (refusal !== undefined) throw refusal;
    const recoveryPoint = await this.recoveryPoints.get(partition);
    const hadRecords = recoveryPoint !== undefined;
    const found = await readTopicId(this.options.fileSystem, directory);
    if (found !== undefined && found !== partition.topicId) {
      throw inconsistentTopicId(directory, found, partition.topicId);
    }
    const log = await this.openLog(partition, {
      isNew: found === undefined,
      config,
      recoveryPoint,
      journal,
    });
    if (found === undefined && log.hasFiles) {
      await log.close();
      throw missingTopicId(directory);
    }
    if (hadRecords && !log.hasFiles) {
      await log.close();
      throw lostRecords(directory, partition);
    }
    if (log.hasFiles && !hadRecords) void this.tryMark(partition, directory);
    return log;
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
      readonly journal: DirectoryJournal;
    },
  ): Promise<PartitionLog> {
    const { fileSystem, endOfTurn, clock, random, report, recentMemory } = this.options;
    const { isNew, config, recoveryPoint, journal } = found;
    const name = { topic, partition };
    const folder = partitionDirectoryName(topic, partition);
    const directory = `${this.path}/${folder}`;
    const asked = { topic, topicId, partition };
    return PartitionLog.open({
      ...this.options.config,
      ...config,
      fileSystem,
      endOfTurn,
      clock,
      random,
      report,
      directory,
      failures: this.failures,
      journal: journal.of(folder, topicId),
      recoveryPoint,
      saveRecoveryPoint: (offset) => this.recoveryPoints.set(name, offset),
      cleanerOffset: isNew ? undefined : await this.cleanerOffsets.get(name),
      saveCleanerOffset: (offset) => this.cleanerOffsets.set(name, offset),
      recentMemory,
      decompressedBytesMax: this.options.decompressedBytesMax,
      logStartOffset: isNew ? 0 : ((await this.startOffsets.get(name)) ?? 0),
      saveLogStartOffset: (offset) => this.startOffsets.raise(name, offset),
      resetLogStartOffset: (offset) => this.startOffsets.set(name, offset),
      markRecords: async () => {
        await Promise.all([this.summaries.markWritten(asked), this.recoveryPoints.mark(name)]);
      },
      markUnsynced: () => this.summaries.markUnsynced(asked),
      mayMissRecords: await this.summaries.isUnsynced(asked),
      mayBeUnsynced: !this.summaries.isWhole(asked),
      prepareDirectory: async () => {
        if (isNew) await this.startOffsets.remove(name);
        if (isNew) await this.cleanerOffsets.remove(name);
        await fileSystem.createDirectory(directory);
        await writeTopicId(fileSystem, directory, topicId);
      },
    });
  }

  /**
   * Closes the log of a partition, if it is open, and removes its folder; see `LogManager.delete`.
   * Answers `false` if the folder is of another topic with the same name, and left.
   */
  async delete(partition: TopicIdPartition): Promise<boolean> {
    const name = partitionDirectoryName(partition.topic, partition.partition);
    const isOfAnother = await this.deletions.isOfAnother(partition);
    const log = isOfAnother ? undefined : this.logs.get(name)?.log;
    if (log === undefined && this.error === undefined) {
      const journal = await this.openJournal();
      await journal.forget(name, partition.topicId);
    }
    if (isOfAnother) return false;
    const delayMs = (log ?? logConfigOf(this.options.config)).fileDeleteDelayMs;
    this.logs.delete(name);
    this.refused.delete(name);
    await this.deletions.delete(partition, { log, delayMs });
    // An open log has released the journal itself; what is known of it there goes too.
    if (log !== undefined && this.error === undefined) {
      await (await this.openJournal()).forget(name, partition.topicId);
    }
    await this.summaries.remove(partition);
    return true;
  }

  /** Nobody opens the log of a partition any more that was handed out. */
  removeLazy(partition: TopicIdPartition): void {
    this.lazyLogs.remove(partition);
  }

  /**
   * The topic that the folder of a partition is of, by what is known, or else by its folder;
   * `undefined` if there is none or it does not say.
   */
  async topicIdOf(topic: string, partition: number): Promise<Uuid | undefined> {
    const known = this.summaries.topicIdOf({ topic, partition });
    if (known !== undefined) return known;
    const name = partitionDirectoryName(topic, partition);
    return readTopicId(this.options.fileSystem, `${this.path}/${name}`);
  }

  /** See `LogManager.deleteOldSegments`. */
  async deleteOldSegments(): Promise<number> {
    let count = 0;
    await this.openThoseWithOldSegments();
    for (const { log } of this.logs.values()) {
      if (log.error === undefined) count += await this.deleteOldSegmentsOf(log);
    }
    return count;
  }

  /** The logs of which it is not known that everything is to be kept. */
  private async openThoseWithOldSegments(): Promise<void> {
    const now = this.options.clock.now();
    for (const lazyLog of this.lazyLogs.all()) {
      const name = partitionDirectoryName(lazyLog.topic, lazyLog.partition);
      if (lazyLog.opened !== undefined || this.refused.has(name)) continue;
      const config = logConfigOf({ ...this.options.config, ...lazyLog.config });
      const { summary } = lazyLog;
      if (!config.isDeleted) continue;
      if (summary === undefined || mayBeDeleted(summary, config, now)) await tryOpen(lazyLog);
    }
  }

  /** Opens logs of which something may have to be compacted: some of them, the next time others. */
  async openDirty(): Promise<void> {
    const areKnown = await this.trySave(async () => {
      await this.cleanerOffsets.all();
    });
    if (!areKnown) return;
    let left = OPENED_TO_CLEAN_MAX;
    for (const lazyLog of this.lazyLogs.all()) {
      const name = partitionDirectoryName(lazyLog.topic, lazyLog.partition);
      if (left === 0) return;
      if (lazyLog.opened !== undefined || this.refused.has(name)) continue;
      const { isCompacted } = logConfigOf({ ...this.options.config, ...lazyLog.config });
      if (!isCompacted || !this.mayBeDirty(lazyLog)) continue;
      left--;
      await tryOpen(lazyLog);
    }
  }

  private mayBeDirty(lazyLog: LazyLog): boolean {
    const { summary } = lazyLog;
    if (summary === undefined) return true;
    const { segmentsCount, startOffset, endOffset } = summary;
    const cleanedOffset = this.cleanerOffsets.known(lazyLog) ?? startOffset;
    return segmentsCount > 1 && cleanedOffset < endOffset;
  }

  private async deleteOldSegmentsOf(log: PartitionLog): Promise<number> {
    try {
      return await log.deleteOldSegments();
    } catch (error) {
      if (log.error === undefined) this.noteFailure(log.directory, error);
      return 0;
    }
  }

  /** See `LogManager.flushDirty`. */
  async flushDirty(): Promise<void> {
    for (const { log } of this.logs.values()) {
      if (log.error !== undefined || !log.isFlushDue) continue;
      try {
        await log.flush();
      } catch (error) {
        if (log.error === undefined) this.noteFailure(log.directory, error);
      }
    }
  }

  /** See `LogManager.checkpoint`. */
  async checkpoint(bytesMin: number): Promise<void> {
    for (const { log } of this.logs.values()) {
      if (log.error !== undefined || log.bytesSinceCheckpoint < bytesMin) continue;
      try {
        await log.checkpoint();
      } catch (error) {
        if (log.error === undefined) this.noteFailure(log.directory, error);
      }
    }
    const logs = [...this.logs.values()].filter(({ log }) => log.error === undefined);
    await this.trySave(() => this.summaries.record(logs));
    await this.saveRecoveryPoints();
  }

  /** Makes every log durable and closes its files. No partition may be being opened or deleted. */
  async close(): Promise<void> {
    const logs = [...this.logs.values()];
    const closed = await this.closeLogs(logs);
    // Whoever believes the mark looks at no log any more.
    let areOthersWhole = false;
    await this.trySave(async () => {
      areOthersWhole = await this.areOthersWhole();
    });
    const isWhole =
      this.refused.size === 0 &&
      closed.length === logs.length &&
      logs.every(({ log }) => log.recoveryPoint === log.logEndOffset) &&
      areOthersWhole;
    const areKnown = await this.trySave(() => this.summaries.recordClosed(closed));
    const isSaved = (await this.saveRecoveryPoints()) && areKnown;
    await this.deletions.close();
    this.logs.clear();
    this.lazyLogs.clear();
    const isReleased = await this.trySave(() => this.closeJournal());
    const isInOrder = isReleased && isSaved && isWhole && this.error === undefined;
    const isMarked = isInOrder && (await this.trySave(() => this.cleanShutdown.write()));
    await this.trySave(() => this.summaries.close(isMarked));
  }

  /** A start has nothing to replay then. */
  private async closeJournal(): Promise<void> {
    const journal = await this.journal;
    await journal?.close();
  }

  /** Whether all partitions that may have records and are not open here are known to be whole. */
  private async areOthersWhole(): Promise<boolean> {
    const partitions = [...(await this.recoveryPoints.all()), ...this.summaries.unmarked];
    return partitions.every((partition) => {
      const name = partitionDirectoryName(partition.topic, partition.partition);
      // One that is missing has nothing that could be believed; whoever needs it is refused.
      const isMissing = this.summaries.isMissing(partition);
      return isMissing || this.logs.has(name) || this.summaries.isWhole(partition);
    });
  }

  /**
   * Answers those with which that went well: everything they have is durable. After a while only that
   * is done, and the logs that have grown most are first: to have a start walk little of the others
   * costs it less than a stop that is cut short.
   */
  private async closeLogs(logs: readonly OpenLog[]): Promise<readonly OpenLog[]> {
    const { clock } = this.options;
    const quickFrom = clock.monotonicMs() + CLOSING_MS;
    const closed: OpenLog[] = [];
    const left = [...logs]
      .sort((one, other) => other.log.bytesSinceCheckpoint - one.log.bytesSinceCheckpoint)
      .values();
    const closeNext = async (): Promise<void> => {
      for (const open of left) {
        const { log } = open;
        const mayBeQuick =
          clock.monotonicMs() >= quickFrom && log.bytesSinceCheckpoint <= WALKED_BYTES_MAX;
        const close = (): Promise<void> => (mayBeQuick ? log.closeQuickly() : log.close());
        if ((await this.trySave(close, log.directory)) && !log.hasFailed) closed.push(open);
      }
    };
    await Promise.all(Array.from({ length: CLOSED_AT_ONCE }, closeNext));
    return closed;
  }

  /** Answers whether that went well. */
  private async trySave(
    save: () => Promise<void>,
    directory: string = this.path,
  ): Promise<boolean> {
    try {
      await save();
      return true;
    } catch (error) {
      this.noteFailure(directory, error);
      return false;
    }
  }

  /** Answers whether that went well. */
  private async saveRecoveryPoints(): Promise<boolean> {
    const offsets: PartitionOffset[] = [];
    for (const { partition, log } of this.logs.values()) {
      // A log that failed before its first record may have no segment, and must not be missed then.
      if (log.size > 0) offsets.push({ ...nameOf(partition), offset: log.recoveryPoint });
    }
    return this.trySave(() => this.recoveryPoints.raise(offsets));
  }
}

function nameOf({ topic, partition }: TopicIdPartition): PartitionFolder {
  return { topic, partition };
}

/** What cannot be opened is reported by who opens it. */
async function tryOpen(lazyLog: LazyLog): Promise<void> {
  try {
    await lazyLog.open();
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
  }
}
