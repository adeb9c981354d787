// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { EMPTY_BYTES } from '../codec/empty-bytes.ts';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';
import { readStringArray } from '../codec/primitive-arrays.ts';

/**
 * Sent by admin clients to the group coordinator: the state and members of classic groups. v3 added
 * authorized operations, v4 static members and v6 GROUP_ID_NOT_FOUND for groups that do not exist.
 */
export interface DescribeGroupsRequest {
  readonly groups: readonly string[];
  /** (v3+) */
  readonly includeAuthorizedOperations: boolean;
}

/** Every field of `DescribeGroupsRequest` at its default. */
export const defaultDescribeGroupsRequest: DescribeGroupsRequest = {
  groups: NO_ELEMENTS,
  includeAuthorizedOperations: false,
};

/**
 * Reads a `DescribeGroupsRequest` of version 0 to 6. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDescribeGroupsRequest(reader: ByteReader, version: number): DescribeGroupsRequest {
  const groups = readStringArray(reader, version >= 5 ? reader.readCompactArrayLength(1, 8) : reader.readArrayLength(1, 8), version >= 5);
  const includeAuthorizedOperations = version >= 3 ? reader.readBoolean() : false;
  if (version >= 5) {
    reader.skipTaggedFields();
  }
  return { groups, includeAuthorizedOperations };
}

/**
 * Writes a `DescribeGroupsRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDescribeGroupsRequest(writer: ByteWriter, value: DescribeGroupsRequest, version: number): void {
  if (version >= 5) {
    writer.writeCompactArrayLength(value.groups.length);
  } else {
    writer.writeArrayLength(value.groups.length);
  }
  for (const element of value.groups) version >= 5 ? writer.writeCompactString(element) : writer.writeString(element);
  if (version >= 3) {
    writer.writeBoolean(value.includeAuthorizedOperations);
  }
  if (version >= 5) {
    writer.writeUnsignedVarint(0);
  }
}

/** A struct of `DescribeGroupsResponse`. */
export interface DescribedGroupMember {
  readonly memberId: string;
  /** The name that keeps a static member through restarts; null for a dynamic member. (v4+) */
  readonly groupInstanceId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  /** What the member sent in JoinGroup for that protocol; empty unless the group is stable. */
  readonly memberMetadata: Buffer;
  /** The part of the member from SyncGroup; empty unless the group is stable. */
  readonly memberAssignment: Buffer;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribedGroupMember` at its default. */
export const defaultDescribedGroupMember: DescribedGroupMember = {
  memberId: '',
  groupInstanceId: null,
  clientId: '',
  clientHost: '',
  memberMetadata: EMPTY_BYTES,
  memberAssignment: EMPTY_BYTES,
};

/** A struct of `DescribeGroupsResponse`. */
export interface DescribedGroup {
  readonly errorCode: number;
  /** (v6) */
  readonly errorMessage: string | null;
  readonly groupId: string;
  /** Empty, PreparingRebalance, CompletingRebalance, Stable or Dead. */
  readonly groupState: string;
  /** What the group is, such as `consumer`; empty if it never had members. */
  readonly protocolType: string;
  /** The protocol that was picked, such as an assignor; empty unless the group is stable. */
  readonly protocolData: string;
  readonly members: readonly DescribedGroupMember[];
  /**
   * Bit n is set if the client may do ACL operation n on the group; -2147483648 if not asked. (v3+)
   */
  readonly authorizedOperations: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribedGroup` at its default. */
export const defaultDescribedGroup: DescribedGroup = {
  errorCode: 0,
  errorMessage: null,
  groupId: '',
  groupState: '',
  protocolType: '',
  protocolData: '',
  members: NO_ELEMENTS,
  authorizedOperations: -2147483648,
};

/**
 * Sent by admin clients to the group coordinator: the state and members of classic groups. v3 added
 * authorized operations, v4 static members and v6 GROUP_ID_NOT_FOUND for groups that do not exist.
 */
export interface DescribeGroupsResponse {
  /** (v1+) */
  readonly throttleTimeMs: number;
  readonly groups: readonly DescribedGroup[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribeGroupsResponse` at its default. */
export const defaultDescribeGroupsResponse: DescribeGroupsResponse = {
  throttleTimeMs: 0,
  groups: NO_ELEMENTS,
};

/**
 * Reads a `DescribeGroupsResponse` of version 0 to 6. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDescribeGroupsResponse(reader: ByteReader, version: number): DescribeGroupsResponse {
  const throttleTimeMs = version >= 1 ? reader.readInt32() : 0;
  const groups = readDescribedGroupArray(reader, version >= 5 ? reader.readCompactArrayLength(7, 112) : reader.readArrayLength(7, 112), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 5) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, groups };
  return { throttleTimeMs, groups, unknownTaggedFields };
}

/**
 * Writes a `DescribeGroupsResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDescribeGroupsResponse(writer: ByteWriter, value: DescribeGroupsResponse, version: number): void {
  if (version >= 1) {
    writer.writeInt32(value.throttleTimeMs);
  }
  if (version >= 5) {
    writer.writeCompactArrayLength(value.groups.length);
  } else {
    writer.writeArrayLength(value.groups.length);
  }
  for (const element of value.groups) writeDescribedGroup(writer, element, version);
  if (version >= 5) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `DescribeGroupsResponse`. */
function readDescribedGroup(reader: ByteReader, version: number): DescribedGroup {
  const errorCode = reader.readInt16();
  const errorMessage = version >= 6 ? reader.readCompactNullableString() : null;
  const groupId = version >= 5 ? reader.readCompactString() : reader.readString();
  const groupState = version >= 5 ? reader.readCompactString() : reader.readString();
  const protocolType = version >= 5 ? reader.readCompactString() : reader.readString();
  const protocolData = version >= 5 ? reader.readCompactString() : reader.readString();
  const members = readDescribedGroupMemberArray(reader, version >= 5 ? reader.readCompactArrayLength(5, 80) : reader.readArrayLength(5, 80), version);
  const authorizedOperations = version >= 3 ? reader.readInt32() : -2147483648;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 5) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { errorCode, errorMessage, groupId, groupState, protocolType, protocolData, members, authorizedOperations };
  return { errorCode, errorMessage, groupId, groupState, protocolType, protocolData, members, authorizedOperations, unknownTaggedFields };
}

function readDescribedGroupArray(reader: ByteReader, length: number, version: number): DescribedGroup[] {
  const elements = new Array<DescribedGroup>(length);
  for (let index = 0; index < length; index++) elements[index] = readDescribedGroup(reader, version);
  return elements;
}

/** Writes a struct of `DescribeGroupsResponse`. */
function writeDescribedGroup(writer: ByteWriter, value: DescribedGroup, version: number): void {
  writer.writeInt16(value.errorCode);
  if (version >= 6) {
    writer.writeCompactNullableString(value.errorMessage);
  }
  if (version >= 5) {
    writer.writeCompactString(value.groupId);
  } else {
    writer.writeString(value.groupId);
  }
  if (version >= 5) {
    writer.writeCompactString(value.groupState);
  } else {
    writer.writeString(value.groupState);
  }
  if (version >= 5) {
    writer.writeCompactString(value.protocolType);
  } else {
    writer.writeString(value.protocolType);
  }
  if (version >= 5) {
    writer.writeCompactString(value.protocolData);
  } else {
    writer.writeString(value.protocolData);
  }
  if (version >= 5) {
    writer.writeCompactArrayLength(value.members.length);
  } else {
    writer.writeArrayLength(value.members.length);
  }
  for (const element of value.members) writeDescribedGroupMember(writer, element, version);
  if (version >= 3) {
    writer.writeInt32(value.authorizedOperations);
  }
  if (version >= 5) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `DescribeGroupsResponse`. */
function readDescribedGroupMember(reader: ByteReader, version: number): DescribedGroupMember {
  const memberId = version >= 5 ? reader.readCompactString() : reader.readString();
  const groupInstanceId = version >= 4 ? (version >= 5 ? reader.readCompactNullableString() : reader.readNullableString()) : null;
  const clientId = version >= 5 ? reader.readCompactString() : reader.readString();
  const clientHost = version >= 5 ? reader.readCompactString() : reader.readString();
  const memberMetadata = version >= 5 ? reader.readCompactBytes() : reader.readBytes();
  const memberAssignment = version >= 5 ? reader.readCompactBytes() : reader.readBytes();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 5) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { memberId, groupInstanceId, clientId, clientHost, memberMetadata, memberAssignment };
  return { memberId, groupInstanceId, clientId, clientHost, memberMetadata, memberAssignment, unknownTaggedFields };
}

function readDescribedGroupMemberArray(reader: ByteReader, length: number, version: number): DescribedGroupMember[] {
  const elements = new Array<DescribedGroupMember>(length);
  for (let index = 0; index < length; index++) elements[index] = readDescribedGroupMember(reader, version);
  return elements;
}

/** Writes a struct of `DescribeGroupsResponse`. */
function writeDescribedGroupMember(writer: ByteWriter, value: DescribedGroupMember, version: number): void {
  if (version >= 5) {
    writer.writeCompactString(value.memberId);
  } else {
    writer.writeString(value.memberId);
  }
  if (version >= 4) {
    if (version >= 5) {
      writer.writeCompactNullableString(value.groupInstanceId);
    } else {
      writer.writeNullableString(value.groupInstanceId);
    }
  }
  if (version >= 5) {
    writer.writeCompactString(value.clientId);
  } else {
    writer.writeString(value.clientId);
  }
  if (version >= 5) {
    writer.writeCompactString(value.clientHost);
  } else {
    writer.writeString(value.clientHost);
  }
  if (version >= 5) {
    writer.writeCompactBytes(value.memberMetadata);
  } else {
    writer.writeBytes(value.memberMetadata);
  }
  if (version >= 5) {
    writer.writeCompactBytes(value.memberAssignment);
  } else {
    writer.writeBytes(value.memberAssignment);
  }
  if (version >= 5) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
