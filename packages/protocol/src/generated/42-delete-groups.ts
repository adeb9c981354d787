// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';
import { readStringArray } from '../codec/primitive-arrays.ts';

/**
 * Sent by admin clients to the group coordinator: deletes groups without members, with their
 * offsets. v3 added error messages.
 */
export interface DeleteGroupsRequest {
  readonly groupsNames: readonly string[];
}

/** Every field of `DeleteGroupsRequest` at its default. */
export const defaultDeleteGroupsRequest: DeleteGroupsRequest = {
  groupsNames: NO_ELEMENTS,
};

/**
 * Reads a `DeleteGroupsRequest` of version 0 to 3. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDeleteGroupsRequest(reader: ByteReader, version: number): DeleteGroupsRequest {
  const groupsNames = readStringArray(reader, version >= 2 ? reader.readCompactArrayLength(1, 8) : reader.readArrayLength(1, 8), version >= 2);
  if (version >= 2) {
    reader.skipTaggedFields();
  }
  return { groupsNames };
}

/**
 * Writes a `DeleteGroupsRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDeleteGroupsRequest(writer: ByteWriter, value: DeleteGroupsRequest, version: number): void {
  if (version >= 2) {
    writer.writeCompactArrayLength(value.groupsNames.length);
  } else {
    writer.writeArrayLength(value.groupsNames.length);
  }
  for (const element of value.groupsNames) version >= 2 ? writer.writeCompactString(element) : writer.writeString(element);
  if (version >= 2) {
    writer.writeUnsignedVarint(0);
  }
}

/** A struct of `DeleteGroupsResponse`. */
export interface DeletableGroupResult {
  readonly groupId: string;
  readonly errorCode: number;
  /** (v3) */
  readonly errorMessage: string | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DeletableGroupResult` at its default. */
export const defaultDeletableGroupResult: DeletableGroupResult = {
  groupId: '',
  errorCode: 0,
  errorMessage: null,
};

/**
 * Sent by admin clients to the group coordinator: deletes groups without members, with their
 * offsets. v3 added error messages.
 */
export interface DeleteGroupsResponse {
  readonly throttleTimeMs: number;
  readonly results: readonly DeletableGroupResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DeleteGroupsResponse` at its default. */
export const defaultDeleteGroupsResponse: DeleteGroupsResponse = {
  throttleTimeMs: 0,
  results: NO_ELEMENTS,
};

/**
 * Reads a `DeleteGroupsResponse` of version 0 to 3. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDeleteGroupsResponse(reader: ByteReader, version: number): DeleteGroupsResponse {
  const throttleTimeMs = reader.readInt32();
  const results = readDeletableGroupResultArray(reader, version >= 2 ? reader.readCompactArrayLength(3, 56) : reader.readArrayLength(3, 56), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, results };
  return { throttleTimeMs, results, unknownTaggedFields };
}

/**
 * Writes a `DeleteGroupsResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDeleteGroupsResponse(writer: ByteWriter, value: DeleteGroupsResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  if (version >= 2) {
    writer.writeCompactArrayLength(value.results.length);
  } else {
    writer.writeArrayLength(value.results.length);
  }
  for (const element of value.results) writeDeletableGroupResult(writer, element, version);
  if (version >= 2) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `DeleteGroupsResponse`. */
function readDeletableGroupResult(reader: ByteReader, version: number): DeletableGroupResult {
  const groupId = version >= 2 ? reader.readCompactString() : reader.readString();
  const errorCode = reader.readInt16();
  const errorMessage = version >= 3 ? reader.readCompactNullableString() : null;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { groupId, errorCode, errorMessage };
  return { groupId, errorCode, errorMessage, unknownTaggedFields };
}

function readDeletableGroupResultArray(reader: ByteReader, length: number, version: number): DeletableGroupResult[] {
  const elements = new Array<DeletableGroupResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readDeletableGroupResult(reader, version);
  return elements;
}

/** Writes a struct of `DeleteGroupsResponse`. */
function writeDeletableGroupResult(writer: ByteWriter, value: DeletableGroupResult, version: number): void {
  if (version >= 2) {
    writer.writeCompactString(value.groupId);
  } else {
    writer.writeString(value.groupId);
  }
  writer.writeInt16(value.errorCode);
  if (version >= 3) {
    writer.writeCompactNullableString(value.errorMessage);
  }
  if (version >= 2) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
