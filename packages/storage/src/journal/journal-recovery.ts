import { KafkaError } from '@odradek/base';

import { reasonOf, storageError } from '../log/storage-error.ts';
import type { FileSystem } from '../ports/file-system.ts';
import type { JournalDevice, JournalFile } from '../ports/journal-device.ts';
import type { OpenJournalFile } from './create-journal-file.ts';
import { EntryDecoder, type RecoveredEntry } from './entry-codec.ts';
import { BLOCK_BYTES, FRAME_HEADER_BYTES, paddedLength } from './frame.ts';
import { chainFrames, checkpointOf, type FrameChain } from './frame-chain.ts';
import { type FoundFrame, readBlocks, scanFrames } from './frame-scan.ts';
import type { JournalPosition } from './group-commit.ts';
import { parseJournalFileName, readFileHeader, writeFileHeader } from './journal-file-header.ts';
import type { JournalTail } from './journal-files.ts';

const EMPTY: Buffer = Buffer.alloc(0);
/** How much is looked at at a time of a file without a header. */
const CHECK_BYTES = 1024 * 1024;

/** Where the journal is that is to be recovered. */
export interface JournalRecoveryOptions {
  readonly fileSystem: FileSystem;
  readonly device: JournalDevice;
  /** The log directory. */
  readonly directory: string;
}

/** How a journal goes on after a recovery: what `Journal.open` takes. */
export interface JournalState {
  /** Open; the journal closes them. */
  readonly files: readonly OpenJournalFile[];
  readonly position: JournalPosition;
  readonly tail: JournalTail | undefined;
  /** The checkpoint that the last frame that counts speaks of: nothing takes it back. */
  readonly checkpointLsn: number;
  /** Whether a recovery may find entries to replay, until there is a further checkpoint. */
  readonly hasEntries: boolean;
}

/** What a journal has that may not be in the segments. */
export interface JournalRecovery {
  /** In the order in which they were appended. They keep what was read of the journal in memory. */
  readonly entries: readonly RecoveredEntry[];
  readonly state: JournalState;
}

/**
 * Finds what is to be replayed of the journal of a log directory; nothing, if it has none. What it
 * answers is durable: the last frames, which no frame says are, are written again as they are, and so
 * are the first blocks of files that have none. It changes nothing of the frames, so that it may be done again and gives the same, as long as nothing
 * was appended.
 *
 * Rejects with `ODRADEK_JOURNAL_VERSION` for files of a newer version, and with `KAFKA_STORAGE_ERROR`
 * if they cannot be read or are damaged.
 */
export async function recoverJournal(options: JournalRecoveryOptions): Promise<JournalRecovery> {
  const files: OpenJournalFile[] = [];
  try {
    await openFiles(options, files);
    // What a killed process has written can be read, and may still be lost.
    await Promise.all(files.map(({ file }) => file.sync()));
    const found = (await Promise.all(files.map((file) => scanFrames(file, options.device)))).flat();
    await writeHeadersAgain(options.device, files, found);
    const chain = await readChain(options.directory, found);
    await writeAgain(options.device, chain);
    return { entries: entriesOf(chain), state: stateOf(files, found, chain) };
  } catch (error) {
    await Promise.allSettled(files.map(({ file }) => file.close()));
    if (error instanceof KafkaError) throw error;
    throw storageError(
      `The journal of ${options.directory} cannot be read: ${reasonOf(error)}.`,
      error,
    );
  }
}

/**
 * A frame whose sync has failed can be read until the power goes, though the disk does not have it, and
 * no later sync brings it there. Only the last few may be such frames: none is written behind a failure.
 */
async function writeAgain(
  device: JournalDevice,
  { frames, durableLsn }: FrameChain,
): Promise<void> {
  for (const { lsn, file, position, bytes } of frames) {
    if (lsn <= durableLsn) continue;
    const again = device.allocate(paddedLength(bytes.byteLength));
    bytes.copy(again);
    await file.file.writeDurably(position, again);
  }
}

/**
 * The first block of a file without frames may have been written by a process whose sync of it failed,
 * and which was killed before it took the file away. A file that has frames has had it durably before.
 */
async function writeHeadersAgain(
  device: JournalDevice,
  files: readonly OpenJournalFile[],
  found: readonly FoundFrame[],
): Promise<void> {
  const used = new Set(found.map(({ file }) => file));
  for (const file of files) {
    if (used.has(file)) continue;
    const block = device.allocate(BLOCK_BYTES);
    writeFileHeader(block, file.salt);
    await file.file.writeDurably(0, block);
  }
}

/** Opens the files of the journal, and removes those whose creation was interrupted. */
async function openFiles(
  { fileSystem, device, directory }: JournalRecoveryOptions,
  files: OpenJournalFile[],
): Promise<void> {
  for (const { name, type } of await fileSystem.list(directory)) {
    const number = parseJournalFileName(name);
    if (number === undefined || type !== 'file') continue;
    const path = `${directory}/${name}`;
    const file = await device.open(path);
    const salt = readFileHeader(path, await readBlocks(file, 0, BLOCK_BYTES));
    if (salt !== undefined) {
      files.push({ path, number, file, salt, lastLsn: 0 });
      continue;
    }
    const isEmpty = await isUnused(file);
    await file.close();
    if (!isEmpty) throw damagedHeader(path);
    await fileSystem.remove(path);
  }
}

/** Whether no frame was ever written to a file: then everything behind its first block is zero. */
async function isUnused(file: JournalFile): Promise<boolean> {
  for (let at = BLOCK_BYTES; at < file.size; at += CHECK_BYTES) {
    const chunk = await readBlocks(file, at, CHECK_BYTES);
    if (chunk.some((byte) => byte !== 0)) return false;
  }
  return true;
}

function damagedHeader(path: string): KafkaError {
  return storageError(
    `${path} is damaged: its first block is not that of a journal, and there are frames behind it. ` +
      'Restore it from a copy made at the same time as the logs, or the directory from replicas; ' +
      'removing it gives up acknowledged records that only the journal has.',
  );
}

/** Reads the frames behind the checkpoint, of each file at once, and follows them. */
async function readChain(directory: string, found: readonly FoundFrame[]): Promise<FrameChain> {
  const checkpointLsn = checkpointOf(found);
  const ranges = new Map<OpenJournalFile, FileRange>();
  for (const frame of found) {
    if (frame.lsn > checkpointLsn) widen(ranges, frame);
  }
  await Promise.all([...ranges].map(([{ file }, range]) => fill(file, range)));
  const bytesOf = ({ file, position, length }: FoundFrame): Buffer => {
    const { start = 0, bytes = EMPTY } = ranges.get(file) ?? {};
    return bytes.subarray(position - start, position - start + length);
  };
  return chainFrames({ directory, found, bytesOf });
}

/** A part of a file. */
interface FileRange {
  start: number;
  end: number;
  bytes: Buffer;
}

function widen(ranges: Map<OpenJournalFile, FileRange>, frame: FoundFrame): void {
  const { file, position } = frame;
  const end = position + paddedLength(frame.length);
  const range = ranges.get(file);
  if (range === undefined) {
    ranges.set(file, { start: position, end, bytes: EMPTY });
  } else {
    range.start = Math.min(range.start, position);
    range.end = Math.max(range.end, end);
  }
}

async function fill(file: JournalFile, range: FileRange): Promise<void> {
  range.bytes = await readBlocks(file, range.start, range.end - range.start);
}

function entriesOf({ frames }: FrameChain): readonly RecoveredEntry[] {
  const decoder = new EntryDecoder();
  return frames.flatMap(({ bytes }) => decoder.read(bytes, FRAME_HEADER_BYTES));
}

function stateOf(
  files: readonly OpenJournalFile[],
  found: readonly FoundFrame[],
  { last }: FrameChain,
): JournalState {
  const lastLsn = last?.lsn ?? 0;
  // What a frame says that does not count is forgotten as soon as it is overwritten.
  const checkpointLsn = last?.checkpointLsn ?? 0;
  let [generation, nextLsn, hasEntries] = [1, lastLsn + 1, false];
  for (const frame of found) {
    generation = Math.max(generation, frame.generation + 1);
    nextLsn = Math.max(nextLsn, frame.lsn + 1);
    // Those behind the last one do not count: they may be overwritten.
    if (frame.lsn > lastLsn) continue;
    frame.file.lastLsn = Math.max(frame.file.lastLsn, frame.lsn);
    if (frame.lsn > checkpointLsn && frame.entriesCount > 0) hasEntries = true;
  }
  const tail = last && { file: last.file, position: last.position + paddedLength(last.length) };
  const position = { generation, nextLsn, lastLsn, lastCrc: last?.crc ?? 0 };
  return { files, position, tail, checkpointLsn, hasEntries };
}
