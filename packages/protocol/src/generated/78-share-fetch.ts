// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Offset, type Uuid, ZERO_UUID } from '@odradek/base';
import { EMPTY_BYTES } from '../codec/empty-bytes.ts';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';
import { readInt8Array } from '../codec/primitive-arrays.ts';

/** A struct of `ShareFetchRequest`. */
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

/** A struct of `ShareFetchRequest`. */
export interface FetchPartition {
  readonly partitionIndex: number;
  /** What became of records that were acquired earlier. */
  readonly acknowledgementBatches: readonly AcknowledgementBatch[];
}

/** Every field of `FetchPartition` at its default. */
export const defaultFetchPartition: FetchPartition = {
  partitionIndex: 0,
  acknowledgementBatches: NO_ELEMENTS,
};

/** A struct of `ShareFetchRequest`. */
export interface FetchTopic {
  readonly topicId: Uuid;
  readonly partitions: readonly FetchPartition[];
}

/** Every field of `FetchTopic` at its default. */
export const defaultFetchTopic: FetchTopic = {
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/** A struct of `ShareFetchRequest`. */
export interface ForgottenTopic {
  readonly topicId: Uuid;
  readonly partitions: readonly number[];
}

/** Every field of `ForgottenTopic` at its default. */
export const defaultForgottenTopic: ForgottenTopic = {
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/**
 * Sent by members of a share group to leaders: acquires records for a limited time, and
 * acknowledges earlier ones (KIP-932). v2 added acquire modes (KIP-1206) and the renewal of locks
 * (KIP-1222).
 */
export interface ShareFetchRequest {
  readonly groupId: string | null;
  /** The id from ShareGroupHeartbeat. */
  readonly memberId: string | null;
  /** Counts the requests of a share session: 0 opens one, -1 closes it. */
  readonly shareSessionEpoch: number;
  /** How long to wait for `minBytes`, in milliseconds. */
  readonly maxWaitMs: number;
  /** The response waits until this many bytes are there; 0 answers at once. */
  readonly minBytes: number;
  /** A soft limit for the response: the first batch is returned even if it is larger. */
  readonly maxBytes: number;
  /** How many records to acquire; more may come, up to the end of a record batch. */
  readonly maxRecords: number;
  /** How many records the client would like in each of `acquiredRecords`. */
  readonly batchSize: number;
  /** 0 whole record batches beyond `maxRecords`, 1 never more than `maxRecords`. (v2) */
  readonly shareAcquireMode: number;
  /**
   * True if acknowledgements renew locks; then nothing is fetched and all limits must be 0. (v2)
   */
  readonly isRenewAck: boolean;
  readonly topics: readonly FetchTopic[];
  /** The partitions to take out of the share session. */
  readonly forgottenTopicsData: readonly ForgottenTopic[];
}

/** Every field of `ShareFetchRequest` at its default. */
export const defaultShareFetchRequest: ShareFetchRequest = {
  groupId: null,
  memberId: '',
  shareSessionEpoch: 0,
  maxWaitMs: 0,
  minBytes: 0,
  maxBytes: 2147483647,
  maxRecords: 0,
  batchSize: 0,
  shareAcquireMode: 0,
  isRenewAck: false,
  topics: NO_ELEMENTS,
  forgottenTopicsData: NO_ELEMENTS,
};

/**
 * Reads a `ShareFetchRequest` of version 1 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readShareFetchRequest(reader: ByteReader, version: number): ShareFetchRequest {
  const groupId = reader.readCompactNullableString();
  const memberId = reader.readCompactNullableString();
  const shareSessionEpoch = reader.readInt32();
  const maxWaitMs = reader.readInt32();
  const minBytes = reader.readInt32();
  const maxBytes = reader.readInt32();
  const maxRecords = reader.readInt32();
  const batchSize = reader.readInt32();
  const shareAcquireMode = version >= 2 ? reader.readInt8() : 0;
  const isRenewAck = version >= 2 ? reader.readBoolean() : false;
  const topics = readFetchTopicArray(reader, reader.readCompactArrayLength(17, 112), version);
  const forgottenTopicsData = readForgottenTopicArray(reader, reader.readCompactArrayLength(17, 112), version);
  reader.skipTaggedFields();
  return { groupId, memberId, shareSessionEpoch, maxWaitMs, minBytes, maxBytes, maxRecords, batchSize, shareAcquireMode, isRenewAck, topics, forgottenTopicsData };
}

/**
 * Writes a `ShareFetchRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeShareFetchRequest(writer: ByteWriter, value: ShareFetchRequest, version: number): void {
  writer.writeCompactNullableString(value.groupId);
  writer.writeCompactNullableString(value.memberId);
  writer.writeInt32(value.shareSessionEpoch);
  writer.writeInt32(value.maxWaitMs);
  writer.writeInt32(value.minBytes);
  writer.writeInt32(value.maxBytes);
  writer.writeInt32(value.maxRecords);
  writer.writeInt32(value.batchSize);
  if (version >= 2) {
    writer.writeInt8(value.shareAcquireMode);
  }
  if (version >= 2) {
    writer.writeBoolean(value.isRenewAck);
  }
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeFetchTopic(writer, element, version);
  writer.writeCompactArrayLength(value.forgottenTopicsData.length);
  for (const element of value.forgottenTopicsData) writeForgottenTopic(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `ShareFetchRequest`. */
function readForgottenTopic(reader: ByteReader, _version: number): ForgottenTopic {
  const topicId = reader.readUuid();
  const partitions = reader.readCompactInt32Array();
  reader.skipTaggedFields();
  return { topicId, partitions };
}

function readForgottenTopicArray(reader: ByteReader, length: number, version: number): ForgottenTopic[] {
  const elements = new Array<ForgottenTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readForgottenTopic(reader, version);
  return elements;
}

/** Writes a struct of `ShareFetchRequest`. */
function writeForgottenTopic(writer: ByteWriter, value: ForgottenTopic, _version: number): void {
  writer.writeUuid(value.topicId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writer.writeInt32(element);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `ShareFetchRequest`. */
function readFetchTopic(reader: ByteReader, version: number): FetchTopic {
  const topicId = reader.readUuid();
  const partitions = readFetchPartitionArray(reader, reader.readCompactArrayLength(5, 64), version);
  reader.skipTaggedFields();
  return { topicId, partitions };
}

function readFetchTopicArray(reader: ByteReader, length: number, version: number): FetchTopic[] {
  const elements = new Array<FetchTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readFetchTopic(reader, version);
  return elements;
}

/** Writes a struct of `ShareFetchRequest`. */
function writeFetchTopic(writer: ByteWriter, value: FetchTopic, version: number): void {
  writer.writeUuid(value.topicId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writeFetchPartition(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `ShareFetchRequest`. */
function readFetchPartition(reader: ByteReader, version: number): FetchPartition {
  const partitionIndex = reader.readInt32();
  const acknowledgementBatches = readAcknowledgementBatchArray(reader, reader.readCompactArrayLength(17, 104), version);
  reader.skipTaggedFields();
  return { partitionIndex, acknowledgementBatches };
}

function readFetchPartitionArray(reader: ByteReader, length: number, version: number): FetchPartition[] {
  const elements = new Array<FetchPartition>(length);
  for (let index = 0; index < length; index++) elements[index] = readFetchPartition(reader, version);
  return elements;
}

/** Writes a struct of `ShareFetchRequest`. */
function writeFetchPartition(writer: ByteWriter, value: FetchPartition, version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeCompactArrayLength(value.acknowledgementBatches.length);
  for (const element of value.acknowledgementBatches) writeAcknowledgementBatch(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `ShareFetchRequest`. */
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

/** Writes a struct of `ShareFetchRequest`. */
function writeAcknowledgementBatch(writer: ByteWriter, value: AcknowledgementBatch, _version: number): void {
  writer.writeInt64FromNumber(value.firstOffset);
  writer.writeInt64FromNumber(value.lastOffset);
  writer.writeCompactArrayLength(value.acknowledgeTypes.length);
  for (const element of value.acknowledgeTypes) writer.writeInt8(element);
  writer.writeUnsignedVarint(0);
}

/** A struct of `ShareFetchResponse`. */
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

/** A struct of `ShareFetchResponse`. */
export interface AcquiredRecords {
  readonly firstOffset: Offset;
  /** The last offset of the range, which belongs to it. */
  readonly lastOffset: Offset;
  /** How often the records have been delivered, this time included. */
  readonly deliveryCount: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `AcquiredRecords` at its default. */
export const defaultAcquiredRecords: AcquiredRecords = {
  firstOffset: 0,
  lastOffset: 0,
  deliveryCount: 0,
};

/** A struct of `ShareFetchResponse`. */
export interface PartitionData {
  readonly partitionIndex: number;
  /** An error of the fetch. */
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** An error of the acknowledgements, which leaves the fetch alone. */
  readonly acknowledgeErrorCode: number;
  readonly acknowledgeErrorMessage: string | null;
  /** Who leads now, sent where the client is wrong about it. */
  readonly currentLeader: LeaderIdAndEpoch;
  /** Whole record batches; only those in `acquiredRecords` are for the member. */
  readonly records: Buffer;
  /** The ranges of offsets that the member now holds. */
  readonly acquiredRecords: readonly AcquiredRecords[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `PartitionData` at its default. */
export const defaultPartitionData: PartitionData = {
  partitionIndex: 0,
  errorCode: 0,
  errorMessage: null,
  acknowledgeErrorCode: 0,
  acknowledgeErrorMessage: null,
  currentLeader: defaultLeaderIdAndEpoch,
  records: EMPTY_BYTES,
  acquiredRecords: NO_ELEMENTS,
};

/** A struct of `ShareFetchResponse`. */
export interface ShareFetchableTopicResponse {
  readonly topicId: Uuid;
  readonly partitions: readonly PartitionData[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ShareFetchableTopicResponse` at its default. */
export const defaultShareFetchableTopicResponse: ShareFetchableTopicResponse = {
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/** A struct of `ShareFetchResponse`. */
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
 * Sent by members of a share group to leaders: acquires records for a limited time, and
 * acknowledges earlier ones (KIP-932). v2 added acquire modes (KIP-1206) and the renewal of locks
 * (KIP-1222).
 */
export interface ShareFetchResponse {
  /** How long the broker will now ignore the connection because of a quota, in milliseconds. */
  readonly throttleTimeMs: number;
  /** An error of the share session or of the whole request. */
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** How long the member holds the records, in milliseconds; then others may get them. */
  readonly acquisitionLockTimeoutMs: number;
  readonly responses: readonly ShareFetchableTopicResponse[];
  /** The addresses of the brokers that `currentLeader` names. */
  readonly nodeEndpoints: readonly NodeEndpoint[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ShareFetchResponse` at its default. */
export const defaultShareFetchResponse: ShareFetchResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  errorMessage: null,
  acquisitionLockTimeoutMs: 0,
  responses: NO_ELEMENTS,
  nodeEndpoints: NO_ELEMENTS,
};

/**
 * Reads a `ShareFetchResponse` of version 1 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readShareFetchResponse(reader: ByteReader, version: number): ShareFetchResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  const acquisitionLockTimeoutMs = reader.readInt32();
  const responses = readShareFetchableTopicResponseArray(reader, reader.readCompactArrayLength(17, 112), version);
  const nodeEndpoints = readNodeEndpointArray(reader, reader.readCompactArrayLength(10, 64), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, errorMessage, acquisitionLockTimeoutMs, responses, nodeEndpoints };
  return { throttleTimeMs, errorCode, errorMessage, acquisitionLockTimeoutMs, responses, nodeEndpoints, unknownTaggedFields };
}

/**
 * Writes a `ShareFetchResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeShareFetchResponse(writer: ByteWriter, value: ShareFetchResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writer.writeInt32(value.acquisitionLockTimeoutMs);
  writer.writeCompactArrayLength(value.responses.length);
  for (const element of value.responses) writeShareFetchableTopicResponse(writer, element, version);
  writer.writeCompactArrayLength(value.nodeEndpoints.length);
  for (const element of value.nodeEndpoints) writeNodeEndpoint(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ShareFetchResponse`. */
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

/** Writes a struct of `ShareFetchResponse`. */
function writeNodeEndpoint(writer: ByteWriter, value: NodeEndpoint, _version: number): void {
  writer.writeInt32(value.nodeId);
  writer.writeCompactString(value.host);
  writer.writeInt32(value.port);
  writer.writeCompactNullableString(value.rack);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ShareFetchResponse`. */
function readShareFetchableTopicResponse(reader: ByteReader, version: number): ShareFetchableTopicResponse {
  const topicId = reader.readUuid();
  const partitions = readPartitionDataArray(reader, reader.readCompactArrayLength(20, 152), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicId, partitions };
  return { topicId, partitions, unknownTaggedFields };
}

function readShareFetchableTopicResponseArray(reader: ByteReader, length: number, version: number): ShareFetchableTopicResponse[] {
  const elements = new Array<ShareFetchableTopicResponse>(length);
  for (let index = 0; index < length; index++) elements[index] = readShareFetchableTopicResponse(reader, version);
  return elements;
}

/** Writes a struct of `ShareFetchResponse`. */
function writeShareFetchableTopicResponse(writer: ByteWriter, value: ShareFetchableTopicResponse, version: number): void {
  writer.writeUuid(value.topicId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writePartitionData(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ShareFetchResponse`. */
function readPartitionData(reader: ByteReader, version: number): PartitionData {
  const partitionIndex = reader.readInt32();
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  const acknowledgeErrorCode = reader.readInt16();
  const acknowledgeErrorMessage = reader.readCompactNullableString();
  const currentLeader = readLeaderIdAndEpoch(reader, version);
  const records = reader.readCompactBytes();
  const acquiredRecords = readAcquiredRecordsArray(reader, reader.readCompactArrayLength(18, 88), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { partitionIndex, errorCode, errorMessage, acknowledgeErrorCode, acknowledgeErrorMessage, currentLeader, records, acquiredRecords };
  return { partitionIndex, errorCode, errorMessage, acknowledgeErrorCode, acknowledgeErrorMessage, currentLeader, records, acquiredRecords, unknownTaggedFields };
}

function readPartitionDataArray(reader: ByteReader, length: number, version: number): PartitionData[] {
  const elements = new Array<PartitionData>(length);
  for (let index = 0; index < length; index++) elements[index] = readPartitionData(reader, version);
  return elements;
}

/** Writes a struct of `ShareFetchResponse`. */
function writePartitionData(writer: ByteWriter, value: PartitionData, version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writer.writeInt16(value.acknowledgeErrorCode);
  writer.writeCompactNullableString(value.acknowledgeErrorMessage);
  writeLeaderIdAndEpoch(writer, value.currentLeader, version);
  writer.writeCompactBytes(value.records);
  writer.writeCompactArrayLength(value.acquiredRecords.length);
  for (const element of value.acquiredRecords) writeAcquiredRecords(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ShareFetchResponse`. */
function readAcquiredRecords(reader: ByteReader, _version: number): AcquiredRecords {
  const firstOffset = reader.readInt64AsNumber();
  const lastOffset = reader.readInt64AsNumber();
  const deliveryCount = reader.readInt16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { firstOffset, lastOffset, deliveryCount };
  return { firstOffset, lastOffset, deliveryCount, unknownTaggedFields };
}

function readAcquiredRecordsArray(reader: ByteReader, length: number, version: number): AcquiredRecords[] {
  const elements = new Array<AcquiredRecords>(length);
  for (let index = 0; index < length; index++) elements[index] = readAcquiredRecords(reader, version);
  return elements;
}

/** Writes a struct of `ShareFetchResponse`. */
function writeAcquiredRecords(writer: ByteWriter, value: AcquiredRecords, _version: number): void {
  writer.writeInt64FromNumber(value.firstOffset);
  writer.writeInt64FromNumber(value.lastOffset);
  writer.writeInt16(value.deliveryCount);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ShareFetchResponse`. */
function readLeaderIdAndEpoch(reader: ByteReader, _version: number): LeaderIdAndEpoch {
  const leaderId = reader.readInt32();
  const leaderEpoch = reader.readInt32();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { leaderId, leaderEpoch };
  return { leaderId, leaderEpoch, unknownTaggedFields };
}

/** Writes a struct of `ShareFetchResponse`. */
function writeLeaderIdAndEpoch(writer: ByteWriter, value: LeaderIdAndEpoch, _version: number): void {
  writer.writeInt32(value.leaderId);
  writer.writeInt32(value.leaderEpoch);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
