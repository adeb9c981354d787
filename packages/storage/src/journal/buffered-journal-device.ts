import type { JournalDevice, JournalFile } from '../ports/journal-device.ts';
import { type File, type FileSystem, isRefusal, parentOf } from '../ports/file-system.ts';
import { BLOCK_BYTES } from './frame.ts';

/** How much is written at a time when a file is filled with zeros. */
const FILL_BYTES = 1024 * 1024;

/** Up to this many bytes are copied to the page cache sooner than another thread hears of them. */
const WRITE_NOW_BYTES_MAX = 64 * 1024;

/** The files of a journal in a `FileSystem`: every write is one to the page cache and a sync. */
export class BufferedJournalDevice implements JournalDevice {
  readonly form = 'buffered';
  readonly blockBytes: number = BLOCK_BYTES;
  private readonly fileSystem: FileSystem;

  constructor(fileSystem: FileSystem) {
    this.fileSystem = fileSystem;
  }

  allocate(bytes: number): Buffer {
    return Buffer.alloc(bytes);
  }

  async create(path: string, size: number): Promise<void> {
    const file = await this.fileSystem.open(path, { create: true });
    try {
      await file.truncate(0);
      const zeros = Buffer.alloc(Math.min(size, FILL_BYTES));
      for (let at = 0; at < size; at += zeros.byteLength) {
        await file.write(at, [zeros.subarray(0, Math.min(zeros.byteLength, size - at))]);
      }
      await file.datasync();
    } finally {
      await file.close();
    }
    await this.fileSystem.syncDirectory(parentOf(path));
  }

  async open(path: string): Promise<JournalFile> {
    const file = await this.fileSystem.open(path);
    return new BufferedJournalFile({
      size: await file.size(),
      first: file,
      openAnother: () => this.fileSystem.open(path),
    });
  }
}

interface Handles {
  readonly size: number;
  readonly first: File;
  readonly openAnother: () => Promise<File>;
}

interface Waiter {
  readonly resolve: (file: File) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Has a handle for each write that is under way: the system tells of pages that it could not write
 * once to each handle, so that of two syncs of one handle one may hear nothing of its own failure.
 */
class BufferedJournalFile implements JournalFile {
  readonly size: number;
  private readonly openAnother: () => Promise<File>;
  private readonly all: File[];
  private readonly idle: File[];
  /** Those that wait for a handle, as no further one can be opened. */
  private readonly waiting: Waiter[] = [];
  private inUse = 0;
  private underWay = 0;
  private onIdle: (() => void) | undefined;

  constructor({ size, first, openAnother }: Handles) {
    this.size = size;
    this.openAnother = openAnother;
    this.all = [first];
    this.idle = [first];
  }

  writeDurably(position: number, bytes: Buffer): Promise<void> {
    return this.withHandle(async (file) => {
      const isNow = bytes.byteLength <= WRITE_NOW_BYTES_MAX && file.isOpen !== false;
      if (isNow) file.writeNow(position, [bytes]);
      else await file.write(position, [bytes]);
      await file.datasync();
    });
  }

  read(position: number, length: number): Promise<Buffer> {
    return this.withHandle((file) => file.read(position, length));
  }

  sync(): Promise<void> {
    return this.withHandle((file) => file.datasync());
  }

  /** A handle with which something failed is not used again: it has told of the failure. */
  private async withHandle<Result>(use: (file: File) => Promise<Result>): Promise<Result> {
    this.underWay++;
    try {
      return await this.useHandle(this.idle.pop() ?? (await this.another()), use);
    } finally {
      this.underWay--;
      if (this.underWay === 0) this.onIdle?.();
    }
  }

  private async useHandle<Result>(
    file: File,
    use: (file: File) => Promise<Result>,
  ): Promise<Result> {
    this.inUse++;
    try {
      const result = await use(file);
      const next = this.waiting.shift();
      if (next === undefined) this.idle.push(file);
      else next.resolve(file);
      return result;
    } catch (error) {
      for (const { reject } of this.waiting.splice(0)) reject(error);
      throw error;
    } finally {
      this.inUse--;
    }
  }

  /** With too many open files it waits for one that is in use. */
  private async another(): Promise<File> {
    try {
      const file = await this.openAnother();
      this.all.push(file);
      return file;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const idle = this.idle.pop();
      if (idle !== undefined) return idle;
      if (this.inUse === 0) throw error;
      return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
    }
  }

  async close(): Promise<void> {
    if (this.underWay > 0) {
      await new Promise<void>((resolve) => {
        this.onIdle = resolve;
      });
    }
    for (const file of this.all) await file.close();
  }
}
