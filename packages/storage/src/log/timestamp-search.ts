import type { Offset, Timestamp } from '@odradek/base';
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

import { BatchScan } from '../segment/batch-scan.ts';
import type { Segment } from '../segment/segment.ts';
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
}

/** The first record whose timestamp is `timestamp` or later. */
export async function findTimestamp(
  { segments, startOffset }: SearchRange,
  timestamp: Timestamp,
): Promise<TimestampAndOffset | undefined> {
  for (const segment of segments) {
    if (segment.size === 0 || segment.maxTimestamp < timestamp) continue;
    const position = Math.max(
      segment.index.positionBeforeTimestamp(timestamp),
      segment.index.positionBefore(startOffset),
    );
    const found = await searchSegment(segment, position, { timestamp, startOffset });
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The first record that has the greatest timestamp; `undefined` if none has one. */
export async function findMaxTimestamp(
  range: SearchRange,
): Promise<TimestampAndOffset | undefined> {
  const { startOffset, segments } = range;
  let latest = { segment: segments[0], timestamp: NO_TIMESTAMP };
  for (const segment of segments) {
    const isWhole = segment.baseOffset >= startOffset;
    if (segment.maxTimestamp <= latest.timestamp) continue;
    const timestamp = isWhole ? segment.maxTimestamp : await maxTimestampFrom(segment, startOffset);
    if (timestamp > latest.timestamp) latest = { segment, timestamp };
  }
  const { segment, timestamp } = latest;
  if (segment === undefined || timestamp === NO_TIMESTAMP) return undefined;
  const position = segment.index.positionBeforeTimestamp(timestamp);
  return searchSegment(segment, position, { timestamp, startOffset });
}

/** The greatest timestamp of the records from an offset on that lies inside of a segment. */
async function maxTimestampFrom(segment: Segment, startOffset: Offset): Promise<Timestamp> {
  const scan = await scanFrom(segment, segment.index.positionBefore(startOffset));
  let greatest = NO_TIMESTAMP;
  while (await scan.next()) {
    if (lastOffsetAt(scan.bytes, scan.at) < startOffset) continue;
    const isWhole = baseOffsetAt(scan.bytes, scan.at) >= startOffset;
    const maxTimestamp = isWhole
      ? maxTimestampAt(scan.bytes, scan.at)
      : maxTimestampIn(await readableBatch(scan), startOffset);
    greatest = Math.max(greatest, maxTimestamp);
  }
  checkFault(segment, scan);
  return greatest;
}

function maxTimestampIn(batch: Buffer, startOffset: Offset): Timestamp {
  const cursor = new RecordCursor(batch);
  let greatest = NO_TIMESTAMP;
  while (cursor.next()) {
    if (cursor.offset >= startOffset) greatest = Math.max(greatest, cursor.timestamp);
  }
  return greatest;
}

interface Wanted {
  readonly timestamp: Timestamp;
  readonly startOffset: Offset;
}

async function searchSegment(
  segment: Segment,
  position: number,
  wanted: Wanted,
): Promise<TimestampAndOffset | undefined> {
  const scan = await scanFrom(segment, position);
  while (await scan.next()) {
    if (maxTimestampAt(scan.bytes, scan.at) < wanted.timestamp) continue;
    if (lastOffsetAt(scan.bytes, scan.at) < wanted.startOffset) continue;
    const found = findInBatch(await readableBatch(scan), wanted);
    if (found !== undefined) return found;
  }
  checkFault(segment, scan);
  return undefined;
}

async function scanFrom(segment: Segment, position: number): Promise<BatchScan> {
  return new BatchScan({
    file: await segment.file(),
    position,
    end: segment.size,
    verify: false,
  });
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

function findInBatch(
  batch: Buffer,
  { timestamp, startOffset }: Wanted,
): TimestampAndOffset | undefined {
  const leaderEpoch = partitionLeaderEpochAt(batch, 0);
  const cursor = new RecordCursor(batch);
  while (cursor.next()) {
    if (cursor.timestamp >= timestamp && cursor.offset >= startOffset) {
      return { timestamp: cursor.timestamp, offset: cursor.offset, leaderEpoch };
    }
  }
  return undefined;
}
