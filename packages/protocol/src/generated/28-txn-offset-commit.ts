// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Offset, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `TxnOffsetCommitRequest`. */
export interface TxnOffsetCommitRequestPartition {
  readonly partitionIndex: number;
  /** The offset of the next record to read. */
  readonly committedOffset: Offset;
  /** The leader epoch of the last record read; -1 if unknown. (v2+) */
  readonly committedLeaderEpoch: number;
  /** Free text of the consumer, kept with the offset. */
  readonly committedMetadata: string | null;
}

/** Every field of `TxnOffsetCommitRequestPartition` at its default. */
export const defaultTxnOffsetCommitRequestPartition: TxnOffsetCommitRequestPartition = {
  partitionIndex: 0,
  committedOffset: 0,
  committedLeaderEpoch: -1,
  committedMetadata: '',
};

/** A struct of `TxnOffsetCommitRequest`. */
export interface TxnOffsetCommitRequestTopic {
  /** (v0-5) */
  readonly name: string;
  /** (v6) */
  readonly topicId: Uuid;
  readonly partitions: readonly TxnOffsetCommitRequestPartition[];
}

/** Every field of `TxnOffsetCommitRequestTopic` at its default. */
export const defaultTxnOffsetCommitRequestTopic: TxnOffsetCommitRequestTopic = {
  name: '',
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/**
 * Sent by producers to the group coordinator: commits offsets of a group that count once the
 * transaction commits. v2 added leader epochs, v3 members (KIP-447), v5 joins the transaction by
 * itself (KIP-890), v6 has topic ids (KIP-1319).
 */
export interface TxnOffsetCommitRequest {
  readonly transactionalId: string;
  readonly groupId: string;
  readonly producerId: bigint;
  readonly producerEpoch: number;
  /** The generation of a classic group or the member epoch; -1 to skip the check. (v3+) */
  readonly generationIdOrMemberEpoch: number;
  /** Empty to skip the check of the member. (v3+) */
  readonly memberId: string;
  /** The name that keeps a static member through restarts; null for a dynamic member. (v3+) */
  readonly groupInstanceId: string | null;
  readonly topics: readonly TxnOffsetCommitRequestTopic[];
}

/** Every field of `TxnOffsetCommitRequest` at its default. */
export const defaultTxnOffsetCommitRequest: TxnOffsetCommitRequest = {
  transactionalId: '',
  groupId: '',
  producerId: 0n,
  producerEpoch: 0,
  generationIdOrMemberEpoch: -1,
  memberId: '',
  groupInstanceId: null,
  topics: NO_ELEMENTS,
};

/**
 * Reads a `TxnOffsetCommitRequest` of version 0 to 6. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readTxnOffsetCommitRequest(reader: ByteReader, version: number): TxnOffsetCommitRequest {
  const transactionalId = version >= 3 ? reader.readCompactString() : reader.readString();
  const groupId = version >= 3 ? reader.readCompactString() : reader.readString();
  const producerId = reader.readInt64();
  const producerEpoch = reader.readInt16();
  const generationIdOrMemberEpoch = version >= 3 ? reader.readInt32() : -1;
  const memberId = version >= 3 ? reader.readCompactString() : '';
  const groupInstanceId = version >= 3 ? reader.readCompactNullableString() : null;
  const topics = readTxnOffsetCommitRequestTopicArray(reader, version >= 3 ? reader.readCompactArrayLength(1, 120) : reader.readArrayLength(1, 120), version);
  if (version >= 3) {
    reader.skipTaggedFields();
  }
  return { transactionalId, groupId, producerId, producerEpoch, generationIdOrMemberEpoch, memberId, groupInstanceId, topics };
}

/**
 * Writes a `TxnOffsetCommitRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeTxnOffsetCommitRequest(writer: ByteWriter, value: TxnOffsetCommitRequest, version: number): void {
  if (version >= 3) {
    writer.writeCompactString(value.transactionalId);
  } else {
    writer.writeString(value.transactionalId);
  }
  if (version >= 3) {
    writer.writeCompactString(value.groupId);
  } else {
    writer.writeString(value.groupId);
  }
  writer.writeInt64(value.producerId);
  writer.writeInt16(value.producerEpoch);
  if (version >= 3) {
    writer.writeInt32(value.generationIdOrMemberEpoch);
  }
  if (version >= 3) {
    writer.writeCompactString(value.memberId);
  }
  if (version >= 3) {
    writer.writeCompactNullableString(value.groupInstanceId);
  }
  if (version >= 3) {
    writer.writeCompactArrayLength(value.topics.length);
  } else {
    writer.writeArrayLength(value.topics.length);
  }
  for (const element of value.topics) writeTxnOffsetCommitRequestTopic(writer, element, version);
  if (version >= 3) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `TxnOffsetCommitRequest`. */
function readTxnOffsetCommitRequestTopic(reader: ByteReader, version: number): TxnOffsetCommitRequestTopic {
  const name = version <= 5 ? (version >= 3 ? reader.readCompactString() : reader.readString()) : '';
  const topicId = version >= 6 ? reader.readUuid() : ZERO_UUID;
  const partitions = readTxnOffsetCommitRequestPartitionArray(reader, version >= 3 ? reader.readCompactArrayLength(13, 80) : reader.readArrayLength(13, 80), version);
  if (version >= 3) {
    reader.skipTaggedFields();
  }
  return { name, topicId, partitions };
}

function readTxnOffsetCommitRequestTopicArray(reader: ByteReader, length: number, version: number): TxnOffsetCommitRequestTopic[] {
  const elements = new Array<TxnOffsetCommitRequestTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readTxnOffsetCommitRequestTopic(reader, version);
  return elements;
}

/** Writes a struct of `TxnOffsetCommitRequest`. */
function writeTxnOffsetCommitRequestTopic(writer: ByteWriter, value: TxnOffsetCommitRequestTopic, version: number): void {
  if (version <= 5) {
    if (version >= 3) {
      writer.writeCompactString(value.name);
    } else {
      writer.writeString(value.name);
    }
  }
  if (version >= 6) {
    writer.writeUuid(value.topicId);
  }
  if (version >= 3) {
    writer.writeCompactArrayLength(value.partitions.length);
  } else {
    writer.writeArrayLength(value.partitions.length);
  }
  for (const element of value.partitions) writeTxnOffsetCommitRequestPartition(writer, element, version);
  if (version >= 3) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `TxnOffsetCommitRequest`. */
function readTxnOffsetCommitRequestPartition(reader: ByteReader, version: number): TxnOffsetCommitRequestPartition {
  const partitionIndex = reader.readInt32();
  const committedOffset = reader.readInt64AsNumber();
  const committedLeaderEpoch = version >= 2 ? reader.readInt32() : -1;
  const committedMetadata = version >= 3 ? reader.readCompactNullableString() : reader.readNullableString();
  if (version >= 3) {
    reader.skipTaggedFields();
  }
  return { partitionIndex, committedOffset, committedLeaderEpoch, committedMetadata };
}

function readTxnOffsetCommitRequestPartitionArray(reader: ByteReader, length: number, version: number): TxnOffsetCommitRequestPartition[] {
  const elements = new Array<TxnOffsetCommitRequestPartition>(length);
  for (let index = 0; index < length; index++) elements[index] = readTxnOffsetCommitRequestPartition(reader, version);
  return elements;
}

/** Writes a struct of `TxnOffsetCommitRequest`. */
function writeTxnOffsetCommitRequestPartition(writer: ByteWriter, value: TxnOffsetCommitRequestPartition, version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeInt64FromNumber(value.committedOffset);
  if (version >= 2) {
    writer.writeInt32(value.committedLeaderEpoch);
  }
  if (version >= 3) {
    writer.writeCompactNullableString(value.committedMetadata);
  } else {
    writer.writeNullableString(value.committedMetadata);
  }
  if (version >= 3) {
    writer.writeUnsignedVarint(0);
  }
}

/** A struct of `TxnOffsetCommitResponse`. */
export interface TxnOffsetCommitResponsePartition {
  readonly partitionIndex: number;
  readonly errorCode: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `TxnOffsetCommitResponsePartition` at its default. */
export const defaultTxnOffsetCommitResponsePartition: TxnOffsetCommitResponsePartition = {
  partitionIndex: 0,
  errorCode: 0,
};

/** A struct of `TxnOffsetCommitResponse`. */
export interface TxnOffsetCommitResponseTopic {
  /** (v0-5) */
  readonly name: string;
  /** (v6) */
  readonly topicId: Uuid;
  readonly partitions: readonly TxnOffsetCommitResponsePartition[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `TxnOffsetCommitResponseTopic` at its default. */
export const defaultTxnOffsetCommitResponseTopic: TxnOffsetCommitResponseTopic = {
  name: '',
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/**
 * Sent by producers to the group coordinator: commits offsets of a group that count once the
 * transaction commits. v2 added leader epochs, v3 members (KIP-447), v5 joins the transaction by
 * itself (KIP-890), v6 has topic ids (KIP-1319).
 */
export interface TxnOffsetCommitResponse {
  readonly throttleTimeMs: number;
  readonly topics: readonly TxnOffsetCommitResponseTopic[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `TxnOffsetCommitResponse` at its default. */
export const defaultTxnOffsetCommitResponse: TxnOffsetCommitResponse = {
  throttleTimeMs: 0,
  topics: NO_ELEMENTS,
};

/**
 * Reads a `TxnOffsetCommitResponse` of version 0 to 6. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readTxnOffsetCommitResponse(reader: ByteReader, version: number): TxnOffsetCommitResponse {
  const throttleTimeMs = reader.readInt32();
  const topics = readTxnOffsetCommitResponseTopicArray(reader, version >= 3 ? reader.readCompactArrayLength(1, 120) : reader.readArrayLength(1, 120), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 3) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, topics };
  return { throttleTimeMs, topics, unknownTaggedFields };
}

/**
 * Writes a `TxnOffsetCommitResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeTxnOffsetCommitResponse(writer: ByteWriter, value: TxnOffsetCommitResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  if (version >= 3) {
    writer.writeCompactArrayLength(value.topics.length);
  } else {
    writer.writeArrayLength(value.topics.length);
  }
  for (const element of value.topics) writeTxnOffsetCommitResponseTopic(writer, element, version);
  if (version >= 3) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `TxnOffsetCommitResponse`. */
function readTxnOffsetCommitResponseTopic(reader: ByteReader, version: number): TxnOffsetCommitResponseTopic {
  const name = version <= 5 ? (version >= 3 ? reader.readCompactString() : reader.readString()) : '';
  const topicId = version >= 6 ? reader.readUuid() : ZERO_UUID;
  const partitions = readTxnOffsetCommitResponsePartitionArray(reader, version >= 3 ? reader.readCompactArrayLength(6, 48) : reader.readArrayLength(6, 48), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 3) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { name, topicId, partitions };
  return { name, topicId, partitions, unknownTaggedFields };
}

function readTxnOffsetCommitResponseTopicArray(reader: ByteReader, length: number, version: number): TxnOffsetCommitResponseTopic[] {
  const elements = new Array<TxnOffsetCommitResponseTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readTxnOffsetCommitResponseTopic(reader, version);
  return elements;
}

/** Writes a struct of `TxnOffsetCommitResponse`. */
function writeTxnOffsetCommitResponseTopic(writer: ByteWriter, value: TxnOffsetCommitResponseTopic, version: number): void {
  if (version <= 5) {
    if (version >= 3) {
      writer.writeCompactString(value.name);
    } else {
      writer.writeString(value.name);
    }
  }
  if (version >= 6) {
    writer.writeUuid(value.topicId);
  }
  if (version >= 3) {
    writer.writeCompactArrayLength(value.partitions.length);
  } else {
    writer.writeArrayLength(value.partitions.length);
  }
  for (const element of value.partitions) writeTxnOffsetCommitResponsePartition(writer, element, version);
  if (version >= 3) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `TxnOffsetCommitResponse`. */
function readTxnOffsetCommitResponsePartition(reader: ByteReader, version: number): TxnOffsetCommitResponsePartition {
  const partitionIndex = reader.readInt32();
  const errorCode = reader.readInt16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 3) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { partitionIndex, errorCode };
  return { partitionIndex, errorCode, unknownTaggedFields };
}

function readTxnOffsetCommitResponsePartitionArray(reader: ByteReader, length: number, version: number): TxnOffsetCommitResponsePartition[] {
  const elements = new Array<TxnOffsetCommitResponsePartition>(length);
  for (let index = 0; index < length; index++) elements[index] = readTxnOffsetCommitResponsePartition(reader, version);
  return elements;
}

/** Writes a struct of `TxnOffsetCommitResponse`. */
function writeTxnOffsetCommitResponsePartition(writer: ByteWriter, value: TxnOffsetCommitResponsePartition, version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeInt16(value.errorCode);
  if (version >= 3) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
