// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `LeaveGroupRequest`. */
export interface MemberIdentity {
  /** Empty if the member is named by its group instance id. */
  readonly memberId: string;
  /** Removes the static member of this name; null for a dynamic member. */
  readonly groupInstanceId: string | null;
  /** Why the member leaves, for the log of the coordinator. (v5) */
  readonly reason: string | null;
}

/** Every field of `MemberIdentity` at its default. */
export const defaultMemberIdentity: MemberIdentity = {
  memberId: '',
  groupInstanceId: null,
  reason: null,
};

/**
 * Sent by members of a classic group, and by admin clients on their behalf, to its coordinator:
 * removes members at once. v3 takes many members and static ones (KIP-345), v5 a reason (KIP-800).
 */
export interface LeaveGroupRequest {
  readonly groupId: string;
  /** (v0-2) */
  readonly memberId: string;
  /** (v3+) */
  readonly members: readonly MemberIdentity[];
}

/** Every field of `LeaveGroupRequest` at its default. */
export const defaultLeaveGroupRequest: LeaveGroupRequest = {
  groupId: '',
  memberId: '',
  members: NO_ELEMENTS,
};

/**
 * Reads a `LeaveGroupRequest` of version 0 to 5. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readLeaveGroupRequest(reader: ByteReader, version: number): LeaveGroupRequest {
  const groupId = version >= 4 ? reader.readCompactString() : reader.readString();
  const memberId = version <= 2 ? reader.readString() : '';
  const members = version >= 3 ? (readMemberIdentityArray(reader, version >= 4 ? reader.readCompactArrayLength(2, 56) : reader.readArrayLength(2, 56), version)) : NO_ELEMENTS;
  if (version >= 4) {
    reader.skipTaggedFields();
  }
  return { groupId, memberId, members };
}

/**
 * Writes a `LeaveGroupRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeLeaveGroupRequest(writer: ByteWriter, value: LeaveGroupRequest, version: number): void {
  if (version >= 4) {
    writer.writeCompactString(value.groupId);
  } else {
    writer.writeString(value.groupId);
  }
  if (version <= 2) {
    writer.writeString(value.memberId);
  }
  if (version >= 3) {
    if (version >= 4) {
      writer.writeCompactArrayLength(value.members.length);
    } else {
      writer.writeArrayLength(value.members.length);
    }
    for (const element of value.members) writeMemberIdentity(writer, element, version);
  }
  if (version >= 4) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `LeaveGroupRequest`. */
function readMemberIdentity(reader: ByteReader, version: number): MemberIdentity {
  const memberId = version >= 4 ? reader.readCompactString() : reader.readString();
  const groupInstanceId = version >= 4 ? reader.readCompactNullableString() : reader.readNullableString();
  const reason = version >= 5 ? reader.readCompactNullableString() : null;
  if (version >= 4) {
    reader.skipTaggedFields();
  }
  return { memberId, groupInstanceId, reason };
}

function readMemberIdentityArray(reader: ByteReader, length: number, version: number): MemberIdentity[] {
  const elements = new Array<MemberIdentity>(length);
  for (let index = 0; index < length; index++) elements[index] = readMemberIdentity(reader, version);
  return elements;
}

/** Writes a struct of `LeaveGroupRequest`. */
function writeMemberIdentity(writer: ByteWriter, value: MemberIdentity, version: number): void {
  if (version >= 4) {
    writer.writeCompactString(value.memberId);
  } else {
    writer.writeString(value.memberId);
  }
  if (version >= 4) {
    writer.writeCompactNullableString(value.groupInstanceId);
  } else {
    writer.writeNullableString(value.groupInstanceId);
  }
  if (version >= 5) {
    writer.writeCompactNullableString(value.reason);
  }
  if (version >= 4) {
    writer.writeUnsignedVarint(0);
  }
}

/** A struct of `LeaveGroupResponse`. */
export interface MemberResponse {
  readonly memberId: string;
  /** The name that keeps a static member through restarts; null for a dynamic member. */
  readonly groupInstanceId: string | null;
  readonly errorCode: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `MemberResponse` at its default. */
export const defaultMemberResponse: MemberResponse = {
  memberId: '',
  groupInstanceId: '',
  errorCode: 0,
};

/**
 * Sent by members of a classic group, and by admin clients on their behalf, to its coordinator:
 * removes members at once. v3 takes many members and static ones (KIP-345), v5 a reason (KIP-800).
 */
export interface LeaveGroupResponse {
  /** (v1+) */
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  /** (v3+) */
  readonly members: readonly MemberResponse[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `LeaveGroupResponse` at its default. */
export const defaultLeaveGroupResponse: LeaveGroupResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  members: NO_ELEMENTS,
};

/**
 * Reads a `LeaveGroupResponse` of version 0 to 5. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readLeaveGroupResponse(reader: ByteReader, version: number): LeaveGroupResponse {
  const throttleTimeMs = version >= 1 ? reader.readInt32() : 0;
  const errorCode = reader.readInt16();
  const members = version >= 3 ? (readMemberResponseArray(reader, version >= 4 ? reader.readCompactArrayLength(4, 56) : reader.readArrayLength(4, 56), version)) : NO_ELEMENTS;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 4) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, members };
  return { throttleTimeMs, errorCode, members, unknownTaggedFields };
}

/**
 * Writes a `LeaveGroupResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeLeaveGroupResponse(writer: ByteWriter, value: LeaveGroupResponse, version: number): void {
  if (version >= 1) {
    writer.writeInt32(value.throttleTimeMs);
  }
  writer.writeInt16(value.errorCode);
  if (version >= 3) {
    if (version >= 4) {
      writer.writeCompactArrayLength(value.members.length);
    } else {
      writer.writeArrayLength(value.members.length);
    }
    for (const element of value.members) writeMemberResponse(writer, element, version);
  }
  if (version >= 4) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `LeaveGroupResponse`. */
function readMemberResponse(reader: ByteReader, version: number): MemberResponse {
  const memberId = version >= 4 ? reader.readCompactString() : reader.readString();
  const groupInstanceId = version >= 4 ? reader.readCompactNullableString() : reader.readNullableString();
  const errorCode = reader.readInt16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 4) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { memberId, groupInstanceId, errorCode };
  return { memberId, groupInstanceId, errorCode, unknownTaggedFields };
}

function readMemberResponseArray(reader: ByteReader, length: number, version: number): MemberResponse[] {
  const elements = new Array<MemberResponse>(length);
  for (let index = 0; index < length; index++) elements[index] = readMemberResponse(reader, version);
  return elements;
}

/** Writes a struct of `LeaveGroupResponse`. */
function writeMemberResponse(writer: ByteWriter, value: MemberResponse, version: number): void {
  if (version >= 4) {
    writer.writeCompactString(value.memberId);
  } else {
    writer.writeString(value.memberId);
  }
  if (version >= 4) {
    writer.writeCompactNullableString(value.groupInstanceId);
  } else {
    writer.writeNullableString(value.groupInstanceId);
  }
  writer.writeInt16(value.errorCode);
  if (version >= 4) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
