// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Offset } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';
import { readInt16Array, readStringArray } from '../codec/primitive-arrays.ts';

/** A struct of `StreamsGroupHeartbeatRequest`. */
export interface KeyValue {
  readonly key: string;
  readonly value: string;
}

/** Every field of `KeyValue` at its default. */
export const defaultKeyValue: KeyValue = {
  key: '',
  value: '',
};

/** A struct of `StreamsGroupHeartbeatRequest`. */
export interface TopicInfo {
  readonly name: string;
  /** 0 if the coordinator is to work it out, as for every changelog topic. */
  readonly partitions: number;
  /** 0 for the default of the cluster. */
  readonly replicationFactor: number;
  readonly topicConfigs: readonly KeyValue[];
}

/** Every field of `TopicInfo` at its default. */
export const defaultTopicInfo: TopicInfo = {
  name: '',
  partitions: 0,
  replicationFactor: 0,
  topicConfigs: NO_ELEMENTS,
};

/** A struct of `StreamsGroupHeartbeatRequest`. */
export interface CopartitionGroup {
  /** Positions in the array of the same name in the subtopology. */
  readonly sourceTopics: readonly number[];
  /** Positions in the array of the same name in the subtopology. */
  readonly sourceTopicRegex: readonly number[];
  /** Positions in the array of the same name in the subtopology. */
  readonly repartitionSourceTopics: readonly number[];
}

/** Every field of `CopartitionGroup` at its default. */
export const defaultCopartitionGroup: CopartitionGroup = {
  sourceTopics: NO_ELEMENTS,
  sourceTopicRegex: NO_ELEMENTS,
  repartitionSourceTopics: NO_ELEMENTS,
};

/** A struct of `StreamsGroupHeartbeatRequest`. */
export interface Subtopology {
  /** A name that follows from the topology alone, so that all members agree on it. */
  readonly subtopologyId: string;
  /** The topics to read from, repartition topics left out. */
  readonly sourceTopics: readonly string[];
  /** Expressions for topics to read from. */
  readonly sourceTopicRegex: readonly string[];
  /** The topics behind the state stores, which the coordinator creates. */
  readonly stateChangelogTopics: readonly TopicInfo[];
  /** The repartition topics to write to. */
  readonly repartitionSinkTopics: readonly string[];
  /** The repartition topics to read from, which the coordinator creates. */
  readonly repartitionSourceTopics: readonly TopicInfo[];
  /** Topics that must have the same number of partitions. */
  readonly copartitionGroups: readonly CopartitionGroup[];
}

/** Every field of `Subtopology` at its default. */
export const defaultSubtopology: Subtopology = {
  subtopologyId: '',
  sourceTopics: NO_ELEMENTS,
  sourceTopicRegex: NO_ELEMENTS,
  stateChangelogTopics: NO_ELEMENTS,
  repartitionSinkTopics: NO_ELEMENTS,
  repartitionSourceTopics: NO_ELEMENTS,
  copartitionGroups: NO_ELEMENTS,
};

/** A struct of `StreamsGroupHeartbeatRequest`. */
export interface Topology {
  /** Grows with each version of the topology. */
  readonly epoch: number;
  readonly subtopologies: readonly Subtopology[];
}

/** Every field of `Topology` at its default. */
export const defaultTopology: Topology = {
  epoch: 0,
  subtopologies: NO_ELEMENTS,
};

/** A struct of `StreamsGroupHeartbeatRequest`. */
export interface RequestTaskIds {
  /** A name that follows from the topology alone, so that all members agree on it. */
  readonly subtopologyId: string;
  /** The partition of a task is its number within the subtopology. */
  readonly partitions: readonly number[];
}

/** Every field of `RequestTaskIds` at its default. */
export const defaultRequestTaskIds: RequestTaskIds = {
  subtopologyId: '',
  partitions: NO_ELEMENTS,
};

/** A struct of `StreamsGroupHeartbeatRequest`. */
export interface RequestEndpoint {
  /** The host that the application set. */
  readonly host: string;
  readonly port: number;
}

/** Every field of `RequestEndpoint` at its default. */
export const defaultRequestEndpoint: RequestEndpoint = {
  host: '',
  port: 0,
};

/** A struct of `StreamsGroupHeartbeatRequest`. */
export interface TaskOffset {
  /** A name that follows from the topology alone, so that all members agree on it. */
  readonly subtopologyId: string;
  readonly partition: number;
  readonly offset: Offset;
}

/** Every field of `TaskOffset` at its default. */
export const defaultTaskOffset: TaskOffset = {
  subtopologyId: '',
  partition: 0,
  offset: 0,
};

/**
 * Sent by members of a streams group to its coordinator: joins with a topology, gets and gives up
 * tasks, leaves (KIP-1071). v1 made the recovery lag 64 bits wide and can ask for a description of
 * the topology (KIP-1331).
 */
export interface StreamsGroupHeartbeatRequest {
  readonly groupId: string;
  /** A random id that the client draws and keeps. */
  readonly memberId: string;
  /**
   * The epoch that the member got last; 0 joins, -1 leaves, -2 leaves for a while as a static
   * member.
   */
  readonly memberEpoch: number;
  /** The epoch of the endpoints that the member knows. */
  readonly endpointInformationEpoch: number;
  /** The name of a static member; null for a dynamic one or if unchanged. */
  readonly instanceId: string | null;
  /** Null if there is none or it is unchanged. */
  readonly rackId: string | null;
  /** How long the member may take to give up tasks, in milliseconds; -1 if unchanged. */
  readonly rebalanceTimeoutMs: number;
  /** Sent on joining only, to set or compare the topology of the group; null otherwise. */
  readonly topology: Topology | null;
  /** The tasks that the member runs at the moment; null if unchanged. */
  readonly activeTasks: readonly RequestTaskIds[] | null;
  /** The tasks of which the member keeps a copy at the moment; null if unchanged. */
  readonly standbyTasks: readonly RequestTaskIds[] | null;
  /** The tasks that the member is catching up on at the moment; null if unchanged. */
  readonly warmupTasks: readonly RequestTaskIds[] | null;
  /**
   * One for all members in a process, so that copies are spread over processes; null if unchanged.
   */
  readonly processId: string | null;
  /**
   * Where the application answers interactive queries; null if there is none or it is unchanged.
   */
  readonly userEndpoint: RequestEndpoint | null;
  /** Tags by which standby tasks are spread over racks; null if unchanged. */
  readonly clientTags: readonly KeyValue[] | null;
  /** How far the changelogs of the tasks are restored; null if unchanged. */
  readonly taskOffsets: readonly TaskOffset[] | null;
  /** Where the changelogs of the tasks end; null if unchanged. */
  readonly taskEndOffsets: readonly TaskOffset[] | null;
  /** True to ask all members to shut down. */
  readonly shutdownApplication: boolean;
}

/** Every field of `StreamsGroupHeartbeatRequest` at its default. */
export const defaultStreamsGroupHeartbeatRequest: StreamsGroupHeartbeatRequest = {
  groupId: '',
  memberId: '',
  memberEpoch: 0,
  endpointInformationEpoch: 0,
  instanceId: null,
  rackId: null,
  rebalanceTimeoutMs: -1,
  topology: null,
  activeTasks: null,
  standbyTasks: null,
  warmupTasks: null,
  processId: null,
  userEndpoint: null,
  clientTags: null,
  taskOffsets: null,
  taskEndOffsets: null,
  shutdownApplication: false,
};

/**
 * Reads a `StreamsGroupHeartbeatRequest` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readStreamsGroupHeartbeatRequest(reader: ByteReader, version: number): StreamsGroupHeartbeatRequest {
  const groupId = reader.readCompactString();
  const memberId = reader.readCompactString();
  const memberEpoch = reader.readInt32();
  const endpointInformationEpoch = reader.readInt32();
  const instanceId = reader.readCompactNullableString();
  const rackId = reader.readCompactNullableString();
  const rebalanceTimeoutMs = reader.readInt32();
  const topology = (reader.readStructPresence() ? readTopology(reader, version) : null);
  const activeTasks = readNullableRequestTaskIdsArray(reader, reader.readCompactNullableArrayLength(2, 64), version);
  const standbyTasks = readNullableRequestTaskIdsArray(reader, reader.readCompactNullableArrayLength(2, 64), version);
  const warmupTasks = readNullableRequestTaskIdsArray(reader, reader.readCompactNullableArrayLength(2, 64), version);
  const processId = reader.readCompactNullableString();
  const userEndpoint = (reader.readStructPresence() ? readRequestEndpoint(reader, version) : null);
  const clientTags = readNullableKeyValueArray(reader, reader.readCompactNullableArrayLength(2, 48), version);
  const taskOffsets = readNullableTaskOffsetArray(reader, reader.readCompactNullableArrayLength(13, 72), version);
  const taskEndOffsets = readNullableTaskOffsetArray(reader, reader.readCompactNullableArrayLength(13, 72), version);
  const shutdownApplication = reader.readBoolean();
  reader.skipTaggedFields();
  return { groupId, memberId, memberEpoch, endpointInformationEpoch, instanceId, rackId, rebalanceTimeoutMs, topology, activeTasks, standbyTasks, warmupTasks, processId, userEndpoint, clientTags, taskOffsets, taskEndOffsets, shutdownApplication };
}

/**
 * Writes a `StreamsGroupHeartbeatRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeStreamsGroupHeartbeatRequest(writer: ByteWriter, value: StreamsGroupHeartbeatRequest, version: number): void {
  writer.writeCompactString(value.groupId);
  writer.writeCompactString(value.memberId);
  writer.writeInt32(value.memberEpoch);
  writer.writeInt32(value.endpointInformationEpoch);
  writer.writeCompactNullableString(value.instanceId);
  writer.writeCompactNullableString(value.rackId);
  writer.writeInt32(value.rebalanceTimeoutMs);
  if (value.topology === null) {
    writer.writeInt8(-1);
  } else {
    writer.writeInt8(1);
    writeTopology(writer, value.topology, version);
  }
  if (value.activeTasks === null) {
    writer.writeCompactArrayLength(-1);
  } else {
    writer.writeCompactArrayLength(value.activeTasks.length);
    for (const element of value.activeTasks) writeRequestTaskIds(writer, element, version);
  }
  if (value.standbyTasks === null) {
    writer.writeCompactArrayLength(-1);
  } else {
    writer.writeCompactArrayLength(value.standbyTasks.length);
    for (const element of value.standbyTasks) writeRequestTaskIds(writer, element, version);
  }
  if (value.warmupTasks === null) {
    writer.writeCompactArrayLength(-1);
  } else {
    writer.writeCompactArrayLength(value.warmupTasks.length);
    for (const element of value.warmupTasks) writeRequestTaskIds(writer, element, version);
  }
  writer.writeCompactNullableString(value.processId);
  if (value.userEndpoint === null) {
    writer.writeInt8(-1);
  } else {
    writer.writeInt8(1);
    writeRequestEndpoint(writer, value.userEndpoint, version);
  }
  if (value.clientTags === null) {
    writer.writeCompactArrayLength(-1);
  } else {
    writer.writeCompactArrayLength(value.clientTags.length);
    for (const element of value.clientTags) writeKeyValue(writer, element, version);
  }
  if (value.taskOffsets === null) {
    writer.writeCompactArrayLength(-1);
  } else {
    writer.writeCompactArrayLength(value.taskOffsets.length);
    for (const element of value.taskOffsets) writeTaskOffset(writer, element, version);
  }
  if (value.taskEndOffsets === null) {
    writer.writeCompactArrayLength(-1);
  } else {
    writer.writeCompactArrayLength(value.taskEndOffsets.length);
    for (const element of value.taskEndOffsets) writeTaskOffset(writer, element, version);
  }
  writer.writeBoolean(value.shutdownApplication);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `StreamsGroupHeartbeatRequest`. */
function readTaskOffset(reader: ByteReader, _version: number): TaskOffset {
  const subtopologyId = reader.readCompactString();
  const partition = reader.readInt32();
  const offset = reader.readInt64AsNumber();
  reader.skipTaggedFields();
  return { subtopologyId, partition, offset };
}

function readTaskOffsetArray(reader: ByteReader, length: number, version: number): TaskOffset[] {
  const elements = new Array<TaskOffset>(length);
  for (let index = 0; index < length; index++) elements[index] = readTaskOffset(reader, version);
  return elements;
}

function readNullableTaskOffsetArray(reader: ByteReader, length: number, version: number): TaskOffset[] | null {
  return length < 0 ? null : readTaskOffsetArray(reader, length, version);
}

/** Writes a struct of `StreamsGroupHeartbeatRequest`. */
function writeTaskOffset(writer: ByteWriter, value: TaskOffset, _version: number): void {
  writer.writeCompactString(value.subtopologyId);
  writer.writeInt32(value.partition);
  writer.writeInt64FromNumber(value.offset);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `StreamsGroupHeartbeatRequest`. */
function readRequestEndpoint(reader: ByteReader, _version: number): RequestEndpoint {
  const host = reader.readCompactString();
  const port = reader.readUint16();
  reader.skipTaggedFields();
  return { host, port };
}

/** Writes a struct of `StreamsGroupHeartbeatRequest`. */
function writeRequestEndpoint(writer: ByteWriter, value: RequestEndpoint, _version: number): void {
  writer.writeCompactString(value.host);
  writer.writeUint16(value.port);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `StreamsGroupHeartbeatRequest`. */
function readRequestTaskIds(reader: ByteReader, _version: number): RequestTaskIds {
  const subtopologyId = reader.readCompactString();
  const partitions = reader.readCompactInt32Array();
  reader.skipTaggedFields();
  return { subtopologyId, partitions };
}

function readRequestTaskIdsArray(reader: ByteReader, length: number, version: number): RequestTaskIds[] {
  const elements = new Array<RequestTaskIds>(length);
  for (let index = 0; index < length; index++) elements[index] = readRequestTaskIds(reader, version);
  return elements;
}

function readNullableRequestTaskIdsArray(reader: ByteReader, length: number, version: number): RequestTaskIds[] | null {
  return length < 0 ? null : readRequestTaskIdsArray(reader, length, version);
}

/** Writes a struct of `StreamsGroupHeartbeatRequest`. */
function writeRequestTaskIds(writer: ByteWriter, value: RequestTaskIds, _version: number): void {
  writer.writeCompactString(value.subtopologyId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writer.writeInt32(element);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `StreamsGroupHeartbeatRequest`. */
function readTopology(reader: ByteReader, version: number): Topology {
  const epoch = reader.readInt32();
  const subtopologies = readSubtopologyArray(reader, reader.readCompactArrayLength(7, 184), version);
  reader.skipTaggedFields();
  return { epoch, subtopologies };
}

/** Writes a struct of `StreamsGroupHeartbeatRequest`. */
function writeTopology(writer: ByteWriter, value: Topology, version: number): void {
  writer.writeInt32(value.epoch);
  writer.writeCompactArrayLength(value.subtopologies.length);
  for (const element of value.subtopologies) writeSubtopology(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `StreamsGroupHeartbeatRequest`. */
function readSubtopology(reader: ByteReader, version: number): Subtopology {
  const subtopologyId = reader.readCompactString();
  const sourceTopics = readStringArray(reader, reader.readCompactArrayLength(1, 8), true);
  const sourceTopicRegex = readStringArray(reader, reader.readCompactArrayLength(1, 8), true);
  const stateChangelogTopics = readTopicInfoArray(reader, reader.readCompactArrayLength(8, 80), version);
  const repartitionSinkTopics = readStringArray(reader, reader.readCompactArrayLength(1, 8), true);
  const repartitionSourceTopics = readTopicInfoArray(reader, reader.readCompactArrayLength(8, 80), version);
  const copartitionGroups = readCopartitionGroupArray(reader, reader.readCompactArrayLength(3, 104), version);
  reader.skipTaggedFields();
  return { subtopologyId, sourceTopics, sourceTopicRegex, stateChangelogTopics, repartitionSinkTopics, repartitionSourceTopics, copartitionGroups };
}

function readSubtopologyArray(reader: ByteReader, length: number, version: number): Subtopology[] {
  const elements = new Array<Subtopology>(length);
  for (let index = 0; index < length; index++) elements[index] = readSubtopology(reader, version);
  return elements;
}

/** Writes a struct of `StreamsGroupHeartbeatRequest`. */
function writeSubtopology(writer: ByteWriter, value: Subtopology, version: number): void {
  writer.writeCompactString(value.subtopologyId);
  writer.writeCompactArrayLength(value.sourceTopics.length);
  for (const element of value.sourceTopics) writer.writeCompactString(element);
  writer.writeCompactArrayLength(value.sourceTopicRegex.length);
  for (const element of value.sourceTopicRegex) writer.writeCompactString(element);
  writer.writeCompactArrayLength(value.stateChangelogTopics.length);
  for (const element of value.stateChangelogTopics) writeTopicInfo(writer, element, version);
  writer.writeCompactArrayLength(value.repartitionSinkTopics.length);
  for (const element of value.repartitionSinkTopics) writer.writeCompactString(element);
  writer.writeCompactArrayLength(value.repartitionSourceTopics.length);
  for (const element of value.repartitionSourceTopics) writeTopicInfo(writer, element, version);
  writer.writeCompactArrayLength(value.copartitionGroups.length);
  for (const element of value.copartitionGroups) writeCopartitionGroup(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `StreamsGroupHeartbeatRequest`. */
function readCopartitionGroup(reader: ByteReader, _version: number): CopartitionGroup {
  const sourceTopics = readInt16Array(reader, reader.readCompactArrayLength(2, 8));
  const sourceTopicRegex = readInt16Array(reader, reader.readCompactArrayLength(2, 8));
  const repartitionSourceTopics = readInt16Array(reader, reader.readCompactArrayLength(2, 8));
  reader.skipTaggedFields();
  return { sourceTopics, sourceTopicRegex, repartitionSourceTopics };
}

function readCopartitionGroupArray(reader: ByteReader, length: number, version: number): CopartitionGroup[] {
  const elements = new Array<CopartitionGroup>(length);
  for (let index = 0; index < length; index++) elements[index] = readCopartitionGroup(reader, version);
  return elements;
}

/** Writes a struct of `StreamsGroupHeartbeatRequest`. */
function writeCopartitionGroup(writer: ByteWriter, value: CopartitionGroup, _version: number): void {
  writer.writeCompactArrayLength(value.sourceTopics.length);
  for (const element of value.sourceTopics) writer.writeInt16(element);
  writer.writeCompactArrayLength(value.sourceTopicRegex.length);
  for (const element of value.sourceTopicRegex) writer.writeInt16(element);
  writer.writeCompactArrayLength(value.repartitionSourceTopics.length);
  for (const element of value.repartitionSourceTopics) writer.writeInt16(element);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `StreamsGroupHeartbeatRequest`. */
function readTopicInfo(reader: ByteReader, version: number): TopicInfo {
  const name = reader.readCompactString();
  const partitions = reader.readInt32();
  const replicationFactor = reader.readInt16();
  const topicConfigs = readKeyValueArray(reader, reader.readCompactArrayLength(2, 48), version);
  reader.skipTaggedFields();
  return { name, partitions, replicationFactor, topicConfigs };
}

function readTopicInfoArray(reader: ByteReader, length: number, version: number): TopicInfo[] {
  const elements = new Array<TopicInfo>(length);
  for (let index = 0; index < length; index++) elements[index] = readTopicInfo(reader, version);
  return elements;
}

/** Writes a struct of `StreamsGroupHeartbeatRequest`. */
function writeTopicInfo(writer: ByteWriter, value: TopicInfo, version: number): void {
  writer.writeCompactString(value.name);
  writer.writeInt32(value.partitions);
  writer.writeInt16(value.replicationFactor);
  writer.writeCompactArrayLength(value.topicConfigs.length);
  for (const element of value.topicConfigs) writeKeyValue(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `StreamsGroupHeartbeatRequest`. */
function readKeyValue(reader: ByteReader, _version: number): KeyValue {
  const key = reader.readCompactString();
  const value = reader.readCompactString();
  reader.skipTaggedFields();
  return { key, value };
}

function readKeyValueArray(reader: ByteReader, length: number, version: number): KeyValue[] {
  const elements = new Array<KeyValue>(length);
  for (let index = 0; index < length; index++) elements[index] = readKeyValue(reader, version);
  return elements;
}

function readNullableKeyValueArray(reader: ByteReader, length: number, version: number): KeyValue[] | null {
  return length < 0 ? null : readKeyValueArray(reader, length, version);
}

/** Writes a struct of `StreamsGroupHeartbeatRequest`. */
function writeKeyValue(writer: ByteWriter, value: KeyValue, _version: number): void {
  writer.writeCompactString(value.key);
  writer.writeCompactString(value.value);
  writer.writeUnsignedVarint(0);
}

/** A struct of `StreamsGroupHeartbeatResponse`. */
export interface Status {
  /**
   * 0 stale topology, 1 no source topic, 2 wrong partitions, 3 no internal topic, 4 shut down, 5
   * delayed, 6 no tags.
   */
  readonly statusCode: number;
  readonly statusDetail: string;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `Status` at its default. */
export const defaultStatus: Status = {
  statusCode: 0,
  statusDetail: '',
};

/** A struct of `StreamsGroupHeartbeatResponse`. */
export interface ResponseTaskIds {
  /** A name that follows from the topology alone, so that all members agree on it. */
  readonly subtopologyId: string;
  /** The partition of a task is its number within the subtopology. */
  readonly partitions: readonly number[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ResponseTaskIds` at its default. */
export const defaultResponseTaskIds: ResponseTaskIds = {
  subtopologyId: '',
  partitions: NO_ELEMENTS,
};

/** A struct of `StreamsGroupHeartbeatResponse`. */
export interface ResponseEndpoint {
  /** The host that the application set. */
  readonly host: string;
  readonly port: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ResponseEndpoint` at its default. */
export const defaultResponseEndpoint: ResponseEndpoint = {
  host: '',
  port: 0,
};

/** A struct of `StreamsGroupHeartbeatResponse`. */
export interface TopicPartition {
  readonly topic: string;
  readonly partitions: readonly number[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `TopicPartition` at its default. */
export const defaultTopicPartition: TopicPartition = {
  topic: '',
  partitions: NO_ELEMENTS,
};

/** A struct of `StreamsGroupHeartbeatResponse`. */
export interface EndpointToPartitions {
  readonly userEndpoint: ResponseEndpoint;
  /** The source partitions of the tasks that run there. */
  readonly activePartitions: readonly TopicPartition[];
  /** The source partitions of the tasks that have a copy there. */
  readonly standbyPartitions: readonly TopicPartition[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `EndpointToPartitions` at its default. */
export const defaultEndpointToPartitions: EndpointToPartitions = {
  userEndpoint: defaultResponseEndpoint,
  activePartitions: NO_ELEMENTS,
  standbyPartitions: NO_ELEMENTS,
};

/**
 * Sent by members of a streams group to its coordinator: joins with a topology, gets and gives up
 * tasks, leaves (KIP-1071). v1 made the recovery lag 64 bits wide and can ask for a description of
 * the topology (KIP-1331).
 */
export interface StreamsGroupHeartbeatResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly memberId: string;
  /** The epoch to send with the next heartbeat. */
  readonly memberEpoch: number;
  /** When to send the next heartbeat, in milliseconds. */
  readonly heartbeatIntervalMs: number;
  /** Replaced in v1 by `acceptableRecoveryLag`. (v0) */
  readonly acceptableRecoveryLagLegacy: number;
  /** The time between two reports of `taskOffsets`, in milliseconds. */
  readonly taskOffsetIntervalMs: number;
  /** How many offsets a task may lack and still count as caught up; -1 if not supported. (v1) */
  readonly acceptableRecoveryLag: number;
  /** What is wrong or pending in the group. */
  readonly status: readonly Status[] | null;
  /** The tasks to run; null if unchanged. */
  readonly activeTasks: readonly ResponseTaskIds[] | null;
  /** The tasks to keep a copy of; null if unchanged. */
  readonly standbyTasks: readonly ResponseTaskIds[] | null;
  /** The tasks to catch up on, so as to run them later; null if unchanged. */
  readonly warmupTasks: readonly ResponseTaskIds[] | null;
  /** True if the member should send StreamsGroupTopologyDescriptionUpdate. (v1) */
  readonly topologyDescriptionRequired: boolean;
  /** The epoch of `partitionsByUserEndpoint`, to send with the next heartbeat. */
  readonly endpointInformationEpoch: number;
  /** Who holds which partitions, for interactive queries; null if unchanged. */
  readonly partitionsByUserEndpoint: readonly EndpointToPartitions[] | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `StreamsGroupHeartbeatResponse` at its default. */
export const defaultStreamsGroupHeartbeatResponse: StreamsGroupHeartbeatResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  errorMessage: null,
  memberId: '',
  memberEpoch: 0,
  heartbeatIntervalMs: 0,
  acceptableRecoveryLagLegacy: 0,
  taskOffsetIntervalMs: 0,
  acceptableRecoveryLag: -1,
  status: NO_ELEMENTS,
  activeTasks: null,
  standbyTasks: null,
  warmupTasks: null,
  topologyDescriptionRequired: false,
  endpointInformationEpoch: 0,
  partitionsByUserEndpoint: null,
};

/**
 * Reads a `StreamsGroupHeartbeatResponse` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readStreamsGroupHeartbeatResponse(reader: ByteReader, version: number): StreamsGroupHeartbeatResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  const memberId = reader.readCompactString();
  const memberEpoch = reader.readInt32();
  const heartbeatIntervalMs = reader.readInt32();
  const acceptableRecoveryLagLegacy = version <= 0 ? reader.readInt32() : 0;
  const taskOffsetIntervalMs = reader.readInt32();
  const acceptableRecoveryLag = version >= 1 ? reader.readInt64AsNumber() : -1;
  const status = readNullableStatusArray(reader, reader.readCompactNullableArrayLength(2, 48), version);
  const activeTasks = readNullableResponseTaskIdsArray(reader, reader.readCompactNullableArrayLength(2, 64), version);
  const standbyTasks = readNullableResponseTaskIdsArray(reader, reader.readCompactNullableArrayLength(2, 64), version);
  const warmupTasks = readNullableResponseTaskIdsArray(reader, reader.readCompactNullableArrayLength(2, 64), version);
  const topologyDescriptionRequired = version >= 1 ? reader.readBoolean() : false;
  const endpointInformationEpoch = reader.readInt32();
  const partitionsByUserEndpoint = readNullableEndpointToPartitionsArray(reader, reader.readCompactNullableArrayLength(5, 128), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, errorMessage, memberId, memberEpoch, heartbeatIntervalMs, acceptableRecoveryLagLegacy, taskOffsetIntervalMs, acceptableRecoveryLag, status, activeTasks, standbyTasks, warmupTasks, topologyDescriptionRequired, endpointInformationEpoch, partitionsByUserEndpoint };
  return { throttleTimeMs, errorCode, errorMessage, memberId, memberEpoch, heartbeatIntervalMs, acceptableRecoveryLagLegacy, taskOffsetIntervalMs, acceptableRecoveryLag, status, activeTasks, standbyTasks, warmupTasks, topologyDescriptionRequired, endpointInformationEpoch, partitionsByUserEndpoint, unknownTaggedFields };
}

/**
 * Writes a `StreamsGroupHeartbeatResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeStreamsGroupHeartbeatResponse(writer: ByteWriter, value: StreamsGroupHeartbeatResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writer.writeCompactString(value.memberId);
  writer.writeInt32(value.memberEpoch);
  writer.writeInt32(value.heartbeatIntervalMs);
  if (version <= 0) {
    writer.writeInt32(value.acceptableRecoveryLagLegacy);
  }
  writer.writeInt32(value.taskOffsetIntervalMs);
  if (version >= 1) {
    writer.writeInt64FromNumber(value.acceptableRecoveryLag);
  }
  if (value.status === null) {
    writer.writeCompactArrayLength(-1);
  } else {
    writer.writeCompactArrayLength(value.status.length);
    for (const element of value.status) writeStatus(writer, element, version);
  }
  if (value.activeTasks === null) {
    writer.writeCompactArrayLength(-1);
  } else {
    writer.writeCompactArrayLength(value.activeTasks.length);
    for (const element of value.activeTasks) writeResponseTaskIds(writer, element, version);
  }
  if (value.standbyTasks === null) {
    writer.writeCompactArrayLength(-1);
  } else {
    writer.writeCompactArrayLength(value.standbyTasks.length);
    for (const element of value.standbyTasks) writeResponseTaskIds(writer, element, version);
  }
  if (value.warmupTasks === null) {
    writer.writeCompactArrayLength(-1);
  } else {
    writer.writeCompactArrayLength(value.warmupTasks.length);
    for (const element of value.warmupTasks) writeResponseTaskIds(writer, element, version);
  }
  if (version >= 1) {
    writer.writeBoolean(value.topologyDescriptionRequired);
  }
  writer.writeInt32(value.endpointInformationEpoch);
  if (value.partitionsByUserEndpoint === null) {
    writer.writeCompactArrayLength(-1);
  } else {
    writer.writeCompactArrayLength(value.partitionsByUserEndpoint.length);
    for (const element of value.partitionsByUserEndpoint) writeEndpointToPartitions(writer, element, version);
  }
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `StreamsGroupHeartbeatResponse`. */
function readEndpointToPartitions(reader: ByteReader, version: number): EndpointToPartitions {
  const userEndpoint = readResponseEndpoint(reader, version);
  const activePartitions = readTopicPartitionArray(reader, reader.readCompactArrayLength(2, 64), version);
  const standbyPartitions = readTopicPartitionArray(reader, reader.readCompactArrayLength(2, 64), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { userEndpoint, activePartitions, standbyPartitions };
  return { userEndpoint, activePartitions, standbyPartitions, unknownTaggedFields };
}

function readEndpointToPartitionsArray(reader: ByteReader, length: number, version: number): EndpointToPartitions[] {
  const elements = new Array<EndpointToPartitions>(length);
  for (let index = 0; index < length; index++) elements[index] = readEndpointToPartitions(reader, version);
  return elements;
}

function readNullableEndpointToPartitionsArray(reader: ByteReader, length: number, version: number): EndpointToPartitions[] | null {
  return length < 0 ? null : readEndpointToPartitionsArray(reader, length, version);
}

/** Writes a struct of `StreamsGroupHeartbeatResponse`. */
function writeEndpointToPartitions(writer: ByteWriter, value: EndpointToPartitions, version: number): void {
  writeResponseEndpoint(writer, value.userEndpoint, version);
  writer.writeCompactArrayLength(value.activePartitions.length);
  for (const element of value.activePartitions) writeTopicPartition(writer, element, version);
  writer.writeCompactArrayLength(value.standbyPartitions.length);
  for (const element of value.standbyPartitions) writeTopicPartition(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `StreamsGroupHeartbeatResponse`. */
function readTopicPartition(reader: ByteReader, _version: number): TopicPartition {
  const topic = reader.readCompactString();
  const partitions = reader.readCompactInt32Array();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topic, partitions };
  return { topic, partitions, unknownTaggedFields };
}

function readTopicPartitionArray(reader: ByteReader, length: number, version: number): TopicPartition[] {
  const elements = new Array<TopicPartition>(length);
  for (let index = 0; index < length; index++) elements[index] = readTopicPartition(reader, version);
  return elements;
}

/** Writes a struct of `StreamsGroupHeartbeatResponse`. */
function writeTopicPartition(writer: ByteWriter, value: TopicPartition, _version: number): void {
  writer.writeCompactString(value.topic);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writer.writeInt32(element);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `StreamsGroupHeartbeatResponse`. */
function readResponseEndpoint(reader: ByteReader, _version: number): ResponseEndpoint {
  const host = reader.readCompactString();
  const port = reader.readUint16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { host, port };
  return { host, port, unknownTaggedFields };
}

/** Writes a struct of `StreamsGroupHeartbeatResponse`. */
function writeResponseEndpoint(writer: ByteWriter, value: ResponseEndpoint, _version: number): void {
  writer.writeCompactString(value.host);
  writer.writeUint16(value.port);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `StreamsGroupHeartbeatResponse`. */
function readResponseTaskIds(reader: ByteReader, _version: number): ResponseTaskIds {
  const subtopologyId = reader.readCompactString();
  const partitions = reader.readCompactInt32Array();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { subtopologyId, partitions };
  return { subtopologyId, partitions, unknownTaggedFields };
}

function readResponseTaskIdsArray(reader: ByteReader, length: number, version: number): ResponseTaskIds[] {
  const elements = new Array<ResponseTaskIds>(length);
  for (let index = 0; index < length; index++) elements[index] = readResponseTaskIds(reader, version);
  return elements;
}

function readNullableResponseTaskIdsArray(reader: ByteReader, length: number, version: number): ResponseTaskIds[] | null {
  return length < 0 ? null : readResponseTaskIdsArray(reader, length, version);
}

/** Writes a struct of `StreamsGroupHeartbeatResponse`. */
function writeResponseTaskIds(writer: ByteWriter, value: ResponseTaskIds, _version: number): void {
  writer.writeCompactString(value.subtopologyId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writer.writeInt32(element);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `StreamsGroupHeartbeatResponse`. */
function readStatus(reader: ByteReader, _version: number): Status {
  const statusCode = reader.readInt8();
  const statusDetail = reader.readCompactString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { statusCode, statusDetail };
  return { statusCode, statusDetail, unknownTaggedFields };
}

function readStatusArray(reader: ByteReader, length: number, version: number): Status[] {
  const elements = new Array<Status>(length);
  for (let index = 0; index < length; index++) elements[index] = readStatus(reader, version);
  return elements;
}

function readNullableStatusArray(reader: ByteReader, length: number, version: number): Status[] | null {
  return length < 0 ? null : readStatusArray(reader, length, version);
}

/** Writes a struct of `StreamsGroupHeartbeatResponse`. */
function writeStatus(writer: ByteWriter, value: Status, _version: number): void {
  writer.writeInt8(value.statusCode);
  writer.writeCompactString(value.statusDetail);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
