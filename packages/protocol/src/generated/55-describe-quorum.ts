// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Offset, type Timestamp, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `DescribeQuorumRequest`. */
export interface RequestPartitionData {
  readonly partitionIndex: number;
}

/** Every field of `RequestPartitionData` at its default. */
export const defaultRequestPartitionData: RequestPartitionData = {
  partitionIndex: 0,
};

/** A struct of `DescribeQuorumRequest`. */
export interface RequestTopicData {
  readonly topicName: string;
  readonly partitions: readonly RequestPartitionData[];
}

/** Every field of `RequestTopicData` at its default. */
export const defaultRequestTopicData: RequestTopicData = {
  topicName: '',
  partitions: NO_ELEMENTS,
};

/**
 * Sent by admin clients to the leader of the quorum, through any broker: voters, observers and how
 * far each is (KIP-595). v1 added times (KIP-836), v2 directory ids and addresses (KIP-853).
 */
export interface DescribeQuorumRequest {
  readonly topics: readonly RequestTopicData[];
}

/** Every field of `DescribeQuorumRequest` at its default. */
export const defaultDescribeQuorumRequest: DescribeQuorumRequest = {
  topics: NO_ELEMENTS,
};

/**
 * Reads a `DescribeQuorumRequest` of version 0 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDescribeQuorumRequest(reader: ByteReader, version: number): DescribeQuorumRequest {
  const topics = readRequestTopicDataArray(reader, reader.readCompactArrayLength(2, 64), version);
  reader.skipTaggedFields();
  return { topics };
}

/**
 * Writes a `DescribeQuorumRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDescribeQuorumRequest(writer: ByteWriter, value: DescribeQuorumRequest, version: number): void {
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeRequestTopicData(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `DescribeQuorumRequest`. */
function readRequestTopicData(reader: ByteReader, version: number): RequestTopicData {
  const topicName = reader.readCompactString();
  const partitions = readRequestPartitionDataArray(reader, reader.readCompactArrayLength(4, 40), version);
  reader.skipTaggedFields();
  return { topicName, partitions };
}

function readRequestTopicDataArray(reader: ByteReader, length: number, version: number): RequestTopicData[] {
  const elements = new Array<RequestTopicData>(length);
  for (let index = 0; index < length; index++) elements[index] = readRequestTopicData(reader, version);
  return elements;
}

/** Writes a struct of `DescribeQuorumRequest`. */
function writeRequestTopicData(writer: ByteWriter, value: RequestTopicData, version: number): void {
  writer.writeCompactString(value.topicName);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writeRequestPartitionData(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `DescribeQuorumRequest`. */
function readRequestPartitionData(reader: ByteReader, _version: number): RequestPartitionData {
  const partitionIndex = reader.readInt32();
  reader.skipTaggedFields();
  return { partitionIndex };
}

function readRequestPartitionDataArray(reader: ByteReader, length: number, version: number): RequestPartitionData[] {
  const elements = new Array<RequestPartitionData>(length);
  for (let index = 0; index < length; index++) elements[index] = readRequestPartitionData(reader, version);
  return elements;
}

/** Writes a struct of `DescribeQuorumRequest`. */
function writeRequestPartitionData(writer: ByteWriter, value: RequestPartitionData, _version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeUnsignedVarint(0);
}

/** A struct of `DescribeQuorumResponse`. */
export interface ReplicaState {
  readonly replicaId: number;
  /** The log directory of the replica; zero if unknown. (v2) */
  readonly replicaDirectoryId: Uuid;
  /** How far the log of the replica reaches, by its last fetch; -1 if unknown. */
  readonly logEndOffset: Offset;
  /**
   * When the replica last fetched, by the clock of the leader; -1 for the leader or if unknown.
   * (v1+)
   */
  readonly lastFetchTimestamp: Timestamp;
  /** When the replica last had all of the log, by the clock of the leader; -1 if unknown. (v1+) */
  readonly lastCaughtUpTimestamp: Timestamp;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ReplicaState` at its default. */
export const defaultReplicaState: ReplicaState = {
  replicaId: 0,
  replicaDirectoryId: ZERO_UUID,
  logEndOffset: 0,
  lastFetchTimestamp: -1,
  lastCaughtUpTimestamp: -1,
};

/** A struct of `DescribeQuorumResponse`. */
export interface ResponsePartitionData {
  readonly partitionIndex: number;
  readonly errorCode: number;
  /** (v2) */
  readonly errorMessage: string | null;
  /** -1 if no leader is known. */
  readonly leaderId: number;
  readonly leaderEpoch: number;
  /** The offset after the last record that a majority of voters has. */
  readonly highWatermark: Offset;
  readonly currentVoters: readonly ReplicaState[];
  /** The replicas without a vote: brokers, and controllers that are not voters. */
  readonly observers: readonly ReplicaState[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ResponsePartitionData` at its default. */
export const defaultResponsePartitionData: ResponsePartitionData = {
  partitionIndex: 0,
  errorCode: 0,
  errorMessage: '',
  leaderId: 0,
  leaderEpoch: 0,
  highWatermark: 0,
  currentVoters: NO_ELEMENTS,
  observers: NO_ELEMENTS,
};

/** A struct of `DescribeQuorumResponse`. */
export interface ResponseTopicData {
  readonly topicName: string;
  readonly partitions: readonly ResponsePartitionData[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ResponseTopicData` at its default. */
export const defaultResponseTopicData: ResponseTopicData = {
  topicName: '',
  partitions: NO_ELEMENTS,
};

/** A struct of `DescribeQuorumResponse`. */
export interface Listener {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `Listener` at its default. */
export const defaultListener: Listener = {
  name: '',
  host: '',
  port: 0,
};

/** A struct of `DescribeQuorumResponse`. */
export interface Node {
  readonly nodeId: number;
  readonly listeners: readonly Listener[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `Node` at its default. */
export const defaultNode: Node = {
  nodeId: 0,
  listeners: NO_ELEMENTS,
};

/**
 * Sent by admin clients to the leader of the quorum, through any broker: voters, observers and how
 * far each is (KIP-595). v1 added times (KIP-836), v2 directory ids and addresses (KIP-853).
 */
export interface DescribeQuorumResponse {
  readonly errorCode: number;
  /** (v2) */
  readonly errorMessage: string | null;
  readonly topics: readonly ResponseTopicData[];
  /** The addresses of the voters. (v2) */
  readonly nodes: readonly Node[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribeQuorumResponse` at its default. */
export const defaultDescribeQuorumResponse: DescribeQuorumResponse = {
  errorCode: 0,
  errorMessage: '',
  topics: NO_ELEMENTS,
  nodes: NO_ELEMENTS,
};

/**
 * Reads a `DescribeQuorumResponse` of version 0 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDescribeQuorumResponse(reader: ByteReader, version: number): DescribeQuorumResponse {
  const errorCode = reader.readInt16();
  const errorMessage = version >= 2 ? reader.readCompactNullableString() : '';
  const topics = readResponseTopicDataArray(reader, reader.readCompactArrayLength(2, 64), version);
  const nodes = version >= 2 ? readNodeArray(reader, reader.readCompactArrayLength(5, 64), version) : NO_ELEMENTS;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { errorCode, errorMessage, topics, nodes };
  return { errorCode, errorMessage, topics, nodes, unknownTaggedFields };
}

/**
 * Writes a `DescribeQuorumResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDescribeQuorumResponse(writer: ByteWriter, value: DescribeQuorumResponse, version: number): void {
  writer.writeInt16(value.errorCode);
  if (version >= 2) {
    writer.writeCompactNullableString(value.errorMessage);
  }
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeResponseTopicData(writer, element, version);
  if (version >= 2) {
    writer.writeCompactArrayLength(value.nodes.length);
    for (const element of value.nodes) writeNode(writer, element, version);
  }
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `DescribeQuorumResponse`. */
function readNode(reader: ByteReader, version: number): Node {
  const nodeId = reader.readInt32();
  const listeners = readListenerArray(reader, reader.readCompactArrayLength(4, 56), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { nodeId, listeners };
  return { nodeId, listeners, unknownTaggedFields };
}

function readNodeArray(reader: ByteReader, length: number, version: number): Node[] {
  const elements = new Array<Node>(length);
  for (let index = 0; index < length; index++) elements[index] = readNode(reader, version);
  return elements;
}

/** Writes a struct of `DescribeQuorumResponse`. */
function writeNode(writer: ByteWriter, value: Node, version: number): void {
  writer.writeInt32(value.nodeId);
  writer.writeCompactArrayLength(value.listeners.length);
  for (const element of value.listeners) writeListener(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `DescribeQuorumResponse`. */
function readListener(reader: ByteReader, _version: number): Listener {
  const name = reader.readCompactString();
  const host = reader.readCompactString();
  const port = reader.readUint16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { name, host, port };
  return { name, host, port, unknownTaggedFields };
}

function readListenerArray(reader: ByteReader, length: number, version: number): Listener[] {
  const elements = new Array<Listener>(length);
  for (let index = 0; index < length; index++) elements[index] = readListener(reader, version);
  return elements;
}

/** Writes a struct of `DescribeQuorumResponse`. */
function writeListener(writer: ByteWriter, value: Listener, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeCompactString(value.host);
  writer.writeUint16(value.port);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `DescribeQuorumResponse`. */
function readResponseTopicData(reader: ByteReader, version: number): ResponseTopicData {
  const topicName = reader.readCompactString();
  const partitions = readResponsePartitionDataArray(reader, reader.readCompactArrayLength(24, 144), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicName, partitions };
  return { topicName, partitions, unknownTaggedFields };
}

function readResponseTopicDataArray(reader: ByteReader, length: number, version: number): ResponseTopicData[] {
  const elements = new Array<ResponseTopicData>(length);
  for (let index = 0; index < length; index++) elements[index] = readResponseTopicData(reader, version);
  return elements;
}

/** Writes a struct of `DescribeQuorumResponse`. */
function writeResponseTopicData(writer: ByteWriter, value: ResponseTopicData, version: number): void {
  writer.writeCompactString(value.topicName);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writeResponsePartitionData(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `DescribeQuorumResponse`. */
function readResponsePartitionData(reader: ByteReader, version: number): ResponsePartitionData {
  const partitionIndex = reader.readInt32();
  const errorCode = reader.readInt16();
  const errorMessage = version >= 2 ? reader.readCompactNullableString() : '';
  const leaderId = reader.readInt32();
  const leaderEpoch = reader.readInt32();
  const highWatermark = reader.readInt64AsNumber();
  const currentVoters = readReplicaStateArray(reader, reader.readCompactArrayLength(12, 168), version);
  const observers = readReplicaStateArray(reader, reader.readCompactArrayLength(12, 168), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { partitionIndex, errorCode, errorMessage, leaderId, leaderEpoch, highWatermark, currentVoters, observers };
  return { partitionIndex, errorCode, errorMessage, leaderId, leaderEpoch, highWatermark, currentVoters, observers, unknownTaggedFields };
}

function readResponsePartitionDataArray(reader: ByteReader, length: number, version: number): ResponsePartitionData[] {
  const elements = new Array<ResponsePartitionData>(length);
  for (let index = 0; index < length; index++) elements[index] = readResponsePartitionData(reader, version);
  return elements;
}

/** Writes a struct of `DescribeQuorumResponse`. */
function writeResponsePartitionData(writer: ByteWriter, value: ResponsePartitionData, version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeInt16(value.errorCode);
  if (version >= 2) {
    writer.writeCompactNullableString(value.errorMessage);
  }
  writer.writeInt32(value.leaderId);
  writer.writeInt32(value.leaderEpoch);
  writer.writeInt64FromNumber(value.highWatermark);
  writer.writeCompactArrayLength(value.currentVoters.length);
  for (const element of value.currentVoters) writeReplicaState(writer, element, version);
  writer.writeCompactArrayLength(value.observers.length);
  for (const element of value.observers) writeReplicaState(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `DescribeQuorumResponse`. */
function readReplicaState(reader: ByteReader, version: number): ReplicaState {
  const replicaId = reader.readInt32();
  const replicaDirectoryId = version >= 2 ? reader.readUuid() : ZERO_UUID;
  const logEndOffset = reader.readInt64AsNumber();
  const lastFetchTimestamp = version >= 1 ? reader.readInt64AsNumber() : -1;
  const lastCaughtUpTimestamp = version >= 1 ? reader.readInt64AsNumber() : -1;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { replicaId, replicaDirectoryId, logEndOffset, lastFetchTimestamp, lastCaughtUpTimestamp };
  return { replicaId, replicaDirectoryId, logEndOffset, lastFetchTimestamp, lastCaughtUpTimestamp, unknownTaggedFields };
}

function readReplicaStateArray(reader: ByteReader, length: number, version: number): ReplicaState[] {
  const elements = new Array<ReplicaState>(length);
  for (let index = 0; index < length; index++) elements[index] = readReplicaState(reader, version);
  return elements;
}

/** Writes a struct of `DescribeQuorumResponse`. */
function writeReplicaState(writer: ByteWriter, value: ReplicaState, version: number): void {
  writer.writeInt32(value.replicaId);
  if (version >= 2) {
    writer.writeUuid(value.replicaDirectoryId);
  }
  writer.writeInt64FromNumber(value.logEndOffset);
  if (version >= 1) {
    writer.writeInt64FromNumber(value.lastFetchTimestamp);
  }
  if (version >= 1) {
    writer.writeInt64FromNumber(value.lastCaughtUpTimestamp);
  }
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
