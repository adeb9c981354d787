// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `DescribeClientQuotasRequest`. */
export interface ComponentData {
  /** user, client-id or ip. */
  readonly entityType: string;
  /** 0 the name in `match`, 1 the default entity, 2 any entity of the type, the default too. */
  readonly matchType: number;
  /** Null unless `matchType` is 0. */
  readonly match: string | null;
}

/** Every field of `ComponentData` at its default. */
export const defaultComponentData: ComponentData = {
  entityType: '',
  matchType: 0,
  match: '',
};

/**
 * Sent by admin clients to any broker: the quotas of users, client ids and addresses that match a
 * filter (KIP-546).
 */
export interface DescribeClientQuotasRequest {
  /** Conditions that must all hold; empty matches every entity. */
  readonly components: readonly ComponentData[];
  /** True to leave out entities that have types besides those in `components`. */
  readonly strict: boolean;
}

/** Every field of `DescribeClientQuotasRequest` at its default. */
export const defaultDescribeClientQuotasRequest: DescribeClientQuotasRequest = {
  components: NO_ELEMENTS,
  strict: false,
};

/**
 * Reads a `DescribeClientQuotasRequest` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDescribeClientQuotasRequest(reader: ByteReader, version: number): DescribeClientQuotasRequest {
  const components = readComponentDataArray(reader, version >= 1 ? reader.readCompactArrayLength(3, 56) : reader.readArrayLength(3, 56), version);
  const strict = reader.readBoolean();
  if (version >= 1) {
    reader.skipTaggedFields();
  }
  return { components, strict };
}

/**
 * Writes a `DescribeClientQuotasRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDescribeClientQuotasRequest(writer: ByteWriter, value: DescribeClientQuotasRequest, version: number): void {
  if (version >= 1) {
    writer.writeCompactArrayLength(value.components.length);
  } else {
    writer.writeArrayLength(value.components.length);
  }
  for (const element of value.components) writeComponentData(writer, element, version);
  writer.writeBoolean(value.strict);
  if (version >= 1) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `DescribeClientQuotasRequest`. */
function readComponentData(reader: ByteReader, version: number): ComponentData {
  const entityType = version >= 1 ? reader.readCompactString() : reader.readString();
  const matchType = reader.readInt8();
  const match = version >= 1 ? reader.readCompactNullableString() : reader.readNullableString();
  if (version >= 1) {
    reader.skipTaggedFields();
  }
  return { entityType, matchType, match };
}

function readComponentDataArray(reader: ByteReader, length: number, version: number): ComponentData[] {
  const elements = new Array<ComponentData>(length);
  for (let index = 0; index < length; index++) elements[index] = readComponentData(reader, version);
  return elements;
}

/** Writes a struct of `DescribeClientQuotasRequest`. */
function writeComponentData(writer: ByteWriter, value: ComponentData, version: number): void {
  if (version >= 1) {
    writer.writeCompactString(value.entityType);
  } else {
    writer.writeString(value.entityType);
  }
  writer.writeInt8(value.matchType);
  if (version >= 1) {
    writer.writeCompactNullableString(value.match);
  } else {
    writer.writeNullableString(value.match);
  }
  if (version >= 1) {
    writer.writeUnsignedVarint(0);
  }
}

/** A struct of `DescribeClientQuotasResponse`. */
export interface EntityData {
  /** user, client-id or ip. */
  readonly entityType: string;
  /** Null for the default entity of the type. */
  readonly entityName: string | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `EntityData` at its default. */
export const defaultEntityData: EntityData = {
  entityType: '',
  entityName: '',
};

/** A struct of `DescribeClientQuotasResponse`. */
export interface ValueData {
  /**
   * Such as producer_byte_rate, consumer_byte_rate, request_percentage or controller_mutation_rate.
   */
  readonly key: string;
  readonly value: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ValueData` at its default. */
export const defaultValueData: ValueData = {
  key: '',
  value: 0,
};

/** A struct of `DescribeClientQuotasResponse`. */
export interface EntryData {
  readonly entity: readonly EntityData[];
  readonly values: readonly ValueData[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `EntryData` at its default. */
export const defaultEntryData: EntryData = {
  entity: NO_ELEMENTS,
  values: NO_ELEMENTS,
};

/**
 * Sent by admin clients to any broker: the quotas of users, client ids and addresses that match a
 * filter (KIP-546).
 */
export interface DescribeClientQuotasResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** Null on an error. */
  readonly entries: readonly EntryData[] | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribeClientQuotasResponse` at its default. */
export const defaultDescribeClientQuotasResponse: DescribeClientQuotasResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  errorMessage: '',
  entries: NO_ELEMENTS,
};

/**
 * Reads a `DescribeClientQuotasResponse` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDescribeClientQuotasResponse(reader: ByteReader, version: number): DescribeClientQuotasResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  const errorMessage = version >= 1 ? reader.readCompactNullableString() : reader.readNullableString();
  const entries = readNullableEntryDataArray(reader, version >= 1 ? reader.readCompactNullableArrayLength(2, 80) : reader.readNullableArrayLength(2, 80), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 1) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, errorMessage, entries };
  return { throttleTimeMs, errorCode, errorMessage, entries, unknownTaggedFields };
}

/**
 * Writes a `DescribeClientQuotasResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDescribeClientQuotasResponse(writer: ByteWriter, value: DescribeClientQuotasResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  if (version >= 1) {
    writer.writeCompactNullableString(value.errorMessage);
  } else {
    writer.writeNullableString(value.errorMessage);
  }
  if (value.entries === null) {
    if (version >= 1) {
      writer.writeCompactArrayLength(-1);
    } else {
      writer.writeArrayLength(-1);
    }
  } else {
    if (version >= 1) {
      writer.writeCompactArrayLength(value.entries.length);
    } else {
      writer.writeArrayLength(value.entries.length);
    }
    for (const element of value.entries) writeEntryData(writer, element, version);
  }
  if (version >= 1) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `DescribeClientQuotasResponse`. */
function readEntryData(reader: ByteReader, version: number): EntryData {
  const entity = readEntityDataArray(reader, version >= 1 ? reader.readCompactArrayLength(2, 48) : reader.readArrayLength(2, 48), version);
  const values = readValueDataArray(reader, version >= 1 ? reader.readCompactArrayLength(9, 64) : reader.readArrayLength(9, 64), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 1) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { entity, values };
  return { entity, values, unknownTaggedFields };
}

function readEntryDataArray(reader: ByteReader, length: number, version: number): EntryData[] {
  const elements = new Array<EntryData>(length);
  for (let index = 0; index < length; index++) elements[index] = readEntryData(reader, version);
  return elements;
}

function readNullableEntryDataArray(reader: ByteReader, length: number, version: number): EntryData[] | null {
  return length < 0 ? null : readEntryDataArray(reader, length, version);
}

/** Writes a struct of `DescribeClientQuotasResponse`. */
function writeEntryData(writer: ByteWriter, value: EntryData, version: number): void {
  if (version >= 1) {
    writer.writeCompactArrayLength(value.entity.length);
  } else {
    writer.writeArrayLength(value.entity.length);
  }
  for (const element of value.entity) writeEntityData(writer, element, version);
  if (version >= 1) {
    writer.writeCompactArrayLength(value.values.length);
  } else {
    writer.writeArrayLength(value.values.length);
  }
  for (const element of value.values) writeValueData(writer, element, version);
  if (version >= 1) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `DescribeClientQuotasResponse`. */
function readValueData(reader: ByteReader, version: number): ValueData {
  const key = version >= 1 ? reader.readCompactString() : reader.readString();
  const value = reader.readFloat64();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 1) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { key, value };
  return { key, value, unknownTaggedFields };
}

function readValueDataArray(reader: ByteReader, length: number, version: number): ValueData[] {
  const elements = new Array<ValueData>(length);
  for (let index = 0; index < length; index++) elements[index] = readValueData(reader, version);
  return elements;
}

/** Writes a struct of `DescribeClientQuotasResponse`. */
function writeValueData(writer: ByteWriter, value: ValueData, version: number): void {
  if (version >= 1) {
    writer.writeCompactString(value.key);
  } else {
    writer.writeString(value.key);
  }
  writer.writeFloat64(value.value);
  if (version >= 1) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `DescribeClientQuotasResponse`. */
function readEntityData(reader: ByteReader, version: number): EntityData {
  const entityType = version >= 1 ? reader.readCompactString() : reader.readString();
  const entityName = version >= 1 ? reader.readCompactNullableString() : reader.readNullableString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 1) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { entityType, entityName };
  return { entityType, entityName, unknownTaggedFields };
}

function readEntityDataArray(reader: ByteReader, length: number, version: number): EntityData[] {
  const elements = new Array<EntityData>(length);
  for (let index = 0; index < length; index++) elements[index] = readEntityData(reader, version);
  return elements;
}

/** Writes a struct of `DescribeClientQuotasResponse`. */
function writeEntityData(writer: ByteWriter, value: EntityData, version: number): void {
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
