import { type Clock, type Offset, TasksInOrder, type Timer } from '@odradek/base';

import type { FileSystem } from '../ports/file-system.ts';
import type { ProducerSnapshotFiles } from '../producer-state/producer-snapshot-files.ts';
import { markSegmentFilesDeleted, removeDeletedSegmentFiles } from '../segment/segment-files.ts';
import type { Segment } from '../segment/segment.ts';

/** A segment that is complete as soon as the next one has a durable batch. */
interface Roll {
  readonly complete: Segment;
  /** Where the next one begins. */
  readonly offset: Offset;
}

/** Segments that are deleted. */
interface Removal {
  readonly segments: readonly Segment[];
  /** Where the log begins now. */
  readonly firstOffset: Offset;
  readonly delayMs: number;
}

/** What is done behind the appends of a log needs. */
export interface LogMaintenanceOptions {
  readonly fileSystem: FileSystem;
  readonly clock: Clock;
  /** The folder of the partition. */
  readonly directory: string;
  readonly snapshots: ProducerSnapshotFiles;
  /** Resolves when nothing that was written before would be written again after a crash. */
  readonly releaseFromJournal: () => Promise<void>;
  /** Called when the indexes of all segments before `offset` are durable, and a snapshot there is. */
  readonly onComplete: (offset: Offset) => void;
  /** Takes what could not be done. */
  readonly onError: (error: unknown) => void;
}

/**
 * What follows from the segments of a log and is done behind the appends, one after the other: index
 * files and the removal of deleted segments. The log is right without any of it, and opening it does
 * again what is missing: so a failure is reported, and the log goes on. What failed is tried again
 * with what comes next.
 */
export class LogMaintenance {
  private readonly options: LogMaintenanceOptions;
  private rolls: readonly Roll[] = [];
  /** Those whose files can be written; one that could not be is in the way of those behind it. */
  private complete: readonly Roll[] = [];
  /** What could not be given the names of deleted files stays in here. */
  private toRemove: readonly Removal[] = [];
  private readonly tasks: TasksInOrder = new TasksInOrder();
  private isClosed = false;
  private readonly removals = new Set<Timer>();
  /** Segments that are read until their files go. */
  private readonly deleted = new Set<Segment>();

  constructor(options: LogMaintenanceOptions) {
    this.options = options;
  }

  /** The segment is complete, and a new one begins at `offset`. */
  addRoll(complete: Segment, offset: Offset): void {
    this.rolls = [...this.rolls, { complete, offset }];
  }

  /** The segments that begin behind `offset` never came to be. */
  forgetRollsAfter(offset: Offset): void {
    this.rolls = this.rolls.filter((roll) => roll.offset <= offset);
  }

  /** The end of the log goes back: what was begun for it is done by the next checkpoint. */
  forgetRolls(): void {
    this.rolls = [];
    this.complete = [];
  }

  /** Everything before `durableOffset` is durable: what is complete with that gets its files. */
  onDurable(durableOffset: Offset): void {
    if (this.rolls.length === 0) return;
    const ready = this.rolls.filter(({ offset }) => offset < durableOffset);
    if (ready.length === 0) return;
    this.rolls = this.rolls.slice(ready.length);
    this.complete = [...this.complete, ...ready];
    this.add(() => this.work());
  }

  /** Does what waits, oldest first, until something fails. */
  private async work(): Promise<void> {
    for (let roll = this.complete[0]; roll !== undefined; roll = this.complete[0]) {
      await roll.complete.sync();
      await roll.complete.flushIndexes();
      if (roll !== this.complete[0]) continue;
      this.complete = this.complete.slice(1);
      this.options.onComplete(roll.offset);
    }
    for (const removal of this.toRemove) {
      await this.markDeleted(removal);
      this.toRemove = this.toRemove.filter((other) => other !== removal);
    }
  }

  /**
   * Gives the files of segments that lie before the durable start of the log the names of deleted
   * ones, and removes them after `delayMs`.
   */
  removeSegments(segments: readonly Segment[], firstOffset: Offset, delayMs: number): void {
    if (segments.length === 0) return;
    for (const segment of segments) this.deleted.add(segment);
    this.forgetSegments(segments);
    this.toRemove = [...this.toRemove, { segments, firstOffset, delayMs }];
    this.add(() => this.work());
  }

  /** Compaction has replaced these segments: nothing is done for them any more. */
  forgetSegments(segments: readonly Segment[]): void {
    const isKept = ({ complete }: Roll): boolean => !segments.includes(complete);
    this.rolls = this.rolls.filter(isKept);
    this.complete = this.complete.filter(isKept);
  }

  /** Removes the files of segments, which have the names of deleted ones, after `delayMs`. */
  removeDeletedFiles(segments: readonly Segment[], delayMs: number): void {
    const { fileSystem, directory } = this.options;
    for (const segment of segments) this.deleted.add(segment);
    const baseOffsets = segments.map(({ baseOffset }) => baseOffset);
    this.after(delayMs, async () => {
      for (const segment of segments) await this.closeDeleted(segment);
      await removeDeletedSegmentFiles(fileSystem, directory, baseOffsets);
    });
  }

  private async markDeleted({ segments, firstOffset, delayMs }: Removal): Promise<void> {
    const { fileSystem, directory, snapshots, releaseFromJournal } = this.options;
    await releaseFromJournal();
    const baseOffsets = segments.map(({ baseOffset }) => baseOffset);
    await markSegmentFilesDeleted(fileSystem, directory, baseOffsets);
    await snapshots.removeBefore(firstOffset);
    this.removeDeletedFiles(segments, delayMs);
  }

  private after(delayMs: number, task: () => Promise<void>): void {
    if (delayMs === 0) {
      this.add(task);
      return;
    }
    if (this.isClosed) return;
    const timer = this.options.clock.setTimer(delayMs, () => {
      this.removals.delete(timer);
      this.add(task);
    });
    this.removals.add(timer);
  }

  private async closeDeleted(segment: Segment): Promise<void> {
    this.deleted.delete(segment);
    await segment.discard();
  }

  /** Does something behind what was begun before; resolves when it is done, rejects if it fails. */
  run<Result>(task: () => Promise<Result>): Promise<Result> {
    return this.tasks.run(task);
  }

  /**
   * Resolves when everything is done that was begun; nothing is begun any more. Files are named by
   * their paths, which a later log of the same name has too. Files of deleted segments that are
   * still there are removed when the log is opened again.
   */
  async close(): Promise<void> {
    this.isClosed = true;
    for (const timer of this.removals) timer.cancel();
    await this.tasks.settle();
    for (const segment of this.deleted) await segment.close();
    this.deleted.clear();
  }

  private add(task: () => Promise<void>): void {
    if (this.isClosed) return;
    void this.run(task).catch((error: unknown) => this.options.onError(error));
  }
}
