// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Offset, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `DescribeShareGroupOffsetsRequest`. */
export interface DescribeShareGroupOffsetsRequestTopic {
  readonly topicName: string;
  readonly partitions: readonly number[];
}

/** Every field of `DescribeShareGroupOffsetsRequestTopic` at its default. */
export const defaultDescribeShareGroupOffsetsRequestTopic: DescribeShareGroupOffsetsRequestTopic = {
  topicName: '',
  partitions: NO_ELEMENTS,
};

/** A struct of `DescribeShareGroupOffsetsRequest`. */
export interface DescribeShareGroupOffsetsRequestGroup {
  readonly groupId: string;
  /** Null for every partition that the group has a state for. */
  readonly topics: readonly DescribeShareGroupOffsetsRequestTopic[] | null;
}

/** Every field of `DescribeShareGroupOffsetsRequestGroup` at its default. */
export const defaultDescribeShareGroupOffsetsRequestGroup: DescribeShareGroupOffsetsRequestGroup = {
  groupId: '',
  topics: NO_ELEMENTS,
};

/**
 * Sent by admin clients to the group coordinator: how far share groups are in their partitions
 * (KIP-932). v1 added the lag (KIP-1226).
 */
export interface DescribeShareGroupOffsetsRequest {
  readonly groups: readonly DescribeShareGroupOffsetsRequestGroup[];
}

/** Every field of `DescribeShareGroupOffsetsRequest` at its default. */
export const defaultDescribeShareGroupOffsetsRequest: DescribeShareGroupOffsetsRequest = {
  groups: NO_ELEMENTS,
};

/**
 * Reads a `DescribeShareGroupOffsetsRequest` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDescribeShareGroupOffsetsRequest(reader: ByteReader, version: number): DescribeShareGroupOffsetsRequest {
  const groups = readDescribeShareGroupOffsetsRequestGroupArray(reader, reader.readCompactArrayLength(2, 64), version);
  reader.skipTaggedFields();
  return { groups };
}

/**
 * Writes a `DescribeShareGroupOffsetsRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDescribeShareGroupOffsetsRequest(writer: ByteWriter, value: DescribeShareGroupOffsetsRequest, version: number): void {
  writer.writeCompactArrayLength(value.groups.length);
  for (const element of value.groups) writeDescribeShareGroupOffsetsRequestGroup(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `DescribeShareGroupOffsetsRequest`. */
function readDescribeShareGroupOffsetsRequestGroup(reader: ByteReader, version: number): DescribeShareGroupOffsetsRequestGroup {
  const groupId = reader.readCompactString();
  const topics = readNullableDescribeShareGroupOffsetsRequestTopicArray(reader, reader.readCompactNullableArrayLength(2, 64), version);
  reader.skipTaggedFields();
  return { groupId, topics };
}

function readDescribeShareGroupOffsetsRequestGroupArray(reader: ByteReader, length: number, version: number): DescribeShareGroupOffsetsRequestGroup[] {
  const elements = new Array<DescribeShareGroupOffsetsRequestGroup>(length);
  for (let index = 0; index < length; index++) elements[index] = readDescribeShareGroupOffsetsRequestGroup(reader, version);
  return elements;
}

/** Writes a struct of `DescribeShareGroupOffsetsRequest`. */
function writeDescribeShareGroupOffsetsRequestGroup(writer: ByteWriter, value: DescribeShareGroupOffsetsRequestGroup, version: number): void {
  writer.writeCompactString(value.groupId);
  if (value.topics === null) {
    writer.writeCompactArrayLength(-1);
  } else {
    writer.writeCompactArrayLength(value.topics.length);
    for (const element of value.topics) writeDescribeShareGroupOffsetsRequestTopic(writer, element, version);
  }
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `DescribeShareGroupOffsetsRequest`. */
function readDescribeShareGroupOffsetsRequestTopic(reader: ByteReader, _version: number): DescribeShareGroupOffsetsRequestTopic {
  const topicName = reader.readCompactString();
  const partitions = reader.readCompactInt32Array();
  reader.skipTaggedFields();
  return { topicName, partitions };
}

function readDescribeShareGroupOffsetsRequestTopicArray(reader: ByteReader, length: number, version: number): DescribeShareGroupOffsetsRequestTopic[] {
  const elements = new Array<DescribeShareGroupOffsetsRequestTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readDescribeShareGroupOffsetsRequestTopic(reader, version);
  return elements;
}

function readNullableDescribeShareGroupOffsetsRequestTopicArray(reader: ByteReader, length: number, version: number): DescribeShareGroupOffsetsRequestTopic[] | null {
  return length < 0 ? null : readDescribeShareGroupOffsetsRequestTopicArray(reader, length, version);
}

/** Writes a struct of `DescribeShareGroupOffsetsRequest`. */
function writeDescribeShareGroupOffsetsRequestTopic(writer: ByteWriter, value: DescribeShareGroupOffsetsRequestTopic, _version: number): void {
  writer.writeCompactString(value.topicName);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writer.writeInt32(element);
  writer.writeUnsignedVarint(0);
}

/** A struct of `DescribeShareGroupOffsetsResponse`. */
export interface DescribeShareGroupOffsetsResponsePartition {
  readonly partitionIndex: number;
  /** The first offset that is not done with; -1 if none is set yet. */
  readonly startOffset: Offset;
  readonly leaderEpoch: number;
  /** How many records are not done with up to the end of the log; -1 if unknown. (v1) */
  readonly lag: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribeShareGroupOffsetsResponsePartition` at its default. */
export const defaultDescribeShareGroupOffsetsResponsePartition: DescribeShareGroupOffsetsResponsePartition = {
  partitionIndex: 0,
  startOffset: 0,
  leaderEpoch: 0,
  lag: -1,
  errorCode: 0,
  errorMessage: null,
};

/** A struct of `DescribeShareGroupOffsetsResponse`. */
export interface DescribeShareGroupOffsetsResponseTopic {
  readonly topicName: string;
  readonly topicId: Uuid;
  readonly partitions: readonly DescribeShareGroupOffsetsResponsePartition[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribeShareGroupOffsetsResponseTopic` at its default. */
export const defaultDescribeShareGroupOffsetsResponseTopic: DescribeShareGroupOffsetsResponseTopic = {
  topicName: '',
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/** A struct of `DescribeShareGroupOffsetsResponse`. */
export interface DescribeShareGroupOffsetsResponseGroup {
  readonly groupId: string;
  readonly topics: readonly DescribeShareGroupOffsetsResponseTopic[];
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribeShareGroupOffsetsResponseGroup` at its default. */
export const defaultDescribeShareGroupOffsetsResponseGroup: DescribeShareGroupOffsetsResponseGroup = {
  groupId: '',
  topics: NO_ELEMENTS,
  errorCode: 0,
  errorMessage: null,
};

/**
 * Sent by admin clients to the group coordinator: how far share groups are in their partitions
 * (KIP-932). v1 added the lag (KIP-1226).
 */
export interface DescribeShareGroupOffsetsResponse {
  readonly throttleTimeMs: number;
  readonly groups: readonly DescribeShareGroupOffsetsResponseGroup[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribeShareGroupOffsetsResponse` at its default. */
export const defaultDescribeShareGroupOffsetsResponse: DescribeShareGroupOffsetsResponse = {
  throttleTimeMs: 0,
  groups: NO_ELEMENTS,
};

/**
 * Reads a `DescribeShareGroupOffsetsResponse` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDescribeShareGroupOffsetsResponse(reader: ByteReader, version: number): DescribeShareGroupOffsetsResponse {
  const throttleTimeMs = reader.readInt32();
  const groups = readDescribeShareGroupOffsetsResponseGroupArray(reader, reader.readCompactArrayLength(5, 80), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, groups };
  return { throttleTimeMs, groups, unknownTaggedFields };
}

/**
 * Writes a `DescribeShareGroupOffsetsResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDescribeShareGroupOffsetsResponse(writer: ByteWriter, value: DescribeShareGroupOffsetsResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeCompactArrayLength(value.groups.length);
  for (const element of value.groups) writeDescribeShareGroupOffsetsResponseGroup(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `DescribeShareGroupOffsetsResponse`. */
function readDescribeShareGroupOffsetsResponseGroup(reader: ByteReader, version: number): DescribeShareGroupOffsetsResponseGroup {
  const groupId = reader.readCompactString();
  const topics = readDescribeShareGroupOffsetsResponseTopicArray(reader, reader.readCompactArrayLength(18, 120), version);
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { groupId, topics, errorCode, errorMessage };
  return { groupId, topics, errorCode, errorMessage, unknownTaggedFields };
}

function readDescribeShareGroupOffsetsResponseGroupArray(reader: ByteReader, length: number, version: number): DescribeShareGroupOffsetsResponseGroup[] {
  const elements = new Array<DescribeShareGroupOffsetsResponseGroup>(length);
  for (let index = 0; index < length; index++) elements[index] = readDescribeShareGroupOffsetsResponseGroup(reader, version);
  return elements;
}

/** Writes a struct of `DescribeShareGroupOffsetsResponse`. */
function writeDescribeShareGroupOffsetsResponseGroup(writer: ByteWriter, value: DescribeShareGroupOffsetsResponseGroup, version: number): void {
  writer.writeCompactString(value.groupId);
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeDescribeShareGroupOffsetsResponseTopic(writer, element, version);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `DescribeShareGroupOffsetsResponse`. */
function readDescribeShareGroupOffsetsResponseTopic(reader: ByteReader, version: number): DescribeShareGroupOffsetsResponseTopic {
  const topicName = reader.readCompactString();
  const topicId = reader.readUuid();
  const partitions = readDescribeShareGroupOffsetsResponsePartitionArray(reader, reader.readCompactArrayLength(19, 112), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicName, topicId, partitions };
  return { topicName, topicId, partitions, unknownTaggedFields };
}

function readDescribeShareGroupOffsetsResponseTopicArray(reader: ByteReader, length: number, version: number): DescribeShareGroupOffsetsResponseTopic[] {
  const elements = new Array<DescribeShareGroupOffsetsResponseTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readDescribeShareGroupOffsetsResponseTopic(reader, version);
  return elements;
}

/** Writes a struct of `DescribeShareGroupOffsetsResponse`. */
function writeDescribeShareGroupOffsetsResponseTopic(writer: ByteWriter, value: DescribeShareGroupOffsetsResponseTopic, version: number): void {
  writer.writeCompactString(value.topicName);
  writer.writeUuid(value.topicId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writeDescribeShareGroupOffsetsResponsePartition(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `DescribeShareGroupOffsetsResponse`. */
function readDescribeShareGroupOffsetsResponsePartition(reader: ByteReader, version: number): DescribeShareGroupOffsetsResponsePartition {
  const partitionIndex = reader.readInt32();
  const startOffset = reader.readInt64AsNumber();
  const leaderEpoch = reader.readInt32();
  const lag = version >= 1 ? reader.readInt64AsNumber() : -1;
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { partitionIndex, startOffset, leaderEpoch, lag, errorCode, errorMessage };
  return { partitionIndex, startOffset, leaderEpoch, lag, errorCode, errorMessage, unknownTaggedFields };
}

function readDescribeShareGroupOffsetsResponsePartitionArray(reader: ByteReader, length: number, version: number): DescribeShareGroupOffsetsResponsePartition[] {
  const elements = new Array<DescribeShareGroupOffsetsResponsePartition>(length);
  for (let index = 0; index < length; index++) elements[index] = readDescribeShareGroupOffsetsResponsePartition(reader, version);
  return elements;
}

/** Writes a struct of `DescribeShareGroupOffsetsResponse`. */
function writeDescribeShareGroupOffsetsResponsePartition(writer: ByteWriter, value: DescribeShareGroupOffsetsResponsePartition, version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeInt64FromNumber(value.startOffset);
  writer.writeInt32(value.leaderEpoch);
  if (version >= 1) {
    writer.writeInt64FromNumber(value.lag);
  }
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
