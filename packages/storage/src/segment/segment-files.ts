import type { Offset } from '@odradek/base';

import type { FileSystem } from '../ports/file-system.ts';
import {
  CLEANED_SUFFIX,
  type LogFileType,
  logFileName,
  parseLogFileName,
  SEGMENT_FILE_TYPES,
  SWAP_SUFFIX,
} from './log-file-name.ts';

/** What can be made again of the segment, and is worth nothing without it. */
const INDEX_TYPES = ['index', 'timeindex', 'txnindex'] as const;
/** Kafka's mark of a file that is removed after `file.delete.delay.ms`, or when the log is opened. */
const DELETED = '.deleted';

/**
 * Removes segments with their indexes, oldest first, and makes that durable. The caller has made
 * durable before that they are not wanted: if the power fails in between, any of them may be left,
 * and whoever opens the log must pass over them.
 */
export async function removeSegmentFiles(
  fileSystem: FileSystem,
  directory: string,
  baseOffsets: readonly Offset[],
): Promise<void> {
  await removeFiles(fileSystem, directory, baseOffsets, '');
  await fileSystem.syncDirectory(directory);
}

/** As `removeSegmentFiles`, but the files stay under a name that no log is opened from. */
export async function markSegmentFilesDeleted(
  fileSystem: FileSystem,
  directory: string,
  baseOffsets: readonly Offset[],
): Promise<void> {
  for (const path of pathsOf(directory, baseOffsets)) {
    if (await fileSystem.exists(path)) await fileSystem.rename(path, `${path}${DELETED}`);
  }
  await fileSystem.syncDirectory(directory);
}

/** Removes what `markSegmentFilesDeleted` has left. */
export function removeDeletedSegmentFiles(
  fileSystem: FileSystem,
  directory: string,
  baseOffsets: readonly Offset[],
): Promise<void> {
  return removeFiles(fileSystem, directory, baseOffsets, DELETED);
}

/**
 * The files that a compaction has written are whole, durably: whoever opens the log puts them in the
 * place of the old ones. As long as one of them still says that it is being written, none counts.
 */
export async function markCleanedFilesWhole(
  fileSystem: FileSystem,
  directory: string,
  baseOffset: Offset,
): Promise<void> {
  await renameFiles(fileSystem, pathsOf(directory, [baseOffset]), CLEANED_SUFFIX, SWAP_SUFFIX);
  await fileSystem.syncDirectory(directory);
}

/** Gives the files that `markCleanedFilesWhole` has renamed the names of a segment; durable later. */
export function placeCleanedFiles(
  fileSystem: FileSystem,
  directory: string,
  baseOffset: Offset,
): Promise<void> {
  return renameFiles(fileSystem, pathsOf(directory, [baseOffset]), SWAP_SUFFIX, '');
}

async function renameFiles(
  fileSystem: FileSystem,
  paths: readonly string[],
  before: string,
  after: string,
): Promise<void> {
  for (const path of paths) {
    if (!(await fileSystem.exists(`${path}${before}`))) continue;
    await fileSystem.rename(`${path}${before}`, `${path}${after}`);
  }
}

/**
 * Takes back `markCleanedFilesWhole`. The indexes go first: the batches alone may still be put in place,
 * indexes alone must not.
 */
export async function removeSwapFiles(
  fileSystem: FileSystem,
  directory: string,
  baseOffset: Offset,
): Promise<void> {
  const [log, ...indexes] = pathsOf(directory, [baseOffset]);
  for (const path of indexes) await fileSystem.remove(`${path}${SWAP_SUFFIX}`);
  await fileSystem.syncDirectory(directory);
  if (log !== undefined) await fileSystem.remove(`${log}${SWAP_SUFFIX}`);
  await fileSystem.syncDirectory(directory);
}

/** Removes what a compaction has written that came to nothing. */
export function removeCleanedFiles(
  fileSystem: FileSystem,
  directory: string,
  baseOffset: Offset,
): Promise<void> {
  return removeFiles(fileSystem, directory, [baseOffset], CLEANED_SUFFIX);
}

async function removeFiles(
  fileSystem: FileSystem,
  directory: string,
  baseOffsets: readonly Offset[],
  suffix: string,
): Promise<void> {
  for (const path of pathsOf(directory, baseOffsets)) await fileSystem.remove(`${path}${suffix}`);
}

function pathsOf(directory: string, baseOffsets: readonly Offset[]): readonly string[] {
  return baseOffsets.flatMap((baseOffset) =>
    SEGMENT_FILE_TYPES.map((type) => `${directory}/${logFileName(baseOffset, type)}`),
  );
}

/** Removes the index files of a segment, which can be made again of it. */
export async function removeIndexFiles(
  fileSystem: FileSystem,
  directory: string,
  baseOffset: Offset,
  types: readonly LogFileType[] = INDEX_TYPES,
): Promise<void> {
  for (const type of types) {
    await fileSystem.remove(`${directory}/${logFileName(baseOffset, type)}`);
  }
}

/** Removes the index files of which there is no segment. */
export async function removeOrphanIndexes(
  fileSystem: FileSystem,
  directory: string,
  names: readonly string[],
): Promise<void> {
  for (const name of names) {
    for (const type of INDEX_TYPES) {
      const baseOffset = parseLogFileName(name, type);
      if (baseOffset === undefined || names.includes(logFileName(baseOffset, 'log'))) continue;
      await fileSystem.remove(`${directory}/${name}`);
    }
  }
}
