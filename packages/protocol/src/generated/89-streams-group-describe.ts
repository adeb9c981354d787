// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Offset } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';
import { readStringArray } from '../codec/primitive-arrays.ts';

/**
 * Sent by admin clients to the group coordinator: the state, topology, members and tasks of streams
 * groups (KIP-1071). v1 added a full description of the topology (KIP-1331) and the assignor
 * (KIP-1357).
 */
export interface StreamsGroupDescribeRequest {
  readonly groupIds: readonly string[];
  readonly includeAuthorizedOperations: boolean;
  /** Whether to return the nodes of the topology, if the cluster stores them. (v1) */
  readonly includeTopologyDescription: boolean;
}

/** Every field of `StreamsGroupDescribeRequest` at its default. */
export const defaultStreamsGroupDescribeRequest: StreamsGroupDescribeRequest = {
  groupIds: NO_ELEMENTS,
  includeAuthorizedOperations: false,
  includeTopologyDescription: false,
};

/**
 * Reads a `StreamsGroupDescribeRequest` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readStreamsGroupDescribeRequest(reader: ByteReader, version: number): StreamsGroupDescribeRequest {
  const groupIds = readStringArray(reader, reader.readCompactArrayLength(1, 8), true);
  const includeAuthorizedOperations = reader.readBoolean();
  const includeTopologyDescription = version >= 1 ? reader.readBoolean() : false;
  reader.skipTaggedFields();
  return { groupIds, includeAuthorizedOperations, includeTopologyDescription };
}

/**
 * Writes a `StreamsGroupDescribeRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeStreamsGroupDescribeRequest(writer: ByteWriter, value: StreamsGroupDescribeRequest, version: number): void {
  writer.writeCompactArrayLength(value.groupIds.length);
  for (const element of value.groupIds) writer.writeCompactString(element);
  writer.writeBoolean(value.includeAuthorizedOperations);
  if (version >= 1) {
    writer.writeBoolean(value.includeTopologyDescription);
  }
  writer.writeUnsignedVarint(0);
}

/** A struct of `StreamsGroupDescribeResponse`. */
export interface KeyValue {
  readonly key: string;
  readonly value: string;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `KeyValue` at its default. */
export const defaultKeyValue: KeyValue = {
  key: '',
  value: '',
};

/** A struct of `StreamsGroupDescribeResponse`. */
export interface TopicInfo {
  readonly name: string;
  /** 0 if the coordinator works it out. */
  readonly partitions: number;
  /** 0 for the default of the cluster. */
  readonly replicationFactor: number;
  readonly topicConfigs: readonly KeyValue[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `TopicInfo` at its default. */
export const defaultTopicInfo: TopicInfo = {
  name: '',
  partitions: 0,
  replicationFactor: 0,
  topicConfigs: NO_ELEMENTS,
};

/** A struct of `StreamsGroupDescribeResponse`. */
export interface Subtopology {
  /** A name that follows from the topology alone. */
  readonly subtopologyId: string;
  /** The topics to read from, repartition topics left out. */
  readonly sourceTopics: readonly string[];
  /** The repartition topics to write to. */
  readonly repartitionSinkTopics: readonly string[];
  /** The topics behind the state stores. */
  readonly stateChangelogTopics: readonly TopicInfo[];
  /** The repartition topics to read from. */
  readonly repartitionSourceTopics: readonly TopicInfo[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `Subtopology` at its default. */
export const defaultSubtopology: Subtopology = {
  subtopologyId: '',
  sourceTopics: NO_ELEMENTS,
  repartitionSinkTopics: NO_ELEMENTS,
  stateChangelogTopics: NO_ELEMENTS,
  repartitionSourceTopics: NO_ELEMENTS,
};

/** A struct of `StreamsGroupDescribeResponse`. */
export interface Topology {
  /** Grows with each version of the topology. */
  readonly epoch: number;
  /** Null if they are not known. */
  readonly subtopologies: readonly Subtopology[] | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `Topology` at its default. */
export const defaultTopology: Topology = {
  epoch: 0,
  subtopologies: null,
};

/** A struct of `StreamsGroupDescribeResponse`. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `Endpoint` at its default. */
export const defaultEndpoint: Endpoint = {
  host: '',
  port: 0,
};

/** A struct of `StreamsGroupDescribeResponse`. */
export interface TaskOffset {
  /** A name that follows from the topology alone. */
  readonly subtopologyId: string;
  readonly partition: number;
  readonly offset: Offset;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `TaskOffset` at its default. */
export const defaultTaskOffset: TaskOffset = {
  subtopologyId: '',
  partition: 0,
  offset: 0,
};

/** A struct of `StreamsGroupDescribeResponse`. */
export interface TaskIds {
  /** A name that follows from the topology alone. */
  readonly subtopologyId: string;
  readonly partitions: readonly number[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `TaskIds` at its default. */
export const defaultTaskIds: TaskIds = {
  subtopologyId: '',
  partitions: NO_ELEMENTS,
};

/** A struct of `StreamsGroupDescribeResponse`. */
export interface Assignment {
  readonly activeTasks: readonly TaskIds[];
  readonly standbyTasks: readonly TaskIds[];
  readonly warmupTasks: readonly TaskIds[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `Assignment` at its default. */
export const defaultAssignment: Assignment = {
  activeTasks: NO_ELEMENTS,
  standbyTasks: NO_ELEMENTS,
  warmupTasks: NO_ELEMENTS,
};

/** A struct of `StreamsGroupDescribeResponse`. */
export interface Member {
  readonly memberId: string;
  /** The assignment epoch that the member has reached. */
  readonly memberEpoch: number;
  /** The name of a static member; null for a dynamic one. */
  readonly instanceId: string | null;
  readonly rackId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  /** The version of the topology that the member runs. */
  readonly topologyEpoch: number;
  /** One for all members in a process. */
  readonly processId: string;
  /** Where the application answers interactive queries; null if there is none. */
  readonly userEndpoint: Endpoint | null;
  /** Tags by which standby tasks are spread over racks. */
  readonly clientTags: readonly KeyValue[];
  /** How far the changelogs of the tasks are restored. */
  readonly taskOffsets: readonly TaskOffset[];
  /** Where the changelogs of the tasks end. */
  readonly taskEndOffsets: readonly TaskOffset[];
  /** The tasks that the member has. */
  readonly assignment: Assignment;
  /** The tasks that the member is to have in the end. */
  readonly targetAssignment: Assignment;
  /** True for a member that still uses the classic protocol. */
  readonly isClassic: boolean;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `Member` at its default. */
export const defaultMember: Member = {
  memberId: '',
  memberEpoch: 0,
  instanceId: null,
  rackId: null,
  clientId: '',
  clientHost: '',
  topologyEpoch: 0,
  processId: '',
  userEndpoint: null,
  clientTags: NO_ELEMENTS,
  taskOffsets: NO_ELEMENTS,
  taskEndOffsets: NO_ELEMENTS,
  assignment: defaultAssignment,
  targetAssignment: defaultAssignment,
  isClassic: false,
};

/** A struct of `StreamsGroupDescribeResponse`. */
export interface TopologyDescriptionNode {
  readonly name: string;
  /** 1 source, 2 processor, 3 sink. */
  readonly nodeType: number;
  /** What a source reads; empty for other nodes, or if chosen at run time. */
  readonly sourceTopics: readonly string[];
  /** What a sink writes to; null for other nodes, or if chosen at run time. */
  readonly sinkTopic: string | null;
  /** The state stores that a processor uses; empty for other nodes. */
  readonly stores: readonly string[];
  /** The names of the nodes that come next. */
  readonly successors: readonly string[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `TopologyDescriptionNode` at its default. */
export const defaultTopologyDescriptionNode: TopologyDescriptionNode = {
  name: '',
  nodeType: 0,
  sourceTopics: NO_ELEMENTS,
  sinkTopic: null,
  stores: NO_ELEMENTS,
  successors: NO_ELEMENTS,
};

/** A struct of `StreamsGroupDescribeResponse`. */
export interface TopologyDescriptionSubtopology {
  /** A name that follows from the topology alone. */
  readonly subtopologyId: string;
  readonly nodes: readonly TopologyDescriptionNode[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `TopologyDescriptionSubtopology` at its default. */
export const defaultTopologyDescriptionSubtopology: TopologyDescriptionSubtopology = {
  subtopologyId: '',
  nodes: NO_ELEMENTS,
};

/** A struct of `StreamsGroupDescribeResponse`. */
export interface TopologyDescriptionGlobalStore {
  readonly source: TopologyDescriptionNode;
  readonly processor: TopologyDescriptionNode;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `TopologyDescriptionGlobalStore` at its default. */
export const defaultTopologyDescriptionGlobalStore: TopologyDescriptionGlobalStore = {
  source: defaultTopologyDescriptionNode,
  processor: defaultTopologyDescriptionNode,
};

/** A struct of `StreamsGroupDescribeResponse`. */
export interface TopologyDescription {
  readonly subtopologies: readonly TopologyDescriptionSubtopology[];
  /** The state stores that every process fills from all partitions. */
  readonly globalStores: readonly TopologyDescriptionGlobalStore[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `TopologyDescription` at its default. */
export const defaultTopologyDescription: TopologyDescription = {
  subtopologies: NO_ELEMENTS,
  globalStores: NO_ELEMENTS,
};

/** A struct of `StreamsGroupDescribeResponse`. */
export interface DescribedGroup {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly groupId: string;
  /** Empty, NotReady, Assigning, Reconciling, Stable or Dead. */
  readonly groupState: string;
  /** Grows when members, topology or topics change. */
  readonly groupEpoch: number;
  /** The group epoch for which the target assignment was computed; it may lag behind. */
  readonly assignmentEpoch: number;
  /** Null if no member has handed one in. */
  readonly topology: Topology | null;
  readonly members: readonly Member[];
  /** Bit n is set if the client may do ACL operation n on the group; -2147483648 if not asked. */
  readonly authorizedOperations: number;
  /** Null unless `topologyDescriptionStatus` is 3. (v1) */
  readonly topologyDescription: TopologyDescription | null;
  /** 0 not asked for, 1 not stored, 2 failed to load, 3 in `topologyDescription`. (v1) */
  readonly topologyDescriptionStatus: number;
  /** The task assignor for the next assignment; null on an error. (v1) */
  readonly assignorName: string | null;
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
  topology: null,
  members: NO_ELEMENTS,
  authorizedOperations: -2147483648,
  topologyDescription: null,
  topologyDescriptionStatus: 0,
  assignorName: null,
};

/**
 * Sent by admin clients to the group coordinator: the state, topology, members and tasks of streams
 * groups (KIP-1071). v1 added a full description of the topology (KIP-1331) and the assignor
 * (KIP-1357).
 */
export interface StreamsGroupDescribeResponse {
  readonly throttleTimeMs: number;
  readonly groups: readonly DescribedGroup[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `StreamsGroupDescribeResponse` at its default. */
export const defaultStreamsGroupDescribeResponse: StreamsGroupDescribeResponse = {
  throttleTimeMs: 0,
  groups: NO_ELEMENTS,
};

/**
 * Reads a `StreamsGroupDescribeResponse` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readStreamsGroupDescribeResponse(reader: ByteReader, version: number): StreamsGroupDescribeResponse {
  const throttleTimeMs = reader.readInt32();
  const groups = readDescribedGroupArray(reader, reader.readCompactArrayLength(19, 272), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, groups };
  return { throttleTimeMs, groups, unknownTaggedFields };
}

/**
 * Writes a `StreamsGroupDescribeResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeStreamsGroupDescribeResponse(writer: ByteWriter, value: StreamsGroupDescribeResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeCompactArrayLength(value.groups.length);
  for (const element of value.groups) writeDescribedGroup(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `StreamsGroupDescribeResponse`. */
function readDescribedGroup(reader: ByteReader, version: number): DescribedGroup {
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  const groupId = reader.readCompactString();
  const groupState = reader.readCompactString();
  const groupEpoch = reader.readInt32();
  const assignmentEpoch = reader.readInt32();
  const topology = (reader.readStructPresence() ? readTopology(reader, version) : null);
  const members = readMemberArray(reader, reader.readCompactArrayLength(25, 432), version);
  const authorizedOperations = reader.readInt32();
  const topologyDescription = version >= 1 ? ((reader.readStructPresence() ? readTopologyDescription(reader, version) : null)) : null;
  const topologyDescriptionStatus = version >= 1 ? reader.readInt8() : 0;
  const assignorName = version >= 1 ? reader.readCompactNullableString() : null;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { errorCode, errorMessage, groupId, groupState, groupEpoch, assignmentEpoch, topology, members, authorizedOperations, topologyDescription, topologyDescriptionStatus, assignorName };
  return { errorCode, errorMessage, groupId, groupState, groupEpoch, assignmentEpoch, topology, members, authorizedOperations, topologyDescription, topologyDescriptionStatus, assignorName, unknownTaggedFields };
}

function readDescribedGroupArray(reader: ByteReader, length: number, version: number): DescribedGroup[] {
  const elements = new Array<DescribedGroup>(length);
  for (let index = 0; index < length; index++) elements[index] = readDescribedGroup(reader, version);
  return elements;
}

/** Writes a struct of `StreamsGroupDescribeResponse`. */
function writeDescribedGroup(writer: ByteWriter, value: DescribedGroup, version: number): void {
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writer.writeCompactString(value.groupId);
  writer.writeCompactString(value.groupState);
  writer.writeInt32(value.groupEpoch);
  writer.writeInt32(value.assignmentEpoch);
  if (value.topology === null) {
    writer.writeInt8(-1);
  } else {
    writer.writeInt8(1);
    writeTopology(writer, value.topology, version);
  }
  writer.writeCompactArrayLength(value.members.length);
  for (const element of value.members) writeMember(writer, element, version);
  writer.writeInt32(value.authorizedOperations);
  if (version >= 1) {
    if (value.topologyDescription === null) {
      writer.writeInt8(-1);
    } else {
      writer.writeInt8(1);
      writeTopologyDescription(writer, value.topologyDescription, version);
    }
  }
  if (version >= 1) {
    writer.writeInt8(value.topologyDescriptionStatus);
  }
  if (version >= 1) {
    writer.writeCompactNullableString(value.assignorName);
  }
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `StreamsGroupDescribeResponse`. */
function readTopologyDescription(reader: ByteReader, version: number): TopologyDescription {
  const subtopologies = readTopologyDescriptionSubtopologyArray(reader, reader.readCompactArrayLength(2, 64), version);
  const globalStores = readTopologyDescriptionGlobalStoreArray(reader, reader.readCompactArrayLength(12, 288), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { subtopologies, globalStores };
  return { subtopologies, globalStores, unknownTaggedFields };
}

/** Writes a struct of `StreamsGroupDescribeResponse`. */
function writeTopologyDescription(writer: ByteWriter, value: TopologyDescription, version: number): void {
  writer.writeCompactArrayLength(value.subtopologies.length);
  for (const element of value.subtopologies) writeTopologyDescriptionSubtopology(writer, element, version);
  writer.writeCompactArrayLength(value.globalStores.length);
  for (const element of value.globalStores) writeTopologyDescriptionGlobalStore(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `StreamsGroupDescribeResponse`. */
function readTopologyDescriptionGlobalStore(reader: ByteReader, version: number): TopologyDescriptionGlobalStore {
  const source = readTopologyDescriptionNode(reader, version);
  const processor = readTopologyDescriptionNode(reader, version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { source, processor };
  return { source, processor, unknownTaggedFields };
}

function readTopologyDescriptionGlobalStoreArray(reader: ByteReader, length: number, version: number): TopologyDescriptionGlobalStore[] {
  const elements = new Array<TopologyDescriptionGlobalStore>(length);
  for (let index = 0; index < length; index++) elements[index] = readTopologyDescriptionGlobalStore(reader, version);
  return elements;
}

/** Writes a struct of `StreamsGroupDescribeResponse`. */
function writeTopologyDescriptionGlobalStore(writer: ByteWriter, value: TopologyDescriptionGlobalStore, version: number): void {
  writeTopologyDescriptionNode(writer, value.source, version);
  writeTopologyDescriptionNode(writer, value.processor, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `StreamsGroupDescribeResponse`. */
function readTopologyDescriptionSubtopology(reader: ByteReader, version: number): TopologyDescriptionSubtopology {
  const subtopologyId = reader.readCompactString();
  const nodes = readTopologyDescriptionNodeArray(reader, reader.readCompactArrayLength(6, 128), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { subtopologyId, nodes };
  return { subtopologyId, nodes, unknownTaggedFields };
}

function readTopologyDescriptionSubtopologyArray(reader: ByteReader, length: number, version: number): TopologyDescriptionSubtopology[] {
  const elements = new Array<TopologyDescriptionSubtopology>(length);
  for (let index = 0; index < length; index++) elements[index] = readTopologyDescriptionSubtopology(reader, version);
  return elements;
}

/** Writes a struct of `StreamsGroupDescribeResponse`. */
function writeTopologyDescriptionSubtopology(writer: ByteWriter, value: TopologyDescriptionSubtopology, version: number): void {
  writer.writeCompactString(value.subtopologyId);
  writer.writeCompactArrayLength(value.nodes.length);
  for (const element of value.nodes) writeTopologyDescriptionNode(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `StreamsGroupDescribeResponse`. */
function readTopologyDescriptionNode(reader: ByteReader, _version: number): TopologyDescriptionNode {
  const name = reader.readCompactString();
  const nodeType = reader.readInt8();
  const sourceTopics = readStringArray(reader, reader.readCompactArrayLength(1, 8), true);
  const sinkTopic = reader.readCompactNullableString();
  const stores = readStringArray(reader, reader.readCompactArrayLength(1, 8), true);
  const successors = readStringArray(reader, reader.readCompactArrayLength(1, 8), true);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { name, nodeType, sourceTopics, sinkTopic, stores, successors };
  return { name, nodeType, sourceTopics, sinkTopic, stores, successors, unknownTaggedFields };
}

function readTopologyDescriptionNodeArray(reader: ByteReader, length: number, version: number): TopologyDescriptionNode[] {
  const elements = new Array<TopologyDescriptionNode>(length);
  for (let index = 0; index < length; index++) elements[index] = readTopologyDescriptionNode(reader, version);
  return elements;
}

/** Writes a struct of `StreamsGroupDescribeResponse`. */
function writeTopologyDescriptionNode(writer: ByteWriter, value: TopologyDescriptionNode, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeInt8(value.nodeType);
  writer.writeCompactArrayLength(value.sourceTopics.length);
  for (const element of value.sourceTopics) writer.writeCompactString(element);
  writer.writeCompactNullableString(value.sinkTopic);
  writer.writeCompactArrayLength(value.stores.length);
  for (const element of value.stores) writer.writeCompactString(element);
  writer.writeCompactArrayLength(value.successors.length);
  for (const element of value.successors) writer.writeCompactString(element);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `StreamsGroupDescribeResponse`. */
function readMember(reader: ByteReader, version: number): Member {
  const memberId = reader.readCompactString();
  const memberEpoch = reader.readInt32();
  const instanceId = reader.readCompactNullableString();
  const rackId = reader.readCompactNullableString();
  const clientId = reader.readCompactString();
  const clientHost = reader.readCompactString();
  const topologyEpoch = reader.readInt32();
  const processId = reader.readCompactString();
  const userEndpoint = (reader.readStructPresence() ? readEndpoint(reader, version) : null);
  const clientTags = readKeyValueArray(reader, reader.readCompactArrayLength(2, 48), version);
  const taskOffsets = readTaskOffsetArray(reader, reader.readCompactArrayLength(13, 72), version);
  const taskEndOffsets = readTaskOffsetArray(reader, reader.readCompactArrayLength(13, 72), version);
  const assignment = readAssignment(reader, version);
  const targetAssignment = readAssignment(reader, version);
  const isClassic = reader.readBoolean();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { memberId, memberEpoch, instanceId, rackId, clientId, clientHost, topologyEpoch, processId, userEndpoint, clientTags, taskOffsets, taskEndOffsets, assignment, targetAssignment, isClassic };
  return { memberId, memberEpoch, instanceId, rackId, clientId, clientHost, topologyEpoch, processId, userEndpoint, clientTags, taskOffsets, taskEndOffsets, assignment, targetAssignment, isClassic, unknownTaggedFields };
}

function readMemberArray(reader: ByteReader, length: number, version: number): Member[] {
  const elements = new Array<Member>(length);
  for (let index = 0; index < length; index++) elements[index] = readMember(reader, version);
  return elements;
}

/** Writes a struct of `StreamsGroupDescribeResponse`. */
function writeMember(writer: ByteWriter, value: Member, version: number): void {
  writer.writeCompactString(value.memberId);
  writer.writeInt32(value.memberEpoch);
  writer.writeCompactNullableString(value.instanceId);
  writer.writeCompactNullableString(value.rackId);
  writer.writeCompactString(value.clientId);
  writer.writeCompactString(value.clientHost);
  writer.writeInt32(value.topologyEpoch);
  writer.writeCompactString(value.processId);
  if (value.userEndpoint === null) {
    writer.writeInt8(-1);
  } else {
    writer.writeInt8(1);
    writeEndpoint(writer, value.userEndpoint, version);
  }
  writer.writeCompactArrayLength(value.clientTags.length);
  for (const element of value.clientTags) writeKeyValue(writer, element, version);
  writer.writeCompactArrayLength(value.taskOffsets.length);
  for (const element of value.taskOffsets) writeTaskOffset(writer, element, version);
  writer.writeCompactArrayLength(value.taskEndOffsets.length);
  for (const element of value.taskEndOffsets) writeTaskOffset(writer, element, version);
  writeAssignment(writer, value.assignment, version);
  writeAssignment(writer, value.targetAssignment, version);
  writer.writeBoolean(value.isClassic);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `StreamsGroupDescribeResponse`. */
function readAssignment(reader: ByteReader, version: number): Assignment {
  const activeTasks = readTaskIdsArray(reader, reader.readCompactArrayLength(2, 64), version);
  const standbyTasks = readTaskIdsArray(reader, reader.readCompactArrayLength(2, 64), version);
  const warmupTasks = readTaskIdsArray(reader, reader.readCompactArrayLength(2, 64), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { activeTasks, standbyTasks, warmupTasks };
  return { activeTasks, standbyTasks, warmupTasks, unknownTaggedFields };
}

/** Writes a struct of `StreamsGroupDescribeResponse`. */
function writeAssignment(writer: ByteWriter, value: Assignment, version: number): void {
  writer.writeCompactArrayLength(value.activeTasks.length);
  for (const element of value.activeTasks) writeTaskIds(writer, element, version);
  writer.writeCompactArrayLength(value.standbyTasks.length);
  for (const element of value.standbyTasks) writeTaskIds(writer, element, version);
  writer.writeCompactArrayLength(value.warmupTasks.length);
  for (const element of value.warmupTasks) writeTaskIds(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `StreamsGroupDescribeResponse`. */
function readTaskIds(reader: ByteReader, _version: number): TaskIds {
  const subtopologyId = reader.readCompactString();
  const partitions = reader.readCompactInt32Array();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { subtopologyId, partitions };
  return { subtopologyId, partitions, unknownTaggedFields };
}

function readTaskIdsArray(reader: ByteReader, length: number, version: number): TaskIds[] {
  const elements = new Array<TaskIds>(length);
  for (let index = 0; index < length; index++) elements[index] = readTaskIds(reader, version);
  return elements;
}

/** Writes a struct of `StreamsGroupDescribeResponse`. */
function writeTaskIds(writer: ByteWriter, value: TaskIds, _version: number): void {
  writer.writeCompactString(value.subtopologyId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writer.writeInt32(element);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `StreamsGroupDescribeResponse`. */
function readTaskOffset(reader: ByteReader, _version: number): TaskOffset {
  const subtopologyId = reader.readCompactString();
  const partition = reader.readInt32();
  const offset = reader.readInt64AsNumber();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { subtopologyId, partition, offset };
  return { subtopologyId, partition, offset, unknownTaggedFields };
}

function readTaskOffsetArray(reader: ByteReader, length: number, version: number): TaskOffset[] {
  const elements = new Array<TaskOffset>(length);
  for (let index = 0; index < length; index++) elements[index] = readTaskOffset(reader, version);
  return elements;
}

/** Writes a struct of `StreamsGroupDescribeResponse`. */
function writeTaskOffset(writer: ByteWriter, value: TaskOffset, _version: number): void {
  writer.writeCompactString(value.subtopologyId);
  writer.writeInt32(value.partition);
  writer.writeInt64FromNumber(value.offset);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `StreamsGroupDescribeResponse`. */
function readEndpoint(reader: ByteReader, _version: number): Endpoint {
  const host = reader.readCompactString();
  const port = reader.readUint16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { host, port };
  return { host, port, unknownTaggedFields };
}

/** Writes a struct of `StreamsGroupDescribeResponse`. */
function writeEndpoint(writer: ByteWriter, value: Endpoint, _version: number): void {
  writer.writeCompactString(value.host);
  writer.writeUint16(value.port);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `StreamsGroupDescribeResponse`. */
function readTopology(reader: ByteReader, version: number): Topology {
  const epoch = reader.readInt32();
  const subtopologies = readNullableSubtopologyArray(reader, reader.readCompactNullableArrayLength(5, 136), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { epoch, subtopologies };
  return { epoch, subtopologies, unknownTaggedFields };
}

/** Writes a struct of `StreamsGroupDescribeResponse`. */
function writeTopology(writer: ByteWriter, value: Topology, version: number): void {
  writer.writeInt32(value.epoch);
  if (value.subtopologies === null) {
    writer.writeCompactArrayLength(-1);
  } else {
    writer.writeCompactArrayLength(value.subtopologies.length);
    for (const element of value.subtopologies) writeSubtopology(writer, element, version);
  }
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `StreamsGroupDescribeResponse`. */
function readSubtopology(reader: ByteReader, version: number): Subtopology {
  const subtopologyId = reader.readCompactString();
  const sourceTopics = readStringArray(reader, reader.readCompactArrayLength(1, 8), true);
  const repartitionSinkTopics = readStringArray(reader, reader.readCompactArrayLength(1, 8), true);
  const stateChangelogTopics = readTopicInfoArray(reader, reader.readCompactArrayLength(8, 80), version);
  const repartitionSourceTopics = readTopicInfoArray(reader, reader.readCompactArrayLength(8, 80), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { subtopologyId, sourceTopics, repartitionSinkTopics, stateChangelogTopics, repartitionSourceTopics };
  return { subtopologyId, sourceTopics, repartitionSinkTopics, stateChangelogTopics, repartitionSourceTopics, unknownTaggedFields };
}

function readSubtopologyArray(reader: ByteReader, length: number, version: number): Subtopology[] {
  const elements = new Array<Subtopology>(length);
  for (let index = 0; index < length; index++) elements[index] = readSubtopology(reader, version);
  return elements;
}

function readNullableSubtopologyArray(reader: ByteReader, length: number, version: number): Subtopology[] | null {
  return length < 0 ? null : readSubtopologyArray(reader, length, version);
}

/** Writes a struct of `StreamsGroupDescribeResponse`. */
function writeSubtopology(writer: ByteWriter, value: Subtopology, version: number): void {
  writer.writeCompactString(value.subtopologyId);
  writer.writeCompactArrayLength(value.sourceTopics.length);
  for (const element of value.sourceTopics) writer.writeCompactString(element);
  writer.writeCompactArrayLength(value.repartitionSinkTopics.length);
  for (const element of value.repartitionSinkTopics) writer.writeCompactString(element);
  writer.writeCompactArrayLength(value.stateChangelogTopics.length);
  for (const element of value.stateChangelogTopics) writeTopicInfo(writer, element, version);
  writer.writeCompactArrayLength(value.repartitionSourceTopics.length);
  for (const element of value.repartitionSourceTopics) writeTopicInfo(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `StreamsGroupDescribeResponse`. */
function readTopicInfo(reader: ByteReader, version: number): TopicInfo {
  const name = reader.readCompactString();
  const partitions = reader.readInt32();
  const replicationFactor = reader.readInt16();
  const topicConfigs = readKeyValueArray(reader, reader.readCompactArrayLength(2, 48), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { name, partitions, replicationFactor, topicConfigs };
  return { name, partitions, replicationFactor, topicConfigs, unknownTaggedFields };
}

function readTopicInfoArray(reader: ByteReader, length: number, version: number): TopicInfo[] {
  const elements = new Array<TopicInfo>(length);
  for (let index = 0; index < length; index++) elements[index] = readTopicInfo(reader, version);
  return elements;
}

/** Writes a struct of `StreamsGroupDescribeResponse`. */
function writeTopicInfo(writer: ByteWriter, value: TopicInfo, version: number): void {
  writer.writeCompactString(value.name);
  writer.writeInt32(value.partitions);
  writer.writeInt16(value.replicationFactor);
  writer.writeCompactArrayLength(value.topicConfigs.length);
  for (const element of value.topicConfigs) writeKeyValue(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `StreamsGroupDescribeResponse`. */
function readKeyValue(reader: ByteReader, _version: number): KeyValue {
  const key = reader.readCompactString();
  const value = reader.readCompactString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { key, value };
  return { key, value, unknownTaggedFields };
}

function readKeyValueArray(reader: ByteReader, length: number, version: number): KeyValue[] {
  const elements = new Array<KeyValue>(length);
  for (let index = 0; index < length; index++) elements[index] = readKeyValue(reader, version);
  return elements;
}

/** Writes a struct of `StreamsGroupDescribeResponse`. */
function writeKeyValue(writer: ByteWriter, value: KeyValue, _version: number): void {
  writer.writeCompactString(value.key);
  writer.writeCompactString(value.value);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
