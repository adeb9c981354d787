import type { Clock } from '@odradek/base';

import type { PartitionLog } from '../log/partition-log.ts';
import { reasonOf } from '../log/storage-error.ts';
import type { EndOfTurn } from '../ports/end-of-turn.ts';
import { isRefusal } from '../ports/file-system.ts';
import type { Report } from '../ports/report.ts';
import type { SegmentCleaner } from '../ports/segment-cleaner.ts';
import { CleaningAborted, type CleanerLimits } from './cleaning-job.ts';

/** What the cleaning of all logs goes by (Kafka's `CleanerConfig`), as it is set now. */
export interface CleanerSettings {
  /** `log.cleaner.enable` */
  readonly isEnabled: boolean;
  /** `log.cleaner.threads`: how many logs are cleaned at once; none with 0. */
  readonly threads: number;
  /** `log.cleaner.dedupe.buffer.size`, of all threads together, as are the others. */
  readonly dedupeBufferBytes: number;
  /** `log.cleaner.io.buffer.load.factor`, of each. */
  readonly loadFactor: number;
  /** `log.cleaner.io.buffer.size` */
  readonly ioBufferBytes: number;
  /** `log.cleaner.io.max.bytes.per.second` */
  readonly bytesPerSecond: number;
}

/** What a `LogCleaner` needs. */
export interface LogCleanerOptions {
  readonly cleaner: SegmentCleaner;
  readonly clock: Clock;
  readonly endOfTurn: EndOfTurn;
  /** The logs that are open, or are opened because something of them may have to be cleaned. */
  readonly logs: () => Promise<Iterable<PartitionLog>>;
  readonly report: Report;
}

/** What has become of the cleaning of logs. */
export interface LogCleanerCounts {
  /** How many logs were cleaned since the start, and what was read and written for it. */
  cleanings: number;
  bytesRead: number;
  bytesWritten: number;
  recordsRead: number;
  recordsWritten: number;
  /** Of the log that was cleaned last: how long it took, by the monotonic clock. */
  lastCleanMs: number;
  /** What was written of it, as a part of what was read. */
  lastRecopyRatio: number;
  /** Which part of the map its keys filled. */
  lastMapUtilization: number;
  /** As of the last look: the dirtiest log, and what is overdue by `max.compaction.lag.ms` most. */
  dirtyRatioMax: number;
  compactionDelayMsMax: number;
  /** When it was looked last which logs are dirty, by the monotonic clock; `undefined` before. */
  lookedMs: number | undefined;
}

/** A log that is not cleaned any more. */
export interface UncleanableLog {
  /** Of the partition: `/data/orders-0`. */
  readonly directory: string;
  /** How much of it would be cleaned, as far as it is known. */
  readonly bytes: number;
}

/** After how many logs that were looked at others have their turn. */
const LOGS_OF_TURN = 200;

/**
 * Compacts the logs of topics with `cleanup.policy=compact` (Kafka's `LogCleaner` and
 * `LogCleanerManager`): the dirtiest first, some at once. A log that cannot be cleaned for a reason that
 * lies in it is left alone until the next start, and reported.
 */
export class LogCleaner {
  readonly counts: LogCleanerCounts = {
    cleanings: 0,
    bytesRead: 0,
    bytesWritten: 0,
    recordsRead: 0,
    recordsWritten: 0,
    lastCleanMs: 0,
    lastRecopyRatio: 0,
    lastMapUtilization: 0,
    dirtyRatioMax: 0,
    compactionDelayMsMax: 0,
    lookedMs: undefined,
  };
  private readonly options: LogCleanerOptions;
  private readonly inProgress = new Set<PartitionLog>();
  /** With how much of them would be cleaned. */
  private readonly uncleanable = new Map<PartitionLog, number>();
  /** Those that found no room, as was reported. */
  private readonly refused = new Set<PartitionLog>();
  private isClosed = false;

  constructor(options: LogCleanerOptions) {
    this.options = options;
  }

  /** The logs that are not cleaned any more. */
  *uncleanableLogs(): Iterable<UncleanableLog> {
    for (const [{ directory }, bytes] of this.uncleanable) yield { directory, bytes };
  }

  /**
   * Cleans logs until none is dirty enough; answers how many. What goes wrong is reported. What the
   * settings are is asked before each log, so that a change holds for the next one; more threads hold
   * when those that were found dirty are done.
   */
  async clean(settings: () => CleanerSettings): Promise<number> {
    let count = 0;
    for (;;) {
      const threads = threadsOf(settings());
      if (threads === 0) return count;
      const left = (await this.findDue()).values();
      let cleaned = 0;
      const cleanNext = async (_: unknown, thread: number): Promise<void> => {
        while (thread < threadsOf(settings())) {
          const { value: log } = left.next();
          if (log === undefined) return;
          if (await this.tryClean(log, settings())) cleaned++;
        }
      };
      await Promise.all(Array.from({ length: threads }, cleanNext));
      if (cleaned === 0) return count;
      count += cleaned;
    }
  }

  /** The logs that are to be cleaned now, the dirtiest first. */
  private async findDue(): Promise<readonly PartitionLog[]> {
    const due: { readonly log: PartitionLog; readonly cleanableRatio: number }[] = [];
    const there = new Set<PartitionLog>();
    let dirtyRatioMax = 0;
    let compactionDelayMsMax = 0;
    for (const log of await this.options.logs()) {
      there.add(log);
      if (there.size % LOGS_OF_TURN === 0) await this.nextTurn();
      const toClean = await this.tryToClean(log);
      if (toClean === undefined) continue;
      const { cleanableRatio, compactionDelayMs, isDue } = toClean;
      dirtyRatioMax = Math.max(dirtyRatioMax, cleanableRatio);
      compactionDelayMsMax = Math.max(compactionDelayMsMax, compactionDelayMs);
      if (isDue) due.push({ log, cleanableRatio });
    }
    const lookedMs = this.options.clock.monotonicMs();
    Object.assign(this.counts, { dirtyRatioMax, compactionDelayMsMax, lookedMs });
    for (const log of this.uncleanable.keys()) if (!there.has(log)) this.uncleanable.delete(log);
    for (const log of this.refused) if (!there.has(log)) this.refused.delete(log);
    return due.sort((a, b) => b.cleanableRatio - a.cleanableRatio).map(({ log }) => log);
  }

  private nextTurn(): Promise<void> {
    return new Promise((resolve) => this.options.endOfTurn(resolve));
  }

  private async tryToClean(log: PartitionLog): ReturnType<typeof this.toCleanOf> {
    try {
      return await this.toCleanOf(log);
    } catch (error) {
      this.noteFailure(log, error, log.size);
      return undefined;
    }
  }

  /** `undefined` if the log is not cleaned whatever it has. */
  private async toCleanOf(
    log: PartitionLog,
  ): Promise<Awaited<ReturnType<PartitionLog['toClean']>> | undefined> {
    const isWanted =
      log.isCompacted &&
      log.error === undefined &&
      !this.isClosed &&
      !this.uncleanable.has(log) &&
      !this.inProgress.has(log);
    return isWanted ? log.toClean() : undefined;
  }

  /** Answers whether the log was cleaned. It may not be wanted any more since it was found. */
  private async tryClean(log: PartitionLog, settings: CleanerSettings): Promise<boolean> {
    const toClean = await this.tryToClean(log);
    if (toClean?.isDue !== true) return false;
    this.inProgress.add(log);
    const { cleaner, clock } = this.options;
    const startMs = clock.monotonicMs();
    try {
      const stats = await log.clean(cleaner, limitsOf(settings));
      this.note(stats, clock.monotonicMs() - startMs);
      this.refused.delete(log);
      return true;
    } catch (error) {
      this.noteFailure(log, error, toClean.cleanableBytes);
      return false;
    } finally {
      this.inProgress.delete(log);
    }
  }

  private note(stats: Awaited<ReturnType<PartitionLog['clean']>>, cleanMs: number): void {
    const { counts } = this;
    counts.cleanings++;
    counts.bytesRead += stats.mapBytesRead + stats.bytesRead;
    counts.bytesWritten += stats.bytesWritten;
    counts.recordsRead += stats.recordsRead;
    counts.recordsWritten += stats.recordsWritten;
    counts.lastCleanMs = cleanMs;
    counts.lastRecopyRatio = stats.bytesWritten / Math.max(1, stats.bytesRead);
    counts.lastMapUtilization = stats.mapUtilization;
  }

  /** An error of the log itself was reported when it came to be; without room it is tried again. */
  private noteFailure(log: PartitionLog, error: unknown, bytes: number): void {
    const { directory } = log;
    const { report } = this.options;
    if (error instanceof CleaningAborted || log.error !== undefined || this.isClosed) return;
    const reason = reasonOf(error);
    if (!isRefusal(error)) {
      this.uncleanable.set(log, bytes);
      report({ type: 'log-uncleanable', directory, reason });
    } else if (!this.refused.has(log)) {
      this.refused.add(log);
      report({
        type: 'maintenance-failed',
        directory,
        reason: `it cannot be compacted: ${reason}`,
      });
    }
  }

  /** Ends what is under way, and begins nothing any more. */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.inProgress].map((log) => log.abortCleaning()));
    await this.options.cleaner.close();
  }
}

/** How many logs may be cleaned at once. */
function threadsOf({ isEnabled, threads }: CleanerSettings): number {
  return isEnabled ? threads : 0;
}

function limitsOf(settings: CleanerSettings): CleanerLimits {
  const { threads, dedupeBufferBytes, loadFactor, ioBufferBytes, bytesPerSecond } = settings;
  return {
    dedupeBufferBytes: Math.floor(dedupeBufferBytes / threads),
    loadFactor,
    ioBufferBytes: Math.floor(ioBufferBytes / threads),
    bytesPerSecond: bytesPerSecond / threads,
  };
}
