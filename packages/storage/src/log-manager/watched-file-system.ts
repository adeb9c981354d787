import type { DirectoryEntry, File, FileSystem, OpenOptions } from '../ports/file-system.ts';

/** What watches over a disk. */
export interface DiskWatch {
  /** Why nothing may be changed any more, or `undefined`. */
  readonly error: Error | undefined;
  /** Hears what an operation was rejected with, before whoever asked for it does. */
  readonly onError: (error: unknown) => void;
}

/**
 * A file system whose every error is heard, also by those who can do without what they have asked
 * for. Once the watch has an error, everything that would change something is rejected with it: what
 * failed is never tried again. Reads go on.
 */
export class WatchedFileSystem implements FileSystem {
  private readonly fileSystem: FileSystem;
  private readonly watch: DiskWatch;

  constructor(fileSystem: FileSystem, watch: DiskWatch) {
    this.fileSystem = fileSystem;
    this.watch = watch;
  }

  async open(path: string, options: OpenOptions = {}): Promise<File> {
    const open = (): Promise<File> => this.fileSystem.open(path, options);
    const file = await (options.create === true ? this.change(open) : this.ask(open));
    return new WatchedFile(file, this);
  }

  createDirectory(path: string): Promise<void> {
    return this.change(() => this.fileSystem.createDirectory(path));
  }

  syncDirectory(path: string): Promise<void> {
    return this.change(() => this.fileSystem.syncDirectory(path));
  }

  list(path: string): Promise<readonly DirectoryEntry[]> {
    return this.ask(() => this.fileSystem.list(path));
  }

  rename(source: string, target: string): Promise<void> {
    return this.change(() => this.fileSystem.rename(source, target));
  }

  remove(path: string): Promise<void> {
    return this.change(() => this.fileSystem.remove(path));
  }

  exists(path: string): Promise<boolean> {
    return this.ask(() => this.fileSystem.exists(path));
  }

  readWhole(path: string): Promise<Buffer> {
    return this.ask(() => this.fileSystem.readWhole(path));
  }

  writeWhole(path: string, bytes: Buffer): Promise<void> {
    return this.change(() => this.fileSystem.writeWhole(path, bytes));
  }

  /** Something that changes the disk. */
  change<Result>(operation: () => Promise<Result>): Promise<Result> {
    const { error } = this.watch;
    return error === undefined ? this.ask(operation) : Promise.reject(error);
  }

  /** Something that changes the disk before it returns. */
  changeNow(operation: () => void): void {
    const { error, onError } = this.watch;
    if (error !== undefined) throw error;
    try {
      operation();
    } catch (refusal) {
      onError(refusal);
      throw refusal;
    }
  }

  /** Something that does not. What is answered is the promise itself: nobody waits longer for it. */
  ask<Result>(operation: () => Promise<Result>): Promise<Result> {
    const result = operation();
    result.catch(this.watch.onError);
    return result;
  }
}

class WatchedFile implements File {
  private readonly file: File;
  private readonly fileSystem: WatchedFileSystem;

  constructor(file: File, fileSystem: WatchedFileSystem) {
    this.file = file;
    this.fileSystem = fileSystem;
  }

  read(position: number, length: number, memory?: Buffer): Promise<Buffer> {
    return this.fileSystem.ask(() => this.file.read(position, length, memory));
  }

  write(position: number, buffers: readonly Buffer[]): Promise<void> {
    return this.fileSystem.change(() => this.file.write(position, buffers));
  }

  get isOpen(): boolean {
    return this.file.isOpen !== false;
  }

  writeNow(position: number, buffers: readonly Buffer[]): void {
    this.fileSystem.changeNow(() => this.file.writeNow(position, buffers));
  }

  datasync(): Promise<void> {
    return this.fileSystem.change(() => this.file.datasync());
  }

  truncate(size: number): Promise<void> {
    return this.fileSystem.change(() => this.file.truncate(size));
  }

  size(): Promise<number> {
    return this.fileSystem.ask(() => this.file.size());
  }

  close(): Promise<void> {
    return this.fileSystem.ask(() => this.file.close());
  }
}
