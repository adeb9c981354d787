import {
  assert,
  isOutOfRangeInt64,
  type Offset,
  OUT_OF_RANGE_INT64,
  type Timestamp,
} from '@odradek/base';
import { NO_TIMESTAMP } from '@odradek/protocol';

import { type EntryFormat, roundedInt64At } from './index-entries.ts';
import { IndexFile } from './index-file.ts';
import type { SegmentIndexOptions } from './offset-index.ts';

const ENTRY_BYTES = 12;
const OFFSET_AT = 8;
const INT32_MAX = 2 ** 31 - 1;
const TWO_TO_THE_32 = 4294967296;

/** A timestamp, and the last offset of the batch that has it (Kafka's class). */
export interface TimestampOffset {
  readonly timestamp: Timestamp;
  readonly offset: Offset;
}

/** How an entry is appended to a time index. */
export interface MaybeAppendOptions {
  /** Whether the last entry is for use too, which Kafka keeps for the end of the segment. */
  readonly skipFullCheck?: boolean;
}

/**
 * The `.timeindex` of a segment: the greatest timestamp up to some of its batches, and the last
 * offset of the first batch that has it (Kafka's `TimeIndex`, whose file it has: an int64 for the
 * timestamp and an int32 for the offset, relative to the segment's first). Timestamps ascend,
 * offsets do not descend. Once nothing is appended to the segment any more, the last entry has its
 * greatest timestamp.
 *
 * What is appended stays in memory until `flush`; the file is searched, never read whole, and only
 * open meanwhile. Lookups may run while entries are appended and flushed.
 */
export class TimeIndex {
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

  /** Whether there is room for one more entry at most, the one for the end of the segment. */
  get isFull(): boolean {
    return this.isFullWith(0);
  }

  /** Whether it will be once so many more entries are there. */
  isFullWith(more: number): boolean {
    return this.length + more >= this.entriesMax - 1;
  }

  /** The entry of the greatest timestamp; without entries, -1 and the base offset. */
  get lastEntry(): TimestampOffset {
    return this.entryOf(this.entries.last);
  }

  /**
   * Takes the entries of the file; a missing one has none. Reads the last 16 entries only.
   * Raises `CorruptIndex` if they cannot be of this index: then it has no entries, and after
   * `reset` they can be appended anew. Whether the offsets fit the segment is for the caller to
   * compare, with `lastEntry`.
   */
  open(): Promise<void> {
    return this.entries.open();
  }

  /**
   * Appends an entry, in memory, if the timestamp is greater than the last one, also than -1. It
   * must not be less, nor the offset; the index must not be full, unless `skipFullCheck` is given.
   */
  maybeAppend(timestamp: Timestamp, offset: Offset, options: MaybeAppendOptions = {}): void {
    const { lastEntry } = this;
    const relativeOffset = offset - this.baseOffset;
    assert(
      options.skipFullCheck === true || !this.isFull,
      'nothing is appended to a full time index',
    );
    if (this.length > 0) {
      assert(offset >= lastEntry.offset, 'the offsets of a time index do not descend');
      assert(timestamp >= lastEntry.timestamp, 'the timestamps of a time index do not descend');
    }
    if (timestamp <= lastEntry.timestamp) return;
    assert(
      relativeOffset >= 0 && relativeOffset <= INT32_MAX,
      'the offset is within 2^31 of the first of the segment',
    );
    this.entries.append((bytes, at) => {
      bytes.writeInt32BE(Math.floor(timestamp / TWO_TO_THE_32), at);
      bytes.writeUInt32BE(timestamp % TWO_TO_THE_32, at + 4);
      bytes.writeInt32BE(relativeOffset, at + OFFSET_AT);
    });
  }

  /**
   * The entry of the greatest timestamp that is not greater than `timestamp`; without one, -1 and
   * the base offset. Raises `CorruptIndex`, and what the file system does.
   */
  async lookup(timestamp: Timestamp): Promise<TimestampOffset> {
    const { last } = await this.entries.leading(upToTimestamp(timestamp));
    return this.entryOf(last);
  }

  /** As `lookup`, but `undefined` if the file had to be read. */
  tryLookup(timestamp: Timestamp): TimestampOffset | undefined {
    const leading = this.entries.tryLeading(upToTimestamp(timestamp));
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
    const relativeOffset = offset - this.baseOffset;
    return this.entries.truncate((bytes, at) => bytes.readInt32BE(at + OFFSET_AT) < relativeOffset);
  }

  /** Forgets all entries, whatever the file holds, and empties it if it is there, durably. */
  reset(): Promise<void> {
    return this.entries.reset();
  }

  /** Waits for what was begun; what is in memory only is not flushed. */
  close(): Promise<void> {
    return this.entries.close();
  }

  private entryOf(bytes: Buffer | undefined): TimestampOffset {
    if (bytes === undefined) return { timestamp: NO_TIMESTAMP, offset: this.baseOffset };
    const timestamp = roundedInt64At(bytes, 0);
    return {
      timestamp: isOutOfRangeInt64(timestamp) ? OUT_OF_RANGE_INT64 : timestamp,
      offset: this.baseOffset + bytes.readInt32BE(OFFSET_AT),
    };
  }
}

const FORMAT: EntryFormat = {
  entryBytes: ENTRY_BYTES,
  fault: (bytes, at, entry) => {
    const timestamp = roundedInt64At(bytes, at);
    const relativeOffset = bytes.readInt32BE(at + OFFSET_AT);
    // They ascend from 0 on at least, so each is at least the number of entries before.
    if (timestamp < entry) {
      return `entry ${entry} has the timestamp ${timestamp}, less than ${entry}`;
    }
    return relativeOffset < 0
      ? `entry ${entry} has the negative relative offset ${relativeOffset}`
      : undefined;
  },
  // Beyond 2^53 two timestamps may be equal only because they are rounded.
  ascends: (bytes, before, at) =>
    bytes.compare(bytes, before, before + OFFSET_AT, at, at + OFFSET_AT) > 0 &&
    bytes.readInt32BE(at + OFFSET_AT) >= bytes.readInt32BE(before + OFFSET_AT),
};

function upToTimestamp(timestamp: Timestamp): (bytes: Buffer, at: number) => boolean {
  return (bytes, at) => roundedInt64At(bytes, at) <= timestamp;
}
