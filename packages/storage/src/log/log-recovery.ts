import type { Offset } from '@odradek/base';

import { type File, type FileSystem, isMissingFile } from '../ports/file-system.ts';
import type { Report } from '../ports/report.ts';
import { isProducerMarkerAt, noteBatch } from '../producer-state/note-batch.ts';
import { ProducerSnapshotFiles } from '../producer-state/producer-snapshot-files.ts';
import { ProducerStates } from '../producer-state/producer-states.ts';
import { BatchScan } from '../segment/batch-scan.ts';
import { writeIndexFiles } from '../segment/index-files.ts';
import { type LogFileType, parseLogFileName } from '../segment/log-file-name.ts';
import { removeOrphanIndexes, removeSegmentFiles } from '../segment/segment-files.ts';
import { Segment } from '../segment/segment.ts';
import { UNSYNCED_BYTES_MAX } from './append-queue.ts';
import { reasonOf, storageError } from './storage-error.ts';
import { cutTail } from './tail-cut.ts';

const TYPES_BESIDE_SEGMENTS: readonly LogFileType[] = ['index', 'timeindex', 'snapshot'];
/** How much is read and written at a time. */
const REWRITE_BYTES: number = 1024 * 1024;

/** What is needed to find what a log was. */
export interface RecoveryOptions {
  readonly fileSystem: FileSystem;
  /** The folder of the partition; it may be missing. */
  readonly directory: string;
  /** Where the log begins as far as that is written down; 0 if it never was moved. */
  readonly logStartOffset: Offset;
  readonly indexIntervalBytes: number;
  readonly report: Report;
}

/** A log as it was found. */
export interface RecoveredLog {
  readonly segments: readonly Segment[];
  /** Where the log begins: not before the first segment. */
  readonly startOffset: Offset;
  /** What the next record gets: not before the start. */
  readonly endOffset: Offset;
  readonly producers: ProducerStates;
  readonly snapshots: ProducerSnapshotFiles;
}

/**
 * A log as it is found on disk. Walks all segments by their headers, the last one batch by batch
 * with checksums, since only that one can have been written to when the process or the machine
 * stopped. What its end has that is no whole batch is cut off and reported. Everything in it is
 * durable afterwards: another process may have written it without a sync.
 *
 * The producers are as the batches on disk say; those that have none there any more are as the
 * newest readable snapshot says. So up to five batches of a producer are known again, where a
 * snapshot alone knows its last one. Index files are written where they are missing or do not fit.
 *
 * Raises `KAFKA_STORAGE_ERROR` for anything that a crash cannot have caused: an older segment that
 * does not consist of batches, or offsets that do not follow each other.
 */
export async function recoverLog(options: RecoveryOptions): Promise<RecoveredLog> {
  const { directory } = options;
  try {
    return await recover(options);
  } catch (error) {
    throw storageError(`The log in ${directory} cannot be opened: ${reasonOf(error)}`, error);
  }
}

async function recover(options: RecoveryOptions): Promise<RecoveredLog> {
  const { fileSystem, directory, report, logStartOffset } = options;
  const names = await listNames(fileSystem, directory);
  checkSegmentsAreThere(names);
  const segments = await openSegments(names, options);
  const producers = new ProducerStates();
  try {
    await scanSegments(segments, producers, options);
  } catch (error) {
    await Promise.all(segments.map((segment) => segment.close()));
    throw error;
  }
  const kept = await withoutLostTail(segments, options);
  const startOffset = Math.max(logStartOffset, kept[0]?.baseOffset ?? 0);
  const endOffset = kept.at(-1)?.nextOffset ?? startOffset;
  const snapshots = new ProducerSnapshotFiles({ fileSystem, directory, report });
  await snapshots.open(names, endOffset);
  const { states } = await snapshots.load(kept[0]?.baseOffset ?? startOffset);
  producers.addUnknown(states);
  return { segments: kept, startOffset, endOffset, producers, snapshots };
}

async function listNames(fileSystem: FileSystem, directory: string): Promise<readonly string[]> {
  try {
    return (await fileSystem.list(directory)).map((entry) => entry.name);
  } catch (error) {
    if (isMissingFile(error)) return [];
    throw error;
  }
}

/**
 * A segment is there durably before anything is written beside it, and the last one is never removed.
 * Raises an error for a folder that has what belongs to segments, but none.
 */
function checkSegmentsAreThere(names: readonly string[]): void {
  const isThere = (type: LogFileType): boolean =>
    names.some((name) => parseLogFileName(name, type) !== undefined);
  if (isThere('log') || !TYPES_BESIDE_SEGMENTS.some((type) => isThere(type))) return;
  throw new Error(
    'it has index files or snapshots, but not the segments that they belong to. Restore those from ' +
      'a replica or a backup, or move the folder away if its records are not needed any more.',
  );
}

/**
 * The segments that are of the log. Those before its start are removed: a crash may have come
 * between the moment when the start was written down and their removal, and it may have left any of
 * them, so they are not asked whether they follow each other.
 */
async function openSegments(
  names: readonly string[],
  { fileSystem, directory, logStartOffset, indexIntervalBytes }: RecoveryOptions,
): Promise<readonly Segment[]> {
  const baseOffsets = names
    .map((name) => parseLogFileName(name, 'log'))
    .filter((baseOffset) => baseOffset !== undefined);
  const followers = baseOffsets.slice(1);
  const deleted = followers.filter((baseOffset) => baseOffset <= logStartOffset).length;
  if (deleted > 0) await removeSegmentFiles(fileSystem, directory, baseOffsets.slice(0, deleted));
  await removeOrphanIndexes(fileSystem, directory, names);
  return baseOffsets
    .slice(deleted)
    .map((baseOffset) => new Segment({ fileSystem, directory, baseOffset, indexIntervalBytes }));
}

/**
 * If they end before the log starts, an empty one that begins there. What is missing was deleted by
 * its owner, but its offsets were given away and must not be given to other records. The empty one is
 * durable first: a folder of which all segments are gone cannot be told from one that lost them.
 */
async function withoutLostTail(
  segments: readonly Segment[],
  options: RecoveryOptions,
): Promise<readonly Segment[]> {
  const { fileSystem, directory, logStartOffset: baseOffset, indexIntervalBytes } = options;
  const last = segments.at(-1);
  if (last === undefined || last.nextOffset >= baseOffset) return segments;
  await Promise.all(segments.map((segment) => segment.close()));
  const empty = new Segment({ fileSystem, directory, baseOffset, indexIntervalBytes });
  await (await empty.create()).datasync();
  await fileSystem.syncDirectory(directory);
  const baseOffsets = segments.map((segment) => segment.baseOffset);
  await removeSegmentFiles(fileSystem, directory, baseOffsets);
  return [empty];
}

async function scanSegments(
  segments: readonly Segment[],
  producers: ProducerStates,
  options: RecoveryOptions,
): Promise<void> {
  let nextOffset: Offset | undefined;
  const last = segments.at(-1);
  for (const segment of segments) {
    if (nextOffset !== undefined && segment.baseOffset !== nextOffset) {
      throw new Error(
        `${segment.path} begins at offset ${segment.baseOffset}, but the segment before it ends ` +
          `at ${nextOffset}. A file is missing or foreign: restore it from a replica or a backup.`,
      );
    }
    await scanSegment(segment, segment === last, producers, options);
    await tryWriteIndexFiles(segment, options);
    nextOffset = segment.nextOffset;
  }
}

async function scanSegment(
  segment: Segment,
  isLast: boolean,
  producers: ProducerStates,
  { fileSystem, directory, report }: RecoveryOptions,
): Promise<void> {
  const file = await segment.file();
  const end = await file.size();
  const { baseOffset } = segment;
  const scan = new BatchScan({ file, position: 0, end, baseOffset, verify: isLast });
  let lastBatchAt = 0;
  while (await scan.next()) {
    lastBatchAt = segment.size;
    segment.addDurable(scan.bytes, scan.at, scan.size);
    if (isProducerMarkerAt(scan.bytes, scan.at)) noteBatch(producers, await scan.batch(), 0);
    else noteBatch(producers, scan.bytes, scan.at);
  }
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
    await rewriteTail(file, lastBatchAt, segment.size);
    await file.datasync();
    await fileSystem.syncDirectory(directory);
  }
}

/**
 * Writes the end of a file again, as it is, so that the sync that follows covers it. The process that
 * wrote it may have seen its sync fail and ended: the system then has the bytes in memory, where we
 * have just read them, takes them for clean, and would sync nothing.
 */
async function rewriteTail(file: File, lastBatchAt: number, end: number): Promise<void> {
  const start = Math.min(lastBatchAt, Math.max(end - UNSYNCED_BYTES_MAX, 0));
  for (let at = start; at < end; at += REWRITE_BYTES) {
    await file.write(at, [await file.read(at, Math.min(REWRITE_BYTES, end - at))]);
  }
}

/** A full disk is no reason not to open a log. */
async function tryWriteIndexFiles(
  segment: Segment,
  { fileSystem, directory, report }: RecoveryOptions,
): Promise<void> {
  try {
    await writeIndexFiles(fileSystem, segment);
  } catch (error) {
    report({ type: 'maintenance-failed', directory, reason: reasonOf(error) });
  }
}
