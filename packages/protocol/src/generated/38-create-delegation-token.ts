// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Timestamp } from '@odradek/base';
import { EMPTY_BYTES } from '../codec/empty-bytes.ts';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `CreateDelegationTokenRequest`. */
export interface CreatableRenewers {
  readonly principalType: string;
  readonly principalName: string;
}

/** Every field of `CreatableRenewers` at its default. */
export const defaultCreatableRenewers: CreatableRenewers = {
  principalType: '',
  principalName: '',
};

/**
 * Sent by authenticated clients to the controller, through any broker: issues a delegation token
 * (KIP-48). v3 can name another owner (KIP-373).
 */
export interface CreateDelegationTokenRequest {
  /** Null to issue the token for the sender. (v3) */
  readonly ownerPrincipalType: string | null;
  /** Null to issue the token for the sender. (v3) */
  readonly ownerPrincipalName: string | null;
  /** Who may renew the token besides its owner. */
  readonly renewers: readonly CreatableRenewers[];
  /**
   * After this time the token cannot be renewed, in milliseconds; -1 for the limit of the broker.
   */
  readonly maxLifetimeMs: number;
}

/** Every field of `CreateDelegationTokenRequest` at its default. */
export const defaultCreateDelegationTokenRequest: CreateDelegationTokenRequest = {
  ownerPrincipalType: '',
  ownerPrincipalName: '',
  renewers: NO_ELEMENTS,
  maxLifetimeMs: 0,
};

/**
 * Reads a `CreateDelegationTokenRequest` of version 1 to 3. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readCreateDelegationTokenRequest(reader: ByteReader, version: number): CreateDelegationTokenRequest {
  const ownerPrincipalType = version >= 3 ? reader.readCompactNullableString() : '';
  const ownerPrincipalName = version >= 3 ? reader.readCompactNullableString() : '';
  const renewers = readCreatableRenewersArray(reader, version >= 2 ? reader.readCompactArrayLength(2, 48) : reader.readArrayLength(2, 48), version);
  const maxLifetimeMs = reader.readInt64AsNumber();
  if (version >= 2) {
    reader.skipTaggedFields();
  }
  return { ownerPrincipalType, ownerPrincipalName, renewers, maxLifetimeMs };
}

/**
 * Writes a `CreateDelegationTokenRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeCreateDelegationTokenRequest(writer: ByteWriter, value: CreateDelegationTokenRequest, version: number): void {
  if (version >= 3) {
    writer.writeCompactNullableString(value.ownerPrincipalType);
  }
  if (version >= 3) {
    writer.writeCompactNullableString(value.ownerPrincipalName);
  }
  if (version >= 2) {
    writer.writeCompactArrayLength(value.renewers.length);
  } else {
    writer.writeArrayLength(value.renewers.length);
  }
  for (const element of value.renewers) writeCreatableRenewers(writer, element, version);
  writer.writeInt64FromNumber(value.maxLifetimeMs);
  if (version >= 2) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `CreateDelegationTokenRequest`. */
function readCreatableRenewers(reader: ByteReader, version: number): CreatableRenewers {
  const principalType = version >= 2 ? reader.readCompactString() : reader.readString();
  const principalName = version >= 2 ? reader.readCompactString() : reader.readString();
  if (version >= 2) {
    reader.skipTaggedFields();
  }
  return { principalType, principalName };
}

function readCreatableRenewersArray(reader: ByteReader, length: number, version: number): CreatableRenewers[] {
  const elements = new Array<CreatableRenewers>(length);
  for (let index = 0; index < length; index++) elements[index] = readCreatableRenewers(reader, version);
  return elements;
}

/** Writes a struct of `CreateDelegationTokenRequest`. */
function writeCreatableRenewers(writer: ByteWriter, value: CreatableRenewers, version: number): void {
  if (version >= 2) {
    writer.writeCompactString(value.principalType);
  } else {
    writer.writeString(value.principalType);
  }
  if (version >= 2) {
    writer.writeCompactString(value.principalName);
  } else {
    writer.writeString(value.principalName);
  }
  if (version >= 2) {
    writer.writeUnsignedVarint(0);
  }
}

/**
 * Sent by authenticated clients to the controller, through any broker: issues a delegation token
 * (KIP-48). v3 can name another owner (KIP-373).
 */
export interface CreateDelegationTokenResponse {
  readonly errorCode: number;
  readonly principalType: string;
  /** The owner. */
  readonly principalName: string;
  /** (v3) */
  readonly tokenRequesterPrincipalType: string;
  /** Who asked for the token. (v3) */
  readonly tokenRequesterPrincipalName: string;
  readonly issueTimestampMs: Timestamp;
  /** The token is void after this time unless it is renewed. */
  readonly expiryTimestampMs: Timestamp;
  /** The token is void after this time in any case. */
  readonly maxTimestampMs: Timestamp;
  readonly tokenId: string;
  /** The secret: the password for SCRAM, and the name of the token in the other requests. */
  readonly hmac: Buffer;
  readonly throttleTimeMs: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `CreateDelegationTokenResponse` at its default. */
export const defaultCreateDelegationTokenResponse: CreateDelegationTokenResponse = {
  errorCode: 0,
  principalType: '',
  principalName: '',
  tokenRequesterPrincipalType: '',
  tokenRequesterPrincipalName: '',
  issueTimestampMs: 0,
  expiryTimestampMs: 0,
  maxTimestampMs: 0,
  tokenId: '',
  hmac: EMPTY_BYTES,
  throttleTimeMs: 0,
};

/**
 * Reads a `CreateDelegationTokenResponse` of version 1 to 3. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readCreateDelegationTokenResponse(reader: ByteReader, version: number): CreateDelegationTokenResponse {
  const errorCode = reader.readInt16();
  const principalType = version >= 2 ? reader.readCompactString() : reader.readString();
  const principalName = version >= 2 ? reader.readCompactString() : reader.readString();
  const tokenRequesterPrincipalType = version >= 3 ? reader.readCompactString() : '';
  const tokenRequesterPrincipalName = version >= 3 ? reader.readCompactString() : '';
  const issueTimestampMs = reader.readInt64AsNumber();
  const expiryTimestampMs = reader.readInt64AsNumber();
  const maxTimestampMs = reader.readInt64AsNumber();
  const tokenId = version >= 2 ? reader.readCompactString() : reader.readString();
  const hmac = version >= 2 ? reader.readCompactBytes() : reader.readBytes();
  const throttleTimeMs = reader.readInt32();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { errorCode, principalType, principalName, tokenRequesterPrincipalType, tokenRequesterPrincipalName, issueTimestampMs, expiryTimestampMs, maxTimestampMs, tokenId, hmac, throttleTimeMs };
  return { errorCode, principalType, principalName, tokenRequesterPrincipalType, tokenRequesterPrincipalName, issueTimestampMs, expiryTimestampMs, maxTimestampMs, tokenId, hmac, throttleTimeMs, unknownTaggedFields };
}

/**
 * Writes a `CreateDelegationTokenResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeCreateDelegationTokenResponse(writer: ByteWriter, value: CreateDelegationTokenResponse, version: number): void {
  writer.writeInt16(value.errorCode);
  if (version >= 2) {
    writer.writeCompactString(value.principalType);
  } else {
    writer.writeString(value.principalType);
  }
  if (version >= 2) {
    writer.writeCompactString(value.principalName);
  } else {
    writer.writeString(value.principalName);
  }
  if (version >= 3) {
    writer.writeCompactString(value.tokenRequesterPrincipalType);
  }
  if (version >= 3) {
    writer.writeCompactString(value.tokenRequesterPrincipalName);
  }
  writer.writeInt64FromNumber(value.issueTimestampMs);
  writer.writeInt64FromNumber(value.expiryTimestampMs);
  writer.writeInt64FromNumber(value.maxTimestampMs);
  if (version >= 2) {
    writer.writeCompactString(value.tokenId);
  } else {
    writer.writeString(value.tokenId);
  }
  if (version >= 2) {
    writer.writeCompactBytes(value.hmac);
  } else {
    writer.writeBytes(value.hmac);
  }
  writer.writeInt32(value.throttleTimeMs);
  if (version >= 2) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
