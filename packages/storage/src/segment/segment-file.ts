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
  /** How often it was written, and how many of those writes the last sync covered. */
  private writes = 0;
  private syncedWrites = 0;

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
    this.syncedWrites = this.writes;
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
    this.writes++;
    opened.writeNow(this.written, buffers);
    this.written += bytes;
    return true;
  }

  /** Writes some buffers of `bytes` bytes together at the end. One write at a time. */
  async write(buffers: readonly Buffer[], bytes: number): Promise<void> {
    const file = await this.open();
    this.writes++;
    await file.write(this.written, buffers);
    // A sync that has begun meanwhile does not cover it.
    this.writes++;
    this.written += bytes;
  }

  /** Takes away, durably, what the file has from `position` on. */
  async cutAt(position: number): Promise<void> {
    const file = await this.open();
    const { writes } = this;
    await file.truncate(position);
    await file.datasync();
    this.syncedWrites = writes;
    this.written = position;
  }

  /** Whether something was written that no sync covers. */
  get isUnsynced(): boolean {
    return this.syncedWrites < this.writes;
  }

  /** Makes durable what was written before this call; does nothing if it is. */
  async sync(): Promise<void> {
    const { writes } = this;
    if (this.syncedWrites >= writes) return;
    if (this.isClosed) await this.syncClosed();
    else await (await this.open()).datasync();
    this.syncedWrites = Math.max(this.syncedWrites, writes);
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
