// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `DeleteShareGroupOffsetsRequest`. */
export interface DeleteShareGroupOffsetsRequestTopic {
  readonly topicName: string;
}

/** Every field of `DeleteShareGroupOffsetsRequestTopic` at its default. */
export const defaultDeleteShareGroupOffsetsRequestTopic: DeleteShareGroupOffsetsRequestTopic = {
  topicName: '',
};

/**
 * Sent by admin clients to the group coordinator: forgets what a share group without members knows
 * of topics (KIP-932).
 */
export interface DeleteShareGroupOffsetsRequest {
  readonly groupId: string;
  readonly topics: readonly DeleteShareGroupOffsetsRequestTopic[];
}

/** Every field of `DeleteShareGroupOffsetsRequest` at its default. */
export const defaultDeleteShareGroupOffsetsRequest: DeleteShareGroupOffsetsRequest = {
  groupId: '',
  topics: NO_ELEMENTS,
};

/**
 * Reads a `DeleteShareGroupOffsetsRequest` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDeleteShareGroupOffsetsRequest(reader: ByteReader, version: number): DeleteShareGroupOffsetsRequest {
  const groupId = reader.readCompactString();
  const topics = readDeleteShareGroupOffsetsRequestTopicArray(reader, reader.readCompactArrayLength(1, 40), version);
  reader.skipTaggedFields();
  return { groupId, topics };
}

/**
 * Writes a `DeleteShareGroupOffsetsRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDeleteShareGroupOffsetsRequest(writer: ByteWriter, value: DeleteShareGroupOffsetsRequest, version: number): void {
  writer.writeCompactString(value.groupId);
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeDeleteShareGroupOffsetsRequestTopic(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `DeleteShareGroupOffsetsRequest`. */
function readDeleteShareGroupOffsetsRequestTopic(reader: ByteReader, _version: number): DeleteShareGroupOffsetsRequestTopic {
  const topicName = reader.readCompactString();
  reader.skipTaggedFields();
  return { topicName };
}

function readDeleteShareGroupOffsetsRequestTopicArray(reader: ByteReader, length: number, version: number): DeleteShareGroupOffsetsRequestTopic[] {
  const elements = new Array<DeleteShareGroupOffsetsRequestTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readDeleteShareGroupOffsetsRequestTopic(reader, version);
  return elements;
}

/** Writes a struct of `DeleteShareGroupOffsetsRequest`. */
function writeDeleteShareGroupOffsetsRequestTopic(writer: ByteWriter, value: DeleteShareGroupOffsetsRequestTopic, _version: number): void {
  writer.writeCompactString(value.topicName);
  writer.writeUnsignedVarint(0);
}

/** A struct of `DeleteShareGroupOffsetsResponse`. */
export interface DeleteShareGroupOffsetsResponseTopic {
  readonly topicName: string;
  readonly topicId: Uuid;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DeleteShareGroupOffsetsResponseTopic` at its default. */
export const defaultDeleteShareGroupOffsetsResponseTopic: DeleteShareGroupOffsetsResponseTopic = {
  topicName: '',
  topicId: ZERO_UUID,
  errorCode: 0,
  errorMessage: null,
};

/**
 * Sent by admin clients to the group coordinator: forgets what a share group without members knows
 * of topics (KIP-932).
 */
export interface DeleteShareGroupOffsetsResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly responses: readonly DeleteShareGroupOffsetsResponseTopic[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DeleteShareGroupOffsetsResponse` at its default. */
export const defaultDeleteShareGroupOffsetsResponse: DeleteShareGroupOffsetsResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  errorMessage: null,
  responses: NO_ELEMENTS,
};

/**
 * Reads a `DeleteShareGroupOffsetsResponse` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDeleteShareGroupOffsetsResponse(reader: ByteReader, version: number): DeleteShareGroupOffsetsResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  const responses = readDeleteShareGroupOffsetsResponseTopicArray(reader, reader.readCompactArrayLength(20, 112), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, errorMessage, responses };
  return { throttleTimeMs, errorCode, errorMessage, responses, unknownTaggedFields };
}

/**
 * Writes a `DeleteShareGroupOffsetsResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDeleteShareGroupOffsetsResponse(writer: ByteWriter, value: DeleteShareGroupOffsetsResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writer.writeCompactArrayLength(value.responses.length);
  for (const element of value.responses) writeDeleteShareGroupOffsetsResponseTopic(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `DeleteShareGroupOffsetsResponse`. */
function readDeleteShareGroupOffsetsResponseTopic(reader: ByteReader, _version: number): DeleteShareGroupOffsetsResponseTopic {
  const topicName = reader.readCompactString();
  const topicId = reader.readUuid();
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicName, topicId, errorCode, errorMessage };
  return { topicName, topicId, errorCode, errorMessage, unknownTaggedFields };
}

function readDeleteShareGroupOffsetsResponseTopicArray(reader: ByteReader, length: number, version: number): DeleteShareGroupOffsetsResponseTopic[] {
  const elements = new Array<DeleteShareGroupOffsetsResponseTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readDeleteShareGroupOffsetsResponseTopic(reader, version);
  return elements;
}

/** Writes a struct of `DeleteShareGroupOffsetsResponse`. */
function writeDeleteShareGroupOffsetsResponseTopic(writer: ByteWriter, value: DeleteShareGroupOffsetsResponseTopic, _version: number): void {
  writer.writeCompactString(value.topicName);
  writer.writeUuid(value.topicId);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
