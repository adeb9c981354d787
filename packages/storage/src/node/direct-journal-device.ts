import { constants } from 'node:fs';

import { type FileSystem, parentOf } from '../ports/file-system.ts';
import type { JournalDevice, JournalFile } from '../ports/journal-device.ts';
import { NodeFile } from './node-file.ts';
import { hasPageMemory, PageMemory } from './page-memory.ts';

/** What every disk takes; most want multiples of 512 bytes, some of 4096. */
const BLOCK_BYTES = 4096;
/** How much is written at a time when a file is filled with zeros. */
const FILL_BYTES = 512 * 1024;

/**
 * The files of a journal, written past the page cache (`O_DIRECT`) and durably by the same call of
 * the system (`O_DSYNC`): one trip to the thread pool for each write instead of two, no copy, and the
 * failure of a write is told to that write and to no other.
 *
 * Not every file system can do that: then `create` and `open` reject with `EINVAL`.
 */
export class DirectJournalDevice implements JournalDevice {
  readonly form = 'direct';
  readonly blockBytes: number = BLOCK_BYTES;
  private readonly fileSystem: FileSystem;
  private readonly memory: PageMemory = new PageMemory(BLOCK_BYTES);

  /** The files are those of the machine; `fileSystem` makes their names durable. */
  constructor(fileSystem: FileSystem) {
    this.fileSystem = fileSystem;
  }

  /** Whether this system and process can write past the page cache at all, on some file system. */
  static isPossible(): boolean {
    return process.platform === 'linux' && hasPageMemory();
  }

  allocate(bytes: number): Buffer {
    return this.memory.allocate(bytes);
  }

  async create(path: string, size: number): Promise<void> {
    const flags = constants.O_RDWR | constants.O_CREAT | constants.O_TRUNC | constants.O_DIRECT;
    const file = await NodeFile.open(path, flags);
    try {
      const zeros = this.allocate(Math.min(size, FILL_BYTES));
      for (let at = 0; at < size; at += zeros.byteLength) {
        await file.write(at, [zeros.subarray(0, size - at)]);
      }
      // The bytes are on the disk, perhaps in its cache only; where they lie is not yet.
      await file.datasync();
    } finally {
      await file.close();
    }
    await this.fileSystem.syncDirectory(parentOf(path));
  }

  async open(path: string): Promise<JournalFile> {
    const file = await NodeFile.open(
      path,
      constants.O_RDWR | constants.O_DIRECT | constants.O_DSYNC,
    );
    return new DirectJournalFile(file, await file.size(), this.memory);
  }
}

class DirectJournalFile implements JournalFile {
  readonly size: number;
  private readonly file: NodeFile;
  private readonly memory: PageMemory;

  constructor(file: NodeFile, size: number, memory: PageMemory) {
    this.file = file;
    this.size = size;
    this.memory = memory;
  }

  writeDurably(position: number, bytes: Buffer): Promise<void> {
    return this.file.write(position, [bytes]);
  }

  /** The blocks that the bytes lie in, and the bytes of them: nothing less can be read. */
  async read(position: number, length: number, given?: Buffer): Promise<Buffer> {
    const skipped = position % BLOCK_BYTES;
    const bytes = Math.ceil((skipped + length) / BLOCK_BYTES) * BLOCK_BYTES;
    const fits = given !== undefined && given.byteLength >= bytes;
    const memory = fits ? given.subarray(0, bytes) : this.memory.allocate(bytes);
    const filled = await this.file.readInto(position - skipped, memory);
    return memory.subarray(skipped, Math.max(skipped, Math.min(filled, skipped + length)));
  }

  sync(): Promise<void> {
    return this.file.datasync();
  }

  close(): Promise<void> {
    return this.file.close();
  }
}
