// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `ListPartitionReassignmentsRequest`. */
export interface ListPartitionReassignmentsTopics {
  readonly name: string;
  readonly partitionIndexes: readonly number[];
}

/** Every field of `ListPartitionReassignmentsTopics` at its default. */
export const defaultListPartitionReassignmentsTopics: ListPartitionReassignmentsTopics = {
  name: '',
  partitionIndexes: NO_ELEMENTS,
};

/**
 * Sent by admin clients to the controller, through any broker: the moves of replicas that are under
 * way (KIP-455).
 */
export interface ListPartitionReassignmentsRequest {
  /** How long to wait for the answer, in milliseconds. */
  readonly timeoutMs: number;
  /** Null for every move. */
  readonly topics: readonly ListPartitionReassignmentsTopics[] | null;
}

/** Every field of `ListPartitionReassignmentsRequest` at its default. */
export const defaultListPartitionReassignmentsRequest: ListPartitionReassignmentsRequest = {
  timeoutMs: 60000,
  topics: null,
};

/**
 * Reads a `ListPartitionReassignmentsRequest` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readListPartitionReassignmentsRequest(reader: ByteReader, version: number): ListPartitionReassignmentsRequest {
  const timeoutMs = reader.readInt32();
  const topics = readNullableListPartitionReassignmentsTopicsArray(reader, reader.readCompactNullableArrayLength(2, 64), version);
  reader.skipTaggedFields();
  return { timeoutMs, topics };
}

/**
 * Writes a `ListPartitionReassignmentsRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeListPartitionReassignmentsRequest(writer: ByteWriter, value: ListPartitionReassignmentsRequest, version: number): void {
  writer.writeInt32(value.timeoutMs);
  if (value.topics === null) {
    writer.writeCompactArrayLength(-1);
  } else {
    writer.writeCompactArrayLength(value.topics.length);
    for (const element of value.topics) writeListPartitionReassignmentsTopics(writer, element, version);
  }
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `ListPartitionReassignmentsRequest`. */
function readListPartitionReassignmentsTopics(reader: ByteReader, _version: number): ListPartitionReassignmentsTopics {
  const name = reader.readCompactString();
  const partitionIndexes = reader.readCompactInt32Array();
  reader.skipTaggedFields();
  return { name, partitionIndexes };
}

function readListPartitionReassignmentsTopicsArray(reader: ByteReader, length: number, version: number): ListPartitionReassignmentsTopics[] {
  const elements = new Array<ListPartitionReassignmentsTopics>(length);
  for (let index = 0; index < length; index++) elements[index] = readListPartitionReassignmentsTopics(reader, version);
  return elements;
}

function readNullableListPartitionReassignmentsTopicsArray(reader: ByteReader, length: number, version: number): ListPartitionReassignmentsTopics[] | null {
  return length < 0 ? null : readListPartitionReassignmentsTopicsArray(reader, length, version);
}

/** Writes a struct of `ListPartitionReassignmentsRequest`. */
function writeListPartitionReassignmentsTopics(writer: ByteWriter, value: ListPartitionReassignmentsTopics, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeCompactArrayLength(value.partitionIndexes.length);
  for (const element of value.partitionIndexes) writer.writeInt32(element);
  writer.writeUnsignedVarint(0);
}

/** A struct of `ListPartitionReassignmentsResponse`. */
export interface OngoingPartitionReassignment {
  readonly partitionIndex: number;
  /** All current replicas, with those being added and removed. */
  readonly replicas: readonly number[];
  /** The replicas that are to join once they have caught up. */
  readonly addingReplicas: readonly number[];
  /** The replicas that are to go at the end of the move. */
  readonly removingReplicas: readonly number[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `OngoingPartitionReassignment` at its default. */
export const defaultOngoingPartitionReassignment: OngoingPartitionReassignment = {
  partitionIndex: 0,
  replicas: NO_ELEMENTS,
  addingReplicas: NO_ELEMENTS,
  removingReplicas: NO_ELEMENTS,
};

/** A struct of `ListPartitionReassignmentsResponse`. */
export interface OngoingTopicReassignment {
  readonly name: string;
  readonly partitions: readonly OngoingPartitionReassignment[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `OngoingTopicReassignment` at its default. */
export const defaultOngoingTopicReassignment: OngoingTopicReassignment = {
  name: '',
  partitions: NO_ELEMENTS,
};

/**
 * Sent by admin clients to the controller, through any broker: the moves of replicas that are under
 * way (KIP-455).
 */
export interface ListPartitionReassignmentsResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly topics: readonly OngoingTopicReassignment[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ListPartitionReassignmentsResponse` at its default. */
export const defaultListPartitionReassignmentsResponse: ListPartitionReassignmentsResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  errorMessage: '',
  topics: NO_ELEMENTS,
};

/**
 * Reads a `ListPartitionReassignmentsResponse` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readListPartitionReassignmentsResponse(reader: ByteReader, version: number): ListPartitionReassignmentsResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  const topics = readOngoingTopicReassignmentArray(reader, reader.readCompactArrayLength(2, 64), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, errorMessage, topics };
  return { throttleTimeMs, errorCode, errorMessage, topics, unknownTaggedFields };
}

/**
 * Writes a `ListPartitionReassignmentsResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeListPartitionReassignmentsResponse(writer: ByteWriter, value: ListPartitionReassignmentsResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeOngoingTopicReassignment(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ListPartitionReassignmentsResponse`. */
function readOngoingTopicReassignment(reader: ByteReader, version: number): OngoingTopicReassignment {
  const name = reader.readCompactString();
  const partitions = readOngoingPartitionReassignmentArray(reader, reader.readCompactArrayLength(7, 112), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { name, partitions };
  return { name, partitions, unknownTaggedFields };
}

function readOngoingTopicReassignmentArray(reader: ByteReader, length: number, version: number): OngoingTopicReassignment[] {
  const elements = new Array<OngoingTopicReassignment>(length);
  for (let index = 0; index < length; index++) elements[index] = readOngoingTopicReassignment(reader, version);
  return elements;
}

/** Writes a struct of `ListPartitionReassignmentsResponse`. */
function writeOngoingTopicReassignment(writer: ByteWriter, value: OngoingTopicReassignment, version: number): void {
  writer.writeCompactString(value.name);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writeOngoingPartitionReassignment(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ListPartitionReassignmentsResponse`. */
function readOngoingPartitionReassignment(reader: ByteReader, _version: number): OngoingPartitionReassignment {
  const partitionIndex = reader.readInt32();
  const replicas = reader.readCompactInt32Array();
  const addingReplicas = reader.readCompactInt32Array();
  const removingReplicas = reader.readCompactInt32Array();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { partitionIndex, replicas, addingReplicas, removingReplicas };
  return { partitionIndex, replicas, addingReplicas, removingReplicas, unknownTaggedFields };
}

function readOngoingPartitionReassignmentArray(reader: ByteReader, length: number, version: number): OngoingPartitionReassignment[] {
  const elements = new Array<OngoingPartitionReassignment>(length);
  for (let index = 0; index < length; index++) elements[index] = readOngoingPartitionReassignment(reader, version);
  return elements;
}

/** Writes a struct of `ListPartitionReassignmentsResponse`. */
function writeOngoingPartitionReassignment(writer: ByteWriter, value: OngoingPartitionReassignment, _version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeCompactArrayLength(value.replicas.length);
  for (const element of value.replicas) writer.writeInt32(element);
  writer.writeCompactArrayLength(value.addingReplicas.length);
  for (const element of value.addingReplicas) writer.writeInt32(element);
  writer.writeCompactArrayLength(value.removingReplicas.length);
  for (const element of value.removingReplicas) writer.writeInt32(element);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
