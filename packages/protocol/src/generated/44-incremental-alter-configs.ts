// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `IncrementalAlterConfigsRequest`. */
export interface AlterableConfig {
  readonly name: string;
  /** 0 set, 1 delete, 2 append to a list, 3 subtract from a list. */
  readonly configOperation: number;
  /** Null if the operation is delete. */
  readonly value: string | null;
}

/** Every field of `AlterableConfig` at its default. */
export const defaultAlterableConfig: AlterableConfig = {
  name: '',
  configOperation: 0,
  value: '',
};

/** A struct of `IncrementalAlterConfigsRequest`. */
export interface AlterConfigsResource {
  /** 2 topic, 4 broker, 8 broker logger, 16 client metrics, 32 group. */
  readonly resourceType: number;
  /**
   * The name of the topic or group, or the id of the broker; empty for the default of all brokers.
   */
  readonly resourceName: string;
  readonly configs: readonly AlterableConfig[];
}

/** Every field of `AlterConfigsResource` at its default. */
export const defaultAlterConfigsResource: AlterConfigsResource = {
  resourceType: 0,
  resourceName: '',
  configs: NO_ELEMENTS,
};

/**
 * Sent by admin clients to any broker: changes single settings of a resource and leaves the others
 * alone (KIP-339).
 */
export interface IncrementalAlterConfigsRequest {
  readonly resources: readonly AlterConfigsResource[];
  /** True to check the request and change nothing. */
  readonly validateOnly: boolean;
}

/** Every field of `IncrementalAlterConfigsRequest` at its default. */
export const defaultIncrementalAlterConfigsRequest: IncrementalAlterConfigsRequest = {
  resources: NO_ELEMENTS,
  validateOnly: false,
};

/**
 * Reads a `IncrementalAlterConfigsRequest` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readIncrementalAlterConfigsRequest(reader: ByteReader, version: number): IncrementalAlterConfigsRequest {
  const resources = readAlterConfigsResourceArray(reader, version >= 1 ? reader.readCompactArrayLength(3, 72) : reader.readArrayLength(3, 72), version);
  const validateOnly = reader.readBoolean();
  if (version >= 1) {
    reader.skipTaggedFields();
  }
  return { resources, validateOnly };
}

/**
 * Writes a `IncrementalAlterConfigsRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeIncrementalAlterConfigsRequest(writer: ByteWriter, value: IncrementalAlterConfigsRequest, version: number): void {
  if (version >= 1) {
    writer.writeCompactArrayLength(value.resources.length);
  } else {
    writer.writeArrayLength(value.resources.length);
  }
  for (const element of value.resources) writeAlterConfigsResource(writer, element, version);
  writer.writeBoolean(value.validateOnly);
  if (version >= 1) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `IncrementalAlterConfigsRequest`. */
function readAlterConfigsResource(reader: ByteReader, version: number): AlterConfigsResource {
  const resourceType = reader.readInt8();
  const resourceName = version >= 1 ? reader.readCompactString() : reader.readString();
  const configs = readAlterableConfigArray(reader, version >= 1 ? reader.readCompactArrayLength(3, 56) : reader.readArrayLength(3, 56), version);
  if (version >= 1) {
    reader.skipTaggedFields();
  }
  return { resourceType, resourceName, configs };
}

function readAlterConfigsResourceArray(reader: ByteReader, length: number, version: number): AlterConfigsResource[] {
  const elements = new Array<AlterConfigsResource>(length);
  for (let index = 0; index < length; index++) elements[index] = readAlterConfigsResource(reader, version);
  return elements;
}

/** Writes a struct of `IncrementalAlterConfigsRequest`. */
function writeAlterConfigsResource(writer: ByteWriter, value: AlterConfigsResource, version: number): void {
  writer.writeInt8(value.resourceType);
  if (version >= 1) {
    writer.writeCompactString(value.resourceName);
  } else {
    writer.writeString(value.resourceName);
  }
  if (version >= 1) {
    writer.writeCompactArrayLength(value.configs.length);
  } else {
    writer.writeArrayLength(value.configs.length);
  }
  for (const element of value.configs) writeAlterableConfig(writer, element, version);
  if (version >= 1) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `IncrementalAlterConfigsRequest`. */
function readAlterableConfig(reader: ByteReader, version: number): AlterableConfig {
  const name = version >= 1 ? reader.readCompactString() : reader.readString();
  const configOperation = reader.readInt8();
  const value = version >= 1 ? reader.readCompactNullableString() : reader.readNullableString();
  if (version >= 1) {
    reader.skipTaggedFields();
  }
  return { name, configOperation, value };
}

function readAlterableConfigArray(reader: ByteReader, length: number, version: number): AlterableConfig[] {
  const elements = new Array<AlterableConfig>(length);
  for (let index = 0; index < length; index++) elements[index] = readAlterableConfig(reader, version);
  return elements;
}

/** Writes a struct of `IncrementalAlterConfigsRequest`. */
function writeAlterableConfig(writer: ByteWriter, value: AlterableConfig, version: number): void {
  if (version >= 1) {
    writer.writeCompactString(value.name);
  } else {
    writer.writeString(value.name);
  }
  writer.writeInt8(value.configOperation);
  if (version >= 1) {
    writer.writeCompactNullableString(value.value);
  } else {
    writer.writeNullableString(value.value);
  }
  if (version >= 1) {
    writer.writeUnsignedVarint(0);
  }
}

/** A struct of `IncrementalAlterConfigsResponse`. */
export interface AlterConfigsResourceResponse {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** 2 topic, 4 broker, 8 broker logger, 16 client metrics, 32 group. */
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
 * Sent by admin clients to any broker: changes single settings of a resource and leaves the others
 * alone (KIP-339).
 */
export interface IncrementalAlterConfigsResponse {
  readonly throttleTimeMs: number;
  readonly responses: readonly AlterConfigsResourceResponse[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `IncrementalAlterConfigsResponse` at its default. */
export const defaultIncrementalAlterConfigsResponse: IncrementalAlterConfigsResponse = {
  throttleTimeMs: 0,
  responses: NO_ELEMENTS,
};

/**
 * Reads a `IncrementalAlterConfigsResponse` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readIncrementalAlterConfigsResponse(reader: ByteReader, version: number): IncrementalAlterConfigsResponse {
  const throttleTimeMs = reader.readInt32();
  const responses = readAlterConfigsResourceResponseArray(reader, version >= 1 ? reader.readCompactArrayLength(5, 64) : reader.readArrayLength(5, 64), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 1) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, responses };
  return { throttleTimeMs, responses, unknownTaggedFields };
}

/**
 * Writes a `IncrementalAlterConfigsResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeIncrementalAlterConfigsResponse(writer: ByteWriter, value: IncrementalAlterConfigsResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  if (version >= 1) {
    writer.writeCompactArrayLength(value.responses.length);
  } else {
    writer.writeArrayLength(value.responses.length);
  }
  for (const element of value.responses) writeAlterConfigsResourceResponse(writer, element, version);
  if (version >= 1) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `IncrementalAlterConfigsResponse`. */
function readAlterConfigsResourceResponse(reader: ByteReader, version: number): AlterConfigsResourceResponse {
  const errorCode = reader.readInt16();
  const errorMessage = version >= 1 ? reader.readCompactNullableString() : reader.readNullableString();
  const resourceType = reader.readInt8();
  const resourceName = version >= 1 ? reader.readCompactString() : reader.readString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 1) {
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

/** Writes a struct of `IncrementalAlterConfigsResponse`. */
function writeAlterConfigsResourceResponse(writer: ByteWriter, value: AlterConfigsResourceResponse, version: number): void {
  writer.writeInt16(value.errorCode);
  if (version >= 1) {
    writer.writeCompactNullableString(value.errorMessage);
  } else {
    writer.writeNullableString(value.errorMessage);
  }
  writer.writeInt8(value.resourceType);
  if (version >= 1) {
    writer.writeCompactString(value.resourceName);
  } else {
    writer.writeString(value.resourceName);
  }
  if (version >= 1) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
