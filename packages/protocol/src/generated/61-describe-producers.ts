// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Offset, type Timestamp } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `DescribeProducersRequest`. */
export interface TopicRequest {
  readonly name: string;
  readonly partitionIndexes: readonly number[];
}

/** Every field of `TopicRequest` at its default. */
export const defaultTopicRequest: TopicRequest = {
  name: '',
  partitionIndexes: NO_ELEMENTS,
};

/**
 * Sent by admin clients to leaders: the producers that wrote to a partition, to find hanging
 * transactions (KIP-664).
 */
export interface DescribeProducersRequest {
  readonly topics: readonly TopicRequest[];
}

/** Every field of `DescribeProducersRequest` at its default. */
export const defaultDescribeProducersRequest: DescribeProducersRequest = {
  topics: NO_ELEMENTS,
};

/**
 * Reads a `DescribeProducersRequest` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDescribeProducersRequest(reader: ByteReader, version: number): DescribeProducersRequest {
  const topics = readTopicRequestArray(reader, reader.readCompactArrayLength(2, 64), version);
  reader.skipTaggedFields();
  return { topics };
}

/**
 * Writes a `DescribeProducersRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDescribeProducersRequest(writer: ByteWriter, value: DescribeProducersRequest, version: number): void {
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeTopicRequest(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `DescribeProducersRequest`. */
function readTopicRequest(reader: ByteReader, _version: number): TopicRequest {
  const name = reader.readCompactString();
  const partitionIndexes = reader.readCompactInt32Array();
  reader.skipTaggedFields();
  return { name, partitionIndexes };
}

function readTopicRequestArray(reader: ByteReader, length: number, version: number): TopicRequest[] {
  const elements = new Array<TopicRequest>(length);
  for (let index = 0; index < length; index++) elements[index] = readTopicRequest(reader, version);
  return elements;
}

/** Writes a struct of `DescribeProducersRequest`. */
function writeTopicRequest(writer: ByteWriter, value: TopicRequest, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeCompactArrayLength(value.partitionIndexes.length);
  for (const element of value.partitionIndexes) writer.writeInt32(element);
  writer.writeUnsignedVarint(0);
}

/** A struct of `DescribeProducersResponse`. */
export interface ProducerState {
  readonly producerId: bigint;
  readonly producerEpoch: number;
  /** The sequence number of its last record; -1 if none. */
  readonly lastSequence: number;
  /** The timestamp of its last record batch; -1 if none. */
  readonly lastTimestamp: Timestamp;
  /** The coordinator epoch of its last transaction marker; -1 if none. */
  readonly coordinatorEpoch: number;
  /** The first offset of its open transaction; -1 if none is open. */
  readonly currentTxnStartOffset: Offset;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ProducerState` at its default. */
export const defaultProducerState: ProducerState = {
  producerId: 0n,
  producerEpoch: 0,
  lastSequence: -1,
  lastTimestamp: -1,
  coordinatorEpoch: 0,
  currentTxnStartOffset: -1,
};

/** A struct of `DescribeProducersResponse`. */
export interface PartitionResponse {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly activeProducers: readonly ProducerState[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `PartitionResponse` at its default. */
export const defaultPartitionResponse: PartitionResponse = {
  partitionIndex: 0,
  errorCode: 0,
  errorMessage: null,
  activeProducers: NO_ELEMENTS,
};

/** A struct of `DescribeProducersResponse`. */
export interface TopicResponse {
  readonly name: string;
  readonly partitions: readonly PartitionResponse[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `TopicResponse` at its default. */
export const defaultTopicResponse: TopicResponse = {
  name: '',
  partitions: NO_ELEMENTS,
};

/**
 * Sent by admin clients to leaders: the producers that wrote to a partition, to find hanging
 * transactions (KIP-664).
 */
export interface DescribeProducersResponse {
  readonly throttleTimeMs: number;
  readonly topics: readonly TopicResponse[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribeProducersResponse` at its default. */
export const defaultDescribeProducersResponse: DescribeProducersResponse = {
  throttleTimeMs: 0,
  topics: NO_ELEMENTS,
};

/**
 * Reads a `DescribeProducersResponse` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDescribeProducersResponse(reader: ByteReader, version: number): DescribeProducersResponse {
  const throttleTimeMs = reader.readInt32();
  const topics = readTopicResponseArray(reader, reader.readCompactArrayLength(2, 64), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, topics };
  return { throttleTimeMs, topics, unknownTaggedFields };
}

/**
 * Writes a `DescribeProducersResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDescribeProducersResponse(writer: ByteWriter, value: DescribeProducersResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeTopicResponse(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `DescribeProducersResponse`. */
function readTopicResponse(reader: ByteReader, version: number): TopicResponse {
  const name = reader.readCompactString();
  const partitions = readPartitionResponseArray(reader, reader.readCompactArrayLength(8, 80), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { name, partitions };
  return { name, partitions, unknownTaggedFields };
}

function readTopicResponseArray(reader: ByteReader, length: number, version: number): TopicResponse[] {
  const elements = new Array<TopicResponse>(length);
  for (let index = 0; index < length; index++) elements[index] = readTopicResponse(reader, version);
  return elements;
}

/** Writes a struct of `DescribeProducersResponse`. */
function writeTopicResponse(writer: ByteWriter, value: TopicResponse, version: number): void {
  writer.writeCompactString(value.name);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writePartitionResponse(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `DescribeProducersResponse`. */
function readPartitionResponse(reader: ByteReader, version: number): PartitionResponse {
  const partitionIndex = reader.readInt32();
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  const activeProducers = readProducerStateArray(reader, reader.readCompactArrayLength(36, 144), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { partitionIndex, errorCode, errorMessage, activeProducers };
  return { partitionIndex, errorCode, errorMessage, activeProducers, unknownTaggedFields };
}

function readPartitionResponseArray(reader: ByteReader, length: number, version: number): PartitionResponse[] {
  const elements = new Array<PartitionResponse>(length);
  for (let index = 0; index < length; index++) elements[index] = readPartitionResponse(reader, version);
  return elements;
}

/** Writes a struct of `DescribeProducersResponse`. */
function writePartitionResponse(writer: ByteWriter, value: PartitionResponse, version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writer.writeCompactArrayLength(value.activeProducers.length);
  for (const element of value.activeProducers) writeProducerState(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `DescribeProducersResponse`. */
function readProducerState(reader: ByteReader, _version: number): ProducerState {
  const producerId = reader.readInt64();
  const producerEpoch = reader.readInt32();
  const lastSequence = reader.readInt32();
  const lastTimestamp = reader.readInt64AsNumber();
  const coordinatorEpoch = reader.readInt32();
  const currentTxnStartOffset = reader.readInt64AsNumber();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { producerId, producerEpoch, lastSequence, lastTimestamp, coordinatorEpoch, currentTxnStartOffset };
  return { producerId, producerEpoch, lastSequence, lastTimestamp, coordinatorEpoch, currentTxnStartOffset, unknownTaggedFields };
}

function readProducerStateArray(reader: ByteReader, length: number, version: number): ProducerState[] {
  const elements = new Array<ProducerState>(length);
  for (let index = 0; index < length; index++) elements[index] = readProducerState(reader, version);
  return elements;
}

/** Writes a struct of `DescribeProducersResponse`. */
function writeProducerState(writer: ByteWriter, value: ProducerState, _version: number): void {
  writer.writeInt64(value.producerId);
  writer.writeInt32(value.producerEpoch);
  writer.writeInt32(value.lastSequence);
  writer.writeInt64FromNumber(value.lastTimestamp);
  writer.writeInt32(value.coordinatorEpoch);
  writer.writeInt64FromNumber(value.currentTxnStartOffset);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
