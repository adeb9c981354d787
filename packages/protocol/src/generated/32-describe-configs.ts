// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';
import { readNullableStringArray } from '../codec/primitive-arrays.ts';

/** A struct of `DescribeConfigsRequest`. */
export interface DescribeConfigsResource {
  /** 2 topic, 4 broker, 8 broker logger, 16 client metrics, 32 group. */
  readonly resourceType: number;
  /**
   * The name of the topic or group, or the id of the broker; empty for the default of all brokers.
   */
  readonly resourceName: string;
  /** The settings to return; null for all. */
  readonly configurationKeys: readonly string[] | null;
}

/** Every field of `DescribeConfigsResource` at its default. */
export const defaultDescribeConfigsResource: DescribeConfigsResource = {
  resourceType: 0,
  resourceName: '',
  configurationKeys: NO_ELEMENTS,
};

/**
 * Sent by admin clients to any broker, for a broker resource to that broker: settings with their
 * values and where these come from. v1 added synonyms, v3 types and documentation (KIP-569).
 */
export interface DescribeConfigsRequest {
  readonly resources: readonly DescribeConfigsResource[];
  /** Whether to list every place that gives the setting a value. */
  readonly includeSynonyms: boolean;
  /** Whether to return the text that explains the setting. (v3+) */
  readonly includeDocumentation: boolean;
}

/** Every field of `DescribeConfigsRequest` at its default. */
export const defaultDescribeConfigsRequest: DescribeConfigsRequest = {
  resources: NO_ELEMENTS,
  includeSynonyms: false,
  includeDocumentation: false,
};

/**
 * Reads a `DescribeConfigsRequest` of version 1 to 4. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDescribeConfigsRequest(reader: ByteReader, version: number): DescribeConfigsRequest {
  const resources = readDescribeConfigsResourceArray(reader, version >= 4 ? reader.readCompactArrayLength(3, 72) : reader.readArrayLength(3, 72), version);
  const includeSynonyms = reader.readBoolean();
  const includeDocumentation = version >= 3 ? reader.readBoolean() : false;
  if (version >= 4) {
    reader.skipTaggedFields();
  }
  return { resources, includeSynonyms, includeDocumentation };
}

/**
 * Writes a `DescribeConfigsRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDescribeConfigsRequest(writer: ByteWriter, value: DescribeConfigsRequest, version: number): void {
  if (version >= 4) {
    writer.writeCompactArrayLength(value.resources.length);
  } else {
    writer.writeArrayLength(value.resources.length);
  }
  for (const element of value.resources) writeDescribeConfigsResource(writer, element, version);
  writer.writeBoolean(value.includeSynonyms);
  if (version >= 3) {
    writer.writeBoolean(value.includeDocumentation);
  }
  if (version >= 4) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `DescribeConfigsRequest`. */
function readDescribeConfigsResource(reader: ByteReader, version: number): DescribeConfigsResource {
  const resourceType = reader.readInt8();
  const resourceName = version >= 4 ? reader.readCompactString() : reader.readString();
  const configurationKeys = readNullableStringArray(reader, version >= 4 ? reader.readCompactNullableArrayLength(1, 8) : reader.readNullableArrayLength(1, 8), version >= 4);
  if (version >= 4) {
    reader.skipTaggedFields();
  }
  return { resourceType, resourceName, configurationKeys };
}

function readDescribeConfigsResourceArray(reader: ByteReader, length: number, version: number): DescribeConfigsResource[] {
  const elements = new Array<DescribeConfigsResource>(length);
  for (let index = 0; index < length; index++) elements[index] = readDescribeConfigsResource(reader, version);
  return elements;
}

/** Writes a struct of `DescribeConfigsRequest`. */
function writeDescribeConfigsResource(writer: ByteWriter, value: DescribeConfigsResource, version: number): void {
  writer.writeInt8(value.resourceType);
  if (version >= 4) {
    writer.writeCompactString(value.resourceName);
  } else {
    writer.writeString(value.resourceName);
  }
  if (value.configurationKeys === null) {
    if (version >= 4) {
      writer.writeCompactArrayLength(-1);
    } else {
      writer.writeArrayLength(-1);
    }
  } else {
    if (version >= 4) {
      writer.writeCompactArrayLength(value.configurationKeys.length);
    } else {
      writer.writeArrayLength(value.configurationKeys.length);
    }
    for (const element of value.configurationKeys) version >= 4 ? writer.writeCompactString(element) : writer.writeString(element);
  }
  if (version >= 4) {
    writer.writeUnsignedVarint(0);
  }
}

/** A struct of `DescribeConfigsResponse`. */
export interface DescribeConfigsSynonym {
  /** The key there, which may differ: `log.retention.ms` for `retention.ms`. */
  readonly name: string;
  readonly value: string | null;
  /** A code as in `configSource`. */
  readonly source: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribeConfigsSynonym` at its default. */
export const defaultDescribeConfigsSynonym: DescribeConfigsSynonym = {
  name: '',
  value: '',
  source: 0,
};

/** A struct of `DescribeConfigsResponse`. */
export interface DescribeConfigsResourceResult {
  readonly name: string;
  /** Null if the setting has no value or is sensitive. */
  readonly value: string | null;
  /** True if the setting cannot be changed while the broker runs. */
  readonly readOnly: boolean;
  /**
   * 1 topic, 2 broker, 3 all brokers, 4 file of the broker, 5 default, 6 logger, 7 client metrics,
   * 8 group.
   */
  readonly configSource: number;
  /** True for passwords and the like, whose value is never shown. */
  readonly isSensitive: boolean;
  /** Every place that gives a value, the one in force first. */
  readonly synonyms: readonly DescribeConfigsSynonym[];
  /**
   * 0 unknown, 1 boolean, 2 string, 3 int, 4 short, 5 long, 6 double, 7 list, 8 class, 9 password.
   * (v3+)
   */
  readonly configType: number;
  /** Null if not asked for. (v3+) */
  readonly documentation: string | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribeConfigsResourceResult` at its default. */
export const defaultDescribeConfigsResourceResult: DescribeConfigsResourceResult = {
  name: '',
  value: '',
  readOnly: false,
  configSource: -1,
  isSensitive: false,
  synonyms: NO_ELEMENTS,
  configType: 0,
  documentation: '',
};

/** A struct of `DescribeConfigsResponse`. */
export interface DescribeConfigsResult {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** 2 topic, 4 broker, 8 broker logger, 16 client metrics, 32 group. */
  readonly resourceType: number;
  readonly resourceName: string;
  readonly configs: readonly DescribeConfigsResourceResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribeConfigsResult` at its default. */
export const defaultDescribeConfigsResult: DescribeConfigsResult = {
  errorCode: 0,
  errorMessage: '',
  resourceType: 0,
  resourceName: '',
  configs: NO_ELEMENTS,
};

/**
 * Sent by admin clients to any broker, for a broker resource to that broker: settings with their
 * values and where these come from. v1 added synonyms, v3 types and documentation (KIP-569).
 */
export interface DescribeConfigsResponse {
  readonly throttleTimeMs: number;
  readonly results: readonly DescribeConfigsResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribeConfigsResponse` at its default. */
export const defaultDescribeConfigsResponse: DescribeConfigsResponse = {
  throttleTimeMs: 0,
  results: NO_ELEMENTS,
};

/**
 * Reads a `DescribeConfigsResponse` of version 1 to 4. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDescribeConfigsResponse(reader: ByteReader, version: number): DescribeConfigsResponse {
  const throttleTimeMs = reader.readInt32();
  const results = readDescribeConfigsResultArray(reader, version >= 4 ? reader.readCompactArrayLength(6, 88) : reader.readArrayLength(6, 88), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 4) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, results };
  return { throttleTimeMs, results, unknownTaggedFields };
}

/**
 * Writes a `DescribeConfigsResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDescribeConfigsResponse(writer: ByteWriter, value: DescribeConfigsResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  if (version >= 4) {
    writer.writeCompactArrayLength(value.results.length);
  } else {
    writer.writeArrayLength(value.results.length);
  }
  for (const element of value.results) writeDescribeConfigsResult(writer, element, version);
  if (version >= 4) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `DescribeConfigsResponse`. */
function readDescribeConfigsResult(reader: ByteReader, version: number): DescribeConfigsResult {
  const errorCode = reader.readInt16();
  const errorMessage = version >= 4 ? reader.readCompactNullableString() : reader.readNullableString();
  const resourceType = reader.readInt8();
  const resourceName = version >= 4 ? reader.readCompactString() : reader.readString();
  const configs = readDescribeConfigsResourceResultArray(reader, version >= 4 ? reader.readCompactArrayLength(6, 112) : reader.readArrayLength(6, 112), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 4) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { errorCode, errorMessage, resourceType, resourceName, configs };
  return { errorCode, errorMessage, resourceType, resourceName, configs, unknownTaggedFields };
}

function readDescribeConfigsResultArray(reader: ByteReader, length: number, version: number): DescribeConfigsResult[] {
  const elements = new Array<DescribeConfigsResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readDescribeConfigsResult(reader, version);
  return elements;
}

/** Writes a struct of `DescribeConfigsResponse`. */
function writeDescribeConfigsResult(writer: ByteWriter, value: DescribeConfigsResult, version: number): void {
  writer.writeInt16(value.errorCode);
  if (version >= 4) {
    writer.writeCompactNullableString(value.errorMessage);
  } else {
    writer.writeNullableString(value.errorMessage);
  }
  writer.writeInt8(value.resourceType);
  if (version >= 4) {
    writer.writeCompactString(value.resourceName);
  } else {
    writer.writeString(value.resourceName);
  }
  if (version >= 4) {
    writer.writeCompactArrayLength(value.configs.length);
  } else {
    writer.writeArrayLength(value.configs.length);
  }
  for (const element of value.configs) writeDescribeConfigsResourceResult(writer, element, version);
  if (version >= 4) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `DescribeConfigsResponse`. */
function readDescribeConfigsResourceResult(reader: ByteReader, version: number): DescribeConfigsResourceResult {
  const name = version >= 4 ? reader.readCompactString() : reader.readString();
  const value = version >= 4 ? reader.readCompactNullableString() : reader.readNullableString();
  const readOnly = reader.readBoolean();
  const configSource = reader.readInt8();
  const isSensitive = reader.readBoolean();
  const synonyms = readDescribeConfigsSynonymArray(reader, version >= 4 ? reader.readCompactArrayLength(3, 56) : reader.readArrayLength(3, 56), version);
  const configType = version >= 3 ? reader.readInt8() : 0;
  const documentation = version >= 3 ? (version >= 4 ? reader.readCompactNullableString() : reader.readNullableString()) : '';
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 4) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { name, value, readOnly, configSource, isSensitive, synonyms, configType, documentation };
  return { name, value, readOnly, configSource, isSensitive, synonyms, configType, documentation, unknownTaggedFields };
}

function readDescribeConfigsResourceResultArray(reader: ByteReader, length: number, version: number): DescribeConfigsResourceResult[] {
  const elements = new Array<DescribeConfigsResourceResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readDescribeConfigsResourceResult(reader, version);
  return elements;
}

/** Writes a struct of `DescribeConfigsResponse`. */
function writeDescribeConfigsResourceResult(writer: ByteWriter, value: DescribeConfigsResourceResult, version: number): void {
  if (version >= 4) {
    writer.writeCompactString(value.name);
  } else {
    writer.writeString(value.name);
  }
  if (version >= 4) {
    writer.writeCompactNullableString(value.value);
  } else {
    writer.writeNullableString(value.value);
  }
  writer.writeBoolean(value.readOnly);
  writer.writeInt8(value.configSource);
  writer.writeBoolean(value.isSensitive);
  if (version >= 4) {
    writer.writeCompactArrayLength(value.synonyms.length);
  } else {
    writer.writeArrayLength(value.synonyms.length);
  }
  for (const element of value.synonyms) writeDescribeConfigsSynonym(writer, element, version);
  if (version >= 3) {
    writer.writeInt8(value.configType);
  }
  if (version >= 3) {
    if (version >= 4) {
      writer.writeCompactNullableString(value.documentation);
    } else {
      writer.writeNullableString(value.documentation);
    }
  }
  if (version >= 4) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `DescribeConfigsResponse`. */
function readDescribeConfigsSynonym(reader: ByteReader, version: number): DescribeConfigsSynonym {
  const name = version >= 4 ? reader.readCompactString() : reader.readString();
  const value = version >= 4 ? reader.readCompactNullableString() : reader.readNullableString();
  const source = reader.readInt8();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 4) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { name, value, source };
  return { name, value, source, unknownTaggedFields };
}

function readDescribeConfigsSynonymArray(reader: ByteReader, length: number, version: number): DescribeConfigsSynonym[] {
  const elements = new Array<DescribeConfigsSynonym>(length);
  for (let index = 0; index < length; index++) elements[index] = readDescribeConfigsSynonym(reader, version);
  return elements;
}

/** Writes a struct of `DescribeConfigsResponse`. */
function writeDescribeConfigsSynonym(writer: ByteWriter, value: DescribeConfigsSynonym, version: number): void {
  if (version >= 4) {
    writer.writeCompactString(value.name);
  } else {
    writer.writeString(value.name);
  }
  if (version >= 4) {
    writer.writeCompactNullableString(value.value);
  } else {
    writer.writeNullableString(value.value);
  }
  writer.writeInt8(value.source);
  if (version >= 4) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
