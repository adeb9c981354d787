// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { EMPTY_BYTES } from '../codec/empty-bytes.ts';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `SyncGroupRequest`. */
export interface SyncGroupRequestAssignment {
  readonly memberId: string;
  /** Opaque to the coordinator; of consumers a ConsumerProtocolAssignment. */
  readonly assignment: Buffer;
}

/** Every field of `SyncGroupRequestAssignment` at its default. */
export const defaultSyncGroupRequestAssignment: SyncGroupRequestAssignment = {
  memberId: '',
  assignment: EMPTY_BYTES,
};

/**
 * Sent by members of a classic group to its coordinator after JoinGroup: the leader hands in the
 * assignment, all get their part. v3 added static members, v5 checks protocol type and name
 * (KIP-559).
 */
export interface SyncGroupRequest {
  readonly groupId: string;
  /** The generation from the response of JoinGroup. */
  readonly generationId: number;
  readonly memberId: string;
  /** The name that keeps a static member through restarts; null for a dynamic member. (v3+) */
  readonly groupInstanceId: string | null;
  /** The protocol type from JoinGroup, which must match; null to skip the check. (v5) */
  readonly protocolType: string | null;
  /** The protocol from JoinGroup, which must match; null to skip the check. (v5) */
  readonly protocolName: string | null;
  /** The part of each member, from the leader; empty from the others. */
  readonly assignments: readonly SyncGroupRequestAssignment[];
}

/** Every field of `SyncGroupRequest` at its default. */
export const defaultSyncGroupRequest: SyncGroupRequest = {
  groupId: '',
  generationId: 0,
  memberId: '',
  groupInstanceId: null,
  protocolType: null,
  protocolName: null,
  assignments: NO_ELEMENTS,
};

/**
 * Reads a `SyncGroupRequest` of version 0 to 5. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readSyncGroupRequest(reader: ByteReader, version: number): SyncGroupRequest {
  const groupId = version >= 4 ? reader.readCompactString() : reader.readString();
  const generationId = reader.readInt32();
  const memberId = version >= 4 ? reader.readCompactString() : reader.readString();
  const groupInstanceId = version >= 3 ? (version >= 4 ? reader.readCompactNullableString() : reader.readNullableString()) : null;
  const protocolType = version >= 5 ? reader.readCompactNullableString() : null;
  const protocolName = version >= 5 ? reader.readCompactNullableString() : null;
  const assignments = readSyncGroupRequestAssignmentArray(reader, version >= 4 ? reader.readCompactArrayLength(2, 48) : reader.readArrayLength(2, 48), version);
  if (version >= 4) {
    reader.skipTaggedFields();
  }
  return { groupId, generationId, memberId, groupInstanceId, protocolType, protocolName, assignments };
}

/**
 * Writes a `SyncGroupRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeSyncGroupRequest(writer: ByteWriter, value: SyncGroupRequest, version: number): void {
  if (version >= 4) {
    writer.writeCompactString(value.groupId);
  } else {
    writer.writeString(value.groupId);
  }
  writer.writeInt32(value.generationId);
  if (version >= 4) {
    writer.writeCompactString(value.memberId);
  } else {
    writer.writeString(value.memberId);
  }
  if (version >= 3) {
    if (version >= 4) {
      writer.writeCompactNullableString(value.groupInstanceId);
    } else {
      writer.writeNullableString(value.groupInstanceId);
    }
  }
  if (version >= 5) {
    writer.writeCompactNullableString(value.protocolType);
  }
  if (version >= 5) {
    writer.writeCompactNullableString(value.protocolName);
  }
  if (version >= 4) {
    writer.writeCompactArrayLength(value.assignments.length);
  } else {
    writer.writeArrayLength(value.assignments.length);
  }
  for (const element of value.assignments) writeSyncGroupRequestAssignment(writer, element, version);
  if (version >= 4) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `SyncGroupRequest`. */
function readSyncGroupRequestAssignment(reader: ByteReader, version: number): SyncGroupRequestAssignment {
  const memberId = version >= 4 ? reader.readCompactString() : reader.readString();
  const assignment = version >= 4 ? reader.readCompactBytes() : reader.readBytes();
  if (version >= 4) {
    reader.skipTaggedFields();
  }
  return { memberId, assignment };
}

function readSyncGroupRequestAssignmentArray(reader: ByteReader, length: number, version: number): SyncGroupRequestAssignment[] {
  const elements = new Array<SyncGroupRequestAssignment>(length);
  for (let index = 0; index < length; index++) elements[index] = readSyncGroupRequestAssignment(reader, version);
  return elements;
}

/** Writes a struct of `SyncGroupRequest`. */
function writeSyncGroupRequestAssignment(writer: ByteWriter, value: SyncGroupRequestAssignment, version: number): void {
  if (version >= 4) {
    writer.writeCompactString(value.memberId);
  } else {
    writer.writeString(value.memberId);
  }
  if (version >= 4) {
    writer.writeCompactBytes(value.assignment);
  } else {
    writer.writeBytes(value.assignment);
  }
  if (version >= 4) {
    writer.writeUnsignedVarint(0);
  }
}

/**
 * Sent by members of a classic group to its coordinator after JoinGroup: the leader hands in the
 * assignment, all get their part. v3 added static members, v5 checks protocol type and name
 * (KIP-559).
 */
export interface SyncGroupResponse {
  /** (v1+) */
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  /** (v5) */
  readonly protocolType: string | null;
  /** (v5) */
  readonly protocolName: string | null;
  /** Opaque to the coordinator; of consumers a ConsumerProtocolAssignment. */
  readonly assignment: Buffer;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `SyncGroupResponse` at its default. */
export const defaultSyncGroupResponse: SyncGroupResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  protocolType: null,
  protocolName: null,
  assignment: EMPTY_BYTES,
};

/**
 * Reads a `SyncGroupResponse` of version 0 to 5. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readSyncGroupResponse(reader: ByteReader, version: number): SyncGroupResponse {
  const throttleTimeMs = version >= 1 ? reader.readInt32() : 0;
  const errorCode = reader.readInt16();
  const protocolType = version >= 5 ? reader.readCompactNullableString() : null;
  const protocolName = version >= 5 ? reader.readCompactNullableString() : null;
  const assignment = version >= 4 ? reader.readCompactBytes() : reader.readBytes();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 4) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, protocolType, protocolName, assignment };
  return { throttleTimeMs, errorCode, protocolType, protocolName, assignment, unknownTaggedFields };
}

/**
 * Writes a `SyncGroupResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeSyncGroupResponse(writer: ByteWriter, value: SyncGroupResponse, version: number): void {
  if (version >= 1) {
    writer.writeInt32(value.throttleTimeMs);
  }
  writer.writeInt16(value.errorCode);
  if (version >= 5) {
    writer.writeCompactNullableString(value.protocolType);
  }
  if (version >= 5) {
    writer.writeCompactNullableString(value.protocolName);
  }
  if (version >= 4) {
    writer.writeCompactBytes(value.assignment);
  } else {
    writer.writeBytes(value.assignment);
  }
  if (version >= 4) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
