// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `DescribeUserScramCredentialsRequest`. */
export interface UserName {
  readonly name: string;
}

/** Every field of `UserName` at its default. */
export const defaultUserName: UserName = {
  name: '',
};

/**
 * Sent by admin clients to any broker or controller: which SCRAM credentials users have, without
 * any secret (KIP-554).
 */
export interface DescribeUserScramCredentialsRequest {
  /** Null or empty for all users. */
  readonly users: readonly UserName[] | null;
}

/** Every field of `DescribeUserScramCredentialsRequest` at its default. */
export const defaultDescribeUserScramCredentialsRequest: DescribeUserScramCredentialsRequest = {
  users: NO_ELEMENTS,
};

/**
 * Reads a `DescribeUserScramCredentialsRequest` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDescribeUserScramCredentialsRequest(reader: ByteReader, version: number): DescribeUserScramCredentialsRequest {
  const users = readNullableUserNameArray(reader, reader.readCompactNullableArrayLength(1, 40), version);
  reader.skipTaggedFields();
  return { users };
}

/**
 * Writes a `DescribeUserScramCredentialsRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDescribeUserScramCredentialsRequest(writer: ByteWriter, value: DescribeUserScramCredentialsRequest, version: number): void {
  if (value.users === null) {
    writer.writeCompactArrayLength(-1);
  } else {
    writer.writeCompactArrayLength(value.users.length);
    for (const element of value.users) writeUserName(writer, element, version);
  }
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `DescribeUserScramCredentialsRequest`. */
function readUserName(reader: ByteReader, _version: number): UserName {
  const name = reader.readCompactString();
  reader.skipTaggedFields();
  return { name };
}

function readUserNameArray(reader: ByteReader, length: number, version: number): UserName[] {
  const elements = new Array<UserName>(length);
  for (let index = 0; index < length; index++) elements[index] = readUserName(reader, version);
  return elements;
}

function readNullableUserNameArray(reader: ByteReader, length: number, version: number): UserName[] | null {
  return length < 0 ? null : readUserNameArray(reader, length, version);
}

/** Writes a struct of `DescribeUserScramCredentialsRequest`. */
function writeUserName(writer: ByteWriter, value: UserName, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeUnsignedVarint(0);
}

/** A struct of `DescribeUserScramCredentialsResponse`. */
export interface CredentialInfo {
  /** 1 SCRAM-SHA-256, 2 SCRAM-SHA-512. */
  readonly mechanism: number;
  readonly iterations: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `CredentialInfo` at its default. */
export const defaultCredentialInfo: CredentialInfo = {
  mechanism: 0,
  iterations: 0,
};

/** A struct of `DescribeUserScramCredentialsResponse`. */
export interface DescribeUserScramCredentialsResult {
  readonly user: string;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly credentialInfos: readonly CredentialInfo[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribeUserScramCredentialsResult` at its default. */
export const defaultDescribeUserScramCredentialsResult: DescribeUserScramCredentialsResult = {
  user: '',
  errorCode: 0,
  errorMessage: '',
  credentialInfos: NO_ELEMENTS,
};

/**
 * Sent by admin clients to any broker or controller: which SCRAM credentials users have, without
 * any secret (KIP-554).
 */
export interface DescribeUserScramCredentialsResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly results: readonly DescribeUserScramCredentialsResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribeUserScramCredentialsResponse` at its default. */
export const defaultDescribeUserScramCredentialsResponse: DescribeUserScramCredentialsResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  errorMessage: '',
  results: NO_ELEMENTS,
};

/**
 * Reads a `DescribeUserScramCredentialsResponse` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDescribeUserScramCredentialsResponse(reader: ByteReader, version: number): DescribeUserScramCredentialsResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  const results = readDescribeUserScramCredentialsResultArray(reader, reader.readCompactArrayLength(5, 80), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, errorMessage, results };
  return { throttleTimeMs, errorCode, errorMessage, results, unknownTaggedFields };
}

/**
 * Writes a `DescribeUserScramCredentialsResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDescribeUserScramCredentialsResponse(writer: ByteWriter, value: DescribeUserScramCredentialsResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writer.writeCompactArrayLength(value.results.length);
  for (const element of value.results) writeDescribeUserScramCredentialsResult(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `DescribeUserScramCredentialsResponse`. */
function readDescribeUserScramCredentialsResult(reader: ByteReader, version: number): DescribeUserScramCredentialsResult {
  const user = reader.readCompactString();
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  const credentialInfos = readCredentialInfoArray(reader, reader.readCompactArrayLength(5, 48), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { user, errorCode, errorMessage, credentialInfos };
  return { user, errorCode, errorMessage, credentialInfos, unknownTaggedFields };
}

function readDescribeUserScramCredentialsResultArray(reader: ByteReader, length: number, version: number): DescribeUserScramCredentialsResult[] {
  const elements = new Array<DescribeUserScramCredentialsResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readDescribeUserScramCredentialsResult(reader, version);
  return elements;
}

/** Writes a struct of `DescribeUserScramCredentialsResponse`. */
function writeDescribeUserScramCredentialsResult(writer: ByteWriter, value: DescribeUserScramCredentialsResult, version: number): void {
  writer.writeCompactString(value.user);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writer.writeCompactArrayLength(value.credentialInfos.length);
  for (const element of value.credentialInfos) writeCredentialInfo(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `DescribeUserScramCredentialsResponse`. */
function readCredentialInfo(reader: ByteReader, _version: number): CredentialInfo {
  const mechanism = reader.readInt8();
  const iterations = reader.readInt32();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { mechanism, iterations };
  return { mechanism, iterations, unknownTaggedFields };
}

function readCredentialInfoArray(reader: ByteReader, length: number, version: number): CredentialInfo[] {
  const elements = new Array<CredentialInfo>(length);
  for (let index = 0; index < length; index++) elements[index] = readCredentialInfo(reader, version);
  return elements;
}

/** Writes a struct of `DescribeUserScramCredentialsResponse`. */
function writeCredentialInfo(writer: ByteWriter, value: CredentialInfo, _version: number): void {
  writer.writeInt8(value.mechanism);
  writer.writeInt32(value.iterations);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
