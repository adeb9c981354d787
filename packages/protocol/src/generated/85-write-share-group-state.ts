// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Offset, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `WriteShareGroupStateRequest`. */
export interface StateBatch {
  readonly firstOffset: Offset;
  /** The last offset of the range, which belongs to it. */
  readonly lastOffset: Offset;
  /** 0 available, 2 acknowledged, 4 archived. */
  readonly deliveryState: number;
  /** How often the records have been delivered. */
  readonly deliveryCount: number;
}

/** Every field of `StateBatch` at its default. */
export const defaultStateBatch: StateBatch = {
  firstOffset: 0,
  lastOffset: 0,
  deliveryState: 0,
  deliveryCount: 0,
};

/** A struct of `WriteShareGroupStateRequest`. */
export interface PartitionData {
  readonly partition: number;
  /** The state epoch that the leader read; a lower one is refused. */
  readonly stateEpoch: number;
  /** The leader epoch of the sender; a lower one is refused. */
  readonly leaderEpoch: number;
  /** The first offset that is not done with; -1 if unchanged. */
  readonly startOffset: Offset;
  /** How many offsets from `startOffset` on are done with; -1 if unknown. (v1) */
  readonly deliveryCompleteCount: number;
  /** The ranges of offsets whose state changed. */
  readonly stateBatches: readonly StateBatch[];
}

/** Every field of `PartitionData` at its default. */
export const defaultPartitionData: PartitionData = {
  partition: 0,
  stateEpoch: 0,
  leaderEpoch: 0,
  startOffset: 0,
  deliveryCompleteCount: -1,
  stateBatches: NO_ELEMENTS,
};

/** A struct of `WriteShareGroupStateRequest`. */
export interface WriteStateData {
  readonly topicId: Uuid;
  readonly partitions: readonly PartitionData[];
}

/** Every field of `WriteStateData` at its default. */
export const defaultWriteStateData: WriteStateData = {
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/**
 * Sent by leaders to the share coordinator: stores changes in the state of share partitions
 * (KIP-932). v1 added a count from which lag is computed (KIP-1226).
 */
export interface WriteShareGroupStateRequest {
  readonly groupId: string;
  readonly topics: readonly WriteStateData[];
}

/** Every field of `WriteShareGroupStateRequest` at its default. */
export const defaultWriteShareGroupStateRequest: WriteShareGroupStateRequest = {
  groupId: '',
  topics: NO_ELEMENTS,
};

/**
 * Reads a `WriteShareGroupStateRequest` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readWriteShareGroupStateRequest(reader: ByteReader, version: number): WriteShareGroupStateRequest {
  const groupId = reader.readCompactString();
  const topics = readWriteStateDataArray(reader, reader.readCompactArrayLength(17, 112), version);
  reader.skipTaggedFields();
  return { groupId, topics };
}

/**
 * Writes a `WriteShareGroupStateRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeWriteShareGroupStateRequest(writer: ByteWriter, value: WriteShareGroupStateRequest, version: number): void {
  writer.writeCompactString(value.groupId);
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeWriteStateData(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `WriteShareGroupStateRequest`. */
function readWriteStateData(reader: ByteReader, version: number): WriteStateData {
  const topicId = reader.readUuid();
  const partitions = readPartitionDataArray(reader, reader.readCompactArrayLength(21, 112), version);
  reader.skipTaggedFields();
  return { topicId, partitions };
}

function readWriteStateDataArray(reader: ByteReader, length: number, version: number): WriteStateData[] {
  const elements = new Array<WriteStateData>(length);
  for (let index = 0; index < length; index++) elements[index] = readWriteStateData(reader, version);
  return elements;
}

/** Writes a struct of `WriteShareGroupStateRequest`. */
function writeWriteStateData(writer: ByteWriter, value: WriteStateData, version: number): void {
  writer.writeUuid(value.topicId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writePartitionData(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `WriteShareGroupStateRequest`. */
function readPartitionData(reader: ByteReader, version: number): PartitionData {
  const partition = reader.readInt32();
  const stateEpoch = reader.readInt32();
  const leaderEpoch = reader.readInt32();
  const startOffset = reader.readInt64AsNumber();
  const deliveryCompleteCount = version >= 1 ? reader.readInt32() : -1;
  const stateBatches = readStateBatchArray(reader, reader.readCompactArrayLength(19, 96), version);
  reader.skipTaggedFields();
  return { partition, stateEpoch, leaderEpoch, startOffset, deliveryCompleteCount, stateBatches };
}

function readPartitionDataArray(reader: ByteReader, length: number, version: number): PartitionData[] {
  const elements = new Array<PartitionData>(length);
  for (let index = 0; index < length; index++) elements[index] = readPartitionData(reader, version);
  return elements;
}

/** Writes a struct of `WriteShareGroupStateRequest`. */
function writePartitionData(writer: ByteWriter, value: PartitionData, version: number): void {
  writer.writeInt32(value.partition);
  writer.writeInt32(value.stateEpoch);
  writer.writeInt32(value.leaderEpoch);
  writer.writeInt64FromNumber(value.startOffset);
  if (version >= 1) {
    writer.writeInt32(value.deliveryCompleteCount);
  }
  writer.writeCompactArrayLength(value.stateBatches.length);
  for (const element of value.stateBatches) writeStateBatch(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `WriteShareGroupStateRequest`. */
function readStateBatch(reader: ByteReader, _version: number): StateBatch {
  const firstOffset = reader.readInt64AsNumber();
  const lastOffset = reader.readInt64AsNumber();
  const deliveryState = reader.readInt8();
  const deliveryCount = reader.readInt16();
  reader.skipTaggedFields();
  return { firstOffset, lastOffset, deliveryState, deliveryCount };
}

function readStateBatchArray(reader: ByteReader, length: number, version: number): StateBatch[] {
  const elements = new Array<StateBatch>(length);
  for (let index = 0; index < length; index++) elements[index] = readStateBatch(reader, version);
  return elements;
}

/** Writes a struct of `WriteShareGroupStateRequest`. */
function writeStateBatch(writer: ByteWriter, value: StateBatch, _version: number): void {
  writer.writeInt64FromNumber(value.firstOffset);
  writer.writeInt64FromNumber(value.lastOffset);
  writer.writeInt8(value.deliveryState);
  writer.writeInt16(value.deliveryCount);
  writer.writeUnsignedVarint(0);
}

/** A struct of `WriteShareGroupStateResponse`. */
export interface PartitionResult {
  readonly partition: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `PartitionResult` at its default. */
export const defaultPartitionResult: PartitionResult = {
  partition: 0,
  errorCode: 0,
  errorMessage: null,
};

/** A struct of `WriteShareGroupStateResponse`. */
export interface WriteStateResult {
  readonly topicId: Uuid;
  readonly partitions: readonly PartitionResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `WriteStateResult` at its default. */
export const defaultWriteStateResult: WriteStateResult = {
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/**
 * Sent by leaders to the share coordinator: stores changes in the state of share partitions
 * (KIP-932). v1 added a count from which lag is computed (KIP-1226).
 */
export interface WriteShareGroupStateResponse {
  readonly results: readonly WriteStateResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `WriteShareGroupStateResponse` at its default. */
export const defaultWriteShareGroupStateResponse: WriteShareGroupStateResponse = {
  results: NO_ELEMENTS,
};

/**
 * Reads a `WriteShareGroupStateResponse` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readWriteShareGroupStateResponse(reader: ByteReader, version: number): WriteShareGroupStateResponse {
  const results = readWriteStateResultArray(reader, reader.readCompactArrayLength(17, 112), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { results };
  return { results, unknownTaggedFields };
}

/**
 * Writes a `WriteShareGroupStateResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeWriteShareGroupStateResponse(writer: ByteWriter, value: WriteShareGroupStateResponse, version: number): void {
  writer.writeCompactArrayLength(value.results.length);
  for (const element of value.results) writeWriteStateResult(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `WriteShareGroupStateResponse`. */
function readWriteStateResult(reader: ByteReader, version: number): WriteStateResult {
  const topicId = reader.readUuid();
  const partitions = readPartitionResultArray(reader, reader.readCompactArrayLength(7, 56), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicId, partitions };
  return { topicId, partitions, unknownTaggedFields };
}

function readWriteStateResultArray(reader: ByteReader, length: number, version: number): WriteStateResult[] {
  const elements = new Array<WriteStateResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readWriteStateResult(reader, version);
  return elements;
}

/** Writes a struct of `WriteShareGroupStateResponse`. */
function writeWriteStateResult(writer: ByteWriter, value: WriteStateResult, version: number): void {
  writer.writeUuid(value.topicId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writePartitionResult(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `WriteShareGroupStateResponse`. */
function readPartitionResult(reader: ByteReader, _version: number): PartitionResult {
  const partition = reader.readInt32();
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { partition, errorCode, errorMessage };
  return { partition, errorCode, errorMessage, unknownTaggedFields };
}

function readPartitionResultArray(reader: ByteReader, length: number, version: number): PartitionResult[] {
  const elements = new Array<PartitionResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readPartitionResult(reader, version);
  return elements;
}

/** Writes a struct of `WriteShareGroupStateResponse`. */
function writePartitionResult(writer: ByteWriter, value: PartitionResult, _version: number): void {
  writer.writeInt32(value.partition);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
