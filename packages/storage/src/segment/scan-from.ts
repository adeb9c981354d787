import type { Offset } from '@odradek/base';
import {
  lastOffsetAt,
  magicAt,
  RECORD_BATCH_MAGIC,
  RECORD_BATCH_OVERHEAD,
} from '@odradek/protocol';

import { BatchScan } from './batch-scan.ts';
import { CorruptIndex } from './corrupt-index.ts';
import type { OffsetPosition } from './offset-index.ts';
import type { Segment } from './segment.ts';

/**
 * A walk over the durable batches of a segment that begins before the batch that holds `offset`, by
 * its index. Raises `CorruptIndex` if that leads to where the batch is not that it names.
 */
export async function scanFrom(segment: Segment, offset: Offset): Promise<BatchScan> {
  const entry = await segment.lookup(offset);
  const file = await segment.file();
  const { position } = entry;
  if (position > 0) check(segment, entry, await file.read(position, RECORD_BATCH_OVERHEAD));
  return new BatchScan({ file, position, end: segment.size, mayHaveGaps: true });
}

function check(segment: Segment, entry: OffsetPosition, header: Buffer): void {
  const isNamed =
    header.byteLength === RECORD_BATCH_OVERHEAD &&
    magicAt(header, 0) === RECORD_BATCH_MAGIC &&
    lastOffsetAt(header, 0) === entry.offset;
  if (!isNamed) throw segment.misled(entry);
}

/** As `scanFrom`, but from the beginning if the index is wrong, which is not believed from then on. */
export async function scanFromWhereKnown(segment: Segment, offset: Offset): Promise<BatchScan> {
  try {
    return await scanFrom(segment, offset);
  } catch (error) {
    if (!(error instanceof CorruptIndex)) throw error;
    segment.distrustIndexes();
    return scanFrom(segment, offset);
  }
}
