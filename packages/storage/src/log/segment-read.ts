import type { KafkaError, Offset } from '@odradek/base';
import {
  baseOffsetAt,
  lastOffsetAt,
  magicAt,
  RECORD_BATCH_MAGIC,
  RECORD_BATCH_OVERHEAD,
  sizeInBytesAt,
} from '@odradek/protocol';

import { BatchScan } from '../segment/batch-scan.ts';
import type { OffsetPosition } from '../segment/offset-index.ts';
import type { Segment } from '../segment/segment.ts';
import type { ReadOptions } from './recent-batches.ts';
import { storageError } from './storage-error.ts';

const NOTHING: Buffer = Buffer.alloc(0);
/** More is not read at once to look for a batch, however far apart index entries are. */
const INTERVAL_BYTES_MAX: number = 64 * 1024;

/**
 * Whole batches of one segment, from the one on that holds `offset` or the next one behind it, with
 * one read of the file; with two if the first batch was not loaded whole. `undefined` if the
 * segment has none there, as compaction may leave it.
 */
export async function readSegment(
  segment: Segment,
  options: ReadOptions,
): Promise<Buffer | undefined> {
  // Those of now: the segment may end earlier before the file is read.
  const { readEnds } = segment;
  const known = readEnds.positionOf(options.offset);
  const found =
    known === undefined || known >= segment.size
      ? await readFromIndex(segment, options)
      : await readFrom(segment, known, options);
  if (found === undefined) return undefined;
  const { batches, position } = found;
  const last = lastOffsetOf(batches);
  if (last !== undefined) readEnds.add(last + 1, position + batches.byteLength);
  return batches;
}

interface Found {
  readonly batches: Buffer;
  /** Where they begin in the file. */
  readonly position: number;
}

async function readFromIndex(segment: Segment, options: ReadOptions): Promise<Found | undefined> {
  const { offset, bytesMax, memory } = options;
  const file = await segment.file();
  const { size } = segment;
  const entry = await segment.lookup(offset);
  // The batch begins about an index interval from there, or one batch behind that.
  const interval = Math.min(segment.indexIntervalBytes, INTERVAL_BYTES_MAX);
  const wanted = interval + Math.max(bytesMax, RECORD_BATCH_OVERHEAD);
  const length = Math.min(wanted, size - entry.position);
  const bytes = await file.read(entry.position, length, memory?.take(length));
  const loaded = { bytes, position: entry.position, size };
  if (!fits(loaded, entry)) throw segment.misled(entry);
  const found = findBatch(loaded, offset);
  if (found !== undefined && isWhole(loaded, found)) {
    return takeBatches(segment, loaded, found, options);
  }
  const position =
    found === undefined
      ? await findBatchFrom(segment, entry.position, offset)
      : entry.position + found;
  return position === undefined ? undefined : readFrom(segment, position, options);
}

/** Reads where a batch begins. */
async function readFrom(segment: Segment, position: number, options: ReadOptions): Promise<Found> {
  const file = await segment.file();
  const { size } = segment;
  const length = Math.min(Math.max(options.bytesMax, RECORD_BATCH_OVERHEAD), size - position);
  const bytes = await file.read(position, length, options.memory?.take(length));
  return takeBatches(segment, { bytes, position, size }, 0, options);
}

interface Loaded {
  readonly bytes: Buffer;
  /** Where they begin in the file. */
  readonly position: number;
  /** Where the durable batches of the segment end. */
  readonly size: number;
}

/** Whether the batch that the index named is there: an index is not believed without. */
function fits({ bytes }: Loaded, { offset, position }: OffsetPosition): boolean {
  return position === 0 || (hasHeader(bytes, 0) && lastOffsetAt(bytes, 0) === offset);
}

/** Where the batch begins in `bytes` that holds the offset; `undefined` if it is not among them. */
function findBatch({ bytes }: Loaded, offset: Offset): number | undefined {
  let at = 0;
  while (hasHeader(bytes, at)) {
    if (lastOffsetAt(bytes, at) >= offset) return at;
    at += sizeInBytesAt(bytes, at);
  }
  return undefined;
}

/** Whether all of the batch at `at` was loaded. */
function isWhole({ bytes }: Loaded, at: number): boolean {
  return at + sizeInBytesAt(bytes, at) <= bytes.byteLength;
}

/** As `findBatch`, in the file: an index that was not believed leads nowhere near. */
async function findBatchFrom(
  segment: Segment,
  position: number,
  offset: Offset,
): Promise<number | undefined> {
  const scan = new BatchScan({
    file: await segment.file(),
    position,
    end: segment.size,
    mayHaveGaps: true,
  });
  while (await scan.next()) {
    if (lastOffsetAt(scan.bytes, scan.at) >= offset) return scan.position;
  }
  if (scan.fault !== undefined) throw corrupt(segment, scan.position);
  return undefined;
}

async function takeBatches(
  segment: Segment,
  { bytes, position, size }: Loaded,
  start: number,
  options: ReadOptions,
): Promise<Found> {
  const { bytesMax, atLeastOneBatch, maxOffset, memory } = options;
  const from = position + start;
  if (!hasHeader(bytes, start)) throw corrupt(segment, from);
  if (baseOffsetAt(bytes, start) >= (maxOffset ?? Infinity)) return nothingAt(from);
  const firstBytes = sizeInBytesAt(bytes, start);
  if (firstBytes > size - from) throw corrupt(segment, from);
  if (firstBytes <= bytesMax) {
    const batches = bytes.subarray(start, endOfBatches(bytes, start, options));
    return { batches, position: from };
  }
  if (!atLeastOneBatch) return nothingAt(from);
  const batches =
    start + firstBytes <= bytes.byteLength
      ? bytes.subarray(start, start + firstBytes)
      : await (await segment.file()).read(from, firstBytes, memory?.take(firstBytes));
  return { batches, position: from };
}

function nothingAt(position: number): Found {
  return { batches: NOTHING, position };
}

/** The last offset of whole batches. */
function lastOffsetOf(batches: Buffer): Offset | undefined {
  let last: Offset | undefined;
  for (let at = 0; at < batches.byteLength; at += sizeInBytesAt(batches, at)) {
    last = lastOffsetAt(batches, at);
  }
  return last;
}

/** Where the last batch ends that is whole, and within what is asked for. */
function endOfBatches(bytes: Buffer, start: number, { bytesMax, maxOffset }: ReadOptions): number {
  const limit = Math.min(start + bytesMax, bytes.byteLength);
  let at = start;
  while (hasHeader(bytes, at) && at + sizeInBytesAt(bytes, at) <= limit) {
    if (baseOffsetAt(bytes, at) >= (maxOffset ?? Infinity)) break;
    at += sizeInBytesAt(bytes, at);
  }
  return at;
}

function hasHeader(bytes: Buffer, at: number): boolean {
  return (
    at + RECORD_BATCH_OVERHEAD <= bytes.byteLength &&
    magicAt(bytes, at) === RECORD_BATCH_MAGIC &&
    sizeInBytesAt(bytes, at) >= RECORD_BATCH_OVERHEAD
  );
}

function corrupt(segment: Segment, position: number): KafkaError {
  return storageError(
    `${segment.path} holds no record batch at byte ${position}, where one was written: the file ` +
      'was changed, or the disk is failing. Restore it from a replica or a backup.',
  );
}
