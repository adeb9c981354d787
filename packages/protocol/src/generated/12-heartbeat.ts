// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/**
 * Sent by members of a classic group to its coordinator to stay in the group; REBALANCE_IN_PROGRESS
 * tells them to join again. v3 added static members (KIP-345).
 */
export interface HeartbeatRequest {
  readonly groupId: string;
  /** The generation that the member joined. */
  readonly generationId: number;
  readonly memberId: string;
  /** The name that keeps a static member through restarts; null for a dynamic member. (v3+) */
  readonly groupInstanceId: string | null;
}

/** Every field of `HeartbeatRequest` at its default. */
export const defaultHeartbeatRequest: HeartbeatRequest = {
  groupId: '',
  generationId: 0,
  memberId: '',
  groupInstanceId: null,
};

/**
 * Reads a `HeartbeatRequest` of version 0 to 4. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readHeartbeatRequest(reader: ByteReader, version: number): HeartbeatRequest {
  const groupId = version >= 4 ? reader.readCompactString() : reader.readString();
  const generationId = reader.readInt32();
  const memberId = version >= 4 ? reader.readCompactString() : reader.readString();
  const groupInstanceId = version >= 3 ? (version >= 4 ? reader.readCompactNullableString() : reader.readNullableString()) : null;
  if (version >= 4) {
    reader.skipTaggedFields();
  }
  return { groupId, generationId, memberId, groupInstanceId };
}

/**
 * Writes a `HeartbeatRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeHeartbeatRequest(writer: ByteWriter, value: HeartbeatRequest, version: number): void {
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
  if (version >= 4) {
    writer.writeUnsignedVarint(0);
  }
}

/**
 * Sent by members of a classic group to its coordinator to stay in the group; REBALANCE_IN_PROGRESS
 * tells them to join again. v3 added static members (KIP-345).
 */
export interface HeartbeatResponse {
  /** (v1+) */
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `HeartbeatResponse` at its default. */
export const defaultHeartbeatResponse: HeartbeatResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
};

/**
 * Reads a `HeartbeatResponse` of version 0 to 4. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readHeartbeatResponse(reader: ByteReader, version: number): HeartbeatResponse {
  const throttleTimeMs = version >= 1 ? reader.readInt32() : 0;
  const errorCode = reader.readInt16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 4) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode };
  return { throttleTimeMs, errorCode, unknownTaggedFields };
}

/**
 * Writes a `HeartbeatResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeHeartbeatResponse(writer: ByteWriter, value: HeartbeatResponse, version: number): void {
  if (version >= 1) {
    writer.writeInt32(value.throttleTimeMs);
  }
  writer.writeInt16(value.errorCode);
  if (version >= 4) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
