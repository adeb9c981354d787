// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `AssignReplicasToDirsRequest`. */
export interface RequestPartitionData {
  readonly partitionIndex: number;
}

/** Every field of `RequestPartitionData` at its default. */
export const defaultRequestPartitionData: RequestPartitionData = {
  partitionIndex: 0,
};

/** A struct of `AssignReplicasToDirsRequest`. */
export interface RequestTopicData {
  readonly topicId: Uuid;
  readonly partitions: readonly RequestPartitionData[];
}

/** Every field of `RequestTopicData` at its default. */
export const defaultRequestTopicData: RequestTopicData = {
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/** A struct of `AssignReplicasToDirsRequest`. */
export interface RequestDirectoryData {
  /** The directory id in the `meta.properties` of the log directory. */
  readonly id: Uuid;
  readonly topics: readonly RequestTopicData[];
}

/** Every field of `RequestDirectoryData` at its default. */
export const defaultRequestDirectoryData: RequestDirectoryData = {
  id: ZERO_UUID,
  topics: NO_ELEMENTS,
};

/** Sent by brokers to the controller: in which log directory each replica lies (KIP-858). */
export interface AssignReplicasToDirsRequest {
  readonly brokerId: number;
  /**
   * The epoch that the controller gave to this run of the broker; -1 if it is not to be checked.
   */
  readonly brokerEpoch: bigint;
  readonly directories: readonly RequestDirectoryData[];
}

/** Every field of `AssignReplicasToDirsRequest` at its default. */
export const defaultAssignReplicasToDirsRequest: AssignReplicasToDirsRequest = {
  brokerId: 0,
  brokerEpoch: -1n,
  directories: NO_ELEMENTS,
};

/**
 * Reads a `AssignReplicasToDirsRequest` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readAssignReplicasToDirsRequest(reader: ByteReader, version: number): AssignReplicasToDirsRequest {
  const brokerId = reader.readInt32();
  const brokerEpoch = reader.readInt64();
  const directories = readRequestDirectoryDataArray(reader, reader.readCompactArrayLength(17, 112), version);
  reader.skipTaggedFields();
  return { brokerId, brokerEpoch, directories };
}

/**
 * Writes a `AssignReplicasToDirsRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeAssignReplicasToDirsRequest(writer: ByteWriter, value: AssignReplicasToDirsRequest, version: number): void {
  writer.writeInt32(value.brokerId);
  writer.writeInt64(value.brokerEpoch);
  writer.writeCompactArrayLength(value.directories.length);
  for (const element of value.directories) writeRequestDirectoryData(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `AssignReplicasToDirsRequest`. */
function readRequestDirectoryData(reader: ByteReader, version: number): RequestDirectoryData {
  const id = reader.readUuid();
  const topics = readRequestTopicDataArray(reader, reader.readCompactArrayLength(17, 112), version);
  reader.skipTaggedFields();
  return { id, topics };
}

function readRequestDirectoryDataArray(reader: ByteReader, length: number, version: number): RequestDirectoryData[] {
  const elements = new Array<RequestDirectoryData>(length);
  for (let index = 0; index < length; index++) elements[index] = readRequestDirectoryData(reader, version);
  return elements;
}

/** Writes a struct of `AssignReplicasToDirsRequest`. */
function writeRequestDirectoryData(writer: ByteWriter, value: RequestDirectoryData, version: number): void {
  writer.writeUuid(value.id);
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeRequestTopicData(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `AssignReplicasToDirsRequest`. */
function readRequestTopicData(reader: ByteReader, version: number): RequestTopicData {
  const topicId = reader.readUuid();
  const partitions = readRequestPartitionDataArray(reader, reader.readCompactArrayLength(4, 40), version);
  reader.skipTaggedFields();
  return { topicId, partitions };
}

function readRequestTopicDataArray(reader: ByteReader, length: number, version: number): RequestTopicData[] {
  const elements = new Array<RequestTopicData>(length);
  for (let index = 0; index < length; index++) elements[index] = readRequestTopicData(reader, version);
  return elements;
}

/** Writes a struct of `AssignReplicasToDirsRequest`. */
function writeRequestTopicData(writer: ByteWriter, value: RequestTopicData, version: number): void {
  writer.writeUuid(value.topicId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writeRequestPartitionData(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `AssignReplicasToDirsRequest`. */
function readRequestPartitionData(reader: ByteReader, _version: number): RequestPartitionData {
  const partitionIndex = reader.readInt32();
  reader.skipTaggedFields();
  return { partitionIndex };
}

function readRequestPartitionDataArray(reader: ByteReader, length: number, version: number): RequestPartitionData[] {
  const elements = new Array<RequestPartitionData>(length);
  for (let index = 0; index < length; index++) elements[index] = readRequestPartitionData(reader, version);
  return elements;
}

/** Writes a struct of `AssignReplicasToDirsRequest`. */
function writeRequestPartitionData(writer: ByteWriter, value: RequestPartitionData, _version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeUnsignedVarint(0);
}

/** A struct of `AssignReplicasToDirsResponse`. */
export interface ResponsePartitionData {
  readonly partitionIndex: number;
  readonly errorCode: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ResponsePartitionData` at its default. */
export const defaultResponsePartitionData: ResponsePartitionData = {
  partitionIndex: 0,
  errorCode: 0,
};

/** A struct of `AssignReplicasToDirsResponse`. */
export interface ResponseTopicData {
  readonly topicId: Uuid;
  readonly partitions: readonly ResponsePartitionData[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ResponseTopicData` at its default. */
export const defaultResponseTopicData: ResponseTopicData = {
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/** A struct of `AssignReplicasToDirsResponse`. */
export interface ResponseDirectoryData {
  /** The directory id in the `meta.properties` of the log directory. */
  readonly id: Uuid;
  readonly topics: readonly ResponseTopicData[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ResponseDirectoryData` at its default. */
export const defaultResponseDirectoryData: ResponseDirectoryData = {
  id: ZERO_UUID,
  topics: NO_ELEMENTS,
};

/** Sent by brokers to the controller: in which log directory each replica lies (KIP-858). */
export interface AssignReplicasToDirsResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly directories: readonly ResponseDirectoryData[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `AssignReplicasToDirsResponse` at its default. */
export const defaultAssignReplicasToDirsResponse: AssignReplicasToDirsResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  directories: NO_ELEMENTS,
};

/**
 * Reads a `AssignReplicasToDirsResponse` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readAssignReplicasToDirsResponse(reader: ByteReader, version: number): AssignReplicasToDirsResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  const directories = readResponseDirectoryDataArray(reader, reader.readCompactArrayLength(17, 112), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, directories };
  return { throttleTimeMs, errorCode, directories, unknownTaggedFields };
}

/**
 * Writes a `AssignReplicasToDirsResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeAssignReplicasToDirsResponse(writer: ByteWriter, value: AssignReplicasToDirsResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  writer.writeCompactArrayLength(value.directories.length);
  for (const element of value.directories) writeResponseDirectoryData(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `AssignReplicasToDirsResponse`. */
function readResponseDirectoryData(reader: ByteReader, version: number): ResponseDirectoryData {
  const id = reader.readUuid();
  const topics = readResponseTopicDataArray(reader, reader.readCompactArrayLength(17, 112), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { id, topics };
  return { id, topics, unknownTaggedFields };
}

function readResponseDirectoryDataArray(reader: ByteReader, length: number, version: number): ResponseDirectoryData[] {
  const elements = new Array<ResponseDirectoryData>(length);
  for (let index = 0; index < length; index++) elements[index] = readResponseDirectoryData(reader, version);
  return elements;
}

/** Writes a struct of `AssignReplicasToDirsResponse`. */
function writeResponseDirectoryData(writer: ByteWriter, value: ResponseDirectoryData, version: number): void {
  writer.writeUuid(value.id);
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeResponseTopicData(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `AssignReplicasToDirsResponse`. */
function readResponseTopicData(reader: ByteReader, version: number): ResponseTopicData {
  const topicId = reader.readUuid();
  const partitions = readResponsePartitionDataArray(reader, reader.readCompactArrayLength(6, 48), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicId, partitions };
  return { topicId, partitions, unknownTaggedFields };
}

function readResponseTopicDataArray(reader: ByteReader, length: number, version: number): ResponseTopicData[] {
  const elements = new Array<ResponseTopicData>(length);
  for (let index = 0; index < length; index++) elements[index] = readResponseTopicData(reader, version);
  return elements;
}

/** Writes a struct of `AssignReplicasToDirsResponse`. */
function writeResponseTopicData(writer: ByteWriter, value: ResponseTopicData, version: number): void {
  writer.writeUuid(value.topicId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writeResponsePartitionData(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `AssignReplicasToDirsResponse`. */
function readResponsePartitionData(reader: ByteReader, _version: number): ResponsePartitionData {
  const partitionIndex = reader.readInt32();
  const errorCode = reader.readInt16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { partitionIndex, errorCode };
  return { partitionIndex, errorCode, unknownTaggedFields };
}

function readResponsePartitionDataArray(reader: ByteReader, length: number, version: number): ResponsePartitionData[] {
  const elements = new Array<ResponsePartitionData>(length);
  for (let index = 0; index < length; index++) elements[index] = readResponsePartitionData(reader, version);
  return elements;
}

/** Writes a struct of `AssignReplicasToDirsResponse`. */
function writeResponsePartitionData(writer: ByteWriter, value: ResponsePartitionData, _version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeInt16(value.errorCode);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
