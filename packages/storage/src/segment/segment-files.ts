import type { Offset } from '@odradek/base';

import type { FileSystem } from '../ports/file-system.ts';
import { logFileName, parseLogFileName } from './log-file-name.ts';

/** What can be made again of the segment, and is worth nothing without it. */
const INDEX_TYPES = ['index', 'timeindex'] as const;

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
  for (const baseOffset of baseOffsets) {
    for (const type of ['log', ...INDEX_TYPES] as const) {
      await fileSystem.remove(`${directory}/${logFileName(baseOffset, type)}`);
    }
  }
  await fileSystem.syncDirectory(directory);
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
