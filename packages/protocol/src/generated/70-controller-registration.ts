// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `ControllerRegistrationRequest`. */
export interface Listener {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** 0 PLAINTEXT, 1 SSL, 2 SASL_PLAINTEXT, 3 SASL_SSL. */
  readonly securityProtocol: number;
}

/** Every field of `Listener` at its default. */
export const defaultListener: Listener = {
  name: '',
  host: '',
  port: 0,
  securityProtocol: 0,
};

/** A struct of `ControllerRegistrationRequest`. */
export interface Feature {
  readonly name: string;
  readonly minSupportedVersion: number;
  readonly maxSupportedVersion: number;
}

/** Every field of `Feature` at its default. */
export const defaultFeature: Feature = {
  name: '',
  minSupportedVersion: 0,
  maxSupportedVersion: 0,
};

/**
 * Sent by controllers to the active controller: registers addresses and features of a controller
 * (KIP-919).
 */
export interface ControllerRegistrationRequest {
  readonly controllerId: number;
  /** A random id that the process draws when it starts. */
  readonly incarnationId: Uuid;
  /** A leftover of the migration from ZooKeeper; false. */
  readonly zkMigrationReady: boolean;
  readonly listeners: readonly Listener[];
  /** The range of levels that this controller can run. */
  readonly features: readonly Feature[];
}

/** Every field of `ControllerRegistrationRequest` at its default. */
export const defaultControllerRegistrationRequest: ControllerRegistrationRequest = {
  controllerId: 0,
  incarnationId: ZERO_UUID,
  zkMigrationReady: false,
  listeners: NO_ELEMENTS,
  features: NO_ELEMENTS,
};

/**
 * Reads a `ControllerRegistrationRequest` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readControllerRegistrationRequest(reader: ByteReader, version: number): ControllerRegistrationRequest {
  const controllerId = reader.readInt32();
  const incarnationId = reader.readUuid();
  const zkMigrationReady = reader.readBoolean();
  const listeners = readListenerArray(reader, reader.readCompactArrayLength(6, 64), version);
  const features = readFeatureArray(reader, reader.readCompactArrayLength(5, 56), version);
  reader.skipTaggedFields();
  return { controllerId, incarnationId, zkMigrationReady, listeners, features };
}

/**
 * Writes a `ControllerRegistrationRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeControllerRegistrationRequest(writer: ByteWriter, value: ControllerRegistrationRequest, version: number): void {
  writer.writeInt32(value.controllerId);
  writer.writeUuid(value.incarnationId);
  writer.writeBoolean(value.zkMigrationReady);
  writer.writeCompactArrayLength(value.listeners.length);
  for (const element of value.listeners) writeListener(writer, element, version);
  writer.writeCompactArrayLength(value.features.length);
  for (const element of value.features) writeFeature(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `ControllerRegistrationRequest`. */
function readFeature(reader: ByteReader, _version: number): Feature {
  const name = reader.readCompactString();
  const minSupportedVersion = reader.readInt16();
  const maxSupportedVersion = reader.readInt16();
  reader.skipTaggedFields();
  return { name, minSupportedVersion, maxSupportedVersion };
}

function readFeatureArray(reader: ByteReader, length: number, version: number): Feature[] {
  const elements = new Array<Feature>(length);
  for (let index = 0; index < length; index++) elements[index] = readFeature(reader, version);
  return elements;
}

/** Writes a struct of `ControllerRegistrationRequest`. */
function writeFeature(writer: ByteWriter, value: Feature, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeInt16(value.minSupportedVersion);
  writer.writeInt16(value.maxSupportedVersion);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `ControllerRegistrationRequest`. */
function readListener(reader: ByteReader, _version: number): Listener {
  const name = reader.readCompactString();
  const host = reader.readCompactString();
  const port = reader.readUint16();
  const securityProtocol = reader.readInt16();
  reader.skipTaggedFields();
  return { name, host, port, securityProtocol };
}

function readListenerArray(reader: ByteReader, length: number, version: number): Listener[] {
  const elements = new Array<Listener>(length);
  for (let index = 0; index < length; index++) elements[index] = readListener(reader, version);
  return elements;
}

/** Writes a struct of `ControllerRegistrationRequest`. */
function writeListener(writer: ByteWriter, value: Listener, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeCompactString(value.host);
  writer.writeUint16(value.port);
  writer.writeInt16(value.securityProtocol);
  writer.writeUnsignedVarint(0);
}

/**
 * Sent by controllers to the active controller: registers addresses and features of a controller
 * (KIP-919).
 */
export interface ControllerRegistrationResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ControllerRegistrationResponse` at its default. */
export const defaultControllerRegistrationResponse: ControllerRegistrationResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  errorMessage: '',
};

/**
 * Reads a `ControllerRegistrationResponse` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readControllerRegistrationResponse(reader: ByteReader, _version: number): ControllerRegistrationResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, errorMessage };
  return { throttleTimeMs, errorCode, errorMessage, unknownTaggedFields };
}

/**
 * Writes a `ControllerRegistrationResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeControllerRegistrationResponse(writer: ByteWriter, value: ControllerRegistrationResponse, _version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
