import type { JournalDevice, JournalFile } from '../ports/journal-device.ts';
import type { OpenJournalFile } from './create-journal-file.ts';
import { BLOCK_BYTES, type FoundHeader, paddedLength, readFrameHeader } from './frame.ts';
import { checkFormatVersion } from './journal-file-header.ts';

/** A frame whose header was found; its entries were not looked at. */
export interface FoundFrame extends FoundHeader {
  readonly file: OpenJournalFile;
  readonly position: number;
}

/** How much is read at a time. */
const SCAN_BYTES = 1024 * 1024;

/**
 * The headers of all frames in a file, from its beginning on: those of today, of before, and what is
 * left of those that were overwritten. Raises `ODRADEK_JOURNAL_VERSION` for one of a newer format.
 */
export async function scanFrames(
  file: OpenJournalFile,
  device: Pick<JournalDevice, 'allocate'>,
): Promise<readonly FoundFrame[]> {
  const frames: FoundFrame[] = [];
  const memory = device.allocate(Math.min(SCAN_BYTES, file.file.size));
  for (let start = BLOCK_BYTES; start < file.file.size; start += SCAN_BYTES) {
    const chunk = await readBlocks(file.file, start, SCAN_BYTES, memory);
    for (let at = 0; at < chunk.byteLength; at += BLOCK_BYTES) {
      const header = readFrameHeader(chunk, file.salt, at);
      if (header === undefined) continue;
      checkFormatVersion(file.path, header.formatVersion);
      const position = start + at;
      if (position + paddedLength(header.length) > file.file.size) continue;
      frames.push({ ...header, file, position });
    }
  }
  return frames;
}

/** Reads blocks up to the last whole one of the file; see `JournalFile.read`. */
export function readBlocks(
  file: JournalFile,
  start: number,
  bytes: number,
  memory?: Buffer,
): Promise<Buffer> {
  const whole = Math.floor(file.size / BLOCK_BYTES) * BLOCK_BYTES;
  return file.read(start, Math.min(bytes, whole - start), memory);
}
