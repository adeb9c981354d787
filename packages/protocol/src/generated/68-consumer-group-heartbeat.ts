// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';
import { readNullableStringArray } from '../codec/primitive-arrays.ts';

/** A struct of `ConsumerGroupHeartbeatRequest`. */
export interface RequestTopicPartitions {
  readonly topicId: Uuid;
  readonly partitions: readonly number[];
}

/** Every field of `RequestTopicPartitions` at its default. */
export const defaultRequestTopicPartitions: RequestTopicPartitions = {
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/**
 * Sent by members of a consumer group to its coordinator: joins, subscribes, gets and gives up
 * partitions, leaves (KIP-848). v1 added regular expressions and member ids that the client draws
 * (KIP-1082).
 */
export interface ConsumerGroupHeartbeatRequest {
  readonly groupId: string;
  /** A random id that the client draws and keeps; in v0 empty at first. */
  readonly memberId: string;
  /**
   * The epoch that the member got last; 0 joins, -1 leaves, -2 leaves for a while as a static
   * member.
   */
  readonly memberEpoch: number;
  /** The name of a static member; null for a dynamic one or if unchanged. */
  readonly instanceId: string | null;
  /** Null if there is none or it is unchanged. */
  readonly rackId: string | null;
  /** How long the member may take to give up partitions, in milliseconds; -1 if unchanged. */
  readonly rebalanceTimeoutMs: number;
  /** Null if unchanged. */
  readonly subscribedTopicNames: readonly string[] | null;
  /** An expression in the syntax of RE2; null if there is none or it is unchanged. (v1) */
  readonly subscribedTopicRegex: string | null;
  /**
   * The assignor that the member wants, such as `uniform` or `range`; null for any or if unchanged.
   */
  readonly serverAssignor: string | null;
  /** The partitions that the member owns at the moment; null if unchanged. */
  readonly topicPartitions: readonly RequestTopicPartitions[] | null;
}

/** Every field of `ConsumerGroupHeartbeatRequest` at its default. */
export const defaultConsumerGroupHeartbeatRequest: ConsumerGroupHeartbeatRequest = {
  groupId: '',
  memberId: '',
  memberEpoch: 0,
  instanceId: null,
  rackId: null,
  rebalanceTimeoutMs: -1,
  subscribedTopicNames: null,
  subscribedTopicRegex: null,
  serverAssignor: null,
  topicPartitions: null,
};

/**
 * Reads a `ConsumerGroupHeartbeatRequest` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readConsumerGroupHeartbeatRequest(reader: ByteReader, version: number): ConsumerGroupHeartbeatRequest {
  const groupId = reader.readCompactString();
  const memberId = reader.readCompactString();
  const memberEpoch = reader.readInt32();
  const instanceId = reader.readCompactNullableString();
  const rackId = reader.readCompactNullableString();
  const rebalanceTimeoutMs = reader.readInt32();
  const subscribedTopicNames = readNullableStringArray(reader, reader.readCompactNullableArrayLength(1, 8), true);
  const subscribedTopicRegex = version >= 1 ? reader.readCompactNullableString() : null;
  const serverAssignor = reader.readCompactNullableString();
  const topicPartitions = readNullableRequestTopicPartitionsArray(reader, reader.readCompactNullableArrayLength(17, 112), version);
  reader.skipTaggedFields();
  return { groupId, memberId, memberEpoch, instanceId, rackId, rebalanceTimeoutMs, subscribedTopicNames, subscribedTopicRegex, serverAssignor, topicPartitions };
}

/**
 * Writes a `ConsumerGroupHeartbeatRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeConsumerGroupHeartbeatRequest(writer: ByteWriter, value: ConsumerGroupHeartbeatRequest, version: number): void {
  writer.writeCompactString(value.groupId);
  writer.writeCompactString(value.memberId);
  writer.writeInt32(value.memberEpoch);
  writer.writeCompactNullableString(value.instanceId);
  writer.writeCompactNullableString(value.rackId);
  writer.writeInt32(value.rebalanceTimeoutMs);
  if (value.subscribedTopicNames === null) {
    writer.writeCompactArrayLength(-1);
  } else {
    writer.writeCompactArrayLength(value.subscribedTopicNames.length);
    for (const element of value.subscribedTopicNames) writer.writeCompactString(element);
  }
  if (version >= 1) {
    writer.writeCompactNullableString(value.subscribedTopicRegex);
  }
  writer.writeCompactNullableString(value.serverAssignor);
  if (value.topicPartitions === null) {
    writer.writeCompactArrayLength(-1);
  } else {
    writer.writeCompactArrayLength(value.topicPartitions.length);
    for (const element of value.topicPartitions) writeRequestTopicPartitions(writer, element, version);
  }
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `ConsumerGroupHeartbeatRequest`. */
function readRequestTopicPartitions(reader: ByteReader, _version: number): RequestTopicPartitions {
  const topicId = reader.readUuid();
  const partitions = reader.readCompactInt32Array();
  reader.skipTaggedFields();
  return { topicId, partitions };
}

function readRequestTopicPartitionsArray(reader: ByteReader, length: number, version: number): RequestTopicPartitions[] {
  const elements = new Array<RequestTopicPartitions>(length);
  for (let index = 0; index < length; index++) elements[index] = readRequestTopicPartitions(reader, version);
  return elements;
}

function readNullableRequestTopicPartitionsArray(reader: ByteReader, length: number, version: number): RequestTopicPartitions[] | null {
  return length < 0 ? null : readRequestTopicPartitionsArray(reader, length, version);
}

/** Writes a struct of `ConsumerGroupHeartbeatRequest`. */
function writeRequestTopicPartitions(writer: ByteWriter, value: RequestTopicPartitions, _version: number): void {
  writer.writeUuid(value.topicId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writer.writeInt32(element);
  writer.writeUnsignedVarint(0);
}

/** A struct of `ConsumerGroupHeartbeatResponse`. */
export interface ResponseTopicPartitions {
  readonly topicId: Uuid;
  readonly partitions: readonly number[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ResponseTopicPartitions` at its default. */
export const defaultResponseTopicPartitions: ResponseTopicPartitions = {
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/** A struct of `ConsumerGroupHeartbeatResponse`. */
export interface Assignment {
  readonly topicPartitions: readonly ResponseTopicPartitions[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `Assignment` at its default. */
export const defaultAssignment: Assignment = {
  topicPartitions: NO_ELEMENTS,
};

/**
 * Sent by members of a consumer group to its coordinator: joins, subscribes, gets and gives up
 * partitions, leaves (KIP-848). v1 added regular expressions and member ids that the client draws
 * (KIP-1082).
 */
export interface ConsumerGroupHeartbeatResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** Null on an error. */
  readonly memberId: string | null;
  /** The epoch to send with the next heartbeat. */
  readonly memberEpoch: number;
  /** When to send the next heartbeat, in milliseconds. */
  readonly heartbeatIntervalMs: number;
  /** What the member may own now; what it lacks it must give up first; null if unchanged. */
  readonly assignment: Assignment | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ConsumerGroupHeartbeatResponse` at its default. */
export const defaultConsumerGroupHeartbeatResponse: ConsumerGroupHeartbeatResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  errorMessage: null,
  memberId: null,
  memberEpoch: 0,
  heartbeatIntervalMs: 0,
  assignment: null,
};

/**
 * Reads a `ConsumerGroupHeartbeatResponse` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readConsumerGroupHeartbeatResponse(reader: ByteReader, version: number): ConsumerGroupHeartbeatResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  const memberId = reader.readCompactNullableString();
  const memberEpoch = reader.readInt32();
  const heartbeatIntervalMs = reader.readInt32();
  const assignment = (reader.readStructPresence() ? readAssignment(reader, version) : null);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, errorMessage, memberId, memberEpoch, heartbeatIntervalMs, assignment };
  return { throttleTimeMs, errorCode, errorMessage, memberId, memberEpoch, heartbeatIntervalMs, assignment, unknownTaggedFields };
}

/**
 * Writes a `ConsumerGroupHeartbeatResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeConsumerGroupHeartbeatResponse(writer: ByteWriter, value: ConsumerGroupHeartbeatResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writer.writeCompactNullableString(value.memberId);
  writer.writeInt32(value.memberEpoch);
  writer.writeInt32(value.heartbeatIntervalMs);
  if (value.assignment === null) {
    writer.writeInt8(-1);
  } else {
    writer.writeInt8(1);
    writeAssignment(writer, value.assignment, version);
  }
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ConsumerGroupHeartbeatResponse`. */
function readAssignment(reader: ByteReader, version: number): Assignment {
  const topicPartitions = readResponseTopicPartitionsArray(reader, reader.readCompactArrayLength(17, 112), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicPartitions };
  return { topicPartitions, unknownTaggedFields };
}

/** Writes a struct of `ConsumerGroupHeartbeatResponse`. */
function writeAssignment(writer: ByteWriter, value: Assignment, version: number): void {
  writer.writeCompactArrayLength(value.topicPartitions.length);
  for (const element of value.topicPartitions) writeResponseTopicPartitions(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ConsumerGroupHeartbeatResponse`. */
function readResponseTopicPartitions(reader: ByteReader, _version: number): ResponseTopicPartitions {
  const topicId = reader.readUuid();
  const partitions = reader.readCompactInt32Array();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicId, partitions };
  return { topicId, partitions, unknownTaggedFields };
}

function readResponseTopicPartitionsArray(reader: ByteReader, length: number, version: number): ResponseTopicPartitions[] {
  const elements = new Array<ResponseTopicPartitions>(length);
  for (let index = 0; index < length; index++) elements[index] = readResponseTopicPartitions(reader, version);
  return elements;
}

/** Writes a struct of `ConsumerGroupHeartbeatResponse`. */
function writeResponseTopicPartitions(writer: ByteWriter, value: ResponseTopicPartitions, _version: number): void {
  writer.writeUuid(value.topicId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writer.writeInt32(element);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
