// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Offset, type Timestamp, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { keepUnknownTaggedField, NO_TAGGED_FIELDS, readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields, writeUnknownTaggedFieldsBelow } from '../codec/unknown-tagged-fields.ts';

/** A struct of `RemoteLogSegmentMetadataRecord`. */
export interface RemoteLogSegmentMetadataRecordTopicIdPartitionEntry {
  readonly name: string;
  readonly id: Uuid;
  readonly partition: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `RemoteLogSegmentMetadataRecordTopicIdPartitionEntry` at its default. */
export const defaultRemoteLogSegmentMetadataRecordTopicIdPartitionEntry: RemoteLogSegmentMetadataRecordTopicIdPartitionEntry = {
  name: '',
  id: ZERO_UUID,
  partition: 0,
};

/** A struct of `RemoteLogSegmentMetadataRecord`. */
export interface RemoteLogSegmentMetadataRecordRemoteLogSegmentIdEntry {
  readonly topicIdPartition: RemoteLogSegmentMetadataRecordTopicIdPartitionEntry;
  /** A new random id for each attempt to copy. */
  readonly id: Uuid;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `RemoteLogSegmentMetadataRecordRemoteLogSegmentIdEntry` at its default. */
export const defaultRemoteLogSegmentMetadataRecordRemoteLogSegmentIdEntry: RemoteLogSegmentMetadataRecordRemoteLogSegmentIdEntry = {
  topicIdPartition: defaultRemoteLogSegmentMetadataRecordTopicIdPartitionEntry,
  id: ZERO_UUID,
};

/** A struct of `RemoteLogSegmentMetadataRecord`. */
export interface RemoteLogSegmentMetadataRecordSegmentLeaderEpochEntry {
  readonly leaderEpoch: number;
  readonly offset: Offset;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `RemoteLogSegmentMetadataRecordSegmentLeaderEpochEntry` at its default. */
export const defaultRemoteLogSegmentMetadataRecordSegmentLeaderEpochEntry: RemoteLogSegmentMetadataRecordSegmentLeaderEpochEntry = {
  leaderEpoch: 0,
  offset: 0,
};

/** A segment whose copy to tiered storage begins, with all that is known of it. */
export interface RemoteLogSegmentMetadataRecord {
  readonly remoteLogSegmentId: RemoteLogSegmentMetadataRecordRemoteLogSegmentIdEntry;
  readonly startOffset: Offset;
  /** The last offset in the segment. */
  readonly endOffset: Offset;
  /** The leader that copies the segment. */
  readonly brokerId: number;
  /** The largest timestamp in the segment. */
  readonly maxTimestampMs: Timestamp;
  /** When the record was written. */
  readonly eventTimestampMs: Timestamp;
  /** Which leader epochs the segment has, and where each begins in it. */
  readonly segmentLeaderEpochs: readonly RemoteLogSegmentMetadataRecordSegmentLeaderEpochEntry[];
  readonly segmentSizeInBytes: number;
  /** Bytes of the storage plugin; null if it has none. */
  readonly customMetadata: Buffer | null;
  /** 0 copy started, 1 copy finished, 2 deletion started, 3 deletion finished. */
  readonly remoteLogSegmentState: number;
  /** True if the segment has no aborted transaction. (tag 0) */
  readonly txnIndexEmpty: boolean;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `RemoteLogSegmentMetadataRecord` at its default. */
export const defaultRemoteLogSegmentMetadataRecord: RemoteLogSegmentMetadataRecord = {
  remoteLogSegmentId: defaultRemoteLogSegmentMetadataRecordRemoteLogSegmentIdEntry,
  startOffset: 0,
  endOffset: 0,
  brokerId: 0,
  maxTimestampMs: 0,
  eventTimestampMs: 0,
  segmentLeaderEpochs: NO_ELEMENTS,
  segmentSizeInBytes: 0,
  customMetadata: null,
  remoteLogSegmentState: 0,
  txnIndexEmpty: false,
};

/**
 * Reads a `RemoteLogSegmentMetadataRecord` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readRemoteLogSegmentMetadataRecord(reader: ByteReader, version: number): RemoteLogSegmentMetadataRecord {
  const remoteLogSegmentId = readRemoteLogSegmentMetadataRecordRemoteLogSegmentIdEntry(reader, version);
  const startOffset = reader.readInt64AsNumber();
  const endOffset = reader.readInt64AsNumber();
  const brokerId = reader.readInt32();
  const maxTimestampMs = reader.readInt64AsNumber();
  const eventTimestampMs = reader.readInt64AsNumber();
  const segmentLeaderEpochs = readRemoteLogSegmentMetadataRecordSegmentLeaderEpochEntryArray(reader, reader.readCompactArrayLength(12, 64), version);
  const segmentSizeInBytes = reader.readInt32();
  const customMetadata = reader.readCompactNullableBytes();
  const remoteLogSegmentState = reader.readInt8();
  let txnIndexEmpty: boolean = false;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
    const tag = reader.readUnsignedVarint();
    const size = reader.readTaggedFieldBytes();
    const start = reader.position;
    switch (tag) {
      case 0:
        txnIndexEmpty = reader.readBoolean();
        break;
      default:
        unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
    }
    reader.checkTaggedFieldEnd(tag, start, size);
  }
  if (unknownTaggedFields === undefined) return { remoteLogSegmentId, startOffset, endOffset, brokerId, maxTimestampMs, eventTimestampMs, segmentLeaderEpochs, segmentSizeInBytes, customMetadata, remoteLogSegmentState, txnIndexEmpty };
  return { remoteLogSegmentId, startOffset, endOffset, brokerId, maxTimestampMs, eventTimestampMs, segmentLeaderEpochs, segmentSizeInBytes, customMetadata, remoteLogSegmentState, txnIndexEmpty, unknownTaggedFields };
}

/**
 * Writes a `RemoteLogSegmentMetadataRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeRemoteLogSegmentMetadataRecord(writer: ByteWriter, value: RemoteLogSegmentMetadataRecord, version: number): void {
  writeRemoteLogSegmentMetadataRecordRemoteLogSegmentIdEntry(writer, value.remoteLogSegmentId, version);
  writer.writeInt64FromNumber(value.startOffset);
  writer.writeInt64FromNumber(value.endOffset);
  writer.writeInt32(value.brokerId);
  writer.writeInt64FromNumber(value.maxTimestampMs);
  writer.writeInt64FromNumber(value.eventTimestampMs);
  writer.writeCompactArrayLength(value.segmentLeaderEpochs.length);
  for (const element of value.segmentLeaderEpochs) writeRemoteLogSegmentMetadataRecordSegmentLeaderEpochEntry(writer, element, version);
  writer.writeInt32(value.segmentSizeInBytes);
  writer.writeCompactNullableBytes(value.customMetadata);
  writer.writeInt8(value.remoteLogSegmentState);
  const unknown = value.unknownTaggedFields ?? NO_TAGGED_FIELDS;
  let taggedFields = unknown.length;
  const has0 = value.txnIndexEmpty !== false;
  if (has0) taggedFields++;
  writer.writeUnsignedVarint(taggedFields);
  let next = 0;
  if (has0) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 0);
    const start = writer.beginTaggedField(0);
    writer.writeBoolean(value.txnIndexEmpty);
    writer.endTaggedField(start);
  }
  writeUnknownTaggedFieldsBelow(writer, unknown, next, Infinity);
}

/** Reads a struct of `RemoteLogSegmentMetadataRecord`. */
function readRemoteLogSegmentMetadataRecordSegmentLeaderEpochEntry(reader: ByteReader, _version: number): RemoteLogSegmentMetadataRecordSegmentLeaderEpochEntry {
  const leaderEpoch = reader.readInt32();
  const offset = reader.readInt64AsNumber();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { leaderEpoch, offset };
  return { leaderEpoch, offset, unknownTaggedFields };
}

function readRemoteLogSegmentMetadataRecordSegmentLeaderEpochEntryArray(reader: ByteReader, length: number, version: number): RemoteLogSegmentMetadataRecordSegmentLeaderEpochEntry[] {
  const elements = new Array<RemoteLogSegmentMetadataRecordSegmentLeaderEpochEntry>(length);
  for (let index = 0; index < length; index++) elements[index] = readRemoteLogSegmentMetadataRecordSegmentLeaderEpochEntry(reader, version);
  return elements;
}

/** Writes a struct of `RemoteLogSegmentMetadataRecord`. */
function writeRemoteLogSegmentMetadataRecordSegmentLeaderEpochEntry(writer: ByteWriter, value: RemoteLogSegmentMetadataRecordSegmentLeaderEpochEntry, _version: number): void {
  writer.writeInt32(value.leaderEpoch);
  writer.writeInt64FromNumber(value.offset);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `RemoteLogSegmentMetadataRecord`. */
function readRemoteLogSegmentMetadataRecordRemoteLogSegmentIdEntry(reader: ByteReader, version: number): RemoteLogSegmentMetadataRecordRemoteLogSegmentIdEntry {
  const topicIdPartition = readRemoteLogSegmentMetadataRecordTopicIdPartitionEntry(reader, version);
  const id = reader.readUuid();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicIdPartition, id };
  return { topicIdPartition, id, unknownTaggedFields };
}

/** Writes a struct of `RemoteLogSegmentMetadataRecord`. */
function writeRemoteLogSegmentMetadataRecordRemoteLogSegmentIdEntry(writer: ByteWriter, value: RemoteLogSegmentMetadataRecordRemoteLogSegmentIdEntry, version: number): void {
  writeRemoteLogSegmentMetadataRecordTopicIdPartitionEntry(writer, value.topicIdPartition, version);
  writer.writeUuid(value.id);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `RemoteLogSegmentMetadataRecord`. */
function readRemoteLogSegmentMetadataRecordTopicIdPartitionEntry(reader: ByteReader, _version: number): RemoteLogSegmentMetadataRecordTopicIdPartitionEntry {
  const name = reader.readCompactString();
  const id = reader.readUuid();
  const partition = reader.readInt32();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { name, id, partition };
  return { name, id, partition, unknownTaggedFields };
}

/** Writes a struct of `RemoteLogSegmentMetadataRecord`. */
function writeRemoteLogSegmentMetadataRecordTopicIdPartitionEntry(writer: ByteWriter, value: RemoteLogSegmentMetadataRecordTopicIdPartitionEntry, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeUuid(value.id);
  writer.writeInt32(value.partition);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** A struct of `RemoteLogSegmentMetadataUpdateRecord`. */
export interface RemoteLogSegmentMetadataUpdateRecordTopicIdPartitionEntry {
  readonly name: string;
  readonly id: Uuid;
  readonly partition: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `RemoteLogSegmentMetadataUpdateRecordTopicIdPartitionEntry` at its default. */
export const defaultRemoteLogSegmentMetadataUpdateRecordTopicIdPartitionEntry: RemoteLogSegmentMetadataUpdateRecordTopicIdPartitionEntry = {
  name: '',
  id: ZERO_UUID,
  partition: 0,
};

/** A struct of `RemoteLogSegmentMetadataUpdateRecord`. */
export interface RemoteLogSegmentMetadataUpdateRecordRemoteLogSegmentIdEntry {
  readonly topicIdPartition: RemoteLogSegmentMetadataUpdateRecordTopicIdPartitionEntry;
  /** The id from RemoteLogSegmentMetadataRecord. */
  readonly id: Uuid;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `RemoteLogSegmentMetadataUpdateRecordRemoteLogSegmentIdEntry` at its default. */
export const defaultRemoteLogSegmentMetadataUpdateRecordRemoteLogSegmentIdEntry: RemoteLogSegmentMetadataUpdateRecordRemoteLogSegmentIdEntry = {
  topicIdPartition: defaultRemoteLogSegmentMetadataUpdateRecordTopicIdPartitionEntry,
  id: ZERO_UUID,
};

/** The state of a segment in tiered storage has changed. */
export interface RemoteLogSegmentMetadataUpdateRecord {
  readonly remoteLogSegmentId: RemoteLogSegmentMetadataUpdateRecordRemoteLogSegmentIdEntry;
  readonly brokerId: number;
  /** When the record was written. */
  readonly eventTimestampMs: Timestamp;
  /** Bytes of the storage plugin; null if it has none. */
  readonly customMetadata: Buffer | null;
  /** 0 copy started, 1 copy finished, 2 deletion started, 3 deletion finished. */
  readonly remoteLogSegmentState: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `RemoteLogSegmentMetadataUpdateRecord` at its default. */
export const defaultRemoteLogSegmentMetadataUpdateRecord: RemoteLogSegmentMetadataUpdateRecord = {
  remoteLogSegmentId: defaultRemoteLogSegmentMetadataUpdateRecordRemoteLogSegmentIdEntry,
  brokerId: 0,
  eventTimestampMs: 0,
  customMetadata: null,
  remoteLogSegmentState: 0,
};

/**
 * Reads a `RemoteLogSegmentMetadataUpdateRecord` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readRemoteLogSegmentMetadataUpdateRecord(reader: ByteReader, version: number): RemoteLogSegmentMetadataUpdateRecord {
  const remoteLogSegmentId = readRemoteLogSegmentMetadataUpdateRecordRemoteLogSegmentIdEntry(reader, version);
  const brokerId = reader.readInt32();
  const eventTimestampMs = reader.readInt64AsNumber();
  const customMetadata = reader.readCompactNullableBytes();
  const remoteLogSegmentState = reader.readInt8();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { remoteLogSegmentId, brokerId, eventTimestampMs, customMetadata, remoteLogSegmentState };
  return { remoteLogSegmentId, brokerId, eventTimestampMs, customMetadata, remoteLogSegmentState, unknownTaggedFields };
}

/**
 * Writes a `RemoteLogSegmentMetadataUpdateRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeRemoteLogSegmentMetadataUpdateRecord(writer: ByteWriter, value: RemoteLogSegmentMetadataUpdateRecord, version: number): void {
  writeRemoteLogSegmentMetadataUpdateRecordRemoteLogSegmentIdEntry(writer, value.remoteLogSegmentId, version);
  writer.writeInt32(value.brokerId);
  writer.writeInt64FromNumber(value.eventTimestampMs);
  writer.writeCompactNullableBytes(value.customMetadata);
  writer.writeInt8(value.remoteLogSegmentState);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `RemoteLogSegmentMetadataUpdateRecord`. */
function readRemoteLogSegmentMetadataUpdateRecordRemoteLogSegmentIdEntry(reader: ByteReader, version: number): RemoteLogSegmentMetadataUpdateRecordRemoteLogSegmentIdEntry {
  const topicIdPartition = readRemoteLogSegmentMetadataUpdateRecordTopicIdPartitionEntry(reader, version);
  const id = reader.readUuid();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicIdPartition, id };
  return { topicIdPartition, id, unknownTaggedFields };
}

/** Writes a struct of `RemoteLogSegmentMetadataUpdateRecord`. */
function writeRemoteLogSegmentMetadataUpdateRecordRemoteLogSegmentIdEntry(writer: ByteWriter, value: RemoteLogSegmentMetadataUpdateRecordRemoteLogSegmentIdEntry, version: number): void {
  writeRemoteLogSegmentMetadataUpdateRecordTopicIdPartitionEntry(writer, value.topicIdPartition, version);
  writer.writeUuid(value.id);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `RemoteLogSegmentMetadataUpdateRecord`. */
function readRemoteLogSegmentMetadataUpdateRecordTopicIdPartitionEntry(reader: ByteReader, _version: number): RemoteLogSegmentMetadataUpdateRecordTopicIdPartitionEntry {
  const name = reader.readCompactString();
  const id = reader.readUuid();
  const partition = reader.readInt32();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { name, id, partition };
  return { name, id, partition, unknownTaggedFields };
}

/** Writes a struct of `RemoteLogSegmentMetadataUpdateRecord`. */
function writeRemoteLogSegmentMetadataUpdateRecordTopicIdPartitionEntry(writer: ByteWriter, value: RemoteLogSegmentMetadataUpdateRecordTopicIdPartitionEntry, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeUuid(value.id);
  writer.writeInt32(value.partition);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** A struct of `RemotePartitionDeleteMetadataRecord`. */
export interface RemotePartitionDeleteMetadataRecordTopicIdPartitionEntry {
  readonly name: string;
  readonly id: Uuid;
  readonly partition: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `RemotePartitionDeleteMetadataRecordTopicIdPartitionEntry` at its default. */
export const defaultRemotePartitionDeleteMetadataRecordTopicIdPartitionEntry: RemotePartitionDeleteMetadataRecordTopicIdPartitionEntry = {
  name: '',
  id: ZERO_UUID,
  partition: 0,
};

/** How far the deletion of a partition in tiered storage is. */
export interface RemotePartitionDeleteMetadataRecord {
  readonly topicIdPartition: RemotePartitionDeleteMetadataRecordTopicIdPartitionEntry;
  readonly brokerId: number;
  /** When the record was written. */
  readonly eventTimestampMs: Timestamp;
  /** 0 marked, 1 started, 2 finished. */
  readonly remotePartitionDeleteState: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `RemotePartitionDeleteMetadataRecord` at its default. */
export const defaultRemotePartitionDeleteMetadataRecord: RemotePartitionDeleteMetadataRecord = {
  topicIdPartition: defaultRemotePartitionDeleteMetadataRecordTopicIdPartitionEntry,
  brokerId: 0,
  eventTimestampMs: 0,
  remotePartitionDeleteState: 0,
};

/**
 * Reads a `RemotePartitionDeleteMetadataRecord` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readRemotePartitionDeleteMetadataRecord(reader: ByteReader, version: number): RemotePartitionDeleteMetadataRecord {
  const topicIdPartition = readRemotePartitionDeleteMetadataRecordTopicIdPartitionEntry(reader, version);
  const brokerId = reader.readInt32();
  const eventTimestampMs = reader.readInt64AsNumber();
  const remotePartitionDeleteState = reader.readInt8();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicIdPartition, brokerId, eventTimestampMs, remotePartitionDeleteState };
  return { topicIdPartition, brokerId, eventTimestampMs, remotePartitionDeleteState, unknownTaggedFields };
}

/**
 * Writes a `RemotePartitionDeleteMetadataRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeRemotePartitionDeleteMetadataRecord(writer: ByteWriter, value: RemotePartitionDeleteMetadataRecord, version: number): void {
  writeRemotePartitionDeleteMetadataRecordTopicIdPartitionEntry(writer, value.topicIdPartition, version);
  writer.writeInt32(value.brokerId);
  writer.writeInt64FromNumber(value.eventTimestampMs);
  writer.writeInt8(value.remotePartitionDeleteState);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `RemotePartitionDeleteMetadataRecord`. */
function readRemotePartitionDeleteMetadataRecordTopicIdPartitionEntry(reader: ByteReader, _version: number): RemotePartitionDeleteMetadataRecordTopicIdPartitionEntry {
  const name = reader.readCompactString();
  const id = reader.readUuid();
  const partition = reader.readInt32();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { name, id, partition };
  return { name, id, partition, unknownTaggedFields };
}

/** Writes a struct of `RemotePartitionDeleteMetadataRecord`. */
function writeRemotePartitionDeleteMetadataRecordTopicIdPartitionEntry(writer: ByteWriter, value: RemotePartitionDeleteMetadataRecordTopicIdPartitionEntry, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeUuid(value.id);
  writer.writeInt32(value.partition);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** A struct of `RemoteLogSegmentMetadataSnapshotRecord`. */
export interface RemoteLogSegmentMetadataSnapshotRecordSegmentLeaderEpochEntry {
  readonly leaderEpoch: number;
  readonly offset: Offset;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `RemoteLogSegmentMetadataSnapshotRecordSegmentLeaderEpochEntry` at its default. */
export const defaultRemoteLogSegmentMetadataSnapshotRecordSegmentLeaderEpochEntry: RemoteLogSegmentMetadataSnapshotRecordSegmentLeaderEpochEntry = {
  leaderEpoch: 0,
  offset: 0,
};

/**
 * A segment in tiered storage as a snapshot of one partition holds it, which is why it does not
 * name the partition.
 */
export interface RemoteLogSegmentMetadataSnapshotRecord {
  readonly segmentId: Uuid;
  readonly startOffset: Offset;
  /** The last offset in the segment. */
  readonly endOffset: Offset;
  readonly brokerId: number;
  /** The largest timestamp in the segment. */
  readonly maxTimestampMs: Timestamp;
  /** When the record was written. */
  readonly eventTimestampMs: Timestamp;
  /** Which leader epochs the segment has, and where each begins in it. */
  readonly segmentLeaderEpochs: readonly RemoteLogSegmentMetadataSnapshotRecordSegmentLeaderEpochEntry[];
  readonly segmentSizeInBytes: number;
  /** Bytes of the storage plugin; null if it has none. */
  readonly customMetadata: Buffer | null;
  /** 0 copy started, 1 copy finished, 2 deletion started, 3 deletion finished. */
  readonly remoteLogSegmentState: number;
  /** True if the segment has no aborted transaction. (tag 0) */
  readonly txnIndexEmpty: boolean;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `RemoteLogSegmentMetadataSnapshotRecord` at its default. */
export const defaultRemoteLogSegmentMetadataSnapshotRecord: RemoteLogSegmentMetadataSnapshotRecord = {
  segmentId: ZERO_UUID,
  startOffset: 0,
  endOffset: 0,
  brokerId: 0,
  maxTimestampMs: 0,
  eventTimestampMs: 0,
  segmentLeaderEpochs: NO_ELEMENTS,
  segmentSizeInBytes: 0,
  customMetadata: null,
  remoteLogSegmentState: 0,
  txnIndexEmpty: false,
};

/**
 * Reads a `RemoteLogSegmentMetadataSnapshotRecord` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readRemoteLogSegmentMetadataSnapshotRecord(reader: ByteReader, version: number): RemoteLogSegmentMetadataSnapshotRecord {
  const segmentId = reader.readUuid();
  const startOffset = reader.readInt64AsNumber();
  const endOffset = reader.readInt64AsNumber();
  const brokerId = reader.readInt32();
  const maxTimestampMs = reader.readInt64AsNumber();
  const eventTimestampMs = reader.readInt64AsNumber();
  const segmentLeaderEpochs = readRemoteLogSegmentMetadataSnapshotRecordSegmentLeaderEpochEntryArray(reader, reader.readCompactArrayLength(12, 64), version);
  const segmentSizeInBytes = reader.readInt32();
  const customMetadata = reader.readCompactNullableBytes();
  const remoteLogSegmentState = reader.readInt8();
  let txnIndexEmpty: boolean = false;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
    const tag = reader.readUnsignedVarint();
    const size = reader.readTaggedFieldBytes();
    const start = reader.position;
    switch (tag) {
      case 0:
        txnIndexEmpty = reader.readBoolean();
        break;
      default:
        unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
    }
    reader.checkTaggedFieldEnd(tag, start, size);
  }
  if (unknownTaggedFields === undefined) return { segmentId, startOffset, endOffset, brokerId, maxTimestampMs, eventTimestampMs, segmentLeaderEpochs, segmentSizeInBytes, customMetadata, remoteLogSegmentState, txnIndexEmpty };
  return { segmentId, startOffset, endOffset, brokerId, maxTimestampMs, eventTimestampMs, segmentLeaderEpochs, segmentSizeInBytes, customMetadata, remoteLogSegmentState, txnIndexEmpty, unknownTaggedFields };
}

/**
 * Writes a `RemoteLogSegmentMetadataSnapshotRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeRemoteLogSegmentMetadataSnapshotRecord(writer: ByteWriter, value: RemoteLogSegmentMetadataSnapshotRecord, version: number): void {
  writer.writeUuid(value.segmentId);
  writer.writeInt64FromNumber(value.startOffset);
  writer.writeInt64FromNumber(value.endOffset);
  writer.writeInt32(value.brokerId);
  writer.writeInt64FromNumber(value.maxTimestampMs);
  writer.writeInt64FromNumber(value.eventTimestampMs);
  writer.writeCompactArrayLength(value.segmentLeaderEpochs.length);
  for (const element of value.segmentLeaderEpochs) writeRemoteLogSegmentMetadataSnapshotRecordSegmentLeaderEpochEntry(writer, element, version);
  writer.writeInt32(value.segmentSizeInBytes);
  writer.writeCompactNullableBytes(value.customMetadata);
  writer.writeInt8(value.remoteLogSegmentState);
  const unknown = value.unknownTaggedFields ?? NO_TAGGED_FIELDS;
  let taggedFields = unknown.length;
  const has0 = value.txnIndexEmpty !== false;
  if (has0) taggedFields++;
  writer.writeUnsignedVarint(taggedFields);
  let next = 0;
  if (has0) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 0);
    const start = writer.beginTaggedField(0);
    writer.writeBoolean(value.txnIndexEmpty);
    writer.endTaggedField(start);
  }
  writeUnknownTaggedFieldsBelow(writer, unknown, next, Infinity);
}

/** Reads a struct of `RemoteLogSegmentMetadataSnapshotRecord`. */
function readRemoteLogSegmentMetadataSnapshotRecordSegmentLeaderEpochEntry(reader: ByteReader, _version: number): RemoteLogSegmentMetadataSnapshotRecordSegmentLeaderEpochEntry {
  const leaderEpoch = reader.readInt32();
  const offset = reader.readInt64AsNumber();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { leaderEpoch, offset };
  return { leaderEpoch, offset, unknownTaggedFields };
}

function readRemoteLogSegmentMetadataSnapshotRecordSegmentLeaderEpochEntryArray(reader: ByteReader, length: number, version: number): RemoteLogSegmentMetadataSnapshotRecordSegmentLeaderEpochEntry[] {
  const elements = new Array<RemoteLogSegmentMetadataSnapshotRecordSegmentLeaderEpochEntry>(length);
  for (let index = 0; index < length; index++) elements[index] = readRemoteLogSegmentMetadataSnapshotRecordSegmentLeaderEpochEntry(reader, version);
  return elements;
}

/** Writes a struct of `RemoteLogSegmentMetadataSnapshotRecord`. */
function writeRemoteLogSegmentMetadataSnapshotRecordSegmentLeaderEpochEntry(writer: ByteWriter, value: RemoteLogSegmentMetadataSnapshotRecordSegmentLeaderEpochEntry, _version: number): void {
  writer.writeInt32(value.leaderEpoch);
  writer.writeInt64FromNumber(value.offset);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
