// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Timestamp } from '@odradek/base';
import { EMPTY_BYTES } from '../codec/empty-bytes.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/**
 * Sent by the owner or a renewer of a delegation token to the controller, through any broker:
 * extends the life of the token.
 */
export interface RenewDelegationTokenRequest {
  /** The HMAC that CreateDelegationToken returned. */
  readonly hmac: Buffer;
  /** How much longer from now, in milliseconds; negative for the setting of the broker. */
  readonly renewPeriodMs: number;
}

/** Every field of `RenewDelegationTokenRequest` at its default. */
export const defaultRenewDelegationTokenRequest: RenewDelegationTokenRequest = {
  hmac: EMPTY_BYTES,
  renewPeriodMs: 0,
};

/**
 * Reads a `RenewDelegationTokenRequest` of version 1 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readRenewDelegationTokenRequest(reader: ByteReader, version: number): RenewDelegationTokenRequest {
  const hmac = version >= 2 ? reader.readCompactBytes() : reader.readBytes();
  const renewPeriodMs = reader.readInt64AsNumber();
  if (version >= 2) {
    reader.skipTaggedFields();
  }
  return { hmac, renewPeriodMs };
}

/**
 * Writes a `RenewDelegationTokenRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeRenewDelegationTokenRequest(writer: ByteWriter, value: RenewDelegationTokenRequest, version: number): void {
  if (version >= 2) {
    writer.writeCompactBytes(value.hmac);
  } else {
    writer.writeBytes(value.hmac);
  }
  writer.writeInt64FromNumber(value.renewPeriodMs);
  if (version >= 2) {
    writer.writeUnsignedVarint(0);
  }
}

/**
 * Sent by the owner or a renewer of a delegation token to the controller, through any broker:
 * extends the life of the token.
 */
export interface RenewDelegationTokenResponse {
  readonly errorCode: number;
  /** The token is now void after this time. */
  readonly expiryTimestampMs: Timestamp;
  readonly throttleTimeMs: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `RenewDelegationTokenResponse` at its default. */
export const defaultRenewDelegationTokenResponse: RenewDelegationTokenResponse = {
  errorCode: 0,
  expiryTimestampMs: 0,
  throttleTimeMs: 0,
};

/**
 * Reads a `RenewDelegationTokenResponse` of version 1 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readRenewDelegationTokenResponse(reader: ByteReader, version: number): RenewDelegationTokenResponse {
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
 * Writes a `RenewDelegationTokenResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeRenewDelegationTokenResponse(writer: ByteWriter, value: RenewDelegationTokenResponse, version: number): void {
  writer.writeInt16(value.errorCode);
  writer.writeInt64FromNumber(value.expiryTimestampMs);
  writer.writeInt32(value.throttleTimeMs);
  if (version >= 2) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
