// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';
import { readNullableInt32Array } from '../codec/primitive-arrays.ts';

/** A struct of `AlterPartitionReassignmentsRequest`. */
export interface ReassignablePartition {
  readonly partitionIndex: number;
  /** The replicas after the move, the preferred leader first; null cancels the move under way. */
  readonly replicas: readonly number[] | null;
}

/** Every field of `ReassignablePartition` at its default. */
export const defaultReassignablePartition: ReassignablePartition = {
  partitionIndex: 0,
  replicas: null,
};

/** A struct of `AlterPartitionReassignmentsRequest`. */
export interface ReassignableTopic {
  readonly name: string;
  readonly partitions: readonly ReassignablePartition[];
}

/** Every field of `ReassignableTopic` at its default. */
export const defaultReassignableTopic: ReassignableTopic = {
  name: '',
  partitions: NO_ELEMENTS,
};

/**
 * Sent by admin clients to the controller, through any broker: moves replicas to other brokers, or
 * cancels a move (KIP-455). v1 can forbid a change of the replication factor.
 */
export interface AlterPartitionReassignmentsRequest {
  /** How long to wait for the start of the moves, in milliseconds. */
  readonly timeoutMs: number;
  /** False to refuse a move that would change the number of replicas. (v1) */
  readonly allowReplicationFactorChange: boolean;
  readonly topics: readonly ReassignableTopic[];
}

/** Every field of `AlterPartitionReassignmentsRequest` at its default. */
export const defaultAlterPartitionReassignmentsRequest: AlterPartitionReassignmentsRequest = {
  timeoutMs: 60000,
  allowReplicationFactorChange: true,
  topics: NO_ELEMENTS,
};

/**
 * Reads a `AlterPartitionReassignmentsRequest` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readAlterPartitionReassignmentsRequest(reader: ByteReader, version: number): AlterPartitionReassignmentsRequest {
  const timeoutMs = reader.readInt32();
  const allowReplicationFactorChange = version >= 1 ? reader.readBoolean() : true;
  const topics = readReassignableTopicArray(reader, reader.readCompactArrayLength(2, 64), version);
  reader.skipTaggedFields();
  return { timeoutMs, allowReplicationFactorChange, topics };
}

/**
 * Writes a `AlterPartitionReassignmentsRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeAlterPartitionReassignmentsRequest(writer: ByteWriter, value: AlterPartitionReassignmentsRequest, version: number): void {
  writer.writeInt32(value.timeoutMs);
  if (version >= 1) {
    writer.writeBoolean(value.allowReplicationFactorChange);
  }
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeReassignableTopic(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `AlterPartitionReassignmentsRequest`. */
function readReassignableTopic(reader: ByteReader, version: number): ReassignableTopic {
  const name = reader.readCompactString();
  const partitions = readReassignablePartitionArray(reader, reader.readCompactArrayLength(5, 64), version);
  reader.skipTaggedFields();
  return { name, partitions };
}

function readReassignableTopicArray(reader: ByteReader, length: number, version: number): ReassignableTopic[] {
  const elements = new Array<ReassignableTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readReassignableTopic(reader, version);
  return elements;
}

/** Writes a struct of `AlterPartitionReassignmentsRequest`. */
function writeReassignableTopic(writer: ByteWriter, value: ReassignableTopic, version: number): void {
  writer.writeCompactString(value.name);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writeReassignablePartition(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `AlterPartitionReassignmentsRequest`. */
function readReassignablePartition(reader: ByteReader, _version: number): ReassignablePartition {
  const partitionIndex = reader.readInt32();
  const replicas = readNullableInt32Array(reader, reader.readCompactNullableArrayLength(4, 8));
  reader.skipTaggedFields();
  return { partitionIndex, replicas };
}

function readReassignablePartitionArray(reader: ByteReader, length: number, version: number): ReassignablePartition[] {
  const elements = new Array<ReassignablePartition>(length);
  for (let index = 0; index < length; index++) elements[index] = readReassignablePartition(reader, version);
  return elements;
}

/** Writes a struct of `AlterPartitionReassignmentsRequest`. */
function writeReassignablePartition(writer: ByteWriter, value: ReassignablePartition, _version: number): void {
  writer.writeInt32(value.partitionIndex);
  if (value.replicas === null) {
    writer.writeCompactArrayLength(-1);
  } else {
    writer.writeCompactArrayLength(value.replicas.length);
    for (const element of value.replicas) writer.writeInt32(element);
  }
  writer.writeUnsignedVarint(0);
}

/** A struct of `AlterPartitionReassignmentsResponse`. */
export interface ReassignablePartitionResponse {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ReassignablePartitionResponse` at its default. */
export const defaultReassignablePartitionResponse: ReassignablePartitionResponse = {
  partitionIndex: 0,
  errorCode: 0,
  errorMessage: '',
};

/** A struct of `AlterPartitionReassignmentsResponse`. */
export interface ReassignableTopicResponse {
  readonly name: string;
  readonly partitions: readonly ReassignablePartitionResponse[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ReassignableTopicResponse` at its default. */
export const defaultReassignableTopicResponse: ReassignableTopicResponse = {
  name: '',
  partitions: NO_ELEMENTS,
};

/**
 * Sent by admin clients to the controller, through any broker: moves replicas to other brokers, or
 * cancels a move (KIP-455). v1 can forbid a change of the replication factor.
 */
export interface AlterPartitionReassignmentsResponse {
  readonly throttleTimeMs: number;
  /** What the request said. (v1) */
  readonly allowReplicationFactorChange: boolean;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly responses: readonly ReassignableTopicResponse[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `AlterPartitionReassignmentsResponse` at its default. */
export const defaultAlterPartitionReassignmentsResponse: AlterPartitionReassignmentsResponse = {
  throttleTimeMs: 0,
  allowReplicationFactorChange: true,
  errorCode: 0,
  errorMessage: '',
  responses: NO_ELEMENTS,
};

/**
 * Reads a `AlterPartitionReassignmentsResponse` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readAlterPartitionReassignmentsResponse(reader: ByteReader, version: number): AlterPartitionReassignmentsResponse {
  const throttleTimeMs = reader.readInt32();
  const allowReplicationFactorChange = version >= 1 ? reader.readBoolean() : true;
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  const responses = readReassignableTopicResponseArray(reader, reader.readCompactArrayLength(2, 64), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, allowReplicationFactorChange, errorCode, errorMessage, responses };
  return { throttleTimeMs, allowReplicationFactorChange, errorCode, errorMessage, responses, unknownTaggedFields };
}

/**
 * Writes a `AlterPartitionReassignmentsResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeAlterPartitionReassignmentsResponse(writer: ByteWriter, value: AlterPartitionReassignmentsResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  if (version >= 1) {
    writer.writeBoolean(value.allowReplicationFactorChange);
  }
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writer.writeCompactArrayLength(value.responses.length);
  for (const element of value.responses) writeReassignableTopicResponse(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `AlterPartitionReassignmentsResponse`. */
function readReassignableTopicResponse(reader: ByteReader, version: number): ReassignableTopicResponse {
  const name = reader.readCompactString();
  const partitions = readReassignablePartitionResponseArray(reader, reader.readCompactArrayLength(7, 56), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { name, partitions };
  return { name, partitions, unknownTaggedFields };
}

function readReassignableTopicResponseArray(reader: ByteReader, length: number, version: number): ReassignableTopicResponse[] {
  const elements = new Array<ReassignableTopicResponse>(length);
  for (let index = 0; index < length; index++) elements[index] = readReassignableTopicResponse(reader, version);
  return elements;
}

/** Writes a struct of `AlterPartitionReassignmentsResponse`. */
function writeReassignableTopicResponse(writer: ByteWriter, value: ReassignableTopicResponse, version: number): void {
  writer.writeCompactString(value.name);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writeReassignablePartitionResponse(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `AlterPartitionReassignmentsResponse`. */
function readReassignablePartitionResponse(reader: ByteReader, _version: number): ReassignablePartitionResponse {
  const partitionIndex = reader.readInt32();
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { partitionIndex, errorCode, errorMessage };
  return { partitionIndex, errorCode, errorMessage, unknownTaggedFields };
}

function readReassignablePartitionResponseArray(reader: ByteReader, length: number, version: number): ReassignablePartitionResponse[] {
  const elements = new Array<ReassignablePartitionResponse>(length);
  for (let index = 0; index < length; index++) elements[index] = readReassignablePartitionResponse(reader, version);
  return elements;
}

/** Writes a struct of `AlterPartitionReassignmentsResponse`. */
function writeReassignablePartitionResponse(writer: ByteWriter, value: ReassignablePartitionResponse, _version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
