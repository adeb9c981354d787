// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Offset, type Timestamp, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { keepUnknownTaggedField, NO_TAGGED_FIELDS, readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields, writeUnknownTaggedFieldsBelow } from '../codec/unknown-tagged-fields.ts';

/** A struct of `ProduceRequest`. */
export interface PartitionProduceData {
  readonly index: number;
  /** Exactly one record batch of magic 2 with base offset 0. */
  readonly records: Buffer | null;
}

/** Every field of `PartitionProduceData` at its default. */
export const defaultPartitionProduceData: PartitionProduceData = {
  index: 0,
  records: null,
};

/** A struct of `ProduceRequest`. */
export interface TopicProduceData {
  /** (v3-12) */
  readonly name: string;
  /** (v13) */
  readonly topicId: Uuid;
  readonly partitionData: readonly PartitionProduceData[];
}

/** Every field of `TopicProduceData` at its default. */
export const defaultTopicProduceData: TopicProduceData = {
  name: '',
  topicId: ZERO_UUID,
  partitionData: NO_ELEMENTS,
};

/**
 * Sent by producers to the leader of each partition: appends one record batch to each. v7 allows
 * zstd, v8 names bad records, v10 new leaders, v12 joins the transaction by itself (KIP-890), v13
 * has topic ids.
 */
export interface ProduceRequest {
  /** Null outside a transaction. */
  readonly transactionalId: string | null;
  /**
   * Whose write to wait for: 0 nobody, 1 the leader, -1 all in-sync replicas; with 0 no response is
   * sent.
   */
  readonly acks: number;
  /** How long to wait for the in-sync replicas if acks is -1, in milliseconds. */
  readonly timeoutMs: number;
  readonly topicData: readonly TopicProduceData[];
}

/** Every field of `ProduceRequest` at its default. */
export const defaultProduceRequest: ProduceRequest = {
  transactionalId: null,
  acks: 0,
  timeoutMs: 0,
  topicData: NO_ELEMENTS,
};

/**
 * Reads a `ProduceRequest` of version 3 to 13. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readProduceRequest(reader: ByteReader, version: number): ProduceRequest {
  const transactionalId = version >= 9 ? reader.readCompactNullableString() : reader.readNullableString();
  const acks = reader.readInt16();
  const timeoutMs = reader.readInt32();
  const topicData = readTopicProduceDataArray(reader, version >= 9 ? reader.readCompactArrayLength(1, 120) : reader.readArrayLength(1, 120), version);
  if (version >= 9) {
    reader.skipTaggedFields();
  }
  return { transactionalId, acks, timeoutMs, topicData };
}

/**
 * Writes a `ProduceRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeProduceRequest(writer: ByteWriter, value: ProduceRequest, version: number): void {
  if (version >= 9) {
    writer.writeCompactNullableString(value.transactionalId);
  } else {
    writer.writeNullableString(value.transactionalId);
  }
  writer.writeInt16(value.acks);
  writer.writeInt32(value.timeoutMs);
  if (version >= 9) {
    writer.writeCompactArrayLength(value.topicData.length);
  } else {
    writer.writeArrayLength(value.topicData.length);
  }
  for (const element of value.topicData) writeTopicProduceData(writer, element, version);
  if (version >= 9) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `ProduceRequest`. */
function readTopicProduceData(reader: ByteReader, version: number): TopicProduceData {
  const name = version <= 12 ? (version >= 9 ? reader.readCompactString() : reader.readString()) : '';
  const topicId = version >= 13 ? reader.readUuid() : ZERO_UUID;
  const partitionData = readPartitionProduceDataArray(reader, version >= 9 ? reader.readCompactArrayLength(5, 48) : reader.readArrayLength(5, 48), version);
  if (version >= 9) {
    reader.skipTaggedFields();
  }
  return { name, topicId, partitionData };
}

function readTopicProduceDataArray(reader: ByteReader, length: number, version: number): TopicProduceData[] {
  const elements = new Array<TopicProduceData>(length);
  for (let index = 0; index < length; index++) elements[index] = readTopicProduceData(reader, version);
  return elements;
}

/** Writes a struct of `ProduceRequest`. */
function writeTopicProduceData(writer: ByteWriter, value: TopicProduceData, version: number): void {
  if (version <= 12) {
    if (version >= 9) {
      writer.writeCompactString(value.name);
    } else {
      writer.writeString(value.name);
    }
  }
  if (version >= 13) {
    writer.writeUuid(value.topicId);
  }
  if (version >= 9) {
    writer.writeCompactArrayLength(value.partitionData.length);
  } else {
    writer.writeArrayLength(value.partitionData.length);
  }
  for (const element of value.partitionData) writePartitionProduceData(writer, element, version);
  if (version >= 9) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `ProduceRequest`. */
function readPartitionProduceData(reader: ByteReader, version: number): PartitionProduceData {
  const index = reader.readInt32();
  const records = version >= 9 ? reader.readCompactNullableBytes() : reader.readNullableBytes();
  if (version >= 9) {
    reader.skipTaggedFields();
  }
  return { index, records };
}

function readPartitionProduceDataArray(reader: ByteReader, length: number, version: number): PartitionProduceData[] {
  const elements = new Array<PartitionProduceData>(length);
  for (let index = 0; index < length; index++) elements[index] = readPartitionProduceData(reader, version);
  return elements;
}

/** Writes a struct of `ProduceRequest`. */
function writePartitionProduceData(writer: ByteWriter, value: PartitionProduceData, version: number): void {
  writer.writeInt32(value.index);
  if (version >= 9) {
    writer.writeCompactNullableBytes(value.records);
  } else {
    writer.writeNullableBytes(value.records);
  }
  if (version >= 9) {
    writer.writeUnsignedVarint(0);
  }
}

/** A struct of `ProduceResponse`. */
export interface BatchIndexAndErrorMessage {
  /** The position of the bad record in its batch, from 0. */
  readonly batchIndex: number;
  /** Null if the error of the partition says enough. */
  readonly batchIndexErrorMessage: string | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `BatchIndexAndErrorMessage` at its default. */
export const defaultBatchIndexAndErrorMessage: BatchIndexAndErrorMessage = {
  batchIndex: 0,
  batchIndexErrorMessage: null,
};

/** A struct of `ProduceResponse`. */
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

/** A struct of `ProduceResponse`. */
export interface PartitionProduceResponse {
  readonly index: number;
  readonly errorCode: number;
  /** The offset that the first record of the batch got; -1 on an error. */
  readonly baseOffset: Offset;
  /** The time of the append if the topic uses LogAppendTime, else -1. */
  readonly logAppendTimeMs: Timestamp;
  /** The first offset still in the log; it tells a deleted batch from a lost one. (v5+) */
  readonly logStartOffset: Offset;
  /** The records that made the leader drop the whole batch (KIP-467). (v8+) */
  readonly recordErrors: readonly BatchIndexAndErrorMessage[];
  /** What the error code leaves out; null if nothing. (v8+) */
  readonly errorMessage: string | null;
  /**
   * Sent with NOT_LEADER_OR_FOLLOWER so that the client need not ask for metadata (KIP-951). (v10+,
   * tag 0)
   */
  readonly currentLeader: LeaderIdAndEpoch;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `PartitionProduceResponse` at its default. */
export const defaultPartitionProduceResponse: PartitionProduceResponse = {
  index: 0,
  errorCode: 0,
  baseOffset: 0,
  logAppendTimeMs: -1,
  logStartOffset: -1,
  recordErrors: NO_ELEMENTS,
  errorMessage: null,
  currentLeader: defaultLeaderIdAndEpoch,
};

/** A struct of `ProduceResponse`. */
export interface TopicProduceResponse {
  /** (v3-12) */
  readonly name: string;
  /** (v13) */
  readonly topicId: Uuid;
  readonly partitionResponses: readonly PartitionProduceResponse[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `TopicProduceResponse` at its default. */
export const defaultTopicProduceResponse: TopicProduceResponse = {
  name: '',
  topicId: ZERO_UUID,
  partitionResponses: NO_ELEMENTS,
};

/** A struct of `ProduceResponse`. */
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
 * Sent by producers to the leader of each partition: appends one record batch to each. v7 allows
 * zstd, v8 names bad records, v10 new leaders, v12 joins the transaction by itself (KIP-890), v13
 * has topic ids.
 */
export interface ProduceResponse {
  readonly responses: readonly TopicProduceResponse[];
  /** How long the broker will now ignore the connection because of a quota, in milliseconds. */
  readonly throttleTimeMs: number;
  /** The addresses of the brokers that `currentLeader` names. (v10+, tag 0) */
  readonly nodeEndpoints: readonly NodeEndpoint[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ProduceResponse` at its default. */
export const defaultProduceResponse: ProduceResponse = {
  responses: NO_ELEMENTS,
  throttleTimeMs: 0,
  nodeEndpoints: NO_ELEMENTS,
};

/**
 * Reads a `ProduceResponse` of version 3 to 13. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readProduceResponse(reader: ByteReader, version: number): ProduceResponse {
  const responses = readTopicProduceResponseArray(reader, version >= 9 ? reader.readCompactArrayLength(1, 120) : reader.readArrayLength(1, 120), version);
  const throttleTimeMs = reader.readInt32();
  let nodeEndpoints: readonly NodeEndpoint[] = NO_ELEMENTS;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 9) {
    for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
      const tag = reader.readUnsignedVarint();
      const size = reader.readTaggedFieldBytes();
      const start = reader.position;
      switch (tag) {
        case 0:
          if (version >= 10) nodeEndpoints = readNodeEndpointArray(reader, reader.readCompactArrayLength(10, 64), version);
          else unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
          break;
        default:
          unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
      }
      reader.checkTaggedFieldEnd(tag, start, size);
    }
  }
  if (unknownTaggedFields === undefined) return { responses, throttleTimeMs, nodeEndpoints };
  return { responses, throttleTimeMs, nodeEndpoints, unknownTaggedFields };
}

/**
 * Writes a `ProduceResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeProduceResponse(writer: ByteWriter, value: ProduceResponse, version: number): void {
  if (version >= 9) {
    writer.writeCompactArrayLength(value.responses.length);
  } else {
    writer.writeArrayLength(value.responses.length);
  }
  for (const element of value.responses) writeTopicProduceResponse(writer, element, version);
  writer.writeInt32(value.throttleTimeMs);
  if (version >= 9) {
    const unknown = value.unknownTaggedFields ?? NO_TAGGED_FIELDS;
    let taggedFields = unknown.length;
    const has0 = version >= 10 && (value.nodeEndpoints.length !== 0);
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

/** Reads a struct of `ProduceResponse`. */
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

/** Writes a struct of `ProduceResponse`. */
function writeNodeEndpoint(writer: ByteWriter, value: NodeEndpoint, _version: number): void {
  writer.writeInt32(value.nodeId);
  writer.writeCompactString(value.host);
  writer.writeInt32(value.port);
  writer.writeCompactNullableString(value.rack);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ProduceResponse`. */
function readTopicProduceResponse(reader: ByteReader, version: number): TopicProduceResponse {
  const name = version <= 12 ? (version >= 9 ? reader.readCompactString() : reader.readString()) : '';
  const topicId = version >= 13 ? reader.readUuid() : ZERO_UUID;
  const partitionResponses = readPartitionProduceResponseArray(reader, version >= 9 ? reader.readCompactArrayLength(22, 200) : reader.readArrayLength(22, 200), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 9) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { name, topicId, partitionResponses };
  return { name, topicId, partitionResponses, unknownTaggedFields };
}

function readTopicProduceResponseArray(reader: ByteReader, length: number, version: number): TopicProduceResponse[] {
  const elements = new Array<TopicProduceResponse>(length);
  for (let index = 0; index < length; index++) elements[index] = readTopicProduceResponse(reader, version);
  return elements;
}

/** Writes a struct of `ProduceResponse`. */
function writeTopicProduceResponse(writer: ByteWriter, value: TopicProduceResponse, version: number): void {
  if (version <= 12) {
    if (version >= 9) {
      writer.writeCompactString(value.name);
    } else {
      writer.writeString(value.name);
    }
  }
  if (version >= 13) {
    writer.writeUuid(value.topicId);
  }
  if (version >= 9) {
    writer.writeCompactArrayLength(value.partitionResponses.length);
  } else {
    writer.writeArrayLength(value.partitionResponses.length);
  }
  for (const element of value.partitionResponses) writePartitionProduceResponse(writer, element, version);
  if (version >= 9) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `ProduceResponse`. */
function readPartitionProduceResponse(reader: ByteReader, version: number): PartitionProduceResponse {
  const index = reader.readInt32();
  const errorCode = reader.readInt16();
  const baseOffset = reader.readInt64AsNumber();
  const logAppendTimeMs = reader.readInt64AsNumber();
  const logStartOffset = version >= 5 ? reader.readInt64AsNumber() : -1;
  const recordErrors = version >= 8 ? (readBatchIndexAndErrorMessageArray(reader, version >= 9 ? reader.readCompactArrayLength(5, 48) : reader.readArrayLength(5, 48), version)) : NO_ELEMENTS;
  const errorMessage = version >= 8 ? (version >= 9 ? reader.readCompactNullableString() : reader.readNullableString()) : null;
  let currentLeader: LeaderIdAndEpoch = defaultLeaderIdAndEpoch;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 9) {
    for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
      const tag = reader.readUnsignedVarint();
      const size = reader.readTaggedFieldBytes();
      const start = reader.position;
      switch (tag) {
        case 0:
          if (version >= 10) currentLeader = readLeaderIdAndEpoch(reader, version);
          else unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
          break;
        default:
          unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
      }
      reader.checkTaggedFieldEnd(tag, start, size);
    }
  }
  if (unknownTaggedFields === undefined) return { index, errorCode, baseOffset, logAppendTimeMs, logStartOffset, recordErrors, errorMessage, currentLeader };
  return { index, errorCode, baseOffset, logAppendTimeMs, logStartOffset, recordErrors, errorMessage, currentLeader, unknownTaggedFields };
}

function readPartitionProduceResponseArray(reader: ByteReader, length: number, version: number): PartitionProduceResponse[] {
  const elements = new Array<PartitionProduceResponse>(length);
  for (let index = 0; index < length; index++) elements[index] = readPartitionProduceResponse(reader, version);
  return elements;
}

/** Writes a struct of `ProduceResponse`. */
function writePartitionProduceResponse(writer: ByteWriter, value: PartitionProduceResponse, version: number): void {
  writer.writeInt32(value.index);
  writer.writeInt16(value.errorCode);
  writer.writeInt64FromNumber(value.baseOffset);
  writer.writeInt64FromNumber(value.logAppendTimeMs);
  if (version >= 5) {
    writer.writeInt64FromNumber(value.logStartOffset);
  }
  if (version >= 8) {
    if (version >= 9) {
      writer.writeCompactArrayLength(value.recordErrors.length);
    } else {
      writer.writeArrayLength(value.recordErrors.length);
    }
    for (const element of value.recordErrors) writeBatchIndexAndErrorMessage(writer, element, version);
  }
  if (version >= 8) {
    if (version >= 9) {
      writer.writeCompactNullableString(value.errorMessage);
    } else {
      writer.writeNullableString(value.errorMessage);
    }
  }
  if (version >= 9) {
    const unknown = value.unknownTaggedFields ?? NO_TAGGED_FIELDS;
    let taggedFields = unknown.length;
    const has0 = version >= 10 && (!isDefaultLeaderIdAndEpoch(value.currentLeader));
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
}

/** Reads a struct of `ProduceResponse`. */
function readLeaderIdAndEpoch(reader: ByteReader, _version: number): LeaderIdAndEpoch {
  const leaderId = reader.readInt32();
  const leaderEpoch = reader.readInt32();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { leaderId, leaderEpoch };
  return { leaderId, leaderEpoch, unknownTaggedFields };
}

/** Writes a struct of `ProduceResponse`. */
function writeLeaderIdAndEpoch(writer: ByteWriter, value: LeaderIdAndEpoch, _version: number): void {
  writer.writeInt32(value.leaderId);
  writer.writeInt32(value.leaderEpoch);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

function isDefaultLeaderIdAndEpoch(value: LeaderIdAndEpoch): boolean {
  return !(value.leaderId !== -1) && !(value.leaderEpoch !== -1) && value.unknownTaggedFields === undefined;
}

/** Reads a struct of `ProduceResponse`. */
function readBatchIndexAndErrorMessage(reader: ByteReader, version: number): BatchIndexAndErrorMessage {
  const batchIndex = reader.readInt32();
  const batchIndexErrorMessage = version >= 9 ? reader.readCompactNullableString() : reader.readNullableString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 9) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { batchIndex, batchIndexErrorMessage };
  return { batchIndex, batchIndexErrorMessage, unknownTaggedFields };
}

function readBatchIndexAndErrorMessageArray(reader: ByteReader, length: number, version: number): BatchIndexAndErrorMessage[] {
  const elements = new Array<BatchIndexAndErrorMessage>(length);
  for (let index = 0; index < length; index++) elements[index] = readBatchIndexAndErrorMessage(reader, version);
  return elements;
}

/** Writes a struct of `ProduceResponse`. */
function writeBatchIndexAndErrorMessage(writer: ByteWriter, value: BatchIndexAndErrorMessage, version: number): void {
  writer.writeInt32(value.batchIndex);
  if (version >= 9) {
    writer.writeCompactNullableString(value.batchIndexErrorMessage);
  } else {
    writer.writeNullableString(value.batchIndexErrorMessage);
  }
  if (version >= 9) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
