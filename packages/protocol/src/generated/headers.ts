// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** TBD */
export interface RequestHeader {
  readonly requestApiKey: number;
  readonly requestApiVersion: number;
  readonly correlationId: number;
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

/** TBD */
export interface ResponseHeader {
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
