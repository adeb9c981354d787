import { assert, TasksInOrder } from '@odradek/base';

import { type File, type FileSystem, isMissingFile } from '../ports/file-system.ts';
import { CorruptIndex } from './corrupt-index.ts';
import type { EntryFormat, IsLeading, LeadingEntries } from './index-entries.ts';
import { entriesPerBlock, IndexBlocks } from './index-blocks.ts';
import { PendingEntries } from './pending-entries.ts';

/** How many entries of a file are compared when it is opened: a whole block took a cold process ms. */
const TAIL_ENTRIES = 16;

/** Where the file of an index is, and how its entries look. */
export interface IndexFileOptions {
  readonly fileSystem: FileSystem;
  readonly path: string;
  readonly format: EntryFormat;
  /** Whether a flush makes a file also when there is no entry for it. */
  readonly keepsEmptyFile: boolean;
}

/**
 * The entries of an index: those in its file, and behind them those in memory that were appended
 * since the last flush. Entries are numbered from 0; a flush does not change their numbers, so one
 * that is looking entries up may go on meanwhile.
 *
 * The file is only open while something is done with it. Flushes and truncations wait for each
 * other; lookups do not wait.
 */
export class IndexFile {
  readonly path: string;
  private readonly options: IndexFileOptions;
  private readonly pending: PendingEntries;
  private fileCount = 0;
  private lastInFile: Buffer | undefined;
  /** Whether the file is known to be there. */
  private exists = false;
  /** Whether the file may have something behind its entries, as of a flush that failed. */
  private isTorn = true;
  /** Whether the file was created and no flush has told of it. */
  private isCreated = false;
  /** How often entries were forgotten. */
  private truncations = 0;
  private isClosed = false;
  private readonly changes: TasksInOrder = new TasksInOrder();

  constructor(options: IndexFileOptions) {
    this.options = options;
    this.path = options.path;
    this.pending = new PendingEntries(options.format.entryBytes);
  }

  /** How many entries there are, in the file and in memory. */
  get count(): number {
    return this.fileCount + this.pending.count;
  }

  /** A copy of the last entry. */
  get last(): Buffer | undefined {
    const { count } = this.pending;
    return count > 0 ? this.pending.copyFrom(count - 1, 1) : this.lastInFile;
  }

  /**
   * Takes the entries that the file has, if it is there. Reads its last 16 entries, and raises
   * `CorruptIndex` if they are not those of an index; then there is no entry. The others are looked
   * at when they are read.
   */
  async open(): Promise<void> {
    assert(this.count === 0, 'an index is opened before anything is appended to it');
    const blocks = new IndexBlocks(this.options);
    try {
      const file = await missingAsUndefined(blocks.open());
      this.exists = file !== undefined;
      if (file !== undefined) await this.openEntries(blocks, await file.size());
      this.isTorn = false;
    } finally {
      await blocks.close();
    }
  }

  private async openEntries(blocks: IndexBlocks, size: number): Promise<void> {
    const { format } = this.options;
    const { entryBytes } = format;
    const excess = size % entryBytes;
    if (excess !== 0) {
      const reason = `its size, ${size} bytes, is no multiple of ${entryBytes}, the size of an entry`;
      throw new CorruptIndex(this.path, size - excess, reason);
    }
    const count = size / entryBytes;
    if (count === 0) return;
    const tailFirst = Math.max(0, count - TAIL_ENTRIES);
    const tail = await this.readTail(blocks, tailFirst, count);
    const last = Buffer.from(tail.subarray(tail.byteLength - entryBytes));
    this.fileCount = count;
    this.lastInFile = last;
  }

  /** The last entries; if they are wrong, the error names the first such one of the last block. */
  private async readTail(blocks: IndexBlocks, first: number, count: number): Promise<Buffer> {
    try {
      return await blocks.read(first, count);
    } catch (error) {
      const perBlock = entriesPerBlock(this.options.format);
      if (error instanceof CorruptIndex) await blocks.read(Math.max(0, count - perBlock), count);
      throw error;
    }
  }

  /** Appends an entry, in memory; `write` fills its bytes, which are zeros, from `at` on. */
  append(write: (bytes: Buffer, at: number) => void): void {
    assert(!this.isClosed, 'nothing is appended to a closed index');
    this.pending.append(write);
  }

  /** Which entries are leading, unless that takes a read of the file: then `undefined`. */
  tryLeading(isLeading: IsLeading): LeadingEntries | undefined {
    const { fileCount, lastInFile, pending } = this;
    const leading = pending.countLeading(isLeading);
    if (leading > 0) return { count: fileCount + leading, last: pending.copyFrom(leading - 1, 1) };
    if (lastInFile === undefined) return { count: 0, last: undefined };
    return isLeading(lastInFile, 0) ? { count: fileCount, last: lastInFile } : undefined;
  }

  /** Which entries are leading. Raises `CorruptIndex`, and what the file system does. */
  async leading(isLeading: IsLeading): Promise<LeadingEntries> {
    return this.tryLeading(isLeading) ?? this.look((blocks) => this.leadingIn(blocks, isLeading));
  }

  /** As `leading`, as a part of a `look`. */
  async leadingIn(blocks: IndexBlocks, isLeading: IsLeading): Promise<LeadingEntries> {
    return this.tryLeading(isLeading) ?? blocks.leading(this.fileCount, isLeading);
  }

  /** Some entries from one on, as a part of a `look`; there is such an entry. */
  async entriesFrom(blocks: IndexBlocks, entry: number): Promise<Buffer> {
    const { fileCount } = this;
    const countMax = entriesPerBlock(this.options.format);
    if (entry >= fileCount) return this.pending.copyFrom(entry - fileCount, countMax);
    return blocks.read(entry, Math.min(entry + countMax, fileCount));
  }

  /**
   * Lets `use` read entries, and again from the start if some were forgotten meanwhile: what it
   * answers is of one state of the index, and perhaps of entries that were appended since.
   */
  async look<Result>(use: (blocks: IndexBlocks) => Promise<Result>): Promise<Result> {
    for (;;) {
      const { truncations } = this;
      const blocks = new IndexBlocks(this.options);
      try {
        const result = await use(blocks);
        if (truncations === this.truncations) return result;
      } catch (error) {
        // What is read while it is cut off may be anything.
        if (truncations === this.truncations) throw error;
      } finally {
        await blocks.close();
      }
    }
  }

  /**
   * Writes the entries in memory behind those in the file and syncs it. If that fails, they stay in
   * memory, and the next flush writes them again. Answers whether the file was created, by this
   * flush or one before that failed: the caller syncs its directory.
   */
  flush(): Promise<boolean> {
    return this.inOrder(async () => {
      const isEmpty = this.count === 0 && !this.options.keepsEmptyFile;
      if (isEmpty && !this.exists) await this.cutFile();
      else if (this.pending.count > 0 || this.isTorn || !this.exists) await this.writePending();
      const { isCreated } = this;
      this.isCreated = false;
      return isCreated;
    });
  }

  private async writePending(): Promise<void> {
    const { fileSystem, format } = this.options;
    const { count, entries } = this.pending;
    const position = this.fileCount * format.entryBytes;
    const file = await fileSystem.open(this.path, { create: true });
    if (!this.exists) this.isCreated = true;
    this.exists = true;
    try {
      if (this.isTorn) await file.truncate(position);
      this.isTorn = true;
      if (count > 0) await file.write(position, [entries]);
      await file.datasync();
      this.isTorn = false;
      this.lastInFile = count > 0 ? this.pending.copyFrom(count - 1, 1) : this.lastInFile;
      this.fileCount += count;
      this.pending.dropFirst(count);
    } finally {
      await file.close();
    }
  }

  /**
   * Keeps the leading entries and forgets the others; if the file has some of those it is cut off
   * and synced. Nothing must be appended before it has resolved.
   */
  truncate(isLeading: IsLeading): Promise<void> {
    return this.inOrder(async () => {
      const { count, last } = await this.leading(isLeading);
      if (count === this.count) return;
      this.truncations++;
      this.pending.truncate(Math.max(0, count - this.fileCount));
      if (count >= this.fileCount) return;
      this.fileCount = count;
      this.lastInFile = last;
      this.isTorn = true;
      await this.cutFile();
    });
  }

  /** Forgets all entries, whatever the file holds; it is empty then, if it is there. */
  reset(): Promise<void> {
    return this.inOrder(async () => {
      this.truncations++;
      this.pending.truncate(0);
      this.fileCount = 0;
      this.lastInFile = undefined;
      this.isTorn = true;
      await this.cutFile();
    });
  }

  /** Takes away what the file may have behind its entries. */
  private async cutFile(): Promise<void> {
    if (!this.isTorn) return;
    const { fileSystem, format } = this.options;
    const file = await missingAsUndefined(fileSystem.open(this.path));
    if (file !== undefined) await cut(file, this.fileCount * format.entryBytes);
    this.exists = file !== undefined;
    this.isTorn = false;
  }

  /**
   * Waits for flushes and truncations that were begun. What is in memory only is not flushed.
   * Entries may still be looked up, as long as the file is there.
   */
  close(): Promise<void> {
    this.isClosed = true;
    return this.changes.settle();
  }

  /** Runs a change of the file after those that were begun before. */
  private inOrder<Result>(change: () => Promise<Result>): Promise<Result> {
    assert(!this.isClosed, 'a closed index is not changed');
    return this.changes.run(change);
  }
}

async function cut(file: File, size: number): Promise<void> {
  try {
    await file.truncate(size);
    await file.datasync();
  } finally {
    await file.close();
  }
}

async function missingAsUndefined(opening: Promise<File>): Promise<File | undefined> {
  try {
    return await opening;
  } catch (error) {
    if (isMissingFile(error)) return undefined;
    throw error;
  }
}
