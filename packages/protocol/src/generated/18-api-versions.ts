// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { keepUnknownTaggedField, NO_TAGGED_FIELDS, readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields, writeUnknownTaggedFieldsBelow } from '../codec/unknown-tagged-fields.ts';

/**
 * Sent by every client to the broker or controller it has connected to: which APIs in which
 * versions, and which features. A version too new is answered in the form of v0; the response
 * header is always v0. v3 added the software of the client (KIP-511) and features, v5 a check of
 * the identity (KIP-1242).
 */
export interface ApiVersionsRequest {
  /** The name of the client library, for the metrics of the broker. (v3+) */
  readonly clientSoftwareName: string;
  /** The version of the client library, for the metrics of the broker. (v3+) */
  readonly clientSoftwareVersion: string;
  /** The cluster that the client expects, else REBOOTSTRAP_REQUIRED; null skips the check. (v5) */
  readonly clusterId: string | null;
  /** The node that the client expects, else REBOOTSTRAP_REQUIRED; -1 skips the check. (v5) */
  readonly nodeId: number;
}

/** Every field of `ApiVersionsRequest` at its default. */
export const defaultApiVersionsRequest: ApiVersionsRequest = {
  clientSoftwareName: '',
  clientSoftwareVersion: '',
  clusterId: null,
  nodeId: -1,
};

/**
 * Reads a `ApiVersionsRequest` of version 0 to 5. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readApiVersionsRequest(reader: ByteReader, version: number): ApiVersionsRequest {
  const clientSoftwareName = version >= 3 ? reader.readCompactString() : '';
  const clientSoftwareVersion = version >= 3 ? reader.readCompactString() : '';
  const clusterId = version >= 5 ? reader.readCompactNullableString() : null;
  const nodeId = version >= 5 ? reader.readInt32() : -1;
  if (version >= 3) {
    reader.skipTaggedFields();
  }
  return { clientSoftwareName, clientSoftwareVersion, clusterId, nodeId };
}

/**
 * Writes a `ApiVersionsRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeApiVersionsRequest(writer: ByteWriter, value: ApiVersionsRequest, version: number): void {
  if (version >= 3) {
    writer.writeCompactString(value.clientSoftwareName);
  }
  if (version >= 3) {
    writer.writeCompactString(value.clientSoftwareVersion);
  }
  if (version >= 5) {
    writer.writeCompactNullableString(value.clusterId);
  }
  if (version >= 5) {
    writer.writeInt32(value.nodeId);
  }
  if (version >= 3) {
    writer.writeUnsignedVarint(0);
  }
}

/** A struct of `ApiVersionsResponse`. */
export interface ApiVersion {
  readonly apiKey: number;
  readonly minVersion: number;
  readonly maxVersion: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ApiVersion` at its default. */
export const defaultApiVersion: ApiVersion = {
  apiKey: 0,
  minVersion: 0,
  maxVersion: 0,
};

/** A struct of `ApiVersionsResponse`. */
export interface SupportedFeatureKey {
  readonly name: string;
  readonly minVersion: number;
  readonly maxVersion: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `SupportedFeatureKey` at its default. */
export const defaultSupportedFeatureKey: SupportedFeatureKey = {
  name: '',
  minVersion: 0,
  maxVersion: 0,
};

/** A struct of `ApiVersionsResponse`. */
export interface FinalizedFeatureKey {
  readonly name: string;
  readonly maxVersionLevel: number;
  /** Kafka always sends the same as `maxVersionLevel`. */
  readonly minVersionLevel: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `FinalizedFeatureKey` at its default. */
export const defaultFinalizedFeatureKey: FinalizedFeatureKey = {
  name: '',
  maxVersionLevel: 0,
  minVersionLevel: 0,
};

/**
 * Sent by every client to the broker or controller it has connected to: which APIs in which
 * versions, and which features. A version too new is answered in the form of v0; the response
 * header is always v0. v3 added the software of the client (KIP-511) and features, v5 a check of
 * the identity (KIP-1242).
 */
export interface ApiVersionsResponse {
  readonly errorCode: number;
  /** Every API that this listener serves; after UNSUPPORTED_VERSION perhaps only this one. */
  readonly apiKeys: readonly ApiVersion[];
  /**
   * How long the broker will now ignore the connection because of a quota, in milliseconds. (v1+)
   */
  readonly throttleTimeMs: number;
  /**
   * The range of levels that this node can run; before v4 without those that begin at 0. (v3+, tag
   * 0)
   */
  readonly supportedFeatures: readonly SupportedFeatureKey[];
  /**
   * Grows with each change of the finalized features; -1 if unknown, and then clients ignore them.
   * (v3+, tag 1)
   */
  readonly finalizedFeaturesEpoch: bigint;
  /** The levels in force in the whole cluster, such as those of `metadata.version`. (v3+, tag 2) */
  readonly finalizedFeatures: readonly FinalizedFeatureKey[];
  /** A leftover of the migration from ZooKeeper; false. (v3+, tag 3) */
  readonly zkMigrationReady: boolean;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ApiVersionsResponse` at its default. */
export const defaultApiVersionsResponse: ApiVersionsResponse = {
  errorCode: 0,
  apiKeys: NO_ELEMENTS,
  throttleTimeMs: 0,
  supportedFeatures: NO_ELEMENTS,
  finalizedFeaturesEpoch: -1n,
  finalizedFeatures: NO_ELEMENTS,
  zkMigrationReady: false,
};

/**
 * Reads a `ApiVersionsResponse` of version 0 to 5. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readApiVersionsResponse(reader: ByteReader, version: number): ApiVersionsResponse {
  const errorCode = reader.readInt16();
  const apiKeys = readApiVersionArray(reader, version >= 3 ? reader.readCompactArrayLength(6, 56) : reader.readArrayLength(6, 56), version);
  const throttleTimeMs = version >= 1 ? reader.readInt32() : 0;
  let supportedFeatures: readonly SupportedFeatureKey[] = NO_ELEMENTS;
  let finalizedFeaturesEpoch: bigint = -1n;
  let finalizedFeatures: readonly FinalizedFeatureKey[] = NO_ELEMENTS;
  let zkMigrationReady: boolean = false;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 3) {
    for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
      const tag = reader.readUnsignedVarint();
      const size = reader.readTaggedFieldBytes();
      const start = reader.position;
      switch (tag) {
        case 0:
          supportedFeatures = readSupportedFeatureKeyArray(reader, reader.readCompactArrayLength(5, 56), version);
          break;
        case 1:
          finalizedFeaturesEpoch = reader.readInt64();
          break;
        case 2:
          finalizedFeatures = readFinalizedFeatureKeyArray(reader, reader.readCompactArrayLength(5, 56), version);
          break;
        case 3:
          zkMigrationReady = reader.readBoolean();
          break;
        default:
          unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
      }
      reader.checkTaggedFieldEnd(tag, start, size);
    }
  }
  if (unknownTaggedFields === undefined) return { errorCode, apiKeys, throttleTimeMs, supportedFeatures, finalizedFeaturesEpoch, finalizedFeatures, zkMigrationReady };
  return { errorCode, apiKeys, throttleTimeMs, supportedFeatures, finalizedFeaturesEpoch, finalizedFeatures, zkMigrationReady, unknownTaggedFields };
}

/**
 * Writes a `ApiVersionsResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeApiVersionsResponse(writer: ByteWriter, value: ApiVersionsResponse, version: number): void {
  writer.writeInt16(value.errorCode);
  if (version >= 3) {
    writer.writeCompactArrayLength(value.apiKeys.length);
  } else {
    writer.writeArrayLength(value.apiKeys.length);
  }
  for (const element of value.apiKeys) writeApiVersion(writer, element, version);
  if (version >= 1) {
    writer.writeInt32(value.throttleTimeMs);
  }
  if (version >= 3) {
    const unknown = value.unknownTaggedFields ?? NO_TAGGED_FIELDS;
    let taggedFields = unknown.length;
    const has0 = value.supportedFeatures.length !== 0;
    if (has0) taggedFields++;
    const has1 = value.finalizedFeaturesEpoch !== -1n;
    if (has1) taggedFields++;
    const has2 = value.finalizedFeatures.length !== 0;
    if (has2) taggedFields++;
    const has3 = value.zkMigrationReady !== false;
    if (has3) taggedFields++;
    writer.writeUnsignedVarint(taggedFields);
    let next = 0;
    if (has0) {
      next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 0);
      const start = writer.beginTaggedField(0);
      writer.writeCompactArrayLength(value.supportedFeatures.length);
      for (const element of value.supportedFeatures) writeSupportedFeatureKey(writer, element, version);
      writer.endTaggedField(start);
    }
    if (has1) {
      next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 1);
      const start = writer.beginTaggedField(1);
      writer.writeInt64(value.finalizedFeaturesEpoch);
      writer.endTaggedField(start);
    }
    if (has2) {
      next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 2);
      const start = writer.beginTaggedField(2);
      writer.writeCompactArrayLength(value.finalizedFeatures.length);
      for (const element of value.finalizedFeatures) writeFinalizedFeatureKey(writer, element, version);
      writer.endTaggedField(start);
    }
    if (has3) {
      next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 3);
      const start = writer.beginTaggedField(3);
      writer.writeBoolean(value.zkMigrationReady);
      writer.endTaggedField(start);
    }
    writeUnknownTaggedFieldsBelow(writer, unknown, next, Infinity);
  }
}

/** Reads a struct of `ApiVersionsResponse`. */
function readFinalizedFeatureKey(reader: ByteReader, _version: number): FinalizedFeatureKey {
  const name = reader.readCompactString();
  const maxVersionLevel = reader.readInt16();
  const minVersionLevel = reader.readInt16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { name, maxVersionLevel, minVersionLevel };
  return { name, maxVersionLevel, minVersionLevel, unknownTaggedFields };
}

function readFinalizedFeatureKeyArray(reader: ByteReader, length: number, version: number): FinalizedFeatureKey[] {
  const elements = new Array<FinalizedFeatureKey>(length);
  for (let index = 0; index < length; index++) elements[index] = readFinalizedFeatureKey(reader, version);
  return elements;
}

/** Writes a struct of `ApiVersionsResponse`. */
function writeFinalizedFeatureKey(writer: ByteWriter, value: FinalizedFeatureKey, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeInt16(value.maxVersionLevel);
  writer.writeInt16(value.minVersionLevel);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ApiVersionsResponse`. */
function readSupportedFeatureKey(reader: ByteReader, _version: number): SupportedFeatureKey {
  const name = reader.readCompactString();
  const minVersion = reader.readInt16();
  const maxVersion = reader.readInt16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { name, minVersion, maxVersion };
  return { name, minVersion, maxVersion, unknownTaggedFields };
}

function readSupportedFeatureKeyArray(reader: ByteReader, length: number, version: number): SupportedFeatureKey[] {
  const elements = new Array<SupportedFeatureKey>(length);
  for (let index = 0; index < length; index++) elements[index] = readSupportedFeatureKey(reader, version);
  return elements;
}

/** Writes a struct of `ApiVersionsResponse`. */
function writeSupportedFeatureKey(writer: ByteWriter, value: SupportedFeatureKey, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeInt16(value.minVersion);
  writer.writeInt16(value.maxVersion);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ApiVersionsResponse`. */
function readApiVersion(reader: ByteReader, version: number): ApiVersion {
  const apiKey = reader.readInt16();
  const minVersion = reader.readInt16();
  const maxVersion = reader.readInt16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 3) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { apiKey, minVersion, maxVersion };
  return { apiKey, minVersion, maxVersion, unknownTaggedFields };
}

function readApiVersionArray(reader: ByteReader, length: number, version: number): ApiVersion[] {
  const elements = new Array<ApiVersion>(length);
  for (let index = 0; index < length; index++) elements[index] = readApiVersion(reader, version);
  return elements;
}

/** Writes a struct of `ApiVersionsResponse`. */
function writeApiVersion(writer: ByteWriter, value: ApiVersion, version: number): void {
  writer.writeInt16(value.apiKey);
  writer.writeInt16(value.minVersion);
  writer.writeInt16(value.maxVersion);
  if (version >= 3) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
