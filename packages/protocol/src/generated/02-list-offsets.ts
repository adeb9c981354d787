// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Offset, type Timestamp } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `ListOffsetsRequest`. */
export interface ListOffsetsPartition {
  readonly partitionIndex: number;
  /**
   * The leader epoch that the sender knows, which fences whoever lags behind; -1 to skip the check.
   * (v4+)
   */
  readonly currentLeaderEpoch: number;
  /**
   * Or -1 latest, -2 earliest, -3 largest timestamp, -4 earliest local, -5 latest tiered, -6
   * earliest not yet tiered.
   */
  readonly timestamp: Timestamp;
}

/** Every field of `ListOffsetsPartition` at its default. */
export const defaultListOffsetsPartition: ListOffsetsPartition = {
  partitionIndex: 0,
  currentLeaderEpoch: -1,
  timestamp: 0,
};

/** A struct of `ListOffsetsRequest`. */
export interface ListOffsetsTopic {
  readonly name: string;
  readonly partitions: readonly ListOffsetsPartition[];
}

/** Every field of `ListOffsetsTopic` at its default. */
export const defaultListOffsetsTopic: ListOffsetsTopic = {
  name: '',
  partitions: NO_ELEMENTS,
};

/**
 * Sent by consumers, admin clients and replicas to leaders: finds the offset of a timestamp, or the
 * start or end of a log. v2 added isolation levels, v4 leader epochs, v7 the largest timestamp
 * (KIP-734), v8, v9 and v11 tiered storage.
 */
export interface ListOffsetsRequest {
  /**
   * The node id of a follower, which sees records above the high watermark; -1 for a consumer, -2
   * for tools.
   */
  readonly replicaId: number;
  /**
   * 0 read_uncommitted: latest is the high watermark; 1 read_committed: the last stable offset.
   * (v2+)
   */
  readonly isolationLevel: number;
  readonly topics: readonly ListOffsetsTopic[];
  /** How long to wait for tiered storage, in milliseconds. (v10+) */
  readonly timeoutMs: number;
}

/** Every field of `ListOffsetsRequest` at its default. */
export const defaultListOffsetsRequest: ListOffsetsRequest = {
  replicaId: 0,
  isolationLevel: 0,
  topics: NO_ELEMENTS,
  timeoutMs: 0,
};

/**
 * Reads a `ListOffsetsRequest` of version 1 to 11. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readListOffsetsRequest(reader: ByteReader, version: number): ListOffsetsRequest {
  const replicaId = reader.readInt32();
  const isolationLevel = version >= 2 ? reader.readInt8() : 0;
  const topics = readListOffsetsTopicArray(reader, version >= 6 ? reader.readCompactArrayLength(2, 64) : reader.readArrayLength(2, 64), version);
  const timeoutMs = version >= 10 ? reader.readInt32() : 0;
  if (version >= 6) {
    reader.skipTaggedFields();
  }
  return { replicaId, isolationLevel, topics, timeoutMs };
}

/**
 * Writes a `ListOffsetsRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeListOffsetsRequest(writer: ByteWriter, value: ListOffsetsRequest, version: number): void {
  writer.writeInt32(value.replicaId);
  if (version >= 2) {
    writer.writeInt8(value.isolationLevel);
  }
  if (version >= 6) {
    writer.writeCompactArrayLength(value.topics.length);
  } else {
    writer.writeArrayLength(value.topics.length);
  }
  for (const element of value.topics) writeListOffsetsTopic(writer, element, version);
  if (version >= 10) {
    writer.writeInt32(value.timeoutMs);
  }
  if (version >= 6) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `ListOffsetsRequest`. */
function readListOffsetsTopic(reader: ByteReader, version: number): ListOffsetsTopic {
  const name = version >= 6 ? reader.readCompactString() : reader.readString();
  const partitions = readListOffsetsPartitionArray(reader, version >= 6 ? reader.readCompactArrayLength(12, 72) : reader.readArrayLength(12, 72), version);
  if (version >= 6) {
    reader.skipTaggedFields();
  }
  return { name, partitions };
}

function readListOffsetsTopicArray(reader: ByteReader, length: number, version: number): ListOffsetsTopic[] {
  const elements = new Array<ListOffsetsTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readListOffsetsTopic(reader, version);
  return elements;
}

/** Writes a struct of `ListOffsetsRequest`. */
function writeListOffsetsTopic(writer: ByteWriter, value: ListOffsetsTopic, version: number): void {
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
  for (const element of value.partitions) writeListOffsetsPartition(writer, element, version);
  if (version >= 6) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `ListOffsetsRequest`. */
function readListOffsetsPartition(reader: ByteReader, version: number): ListOffsetsPartition {
  const partitionIndex = reader.readInt32();
  const currentLeaderEpoch = version >= 4 ? reader.readInt32() : -1;
  const timestamp = reader.readInt64AsNumber();
  if (version >= 6) {
    reader.skipTaggedFields();
  }
  return { partitionIndex, currentLeaderEpoch, timestamp };
}

function readListOffsetsPartitionArray(reader: ByteReader, length: number, version: number): ListOffsetsPartition[] {
  const elements = new Array<ListOffsetsPartition>(length);
  for (let index = 0; index < length; index++) elements[index] = readListOffsetsPartition(reader, version);
  return elements;
}

/** Writes a struct of `ListOffsetsRequest`. */
function writeListOffsetsPartition(writer: ByteWriter, value: ListOffsetsPartition, version: number): void {
  writer.writeInt32(value.partitionIndex);
  if (version >= 4) {
    writer.writeInt32(value.currentLeaderEpoch);
  }
  writer.writeInt64FromNumber(value.timestamp);
  if (version >= 6) {
    writer.writeUnsignedVarint(0);
  }
}

/** A struct of `ListOffsetsResponse`. */
export interface ListOffsetsPartitionResponse {
  readonly partitionIndex: number;
  readonly errorCode: number;
  /** The timestamp of the record found; -1 if none was found or an end of the log was asked for. */
  readonly timestamp: Timestamp;
  /** The first offset whose record has at least the timestamp asked for; -1 if there is none. */
  readonly offset: Offset;
  /** The leader epoch of the record at the offset; -1 if unknown. (v4+) */
  readonly leaderEpoch: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ListOffsetsPartitionResponse` at its default. */
export const defaultListOffsetsPartitionResponse: ListOffsetsPartitionResponse = {
  partitionIndex: 0,
  errorCode: 0,
  timestamp: -1,
  offset: -1,
  leaderEpoch: -1,
};

/** A struct of `ListOffsetsResponse`. */
export interface ListOffsetsTopicResponse {
  readonly name: string;
  readonly partitions: readonly ListOffsetsPartitionResponse[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ListOffsetsTopicResponse` at its default. */
export const defaultListOffsetsTopicResponse: ListOffsetsTopicResponse = {
  name: '',
  partitions: NO_ELEMENTS,
};

/**
 * Sent by consumers, admin clients and replicas to leaders: finds the offset of a timestamp, or the
 * start or end of a log. v2 added isolation levels, v4 leader epochs, v7 the largest timestamp
 * (KIP-734), v8, v9 and v11 tiered storage.
 */
export interface ListOffsetsResponse {
  /** (v2+) */
  readonly throttleTimeMs: number;
  readonly topics: readonly ListOffsetsTopicResponse[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ListOffsetsResponse` at its default. */
export const defaultListOffsetsResponse: ListOffsetsResponse = {
  throttleTimeMs: 0,
  topics: NO_ELEMENTS,
};

/**
 * Reads a `ListOffsetsResponse` of version 1 to 11. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readListOffsetsResponse(reader: ByteReader, version: number): ListOffsetsResponse {
  const throttleTimeMs = version >= 2 ? reader.readInt32() : 0;
  const topics = readListOffsetsTopicResponseArray(reader, version >= 6 ? reader.readCompactArrayLength(2, 64) : reader.readArrayLength(2, 64), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 6) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, topics };
  return { throttleTimeMs, topics, unknownTaggedFields };
}

/**
 * Writes a `ListOffsetsResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeListOffsetsResponse(writer: ByteWriter, value: ListOffsetsResponse, version: number): void {
  if (version >= 2) {
    writer.writeInt32(value.throttleTimeMs);
  }
  if (version >= 6) {
    writer.writeCompactArrayLength(value.topics.length);
  } else {
    writer.writeArrayLength(value.topics.length);
  }
  for (const element of value.topics) writeListOffsetsTopicResponse(writer, element, version);
  if (version >= 6) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `ListOffsetsResponse`. */
function readListOffsetsTopicResponse(reader: ByteReader, version: number): ListOffsetsTopicResponse {
  const name = version >= 6 ? reader.readCompactString() : reader.readString();
  const partitions = readListOffsetsPartitionResponseArray(reader, version >= 6 ? reader.readCompactArrayLength(22, 104) : reader.readArrayLength(22, 104), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 6) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { name, partitions };
  return { name, partitions, unknownTaggedFields };
}

function readListOffsetsTopicResponseArray(reader: ByteReader, length: number, version: number): ListOffsetsTopicResponse[] {
  const elements = new Array<ListOffsetsTopicResponse>(length);
  for (let index = 0; index < length; index++) elements[index] = readListOffsetsTopicResponse(reader, version);
  return elements;
}

/** Writes a struct of `ListOffsetsResponse`. */
function writeListOffsetsTopicResponse(writer: ByteWriter, value: ListOffsetsTopicResponse, version: number): void {
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
  for (const element of value.partitions) writeListOffsetsPartitionResponse(writer, element, version);
  if (version >= 6) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `ListOffsetsResponse`. */
function readListOffsetsPartitionResponse(reader: ByteReader, version: number): ListOffsetsPartitionResponse {
  const partitionIndex = reader.readInt32();
  const errorCode = reader.readInt16();
  const timestamp = reader.readInt64AsNumber();
  const offset = reader.readInt64AsNumber();
  const leaderEpoch = version >= 4 ? reader.readInt32() : -1;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 6) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { partitionIndex, errorCode, timestamp, offset, leaderEpoch };
  return { partitionIndex, errorCode, timestamp, offset, leaderEpoch, unknownTaggedFields };
}

function readListOffsetsPartitionResponseArray(reader: ByteReader, length: number, version: number): ListOffsetsPartitionResponse[] {
  const elements = new Array<ListOffsetsPartitionResponse>(length);
  for (let index = 0; index < length; index++) elements[index] = readListOffsetsPartitionResponse(reader, version);
  return elements;
}

/** Writes a struct of `ListOffsetsResponse`. */
function writeListOffsetsPartitionResponse(writer: ByteWriter, value: ListOffsetsPartitionResponse, version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeInt16(value.errorCode);
  writer.writeInt64FromNumber(value.timestamp);
  writer.writeInt64FromNumber(value.offset);
  if (version >= 4) {
    writer.writeInt32(value.leaderEpoch);
  }
  if (version >= 6) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
