// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `UpdateFeaturesRequest`. */
export interface FeatureUpdateKey {
  readonly feature: string;
  /** The new level; 0 turns the feature off. */
  readonly maxVersionLevel: number;
  /** Replaced in v1 by `upgradeType`. (v0) */
  readonly allowDowngrade: boolean;
  /** 1 only up, 2 down if nothing is lost, 3 down at any cost. (v1+) */
  readonly upgradeType: number;
}

/** Every field of `FeatureUpdateKey` at its default. */
export const defaultFeatureUpdateKey: FeatureUpdateKey = {
  feature: '',
  maxVersionLevel: 0,
  allowDowngrade: false,
  upgradeType: 1,
};

/**
 * Sent by admin clients to the controller, through any broker: raises or lowers the finalized
 * levels of features (KIP-584). v1 added a dry run and types of change; v2 applies all or nothing,
 * with one error.
 */
export interface UpdateFeaturesRequest {
  /** How long to wait for the change, in milliseconds. */
  readonly timeoutMs: number;
  readonly featureUpdates: readonly FeatureUpdateKey[];
  /** True to check the request and change nothing. (v1+) */
  readonly validateOnly: boolean;
}

/** Every field of `UpdateFeaturesRequest` at its default. */
export const defaultUpdateFeaturesRequest: UpdateFeaturesRequest = {
  timeoutMs: 60000,
  featureUpdates: NO_ELEMENTS,
  validateOnly: false,
};

/**
 * Reads a `UpdateFeaturesRequest` of version 0 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readUpdateFeaturesRequest(reader: ByteReader, version: number): UpdateFeaturesRequest {
  const timeoutMs = reader.readInt32();
  const featureUpdates = readFeatureUpdateKeyArray(reader, reader.readCompactArrayLength(3, 64), version);
  const validateOnly = version >= 1 ? reader.readBoolean() : false;
  reader.skipTaggedFields();
  return { timeoutMs, featureUpdates, validateOnly };
}

/**
 * Writes a `UpdateFeaturesRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeUpdateFeaturesRequest(writer: ByteWriter, value: UpdateFeaturesRequest, version: number): void {
  writer.writeInt32(value.timeoutMs);
  writer.writeCompactArrayLength(value.featureUpdates.length);
  for (const element of value.featureUpdates) writeFeatureUpdateKey(writer, element, version);
  if (version >= 1) {
    writer.writeBoolean(value.validateOnly);
  }
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `UpdateFeaturesRequest`. */
function readFeatureUpdateKey(reader: ByteReader, version: number): FeatureUpdateKey {
  const feature = reader.readCompactString();
  const maxVersionLevel = reader.readInt16();
  const allowDowngrade = version <= 0 ? reader.readBoolean() : false;
  const upgradeType = version >= 1 ? reader.readInt8() : 1;
  reader.skipTaggedFields();
  return { feature, maxVersionLevel, allowDowngrade, upgradeType };
}

function readFeatureUpdateKeyArray(reader: ByteReader, length: number, version: number): FeatureUpdateKey[] {
  const elements = new Array<FeatureUpdateKey>(length);
  for (let index = 0; index < length; index++) elements[index] = readFeatureUpdateKey(reader, version);
  return elements;
}

/** Writes a struct of `UpdateFeaturesRequest`. */
function writeFeatureUpdateKey(writer: ByteWriter, value: FeatureUpdateKey, version: number): void {
  writer.writeCompactString(value.feature);
  writer.writeInt16(value.maxVersionLevel);
  if (version <= 0) {
    writer.writeBoolean(value.allowDowngrade);
  }
  if (version >= 1) {
    writer.writeInt8(value.upgradeType);
  }
  writer.writeUnsignedVarint(0);
}

/** A struct of `UpdateFeaturesResponse`. */
export interface UpdatableFeatureResult {
  readonly feature: string;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `UpdatableFeatureResult` at its default. */
export const defaultUpdatableFeatureResult: UpdatableFeatureResult = {
  feature: '',
  errorCode: 0,
  errorMessage: '',
};

/**
 * Sent by admin clients to the controller, through any broker: raises or lowers the finalized
 * levels of features (KIP-584). v1 added a dry run and types of change; v2 applies all or nothing,
 * with one error.
 */
export interface UpdateFeaturesResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** (v0-1) */
  readonly results: readonly UpdatableFeatureResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `UpdateFeaturesResponse` at its default. */
export const defaultUpdateFeaturesResponse: UpdateFeaturesResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  errorMessage: '',
  results: NO_ELEMENTS,
};

/**
 * Reads a `UpdateFeaturesResponse` of version 0 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readUpdateFeaturesResponse(reader: ByteReader, version: number): UpdateFeaturesResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  const results = version <= 1 ? readUpdatableFeatureResultArray(reader, reader.readCompactArrayLength(4, 56), version) : NO_ELEMENTS;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, errorMessage, results };
  return { throttleTimeMs, errorCode, errorMessage, results, unknownTaggedFields };
}

/**
 * Writes a `UpdateFeaturesResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeUpdateFeaturesResponse(writer: ByteWriter, value: UpdateFeaturesResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  if (version <= 1) {
    writer.writeCompactArrayLength(value.results.length);
    for (const element of value.results) writeUpdatableFeatureResult(writer, element, version);
  }
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `UpdateFeaturesResponse`. */
function readUpdatableFeatureResult(reader: ByteReader, _version: number): UpdatableFeatureResult {
  const feature = reader.readCompactString();
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { feature, errorCode, errorMessage };
  return { feature, errorCode, errorMessage, unknownTaggedFields };
}

function readUpdatableFeatureResultArray(reader: ByteReader, length: number, version: number): UpdatableFeatureResult[] {
  const elements = new Array<UpdatableFeatureResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readUpdatableFeatureResult(reader, version);
  return elements;
}

/** Writes a struct of `UpdateFeaturesResponse`. */
function writeUpdatableFeatureResult(writer: ByteWriter, value: UpdatableFeatureResult, _version: number): void {
  writer.writeCompactString(value.feature);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
