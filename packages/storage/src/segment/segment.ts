import type { Offset, Timestamp } from '@odradek/base';
import { lastOffsetAt, maxTimestampAt, NO_TIMESTAMP } from '@odradek/protocol';

import type { File, FileSystem } from '../ports/file-system.ts';
import { BatchScan } from './batch-scan.ts';
import { CorruptIndex } from './corrupt-index.ts';
import { logFileName } from './log-file-name.ts';
import { type OffsetPosition, OffsetIndex } from './offset-index.ts';
import { ReadEnds } from './read-ends.ts';
import { type TimestampOffset, TimeIndex } from './time-index.ts';
import { SegmentFile } from './segment-file.ts';
import { removeIndexFiles } from './segment-files.ts';
import { TransactionIndex } from './transaction-index.ts';

/** The indexes by which batches are searched. */
const SEARCHED = ['index', 'timeindex'] as const;

/** Where a segment is, and how densely it is indexed. */
export interface SegmentOptions {
  readonly fileSystem: FileSystem;
  /** The folder of the partition. */
  readonly directory: string;
  readonly baseOffset: Offset;
  /** Kafka's `index.interval.bytes`. */
  readonly indexIntervalBytes: number;
  /** Kafka's `segment.index.bytes`. */
  readonly segmentIndexBytes: number;
  /** When it is begun or opened, by the wall clock. */
  readonly createdAt: Timestamp;
  /** How much earlier than `segment.ms` says it ends. */
  readonly rollJitterMs: number;
  /** What the names of its files end with; nothing is the default. */
  readonly suffix?: string;
}

/** What the batches take that were given a place in a segment, durable or not. */
interface Assigned {
  size: number;
  /** Where the batch begins that was indexed last. */
  indexedPosition: number;
  /** How many entries its offset index has. */
  indexEntries: number;
}

/**
 * One file of the log of a partition, with its indexes, and what is known of the batches in it.
 * `size`, `nextOffset`, timestamps and indexes speak only of batches that are durable; `assigned`
 * counts the others too.
 */
export class Segment {
  /** The folder of the partition. */
  readonly directory: string;
  readonly baseOffset: Offset;
  readonly path: string;
  readonly indexIntervalBytes: number;
  createdAt: Timestamp;
  readonly rollJitterMs: number;
  offsetIndex: OffsetIndex;
  timeIndex: TimeIndex;
  readonly transactionIndex: TransactionIndex;
  readonly assigned: Assigned = { size: 0, indexedPosition: 0, indexEntries: 0 };
  /** Whether its file is there durably. */
  hasFile = false;
  /** Bytes of the durable batches. */
  size = 0;
  /** The offset after the last durable record; of a complete segment, where the next one begins. */
  nextOffset: Offset;
  /** The greatest timestamp of the first batch that was given a place, -1 if there is none. */
  firstTimestamp: Timestamp = NO_TIMESTAMP;
  /** The greatest timestamp of the durable batches and the last offset of the first that has it. */
  maxTimestamp: TimestampOffset;
  /** Where the latest reads ended; others from when the segment ends earlier. */
  readEnds: ReadEnds = new ReadEnds();
  private indexedPosition = 0;
  private isIndexTrusted = true;
  private readonly fileSystem: FileSystem;
  private readonly segmentIndexBytes: number;
  private readonly log: SegmentFile;

  constructor(options: SegmentOptions) {
    const { fileSystem, directory, baseOffset, segmentIndexBytes } = options;
    this.fileSystem = fileSystem;
    this.baseOffset = baseOffset;
    this.nextOffset = baseOffset;
    this.segmentIndexBytes = segmentIndexBytes;
    this.maxTimestamp = { timestamp: NO_TIMESTAMP, offset: baseOffset };
    this.directory = directory;
    this.indexIntervalBytes = options.indexIntervalBytes;
    this.createdAt = options.createdAt;
    this.rollJitterMs = options.rollJitterMs;
    const { suffix = '' } = options;
    this.path = `${directory}/${logFileName(baseOffset, 'log')}${suffix}`;
    this.log = new SegmentFile(fileSystem, this.path);
    const index = { fileSystem, baseOffset, bytesMax: segmentIndexBytes };
    const pathOf = (type: 'index' | 'timeindex' | 'txnindex'): string =>
      `${directory}/${logFileName(baseOffset, type)}${suffix}`;
    this.offsetIndex = new OffsetIndex({ ...index, path: pathOf('index') });
    this.timeIndex = new TimeIndex({ ...index, path: pathOf('timeindex') });
    this.transactionIndex = new TransactionIndex({
      fileSystem,
      baseOffset,
      path: pathOf('txnindex'),
    });
  }

  /** The file, opened when it is first needed. */
  file(): Promise<File> {
    return this.log.open();
  }

  /** Creates the file and opens it. */
  create(): Promise<File> {
    return this.log.open(true);
  }

  /** Closes the file until it is needed again; nothing may be using it. */
  release(): Promise<void> {
    return this.log.release();
  }

  /** Closes the file for good. */
  close(): Promise<void> {
    return this.log.close();
  }

  /** As `close`, of a segment whose files are going to be removed. */
  discard(): Promise<void> {
    return this.log.discard();
  }

  /** Where the next batch is written: behind those that are durable, and those that wait to be. */
  get written(): number {
    return this.log.written;
  }

  /** See `SegmentFile.writeNow`. */
  writeNow(buffers: readonly Buffer[], bytes: number): boolean {
    return this.log.writeNow(buffers, bytes);
  }

  /** See `SegmentFile.write`. */
  write(buffers: readonly Buffer[], bytes: number): Promise<void> {
    return this.log.write(buffers, bytes);
  }

  /** Takes away, durably, what was written behind the durable batches. */
  cutOff(): Promise<void> {
    return this.log.cutAt(this.size);
  }

  /** Whether batches were written that no sync of the file covers. */
  get isUnsynced(): boolean {
    return this.log.isUnsynced;
  }

  /** Makes durable in the file what was written before this call; does nothing if it is. */
  sync(): Promise<void> {
    return this.log.sync();
  }

  /** Whether the next batch to be indexed may find no room in an index. */
  get isIndexFull(): boolean {
    const pending = this.assigned.indexEntries - this.offsetIndex.length;
    return this.offsetIndex.isFullWith(pending) || this.timeIndex.isFullWith(pending);
  }

  /** Gives a batch its place behind the others. It is counted as durable by `addDurable`. */
  assign(bytes: Buffer): void {
    const { assigned } = this;
    if (assigned.size === 0) this.firstTimestamp = maxTimestampAt(bytes, 0);
    if (assigned.size - assigned.indexedPosition > this.indexIntervalBytes) {
      assigned.indexedPosition = assigned.size;
      assigned.indexEntries++;
    }
    assigned.size += bytes.byteLength;
  }

  /** Takes the places back of the batches that are not durable: the file ends behind those that are. */
  forgetAssigned(): void {
    this.log.written = this.size;
    this.assigned.size = this.size;
    this.assigned.indexedPosition = this.indexedPosition;
    this.assigned.indexEntries = this.offsetIndex.length;
  }

  /**
   * Counts the batch that begins at `at` in `bytes`, has `batchBytes` bytes and follows the durable
   * ones: it is durable now. `isIndexed` says that the indexes have it already as far as they need to.
   */
  addDurable(bytes: Buffer, at: number, batchBytes: number, isIndexed = false): void {
    const position = this.size;
    const lastOffset = lastOffsetAt(bytes, at);
    const timestamp = maxTimestampAt(bytes, at);
    if (timestamp > this.maxTimestamp.timestamp) {
      this.maxTimestamp = { timestamp, offset: lastOffset };
    }
    // More than the interval, as `LogSegment.append` has it: Kafka's index has the same entries.
    if (!isIndexed && position - this.indexedPosition > this.indexIntervalBytes) {
      this.addIndexEntries(lastOffset, position);
    }
    this.size = position + batchBytes;
    this.nextOffset = lastOffset + 1;
  }

  private addIndexEntries(lastOffset: Offset, position: number): void {
    this.indexedPosition = position;
    // It is full only if the setting was made less since: searches walk further then.
    if (this.offsetIndex.isFull || this.timeIndex.isFull) return;
    this.offsetIndex.append(lastOffset, position);
    this.timeIndex.maybeAppend(this.maxTimestamp.timestamp, this.maxTimestamp.offset);
  }

  /**
   * The segment is known as far as its indexes say, up to the batch at `position`: whoever loads the
   * log goes on from there with `addDurable`.
   */
  startAt(position: number, nextOffset: Offset): void {
    this.size = position;
    this.nextOffset = nextOffset;
    this.readEnds = new ReadEnds();
    const isKnown = this.isIndexTrusted;
    this.indexedPosition = isKnown ? (this.offsetIndex.lastEntry?.position ?? 0) : 0;
    this.maxTimestamp = isKnown ? this.timeIndex.lastEntry : this.noTimestamp;
  }

  /** The segment is what compaction has written, which its files have; its indexes are to be opened. */
  takeCleaned(cleaned: {
    readonly size: number;
    readonly nextOffset: Offset;
    readonly firstTimestamp: Timestamp;
    readonly maxTimestamp: TimestampOffset;
  }): void {
    this.hasFile = true;
    this.size = cleaned.size;
    this.nextOffset = cleaned.nextOffset;
    this.firstTimestamp = cleaned.firstTimestamp;
    this.maxTimestamp = cleaned.maxTimestamp;
    this.forgetAssigned();
  }

  /** Takes what the files of its indexes have. Raises `CorruptIndex`. */
  async openIndexes(): Promise<void> {
    await this.offsetIndex.open();
    await this.timeIndex.open();
    await this.transactionIndex.open();
    this.indexedPosition = this.offsetIndex.lastEntry?.position ?? 0;
    this.forgetAssigned();
  }

  /**
   * Where to begin to look for the batch that holds `offset`, by the index; the file's start at worst.
   * Raises `CorruptIndex`.
   */
  async lookup(offset: Offset): Promise<OffsetPosition> {
    if (!this.isIndexTrusted) return this.start;
    const entry = await this.offsetIndex.lookup(offset);
    const isInside = entry.position === 0 || (entry.position > 0 && entry.position < this.size);
    if (!isInside) throw this.misled(entry);
    return entry;
  }

  /** As `lookup`, if that is known without the disk. */
  tryLookup(offset: Offset): OffsetPosition | undefined {
    return this.isIndexTrusted ? this.offsetIndex.tryLookup(offset) : this.start;
  }

  /** Before which batch every timestamp is less than `timestamp`, by the index. */
  lookupTimestamp(timestamp: Timestamp): Promise<TimestampOffset> {
    return this.isIndexTrusted
      ? this.timeIndex.lookup(timestamp)
      : Promise.resolve(this.noTimestamp);
  }

  /** Whether a file is an index of this segment. */
  hasIndex(path: string): boolean {
    return [this.offsetIndex, this.timeIndex, this.transactionIndex].some(
      (index) => index.path === path,
    );
  }

  /** The error for an entry of the offset index that leads to another batch. */
  misled({ offset, position }: OffsetPosition): CorruptIndex {
    const reason = `no batch that ends at offset ${offset} begins at byte ${position} of its segment`;
    return new CorruptIndex(this.offsetIndex.path, 0, reason);
  }

  /** The error for an entry of the time index whose batch has another timestamp. */
  misledByTime({ offset, timestamp }: TimestampOffset): CorruptIndex {
    const reason = `the batch at offset ${offset} has not the greatest timestamp ${timestamp}`;
    return new CorruptIndex(this.timeIndex.path, 0, reason);
  }

  /** What an index said was found to be wrong: none is believed any more. */
  distrustIndexes(): void {
    this.isIndexTrusted = false;
  }

  /** Whether nothing was found wrong with what the indexes say. */
  get trustsIndexes(): boolean {
    return this.isIndexTrusted;
  }

  private get noTimestamp(): TimestampOffset {
    return { timestamp: NO_TIMESTAMP, offset: this.baseOffset };
  }

  private get start(): OffsetPosition {
    return { offset: this.baseOffset, position: 0 };
  }

  /** Forgets what the indexes say of offsets from `offset` on. */
  async truncateIndexes(offset: Offset): Promise<void> {
    await this.offsetIndex.truncateTo(offset);
    await this.timeIndex.truncateTo(offset);
    await this.transactionIndex.truncateTo(offset);
  }

  /** The indexes are empty, to be made again. */
  async resetIndexes(): Promise<void> {
    await this.offsetIndex.reset();
    await this.timeIndex.reset();
    await this.transactionIndex.reset();
  }

  /**
   * Writes down durably what the indexes have in memory; with the greatest timestamp as last entry. If
   * they are wrong they are taken away instead, and whoever opens the log makes them again: what is
   * durable must never be what a segment only seems to have.
   */
  async flushIndexes(): Promise<void> {
    if (!this.isIndexTrusted) {
      await removeIndexFiles(this.fileSystem, this.directory, this.baseOffset, SEARCHED);
      await this.transactionIndex.flush();
      await this.fileSystem.syncDirectory(this.directory);
      return;
    }
    const { timestamp, offset } = this.maxTimestamp;
    this.timeIndex.maybeAppend(timestamp, offset, { skipFullCheck: true });
    const areNew = [await this.timeIndex.flush(), await this.transactionIndex.flush()];
    if (areNew.includes(true)) await this.fileSystem.syncDirectory(this.directory);
    // Without it the others are made again, so it says that they are there.
    if (await this.offsetIndex.flush()) await this.fileSystem.syncDirectory(this.directory);
  }

  /**
   * Makes offset and time index again of the batches, durably, and believes them again. Batches may be
   * added meanwhile.
   */
  async rebuildIndexes(): Promise<void> {
    const { fileSystem, directory, baseOffset, indexIntervalBytes } = this;
    const { rollJitterMs, createdAt, segmentIndexBytes } = this;
    const again = new Segment({
      fileSystem,
      directory,
      baseOffset,
      indexIntervalBytes,
      segmentIndexBytes,
      createdAt,
      rollJitterMs,
    });
    // First of all: of a log that is closed, nothing is changed.
    const file = await this.file();
    await again.offsetIndex.reset();
    await again.timeIndex.reset();
    while (again.size < this.size) {
      const { size: position } = again;
      const scan = new BatchScan({ file, position, end: this.size, mayHaveGaps: true });
      while (await scan.next()) again.addDurable(scan.bytes, scan.at, scan.size);
      if (scan.fault !== undefined)
        throw new Error(`${this.path} has at ${scan.position}: ${scan.fault}`);
    }
    this.offsetIndex = again.offsetIndex;
    this.timeIndex = again.timeIndex;
    this.indexedPosition = again.indexedPosition;
    this.maxTimestamp = again.maxTimestamp;
    this.assigned.indexEntries = Math.max(this.assigned.indexEntries, this.offsetIndex.length);
    this.isIndexTrusted = true;
    await this.flushIndexes();
  }
}
