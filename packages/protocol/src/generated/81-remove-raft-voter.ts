// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Uuid, ZERO_UUID } from '@odradek/base';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** Sent by admin clients to the leader of the quorum: takes a voter out (KIP-853). */
export interface RemoveRaftVoterRequest {
  /** Null skips the check. */
  readonly clusterId: string | null;
  readonly voterId: number;
  /** The log directory of the voter; the wrong one is refused. */
  readonly voterDirectoryId: Uuid;
}

/** Every field of `RemoveRaftVoterRequest` at its default. */
export const defaultRemoveRaftVoterRequest: RemoveRaftVoterRequest = {
  clusterId: '',
  voterId: 0,
  voterDirectoryId: ZERO_UUID,
};

/**
 * Reads a `RemoveRaftVoterRequest` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readRemoveRaftVoterRequest(reader: ByteReader, _version: number): RemoveRaftVoterRequest {
  const clusterId = reader.readCompactNullableString();
  const voterId = reader.readInt32();
  const voterDirectoryId = reader.readUuid();
  reader.skipTaggedFields();
  return { clusterId, voterId, voterDirectoryId };
}

/**
 * Writes a `RemoveRaftVoterRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeRemoveRaftVoterRequest(writer: ByteWriter, value: RemoveRaftVoterRequest, _version: number): void {
  writer.writeCompactNullableString(value.clusterId);
  writer.writeInt32(value.voterId);
  writer.writeUuid(value.voterDirectoryId);
  writer.writeUnsignedVarint(0);
}

/** Sent by admin clients to the leader of the quorum: takes a voter out (KIP-853). */
export interface RemoveRaftVoterResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `RemoveRaftVoterResponse` at its default. */
export const defaultRemoveRaftVoterResponse: RemoveRaftVoterResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  errorMessage: '',
};

/**
 * Reads a `RemoveRaftVoterResponse` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readRemoveRaftVoterResponse(reader: ByteReader, _version: number): RemoveRaftVoterResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, errorMessage };
  return { throttleTimeMs, errorCode, errorMessage, unknownTaggedFields };
}

/**
 * Writes a `RemoveRaftVoterResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeRemoveRaftVoterResponse(writer: ByteWriter, value: RemoveRaftVoterResponse, _version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
