import type { Offset } from '@odradek/base';
import { lastOffsetAt } from '@odradek/protocol';

import type { FileSystem } from '../ports/file-system.ts';
import { BatchScan } from '../segment/batch-scan.ts';
import {
  CLEANED_SUFFIX,
  logFileName,
  parseLogFileName,
  SEGMENT_FILE_TYPES,
  SWAP_SUFFIX,
} from '../segment/log-file-name.ts';
import { removeIndexFiles, removeSegmentFiles } from '../segment/segment-files.ts';

/** The folder of a partition as a crash may have left it. */
export interface InterruptedSwaps {
  readonly fileSystem: FileSystem;
  readonly directory: string;
  /** What the folder has. */
  readonly names: readonly string[];
}

/**
 * Ends what compactions have begun, ours or Apache Kafka's (`LogLoader.removeTempFilesAndCollectSwapFiles`
 * and what follows it): files that are whole take the place of the segments whose offsets they have,
 * and others go. A crash meanwhile leaves what can be ended again. Answers whether anything was done;
 * everything is durable then. Raises an error if a file that is said to be whole is not.
 */
export async function finishInterruptedSwaps(folder: InterruptedSwaps): Promise<boolean> {
  const { names } = folder;
  if (!names.some((name) => name.endsWith(SWAP_SUFFIX) || name.endsWith(CLEANED_SUFFIX))) {
    return false;
  }
  const swaps = offsetsOf(names, SWAP_SUFFIX);
  const unfinishedFrom = Math.min(...offsetsOf(names, CLEANED_SUFFIX));
  for (const baseOffset of swaps) {
    if (baseOffset >= unfinishedFrom) await removeSwaps(folder, baseOffset);
    else if (names.includes(swapName(baseOffset))) await finishSwap(folder, baseOffset);
    else await placeIndexes(folder, baseOffset);
  }
  await removeCleaned(folder);
  return true;
}

/** The base offsets of the segments that have files of this suffix; each once, ascending. */
function offsetsOf(names: readonly string[], suffix: string): readonly Offset[] {
  const offsets = names.map((name) => {
    const plain = name.endsWith(suffix) ? name.slice(0, -suffix.length) : '';
    return SEGMENT_FILE_TYPES.map((type) => parseLogFileName(plain, type)).find(
      (offset) => offset !== undefined,
    );
  });
  return [...new Set(offsets)].filter((offset) => offset !== undefined).sort((a, b) => a - b);
}

function swapName(baseOffset: Offset): string {
  return `${logFileName(baseOffset, 'log')}${SWAP_SUFFIX}`;
}

/** Not all files of it were renamed: the old segments are all there. */
async function removeSwaps(
  { fileSystem, directory }: InterruptedSwaps,
  baseOffset: Offset,
): Promise<void> {
  for (const type of SEGMENT_FILE_TYPES) {
    await fileSystem.remove(`${directory}/${logFileName(baseOffset, type)}${SWAP_SUFFIX}`);
  }
  // Before the file goes that says so.
  await fileSystem.syncDirectory(directory);
}

async function removeCleaned({ fileSystem, directory, names }: InterruptedSwaps): Promise<void> {
  for (const name of names) {
    if (name.endsWith(CLEANED_SUFFIX)) await fileSystem.remove(`${directory}/${name}`);
  }
  await fileSystem.syncDirectory(directory);
}

/**
 * The old segments go before the new one comes, and the indexes of the one whose name it takes: which
 * of those are its own already nobody knows.
 */
async function finishSwap(folder: InterruptedSwaps, baseOffset: Offset): Promise<void> {
  const { fileSystem, directory, names } = folder;
  const nextOffset = await endOf(folder, baseOffset);
  const replaced = names
    .map((name) => parseLogFileName(name, 'log'))
    .filter((offset) => offset !== undefined)
    .filter((offset) => offset > baseOffset && offset < nextOffset);
  await removeSegmentFiles(fileSystem, directory, replaced);
  await removeIndexFiles(fileSystem, directory, baseOffset);
  await fileSystem.syncDirectory(directory);
  await rename(folder, baseOffset, ['timeindex', 'txnindex', 'log', 'index']);
}

/** Where the last batch of the new segment ends. */
async function endOf(
  { fileSystem, directory }: InterruptedSwaps,
  baseOffset: Offset,
): Promise<Offset> {
  const path = `${directory}/${swapName(baseOffset)}`;
  const file = await fileSystem.open(path, { isReadOnly: true });
  try {
    const end = await file.size();
    const scan = new BatchScan({ file, position: 0, end, baseOffset, mayHaveGaps: true });
    let nextOffset = baseOffset;
    while (await scan.next()) nextOffset = lastOffsetAt(scan.bytes, scan.at) + 1;
    if (scan.fault === undefined) return nextOffset;
    throw new Error(
      `${path} holds no record batch at byte ${scan.position}: ${scan.fault}. It was durable before it ` +
        'got that name, so no crash has done this: restore the folder from a replica or a backup; or ' +
        `remove that file if ${logFileName(baseOffset, 'log')} is still there.`,
    );
  } finally {
    await file.close();
  }
}

/** The batches are in place, and these are theirs unless they have some. */
async function placeIndexes(folder: InterruptedSwaps, baseOffset: Offset): Promise<void> {
  const { fileSystem, directory } = folder;
  for (const type of ['index', 'timeindex', 'txnindex'] as const) {
    const path = `${directory}/${logFileName(baseOffset, type)}`;
    if (await fileSystem.exists(path)) await fileSystem.remove(`${path}${SWAP_SUFFIX}`);
  }
  await rename(folder, baseOffset, ['timeindex', 'txnindex', 'index']);
}

async function rename(
  { fileSystem, directory }: InterruptedSwaps,
  baseOffset: Offset,
  types: readonly (typeof SEGMENT_FILE_TYPES)[number][],
): Promise<void> {
  for (const type of types) {
    const path = `${directory}/${logFileName(baseOffset, type)}`;
    if (!(await fileSystem.exists(`${path}${SWAP_SUFFIX}`))) continue;
    await fileSystem.rename(`${path}${SWAP_SUFFIX}`, path);
  }
  await fileSystem.syncDirectory(directory);
}
