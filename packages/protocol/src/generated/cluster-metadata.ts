// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Timestamp, type Uuid, ZERO_UUID } from '@odradek/base';
import { EMPTY_BYTES } from '../codec/empty-bytes.ts';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { keepUnknownTaggedField, NO_TAGGED_FIELDS, readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields, writeUnknownTaggedFieldsBelow } from '../codec/unknown-tagged-fields.ts';
import { readNullableInt32Array, readNullableUuidArray, readStringArray, readUuidArray } from '../codec/primitive-arrays.ts';

/** A struct of `RegisterBrokerRecord`. */
export interface BrokerEndpoint {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly securityProtocol: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `BrokerEndpoint` at its default. */
export const defaultBrokerEndpoint: BrokerEndpoint = {
  name: '',
  host: '',
  port: 0,
  securityProtocol: 0,
};

/** A struct of `RegisterBrokerRecord`. */
export interface BrokerFeature {
  readonly name: string;
  readonly minSupportedVersion: number;
  readonly maxSupportedVersion: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `BrokerFeature` at its default. */
export const defaultBrokerFeature: BrokerFeature = {
  name: '',
  minSupportedVersion: 0,
  maxSupportedVersion: 0,
};

/**
 * A broker has registered, fenced at first; the record replaces an earlier registration of the same
 * id. v1 added controlled shutdown, v3 log directories (KIP-858) and v4 cordoned ones.
 */
export interface RegisterBrokerRecord {
  readonly brokerId: number;
  /** A leftover of the migration from ZooKeeper; false. (v2+) */
  readonly isMigratingZkBroker: boolean;
  readonly incarnationId: Uuid;
  /** The epoch of this run of the broker: the offset of this record. */
  readonly brokerEpoch: bigint;
  readonly endPoints: readonly BrokerEndpoint[];
  /** The range of levels that the broker can run. */
  readonly features: readonly BrokerFeature[];
  /** Null if the broker has none. */
  readonly rack: string | null;
  /** True while the broker neither leads nor serves. */
  readonly fenced: boolean;
  /** (v1+) */
  readonly inControlledShutdown: boolean;
  /** The ids of the log directories that work. (v3+, tag 0) */
  readonly logDirs: readonly Uuid[];
  /** The ids of the log directories that get no new replicas; null if not known. (v4, tag 1) */
  readonly cordonedLogDirs: readonly Uuid[] | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `RegisterBrokerRecord` at its default. */
export const defaultRegisterBrokerRecord: RegisterBrokerRecord = {
  brokerId: 0,
  isMigratingZkBroker: false,
  incarnationId: ZERO_UUID,
  brokerEpoch: 0n,
  endPoints: NO_ELEMENTS,
  features: NO_ELEMENTS,
  rack: '',
  fenced: true,
  inControlledShutdown: false,
  logDirs: NO_ELEMENTS,
  cordonedLogDirs: null,
};

/**
 * Reads a `RegisterBrokerRecord` of version 0 to 4. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readRegisterBrokerRecord(reader: ByteReader, version: number): RegisterBrokerRecord {
  const brokerId = reader.readInt32();
  const isMigratingZkBroker = version >= 2 ? reader.readBoolean() : false;
  const incarnationId = reader.readUuid();
  const brokerEpoch = reader.readInt64();
  const endPoints = readBrokerEndpointArray(reader, reader.readCompactArrayLength(6, 64), version);
  const features = readBrokerFeatureArray(reader, reader.readCompactArrayLength(5, 56), version);
  const rack = reader.readCompactNullableString();
  const fenced = reader.readBoolean();
  const inControlledShutdown = version >= 1 ? reader.readBoolean() : false;
  let logDirs: readonly Uuid[] = NO_ELEMENTS;
  let cordonedLogDirs: readonly Uuid[] | null = null;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
    const tag = reader.readUnsignedVarint();
    const size = reader.readTaggedFieldBytes();
    const start = reader.position;
    switch (tag) {
      case 0:
        if (version >= 3) logDirs = readUuidArray(reader, reader.readCompactArrayLength(16, 56));
        else unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
        break;
      case 1:
        if (version >= 4) cordonedLogDirs = readNullableUuidArray(reader, reader.readCompactNullableArrayLength(16, 56));
        else unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
        break;
      default:
        unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
    }
    reader.checkTaggedFieldEnd(tag, start, size);
  }
  if (unknownTaggedFields === undefined) return { brokerId, isMigratingZkBroker, incarnationId, brokerEpoch, endPoints, features, rack, fenced, inControlledShutdown, logDirs, cordonedLogDirs };
  return { brokerId, isMigratingZkBroker, incarnationId, brokerEpoch, endPoints, features, rack, fenced, inControlledShutdown, logDirs, cordonedLogDirs, unknownTaggedFields };
}

/**
 * Writes a `RegisterBrokerRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeRegisterBrokerRecord(writer: ByteWriter, value: RegisterBrokerRecord, version: number): void {
  writer.writeInt32(value.brokerId);
  if (version >= 2) {
    writer.writeBoolean(value.isMigratingZkBroker);
  }
  writer.writeUuid(value.incarnationId);
  writer.writeInt64(value.brokerEpoch);
  writer.writeCompactArrayLength(value.endPoints.length);
  for (const element of value.endPoints) writeBrokerEndpoint(writer, element, version);
  writer.writeCompactArrayLength(value.features.length);
  for (const element of value.features) writeBrokerFeature(writer, element, version);
  writer.writeCompactNullableString(value.rack);
  writer.writeBoolean(value.fenced);
  if (version >= 1) {
    writer.writeBoolean(value.inControlledShutdown);
  }
  const unknown = value.unknownTaggedFields ?? NO_TAGGED_FIELDS;
  let taggedFields = unknown.length;
  const has0 = version >= 3 && (value.logDirs.length !== 0);
  if (has0) taggedFields++;
  const has1 = version >= 4 && (value.cordonedLogDirs !== null);
  if (has1) taggedFields++;
  writer.writeUnsignedVarint(taggedFields);
  let next = 0;
  if (has0) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 0);
    const start = writer.beginTaggedField(0);
    writer.writeCompactArrayLength(value.logDirs.length);
    for (const element of value.logDirs) writer.writeUuid(element);
    writer.endTaggedField(start);
  }
  if (has1) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 1);
    const start = writer.beginTaggedField(1);
    if (value.cordonedLogDirs === null) {
      writer.writeCompactArrayLength(-1);
    } else {
      writer.writeCompactArrayLength(value.cordonedLogDirs.length);
      for (const element of value.cordonedLogDirs) writer.writeUuid(element);
    }
    writer.endTaggedField(start);
  }
  writeUnknownTaggedFieldsBelow(writer, unknown, next, Infinity);
}

/** Reads a struct of `RegisterBrokerRecord`. */
function readBrokerFeature(reader: ByteReader, _version: number): BrokerFeature {
  const name = reader.readCompactString();
  const minSupportedVersion = reader.readInt16();
  const maxSupportedVersion = reader.readInt16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { name, minSupportedVersion, maxSupportedVersion };
  return { name, minSupportedVersion, maxSupportedVersion, unknownTaggedFields };
}

function readBrokerFeatureArray(reader: ByteReader, length: number, version: number): BrokerFeature[] {
  const elements = new Array<BrokerFeature>(length);
  for (let index = 0; index < length; index++) elements[index] = readBrokerFeature(reader, version);
  return elements;
}

/** Writes a struct of `RegisterBrokerRecord`. */
function writeBrokerFeature(writer: ByteWriter, value: BrokerFeature, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeInt16(value.minSupportedVersion);
  writer.writeInt16(value.maxSupportedVersion);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `RegisterBrokerRecord`. */
function readBrokerEndpoint(reader: ByteReader, _version: number): BrokerEndpoint {
  const name = reader.readCompactString();
  const host = reader.readCompactString();
  const port = reader.readUint16();
  const securityProtocol = reader.readInt16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { name, host, port, securityProtocol };
  return { name, host, port, securityProtocol, unknownTaggedFields };
}

function readBrokerEndpointArray(reader: ByteReader, length: number, version: number): BrokerEndpoint[] {
  const elements = new Array<BrokerEndpoint>(length);
  for (let index = 0; index < length; index++) elements[index] = readBrokerEndpoint(reader, version);
  return elements;
}

/** Writes a struct of `RegisterBrokerRecord`. */
function writeBrokerEndpoint(writer: ByteWriter, value: BrokerEndpoint, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeCompactString(value.host);
  writer.writeUint16(value.port);
  writer.writeInt16(value.securityProtocol);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** The registration of a broker is removed. */
export interface UnregisterBrokerRecord {
  readonly brokerId: number;
  /** The epoch of the registration that ends. */
  readonly brokerEpoch: bigint;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `UnregisterBrokerRecord` at its default. */
export const defaultUnregisterBrokerRecord: UnregisterBrokerRecord = {
  brokerId: 0,
  brokerEpoch: 0n,
};

/**
 * Reads a `UnregisterBrokerRecord` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readUnregisterBrokerRecord(reader: ByteReader, _version: number): UnregisterBrokerRecord {
  const brokerId = reader.readInt32();
  const brokerEpoch = reader.readInt64();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { brokerId, brokerEpoch };
  return { brokerId, brokerEpoch, unknownTaggedFields };
}

/**
 * Writes a `UnregisterBrokerRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeUnregisterBrokerRecord(writer: ByteWriter, value: UnregisterBrokerRecord, _version: number): void {
  writer.writeInt32(value.brokerId);
  writer.writeInt64(value.brokerEpoch);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/**
 * A broker is fenced: it leads nothing and leaves the in-sync replicas.
 * BrokerRegistrationChangeRecord took its place.
 */
export interface FenceBrokerRecord {
  readonly id: number;
  /** The epoch of the registration that the record speaks of. */
  readonly epoch: bigint;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `FenceBrokerRecord` at its default. */
export const defaultFenceBrokerRecord: FenceBrokerRecord = {
  id: 0,
  epoch: 0n,
};

/**
 * Reads a `FenceBrokerRecord` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readFenceBrokerRecord(reader: ByteReader, _version: number): FenceBrokerRecord {
  const id = reader.readInt32();
  const epoch = reader.readInt64();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { id, epoch };
  return { id, epoch, unknownTaggedFields };
}

/**
 * Writes a `FenceBrokerRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeFenceBrokerRecord(writer: ByteWriter, value: FenceBrokerRecord, _version: number): void {
  writer.writeInt32(value.id);
  writer.writeInt64(value.epoch);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** A broker is no longer fenced. BrokerRegistrationChangeRecord took its place. */
export interface UnfenceBrokerRecord {
  readonly id: number;
  /** The epoch of the registration that the record speaks of. */
  readonly epoch: bigint;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `UnfenceBrokerRecord` at its default. */
export const defaultUnfenceBrokerRecord: UnfenceBrokerRecord = {
  id: 0,
  epoch: 0n,
};

/**
 * Reads a `UnfenceBrokerRecord` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readUnfenceBrokerRecord(reader: ByteReader, _version: number): UnfenceBrokerRecord {
  const id = reader.readInt32();
  const epoch = reader.readInt64();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { id, epoch };
  return { id, epoch, unknownTaggedFields };
}

/**
 * Writes a `UnfenceBrokerRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeUnfenceBrokerRecord(writer: ByteWriter, value: UnfenceBrokerRecord, _version: number): void {
  writer.writeInt32(value.id);
  writer.writeInt64(value.epoch);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/**
 * What changed in the registration of a broker. v1 added controlled shutdown, v2 log directories
 * (KIP-858) and v3 cordoned ones.
 */
export interface BrokerRegistrationChangeRecord {
  readonly brokerId: number;
  readonly brokerEpoch: bigint;
  /** 1 fenced, -1 no longer fenced, 0 unchanged. (tag 0) */
  readonly fenced: number;
  /** 1 shutting down, 0 unchanged. (v1+, tag 1) */
  readonly inControlledShutdown: number;
  /** The ids of the log directories that work; empty if unchanged. (v2+, tag 2) */
  readonly logDirs: readonly Uuid[];
  /** Null if unchanged. (v3, tag 3) */
  readonly cordonedLogDirs: readonly Uuid[] | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `BrokerRegistrationChangeRecord` at its default. */
export const defaultBrokerRegistrationChangeRecord: BrokerRegistrationChangeRecord = {
  brokerId: 0,
  brokerEpoch: 0n,
  fenced: 0,
  inControlledShutdown: 0,
  logDirs: NO_ELEMENTS,
  cordonedLogDirs: null,
};

/**
 * Reads a `BrokerRegistrationChangeRecord` of version 0 to 3. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readBrokerRegistrationChangeRecord(reader: ByteReader, version: number): BrokerRegistrationChangeRecord {
  const brokerId = reader.readInt32();
  const brokerEpoch = reader.readInt64();
  let fenced: number = 0;
  let inControlledShutdown: number = 0;
  let logDirs: readonly Uuid[] = NO_ELEMENTS;
  let cordonedLogDirs: readonly Uuid[] | null = null;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
    const tag = reader.readUnsignedVarint();
    const size = reader.readTaggedFieldBytes();
    const start = reader.position;
    switch (tag) {
      case 0:
        fenced = reader.readInt8();
        break;
      case 1:
        if (version >= 1) inControlledShutdown = reader.readInt8();
        else unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
        break;
      case 2:
        if (version >= 2) logDirs = readUuidArray(reader, reader.readCompactArrayLength(16, 56));
        else unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
        break;
      case 3:
        if (version >= 3) cordonedLogDirs = readNullableUuidArray(reader, reader.readCompactNullableArrayLength(16, 56));
        else unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
        break;
      default:
        unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
    }
    reader.checkTaggedFieldEnd(tag, start, size);
  }
  if (unknownTaggedFields === undefined) return { brokerId, brokerEpoch, fenced, inControlledShutdown, logDirs, cordonedLogDirs };
  return { brokerId, brokerEpoch, fenced, inControlledShutdown, logDirs, cordonedLogDirs, unknownTaggedFields };
}

/**
 * Writes a `BrokerRegistrationChangeRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeBrokerRegistrationChangeRecord(writer: ByteWriter, value: BrokerRegistrationChangeRecord, version: number): void {
  writer.writeInt32(value.brokerId);
  writer.writeInt64(value.brokerEpoch);
  const unknown = value.unknownTaggedFields ?? NO_TAGGED_FIELDS;
  let taggedFields = unknown.length;
  const has0 = value.fenced !== 0;
  if (has0) taggedFields++;
  const has1 = version >= 1 && (value.inControlledShutdown !== 0);
  if (has1) taggedFields++;
  const has2 = version >= 2 && (value.logDirs.length !== 0);
  if (has2) taggedFields++;
  const has3 = version >= 3 && (value.cordonedLogDirs !== null);
  if (has3) taggedFields++;
  writer.writeUnsignedVarint(taggedFields);
  let next = 0;
  if (has0) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 0);
    const start = writer.beginTaggedField(0);
    writer.writeInt8(value.fenced);
    writer.endTaggedField(start);
  }
  if (has1) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 1);
    const start = writer.beginTaggedField(1);
    writer.writeInt8(value.inControlledShutdown);
    writer.endTaggedField(start);
  }
  if (has2) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 2);
    const start = writer.beginTaggedField(2);
    writer.writeCompactArrayLength(value.logDirs.length);
    for (const element of value.logDirs) writer.writeUuid(element);
    writer.endTaggedField(start);
  }
  if (has3) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 3);
    const start = writer.beginTaggedField(3);
    if (value.cordonedLogDirs === null) {
      writer.writeCompactArrayLength(-1);
    } else {
      writer.writeCompactArrayLength(value.cordonedLogDirs.length);
      for (const element of value.cordonedLogDirs) writer.writeUuid(element);
    }
    writer.endTaggedField(start);
  }
  writeUnknownTaggedFieldsBelow(writer, unknown, next, Infinity);
}

/** A struct of `RegisterControllerRecord`. */
export interface ControllerEndpoint {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly securityProtocol: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ControllerEndpoint` at its default. */
export const defaultControllerEndpoint: ControllerEndpoint = {
  name: '',
  host: '',
  port: 0,
  securityProtocol: 0,
};

/** A struct of `RegisterControllerRecord`. */
export interface ControllerFeature {
  readonly name: string;
  readonly minSupportedVersion: number;
  readonly maxSupportedVersion: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ControllerFeature` at its default. */
export const defaultControllerFeature: ControllerFeature = {
  name: '',
  minSupportedVersion: 0,
  maxSupportedVersion: 0,
};

/**
 * A controller has registered; the record replaces an earlier registration of the same id
 * (KIP-919).
 */
export interface RegisterControllerRecord {
  readonly controllerId: number;
  readonly incarnationId: Uuid;
  /** A leftover of the migration from ZooKeeper; false. */
  readonly zkMigrationReady: boolean;
  readonly endPoints: readonly ControllerEndpoint[];
  /** The range of levels that the controller can run. */
  readonly features: readonly ControllerFeature[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `RegisterControllerRecord` at its default. */
export const defaultRegisterControllerRecord: RegisterControllerRecord = {
  controllerId: 0,
  incarnationId: ZERO_UUID,
  zkMigrationReady: false,
  endPoints: NO_ELEMENTS,
  features: NO_ELEMENTS,
};

/**
 * Reads a `RegisterControllerRecord` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readRegisterControllerRecord(reader: ByteReader, version: number): RegisterControllerRecord {
  const controllerId = reader.readInt32();
  const incarnationId = reader.readUuid();
  const zkMigrationReady = reader.readBoolean();
  const endPoints = readControllerEndpointArray(reader, reader.readCompactArrayLength(6, 64), version);
  const features = readControllerFeatureArray(reader, reader.readCompactArrayLength(5, 56), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { controllerId, incarnationId, zkMigrationReady, endPoints, features };
  return { controllerId, incarnationId, zkMigrationReady, endPoints, features, unknownTaggedFields };
}

/**
 * Writes a `RegisterControllerRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeRegisterControllerRecord(writer: ByteWriter, value: RegisterControllerRecord, version: number): void {
  writer.writeInt32(value.controllerId);
  writer.writeUuid(value.incarnationId);
  writer.writeBoolean(value.zkMigrationReady);
  writer.writeCompactArrayLength(value.endPoints.length);
  for (const element of value.endPoints) writeControllerEndpoint(writer, element, version);
  writer.writeCompactArrayLength(value.features.length);
  for (const element of value.features) writeControllerFeature(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `RegisterControllerRecord`. */
function readControllerFeature(reader: ByteReader, _version: number): ControllerFeature {
  const name = reader.readCompactString();
  const minSupportedVersion = reader.readInt16();
  const maxSupportedVersion = reader.readInt16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { name, minSupportedVersion, maxSupportedVersion };
  return { name, minSupportedVersion, maxSupportedVersion, unknownTaggedFields };
}

function readControllerFeatureArray(reader: ByteReader, length: number, version: number): ControllerFeature[] {
  const elements = new Array<ControllerFeature>(length);
  for (let index = 0; index < length; index++) elements[index] = readControllerFeature(reader, version);
  return elements;
}

/** Writes a struct of `RegisterControllerRecord`. */
function writeControllerFeature(writer: ByteWriter, value: ControllerFeature, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeInt16(value.minSupportedVersion);
  writer.writeInt16(value.maxSupportedVersion);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `RegisterControllerRecord`. */
function readControllerEndpoint(reader: ByteReader, _version: number): ControllerEndpoint {
  const name = reader.readCompactString();
  const host = reader.readCompactString();
  const port = reader.readUint16();
  const securityProtocol = reader.readInt16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { name, host, port, securityProtocol };
  return { name, host, port, securityProtocol, unknownTaggedFields };
}

function readControllerEndpointArray(reader: ByteReader, length: number, version: number): ControllerEndpoint[] {
  const elements = new Array<ControllerEndpoint>(length);
  for (let index = 0; index < length; index++) elements[index] = readControllerEndpoint(reader, version);
  return elements;
}

/** Writes a struct of `RegisterControllerRecord`. */
function writeControllerEndpoint(writer: ByteWriter, value: ControllerEndpoint, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeCompactString(value.host);
  writer.writeUint16(value.port);
  writer.writeInt16(value.securityProtocol);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** The registration of a controller is removed (KIP-1312). */
export interface UnregisterControllerRecord {
  readonly controllerId: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `UnregisterControllerRecord` at its default. */
export const defaultUnregisterControllerRecord: UnregisterControllerRecord = {
  controllerId: 0,
};

/**
 * Reads a `UnregisterControllerRecord` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readUnregisterControllerRecord(reader: ByteReader, _version: number): UnregisterControllerRecord {
  const controllerId = reader.readInt32();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { controllerId };
  return { controllerId, unknownTaggedFields };
}

/**
 * Writes a `UnregisterControllerRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeUnregisterControllerRecord(writer: ByteWriter, value: UnregisterControllerRecord, _version: number): void {
  writer.writeInt32(value.controllerId);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** A topic exists; its partitions follow in PartitionRecords. */
export interface TopicRecord {
  readonly name: string;
  readonly topicId: Uuid;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `TopicRecord` at its default. */
export const defaultTopicRecord: TopicRecord = {
  name: '',
  topicId: ZERO_UUID,
};

/**
 * Reads a `TopicRecord` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readTopicRecord(reader: ByteReader, _version: number): TopicRecord {
  const name = reader.readCompactString();
  const topicId = reader.readUuid();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { name, topicId };
  return { name, topicId, unknownTaggedFields };
}

/**
 * Writes a `TopicRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeTopicRecord(writer: ByteWriter, value: TopicRecord, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeUuid(value.topicId);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/**
 * A partition with all of its state: at its creation, and in snapshots. v1 added log directories
 * (KIP-858), v2 eligible leader replicas (KIP-966).
 */
export interface PartitionRecord {
  readonly partitionId: number;
  readonly topicId: Uuid;
  /** The brokers with a replica, the preferred leader first. */
  readonly replicas: readonly number[];
  /** The in-sync replicas. */
  readonly isr: readonly number[];
  /** The replicas that go at the end of the reassignment under way. */
  readonly removingReplicas: readonly number[];
  /** The replicas that the reassignment under way adds. */
  readonly addingReplicas: readonly number[];
  /** -1 while there is none. */
  readonly leader: number;
  /** 0 recovered, 1 recovering from an unclean election. (tag 0) */
  readonly leaderRecoveryState: number;
  /** Grows with each election of a leader. */
  readonly leaderEpoch: number;
  /** Grows with each change of the partition. */
  readonly partitionEpoch: number;
  /**
   * The id of the log directory of each of `replicas`; 0 unknown, 1 not assigned yet, 2 lost. (v1+)
   */
  readonly directories: readonly Uuid[];
  /** Replicas outside the in-sync replicas that still have every committed record. (v2, tag 1) */
  readonly eligibleLeaderReplicas: readonly number[] | null;
  /**
   * Whom to elect if nobody else is left: the last leader, or former eligible leader replicas. (v2,
   * tag 2)
   */
  readonly lastKnownElr: readonly number[] | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `PartitionRecord` at its default. */
export const defaultPartitionRecord: PartitionRecord = {
  partitionId: -1,
  topicId: ZERO_UUID,
  replicas: NO_ELEMENTS,
  isr: NO_ELEMENTS,
  removingReplicas: NO_ELEMENTS,
  addingReplicas: NO_ELEMENTS,
  leader: -1,
  leaderRecoveryState: 0,
  leaderEpoch: -1,
  partitionEpoch: -1,
  directories: NO_ELEMENTS,
  eligibleLeaderReplicas: null,
  lastKnownElr: null,
};

/**
 * Reads a `PartitionRecord` of version 0 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readPartitionRecord(reader: ByteReader, version: number): PartitionRecord {
  const partitionId = reader.readInt32();
  const topicId = reader.readUuid();
  const replicas = reader.readCompactInt32Array();
  const isr = reader.readCompactInt32Array();
  const removingReplicas = reader.readCompactInt32Array();
  const addingReplicas = reader.readCompactInt32Array();
  const leader = reader.readInt32();
  let leaderRecoveryState: number = 0;
  const leaderEpoch = reader.readInt32();
  const partitionEpoch = reader.readInt32();
  const directories = version >= 1 ? readUuidArray(reader, reader.readCompactArrayLength(16, 56)) : NO_ELEMENTS;
  let eligibleLeaderReplicas: readonly number[] | null = null;
  let lastKnownElr: readonly number[] | null = null;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
    const tag = reader.readUnsignedVarint();
    const size = reader.readTaggedFieldBytes();
    const start = reader.position;
    switch (tag) {
      case 0:
        leaderRecoveryState = reader.readInt8();
        break;
      case 1:
        if (version >= 2) eligibleLeaderReplicas = readNullableInt32Array(reader, reader.readCompactNullableArrayLength(4, 8));
        else unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
        break;
      case 2:
        if (version >= 2) lastKnownElr = readNullableInt32Array(reader, reader.readCompactNullableArrayLength(4, 8));
        else unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
        break;
      default:
        unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
    }
    reader.checkTaggedFieldEnd(tag, start, size);
  }
  if (unknownTaggedFields === undefined) return { partitionId, topicId, replicas, isr, removingReplicas, addingReplicas, leader, leaderRecoveryState, leaderEpoch, partitionEpoch, directories, eligibleLeaderReplicas, lastKnownElr };
  return { partitionId, topicId, replicas, isr, removingReplicas, addingReplicas, leader, leaderRecoveryState, leaderEpoch, partitionEpoch, directories, eligibleLeaderReplicas, lastKnownElr, unknownTaggedFields };
}

/**
 * Writes a `PartitionRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writePartitionRecord(writer: ByteWriter, value: PartitionRecord, version: number): void {
  writer.writeInt32(value.partitionId);
  writer.writeUuid(value.topicId);
  writer.writeCompactArrayLength(value.replicas.length);
  for (const element of value.replicas) writer.writeInt32(element);
  writer.writeCompactArrayLength(value.isr.length);
  for (const element of value.isr) writer.writeInt32(element);
  writer.writeCompactArrayLength(value.removingReplicas.length);
  for (const element of value.removingReplicas) writer.writeInt32(element);
  writer.writeCompactArrayLength(value.addingReplicas.length);
  for (const element of value.addingReplicas) writer.writeInt32(element);
  writer.writeInt32(value.leader);
  writer.writeInt32(value.leaderEpoch);
  writer.writeInt32(value.partitionEpoch);
  if (version >= 1) {
    writer.writeCompactArrayLength(value.directories.length);
    for (const element of value.directories) writer.writeUuid(element);
  }
  const unknown = value.unknownTaggedFields ?? NO_TAGGED_FIELDS;
  let taggedFields = unknown.length;
  const has0 = value.leaderRecoveryState !== 0;
  if (has0) taggedFields++;
  const has1 = version >= 2 && (value.eligibleLeaderReplicas !== null);
  if (has1) taggedFields++;
  const has2 = version >= 2 && (value.lastKnownElr !== null);
  if (has2) taggedFields++;
  writer.writeUnsignedVarint(taggedFields);
  let next = 0;
  if (has0) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 0);
    const start = writer.beginTaggedField(0);
    writer.writeInt8(value.leaderRecoveryState);
    writer.endTaggedField(start);
  }
  if (has1) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 1);
    const start = writer.beginTaggedField(1);
    if (value.eligibleLeaderReplicas === null) {
      writer.writeCompactArrayLength(-1);
    } else {
      writer.writeCompactArrayLength(value.eligibleLeaderReplicas.length);
      for (const element of value.eligibleLeaderReplicas) writer.writeInt32(element);
    }
    writer.endTaggedField(start);
  }
  if (has2) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 2);
    const start = writer.beginTaggedField(2);
    if (value.lastKnownElr === null) {
      writer.writeCompactArrayLength(-1);
    } else {
      writer.writeCompactArrayLength(value.lastKnownElr.length);
      for (const element of value.lastKnownElr) writer.writeInt32(element);
    }
    writer.endTaggedField(start);
  }
  writeUnknownTaggedFieldsBelow(writer, unknown, next, Infinity);
}

/**
 * What changed in a partition; each change adds 1 to its partition epoch. v1 added log directories
 * (KIP-858), v2 eligible leader replicas (KIP-966).
 */
export interface PartitionChangeRecord {
  readonly partitionId: number;
  readonly topicId: Uuid;
  /** Null if unchanged. (tag 0) */
  readonly isr: readonly number[] | null;
  /** -1 for no leader, -2 if unchanged; else also the leader epoch grows. (tag 1) */
  readonly leader: number;
  /** Null if unchanged. (tag 2) */
  readonly replicas: readonly number[] | null;
  /** Null if unchanged. (tag 3) */
  readonly removingReplicas: readonly number[] | null;
  /** Null if unchanged. (tag 4) */
  readonly addingReplicas: readonly number[] | null;
  /** 0 recovered, 1 recovering from an unclean election, -1 if unchanged. (tag 5) */
  readonly leaderRecoveryState: number;
  /** The id of the log directory of each replica; null if unchanged. (v1+, tag 8) */
  readonly directories: readonly Uuid[] | null;
  /** Null if unchanged. (v2, tag 6) */
  readonly eligibleLeaderReplicas: readonly number[] | null;
  /** Null if unchanged. (v2, tag 7) */
  readonly lastKnownElr: readonly number[] | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `PartitionChangeRecord` at its default. */
export const defaultPartitionChangeRecord: PartitionChangeRecord = {
  partitionId: -1,
  topicId: ZERO_UUID,
  isr: null,
  leader: -2,
  replicas: null,
  removingReplicas: null,
  addingReplicas: null,
  leaderRecoveryState: -1,
  directories: null,
  eligibleLeaderReplicas: null,
  lastKnownElr: null,
};

/**
 * Reads a `PartitionChangeRecord` of version 0 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readPartitionChangeRecord(reader: ByteReader, version: number): PartitionChangeRecord {
  const partitionId = reader.readInt32();
  const topicId = reader.readUuid();
  let isr: readonly number[] | null = null;
  let leader: number = -2;
  let replicas: readonly number[] | null = null;
  let removingReplicas: readonly number[] | null = null;
  let addingReplicas: readonly number[] | null = null;
  let leaderRecoveryState: number = -1;
  let directories: readonly Uuid[] | null = null;
  let eligibleLeaderReplicas: readonly number[] | null = null;
  let lastKnownElr: readonly number[] | null = null;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
    const tag = reader.readUnsignedVarint();
    const size = reader.readTaggedFieldBytes();
    const start = reader.position;
    switch (tag) {
      case 0:
        isr = readNullableInt32Array(reader, reader.readCompactNullableArrayLength(4, 8));
        break;
      case 1:
        leader = reader.readInt32();
        break;
      case 2:
        replicas = readNullableInt32Array(reader, reader.readCompactNullableArrayLength(4, 8));
        break;
      case 3:
        removingReplicas = readNullableInt32Array(reader, reader.readCompactNullableArrayLength(4, 8));
        break;
      case 4:
        addingReplicas = readNullableInt32Array(reader, reader.readCompactNullableArrayLength(4, 8));
        break;
      case 5:
        leaderRecoveryState = reader.readInt8();
        break;
      case 8:
        if (version >= 1) directories = readNullableUuidArray(reader, reader.readCompactNullableArrayLength(16, 56));
        else unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
        break;
      case 6:
        if (version >= 2) eligibleLeaderReplicas = readNullableInt32Array(reader, reader.readCompactNullableArrayLength(4, 8));
        else unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
        break;
      case 7:
        if (version >= 2) lastKnownElr = readNullableInt32Array(reader, reader.readCompactNullableArrayLength(4, 8));
        else unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
        break;
      default:
        unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
    }
    reader.checkTaggedFieldEnd(tag, start, size);
  }
  if (unknownTaggedFields === undefined) return { partitionId, topicId, isr, leader, replicas, removingReplicas, addingReplicas, leaderRecoveryState, directories, eligibleLeaderReplicas, lastKnownElr };
  return { partitionId, topicId, isr, leader, replicas, removingReplicas, addingReplicas, leaderRecoveryState, directories, eligibleLeaderReplicas, lastKnownElr, unknownTaggedFields };
}

/**
 * Writes a `PartitionChangeRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writePartitionChangeRecord(writer: ByteWriter, value: PartitionChangeRecord, version: number): void {
  writer.writeInt32(value.partitionId);
  writer.writeUuid(value.topicId);
  const unknown = value.unknownTaggedFields ?? NO_TAGGED_FIELDS;
  let taggedFields = unknown.length;
  const has0 = value.isr !== null;
  if (has0) taggedFields++;
  const has1 = value.leader !== -2;
  if (has1) taggedFields++;
  const has2 = value.replicas !== null;
  if (has2) taggedFields++;
  const has3 = value.removingReplicas !== null;
  if (has3) taggedFields++;
  const has4 = value.addingReplicas !== null;
  if (has4) taggedFields++;
  const has5 = value.leaderRecoveryState !== -1;
  if (has5) taggedFields++;
  const has6 = version >= 2 && (value.eligibleLeaderReplicas !== null);
  if (has6) taggedFields++;
  const has7 = version >= 2 && (value.lastKnownElr !== null);
  if (has7) taggedFields++;
  const has8 = version >= 1 && (value.directories !== null);
  if (has8) taggedFields++;
  writer.writeUnsignedVarint(taggedFields);
  let next = 0;
  if (has0) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 0);
    const start = writer.beginTaggedField(0);
    if (value.isr === null) {
      writer.writeCompactArrayLength(-1);
    } else {
      writer.writeCompactArrayLength(value.isr.length);
      for (const element of value.isr) writer.writeInt32(element);
    }
    writer.endTaggedField(start);
  }
  if (has1) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 1);
    const start = writer.beginTaggedField(1);
    writer.writeInt32(value.leader);
    writer.endTaggedField(start);
  }
  if (has2) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 2);
    const start = writer.beginTaggedField(2);
    if (value.replicas === null) {
      writer.writeCompactArrayLength(-1);
    } else {
      writer.writeCompactArrayLength(value.replicas.length);
      for (const element of value.replicas) writer.writeInt32(element);
    }
    writer.endTaggedField(start);
  }
  if (has3) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 3);
    const start = writer.beginTaggedField(3);
    if (value.removingReplicas === null) {
      writer.writeCompactArrayLength(-1);
    } else {
      writer.writeCompactArrayLength(value.removingReplicas.length);
      for (const element of value.removingReplicas) writer.writeInt32(element);
    }
    writer.endTaggedField(start);
  }
  if (has4) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 4);
    const start = writer.beginTaggedField(4);
    if (value.addingReplicas === null) {
      writer.writeCompactArrayLength(-1);
    } else {
      writer.writeCompactArrayLength(value.addingReplicas.length);
      for (const element of value.addingReplicas) writer.writeInt32(element);
    }
    writer.endTaggedField(start);
  }
  if (has5) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 5);
    const start = writer.beginTaggedField(5);
    writer.writeInt8(value.leaderRecoveryState);
    writer.endTaggedField(start);
  }
  if (has6) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 6);
    const start = writer.beginTaggedField(6);
    if (value.eligibleLeaderReplicas === null) {
      writer.writeCompactArrayLength(-1);
    } else {
      writer.writeCompactArrayLength(value.eligibleLeaderReplicas.length);
      for (const element of value.eligibleLeaderReplicas) writer.writeInt32(element);
    }
    writer.endTaggedField(start);
  }
  if (has7) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 7);
    const start = writer.beginTaggedField(7);
    if (value.lastKnownElr === null) {
      writer.writeCompactArrayLength(-1);
    } else {
      writer.writeCompactArrayLength(value.lastKnownElr.length);
      for (const element of value.lastKnownElr) writer.writeInt32(element);
    }
    writer.endTaggedField(start);
  }
  if (has8) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 8);
    const start = writer.beginTaggedField(8);
    if (value.directories === null) {
      writer.writeCompactArrayLength(-1);
    } else {
      writer.writeCompactArrayLength(value.directories.length);
      for (const element of value.directories) writer.writeUuid(element);
    }
    writer.endTaggedField(start);
  }
  writeUnknownTaggedFieldsBelow(writer, unknown, next, Infinity);
}

/** A topic is deleted with its partitions and settings. */
export interface RemoveTopicRecord {
  readonly topicId: Uuid;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `RemoveTopicRecord` at its default. */
export const defaultRemoveTopicRecord: RemoveTopicRecord = {
  topicId: ZERO_UUID,
};

/**
 * Reads a `RemoveTopicRecord` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readRemoveTopicRecord(reader: ByteReader, _version: number): RemoveTopicRecord {
  const topicId = reader.readUuid();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicId };
  return { topicId, unknownTaggedFields };
}

/**
 * Writes a `RemoveTopicRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeRemoveTopicRecord(writer: ByteWriter, value: RemoveTopicRecord, _version: number): void {
  writer.writeUuid(value.topicId);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** The eligible leader replicas are cleared, because `min.insync.replicas` changed (KIP-966). */
export interface ClearElrRecord {
  /** Empty for all topics. */
  readonly topicName: string;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ClearElrRecord` at its default. */
export const defaultClearElrRecord: ClearElrRecord = {
  topicName: '',
};

/**
 * Reads a `ClearElrRecord` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readClearElrRecord(reader: ByteReader, _version: number): ClearElrRecord {
  const topicName = reader.readCompactString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicName };
  return { topicName, unknownTaggedFields };
}

/**
 * Writes a `ClearElrRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeClearElrRecord(writer: ByteWriter, value: ClearElrRecord, _version: number): void {
  writer.writeCompactString(value.topicName);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** A setting of a topic, broker, group or client metrics subscription. */
export interface ConfigRecord {
  /** 2 topic, 4 broker, 16 client metrics, 32 group. */
  readonly resourceType: number;
  /** Empty for the default of all brokers. */
  readonly resourceName: string;
  readonly name: string;
  /** Null removes the setting. */
  readonly value: string | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ConfigRecord` at its default. */
export const defaultConfigRecord: ConfigRecord = {
  resourceType: 0,
  resourceName: '',
  name: '',
  value: '',
};

/**
 * Reads a `ConfigRecord` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readConfigRecord(reader: ByteReader, _version: number): ConfigRecord {
  const resourceType = reader.readInt8();
  const resourceName = reader.readCompactString();
  const name = reader.readCompactString();
  const value = reader.readCompactNullableString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { resourceType, resourceName, name, value };
  return { resourceType, resourceName, name, value, unknownTaggedFields };
}

/**
 * Writes a `ConfigRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeConfigRecord(writer: ByteWriter, value: ConfigRecord, _version: number): void {
  writer.writeInt8(value.resourceType);
  writer.writeCompactString(value.resourceName);
  writer.writeCompactString(value.name);
  writer.writeCompactNullableString(value.value);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/**
 * The finalized level of a feature; that of `metadata.version` comes first in every log and
 * snapshot.
 */
export interface FeatureLevelRecord {
  readonly name: string;
  /** 0 turns the feature off. */
  readonly featureLevel: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `FeatureLevelRecord` at its default. */
export const defaultFeatureLevelRecord: FeatureLevelRecord = {
  name: '',
  featureLevel: 0,
};

/**
 * Reads a `FeatureLevelRecord` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readFeatureLevelRecord(reader: ByteReader, _version: number): FeatureLevelRecord {
  const name = reader.readCompactString();
  const featureLevel = reader.readInt16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { name, featureLevel };
  return { name, featureLevel, unknownTaggedFields };
}

/**
 * Writes a `FeatureLevelRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeFeatureLevelRecord(writer: ByteWriter, value: FeatureLevelRecord, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeInt16(value.featureLevel);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** A struct of `ClientQuotaRecord`. */
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

/** A quota of a user, client id, address or combination of them. */
export interface ClientQuotaRecord {
  readonly entity: readonly EntityData[];
  /** Such as producer_byte_rate. */
  readonly key: string;
  readonly value: number;
  /** True if the quota is gone. */
  readonly remove: boolean;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ClientQuotaRecord` at its default. */
export const defaultClientQuotaRecord: ClientQuotaRecord = {
  entity: NO_ELEMENTS,
  key: '',
  value: 0,
  remove: false,
};

/**
 * Reads a `ClientQuotaRecord` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readClientQuotaRecord(reader: ByteReader, version: number): ClientQuotaRecord {
  const entity = readEntityDataArray(reader, reader.readCompactArrayLength(2, 48), version);
  const key = reader.readCompactString();
  const value = reader.readFloat64();
  const remove = reader.readBoolean();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { entity, key, value, remove };
  return { entity, key, value, remove, unknownTaggedFields };
}

/**
 * Writes a `ClientQuotaRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeClientQuotaRecord(writer: ByteWriter, value: ClientQuotaRecord, version: number): void {
  writer.writeCompactArrayLength(value.entity.length);
  for (const element of value.entity) writeEntityData(writer, element, version);
  writer.writeCompactString(value.key);
  writer.writeFloat64(value.value);
  writer.writeBoolean(value.remove);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ClientQuotaRecord`. */
function readEntityData(reader: ByteReader, _version: number): EntityData {
  const entityType = reader.readCompactString();
  const entityName = reader.readCompactNullableString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { entityType, entityName };
  return { entityType, entityName, unknownTaggedFields };
}

function readEntityDataArray(reader: ByteReader, length: number, version: number): EntityData[] {
  const elements = new Array<EntityData>(length);
  for (let index = 0; index < length; index++) elements[index] = readEntityData(reader, version);
  return elements;
}

/** Writes a struct of `ClientQuotaRecord`. */
function writeEntityData(writer: ByteWriter, value: EntityData, _version: number): void {
  writer.writeCompactString(value.entityType);
  writer.writeCompactNullableString(value.entityName);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** A broker was given a block of producer ids. */
export interface ProducerIdsRecord {
  /** The broker that asked for the block. */
  readonly brokerId: number;
  readonly brokerEpoch: bigint;
  /** The first id after the block, with which the next block begins. */
  readonly nextProducerId: bigint;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ProducerIdsRecord` at its default. */
export const defaultProducerIdsRecord: ProducerIdsRecord = {
  brokerId: 0,
  brokerEpoch: -1n,
  nextProducerId: 0n,
};

/**
 * Reads a `ProducerIdsRecord` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readProducerIdsRecord(reader: ByteReader, _version: number): ProducerIdsRecord {
  const brokerId = reader.readInt32();
  const brokerEpoch = reader.readInt64();
  const nextProducerId = reader.readInt64();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { brokerId, brokerEpoch, nextProducerId };
  return { brokerId, brokerEpoch, nextProducerId, unknownTaggedFields };
}

/**
 * Writes a `ProducerIdsRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeProducerIdsRecord(writer: ByteWriter, value: ProducerIdsRecord, _version: number): void {
  writer.writeInt32(value.brokerId);
  writer.writeInt64(value.brokerEpoch);
  writer.writeInt64(value.nextProducerId);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** A delegation token, new or renewed, without its secret. */
export interface DelegationTokenRecord {
  /** A principal such as `User:alice`. */
  readonly owner: string;
  /** The principal that asked for the token. */
  readonly requester: string;
  /** The principals that may renew the token. */
  readonly renewers: readonly string[];
  readonly issueTimestamp: Timestamp;
  /** The token is void after this time in any case. */
  readonly maxTimestamp: Timestamp;
  /** The token is void after this time unless it is renewed. */
  readonly expirationTimestamp: Timestamp;
  readonly tokenId: string;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DelegationTokenRecord` at its default. */
export const defaultDelegationTokenRecord: DelegationTokenRecord = {
  owner: '',
  requester: '',
  renewers: NO_ELEMENTS,
  issueTimestamp: 0,
  maxTimestamp: 0,
  expirationTimestamp: 0,
  tokenId: '',
};

/**
 * Reads a `DelegationTokenRecord` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDelegationTokenRecord(reader: ByteReader, _version: number): DelegationTokenRecord {
  const owner = reader.readCompactString();
  const requester = reader.readCompactString();
  const renewers = readStringArray(reader, reader.readCompactArrayLength(1, 8), true);
  const issueTimestamp = reader.readInt64AsNumber();
  const maxTimestamp = reader.readInt64AsNumber();
  const expirationTimestamp = reader.readInt64AsNumber();
  const tokenId = reader.readCompactString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { owner, requester, renewers, issueTimestamp, maxTimestamp, expirationTimestamp, tokenId };
  return { owner, requester, renewers, issueTimestamp, maxTimestamp, expirationTimestamp, tokenId, unknownTaggedFields };
}

/**
 * Writes a `DelegationTokenRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDelegationTokenRecord(writer: ByteWriter, value: DelegationTokenRecord, _version: number): void {
  writer.writeCompactString(value.owner);
  writer.writeCompactString(value.requester);
  writer.writeCompactArrayLength(value.renewers.length);
  for (const element of value.renewers) writer.writeCompactString(element);
  writer.writeInt64FromNumber(value.issueTimestamp);
  writer.writeInt64FromNumber(value.maxTimestamp);
  writer.writeInt64FromNumber(value.expirationTimestamp);
  writer.writeCompactString(value.tokenId);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** A SCRAM credential of a user; it replaces the one of the same user and mechanism. */
export interface UserScramCredentialRecord {
  /** The user. */
  readonly name: string;
  /** 1 SCRAM-SHA-256, 2 SCRAM-SHA-512. */
  readonly mechanism: number;
  readonly salt: Buffer;
  /** Checks the proof of the client (RFC 5802). */
  readonly storedKey: Buffer;
  /** Signs the answer of the server (RFC 5802). */
  readonly serverKey: Buffer;
  readonly iterations: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `UserScramCredentialRecord` at its default. */
export const defaultUserScramCredentialRecord: UserScramCredentialRecord = {
  name: '',
  mechanism: 0,
  salt: EMPTY_BYTES,
  storedKey: EMPTY_BYTES,
  serverKey: EMPTY_BYTES,
  iterations: 0,
};

/**
 * Reads a `UserScramCredentialRecord` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readUserScramCredentialRecord(reader: ByteReader, _version: number): UserScramCredentialRecord {
  const name = reader.readCompactString();
  const mechanism = reader.readInt8();
  const salt = reader.readCompactBytes();
  const storedKey = reader.readCompactBytes();
  const serverKey = reader.readCompactBytes();
  const iterations = reader.readInt32();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { name, mechanism, salt, storedKey, serverKey, iterations };
  return { name, mechanism, salt, storedKey, serverKey, iterations, unknownTaggedFields };
}

/**
 * Writes a `UserScramCredentialRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeUserScramCredentialRecord(writer: ByteWriter, value: UserScramCredentialRecord, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeInt8(value.mechanism);
  writer.writeCompactBytes(value.salt);
  writer.writeCompactBytes(value.storedKey);
  writer.writeCompactBytes(value.serverKey);
  writer.writeInt32(value.iterations);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** An ACL. */
export interface AccessControlEntryRecord {
  /** A random id by which RemoveAccessControlEntryRecord names the ACL. */
  readonly id: Uuid;
  /** 2 topic, 3 group, 4 cluster, 5 transactional id, 6 delegation token, 7 user. */
  readonly resourceType: number;
  readonly resourceName: string;
  /** 3 literal, 4 prefixed. */
  readonly patternType: number;
  /** Such as `User:alice`, or `User:*` for everyone. */
  readonly principal: string;
  /** `*` for every host. */
  readonly host: string;
  /** 2 all, 3 read, 4 write, 5 create, 6 delete, 7 alter, 8 describe, then up to 15. */
  readonly operation: number;
  /** 2 deny, 3 allow. */
  readonly permissionType: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `AccessControlEntryRecord` at its default. */
export const defaultAccessControlEntryRecord: AccessControlEntryRecord = {
  id: ZERO_UUID,
  resourceType: 0,
  resourceName: '',
  patternType: 0,
  principal: '',
  host: '',
  operation: 0,
  permissionType: 0,
};

/**
 * Reads a `AccessControlEntryRecord` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readAccessControlEntryRecord(reader: ByteReader, _version: number): AccessControlEntryRecord {
  const id = reader.readUuid();
  const resourceType = reader.readInt8();
  const resourceName = reader.readCompactString();
  const patternType = reader.readInt8();
  const principal = reader.readCompactString();
  const host = reader.readCompactString();
  const operation = reader.readInt8();
  const permissionType = reader.readInt8();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { id, resourceType, resourceName, patternType, principal, host, operation, permissionType };
  return { id, resourceType, resourceName, patternType, principal, host, operation, permissionType, unknownTaggedFields };
}

/**
 * Writes a `AccessControlEntryRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeAccessControlEntryRecord(writer: ByteWriter, value: AccessControlEntryRecord, _version: number): void {
  writer.writeUuid(value.id);
  writer.writeInt8(value.resourceType);
  writer.writeCompactString(value.resourceName);
  writer.writeInt8(value.patternType);
  writer.writeCompactString(value.principal);
  writer.writeCompactString(value.host);
  writer.writeInt8(value.operation);
  writer.writeInt8(value.permissionType);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** An ACL is deleted. */
export interface RemoveAccessControlEntryRecord {
  /** The id from AccessControlEntryRecord. */
  readonly id: Uuid;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `RemoveAccessControlEntryRecord` at its default. */
export const defaultRemoveAccessControlEntryRecord: RemoveAccessControlEntryRecord = {
  id: ZERO_UUID,
};

/**
 * Reads a `RemoveAccessControlEntryRecord` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readRemoveAccessControlEntryRecord(reader: ByteReader, _version: number): RemoveAccessControlEntryRecord {
  const id = reader.readUuid();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { id };
  return { id, unknownTaggedFields };
}

/**
 * Writes a `RemoveAccessControlEntryRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeRemoveAccessControlEntryRecord(writer: ByteWriter, value: RemoveAccessControlEntryRecord, _version: number): void {
  writer.writeUuid(value.id);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** A SCRAM credential of a user is deleted. */
export interface RemoveUserScramCredentialRecord {
  /** The user. */
  readonly name: string;
  /** 1 SCRAM-SHA-256, 2 SCRAM-SHA-512. */
  readonly mechanism: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `RemoveUserScramCredentialRecord` at its default. */
export const defaultRemoveUserScramCredentialRecord: RemoveUserScramCredentialRecord = {
  name: '',
  mechanism: 0,
};

/**
 * Reads a `RemoveUserScramCredentialRecord` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readRemoveUserScramCredentialRecord(reader: ByteReader, _version: number): RemoveUserScramCredentialRecord {
  const name = reader.readCompactString();
  const mechanism = reader.readInt8();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { name, mechanism };
  return { name, mechanism, unknownTaggedFields };
}

/**
 * Writes a `RemoveUserScramCredentialRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeRemoveUserScramCredentialRecord(writer: ByteWriter, value: RemoveUserScramCredentialRecord, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeInt8(value.mechanism);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** A delegation token is deleted. */
export interface RemoveDelegationTokenRecord {
  readonly tokenId: string;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `RemoveDelegationTokenRecord` at its default. */
export const defaultRemoveDelegationTokenRecord: RemoveDelegationTokenRecord = {
  tokenId: '',
};

/**
 * Reads a `RemoveDelegationTokenRecord` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readRemoveDelegationTokenRecord(reader: ByteReader, _version: number): RemoveDelegationTokenRecord {
  const tokenId = reader.readCompactString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { tokenId };
  return { tokenId, unknownTaggedFields };
}

/**
 * Writes a `RemoveDelegationTokenRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeRemoveDelegationTokenRecord(writer: ByteWriter, value: RemoveDelegationTokenRecord, _version: number): void {
  writer.writeCompactString(value.tokenId);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/**
 * Changes nothing; the active controller writes it at intervals to show that the log moves
 * (KIP-835).
 */
export interface NoOpRecord {
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `NoOpRecord` at its default. */
export const defaultNoOpRecord: NoOpRecord = {
};

/**
 * Reads a `NoOpRecord` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readNoOpRecord(reader: ByteReader, _version: number): NoOpRecord {
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return {};
  return { unknownTaggedFields };
}

/**
 * Writes a `NoOpRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeNoOpRecord(writer: ByteWriter, value: NoOpRecord, _version: number): void {
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** How far a migration from ZooKeeper was; read from old logs and otherwise of no use. */
export interface ZkMigrationStateRecord {
  /** 0 none, 1 migration, 2 before it, 3 after it. */
  readonly zkMigrationState: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ZkMigrationStateRecord` at its default. */
export const defaultZkMigrationStateRecord: ZkMigrationStateRecord = {
  zkMigrationState: 0,
};

/**
 * Reads a `ZkMigrationStateRecord` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readZkMigrationStateRecord(reader: ByteReader, _version: number): ZkMigrationStateRecord {
  const zkMigrationState = reader.readInt8();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { zkMigrationState };
  return { zkMigrationState, unknownTaggedFields };
}

/**
 * Writes a `ZkMigrationStateRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeZkMigrationStateRecord(writer: ByteWriter, value: ZkMigrationStateRecord, _version: number): void {
  writer.writeInt8(value.zkMigrationState);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** The records up to EndTransactionRecord take effect together or not at all (KIP-868). */
export interface BeginTransactionRecord {
  /** What the transaction is for; null if not said. (tag 0) */
  readonly name: string | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `BeginTransactionRecord` at its default. */
export const defaultBeginTransactionRecord: BeginTransactionRecord = {
  name: null,
};

/**
 * Reads a `BeginTransactionRecord` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readBeginTransactionRecord(reader: ByteReader, _version: number): BeginTransactionRecord {
  let name: string | null = null;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
    const tag = reader.readUnsignedVarint();
    const size = reader.readTaggedFieldBytes();
    const start = reader.position;
    switch (tag) {
      case 0:
        name = reader.readCompactNullableString();
        break;
      default:
        unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
    }
    reader.checkTaggedFieldEnd(tag, start, size);
  }
  if (unknownTaggedFields === undefined) return { name };
  return { name, unknownTaggedFields };
}

/**
 * Writes a `BeginTransactionRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeBeginTransactionRecord(writer: ByteWriter, value: BeginTransactionRecord, _version: number): void {
  const unknown = value.unknownTaggedFields ?? NO_TAGGED_FIELDS;
  let taggedFields = unknown.length;
  const has0 = value.name !== null;
  if (has0) taggedFields++;
  writer.writeUnsignedVarint(taggedFields);
  let next = 0;
  if (has0) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 0);
    const start = writer.beginTaggedField(0);
    writer.writeCompactNullableString(value.name);
    writer.endTaggedField(start);
  }
  writeUnknownTaggedFieldsBelow(writer, unknown, next, Infinity);
}

/** The transaction begun by BeginTransactionRecord takes effect (KIP-868). */
export interface EndTransactionRecord {
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `EndTransactionRecord` at its default. */
export const defaultEndTransactionRecord: EndTransactionRecord = {
};

/**
 * Reads a `EndTransactionRecord` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readEndTransactionRecord(reader: ByteReader, _version: number): EndTransactionRecord {
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return {};
  return { unknownTaggedFields };
}

/**
 * Writes a `EndTransactionRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeEndTransactionRecord(writer: ByteWriter, value: EndTransactionRecord, _version: number): void {
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** The transaction begun by BeginTransactionRecord is undone (KIP-868). */
export interface AbortTransactionRecord {
  /** Null if not said. (tag 0) */
  readonly reason: string | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `AbortTransactionRecord` at its default. */
export const defaultAbortTransactionRecord: AbortTransactionRecord = {
  reason: null,
};

/**
 * Reads a `AbortTransactionRecord` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readAbortTransactionRecord(reader: ByteReader, _version: number): AbortTransactionRecord {
  let reason: string | null = null;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
    const tag = reader.readUnsignedVarint();
    const size = reader.readTaggedFieldBytes();
    const start = reader.position;
    switch (tag) {
      case 0:
        reason = reader.readCompactNullableString();
        break;
      default:
        unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
    }
    reader.checkTaggedFieldEnd(tag, start, size);
  }
  if (unknownTaggedFields === undefined) return { reason };
  return { reason, unknownTaggedFields };
}

/**
 * Writes a `AbortTransactionRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeAbortTransactionRecord(writer: ByteWriter, value: AbortTransactionRecord, _version: number): void {
  const unknown = value.unknownTaggedFields ?? NO_TAGGED_FIELDS;
  let taggedFields = unknown.length;
  const has0 = value.reason !== null;
  if (has0) taggedFields++;
  writer.writeUnsignedVarint(taggedFields);
  let next = 0;
  if (has0) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 0);
    const start = writer.beginTaggedField(0);
    writer.writeCompactNullableString(value.reason);
    writer.endTaggedField(start);
  }
  writeUnknownTaggedFieldsBelow(writer, unknown, next, Infinity);
}
