import type { BoundedFile } from './bounded-file.ts';

/** How many files are closed at once when the system says that too many are open. */
const CLOSED_AT_ONCE = 16;
/** What the system says if too many files are open. */
const TOO_MANY: ReadonlySet<unknown> = new Set(['EMFILE', 'ENFILE']);

/**
 * The files of a process that are open, and which of them may be closed until they are used again:
 * nothing is being done with them, and everything that was written to them was synced. An error of
 * the system's writing back is told to whoever syncs the open file; a file that was closed before
 * would not be told.
 */
export class OpenFiles {
  private readonly filesMax: number;
  private count = 0;
  /** Those that may be closed, least recently used first. */
  private readonly idle = new Set<BoundedFile>();
  /** Those that could be if they were synced, least recently used first. */
  private readonly unsynced = new Set<BoundedFile>();
  private syncing: Promise<void> | undefined;

  /** About how many may be open. If none of them can be closed, more are. */
  constructor(filesMax: number) {
    this.filesMax = filesMax;
  }

  /** How many files are open, or being opened. */
  get openCount(): number {
    return this.count;
  }

  /** Something is being done with a file, or it is closed for good. */
  noteBusy(file: BoundedFile): void {
    this.idle.delete(file);
    this.unsynced.delete(file);
  }

  /** Nothing is being done with an open file any more. */
  noteIdle(file: BoundedFile): void {
    if (file.isSynced) this.idle.add(file);
    else this.unsynced.add(file);
    if (this.count > this.filesMax) this.makeRoom();
  }

  /** An open file is being closed, for good or not. */
  noteClosing(): void {
    this.count--;
  }

  /** Opens a file, for which others are closed if there are too many. */
  async open<Opened>(open: () => Promise<Opened>): Promise<Opened> {
    this.count++;
    this.makeRoom();
    try {
      return await this.withRoom(open);
    } catch (error) {
      this.count--;
      throw error;
    }
  }

  /** Does something that opens files; if too many are open, some are closed, and it is done again. */
  async withRoom<Result>(operation: () => Promise<Result>): Promise<Result> {
    for (;;) {
      try {
        return await operation();
      } catch (error) {
        const isTooMany = error instanceof Error && 'code' in error && TOO_MANY.has(error.code);
        if (!isTooMany || !(await this.closeSome())) throw error;
      }
    }
  }

  private makeRoom(): void {
    for (const file of this.idle) {
      if (this.count <= this.filesMax) return;
      void file.closeForNow();
    }
    if (this.count > this.filesMax) this.syncOldest();
  }

  /** One at a time, so that other syncs are not held up; when it is done, it can be closed. */
  private syncOldest(): void {
    const [oldest] = this.unsynced;
    if (this.syncing !== undefined || oldest === undefined) return;
    this.syncing = this.trySync(oldest);
  }

  private async trySync(file: BoundedFile): Promise<void> {
    await file.syncInBackground();
    this.syncing = undefined;
    this.makeRoom();
  }

  /** Answers whether there was any to be closed. */
  private async closeSome(): Promise<boolean> {
    const [oldest] = this.unsynced;
    if (this.idle.size === 0) await oldest?.syncInBackground();
    const some = [...this.idle].slice(0, CLOSED_AT_ONCE);
    await Promise.all(some.map((file) => file.closeForNow()));
    return some.length > 0;
  }
}
