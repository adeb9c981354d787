// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Offset, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { keepUnknownTaggedField, NO_TAGGED_FIELDS, readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields, writeUnknownTaggedFieldsBelow } from '../codec/unknown-tagged-fields.ts';

/** A struct of `VoteRequest`. */
export interface RequestPartitionData {
  readonly partitionIndex: number;
  /** The epoch in which the sender wants to lead, or in a pre-vote its current one. */
  readonly replicaEpoch: number;
  /** The node id of the sender. */
  readonly replicaId: number;
  /** The log directory of the sender; zero if unknown. (v1+) */
  readonly replicaDirectoryId: Uuid;
  /** The log directory of the voter that is asked; zero if unknown. (v1+) */
  readonly voterDirectoryId: Uuid;
  /** The leader epoch of the last record of the sender. */
  readonly lastOffsetEpoch: number;
  /** The end offset of the log of the sender; it wins no vote from a voter whose log is ahead. */
  readonly lastOffset: Offset;
  /** True to ask only whether the vote would be given; nothing is stored. (v2) */
  readonly preVote: boolean;
}

/** Every field of `RequestPartitionData` at its default. */
export const defaultRequestPartitionData: RequestPartitionData = {
  partitionIndex: 0,
  replicaEpoch: 0,
  replicaId: 0,
  replicaDirectoryId: ZERO_UUID,
  voterDirectoryId: ZERO_UUID,
  lastOffsetEpoch: 0,
  lastOffset: 0,
  preVote: false,
};

/** A struct of `VoteRequest`. */
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
 * Sent by a KRaft replica that wants to lead to all voters: asks for their votes in an election
 * (KIP-595). v1 added directory ids (KIP-853), v2 polls before a real election (KIP-996).
 */
export interface VoteRequest {
  /** Null skips the check. */
  readonly clusterId: string | null;
  /** The voter that is asked; -1 if unknown. (v1+) */
  readonly voterId: number;
  readonly topics: readonly RequestTopicData[];
}

/** Every field of `VoteRequest` at its default. */
export const defaultVoteRequest: VoteRequest = {
  clusterId: null,
  voterId: -1,
  topics: NO_ELEMENTS,
};

/**
 * Reads a `VoteRequest` of version 0 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readVoteRequest(reader: ByteReader, version: number): VoteRequest {
  const clusterId = reader.readCompactNullableString();
  const voterId = version >= 1 ? reader.readInt32() : -1;
  const topics = readRequestTopicDataArray(reader, reader.readCompactArrayLength(2, 64), version);
  reader.skipTaggedFields();
  return { clusterId, voterId, topics };
}

/**
 * Writes a `VoteRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeVoteRequest(writer: ByteWriter, value: VoteRequest, version: number): void {
  writer.writeCompactNullableString(value.clusterId);
  if (version >= 1) {
    writer.writeInt32(value.voterId);
  }
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeRequestTopicData(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `VoteRequest`. */
function readRequestTopicData(reader: ByteReader, version: number): RequestTopicData {
  const topicName = reader.readCompactString();
  const partitions = readRequestPartitionDataArray(reader, reader.readCompactArrayLength(24, 208), version);
  reader.skipTaggedFields();
  return { topicName, partitions };
}

function readRequestTopicDataArray(reader: ByteReader, length: number, version: number): RequestTopicData[] {
  const elements = new Array<RequestTopicData>(length);
  for (let index = 0; index < length; index++) elements[index] = readRequestTopicData(reader, version);
  return elements;
}

/** Writes a struct of `VoteRequest`. */
function writeRequestTopicData(writer: ByteWriter, value: RequestTopicData, version: number): void {
  writer.writeCompactString(value.topicName);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writeRequestPartitionData(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `VoteRequest`. */
function readRequestPartitionData(reader: ByteReader, version: number): RequestPartitionData {
  const partitionIndex = reader.readInt32();
  const replicaEpoch = reader.readInt32();
  const replicaId = reader.readInt32();
  const replicaDirectoryId = version >= 1 ? reader.readUuid() : ZERO_UUID;
  const voterDirectoryId = version >= 1 ? reader.readUuid() : ZERO_UUID;
  const lastOffsetEpoch = reader.readInt32();
  const lastOffset = reader.readInt64AsNumber();
  const preVote = version >= 2 ? reader.readBoolean() : false;
  reader.skipTaggedFields();
  return { partitionIndex, replicaEpoch, replicaId, replicaDirectoryId, voterDirectoryId, lastOffsetEpoch, lastOffset, preVote };
}

function readRequestPartitionDataArray(reader: ByteReader, length: number, version: number): RequestPartitionData[] {
  const elements = new Array<RequestPartitionData>(length);
  for (let index = 0; index < length; index++) elements[index] = readRequestPartitionData(reader, version);
  return elements;
}

/** Writes a struct of `VoteRequest`. */
function writeRequestPartitionData(writer: ByteWriter, value: RequestPartitionData, version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeInt32(value.replicaEpoch);
  writer.writeInt32(value.replicaId);
  if (version >= 1) {
    writer.writeUuid(value.replicaDirectoryId);
  }
  if (version >= 1) {
    writer.writeUuid(value.voterDirectoryId);
  }
  writer.writeInt32(value.lastOffsetEpoch);
  writer.writeInt64FromNumber(value.lastOffset);
  if (version >= 2) {
    writer.writeBoolean(value.preVote);
  }
  writer.writeUnsignedVarint(0);
}

/** A struct of `VoteResponse`. */
export interface ResponsePartitionData {
  readonly partitionIndex: number;
  readonly errorCode: number;
  /** The leader that the voter knows; -1 if none. */
  readonly leaderId: number;
  /** The latest epoch that the voter knows. */
  readonly leaderEpoch: number;
  readonly voteGranted: boolean;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ResponsePartitionData` at its default. */
export const defaultResponsePartitionData: ResponsePartitionData = {
  partitionIndex: 0,
  errorCode: 0,
  leaderId: 0,
  leaderEpoch: 0,
  voteGranted: false,
};

/** A struct of `VoteResponse`. */
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

/** A struct of `VoteResponse`. */
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
 * Sent by a KRaft replica that wants to lead to all voters: asks for their votes in an election
 * (KIP-595). v1 added directory ids (KIP-853), v2 polls before a real election (KIP-996).
 */
export interface VoteResponse {
  readonly errorCode: number;
  readonly topics: readonly ResponseTopicData[];
  /** The addresses of the leaders in the response. (v1+, tag 0) */
  readonly nodeEndpoints: readonly NodeEndpoint[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `VoteResponse` at its default. */
export const defaultVoteResponse: VoteResponse = {
  errorCode: 0,
  topics: NO_ELEMENTS,
  nodeEndpoints: NO_ELEMENTS,
};

/**
 * Reads a `VoteResponse` of version 0 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readVoteResponse(reader: ByteReader, version: number): VoteResponse {
  const errorCode = reader.readInt16();
  const topics = readResponseTopicDataArray(reader, reader.readCompactArrayLength(2, 64), version);
  let nodeEndpoints: readonly NodeEndpoint[] = NO_ELEMENTS;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
    const tag = reader.readUnsignedVarint();
    const size = reader.readTaggedFieldBytes();
    const start = reader.position;
    switch (tag) {
      case 0:
        if (version >= 1) nodeEndpoints = readNodeEndpointArray(reader, reader.readCompactArrayLength(7, 56), version);
        else unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
        break;
      default:
        unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
    }
    reader.checkTaggedFieldEnd(tag, start, size);
  }
  if (unknownTaggedFields === undefined) return { errorCode, topics, nodeEndpoints };
  return { errorCode, topics, nodeEndpoints, unknownTaggedFields };
}

/**
 * Writes a `VoteResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeVoteResponse(writer: ByteWriter, value: VoteResponse, version: number): void {
  writer.writeInt16(value.errorCode);
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeResponseTopicData(writer, element, version);
  const unknown = value.unknownTaggedFields ?? NO_TAGGED_FIELDS;
  let taggedFields = unknown.length;
  const has0 = version >= 1 && (value.nodeEndpoints.length !== 0);
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

/** Reads a struct of `VoteResponse`. */
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

/** Writes a struct of `VoteResponse`. */
function writeNodeEndpoint(writer: ByteWriter, value: NodeEndpoint, _version: number): void {
  writer.writeInt32(value.nodeId);
  writer.writeCompactString(value.host);
  writer.writeUint16(value.port);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `VoteResponse`. */
function readResponseTopicData(reader: ByteReader, version: number): ResponseTopicData {
  const topicName = reader.readCompactString();
  const partitions = readResponsePartitionDataArray(reader, reader.readCompactArrayLength(15, 72), version);
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

/** Writes a struct of `VoteResponse`. */
function writeResponseTopicData(writer: ByteWriter, value: ResponseTopicData, version: number): void {
  writer.writeCompactString(value.topicName);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writeResponsePartitionData(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `VoteResponse`. */
function readResponsePartitionData(reader: ByteReader, _version: number): ResponsePartitionData {
  const partitionIndex = reader.readInt32();
  const errorCode = reader.readInt16();
  const leaderId = reader.readInt32();
  const leaderEpoch = reader.readInt32();
  const voteGranted = reader.readBoolean();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { partitionIndex, errorCode, leaderId, leaderEpoch, voteGranted };
  return { partitionIndex, errorCode, leaderId, leaderEpoch, voteGranted, unknownTaggedFields };
}

function readResponsePartitionDataArray(reader: ByteReader, length: number, version: number): ResponsePartitionData[] {
  const elements = new Array<ResponsePartitionData>(length);
  for (let index = 0; index < length; index++) elements[index] = readResponsePartitionData(reader, version);
  return elements;
}

/** Writes a struct of `VoteResponse`. */
function writeResponsePartitionData(writer: ByteWriter, value: ResponsePartitionData, _version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeInt16(value.errorCode);
  writer.writeInt32(value.leaderId);
  writer.writeInt32(value.leaderEpoch);
  writer.writeBoolean(value.voteGranted);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
