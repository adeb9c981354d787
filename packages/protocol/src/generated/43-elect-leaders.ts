// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `ElectLeadersRequest`. */
export interface TopicPartitions {
  readonly topic: string;
  readonly partitions: readonly number[];
}

/** Every field of `TopicPartitions` at its default. */
export const defaultTopicPartitions: TopicPartitions = {
  topic: '',
  partitions: NO_ELEMENTS,
};

/**
 * Sent by admin clients to the controller, through any broker: elects the preferred replica as
 * leader. v1 can elect a replica that is not in sync (KIP-460).
 */
export interface ElectLeadersRequest {
  /**
   * 0 the preferred replica, 1 any live replica if none is in sync, at the risk of losing records.
   * (v1+)
   */
  readonly electionType: number;
  /** Null for all partitions. */
  readonly topicPartitions: readonly TopicPartitions[] | null;
  /** How long to wait for the elections, in milliseconds. */
  readonly timeoutMs: number;
}

/** Every field of `ElectLeadersRequest` at its default. */
export const defaultElectLeadersRequest: ElectLeadersRequest = {
  electionType: 0,
  topicPartitions: NO_ELEMENTS,
  timeoutMs: 60000,
};

/**
 * Reads a `ElectLeadersRequest` of version 0 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readElectLeadersRequest(reader: ByteReader, version: number): ElectLeadersRequest {
  const electionType = version >= 1 ? reader.readInt8() : 0;
  const topicPartitions = readNullableTopicPartitionsArray(reader, version >= 2 ? reader.readCompactNullableArrayLength(2, 64) : reader.readNullableArrayLength(2, 64), version);
  const timeoutMs = reader.readInt32();
  if (version >= 2) {
    reader.skipTaggedFields();
  }
  return { electionType, topicPartitions, timeoutMs };
}

/**
 * Writes a `ElectLeadersRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeElectLeadersRequest(writer: ByteWriter, value: ElectLeadersRequest, version: number): void {
  if (version >= 1) {
    writer.writeInt8(value.electionType);
  }
  if (value.topicPartitions === null) {
    if (version >= 2) {
      writer.writeCompactArrayLength(-1);
    } else {
      writer.writeArrayLength(-1);
    }
  } else {
    if (version >= 2) {
      writer.writeCompactArrayLength(value.topicPartitions.length);
    } else {
      writer.writeArrayLength(value.topicPartitions.length);
    }
    for (const element of value.topicPartitions) writeTopicPartitions(writer, element, version);
  }
  writer.writeInt32(value.timeoutMs);
  if (version >= 2) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `ElectLeadersRequest`. */
function readTopicPartitions(reader: ByteReader, version: number): TopicPartitions {
  const topic = version >= 2 ? reader.readCompactString() : reader.readString();
  const partitions = version >= 2 ? reader.readCompactInt32Array() : reader.readInt32Array();
  if (version >= 2) {
    reader.skipTaggedFields();
  }
  return { topic, partitions };
}

function readTopicPartitionsArray(reader: ByteReader, length: number, version: number): TopicPartitions[] {
  const elements = new Array<TopicPartitions>(length);
  for (let index = 0; index < length; index++) elements[index] = readTopicPartitions(reader, version);
  return elements;
}

function readNullableTopicPartitionsArray(reader: ByteReader, length: number, version: number): TopicPartitions[] | null {
  return length < 0 ? null : readTopicPartitionsArray(reader, length, version);
}

/** Writes a struct of `ElectLeadersRequest`. */
function writeTopicPartitions(writer: ByteWriter, value: TopicPartitions, version: number): void {
  if (version >= 2) {
    writer.writeCompactString(value.topic);
  } else {
    writer.writeString(value.topic);
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

/** A struct of `ElectLeadersResponse`. */
export interface PartitionResult {
  readonly partitionId: number;
  /** ELECTION_NOT_NEEDED if the right replica leads already. */
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `PartitionResult` at its default. */
export const defaultPartitionResult: PartitionResult = {
  partitionId: 0,
  errorCode: 0,
  errorMessage: '',
};

/** A struct of `ElectLeadersResponse`. */
export interface ReplicaElectionResult {
  readonly topic: string;
  readonly partitionResult: readonly PartitionResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ReplicaElectionResult` at its default. */
export const defaultReplicaElectionResult: ReplicaElectionResult = {
  topic: '',
  partitionResult: NO_ELEMENTS,
};

/**
 * Sent by admin clients to the controller, through any broker: elects the preferred replica as
 * leader. v1 can elect a replica that is not in sync (KIP-460).
 */
export interface ElectLeadersResponse {
  readonly throttleTimeMs: number;
  /** An error of the whole request. (v1+) */
  readonly errorCode: number;
  readonly replicaElectionResults: readonly ReplicaElectionResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ElectLeadersResponse` at its default. */
export const defaultElectLeadersResponse: ElectLeadersResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  replicaElectionResults: NO_ELEMENTS,
};

/**
 * Reads a `ElectLeadersResponse` of version 0 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readElectLeadersResponse(reader: ByteReader, version: number): ElectLeadersResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = version >= 1 ? reader.readInt16() : 0;
  const replicaElectionResults = readReplicaElectionResultArray(reader, version >= 2 ? reader.readCompactArrayLength(2, 64) : reader.readArrayLength(2, 64), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, replicaElectionResults };
  return { throttleTimeMs, errorCode, replicaElectionResults, unknownTaggedFields };
}

/**
 * Writes a `ElectLeadersResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeElectLeadersResponse(writer: ByteWriter, value: ElectLeadersResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  if (version >= 1) {
    writer.writeInt16(value.errorCode);
  }
  if (version >= 2) {
    writer.writeCompactArrayLength(value.replicaElectionResults.length);
  } else {
    writer.writeArrayLength(value.replicaElectionResults.length);
  }
  for (const element of value.replicaElectionResults) writeReplicaElectionResult(writer, element, version);
  if (version >= 2) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `ElectLeadersResponse`. */
function readReplicaElectionResult(reader: ByteReader, version: number): ReplicaElectionResult {
  const topic = version >= 2 ? reader.readCompactString() : reader.readString();
  const partitionResult = readPartitionResultArray(reader, version >= 2 ? reader.readCompactArrayLength(7, 56) : reader.readArrayLength(7, 56), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { topic, partitionResult };
  return { topic, partitionResult, unknownTaggedFields };
}

function readReplicaElectionResultArray(reader: ByteReader, length: number, version: number): ReplicaElectionResult[] {
  const elements = new Array<ReplicaElectionResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readReplicaElectionResult(reader, version);
  return elements;
}

/** Writes a struct of `ElectLeadersResponse`. */
function writeReplicaElectionResult(writer: ByteWriter, value: ReplicaElectionResult, version: number): void {
  if (version >= 2) {
    writer.writeCompactString(value.topic);
  } else {
    writer.writeString(value.topic);
  }
  if (version >= 2) {
    writer.writeCompactArrayLength(value.partitionResult.length);
  } else {
    writer.writeArrayLength(value.partitionResult.length);
  }
  for (const element of value.partitionResult) writePartitionResult(writer, element, version);
  if (version >= 2) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `ElectLeadersResponse`. */
function readPartitionResult(reader: ByteReader, version: number): PartitionResult {
  const partitionId = reader.readInt32();
  const errorCode = reader.readInt16();
  const errorMessage = version >= 2 ? reader.readCompactNullableString() : reader.readNullableString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { partitionId, errorCode, errorMessage };
  return { partitionId, errorCode, errorMessage, unknownTaggedFields };
}

function readPartitionResultArray(reader: ByteReader, length: number, version: number): PartitionResult[] {
  const elements = new Array<PartitionResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readPartitionResult(reader, version);
  return elements;
}

/** Writes a struct of `ElectLeadersResponse`. */
function writePartitionResult(writer: ByteWriter, value: PartitionResult, version: number): void {
  writer.writeInt32(value.partitionId);
  writer.writeInt16(value.errorCode);
  if (version >= 2) {
    writer.writeCompactNullableString(value.errorMessage);
  } else {
    writer.writeNullableString(value.errorMessage);
  }
  if (version >= 2) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
