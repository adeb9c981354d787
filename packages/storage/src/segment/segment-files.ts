import type { Offset } from '@odradek/base';

import type { FileSystem } from '../ports/file-system.ts';
import { type LogFileType, logFileName, parseLogFileName } from './log-file-name.ts';

/** What can be made again of the segment, and is worth nothing without it. */
const INDEX_TYPES = ['index', 'timeindex', 'txnindex'] as const;
const TYPES = ['log', ...INDEX_TYPES] as const;
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
    TYPES.map((type) => `${directory}/${logFileName(baseOffset, type)}`),
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
