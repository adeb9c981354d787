import { KafkaError, type Offset, type Timestamp } from '@odradek/base';
import {
  attributesAt,
  baseOffsetAt,
  compressionTypeOf,
  isCompressionLoaded,
  lastOffsetAt,
  loadCompression,
  maxTimestampAt,
  NO_TIMESTAMP,
  partitionLeaderEpochAt,
  RecordCursor,
} from '@odradek/protocol';

import type { BatchScan } from '../segment/batch-scan.ts';
import { scanFrom } from '../segment/scan-from.ts';
import type { Segment } from '../segment/segment.ts';
import type { TimestampOffset } from '../segment/time-index.ts';
import { storageError } from './storage-error.ts';

/** A record that was found by its timestamp. */
export interface TimestampAndOffset {
  readonly timestamp: Timestamp;
  readonly offset: Offset;
  /** The epoch of the leader that appended the record, -1 if it is not known. */
  readonly leaderEpoch: number;
}

/** What of a log is searched: its segments, and in them only what is not before its start. */
export interface SearchRange {
  readonly segments: readonly Segment[];
  readonly startOffset: Offset;
  /** How large a batch may be when it is inflated; the default is that of `decompress`. */
  readonly decompressedBytesMax?: number | undefined;
}

/** What `RecordCursor` raises for a batch whose records cannot be read. */
const UNREADABLE: ReadonlySet<string> = new Set([
  'INVALID_RECORD',
  'CORRUPT_MESSAGE',
  'MESSAGE_TOO_LARGE',
]);

/**
 * The first record whose timestamp is `timestamp` or later. Where the records of a batch cannot be
 * read its header counts: if its greatest timestamp is late enough, its first offset is the answer,
 * with that timestamp. So no record is passed over, and one such batch hides no other.
 */
export async function findTimestamp(
  range: SearchRange,
  timestamp: Timestamp,
): Promise<TimestampAndOffset | undefined> {
  for (const segment of range.segments) {
    if (segment.size === 0 || segment.maxTimestamp.timestamp < timestamp) continue;
    const found = await searchSegment(segment, { ...range, timestamp });
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * The first record that has the greatest timestamp; `undefined` if none has one. Of a batch whose
 * records cannot be read the header counts, as for `findTimestamp`.
 */
export async function findMaxTimestamp(
  range: SearchRange,
): Promise<TimestampAndOffset | undefined> {
  const { startOffset, segments } = range;
  let latest = { segment: segments[0], timestamp: NO_TIMESTAMP };
  for (const segment of segments) {
    const { timestamp: maxTimestamp } = segment.maxTimestamp;
    if (maxTimestamp <= latest.timestamp) continue;
    const isWhole = segment.baseOffset >= startOffset;
    const timestamp = isWhole ? maxTimestamp : await maxTimestampFrom(segment, range);
    if (timestamp > latest.timestamp) latest = { segment, timestamp };
  }
  const { segment, timestamp } = latest;
  if (segment === undefined || timestamp === NO_TIMESTAMP) return undefined;
  return searchSegment(segment, { ...range, timestamp });
}

/** The greatest timestamp of the records from an offset on that lies inside of a segment. */
async function maxTimestampFrom(segment: Segment, bounds: SearchBounds): Promise<Timestamp> {
  const { startOffset } = bounds;
  const scan = await scanFrom(segment, startOffset);
  let greatest = NO_TIMESTAMP;
  while (await scan.next()) {
    if (lastOffsetAt(scan.bytes, scan.at) < startOffset) continue;
    const isWhole = baseOffsetAt(scan.bytes, scan.at) >= startOffset;
    const maxTimestamp = isWhole
      ? maxTimestampAt(scan.bytes, scan.at)
      : maxTimestampIn(await readableBatch(scan), bounds);
    greatest = Math.max(greatest, maxTimestamp);
  }
  checkFault(segment, scan);
  return greatest;
}

type SearchBounds = Omit<SearchRange, 'segments'>;

function maxTimestampIn(batch: Buffer, bounds: SearchBounds): Timestamp {
  return orByHeader(
    () => {
      const cursor = cursorOf(batch, bounds);
      let greatest = NO_TIMESTAMP;
      while (cursor.next()) {
        if (cursor.offset >= bounds.startOffset) greatest = Math.max(greatest, cursor.timestamp);
      }
      return greatest;
    },
    () => maxTimestampAt(batch, 0),
  );
}

function cursorOf(batch: Buffer, { decompressedBytesMax }: SearchBounds): RecordCursor {
  return new RecordCursor(
    batch,
    decompressedBytesMax === undefined ? {} : { decompressedBytesMax },
  );
}

/** What the records of a batch say or, if they cannot be read, its header. */
function orByHeader<Result>(byRecords: () => Result, byHeader: () => Result): Result {
  try {
    return byRecords();
  } catch (error) {
    if (error instanceof KafkaError && UNREADABLE.has(error.code)) return byHeader();
    throw error;
  }
}

interface Wanted extends SearchBounds {
  readonly timestamp: Timestamp;
}

/** By the indexes, then batch by batch. What the indexes say is compared with the batches they name. */
async function searchSegment(
  segment: Segment,
  wanted: Wanted,
): Promise<TimestampAndOffset | undefined> {
  const { timestamp, startOffset } = wanted;
  const timeEntry = await segment.lookupTimestamp(timestamp);
  const scan = await scanFrom(segment, Math.max(timeEntry.offset, startOffset));
  while (await scan.next()) {
    if (!isExpectedTime(scan, timeEntry)) throw segment.misledByTime(timeEntry);
    if (maxTimestampAt(scan.bytes, scan.at) < timestamp) continue;
    if (lastOffsetAt(scan.bytes, scan.at) < startOffset) continue;
    const found = findInBatch(await readableBatch(scan), wanted);
    if (found !== undefined) return found;
  }
  checkFault(segment, scan);
  return undefined;
}

/** Whether a batch, if it is the one that the time index named, has the timestamp that it said. */
function isExpectedTime(scan: BatchScan, { offset, timestamp }: TimestampOffset): boolean {
  if (timestamp === NO_TIMESTAMP) return true;
  const { bytes, at } = scan;
  const isNamed = baseOffsetAt(bytes, at) <= offset && offset <= lastOffsetAt(bytes, at);
  return !isNamed || maxTimestampAt(bytes, at) === timestamp;
}

/** The batch that a scan has come to, and what is needed to look into it. */
async function readableBatch(scan: BatchScan): Promise<Buffer> {
  const batch = await scan.batch();
  if (!isCompressionLoaded(compressionTypeOf(attributesAt(batch, 0)))) await loadCompression();
  return batch;
}

function checkFault(segment: Segment, scan: BatchScan): void {
  if (scan.fault === undefined) return;
  throw storageError(
    `${segment.path} holds no record batch at byte ${scan.position}: ${scan.fault}. Restore it ` +
      'from a replica or a backup.',
  );
}

function findInBatch(batch: Buffer, wanted: Wanted): TimestampAndOffset | undefined {
  const { timestamp, startOffset } = wanted;
  const leaderEpoch = partitionLeaderEpochAt(batch, 0);
  return orByHeader(
    () => {
      const cursor = cursorOf(batch, wanted);
      while (cursor.next()) {
        if (cursor.timestamp >= timestamp && cursor.offset >= startOffset) {
          return { timestamp: cursor.timestamp, offset: cursor.offset, leaderEpoch };
        }
      }
      return undefined;
    },
    () => ({
      timestamp: maxTimestampAt(batch, 0),
      offset: Math.max(baseOffsetAt(batch, 0), startOffset),
      leaderEpoch,
    }),
  );
}
