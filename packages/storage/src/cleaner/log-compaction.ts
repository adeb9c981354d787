import { assert, type Clock, type Offset, type RandomSource } from '@odradek/base';
import { maxTimestampAt, NO_TIMESTAMP, RECORD_BATCH_OVERHEAD } from '@odradek/protocol';

import type { LogMaintenance } from '../log/log-maintenance.ts';
import type { RecentBatches } from '../log/recent-batches.ts';
import type { LogState } from '../log/log-state.ts';
import type { FileSystem } from '../ports/file-system.ts';
import type { SegmentCleaner } from '../ports/segment-cleaner.ts';
import type { ProducerSnapshotFiles } from '../producer-state/producer-snapshot-files.ts';
import { CorruptIndex } from '../segment/corrupt-index.ts';
import {
  markCleanedFilesWhole,
  markSegmentFilesDeleted,
  placeCleanedFiles,
  removeSwapFiles,
} from '../segment/segment-files.ts';
import type { Segment } from '../segment/segment.ts';
import type { AbortedTransaction } from '../segment/transaction-index.ts';
import { activeProducers } from './active-producers.ts';
import {
  CleaningAborted,
  type CleanedGroup,
  type CleanerLimits,
  type CleanerStats,
  type CleaningJob,
} from './cleaning-job.ts';
import { type LogToClean, logToClean } from './log-to-clean.ts';

/** What the compaction of a log needs. */
export interface LogCompactionOptions extends LogCompactionCalls {
  readonly fileSystem: FileSystem;
  readonly directory: string;
  readonly clock: Clock;
  readonly random?: RandomSource | undefined;
  readonly state: LogState;
  readonly maintenance: LogMaintenance;
  readonly recent: RecentBatches;
  readonly snapshots: ProducerSnapshotFiles;
  readonly decompressedBytesMax?: number | undefined;
  readonly saveRecoveryPoint: (offset: Offset) => Promise<void>;
  /** Makes it durable up to where the log is clean. */
  readonly saveCleanerOffset: (offset: Offset) => Promise<void>;
}

/** What it asks of the log. */
export interface LogCompactionCalls {
  /** Makes what the log has durable with its indexes; answers the recovery point. */
  readonly checkpoint: () => Promise<Offset>;
  /** Whoever believes what is known of a log that is not open hears that it changes. */
  readonly markRecords: () => Promise<void>;
  /** Resolves when nothing that was written before would be written again after a crash. */
  readonly releaseFromJournal: () => Promise<void>;
  readonly abortedTransactions: (
    from: Offset,
    to: Offset,
  ) => Promise<readonly AbortedTransaction[]>;
  /** A segment that begins at an offset. */
  readonly newSegment: (offset: Offset) => Segment;
  /** A swap has failed in the middle: nobody knows what the log has. */
  readonly onBroken: (error: unknown) => void;
  /** The indexes of a segment that was put in its place cannot be read. */
  readonly onMisled: (segment: Segment, error: CorruptIndex) => void;
}

const SEED_BYTES = 4;

/**
 * Compacts a log: has its complete segments cleaned, and puts what becomes of them in their places.
 *
 * The swap of a group is in order with everything else that changes segments. When it begins, nothing
 * of the old segments is in the journal any more, and the recovery point is behind them, so that no
 * older snapshot of producers is ever followed by batches of which some are missing. First the new
 * files are marked as whole, durably: from then on a crash ends in the new segment, whoever opens the
 * log. Then the old files get the names of deleted ones, durably, and the new ones theirs. Reads wait
 * in between, and begin again if they were under way.
 */
export class LogCompaction {
  private readonly options: LogCompactionOptions;
  private readonly state: LogState;
  private running: Promise<CleanerStats> | undefined;
  private isAborted = false;

  constructor(options: LogCompactionOptions) {
    this.options = options;
    this.state = options.state;
  }

  /** See `PartitionLog.toClean`. */
  async toClean(): Promise<LogToClean> {
    await this.readFirstTimestamps();
    return this.plan(Infinity);
  }

  private plan(offsetMax: Offset): LogToClean {
    const { segments, startOffset, endOffset, lastStableOffset, cleanedOffset, config } =
      this.state;
    return logToClean({
      segments: segments.all(),
      startOffset,
      endOffset,
      lastStableOffset: Math.min(lastStableOffset, offsetMax),
      cleanedOffset,
      config,
      now: this.options.clock.now(),
    });
  }

  /** Of segments that were not walked they are not known, and `max.compaction.lag.ms` asks for them. */
  private async readFirstTimestamps(): Promise<void> {
    const { segments, config, cleanedOffset = 0 } = this.state;
    if (config.maxCompactionLagMs === Number.MAX_SAFE_INTEGER) return;
    for (const segment of segments.all()) {
      const isKnown = segment.firstTimestamp !== NO_TIMESTAMP || segment.size === 0;
      if (isKnown || segment.nextOffset <= cleanedOffset) continue;
      const header = await (await segment.file()).read(0, RECORD_BATCH_OVERHEAD);
      if (header.byteLength < RECORD_BATCH_OVERHEAD) continue;
      segment.firstTimestamp = maxTimestampAt(header, 0);
    }
  }

  /** See `PartitionLog.clean`. */
  async clean(cleaner: SegmentCleaner, limits: CleanerLimits): Promise<CleanerStats> {
    assert(this.running === undefined, 'a log is cleaned once at a time');
    if (this.isAborted) throw new CleaningAborted();
    this.running = this.run(cleaner, limits);
    try {
      return await this.running;
    } finally {
      this.running = undefined;
    }
  }

  private async run(cleaner: SegmentCleaner, limits: CleanerLimits): Promise<CleanerStats> {
    const { options, state } = this;
    const recoveryPoint = await options.checkpoint();
    await options.saveRecoveryPoint(recoveryPoint);
    const toClean = this.plan(recoveryPoint);
    // What was found to be dirty may be deleted meanwhile.
    if (toClean.cleanableBytes === 0) throw new CleaningAborted();
    const { truncations } = state;
    const job = await this.jobOf(toClean, limits);
    // Offsets may be missing from now on, whatever the topic is set to later.
    if (state.cleanedOffset !== toClean.firstDirtyOffset) {
      await this.saveCleaned(toClean.firstDirtyOffset);
    }
    const hasChanged = (): boolean => !this.isWanted(truncations) || this.isShortenedBefore(job);
    try {
      const { endOffset, stats } = await cleaner.clean(job, {
        isAborted: hasChanged,
        onCleaned: (group) => this.swap(group, truncations),
      });
      if (hasChanged()) throw new CleaningAborted();
      await this.saveCleaned(endOffset);
      return stats;
    } catch (error) {
      // The files of segments that were deleted meanwhile cannot be read: nothing is wrong with the log.
      throw hasChanged() ? new CleaningAborted() : error;
    }
  }

  /** Whether the oldest segments of a job were deleted since. Those that are swapped keep its first. */
  private isShortenedBefore({ segments }: CleaningJob): boolean {
    return this.state.segments.first?.baseOffset !== segments[0]?.baseOffset;
  }

  /**
   * Whether a cleaning may go on that began after so many truncations: nobody has asked for its end, the
   * log has not become shorter, and its topic has still `cleanup.policy=compact`.
   */
  private isWanted(truncations: number): boolean {
    const { state } = this;
    return !this.isAborted && state.truncations === truncations && state.config.isCompacted;
  }

  private async saveCleaned(offset: Offset): Promise<void> {
    await this.options.saveCleanerOffset(offset);
    this.state.cleanedOffset = offset;
  }

  private async jobOf(toClean: LogToClean, limits: CleanerLimits): Promise<CleaningJob> {
    const { directory, clock, random, decompressedBytesMax, abortedTransactions } = this.options;
    const { segments, firstDirtyOffset, firstUncleanableOffset } = toClean;
    const { deleteRetentionMs, segmentBytes, segmentIndexBytes } = this.state.config;
    const { indexIntervalBytes } = this.state.config;
    const from = segments[0]?.baseOffset ?? firstUncleanableOffset;
    return {
      directory,
      segments: segments.map((segment) => ({
        baseOffset: segment.baseOffset,
        nextOffset: segment.nextOffset,
        size: segment.size,
        offsetIndexBytes: segment.offsetIndex.bytes,
        timeIndexBytes: segment.timeIndex.bytes,
      })),
      firstDirtyOffset,
      firstUncleanableOffset,
      aborted: await abortedTransactions(from, firstUncleanableOffset),
      producers: activeProducers(this.state.producers.all(), this.state.durableOffset),
      now: clock.now(),
      deleteRetentionMs,
      segmentBytes,
      segmentIndexBytes,
      indexIntervalBytes,
      decompressedBytesMax,
      limits,
      seed: random?.bytes(SEED_BYTES).readInt32BE(0) ?? 0,
    };
  }

  private swap(group: CleanedGroup, truncations: number): Promise<void> {
    const { fileSystem, directory, maintenance, markRecords, releaseFromJournal } = this.options;
    const [baseOffset] = group.baseOffsets;
    assert(baseOffset !== undefined, 'a group has a segment');
    return maintenance.run(async () => {
      this.segmentsOf(group, truncations);
      await markRecords();
      await releaseFromJournal();
      const replaced = await this.orTakeBack(baseOffset, async () => {
        await markCleanedFilesWhole(fileSystem, directory, baseOffset);
        return this.segmentsOf(group, truncations);
      });
      await this.replace(replaced, group);
    });
  }

  /** The segments of a group, if they are what they were. */
  private segmentsOf({ baseOffsets }: CleanedGroup, truncations: number): readonly Segment[] {
    const { segments } = this.state;
    const wanted = new Set(baseOffsets);
    const found = segments.all().filter((segment) => wanted.has(segment.baseOffset));
    const areThere = found.length === baseOffsets.length && segments.hasInOrder(found);
    const areComplete = areThere && !found.includes(segments.active as Segment);
    if (!areComplete || !this.isWanted(truncations)) throw new CleaningAborted();
    return found;
  }

  /**
   * Does something that leaves files that whoever opens the log would put in place. If it fails, as when
   * records were deleted meanwhile, they must not stay: what they say would be outdated soon.
   */
  private async orTakeBack<Result>(
    baseOffset: Offset,
    action: () => Promise<Result>,
  ): Promise<Result> {
    const { fileSystem, directory, onBroken } = this.options;
    try {
      return await action();
    } catch (error) {
      try {
        await removeSwapFiles(fileSystem, directory, baseOffset);
      } catch (left) {
        onBroken(left);
      }
      throw error;
    }
  }

  /** From here on there is no way back. */
  private async replace(replaced: readonly Segment[], group: CleanedGroup): Promise<void> {
    const { state, options } = this;
    const { fileSystem, directory, maintenance, snapshots, recent } = options;
    const cleaned = this.cleanedSegment(replaced, group);
    const swapping = this.changeFiles(cleaned, group.baseOffsets);
    state.segments.replace(replaced, cleaned);
    recent.forgetBefore(cleaned.nextOffset);
    maintenance.forgetSegments(replaced);
    const end = (): void => {
      state.swaps++;
      state.swapping = undefined;
    };
    state.swapping = swapping.then(end, end);
    try {
      await swapping;
      await fileSystem.syncDirectory(directory);
    } catch (error) {
      options.onBroken(error);
      throw error;
    }
    maintenance.removeDeletedFiles(replaced, state.config.fileDeleteDelayMs);
    await snapshots.removeAt(group.baseOffsets.slice(1));
  }

  /** As old as the newest of those that it replaces. */
  private cleanedSegment(replaced: readonly Segment[], group: CleanedGroup): Segment {
    const { createdAt, maxTimestamp } = replaced.at(-1) ?? {};
    const cleaned = this.options.newSegment(group.baseOffsets[0] ?? 0);
    const timestamp = maxTimestamp?.timestamp ?? NO_TIMESTAMP;
    cleaned.takeCleaned(group);
    cleaned.createdAt = timestamp === NO_TIMESTAMP ? (createdAt ?? cleaned.createdAt) : timestamp;
    return cleaned;
  }

  private async changeFiles(cleaned: Segment, baseOffsets: readonly Offset[]): Promise<void> {
    const { fileSystem, directory, onMisled } = this.options;
    await markSegmentFilesDeleted(fileSystem, directory, baseOffsets);
    await placeCleanedFiles(fileSystem, directory, cleaned.baseOffset);
    try {
      await cleaned.openIndexes();
    } catch (error) {
      if (!(error instanceof CorruptIndex)) throw error;
      cleaned.distrustIndexes();
      onMisled(cleaned, error);
    }
  }

  /** Begins no cleaning any more, and resolves when none is under way. */
  async abort(): Promise<void> {
    this.isAborted = true;
    await Promise.allSettled([this.running]);
  }
}
