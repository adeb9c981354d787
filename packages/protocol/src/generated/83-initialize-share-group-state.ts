// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Offset, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `InitializeShareGroupStateRequest`. */
export interface PartitionData {
  readonly partition: number;
  /** Grows with each new beginning of the state, and fences what is older. */
  readonly stateEpoch: number;
  /** The first offset for the group; -1 to leave it to the leader of the partition. */
  readonly startOffset: Offset;
}

/** Every field of `PartitionData` at its default. */
export const defaultPartitionData: PartitionData = {
  partition: 0,
  stateEpoch: 0,
  startOffset: 0,
};

/** A struct of `InitializeShareGroupStateRequest`. */
export interface InitializeStateData {
  readonly topicId: Uuid;
  readonly partitions: readonly PartitionData[];
}

/** Every field of `InitializeStateData` at its default. */
export const defaultInitializeStateData: InitializeStateData = {
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/**
 * Sent by the group coordinator to the share coordinator: begins the state of share partitions
 * (KIP-932).
 */
export interface InitializeShareGroupStateRequest {
  readonly groupId: string;
  readonly topics: readonly InitializeStateData[];
}

/** Every field of `InitializeShareGroupStateRequest` at its default. */
export const defaultInitializeShareGroupStateRequest: InitializeShareGroupStateRequest = {
  groupId: '',
  topics: NO_ELEMENTS,
};

/**
 * Reads a `InitializeShareGroupStateRequest` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readInitializeShareGroupStateRequest(reader: ByteReader, version: number): InitializeShareGroupStateRequest {
  const groupId = reader.readCompactString();
  const topics = readInitializeStateDataArray(reader, reader.readCompactArrayLength(17, 112), version);
  reader.skipTaggedFields();
  return { groupId, topics };
}

/**
 * Writes a `InitializeShareGroupStateRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeInitializeShareGroupStateRequest(writer: ByteWriter, value: InitializeShareGroupStateRequest, version: number): void {
  writer.writeCompactString(value.groupId);
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeInitializeStateData(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `InitializeShareGroupStateRequest`. */
function readInitializeStateData(reader: ByteReader, version: number): InitializeStateData {
  const topicId = reader.readUuid();
  const partitions = readPartitionDataArray(reader, reader.readCompactArrayLength(16, 72), version);
  reader.skipTaggedFields();
  return { topicId, partitions };
}

function readInitializeStateDataArray(reader: ByteReader, length: number, version: number): InitializeStateData[] {
  const elements = new Array<InitializeStateData>(length);
  for (let index = 0; index < length; index++) elements[index] = readInitializeStateData(reader, version);
  return elements;
}

/** Writes a struct of `InitializeShareGroupStateRequest`. */
function writeInitializeStateData(writer: ByteWriter, value: InitializeStateData, version: number): void {
  writer.writeUuid(value.topicId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writePartitionData(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `InitializeShareGroupStateRequest`. */
function readPartitionData(reader: ByteReader, _version: number): PartitionData {
  const partition = reader.readInt32();
  const stateEpoch = reader.readInt32();
  const startOffset = reader.readInt64AsNumber();
  reader.skipTaggedFields();
  return { partition, stateEpoch, startOffset };
}

function readPartitionDataArray(reader: ByteReader, length: number, version: number): PartitionData[] {
  const elements = new Array<PartitionData>(length);
  for (let index = 0; index < length; index++) elements[index] = readPartitionData(reader, version);
  return elements;
}

/** Writes a struct of `InitializeShareGroupStateRequest`. */
function writePartitionData(writer: ByteWriter, value: PartitionData, _version: number): void {
  writer.writeInt32(value.partition);
  writer.writeInt32(value.stateEpoch);
  writer.writeInt64FromNumber(value.startOffset);
  writer.writeUnsignedVarint(0);
}

/** A struct of `InitializeShareGroupStateResponse`. */
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

/** A struct of `InitializeShareGroupStateResponse`. */
export interface InitializeStateResult {
  readonly topicId: Uuid;
  readonly partitions: readonly PartitionResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `InitializeStateResult` at its default. */
export const defaultInitializeStateResult: InitializeStateResult = {
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/**
 * Sent by the group coordinator to the share coordinator: begins the state of share partitions
 * (KIP-932).
 */
export interface InitializeShareGroupStateResponse {
  readonly results: readonly InitializeStateResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `InitializeShareGroupStateResponse` at its default. */
export const defaultInitializeShareGroupStateResponse: InitializeShareGroupStateResponse = {
  results: NO_ELEMENTS,
};

/**
 * Reads a `InitializeShareGroupStateResponse` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readInitializeShareGroupStateResponse(reader: ByteReader, version: number): InitializeShareGroupStateResponse {
  const results = readInitializeStateResultArray(reader, reader.readCompactArrayLength(17, 112), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { results };
  return { results, unknownTaggedFields };
}

/**
 * Writes a `InitializeShareGroupStateResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeInitializeShareGroupStateResponse(writer: ByteWriter, value: InitializeShareGroupStateResponse, version: number): void {
  writer.writeCompactArrayLength(value.results.length);
  for (const element of value.results) writeInitializeStateResult(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `InitializeShareGroupStateResponse`. */
function readInitializeStateResult(reader: ByteReader, version: number): InitializeStateResult {
  const topicId = reader.readUuid();
  const partitions = readPartitionResultArray(reader, reader.readCompactArrayLength(7, 56), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicId, partitions };
  return { topicId, partitions, unknownTaggedFields };
}

function readInitializeStateResultArray(reader: ByteReader, length: number, version: number): InitializeStateResult[] {
  const elements = new Array<InitializeStateResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readInitializeStateResult(reader, version);
  return elements;
}

/** Writes a struct of `InitializeShareGroupStateResponse`. */
function writeInitializeStateResult(writer: ByteWriter, value: InitializeStateResult, version: number): void {
  writer.writeUuid(value.topicId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writePartitionResult(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `InitializeShareGroupStateResponse`. */
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

/** Writes a struct of `InitializeShareGroupStateResponse`. */
function writePartitionResult(writer: ByteWriter, value: PartitionResult, _version: number): void {
  writer.writeInt32(value.partition);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
