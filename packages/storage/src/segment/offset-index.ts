import { assert, type Offset } from '@odradek/base';

import type { FileSystem } from '../ports/file-system.ts';
import type { EntryFormat } from './index-entries.ts';
import { IndexFile } from './index-file.ts';

const ENTRY_BYTES = 8;
const INT32_MAX = 2 ** 31 - 1;

/** Where the offset index or the time index of a segment is, and how large it may grow. */
export interface SegmentIndexOptions {
  readonly fileSystem: FileSystem;
  /** Of the file, in a directory that is there. */
  readonly path: string;
  /** Of the segment: what offsets in the file are relative to. */
  readonly baseOffset: Offset;
  /** Kafka's `segment.index.bytes`: so many whole entries make the index full. */
  readonly bytesMax: number;
}

/** An offset, and where the batch begins in the segment that has it as its last (Kafka's class). */
export interface OffsetPosition {
  readonly offset: Offset;
  readonly position: number;
}

/**
 * The `.index` of a segment: the last offsets of some of its batches, and where those begin
 * (Kafka's `OffsetIndex`, whose file it has: an int32 for the offset, relative to the segment's
 * first, and an int32 for the position). Offsets and positions ascend.
 *
 * What is appended stays in memory until `flush`; the file is searched, never read whole, and only
 * open meanwhile. Lookups may run while entries are appended and flushed.
 */
export class OffsetIndex {
  readonly baseOffset: Offset;
  private readonly entries: IndexFile;
  private readonly entriesMax: number;

  /** An index without entries; `open` takes those of the file. */
  constructor({ fileSystem, path, baseOffset, bytesMax }: SegmentIndexOptions) {
    this.baseOffset = baseOffset;
    this.entries = new IndexFile({ fileSystem, path, format: FORMAT, keepsEmptyFile: true });
    this.entriesMax = Math.floor(bytesMax / ENTRY_BYTES);
  }

  get path(): string {
    return this.entries.path;
  }

  /** How many entries it has, in the file and in memory. */
  get length(): number {
    return this.entries.count;
  }

  /** How many bytes these take. */
  get bytes(): number {
    return this.entries.count * ENTRY_BYTES;
  }

  /** Whether no entry may be appended: the segment is to be rolled. */
  get isFull(): boolean {
    return this.length >= this.entriesMax;
  }

  /** Whether it will be once so many more entries are there. */
  isFullWith(more: number): boolean {
    return this.length + more >= this.entriesMax;
  }

  get lastEntry(): OffsetPosition | undefined {
    const { last } = this.entries;
    return last === undefined ? undefined : this.entryOf(last);
  }

  /**
   * Takes the entries of the file; a missing one has none. Reads the last 16 entries only.
   * Raises `CorruptIndex` if they cannot be of this index: then it has no entries, and after
   * `reset` they can be appended anew. Whether the positions fit the segment is for the caller to
   * compare, with `lastEntry`.
   */
  open(): Promise<void> {
    return this.entries.open();
  }

  /** Appends an entry, in memory. The index is not full, and the offset greater than the last. */
  append(lastOffset: Offset, position: number): void {
    const { lastEntry } = this;
    const relativeOffset = lastOffset - this.baseOffset;
    assert(!this.isFull, 'nothing is appended to a full offset index');
    assert(
      lastEntry === undefined || lastOffset > lastEntry.offset,
      'the offsets of an offset index ascend',
    );
    assert(isInt31(relativeOffset), 'the offset is within 2^31 of the first of the segment');
    assert(isInt31(position), 'the position is within 2 GiB');
    this.entries.append((bytes, at) => {
      bytes.writeInt32BE(relativeOffset, at);
      bytes.writeInt32BE(position, at + 4);
    });
  }

  /**
   * The entry of the greatest offset that is not greater than `offset`; without one, the base
   * offset at position 0. Raises `CorruptIndex`, and what the file system does.
   */
  async lookup(offset: Offset): Promise<OffsetPosition> {
    const { last } = await this.entries.leading(upTo(offset - this.baseOffset));
    return this.entryOf(last);
  }

  /** As `lookup`, but `undefined` if the file had to be read. */
  tryLookup(offset: Offset): OffsetPosition | undefined {
    const leading = this.entries.tryLeading(upTo(offset - this.baseOffset));
    return leading === undefined ? undefined : this.entryOf(leading.last);
  }

  /**
   * Writes the entries in memory behind those in the file, and syncs it; makes the file if it is
   * missing, also without entries, as Kafka wants to find it. If that fails, they stay in memory,
   * and a later flush writes them to the same place. Answers whether the file was created, so that
   * the caller syncs the directory.
   */
  flush(): Promise<boolean> {
    return this.entries.flush();
  }

  /**
   * Forgets the entries of this offset and greater ones, durably where the file has some. Nothing
   * must be appended before it has resolved.
   */
  truncateTo(offset: Offset): Promise<void> {
    return this.entries.truncate(upTo(offset - this.baseOffset - 1));
  }

  /** Forgets all entries, whatever the file holds, and empties it if it is there, durably. */
  reset(): Promise<void> {
    return this.entries.reset();
  }

  /** Waits for what was begun; what is in memory only is not flushed. */
  close(): Promise<void> {
    return this.entries.close();
  }

  private entryOf(bytes: Buffer | undefined): OffsetPosition {
    if (bytes === undefined) return { offset: this.baseOffset, position: 0 };
    return { offset: this.baseOffset + bytes.readInt32BE(0), position: bytes.readInt32BE(4) };
  }
}

const FORMAT: EntryFormat = {
  entryBytes: ENTRY_BYTES,
  fault: (bytes, at, entry) => {
    const relativeOffset = bytes.readInt32BE(at);
    const position = bytes.readInt32BE(at + 4);
    // Both ascend, so each is at least as great as the number of entries before.
    if (relativeOffset < entry) {
      return `entry ${entry} has the relative offset ${relativeOffset}, less than ${entry}`;
    }
    return position < entry
      ? `entry ${entry} has the position ${position}, less than ${entry}`
      : undefined;
  },
  ascends: (bytes, before, at) =>
    bytes.readInt32BE(at) > bytes.readInt32BE(before) &&
    bytes.readInt32BE(at + 4) > bytes.readInt32BE(before + 4),
};

function upTo(relativeOffset: number): (bytes: Buffer, at: number) => boolean {
  return (bytes, at) => bytes.readInt32BE(at) <= relativeOffset;
}

function isInt31(value: number): boolean {
  return value >= 0 && value <= INT32_MAX;
}
