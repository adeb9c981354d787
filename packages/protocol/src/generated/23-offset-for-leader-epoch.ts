// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Offset } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `OffsetForLeaderEpochRequest`. */
export interface OffsetForLeaderPartition {
  readonly partition: number;
  /**
   * The leader epoch that the sender knows, which fences whoever lags behind; -1 to skip the check.
   */
  readonly currentLeaderEpoch: number;
  /** The epoch whose end is asked for. */
  readonly leaderEpoch: number;
}

/** Every field of `OffsetForLeaderPartition` at its default. */
export const defaultOffsetForLeaderPartition: OffsetForLeaderPartition = {
  partition: 0,
  currentLeaderEpoch: -1,
  leaderEpoch: 0,
};

/** A struct of `OffsetForLeaderEpochRequest`. */
export interface OffsetForLeaderTopic {
  readonly topic: string;
  readonly partitions: readonly OffsetForLeaderPartition[];
}

/** Every field of `OffsetForLeaderTopic` at its default. */
export const defaultOffsetForLeaderTopic: OffsetForLeaderTopic = {
  topic: '',
  partitions: NO_ELEMENTS,
};

/**
 * Sent by consumers and followers to leaders: where a leader epoch ends, which shows how far two
 * logs agree (KIP-320). v3 added the replica id.
 */
export interface OffsetForLeaderEpochRequest {
  /** The node id of a follower; -1 for a consumer, -2 for tools. (v3+) */
  readonly replicaId: number;
  readonly topics: readonly OffsetForLeaderTopic[];
}

/** Every field of `OffsetForLeaderEpochRequest` at its default. */
export const defaultOffsetForLeaderEpochRequest: OffsetForLeaderEpochRequest = {
  replicaId: -2,
  topics: NO_ELEMENTS,
};

/**
 * Reads a `OffsetForLeaderEpochRequest` of version 2 to 4. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readOffsetForLeaderEpochRequest(reader: ByteReader, version: number): OffsetForLeaderEpochRequest {
  const replicaId = version >= 3 ? reader.readInt32() : -2;
  const topics = readOffsetForLeaderTopicArray(reader, version >= 4 ? reader.readCompactArrayLength(2, 64) : reader.readArrayLength(2, 64), version);
  if (version >= 4) {
    reader.skipTaggedFields();
  }
  return { replicaId, topics };
}

/**
 * Writes a `OffsetForLeaderEpochRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeOffsetForLeaderEpochRequest(writer: ByteWriter, value: OffsetForLeaderEpochRequest, version: number): void {
  if (version >= 3) {
    writer.writeInt32(value.replicaId);
  }
  if (version >= 4) {
    writer.writeCompactArrayLength(value.topics.length);
  } else {
    writer.writeArrayLength(value.topics.length);
  }
  for (const element of value.topics) writeOffsetForLeaderTopic(writer, element, version);
  if (version >= 4) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `OffsetForLeaderEpochRequest`. */
function readOffsetForLeaderTopic(reader: ByteReader, version: number): OffsetForLeaderTopic {
  const topic = version >= 4 ? reader.readCompactString() : reader.readString();
  const partitions = readOffsetForLeaderPartitionArray(reader, version >= 4 ? reader.readCompactArrayLength(12, 56) : reader.readArrayLength(12, 56), version);
  if (version >= 4) {
    reader.skipTaggedFields();
  }
  return { topic, partitions };
}

function readOffsetForLeaderTopicArray(reader: ByteReader, length: number, version: number): OffsetForLeaderTopic[] {
  const elements = new Array<OffsetForLeaderTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readOffsetForLeaderTopic(reader, version);
  return elements;
}

/** Writes a struct of `OffsetForLeaderEpochRequest`. */
function writeOffsetForLeaderTopic(writer: ByteWriter, value: OffsetForLeaderTopic, version: number): void {
  if (version >= 4) {
    writer.writeCompactString(value.topic);
  } else {
    writer.writeString(value.topic);
  }
  if (version >= 4) {
    writer.writeCompactArrayLength(value.partitions.length);
  } else {
    writer.writeArrayLength(value.partitions.length);
  }
  for (const element of value.partitions) writeOffsetForLeaderPartition(writer, element, version);
  if (version >= 4) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `OffsetForLeaderEpochRequest`. */
function readOffsetForLeaderPartition(reader: ByteReader, version: number): OffsetForLeaderPartition {
  const partition = reader.readInt32();
  const currentLeaderEpoch = reader.readInt32();
  const leaderEpoch = reader.readInt32();
  if (version >= 4) {
    reader.skipTaggedFields();
  }
  return { partition, currentLeaderEpoch, leaderEpoch };
}

function readOffsetForLeaderPartitionArray(reader: ByteReader, length: number, version: number): OffsetForLeaderPartition[] {
  const elements = new Array<OffsetForLeaderPartition>(length);
  for (let index = 0; index < length; index++) elements[index] = readOffsetForLeaderPartition(reader, version);
  return elements;
}

/** Writes a struct of `OffsetForLeaderEpochRequest`. */
function writeOffsetForLeaderPartition(writer: ByteWriter, value: OffsetForLeaderPartition, version: number): void {
  writer.writeInt32(value.partition);
  writer.writeInt32(value.currentLeaderEpoch);
  writer.writeInt32(value.leaderEpoch);
  if (version >= 4) {
    writer.writeUnsignedVarint(0);
  }
}

/** A struct of `OffsetForLeaderEpochResponse`. */
export interface EpochEndOffset {
  readonly errorCode: number;
  readonly partition: number;
  /** The largest epoch of the leader that is not above the one asked for; -1 if there is none. */
  readonly leaderEpoch: number;
  /** The offset after the last record of that epoch; -1 if there is none. */
  readonly endOffset: Offset;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `EpochEndOffset` at its default. */
export const defaultEpochEndOffset: EpochEndOffset = {
  errorCode: 0,
  partition: 0,
  leaderEpoch: -1,
  endOffset: -1,
};

/** A struct of `OffsetForLeaderEpochResponse`. */
export interface OffsetForLeaderTopicResult {
  readonly topic: string;
  readonly partitions: readonly EpochEndOffset[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `OffsetForLeaderTopicResult` at its default. */
export const defaultOffsetForLeaderTopicResult: OffsetForLeaderTopicResult = {
  topic: '',
  partitions: NO_ELEMENTS,
};

/**
 * Sent by consumers and followers to leaders: where a leader epoch ends, which shows how far two
 * logs agree (KIP-320). v3 added the replica id.
 */
export interface OffsetForLeaderEpochResponse {
  readonly throttleTimeMs: number;
  readonly topics: readonly OffsetForLeaderTopicResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `OffsetForLeaderEpochResponse` at its default. */
export const defaultOffsetForLeaderEpochResponse: OffsetForLeaderEpochResponse = {
  throttleTimeMs: 0,
  topics: NO_ELEMENTS,
};

/**
 * Reads a `OffsetForLeaderEpochResponse` of version 2 to 4. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readOffsetForLeaderEpochResponse(reader: ByteReader, version: number): OffsetForLeaderEpochResponse {
  const throttleTimeMs = reader.readInt32();
  const topics = readOffsetForLeaderTopicResultArray(reader, version >= 4 ? reader.readCompactArrayLength(2, 64) : reader.readArrayLength(2, 64), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 4) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, topics };
  return { throttleTimeMs, topics, unknownTaggedFields };
}

/**
 * Writes a `OffsetForLeaderEpochResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeOffsetForLeaderEpochResponse(writer: ByteWriter, value: OffsetForLeaderEpochResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  if (version >= 4) {
    writer.writeCompactArrayLength(value.topics.length);
  } else {
    writer.writeArrayLength(value.topics.length);
  }
  for (const element of value.topics) writeOffsetForLeaderTopicResult(writer, element, version);
  if (version >= 4) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `OffsetForLeaderEpochResponse`. */
function readOffsetForLeaderTopicResult(reader: ByteReader, version: number): OffsetForLeaderTopicResult {
  const topic = version >= 4 ? reader.readCompactString() : reader.readString();
  const partitions = readEpochEndOffsetArray(reader, version >= 4 ? reader.readCompactArrayLength(18, 80) : reader.readArrayLength(18, 80), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 4) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { topic, partitions };
  return { topic, partitions, unknownTaggedFields };
}

function readOffsetForLeaderTopicResultArray(reader: ByteReader, length: number, version: number): OffsetForLeaderTopicResult[] {
  const elements = new Array<OffsetForLeaderTopicResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readOffsetForLeaderTopicResult(reader, version);
  return elements;
}

/** Writes a struct of `OffsetForLeaderEpochResponse`. */
function writeOffsetForLeaderTopicResult(writer: ByteWriter, value: OffsetForLeaderTopicResult, version: number): void {
  if (version >= 4) {
    writer.writeCompactString(value.topic);
  } else {
    writer.writeString(value.topic);
  }
  if (version >= 4) {
    writer.writeCompactArrayLength(value.partitions.length);
  } else {
    writer.writeArrayLength(value.partitions.length);
  }
  for (const element of value.partitions) writeEpochEndOffset(writer, element, version);
  if (version >= 4) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `OffsetForLeaderEpochResponse`. */
function readEpochEndOffset(reader: ByteReader, version: number): EpochEndOffset {
  const errorCode = reader.readInt16();
  const partition = reader.readInt32();
  const leaderEpoch = reader.readInt32();
  const endOffset = reader.readInt64AsNumber();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 4) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { errorCode, partition, leaderEpoch, endOffset };
  return { errorCode, partition, leaderEpoch, endOffset, unknownTaggedFields };
}

function readEpochEndOffsetArray(reader: ByteReader, length: number, version: number): EpochEndOffset[] {
  const elements = new Array<EpochEndOffset>(length);
  for (let index = 0; index < length; index++) elements[index] = readEpochEndOffset(reader, version);
  return elements;
}

/** Writes a struct of `OffsetForLeaderEpochResponse`. */
function writeEpochEndOffset(writer: ByteWriter, value: EpochEndOffset, version: number): void {
  writer.writeInt16(value.errorCode);
  writer.writeInt32(value.partition);
  writer.writeInt32(value.leaderEpoch);
  writer.writeInt64FromNumber(value.endOffset);
  if (version >= 4) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
