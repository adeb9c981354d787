import type { Offset } from '@odradek/base';

import { storageError } from '../log/storage-error.ts';
import { type File, type FileSystem, isMissingFile, parentOf } from '../ports/file-system.ts';
import { logFileName } from '../segment/log-file-name.ts';
import type { RecoveredEntry } from './entry-codec.ts';
import type { JournalTarget } from './journal-entry.ts';

/** The entries of a segment, in order. */
export interface SegmentReplay {
  readonly fileSystem: FileSystem;
  /** The path of the folder of the partition. */
  readonly folder: string;
  readonly baseOffset: Offset;
  readonly entries: readonly RecoveredEntry[];
}

/** How many bytes are written at a time, unless a single entry has more. */
const WRITE_BYTES_MAX = 1024 * 1024;
/** Up to so many bytes `File.writeNow` is meant for. */
const WRITE_NOW_BYTES_MAX = 64 * 1024;

/** The file of a segment that entries were replayed to. It is open only while it is synced. */
export class ReplayedSegment implements JournalTarget {
  readonly baseOffset: Offset;
  private readonly fileSystem: FileSystem;
  private readonly path: string;
  private readonly mayBeNew: boolean;

  constructor({ fileSystem, folder, baseOffset, entries }: SegmentReplay) {
    this.fileSystem = fileSystem;
    this.baseOffset = baseOffset;
    this.path = `${folder}/${logFileName(baseOffset, 'log')}`;
    // Its name is made durable only with the first checkpoint of its entries.
    this.mayBeNew = entries[0]?.position === 0;
  }

  /** Writes its entries. Raises `KAFKA_STORAGE_ERROR` if the file lacks what comes before them. */
  async write(entries: readonly RecoveredEntry[]): Promise<void> {
    const file = await this.open();
    try {
      await writeEntries(file, this.path, entries);
    } finally {
      await file.close();
    }
  }

  private async open(): Promise<File> {
    try {
      return await this.fileSystem.open(this.path, { create: this.mayBeNew });
    } catch (error) {
      if (!isMissingFile(error)) throw error;
      throw storageError(
        `${this.path} is missing, and the journal has records that belong behind what it had.`,
        error,
      );
    }
  }

  async sync(): Promise<void> {
    const file = await this.fileSystem.open(this.path);
    try {
      await file.datasync();
    } finally {
      await file.close();
    }
    if (this.mayBeNew) await this.fileSystem.syncDirectory(parentOf(this.path));
  }
}

async function writeEntries(
  file: File,
  path: string,
  entries: readonly RecoveredEntry[],
): Promise<void> {
  // How long the file is at least: it is asked only when that is not known to be enough.
  let size = 0;
  for (const run of runsOf(entries)) {
    // Behind a gap nothing of the log could be read: to write there would hide that it is.
    const needed = run.buffers.length === 0 ? run.end : run.position;
    if (size < needed) size = await file.size();
    if (size < needed) throw tooShort(path, size, needed);
    if (run.buffers.length > 0) await write(file, run.position, joined(run.buffers));
    size = Math.max(size, run.end);
  }
}

/** Nobody else needs the event loop yet: little is written at once, which is quicker. */
async function write(file: File, position: number, bytes: Buffer): Promise<void> {
  const isNow = bytes.byteLength <= WRITE_NOW_BYTES_MAX && file.isOpen !== false;
  if (isNow) file.writeNow(position, [bytes]);
  else await file.write(position, [bytes]);
}

/** Entries without a gap between them, or one by reference. */
interface Run {
  readonly position: number;
  end: number;
  readonly buffers: Buffer[];
}

function runsOf(entries: readonly RecoveredEntry[]): readonly Run[] {
  const runs: Run[] = [];
  let last: Run | undefined;
  for (const { position, byteLength, bytes } of entries) {
    const end = position + byteLength;
    const isNext =
      last !== undefined &&
      last.buffers.length > 0 &&
      last.end === position &&
      end - last.position <= WRITE_BYTES_MAX;
    if (bytes !== undefined && isNext && last !== undefined) {
      last.buffers.push(bytes);
      last.end = end;
    } else {
      last = { position, end, buffers: bytes === undefined ? [] : [bytes] };
      runs.push(last);
    }
  }
  return runs;
}

function joined(buffers: readonly Buffer[]): Buffer {
  const [first] = buffers;
  return buffers.length === 1 && first !== undefined ? first : Buffer.concat(buffers);
}

function tooShort(path: string, size: number, needed: number): Error {
  return storageError(
    `${path} has ${size} bytes, and the journal has records that belong behind byte ${needed}: ` +
      'what was durable before them is gone.',
  );
}
