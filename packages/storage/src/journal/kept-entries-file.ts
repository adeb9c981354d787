import { assert } from '@odradek/base';

import { storageError } from '../log/storage-error.ts';
import { EntryDecoder, EntryEncoder, encodedLength, type RecoveredEntry } from './entry-codec.ts';
import {
  BLOCK_BYTES,
  FRAME_HEADER_BYTES,
  type FrameHeader,
  isWholeFrame,
  paddedLength,
  readFrameHeader,
  SALT_BYTES,
  sealFrame,
} from './frame.ts';
import { checkFormatVersion, readFileHeader, writeFileHeader } from './journal-file-header.ts';

/** The files of kept entries are `odradek-journal-kept-00000001` and so on: Kafka ignores them too. */
const NAME = /^odradek-journal-kept-(\d{8})(\.tmp)?$/;
const NUMBER_DIGITS = 8;

/** A file is written once and as a whole: nothing that it had before can be taken for a frame. */
const SALT: Buffer = Buffer.alloc(SALT_BYTES);

/** The name of the file with a number from 1 on. */
export function keptEntriesFileName(number: number): string {
  return `odradek-journal-kept-${String(number).padStart(NUMBER_DIGITS, '0')}`;
}

/** What the name of a file of kept entries says; `undefined` if it is another file. */
export function parseKeptEntriesFileName(
  name: string,
): { readonly number: number; readonly isUnfinished: boolean } | undefined {
  const [, digits, suffix] = NAME.exec(name) ?? [];
  if (digits === undefined) return undefined;
  return { number: Number(digits), isUnfinished: suffix !== undefined };
}

/** The bytes of a file: the first block of a file of the journal, and one frame with all entries. */
export function formatKeptEntries(entries: readonly RecoveredEntry[]): Buffer {
  const length = entries.reduce((sum, entry) => sum + encodedLength(entry), FRAME_HEADER_BYTES);
  const bytes = Buffer.alloc(BLOCK_BYTES + paddedLength(length));
  writeFileHeader(bytes.subarray(0, BLOCK_BYTES), SALT);
  const frame = bytes.subarray(BLOCK_BYTES);
  const encoder = new EntryEncoder();
  let end: number | undefined = FRAME_HEADER_BYTES;
  for (const entry of entries) {
    end = encoder.writeRecovered(frame, entry, end);
    assert(end !== undefined, 'there is room for all entries');
  }
  sealFrame(frame, headerOf(length, entries.length), SALT);
  return bytes;
}

/** No frame comes before it, and no checkpoint is spoken of. */
function headerOf(length: number, entriesCount: number): FrameHeader {
  return {
    generation: 0,
    lsn: 0,
    previousLsn: 0,
    previousCrc: 0,
    checkpointLsn: 0,
    durableLsn: 0,
    length,
    entriesCount,
  };
}

/**
 * The entries in a file. Raises `KAFKA_STORAGE_ERROR` if it is damaged, and
 * `ODRADEK_JOURNAL_VERSION` if a newer version has written it.
 */
export function parseKeptEntries(path: string, bytes: Buffer): readonly RecoveredEntry[] {
  const salt = readFileHeader(path, bytes);
  const frame = bytes.subarray(BLOCK_BYTES);
  const header = salt && readFrameHeader(frame, salt);
  if (header !== undefined) checkFormatVersion(path, header.formatVersion);
  if (header === undefined || !isWholeFrame(frame, header)) {
    throw storageError(
      `${path} is damaged: it has acknowledged records of a partition that could not be written ` +
        'there. Restore it from a copy; removing it gives them up.',
    );
  }
  return new EntryDecoder().read(frame.subarray(0, header.length), FRAME_HEADER_BYTES);
}
