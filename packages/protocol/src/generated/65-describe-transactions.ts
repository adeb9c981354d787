// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Timestamp } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';
import { readStringArray } from '../codec/primitive-arrays.ts';

/**
 * Sent by admin clients to the transaction coordinator: the state of transactional ids (KIP-664).
 */
export interface DescribeTransactionsRequest {
  readonly transactionalIds: readonly string[];
}

/** Every field of `DescribeTransactionsRequest` at its default. */
export const defaultDescribeTransactionsRequest: DescribeTransactionsRequest = {
  transactionalIds: NO_ELEMENTS,
};

/**
 * Reads a `DescribeTransactionsRequest` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDescribeTransactionsRequest(reader: ByteReader, _version: number): DescribeTransactionsRequest {
  const transactionalIds = readStringArray(reader, reader.readCompactArrayLength(1, 8), true);
  reader.skipTaggedFields();
  return { transactionalIds };
}

/**
 * Writes a `DescribeTransactionsRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDescribeTransactionsRequest(writer: ByteWriter, value: DescribeTransactionsRequest, _version: number): void {
  writer.writeCompactArrayLength(value.transactionalIds.length);
  for (const element of value.transactionalIds) writer.writeCompactString(element);
  writer.writeUnsignedVarint(0);
}

/** A struct of `DescribeTransactionsResponse`. */
export interface TopicData {
  readonly topic: string;
  readonly partitions: readonly number[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `TopicData` at its default. */
export const defaultTopicData: TopicData = {
  topic: '',
  partitions: NO_ELEMENTS,
};

/** A struct of `DescribeTransactionsResponse`. */
export interface TransactionState {
  readonly errorCode: number;
  readonly transactionalId: string;
  /**
   * Empty, Ongoing, PrepareCommit, PrepareAbort, CompleteCommit, CompleteAbort or
   * PrepareEpochFence.
   */
  readonly transactionState: string;
  /** After this long the coordinator aborts the transaction, in milliseconds. */
  readonly transactionTimeoutMs: number;
  /** -1 if no transaction is open. */
  readonly transactionStartTimeMs: Timestamp;
  readonly producerId: bigint;
  readonly producerEpoch: number;
  /** The partitions in the open transaction. */
  readonly topics: readonly TopicData[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `TransactionState` at its default. */
export const defaultTransactionState: TransactionState = {
  errorCode: 0,
  transactionalId: '',
  transactionState: '',
  transactionTimeoutMs: 0,
  transactionStartTimeMs: 0,
  producerId: 0n,
  producerEpoch: 0,
  topics: NO_ELEMENTS,
};

/**
 * Sent by admin clients to the transaction coordinator: the state of transactional ids (KIP-664).
 */
export interface DescribeTransactionsResponse {
  readonly throttleTimeMs: number;
  readonly transactionStates: readonly TransactionState[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribeTransactionsResponse` at its default. */
export const defaultDescribeTransactionsResponse: DescribeTransactionsResponse = {
  throttleTimeMs: 0,
  transactionStates: NO_ELEMENTS,
};

/**
 * Reads a `DescribeTransactionsResponse` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDescribeTransactionsResponse(reader: ByteReader, version: number): DescribeTransactionsResponse {
  const throttleTimeMs = reader.readInt32();
  const transactionStates = readTransactionStateArray(reader, reader.readCompactArrayLength(27, 160), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, transactionStates };
  return { throttleTimeMs, transactionStates, unknownTaggedFields };
}

/**
 * Writes a `DescribeTransactionsResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDescribeTransactionsResponse(writer: ByteWriter, value: DescribeTransactionsResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeCompactArrayLength(value.transactionStates.length);
  for (const element of value.transactionStates) writeTransactionState(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `DescribeTransactionsResponse`. */
function readTransactionState(reader: ByteReader, version: number): TransactionState {
  const errorCode = reader.readInt16();
  const transactionalId = reader.readCompactString();
  const transactionState = reader.readCompactString();
  const transactionTimeoutMs = reader.readInt32();
  const transactionStartTimeMs = reader.readInt64AsNumber();
  const producerId = reader.readInt64();
  const producerEpoch = reader.readInt16();
  const topics = readTopicDataArray(reader, reader.readCompactArrayLength(2, 64), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { errorCode, transactionalId, transactionState, transactionTimeoutMs, transactionStartTimeMs, producerId, producerEpoch, topics };
  return { errorCode, transactionalId, transactionState, transactionTimeoutMs, transactionStartTimeMs, producerId, producerEpoch, topics, unknownTaggedFields };
}

function readTransactionStateArray(reader: ByteReader, length: number, version: number): TransactionState[] {
  const elements = new Array<TransactionState>(length);
  for (let index = 0; index < length; index++) elements[index] = readTransactionState(reader, version);
  return elements;
}

/** Writes a struct of `DescribeTransactionsResponse`. */
function writeTransactionState(writer: ByteWriter, value: TransactionState, version: number): void {
  writer.writeInt16(value.errorCode);
  writer.writeCompactString(value.transactionalId);
  writer.writeCompactString(value.transactionState);
  writer.writeInt32(value.transactionTimeoutMs);
  writer.writeInt64FromNumber(value.transactionStartTimeMs);
  writer.writeInt64(value.producerId);
  writer.writeInt16(value.producerEpoch);
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeTopicData(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `DescribeTransactionsResponse`. */
function readTopicData(reader: ByteReader, _version: number): TopicData {
  const topic = reader.readCompactString();
  const partitions = reader.readCompactInt32Array();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topic, partitions };
  return { topic, partitions, unknownTaggedFields };
}

function readTopicDataArray(reader: ByteReader, length: number, version: number): TopicData[] {
  const elements = new Array<TopicData>(length);
  for (let index = 0; index < length; index++) elements[index] = readTopicData(reader, version);
  return elements;
}

/** Writes a struct of `DescribeTransactionsResponse`. */
function writeTopicData(writer: ByteWriter, value: TopicData, _version: number): void {
  writer.writeCompactString(value.topic);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writer.writeInt32(element);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
