// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `AlterReplicaLogDirsRequest`. */
export interface AlterReplicaLogDirTopic {
  readonly name: string;
  readonly partitions: readonly number[];
}

/** Every field of `AlterReplicaLogDirTopic` at its default. */
export const defaultAlterReplicaLogDirTopic: AlterReplicaLogDirTopic = {
  name: '',
  partitions: NO_ELEMENTS,
};

/** A struct of `AlterReplicaLogDirsRequest`. */
export interface AlterReplicaLogDir {
  /** The absolute path of the log directory to move to. */
  readonly path: string;
  readonly topics: readonly AlterReplicaLogDirTopic[];
}

/** Every field of `AlterReplicaLogDir` at its default. */
export const defaultAlterReplicaLogDir: AlterReplicaLogDir = {
  path: '',
  topics: NO_ELEMENTS,
};

/**
 * Sent by admin clients to the broker with the replicas: moves replicas to another log directory of
 * the same broker (KIP-113).
 */
export interface AlterReplicaLogDirsRequest {
  readonly dirs: readonly AlterReplicaLogDir[];
}

/** Every field of `AlterReplicaLogDirsRequest` at its default. */
export const defaultAlterReplicaLogDirsRequest: AlterReplicaLogDirsRequest = {
  dirs: NO_ELEMENTS,
};

/**
 * Reads a `AlterReplicaLogDirsRequest` of version 1 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readAlterReplicaLogDirsRequest(reader: ByteReader, version: number): AlterReplicaLogDirsRequest {
  const dirs = readAlterReplicaLogDirArray(reader, version >= 2 ? reader.readCompactArrayLength(2, 64) : reader.readArrayLength(2, 64), version);
  if (version >= 2) {
    reader.skipTaggedFields();
  }
  return { dirs };
}

/**
 * Writes a `AlterReplicaLogDirsRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeAlterReplicaLogDirsRequest(writer: ByteWriter, value: AlterReplicaLogDirsRequest, version: number): void {
  if (version >= 2) {
    writer.writeCompactArrayLength(value.dirs.length);
  } else {
    writer.writeArrayLength(value.dirs.length);
  }
  for (const element of value.dirs) writeAlterReplicaLogDir(writer, element, version);
  if (version >= 2) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `AlterReplicaLogDirsRequest`. */
function readAlterReplicaLogDir(reader: ByteReader, version: number): AlterReplicaLogDir {
  const path = version >= 2 ? reader.readCompactString() : reader.readString();
  const topics = readAlterReplicaLogDirTopicArray(reader, version >= 2 ? reader.readCompactArrayLength(2, 64) : reader.readArrayLength(2, 64), version);
  if (version >= 2) {
    reader.skipTaggedFields();
  }
  return { path, topics };
}

function readAlterReplicaLogDirArray(reader: ByteReader, length: number, version: number): AlterReplicaLogDir[] {
  const elements = new Array<AlterReplicaLogDir>(length);
  for (let index = 0; index < length; index++) elements[index] = readAlterReplicaLogDir(reader, version);
  return elements;
}

/** Writes a struct of `AlterReplicaLogDirsRequest`. */
function writeAlterReplicaLogDir(writer: ByteWriter, value: AlterReplicaLogDir, version: number): void {
  if (version >= 2) {
    writer.writeCompactString(value.path);
  } else {
    writer.writeString(value.path);
  }
  if (version >= 2) {
    writer.writeCompactArrayLength(value.topics.length);
  } else {
    writer.writeArrayLength(value.topics.length);
  }
  for (const element of value.topics) writeAlterReplicaLogDirTopic(writer, element, version);
  if (version >= 2) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `AlterReplicaLogDirsRequest`. */
function readAlterReplicaLogDirTopic(reader: ByteReader, version: number): AlterReplicaLogDirTopic {
  const name = version >= 2 ? reader.readCompactString() : reader.readString();
  const partitions = version >= 2 ? reader.readCompactInt32Array() : reader.readInt32Array();
  if (version >= 2) {
    reader.skipTaggedFields();
  }
  return { name, partitions };
}

function readAlterReplicaLogDirTopicArray(reader: ByteReader, length: number, version: number): AlterReplicaLogDirTopic[] {
  const elements = new Array<AlterReplicaLogDirTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readAlterReplicaLogDirTopic(reader, version);
  return elements;
}

/** Writes a struct of `AlterReplicaLogDirsRequest`. */
function writeAlterReplicaLogDirTopic(writer: ByteWriter, value: AlterReplicaLogDirTopic, version: number): void {
  if (version >= 2) {
    writer.writeCompactString(value.name);
  } else {
    writer.writeString(value.name);
  }
  if (version >= 2) {
    writer.writeCompactArrayLength(value.partitions.length);
  } else {
    writer.writeArrayLength(value.partitions.length);
  }
  for (const element of value.partitions) writer.writeInt32(element);
  if (version >= 2) {
    writer.writeUnsignedVarint(0);
  }
}

/** A struct of `AlterReplicaLogDirsResponse`. */
export interface AlterReplicaLogDirPartitionResult {
  readonly partitionIndex: number;
  readonly errorCode: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `AlterReplicaLogDirPartitionResult` at its default. */
export const defaultAlterReplicaLogDirPartitionResult: AlterReplicaLogDirPartitionResult = {
  partitionIndex: 0,
  errorCode: 0,
};

/** A struct of `AlterReplicaLogDirsResponse`. */
export interface AlterReplicaLogDirTopicResult {
  readonly topicName: string;
  readonly partitions: readonly AlterReplicaLogDirPartitionResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `AlterReplicaLogDirTopicResult` at its default. */
export const defaultAlterReplicaLogDirTopicResult: AlterReplicaLogDirTopicResult = {
  topicName: '',
  partitions: NO_ELEMENTS,
};

/**
 * Sent by admin clients to the broker with the replicas: moves replicas to another log directory of
 * the same broker (KIP-113).
 */
export interface AlterReplicaLogDirsResponse {
  readonly throttleTimeMs: number;
  readonly results: readonly AlterReplicaLogDirTopicResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `AlterReplicaLogDirsResponse` at its default. */
export const defaultAlterReplicaLogDirsResponse: AlterReplicaLogDirsResponse = {
  throttleTimeMs: 0,
  results: NO_ELEMENTS,
};

/**
 * Reads a `AlterReplicaLogDirsResponse` of version 1 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readAlterReplicaLogDirsResponse(reader: ByteReader, version: number): AlterReplicaLogDirsResponse {
  const throttleTimeMs = reader.readInt32();
  const results = readAlterReplicaLogDirTopicResultArray(reader, version >= 2 ? reader.readCompactArrayLength(2, 64) : reader.readArrayLength(2, 64), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, results };
  return { throttleTimeMs, results, unknownTaggedFields };
}

/**
 * Writes a `AlterReplicaLogDirsResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeAlterReplicaLogDirsResponse(writer: ByteWriter, value: AlterReplicaLogDirsResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  if (version >= 2) {
    writer.writeCompactArrayLength(value.results.length);
  } else {
    writer.writeArrayLength(value.results.length);
  }
  for (const element of value.results) writeAlterReplicaLogDirTopicResult(writer, element, version);
  if (version >= 2) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `AlterReplicaLogDirsResponse`. */
function readAlterReplicaLogDirTopicResult(reader: ByteReader, version: number): AlterReplicaLogDirTopicResult {
  const topicName = version >= 2 ? reader.readCompactString() : reader.readString();
  const partitions = readAlterReplicaLogDirPartitionResultArray(reader, version >= 2 ? reader.readCompactArrayLength(6, 48) : reader.readArrayLength(6, 48), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { topicName, partitions };
  return { topicName, partitions, unknownTaggedFields };
}

function readAlterReplicaLogDirTopicResultArray(reader: ByteReader, length: number, version: number): AlterReplicaLogDirTopicResult[] {
  const elements = new Array<AlterReplicaLogDirTopicResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readAlterReplicaLogDirTopicResult(reader, version);
  return elements;
}

/** Writes a struct of `AlterReplicaLogDirsResponse`. */
function writeAlterReplicaLogDirTopicResult(writer: ByteWriter, value: AlterReplicaLogDirTopicResult, version: number): void {
  if (version >= 2) {
    writer.writeCompactString(value.topicName);
  } else {
    writer.writeString(value.topicName);
  }
  if (version >= 2) {
    writer.writeCompactArrayLength(value.partitions.length);
  } else {
    writer.writeArrayLength(value.partitions.length);
  }
  for (const element of value.partitions) writeAlterReplicaLogDirPartitionResult(writer, element, version);
  if (version >= 2) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `AlterReplicaLogDirsResponse`. */
function readAlterReplicaLogDirPartitionResult(reader: ByteReader, version: number): AlterReplicaLogDirPartitionResult {
  const partitionIndex = reader.readInt32();
  const errorCode = reader.readInt16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { partitionIndex, errorCode };
  return { partitionIndex, errorCode, unknownTaggedFields };
}

function readAlterReplicaLogDirPartitionResultArray(reader: ByteReader, length: number, version: number): AlterReplicaLogDirPartitionResult[] {
  const elements = new Array<AlterReplicaLogDirPartitionResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readAlterReplicaLogDirPartitionResult(reader, version);
  return elements;
}

/** Writes a struct of `AlterReplicaLogDirsResponse`. */
function writeAlterReplicaLogDirPartitionResult(writer: ByteWriter, value: AlterReplicaLogDirPartitionResult, version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeInt16(value.errorCode);
  if (version >= 2) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
