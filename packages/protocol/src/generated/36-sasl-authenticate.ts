// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { EMPTY_BYTES } from '../codec/empty-bytes.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/**
 * Sent by a client after SaslHandshake v1: one step of the SASL exchange, until it is done and
 * again before the session ends. v1 added the lifetime of the session (KIP-368).
 */
export interface SaslAuthenticateRequest {
  /** The token of the client, in the form of the mechanism. */
  readonly authBytes: Buffer;
}

/** Every field of `SaslAuthenticateRequest` at its default. */
export const defaultSaslAuthenticateRequest: SaslAuthenticateRequest = {
  authBytes: EMPTY_BYTES,
};

/**
 * Reads a `SaslAuthenticateRequest` of version 0 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readSaslAuthenticateRequest(reader: ByteReader, version: number): SaslAuthenticateRequest {
  const authBytes = version >= 2 ? reader.readCompactBytes() : reader.readBytes();
  if (version >= 2) {
    reader.skipTaggedFields();
  }
  return { authBytes };
}

/**
 * Writes a `SaslAuthenticateRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeSaslAuthenticateRequest(writer: ByteWriter, value: SaslAuthenticateRequest, version: number): void {
  if (version >= 2) {
    writer.writeCompactBytes(value.authBytes);
  } else {
    writer.writeBytes(value.authBytes);
  }
  if (version >= 2) {
    writer.writeUnsignedVarint(0);
  }
}

/**
 * Sent by a client after SaslHandshake v1: one step of the SASL exchange, until it is done and
 * again before the session ends. v1 added the lifetime of the session (KIP-368).
 */
export interface SaslAuthenticateResponse {
  readonly errorCode: number;
  /** What the client may know of the failure; null if there is none. */
  readonly errorMessage: string | null;
  /** The token of the server, in the form of the mechanism. */
  readonly authBytes: Buffer;
  /**
   * The client must authenticate again within this time, in milliseconds; 0 if it need not. (v1+)
   */
  readonly sessionLifetimeMs: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `SaslAuthenticateResponse` at its default. */
export const defaultSaslAuthenticateResponse: SaslAuthenticateResponse = {
  errorCode: 0,
  errorMessage: '',
  authBytes: EMPTY_BYTES,
  sessionLifetimeMs: 0,
};

/**
 * Reads a `SaslAuthenticateResponse` of version 0 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readSaslAuthenticateResponse(reader: ByteReader, version: number): SaslAuthenticateResponse {
  const errorCode = reader.readInt16();
  const errorMessage = version >= 2 ? reader.readCompactNullableString() : reader.readNullableString();
  const authBytes = version >= 2 ? reader.readCompactBytes() : reader.readBytes();
  const sessionLifetimeMs = version >= 1 ? reader.readInt64AsNumber() : 0;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { errorCode, errorMessage, authBytes, sessionLifetimeMs };
  return { errorCode, errorMessage, authBytes, sessionLifetimeMs, unknownTaggedFields };
}

/**
 * Writes a `SaslAuthenticateResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeSaslAuthenticateResponse(writer: ByteWriter, value: SaslAuthenticateResponse, version: number): void {
  writer.writeInt16(value.errorCode);
  if (version >= 2) {
    writer.writeCompactNullableString(value.errorMessage);
  } else {
    writer.writeNullableString(value.errorMessage);
  }
  if (version >= 2) {
    writer.writeCompactBytes(value.authBytes);
  } else {
    writer.writeBytes(value.authBytes);
  }
  if (version >= 1) {
    writer.writeInt64FromNumber(value.sessionLifetimeMs);
  }
  if (version >= 2) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
