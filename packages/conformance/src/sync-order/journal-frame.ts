import { crc32c, type Offset } from '@odradek/base';

/*
 * What a trace needs of the format of a journal (packages/storage/src/journal), read a second time
 * here, so that a mistake in the format is not read as it was written.
 */
const BLOCK_BYTES = 4096;
const MAGIC = Buffer.from('ODJF');
const FRAME_CRC = 4;
const CRC_START = 8;
const LSN = 32;
const PREVIOUS_LSN = 40;
const CHECKPOINT_LSN = 48;
const LENGTH = 68;
const ENTRIES_COUNT = 72;
const HEADER_BYTES = 80;

const BY_REFERENCE = 1;
const FOLDER_LENGTH = 1;
const BYTE_LENGTH = 4;
const POSITION = 8;
const BASE_OFFSET = 12;
const FOLDER = 36;

const NAME = /\/odradek-journal-\d{8}$/;

/** Where a frame says that bytes of a segment are, and the bytes. */
export interface FrameEntry {
  readonly folder: string;
  readonly baseOffset: Offset;
  readonly position: number;
  readonly byteLength: number;
  /** Missing if the segment has them durably. */
  readonly bytes: Buffer | undefined;
}

/** What one write of a journal makes durable. */
export interface JournalFrame {
  readonly lsn: number;
  /** The frame without which this one does not count; 0 if there is none. */
  readonly previousLsn: number;
  /** The entries of the frames up to this one are durable in their segments. */
  readonly checkpointLsn: number;
  readonly entries: readonly FrameEntry[];
}

/** Whether a file is one of a journal. */
export function isJournalFile(path: string): boolean {
  return NAME.test(path);
}

/** The frames that begin at blocks of what was written to a file of a journal, and are whole. */
export function framesIn(bytes: Buffer): readonly JournalFrame[] {
  const frames: JournalFrame[] = [];
  for (let at = 0; at + HEADER_BYTES <= bytes.byteLength;) {
    const length = wholeLength(bytes.subarray(at));
    if (length > 0) frames.push(readFrame(bytes.subarray(at, at + length)));
    at += Math.max(1, Math.ceil(length / BLOCK_BYTES)) * BLOCK_BYTES;
  }
  return frames;
}

/** 0 if no frame begins here that is whole. */
function wholeLength(bytes: Buffer): number {
  if (!MAGIC.equals(bytes.subarray(0, MAGIC.byteLength))) return 0;
  const length = bytes.readUInt32LE(LENGTH);
  if (length < HEADER_BYTES || length > bytes.byteLength) return 0;
  return crc32c(bytes.subarray(CRC_START, length)) === bytes.readUInt32LE(FRAME_CRC) ? length : 0;
}

function readFrame(bytes: Buffer): JournalFrame {
  const entries: FrameEntry[] = [];
  let at = HEADER_BYTES;
  for (let left = bytes.readUInt32LE(ENTRIES_COUNT); left > 0; left--) {
    const folderEnd = at + FOLDER + bytes.readUInt8(at + FOLDER_LENGTH);
    const byteLength = bytes.readUInt32LE(at + BYTE_LENGTH);
    const isByReference = bytes.readUInt8(at) === BY_REFERENCE;
    const end = isByReference ? folderEnd : folderEnd + byteLength;
    entries.push({
      folder: bytes.toString('utf8', at + FOLDER, folderEnd),
      baseOffset: readCount(bytes, at + BASE_OFFSET),
      position: bytes.readUInt32LE(at + POSITION),
      byteLength,
      bytes: isByReference ? undefined : bytes.subarray(folderEnd, end),
    });
    at = end;
  }
  if (at !== bytes.byteLength) throw new Error('The entries of a frame do not fill it.');
  return {
    lsn: readCount(bytes, LSN),
    previousLsn: readCount(bytes, PREVIOUS_LSN),
    checkpointLsn: readCount(bytes, CHECKPOINT_LSN),
    entries,
  };
}

function readCount(bytes: Buffer, at: number): number {
  return Number(bytes.readBigUInt64LE(at));
}
