// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';
import { readUuidArray } from '../codec/primitive-arrays.ts';

/** A struct of `BrokerRegistrationRequest`. */
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

/** A struct of `BrokerRegistrationRequest`. */
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
 * Sent by brokers to the controller when they start: takes the broker in, fenced at first, and
 * gives it an epoch (KIP-631). v2 added log directories (KIP-858), v3 the epoch of before (KIP-966)
 * and v4 features with a minimum of 0.
 */
export interface BrokerRegistrationRequest {
  readonly brokerId: number;
  /** The broker is refused if the controller has another one. */
  readonly clusterId: string;
  /** A random id that the process draws when it starts. */
  readonly incarnationId: Uuid;
  readonly listeners: readonly Listener[];
  /** The range of levels that this broker can run. */
  readonly features: readonly Feature[];
  /** Null if the broker has none. */
  readonly rack: string | null;
  /** A leftover of the migration from ZooKeeper; false. (v1+) */
  readonly isMigratingZkBroker: boolean;
  /** The ids of the log directories that work. (v2+) */
  readonly logDirs: readonly Uuid[];
  /** The epoch at the last clean shutdown; -1 if the broker ended otherwise. (v3+) */
  readonly previousBrokerEpoch: bigint;
}

/** Every field of `BrokerRegistrationRequest` at its default. */
export const defaultBrokerRegistrationRequest: BrokerRegistrationRequest = {
  brokerId: 0,
  clusterId: '',
  incarnationId: ZERO_UUID,
  listeners: NO_ELEMENTS,
  features: NO_ELEMENTS,
  rack: '',
  isMigratingZkBroker: false,
  logDirs: NO_ELEMENTS,
  previousBrokerEpoch: -1n,
};

/**
 * Reads a `BrokerRegistrationRequest` of version 0 to 4. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readBrokerRegistrationRequest(reader: ByteReader, version: number): BrokerRegistrationRequest {
  const brokerId = reader.readInt32();
  const clusterId = reader.readCompactString();
  const incarnationId = reader.readUuid();
  const listeners = readListenerArray(reader, reader.readCompactArrayLength(6, 64), version);
  const features = readFeatureArray(reader, reader.readCompactArrayLength(5, 56), version);
  const rack = reader.readCompactNullableString();
  const isMigratingZkBroker = version >= 1 ? reader.readBoolean() : false;
  const logDirs = version >= 2 ? readUuidArray(reader, reader.readCompactArrayLength(16, 56)) : NO_ELEMENTS;
  const previousBrokerEpoch = version >= 3 ? reader.readInt64() : -1n;
  reader.skipTaggedFields();
  return { brokerId, clusterId, incarnationId, listeners, features, rack, isMigratingZkBroker, logDirs, previousBrokerEpoch };
}

/**
 * Writes a `BrokerRegistrationRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeBrokerRegistrationRequest(writer: ByteWriter, value: BrokerRegistrationRequest, version: number): void {
  writer.writeInt32(value.brokerId);
  writer.writeCompactString(value.clusterId);
  writer.writeUuid(value.incarnationId);
  writer.writeCompactArrayLength(value.listeners.length);
  for (const element of value.listeners) writeListener(writer, element, version);
  writer.writeCompactArrayLength(value.features.length);
  for (const element of value.features) writeFeature(writer, element, version);
  writer.writeCompactNullableString(value.rack);
  if (version >= 1) {
    writer.writeBoolean(value.isMigratingZkBroker);
  }
  if (version >= 2) {
    writer.writeCompactArrayLength(value.logDirs.length);
    for (const element of value.logDirs) writer.writeUuid(element);
  }
  if (version >= 3) {
    writer.writeInt64(value.previousBrokerEpoch);
  }
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `BrokerRegistrationRequest`. */
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

/** Writes a struct of `BrokerRegistrationRequest`. */
function writeFeature(writer: ByteWriter, value: Feature, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeInt16(value.minSupportedVersion);
  writer.writeInt16(value.maxSupportedVersion);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `BrokerRegistrationRequest`. */
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

/** Writes a struct of `BrokerRegistrationRequest`. */
function writeListener(writer: ByteWriter, value: Listener, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeCompactString(value.host);
  writer.writeUint16(value.port);
  writer.writeInt16(value.securityProtocol);
  writer.writeUnsignedVarint(0);
}

/**
 * Sent by brokers to the controller when they start: takes the broker in, fenced at first, and
 * gives it an epoch (KIP-631). v2 added log directories (KIP-858), v3 the epoch of before (KIP-966)
 * and v4 features with a minimum of 0.
 */
export interface BrokerRegistrationResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  /** The epoch for all further requests of this run; -1 on an error. */
  readonly brokerEpoch: bigint;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `BrokerRegistrationResponse` at its default. */
export const defaultBrokerRegistrationResponse: BrokerRegistrationResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  brokerEpoch: -1n,
};

/**
 * Reads a `BrokerRegistrationResponse` of version 0 to 4. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readBrokerRegistrationResponse(reader: ByteReader, _version: number): BrokerRegistrationResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  const brokerEpoch = reader.readInt64();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, brokerEpoch };
  return { throttleTimeMs, errorCode, brokerEpoch, unknownTaggedFields };
}

/**
 * Writes a `BrokerRegistrationResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeBrokerRegistrationResponse(writer: ByteWriter, value: BrokerRegistrationResponse, _version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  writer.writeInt64(value.brokerEpoch);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
