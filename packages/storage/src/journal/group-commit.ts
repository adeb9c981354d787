import { assert } from '@odradek/base';

import type { LogDirFailureChannel } from '../log/log-dir-failure-channel.ts';
import type { EndOfTurn } from '../ports/end-of-turn.ts';
import type { JournalDevice } from '../ports/journal-device.ts';
import type { CheckpointMark } from './checkpoint-mark.ts';
import { EntryEncoder } from './entry-codec.ts';
import { FRAME_HEADER_BYTES, paddedLength, sealFrame } from './frame.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { FramePlace, JournalFiles } from './journal-files.ts';
import type { JournalSizes } from './journal-sizes.ts';

/** Where the frames that are written now go on from. */
export interface JournalPosition {
  readonly generation: number;
  /** Of the next frame. */
  readonly nextLsn: number;
  /** Of the last frame, which is durable; 0 if there is none. */
  readonly lastLsn: number;
  readonly lastCrc: number;
}

/** A frame with the memory that it is written from, used again for another one. */
interface Frame {
  readonly staging: Buffer;
  entries: JournalEntry[];
  lsn: number;
  bytes: number;
  /** How many entries there were in all frames up to this one. */
  appends: number;
  mark: CheckpointMark;
  isWritten: boolean;
  readonly onWritten: () => void;
}

/** What a `GroupCommit` needs. */
export interface GroupCommitOptions {
  readonly sizes: JournalSizes;
  readonly device: JournalDevice;
  readonly files: JournalFiles;
  readonly endOfTurn: EndOfTurn;
  readonly failures: LogDirFailureChannel;
  readonly position: JournalPosition;
  readonly mark: CheckpointMark;
  /** More frames are durable now, and their entries were called back. */
  readonly onDurable: () => void;
  /** No frame can be written before a checkpoint makes room. */
  readonly onFull: () => void;
  readonly onFailed: (error: unknown) => void;
}

/**
 * Writes entries in frames: those of a turn of the event loop in one, and while as many frames are
 * under way as may be, those that come meanwhile in the next. Frames may become durable in any
 * order; they count, and their entries are called back, in the order of their numbers, and a frame
 * takes the place of one under way only when all before it are durable.
 */
export class GroupCommit {
  private readonly options: GroupCommitOptions;
  private readonly encoder = new EntryEncoder();
  private readonly idle: Frame[];
  private readonly underWay: Frame[] = [];
  private queue: JournalEntry[] = [];
  private isScheduled = false;
  private isClosed = false;
  private onSettled: (() => void) | undefined;
  private isFull = false;
  private nextLsn: number;
  private lastLsn: number;
  private lastCrc: number;
  /** What the next frame says of the checkpoint, and what a durable one has said. */
  private mark: CheckpointMark;
  private writtenMark: CheckpointMark;
  private durableMark: CheckpointMark;
  private durableAppendsCount = 0;
  private durableEntryBytes = 0;
  private durable: number;

  constructor(options: GroupCommitOptions) {
    const { position, sizes, mark } = options;
    this.options = options;
    this.nextLsn = position.nextLsn;
    this.lastLsn = position.lastLsn;
    this.lastCrc = position.lastCrc;
    this.durable = position.lastLsn;
    this.mark = mark;
    this.writtenMark = mark;
    this.durableMark = mark;
    this.idle = Array.from({ length: sizes.framesInFlight }, () => this.newFrame());
  }

  private newFrame(): Frame {
    const { device, sizes } = this.options;
    const frame: Frame = {
      staging: device.allocate(sizes.frameBytesMax),
      entries: [],
      lsn: 0,
      bytes: 0,
      appends: 0,
      mark: this.mark,
      isWritten: false,
      onWritten: () => this.noteWritten(frame),
    };
    return frame;
  }

  /** Up to this frame all are durable. */
  get durableLsn(): number {
    return this.durable;
  }

  /** How many entries are in frames that are durable. */
  get durableAppends(): number {
    return this.durableAppendsCount;
  }

  /** How many bytes the durable frames have that have entries. */
  get durableBytes(): number {
    return this.durableEntryBytes;
  }

  /** The last checkpoint that a durable frame speaks of. */
  get durableCheckpoint(): CheckpointMark {
    return this.durableMark;
  }

  /** Whether appends wait for room that only a checkpoint can make. */
  get isWaitingForRoom(): boolean {
    return this.isFull;
  }

  append(entry: JournalEntry): void {
    this.queue.push(entry);
    if (this.isScheduled) return;
    this.isScheduled = true;
    this.options.endOfTurn(() => {
      this.isScheduled = false;
      this.writeFrames();
    });
  }

  /** Brings a checkpoint into the next frame; one without entries is written if there are none. */
  writeCheckpoint(mark: CheckpointMark): void {
    this.mark = mark;
    this.writeFrames();
  }

  /** There may be room again. */
  noteRoom(): void {
    this.isFull = false;
    this.writeFrames();
  }

  private writeFrames(): void {
    const { failures } = this.options;
    while (this.idle.length > 0 && !this.isClosed && failures.error === undefined) {
      const frame = this.idle[this.idle.length - 1];
      assert(frame !== undefined, 'a frame is idle');
      if (!this.writeEntries(frame) && !this.writeWithoutEntries(frame)) return;
    }
  }

  private writeEntries(frame: Frame): boolean {
    if (this.queue.length === 0 || this.isFull) return false;
    let end = FRAME_HEADER_BYTES;
    let count = 0;
    for (const entry of this.queue) {
      const entryEnd = this.encoder.write(frame.staging, entry, end);
      if (entryEnd === undefined) break;
      end = entryEnd;
      count++;
    }
    assert(count > 0, 'an entry fits into a frame');
    const place = this.options.files.place(end, this.nextLsn);
    if (place === undefined) {
      this.noteFull();
      return false;
    }
    this.takeEntries(frame, count);
    this.write(frame, end, place);
    return true;
  }

  private takeEntries(frame: Frame, count: number): void {
    if (count < this.queue.length) {
      frame.entries = this.queue.splice(0, count);
    } else {
      const { entries } = frame;
      frame.entries = this.queue;
      this.queue = entries;
    }
  }

  private writeWithoutEntries(frame: Frame): boolean {
    if (this.mark === this.writtenMark) return false;
    const { lsn } = this.mark;
    const place = this.options.files.placeCheckpoint(FRAME_HEADER_BYTES, this.nextLsn, lsn);
    if (place === undefined) {
      this.noteFull();
      return false;
    }
    this.write(frame, FRAME_HEADER_BYTES, place);
    return true;
  }

  private noteFull(): void {
    this.isFull = true;
    this.options.onFull();
  }

  private write(frame: Frame, length: number, { file, position }: FramePlace): void {
    const { mark } = this;
    const entriesCount = frame.entries.length;
    const last = this.underWay[this.underWay.length - 1];
    frame.lsn = this.nextLsn;
    frame.appends = (last?.appends ?? this.durableAppendsCount) + entriesCount;
    frame.mark = mark;
    frame.bytes = paddedLength(length);
    frame.isWritten = false;
    const header = {
      generation: this.options.position.generation,
      lsn: this.nextLsn,
      previousLsn: this.lastLsn,
      previousCrc: this.lastCrc,
      checkpointLsn: mark.lsn,
      durableLsn: this.durable,
      length,
      entriesCount,
    };
    this.lastCrc = sealFrame(frame.staging, header, file.salt);
    this.lastLsn = this.nextLsn;
    this.nextLsn++;
    this.writtenMark = mark;
    this.idle.pop();
    this.underWay.push(frame);
    const bytes = frame.staging.subarray(0, frame.bytes);
    file.file.writeDurably(position, bytes).then(frame.onWritten, this.options.onFailed);
  }

  /** Others are written before the entries are called back: the disk has something to do meanwhile. */
  private noteWritten(frame: Frame): void {
    frame.isWritten = true;
    if (this.options.failures.error !== undefined) return;
    const durable = this.takeDurable();
    if (durable.length === 0) return;
    this.writeFrames();
    for (const entries of durable) this.callBack(entries);
    this.options.onDurable();
    if (this.underWay.length === 0) this.onSettled?.();
  }

  /**
   * Resolves when no frame is under way, and writes none any more. After a failure it does not wait.
   */
  async close(): Promise<void> {
    this.isClosed = true;
    if (this.underWay.length === 0 || this.options.failures.error !== undefined) return;
    await new Promise<void>((resolve) => {
      this.onSettled = resolve;
      this.options.failures.onFailure(() => resolve());
    });
  }

  /** The entries of the frames that count now. */
  private takeDurable(): readonly (readonly JournalEntry[])[] {
    const durable: JournalEntry[][] = [];
    for (;;) {
      const [frame] = this.underWay;
      if (frame?.isWritten !== true) return durable;
      durable.push(frame.entries);
      this.noteDurable(frame);
      frame.entries = [];
      this.underWay.shift();
      this.idle.push(frame);
    }
  }

  private noteDurable(frame: Frame): void {
    this.durable = frame.lsn;
    this.durableAppendsCount = frame.appends;
    if (frame.entries.length > 0) this.durableEntryBytes += frame.bytes;
    if (frame.mark === this.durableMark) return;
    this.durableMark = frame.mark;
    this.options.files.noteCheckpoint(frame.mark.lsn);
    this.isFull = false;
  }

  private callBack(entries: readonly JournalEntry[]): void {
    for (const entry of entries) {
      // A callback may have led to a failure: nothing is acknowledged after one.
      if (this.options.failures.error !== undefined) return;
      entry.onDurable();
    }
  }
}
