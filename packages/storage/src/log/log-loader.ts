import type { Offset, Timestamp } from '@odradek/base';

import { finishInterruptedSwaps } from '../cleaner/interrupted-swaps.ts';
import { LeaderEpochCache } from '../leader-epoch/leader-epoch-cache.ts';
import { LeaderEpochFile } from '../leader-epoch/leader-epoch-checkpoint.ts';
import { type FileSystem, isMissingFile } from '../ports/file-system.ts';
import type { Report } from '../ports/report.ts';
import { ProducerSnapshotFiles } from '../producer-state/producer-snapshot-files.ts';
import type { ProducerStates } from '../producer-state/producer-states.ts';
import { type LogFileType, parseLogFileName } from '../segment/log-file-name.ts';
import { removeOrphanIndexes, removeSegmentFiles } from '../segment/segment-files.ts';
import { Segment } from '../segment/segment.ts';
import { SegmentLoader } from './segment-loader.ts';
import { reasonOf, storageError } from './storage-error.ts';

const TYPES_BESIDE_SEGMENTS: readonly LogFileType[] = ['index', 'timeindex', 'snapshot'];
/** What a deletion leaves that was durable before it began, and what a write leaves that was not. */
const LEFT_OVER =
  /^(\d{20}\.(log|index|timeindex|txnindex|snapshot)\.(deleted|cleaned|tmp)|(leader-epoch-checkpoint|partition\.metadata)\.tmp)$/;

/** What is needed to find what a log was. */
export interface LogLoaderOptions {
  readonly fileSystem: FileSystem;
  /** The folder of the partition; it may be missing. */
  readonly directory: string;
  /** Where the log begins as far as that is written down; 0 if it never was moved. */
  readonly logStartOffset: Offset;
  /** Everything before it is durable with its indexes; `undefined` if nobody has said so. */
  readonly recoveryPoint: Offset | undefined;
  readonly indexIntervalBytes: number;
  readonly segmentIndexBytes: number;
  /**
   * Whether the log may miss records that it has acknowledged (`odradek.flush=os`): then the log ends
   * where it cannot be read further behind the recovery point, in whichever segment, as in Kafka.
   */
  readonly mayMissRecords: boolean;
  /**
   * Whether a process may have been killed before it had synced what it has cut off: it is synced, so
   * that no loss of power brings back what was not found now.
   */
  readonly mayBeUnsynced: boolean;
  /** Whether offsets may be missing between batches, as compaction leaves it. */
  readonly mayHaveGaps: boolean;
  /** The wall clock. */
  readonly now: Timestamp;
  readonly rollJitterMs: () => number;
  /** Resolves when nothing that was written before would be written again after a crash. */
  readonly releaseFromJournal: () => Promise<void>;
  readonly report: Report;
}

/** A log as it was found. */
export interface LoadedLog {
  readonly segments: readonly Segment[];
  /** Where the log begins: not before the first segment. */
  readonly startOffset: Offset;
  /** What the next record gets: not before the start. */
  readonly endOffset: Offset;
  /** Up to where indexes and snapshot are durable. */
  readonly recoveryPoint: Offset;
  /** What may be written down of the recovery point. */
  readonly recoveryPointMax: Offset;
  readonly producers: ProducerStates;
  readonly snapshots: ProducerSnapshotFiles;
  readonly epochs: LeaderEpochCache;
  readonly epochFile: LeaderEpochFile;
}

/**
 * A log as it is found on disk (Kafka's `LogLoader`). What lies before the recovery point is believed:
 * of each complete segment only the end is looked at. What lies behind it is walked batch by batch
 * with checksums; what the last segment's end has that is no whole batch is cut off and reported.
 * Everything is durable afterwards: another process may have written it without a sync. Without a
 * recovery point everything is walked. Indexes and leader epochs that are missing or wrong are made
 * again of the batches, and so are the producers behind the newest snapshot that can be read.
 *
 * Raises `KAFKA_STORAGE_ERROR` for anything that a crash cannot have caused, and changes nothing then:
 * an older segment that does not consist of batches, offsets that do not follow each other, or a log
 * that ends before its recovery point.
 */
export async function loadLog(options: LogLoaderOptions): Promise<LoadedLog> {
  const { directory } = options;
  try {
    return await new LogLoader(options).load();
  } catch (error) {
    throw storageError(`The log in ${directory} cannot be opened: ${reasonOf(error)}`, error);
  }
}

class LogLoader {
  private readonly options: LogLoaderOptions;
  private readonly snapshots: ProducerSnapshotFiles;
  private readonly epochFile: LeaderEpochFile;

  constructor(options: LogLoaderOptions) {
    const { fileSystem, directory, report } = options;
    this.options = options;
    this.snapshots = new ProducerSnapshotFiles({ fileSystem, directory, report });
    this.epochFile = new LeaderEpochFile(fileSystem, directory);
  }

  async load(): Promise<LoadedLog> {
    const { logStartOffset } = this.options;
    const names = await this.listNames();
    checkSegmentsAreThere(names);
    const { segments, deleted } = this.openSegments(names);
    const firstOffset = segments[0]?.baseOffset ?? logStartOffset;
    const recoveryPoint = Math.max(this.options.recoveryPoint ?? 0, firstOffset);
    await this.snapshots.open(names, Infinity);
    const { offset: producersFrom, states: producers } = await this.snapshots.load({
      startOffset: firstOffset,
      maxOffset: recoveryPoint,
    });
    const epochs = await this.loadEpochs(Math.max(firstOffset, logStartOffset));
    const loader = new SegmentLoader({
      ...this.options,
      names: new Set(names),
      recoveryPoint,
      producers,
      producersFrom,
      snapshotAt: (offset) => this.snapshots.load({ startOffset: firstOffset, maxOffset: offset }),
      epochs: epochs ?? new LeaderEpochCache(),
      epochsFrom: epochs === undefined ? firstOffset : recoveryPoint,
    });
    const kept = await this.loadSegments(segments, loader);
    await this.removeLeftOver(names, deleted);
    return this.finish(kept, loader, { recoveryPoint, hasNewEpochs: epochs === undefined });
  }

  /** What the folder has, without what a compaction has left that was interrupted. */
  private async listNames(): Promise<readonly string[]> {
    const { fileSystem, directory } = this.options;
    const names = await listNames(fileSystem, directory);
    const isChanged = await finishInterruptedSwaps({ fileSystem, directory, names });
    return isChanged ? listNames(fileSystem, directory) : names;
  }

  private async loadSegments(
    segments: readonly Segment[],
    loader: SegmentLoader,
  ): Promise<readonly Segment[]> {
    try {
      const loaded = await loader.load(segments);
      await this.removeUnreachable(segments.slice(loaded.length));
      this.checkEnd(loaded);
      return await this.withoutLostTail(loaded);
    } catch (error) {
      await Promise.all(segments.map((segment) => segment.close()));
      throw error;
    }
  }

  /** Segments behind one that misses its end: nobody can read them any more. */
  private async removeUnreachable(segments: readonly Segment[]): Promise<void> {
    const { fileSystem, directory, report } = this.options;
    const [first] = segments;
    if (first === undefined) return;
    await this.options.releaseFromJournal();
    for (const segment of segments) await segment.discard();
    // The newest first: what a crash leaves is still behind what is missing.
    for (const { baseOffset } of segments.toReversed()) {
      await removeSegmentFiles(fileSystem, directory, [baseOffset]);
    }
    const count = segments.length;
    report({ type: 'segments-lost', directory, baseOffset: first.baseOffset, count });
  }

  private async finish(
    segments: readonly Segment[],
    loader: SegmentLoader,
    {
      recoveryPoint,
      hasNewEpochs,
    }: { readonly recoveryPoint: Offset; readonly hasNewEpochs: boolean },
  ): Promise<LoadedLog> {
    const { logStartOffset } = this.options;
    const { producers, epochs } = loader;
    const startOffset = Math.max(logStartOffset, segments[0]?.baseOffset ?? 0);
    const endOffset = segments.at(-1)?.nextOffset ?? startOffset;
    await this.snapshots.removeAfter(endOffset);
    if (recoveryPoint === (segments[0]?.baseOffset ?? startOffset))
      await this.addDeletedProducers(producers, endOffset);
    const hasFewer = [epochs.truncateFromEnd(endOffset), epochs.truncateFromStart(startOffset)];
    const isChanged = hasNewEpochs || loader.hasNewEpochs || hasFewer.includes(true);
    if (segments.length > 0 && isChanged) await this.tryWriteEpochs(epochs);
    return {
      segments,
      startOffset,
      endOffset,
      recoveryPoint: Math.min(recoveryPoint, loader.indexedUpTo, endOffset),
      recoveryPointMax: this.options.recoveryPoint ?? 0,
      producers,
      snapshots: this.snapshots,
      epochs,
      epochFile: this.epochFile,
    };
  }

  /** Those whose batches are all deleted: only a snapshot knows them, which no walk begins at here. */
  private async addDeletedProducers(producers: ProducerStates, endOffset: Offset): Promise<void> {
    const { states } = await this.snapshots.load({ startOffset: 0, maxOffset: endOffset });
    producers.addUnknown(states);
  }

  /**
   * The epochs that were written down; `undefined` if there is no such file, it cannot be read, or it
   * does not go back to where the log starts, as when that was set back and not the file.
   */
  private async loadEpochs(startOffset: Offset): Promise<LeaderEpochCache | undefined> {
    try {
      const entries = await this.epochFile.read();
      const isShort = (entries?.[0]?.startOffset ?? 0) > startOffset;
      return entries === undefined || isShort ? undefined : new LeaderEpochCache(entries);
    } catch (error) {
      const { path } = this.epochFile;
      this.options.report({ type: 'epochs-ignored', path, reason: reasonOf(error) });
      return undefined;
    }
  }

  /** A full disk is no reason not to open a log: the epochs are found again the next time. */
  private async tryWriteEpochs(epochs: LeaderEpochCache): Promise<void> {
    const { directory, report } = this.options;
    try {
      await this.epochFile.write(epochs.entries);
    } catch (error) {
      report({ type: 'maintenance-failed', directory, reason: reasonOf(error) });
    }
  }

  /**
   * The segments that are of the log, and those before its start: a crash may have come between the
   * moment when the start was written down and their removal, and it may have left any of them, so
   * they are not asked whether they follow each other.
   */
  private openSegments(names: readonly string[]): {
    readonly segments: readonly Segment[];
    readonly deleted: readonly Offset[];
  } {
    const { logStartOffset } = this.options;
    const baseOffsets = names
      .map((name) => parseLogFileName(name, 'log'))
      .filter((baseOffset) => baseOffset !== undefined);
    const followers = baseOffsets.slice(1);
    const deleted = followers.filter((baseOffset) => baseOffset <= logStartOffset).length;
    const segments = baseOffsets.slice(deleted).map((baseOffset) => {
      const segment = this.newSegment(baseOffset);
      segment.hasFile = true;
      return segment;
    });
    return { segments, deleted: baseOffsets.slice(0, deleted) };
  }

  private newSegment(baseOffset: Offset): Segment {
    const { fileSystem, directory, now: createdAt } = this.options;
    const { indexIntervalBytes, segmentIndexBytes, rollJitterMs } = this.options;
    return new Segment({
      fileSystem,
      directory,
      baseOffset,
      indexIntervalBytes,
      segmentIndexBytes,
      createdAt,
      rollJitterMs: rollJitterMs(),
    });
  }

  /** Raises an error if records are gone that were durable, and not because they were deleted. */
  private checkEnd(segments: readonly Segment[]): void {
    const { recoveryPoint, logStartOffset } = this.options;
    const last = segments.at(-1);
    if (last === undefined || recoveryPoint === undefined) return;
    if (last.nextOffset >= recoveryPoint || logStartOffset >= recoveryPoint) return;
    throw new Error(
      `it ends at offset ${last.nextOffset}, but recovery-point-offset-checkpoint says that ` +
        `everything before ${recoveryPoint} was there. No crash has done this: restore the folder ` +
        'from a replica or a backup; or, to go on with what is left, take the line of the ' +
        'partition out of that file while the broker is stopped.',
    );
  }

  /**
   * If they end before the log starts, an empty one that begins there. What is missing was deleted by
   * its owner, but its offsets were given away and must not be given to other records. The empty one
   * is durable first: a folder of which all segments are gone cannot be told from one that lost them.
   */
  private async withoutLostTail(segments: readonly Segment[]): Promise<readonly Segment[]> {
    const { fileSystem, directory, logStartOffset: baseOffset } = this.options;
    const last = segments.at(-1);
    if (last === undefined || last.nextOffset >= baseOffset) return segments;
    await Promise.all(segments.map((segment) => segment.close()));
    const empty = this.newSegment(baseOffset);
    await (await empty.create()).datasync();
    await fileSystem.syncDirectory(directory);
    empty.hasFile = true;
    const baseOffsets = segments.map((segment) => segment.baseOffset);
    await this.options.releaseFromJournal();
    await removeSegmentFiles(fileSystem, directory, baseOffsets);
    return [empty];
  }

  /** When the log is known to be one: of what is refused, nothing is removed. */
  private async removeLeftOver(
    names: readonly string[],
    deleted: readonly Offset[],
  ): Promise<void> {
    const { fileSystem, directory } = this.options;
    if (deleted.length > 0) {
      await this.options.releaseFromJournal();
      await removeSegmentFiles(fileSystem, directory, deleted);
    }
    await removeOrphanIndexes(fileSystem, directory, names);
    for (const name of names) {
      if (LEFT_OVER.test(name)) await fileSystem.remove(`${directory}/${name}`);
    }
  }
}

async function listNames(fileSystem: FileSystem, directory: string): Promise<readonly string[]> {
  try {
    return (await fileSystem.list(directory)).map((entry) => entry.name);
  } catch (error) {
    if (isMissingFile(error)) return [];
    throw error;
  }
}

/**
 * A segment is there durably before anything is written beside it, and the last one is never removed.
 * Raises an error for a folder that has what belongs to segments, but none.
 */
function checkSegmentsAreThere(names: readonly string[]): void {
  const isThere = (type: LogFileType): boolean =>
    names.some((name) => parseLogFileName(name, type) !== undefined);
  if (isThere('log') || !TYPES_BESIDE_SEGMENTS.some((type) => isThere(type))) return;
  throw new Error(
    'it has index files or snapshots, but not the segments that they belong to. Restore those from ' +
      'a replica or a backup, or move the folder away if its records are not needed any more.',
  );
}
