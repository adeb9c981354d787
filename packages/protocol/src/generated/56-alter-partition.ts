// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `AlterPartitionRequest`. */
export interface BrokerState {
  /** The broker that leads the partitions. */
  readonly brokerId: number;
  /**
   * The epoch that the controller gave to this run of the broker; -1 if it is not to be checked.
   */
  readonly brokerEpoch: bigint;
}

/** Every field of `BrokerState` at its default. */
export const defaultBrokerState: BrokerState = {
  brokerId: 0,
  brokerEpoch: -1n,
};

/** A struct of `AlterPartitionRequest`. */
export interface RequestPartitionData {
  readonly partitionIndex: number;
  readonly leaderEpoch: number;
  /** The in-sync replicas that the leader wants. (v2) */
  readonly newIsr: readonly number[];
  /** The in-sync replicas that the leader wants, with the broker epoch it saw of each. (v3) */
  readonly newIsrWithEpochs: readonly BrokerState[];
  /** 0 recovered, 1 recovering from an unclean election. */
  readonly leaderRecoveryState: number;
  /** The partition epoch that the leader knows, which must still be the current one. */
  readonly partitionEpoch: number;
}

/** Every field of `RequestPartitionData` at its default. */
export const defaultRequestPartitionData: RequestPartitionData = {
  partitionIndex: 0,
  leaderEpoch: 0,
  newIsr: NO_ELEMENTS,
  newIsrWithEpochs: NO_ELEMENTS,
  leaderRecoveryState: 0,
  partitionEpoch: 0,
};

/** A struct of `AlterPartitionRequest`. */
export interface RequestTopicData {
  readonly topicId: Uuid;
  readonly partitions: readonly RequestPartitionData[];
}

/** Every field of `RequestTopicData` at its default. */
export const defaultRequestTopicData: RequestTopicData = {
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/**
 * Sent by leaders to the controller: changes the in-sync replicas of a partition (KIP-497). v2
 * names topics by id, v3 gives the broker epoch of each replica (KIP-903).
 */
export interface AlterPartitionRequest {
  /** The broker that leads the partitions. */
  readonly brokerId: number;
  /**
   * The epoch that the controller gave to this run of the broker; -1 if it is not to be checked.
   */
  readonly brokerEpoch: bigint;
  readonly topics: readonly RequestTopicData[];
}

/** Every field of `AlterPartitionRequest` at its default. */
export const defaultAlterPartitionRequest: AlterPartitionRequest = {
  brokerId: 0,
  brokerEpoch: -1n,
  topics: NO_ELEMENTS,
};

/**
 * Reads a `AlterPartitionRequest` of version 2 to 3. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readAlterPartitionRequest(reader: ByteReader, version: number): AlterPartitionRequest {
  const brokerId = reader.readInt32();
  const brokerEpoch = reader.readInt64();
  const topics = readRequestTopicDataArray(reader, reader.readCompactArrayLength(17, 112), version);
  reader.skipTaggedFields();
  return { brokerId, brokerEpoch, topics };
}

/**
 * Writes a `AlterPartitionRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeAlterPartitionRequest(writer: ByteWriter, value: AlterPartitionRequest, version: number): void {
  writer.writeInt32(value.brokerId);
  writer.writeInt64(value.brokerEpoch);
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeRequestTopicData(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `AlterPartitionRequest`. */
function readRequestTopicData(reader: ByteReader, version: number): RequestTopicData {
  const topicId = reader.readUuid();
  const partitions = readRequestPartitionDataArray(reader, reader.readCompactArrayLength(13, 112), version);
  reader.skipTaggedFields();
  return { topicId, partitions };
}

function readRequestTopicDataArray(reader: ByteReader, length: number, version: number): RequestTopicData[] {
  const elements = new Array<RequestTopicData>(length);
  for (let index = 0; index < length; index++) elements[index] = readRequestTopicData(reader, version);
  return elements;
}

/** Writes a struct of `AlterPartitionRequest`. */
function writeRequestTopicData(writer: ByteWriter, value: RequestTopicData, version: number): void {
  writer.writeUuid(value.topicId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writeRequestPartitionData(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `AlterPartitionRequest`. */
function readRequestPartitionData(reader: ByteReader, version: number): RequestPartitionData {
  const partitionIndex = reader.readInt32();
  const leaderEpoch = reader.readInt32();
  const newIsr = version <= 2 ? reader.readCompactInt32Array() : NO_ELEMENTS;
  const newIsrWithEpochs = version >= 3 ? readBrokerStateArray(reader, reader.readCompactArrayLength(12, 80), version) : NO_ELEMENTS;
  const leaderRecoveryState = reader.readInt8();
  const partitionEpoch = reader.readInt32();
  reader.skipTaggedFields();
  return { partitionIndex, leaderEpoch, newIsr, newIsrWithEpochs, leaderRecoveryState, partitionEpoch };
}

function readRequestPartitionDataArray(reader: ByteReader, length: number, version: number): RequestPartitionData[] {
  const elements = new Array<RequestPartitionData>(length);
  for (let index = 0; index < length; index++) elements[index] = readRequestPartitionData(reader, version);
  return elements;
}

/** Writes a struct of `AlterPartitionRequest`. */
function writeRequestPartitionData(writer: ByteWriter, value: RequestPartitionData, version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeInt32(value.leaderEpoch);
  if (version <= 2) {
    writer.writeCompactArrayLength(value.newIsr.length);
    for (const element of value.newIsr) writer.writeInt32(element);
  }
  if (version >= 3) {
    writer.writeCompactArrayLength(value.newIsrWithEpochs.length);
    for (const element of value.newIsrWithEpochs) writeBrokerState(writer, element, version);
  }
  writer.writeInt8(value.leaderRecoveryState);
  writer.writeInt32(value.partitionEpoch);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `AlterPartitionRequest`. */
function readBrokerState(reader: ByteReader, _version: number): BrokerState {
  const brokerId = reader.readInt32();
  const brokerEpoch = reader.readInt64();
  reader.skipTaggedFields();
  return { brokerId, brokerEpoch };
}

function readBrokerStateArray(reader: ByteReader, length: number, version: number): BrokerState[] {
  const elements = new Array<BrokerState>(length);
  for (let index = 0; index < length; index++) elements[index] = readBrokerState(reader, version);
  return elements;
}

/** Writes a struct of `AlterPartitionRequest`. */
function writeBrokerState(writer: ByteWriter, value: BrokerState, _version: number): void {
  writer.writeInt32(value.brokerId);
  writer.writeInt64(value.brokerEpoch);
  writer.writeUnsignedVarint(0);
}

/** A struct of `AlterPartitionResponse`. */
export interface ResponsePartitionData {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly isr: readonly number[];
  /** 0 recovered, 1 recovering from an unclean election. */
  readonly leaderRecoveryState: number;
  /** The partition epoch after the change. */
  readonly partitionEpoch: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ResponsePartitionData` at its default. */
export const defaultResponsePartitionData: ResponsePartitionData = {
  partitionIndex: 0,
  errorCode: 0,
  leaderId: 0,
  leaderEpoch: 0,
  isr: NO_ELEMENTS,
  leaderRecoveryState: 0,
  partitionEpoch: 0,
};

/** A struct of `AlterPartitionResponse`. */
export interface ResponseTopicData {
  readonly topicId: Uuid;
  readonly partitions: readonly ResponsePartitionData[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ResponseTopicData` at its default. */
export const defaultResponseTopicData: ResponseTopicData = {
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/**
 * Sent by leaders to the controller: changes the in-sync replicas of a partition (KIP-497). v2
 * names topics by id, v3 gives the broker epoch of each replica (KIP-903).
 */
export interface AlterPartitionResponse {
  readonly throttleTimeMs: number;
  /** An error of the whole request. */
  readonly errorCode: number;
  readonly topics: readonly ResponseTopicData[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `AlterPartitionResponse` at its default. */
export const defaultAlterPartitionResponse: AlterPartitionResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  topics: NO_ELEMENTS,
};

/**
 * Reads a `AlterPartitionResponse` of version 2 to 3. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readAlterPartitionResponse(reader: ByteReader, version: number): AlterPartitionResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  const topics = readResponseTopicDataArray(reader, reader.readCompactArrayLength(17, 112), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, topics };
  return { throttleTimeMs, errorCode, topics, unknownTaggedFields };
}

/**
 * Writes a `AlterPartitionResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeAlterPartitionResponse(writer: ByteWriter, value: AlterPartitionResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeResponseTopicData(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `AlterPartitionResponse`. */
function readResponseTopicData(reader: ByteReader, version: number): ResponseTopicData {
  const topicId = reader.readUuid();
  const partitions = readResponsePartitionDataArray(reader, reader.readCompactArrayLength(20, 104), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicId, partitions };
  return { topicId, partitions, unknownTaggedFields };
}

function readResponseTopicDataArray(reader: ByteReader, length: number, version: number): ResponseTopicData[] {
  const elements = new Array<ResponseTopicData>(length);
  for (let index = 0; index < length; index++) elements[index] = readResponseTopicData(reader, version);
  return elements;
}

/** Writes a struct of `AlterPartitionResponse`. */
function writeResponseTopicData(writer: ByteWriter, value: ResponseTopicData, version: number): void {
  writer.writeUuid(value.topicId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writeResponsePartitionData(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `AlterPartitionResponse`. */
function readResponsePartitionData(reader: ByteReader, _version: number): ResponsePartitionData {
  const partitionIndex = reader.readInt32();
  const errorCode = reader.readInt16();
  const leaderId = reader.readInt32();
  const leaderEpoch = reader.readInt32();
  const isr = reader.readCompactInt32Array();
  const leaderRecoveryState = reader.readInt8();
  const partitionEpoch = reader.readInt32();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { partitionIndex, errorCode, leaderId, leaderEpoch, isr, leaderRecoveryState, partitionEpoch };
  return { partitionIndex, errorCode, leaderId, leaderEpoch, isr, leaderRecoveryState, partitionEpoch, unknownTaggedFields };
}

function readResponsePartitionDataArray(reader: ByteReader, length: number, version: number): ResponsePartitionData[] {
  const elements = new Array<ResponsePartitionData>(length);
  for (let index = 0; index < length; index++) elements[index] = readResponsePartitionData(reader, version);
  return elements;
}

/** Writes a struct of `AlterPartitionResponse`. */
function writeResponsePartitionData(writer: ByteWriter, value: ResponsePartitionData, _version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeInt16(value.errorCode);
  writer.writeInt32(value.leaderId);
  writer.writeInt32(value.leaderEpoch);
  writer.writeCompactArrayLength(value.isr.length);
  for (const element of value.isr) writer.writeInt32(element);
  writer.writeInt8(value.leaderRecoveryState);
  writer.writeInt32(value.partitionEpoch);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
