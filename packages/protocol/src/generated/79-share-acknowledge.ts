// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Offset, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';
import { readInt8Array } from '../codec/primitive-arrays.ts';

/** A struct of `ShareAcknowledgeRequest`. */
export interface AcknowledgementBatch {
  readonly firstOffset: Offset;
  /** The last offset of the range, which belongs to it. */
  readonly lastOffset: Offset;
  /** 0 gap, 1 accept, 2 release, 3 reject, 4 renew; one for all offsets or one for each. */
  readonly acknowledgeTypes: readonly number[];
}

/** Every field of `AcknowledgementBatch` at its default. */
export const defaultAcknowledgementBatch: AcknowledgementBatch = {
  firstOffset: 0,
  lastOffset: 0,
  acknowledgeTypes: NO_ELEMENTS,
};

/** A struct of `ShareAcknowledgeRequest`. */
export interface AcknowledgePartition {
  readonly partitionIndex: number;
  readonly acknowledgementBatches: readonly AcknowledgementBatch[];
}

/** Every field of `AcknowledgePartition` at its default. */
export const defaultAcknowledgePartition: AcknowledgePartition = {
  partitionIndex: 0,
  acknowledgementBatches: NO_ELEMENTS,
};

/** A struct of `ShareAcknowledgeRequest`. */
export interface AcknowledgeTopic {
  readonly topicId: Uuid;
  readonly partitions: readonly AcknowledgePartition[];
}

/** Every field of `AcknowledgeTopic` at its default. */
export const defaultAcknowledgeTopic: AcknowledgeTopic = {
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/**
 * Sent by members of a share group to leaders: says what became of acquired records, without a
 * fetch (KIP-932). v2 added the renewal of locks (KIP-1222).
 */
export interface ShareAcknowledgeRequest {
  readonly groupId: string | null;
  /** The id from ShareGroupHeartbeat. */
  readonly memberId: string | null;
  /** Counts the requests of a share session; -1 closes it and 0 is an error here. */
  readonly shareSessionEpoch: number;
  /** True if the acknowledgements renew locks. (v2) */
  readonly isRenewAck: boolean;
  readonly topics: readonly AcknowledgeTopic[];
}

/** Every field of `ShareAcknowledgeRequest` at its default. */
export const defaultShareAcknowledgeRequest: ShareAcknowledgeRequest = {
  groupId: null,
  memberId: '',
  shareSessionEpoch: 0,
  isRenewAck: false,
  topics: NO_ELEMENTS,
};

/**
 * Reads a `ShareAcknowledgeRequest` of version 1 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readShareAcknowledgeRequest(reader: ByteReader, version: number): ShareAcknowledgeRequest {
  const groupId = reader.readCompactNullableString();
  const memberId = reader.readCompactNullableString();
  const shareSessionEpoch = reader.readInt32();
  const isRenewAck = version >= 2 ? reader.readBoolean() : false;
  const topics = readAcknowledgeTopicArray(reader, reader.readCompactArrayLength(17, 112), version);
  reader.skipTaggedFields();
  return { groupId, memberId, shareSessionEpoch, isRenewAck, topics };
}

/**
 * Writes a `ShareAcknowledgeRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeShareAcknowledgeRequest(writer: ByteWriter, value: ShareAcknowledgeRequest, version: number): void {
  writer.writeCompactNullableString(value.groupId);
  writer.writeCompactNullableString(value.memberId);
  writer.writeInt32(value.shareSessionEpoch);
  if (version >= 2) {
    writer.writeBoolean(value.isRenewAck);
  }
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeAcknowledgeTopic(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `ShareAcknowledgeRequest`. */
function readAcknowledgeTopic(reader: ByteReader, version: number): AcknowledgeTopic {
  const topicId = reader.readUuid();
  const partitions = readAcknowledgePartitionArray(reader, reader.readCompactArrayLength(5, 64), version);
  reader.skipTaggedFields();
  return { topicId, partitions };
}

function readAcknowledgeTopicArray(reader: ByteReader, length: number, version: number): AcknowledgeTopic[] {
  const elements = new Array<AcknowledgeTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readAcknowledgeTopic(reader, version);
  return elements;
}

/** Writes a struct of `ShareAcknowledgeRequest`. */
function writeAcknowledgeTopic(writer: ByteWriter, value: AcknowledgeTopic, version: number): void {
  writer.writeUuid(value.topicId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writeAcknowledgePartition(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `ShareAcknowledgeRequest`. */
function readAcknowledgePartition(reader: ByteReader, version: number): AcknowledgePartition {
  const partitionIndex = reader.readInt32();
  const acknowledgementBatches = readAcknowledgementBatchArray(reader, reader.readCompactArrayLength(17, 104), version);
  reader.skipTaggedFields();
  return { partitionIndex, acknowledgementBatches };
}

function readAcknowledgePartitionArray(reader: ByteReader, length: number, version: number): AcknowledgePartition[] {
  const elements = new Array<AcknowledgePartition>(length);
  for (let index = 0; index < length; index++) elements[index] = readAcknowledgePartition(reader, version);
  return elements;
}

/** Writes a struct of `ShareAcknowledgeRequest`. */
function writeAcknowledgePartition(writer: ByteWriter, value: AcknowledgePartition, version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeCompactArrayLength(value.acknowledgementBatches.length);
  for (const element of value.acknowledgementBatches) writeAcknowledgementBatch(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `ShareAcknowledgeRequest`. */
function readAcknowledgementBatch(reader: ByteReader, _version: number): AcknowledgementBatch {
  const firstOffset = reader.readInt64AsNumber();
  const lastOffset = reader.readInt64AsNumber();
  const acknowledgeTypes = readInt8Array(reader, reader.readCompactArrayLength(1, 8));
  reader.skipTaggedFields();
  return { firstOffset, lastOffset, acknowledgeTypes };
}

function readAcknowledgementBatchArray(reader: ByteReader, length: number, version: number): AcknowledgementBatch[] {
  const elements = new Array<AcknowledgementBatch>(length);
  for (let index = 0; index < length; index++) elements[index] = readAcknowledgementBatch(reader, version);
  return elements;
}

/** Writes a struct of `ShareAcknowledgeRequest`. */
function writeAcknowledgementBatch(writer: ByteWriter, value: AcknowledgementBatch, _version: number): void {
  writer.writeInt64FromNumber(value.firstOffset);
  writer.writeInt64FromNumber(value.lastOffset);
  writer.writeCompactArrayLength(value.acknowledgeTypes.length);
  for (const element of value.acknowledgeTypes) writer.writeInt8(element);
  writer.writeUnsignedVarint(0);
}

/** A struct of `ShareAcknowledgeResponse`. */
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

/** A struct of `ShareAcknowledgeResponse`. */
export interface PartitionData {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** Who leads now, sent where the client is wrong about it. */
  readonly currentLeader: LeaderIdAndEpoch;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `PartitionData` at its default. */
export const defaultPartitionData: PartitionData = {
  partitionIndex: 0,
  errorCode: 0,
  errorMessage: null,
  currentLeader: defaultLeaderIdAndEpoch,
};

/** A struct of `ShareAcknowledgeResponse`. */
export interface ShareAcknowledgeTopicResponse {
  readonly topicId: Uuid;
  readonly partitions: readonly PartitionData[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ShareAcknowledgeTopicResponse` at its default. */
export const defaultShareAcknowledgeTopicResponse: ShareAcknowledgeTopicResponse = {
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/** A struct of `ShareAcknowledgeResponse`. */
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
 * Sent by members of a share group to leaders: says what became of acquired records, without a
 * fetch (KIP-932). v2 added the renewal of locks (KIP-1222).
 */
export interface ShareAcknowledgeResponse {
  readonly throttleTimeMs: number;
  /** An error of the share session or of the whole request. */
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** How long a renewed lock holds, in milliseconds. (v2) */
  readonly acquisitionLockTimeoutMs: number;
  readonly responses: readonly ShareAcknowledgeTopicResponse[];
  /** The addresses of the brokers that `currentLeader` names. */
  readonly nodeEndpoints: readonly NodeEndpoint[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ShareAcknowledgeResponse` at its default. */
export const defaultShareAcknowledgeResponse: ShareAcknowledgeResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  errorMessage: null,
  acquisitionLockTimeoutMs: 0,
  responses: NO_ELEMENTS,
  nodeEndpoints: NO_ELEMENTS,
};

/**
 * Reads a `ShareAcknowledgeResponse` of version 1 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readShareAcknowledgeResponse(reader: ByteReader, version: number): ShareAcknowledgeResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  const acquisitionLockTimeoutMs = version >= 2 ? reader.readInt32() : 0;
  const responses = readShareAcknowledgeTopicResponseArray(reader, reader.readCompactArrayLength(17, 112), version);
  const nodeEndpoints = readNodeEndpointArray(reader, reader.readCompactArrayLength(10, 64), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, errorMessage, acquisitionLockTimeoutMs, responses, nodeEndpoints };
  return { throttleTimeMs, errorCode, errorMessage, acquisitionLockTimeoutMs, responses, nodeEndpoints, unknownTaggedFields };
}

/**
 * Writes a `ShareAcknowledgeResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeShareAcknowledgeResponse(writer: ByteWriter, value: ShareAcknowledgeResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  if (version >= 2) {
    writer.writeInt32(value.acquisitionLockTimeoutMs);
  }
  writer.writeCompactArrayLength(value.responses.length);
  for (const element of value.responses) writeShareAcknowledgeTopicResponse(writer, element, version);
  writer.writeCompactArrayLength(value.nodeEndpoints.length);
  for (const element of value.nodeEndpoints) writeNodeEndpoint(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ShareAcknowledgeResponse`. */
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

/** Writes a struct of `ShareAcknowledgeResponse`. */
function writeNodeEndpoint(writer: ByteWriter, value: NodeEndpoint, _version: number): void {
  writer.writeInt32(value.nodeId);
  writer.writeCompactString(value.host);
  writer.writeInt32(value.port);
  writer.writeCompactNullableString(value.rack);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ShareAcknowledgeResponse`. */
function readShareAcknowledgeTopicResponse(reader: ByteReader, version: number): ShareAcknowledgeTopicResponse {
  const topicId = reader.readUuid();
  const partitions = readPartitionDataArray(reader, reader.readCompactArrayLength(15, 104), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicId, partitions };
  return { topicId, partitions, unknownTaggedFields };
}

function readShareAcknowledgeTopicResponseArray(reader: ByteReader, length: number, version: number): ShareAcknowledgeTopicResponse[] {
  const elements = new Array<ShareAcknowledgeTopicResponse>(length);
  for (let index = 0; index < length; index++) elements[index] = readShareAcknowledgeTopicResponse(reader, version);
  return elements;
}

/** Writes a struct of `ShareAcknowledgeResponse`. */
function writeShareAcknowledgeTopicResponse(writer: ByteWriter, value: ShareAcknowledgeTopicResponse, version: number): void {
  writer.writeUuid(value.topicId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writePartitionData(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ShareAcknowledgeResponse`. */
function readPartitionData(reader: ByteReader, version: number): PartitionData {
  const partitionIndex = reader.readInt32();
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  const currentLeader = readLeaderIdAndEpoch(reader, version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { partitionIndex, errorCode, errorMessage, currentLeader };
  return { partitionIndex, errorCode, errorMessage, currentLeader, unknownTaggedFields };
}

function readPartitionDataArray(reader: ByteReader, length: number, version: number): PartitionData[] {
  const elements = new Array<PartitionData>(length);
  for (let index = 0; index < length; index++) elements[index] = readPartitionData(reader, version);
  return elements;
}

/** Writes a struct of `ShareAcknowledgeResponse`. */
function writePartitionData(writer: ByteWriter, value: PartitionData, version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writeLeaderIdAndEpoch(writer, value.currentLeader, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ShareAcknowledgeResponse`. */
function readLeaderIdAndEpoch(reader: ByteReader, _version: number): LeaderIdAndEpoch {
  const leaderId = reader.readInt32();
  const leaderEpoch = reader.readInt32();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { leaderId, leaderEpoch };
  return { leaderId, leaderEpoch, unknownTaggedFields };
}

/** Writes a struct of `ShareAcknowledgeResponse`. */
function writeLeaderIdAndEpoch(writer: ByteWriter, value: LeaderIdAndEpoch, _version: number): void {
  writer.writeInt32(value.leaderId);
  writer.writeInt32(value.leaderEpoch);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
