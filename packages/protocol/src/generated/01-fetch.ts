// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, OUT_OF_RANGE_INT64, type Offset, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { keepUnknownTaggedField, NO_TAGGED_FIELDS, readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields, writeUnknownTaggedFieldsBelow } from '../codec/unknown-tagged-fields.ts';

/** A struct of `FetchRequest`. */
export interface ReplicaState {
  /** The node id of a follower; -1 for a consumer. */
  readonly replicaId: number;
  /** The broker epoch of the follower; -1 for a consumer or if unknown. */
  readonly replicaEpoch: bigint;
}

/** Every field of `ReplicaState` at its default. */
export const defaultReplicaState: ReplicaState = {
  replicaId: -1,
  replicaEpoch: -1n,
};

/** A struct of `FetchRequest`. */
export interface FetchPartition {
  readonly partition: number;
  /**
   * The leader epoch that the sender knows, which fences whoever lags behind; -1 to skip the check.
   * (v9+)
   */
  readonly currentLeaderEpoch: number;
  /** The first offset wanted. */
  readonly fetchOffset: Offset;
  /**
   * The leader epoch of the last record that the sender has, to detect divergence; -1 if none.
   * (v12+)
   */
  readonly lastFetchedEpoch: number;
  /** The first offset in the log of the follower; -1 for a consumer. (v5+) */
  readonly logStartOffset: Offset;
  /** A soft limit for the partition, with the same exception as `maxBytes`. */
  readonly partitionMaxBytes: number;
  /** The log directory of a KRaft replica (KIP-853). (v17+, tag 0) */
  readonly replicaDirectoryId: Uuid;
  /**
   * The high watermark the follower knows; below that of the leader it gets an answer at once.
   * (v18, tag 1)
   */
  readonly highWatermark: Offset;
}

/** Every field of `FetchPartition` at its default. */
export const defaultFetchPartition: FetchPartition = {
  partition: 0,
  currentLeaderEpoch: -1,
  fetchOffset: 0,
  lastFetchedEpoch: -1,
  logStartOffset: -1,
  partitionMaxBytes: 0,
  replicaDirectoryId: ZERO_UUID,
  highWatermark: OUT_OF_RANGE_INT64,
};

/** A struct of `FetchRequest`. */
export interface FetchTopic {
  /** (v4-12) */
  readonly topic: string;
  /** (v13+) */
  readonly topicId: Uuid;
  /** In a session only the partitions that are new or changed. */
  readonly partitions: readonly FetchPartition[];
}

/** Every field of `FetchTopic` at its default. */
export const defaultFetchTopic: FetchTopic = {
  topic: '',
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/** A struct of `FetchRequest`. */
export interface ForgottenTopic {
  /** (v7-12) */
  readonly topic: string;
  /** (v13+) */
  readonly topicId: Uuid;
  readonly partitions: readonly number[];
}

/** Every field of `ForgottenTopic` at its default. */
export const defaultForgottenTopic: ForgottenTopic = {
  topic: '',
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/**
 * Sent by consumers, followers and KRaft replicas to leaders, by consumers also to near followers:
 * reads record batches. v7 added sessions (KIP-227), v9 leader epochs, v10 zstd, v11 racks
 * (KIP-392), v12 divergence, v13 topic ids, v16 new leaders.
 */
export interface FetchRequest {
  /** Set by KRaft replicas; null skips the check. (v12+, tag 0) */
  readonly clusterId: string | null;
  /** The node id of a follower; -1 for a consumer. (v4-14) */
  readonly replicaId: number;
  /** Which replica fetches, since v15. (v15+, tag 1) */
  readonly replicaState: ReplicaState;
  /** How long to wait for `minBytes`, in milliseconds. */
  readonly maxWaitMs: number;
  /** The response waits until this many bytes are there; 0 answers at once. */
  readonly minBytes: number;
  /** A soft limit for the response: the first batch is returned even if it is larger. */
  readonly maxBytes: number;
  /** 0 read_uncommitted returns everything, 1 read_committed stops at the last stable offset. */
  readonly isolationLevel: number;
  /** The fetch session to continue; 0 for none. (v7+) */
  readonly sessionId: number;
  /** Counts the fetches of a session: 0 opens one, -1 closes it or fetches without. (v7+) */
  readonly sessionEpoch: number;
  readonly topics: readonly FetchTopic[];
  /** The partitions to take out of the fetch session. (v7+) */
  readonly forgottenTopicsData: readonly ForgottenTopic[];
  /**
   * The rack of the consumer, for which the leader may pick a nearer replica; empty if none. (v11+)
   */
  readonly rackId: string;
}

/** Every field of `FetchRequest` at its default. */
export const defaultFetchRequest: FetchRequest = {
  clusterId: null,
  replicaId: -1,
  replicaState: defaultReplicaState,
  maxWaitMs: 0,
  minBytes: 0,
  maxBytes: 2147483647,
  isolationLevel: 0,
  sessionId: 0,
  sessionEpoch: -1,
  topics: NO_ELEMENTS,
  forgottenTopicsData: NO_ELEMENTS,
  rackId: '',
};

/**
 * Reads a `FetchRequest` of version 4 to 18. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readFetchRequest(reader: ByteReader, version: number): FetchRequest {
  let clusterId: string | null = null;
  const replicaId = version <= 14 ? reader.readInt32() : -1;
  let replicaState: ReplicaState = defaultReplicaState;
  const maxWaitMs = reader.readInt32();
  const minBytes = reader.readInt32();
  const maxBytes = reader.readInt32();
  const isolationLevel = reader.readInt8();
  const sessionId = version >= 7 ? reader.readInt32() : 0;
  const sessionEpoch = version >= 7 ? reader.readInt32() : -1;
  const topics = readFetchTopicArray(reader, version >= 12 ? reader.readCompactArrayLength(1, 120) : reader.readArrayLength(1, 120), version);
  const forgottenTopicsData = version >= 7 ? (readForgottenTopicArray(reader, version >= 12 ? reader.readCompactArrayLength(1, 120) : reader.readArrayLength(1, 120), version)) : NO_ELEMENTS;
  const rackId = version >= 11 ? (version >= 12 ? reader.readCompactString() : reader.readString()) : '';
  if (version >= 12) {
    for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
      const tag = reader.readUnsignedVarint();
      const size = reader.readTaggedFieldBytes();
      const start = reader.position;
      switch (tag) {
        case 0:
          clusterId = reader.readCompactNullableString();
          break;
        case 1:
          if (version >= 15) replicaState = readReplicaState(reader, version);
          else reader.skip(size);
          break;
        default:
          reader.skip(size);
      }
      reader.checkTaggedFieldEnd(tag, start, size);
    }
  }
  return { clusterId, replicaId, replicaState, maxWaitMs, minBytes, maxBytes, isolationLevel, sessionId, sessionEpoch, topics, forgottenTopicsData, rackId };
}

/**
 * Writes a `FetchRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeFetchRequest(writer: ByteWriter, value: FetchRequest, version: number): void {
  if (version <= 14) {
    writer.writeInt32(value.replicaId);
  }
  writer.writeInt32(value.maxWaitMs);
  writer.writeInt32(value.minBytes);
  writer.writeInt32(value.maxBytes);
  writer.writeInt8(value.isolationLevel);
  if (version >= 7) {
    writer.writeInt32(value.sessionId);
  }
  if (version >= 7) {
    writer.writeInt32(value.sessionEpoch);
  }
  if (version >= 12) {
    writer.writeCompactArrayLength(value.topics.length);
  } else {
    writer.writeArrayLength(value.topics.length);
  }
  for (const element of value.topics) writeFetchTopic(writer, element, version);
  if (version >= 7) {
    if (version >= 12) {
      writer.writeCompactArrayLength(value.forgottenTopicsData.length);
    } else {
      writer.writeArrayLength(value.forgottenTopicsData.length);
    }
    for (const element of value.forgottenTopicsData) writeForgottenTopic(writer, element, version);
  }
  if (version >= 11) {
    if (version >= 12) {
      writer.writeCompactString(value.rackId);
    } else {
      writer.writeString(value.rackId);
    }
  }
  if (version >= 12) {
    let taggedFields = 0;
    const has0 = value.clusterId !== null;
    if (has0) taggedFields++;
    const has1 = version >= 15 && (!isDefaultReplicaState(value.replicaState));
    if (has1) taggedFields++;
    writer.writeUnsignedVarint(taggedFields);
    if (has0) {
      const start = writer.beginTaggedField(0);
      writer.writeCompactNullableString(value.clusterId);
      writer.endTaggedField(start);
    }
    if (has1) {
      const start = writer.beginTaggedField(1);
      writeReplicaState(writer, value.replicaState, version);
      writer.endTaggedField(start);
    }
  }
}

/** Reads a struct of `FetchRequest`. */
function readForgottenTopic(reader: ByteReader, version: number): ForgottenTopic {
  const topic = version <= 12 ? (version >= 12 ? reader.readCompactString() : reader.readString()) : '';
  const topicId = version >= 13 ? reader.readUuid() : ZERO_UUID;
  const partitions = version >= 12 ? reader.readCompactInt32Array() : reader.readInt32Array();
  if (version >= 12) {
    reader.skipTaggedFields();
  }
  return { topic, topicId, partitions };
}

function readForgottenTopicArray(reader: ByteReader, length: number, version: number): ForgottenTopic[] {
  const elements = new Array<ForgottenTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readForgottenTopic(reader, version);
  return elements;
}

/** Writes a struct of `FetchRequest`. */
function writeForgottenTopic(writer: ByteWriter, value: ForgottenTopic, version: number): void {
  if (version <= 12) {
    if (version >= 12) {
      writer.writeCompactString(value.topic);
    } else {
      writer.writeString(value.topic);
    }
  }
  if (version >= 13) {
    writer.writeUuid(value.topicId);
  }
  if (version >= 12) {
    writer.writeCompactArrayLength(value.partitions.length);
  } else {
    writer.writeArrayLength(value.partitions.length);
  }
  for (const element of value.partitions) writer.writeInt32(element);
  if (version >= 12) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `FetchRequest`. */
function readFetchTopic(reader: ByteReader, version: number): FetchTopic {
  const topic = version <= 12 ? (version >= 12 ? reader.readCompactString() : reader.readString()) : '';
  const topicId = version >= 13 ? reader.readUuid() : ZERO_UUID;
  const partitions = readFetchPartitionArray(reader, version >= 12 ? reader.readCompactArrayLength(16, 192) : reader.readArrayLength(16, 192), version);
  if (version >= 12) {
    reader.skipTaggedFields();
  }
  return { topic, topicId, partitions };
}

function readFetchTopicArray(reader: ByteReader, length: number, version: number): FetchTopic[] {
  const elements = new Array<FetchTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readFetchTopic(reader, version);
  return elements;
}

/** Writes a struct of `FetchRequest`. */
function writeFetchTopic(writer: ByteWriter, value: FetchTopic, version: number): void {
  if (version <= 12) {
    if (version >= 12) {
      writer.writeCompactString(value.topic);
    } else {
      writer.writeString(value.topic);
    }
  }
  if (version >= 13) {
    writer.writeUuid(value.topicId);
  }
  if (version >= 12) {
    writer.writeCompactArrayLength(value.partitions.length);
  } else {
    writer.writeArrayLength(value.partitions.length);
  }
  for (const element of value.partitions) writeFetchPartition(writer, element, version);
  if (version >= 12) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `FetchRequest`. */
function readFetchPartition(reader: ByteReader, version: number): FetchPartition {
  const partition = reader.readInt32();
  const currentLeaderEpoch = version >= 9 ? reader.readInt32() : -1;
  const fetchOffset = reader.readInt64AsNumber();
  const lastFetchedEpoch = version >= 12 ? reader.readInt32() : -1;
  const logStartOffset = version >= 5 ? reader.readInt64AsNumber() : -1;
  const partitionMaxBytes = reader.readInt32();
  let replicaDirectoryId: Uuid = ZERO_UUID;
  let highWatermark: Offset = OUT_OF_RANGE_INT64;
  if (version >= 12) {
    for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
      const tag = reader.readUnsignedVarint();
      const size = reader.readTaggedFieldBytes();
      const start = reader.position;
      switch (tag) {
        case 0:
          if (version >= 17) replicaDirectoryId = reader.readUuid();
          else reader.skip(size);
          break;
        case 1:
          if (version >= 18) highWatermark = reader.readInt64AsNumber();
          else reader.skip(size);
          break;
        default:
          reader.skip(size);
      }
      reader.checkTaggedFieldEnd(tag, start, size);
    }
  }
  return { partition, currentLeaderEpoch, fetchOffset, lastFetchedEpoch, logStartOffset, partitionMaxBytes, replicaDirectoryId, highWatermark };
}

function readFetchPartitionArray(reader: ByteReader, length: number, version: number): FetchPartition[] {
  const elements = new Array<FetchPartition>(length);
  for (let index = 0; index < length; index++) elements[index] = readFetchPartition(reader, version);
  return elements;
}

/** Writes a struct of `FetchRequest`. */
function writeFetchPartition(writer: ByteWriter, value: FetchPartition, version: number): void {
  writer.writeInt32(value.partition);
  if (version >= 9) {
    writer.writeInt32(value.currentLeaderEpoch);
  }
  writer.writeInt64FromNumber(value.fetchOffset);
  if (version >= 12) {
    writer.writeInt32(value.lastFetchedEpoch);
  }
  if (version >= 5) {
    writer.writeInt64FromNumber(value.logStartOffset);
  }
  writer.writeInt32(value.partitionMaxBytes);
  if (version >= 12) {
    let taggedFields = 0;
    const has0 = version >= 17 && (value.replicaDirectoryId !== ZERO_UUID);
    if (has0) taggedFields++;
    const has1 = version >= 18 && (value.highWatermark !== OUT_OF_RANGE_INT64);
    if (has1) taggedFields++;
    writer.writeUnsignedVarint(taggedFields);
    if (has0) {
      const start = writer.beginTaggedField(0);
      writer.writeUuid(value.replicaDirectoryId);
      writer.endTaggedField(start);
    }
    if (has1) {
      const start = writer.beginTaggedField(1);
      writer.writeInt64FromNumber(value.highWatermark);
      writer.endTaggedField(start);
    }
  }
}

/** Reads a struct of `FetchRequest`. */
function readReplicaState(reader: ByteReader, _version: number): ReplicaState {
  const replicaId = reader.readInt32();
  const replicaEpoch = reader.readInt64();
  reader.skipTaggedFields();
  return { replicaId, replicaEpoch };
}

/** Writes a struct of `FetchRequest`. */
function writeReplicaState(writer: ByteWriter, value: ReplicaState, _version: number): void {
  writer.writeInt32(value.replicaId);
  writer.writeInt64(value.replicaEpoch);
  writer.writeUnsignedVarint(0);
}

function isDefaultReplicaState(value: ReplicaState): boolean {
  return !(value.replicaId !== -1) && !(value.replicaEpoch !== -1n);
}

/** A struct of `FetchResponse`. */
export interface EpochEndOffset {
  /** The largest leader epoch of the leader that is not above the one asked for. */
  readonly epoch: number;
  /** The offset at which that epoch ends. */
  readonly endOffset: Offset;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `EpochEndOffset` at its default. */
export const defaultEpochEndOffset: EpochEndOffset = {
  epoch: -1,
  endOffset: -1,
};

/** A struct of `FetchResponse`. */
export interface LeaderIdAndEpoch {
  /** -1 if no leader is known. */
  readonly leaderId: number;
  /** -1 if no leader is known. */
  readonly leaderEpoch: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `LeaderIdAndEpoch` at its default. */
export const defaultLeaderIdAndEpoch: LeaderIdAndEpoch = {
  leaderId: -1,
  leaderEpoch: -1,
};

/** A struct of `FetchResponse`. */
export interface SnapshotId {
  /** The offset after the last record that the snapshot covers. */
  readonly endOffset: Offset;
  /** The leader epoch of the last record that the snapshot covers. */
  readonly epoch: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `SnapshotId` at its default. */
export const defaultSnapshotId: SnapshotId = {
  endOffset: -1,
  epoch: -1,
};

/** A struct of `FetchResponse`. */
export interface AbortedTransaction {
  readonly producerId: bigint;
  /** The offset of its first record in the partition. */
  readonly firstOffset: Offset;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `AbortedTransaction` at its default. */
export const defaultAbortedTransaction: AbortedTransaction = {
  producerId: 0n,
  firstOffset: 0,
};

/** A struct of `FetchResponse`. */
export interface PartitionData {
  readonly partitionIndex: number;
  readonly errorCode: number;
  /** The offset after the last record that every in-sync replica has. */
  readonly highWatermark: Offset;
  /** The offset below which every transaction has ended; -1 if unknown. */
  readonly lastStableOffset: Offset;
  /** The first offset still in the log; -1 if unknown. (v5+) */
  readonly logStartOffset: Offset;
  /** Where the logs part: the sender must truncate to it and fetch again. (v12+, tag 0) */
  readonly divergingEpoch: EpochEndOffset;
  /** Who leads now, sent where the sender is wrong about it. (v12+, tag 1) */
  readonly currentLeader: LeaderIdAndEpoch;
  /**
   * The KRaft snapshot to get by FetchSnapshot, because the log no longer reaches back to the
   * offset. (v12+, tag 2)
   */
  readonly snapshotId: SnapshotId;
  /**
   * The aborted transactions in the records, in order of first offset; null for read_uncommitted.
   */
  readonly abortedTransactions: readonly AbortedTransaction[] | null;
  /**
   * The replica to fetch from instead, in which case no records come; -1 if there is none. (v11+)
   */
  readonly preferredReadReplica: number;
  /**
   * Whole record batches, the first of which may begin before the offset asked for; the last may be
   * cut off.
   */
  readonly records: Buffer | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `PartitionData` at its default. */
export const defaultPartitionData: PartitionData = {
  partitionIndex: 0,
  errorCode: 0,
  highWatermark: 0,
  lastStableOffset: -1,
  logStartOffset: -1,
  divergingEpoch: defaultEpochEndOffset,
  currentLeader: defaultLeaderIdAndEpoch,
  snapshotId: defaultSnapshotId,
  abortedTransactions: NO_ELEMENTS,
  preferredReadReplica: -1,
  records: null,
};

/** A struct of `FetchResponse`. */
export interface FetchableTopicResponse {
  /** (v4-12) */
  readonly topic: string;
  /** (v13+) */
  readonly topicId: Uuid;
  readonly partitions: readonly PartitionData[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `FetchableTopicResponse` at its default. */
export const defaultFetchableTopicResponse: FetchableTopicResponse = {
  topic: '',
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/** A struct of `FetchResponse`. */
export interface NodeEndpoint {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  /** Null if the broker has none. */
  readonly rack: string | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `NodeEndpoint` at its default. */
export const defaultNodeEndpoint: NodeEndpoint = {
  nodeId: 0,
  host: '',
  port: 0,
  rack: null,
};

/**
 * Sent by consumers, followers and KRaft replicas to leaders, by consumers also to near followers:
 * reads record batches. v7 added sessions (KIP-227), v9 leader epochs, v10 zstd, v11 racks
 * (KIP-392), v12 divergence, v13 topic ids, v16 new leaders.
 */
export interface FetchResponse {
  /** How long the broker will now ignore the connection because of a quota, in milliseconds. */
  readonly throttleTimeMs: number;
  /** An error of the fetch session or of the whole request. (v7+) */
  readonly errorCode: number;
  /** The fetch session that the broker opened or continues; 0 if there is none. (v7+) */
  readonly sessionId: number;
  readonly responses: readonly FetchableTopicResponse[];
  /** The addresses of the brokers that `currentLeader` names. (v16+, tag 0) */
  readonly nodeEndpoints: readonly NodeEndpoint[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `FetchResponse` at its default. */
export const defaultFetchResponse: FetchResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  sessionId: 0,
  responses: NO_ELEMENTS,
  nodeEndpoints: NO_ELEMENTS,
};

/**
 * Reads a `FetchResponse` of version 4 to 18. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readFetchResponse(reader: ByteReader, version: number): FetchResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = version >= 7 ? reader.readInt16() : 0;
  const sessionId = version >= 7 ? reader.readInt32() : 0;
  const responses = readFetchableTopicResponseArray(reader, version >= 12 ? reader.readCompactArrayLength(1, 120) : reader.readArrayLength(1, 120), version);
  let nodeEndpoints: readonly NodeEndpoint[] = NO_ELEMENTS;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 12) {
    for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
      const tag = reader.readUnsignedVarint();
      const size = reader.readTaggedFieldBytes();
      const start = reader.position;
      switch (tag) {
        case 0:
          if (version >= 16) nodeEndpoints = readNodeEndpointArray(reader, reader.readCompactArrayLength(10, 64), version);
          else unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
          break;
        default:
          unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
      }
      reader.checkTaggedFieldEnd(tag, start, size);
    }
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, sessionId, responses, nodeEndpoints };
  return { throttleTimeMs, errorCode, sessionId, responses, nodeEndpoints, unknownTaggedFields };
}

/**
 * Writes a `FetchResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeFetchResponse(writer: ByteWriter, value: FetchResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  if (version >= 7) {
    writer.writeInt16(value.errorCode);
  }
  if (version >= 7) {
    writer.writeInt32(value.sessionId);
  }
  if (version >= 12) {
    writer.writeCompactArrayLength(value.responses.length);
  } else {
    writer.writeArrayLength(value.responses.length);
  }
  for (const element of value.responses) writeFetchableTopicResponse(writer, element, version);
  if (version >= 12) {
    const unknown = value.unknownTaggedFields ?? NO_TAGGED_FIELDS;
    let taggedFields = unknown.length;
    const has0 = version >= 16 && (value.nodeEndpoints.length !== 0);
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

/** Reads a struct of `FetchResponse`. */
function readNodeEndpoint(reader: ByteReader, _version: number): NodeEndpoint {
  const nodeId = reader.readInt32();
  const host = reader.readCompactString();
  const port = reader.readInt32();
  const rack = reader.readCompactNullableString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { nodeId, host, port, rack };
  return { nodeId, host, port, rack, unknownTaggedFields };
}

function readNodeEndpointArray(reader: ByteReader, length: number, version: number): NodeEndpoint[] {
  const elements = new Array<NodeEndpoint>(length);
  for (let index = 0; index < length; index++) elements[index] = readNodeEndpoint(reader, version);
  return elements;
}

/** Writes a struct of `FetchResponse`. */
function writeNodeEndpoint(writer: ByteWriter, value: NodeEndpoint, _version: number): void {
  writer.writeInt32(value.nodeId);
  writer.writeCompactString(value.host);
  writer.writeInt32(value.port);
  writer.writeCompactNullableString(value.rack);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `FetchResponse`. */
function readFetchableTopicResponse(reader: ByteReader, version: number): FetchableTopicResponse {
  const topic = version <= 12 ? (version >= 12 ? reader.readCompactString() : reader.readString()) : '';
  const topicId = version >= 13 ? reader.readUuid() : ZERO_UUID;
  const partitions = readPartitionDataArray(reader, version >= 12 ? reader.readCompactArrayLength(24, 336) : reader.readArrayLength(24, 336), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 12) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { topic, topicId, partitions };
  return { topic, topicId, partitions, unknownTaggedFields };
}

function readFetchableTopicResponseArray(reader: ByteReader, length: number, version: number): FetchableTopicResponse[] {
  const elements = new Array<FetchableTopicResponse>(length);
  for (let index = 0; index < length; index++) elements[index] = readFetchableTopicResponse(reader, version);
  return elements;
}

/** Writes a struct of `FetchResponse`. */
function writeFetchableTopicResponse(writer: ByteWriter, value: FetchableTopicResponse, version: number): void {
  if (version <= 12) {
    if (version >= 12) {
      writer.writeCompactString(value.topic);
    } else {
      writer.writeString(value.topic);
    }
  }
  if (version >= 13) {
    writer.writeUuid(value.topicId);
  }
  if (version >= 12) {
    writer.writeCompactArrayLength(value.partitions.length);
  } else {
    writer.writeArrayLength(value.partitions.length);
  }
  for (const element of value.partitions) writePartitionData(writer, element, version);
  if (version >= 12) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `FetchResponse`. */
function readPartitionData(reader: ByteReader, version: number): PartitionData {
  const partitionIndex = reader.readInt32();
  const errorCode = reader.readInt16();
  const highWatermark = reader.readInt64AsNumber();
  const lastStableOffset = reader.readInt64AsNumber();
  const logStartOffset = version >= 5 ? reader.readInt64AsNumber() : -1;
  let divergingEpoch: EpochEndOffset = defaultEpochEndOffset;
  let currentLeader: LeaderIdAndEpoch = defaultLeaderIdAndEpoch;
  let snapshotId: SnapshotId = defaultSnapshotId;
  const abortedTransactions = readNullableAbortedTransactionArray(reader, version >= 12 ? reader.readCompactNullableArrayLength(16, 96) : reader.readNullableArrayLength(16, 96), version);
  const preferredReadReplica = version >= 11 ? reader.readInt32() : -1;
  const records = version >= 12 ? reader.readCompactNullableBytes() : reader.readNullableBytes();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 12) {
    for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
      const tag = reader.readUnsignedVarint();
      const size = reader.readTaggedFieldBytes();
      const start = reader.position;
      switch (tag) {
        case 0:
          divergingEpoch = readEpochEndOffset(reader, version);
          break;
        case 1:
          currentLeader = readLeaderIdAndEpoch(reader, version);
          break;
        case 2:
          snapshotId = readSnapshotId(reader, version);
          break;
        default:
          unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
      }
      reader.checkTaggedFieldEnd(tag, start, size);
    }
  }
  if (unknownTaggedFields === undefined) return { partitionIndex, errorCode, highWatermark, lastStableOffset, logStartOffset, divergingEpoch, currentLeader, snapshotId, abortedTransactions, preferredReadReplica, records };
  return { partitionIndex, errorCode, highWatermark, lastStableOffset, logStartOffset, divergingEpoch, currentLeader, snapshotId, abortedTransactions, preferredReadReplica, records, unknownTaggedFields };
}

function readPartitionDataArray(reader: ByteReader, length: number, version: number): PartitionData[] {
  const elements = new Array<PartitionData>(length);
  for (let index = 0; index < length; index++) elements[index] = readPartitionData(reader, version);
  return elements;
}

/** Writes a struct of `FetchResponse`. */
function writePartitionData(writer: ByteWriter, value: PartitionData, version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeInt16(value.errorCode);
  writer.writeInt64FromNumber(value.highWatermark);
  writer.writeInt64FromNumber(value.lastStableOffset);
  if (version >= 5) {
    writer.writeInt64FromNumber(value.logStartOffset);
  }
  if (value.abortedTransactions === null) {
    if (version >= 12) {
      writer.writeCompactArrayLength(-1);
    } else {
      writer.writeArrayLength(-1);
    }
  } else {
    if (version >= 12) {
      writer.writeCompactArrayLength(value.abortedTransactions.length);
    } else {
      writer.writeArrayLength(value.abortedTransactions.length);
    }
    for (const element of value.abortedTransactions) writeAbortedTransaction(writer, element, version);
  }
  if (version >= 11) {
    writer.writeInt32(value.preferredReadReplica);
  }
  if (version >= 12) {
    writer.writeCompactNullableBytes(value.records);
  } else {
    writer.writeNullableBytes(value.records);
  }
  if (version >= 12) {
    const unknown = value.unknownTaggedFields ?? NO_TAGGED_FIELDS;
    let taggedFields = unknown.length;
    const has0 = !isDefaultEpochEndOffset(value.divergingEpoch);
    if (has0) taggedFields++;
    const has1 = !isDefaultLeaderIdAndEpoch(value.currentLeader);
    if (has1) taggedFields++;
    const has2 = !isDefaultSnapshotId(value.snapshotId);
    if (has2) taggedFields++;
    writer.writeUnsignedVarint(taggedFields);
    let next = 0;
    if (has0) {
      next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 0);
      const start = writer.beginTaggedField(0);
      writeEpochEndOffset(writer, value.divergingEpoch, version);
      writer.endTaggedField(start);
    }
    if (has1) {
      next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 1);
      const start = writer.beginTaggedField(1);
      writeLeaderIdAndEpoch(writer, value.currentLeader, version);
      writer.endTaggedField(start);
    }
    if (has2) {
      next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 2);
      const start = writer.beginTaggedField(2);
      writeSnapshotId(writer, value.snapshotId, version);
      writer.endTaggedField(start);
    }
    writeUnknownTaggedFieldsBelow(writer, unknown, next, Infinity);
  }
}

/** Reads a struct of `FetchResponse`. */
function readAbortedTransaction(reader: ByteReader, version: number): AbortedTransaction {
  const producerId = reader.readInt64();
  const firstOffset = reader.readInt64AsNumber();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 12) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { producerId, firstOffset };
  return { producerId, firstOffset, unknownTaggedFields };
}

function readAbortedTransactionArray(reader: ByteReader, length: number, version: number): AbortedTransaction[] {
  const elements = new Array<AbortedTransaction>(length);
  for (let index = 0; index < length; index++) elements[index] = readAbortedTransaction(reader, version);
  return elements;
}

function readNullableAbortedTransactionArray(reader: ByteReader, length: number, version: number): AbortedTransaction[] | null {
  return length < 0 ? null : readAbortedTransactionArray(reader, length, version);
}

/** Writes a struct of `FetchResponse`. */
function writeAbortedTransaction(writer: ByteWriter, value: AbortedTransaction, version: number): void {
  writer.writeInt64(value.producerId);
  writer.writeInt64FromNumber(value.firstOffset);
  if (version >= 12) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `FetchResponse`. */
function readSnapshotId(reader: ByteReader, _version: number): SnapshotId {
  const endOffset = reader.readInt64AsNumber();
  const epoch = reader.readInt32();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { endOffset, epoch };
  return { endOffset, epoch, unknownTaggedFields };
}

/** Writes a struct of `FetchResponse`. */
function writeSnapshotId(writer: ByteWriter, value: SnapshotId, _version: number): void {
  writer.writeInt64FromNumber(value.endOffset);
  writer.writeInt32(value.epoch);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

function isDefaultSnapshotId(value: SnapshotId): boolean {
  return !(value.endOffset !== -1) && !(value.epoch !== -1) && value.unknownTaggedFields === undefined;
}

/** Reads a struct of `FetchResponse`. */
function readLeaderIdAndEpoch(reader: ByteReader, _version: number): LeaderIdAndEpoch {
  const leaderId = reader.readInt32();
  const leaderEpoch = reader.readInt32();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { leaderId, leaderEpoch };
  return { leaderId, leaderEpoch, unknownTaggedFields };
}

/** Writes a struct of `FetchResponse`. */
function writeLeaderIdAndEpoch(writer: ByteWriter, value: LeaderIdAndEpoch, _version: number): void {
  writer.writeInt32(value.leaderId);
  writer.writeInt32(value.leaderEpoch);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

function isDefaultLeaderIdAndEpoch(value: LeaderIdAndEpoch): boolean {
  return !(value.leaderId !== -1) && !(value.leaderEpoch !== -1) && value.unknownTaggedFields === undefined;
}

/** Reads a struct of `FetchResponse`. */
function readEpochEndOffset(reader: ByteReader, _version: number): EpochEndOffset {
  const epoch = reader.readInt32();
  const endOffset = reader.readInt64AsNumber();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { epoch, endOffset };
  return { epoch, endOffset, unknownTaggedFields };
}

/** Writes a struct of `FetchResponse`. */
function writeEpochEndOffset(writer: ByteWriter, value: EpochEndOffset, _version: number): void {
  writer.writeInt32(value.epoch);
  writer.writeInt64FromNumber(value.endOffset);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

function isDefaultEpochEndOffset(value: EpochEndOffset): boolean {
  return !(value.epoch !== -1) && !(value.endOffset !== -1) && value.unknownTaggedFields === undefined;
}
