// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Offset, type Uuid, ZERO_UUID } from '@odradek/base';
import { EMPTY_BYTES } from '../codec/empty-bytes.ts';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { keepUnknownTaggedField, NO_TAGGED_FIELDS, readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields, writeUnknownTaggedFieldsBelow } from '../codec/unknown-tagged-fields.ts';

/** A struct of `FetchSnapshotRequest`. */
export interface RequestSnapshotId {
  /** The offset after the last record that the snapshot covers. */
  readonly endOffset: Offset;
  /** The leader epoch of the last record that the snapshot covers. */
  readonly epoch: number;
}

/** Every field of `RequestSnapshotId` at its default. */
export const defaultRequestSnapshotId: RequestSnapshotId = {
  endOffset: 0,
  epoch: 0,
};

/** A struct of `FetchSnapshotRequest`. */
export interface RequestPartitionSnapshot {
  readonly partition: number;
  /**
   * The leader epoch that the sender knows, which fences whoever lags behind; -1 to skip the check.
   */
  readonly currentLeaderEpoch: number;
  readonly snapshotId: RequestSnapshotId;
  /** The byte of the snapshot to start from. */
  readonly position: number;
  /** The log directory of the sender. (v1, tag 0) */
  readonly replicaDirectoryId: Uuid;
}

/** Every field of `RequestPartitionSnapshot` at its default. */
export const defaultRequestPartitionSnapshot: RequestPartitionSnapshot = {
  partition: 0,
  currentLeaderEpoch: 0,
  snapshotId: defaultRequestSnapshotId,
  position: 0,
  replicaDirectoryId: ZERO_UUID,
};

/** A struct of `FetchSnapshotRequest`. */
export interface RequestTopicSnapshot {
  readonly name: string;
  readonly partitions: readonly RequestPartitionSnapshot[];
}

/** Every field of `RequestTopicSnapshot` at its default. */
export const defaultRequestTopicSnapshot: RequestTopicSnapshot = {
  name: '',
  partitions: NO_ELEMENTS,
};

/**
 * Sent by KRaft replicas to the leader, after Fetch named a snapshot: a piece of the snapshot
 * (KIP-630). v1 added directory ids and addresses (KIP-853).
 */
export interface FetchSnapshotRequest {
  /** Null skips the check. (tag 0) */
  readonly clusterId: string | null;
  /** The node id of the sender; -1 for a client that is no replica. */
  readonly replicaId: number;
  /** How many bytes of snapshots to return at most. */
  readonly maxBytes: number;
  readonly topics: readonly RequestTopicSnapshot[];
}

/** Every field of `FetchSnapshotRequest` at its default. */
export const defaultFetchSnapshotRequest: FetchSnapshotRequest = {
  clusterId: null,
  replicaId: -1,
  maxBytes: 2147483647,
  topics: NO_ELEMENTS,
};

/**
 * Reads a `FetchSnapshotRequest` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readFetchSnapshotRequest(reader: ByteReader, version: number): FetchSnapshotRequest {
  let clusterId: string | null = null;
  const replicaId = reader.readInt32();
  const maxBytes = reader.readInt32();
  const topics = readRequestTopicSnapshotArray(reader, reader.readCompactArrayLength(2, 64), version);
  for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
    const tag = reader.readUnsignedVarint();
    const size = reader.readTaggedFieldBytes();
    const start = reader.position;
    switch (tag) {
      case 0:
        clusterId = reader.readCompactNullableString();
        break;
      default:
        reader.skip(size);
    }
    reader.checkTaggedFieldEnd(tag, start, size);
  }
  return { clusterId, replicaId, maxBytes, topics };
}

/**
 * Writes a `FetchSnapshotRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeFetchSnapshotRequest(writer: ByteWriter, value: FetchSnapshotRequest, version: number): void {
  writer.writeInt32(value.replicaId);
  writer.writeInt32(value.maxBytes);
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeRequestTopicSnapshot(writer, element, version);
  let taggedFields = 0;
  const has0 = value.clusterId !== null;
  if (has0) taggedFields++;
  writer.writeUnsignedVarint(taggedFields);
  if (has0) {
    const start = writer.beginTaggedField(0);
    writer.writeCompactNullableString(value.clusterId);
    writer.endTaggedField(start);
  }
}

/** Reads a struct of `FetchSnapshotRequest`. */
function readRequestTopicSnapshot(reader: ByteReader, version: number): RequestTopicSnapshot {
  const name = reader.readCompactString();
  const partitions = readRequestPartitionSnapshotArray(reader, reader.readCompactArrayLength(28, 192), version);
  reader.skipTaggedFields();
  return { name, partitions };
}

function readRequestTopicSnapshotArray(reader: ByteReader, length: number, version: number): RequestTopicSnapshot[] {
  const elements = new Array<RequestTopicSnapshot>(length);
  for (let index = 0; index < length; index++) elements[index] = readRequestTopicSnapshot(reader, version);
  return elements;
}

/** Writes a struct of `FetchSnapshotRequest`. */
function writeRequestTopicSnapshot(writer: ByteWriter, value: RequestTopicSnapshot, version: number): void {
  writer.writeCompactString(value.name);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writeRequestPartitionSnapshot(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `FetchSnapshotRequest`. */
function readRequestPartitionSnapshot(reader: ByteReader, version: number): RequestPartitionSnapshot {
  const partition = reader.readInt32();
  const currentLeaderEpoch = reader.readInt32();
  const snapshotId = readRequestSnapshotId(reader, version);
  const position = reader.readInt64AsNumber();
  let replicaDirectoryId: Uuid = ZERO_UUID;
  for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
    const tag = reader.readUnsignedVarint();
    const size = reader.readTaggedFieldBytes();
    const start = reader.position;
    switch (tag) {
      case 0:
        if (version >= 1) replicaDirectoryId = reader.readUuid();
        else reader.skip(size);
        break;
      default:
        reader.skip(size);
    }
    reader.checkTaggedFieldEnd(tag, start, size);
  }
  return { partition, currentLeaderEpoch, snapshotId, position, replicaDirectoryId };
}

function readRequestPartitionSnapshotArray(reader: ByteReader, length: number, version: number): RequestPartitionSnapshot[] {
  const elements = new Array<RequestPartitionSnapshot>(length);
  for (let index = 0; index < length; index++) elements[index] = readRequestPartitionSnapshot(reader, version);
  return elements;
}

/** Writes a struct of `FetchSnapshotRequest`. */
function writeRequestPartitionSnapshot(writer: ByteWriter, value: RequestPartitionSnapshot, version: number): void {
  writer.writeInt32(value.partition);
  writer.writeInt32(value.currentLeaderEpoch);
  writeRequestSnapshotId(writer, value.snapshotId, version);
  writer.writeInt64FromNumber(value.position);
  let taggedFields = 0;
  const has0 = version >= 1 && (value.replicaDirectoryId !== ZERO_UUID);
  if (has0) taggedFields++;
  writer.writeUnsignedVarint(taggedFields);
  if (has0) {
    const start = writer.beginTaggedField(0);
    writer.writeUuid(value.replicaDirectoryId);
    writer.endTaggedField(start);
  }
}

/** Reads a struct of `FetchSnapshotRequest`. */
function readRequestSnapshotId(reader: ByteReader, _version: number): RequestSnapshotId {
  const endOffset = reader.readInt64AsNumber();
  const epoch = reader.readInt32();
  reader.skipTaggedFields();
  return { endOffset, epoch };
}

/** Writes a struct of `FetchSnapshotRequest`. */
function writeRequestSnapshotId(writer: ByteWriter, value: RequestSnapshotId, _version: number): void {
  writer.writeInt64FromNumber(value.endOffset);
  writer.writeInt32(value.epoch);
  writer.writeUnsignedVarint(0);
}

/** A struct of `FetchSnapshotResponse`. */
export interface ResponseSnapshotId {
  /** The offset after the last record that the snapshot covers. */
  readonly endOffset: Offset;
  /** The leader epoch of the last record that the snapshot covers. */
  readonly epoch: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ResponseSnapshotId` at its default. */
export const defaultResponseSnapshotId: ResponseSnapshotId = {
  endOffset: 0,
  epoch: 0,
};

/** A struct of `FetchSnapshotResponse`. */
export interface LeaderIdAndEpoch {
  /** -1 if no leader is known. */
  readonly leaderId: number;
  readonly leaderEpoch: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `LeaderIdAndEpoch` at its default. */
export const defaultLeaderIdAndEpoch: LeaderIdAndEpoch = {
  leaderId: 0,
  leaderEpoch: 0,
};

/** A struct of `FetchSnapshotResponse`. */
export interface ResponsePartitionSnapshot {
  readonly index: number;
  readonly errorCode: number;
  readonly snapshotId: ResponseSnapshotId;
  /** Who leads now, sent where the sender is wrong about it. (tag 0) */
  readonly currentLeader: LeaderIdAndEpoch;
  /** The bytes of the whole snapshot. */
  readonly size: number;
  /** The byte of the snapshot at which this piece starts. */
  readonly position: number;
  /** A piece of the file, which may start and end within a record batch. */
  readonly unalignedRecords: Buffer;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ResponsePartitionSnapshot` at its default. */
export const defaultResponsePartitionSnapshot: ResponsePartitionSnapshot = {
  index: 0,
  errorCode: 0,
  snapshotId: defaultResponseSnapshotId,
  currentLeader: defaultLeaderIdAndEpoch,
  size: 0,
  position: 0,
  unalignedRecords: EMPTY_BYTES,
};

/** A struct of `FetchSnapshotResponse`. */
export interface ResponseTopicSnapshot {
  readonly name: string;
  readonly partitions: readonly ResponsePartitionSnapshot[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ResponseTopicSnapshot` at its default. */
export const defaultResponseTopicSnapshot: ResponseTopicSnapshot = {
  name: '',
  partitions: NO_ELEMENTS,
};

/** A struct of `FetchSnapshotResponse`. */
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
 * Sent by KRaft replicas to the leader, after Fetch named a snapshot: a piece of the snapshot
 * (KIP-630). v1 added directory ids and addresses (KIP-853).
 */
export interface FetchSnapshotResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly topics: readonly ResponseTopicSnapshot[];
  /** The addresses of the leaders in the response. (v1, tag 0) */
  readonly nodeEndpoints: readonly NodeEndpoint[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `FetchSnapshotResponse` at its default. */
export const defaultFetchSnapshotResponse: FetchSnapshotResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  topics: NO_ELEMENTS,
  nodeEndpoints: NO_ELEMENTS,
};

/**
 * Reads a `FetchSnapshotResponse` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readFetchSnapshotResponse(reader: ByteReader, version: number): FetchSnapshotResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  const topics = readResponseTopicSnapshotArray(reader, reader.readCompactArrayLength(2, 64), version);
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
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, topics, nodeEndpoints };
  return { throttleTimeMs, errorCode, topics, nodeEndpoints, unknownTaggedFields };
}

/**
 * Writes a `FetchSnapshotResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeFetchSnapshotResponse(writer: ByteWriter, value: FetchSnapshotResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeResponseTopicSnapshot(writer, element, version);
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

/** Reads a struct of `FetchSnapshotResponse`. */
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

/** Writes a struct of `FetchSnapshotResponse`. */
function writeNodeEndpoint(writer: ByteWriter, value: NodeEndpoint, _version: number): void {
  writer.writeInt32(value.nodeId);
  writer.writeCompactString(value.host);
  writer.writeUint16(value.port);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `FetchSnapshotResponse`. */
function readResponseTopicSnapshot(reader: ByteReader, version: number): ResponseTopicSnapshot {
  const name = reader.readCompactString();
  const partitions = readResponsePartitionSnapshotArray(reader, reader.readCompactArrayLength(35, 216), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { name, partitions };
  return { name, partitions, unknownTaggedFields };
}

function readResponseTopicSnapshotArray(reader: ByteReader, length: number, version: number): ResponseTopicSnapshot[] {
  const elements = new Array<ResponseTopicSnapshot>(length);
  for (let index = 0; index < length; index++) elements[index] = readResponseTopicSnapshot(reader, version);
  return elements;
}

/** Writes a struct of `FetchSnapshotResponse`. */
function writeResponseTopicSnapshot(writer: ByteWriter, value: ResponseTopicSnapshot, version: number): void {
  writer.writeCompactString(value.name);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writeResponsePartitionSnapshot(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `FetchSnapshotResponse`. */
function readResponsePartitionSnapshot(reader: ByteReader, version: number): ResponsePartitionSnapshot {
  const index = reader.readInt32();
  const errorCode = reader.readInt16();
  const snapshotId = readResponseSnapshotId(reader, version);
  let currentLeader: LeaderIdAndEpoch = defaultLeaderIdAndEpoch;
  const sizeField = reader.readInt64AsNumber();
  const position = reader.readInt64AsNumber();
  const unalignedRecords = reader.readCompactBytes();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
    const tag = reader.readUnsignedVarint();
    const size = reader.readTaggedFieldBytes();
    const start = reader.position;
    switch (tag) {
      case 0:
        currentLeader = readLeaderIdAndEpoch(reader, version);
        break;
      default:
        unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
    }
    reader.checkTaggedFieldEnd(tag, start, size);
  }
  if (unknownTaggedFields === undefined) return { index, errorCode, snapshotId, currentLeader, size: sizeField, position, unalignedRecords };
  return { index, errorCode, snapshotId, currentLeader, size: sizeField, position, unalignedRecords, unknownTaggedFields };
}

function readResponsePartitionSnapshotArray(reader: ByteReader, length: number, version: number): ResponsePartitionSnapshot[] {
  const elements = new Array<ResponsePartitionSnapshot>(length);
  for (let index = 0; index < length; index++) elements[index] = readResponsePartitionSnapshot(reader, version);
  return elements;
}

/** Writes a struct of `FetchSnapshotResponse`. */
function writeResponsePartitionSnapshot(writer: ByteWriter, value: ResponsePartitionSnapshot, version: number): void {
  writer.writeInt32(value.index);
  writer.writeInt16(value.errorCode);
  writeResponseSnapshotId(writer, value.snapshotId, version);
  writer.writeInt64FromNumber(value.size);
  writer.writeInt64FromNumber(value.position);
  writer.writeCompactBytes(value.unalignedRecords);
  const unknown = value.unknownTaggedFields ?? NO_TAGGED_FIELDS;
  let taggedFields = unknown.length;
  const has0 = !isDefaultLeaderIdAndEpoch(value.currentLeader);
  if (has0) taggedFields++;
  writer.writeUnsignedVarint(taggedFields);
  let next = 0;
  if (has0) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 0);
    const start = writer.beginTaggedField(0);
    writeLeaderIdAndEpoch(writer, value.currentLeader, version);
    writer.endTaggedField(start);
  }
  writeUnknownTaggedFieldsBelow(writer, unknown, next, Infinity);
}

/** Reads a struct of `FetchSnapshotResponse`. */
function readLeaderIdAndEpoch(reader: ByteReader, _version: number): LeaderIdAndEpoch {
  const leaderId = reader.readInt32();
  const leaderEpoch = reader.readInt32();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { leaderId, leaderEpoch };
  return { leaderId, leaderEpoch, unknownTaggedFields };
}

/** Writes a struct of `FetchSnapshotResponse`. */
function writeLeaderIdAndEpoch(writer: ByteWriter, value: LeaderIdAndEpoch, _version: number): void {
  writer.writeInt32(value.leaderId);
  writer.writeInt32(value.leaderEpoch);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

function isDefaultLeaderIdAndEpoch(value: LeaderIdAndEpoch): boolean {
  return !(value.leaderId !== 0) && !(value.leaderEpoch !== 0) && value.unknownTaggedFields === undefined;
}

/** Reads a struct of `FetchSnapshotResponse`. */
function readResponseSnapshotId(reader: ByteReader, _version: number): ResponseSnapshotId {
  const endOffset = reader.readInt64AsNumber();
  const epoch = reader.readInt32();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { endOffset, epoch };
  return { endOffset, epoch, unknownTaggedFields };
}

/** Writes a struct of `FetchSnapshotResponse`. */
function writeResponseSnapshotId(writer: ByteWriter, value: ResponseSnapshotId, _version: number): void {
  writer.writeInt64FromNumber(value.endOffset);
  writer.writeInt32(value.epoch);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
