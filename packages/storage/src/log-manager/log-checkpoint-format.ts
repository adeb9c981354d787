import { ByteReader, ByteWriter, crc32c, type Uuid } from '@odradek/base';

import { storageError } from '../log/storage-error.ts';
import type { LogSummary } from './log-summary.ts';

/** What the checkpoint of a log directory has of a partition. */
export interface CheckpointEntry {
  readonly topic: string;
  readonly partition: number;
  /** Of the topic that the folder of the partition is of. */
  readonly topicId: Uuid;
  /** Whether something may have been written since that the summary does not tell of. */
  readonly isDirty: boolean;
  /** Whether the log may miss what it has acknowledged, as it was not synced (`odradek.flush=os`). */
  readonly isUnsynced: boolean;
  readonly summary: LogSummary | undefined;
}

/** A change of a checkpoint: what it has of a partition from now on, or that it has nothing. */
export type CheckpointChange =
  | { readonly type: 'entry'; readonly entry: CheckpointEntry }
  | { readonly type: 'removal'; readonly topic: string; readonly partition: number };

/** What is written at once: changes, and whether its broker has stopped in order with them. */
export interface CheckpointFrame {
  readonly isClosed: boolean;
  readonly changes: readonly CheckpointChange[];
}

/** The frames of a file. */
export interface DecodedCheckpoint {
  readonly frames: readonly CheckpointFrame[];
  /** Whether the file ends in what is no frame, as a crash leaves a write that nobody relied on. */
  readonly isTorn: boolean;
}

const FILE_MAGIC = Buffer.from('odradeklogcheckpoint');
/** The version of the format that is written. */
const FORMAT_VERSION = 1;
const HEADER_BYTES: number = FILE_MAGIC.byteLength + 2;
/** `ODLF`: where a frame begins. */
const FRAME_MAGIC = 0x4f444c46;
/** Magic, length of the payload, CRC-32C of length and payload. */
const FRAME_OVERHEAD = 12;
const LENGTH_AT = 4;
const CRC_AT = 8;
const REMOVAL = 0;
const ENTRY = 1;
const HAS_SUMMARY = 1;
const IS_DIRTY = 2;
const IS_UNSYNCED = 4;

/**
 * The file `odradek-log-checkpoint`: 20 bytes of magic and an int16 version, then frames. A frame has
 * a magic, the length of its payload, a CRC-32C over both, and the payload: whether the directory was
 * closed, how many changes there are, and those. The first frame has everything that is known; those
 * behind it were appended one after the other, each synced before the next was begun.
 */
export function encodeCheckpoint(frame: CheckpointFrame): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  FILE_MAGIC.copy(header);
  header.writeUInt16BE(FORMAT_VERSION, FILE_MAGIC.byteLength);
  return Buffer.concat([header, encodeFrame(frame)]);
}

/** The bytes of one frame. */
export function encodeFrame({ isClosed, changes }: CheckpointFrame): Buffer {
  const writer = new ByteWriter();
  writer.writeInt32(FRAME_MAGIC);
  writer.writeInt32(0);
  writer.writeInt32(0);
  writer.writeBoolean(isClosed);
  writer.writeInt32(changes.length);
  for (const change of changes) writeChange(writer, change);
  const bytes = writer.toBuffer();
  bytes.writeUInt32BE(bytes.byteLength - FRAME_OVERHEAD, LENGTH_AT);
  bytes.writeUInt32BE(checksum(bytes), CRC_AT);
  return bytes;
}

function checksum(frame: Buffer): number {
  return crc32c(frame.subarray(FRAME_OVERHEAD), crc32c(frame.subarray(LENGTH_AT, CRC_AT)));
}

function writeChange(writer: ByteWriter, change: CheckpointChange): void {
  if (change.type === 'removal') {
    writer.writeInt8(REMOVAL);
    writer.writeString(change.topic);
    writer.writeInt32(change.partition);
    return;
  }
  const { topic, partition, topicId, isDirty, isUnsynced, summary } = change.entry;
  writer.writeInt8(ENTRY);
  writer.writeString(topic);
  writer.writeInt32(partition);
  writer.writeUuid(topicId);
  writer.writeInt8(
    (summary === undefined ? 0 : HAS_SUMMARY) |
      (isDirty ? IS_DIRTY : 0) |
      (isUnsynced ? IS_UNSYNCED : 0),
  );
  if (summary !== undefined) writeSummary(writer, summary);
}

function writeSummary(writer: ByteWriter, summary: LogSummary): void {
  writer.writeInt64FromNumber(summary.startOffset);
  writer.writeInt64FromNumber(summary.endOffset);
  writer.writeInt64FromNumber(summary.lastStableOffset);
  writer.writeInt64FromNumber(summary.size);
  writer.writeInt32(summary.segmentsCount);
  writer.writeInt64FromNumber(summary.oldestSegmentTimestamp);
  writer.writeInt32(summary.startEpoch);
  writer.writeInt64FromNumber(summary.recoveryPoint);
}

/**
 * Reads a file. Raises `KAFKA_STORAGE_ERROR` if a newer version than ours has written it, and an
 * `Error` that says where if it is damaged as no crash leaves it: then nothing of it counts, because
 * what cannot be read may say that other parts do not.
 */
export function decodeCheckpoint(path: string, bytes: Buffer): DecodedCheckpoint {
  checkHeader(path, bytes);
  const frames: CheckpointFrame[] = [];
  let position = HEADER_BYTES;
  while (position < bytes.byteLength) {
    const end = frameEnd(bytes, position);
    if (end === undefined) {
      if (frames.length === 0 || hasFrameBehind(bytes, position)) {
        throw new Error(`the frame at byte ${position} is damaged`);
      }
      return { frames, isTorn: true };
    }
    frames.push(readFrame(bytes.subarray(position + FRAME_OVERHEAD, end)));
    position = end;
  }
  if (frames.length === 0) throw new Error('it has no frame');
  return { frames, isTorn: false };
}

function checkHeader(path: string, bytes: Buffer): void {
  const magic = bytes.subarray(0, FILE_MAGIC.byteLength);
  if (bytes.byteLength < HEADER_BYTES || !magic.equals(FILE_MAGIC)) {
    throw new Error('it does not begin as a checkpoint of logs does');
  }
  const version = bytes.readUInt16BE(FILE_MAGIC.byteLength);
  if (version <= FORMAT_VERSION) return;
  throw storageError(
    `${path} has format version ${version}, and this version of Odradek knows ${FORMAT_VERSION}: a ` +
      'newer one has written it. Start that one. Or move the file away, which loses no record: what ' +
      'it says is found again by opening the logs.',
  );
}

/** Where the frame ends that begins at `position`; `undefined` if there is no whole one. */
function frameEnd(bytes: Buffer, position: number): number | undefined {
  if (position + FRAME_OVERHEAD > bytes.byteLength) return undefined;
  if (bytes.readUInt32BE(position) !== FRAME_MAGIC) return undefined;
  const end = position + FRAME_OVERHEAD + bytes.readUInt32BE(position + LENGTH_AT);
  if (end > bytes.byteLength) return undefined;
  const frame = bytes.subarray(position, end);
  return checksum(frame) === frame.readUInt32BE(CRC_AT) ? end : undefined;
}

/** Behind a write that was torn nothing was written: else the damage is no crash's. */
function hasFrameBehind(bytes: Buffer, position: number): boolean {
  const magic = Buffer.alloc(LENGTH_AT);
  magic.writeUInt32BE(FRAME_MAGIC);
  for (let at = bytes.indexOf(magic, position + 1); at >= 0; at = bytes.indexOf(magic, at + 1)) {
    if (frameEnd(bytes, at) !== undefined) return true;
  }
  return false;
}

function readFrame(payload: Buffer): CheckpointFrame {
  const reader = new ByteReader(payload);
  const isClosed = reader.readBoolean();
  const count = reader.readInt32();
  const changes: CheckpointChange[] = [];
  for (let index = 0; index < count; index++) changes.push(readChange(reader));
  return { isClosed, changes };
}

function readChange(reader: ByteReader): CheckpointChange {
  const type = reader.readInt8();
  const topic = reader.readString();
  const partition = reader.readInt32();
  if (type === REMOVAL) return { type: 'removal', topic, partition };
  const topicId = reader.readUuid();
  const flags = reader.readInt8();
  const isDirty = (flags & IS_DIRTY) !== 0;
  const isUnsynced = (flags & IS_UNSYNCED) !== 0;
  const summary = (flags & HAS_SUMMARY) === 0 ? undefined : readSummary(reader);
  return { type: 'entry', entry: { topic, partition, topicId, isDirty, isUnsynced, summary } };
}

function readSummary(reader: ByteReader): LogSummary {
  return {
    startOffset: reader.readInt64AsNumber(),
    endOffset: reader.readInt64AsNumber(),
    lastStableOffset: reader.readInt64AsNumber(),
    size: reader.readInt64AsNumber(),
    segmentsCount: reader.readInt32(),
    oldestSegmentTimestamp: reader.readInt64AsNumber(),
    startEpoch: reader.readInt32(),
    recoveryPoint: reader.readInt64AsNumber(),
  };
}
