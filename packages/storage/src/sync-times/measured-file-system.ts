import type { Clock } from '@odradek/base';

import type { DirectoryEntry, File, FileSystem, OpenOptions } from '../ports/file-system.ts';
import type { SyncObserver } from '../ports/sync-observer.ts';

/** Who hears of syncs, and what they are measured by. */
export interface MeasuredFileSystemOptions {
  readonly clock: Clock;
  readonly observer: SyncObserver;
}

const SEGMENT_SUFFIX = '.log';

/** A file system that tells how long each sync of a segment takes. */
export class MeasuredFileSystem implements FileSystem {
  private readonly fileSystem: FileSystem;
  private readonly options: MeasuredFileSystemOptions;

  constructor(fileSystem: FileSystem, options: MeasuredFileSystemOptions) {
    this.fileSystem = fileSystem;
    this.options = options;
  }

  async open(path: string, options?: OpenOptions): Promise<File> {
    const file = await this.fileSystem.open(path, options);
    return path.endsWith(SEGMENT_SUFFIX) ? new MeasuredFile(file, this.options) : file;
  }

  createDirectory(path: string): Promise<void> {
    return this.fileSystem.createDirectory(path);
  }

  syncDirectory(path: string): Promise<void> {
    return this.fileSystem.syncDirectory(path);
  }

  list(path: string): Promise<readonly DirectoryEntry[]> {
    return this.fileSystem.list(path);
  }

  rename(source: string, target: string): Promise<void> {
    return this.fileSystem.rename(source, target);
  }

  remove(path: string): Promise<void> {
    return this.fileSystem.remove(path);
  }

  exists(path: string): Promise<boolean> {
    return this.fileSystem.exists(path);
  }

  readWhole(path: string): Promise<Buffer> {
    return this.fileSystem.readWhole(path);
  }

  writeWhole(path: string, bytes: Buffer): Promise<void> {
    return this.fileSystem.writeWhole(path, bytes);
  }
}

class MeasuredFile implements File {
  private readonly file: File;
  private readonly options: MeasuredFileSystemOptions;

  constructor(file: File, options: MeasuredFileSystemOptions) {
    this.file = file;
    this.options = options;
  }

  get isOpen(): boolean {
    return this.file.isOpen !== false;
  }

  read(position: number, length: number, memory?: Buffer): Promise<Buffer> {
    return this.file.read(position, length, memory);
  }

  write(position: number, buffers: readonly Buffer[]): Promise<void> {
    return this.file.write(position, buffers);
  }

  writeNow(position: number, buffers: readonly Buffer[]): void {
    this.file.writeNow(position, buffers);
  }

  async datasync(): Promise<void> {
    const { clock, observer } = this.options;
    const beganMs = clock.monotonicMs();
    await this.file.datasync();
    const nowMs = clock.monotonicMs();
    observer.logFlushed(nowMs - beganMs, nowMs);
  }

  truncate(size: number): Promise<void> {
    return this.file.truncate(size);
  }

  size(): Promise<number> {
    return this.file.size();
  }

  close(): Promise<void> {
    return this.file.close();
  }
}
