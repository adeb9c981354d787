// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';
import { readStringArray } from '../codec/primitive-arrays.ts';

/**
 * Sent by admin clients to the group coordinator: the state, members and assignments of share
 * groups (KIP-932). v1 is the first stable version.
 */
export interface ShareGroupDescribeRequest {
  readonly groupIds: readonly string[];
  readonly includeAuthorizedOperations: boolean;
}

/** Every field of `ShareGroupDescribeRequest` at its default. */
export const defaultShareGroupDescribeRequest: ShareGroupDescribeRequest = {
  groupIds: NO_ELEMENTS,
  includeAuthorizedOperations: false,
};

/**
 * Reads a `ShareGroupDescribeRequest` of version 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readShareGroupDescribeRequest(reader: ByteReader, _version: number): ShareGroupDescribeRequest {
  const groupIds = readStringArray(reader, reader.readCompactArrayLength(1, 8), true);
  const includeAuthorizedOperations = reader.readBoolean();
  reader.skipTaggedFields();
  return { groupIds, includeAuthorizedOperations };
}

/**
 * Writes a `ShareGroupDescribeRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeShareGroupDescribeRequest(writer: ByteWriter, value: ShareGroupDescribeRequest, _version: number): void {
  writer.writeCompactArrayLength(value.groupIds.length);
  for (const element of value.groupIds) writer.writeCompactString(element);
  writer.writeBoolean(value.includeAuthorizedOperations);
  writer.writeUnsignedVarint(0);
}

/** A struct of `ShareGroupDescribeResponse`. */
export interface TopicPartitions {
  readonly topicId: Uuid;
  readonly topicName: string;
  readonly partitions: readonly number[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `TopicPartitions` at its default. */
export const defaultTopicPartitions: TopicPartitions = {
  topicId: ZERO_UUID,
  topicName: '',
  partitions: NO_ELEMENTS,
};

/** A struct of `ShareGroupDescribeResponse`. */
export interface Assignment {
  readonly topicPartitions: readonly TopicPartitions[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `Assignment` at its default. */
export const defaultAssignment: Assignment = {
  topicPartitions: NO_ELEMENTS,
};

/** A struct of `ShareGroupDescribeResponse`. */
export interface Member {
  readonly memberId: string;
  readonly rackId: string | null;
  /** The assignment epoch that the member has reached. */
  readonly memberEpoch: number;
  readonly clientId: string;
  readonly clientHost: string;
  readonly subscribedTopicNames: readonly string[];
  /** The partitions that the member fetches from. */
  readonly assignment: Assignment;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `Member` at its default. */
export const defaultMember: Member = {
  memberId: '',
  rackId: null,
  memberEpoch: 0,
  clientId: '',
  clientHost: '',
  subscribedTopicNames: NO_ELEMENTS,
  assignment: defaultAssignment,
};

/** A struct of `ShareGroupDescribeResponse`. */
export interface DescribedGroup {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly groupId: string;
  /** Empty, Stable or Dead. */
  readonly groupState: string;
  /** Grows when members, subscriptions or topics change. */
  readonly groupEpoch: number;
  /** The group epoch for which the assignment was computed; it may lag behind. */
  readonly assignmentEpoch: number;
  /** The assignor in use on the coordinator. */
  readonly assignorName: string;
  readonly members: readonly Member[];
  /** Bit n is set if the client may do ACL operation n on the group; -2147483648 if not asked. */
  readonly authorizedOperations: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribedGroup` at its default. */
export const defaultDescribedGroup: DescribedGroup = {
  errorCode: 0,
  errorMessage: null,
  groupId: '',
  groupState: '',
  groupEpoch: 0,
  assignmentEpoch: 0,
  assignorName: '',
  members: NO_ELEMENTS,
  authorizedOperations: -2147483648,
};

/**
 * Sent by admin clients to the group coordinator: the state, members and assignments of share
 * groups (KIP-932). v1 is the first stable version.
 */
export interface ShareGroupDescribeResponse {
  readonly throttleTimeMs: number;
  readonly groups: readonly DescribedGroup[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ShareGroupDescribeResponse` at its default. */
export const defaultShareGroupDescribeResponse: ShareGroupDescribeResponse = {
  throttleTimeMs: 0,
  groups: NO_ELEMENTS,
};

/**
 * Reads a `ShareGroupDescribeResponse` of version 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readShareGroupDescribeResponse(reader: ByteReader, version: number): ShareGroupDescribeResponse {
  const throttleTimeMs = reader.readInt32();
  const groups = readDescribedGroupArray(reader, reader.readCompactArrayLength(19, 120), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, groups };
  return { throttleTimeMs, groups, unknownTaggedFields };
}

/**
 * Writes a `ShareGroupDescribeResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeShareGroupDescribeResponse(writer: ByteWriter, value: ShareGroupDescribeResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeCompactArrayLength(value.groups.length);
  for (const element of value.groups) writeDescribedGroup(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ShareGroupDescribeResponse`. */
function readDescribedGroup(reader: ByteReader, version: number): DescribedGroup {
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  const groupId = reader.readCompactString();
  const groupState = reader.readCompactString();
  const groupEpoch = reader.readInt32();
  const assignmentEpoch = reader.readInt32();
  const assignorName = reader.readCompactString();
  const members = readMemberArray(reader, reader.readCompactArrayLength(10, 152), version);
  const authorizedOperations = reader.readInt32();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { errorCode, errorMessage, groupId, groupState, groupEpoch, assignmentEpoch, assignorName, members, authorizedOperations };
  return { errorCode, errorMessage, groupId, groupState, groupEpoch, assignmentEpoch, assignorName, members, authorizedOperations, unknownTaggedFields };
}

function readDescribedGroupArray(reader: ByteReader, length: number, version: number): DescribedGroup[] {
  const elements = new Array<DescribedGroup>(length);
  for (let index = 0; index < length; index++) elements[index] = readDescribedGroup(reader, version);
  return elements;
}

/** Writes a struct of `ShareGroupDescribeResponse`. */
function writeDescribedGroup(writer: ByteWriter, value: DescribedGroup, version: number): void {
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writer.writeCompactString(value.groupId);
  writer.writeCompactString(value.groupState);
  writer.writeInt32(value.groupEpoch);
  writer.writeInt32(value.assignmentEpoch);
  writer.writeCompactString(value.assignorName);
  writer.writeCompactArrayLength(value.members.length);
  for (const element of value.members) writeMember(writer, element, version);
  writer.writeInt32(value.authorizedOperations);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ShareGroupDescribeResponse`. */
function readMember(reader: ByteReader, version: number): Member {
  const memberId = reader.readCompactString();
  const rackId = reader.readCompactNullableString();
  const memberEpoch = reader.readInt32();
  const clientId = reader.readCompactString();
  const clientHost = reader.readCompactString();
  const subscribedTopicNames = readStringArray(reader, reader.readCompactArrayLength(1, 8), true);
  const assignment = readAssignment(reader, version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { memberId, rackId, memberEpoch, clientId, clientHost, subscribedTopicNames, assignment };
  return { memberId, rackId, memberEpoch, clientId, clientHost, subscribedTopicNames, assignment, unknownTaggedFields };
}

function readMemberArray(reader: ByteReader, length: number, version: number): Member[] {
  const elements = new Array<Member>(length);
  for (let index = 0; index < length; index++) elements[index] = readMember(reader, version);
  return elements;
}

/** Writes a struct of `ShareGroupDescribeResponse`. */
function writeMember(writer: ByteWriter, value: Member, version: number): void {
  writer.writeCompactString(value.memberId);
  writer.writeCompactNullableString(value.rackId);
  writer.writeInt32(value.memberEpoch);
  writer.writeCompactString(value.clientId);
  writer.writeCompactString(value.clientHost);
  writer.writeCompactArrayLength(value.subscribedTopicNames.length);
  for (const element of value.subscribedTopicNames) writer.writeCompactString(element);
  writeAssignment(writer, value.assignment, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ShareGroupDescribeResponse`. */
function readAssignment(reader: ByteReader, version: number): Assignment {
  const topicPartitions = readTopicPartitionsArray(reader, reader.readCompactArrayLength(18, 120), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicPartitions };
  return { topicPartitions, unknownTaggedFields };
}

/** Writes a struct of `ShareGroupDescribeResponse`. */
function writeAssignment(writer: ByteWriter, value: Assignment, version: number): void {
  writer.writeCompactArrayLength(value.topicPartitions.length);
  for (const element of value.topicPartitions) writeTopicPartitions(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ShareGroupDescribeResponse`. */
function readTopicPartitions(reader: ByteReader, _version: number): TopicPartitions {
  const topicId = reader.readUuid();
  const topicName = reader.readCompactString();
  const partitions = reader.readCompactInt32Array();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicId, topicName, partitions };
  return { topicId, topicName, partitions, unknownTaggedFields };
}

function readTopicPartitionsArray(reader: ByteReader, length: number, version: number): TopicPartitions[] {
  const elements = new Array<TopicPartitions>(length);
  for (let index = 0; index < length; index++) elements[index] = readTopicPartitions(reader, version);
  return elements;
}

/** Writes a struct of `ShareGroupDescribeResponse`. */
function writeTopicPartitions(writer: ByteWriter, value: TopicPartitions, _version: number): void {
  writer.writeUuid(value.topicId);
  writer.writeCompactString(value.topicName);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writer.writeInt32(element);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
