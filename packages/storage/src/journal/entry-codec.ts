import { type Offset, type Uuid, assert, uuidFromBytes, uuidToBytes } from '@odradek/base';

import type { JournalEntry, JournaledLog, JournalTarget } from './journal-entry.ts';
import { readUint53, writeUint53 } from './uint53.ts';

/*
 * An entry of a frame, little endian:
 *
 *    0 flags         u8   1: by reference, without bytes
 *    1 folder length u8
 *    2 reserved      u16
 *    4 byte length   u32
 *    8 position      u32
 *   12 base offset   u64
 *   20 topic id      16 bytes
 *   36 folder        UTF-8, then the bytes
 */
const BY_REFERENCE = 1;
const BYTE_LENGTH = 4;
const POSITION = 8;
const BASE_OFFSET = 12;
const TOPIC_ID = 20;
const FOLDER = 36;
const UUID_BYTES = 16;
const FOLDER_BYTES_MAX = 255;

/** What an entry may take in a frame besides its bytes. */
export const ENTRY_OVERHEAD_MAX: number = FOLDER + FOLDER_BYTES_MAX;

/** An entry as it was read from a frame. */
export interface RecoveredEntry {
  /** The name of the folder of the partition. */
  readonly folder: string;
  readonly topicId: Uuid;
  /** Of the segment. */
  readonly baseOffset: Offset;
  /** Where the bytes belong in the segment. */
  readonly position: number;
  readonly byteLength: number;
  /** A part of what was read from the journal; `undefined` if the segment has the bytes durably. */
  readonly bytes: Buffer | undefined;
}

/** What a frame has of an entry. */
interface WrittenEntry extends Pick<JournalEntry, 'log' | 'position' | 'byteLength' | 'buffers'> {
  readonly target: Pick<JournalTarget, 'baseOffset'>;
}

/** How many bytes an entry takes in a frame. */
export function encodedLength({ folder, bytes }: RecoveredEntry): number {
  return FOLDER + Buffer.byteLength(folder) + (bytes?.byteLength ?? 0);
}

/** Writes entries into frames. What an entry says of its log is made once for each log. */
export class EntryEncoder {
  private readonly identities = new WeakMap<JournaledLog, Buffer>();

  /** As `write`, for an entry that was read before. */
  writeRecovered(frame: Buffer, entry: RecoveredEntry, start: number): number | undefined {
    const { folder, topicId, baseOffset, position, byteLength, bytes } = entry;
    const buffers = bytes === undefined ? [] : [bytes];
    const target = { baseOffset };
    return this.write(
      frame,
      { log: { folder, topicId }, target, position, byteLength, buffers },
      start,
    );
  }

  /**
   * Writes an entry into a frame, its bytes included; answers where it ends, or `undefined` if it
   * does not fit any more.
   */
  write(frame: Buffer, entry: WrittenEntry, start: number): number | undefined {
    const identity = this.identityOf(entry.log);
    const { buffers } = entry;
    const bytes = buffers.length === 0 ? 0 : entry.byteLength;
    let end = start + TOPIC_ID + identity.byteLength;
    if (end + bytes > frame.byteLength) return undefined;
    frame[start] = buffers.length === 0 ? BY_REFERENCE : 0;
    frame[start + 1] = identity.byteLength - UUID_BYTES;
    frame[start + 2] = 0;
    frame[start + 3] = 0;
    frame.writeUInt32LE(entry.byteLength, start + BYTE_LENGTH);
    frame.writeUInt32LE(entry.position, start + POSITION);
    writeUint53(frame, entry.target.baseOffset, start + BASE_OFFSET);
    frame.set(identity, start + TOPIC_ID);
    for (const buffer of buffers) {
      frame.set(buffer, end);
      end += buffer.byteLength;
    }
    return end;
  }

  /** Topic id and folder, as they are written. */
  private identityOf(log: JournaledLog): Buffer {
    const known = this.identities.get(log);
    if (known !== undefined) return known;
    const identity = Buffer.concat([uuidToBytes(log.topicId), Buffer.from(log.folder)]);
    const folderBytes = identity.byteLength - UUID_BYTES;
    assert(folderBytes > 0 && folderBytes <= FOLDER_BYTES_MAX, 'a folder has a name that fits');
    this.identities.set(log, identity);
    return identity;
  }
}

/** Reads entries from frames. What they say of their logs is made once for each log. */
export class EntryDecoder {
  private readonly identities = new Map<string, Pick<RecoveredEntry, 'folder' | 'topicId'>>();

  /** The entries of a frame whose checksum is right, from `start` to the end of `frame`. */
  read(frame: Buffer, start: number): readonly RecoveredEntry[] {
    const entries: RecoveredEntry[] = [];
    for (let at = start; at < frame.byteLength;) {
      const folderEnd = at + FOLDER + (frame[at + 1] ?? 0);
      const byteLength = frame.readUInt32LE(at + BYTE_LENGTH);
      const isByReference = frame[at] === BY_REFERENCE;
      const end = isByReference ? folderEnd : folderEnd + byteLength;
      assert(end <= frame.byteLength, 'the entries of a whole frame are whole');
      const { folder, topicId } = this.identityOf(frame, at + TOPIC_ID, folderEnd);
      entries.push({
        folder,
        topicId,
        baseOffset: readUint53(frame, at + BASE_OFFSET),
        position: frame.readUInt32LE(at + POSITION),
        byteLength,
        bytes: isByReference ? undefined : frame.subarray(folderEnd, end),
      });
      at = end;
    }
    return entries;
  }

  private identityOf(
    frame: Buffer,
    start: number,
    end: number,
  ): Pick<RecoveredEntry, 'folder' | 'topicId'> {
    const key = frame.toString('latin1', start, end);
    const known = this.identities.get(key);
    if (known !== undefined) return known;
    const identity = {
      folder: frame.toString('utf8', start + UUID_BYTES, end),
      topicId: uuidFromBytes(frame.subarray(start, start + UUID_BYTES)),
    };
    this.identities.set(key, identity);
    return identity;
  }
}
