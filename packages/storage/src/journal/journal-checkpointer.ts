import type { Clock, Timer } from '@odradek/base';

import type { LogDirFailureChannel } from '../log/log-dir-failure-channel.ts';
import { reasonOf, storageError } from '../log/storage-error.ts';
import { isShortage } from '../ports/file-system.ts';
import type { CheckpointMark } from './checkpoint-mark.ts';
import type { GroupCommit } from './group-commit.ts';
import type { JournalEntry, JournaledLog, JournalTarget } from './journal-entry.ts';
import type { JournalSizes } from './journal-sizes.ts';

/** What a `JournalCheckpointer` needs. */
export interface JournalCheckpointerOptions {
  readonly commit: GroupCommit;
  readonly sizes: JournalSizes;
  readonly clock: Clock;
  readonly failures: LogDirFailureChannel;
  readonly mark: CheckpointMark;
  /** The segments that entries were written to before the journal was opened. */
  readonly targets: readonly JournalTarget[];
  /** Called when some segments were made durable, before the journal forgets their entries. */
  readonly onCheckpoint: (targets: readonly JournalTarget[]) => Promise<void>;
  /**
   * Some segment could not be opened to be synced; it is tried again later, and not told again before
   * a checkpoint went well.
   */
  readonly onRefused: (error: unknown) => void;
  readonly onFailed: (error: unknown) => void;
}

interface Waiter {
  /** Waits until so many entries are behind a durable checkpoint. */
  readonly appends: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/**
 * How many bytes more a checkpoint waits for with each segment that it has to sync: a sync takes about
 * as long as writing so much, so that many partitions would keep the disk busy with syncs alone.
 */
const SEGMENT_SYNC_BYTES = 128 * 1024;
/** The part of the journal that it waits for at most. */
const JOURNAL_PART_MAX = 1 / 4;

/** How many segments are synced at a time: others need the disk, and threads to wait for it. */
const SYNCS_MAX = 2;

/**
 * Makes the segments durable that entries were written to, in the background, and lets the next frame
 * say so: after some bytes of frames, after some time, when somebody waits for it, or when the files
 * of the journal are full.
 */
export class JournalCheckpointer {
  private readonly options: JournalCheckpointerOptions;
  /** The last entry of each segment and log, counted since the journal was opened. */
  private readonly targets: Map<JournalTarget, number>;
  private readonly logs = new Map<JournaledLog, number>();
  private waiters: Waiter[] = [];
  /** What is durable in the segments, be it said in a durable frame or not. */
  private mark: CheckpointMark;
  /** Until there the logs and waiters were told. */
  private toldMark: CheckpointMark;
  /** How many bytes the durable frames had when the last checkpoint began. */
  private bytesBefore = 0;
  private isDue = false;
  private timer: Timer | undefined;
  private running: Promise<void> | undefined;
  /** Until then no checkpoint is tried, as the last one was refused. */
  private retry: Timer | undefined;
  /** Whether the last checkpoint was refused, and that was told. */
  private isRefused = false;
  private isClosed = false;
  /** Whether the journal is being closed: what is refused then is not tried again. */
  private isLast = false;

  constructor(options: JournalCheckpointerOptions) {
    this.options = options;
    this.mark = options.mark;
    this.toldMark = options.mark;
    this.targets = new Map(options.targets.map((target) => [target, 0]));
    if (options.mark.appends < 0) this.setTimer();
  }

  /** Notes an entry; `appends` counts it and those before it. */
  noteAppend(entry: JournalEntry, appends: number): void {
    this.targets.set(entry.target, appends);
    this.logs.set(entry.log, appends);
    if (this.timer === undefined && !this.isDue) this.setTimer();
  }

  /** The last entry of a log that a recovery may replay; -1 for one from before the journal was opened. */
  lastAppendOf(log: JournaledLog): number {
    return this.logs.get(log) ?? 0;
  }

  /**
   * Resolves when a durable checkpoint covers so many entries; rejects with the reason if the log
   * directory fails before.
   */
  covers(appends: number): Promise<void> {
    const { error } = this.options.failures;
    if (error !== undefined) return Promise.reject(error);
    if (this.toldMark.appends >= appends) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.waiters.push({ appends, resolve, reject });
      this.runIfWanted();
    });
  }

  /** More frames are durable. */
  noteDurable(): void {
    const { durableCheckpoint } = this.options.commit;
    if (durableCheckpoint !== this.toldMark) this.tell(durableCheckpoint);
    this.runIfWanted();
  }

  private tell(mark: CheckpointMark): void {
    this.toldMark = mark;
    for (const [log, appends] of this.logs) {
      if (appends <= mark.appends) this.logs.delete(log);
    }
    const isCovered = ({ appends }: Waiter): boolean => appends <= mark.appends;
    const covered = this.waiters.filter((waiter) => isCovered(waiter));
    if (covered.length === 0) return;
    this.waiters = this.waiters.filter((waiter) => !isCovered(waiter));
    for (const { resolve } of covered) resolve();
  }

  /** The log directory has failed. */
  noteFailure(error: Error): void {
    this.timer?.cancel();
    this.retry?.cancel();
    this.rejectWaiters(error);
  }

  private rejectWaiters(error: Error): void {
    for (const { reject } of this.waiters) reject(error);
    this.waiters = [];
  }

  /** Begins a checkpoint if there is a reason for one and none is under way. */
  runIfWanted(): void {
    const isPossible =
      this.running === undefined &&
      this.retry === undefined &&
      !this.isClosed &&
      this.options.failures.error === undefined;
    if (isPossible && this.isWanted()) this.running = this.run();
  }

  private isWanted(): boolean {
    const { commit } = this.options;
    if (commit.durableLsn <= this.mark.lsn) return false;
    return (
      this.isDue ||
      commit.isWaitingForRoom ||
      commit.durableBytes - this.bytesBefore >= this.checkpointBytes ||
      this.waiters.some(({ appends }) => this.isAwaited(appends))
    );
  }

  private get checkpointBytes(): number {
    const { checkpointBytes, totalBytes } = this.options.sizes;
    const wanted = checkpointBytes + this.targets.size * SEGMENT_SYNC_BYTES;
    return Math.max(checkpointBytes, Math.min(wanted, totalBytes * JOURNAL_PART_MAX));
  }

  /** Whether entries that somebody waits for are durable in the journal, and not in the segments. */
  private isAwaited(appends: number): boolean {
    return appends > this.mark.appends && appends <= this.options.commit.durableAppends;
  }

  private async run(): Promise<void> {
    const { commit, onCheckpoint, onFailed, failures } = this.options;
    this.isDue = false;
    this.timer?.cancel();
    this.timer = undefined;
    this.bytesBefore = commit.durableBytes;
    const mark = { lsn: commit.durableLsn, appends: commit.durableAppends };
    const targets = [...this.targets.keys()];
    try {
      await syncAll(targets);
      await onCheckpoint(targets);
    } catch (error) {
      if (isShortage(error)) this.tryAgainLater(error);
      else onFailed(error);
      return;
    }
    this.running = undefined;
    this.isRefused = false;
    if (failures.error !== undefined || this.isClosed) return;
    this.forgetTargets(mark);
    commit.writeCheckpoint(mark);
    this.runIfWanted();
  }

  /** Nothing was lost, and the journal still has it all: only its room may get scarce meanwhile. */
  private tryAgainLater(error: unknown): void {
    const { clock, sizes, failures, onRefused } = this.options;
    this.running = undefined;
    if (failures.error !== undefined || this.isClosed) return;
    if (!this.isRefused) onRefused(error);
    this.isRefused = true;
    this.isDue = true;
    if (this.isLast) {
      this.rejectWaiters(storageError(`A segment cannot be synced: ${reasonOf(error)}.`, error));
      return;
    }
    this.retry = clock.setTimer(sizes.checkpointMs, () => {
      this.retry = undefined;
      this.runIfWanted();
    });
  }

  private forgetTargets(mark: CheckpointMark): void {
    this.mark = mark;
    for (const [target, appends] of this.targets) {
      if (appends <= mark.appends) this.targets.delete(target);
    }
    if (this.targets.size > 0) this.setTimer();
  }

  private setTimer(): void {
    const { clock, sizes } = this.options;
    this.timer ??= clock.setTimer(sizes.checkpointMs, () => {
      this.timer = undefined;
      this.isDue = true;
      this.runIfWanted();
    });
  }

  /** As `covers`, for the last time: it rejects if a segment cannot be opened now. */
  coversAtLast(appends: number): Promise<void> {
    this.isLast = true;
    this.retry?.cancel();
    this.retry = undefined;
    return this.covers(appends);
  }

  /** Waits for the checkpoint under way, if there is one, and begins no further one. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.timer?.cancel();
    this.retry?.cancel();
    await this.running;
  }
}

/**
 * Rejects at once with a failure, but with a refusal only when no sync is under way any more: one that
 * fails then would be told to nobody, and the next of the same segment go well without its pages.
 */
async function syncAll(targets: readonly JournalTarget[]): Promise<void> {
  const left = targets.values();
  const refusals: unknown[] = [];
  const syncNext = async (): Promise<void> => {
    try {
      for (const target of left) await target.sync();
    } catch (error) {
      if (!isShortage(error)) throw error;
      refusals.push(error);
    }
  };
  await Promise.all(Array.from({ length: SYNCS_MAX }, syncNext));
  if (refusals.length > 0) throw refusals[0];
}
