// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Uuid, ZERO_UUID } from '@odradek/base';
import { requireNotNull } from '../codec/null-value.ts';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';
import { readStringArray } from '../codec/primitive-arrays.ts';

/** A struct of `DeleteTopicsRequest`. */
export interface DeleteTopicState {
  /** Null to name the topic by id. */
  readonly name: string | null;
  /** Zero to name the topic by name. */
  readonly topicId: Uuid;
}

/** Every field of `DeleteTopicState` at its default. */
export const defaultDeleteTopicState: DeleteTopicState = {
  name: null,
  topicId: ZERO_UUID,
};

/**
 * Sent by admin clients to the controller, through any broker: deletes topics with all records. v5
 * added error messages, v6 topic ids (KIP-516).
 */
export interface DeleteTopicsRequest {
  /** (v6) */
  readonly topics: readonly DeleteTopicState[];
  /** (v1-5) */
  readonly topicNames: readonly string[];
  /** How long to wait for the deletion, in milliseconds; it goes on after that. */
  readonly timeoutMs: number;
}

/** Every field of `DeleteTopicsRequest` at its default. */
export const defaultDeleteTopicsRequest: DeleteTopicsRequest = {
  topics: NO_ELEMENTS,
  topicNames: NO_ELEMENTS,
  timeoutMs: 0,
};

/**
 * Reads a `DeleteTopicsRequest` of version 1 to 6. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDeleteTopicsRequest(reader: ByteReader, version: number): DeleteTopicsRequest {
  const topics = version >= 6 ? readDeleteTopicStateArray(reader, reader.readCompactArrayLength(17, 96), version) : NO_ELEMENTS;
  const topicNames = version <= 5 ? (readStringArray(reader, version >= 4 ? reader.readCompactArrayLength(1, 8) : reader.readArrayLength(1, 8), version >= 4)) : NO_ELEMENTS;
  const timeoutMs = reader.readInt32();
  if (version >= 4) {
    reader.skipTaggedFields();
  }
  return { topics, topicNames, timeoutMs };
}

/**
 * Writes a `DeleteTopicsRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDeleteTopicsRequest(writer: ByteWriter, value: DeleteTopicsRequest, version: number): void {
  if (version >= 6) {
    writer.writeCompactArrayLength(value.topics.length);
    for (const element of value.topics) writeDeleteTopicState(writer, element, version);
  }
  if (version <= 5) {
    if (version >= 4) {
      writer.writeCompactArrayLength(value.topicNames.length);
    } else {
      writer.writeArrayLength(value.topicNames.length);
    }
    for (const element of value.topicNames) version >= 4 ? writer.writeCompactString(element) : writer.writeString(element);
  }
  writer.writeInt32(value.timeoutMs);
  if (version >= 4) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `DeleteTopicsRequest`. */
function readDeleteTopicState(reader: ByteReader, _version: number): DeleteTopicState {
  const name = reader.readCompactNullableString();
  const topicId = reader.readUuid();
  reader.skipTaggedFields();
  return { name, topicId };
}

function readDeleteTopicStateArray(reader: ByteReader, length: number, version: number): DeleteTopicState[] {
  const elements = new Array<DeleteTopicState>(length);
  for (let index = 0; index < length; index++) elements[index] = readDeleteTopicState(reader, version);
  return elements;
}

/** Writes a struct of `DeleteTopicsRequest`. */
function writeDeleteTopicState(writer: ByteWriter, value: DeleteTopicState, _version: number): void {
  writer.writeCompactNullableString(value.name);
  writer.writeUuid(value.topicId);
  writer.writeUnsignedVarint(0);
}

/** A struct of `DeleteTopicsResponse`. */
export interface DeletableTopicResult {
  /** Null if the topic id is unknown. */
  readonly name: string | null;
  /** (v6) */
  readonly topicId: Uuid;
  readonly errorCode: number;
  /** (v5+) */
  readonly errorMessage: string | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DeletableTopicResult` at its default. */
export const defaultDeletableTopicResult: DeletableTopicResult = {
  name: '',
  topicId: ZERO_UUID,
  errorCode: 0,
  errorMessage: null,
};

/**
 * Sent by admin clients to the controller, through any broker: deletes topics with all records. v5
 * added error messages, v6 topic ids (KIP-516).
 */
export interface DeleteTopicsResponse {
  readonly throttleTimeMs: number;
  readonly responses: readonly DeletableTopicResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DeleteTopicsResponse` at its default. */
export const defaultDeleteTopicsResponse: DeleteTopicsResponse = {
  throttleTimeMs: 0,
  responses: NO_ELEMENTS,
};

/**
 * Reads a `DeleteTopicsResponse` of version 1 to 6. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDeleteTopicsResponse(reader: ByteReader, version: number): DeleteTopicsResponse {
  const throttleTimeMs = reader.readInt32();
  const responses = readDeletableTopicResultArray(reader, version >= 4 ? reader.readCompactArrayLength(3, 112) : reader.readArrayLength(3, 112), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 4) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, responses };
  return { throttleTimeMs, responses, unknownTaggedFields };
}

/**
 * Writes a `DeleteTopicsResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDeleteTopicsResponse(writer: ByteWriter, value: DeleteTopicsResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  if (version >= 4) {
    writer.writeCompactArrayLength(value.responses.length);
  } else {
    writer.writeArrayLength(value.responses.length);
  }
  for (const element of value.responses) writeDeletableTopicResult(writer, element, version);
  if (version >= 4) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `DeleteTopicsResponse`. */
function readDeletableTopicResult(reader: ByteReader, version: number): DeletableTopicResult {
  const name = version >= 4 ? (version >= 6 ? reader.readCompactNullableString() : reader.readCompactString()) : (version >= 6 ? reader.readNullableString() : reader.readString());
  const topicId = version >= 6 ? reader.readUuid() : ZERO_UUID;
  const errorCode = reader.readInt16();
  const errorMessage = version >= 5 ? reader.readCompactNullableString() : null;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 4) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { name, topicId, errorCode, errorMessage };
  return { name, topicId, errorCode, errorMessage, unknownTaggedFields };
}

function readDeletableTopicResultArray(reader: ByteReader, length: number, version: number): DeletableTopicResult[] {
  const elements = new Array<DeletableTopicResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readDeletableTopicResult(reader, version);
  return elements;
}

/** Writes a struct of `DeleteTopicsResponse`. */
function writeDeletableTopicResult(writer: ByteWriter, value: DeletableTopicResult, version: number): void {
  if (version >= 4) {
    if (version >= 6) {
      writer.writeCompactNullableString(value.name);
    } else {
      writer.writeCompactString(requireNotNull(value.name, 'name', version));
    }
  } else {
    if (version >= 6) {
      writer.writeNullableString(value.name);
    } else {
      writer.writeString(requireNotNull(value.name, 'name', version));
    }
  }
  if (version >= 6) {
    writer.writeUuid(value.topicId);
  }
  writer.writeInt16(value.errorCode);
  if (version >= 5) {
    writer.writeCompactNullableString(value.errorMessage);
  }
  if (version >= 4) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
