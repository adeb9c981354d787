// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Offset, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `AlterShareGroupOffsetsRequest`. */
export interface AlterShareGroupOffsetsRequestPartition {
  readonly partitionIndex: number;
  /** The first offset to deliver from now on. */
  readonly startOffset: Offset;
}

/** Every field of `AlterShareGroupOffsetsRequestPartition` at its default. */
export const defaultAlterShareGroupOffsetsRequestPartition: AlterShareGroupOffsetsRequestPartition = {
  partitionIndex: 0,
  startOffset: 0,
};

/** A struct of `AlterShareGroupOffsetsRequest`. */
export interface AlterShareGroupOffsetsRequestTopic {
  readonly topicName: string;
  readonly partitions: readonly AlterShareGroupOffsetsRequestPartition[];
}

/** Every field of `AlterShareGroupOffsetsRequestTopic` at its default. */
export const defaultAlterShareGroupOffsetsRequestTopic: AlterShareGroupOffsetsRequestTopic = {
  topicName: '',
  partitions: NO_ELEMENTS,
};

/**
 * Sent by admin clients to the group coordinator: sets the start offsets of a share group without
 * members (KIP-932).
 */
export interface AlterShareGroupOffsetsRequest {
  readonly groupId: string;
  readonly topics: readonly AlterShareGroupOffsetsRequestTopic[];
}

/** Every field of `AlterShareGroupOffsetsRequest` at its default. */
export const defaultAlterShareGroupOffsetsRequest: AlterShareGroupOffsetsRequest = {
  groupId: '',
  topics: NO_ELEMENTS,
};

/**
 * Reads a `AlterShareGroupOffsetsRequest` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readAlterShareGroupOffsetsRequest(reader: ByteReader, version: number): AlterShareGroupOffsetsRequest {
  const groupId = reader.readCompactString();
  const topics = readAlterShareGroupOffsetsRequestTopicArray(reader, reader.readCompactArrayLength(2, 64), version);
  reader.skipTaggedFields();
  return { groupId, topics };
}

/**
 * Writes a `AlterShareGroupOffsetsRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeAlterShareGroupOffsetsRequest(writer: ByteWriter, value: AlterShareGroupOffsetsRequest, version: number): void {
  writer.writeCompactString(value.groupId);
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeAlterShareGroupOffsetsRequestTopic(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `AlterShareGroupOffsetsRequest`. */
function readAlterShareGroupOffsetsRequestTopic(reader: ByteReader, version: number): AlterShareGroupOffsetsRequestTopic {
  const topicName = reader.readCompactString();
  const partitions = readAlterShareGroupOffsetsRequestPartitionArray(reader, reader.readCompactArrayLength(12, 64), version);
  reader.skipTaggedFields();
  return { topicName, partitions };
}

function readAlterShareGroupOffsetsRequestTopicArray(reader: ByteReader, length: number, version: number): AlterShareGroupOffsetsRequestTopic[] {
  const elements = new Array<AlterShareGroupOffsetsRequestTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readAlterShareGroupOffsetsRequestTopic(reader, version);
  return elements;
}

/** Writes a struct of `AlterShareGroupOffsetsRequest`. */
function writeAlterShareGroupOffsetsRequestTopic(writer: ByteWriter, value: AlterShareGroupOffsetsRequestTopic, version: number): void {
  writer.writeCompactString(value.topicName);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writeAlterShareGroupOffsetsRequestPartition(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `AlterShareGroupOffsetsRequest`. */
function readAlterShareGroupOffsetsRequestPartition(reader: ByteReader, _version: number): AlterShareGroupOffsetsRequestPartition {
  const partitionIndex = reader.readInt32();
  const startOffset = reader.readInt64AsNumber();
  reader.skipTaggedFields();
  return { partitionIndex, startOffset };
}

function readAlterShareGroupOffsetsRequestPartitionArray(reader: ByteReader, length: number, version: number): AlterShareGroupOffsetsRequestPartition[] {
  const elements = new Array<AlterShareGroupOffsetsRequestPartition>(length);
  for (let index = 0; index < length; index++) elements[index] = readAlterShareGroupOffsetsRequestPartition(reader, version);
  return elements;
}

/** Writes a struct of `AlterShareGroupOffsetsRequest`. */
function writeAlterShareGroupOffsetsRequestPartition(writer: ByteWriter, value: AlterShareGroupOffsetsRequestPartition, _version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeInt64FromNumber(value.startOffset);
  writer.writeUnsignedVarint(0);
}

/** A struct of `AlterShareGroupOffsetsResponse`. */
export interface AlterShareGroupOffsetsResponsePartition {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `AlterShareGroupOffsetsResponsePartition` at its default. */
export const defaultAlterShareGroupOffsetsResponsePartition: AlterShareGroupOffsetsResponsePartition = {
  partitionIndex: 0,
  errorCode: 0,
  errorMessage: null,
};

/** A struct of `AlterShareGroupOffsetsResponse`. */
export interface AlterShareGroupOffsetsResponseTopic {
  readonly topicName: string;
  readonly topicId: Uuid;
  readonly partitions: readonly AlterShareGroupOffsetsResponsePartition[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `AlterShareGroupOffsetsResponseTopic` at its default. */
export const defaultAlterShareGroupOffsetsResponseTopic: AlterShareGroupOffsetsResponseTopic = {
  topicName: '',
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/**
 * Sent by admin clients to the group coordinator: sets the start offsets of a share group without
 * members (KIP-932).
 */
export interface AlterShareGroupOffsetsResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly responses: readonly AlterShareGroupOffsetsResponseTopic[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `AlterShareGroupOffsetsResponse` at its default. */
export const defaultAlterShareGroupOffsetsResponse: AlterShareGroupOffsetsResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  errorMessage: null,
  responses: NO_ELEMENTS,
};

/**
 * Reads a `AlterShareGroupOffsetsResponse` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readAlterShareGroupOffsetsResponse(reader: ByteReader, version: number): AlterShareGroupOffsetsResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  const responses = readAlterShareGroupOffsetsResponseTopicArray(reader, reader.readCompactArrayLength(18, 120), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, errorMessage, responses };
  return { throttleTimeMs, errorCode, errorMessage, responses, unknownTaggedFields };
}

/**
 * Writes a `AlterShareGroupOffsetsResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeAlterShareGroupOffsetsResponse(writer: ByteWriter, value: AlterShareGroupOffsetsResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writer.writeCompactArrayLength(value.responses.length);
  for (const element of value.responses) writeAlterShareGroupOffsetsResponseTopic(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `AlterShareGroupOffsetsResponse`. */
function readAlterShareGroupOffsetsResponseTopic(reader: ByteReader, version: number): AlterShareGroupOffsetsResponseTopic {
  const topicName = reader.readCompactString();
  const topicId = reader.readUuid();
  const partitions = readAlterShareGroupOffsetsResponsePartitionArray(reader, reader.readCompactArrayLength(7, 56), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicName, topicId, partitions };
  return { topicName, topicId, partitions, unknownTaggedFields };
}

function readAlterShareGroupOffsetsResponseTopicArray(reader: ByteReader, length: number, version: number): AlterShareGroupOffsetsResponseTopic[] {
  const elements = new Array<AlterShareGroupOffsetsResponseTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readAlterShareGroupOffsetsResponseTopic(reader, version);
  return elements;
}

/** Writes a struct of `AlterShareGroupOffsetsResponse`. */
function writeAlterShareGroupOffsetsResponseTopic(writer: ByteWriter, value: AlterShareGroupOffsetsResponseTopic, version: number): void {
  writer.writeCompactString(value.topicName);
  writer.writeUuid(value.topicId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writeAlterShareGroupOffsetsResponsePartition(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `AlterShareGroupOffsetsResponse`. */
function readAlterShareGroupOffsetsResponsePartition(reader: ByteReader, _version: number): AlterShareGroupOffsetsResponsePartition {
  const partitionIndex = reader.readInt32();
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { partitionIndex, errorCode, errorMessage };
  return { partitionIndex, errorCode, errorMessage, unknownTaggedFields };
}

function readAlterShareGroupOffsetsResponsePartitionArray(reader: ByteReader, length: number, version: number): AlterShareGroupOffsetsResponsePartition[] {
  const elements = new Array<AlterShareGroupOffsetsResponsePartition>(length);
  for (let index = 0; index < length; index++) elements[index] = readAlterShareGroupOffsetsResponsePartition(reader, version);
  return elements;
}

/** Writes a struct of `AlterShareGroupOffsetsResponse`. */
function writeAlterShareGroupOffsetsResponsePartition(writer: ByteWriter, value: AlterShareGroupOffsetsResponsePartition, _version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
