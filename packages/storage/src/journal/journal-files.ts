import type { Clock, Timer } from '@odradek/base';

import { isRefusal } from '../ports/file-system.ts';
import {
  createJournalFile,
  type JournalFileCreation,
  type OpenJournalFile,
} from './create-journal-file.ts';
import { BLOCK_BYTES, paddedLength } from './frame.ts';
import type { JournalSizes } from './journal-sizes.ts';

/** Where a frame goes. */
export interface FramePlace {
  readonly file: OpenJournalFile;
  readonly position: number;
}

/** Where the frame goes that comes behind the last one. */
export interface JournalTail {
  readonly file: OpenJournalFile;
  readonly position: number;
}

/** What a `JournalFiles` needs. */
export interface JournalFilesOptions extends JournalFileCreation {
  readonly clock: Clock;
  readonly sizes: JournalSizes;
  readonly files: readonly OpenJournalFile[];
  /** `undefined`, if there is no frame yet. */
  readonly tail: JournalTail | undefined;
  /** Durable in some frame. */
  readonly checkpointLsn: number;
  /** Called when there may be room again. */
  readonly onRoom: () => void;
  /** No room on the disk for a further file. */
  readonly onRefused: (error: unknown) => void;
  readonly onFailed: (error: unknown) => void;
}

/** It takes one file for new frames while another has the newest checkpoint. */
const FILES_MIN = 2;
const CREATE_RETRY_MS = 1000;

/**
 * The files of a journal, and where its frames go: one behind the other through a file, then through
 * another one whose frames are all behind a durable checkpoint. If there is none, a further one is
 * created, ahead of time, as long as that is allowed and the disk has room.
 *
 * The last block of each file is kept for a frame without entries: when all files are full, it brings
 * the checkpoint that makes one of them free.
 */
export class JournalFiles {
  private readonly options: JournalFilesOptions;
  private readonly files: OpenJournalFile[];
  private current: OpenJournalFile | undefined;
  private position: number;
  private checkpointLsn: number;
  private growing: Promise<void> | undefined;
  private retry: Timer | undefined;
  private isClosed = false;

  constructor(options: JournalFilesOptions) {
    this.options = options;
    this.files = [...options.files];
    this.current = options.tail?.file;
    this.position = options.tail?.position ?? 0;
    this.checkpointLsn = options.checkpointLsn;
  }

  /** Takes the place for a frame with entries, or answers `undefined` if there is no room now. */
  place(length: number, lsn: number): FramePlace | undefined {
    const bytes = paddedLength(length);
    const { current } = this;
    const fits = current !== undefined && this.position + bytes <= current.file.size - BLOCK_BYTES;
    if (!fits && !this.turnToFree(bytes)) {
      this.grow();
      return undefined;
    }
    const place = this.take(bytes, lsn);
    this.growAhead();
    return place;
  }

  /**
   * Takes the place for a frame without entries that brings a checkpoint. Without any room it takes
   * the block that was kept for it, if another file is free once it is durable.
   */
  placeCheckpoint(length: number, lsn: number, checkpointLsn: number): FramePlace | undefined {
    const place = this.place(length, lsn);
    if (place !== undefined || this.current === undefined) return place;
    const bytes = paddedLength(length);
    const fits = this.position + bytes <= this.current.file.size;
    const frees = this.files.some((file) => file !== this.current && file.lastLsn <= checkpointLsn);
    return fits && frees ? this.take(bytes, lsn) : undefined;
  }

  private take(bytes: number, lsn: number): FramePlace | undefined {
    const { current: file, position } = this;
    if (file === undefined) return undefined;
    this.position += bytes;
    file.lastLsn = lsn;
    return { file, position };
  }

  /** A durable frame says that everything up to `lsn` is durable in the segments. */
  noteCheckpoint(lsn: number): void {
    this.checkpointLsn = Math.max(this.checkpointLsn, lsn);
  }

  private turnToFree(bytes: number): boolean {
    const free = this.files.find((file) => this.isFree(file) && fits(file, bytes));
    if (free === undefined) return false;
    this.current = free;
    this.position = BLOCK_BYTES;
    return true;
  }

  /**
   * Frames in it may be overwritten. A frame that a recovery needs for what it says of the checkpoint
   * comes behind that checkpoint, so its file is not free.
   */
  private isFree(file: OpenJournalFile): boolean {
    return file !== this.current && file.lastLsn <= this.checkpointLsn;
  }

  /** Creates the first files if there are none yet. Rejects if that is not possible. */
  async createFirst(): Promise<void> {
    while (this.files.length < FILES_MIN) {
      const { firstFileBytes } = this.options.sizes;
      this.files.push(await createJournalFile(this.options, this.nextNumber(), firstFileBytes));
    }
  }

  private growAhead(): void {
    const { current } = this;
    if (current === undefined || this.position < current.file.size / 2) return;
    if (!this.files.some((file) => this.isFree(file))) this.grow();
  }

  private grow(): void {
    const { sizes, onFailed } = this.options;
    const bytes = this.files.reduce((sum, { file }) => sum + file.size, 0);
    const isBusy = this.growing !== undefined || this.retry !== undefined || this.isClosed;
    if (isBusy || bytes + sizes.fileBytes > sizes.totalBytes) return;
    this.growing = this.createNext().then(() => {
      this.growing = undefined;
      this.options.onRoom();
    }, onFailed);
  }

  /** Without room on the disk there is another try later: until then the files are used that there are. */
  private async createNext(): Promise<void> {
    const { sizes, clock, onRefused } = this.options;
    try {
      this.files.push(await createJournalFile(this.options, this.nextNumber(), sizes.fileBytes));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      onRefused(error);
      if (this.isClosed) return;
      this.retry = clock.setTimer(CREATE_RETRY_MS, () => {
        this.retry = undefined;
        this.options.onRoom();
      });
    }
  }

  private nextNumber(): number {
    return 1 + this.files.reduce((max, { number }) => Math.max(max, number), 0);
  }

  /** Waits for what was begun and closes all files. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.retry?.cancel();
    await this.growing;
    await Promise.all(this.files.map(({ file }) => file.close()));
  }
}

function fits({ file }: OpenJournalFile, bytes: number): boolean {
  return BLOCK_BYTES + bytes <= file.size - BLOCK_BYTES;
}
