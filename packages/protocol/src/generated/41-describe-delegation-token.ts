// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Timestamp } from '@odradek/base';
import { EMPTY_BYTES } from '../codec/empty-bytes.ts';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `DescribeDelegationTokenRequest`. */
export interface DescribeDelegationTokenOwner {
  readonly principalType: string;
  readonly principalName: string;
}

/** Every field of `DescribeDelegationTokenOwner` at its default. */
export const defaultDescribeDelegationTokenOwner: DescribeDelegationTokenOwner = {
  principalType: '',
  principalName: '',
};

/**
 * Sent by authenticated clients to any broker: the delegation tokens that they may see. v3 added
 * who asked for a token (KIP-373).
 */
export interface DescribeDelegationTokenRequest {
  /** The owners whose tokens to return; null for all. */
  readonly owners: readonly DescribeDelegationTokenOwner[] | null;
}

/** Every field of `DescribeDelegationTokenRequest` at its default. */
export const defaultDescribeDelegationTokenRequest: DescribeDelegationTokenRequest = {
  owners: NO_ELEMENTS,
};

/**
 * Reads a `DescribeDelegationTokenRequest` of version 1 to 3. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDescribeDelegationTokenRequest(reader: ByteReader, version: number): DescribeDelegationTokenRequest {
  const owners = readNullableDescribeDelegationTokenOwnerArray(reader, version >= 2 ? reader.readCompactNullableArrayLength(2, 48) : reader.readNullableArrayLength(2, 48), version);
  if (version >= 2) {
    reader.skipTaggedFields();
  }
  return { owners };
}

/**
 * Writes a `DescribeDelegationTokenRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDescribeDelegationTokenRequest(writer: ByteWriter, value: DescribeDelegationTokenRequest, version: number): void {
  if (value.owners === null) {
    if (version >= 2) {
      writer.writeCompactArrayLength(-1);
    } else {
      writer.writeArrayLength(-1);
    }
  } else {
    if (version >= 2) {
      writer.writeCompactArrayLength(value.owners.length);
    } else {
      writer.writeArrayLength(value.owners.length);
    }
    for (const element of value.owners) writeDescribeDelegationTokenOwner(writer, element, version);
  }
  if (version >= 2) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `DescribeDelegationTokenRequest`. */
function readDescribeDelegationTokenOwner(reader: ByteReader, version: number): DescribeDelegationTokenOwner {
  const principalType = version >= 2 ? reader.readCompactString() : reader.readString();
  const principalName = version >= 2 ? reader.readCompactString() : reader.readString();
  if (version >= 2) {
    reader.skipTaggedFields();
  }
  return { principalType, principalName };
}

function readDescribeDelegationTokenOwnerArray(reader: ByteReader, length: number, version: number): DescribeDelegationTokenOwner[] {
  const elements = new Array<DescribeDelegationTokenOwner>(length);
  for (let index = 0; index < length; index++) elements[index] = readDescribeDelegationTokenOwner(reader, version);
  return elements;
}

function readNullableDescribeDelegationTokenOwnerArray(reader: ByteReader, length: number, version: number): DescribeDelegationTokenOwner[] | null {
  return length < 0 ? null : readDescribeDelegationTokenOwnerArray(reader, length, version);
}

/** Writes a struct of `DescribeDelegationTokenRequest`. */
function writeDescribeDelegationTokenOwner(writer: ByteWriter, value: DescribeDelegationTokenOwner, version: number): void {
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

/** A struct of `DescribeDelegationTokenResponse`. */
export interface DescribedDelegationTokenRenewer {
  readonly principalType: string;
  readonly principalName: string;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribedDelegationTokenRenewer` at its default. */
export const defaultDescribedDelegationTokenRenewer: DescribedDelegationTokenRenewer = {
  principalType: '',
  principalName: '',
};

/** A struct of `DescribeDelegationTokenResponse`. */
export interface DescribedDelegationToken {
  readonly principalType: string;
  readonly principalName: string;
  /** (v3) */
  readonly tokenRequesterPrincipalType: string;
  /** Who asked for the token. (v3) */
  readonly tokenRequesterPrincipalName: string;
  readonly issueTimestamp: Timestamp;
  /** The token is void after this time unless it is renewed. */
  readonly expiryTimestamp: Timestamp;
  /** The token is void after this time in any case. */
  readonly maxTimestamp: Timestamp;
  readonly tokenId: string;
  /** The secret of the token. */
  readonly hmac: Buffer;
  readonly renewers: readonly DescribedDelegationTokenRenewer[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribedDelegationToken` at its default. */
export const defaultDescribedDelegationToken: DescribedDelegationToken = {
  principalType: '',
  principalName: '',
  tokenRequesterPrincipalType: '',
  tokenRequesterPrincipalName: '',
  issueTimestamp: 0,
  expiryTimestamp: 0,
  maxTimestamp: 0,
  tokenId: '',
  hmac: EMPTY_BYTES,
  renewers: NO_ELEMENTS,
};

/**
 * Sent by authenticated clients to any broker: the delegation tokens that they may see. v3 added
 * who asked for a token (KIP-373).
 */
export interface DescribeDelegationTokenResponse {
  readonly errorCode: number;
  readonly tokens: readonly DescribedDelegationToken[];
  readonly throttleTimeMs: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribeDelegationTokenResponse` at its default. */
export const defaultDescribeDelegationTokenResponse: DescribeDelegationTokenResponse = {
  errorCode: 0,
  tokens: NO_ELEMENTS,
  throttleTimeMs: 0,
};

/**
 * Reads a `DescribeDelegationTokenResponse` of version 1 to 3. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDescribeDelegationTokenResponse(reader: ByteReader, version: number): DescribeDelegationTokenResponse {
  const errorCode = reader.readInt16();
  const tokens = readDescribedDelegationTokenArray(reader, version >= 2 ? reader.readCompactArrayLength(29, 176) : reader.readArrayLength(29, 176), version);
  const throttleTimeMs = reader.readInt32();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { errorCode, tokens, throttleTimeMs };
  return { errorCode, tokens, throttleTimeMs, unknownTaggedFields };
}

/**
 * Writes a `DescribeDelegationTokenResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDescribeDelegationTokenResponse(writer: ByteWriter, value: DescribeDelegationTokenResponse, version: number): void {
  writer.writeInt16(value.errorCode);
  if (version >= 2) {
    writer.writeCompactArrayLength(value.tokens.length);
  } else {
    writer.writeArrayLength(value.tokens.length);
  }
  for (const element of value.tokens) writeDescribedDelegationToken(writer, element, version);
  writer.writeInt32(value.throttleTimeMs);
  if (version >= 2) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `DescribeDelegationTokenResponse`. */
function readDescribedDelegationToken(reader: ByteReader, version: number): DescribedDelegationToken {
  const principalType = version >= 2 ? reader.readCompactString() : reader.readString();
  const principalName = version >= 2 ? reader.readCompactString() : reader.readString();
  const tokenRequesterPrincipalType = version >= 3 ? reader.readCompactString() : '';
  const tokenRequesterPrincipalName = version >= 3 ? reader.readCompactString() : '';
  const issueTimestamp = reader.readInt64AsNumber();
  const expiryTimestamp = reader.readInt64AsNumber();
  const maxTimestamp = reader.readInt64AsNumber();
  const tokenId = version >= 2 ? reader.readCompactString() : reader.readString();
  const hmac = version >= 2 ? reader.readCompactBytes() : reader.readBytes();
  const renewers = readDescribedDelegationTokenRenewerArray(reader, version >= 2 ? reader.readCompactArrayLength(2, 48) : reader.readArrayLength(2, 48), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { principalType, principalName, tokenRequesterPrincipalType, tokenRequesterPrincipalName, issueTimestamp, expiryTimestamp, maxTimestamp, tokenId, hmac, renewers };
  return { principalType, principalName, tokenRequesterPrincipalType, tokenRequesterPrincipalName, issueTimestamp, expiryTimestamp, maxTimestamp, tokenId, hmac, renewers, unknownTaggedFields };
}

function readDescribedDelegationTokenArray(reader: ByteReader, length: number, version: number): DescribedDelegationToken[] {
  const elements = new Array<DescribedDelegationToken>(length);
  for (let index = 0; index < length; index++) elements[index] = readDescribedDelegationToken(reader, version);
  return elements;
}

/** Writes a struct of `DescribeDelegationTokenResponse`. */
function writeDescribedDelegationToken(writer: ByteWriter, value: DescribedDelegationToken, version: number): void {
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
  writer.writeInt64FromNumber(value.issueTimestamp);
  writer.writeInt64FromNumber(value.expiryTimestamp);
  writer.writeInt64FromNumber(value.maxTimestamp);
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
  if (version >= 2) {
    writer.writeCompactArrayLength(value.renewers.length);
  } else {
    writer.writeArrayLength(value.renewers.length);
  }
  for (const element of value.renewers) writeDescribedDelegationTokenRenewer(writer, element, version);
  if (version >= 2) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `DescribeDelegationTokenResponse`. */
function readDescribedDelegationTokenRenewer(reader: ByteReader, version: number): DescribedDelegationTokenRenewer {
  const principalType = version >= 2 ? reader.readCompactString() : reader.readString();
  const principalName = version >= 2 ? reader.readCompactString() : reader.readString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { principalType, principalName };
  return { principalType, principalName, unknownTaggedFields };
}

function readDescribedDelegationTokenRenewerArray(reader: ByteReader, length: number, version: number): DescribedDelegationTokenRenewer[] {
  const elements = new Array<DescribedDelegationTokenRenewer>(length);
  for (let index = 0; index < length; index++) elements[index] = readDescribedDelegationTokenRenewer(reader, version);
  return elements;
}

/** Writes a struct of `DescribeDelegationTokenResponse`. */
function writeDescribedDelegationTokenRenewer(writer: ByteWriter, value: DescribedDelegationTokenRenewer, version: number): void {
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
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
