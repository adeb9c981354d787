// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Offset, type Uuid, ZERO_UUID } from '@odradek/base';
import { requireNotNull } from '../codec/null-value.ts';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `OffsetFetchRequest`. */
export interface OffsetFetchRequestTopic {
  readonly name: string;
  readonly partitionIndexes: readonly number[];
}

/** Every field of `OffsetFetchRequestTopic` at its default. */
export const defaultOffsetFetchRequestTopic: OffsetFetchRequestTopic = {
  name: '',
  partitionIndexes: NO_ELEMENTS,
};

/** A struct of `OffsetFetchRequest`. */
export interface OffsetFetchRequestTopics {
  /** (v8-9) */
  readonly name: string;
  /** (v10) */
  readonly topicId: Uuid;
  readonly partitionIndexes: readonly number[];
}

/** Every field of `OffsetFetchRequestTopics` at its default. */
export const defaultOffsetFetchRequestTopics: OffsetFetchRequestTopics = {
  name: '',
  topicId: ZERO_UUID,
  partitionIndexes: NO_ELEMENTS,
};

/** A struct of `OffsetFetchRequest`. */
export interface OffsetFetchRequestGroup {
  readonly groupId: string;
  /** The member that asks, in a consumer group; null from outside the group. (v9+) */
  readonly memberId: string | null;
  /** The epoch of the member that asks; -1 from outside the group. (v9+) */
  readonly memberEpoch: number;
  /** Null for every partition that has a committed offset. */
  readonly topics: readonly OffsetFetchRequestTopics[] | null;
}

/** Every field of `OffsetFetchRequestGroup` at its default. */
export const defaultOffsetFetchRequestGroup: OffsetFetchRequestGroup = {
  groupId: '',
  memberId: null,
  memberEpoch: -1,
  topics: NO_ELEMENTS,
};

/**
 * Sent by consumers and admin clients to the group coordinator: returns the committed offsets of
 * groups. v5 added leader epochs, v7 stable offsets (KIP-447), v8 many groups, v9 member epochs
 * (KIP-848), v10 topic ids.
 */
export interface OffsetFetchRequest {
  /** (v1-7) */
  readonly groupId: string;
  /** Null for every partition that has a committed offset. (v1-7) */
  readonly topics: readonly OffsetFetchRequestTopic[] | null;
  /** (v8+) */
  readonly groups: readonly OffsetFetchRequestGroup[];
  /**
   * Answer UNSTABLE_OFFSET_COMMIT where a transaction has yet to commit or abort an offset. (v7+)
   */
  readonly requireStable: boolean;
}

/** Every field of `OffsetFetchRequest` at its default. */
export const defaultOffsetFetchRequest: OffsetFetchRequest = {
  groupId: '',
  topics: NO_ELEMENTS,
  groups: NO_ELEMENTS,
  requireStable: false,
};

/**
 * Reads a `OffsetFetchRequest` of version 1 to 10. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readOffsetFetchRequest(reader: ByteReader, version: number): OffsetFetchRequest {
  const groupId = version <= 7 ? (version >= 6 ? reader.readCompactString() : reader.readString()) : '';
  const topics = version <= 7 ? (readNullableOffsetFetchRequestTopicArray(reader, version >= 2 ? (version >= 6 ? reader.readCompactNullableArrayLength(2, 64) : reader.readNullableArrayLength(2, 64)) : (version >= 6 ? reader.readCompactArrayLength(2, 64) : reader.readArrayLength(2, 64)), version)) : NO_ELEMENTS;
  const groups = version >= 8 ? readOffsetFetchRequestGroupArray(reader, reader.readCompactArrayLength(2, 80), version) : NO_ELEMENTS;
  const requireStable = version >= 7 ? reader.readBoolean() : false;
  if (version >= 6) {
    reader.skipTaggedFields();
  }
  return { groupId, topics, groups, requireStable };
}

/**
 * Writes a `OffsetFetchRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeOffsetFetchRequest(writer: ByteWriter, value: OffsetFetchRequest, version: number): void {
  if (version <= 7) {
    if (version >= 6) {
      writer.writeCompactString(value.groupId);
    } else {
      writer.writeString(value.groupId);
    }
  }
  if (version <= 7) {
    if (version >= 2) {
      if (value.topics === null) {
        if (version >= 6) {
          writer.writeCompactArrayLength(-1);
        } else {
          writer.writeArrayLength(-1);
        }
      } else {
        if (version >= 6) {
          writer.writeCompactArrayLength(value.topics.length);
        } else {
          writer.writeArrayLength(value.topics.length);
        }
        for (const element of value.topics) writeOffsetFetchRequestTopic(writer, element, version);
      }
    } else {
      const topics = requireNotNull(value.topics, 'topics', version);
      if (version >= 6) {
        writer.writeCompactArrayLength(topics.length);
      } else {
        writer.writeArrayLength(topics.length);
      }
      for (const element of topics) writeOffsetFetchRequestTopic(writer, element, version);
    }
  }
  if (version >= 8) {
    writer.writeCompactArrayLength(value.groups.length);
    for (const element of value.groups) writeOffsetFetchRequestGroup(writer, element, version);
  }
  if (version >= 7) {
    writer.writeBoolean(value.requireStable);
  }
  if (version >= 6) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `OffsetFetchRequest`. */
function readOffsetFetchRequestGroup(reader: ByteReader, version: number): OffsetFetchRequestGroup {
  const groupId = reader.readCompactString();
  const memberId = version >= 9 ? reader.readCompactNullableString() : null;
  const memberEpoch = version >= 9 ? reader.readInt32() : -1;
  const topics = readNullableOffsetFetchRequestTopicsArray(reader, reader.readCompactNullableArrayLength(1, 120), version);
  reader.skipTaggedFields();
  return { groupId, memberId, memberEpoch, topics };
}

function readOffsetFetchRequestGroupArray(reader: ByteReader, length: number, version: number): OffsetFetchRequestGroup[] {
  const elements = new Array<OffsetFetchRequestGroup>(length);
  for (let index = 0; index < length; index++) elements[index] = readOffsetFetchRequestGroup(reader, version);
  return elements;
}

/** Writes a struct of `OffsetFetchRequest`. */
function writeOffsetFetchRequestGroup(writer: ByteWriter, value: OffsetFetchRequestGroup, version: number): void {
  writer.writeCompactString(value.groupId);
  if (version >= 9) {
    writer.writeCompactNullableString(value.memberId);
  }
  if (version >= 9) {
    writer.writeInt32(value.memberEpoch);
  }
  if (value.topics === null) {
    writer.writeCompactArrayLength(-1);
  } else {
    writer.writeCompactArrayLength(value.topics.length);
    for (const element of value.topics) writeOffsetFetchRequestTopics(writer, element, version);
  }
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `OffsetFetchRequest`. */
function readOffsetFetchRequestTopics(reader: ByteReader, version: number): OffsetFetchRequestTopics {
  const name = version <= 9 ? reader.readCompactString() : '';
  const topicId = version >= 10 ? reader.readUuid() : ZERO_UUID;
  const partitionIndexes = reader.readCompactInt32Array();
  reader.skipTaggedFields();
  return { name, topicId, partitionIndexes };
}

function readOffsetFetchRequestTopicsArray(reader: ByteReader, length: number, version: number): OffsetFetchRequestTopics[] {
  const elements = new Array<OffsetFetchRequestTopics>(length);
  for (let index = 0; index < length; index++) elements[index] = readOffsetFetchRequestTopics(reader, version);
  return elements;
}

function readNullableOffsetFetchRequestTopicsArray(reader: ByteReader, length: number, version: number): OffsetFetchRequestTopics[] | null {
  return length < 0 ? null : readOffsetFetchRequestTopicsArray(reader, length, version);
}

/** Writes a struct of `OffsetFetchRequest`. */
function writeOffsetFetchRequestTopics(writer: ByteWriter, value: OffsetFetchRequestTopics, version: number): void {
  if (version <= 9) {
    writer.writeCompactString(value.name);
  }
  if (version >= 10) {
    writer.writeUuid(value.topicId);
  }
  writer.writeCompactArrayLength(value.partitionIndexes.length);
  for (const element of value.partitionIndexes) writer.writeInt32(element);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `OffsetFetchRequest`. */
function readOffsetFetchRequestTopic(reader: ByteReader, version: number): OffsetFetchRequestTopic {
  const name = version >= 6 ? reader.readCompactString() : reader.readString();
  const partitionIndexes = version >= 6 ? reader.readCompactInt32Array() : reader.readInt32Array();
  if (version >= 6) {
    reader.skipTaggedFields();
  }
  return { name, partitionIndexes };
}

function readOffsetFetchRequestTopicArray(reader: ByteReader, length: number, version: number): OffsetFetchRequestTopic[] {
  const elements = new Array<OffsetFetchRequestTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readOffsetFetchRequestTopic(reader, version);
  return elements;
}

function readNullableOffsetFetchRequestTopicArray(reader: ByteReader, length: number, version: number): OffsetFetchRequestTopic[] | null {
  return length < 0 ? null : readOffsetFetchRequestTopicArray(reader, length, version);
}

/** Writes a struct of `OffsetFetchRequest`. */
function writeOffsetFetchRequestTopic(writer: ByteWriter, value: OffsetFetchRequestTopic, version: number): void {
  if (version >= 6) {
    writer.writeCompactString(value.name);
  } else {
    writer.writeString(value.name);
  }
  if (version >= 6) {
    writer.writeCompactArrayLength(value.partitionIndexes.length);
  } else {
    writer.writeArrayLength(value.partitionIndexes.length);
  }
  for (const element of value.partitionIndexes) writer.writeInt32(element);
  if (version >= 6) {
    writer.writeUnsignedVarint(0);
  }
}

/** A struct of `OffsetFetchResponse`. */
export interface OffsetFetchResponsePartition {
  readonly partitionIndex: number;
  /** The offset of the next record to read; -1 if none is committed. */
  readonly committedOffset: Offset;
  /** The leader epoch of the last record read; -1 if unknown. (v5+) */
  readonly committedLeaderEpoch: number;
  /** Free text that was committed with the offset. */
  readonly metadata: string | null;
  readonly errorCode: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `OffsetFetchResponsePartition` at its default. */
export const defaultOffsetFetchResponsePartition: OffsetFetchResponsePartition = {
  partitionIndex: 0,
  committedOffset: 0,
  committedLeaderEpoch: -1,
  metadata: '',
  errorCode: 0,
};

/** A struct of `OffsetFetchResponse`. */
export interface OffsetFetchResponseTopic {
  readonly name: string;
  readonly partitions: readonly OffsetFetchResponsePartition[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `OffsetFetchResponseTopic` at its default. */
export const defaultOffsetFetchResponseTopic: OffsetFetchResponseTopic = {
  name: '',
  partitions: NO_ELEMENTS,
};

/** A struct of `OffsetFetchResponse`. */
export interface OffsetFetchResponsePartitions {
  readonly partitionIndex: number;
  /** The offset of the next record to read; -1 if none is committed. */
  readonly committedOffset: Offset;
  /** The leader epoch of the last record read; -1 if unknown. */
  readonly committedLeaderEpoch: number;
  /** Free text that was committed with the offset. */
  readonly metadata: string | null;
  readonly errorCode: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `OffsetFetchResponsePartitions` at its default. */
export const defaultOffsetFetchResponsePartitions: OffsetFetchResponsePartitions = {
  partitionIndex: 0,
  committedOffset: 0,
  committedLeaderEpoch: -1,
  metadata: '',
  errorCode: 0,
};

/** A struct of `OffsetFetchResponse`. */
export interface OffsetFetchResponseTopics {
  /** (v8-9) */
  readonly name: string;
  /** (v10) */
  readonly topicId: Uuid;
  readonly partitions: readonly OffsetFetchResponsePartitions[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `OffsetFetchResponseTopics` at its default. */
export const defaultOffsetFetchResponseTopics: OffsetFetchResponseTopics = {
  name: '',
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/** A struct of `OffsetFetchResponse`. */
export interface OffsetFetchResponseGroup {
  readonly groupId: string;
  readonly topics: readonly OffsetFetchResponseTopics[];
  /** An error of the whole group. */
  readonly errorCode: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `OffsetFetchResponseGroup` at its default. */
export const defaultOffsetFetchResponseGroup: OffsetFetchResponseGroup = {
  groupId: '',
  topics: NO_ELEMENTS,
  errorCode: 0,
};

/**
 * Sent by consumers and admin clients to the group coordinator: returns the committed offsets of
 * groups. v5 added leader epochs, v7 stable offsets (KIP-447), v8 many groups, v9 member epochs
 * (KIP-848), v10 topic ids.
 */
export interface OffsetFetchResponse {
  /** (v3+) */
  readonly throttleTimeMs: number;
  /** (v1-7) */
  readonly topics: readonly OffsetFetchResponseTopic[];
  /** An error of the whole group; v8 moved it into the group. (v2-7) */
  readonly errorCode: number;
  /** (v8+) */
  readonly groups: readonly OffsetFetchResponseGroup[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `OffsetFetchResponse` at its default. */
export const defaultOffsetFetchResponse: OffsetFetchResponse = {
  throttleTimeMs: 0,
  topics: NO_ELEMENTS,
  errorCode: 0,
  groups: NO_ELEMENTS,
};

/**
 * Reads a `OffsetFetchResponse` of version 1 to 10. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readOffsetFetchResponse(reader: ByteReader, version: number): OffsetFetchResponse {
  const throttleTimeMs = version >= 3 ? reader.readInt32() : 0;
  const topics = version <= 7 ? (readOffsetFetchResponseTopicArray(reader, version >= 6 ? reader.readCompactArrayLength(2, 64) : reader.readArrayLength(2, 64), version)) : NO_ELEMENTS;
  const errorCode = version >= 2 && version <= 7 ? reader.readInt16() : 0;
  const groups = version >= 8 ? readOffsetFetchResponseGroupArray(reader, reader.readCompactArrayLength(4, 72), version) : NO_ELEMENTS;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 6) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, topics, errorCode, groups };
  return { throttleTimeMs, topics, errorCode, groups, unknownTaggedFields };
}

/**
 * Writes a `OffsetFetchResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeOffsetFetchResponse(writer: ByteWriter, value: OffsetFetchResponse, version: number): void {
  if (version >= 3) {
    writer.writeInt32(value.throttleTimeMs);
  }
  if (version <= 7) {
    if (version >= 6) {
      writer.writeCompactArrayLength(value.topics.length);
    } else {
      writer.writeArrayLength(value.topics.length);
    }
    for (const element of value.topics) writeOffsetFetchResponseTopic(writer, element, version);
  }
  if (version >= 2 && version <= 7) {
    writer.writeInt16(value.errorCode);
  }
  if (version >= 8) {
    writer.writeCompactArrayLength(value.groups.length);
    for (const element of value.groups) writeOffsetFetchResponseGroup(writer, element, version);
  }
  if (version >= 6) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `OffsetFetchResponse`. */
function readOffsetFetchResponseGroup(reader: ByteReader, version: number): OffsetFetchResponseGroup {
  const groupId = reader.readCompactString();
  const topics = readOffsetFetchResponseTopicsArray(reader, reader.readCompactArrayLength(1, 120), version);
  const errorCode = reader.readInt16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { groupId, topics, errorCode };
  return { groupId, topics, errorCode, unknownTaggedFields };
}

function readOffsetFetchResponseGroupArray(reader: ByteReader, length: number, version: number): OffsetFetchResponseGroup[] {
  const elements = new Array<OffsetFetchResponseGroup>(length);
  for (let index = 0; index < length; index++) elements[index] = readOffsetFetchResponseGroup(reader, version);
  return elements;
}

/** Writes a struct of `OffsetFetchResponse`. */
function writeOffsetFetchResponseGroup(writer: ByteWriter, value: OffsetFetchResponseGroup, version: number): void {
  writer.writeCompactString(value.groupId);
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeOffsetFetchResponseTopics(writer, element, version);
  writer.writeInt16(value.errorCode);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `OffsetFetchResponse`. */
function readOffsetFetchResponseTopics(reader: ByteReader, version: number): OffsetFetchResponseTopics {
  const name = version <= 9 ? reader.readCompactString() : '';
  const topicId = version >= 10 ? reader.readUuid() : ZERO_UUID;
  const partitions = readOffsetFetchResponsePartitionsArray(reader, reader.readCompactArrayLength(19, 88), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { name, topicId, partitions };
  return { name, topicId, partitions, unknownTaggedFields };
}

function readOffsetFetchResponseTopicsArray(reader: ByteReader, length: number, version: number): OffsetFetchResponseTopics[] {
  const elements = new Array<OffsetFetchResponseTopics>(length);
  for (let index = 0; index < length; index++) elements[index] = readOffsetFetchResponseTopics(reader, version);
  return elements;
}

/** Writes a struct of `OffsetFetchResponse`. */
function writeOffsetFetchResponseTopics(writer: ByteWriter, value: OffsetFetchResponseTopics, version: number): void {
  if (version <= 9) {
    writer.writeCompactString(value.name);
  }
  if (version >= 10) {
    writer.writeUuid(value.topicId);
  }
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writeOffsetFetchResponsePartitions(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `OffsetFetchResponse`. */
function readOffsetFetchResponsePartitions(reader: ByteReader, _version: number): OffsetFetchResponsePartitions {
  const partitionIndex = reader.readInt32();
  const committedOffset = reader.readInt64AsNumber();
  const committedLeaderEpoch = reader.readInt32();
  const metadata = reader.readCompactNullableString();
  const errorCode = reader.readInt16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { partitionIndex, committedOffset, committedLeaderEpoch, metadata, errorCode };
  return { partitionIndex, committedOffset, committedLeaderEpoch, metadata, errorCode, unknownTaggedFields };
}

function readOffsetFetchResponsePartitionsArray(reader: ByteReader, length: number, version: number): OffsetFetchResponsePartitions[] {
  const elements = new Array<OffsetFetchResponsePartitions>(length);
  for (let index = 0; index < length; index++) elements[index] = readOffsetFetchResponsePartitions(reader, version);
  return elements;
}

/** Writes a struct of `OffsetFetchResponse`. */
function writeOffsetFetchResponsePartitions(writer: ByteWriter, value: OffsetFetchResponsePartitions, _version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeInt64FromNumber(value.committedOffset);
  writer.writeInt32(value.committedLeaderEpoch);
  writer.writeCompactNullableString(value.metadata);
  writer.writeInt16(value.errorCode);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `OffsetFetchResponse`. */
function readOffsetFetchResponseTopic(reader: ByteReader, version: number): OffsetFetchResponseTopic {
  const name = version >= 6 ? reader.readCompactString() : reader.readString();
  const partitions = readOffsetFetchResponsePartitionArray(reader, version >= 6 ? reader.readCompactArrayLength(15, 88) : reader.readArrayLength(15, 88), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 6) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { name, partitions };
  return { name, partitions, unknownTaggedFields };
}

function readOffsetFetchResponseTopicArray(reader: ByteReader, length: number, version: number): OffsetFetchResponseTopic[] {
  const elements = new Array<OffsetFetchResponseTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readOffsetFetchResponseTopic(reader, version);
  return elements;
}

/** Writes a struct of `OffsetFetchResponse`. */
function writeOffsetFetchResponseTopic(writer: ByteWriter, value: OffsetFetchResponseTopic, version: number): void {
  if (version >= 6) {
    writer.writeCompactString(value.name);
  } else {
    writer.writeString(value.name);
  }
  if (version >= 6) {
    writer.writeCompactArrayLength(value.partitions.length);
  } else {
    writer.writeArrayLength(value.partitions.length);
  }
  for (const element of value.partitions) writeOffsetFetchResponsePartition(writer, element, version);
  if (version >= 6) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `OffsetFetchResponse`. */
function readOffsetFetchResponsePartition(reader: ByteReader, version: number): OffsetFetchResponsePartition {
  const partitionIndex = reader.readInt32();
  const committedOffset = reader.readInt64AsNumber();
  const committedLeaderEpoch = version >= 5 ? reader.readInt32() : -1;
  const metadata = version >= 6 ? reader.readCompactNullableString() : reader.readNullableString();
  const errorCode = reader.readInt16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 6) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { partitionIndex, committedOffset, committedLeaderEpoch, metadata, errorCode };
  return { partitionIndex, committedOffset, committedLeaderEpoch, metadata, errorCode, unknownTaggedFields };
}

function readOffsetFetchResponsePartitionArray(reader: ByteReader, length: number, version: number): OffsetFetchResponsePartition[] {
  const elements = new Array<OffsetFetchResponsePartition>(length);
  for (let index = 0; index < length; index++) elements[index] = readOffsetFetchResponsePartition(reader, version);
  return elements;
}

/** Writes a struct of `OffsetFetchResponse`. */
function writeOffsetFetchResponsePartition(writer: ByteWriter, value: OffsetFetchResponsePartition, version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeInt64FromNumber(value.committedOffset);
  if (version >= 5) {
    writer.writeInt32(value.committedLeaderEpoch);
  }
  if (version >= 6) {
    writer.writeCompactNullableString(value.metadata);
  } else {
    writer.writeNullableString(value.metadata);
  }
  writer.writeInt16(value.errorCode);
  if (version >= 6) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
