// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';
import { readNullableStringArray } from '../codec/primitive-arrays.ts';

/**
 * Sent by members of a share group to its coordinator: joins, subscribes, gets partitions, leaves
 * (KIP-932). v1 is the first stable version.
 */
export interface ShareGroupHeartbeatRequest {
  readonly groupId: string;
  /** A random id that the client draws and keeps. */
  readonly memberId: string;
  /** The epoch that the member got last; 0 joins, -1 leaves. */
  readonly memberEpoch: number;
  /** Null if there is none or it is unchanged. */
  readonly rackId: string | null;
  /** Null if unchanged. */
  readonly subscribedTopicNames: readonly string[] | null;
}

/** Every field of `ShareGroupHeartbeatRequest` at its default. */
export const defaultShareGroupHeartbeatRequest: ShareGroupHeartbeatRequest = {
  groupId: '',
  memberId: '',
  memberEpoch: 0,
  rackId: null,
  subscribedTopicNames: null,
};

/**
 * Reads a `ShareGroupHeartbeatRequest` of version 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readShareGroupHeartbeatRequest(reader: ByteReader, _version: number): ShareGroupHeartbeatRequest {
  const groupId = reader.readCompactString();
  const memberId = reader.readCompactString();
  const memberEpoch = reader.readInt32();
  const rackId = reader.readCompactNullableString();
  const subscribedTopicNames = readNullableStringArray(reader, reader.readCompactNullableArrayLength(1, 8), true);
  reader.skipTaggedFields();
  return { groupId, memberId, memberEpoch, rackId, subscribedTopicNames };
}

/**
 * Writes a `ShareGroupHeartbeatRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeShareGroupHeartbeatRequest(writer: ByteWriter, value: ShareGroupHeartbeatRequest, _version: number): void {
  writer.writeCompactString(value.groupId);
  writer.writeCompactString(value.memberId);
  writer.writeInt32(value.memberEpoch);
  writer.writeCompactNullableString(value.rackId);
  if (value.subscribedTopicNames === null) {
    writer.writeCompactArrayLength(-1);
  } else {
    writer.writeCompactArrayLength(value.subscribedTopicNames.length);
    for (const element of value.subscribedTopicNames) writer.writeCompactString(element);
  }
  writer.writeUnsignedVarint(0);
}

/** A struct of `ShareGroupHeartbeatResponse`. */
export interface TopicPartitions {
  readonly topicId: Uuid;
  readonly partitions: readonly number[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `TopicPartitions` at its default. */
export const defaultTopicPartitions: TopicPartitions = {
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/** A struct of `ShareGroupHeartbeatResponse`. */
export interface Assignment {
  readonly topicPartitions: readonly TopicPartitions[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `Assignment` at its default. */
export const defaultAssignment: Assignment = {
  topicPartitions: NO_ELEMENTS,
};

/**
 * Sent by members of a share group to its coordinator: joins, subscribes, gets partitions, leaves
 * (KIP-932). v1 is the first stable version.
 */
export interface ShareGroupHeartbeatResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly memberId: string | null;
  /** The epoch to send with the next heartbeat. */
  readonly memberEpoch: number;
  /** When to send the next heartbeat, in milliseconds. */
  readonly heartbeatIntervalMs: number;
  /** The partitions to fetch from, which other members may share; null if unchanged. */
  readonly assignment: Assignment | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ShareGroupHeartbeatResponse` at its default. */
export const defaultShareGroupHeartbeatResponse: ShareGroupHeartbeatResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  errorMessage: null,
  memberId: null,
  memberEpoch: 0,
  heartbeatIntervalMs: 0,
  assignment: null,
};

/**
 * Reads a `ShareGroupHeartbeatResponse` of version 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readShareGroupHeartbeatResponse(reader: ByteReader, version: number): ShareGroupHeartbeatResponse {
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
 * Writes a `ShareGroupHeartbeatResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeShareGroupHeartbeatResponse(writer: ByteWriter, value: ShareGroupHeartbeatResponse, version: number): void {
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

/** Reads a struct of `ShareGroupHeartbeatResponse`. */
function readAssignment(reader: ByteReader, version: number): Assignment {
  const topicPartitions = readTopicPartitionsArray(reader, reader.readCompactArrayLength(17, 112), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicPartitions };
  return { topicPartitions, unknownTaggedFields };
}

/** Writes a struct of `ShareGroupHeartbeatResponse`. */
function writeAssignment(writer: ByteWriter, value: Assignment, version: number): void {
  writer.writeCompactArrayLength(value.topicPartitions.length);
  for (const element of value.topicPartitions) writeTopicPartitions(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ShareGroupHeartbeatResponse`. */
function readTopicPartitions(reader: ByteReader, _version: number): TopicPartitions {
  const topicId = reader.readUuid();
  const partitions = reader.readCompactInt32Array();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicId, partitions };
  return { topicId, partitions, unknownTaggedFields };
}

function readTopicPartitionsArray(reader: ByteReader, length: number, version: number): TopicPartitions[] {
  const elements = new Array<TopicPartitions>(length);
  for (let index = 0; index < length; index++) elements[index] = readTopicPartitions(reader, version);
  return elements;
}

/** Writes a struct of `ShareGroupHeartbeatResponse`. */
function writeTopicPartitions(writer: ByteWriter, value: TopicPartitions, _version: number): void {
  writer.writeUuid(value.topicId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writer.writeInt32(element);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
