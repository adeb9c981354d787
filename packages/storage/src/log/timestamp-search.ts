import type { Offset, Timestamp } from '@odradek/base';
import { maxTimestampAt, partitionLeaderEpochAt, RecordCursor } from '@odradek/protocol';

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

/** The first record of a segment whose timestamp is `timestamp` or later. */
export function findTimestamp(
  segment: Segment,
  timestamp: Timestamp,
): Promise<TimestampAndOffset | undefined> {
  const position = segment.index.positionBeforeTimestamp(timestamp);
  return search(segment, position, timestamp);
}

/** The first record of a segment that has the greatest timestamp in it. */
export function findMaxTimestamp(segment: Segment): Promise<TimestampAndOffset | undefined> {
  return search(segment, segment.maxTimestampPosition, segment.maxTimestamp);
}

async function search(
  segment: Segment,
  position: number,
  timestamp: Timestamp,
): Promise<TimestampAndOffset | undefined> {
  const file = await segment.file();
  const scan = new BatchScan({ file, position, end: segment.size, verify: false });
  while (await scan.next()) {
    if (maxTimestampAt(scan.bytes, scan.at) < timestamp) continue;
    const found = findInBatch(await scan.batch(), timestamp);
    if (found !== undefined) return found;
  }
  if (scan.fault !== undefined) {
    throw storageError(
      `${segment.path} holds no record batch at byte ${scan.position}: ${scan.fault}. Restore it ` +
        'from a replica or a backup.',
    );
  }
  return undefined;
}

function findInBatch(batch: Buffer, timestamp: Timestamp): TimestampAndOffset | undefined {
  const leaderEpoch = partitionLeaderEpochAt(batch, 0);
  const cursor = new RecordCursor(batch);
  while (cursor.next()) {
    if (cursor.timestamp >= timestamp) {
      return { timestamp: cursor.timestamp, offset: cursor.offset, leaderEpoch };
    }
  }
  return undefined;
}
