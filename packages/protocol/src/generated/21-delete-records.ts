// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Offset } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `DeleteRecordsRequest`. */
export interface DeleteRecordsPartition {
  readonly partitionIndex: number;
  /** The new first offset of the log; -1 for the high watermark. */
  readonly offset: Offset;
}

/** Every field of `DeleteRecordsPartition` at its default. */
export const defaultDeleteRecordsPartition: DeleteRecordsPartition = {
  partitionIndex: 0,
  offset: 0,
};

/** A struct of `DeleteRecordsRequest`. */
export interface DeleteRecordsTopic {
  readonly name: string;
  readonly partitions: readonly DeleteRecordsPartition[];
}

/** Every field of `DeleteRecordsTopic` at its default. */
export const defaultDeleteRecordsTopic: DeleteRecordsTopic = {
  name: '',
  partitions: NO_ELEMENTS,
};

/**
 * Sent by admin clients to leaders: moves the start of a log forward, so that the records before it
 * are gone.
 */
export interface DeleteRecordsRequest {
  readonly topics: readonly DeleteRecordsTopic[];
  /** How long to wait for the replicas to follow, in milliseconds. */
  readonly timeoutMs: number;
}

/** Every field of `DeleteRecordsRequest` at its default. */
export const defaultDeleteRecordsRequest: DeleteRecordsRequest = {
  topics: NO_ELEMENTS,
  timeoutMs: 0,
};

/**
 * Reads a `DeleteRecordsRequest` of version 0 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDeleteRecordsRequest(reader: ByteReader, version: number): DeleteRecordsRequest {
  const topics = readDeleteRecordsTopicArray(reader, version >= 2 ? reader.readCompactArrayLength(2, 64) : reader.readArrayLength(2, 64), version);
  const timeoutMs = reader.readInt32();
  if (version >= 2) {
    reader.skipTaggedFields();
  }
  return { topics, timeoutMs };
}

/**
 * Writes a `DeleteRecordsRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDeleteRecordsRequest(writer: ByteWriter, value: DeleteRecordsRequest, version: number): void {
  if (version >= 2) {
    writer.writeCompactArrayLength(value.topics.length);
  } else {
    writer.writeArrayLength(value.topics.length);
  }
  for (const element of value.topics) writeDeleteRecordsTopic(writer, element, version);
  writer.writeInt32(value.timeoutMs);
  if (version >= 2) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `DeleteRecordsRequest`. */
function readDeleteRecordsTopic(reader: ByteReader, version: number): DeleteRecordsTopic {
  const name = version >= 2 ? reader.readCompactString() : reader.readString();
  const partitions = readDeleteRecordsPartitionArray(reader, version >= 2 ? reader.readCompactArrayLength(12, 64) : reader.readArrayLength(12, 64), version);
  if (version >= 2) {
    reader.skipTaggedFields();
  }
  return { name, partitions };
}

function readDeleteRecordsTopicArray(reader: ByteReader, length: number, version: number): DeleteRecordsTopic[] {
  const elements = new Array<DeleteRecordsTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readDeleteRecordsTopic(reader, version);
  return elements;
}

/** Writes a struct of `DeleteRecordsRequest`. */
function writeDeleteRecordsTopic(writer: ByteWriter, value: DeleteRecordsTopic, version: number): void {
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
  for (const element of value.partitions) writeDeleteRecordsPartition(writer, element, version);
  if (version >= 2) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `DeleteRecordsRequest`. */
function readDeleteRecordsPartition(reader: ByteReader, version: number): DeleteRecordsPartition {
  const partitionIndex = reader.readInt32();
  const offset = reader.readInt64AsNumber();
  if (version >= 2) {
    reader.skipTaggedFields();
  }
  return { partitionIndex, offset };
}

function readDeleteRecordsPartitionArray(reader: ByteReader, length: number, version: number): DeleteRecordsPartition[] {
  const elements = new Array<DeleteRecordsPartition>(length);
  for (let index = 0; index < length; index++) elements[index] = readDeleteRecordsPartition(reader, version);
  return elements;
}

/** Writes a struct of `DeleteRecordsRequest`. */
function writeDeleteRecordsPartition(writer: ByteWriter, value: DeleteRecordsPartition, version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeInt64FromNumber(value.offset);
  if (version >= 2) {
    writer.writeUnsignedVarint(0);
  }
}

/** A struct of `DeleteRecordsResponse`. */
export interface DeleteRecordsPartitionResult {
  readonly partitionIndex: number;
  /** The smallest log start offset among the live replicas; -1 on an error. */
  readonly lowWatermark: Offset;
  readonly errorCode: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DeleteRecordsPartitionResult` at its default. */
export const defaultDeleteRecordsPartitionResult: DeleteRecordsPartitionResult = {
  partitionIndex: 0,
  lowWatermark: 0,
  errorCode: 0,
};

/** A struct of `DeleteRecordsResponse`. */
export interface DeleteRecordsTopicResult {
  readonly name: string;
  readonly partitions: readonly DeleteRecordsPartitionResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DeleteRecordsTopicResult` at its default. */
export const defaultDeleteRecordsTopicResult: DeleteRecordsTopicResult = {
  name: '',
  partitions: NO_ELEMENTS,
};

/**
 * Sent by admin clients to leaders: moves the start of a log forward, so that the records before it
 * are gone.
 */
export interface DeleteRecordsResponse {
  readonly throttleTimeMs: number;
  readonly topics: readonly DeleteRecordsTopicResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DeleteRecordsResponse` at its default. */
export const defaultDeleteRecordsResponse: DeleteRecordsResponse = {
  throttleTimeMs: 0,
  topics: NO_ELEMENTS,
};

/**
 * Reads a `DeleteRecordsResponse` of version 0 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDeleteRecordsResponse(reader: ByteReader, version: number): DeleteRecordsResponse {
  const throttleTimeMs = reader.readInt32();
  const topics = readDeleteRecordsTopicResultArray(reader, version >= 2 ? reader.readCompactArrayLength(2, 64) : reader.readArrayLength(2, 64), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, topics };
  return { throttleTimeMs, topics, unknownTaggedFields };
}

/**
 * Writes a `DeleteRecordsResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDeleteRecordsResponse(writer: ByteWriter, value: DeleteRecordsResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  if (version >= 2) {
    writer.writeCompactArrayLength(value.topics.length);
  } else {
    writer.writeArrayLength(value.topics.length);
  }
  for (const element of value.topics) writeDeleteRecordsTopicResult(writer, element, version);
  if (version >= 2) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `DeleteRecordsResponse`. */
function readDeleteRecordsTopicResult(reader: ByteReader, version: number): DeleteRecordsTopicResult {
  const name = version >= 2 ? reader.readCompactString() : reader.readString();
  const partitions = readDeleteRecordsPartitionResultArray(reader, version >= 2 ? reader.readCompactArrayLength(14, 72) : reader.readArrayLength(14, 72), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { name, partitions };
  return { name, partitions, unknownTaggedFields };
}

function readDeleteRecordsTopicResultArray(reader: ByteReader, length: number, version: number): DeleteRecordsTopicResult[] {
  const elements = new Array<DeleteRecordsTopicResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readDeleteRecordsTopicResult(reader, version);
  return elements;
}

/** Writes a struct of `DeleteRecordsResponse`. */
function writeDeleteRecordsTopicResult(writer: ByteWriter, value: DeleteRecordsTopicResult, version: number): void {
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
  for (const element of value.partitions) writeDeleteRecordsPartitionResult(writer, element, version);
  if (version >= 2) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `DeleteRecordsResponse`. */
function readDeleteRecordsPartitionResult(reader: ByteReader, version: number): DeleteRecordsPartitionResult {
  const partitionIndex = reader.readInt32();
  const lowWatermark = reader.readInt64AsNumber();
  const errorCode = reader.readInt16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { partitionIndex, lowWatermark, errorCode };
  return { partitionIndex, lowWatermark, errorCode, unknownTaggedFields };
}

function readDeleteRecordsPartitionResultArray(reader: ByteReader, length: number, version: number): DeleteRecordsPartitionResult[] {
  const elements = new Array<DeleteRecordsPartitionResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readDeleteRecordsPartitionResult(reader, version);
  return elements;
}

/** Writes a struct of `DeleteRecordsResponse`. */
function writeDeleteRecordsPartitionResult(writer: ByteWriter, value: DeleteRecordsPartitionResult, version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeInt64FromNumber(value.lowWatermark);
  writer.writeInt16(value.errorCode);
  if (version >= 2) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
