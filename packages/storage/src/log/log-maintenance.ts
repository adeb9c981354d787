import type { Offset } from '@odradek/base';

import type { FileSystem } from '../ports/file-system.ts';
import type { Report } from '../ports/report.ts';
import type { ProducerSnapshotFiles } from '../producer-state/producer-snapshot-files.ts';
import type { ProducerStates } from '../producer-state/producer-states.ts';
import { writeIndexFiles } from '../segment/index-files.ts';
import { removeSegmentFiles } from '../segment/segment-files.ts';
import type { Segment } from '../segment/segment.ts';
import { reasonOf } from './storage-error.ts';

/** A segment that is complete as soon as the next one has a durable batch. */
interface Roll {
  readonly complete: Segment;
  /** Where the next one begins. */
  readonly offset: Offset;
}

/**
 * What follows from the segments of a log and is done behind the appends, one after the other: index
 * files, the removal of segments that lie before the log's start, and the snapshot of a clean close.
 * The log is right without any of it, and opening it does again what is missing: so a failure is
 * reported, and the log goes on.
 */
export class LogMaintenance {
  private readonly fileSystem: FileSystem;
  private readonly directory: string;
  private readonly report: Report;
  private readonly snapshots: ProducerSnapshotFiles;
  private rolls: readonly Roll[] = [];
  private last: Promise<void> = Promise.resolve();
  private isClosed = false;

  constructor(options: {
    readonly fileSystem: FileSystem;
    /** The folder of the partition. */
    readonly directory: string;
    readonly report: Report;
    readonly snapshots: ProducerSnapshotFiles;
  }) {
    this.fileSystem = options.fileSystem;
    this.directory = options.directory;
    this.report = options.report;
    this.snapshots = options.snapshots;
  }

  /** The segment is complete, and a new one begins at `offset`. */
  addRoll(complete: Segment, offset: Offset): void {
    this.rolls = [...this.rolls, { complete, offset }];
  }

  /** The segments that begin behind `offset` never came to be. */
  forgetRollsAfter(offset: Offset): void {
    this.rolls = this.rolls.filter((roll) => roll.offset <= offset);
  }

  /** Everything before `durableOffset` is durable: what is complete with that gets its files. */
  onDurable(durableOffset: Offset): void {
    const ready = this.rolls.filter(({ offset }) => offset < durableOffset);
    if (ready.length === 0) return;
    this.rolls = this.rolls.slice(ready.length);
    for (const { complete } of ready) this.add(() => writeIndexFiles(this.fileSystem, complete));
  }

  /** Removes the files of segments that lie before the durable start of the log. */
  removeSegments(segments: readonly Segment[], firstOffset: Offset): void {
    if (segments.length === 0) return;
    this.add(async () => {
      for (const segment of segments) await segment.close();
      const baseOffsets = segments.map(({ baseOffset }) => baseOffset);
      await removeSegmentFiles(this.fileSystem, this.directory, baseOffsets);
      await this.snapshots.removeBefore(firstOffset);
    });
  }

  /** The log is closed cleanly: everything in it is durable, and ends at `endOffset`. */
  finish(active: Segment, endOffset: Offset, producers: ProducerStates): void {
    if (active.size > 0) this.add(() => writeIndexFiles(this.fileSystem, active));
    const snapshot = this.snapshots.encode(producers);
    if (snapshot === undefined || endOffset === this.snapshots.newest) return;
    this.add(() => this.snapshots.write(endOffset, snapshot, active.baseOffset));
  }

  /**
   * Resolves when everything is done that was begun; nothing is begun any more. Files are named by
   * their paths, which a later log of the same name has too.
   */
  close(): Promise<void> {
    this.isClosed = true;
    return this.last;
  }

  private add(task: () => Promise<void>): void {
    if (this.isClosed) return;
    this.last = this.last.then(task).catch((error: unknown) => {
      const { directory } = this;
      this.report({ type: 'maintenance-failed', directory, reason: reasonOf(error) });
    });
  }
}
