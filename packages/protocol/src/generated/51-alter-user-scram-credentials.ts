// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { EMPTY_BYTES } from '../codec/empty-bytes.ts';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `AlterUserScramCredentialsRequest`. */
export interface ScramCredentialDeletion {
  readonly name: string;
  /** 1 SCRAM-SHA-256, 2 SCRAM-SHA-512. */
  readonly mechanism: number;
}

/** Every field of `ScramCredentialDeletion` at its default. */
export const defaultScramCredentialDeletion: ScramCredentialDeletion = {
  name: '',
  mechanism: 0,
};

/** A struct of `AlterUserScramCredentialsRequest`. */
export interface ScramCredentialUpsertion {
  readonly name: string;
  /** 1 SCRAM-SHA-256, 2 SCRAM-SHA-512. */
  readonly mechanism: number;
  /** How often the hash was applied: 4096 to 16384. */
  readonly iterations: number;
  /** Random bytes that the client drew. */
  readonly salt: Buffer;
  /** The hash of the password, computed by the client, so that the password itself stays there. */
  readonly saltedPassword: Buffer;
}

/** Every field of `ScramCredentialUpsertion` at its default. */
export const defaultScramCredentialUpsertion: ScramCredentialUpsertion = {
  name: '',
  mechanism: 0,
  iterations: 0,
  salt: EMPTY_BYTES,
  saltedPassword: EMPTY_BYTES,
};

/**
 * Sent by admin clients to the controller, through any broker: sets or deletes SCRAM credentials of
 * users (KIP-554).
 */
export interface AlterUserScramCredentialsRequest {
  readonly deletions: readonly ScramCredentialDeletion[];
  readonly upsertions: readonly ScramCredentialUpsertion[];
}

/** Every field of `AlterUserScramCredentialsRequest` at its default. */
export const defaultAlterUserScramCredentialsRequest: AlterUserScramCredentialsRequest = {
  deletions: NO_ELEMENTS,
  upsertions: NO_ELEMENTS,
};

/**
 * Reads a `AlterUserScramCredentialsRequest` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readAlterUserScramCredentialsRequest(reader: ByteReader, version: number): AlterUserScramCredentialsRequest {
  const deletions = readScramCredentialDeletionArray(reader, reader.readCompactArrayLength(2, 48), version);
  const upsertions = readScramCredentialUpsertionArray(reader, reader.readCompactArrayLength(8, 72), version);
  reader.skipTaggedFields();
  return { deletions, upsertions };
}

/**
 * Writes a `AlterUserScramCredentialsRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeAlterUserScramCredentialsRequest(writer: ByteWriter, value: AlterUserScramCredentialsRequest, version: number): void {
  writer.writeCompactArrayLength(value.deletions.length);
  for (const element of value.deletions) writeScramCredentialDeletion(writer, element, version);
  writer.writeCompactArrayLength(value.upsertions.length);
  for (const element of value.upsertions) writeScramCredentialUpsertion(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `AlterUserScramCredentialsRequest`. */
function readScramCredentialUpsertion(reader: ByteReader, _version: number): ScramCredentialUpsertion {
  const name = reader.readCompactString();
  const mechanism = reader.readInt8();
  const iterations = reader.readInt32();
  const salt = reader.readCompactBytes();
  const saltedPassword = reader.readCompactBytes();
  reader.skipTaggedFields();
  return { name, mechanism, iterations, salt, saltedPassword };
}

function readScramCredentialUpsertionArray(reader: ByteReader, length: number, version: number): ScramCredentialUpsertion[] {
  const elements = new Array<ScramCredentialUpsertion>(length);
  for (let index = 0; index < length; index++) elements[index] = readScramCredentialUpsertion(reader, version);
  return elements;
}

/** Writes a struct of `AlterUserScramCredentialsRequest`. */
function writeScramCredentialUpsertion(writer: ByteWriter, value: ScramCredentialUpsertion, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeInt8(value.mechanism);
  writer.writeInt32(value.iterations);
  writer.writeCompactBytes(value.salt);
  writer.writeCompactBytes(value.saltedPassword);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `AlterUserScramCredentialsRequest`. */
function readScramCredentialDeletion(reader: ByteReader, _version: number): ScramCredentialDeletion {
  const name = reader.readCompactString();
  const mechanism = reader.readInt8();
  reader.skipTaggedFields();
  return { name, mechanism };
}

function readScramCredentialDeletionArray(reader: ByteReader, length: number, version: number): ScramCredentialDeletion[] {
  const elements = new Array<ScramCredentialDeletion>(length);
  for (let index = 0; index < length; index++) elements[index] = readScramCredentialDeletion(reader, version);
  return elements;
}

/** Writes a struct of `AlterUserScramCredentialsRequest`. */
function writeScramCredentialDeletion(writer: ByteWriter, value: ScramCredentialDeletion, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeInt8(value.mechanism);
  writer.writeUnsignedVarint(0);
}

/** A struct of `AlterUserScramCredentialsResponse`. */
export interface AlterUserScramCredentialsResult {
  readonly user: string;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `AlterUserScramCredentialsResult` at its default. */
export const defaultAlterUserScramCredentialsResult: AlterUserScramCredentialsResult = {
  user: '',
  errorCode: 0,
  errorMessage: '',
};

/**
 * Sent by admin clients to the controller, through any broker: sets or deletes SCRAM credentials of
 * users (KIP-554).
 */
export interface AlterUserScramCredentialsResponse {
  readonly throttleTimeMs: number;
  readonly results: readonly AlterUserScramCredentialsResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `AlterUserScramCredentialsResponse` at its default. */
export const defaultAlterUserScramCredentialsResponse: AlterUserScramCredentialsResponse = {
  throttleTimeMs: 0,
  results: NO_ELEMENTS,
};

/**
 * Reads a `AlterUserScramCredentialsResponse` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readAlterUserScramCredentialsResponse(reader: ByteReader, version: number): AlterUserScramCredentialsResponse {
  const throttleTimeMs = reader.readInt32();
  const results = readAlterUserScramCredentialsResultArray(reader, reader.readCompactArrayLength(4, 56), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, results };
  return { throttleTimeMs, results, unknownTaggedFields };
}

/**
 * Writes a `AlterUserScramCredentialsResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeAlterUserScramCredentialsResponse(writer: ByteWriter, value: AlterUserScramCredentialsResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeCompactArrayLength(value.results.length);
  for (const element of value.results) writeAlterUserScramCredentialsResult(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `AlterUserScramCredentialsResponse`. */
function readAlterUserScramCredentialsResult(reader: ByteReader, _version: number): AlterUserScramCredentialsResult {
  const user = reader.readCompactString();
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { user, errorCode, errorMessage };
  return { user, errorCode, errorMessage, unknownTaggedFields };
}

function readAlterUserScramCredentialsResultArray(reader: ByteReader, length: number, version: number): AlterUserScramCredentialsResult[] {
  const elements = new Array<AlterUserScramCredentialsResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readAlterUserScramCredentialsResult(reader, version);
  return elements;
}

/** Writes a struct of `AlterUserScramCredentialsResponse`. */
function writeAlterUserScramCredentialsResult(writer: ByteWriter, value: AlterUserScramCredentialsResult, _version: number): void {
  writer.writeCompactString(value.user);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
