// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';
import { readStringArray } from '../codec/primitive-arrays.ts';

/** A struct of `StreamsGroupTopologyDescriptionUpdateRequest`. */
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

/** A struct of `StreamsGroupTopologyDescriptionUpdateRequest`. */
export interface TopologyDescriptionSubtopology {
  readonly subtopologyId: string;
  readonly nodes: readonly TopologyDescriptionNode[];
}

/** Every field of `TopologyDescriptionSubtopology` at its default. */
export const defaultTopologyDescriptionSubtopology: TopologyDescriptionSubtopology = {
  subtopologyId: '',
  nodes: NO_ELEMENTS,
};

/** A struct of `StreamsGroupTopologyDescriptionUpdateRequest`. */
export interface TopologyDescriptionGlobalStore {
  readonly source: TopologyDescriptionNode;
  readonly processor: TopologyDescriptionNode;
}

/** Every field of `TopologyDescriptionGlobalStore` at its default. */
export const defaultTopologyDescriptionGlobalStore: TopologyDescriptionGlobalStore = {
  source: defaultTopologyDescriptionNode,
  processor: defaultTopologyDescriptionNode,
};

/** A struct of `StreamsGroupTopologyDescriptionUpdateRequest`. */
export interface TopologyDescription {
  readonly subtopologies: readonly TopologyDescriptionSubtopology[];
  /** The state stores that every process fills from all partitions. */
  readonly globalStores: readonly TopologyDescriptionGlobalStore[];
}

/** Every field of `TopologyDescription` at its default. */
export const defaultTopologyDescription: TopologyDescription = {
  subtopologies: NO_ELEMENTS,
  globalStores: NO_ELEMENTS,
};

/**
 * Sent by members of a streams group to its coordinator when a heartbeat asks for it: the nodes of
 * the topology (KIP-1331).
 */
export interface StreamsGroupTopologyDescriptionUpdateRequest {
  readonly groupId: string;
  /** Answered with UNKNOWN_MEMBER_ID if the member is not in the group. */
  readonly memberId: string;
  /** The version of the topology that is described. */
  readonly topologyEpoch: number;
  readonly topologyDescription: TopologyDescription;
}

/** Every field of `StreamsGroupTopologyDescriptionUpdateRequest` at its default. */
export const defaultStreamsGroupTopologyDescriptionUpdateRequest: StreamsGroupTopologyDescriptionUpdateRequest = {
  groupId: '',
  memberId: '',
  topologyEpoch: 0,
  topologyDescription: defaultTopologyDescription,
};

/**
 * Reads a `StreamsGroupTopologyDescriptionUpdateRequest` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readStreamsGroupTopologyDescriptionUpdateRequest(reader: ByteReader, version: number): StreamsGroupTopologyDescriptionUpdateRequest {
  const groupId = reader.readCompactString();
  const memberId = reader.readCompactString();
  const topologyEpoch = reader.readInt32();
  const topologyDescription = readTopologyDescription(reader, version);
  reader.skipTaggedFields();
  return { groupId, memberId, topologyEpoch, topologyDescription };
}

/**
 * Writes a `StreamsGroupTopologyDescriptionUpdateRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeStreamsGroupTopologyDescriptionUpdateRequest(writer: ByteWriter, value: StreamsGroupTopologyDescriptionUpdateRequest, version: number): void {
  writer.writeCompactString(value.groupId);
  writer.writeCompactString(value.memberId);
  writer.writeInt32(value.topologyEpoch);
  writeTopologyDescription(writer, value.topologyDescription, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `StreamsGroupTopologyDescriptionUpdateRequest`. */
function readTopologyDescription(reader: ByteReader, version: number): TopologyDescription {
  const subtopologies = readTopologyDescriptionSubtopologyArray(reader, reader.readCompactArrayLength(2, 64), version);
  const globalStores = readTopologyDescriptionGlobalStoreArray(reader, reader.readCompactArrayLength(12, 288), version);
  reader.skipTaggedFields();
  return { subtopologies, globalStores };
}

/** Writes a struct of `StreamsGroupTopologyDescriptionUpdateRequest`. */
function writeTopologyDescription(writer: ByteWriter, value: TopologyDescription, version: number): void {
  writer.writeCompactArrayLength(value.subtopologies.length);
  for (const element of value.subtopologies) writeTopologyDescriptionSubtopology(writer, element, version);
  writer.writeCompactArrayLength(value.globalStores.length);
  for (const element of value.globalStores) writeTopologyDescriptionGlobalStore(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `StreamsGroupTopologyDescriptionUpdateRequest`. */
function readTopologyDescriptionGlobalStore(reader: ByteReader, version: number): TopologyDescriptionGlobalStore {
  const source = readTopologyDescriptionNode(reader, version);
  const processor = readTopologyDescriptionNode(reader, version);
  reader.skipTaggedFields();
  return { source, processor };
}

function readTopologyDescriptionGlobalStoreArray(reader: ByteReader, length: number, version: number): TopologyDescriptionGlobalStore[] {
  const elements = new Array<TopologyDescriptionGlobalStore>(length);
  for (let index = 0; index < length; index++) elements[index] = readTopologyDescriptionGlobalStore(reader, version);
  return elements;
}

/** Writes a struct of `StreamsGroupTopologyDescriptionUpdateRequest`. */
function writeTopologyDescriptionGlobalStore(writer: ByteWriter, value: TopologyDescriptionGlobalStore, version: number): void {
  writeTopologyDescriptionNode(writer, value.source, version);
  writeTopologyDescriptionNode(writer, value.processor, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `StreamsGroupTopologyDescriptionUpdateRequest`. */
function readTopologyDescriptionSubtopology(reader: ByteReader, version: number): TopologyDescriptionSubtopology {
  const subtopologyId = reader.readCompactString();
  const nodes = readTopologyDescriptionNodeArray(reader, reader.readCompactArrayLength(6, 128), version);
  reader.skipTaggedFields();
  return { subtopologyId, nodes };
}

function readTopologyDescriptionSubtopologyArray(reader: ByteReader, length: number, version: number): TopologyDescriptionSubtopology[] {
  const elements = new Array<TopologyDescriptionSubtopology>(length);
  for (let index = 0; index < length; index++) elements[index] = readTopologyDescriptionSubtopology(reader, version);
  return elements;
}

/** Writes a struct of `StreamsGroupTopologyDescriptionUpdateRequest`. */
function writeTopologyDescriptionSubtopology(writer: ByteWriter, value: TopologyDescriptionSubtopology, version: number): void {
  writer.writeCompactString(value.subtopologyId);
  writer.writeCompactArrayLength(value.nodes.length);
  for (const element of value.nodes) writeTopologyDescriptionNode(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `StreamsGroupTopologyDescriptionUpdateRequest`. */
function readTopologyDescriptionNode(reader: ByteReader, _version: number): TopologyDescriptionNode {
  const name = reader.readCompactString();
  const nodeType = reader.readInt8();
  const sourceTopics = readStringArray(reader, reader.readCompactArrayLength(1, 8), true);
  const sinkTopic = reader.readCompactNullableString();
  const stores = readStringArray(reader, reader.readCompactArrayLength(1, 8), true);
  const successors = readStringArray(reader, reader.readCompactArrayLength(1, 8), true);
  reader.skipTaggedFields();
  return { name, nodeType, sourceTopics, sinkTopic, stores, successors };
}

function readTopologyDescriptionNodeArray(reader: ByteReader, length: number, version: number): TopologyDescriptionNode[] {
  const elements = new Array<TopologyDescriptionNode>(length);
  for (let index = 0; index < length; index++) elements[index] = readTopologyDescriptionNode(reader, version);
  return elements;
}

/** Writes a struct of `StreamsGroupTopologyDescriptionUpdateRequest`. */
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
  writer.writeUnsignedVarint(0);
}

/**
 * Sent by members of a streams group to its coordinator when a heartbeat asks for it: the nodes of
 * the topology (KIP-1331).
 */
export interface StreamsGroupTopologyDescriptionUpdateResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `StreamsGroupTopologyDescriptionUpdateResponse` at its default. */
export const defaultStreamsGroupTopologyDescriptionUpdateResponse: StreamsGroupTopologyDescriptionUpdateResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  errorMessage: null,
};

/**
 * Reads a `StreamsGroupTopologyDescriptionUpdateResponse` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readStreamsGroupTopologyDescriptionUpdateResponse(reader: ByteReader, _version: number): StreamsGroupTopologyDescriptionUpdateResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, errorMessage };
  return { throttleTimeMs, errorCode, errorMessage, unknownTaggedFields };
}

/**
 * Writes a `StreamsGroupTopologyDescriptionUpdateResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeStreamsGroupTopologyDescriptionUpdateResponse(writer: ByteWriter, value: StreamsGroupTopologyDescriptionUpdateResponse, _version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
