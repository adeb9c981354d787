// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';
import { readStringArray } from '../codec/primitive-arrays.ts';

/**
 * Sent by admin clients to every broker: the groups of which the broker is the coordinator. v4
 * filters by state (KIP-518), v5 by type (KIP-848).
 */
export interface ListGroupsRequest {
  /** The states to return, in any case of letters; empty for all. (v4+) */
  readonly statesFilter: readonly string[];
  /** The types to return, in any case of letters; empty for all. (v5) */
  readonly typesFilter: readonly string[];
}

/** Every field of `ListGroupsRequest` at its default. */
export const defaultListGroupsRequest: ListGroupsRequest = {
  statesFilter: NO_ELEMENTS,
  typesFilter: NO_ELEMENTS,
};

/**
 * Reads a `ListGroupsRequest` of version 0 to 5. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readListGroupsRequest(reader: ByteReader, version: number): ListGroupsRequest {
  const statesFilter = version >= 4 ? readStringArray(reader, reader.readCompactArrayLength(1, 8), true) : NO_ELEMENTS;
  const typesFilter = version >= 5 ? readStringArray(reader, reader.readCompactArrayLength(1, 8), true) : NO_ELEMENTS;
  if (version >= 3) {
    reader.skipTaggedFields();
  }
  return { statesFilter, typesFilter };
}

/**
 * Writes a `ListGroupsRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeListGroupsRequest(writer: ByteWriter, value: ListGroupsRequest, version: number): void {
  if (version >= 4) {
    writer.writeCompactArrayLength(value.statesFilter.length);
    for (const element of value.statesFilter) writer.writeCompactString(element);
  }
  if (version >= 5) {
    writer.writeCompactArrayLength(value.typesFilter.length);
    for (const element of value.typesFilter) writer.writeCompactString(element);
  }
  if (version >= 3) {
    writer.writeUnsignedVarint(0);
  }
}

/** A struct of `ListGroupsResponse`. */
export interface ListedGroup {
  readonly groupId: string;
  /**
   * Such as `consumer`, `connect`, `share` or `streams`; empty for a group that never had members.
   */
  readonly protocolType: string;
  /** (v4+) */
  readonly groupState: string;
  /** classic, consumer, share or streams. (v5) */
  readonly groupType: string;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ListedGroup` at its default. */
export const defaultListedGroup: ListedGroup = {
  groupId: '',
  protocolType: '',
  groupState: '',
  groupType: '',
};

/**
 * Sent by admin clients to every broker: the groups of which the broker is the coordinator. v4
 * filters by state (KIP-518), v5 by type (KIP-848).
 */
export interface ListGroupsResponse {
  /** (v1+) */
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly groups: readonly ListedGroup[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ListGroupsResponse` at its default. */
export const defaultListGroupsResponse: ListGroupsResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  groups: NO_ELEMENTS,
};

/**
 * Reads a `ListGroupsResponse` of version 0 to 5. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readListGroupsResponse(reader: ByteReader, version: number): ListGroupsResponse {
  const throttleTimeMs = version >= 1 ? reader.readInt32() : 0;
  const errorCode = reader.readInt16();
  const groups = readListedGroupArray(reader, version >= 3 ? reader.readCompactArrayLength(2, 64) : reader.readArrayLength(2, 64), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 3) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, groups };
  return { throttleTimeMs, errorCode, groups, unknownTaggedFields };
}

/**
 * Writes a `ListGroupsResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeListGroupsResponse(writer: ByteWriter, value: ListGroupsResponse, version: number): void {
  if (version >= 1) {
    writer.writeInt32(value.throttleTimeMs);
  }
  writer.writeInt16(value.errorCode);
  if (version >= 3) {
    writer.writeCompactArrayLength(value.groups.length);
  } else {
    writer.writeArrayLength(value.groups.length);
  }
  for (const element of value.groups) writeListedGroup(writer, element, version);
  if (version >= 3) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `ListGroupsResponse`. */
function readListedGroup(reader: ByteReader, version: number): ListedGroup {
  const groupId = version >= 3 ? reader.readCompactString() : reader.readString();
  const protocolType = version >= 3 ? reader.readCompactString() : reader.readString();
  const groupState = version >= 4 ? reader.readCompactString() : '';
  const groupType = version >= 5 ? reader.readCompactString() : '';
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 3) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { groupId, protocolType, groupState, groupType };
  return { groupId, protocolType, groupState, groupType, unknownTaggedFields };
}

function readListedGroupArray(reader: ByteReader, length: number, version: number): ListedGroup[] {
  const elements = new Array<ListedGroup>(length);
  for (let index = 0; index < length; index++) elements[index] = readListedGroup(reader, version);
  return elements;
}

/** Writes a struct of `ListGroupsResponse`. */
function writeListedGroup(writer: ByteWriter, value: ListedGroup, version: number): void {
  if (version >= 3) {
    writer.writeCompactString(value.groupId);
  } else {
    writer.writeString(value.groupId);
  }
  if (version >= 3) {
    writer.writeCompactString(value.protocolType);
  } else {
    writer.writeString(value.protocolType);
  }
  if (version >= 4) {
    writer.writeCompactString(value.groupState);
  }
  if (version >= 5) {
    writer.writeCompactString(value.groupType);
  }
  if (version >= 3) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
