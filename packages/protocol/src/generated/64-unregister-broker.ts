// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/**
 * Sent by admin clients to the controller, through any broker: removes a broker that is gone for
 * good (KIP-631).
 */
export interface UnregisterBrokerRequest {
  readonly brokerId: number;
}

/** Every field of `UnregisterBrokerRequest` at its default. */
export const defaultUnregisterBrokerRequest: UnregisterBrokerRequest = {
  brokerId: 0,
};

/**
 * Reads a `UnregisterBrokerRequest` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readUnregisterBrokerRequest(reader: ByteReader, _version: number): UnregisterBrokerRequest {
  const brokerId = reader.readInt32();
  reader.skipTaggedFields();
  return { brokerId };
}

/**
 * Writes a `UnregisterBrokerRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeUnregisterBrokerRequest(writer: ByteWriter, value: UnregisterBrokerRequest, _version: number): void {
  writer.writeInt32(value.brokerId);
  writer.writeUnsignedVarint(0);
}

/**
 * Sent by admin clients to the controller, through any broker: removes a broker that is gone for
 * good (KIP-631).
 */
export interface UnregisterBrokerResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `UnregisterBrokerResponse` at its default. */
export const defaultUnregisterBrokerResponse: UnregisterBrokerResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  errorMessage: '',
};

/**
 * Reads a `UnregisterBrokerResponse` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readUnregisterBrokerResponse(reader: ByteReader, _version: number): UnregisterBrokerResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, errorMessage };
  return { throttleTimeMs, errorCode, errorMessage, unknownTaggedFields };
}

/**
 * Writes a `UnregisterBrokerResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeUnregisterBrokerResponse(writer: ByteWriter, value: UnregisterBrokerResponse, _version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
