// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Timestamp } from '@odradek/base';
import { EMPTY_BYTES } from '../codec/empty-bytes.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/**
 * Sent by the owner or a renewer of a delegation token to the controller, through any broker: ends
 * the token early.
 */
export interface ExpireDelegationTokenRequest {
  /** The HMAC that CreateDelegationToken returned. */
  readonly hmac: Buffer;
  /** The token ends this long from now, in milliseconds; negative for at once. */
  readonly expiryTimePeriodMs: number;
}

/** Every field of `ExpireDelegationTokenRequest` at its default. */
export const defaultExpireDelegationTokenRequest: ExpireDelegationTokenRequest = {
  hmac: EMPTY_BYTES,
  expiryTimePeriodMs: 0,
};

/**
 * Reads a `ExpireDelegationTokenRequest` of version 1 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readExpireDelegationTokenRequest(reader: ByteReader, version: number): ExpireDelegationTokenRequest {
  const hmac = version >= 2 ? reader.readCompactBytes() : reader.readBytes();
  const expiryTimePeriodMs = reader.readInt64AsNumber();
  if (version >= 2) {
    reader.skipTaggedFields();
  }
  return { hmac, expiryTimePeriodMs };
}

/**
 * Writes a `ExpireDelegationTokenRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeExpireDelegationTokenRequest(writer: ByteWriter, value: ExpireDelegationTokenRequest, version: number): void {
  if (version >= 2) {
    writer.writeCompactBytes(value.hmac);
  } else {
    writer.writeBytes(value.hmac);
  }
  writer.writeInt64FromNumber(value.expiryTimePeriodMs);
  if (version >= 2) {
    writer.writeUnsignedVarint(0);
  }
}

/**
 * Sent by the owner or a renewer of a delegation token to the controller, through any broker: ends
 * the token early.
 */
export interface ExpireDelegationTokenResponse {
  readonly errorCode: number;
  /** The token is now void after this time. */
  readonly expiryTimestampMs: Timestamp;
  readonly throttleTimeMs: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ExpireDelegationTokenResponse` at its default. */
export const defaultExpireDelegationTokenResponse: ExpireDelegationTokenResponse = {
  errorCode: 0,
  expiryTimestampMs: 0,
  throttleTimeMs: 0,
};

/**
 * Reads a `ExpireDelegationTokenResponse` of version 1 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readExpireDelegationTokenResponse(reader: ByteReader, version: number): ExpireDelegationTokenResponse {
  const errorCode = reader.readInt16();
  const expiryTimestampMs = reader.readInt64AsNumber();
  const throttleTimeMs = reader.readInt32();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { errorCode, expiryTimestampMs, throttleTimeMs };
  return { errorCode, expiryTimestampMs, throttleTimeMs, unknownTaggedFields };
}

/**
 * Writes a `ExpireDelegationTokenResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeExpireDelegationTokenResponse(writer: ByteWriter, value: ExpireDelegationTokenResponse, version: number): void {
  writer.writeInt16(value.errorCode);
  writer.writeInt64FromNumber(value.expiryTimestampMs);
  writer.writeInt32(value.throttleTimeMs);
  if (version >= 2) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
