// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Offset, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `ReadShareGroupStateRequest`. */
export interface PartitionData {
  readonly partition: number;
  /** The leader epoch of the sender; the coordinator then fences lower ones. */
  readonly leaderEpoch: number;
}

/** Every field of `PartitionData` at its default. */
export const defaultPartitionData: PartitionData = {
  partition: 0,
  leaderEpoch: 0,
};

/** A struct of `ReadShareGroupStateRequest`. */
export interface ReadStateData {
  readonly topicId: Uuid;
  readonly partitions: readonly PartitionData[];
}

/** Every field of `ReadStateData` at its default. */
export const defaultReadStateData: ReadStateData = {
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/**
 * Sent by leaders to the share coordinator when a share partition comes to life: its stored state
 * (KIP-932).
 */
export interface ReadShareGroupStateRequest {
  readonly groupId: string;
  readonly topics: readonly ReadStateData[];
}

/** Every field of `ReadShareGroupStateRequest` at its default. */
export const defaultReadShareGroupStateRequest: ReadShareGroupStateRequest = {
  groupId: '',
  topics: NO_ELEMENTS,
};

/**
 * Reads a `ReadShareGroupStateRequest` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readReadShareGroupStateRequest(reader: ByteReader, version: number): ReadShareGroupStateRequest {
  const groupId = reader.readCompactString();
  const topics = readReadStateDataArray(reader, reader.readCompactArrayLength(17, 112), version);
  reader.skipTaggedFields();
  return { groupId, topics };
}

/**
 * Writes a `ReadShareGroupStateRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeReadShareGroupStateRequest(writer: ByteWriter, value: ReadShareGroupStateRequest, version: number): void {
  writer.writeCompactString(value.groupId);
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeReadStateData(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `ReadShareGroupStateRequest`. */
function readReadStateData(reader: ByteReader, version: number): ReadStateData {
  const topicId = reader.readUuid();
  const partitions = readPartitionDataArray(reader, reader.readCompactArrayLength(8, 48), version);
  reader.skipTaggedFields();
  return { topicId, partitions };
}

function readReadStateDataArray(reader: ByteReader, length: number, version: number): ReadStateData[] {
  const elements = new Array<ReadStateData>(length);
  for (let index = 0; index < length; index++) elements[index] = readReadStateData(reader, version);
  return elements;
}

/** Writes a struct of `ReadShareGroupStateRequest`. */
function writeReadStateData(writer: ByteWriter, value: ReadStateData, version: number): void {
  writer.writeUuid(value.topicId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writePartitionData(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `ReadShareGroupStateRequest`. */
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

/** Writes a struct of `ReadShareGroupStateRequest`. */
function writePartitionData(writer: ByteWriter, value: PartitionData, _version: number): void {
  writer.writeInt32(value.partition);
  writer.writeInt32(value.leaderEpoch);
  writer.writeUnsignedVarint(0);
}

/** A struct of `ReadShareGroupStateResponse`. */
export interface StateBatch {
  readonly firstOffset: Offset;
  /** The last offset of the range, which belongs to it. */
  readonly lastOffset: Offset;
  /** 0 available, 2 acknowledged, 4 archived. */
  readonly deliveryState: number;
  /** How often the records have been delivered. */
  readonly deliveryCount: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `StateBatch` at its default. */
export const defaultStateBatch: StateBatch = {
  firstOffset: 0,
  lastOffset: 0,
  deliveryState: 0,
  deliveryCount: 0,
};

/** A struct of `ReadShareGroupStateResponse`. */
export interface PartitionResult {
  readonly partition: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly stateEpoch: number;
  /** The first offset that is not done with; -1 if none is set yet. */
  readonly startOffset: Offset;
  /** The ranges of offsets after `startOffset` that are not simply available. */
  readonly stateBatches: readonly StateBatch[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `PartitionResult` at its default. */
export const defaultPartitionResult: PartitionResult = {
  partition: 0,
  errorCode: 0,
  errorMessage: null,
  stateEpoch: 0,
  startOffset: 0,
  stateBatches: NO_ELEMENTS,
};

/** A struct of `ReadShareGroupStateResponse`. */
export interface ReadStateResult {
  readonly topicId: Uuid;
  readonly partitions: readonly PartitionResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ReadStateResult` at its default. */
export const defaultReadStateResult: ReadStateResult = {
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/**
 * Sent by leaders to the share coordinator when a share partition comes to life: its stored state
 * (KIP-932).
 */
export interface ReadShareGroupStateResponse {
  readonly results: readonly ReadStateResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ReadShareGroupStateResponse` at its default. */
export const defaultReadShareGroupStateResponse: ReadShareGroupStateResponse = {
  results: NO_ELEMENTS,
};

/**
 * Reads a `ReadShareGroupStateResponse` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readReadShareGroupStateResponse(reader: ByteReader, version: number): ReadShareGroupStateResponse {
  const results = readReadStateResultArray(reader, reader.readCompactArrayLength(17, 112), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { results };
  return { results, unknownTaggedFields };
}

/**
 * Writes a `ReadShareGroupStateResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeReadShareGroupStateResponse(writer: ByteWriter, value: ReadShareGroupStateResponse, version: number): void {
  writer.writeCompactArrayLength(value.results.length);
  for (const element of value.results) writeReadStateResult(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ReadShareGroupStateResponse`. */
function readReadStateResult(reader: ByteReader, version: number): ReadStateResult {
  const topicId = reader.readUuid();
  const partitions = readPartitionResultArray(reader, reader.readCompactArrayLength(20, 112), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicId, partitions };
  return { topicId, partitions, unknownTaggedFields };
}

function readReadStateResultArray(reader: ByteReader, length: number, version: number): ReadStateResult[] {
  const elements = new Array<ReadStateResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readReadStateResult(reader, version);
  return elements;
}

/** Writes a struct of `ReadShareGroupStateResponse`. */
function writeReadStateResult(writer: ByteWriter, value: ReadStateResult, version: number): void {
  writer.writeUuid(value.topicId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writePartitionResult(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ReadShareGroupStateResponse`. */
function readPartitionResult(reader: ByteReader, version: number): PartitionResult {
  const partition = reader.readInt32();
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  const stateEpoch = reader.readInt32();
  const startOffset = reader.readInt64AsNumber();
  const stateBatches = readStateBatchArray(reader, reader.readCompactArrayLength(19, 96), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { partition, errorCode, errorMessage, stateEpoch, startOffset, stateBatches };
  return { partition, errorCode, errorMessage, stateEpoch, startOffset, stateBatches, unknownTaggedFields };
}

function readPartitionResultArray(reader: ByteReader, length: number, version: number): PartitionResult[] {
  const elements = new Array<PartitionResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readPartitionResult(reader, version);
  return elements;
}

/** Writes a struct of `ReadShareGroupStateResponse`. */
function writePartitionResult(writer: ByteWriter, value: PartitionResult, version: number): void {
  writer.writeInt32(value.partition);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writer.writeInt32(value.stateEpoch);
  writer.writeInt64FromNumber(value.startOffset);
  writer.writeCompactArrayLength(value.stateBatches.length);
  for (const element of value.stateBatches) writeStateBatch(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ReadShareGroupStateResponse`. */
function readStateBatch(reader: ByteReader, _version: number): StateBatch {
  const firstOffset = reader.readInt64AsNumber();
  const lastOffset = reader.readInt64AsNumber();
  const deliveryState = reader.readInt8();
  const deliveryCount = reader.readInt16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { firstOffset, lastOffset, deliveryState, deliveryCount };
  return { firstOffset, lastOffset, deliveryState, deliveryCount, unknownTaggedFields };
}

function readStateBatchArray(reader: ByteReader, length: number, version: number): StateBatch[] {
  const elements = new Array<StateBatch>(length);
  for (let index = 0; index < length; index++) elements[index] = readStateBatch(reader, version);
  return elements;
}

/** Writes a struct of `ReadShareGroupStateResponse`. */
function writeStateBatch(writer: ByteWriter, value: StateBatch, _version: number): void {
  writer.writeInt64FromNumber(value.firstOffset);
  writer.writeInt64FromNumber(value.lastOffset);
  writer.writeInt8(value.deliveryState);
  writer.writeInt16(value.deliveryCount);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
