// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Offset, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `OffsetCommitRequest`. */
export interface OffsetCommitRequestPartition {
  readonly partitionIndex: number;
  /** The offset of the next record to read. */
  readonly committedOffset: Offset;
  /** The leader epoch of the last record read; -1 if unknown. (v6+) */
  readonly committedLeaderEpoch: number;
  /** Free text of the consumer, kept with the offset. */
  readonly committedMetadata: string | null;
}

/** Every field of `OffsetCommitRequestPartition` at its default. */
export const defaultOffsetCommitRequestPartition: OffsetCommitRequestPartition = {
  partitionIndex: 0,
  committedOffset: 0,
  committedLeaderEpoch: -1,
  committedMetadata: '',
};

/** A struct of `OffsetCommitRequest`. */
export interface OffsetCommitRequestTopic {
  /** (v2-9) */
  readonly name: string;
  /** (v10) */
  readonly topicId: Uuid;
  readonly partitions: readonly OffsetCommitRequestPartition[];
}

/** Every field of `OffsetCommitRequestTopic` at its default. */
export const defaultOffsetCommitRequestTopic: OffsetCommitRequestTopic = {
  name: '',
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/**
 * Sent by consumers and admin clients to the group coordinator: stores how far the group has read.
 * v5 dropped the retention, v6 added leader epochs, v7 static members, v9 member epochs (KIP-848),
 * v10 topic ids.
 */
export interface OffsetCommitRequest {
  readonly groupId: string;
  /** The generation of a classic group or the member epoch; -1 to commit from outside the group. */
  readonly generationIdOrMemberEpoch: number;
  /** Empty to commit from outside the group, which only works while it has no members. */
  readonly memberId: string;
  /** The name that keeps a static member through restarts; null for a dynamic member. (v7+) */
  readonly groupInstanceId: string | null;
  /** How long to keep the offsets, in milliseconds; -1 for the setting of the broker. (v2-4) */
  readonly retentionTimeMs: number;
  readonly topics: readonly OffsetCommitRequestTopic[];
}

/** Every field of `OffsetCommitRequest` at its default. */
export const defaultOffsetCommitRequest: OffsetCommitRequest = {
  groupId: '',
  generationIdOrMemberEpoch: -1,
  memberId: '',
  groupInstanceId: null,
  retentionTimeMs: -1,
  topics: NO_ELEMENTS,
};

/**
 * Reads a `OffsetCommitRequest` of version 2 to 10. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readOffsetCommitRequest(reader: ByteReader, version: number): OffsetCommitRequest {
  const groupId = version >= 8 ? reader.readCompactString() : reader.readString();
  const generationIdOrMemberEpoch = reader.readInt32();
  const memberId = version >= 8 ? reader.readCompactString() : reader.readString();
  const groupInstanceId = version >= 7 ? (version >= 8 ? reader.readCompactNullableString() : reader.readNullableString()) : null;
  const retentionTimeMs = version <= 4 ? reader.readInt64AsNumber() : -1;
  const topics = readOffsetCommitRequestTopicArray(reader, version >= 8 ? reader.readCompactArrayLength(1, 120) : reader.readArrayLength(1, 120), version);
  if (version >= 8) {
    reader.skipTaggedFields();
  }
  return { groupId, generationIdOrMemberEpoch, memberId, groupInstanceId, retentionTimeMs, topics };
}

/**
 * Writes a `OffsetCommitRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeOffsetCommitRequest(writer: ByteWriter, value: OffsetCommitRequest, version: number): void {
  if (version >= 8) {
    writer.writeCompactString(value.groupId);
  } else {
    writer.writeString(value.groupId);
  }
  writer.writeInt32(value.generationIdOrMemberEpoch);
  if (version >= 8) {
    writer.writeCompactString(value.memberId);
  } else {
    writer.writeString(value.memberId);
  }
  if (version >= 7) {
    if (version >= 8) {
      writer.writeCompactNullableString(value.groupInstanceId);
    } else {
      writer.writeNullableString(value.groupInstanceId);
    }
  }
  if (version <= 4) {
    writer.writeInt64FromNumber(value.retentionTimeMs);
  }
  if (version >= 8) {
    writer.writeCompactArrayLength(value.topics.length);
  } else {
    writer.writeArrayLength(value.topics.length);
  }
  for (const element of value.topics) writeOffsetCommitRequestTopic(writer, element, version);
  if (version >= 8) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `OffsetCommitRequest`. */
function readOffsetCommitRequestTopic(reader: ByteReader, version: number): OffsetCommitRequestTopic {
  const name = version <= 9 ? (version >= 8 ? reader.readCompactString() : reader.readString()) : '';
  const topicId = version >= 10 ? reader.readUuid() : ZERO_UUID;
  const partitions = readOffsetCommitRequestPartitionArray(reader, version >= 8 ? reader.readCompactArrayLength(13, 80) : reader.readArrayLength(13, 80), version);
  if (version >= 8) {
    reader.skipTaggedFields();
  }
  return { name, topicId, partitions };
}

function readOffsetCommitRequestTopicArray(reader: ByteReader, length: number, version: number): OffsetCommitRequestTopic[] {
  const elements = new Array<OffsetCommitRequestTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readOffsetCommitRequestTopic(reader, version);
  return elements;
}

/** Writes a struct of `OffsetCommitRequest`. */
function writeOffsetCommitRequestTopic(writer: ByteWriter, value: OffsetCommitRequestTopic, version: number): void {
  if (version <= 9) {
    if (version >= 8) {
      writer.writeCompactString(value.name);
    } else {
      writer.writeString(value.name);
    }
  }
  if (version >= 10) {
    writer.writeUuid(value.topicId);
  }
  if (version >= 8) {
    writer.writeCompactArrayLength(value.partitions.length);
  } else {
    writer.writeArrayLength(value.partitions.length);
  }
  for (const element of value.partitions) writeOffsetCommitRequestPartition(writer, element, version);
  if (version >= 8) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `OffsetCommitRequest`. */
function readOffsetCommitRequestPartition(reader: ByteReader, version: number): OffsetCommitRequestPartition {
  const partitionIndex = reader.readInt32();
  const committedOffset = reader.readInt64AsNumber();
  const committedLeaderEpoch = version >= 6 ? reader.readInt32() : -1;
  const committedMetadata = version >= 8 ? reader.readCompactNullableString() : reader.readNullableString();
  if (version >= 8) {
    reader.skipTaggedFields();
  }
  return { partitionIndex, committedOffset, committedLeaderEpoch, committedMetadata };
}

function readOffsetCommitRequestPartitionArray(reader: ByteReader, length: number, version: number): OffsetCommitRequestPartition[] {
  const elements = new Array<OffsetCommitRequestPartition>(length);
  for (let index = 0; index < length; index++) elements[index] = readOffsetCommitRequestPartition(reader, version);
  return elements;
}

/** Writes a struct of `OffsetCommitRequest`. */
function writeOffsetCommitRequestPartition(writer: ByteWriter, value: OffsetCommitRequestPartition, version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeInt64FromNumber(value.committedOffset);
  if (version >= 6) {
    writer.writeInt32(value.committedLeaderEpoch);
  }
  if (version >= 8) {
    writer.writeCompactNullableString(value.committedMetadata);
  } else {
    writer.writeNullableString(value.committedMetadata);
  }
  if (version >= 8) {
    writer.writeUnsignedVarint(0);
  }
}

/** A struct of `OffsetCommitResponse`. */
export interface OffsetCommitResponsePartition {
  readonly partitionIndex: number;
  readonly errorCode: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `OffsetCommitResponsePartition` at its default. */
export const defaultOffsetCommitResponsePartition: OffsetCommitResponsePartition = {
  partitionIndex: 0,
  errorCode: 0,
};

/** A struct of `OffsetCommitResponse`. */
export interface OffsetCommitResponseTopic {
  /** (v2-9) */
  readonly name: string;
  /** (v10) */
  readonly topicId: Uuid;
  readonly partitions: readonly OffsetCommitResponsePartition[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `OffsetCommitResponseTopic` at its default. */
export const defaultOffsetCommitResponseTopic: OffsetCommitResponseTopic = {
  name: '',
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/**
 * Sent by consumers and admin clients to the group coordinator: stores how far the group has read.
 * v5 dropped the retention, v6 added leader epochs, v7 static members, v9 member epochs (KIP-848),
 * v10 topic ids.
 */
export interface OffsetCommitResponse {
  /** (v3+) */
  readonly throttleTimeMs: number;
  readonly topics: readonly OffsetCommitResponseTopic[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `OffsetCommitResponse` at its default. */
export const defaultOffsetCommitResponse: OffsetCommitResponse = {
  throttleTimeMs: 0,
  topics: NO_ELEMENTS,
};

/**
 * Reads a `OffsetCommitResponse` of version 2 to 10. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readOffsetCommitResponse(reader: ByteReader, version: number): OffsetCommitResponse {
  const throttleTimeMs = version >= 3 ? reader.readInt32() : 0;
  const topics = readOffsetCommitResponseTopicArray(reader, version >= 8 ? reader.readCompactArrayLength(1, 120) : reader.readArrayLength(1, 120), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 8) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, topics };
  return { throttleTimeMs, topics, unknownTaggedFields };
}

/**
 * Writes a `OffsetCommitResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeOffsetCommitResponse(writer: ByteWriter, value: OffsetCommitResponse, version: number): void {
  if (version >= 3) {
    writer.writeInt32(value.throttleTimeMs);
  }
  if (version >= 8) {
    writer.writeCompactArrayLength(value.topics.length);
  } else {
    writer.writeArrayLength(value.topics.length);
  }
  for (const element of value.topics) writeOffsetCommitResponseTopic(writer, element, version);
  if (version >= 8) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `OffsetCommitResponse`. */
function readOffsetCommitResponseTopic(reader: ByteReader, version: number): OffsetCommitResponseTopic {
  const name = version <= 9 ? (version >= 8 ? reader.readCompactString() : reader.readString()) : '';
  const topicId = version >= 10 ? reader.readUuid() : ZERO_UUID;
  const partitions = readOffsetCommitResponsePartitionArray(reader, version >= 8 ? reader.readCompactArrayLength(6, 48) : reader.readArrayLength(6, 48), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 8) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { name, topicId, partitions };
  return { name, topicId, partitions, unknownTaggedFields };
}

function readOffsetCommitResponseTopicArray(reader: ByteReader, length: number, version: number): OffsetCommitResponseTopic[] {
  const elements = new Array<OffsetCommitResponseTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readOffsetCommitResponseTopic(reader, version);
  return elements;
}

/** Writes a struct of `OffsetCommitResponse`. */
function writeOffsetCommitResponseTopic(writer: ByteWriter, value: OffsetCommitResponseTopic, version: number): void {
  if (version <= 9) {
    if (version >= 8) {
      writer.writeCompactString(value.name);
    } else {
      writer.writeString(value.name);
    }
  }
  if (version >= 10) {
    writer.writeUuid(value.topicId);
  }
  if (version >= 8) {
    writer.writeCompactArrayLength(value.partitions.length);
  } else {
    writer.writeArrayLength(value.partitions.length);
  }
  for (const element of value.partitions) writeOffsetCommitResponsePartition(writer, element, version);
  if (version >= 8) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `OffsetCommitResponse`. */
function readOffsetCommitResponsePartition(reader: ByteReader, version: number): OffsetCommitResponsePartition {
  const partitionIndex = reader.readInt32();
  const errorCode = reader.readInt16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 8) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { partitionIndex, errorCode };
  return { partitionIndex, errorCode, unknownTaggedFields };
}

function readOffsetCommitResponsePartitionArray(reader: ByteReader, length: number, version: number): OffsetCommitResponsePartition[] {
  const elements = new Array<OffsetCommitResponsePartition>(length);
  for (let index = 0; index < length; index++) elements[index] = readOffsetCommitResponsePartition(reader, version);
  return elements;
}

/** Writes a struct of `OffsetCommitResponse`. */
function writeOffsetCommitResponsePartition(writer: ByteWriter, value: OffsetCommitResponsePartition, version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeInt16(value.errorCode);
  if (version >= 8) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
