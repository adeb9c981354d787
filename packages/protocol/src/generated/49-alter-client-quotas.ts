// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `AlterClientQuotasRequest`. */
export interface RequestEntityData {
  /** user, client-id or ip. */
  readonly entityType: string;
  /** Null for the default entity of the type. */
  readonly entityName: string | null;
}

/** Every field of `RequestEntityData` at its default. */
export const defaultRequestEntityData: RequestEntityData = {
  entityType: '',
  entityName: '',
};

/** A struct of `AlterClientQuotasRequest`. */
export interface OpData {
  /**
   * Such as producer_byte_rate, consumer_byte_rate, request_percentage or controller_mutation_rate.
   */
  readonly key: string;
  /** Ignored if `remove` is true. */
  readonly value: number;
  readonly remove: boolean;
}

/** Every field of `OpData` at its default. */
export const defaultOpData: OpData = {
  key: '',
  value: 0,
  remove: false,
};

/** A struct of `AlterClientQuotasRequest`. */
export interface RequestEntryData {
  readonly entity: readonly RequestEntityData[];
  readonly ops: readonly OpData[];
}

/** Every field of `RequestEntryData` at its default. */
export const defaultRequestEntryData: RequestEntryData = {
  entity: NO_ELEMENTS,
  ops: NO_ELEMENTS,
};

/**
 * Sent by admin clients to the controller, through any broker: sets quotas of users, client ids and
 * addresses (KIP-546).
 */
export interface AlterClientQuotasRequest {
  readonly entries: readonly RequestEntryData[];
  /** True to check the request and change nothing. */
  readonly validateOnly: boolean;
}

/** Every field of `AlterClientQuotasRequest` at its default. */
export const defaultAlterClientQuotasRequest: AlterClientQuotasRequest = {
  entries: NO_ELEMENTS,
  validateOnly: false,
};

/**
 * Reads a `AlterClientQuotasRequest` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readAlterClientQuotasRequest(reader: ByteReader, version: number): AlterClientQuotasRequest {
  const entries = readRequestEntryDataArray(reader, version >= 1 ? reader.readCompactArrayLength(2, 80) : reader.readArrayLength(2, 80), version);
  const validateOnly = reader.readBoolean();
  if (version >= 1) {
    reader.skipTaggedFields();
  }
  return { entries, validateOnly };
}

/**
 * Writes a `AlterClientQuotasRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeAlterClientQuotasRequest(writer: ByteWriter, value: AlterClientQuotasRequest, version: number): void {
  if (version >= 1) {
    writer.writeCompactArrayLength(value.entries.length);
  } else {
    writer.writeArrayLength(value.entries.length);
  }
  for (const element of value.entries) writeRequestEntryData(writer, element, version);
  writer.writeBoolean(value.validateOnly);
  if (version >= 1) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `AlterClientQuotasRequest`. */
function readRequestEntryData(reader: ByteReader, version: number): RequestEntryData {
  const entity = readRequestEntityDataArray(reader, version >= 1 ? reader.readCompactArrayLength(2, 48) : reader.readArrayLength(2, 48), version);
  const ops = readOpDataArray(reader, version >= 1 ? reader.readCompactArrayLength(10, 72) : reader.readArrayLength(10, 72), version);
  if (version >= 1) {
    reader.skipTaggedFields();
  }
  return { entity, ops };
}

function readRequestEntryDataArray(reader: ByteReader, length: number, version: number): RequestEntryData[] {
  const elements = new Array<RequestEntryData>(length);
  for (let index = 0; index < length; index++) elements[index] = readRequestEntryData(reader, version);
  return elements;
}

/** Writes a struct of `AlterClientQuotasRequest`. */
function writeRequestEntryData(writer: ByteWriter, value: RequestEntryData, version: number): void {
  if (version >= 1) {
    writer.writeCompactArrayLength(value.entity.length);
  } else {
    writer.writeArrayLength(value.entity.length);
  }
  for (const element of value.entity) writeRequestEntityData(writer, element, version);
  if (version >= 1) {
    writer.writeCompactArrayLength(value.ops.length);
  } else {
    writer.writeArrayLength(value.ops.length);
  }
  for (const element of value.ops) writeOpData(writer, element, version);
  if (version >= 1) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `AlterClientQuotasRequest`. */
function readOpData(reader: ByteReader, version: number): OpData {
  const key = version >= 1 ? reader.readCompactString() : reader.readString();
  const value = reader.readFloat64();
  const remove = reader.readBoolean();
  if (version >= 1) {
    reader.skipTaggedFields();
  }
  return { key, value, remove };
}

function readOpDataArray(reader: ByteReader, length: number, version: number): OpData[] {
  const elements = new Array<OpData>(length);
  for (let index = 0; index < length; index++) elements[index] = readOpData(reader, version);
  return elements;
}

/** Writes a struct of `AlterClientQuotasRequest`. */
function writeOpData(writer: ByteWriter, value: OpData, version: number): void {
  if (version >= 1) {
    writer.writeCompactString(value.key);
  } else {
    writer.writeString(value.key);
  }
  writer.writeFloat64(value.value);
  writer.writeBoolean(value.remove);
  if (version >= 1) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `AlterClientQuotasRequest`. */
function readRequestEntityData(reader: ByteReader, version: number): RequestEntityData {
  const entityType = version >= 1 ? reader.readCompactString() : reader.readString();
  const entityName = version >= 1 ? reader.readCompactNullableString() : reader.readNullableString();
  if (version >= 1) {
    reader.skipTaggedFields();
  }
  return { entityType, entityName };
}

function readRequestEntityDataArray(reader: ByteReader, length: number, version: number): RequestEntityData[] {
  const elements = new Array<RequestEntityData>(length);
  for (let index = 0; index < length; index++) elements[index] = readRequestEntityData(reader, version);
  return elements;
}

/** Writes a struct of `AlterClientQuotasRequest`. */
function writeRequestEntityData(writer: ByteWriter, value: RequestEntityData, version: number): void {
  if (version >= 1) {
    writer.writeCompactString(value.entityType);
  } else {
    writer.writeString(value.entityType);
  }
  if (version >= 1) {
    writer.writeCompactNullableString(value.entityName);
  } else {
    writer.writeNullableString(value.entityName);
  }
  if (version >= 1) {
    writer.writeUnsignedVarint(0);
  }
}

/** A struct of `AlterClientQuotasResponse`. */
export interface ResponseEntityData {
  /** user, client-id or ip. */
  readonly entityType: string;
  /** Null for the default entity of the type. */
  readonly entityName: string | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ResponseEntityData` at its default. */
export const defaultResponseEntityData: ResponseEntityData = {
  entityType: '',
  entityName: '',
};

/** A struct of `AlterClientQuotasResponse`. */
export interface ResponseEntryData {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly entity: readonly ResponseEntityData[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ResponseEntryData` at its default. */
export const defaultResponseEntryData: ResponseEntryData = {
  errorCode: 0,
  errorMessage: '',
  entity: NO_ELEMENTS,
};

/**
 * Sent by admin clients to the controller, through any broker: sets quotas of users, client ids and
 * addresses (KIP-546).
 */
export interface AlterClientQuotasResponse {
  readonly throttleTimeMs: number;
  readonly entries: readonly ResponseEntryData[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `AlterClientQuotasResponse` at its default. */
export const defaultAlterClientQuotasResponse: AlterClientQuotasResponse = {
  throttleTimeMs: 0,
  entries: NO_ELEMENTS,
};

/**
 * Reads a `AlterClientQuotasResponse` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readAlterClientQuotasResponse(reader: ByteReader, version: number): AlterClientQuotasResponse {
  const throttleTimeMs = reader.readInt32();
  const entries = readResponseEntryDataArray(reader, version >= 1 ? reader.readCompactArrayLength(4, 72) : reader.readArrayLength(4, 72), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 1) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, entries };
  return { throttleTimeMs, entries, unknownTaggedFields };
}

/**
 * Writes a `AlterClientQuotasResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeAlterClientQuotasResponse(writer: ByteWriter, value: AlterClientQuotasResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  if (version >= 1) {
    writer.writeCompactArrayLength(value.entries.length);
  } else {
    writer.writeArrayLength(value.entries.length);
  }
  for (const element of value.entries) writeResponseEntryData(writer, element, version);
  if (version >= 1) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `AlterClientQuotasResponse`. */
function readResponseEntryData(reader: ByteReader, version: number): ResponseEntryData {
  const errorCode = reader.readInt16();
  const errorMessage = version >= 1 ? reader.readCompactNullableString() : reader.readNullableString();
  const entity = readResponseEntityDataArray(reader, version >= 1 ? reader.readCompactArrayLength(2, 48) : reader.readArrayLength(2, 48), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 1) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { errorCode, errorMessage, entity };
  return { errorCode, errorMessage, entity, unknownTaggedFields };
}

function readResponseEntryDataArray(reader: ByteReader, length: number, version: number): ResponseEntryData[] {
  const elements = new Array<ResponseEntryData>(length);
  for (let index = 0; index < length; index++) elements[index] = readResponseEntryData(reader, version);
  return elements;
}

/** Writes a struct of `AlterClientQuotasResponse`. */
function writeResponseEntryData(writer: ByteWriter, value: ResponseEntryData, version: number): void {
  writer.writeInt16(value.errorCode);
  if (version >= 1) {
    writer.writeCompactNullableString(value.errorMessage);
  } else {
    writer.writeNullableString(value.errorMessage);
  }
  if (version >= 1) {
    writer.writeCompactArrayLength(value.entity.length);
  } else {
    writer.writeArrayLength(value.entity.length);
  }
  for (const element of value.entity) writeResponseEntityData(writer, element, version);
  if (version >= 1) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `AlterClientQuotasResponse`. */
function readResponseEntityData(reader: ByteReader, version: number): ResponseEntityData {
  const entityType = version >= 1 ? reader.readCompactString() : reader.readString();
  const entityName = version >= 1 ? reader.readCompactNullableString() : reader.readNullableString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 1) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { entityType, entityName };
  return { entityType, entityName, unknownTaggedFields };
}

function readResponseEntityDataArray(reader: ByteReader, length: number, version: number): ResponseEntityData[] {
  const elements = new Array<ResponseEntityData>(length);
  for (let index = 0; index < length; index++) elements[index] = readResponseEntityData(reader, version);
  return elements;
}

/** Writes a struct of `AlterClientQuotasResponse`. */
function writeResponseEntityData(writer: ByteWriter, value: ResponseEntityData, version: number): void {
  if (version >= 1) {
    writer.writeCompactString(value.entityType);
  } else {
    writer.writeString(value.entityType);
  }
  if (version >= 1) {
    writer.writeCompactNullableString(value.entityName);
  } else {
    writer.writeNullableString(value.entityName);
  }
  if (version >= 1) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
