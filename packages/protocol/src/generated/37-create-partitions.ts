// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `CreatePartitionsRequest`. */
export interface CreatePartitionsAssignment {
  /** The replicas, the preferred leader first. */
  readonly brokerIds: readonly number[];
}

/** Every field of `CreatePartitionsAssignment` at its default. */
export const defaultCreatePartitionsAssignment: CreatePartitionsAssignment = {
  brokerIds: NO_ELEMENTS,
};

/** A struct of `CreatePartitionsRequest`. */
export interface CreatePartitionsTopic {
  readonly name: string;
  /** How many partitions the topic is to have in all. */
  readonly count: number;
  /** One for each new partition, in order; null to let the controller choose. */
  readonly assignments: readonly CreatePartitionsAssignment[] | null;
}

/** Every field of `CreatePartitionsTopic` at its default. */
export const defaultCreatePartitionsTopic: CreatePartitionsTopic = {
  name: '',
  count: 0,
  assignments: NO_ELEMENTS,
};

/**
 * Sent by admin clients to the controller, through any broker: adds partitions to topics. v3
 * answers THROTTLING_QUOTA_EXCEEDED (KIP-599).
 */
export interface CreatePartitionsRequest {
  readonly topics: readonly CreatePartitionsTopic[];
  /** How long to wait for the partitions, in milliseconds; they may come into being later. */
  readonly timeoutMs: number;
  /** True to check the request and create nothing. */
  readonly validateOnly: boolean;
}

/** Every field of `CreatePartitionsRequest` at its default. */
export const defaultCreatePartitionsRequest: CreatePartitionsRequest = {
  topics: NO_ELEMENTS,
  timeoutMs: 0,
  validateOnly: false,
};

/**
 * Reads a `CreatePartitionsRequest` of version 0 to 3. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readCreatePartitionsRequest(reader: ByteReader, version: number): CreatePartitionsRequest {
  const topics = readCreatePartitionsTopicArray(reader, version >= 2 ? reader.readCompactArrayLength(6, 72) : reader.readArrayLength(6, 72), version);
  const timeoutMs = reader.readInt32();
  const validateOnly = reader.readBoolean();
  if (version >= 2) {
    reader.skipTaggedFields();
  }
  return { topics, timeoutMs, validateOnly };
}

/**
 * Writes a `CreatePartitionsRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeCreatePartitionsRequest(writer: ByteWriter, value: CreatePartitionsRequest, version: number): void {
  if (version >= 2) {
    writer.writeCompactArrayLength(value.topics.length);
  } else {
    writer.writeArrayLength(value.topics.length);
  }
  for (const element of value.topics) writeCreatePartitionsTopic(writer, element, version);
  writer.writeInt32(value.timeoutMs);
  writer.writeBoolean(value.validateOnly);
  if (version >= 2) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `CreatePartitionsRequest`. */
function readCreatePartitionsTopic(reader: ByteReader, version: number): CreatePartitionsTopic {
  const name = version >= 2 ? reader.readCompactString() : reader.readString();
  const count = reader.readInt32();
  const assignments = readNullableCreatePartitionsAssignmentArray(reader, version >= 2 ? reader.readCompactNullableArrayLength(1, 56) : reader.readNullableArrayLength(1, 56), version);
  if (version >= 2) {
    reader.skipTaggedFields();
  }
  return { name, count, assignments };
}

function readCreatePartitionsTopicArray(reader: ByteReader, length: number, version: number): CreatePartitionsTopic[] {
  const elements = new Array<CreatePartitionsTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readCreatePartitionsTopic(reader, version);
  return elements;
}

/** Writes a struct of `CreatePartitionsRequest`. */
function writeCreatePartitionsTopic(writer: ByteWriter, value: CreatePartitionsTopic, version: number): void {
  if (version >= 2) {
    writer.writeCompactString(value.name);
  } else {
    writer.writeString(value.name);
  }
  writer.writeInt32(value.count);
  if (value.assignments === null) {
    if (version >= 2) {
      writer.writeCompactArrayLength(-1);
    } else {
      writer.writeArrayLength(-1);
    }
  } else {
    if (version >= 2) {
      writer.writeCompactArrayLength(value.assignments.length);
    } else {
      writer.writeArrayLength(value.assignments.length);
    }
    for (const element of value.assignments) writeCreatePartitionsAssignment(writer, element, version);
  }
  if (version >= 2) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `CreatePartitionsRequest`. */
function readCreatePartitionsAssignment(reader: ByteReader, version: number): CreatePartitionsAssignment {
  const brokerIds = version >= 2 ? reader.readCompactInt32Array() : reader.readInt32Array();
  if (version >= 2) {
    reader.skipTaggedFields();
  }
  return { brokerIds };
}

function readCreatePartitionsAssignmentArray(reader: ByteReader, length: number, version: number): CreatePartitionsAssignment[] {
  const elements = new Array<CreatePartitionsAssignment>(length);
  for (let index = 0; index < length; index++) elements[index] = readCreatePartitionsAssignment(reader, version);
  return elements;
}

function readNullableCreatePartitionsAssignmentArray(reader: ByteReader, length: number, version: number): CreatePartitionsAssignment[] | null {
  return length < 0 ? null : readCreatePartitionsAssignmentArray(reader, length, version);
}

/** Writes a struct of `CreatePartitionsRequest`. */
function writeCreatePartitionsAssignment(writer: ByteWriter, value: CreatePartitionsAssignment, version: number): void {
  if (version >= 2) {
    writer.writeCompactArrayLength(value.brokerIds.length);
  } else {
    writer.writeArrayLength(value.brokerIds.length);
  }
  for (const element of value.brokerIds) writer.writeInt32(element);
  if (version >= 2) {
    writer.writeUnsignedVarint(0);
  }
}

/** A struct of `CreatePartitionsResponse`. */
export interface CreatePartitionsTopicResult {
  readonly name: string;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `CreatePartitionsTopicResult` at its default. */
export const defaultCreatePartitionsTopicResult: CreatePartitionsTopicResult = {
  name: '',
  errorCode: 0,
  errorMessage: null,
};

/**
 * Sent by admin clients to the controller, through any broker: adds partitions to topics. v3
 * answers THROTTLING_QUOTA_EXCEEDED (KIP-599).
 */
export interface CreatePartitionsResponse {
  /** How long the client should wait because of a quota, in milliseconds. */
  readonly throttleTimeMs: number;
  readonly results: readonly CreatePartitionsTopicResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `CreatePartitionsResponse` at its default. */
export const defaultCreatePartitionsResponse: CreatePartitionsResponse = {
  throttleTimeMs: 0,
  results: NO_ELEMENTS,
};

/**
 * Reads a `CreatePartitionsResponse` of version 0 to 3. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readCreatePartitionsResponse(reader: ByteReader, version: number): CreatePartitionsResponse {
  const throttleTimeMs = reader.readInt32();
  const results = readCreatePartitionsTopicResultArray(reader, version >= 2 ? reader.readCompactArrayLength(4, 56) : reader.readArrayLength(4, 56), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, results };
  return { throttleTimeMs, results, unknownTaggedFields };
}

/**
 * Writes a `CreatePartitionsResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeCreatePartitionsResponse(writer: ByteWriter, value: CreatePartitionsResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  if (version >= 2) {
    writer.writeCompactArrayLength(value.results.length);
  } else {
    writer.writeArrayLength(value.results.length);
  }
  for (const element of value.results) writeCreatePartitionsTopicResult(writer, element, version);
  if (version >= 2) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `CreatePartitionsResponse`. */
function readCreatePartitionsTopicResult(reader: ByteReader, version: number): CreatePartitionsTopicResult {
  const name = version >= 2 ? reader.readCompactString() : reader.readString();
  const errorCode = reader.readInt16();
  const errorMessage = version >= 2 ? reader.readCompactNullableString() : reader.readNullableString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { name, errorCode, errorMessage };
  return { name, errorCode, errorMessage, unknownTaggedFields };
}

function readCreatePartitionsTopicResultArray(reader: ByteReader, length: number, version: number): CreatePartitionsTopicResult[] {
  const elements = new Array<CreatePartitionsTopicResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readCreatePartitionsTopicResult(reader, version);
  return elements;
}

/** Writes a struct of `CreatePartitionsResponse`. */
function writeCreatePartitionsTopicResult(writer: ByteWriter, value: CreatePartitionsTopicResult, version: number): void {
  if (version >= 2) {
    writer.writeCompactString(value.name);
  } else {
    writer.writeString(value.name);
  }
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
