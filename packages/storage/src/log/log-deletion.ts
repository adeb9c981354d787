import type { Clock, Offset } from '@odradek/base';

import type { LeaderEpochFile } from '../leader-epoch/leader-epoch-checkpoint.ts';
import type { LogAppender } from './log-appender.ts';
import type { LogMaintenance } from './log-maintenance.ts';
import { countDeletableSegments } from './log-retention.ts';
import type { LogState } from './log-state.ts';
import { reasonOf, storageError } from './storage-error.ts';

/** What deletions of records need. */
export interface LogDeletionOptions {
  readonly directory: string;
  readonly clock: Clock;
  readonly state: LogState;
  readonly appender: LogAppender;
  readonly maintenance: LogMaintenance;
  readonly epochFile: LeaderEpochFile;
  /** Makes it durable that the log begins at an offset. */
  readonly saveLogStartOffset: (offset: Offset) => Promise<void>;
  /** Takes what could not be done in the background. */
  readonly onError: (error: unknown) => void;
}

/**
 * Deletes records at the beginning of a log: those before an offset that a client names, and
 * segments that retention lets go.
 *
 * First the offset is made durable where the log begins, then whole segments before it are removed in
 * the background, oldest first. A crash in between leaves any of them; opening the log passes over
 * whatever lies before the offset and removes it. The other way round it could find a gap, and refuse
 * the log, or find records again that were deleted. The offset is never forgotten while the folder
 * exists.
 */
export class LogDeletion {
  private readonly options: LogDeletionOptions;
  private readonly state: LogState;
  /** The saving of start offsets that is under way. */
  private readonly saving = new Set<Promise<void>>();
  private deletingOld: Promise<number> | undefined;

  constructor(options: LogDeletionOptions) {
    this.options = options;
    this.state = options.state;
  }

  /** The log begins at `offset`, unless it does so behind it; answers where. */
  async deleteBefore(offset: Offset): Promise<Offset> {
    if (offset <= this.state.startOffset) return this.state.startOffset;
    this.state.startOffsetMax = Math.max(this.state.startOffsetMax, offset);
    await this.track(this.saveStart(offset));
    this.state.startOffset = Math.max(this.state.startOffset, offset);
    this.removeDeletedSegments();
    this.truncateEpochs();
    return this.state.startOffset;
  }

  /** See `PartitionLog.deleteOldSegments`. One that is under way is not joined by another. */
  async deleteOldSegments(): Promise<number> {
    if (this.deletingOld !== undefined) return 0;
    this.deletingOld = this.deleteOld();
    try {
      return await this.deletingOld;
    } finally {
      this.deletingOld = undefined;
    }
  }

  private async deleteOld(): Promise<number> {
    const { state } = this;
    const segments = state.segments.all();
    const { durableOffset: highWatermark, config } = state;
    const now = this.options.clock.now();
    const count = countDeletableSegments({ segments, highWatermark, now, config });
    const last = segments[count - 1];
    if (last === undefined) return 0;
    const next = segments[count];
    if (next === undefined) {
      // What was appended meanwhile goes to the active one, which must not be deleted then.
      if (state.endOffset !== last.nextOffset) return 0;
      await this.options.appender.roll();
    }
    await this.deleteBefore(next?.baseOffset ?? last.nextOffset);
    return count;
  }

  /** Takes out the segments that lie before the start as a whole. */
  removeDeletedSegments(): void {
    const { segments, startOffset, config } = this.state;
    const removed = segments.takeBefore(startOffset);
    const firstOffset = segments.first?.baseOffset ?? startOffset;
    this.options.maintenance.removeSegments(removed, firstOffset, config.fileDeleteDelayMs);
  }

  /** The file follows behind: it says nothing of what is deleted that anyone would ask for. */
  private truncateEpochs(): void {
    const { epochs, startOffset } = this.state;
    if (!epochs.truncateFromStart(startOffset)) return;
    const { maintenance, epochFile, onError } = this.options;
    void maintenance.run(() => epochFile.write(epochs.entries)).catch(onError);
  }

  /** Whoever closes the log waits for this: the offset of a log that is gone must not come later. */
  private async track(saving: Promise<void>): Promise<void> {
    this.saving.add(saving);
    try {
      await saving;
    } finally {
      this.saving.delete(saving);
    }
  }

  private async saveStart(offset: Offset): Promise<void> {
    const { saveLogStartOffset, directory } = this.options;
    try {
      await saveLogStartOffset(offset);
    } catch (error) {
      throw storageError(
        `The records before offset ${offset} in ${directory} cannot be deleted, because that cannot ` +
          `be written down: ${reasonOf(error)}. Look at the disk.`,
        error,
      );
    }
  }

  /** Resolves when nothing is being deleted or written down. */
  async settle(): Promise<void> {
    await Promise.allSettled([this.deletingOld]);
    await Promise.allSettled(this.saving);
  }
}
