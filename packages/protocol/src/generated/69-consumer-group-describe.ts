// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';
import { readStringArray } from '../codec/primitive-arrays.ts';

/**
 * Sent by admin clients to the group coordinator: the state, members and assignments of consumer
 * groups (KIP-848). v1 added the type of a member (KIP-1099).
 */
export interface ConsumerGroupDescribeRequest {
  readonly groupIds: readonly string[];
  readonly includeAuthorizedOperations: boolean;
}

/** Every field of `ConsumerGroupDescribeRequest` at its default. */
export const defaultConsumerGroupDescribeRequest: ConsumerGroupDescribeRequest = {
  groupIds: NO_ELEMENTS,
  includeAuthorizedOperations: false,
};

/**
 * Reads a `ConsumerGroupDescribeRequest` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readConsumerGroupDescribeRequest(reader: ByteReader, _version: number): ConsumerGroupDescribeRequest {
  const groupIds = readStringArray(reader, reader.readCompactArrayLength(1, 8), true);
  const includeAuthorizedOperations = reader.readBoolean();
  reader.skipTaggedFields();
  return { groupIds, includeAuthorizedOperations };
}

/**
 * Writes a `ConsumerGroupDescribeRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeConsumerGroupDescribeRequest(writer: ByteWriter, value: ConsumerGroupDescribeRequest, _version: number): void {
  writer.writeCompactArrayLength(value.groupIds.length);
  for (const element of value.groupIds) writer.writeCompactString(element);
  writer.writeBoolean(value.includeAuthorizedOperations);
  writer.writeUnsignedVarint(0);
}

/** A struct of `ConsumerGroupDescribeResponse`. */
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

/** A struct of `ConsumerGroupDescribeResponse`. */
export interface Assignment {
  readonly topicPartitions: readonly TopicPartitions[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `Assignment` at its default. */
export const defaultAssignment: Assignment = {
  topicPartitions: NO_ELEMENTS,
};

/** A struct of `ConsumerGroupDescribeResponse`. */
export interface Member {
  readonly memberId: string;
  /** The name of a static member; null for a dynamic one. */
  readonly instanceId: string | null;
  readonly rackId: string | null;
  /** The assignment epoch that the member has reached. */
  readonly memberEpoch: number;
  readonly clientId: string;
  readonly clientHost: string;
  readonly subscribedTopicNames: readonly string[];
  /** Null if the member uses none. */
  readonly subscribedTopicRegex: string | null;
  /** What the member owns. */
  readonly assignment: Assignment;
  /** What the member is to own in the end. */
  readonly targetAssignment: Assignment;
  /** 0 classic, 1 consumer; -1 unknown. (v1) */
  readonly memberType: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `Member` at its default. */
export const defaultMember: Member = {
  memberId: '',
  instanceId: null,
  rackId: null,
  memberEpoch: 0,
  clientId: '',
  clientHost: '',
  subscribedTopicNames: NO_ELEMENTS,
  subscribedTopicRegex: null,
  assignment: defaultAssignment,
  targetAssignment: defaultAssignment,
  memberType: -1,
};

/** A struct of `ConsumerGroupDescribeResponse`. */
export interface DescribedGroup {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly groupId: string;
  /** Empty, Assigning, Reconciling, Stable or Dead. */
  readonly groupState: string;
  /** Grows when members, subscriptions or topics change. */
  readonly groupEpoch: number;
  /** The group epoch for which the target assignment was computed; it may lag behind. */
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
 * Sent by admin clients to the group coordinator: the state, members and assignments of consumer
 * groups (KIP-848). v1 added the type of a member (KIP-1099).
 */
export interface ConsumerGroupDescribeResponse {
  readonly throttleTimeMs: number;
  readonly groups: readonly DescribedGroup[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ConsumerGroupDescribeResponse` at its default. */
export const defaultConsumerGroupDescribeResponse: ConsumerGroupDescribeResponse = {
  throttleTimeMs: 0,
  groups: NO_ELEMENTS,
};

/**
 * Reads a `ConsumerGroupDescribeResponse` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readConsumerGroupDescribeResponse(reader: ByteReader, version: number): ConsumerGroupDescribeResponse {
  const throttleTimeMs = reader.readInt32();
  const groups = readDescribedGroupArray(reader, reader.readCompactArrayLength(19, 120), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, groups };
  return { throttleTimeMs, groups, unknownTaggedFields };
}

/**
 * Writes a `ConsumerGroupDescribeResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeConsumerGroupDescribeResponse(writer: ByteWriter, value: ConsumerGroupDescribeResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeCompactArrayLength(value.groups.length);
  for (const element of value.groups) writeDescribedGroup(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ConsumerGroupDescribeResponse`. */
function readDescribedGroup(reader: ByteReader, version: number): DescribedGroup {
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  const groupId = reader.readCompactString();
  const groupState = reader.readCompactString();
  const groupEpoch = reader.readInt32();
  const assignmentEpoch = reader.readInt32();
  const assignorName = reader.readCompactString();
  const members = readMemberArray(reader, reader.readCompactArrayLength(13, 232), version);
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

/** Writes a struct of `ConsumerGroupDescribeResponse`. */
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

/** Reads a struct of `ConsumerGroupDescribeResponse`. */
function readMember(reader: ByteReader, version: number): Member {
  const memberId = reader.readCompactString();
  const instanceId = reader.readCompactNullableString();
  const rackId = reader.readCompactNullableString();
  const memberEpoch = reader.readInt32();
  const clientId = reader.readCompactString();
  const clientHost = reader.readCompactString();
  const subscribedTopicNames = readStringArray(reader, reader.readCompactArrayLength(1, 8), true);
  const subscribedTopicRegex = reader.readCompactNullableString();
  const assignment = readAssignment(reader, version);
  const targetAssignment = readAssignment(reader, version);
  const memberType = version >= 1 ? reader.readInt8() : -1;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { memberId, instanceId, rackId, memberEpoch, clientId, clientHost, subscribedTopicNames, subscribedTopicRegex, assignment, targetAssignment, memberType };
  return { memberId, instanceId, rackId, memberEpoch, clientId, clientHost, subscribedTopicNames, subscribedTopicRegex, assignment, targetAssignment, memberType, unknownTaggedFields };
}

function readMemberArray(reader: ByteReader, length: number, version: number): Member[] {
  const elements = new Array<Member>(length);
  for (let index = 0; index < length; index++) elements[index] = readMember(reader, version);
  return elements;
}

/** Writes a struct of `ConsumerGroupDescribeResponse`. */
function writeMember(writer: ByteWriter, value: Member, version: number): void {
  writer.writeCompactString(value.memberId);
  writer.writeCompactNullableString(value.instanceId);
  writer.writeCompactNullableString(value.rackId);
  writer.writeInt32(value.memberEpoch);
  writer.writeCompactString(value.clientId);
  writer.writeCompactString(value.clientHost);
  writer.writeCompactArrayLength(value.subscribedTopicNames.length);
  for (const element of value.subscribedTopicNames) writer.writeCompactString(element);
  writer.writeCompactNullableString(value.subscribedTopicRegex);
  writeAssignment(writer, value.assignment, version);
  writeAssignment(writer, value.targetAssignment, version);
  if (version >= 1) {
    writer.writeInt8(value.memberType);
  }
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ConsumerGroupDescribeResponse`. */
function readAssignment(reader: ByteReader, version: number): Assignment {
  const topicPartitions = readTopicPartitionsArray(reader, reader.readCompactArrayLength(18, 120), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicPartitions };
  return { topicPartitions, unknownTaggedFields };
}

/** Writes a struct of `ConsumerGroupDescribeResponse`. */
function writeAssignment(writer: ByteWriter, value: Assignment, version: number): void {
  writer.writeCompactArrayLength(value.topicPartitions.length);
  for (const element of value.topicPartitions) writeTopicPartitions(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ConsumerGroupDescribeResponse`. */
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

/** Writes a struct of `ConsumerGroupDescribeResponse`. */
function writeTopicPartitions(writer: ByteWriter, value: TopicPartitions, _version: number): void {
  writer.writeUuid(value.topicId);
  writer.writeCompactString(value.topicName);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writer.writeInt32(element);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
