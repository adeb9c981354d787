// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';
import { readInt8Array } from '../codec/primitive-arrays.ts';

/**
 * Sent by admin clients to any broker: the resources that have settings. v0 lists client metrics
 * only (KIP-714), v1 every type (KIP-1142).
 */
export interface ListConfigResourcesRequest {
  /** 2 topic, 4 broker, 8 broker logger, 16 client metrics, 32 group; empty for all. (v1) */
  readonly resourceTypes: readonly number[];
}

/** Every field of `ListConfigResourcesRequest` at its default. */
export const defaultListConfigResourcesRequest: ListConfigResourcesRequest = {
  resourceTypes: NO_ELEMENTS,
};

/**
 * Reads a `ListConfigResourcesRequest` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readListConfigResourcesRequest(reader: ByteReader, version: number): ListConfigResourcesRequest {
  const resourceTypes = version >= 1 ? readInt8Array(reader, reader.readCompactArrayLength(1, 8)) : NO_ELEMENTS;
  reader.skipTaggedFields();
  return { resourceTypes };
}

/**
 * Writes a `ListConfigResourcesRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeListConfigResourcesRequest(writer: ByteWriter, value: ListConfigResourcesRequest, version: number): void {
  if (version >= 1) {
    writer.writeCompactArrayLength(value.resourceTypes.length);
    for (const element of value.resourceTypes) writer.writeInt8(element);
  }
  writer.writeUnsignedVarint(0);
}

/** A struct of `ListConfigResourcesResponse`. */
export interface ConfigResource {
  readonly resourceName: string;
  /** A code as in `resourceTypes`. (v1) */
  readonly resourceType: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ConfigResource` at its default. */
export const defaultConfigResource: ConfigResource = {
  resourceName: '',
  resourceType: 16,
};

/**
 * Sent by admin clients to any broker: the resources that have settings. v0 lists client metrics
 * only (KIP-714), v1 every type (KIP-1142).
 */
export interface ListConfigResourcesResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly configResources: readonly ConfigResource[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ListConfigResourcesResponse` at its default. */
export const defaultListConfigResourcesResponse: ListConfigResourcesResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  configResources: NO_ELEMENTS,
};

/**
 * Reads a `ListConfigResourcesResponse` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readListConfigResourcesResponse(reader: ByteReader, version: number): ListConfigResourcesResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  const configResources = readConfigResourceArray(reader, reader.readCompactArrayLength(1, 48), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, configResources };
  return { throttleTimeMs, errorCode, configResources, unknownTaggedFields };
}

/**
 * Writes a `ListConfigResourcesResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeListConfigResourcesResponse(writer: ByteWriter, value: ListConfigResourcesResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  writer.writeCompactArrayLength(value.configResources.length);
  for (const element of value.configResources) writeConfigResource(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ListConfigResourcesResponse`. */
function readConfigResource(reader: ByteReader, version: number): ConfigResource {
  const resourceName = reader.readCompactString();
  const resourceType = version >= 1 ? reader.readInt8() : 16;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { resourceName, resourceType };
  return { resourceName, resourceType, unknownTaggedFields };
}

function readConfigResourceArray(reader: ByteReader, length: number, version: number): ConfigResource[] {
  const elements = new Array<ConfigResource>(length);
  for (let index = 0; index < length; index++) elements[index] = readConfigResource(reader, version);
  return elements;
}

/** Writes a struct of `ListConfigResourcesResponse`. */
function writeConfigResource(writer: ByteWriter, value: ConfigResource, version: number): void {
  writer.writeCompactString(value.resourceName);
  if (version >= 1) {
    writer.writeInt8(value.resourceType);
  }
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
