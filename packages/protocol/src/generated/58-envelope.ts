// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { EMPTY_BYTES } from '../codec/empty-bytes.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/**
 * Sent by brokers to the controller: wraps a request that the broker forwards for a client
 * (KIP-590).
 */
export interface EnvelopeRequest {
  /** The header and body of the request. */
  readonly requestData: Buffer;
  /** The principal of the client, as a DefaultPrincipalData. */
  readonly requestPrincipal: Buffer | null;
  /** The address of the client, 4 or 16 bytes. */
  readonly clientHostAddress: Buffer;
}

/** Every field of `EnvelopeRequest` at its default. */
export const defaultEnvelopeRequest: EnvelopeRequest = {
  requestData: EMPTY_BYTES,
  requestPrincipal: EMPTY_BYTES,
  clientHostAddress: EMPTY_BYTES,
};

/**
 * Reads a `EnvelopeRequest` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readEnvelopeRequest(reader: ByteReader, _version: number): EnvelopeRequest {
  const requestData = reader.readCompactBytes();
  const requestPrincipal = reader.readCompactNullableBytes();
  const clientHostAddress = reader.readCompactBytes();
  reader.skipTaggedFields();
  return { requestData, requestPrincipal, clientHostAddress };
}

/**
 * Writes a `EnvelopeRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeEnvelopeRequest(writer: ByteWriter, value: EnvelopeRequest, _version: number): void {
  writer.writeCompactBytes(value.requestData);
  writer.writeCompactNullableBytes(value.requestPrincipal);
  writer.writeCompactBytes(value.clientHostAddress);
  writer.writeUnsignedVarint(0);
}

/**
 * Sent by brokers to the controller: wraps a request that the broker forwards for a client
 * (KIP-590).
 */
export interface EnvelopeResponse {
  /** The header and body of the response; null on an error. */
  readonly responseData: Buffer | null;
  /** An error of the envelope; errors of the request are inside `responseData`. */
  readonly errorCode: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `EnvelopeResponse` at its default. */
export const defaultEnvelopeResponse: EnvelopeResponse = {
  responseData: null,
  errorCode: 0,
};

/**
 * Reads a `EnvelopeResponse` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readEnvelopeResponse(reader: ByteReader, _version: number): EnvelopeResponse {
  const responseData = reader.readCompactNullableBytes();
  const errorCode = reader.readInt16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { responseData, errorCode };
  return { responseData, errorCode, unknownTaggedFields };
}

/**
 * Writes a `EnvelopeResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeEnvelopeResponse(writer: ByteWriter, value: EnvelopeResponse, _version: number): void {
  writer.writeCompactNullableBytes(value.responseData);
  writer.writeInt16(value.errorCode);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
