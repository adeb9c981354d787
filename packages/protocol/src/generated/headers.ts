// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/**
 * What comes before the body of every request: v2 if the version of the API is flexible, else v1.
 */
export interface RequestHeader {
  readonly requestApiKey: number;
  readonly requestApiVersion: number;
  /** Chosen by the client; the response repeats it. */
  readonly correlationId: number;
  /** Free text by which logs and quotas name the client; an int16 length precedes it in v2, too. */
  readonly clientId: string | null;
}

/** Every field of `RequestHeader` at its default. */
export const defaultRequestHeader: RequestHeader = {
  requestApiKey: 0,
  requestApiVersion: 0,
  correlationId: 0,
  clientId: '',
};

/**
 * Reads a `RequestHeader` of version 1 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readRequestHeader(reader: ByteReader, version: number): RequestHeader {
  const requestApiKey = reader.readInt16();
  const requestApiVersion = reader.readInt16();
  const correlationId = reader.readInt32();
  const clientId = reader.readNullableString();
  if (version >= 2) {
    reader.skipTaggedFields();
  }
  return { requestApiKey, requestApiVersion, correlationId, clientId };
}

/**
 * Writes a `RequestHeader`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeRequestHeader(writer: ByteWriter, value: RequestHeader, version: number): void {
  writer.writeInt16(value.requestApiKey);
  writer.writeInt16(value.requestApiVersion);
  writer.writeInt32(value.correlationId);
  writer.writeNullableString(value.clientId);
  if (version >= 2) {
    writer.writeUnsignedVarint(0);
  }
}

/**
 * What comes before the body of every response: v1 if the version of the API is flexible, else v0.
 * ApiVersions always has v0.
 */
export interface ResponseHeader {
  /** That of the request; responses come in the order of the requests. */
  readonly correlationId: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ResponseHeader` at its default. */
export const defaultResponseHeader: ResponseHeader = {
  correlationId: 0,
};

/**
 * Reads a `ResponseHeader` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readResponseHeader(reader: ByteReader, version: number): ResponseHeader {
  const correlationId = reader.readInt32();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 1) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { correlationId };
  return { correlationId, unknownTaggedFields };
}

/**
 * Writes a `ResponseHeader`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeResponseHeader(writer: ByteWriter, value: ResponseHeader, version: number): void {
  writer.writeInt32(value.correlationId);
  if (version >= 1) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
