import type { KafkaError, Offset } from '@odradek/base';
import {
  lastOffsetAt,
  magicAt,
  RECORD_BATCH_MAGIC,
  RECORD_BATCH_OVERHEAD,
  sizeInBytesAt,
} from '@odradek/protocol';

import type { Segment } from '../segment/segment.ts';
import type { ReadOptions } from './recent-batches.ts';
import { storageError } from './storage-error.ts';

const NOTHING: Buffer = Buffer.alloc(0);

/**
 * Whole batches of one segment, from the one on that holds `offset`, with one read of the file; with
 * two if the first batch is larger than `bytesMax`. `offset` is less than the segment's end.
 */
export async function readSegment(segment: Segment, options: ReadOptions): Promise<Buffer> {
  const { offset, bytesMax, atLeastOneBatch } = options;
  const file = await segment.file();
  const size = segment.size;
  const position = segment.index.positionBefore(offset);
  // The batch begins within an index interval from there.
  const length = segment.indexIntervalBytes + Math.max(bytesMax, RECORD_BATCH_OVERHEAD);
  const bytes = await file.read(position, Math.min(length, size - position));
  const start = findBatch(segment, { bytes, position, offset });
  const firstBytes = sizeInBytesAt(bytes, start);
  if (firstBytes > size - position - start) throw corrupt(segment, position + start);
  if (firstBytes > bytesMax) {
    if (!atLeastOneBatch) return NOTHING;
    if (start + firstBytes <= bytes.byteLength) return bytes.subarray(start, start + firstBytes);
    return file.read(position + start, firstBytes);
  }
  return bytes.subarray(start, endOfBatches(bytes, start, start + bytesMax));
}

interface Loaded {
  readonly bytes: Buffer;
  /** Where they begin in the file. */
  readonly position: number;
  readonly offset: Offset;
}

/** Where the batch begins in `bytes` that holds the offset. */
function findBatch(segment: Segment, { bytes, position, offset }: Loaded): number {
  let at = 0;
  for (;;) {
    if (!hasHeader(bytes, at)) throw corrupt(segment, position + at);
    if (lastOffsetAt(bytes, at) >= offset) return at;
    at += sizeInBytesAt(bytes, at);
  }
}

/** Where the last batch ends that is whole within `end`. */
function endOfBatches(bytes: Buffer, start: number, end: number): number {
  const limit = Math.min(end, bytes.byteLength);
  let at = start;
  while (hasHeader(bytes, at) && at + sizeInBytesAt(bytes, at) <= limit) {
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
