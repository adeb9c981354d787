import type { File, FileSystem } from '../ports/file-system.ts';
import { CorruptIndex } from './corrupt-index.ts';
import {
  countLeading,
  type EntryFormat,
  faultOf,
  type IsLeading,
  type LeadingEntries,
} from './index-entries.ts';

const BLOCK_BYTES = 4096;

/** Where an index file is, and how it is written. */
export interface IndexBlocksOptions {
  readonly fileSystem: FileSystem;
  readonly path: string;
  readonly format: EntryFormat;
}

/** How many entries are read at a time. */
export function entriesPerBlock({ entryBytes }: EntryFormat): number {
  return Math.floor(BLOCK_BYTES / entryBytes);
}

/**
 * Reads entries of an index file in blocks of 4 KiB at most, and checks them. The file is opened by
 * the first read and stays open until `close`.
 */
export class IndexBlocks {
  private readonly options: IndexBlocksOptions;
  private file: File | undefined;

  constructor(options: IndexBlocksOptions) {
    this.options = options;
  }

  /** The file, for whoever asks for its size. */
  async open(): Promise<File> {
    const { fileSystem, path } = this.options;
    this.file ??= await fileSystem.open(path);
    return this.file;
  }

  /** The entries from one up to another, in new memory. Raises `CorruptIndex`. */
  async read(first: number, end: number): Promise<Buffer> {
    const bytes = await this.load(first, end);
    this.check(bytes, first);
    return bytes;
  }

  private async load(first: number, end: number): Promise<Buffer> {
    const { entryBytes } = this.options.format;
    const file = await this.open();
    const bytes = await file.read(first * entryBytes, (end - first) * entryBytes);
    if (bytes.byteLength === (end - first) * entryBytes) return bytes;
    const size = first * entryBytes + bytes.byteLength;
    throw new CorruptIndex(this.options.path, size, `it ends there, before its ${end} entries`);
  }

  private check(bytes: Buffer, first: number): void {
    const { format, path } = this.options;
    const fault = faultOf(format, bytes, first);
    if (fault === undefined) return;
    throw new CorruptIndex(path, fault.entry * format.entryBytes, fault.reason);
  }

  /** Of a block, the first and the last entry; all of it if there is something wrong with them. */
  private checkEdges(bytes: Buffer, first: number): void {
    const { format } = this.options;
    const lastAt = bytes.byteLength - format.entryBytes;
    const last = first + lastAt / format.entryBytes;
    const areRight =
      format.fault(bytes, 0, first) === undefined &&
      format.fault(bytes, lastAt, last) === undefined &&
      (lastAt === 0 || format.ascends(bytes, 0, lastAt));
    if (!areRight) this.check(bytes, first);
  }

  /**
   * Which of the first `count` entries are leading: a binary search over the blocks, which reads
   * at most one more than the logarithm of their number, and then within one. Only that one is
   * checked as a whole.
   */
  async leading(count: number, isLeading: IsLeading): Promise<LeadingEntries> {
    const { format } = this.options;
    const { entryBytes } = format;
    const perBlock = entriesPerBlock(format);
    let found: LeadingEntries = { count: 0, last: undefined };
    let low = 0;
    let high = Math.ceil(count / perBlock) - 1;
    while (low <= high) {
      const block = (low + high) >>> 1;
      const first = block * perBlock;
      const end = Math.min(first + perBlock, count);
      const bytes = await this.load(first, end);
      this.checkEdges(bytes, first);
      if (!isLeading(bytes, 0)) {
        high = block - 1;
      } else if (isLeading(bytes, bytes.byteLength - entryBytes)) {
        found = { count: end, last: entryOf(bytes, end - first - 1, format) };
        low = block + 1;
      } else {
        this.check(bytes, first);
        const leading = countLeading(bytes, entryBytes, isLeading);
        return { count: first + leading, last: entryOf(bytes, leading - 1, format) };
      }
    }
    return found;
  }

  async close(): Promise<void> {
    const { file } = this;
    this.file = undefined;
    await file?.close();
  }
}

function entryOf(bytes: Buffer, entry: number, { entryBytes }: EntryFormat): Buffer {
  return Buffer.from(bytes.subarray(entry * entryBytes, (entry + 1) * entryBytes));
}
