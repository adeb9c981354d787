import type { JournalDevice, JournalFile } from '../ports/journal-device.ts';
import { type File, type FileSystem, parentOf } from '../ports/file-system.ts';
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

/**
 * Has a handle for each write that is under way: the system tells of pages that it could not write
 * once to each handle, so that of two syncs of one handle one may hear nothing of its own failure.
 */
class BufferedJournalFile implements JournalFile {
  readonly size: number;
  private readonly openAnother: () => Promise<File>;
  private readonly all: File[];
  private readonly idle: File[];
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
      const file = this.idle.pop() ?? (await this.another());
      const result = await use(file);
      this.idle.push(file);
      return result;
    } finally {
      this.underWay--;
      if (this.underWay === 0) this.onIdle?.();
    }
  }

  private async another(): Promise<File> {
    const file = await this.openAnother();
    this.all.push(file);
    return file;
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
