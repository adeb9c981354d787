// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `AddRaftVoterRequest`. */
export interface Listener {
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

/** Every field of `Listener` at its default. */
export const defaultListener: Listener = {
  name: '',
  host: '',
  port: 0,
};

/**
 * Sent by admin clients and new controllers to the leader of the quorum: makes an observer a voter
 * (KIP-853). v1 can answer before the change is committed.
 */
export interface AddRaftVoterRequest {
  /** Null skips the check. */
  readonly clusterId: string | null;
  /** How long to wait for the change, in milliseconds. */
  readonly timeoutMs: number;
  readonly voterId: number;
  /** The log directory of the new voter. */
  readonly voterDirectoryId: Uuid;
  /** Where the new voter can be reached. */
  readonly listeners: readonly Listener[];
  /** False to answer as soon as the leader has written the change. (v1) */
  readonly ackWhenCommitted: boolean;
}

/** Every field of `AddRaftVoterRequest` at its default. */
export const defaultAddRaftVoterRequest: AddRaftVoterRequest = {
  clusterId: '',
  timeoutMs: 0,
  voterId: 0,
  voterDirectoryId: ZERO_UUID,
  listeners: NO_ELEMENTS,
  ackWhenCommitted: true,
};

/**
 * Reads a `AddRaftVoterRequest` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readAddRaftVoterRequest(reader: ByteReader, version: number): AddRaftVoterRequest {
  const clusterId = reader.readCompactNullableString();
  const timeoutMs = reader.readInt32();
  const voterId = reader.readInt32();
  const voterDirectoryId = reader.readUuid();
  const listeners = readListenerArray(reader, reader.readCompactArrayLength(4, 56), version);
  const ackWhenCommitted = version >= 1 ? reader.readBoolean() : true;
  reader.skipTaggedFields();
  return { clusterId, timeoutMs, voterId, voterDirectoryId, listeners, ackWhenCommitted };
}

/**
 * Writes a `AddRaftVoterRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeAddRaftVoterRequest(writer: ByteWriter, value: AddRaftVoterRequest, version: number): void {
  writer.writeCompactNullableString(value.clusterId);
  writer.writeInt32(value.timeoutMs);
  writer.writeInt32(value.voterId);
  writer.writeUuid(value.voterDirectoryId);
  writer.writeCompactArrayLength(value.listeners.length);
  for (const element of value.listeners) writeListener(writer, element, version);
  if (version >= 1) {
    writer.writeBoolean(value.ackWhenCommitted);
  }
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `AddRaftVoterRequest`. */
function readListener(reader: ByteReader, _version: number): Listener {
  const name = reader.readCompactString();
  const host = reader.readCompactString();
  const port = reader.readUint16();
  reader.skipTaggedFields();
  return { name, host, port };
}

function readListenerArray(reader: ByteReader, length: number, version: number): Listener[] {
  const elements = new Array<Listener>(length);
  for (let index = 0; index < length; index++) elements[index] = readListener(reader, version);
  return elements;
}

/** Writes a struct of `AddRaftVoterRequest`. */
function writeListener(writer: ByteWriter, value: Listener, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeCompactString(value.host);
  writer.writeUint16(value.port);
  writer.writeUnsignedVarint(0);
}

/**
 * Sent by admin clients and new controllers to the leader of the quorum: makes an observer a voter
 * (KIP-853). v1 can answer before the change is committed.
 */
export interface AddRaftVoterResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `AddRaftVoterResponse` at its default. */
export const defaultAddRaftVoterResponse: AddRaftVoterResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  errorMessage: '',
};

/**
 * Reads a `AddRaftVoterResponse` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readAddRaftVoterResponse(reader: ByteReader, _version: number): AddRaftVoterResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, errorMessage };
  return { throttleTimeMs, errorCode, errorMessage, unknownTaggedFields };
}

/**
 * Writes a `AddRaftVoterResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeAddRaftVoterResponse(writer: ByteWriter, value: AddRaftVoterResponse, _version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
