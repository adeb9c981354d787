// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `DeleteShareGroupStateRequest`. */
export interface PartitionData {
  readonly partition: number;
}

/** Every field of `PartitionData` at its default. */
export const defaultPartitionData: PartitionData = {
  partition: 0,
};

/** A struct of `DeleteShareGroupStateRequest`. */
export interface DeleteStateData {
  readonly topicId: Uuid;
  readonly partitions: readonly PartitionData[];
}

/** Every field of `DeleteStateData` at its default. */
export const defaultDeleteStateData: DeleteStateData = {
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/**
 * Sent by the group coordinator to the share coordinator: forgets the state of share partitions
 * (KIP-932).
 */
export interface DeleteShareGroupStateRequest {
  readonly groupId: string;
  readonly topics: readonly DeleteStateData[];
}

/** Every field of `DeleteShareGroupStateRequest` at its default. */
export const defaultDeleteShareGroupStateRequest: DeleteShareGroupStateRequest = {
  groupId: '',
  topics: NO_ELEMENTS,
};

/**
 * Reads a `DeleteShareGroupStateRequest` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDeleteShareGroupStateRequest(reader: ByteReader, version: number): DeleteShareGroupStateRequest {
  const groupId = reader.readCompactString();
  const topics = readDeleteStateDataArray(reader, reader.readCompactArrayLength(17, 112), version);
  reader.skipTaggedFields();
  return { groupId, topics };
}

/**
 * Writes a `DeleteShareGroupStateRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDeleteShareGroupStateRequest(writer: ByteWriter, value: DeleteShareGroupStateRequest, version: number): void {
  writer.writeCompactString(value.groupId);
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeDeleteStateData(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `DeleteShareGroupStateRequest`. */
function readDeleteStateData(reader: ByteReader, version: number): DeleteStateData {
  const topicId = reader.readUuid();
  const partitions = readPartitionDataArray(reader, reader.readCompactArrayLength(4, 40), version);
  reader.skipTaggedFields();
  return { topicId, partitions };
}

function readDeleteStateDataArray(reader: ByteReader, length: number, version: number): DeleteStateData[] {
  const elements = new Array<DeleteStateData>(length);
  for (let index = 0; index < length; index++) elements[index] = readDeleteStateData(reader, version);
  return elements;
}

/** Writes a struct of `DeleteShareGroupStateRequest`. */
function writeDeleteStateData(writer: ByteWriter, value: DeleteStateData, version: number): void {
  writer.writeUuid(value.topicId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writePartitionData(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `DeleteShareGroupStateRequest`. */
function readPartitionData(reader: ByteReader, _version: number): PartitionData {
  const partition = reader.readInt32();
  reader.skipTaggedFields();
  return { partition };
}

function readPartitionDataArray(reader: ByteReader, length: number, version: number): PartitionData[] {
  const elements = new Array<PartitionData>(length);
  for (let index = 0; index < length; index++) elements[index] = readPartitionData(reader, version);
  return elements;
}

/** Writes a struct of `DeleteShareGroupStateRequest`. */
function writePartitionData(writer: ByteWriter, value: PartitionData, _version: number): void {
  writer.writeInt32(value.partition);
  writer.writeUnsignedVarint(0);
}

/** A struct of `DeleteShareGroupStateResponse`. */
export interface PartitionResult {
  readonly partition: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `PartitionResult` at its default. */
export const defaultPartitionResult: PartitionResult = {
  partition: 0,
  errorCode: 0,
  errorMessage: null,
};

/** A struct of `DeleteShareGroupStateResponse`. */
export interface DeleteStateResult {
  readonly topicId: Uuid;
  readonly partitions: readonly PartitionResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DeleteStateResult` at its default. */
export const defaultDeleteStateResult: DeleteStateResult = {
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/**
 * Sent by the group coordinator to the share coordinator: forgets the state of share partitions
 * (KIP-932).
 */
export interface DeleteShareGroupStateResponse {
  readonly results: readonly DeleteStateResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DeleteShareGroupStateResponse` at its default. */
export const defaultDeleteShareGroupStateResponse: DeleteShareGroupStateResponse = {
  results: NO_ELEMENTS,
};

/**
 * Reads a `DeleteShareGroupStateResponse` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDeleteShareGroupStateResponse(reader: ByteReader, version: number): DeleteShareGroupStateResponse {
  const results = readDeleteStateResultArray(reader, reader.readCompactArrayLength(17, 112), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { results };
  return { results, unknownTaggedFields };
}

/**
 * Writes a `DeleteShareGroupStateResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDeleteShareGroupStateResponse(writer: ByteWriter, value: DeleteShareGroupStateResponse, version: number): void {
  writer.writeCompactArrayLength(value.results.length);
  for (const element of value.results) writeDeleteStateResult(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `DeleteShareGroupStateResponse`. */
function readDeleteStateResult(reader: ByteReader, version: number): DeleteStateResult {
  const topicId = reader.readUuid();
  const partitions = readPartitionResultArray(reader, reader.readCompactArrayLength(7, 56), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicId, partitions };
  return { topicId, partitions, unknownTaggedFields };
}

function readDeleteStateResultArray(reader: ByteReader, length: number, version: number): DeleteStateResult[] {
  const elements = new Array<DeleteStateResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readDeleteStateResult(reader, version);
  return elements;
}

/** Writes a struct of `DeleteShareGroupStateResponse`. */
function writeDeleteStateResult(writer: ByteWriter, value: DeleteStateResult, version: number): void {
  writer.writeUuid(value.topicId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writePartitionResult(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `DeleteShareGroupStateResponse`. */
function readPartitionResult(reader: ByteReader, _version: number): PartitionResult {
  const partition = reader.readInt32();
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { partition, errorCode, errorMessage };
  return { partition, errorCode, errorMessage, unknownTaggedFields };
}

function readPartitionResultArray(reader: ByteReader, length: number, version: number): PartitionResult[] {
  const elements = new Array<PartitionResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readPartitionResult(reader, version);
  return elements;
}

/** Writes a struct of `DeleteShareGroupStateResponse`. */
function writePartitionResult(writer: ByteWriter, value: PartitionResult, _version: number): void {
  writer.writeInt32(value.partition);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
