// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `AlterConfigsRequest`. */
export interface AlterableConfig {
  readonly name: string;
  /** Null for the default. */
  readonly value: string | null;
}

/** Every field of `AlterableConfig` at its default. */
export const defaultAlterableConfig: AlterableConfig = {
  name: '',
  value: '',
};

/** A struct of `AlterConfigsRequest`. */
export interface AlterConfigsResource {
  /** 2 topic, 4 broker, 16 client metrics, 32 group. */
  readonly resourceType: number;
  /**
   * The name of the topic or group, or the id of the broker; empty for the default of all brokers.
   */
  readonly resourceName: string;
  /** Everything that is to differ from the defaults. */
  readonly configs: readonly AlterableConfig[];
}

/** Every field of `AlterConfigsResource` at its default. */
export const defaultAlterConfigsResource: AlterConfigsResource = {
  resourceType: 0,
  resourceName: '',
  configs: NO_ELEMENTS,
};

/**
 * Sent by admin clients to any broker: replaces all settings of a resource, so that those left out
 * fall back to their defaults. IncrementalAlterConfigs is the better choice.
 */
export interface AlterConfigsRequest {
  readonly resources: readonly AlterConfigsResource[];
  /** True to check the request and change nothing. */
  readonly validateOnly: boolean;
}

/** Every field of `AlterConfigsRequest` at its default. */
export const defaultAlterConfigsRequest: AlterConfigsRequest = {
  resources: NO_ELEMENTS,
  validateOnly: false,
};

/**
 * Reads a `AlterConfigsRequest` of version 0 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readAlterConfigsRequest(reader: ByteReader, version: number): AlterConfigsRequest {
  const resources = readAlterConfigsResourceArray(reader, version >= 2 ? reader.readCompactArrayLength(3, 72) : reader.readArrayLength(3, 72), version);
  const validateOnly = reader.readBoolean();
  if (version >= 2) {
    reader.skipTaggedFields();
  }
  return { resources, validateOnly };
}

/**
 * Writes a `AlterConfigsRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeAlterConfigsRequest(writer: ByteWriter, value: AlterConfigsRequest, version: number): void {
  if (version >= 2) {
    writer.writeCompactArrayLength(value.resources.length);
  } else {
    writer.writeArrayLength(value.resources.length);
  }
  for (const element of value.resources) writeAlterConfigsResource(writer, element, version);
  writer.writeBoolean(value.validateOnly);
  if (version >= 2) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `AlterConfigsRequest`. */
function readAlterConfigsResource(reader: ByteReader, version: number): AlterConfigsResource {
  const resourceType = reader.readInt8();
  const resourceName = version >= 2 ? reader.readCompactString() : reader.readString();
  const configs = readAlterableConfigArray(reader, version >= 2 ? reader.readCompactArrayLength(2, 48) : reader.readArrayLength(2, 48), version);
  if (version >= 2) {
    reader.skipTaggedFields();
  }
  return { resourceType, resourceName, configs };
}

function readAlterConfigsResourceArray(reader: ByteReader, length: number, version: number): AlterConfigsResource[] {
  const elements = new Array<AlterConfigsResource>(length);
  for (let index = 0; index < length; index++) elements[index] = readAlterConfigsResource(reader, version);
  return elements;
}

/** Writes a struct of `AlterConfigsRequest`. */
function writeAlterConfigsResource(writer: ByteWriter, value: AlterConfigsResource, version: number): void {
  writer.writeInt8(value.resourceType);
  if (version >= 2) {
    writer.writeCompactString(value.resourceName);
  } else {
    writer.writeString(value.resourceName);
  }
  if (version >= 2) {
    writer.writeCompactArrayLength(value.configs.length);
  } else {
    writer.writeArrayLength(value.configs.length);
  }
  for (const element of value.configs) writeAlterableConfig(writer, element, version);
  if (version >= 2) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `AlterConfigsRequest`. */
function readAlterableConfig(reader: ByteReader, version: number): AlterableConfig {
  const name = version >= 2 ? reader.readCompactString() : reader.readString();
  const value = version >= 2 ? reader.readCompactNullableString() : reader.readNullableString();
  if (version >= 2) {
    reader.skipTaggedFields();
  }
  return { name, value };
}

function readAlterableConfigArray(reader: ByteReader, length: number, version: number): AlterableConfig[] {
  const elements = new Array<AlterableConfig>(length);
  for (let index = 0; index < length; index++) elements[index] = readAlterableConfig(reader, version);
  return elements;
}

/** Writes a struct of `AlterConfigsRequest`. */
function writeAlterableConfig(writer: ByteWriter, value: AlterableConfig, version: number): void {
  if (version >= 2) {
    writer.writeCompactString(value.name);
  } else {
    writer.writeString(value.name);
  }
  if (version >= 2) {
    writer.writeCompactNullableString(value.value);
  } else {
    writer.writeNullableString(value.value);
  }
  if (version >= 2) {
    writer.writeUnsignedVarint(0);
  }
}

/** A struct of `AlterConfigsResponse`. */
export interface AlterConfigsResourceResponse {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** 2 topic, 4 broker, 16 client metrics, 32 group. */
  readonly resourceType: number;
  readonly resourceName: string;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `AlterConfigsResourceResponse` at its default. */
export const defaultAlterConfigsResourceResponse: AlterConfigsResourceResponse = {
  errorCode: 0,
  errorMessage: '',
  resourceType: 0,
  resourceName: '',
};

/**
 * Sent by admin clients to any broker: replaces all settings of a resource, so that those left out
 * fall back to their defaults. IncrementalAlterConfigs is the better choice.
 */
export interface AlterConfigsResponse {
  readonly throttleTimeMs: number;
  readonly responses: readonly AlterConfigsResourceResponse[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `AlterConfigsResponse` at its default. */
export const defaultAlterConfigsResponse: AlterConfigsResponse = {
  throttleTimeMs: 0,
  responses: NO_ELEMENTS,
};

/**
 * Reads a `AlterConfigsResponse` of version 0 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readAlterConfigsResponse(reader: ByteReader, version: number): AlterConfigsResponse {
  const throttleTimeMs = reader.readInt32();
  const responses = readAlterConfigsResourceResponseArray(reader, version >= 2 ? reader.readCompactArrayLength(5, 64) : reader.readArrayLength(5, 64), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, responses };
  return { throttleTimeMs, responses, unknownTaggedFields };
}

/**
 * Writes a `AlterConfigsResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeAlterConfigsResponse(writer: ByteWriter, value: AlterConfigsResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  if (version >= 2) {
    writer.writeCompactArrayLength(value.responses.length);
  } else {
    writer.writeArrayLength(value.responses.length);
  }
  for (const element of value.responses) writeAlterConfigsResourceResponse(writer, element, version);
  if (version >= 2) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `AlterConfigsResponse`. */
function readAlterConfigsResourceResponse(reader: ByteReader, version: number): AlterConfigsResourceResponse {
  const errorCode = reader.readInt16();
  const errorMessage = version >= 2 ? reader.readCompactNullableString() : reader.readNullableString();
  const resourceType = reader.readInt8();
  const resourceName = version >= 2 ? reader.readCompactString() : reader.readString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { errorCode, errorMessage, resourceType, resourceName };
  return { errorCode, errorMessage, resourceType, resourceName, unknownTaggedFields };
}

function readAlterConfigsResourceResponseArray(reader: ByteReader, length: number, version: number): AlterConfigsResourceResponse[] {
  const elements = new Array<AlterConfigsResourceResponse>(length);
  for (let index = 0; index < length; index++) elements[index] = readAlterConfigsResourceResponse(reader, version);
  return elements;
}

/** Writes a struct of `AlterConfigsResponse`. */
function writeAlterConfigsResourceResponse(writer: ByteWriter, value: AlterConfigsResourceResponse, version: number): void {
  writer.writeInt16(value.errorCode);
  if (version >= 2) {
    writer.writeCompactNullableString(value.errorMessage);
  } else {
    writer.writeNullableString(value.errorMessage);
  }
  writer.writeInt8(value.resourceType);
  if (version >= 2) {
    writer.writeCompactString(value.resourceName);
  } else {
    writer.writeString(value.resourceName);
  }
  if (version >= 2) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
