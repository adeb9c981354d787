import type { Offset } from '@odradek/base';

import { type FileSystem, isMissingFile } from '../ports/file-system.ts';
import type { Report } from '../ports/report.ts';
import { BatchScan } from '../segment/batch-scan.ts';
import { parseSegmentFileName } from '../segment/segment-file-name.ts';
import { Segment } from '../segment/segment.ts';
import { reasonOf, storageError } from './storage-error.ts';
import { cutTail } from './tail-cut.ts';

/** What is needed to find the segments of a log. */
export interface RecoveryOptions {
  readonly fileSystem: FileSystem;
  /** The folder of the partition; it may be missing. */
  readonly directory: string;
  readonly indexIntervalBytes: number;
  readonly report: Report;
}

/**
 * The segments of a log as they are found on disk, in order. Walks all of them by their headers, the
 * last one batch by batch with checksums, since only that one can have been written to when the
 * process or the machine stopped. What its end has that is no whole batch is cut off and reported.
 * Everything in it is durable afterwards: another process may have written it without a sync.
 *
 * Raises `KAFKA_STORAGE_ERROR` for anything that a crash cannot have caused: an older segment that
 * does not consist of batches, or offsets that do not follow each other.
 */
export async function recoverSegments(options: RecoveryOptions): Promise<Segment[]> {
  const { fileSystem, directory, indexIntervalBytes } = options;
  try {
    const baseOffsets = await listBaseOffsets(fileSystem, directory);
    const segments = baseOffsets.map(
      (baseOffset) => new Segment({ fileSystem, directory, baseOffset, indexIntervalBytes }),
    );
    try {
      await scanSegments(segments, options);
    } catch (error) {
      await Promise.all(segments.map((segment) => segment.close()));
      throw error;
    }
    return segments;
  } catch (error) {
    throw storageError(`The log in ${directory} cannot be opened: ${reasonOf(error)}`, error);
  }
}

async function listBaseOffsets(fileSystem: FileSystem, directory: string): Promise<Offset[]> {
  try {
    const entries = await fileSystem.list(directory);
    return entries
      .map((entry) => parseSegmentFileName(entry.name))
      .filter((baseOffset) => baseOffset !== undefined);
  } catch (error) {
    if (isMissingFile(error)) return [];
    throw error;
  }
}

async function scanSegments(segments: readonly Segment[], options: RecoveryOptions): Promise<void> {
  let nextOffset: Offset | undefined;
  const last = segments.at(-1);
  for (const segment of segments) {
    if (nextOffset !== undefined && segment.baseOffset !== nextOffset) {
      throw new Error(
        `${segment.path} begins at offset ${segment.baseOffset}, but the segment before it ends ` +
          `at ${nextOffset}. A file is missing or foreign: restore it from a replica or a backup.`,
      );
    }
    await scanSegment(segment, segment === last, options);
    nextOffset = segment.nextOffset;
  }
}

async function scanSegment(
  segment: Segment,
  isLast: boolean,
  { fileSystem, directory, report }: RecoveryOptions,
): Promise<void> {
  const file = await segment.file();
  const end = await file.size();
  const { baseOffset } = segment;
  const scan = new BatchScan({ file, position: 0, end, baseOffset, verify: isLast });
  while (await scan.next()) segment.addDurable(scan.bytes, scan.at, scan.size);
  segment.assignedSize = segment.size;
  if (scan.fault !== undefined) {
    if (!isLast) {
      throw new Error(
        `${segment.path} holds no record batch at byte ${scan.position}: ${scan.fault}. It is not ` +
          'the last segment, so no crash has done this: restore it from a replica or a backup.',
      );
    }
    report(await cutTail({ fileSystem, segment, end, reason: scan.fault }));
  }
  if (isLast) {
    await file.datasync();
    await fileSystem.syncDirectory(directory);
  }
}
