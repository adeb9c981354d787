// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { keepUnknownTaggedField, NO_TAGGED_FIELDS, readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields, writeUnknownTaggedFieldsBelow } from '../codec/unknown-tagged-fields.ts';

/** A struct of `BeginQuorumEpochRequest`. */
export interface RequestPartitionData {
  readonly partitionIndex: number;
  /** The log directory of the voter that is told; zero if unknown. (v1) */
  readonly voterDirectoryId: Uuid;
  /** The sender. */
  readonly leaderId: number;
  /** The epoch in which the sender was elected. */
  readonly leaderEpoch: number;
}

/** Every field of `RequestPartitionData` at its default. */
export const defaultRequestPartitionData: RequestPartitionData = {
  partitionIndex: 0,
  voterDirectoryId: ZERO_UUID,
  leaderId: 0,
  leaderEpoch: 0,
};

/** A struct of `BeginQuorumEpochRequest`. */
export interface RequestTopicData {
  readonly topicName: string;
  readonly partitions: readonly RequestPartitionData[];
}

/** Every field of `RequestTopicData` at its default. */
export const defaultRequestTopicData: RequestTopicData = {
  topicName: '',
  partitions: NO_ELEMENTS,
};

/** A struct of `BeginQuorumEpochRequest`. */
export interface LeaderEndpoint {
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

/** Every field of `LeaderEndpoint` at its default. */
export const defaultLeaderEndpoint: LeaderEndpoint = {
  name: '',
  host: '',
  port: 0,
};

/**
 * Sent by a new KRaft leader to the voters that do not fetch from it: announces its election
 * (KIP-595). v1 added directory ids and its addresses (KIP-853).
 */
export interface BeginQuorumEpochRequest {
  /** Null skips the check. */
  readonly clusterId: string | null;
  /** The voter that is told; -1 if unknown. (v1) */
  readonly voterId: number;
  readonly topics: readonly RequestTopicData[];
  /** Where the new leader can be reached. (v1) */
  readonly leaderEndpoints: readonly LeaderEndpoint[];
}

/** Every field of `BeginQuorumEpochRequest` at its default. */
export const defaultBeginQuorumEpochRequest: BeginQuorumEpochRequest = {
  clusterId: null,
  voterId: -1,
  topics: NO_ELEMENTS,
  leaderEndpoints: NO_ELEMENTS,
};

/**
 * Reads a `BeginQuorumEpochRequest` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readBeginQuorumEpochRequest(reader: ByteReader, version: number): BeginQuorumEpochRequest {
  const clusterId = version >= 1 ? reader.readCompactNullableString() : reader.readNullableString();
  const voterId = version >= 1 ? reader.readInt32() : -1;
  const topics = readRequestTopicDataArray(reader, version >= 1 ? reader.readCompactArrayLength(2, 64) : reader.readArrayLength(2, 64), version);
  const leaderEndpoints = version >= 1 ? readLeaderEndpointArray(reader, reader.readCompactArrayLength(4, 56), version) : NO_ELEMENTS;
  if (version >= 1) {
    reader.skipTaggedFields();
  }
  return { clusterId, voterId, topics, leaderEndpoints };
}

/**
 * Writes a `BeginQuorumEpochRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeBeginQuorumEpochRequest(writer: ByteWriter, value: BeginQuorumEpochRequest, version: number): void {
  if (version >= 1) {
    writer.writeCompactNullableString(value.clusterId);
  } else {
    writer.writeNullableString(value.clusterId);
  }
  if (version >= 1) {
    writer.writeInt32(value.voterId);
  }
  if (version >= 1) {
    writer.writeCompactArrayLength(value.topics.length);
  } else {
    writer.writeArrayLength(value.topics.length);
  }
  for (const element of value.topics) writeRequestTopicData(writer, element, version);
  if (version >= 1) {
    writer.writeCompactArrayLength(value.leaderEndpoints.length);
    for (const element of value.leaderEndpoints) writeLeaderEndpoint(writer, element, version);
  }
  if (version >= 1) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `BeginQuorumEpochRequest`. */
function readLeaderEndpoint(reader: ByteReader, _version: number): LeaderEndpoint {
  const name = reader.readCompactString();
  const host = reader.readCompactString();
  const port = reader.readUint16();
  reader.skipTaggedFields();
  return { name, host, port };
}

function readLeaderEndpointArray(reader: ByteReader, length: number, version: number): LeaderEndpoint[] {
  const elements = new Array<LeaderEndpoint>(length);
  for (let index = 0; index < length; index++) elements[index] = readLeaderEndpoint(reader, version);
  return elements;
}

/** Writes a struct of `BeginQuorumEpochRequest`. */
function writeLeaderEndpoint(writer: ByteWriter, value: LeaderEndpoint, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeCompactString(value.host);
  writer.writeUint16(value.port);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `BeginQuorumEpochRequest`. */
function readRequestTopicData(reader: ByteReader, version: number): RequestTopicData {
  const topicName = version >= 1 ? reader.readCompactString() : reader.readString();
  const partitions = readRequestPartitionDataArray(reader, version >= 1 ? reader.readCompactArrayLength(12, 112) : reader.readArrayLength(12, 112), version);
  if (version >= 1) {
    reader.skipTaggedFields();
  }
  return { topicName, partitions };
}

function readRequestTopicDataArray(reader: ByteReader, length: number, version: number): RequestTopicData[] {
  const elements = new Array<RequestTopicData>(length);
  for (let index = 0; index < length; index++) elements[index] = readRequestTopicData(reader, version);
  return elements;
}

/** Writes a struct of `BeginQuorumEpochRequest`. */
function writeRequestTopicData(writer: ByteWriter, value: RequestTopicData, version: number): void {
  if (version >= 1) {
    writer.writeCompactString(value.topicName);
  } else {
    writer.writeString(value.topicName);
  }
  if (version >= 1) {
    writer.writeCompactArrayLength(value.partitions.length);
  } else {
    writer.writeArrayLength(value.partitions.length);
  }
  for (const element of value.partitions) writeRequestPartitionData(writer, element, version);
  if (version >= 1) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `BeginQuorumEpochRequest`. */
function readRequestPartitionData(reader: ByteReader, version: number): RequestPartitionData {
  const partitionIndex = reader.readInt32();
  const voterDirectoryId = version >= 1 ? reader.readUuid() : ZERO_UUID;
  const leaderId = reader.readInt32();
  const leaderEpoch = reader.readInt32();
  if (version >= 1) {
    reader.skipTaggedFields();
  }
  return { partitionIndex, voterDirectoryId, leaderId, leaderEpoch };
}

function readRequestPartitionDataArray(reader: ByteReader, length: number, version: number): RequestPartitionData[] {
  const elements = new Array<RequestPartitionData>(length);
  for (let index = 0; index < length; index++) elements[index] = readRequestPartitionData(reader, version);
  return elements;
}

/** Writes a struct of `BeginQuorumEpochRequest`. */
function writeRequestPartitionData(writer: ByteWriter, value: RequestPartitionData, version: number): void {
  writer.writeInt32(value.partitionIndex);
  if (version >= 1) {
    writer.writeUuid(value.voterDirectoryId);
  }
  writer.writeInt32(value.leaderId);
  writer.writeInt32(value.leaderEpoch);
  if (version >= 1) {
    writer.writeUnsignedVarint(0);
  }
}

/** A struct of `BeginQuorumEpochResponse`. */
export interface ResponsePartitionData {
  readonly partitionIndex: number;
  readonly errorCode: number;
  /** The leader that the voter knows; -1 if none. */
  readonly leaderId: number;
  /** The latest epoch that the voter knows. */
  readonly leaderEpoch: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ResponsePartitionData` at its default. */
export const defaultResponsePartitionData: ResponsePartitionData = {
  partitionIndex: 0,
  errorCode: 0,
  leaderId: 0,
  leaderEpoch: 0,
};

/** A struct of `BeginQuorumEpochResponse`. */
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

/** A struct of `BeginQuorumEpochResponse`. */
export interface NodeEndpoint {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `NodeEndpoint` at its default. */
export const defaultNodeEndpoint: NodeEndpoint = {
  nodeId: 0,
  host: '',
  port: 0,
};

/**
 * Sent by a new KRaft leader to the voters that do not fetch from it: announces its election
 * (KIP-595). v1 added directory ids and its addresses (KIP-853).
 */
export interface BeginQuorumEpochResponse {
  readonly errorCode: number;
  readonly topics: readonly ResponseTopicData[];
  /** The addresses of the leaders in the response. (v1, tag 0) */
  readonly nodeEndpoints: readonly NodeEndpoint[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `BeginQuorumEpochResponse` at its default. */
export const defaultBeginQuorumEpochResponse: BeginQuorumEpochResponse = {
  errorCode: 0,
  topics: NO_ELEMENTS,
  nodeEndpoints: NO_ELEMENTS,
};

/**
 * Reads a `BeginQuorumEpochResponse` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readBeginQuorumEpochResponse(reader: ByteReader, version: number): BeginQuorumEpochResponse {
  const errorCode = reader.readInt16();
  const topics = readResponseTopicDataArray(reader, version >= 1 ? reader.readCompactArrayLength(2, 64) : reader.readArrayLength(2, 64), version);
  let nodeEndpoints: readonly NodeEndpoint[] = NO_ELEMENTS;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 1) {
    for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
      const tag = reader.readUnsignedVarint();
      const size = reader.readTaggedFieldBytes();
      const start = reader.position;
      switch (tag) {
        case 0:
          nodeEndpoints = readNodeEndpointArray(reader, reader.readCompactArrayLength(7, 56), version);
          break;
        default:
          unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
      }
      reader.checkTaggedFieldEnd(tag, start, size);
    }
  }
  if (unknownTaggedFields === undefined) return { errorCode, topics, nodeEndpoints };
  return { errorCode, topics, nodeEndpoints, unknownTaggedFields };
}

/**
 * Writes a `BeginQuorumEpochResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeBeginQuorumEpochResponse(writer: ByteWriter, value: BeginQuorumEpochResponse, version: number): void {
  writer.writeInt16(value.errorCode);
  if (version >= 1) {
    writer.writeCompactArrayLength(value.topics.length);
  } else {
    writer.writeArrayLength(value.topics.length);
  }
  for (const element of value.topics) writeResponseTopicData(writer, element, version);
  if (version >= 1) {
    const unknown = value.unknownTaggedFields ?? NO_TAGGED_FIELDS;
    let taggedFields = unknown.length;
    const has0 = value.nodeEndpoints.length !== 0;
    if (has0) taggedFields++;
    writer.writeUnsignedVarint(taggedFields);
    let next = 0;
    if (has0) {
      next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 0);
      const start = writer.beginTaggedField(0);
      writer.writeCompactArrayLength(value.nodeEndpoints.length);
      for (const element of value.nodeEndpoints) writeNodeEndpoint(writer, element, version);
      writer.endTaggedField(start);
    }
    writeUnknownTaggedFieldsBelow(writer, unknown, next, Infinity);
  }
}

/** Reads a struct of `BeginQuorumEpochResponse`. */
function readNodeEndpoint(reader: ByteReader, _version: number): NodeEndpoint {
  const nodeId = reader.readInt32();
  const host = reader.readCompactString();
  const port = reader.readUint16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { nodeId, host, port };
  return { nodeId, host, port, unknownTaggedFields };
}

function readNodeEndpointArray(reader: ByteReader, length: number, version: number): NodeEndpoint[] {
  const elements = new Array<NodeEndpoint>(length);
  for (let index = 0; index < length; index++) elements[index] = readNodeEndpoint(reader, version);
  return elements;
}

/** Writes a struct of `BeginQuorumEpochResponse`. */
function writeNodeEndpoint(writer: ByteWriter, value: NodeEndpoint, _version: number): void {
  writer.writeInt32(value.nodeId);
  writer.writeCompactString(value.host);
  writer.writeUint16(value.port);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `BeginQuorumEpochResponse`. */
function readResponseTopicData(reader: ByteReader, version: number): ResponseTopicData {
  const topicName = version >= 1 ? reader.readCompactString() : reader.readString();
  const partitions = readResponsePartitionDataArray(reader, version >= 1 ? reader.readCompactArrayLength(14, 64) : reader.readArrayLength(14, 64), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 1) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { topicName, partitions };
  return { topicName, partitions, unknownTaggedFields };
}

function readResponseTopicDataArray(reader: ByteReader, length: number, version: number): ResponseTopicData[] {
  const elements = new Array<ResponseTopicData>(length);
  for (let index = 0; index < length; index++) elements[index] = readResponseTopicData(reader, version);
  return elements;
}

/** Writes a struct of `BeginQuorumEpochResponse`. */
function writeResponseTopicData(writer: ByteWriter, value: ResponseTopicData, version: number): void {
  if (version >= 1) {
    writer.writeCompactString(value.topicName);
  } else {
    writer.writeString(value.topicName);
  }
  if (version >= 1) {
    writer.writeCompactArrayLength(value.partitions.length);
  } else {
    writer.writeArrayLength(value.partitions.length);
  }
  for (const element of value.partitions) writeResponsePartitionData(writer, element, version);
  if (version >= 1) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `BeginQuorumEpochResponse`. */
function readResponsePartitionData(reader: ByteReader, version: number): ResponsePartitionData {
  const partitionIndex = reader.readInt32();
  const errorCode = reader.readInt16();
  const leaderId = reader.readInt32();
  const leaderEpoch = reader.readInt32();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 1) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { partitionIndex, errorCode, leaderId, leaderEpoch };
  return { partitionIndex, errorCode, leaderId, leaderEpoch, unknownTaggedFields };
}

function readResponsePartitionDataArray(reader: ByteReader, length: number, version: number): ResponsePartitionData[] {
  const elements = new Array<ResponsePartitionData>(length);
  for (let index = 0; index < length; index++) elements[index] = readResponsePartitionData(reader, version);
  return elements;
}

/** Writes a struct of `BeginQuorumEpochResponse`. */
function writeResponsePartitionData(writer: ByteWriter, value: ResponsePartitionData, version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeInt16(value.errorCode);
  writer.writeInt32(value.leaderId);
  writer.writeInt32(value.leaderEpoch);
  if (version >= 1) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
