// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readStringArray } from '../codec/primitive-arrays.ts';

/**
 * Sent by a client that opens a connection with SASL: picks the mechanism. After v1 the tokens
 * travel in SaslAuthenticate, after v0 as frames without a header.
 */
export interface SaslHandshakeRequest {
  /** Such as PLAIN, SCRAM-SHA-256, SCRAM-SHA-512, OAUTHBEARER or GSSAPI. */
  readonly mechanism: string;
}

/** Every field of `SaslHandshakeRequest` at its default. */
export const defaultSaslHandshakeRequest: SaslHandshakeRequest = {
  mechanism: '',
};

/**
 * Reads a `SaslHandshakeRequest` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readSaslHandshakeRequest(reader: ByteReader, _version: number): SaslHandshakeRequest {
  const mechanism = reader.readString();
  return { mechanism };
}

/**
 * Writes a `SaslHandshakeRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeSaslHandshakeRequest(writer: ByteWriter, value: SaslHandshakeRequest, _version: number): void {
  writer.writeString(value.mechanism);
}

/**
 * Sent by a client that opens a connection with SASL: picks the mechanism. After v1 the tokens
 * travel in SaslAuthenticate, after v0 as frames without a header.
 */
export interface SaslHandshakeResponse {
  readonly errorCode: number;
  /** What the listener allows, for a client whose choice it refused. */
  readonly mechanisms: readonly string[];
}

/** Every field of `SaslHandshakeResponse` at its default. */
export const defaultSaslHandshakeResponse: SaslHandshakeResponse = {
  errorCode: 0,
  mechanisms: NO_ELEMENTS,
};

/**
 * Reads a `SaslHandshakeResponse` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readSaslHandshakeResponse(reader: ByteReader, _version: number): SaslHandshakeResponse {
  const errorCode = reader.readInt16();
  const mechanisms = readStringArray(reader, reader.readArrayLength(1, 8), false);
  return { errorCode, mechanisms };
}

/**
 * Writes a `SaslHandshakeResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeSaslHandshakeResponse(writer: ByteWriter, value: SaslHandshakeResponse, _version: number): void {
  writer.writeInt16(value.errorCode);
  writer.writeArrayLength(value.mechanisms.length);
  for (const element of value.mechanisms) writer.writeString(element);
}
