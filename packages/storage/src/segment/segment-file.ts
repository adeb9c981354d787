import { SyncsInOrder } from '../open-files/syncs-in-order.ts';
import type { File, FileSystem } from '../ports/file-system.ts';

/** The `.log` file of a segment: opened when it is needed, written at its end, synced when asked. */
export class SegmentFile {
  readonly path: string;
  /** Where the next batch is written. */
  written = 0;
  private readonly fileSystem: FileSystem;
  private opening: Promise<File> | undefined;
  /** The file as soon as it is open. */
  private opened: File | undefined;
  private isClosed = false;
  /** How often it was changed, and how many of the changes the last sync covered. */
  private changes = 0;
  private syncedChanges = 0;
  private readonly syncs: SyncsInOrder = new SyncsInOrder();

  constructor(fileSystem: FileSystem, path: string) {
    this.fileSystem = fileSystem;
    this.path = path;
  }

  /** The file, opened when it is first needed; with `create`, made if it is missing. */
  open(create = false): Promise<File> {
    this.opening ??= this.openFile(create);
    return this.opening;
  }

  private async openFile(create: boolean): Promise<File> {
    if (this.isClosed) throw new Error(`${this.path} is closed`);
    try {
      const file = await this.fileSystem.open(this.path, { create });
      this.opened = file;
      return file;
    } catch (error) {
      this.opening = undefined;
      throw error;
    }
  }

  /** Closes the file until it is needed again; nothing may be using it. */
  async release(): Promise<void> {
    const { opening } = this;
    this.opening = undefined;
    this.opened = undefined;
    if (opening !== undefined) await (await opening).close();
  }

  /** Closes the file for good; only `sync` may still be called. */
  close(): Promise<void> {
    this.isClosed = true;
    return this.release();
  }

  /** Closes the file for good, which is going to be removed: nothing of it need be durable. */
  discard(): Promise<void> {
    this.syncedChanges = this.changes;
    return this.close();
  }

  /**
   * Writes some buffers of `bytes` bytes together at the end, at once: it blocks, so they must be few.
   * Answers whether it did; not if the file is not open. Raises what the disk does; then a part of
   * them may have been written.
   */
  writeNow(buffers: readonly Buffer[], bytes: number): boolean {
    const { opened } = this;
    if (opened === undefined || opened.isOpen === false) return false;
    this.changes++;
    opened.writeNow(this.written, buffers);
    this.written += bytes;
    return true;
  }

  /** Writes some buffers of `bytes` bytes together at the end. One write at a time. */
  async write(buffers: readonly Buffer[], bytes: number): Promise<void> {
    const file = await this.open();
    await this.change(() => file.write(this.written, buffers));
    this.written += bytes;
  }

  /** Takes away, durably, what the file has from `position` on. */
  async cutAt(position: number): Promise<void> {
    const file = await this.open();
    await this.change(() => file.truncate(position));
    await this.sync();
    this.written = position;
  }

  /**
   * A change counts before it is done, as nobody knows what is written of one that fails, and once more
   * when it is done: a sync that began meanwhile may not cover it.
   */
  private async change(operation: () => Promise<void>): Promise<void> {
    this.changes++;
    try {
      await operation();
    } finally {
      this.changes++;
    }
  }

  /** Whether something was written that no sync covers. */
  get isUnsynced(): boolean {
    return this.syncedChanges < this.changes;
  }

  /**
   * Makes durable what was written before this call; does nothing if it is. A sync begins when the one
   * before has ended, and rejects as that one if it failed.
   */
  async sync(): Promise<void> {
    if (this.isUnsynced) await this.syncs.run(() => this.syncNow());
  }

  private async syncNow(): Promise<void> {
    // The sync before may have covered it.
    if (!this.isUnsynced) return;
    const { changes } = this;
    if (this.isClosed) await this.syncClosed();
    else await (await this.open()).datasync();
    this.syncedChanges = Math.max(this.syncedChanges, changes);
  }

  /** A sync covers what was written through another handle too. */
  private async syncClosed(): Promise<void> {
    const file = await this.fileSystem.open(this.path);
    try {
      await file.datasync();
    } finally {
      await file.close();
    }
  }
}
