// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Offset, type Timestamp, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { keepUnknownTaggedField, NO_TAGGED_FIELDS, readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields, writeUnknownTaggedFieldsBelow } from '../codec/unknown-tagged-fields.ts';

/** The key of the whole state of a share partition. */
export interface ShareSnapshotKey {
  readonly groupId: string;
  readonly topicId: Uuid;
  readonly partition: number;
}

/** Every field of `ShareSnapshotKey` at its default. */
export const defaultShareSnapshotKey: ShareSnapshotKey = {
  groupId: '',
  topicId: ZERO_UUID,
  partition: 0,
};

/**
 * Reads a `ShareSnapshotKey` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readShareSnapshotKey(reader: ByteReader, _version: number): ShareSnapshotKey {
  const groupId = reader.readString();
  const topicId = reader.readUuid();
  const partition = reader.readInt32();
  return { groupId, topicId, partition };
}

/**
 * Writes a `ShareSnapshotKey`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeShareSnapshotKey(writer: ByteWriter, value: ShareSnapshotKey, _version: number): void {
  writer.writeString(value.groupId);
  writer.writeUuid(value.topicId);
  writer.writeInt32(value.partition);
}

/** A struct of `ShareSnapshotValue`. */
export interface ShareSnapshotValueStateBatch {
  readonly firstOffset: Offset;
  /** The last offset of the range, which belongs to it. */
  readonly lastOffset: Offset;
  /** 0 available, 2 acknowledged, 4 archived. */
  readonly deliveryState: number;
  /** How often the records have been delivered. */
  readonly deliveryCount: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ShareSnapshotValueStateBatch` at its default. */
export const defaultShareSnapshotValueStateBatch: ShareSnapshotValueStateBatch = {
  firstOffset: 0,
  lastOffset: 0,
  deliveryState: 0,
  deliveryCount: 0,
};

/**
 * The whole state of a share partition, which makes what came before useless; a missing value
 * deletes the state.
 */
export interface ShareSnapshotValue {
  /** Counts the snapshots; a ShareUpdate belongs to the one with the same number. */
  readonly snapshotEpoch: number;
  /** Grows with each new beginning of the state. */
  readonly stateEpoch: number;
  /** The leader epoch of the last write. */
  readonly leaderEpoch: number;
  /** The first offset that is not done with; -1 if none is set yet. */
  readonly startOffset: Offset;
  /** How many offsets from `startOffset` on are done with; -1 if unknown. (tag 0) */
  readonly deliveryCompleteCount: number;
  /** When changes last led to a snapshot; it stays when the snapshot is only rewritten. */
  readonly createTimestamp: Timestamp;
  /** When this record was written. */
  readonly writeTimestamp: Timestamp;
  /** The ranges of offsets after `startOffset` that are not simply available. */
  readonly stateBatches: readonly ShareSnapshotValueStateBatch[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ShareSnapshotValue` at its default. */
export const defaultShareSnapshotValue: ShareSnapshotValue = {
  snapshotEpoch: 0,
  stateEpoch: 0,
  leaderEpoch: 0,
  startOffset: 0,
  deliveryCompleteCount: -1,
  createTimestamp: 0,
  writeTimestamp: 0,
  stateBatches: NO_ELEMENTS,
};

/**
 * Reads a `ShareSnapshotValue` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readShareSnapshotValue(reader: ByteReader, version: number): ShareSnapshotValue {
  const snapshotEpoch = reader.readInt32();
  const stateEpoch = reader.readInt32();
  const leaderEpoch = reader.readInt32();
  const startOffset = reader.readInt64AsNumber();
  let deliveryCompleteCount: number = -1;
  const createTimestamp = reader.readInt64AsNumber();
  const writeTimestamp = reader.readInt64AsNumber();
  const stateBatches = readShareSnapshotValueStateBatchArray(reader, reader.readCompactArrayLength(19, 96), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
    const tag = reader.readUnsignedVarint();
    const size = reader.readTaggedFieldBytes();
    const start = reader.position;
    switch (tag) {
      case 0:
        deliveryCompleteCount = reader.readInt32();
        break;
      default:
        unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
    }
    reader.checkTaggedFieldEnd(tag, start, size);
  }
  if (unknownTaggedFields === undefined) return { snapshotEpoch, stateEpoch, leaderEpoch, startOffset, deliveryCompleteCount, createTimestamp, writeTimestamp, stateBatches };
  return { snapshotEpoch, stateEpoch, leaderEpoch, startOffset, deliveryCompleteCount, createTimestamp, writeTimestamp, stateBatches, unknownTaggedFields };
}

/**
 * Writes a `ShareSnapshotValue`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeShareSnapshotValue(writer: ByteWriter, value: ShareSnapshotValue, version: number): void {
  writer.writeInt32(value.snapshotEpoch);
  writer.writeInt32(value.stateEpoch);
  writer.writeInt32(value.leaderEpoch);
  writer.writeInt64FromNumber(value.startOffset);
  writer.writeInt64FromNumber(value.createTimestamp);
  writer.writeInt64FromNumber(value.writeTimestamp);
  writer.writeCompactArrayLength(value.stateBatches.length);
  for (const element of value.stateBatches) writeShareSnapshotValueStateBatch(writer, element, version);
  const unknown = value.unknownTaggedFields ?? NO_TAGGED_FIELDS;
  let taggedFields = unknown.length;
  const has0 = value.deliveryCompleteCount !== -1;
  if (has0) taggedFields++;
  writer.writeUnsignedVarint(taggedFields);
  let next = 0;
  if (has0) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 0);
    const start = writer.beginTaggedField(0);
    writer.writeInt32(value.deliveryCompleteCount);
    writer.endTaggedField(start);
  }
  writeUnknownTaggedFieldsBelow(writer, unknown, next, Infinity);
}

/** Reads a struct of `ShareSnapshotValue`. */
function readShareSnapshotValueStateBatch(reader: ByteReader, _version: number): ShareSnapshotValueStateBatch {
  const firstOffset = reader.readInt64AsNumber();
  const lastOffset = reader.readInt64AsNumber();
  const deliveryState = reader.readInt8();
  const deliveryCount = reader.readInt16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { firstOffset, lastOffset, deliveryState, deliveryCount };
  return { firstOffset, lastOffset, deliveryState, deliveryCount, unknownTaggedFields };
}

function readShareSnapshotValueStateBatchArray(reader: ByteReader, length: number, version: number): ShareSnapshotValueStateBatch[] {
  const elements = new Array<ShareSnapshotValueStateBatch>(length);
  for (let index = 0; index < length; index++) elements[index] = readShareSnapshotValueStateBatch(reader, version);
  return elements;
}

/** Writes a struct of `ShareSnapshotValue`. */
function writeShareSnapshotValueStateBatch(writer: ByteWriter, value: ShareSnapshotValueStateBatch, _version: number): void {
  writer.writeInt64FromNumber(value.firstOffset);
  writer.writeInt64FromNumber(value.lastOffset);
  writer.writeInt8(value.deliveryState);
  writer.writeInt16(value.deliveryCount);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** The key of a change in the state of a share partition. */
export interface ShareUpdateKey {
  readonly groupId: string;
  readonly topicId: Uuid;
  readonly partition: number;
}

/** Every field of `ShareUpdateKey` at its default. */
export const defaultShareUpdateKey: ShareUpdateKey = {
  groupId: '',
  topicId: ZERO_UUID,
  partition: 0,
};

/**
 * Reads a `ShareUpdateKey` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readShareUpdateKey(reader: ByteReader, _version: number): ShareUpdateKey {
  const groupId = reader.readString();
  const topicId = reader.readUuid();
  const partition = reader.readInt32();
  return { groupId, topicId, partition };
}

/**
 * Writes a `ShareUpdateKey`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeShareUpdateKey(writer: ByteWriter, value: ShareUpdateKey, _version: number): void {
  writer.writeString(value.groupId);
  writer.writeUuid(value.topicId);
  writer.writeInt32(value.partition);
}

/** A struct of `ShareUpdateValue`. */
export interface ShareUpdateValueStateBatch {
  readonly firstOffset: Offset;
  /** The last offset of the range, which belongs to it. */
  readonly lastOffset: Offset;
  /** 0 available, 2 acknowledged, 4 archived. */
  readonly deliveryState: number;
  /** How often the records have been delivered. */
  readonly deliveryCount: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ShareUpdateValueStateBatch` at its default. */
export const defaultShareUpdateValueStateBatch: ShareUpdateValueStateBatch = {
  firstOffset: 0,
  lastOffset: 0,
  deliveryState: 0,
  deliveryCount: 0,
};

/** What changed in a share partition since its last ShareSnapshot. */
export interface ShareUpdateValue {
  /** The number of the snapshot to which the change belongs. */
  readonly snapshotEpoch: number;
  /** The leader epoch of the write; -1 if unchanged. */
  readonly leaderEpoch: number;
  /** The first offset that is not done with; -1 if unchanged. */
  readonly startOffset: Offset;
  /** How many offsets from `startOffset` on are done with; -1 if unknown. (tag 0) */
  readonly deliveryCompleteCount: number;
  /** The ranges of offsets whose state changed. */
  readonly stateBatches: readonly ShareUpdateValueStateBatch[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ShareUpdateValue` at its default. */
export const defaultShareUpdateValue: ShareUpdateValue = {
  snapshotEpoch: 0,
  leaderEpoch: 0,
  startOffset: 0,
  deliveryCompleteCount: -1,
  stateBatches: NO_ELEMENTS,
};

/**
 * Reads a `ShareUpdateValue` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readShareUpdateValue(reader: ByteReader, version: number): ShareUpdateValue {
  const snapshotEpoch = reader.readInt32();
  const leaderEpoch = reader.readInt32();
  const startOffset = reader.readInt64AsNumber();
  let deliveryCompleteCount: number = -1;
  const stateBatches = readShareUpdateValueStateBatchArray(reader, reader.readCompactArrayLength(19, 96), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
    const tag = reader.readUnsignedVarint();
    const size = reader.readTaggedFieldBytes();
    const start = reader.position;
    switch (tag) {
      case 0:
        deliveryCompleteCount = reader.readInt32();
        break;
      default:
        unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
    }
    reader.checkTaggedFieldEnd(tag, start, size);
  }
  if (unknownTaggedFields === undefined) return { snapshotEpoch, leaderEpoch, startOffset, deliveryCompleteCount, stateBatches };
  return { snapshotEpoch, leaderEpoch, startOffset, deliveryCompleteCount, stateBatches, unknownTaggedFields };
}

/**
 * Writes a `ShareUpdateValue`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeShareUpdateValue(writer: ByteWriter, value: ShareUpdateValue, version: number): void {
  writer.writeInt32(value.snapshotEpoch);
  writer.writeInt32(value.leaderEpoch);
  writer.writeInt64FromNumber(value.startOffset);
  writer.writeCompactArrayLength(value.stateBatches.length);
  for (const element of value.stateBatches) writeShareUpdateValueStateBatch(writer, element, version);
  const unknown = value.unknownTaggedFields ?? NO_TAGGED_FIELDS;
  let taggedFields = unknown.length;
  const has0 = value.deliveryCompleteCount !== -1;
  if (has0) taggedFields++;
  writer.writeUnsignedVarint(taggedFields);
  let next = 0;
  if (has0) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 0);
    const start = writer.beginTaggedField(0);
    writer.writeInt32(value.deliveryCompleteCount);
    writer.endTaggedField(start);
  }
  writeUnknownTaggedFieldsBelow(writer, unknown, next, Infinity);
}

/** Reads a struct of `ShareUpdateValue`. */
function readShareUpdateValueStateBatch(reader: ByteReader, _version: number): ShareUpdateValueStateBatch {
  const firstOffset = reader.readInt64AsNumber();
  const lastOffset = reader.readInt64AsNumber();
  const deliveryState = reader.readInt8();
  const deliveryCount = reader.readInt16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { firstOffset, lastOffset, deliveryState, deliveryCount };
  return { firstOffset, lastOffset, deliveryState, deliveryCount, unknownTaggedFields };
}

function readShareUpdateValueStateBatchArray(reader: ByteReader, length: number, version: number): ShareUpdateValueStateBatch[] {
  const elements = new Array<ShareUpdateValueStateBatch>(length);
  for (let index = 0; index < length; index++) elements[index] = readShareUpdateValueStateBatch(reader, version);
  return elements;
}

/** Writes a struct of `ShareUpdateValue`. */
function writeShareUpdateValueStateBatch(writer: ByteWriter, value: ShareUpdateValueStateBatch, _version: number): void {
  writer.writeInt64FromNumber(value.firstOffset);
  writer.writeInt64FromNumber(value.lastOffset);
  writer.writeInt8(value.deliveryState);
  writer.writeInt16(value.deliveryCount);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
