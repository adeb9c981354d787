// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';
import { readNullableInt32Array } from '../codec/primitive-arrays.ts';

/** A struct of `DescribeTopicPartitionsRequest`. */
export interface TopicRequest {
  readonly name: string;
}

/** Every field of `TopicRequest` at its default. */
export const defaultTopicRequest: TopicRequest = {
  name: '',
};

/** A struct of `DescribeTopicPartitionsRequest`. */
export interface RequestCursor {
  readonly topicName: string;
  readonly partitionIndex: number;
}

/** Every field of `RequestCursor` at its default. */
export const defaultRequestCursor: RequestCursor = {
  topicName: '',
  partitionIndex: 0,
};

/**
 * Sent by admin clients to any broker: the partitions of topics with their eligible leader
 * replicas, page by page (KIP-966).
 */
export interface DescribeTopicPartitionsRequest {
  /** Empty for all topics. */
  readonly topics: readonly TopicRequest[];
  /** The most partitions in one response; the broker may return fewer. */
  readonly responsePartitionLimit: number;
  /** Where to go on; null for the beginning. */
  readonly cursor: RequestCursor | null;
}

/** Every field of `DescribeTopicPartitionsRequest` at its default. */
export const defaultDescribeTopicPartitionsRequest: DescribeTopicPartitionsRequest = {
  topics: NO_ELEMENTS,
  responsePartitionLimit: 2000,
  cursor: null,
};

/**
 * Reads a `DescribeTopicPartitionsRequest` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDescribeTopicPartitionsRequest(reader: ByteReader, version: number): DescribeTopicPartitionsRequest {
  const topics = readTopicRequestArray(reader, reader.readCompactArrayLength(1, 40), version);
  const responsePartitionLimit = reader.readInt32();
  const cursor = (reader.readStructPresence() ? readRequestCursor(reader, version) : null);
  reader.skipTaggedFields();
  return { topics, responsePartitionLimit, cursor };
}

/**
 * Writes a `DescribeTopicPartitionsRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDescribeTopicPartitionsRequest(writer: ByteWriter, value: DescribeTopicPartitionsRequest, version: number): void {
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeTopicRequest(writer, element, version);
  writer.writeInt32(value.responsePartitionLimit);
  if (value.cursor === null) {
    writer.writeInt8(-1);
  } else {
    writer.writeInt8(1);
    writeRequestCursor(writer, value.cursor, version);
  }
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `DescribeTopicPartitionsRequest`. */
function readRequestCursor(reader: ByteReader, _version: number): RequestCursor {
  const topicName = reader.readCompactString();
  const partitionIndex = reader.readInt32();
  reader.skipTaggedFields();
  return { topicName, partitionIndex };
}

/** Writes a struct of `DescribeTopicPartitionsRequest`. */
function writeRequestCursor(writer: ByteWriter, value: RequestCursor, _version: number): void {
  writer.writeCompactString(value.topicName);
  writer.writeInt32(value.partitionIndex);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `DescribeTopicPartitionsRequest`. */
function readTopicRequest(reader: ByteReader, _version: number): TopicRequest {
  const name = reader.readCompactString();
  reader.skipTaggedFields();
  return { name };
}

function readTopicRequestArray(reader: ByteReader, length: number, version: number): TopicRequest[] {
  const elements = new Array<TopicRequest>(length);
  for (let index = 0; index < length; index++) elements[index] = readTopicRequest(reader, version);
  return elements;
}

/** Writes a struct of `DescribeTopicPartitionsRequest`. */
function writeTopicRequest(writer: ByteWriter, value: TopicRequest, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeUnsignedVarint(0);
}

/** A struct of `DescribeTopicPartitionsResponse`. */
export interface DescribeTopicPartitionsResponsePartition {
  readonly errorCode: number;
  readonly partitionIndex: number;
  /** -1 while the partition has no leader. */
  readonly leaderId: number;
  readonly leaderEpoch: number;
  /** The brokers with a replica, the preferred leader first. */
  readonly replicaNodes: readonly number[];
  /** The replicas that have caught up with the leader. */
  readonly isrNodes: readonly number[];
  /** Replicas outside the in-sync replicas that still have every committed record. */
  readonly eligibleLeaderReplicas: readonly number[] | null;
  /** Whom to elect if nobody else is left: the last leader, or former eligible leader replicas. */
  readonly lastKnownElr: readonly number[] | null;
  /** The replicas whose broker or log directory is down. */
  readonly offlineReplicas: readonly number[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribeTopicPartitionsResponsePartition` at its default. */
export const defaultDescribeTopicPartitionsResponsePartition: DescribeTopicPartitionsResponsePartition = {
  errorCode: 0,
  partitionIndex: 0,
  leaderId: 0,
  leaderEpoch: -1,
  replicaNodes: NO_ELEMENTS,
  isrNodes: NO_ELEMENTS,
  eligibleLeaderReplicas: null,
  lastKnownElr: null,
  offlineReplicas: NO_ELEMENTS,
};

/** A struct of `DescribeTopicPartitionsResponse`. */
export interface DescribeTopicPartitionsResponseTopic {
  readonly errorCode: number;
  /** Null if it is unknown. */
  readonly name: string | null;
  readonly topicId: Uuid;
  /** True for topics of the cluster itself such as `__consumer_offsets`. */
  readonly isInternal: boolean;
  readonly partitions: readonly DescribeTopicPartitionsResponsePartition[];
  /** Bit n is set if the client may do ACL operation n on the topic; -2147483648 if not asked. */
  readonly topicAuthorizedOperations: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribeTopicPartitionsResponseTopic` at its default. */
export const defaultDescribeTopicPartitionsResponseTopic: DescribeTopicPartitionsResponseTopic = {
  errorCode: 0,
  name: '',
  topicId: ZERO_UUID,
  isInternal: false,
  partitions: NO_ELEMENTS,
  topicAuthorizedOperations: -2147483648,
};

/** A struct of `DescribeTopicPartitionsResponse`. */
export interface ResponseCursor {
  readonly topicName: string;
  readonly partitionIndex: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ResponseCursor` at its default. */
export const defaultResponseCursor: ResponseCursor = {
  topicName: '',
  partitionIndex: 0,
};

/**
 * Sent by admin clients to any broker: the partitions of topics with their eligible leader
 * replicas, page by page (KIP-966).
 */
export interface DescribeTopicPartitionsResponse {
  readonly throttleTimeMs: number;
  readonly topics: readonly DescribeTopicPartitionsResponseTopic[];
  /** Where the next page begins; null if this is the last. */
  readonly nextCursor: ResponseCursor | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribeTopicPartitionsResponse` at its default. */
export const defaultDescribeTopicPartitionsResponse: DescribeTopicPartitionsResponse = {
  throttleTimeMs: 0,
  topics: NO_ELEMENTS,
  nextCursor: null,
};

/**
 * Reads a `DescribeTopicPartitionsResponse` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDescribeTopicPartitionsResponse(reader: ByteReader, version: number): DescribeTopicPartitionsResponse {
  const throttleTimeMs = reader.readInt32();
  const topics = readDescribeTopicPartitionsResponseTopicArray(reader, reader.readCompactArrayLength(25, 144), version);
  const nextCursor = (reader.readStructPresence() ? readResponseCursor(reader, version) : null);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, topics, nextCursor };
  return { throttleTimeMs, topics, nextCursor, unknownTaggedFields };
}

/**
 * Writes a `DescribeTopicPartitionsResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDescribeTopicPartitionsResponse(writer: ByteWriter, value: DescribeTopicPartitionsResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeDescribeTopicPartitionsResponseTopic(writer, element, version);
  if (value.nextCursor === null) {
    writer.writeInt8(-1);
  } else {
    writer.writeInt8(1);
    writeResponseCursor(writer, value.nextCursor, version);
  }
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `DescribeTopicPartitionsResponse`. */
function readResponseCursor(reader: ByteReader, _version: number): ResponseCursor {
  const topicName = reader.readCompactString();
  const partitionIndex = reader.readInt32();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicName, partitionIndex };
  return { topicName, partitionIndex, unknownTaggedFields };
}

/** Writes a struct of `DescribeTopicPartitionsResponse`. */
function writeResponseCursor(writer: ByteWriter, value: ResponseCursor, _version: number): void {
  writer.writeCompactString(value.topicName);
  writer.writeInt32(value.partitionIndex);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `DescribeTopicPartitionsResponse`. */
function readDescribeTopicPartitionsResponseTopic(reader: ByteReader, version: number): DescribeTopicPartitionsResponseTopic {
  const errorCode = reader.readInt16();
  const name = reader.readCompactNullableString();
  const topicId = reader.readUuid();
  const isInternal = reader.readBoolean();
  const partitions = readDescribeTopicPartitionsResponsePartitionArray(reader, reader.readCompactArrayLength(19, 184), version);
  const topicAuthorizedOperations = reader.readInt32();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { errorCode, name, topicId, isInternal, partitions, topicAuthorizedOperations };
  return { errorCode, name, topicId, isInternal, partitions, topicAuthorizedOperations, unknownTaggedFields };
}

function readDescribeTopicPartitionsResponseTopicArray(reader: ByteReader, length: number, version: number): DescribeTopicPartitionsResponseTopic[] {
  const elements = new Array<DescribeTopicPartitionsResponseTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readDescribeTopicPartitionsResponseTopic(reader, version);
  return elements;
}

/** Writes a struct of `DescribeTopicPartitionsResponse`. */
function writeDescribeTopicPartitionsResponseTopic(writer: ByteWriter, value: DescribeTopicPartitionsResponseTopic, version: number): void {
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.name);
  writer.writeUuid(value.topicId);
  writer.writeBoolean(value.isInternal);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writeDescribeTopicPartitionsResponsePartition(writer, element, version);
  writer.writeInt32(value.topicAuthorizedOperations);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `DescribeTopicPartitionsResponse`. */
function readDescribeTopicPartitionsResponsePartition(reader: ByteReader, _version: number): DescribeTopicPartitionsResponsePartition {
  const errorCode = reader.readInt16();
  const partitionIndex = reader.readInt32();
  const leaderId = reader.readInt32();
  const leaderEpoch = reader.readInt32();
  const replicaNodes = reader.readCompactInt32Array();
  const isrNodes = reader.readCompactInt32Array();
  const eligibleLeaderReplicas = readNullableInt32Array(reader, reader.readCompactNullableArrayLength(4, 8));
  const lastKnownElr = readNullableInt32Array(reader, reader.readCompactNullableArrayLength(4, 8));
  const offlineReplicas = reader.readCompactInt32Array();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { errorCode, partitionIndex, leaderId, leaderEpoch, replicaNodes, isrNodes, eligibleLeaderReplicas, lastKnownElr, offlineReplicas };
  return { errorCode, partitionIndex, leaderId, leaderEpoch, replicaNodes, isrNodes, eligibleLeaderReplicas, lastKnownElr, offlineReplicas, unknownTaggedFields };
}

function readDescribeTopicPartitionsResponsePartitionArray(reader: ByteReader, length: number, version: number): DescribeTopicPartitionsResponsePartition[] {
  const elements = new Array<DescribeTopicPartitionsResponsePartition>(length);
  for (let index = 0; index < length; index++) elements[index] = readDescribeTopicPartitionsResponsePartition(reader, version);
  return elements;
}

/** Writes a struct of `DescribeTopicPartitionsResponse`. */
function writeDescribeTopicPartitionsResponsePartition(writer: ByteWriter, value: DescribeTopicPartitionsResponsePartition, _version: number): void {
  writer.writeInt16(value.errorCode);
  writer.writeInt32(value.partitionIndex);
  writer.writeInt32(value.leaderId);
  writer.writeInt32(value.leaderEpoch);
  writer.writeCompactArrayLength(value.replicaNodes.length);
  for (const element of value.replicaNodes) writer.writeInt32(element);
  writer.writeCompactArrayLength(value.isrNodes.length);
  for (const element of value.isrNodes) writer.writeInt32(element);
  if (value.eligibleLeaderReplicas === null) {
    writer.writeCompactArrayLength(-1);
  } else {
    writer.writeCompactArrayLength(value.eligibleLeaderReplicas.length);
    for (const element of value.eligibleLeaderReplicas) writer.writeInt32(element);
  }
  if (value.lastKnownElr === null) {
    writer.writeCompactArrayLength(-1);
  } else {
    writer.writeCompactArrayLength(value.lastKnownElr.length);
    for (const element of value.lastKnownElr) writer.writeInt32(element);
  }
  writer.writeCompactArrayLength(value.offlineReplicas.length);
  for (const element of value.offlineReplicas) writer.writeInt32(element);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
