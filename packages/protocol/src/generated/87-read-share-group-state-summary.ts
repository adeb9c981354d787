// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Offset, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `ReadShareGroupStateSummaryRequest`. */
export interface PartitionData {
  readonly partition: number;
  /** The leader epoch that the sender knows; -1 if none. */
  readonly leaderEpoch: number;
}

/** Every field of `PartitionData` at its default. */
export const defaultPartitionData: PartitionData = {
  partition: 0,
  leaderEpoch: 0,
};

/** A struct of `ReadShareGroupStateSummaryRequest`. */
export interface ReadStateSummaryData {
  readonly topicId: Uuid;
  readonly partitions: readonly PartitionData[];
}

/** Every field of `ReadStateSummaryData` at its default. */
export const defaultReadStateSummaryData: ReadStateSummaryData = {
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/**
 * Sent by the group coordinator to the share coordinator: how far share partitions are, without the
 * single ranges (KIP-932). v1 added a count from which lag is computed (KIP-1226).
 */
export interface ReadShareGroupStateSummaryRequest {
  readonly groupId: string;
  readonly topics: readonly ReadStateSummaryData[];
}

/** Every field of `ReadShareGroupStateSummaryRequest` at its default. */
export const defaultReadShareGroupStateSummaryRequest: ReadShareGroupStateSummaryRequest = {
  groupId: '',
  topics: NO_ELEMENTS,
};

/**
 * Reads a `ReadShareGroupStateSummaryRequest` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readReadShareGroupStateSummaryRequest(reader: ByteReader, version: number): ReadShareGroupStateSummaryRequest {
  const groupId = reader.readCompactString();
  const topics = readReadStateSummaryDataArray(reader, reader.readCompactArrayLength(17, 112), version);
  reader.skipTaggedFields();
  return { groupId, topics };
}

/**
 * Writes a `ReadShareGroupStateSummaryRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeReadShareGroupStateSummaryRequest(writer: ByteWriter, value: ReadShareGroupStateSummaryRequest, version: number): void {
  writer.writeCompactString(value.groupId);
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeReadStateSummaryData(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `ReadShareGroupStateSummaryRequest`. */
function readReadStateSummaryData(reader: ByteReader, version: number): ReadStateSummaryData {
  const topicId = reader.readUuid();
  const partitions = readPartitionDataArray(reader, reader.readCompactArrayLength(8, 48), version);
  reader.skipTaggedFields();
  return { topicId, partitions };
}

function readReadStateSummaryDataArray(reader: ByteReader, length: number, version: number): ReadStateSummaryData[] {
  const elements = new Array<ReadStateSummaryData>(length);
  for (let index = 0; index < length; index++) elements[index] = readReadStateSummaryData(reader, version);
  return elements;
}

/** Writes a struct of `ReadShareGroupStateSummaryRequest`. */
function writeReadStateSummaryData(writer: ByteWriter, value: ReadStateSummaryData, version: number): void {
  writer.writeUuid(value.topicId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writePartitionData(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `ReadShareGroupStateSummaryRequest`. */
function readPartitionData(reader: ByteReader, _version: number): PartitionData {
  const partition = reader.readInt32();
  const leaderEpoch = reader.readInt32();
  reader.skipTaggedFields();
  return { partition, leaderEpoch };
}

function readPartitionDataArray(reader: ByteReader, length: number, version: number): PartitionData[] {
  const elements = new Array<PartitionData>(length);
  for (let index = 0; index < length; index++) elements[index] = readPartitionData(reader, version);
  return elements;
}

/** Writes a struct of `ReadShareGroupStateSummaryRequest`. */
function writePartitionData(writer: ByteWriter, value: PartitionData, _version: number): void {
  writer.writeInt32(value.partition);
  writer.writeInt32(value.leaderEpoch);
  writer.writeUnsignedVarint(0);
}

/** A struct of `ReadShareGroupStateSummaryResponse`. */
export interface PartitionResult {
  readonly partition: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly stateEpoch: number;
  /** The leader epoch of the last write. */
  readonly leaderEpoch: number;
  /** The first offset that is not done with; -1 if none is set yet. */
  readonly startOffset: Offset;
  /** How many offsets from `startOffset` on are done with; -1 if unknown. (v1) */
  readonly deliveryCompleteCount: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `PartitionResult` at its default. */
export const defaultPartitionResult: PartitionResult = {
  partition: 0,
  errorCode: 0,
  errorMessage: null,
  stateEpoch: 0,
  leaderEpoch: 0,
  startOffset: 0,
  deliveryCompleteCount: -1,
};

/** A struct of `ReadShareGroupStateSummaryResponse`. */
export interface ReadStateSummaryResult {
  readonly topicId: Uuid;
  readonly partitions: readonly PartitionResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ReadStateSummaryResult` at its default. */
export const defaultReadStateSummaryResult: ReadStateSummaryResult = {
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/**
 * Sent by the group coordinator to the share coordinator: how far share partitions are, without the
 * single ranges (KIP-932). v1 added a count from which lag is computed (KIP-1226).
 */
export interface ReadShareGroupStateSummaryResponse {
  readonly results: readonly ReadStateSummaryResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ReadShareGroupStateSummaryResponse` at its default. */
export const defaultReadShareGroupStateSummaryResponse: ReadShareGroupStateSummaryResponse = {
  results: NO_ELEMENTS,
};

/**
 * Reads a `ReadShareGroupStateSummaryResponse` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readReadShareGroupStateSummaryResponse(reader: ByteReader, version: number): ReadShareGroupStateSummaryResponse {
  const results = readReadStateSummaryResultArray(reader, reader.readCompactArrayLength(17, 112), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { results };
  return { results, unknownTaggedFields };
}

/**
 * Writes a `ReadShareGroupStateSummaryResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeReadShareGroupStateSummaryResponse(writer: ByteWriter, value: ReadShareGroupStateSummaryResponse, version: number): void {
  writer.writeCompactArrayLength(value.results.length);
  for (const element of value.results) writeReadStateSummaryResult(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ReadShareGroupStateSummaryResponse`. */
function readReadStateSummaryResult(reader: ByteReader, version: number): ReadStateSummaryResult {
  const topicId = reader.readUuid();
  const partitions = readPartitionResultArray(reader, reader.readCompactArrayLength(23, 104), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicId, partitions };
  return { topicId, partitions, unknownTaggedFields };
}

function readReadStateSummaryResultArray(reader: ByteReader, length: number, version: number): ReadStateSummaryResult[] {
  const elements = new Array<ReadStateSummaryResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readReadStateSummaryResult(reader, version);
  return elements;
}

/** Writes a struct of `ReadShareGroupStateSummaryResponse`. */
function writeReadStateSummaryResult(writer: ByteWriter, value: ReadStateSummaryResult, version: number): void {
  writer.writeUuid(value.topicId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writePartitionResult(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ReadShareGroupStateSummaryResponse`. */
function readPartitionResult(reader: ByteReader, version: number): PartitionResult {
  const partition = reader.readInt32();
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  const stateEpoch = reader.readInt32();
  const leaderEpoch = reader.readInt32();
  const startOffset = reader.readInt64AsNumber();
  const deliveryCompleteCount = version >= 1 ? reader.readInt32() : -1;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { partition, errorCode, errorMessage, stateEpoch, leaderEpoch, startOffset, deliveryCompleteCount };
  return { partition, errorCode, errorMessage, stateEpoch, leaderEpoch, startOffset, deliveryCompleteCount, unknownTaggedFields };
}

function readPartitionResultArray(reader: ByteReader, length: number, version: number): PartitionResult[] {
  const elements = new Array<PartitionResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readPartitionResult(reader, version);
  return elements;
}

/** Writes a struct of `ReadShareGroupStateSummaryResponse`. */
function writePartitionResult(writer: ByteWriter, value: PartitionResult, version: number): void {
  writer.writeInt32(value.partition);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writer.writeInt32(value.stateEpoch);
  writer.writeInt32(value.leaderEpoch);
  writer.writeInt64FromNumber(value.startOffset);
  if (version >= 1) {
    writer.writeInt32(value.deliveryCompleteCount);
  }
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
