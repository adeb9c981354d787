// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `AddPartitionsToTxnRequest`. */
export interface AddPartitionsToTxnTopic {
  readonly name: string;
  readonly partitions: readonly number[];
}

/** Every field of `AddPartitionsToTxnTopic` at its default. */
export const defaultAddPartitionsToTxnTopic: AddPartitionsToTxnTopic = {
  name: '',
  partitions: NO_ELEMENTS,
};

/** A struct of `AddPartitionsToTxnRequest`. */
export interface AddPartitionsToTxnTransaction {
  readonly transactionalId: string;
  readonly producerId: bigint;
  readonly producerEpoch: number;
  /** True to check that the partitions are in the transaction and add none. */
  readonly verifyOnly: boolean;
  readonly topics: readonly AddPartitionsToTxnTopic[];
}

/** Every field of `AddPartitionsToTxnTransaction` at its default. */
export const defaultAddPartitionsToTxnTransaction: AddPartitionsToTxnTransaction = {
  transactionalId: '',
  producerId: 0n,
  producerEpoch: 0,
  verifyOnly: false,
  topics: NO_ELEMENTS,
};

/**
 * Sent to the transaction coordinator before a partition is written, to make it part of the
 * transaction. Up to v3 producers send it; from v4 on brokers do, which may also only verify
 * (KIP-890).
 */
export interface AddPartitionsToTxnRequest {
  /** (v4+) */
  readonly transactions: readonly AddPartitionsToTxnTransaction[];
  /** (v0-3) */
  readonly v3AndBelowTransactionalId: string;
  /** (v0-3) */
  readonly v3AndBelowProducerId: bigint;
  /** (v0-3) */
  readonly v3AndBelowProducerEpoch: number;
  /** The partitions to add. (v0-3) */
  readonly v3AndBelowTopics: readonly AddPartitionsToTxnTopic[];
}

/** Every field of `AddPartitionsToTxnRequest` at its default. */
export const defaultAddPartitionsToTxnRequest: AddPartitionsToTxnRequest = {
  transactions: NO_ELEMENTS,
  v3AndBelowTransactionalId: '',
  v3AndBelowProducerId: 0n,
  v3AndBelowProducerEpoch: 0,
  v3AndBelowTopics: NO_ELEMENTS,
};

/**
 * Reads a `AddPartitionsToTxnRequest` of version 0 to 5. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readAddPartitionsToTxnRequest(reader: ByteReader, version: number): AddPartitionsToTxnRequest {
  const transactions = version >= 4 ? readAddPartitionsToTxnTransactionArray(reader, reader.readCompactArrayLength(13, 120), version) : NO_ELEMENTS;
  const v3AndBelowTransactionalId = version <= 3 ? (version >= 3 ? reader.readCompactString() : reader.readString()) : '';
  const v3AndBelowProducerId = version <= 3 ? reader.readInt64() : 0n;
  const v3AndBelowProducerEpoch = version <= 3 ? reader.readInt16() : 0;
  const v3AndBelowTopics = version <= 3 ? (readAddPartitionsToTxnTopicArray(reader, version >= 3 ? reader.readCompactArrayLength(2, 64) : reader.readArrayLength(2, 64), version)) : NO_ELEMENTS;
  if (version >= 3) {
    reader.skipTaggedFields();
  }
  return { transactions, v3AndBelowTransactionalId, v3AndBelowProducerId, v3AndBelowProducerEpoch, v3AndBelowTopics };
}

/**
 * Writes a `AddPartitionsToTxnRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeAddPartitionsToTxnRequest(writer: ByteWriter, value: AddPartitionsToTxnRequest, version: number): void {
  if (version >= 4) {
    writer.writeCompactArrayLength(value.transactions.length);
    for (const element of value.transactions) writeAddPartitionsToTxnTransaction(writer, element, version);
  }
  if (version <= 3) {
    if (version >= 3) {
      writer.writeCompactString(value.v3AndBelowTransactionalId);
    } else {
      writer.writeString(value.v3AndBelowTransactionalId);
    }
  }
  if (version <= 3) {
    writer.writeInt64(value.v3AndBelowProducerId);
  }
  if (version <= 3) {
    writer.writeInt16(value.v3AndBelowProducerEpoch);
  }
  if (version <= 3) {
    if (version >= 3) {
      writer.writeCompactArrayLength(value.v3AndBelowTopics.length);
    } else {
      writer.writeArrayLength(value.v3AndBelowTopics.length);
    }
    for (const element of value.v3AndBelowTopics) writeAddPartitionsToTxnTopic(writer, element, version);
  }
  if (version >= 3) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `AddPartitionsToTxnRequest`. */
function readAddPartitionsToTxnTransaction(reader: ByteReader, version: number): AddPartitionsToTxnTransaction {
  const transactionalId = reader.readCompactString();
  const producerId = reader.readInt64();
  const producerEpoch = reader.readInt16();
  const verifyOnly = reader.readBoolean();
  const topics = readAddPartitionsToTxnTopicArray(reader, reader.readCompactArrayLength(2, 64), version);
  reader.skipTaggedFields();
  return { transactionalId, producerId, producerEpoch, verifyOnly, topics };
}

function readAddPartitionsToTxnTransactionArray(reader: ByteReader, length: number, version: number): AddPartitionsToTxnTransaction[] {
  const elements = new Array<AddPartitionsToTxnTransaction>(length);
  for (let index = 0; index < length; index++) elements[index] = readAddPartitionsToTxnTransaction(reader, version);
  return elements;
}

/** Writes a struct of `AddPartitionsToTxnRequest`. */
function writeAddPartitionsToTxnTransaction(writer: ByteWriter, value: AddPartitionsToTxnTransaction, version: number): void {
  writer.writeCompactString(value.transactionalId);
  writer.writeInt64(value.producerId);
  writer.writeInt16(value.producerEpoch);
  writer.writeBoolean(value.verifyOnly);
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeAddPartitionsToTxnTopic(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `AddPartitionsToTxnRequest`. */
function readAddPartitionsToTxnTopic(reader: ByteReader, version: number): AddPartitionsToTxnTopic {
  const name = version >= 3 ? reader.readCompactString() : reader.readString();
  const partitions = version >= 3 ? reader.readCompactInt32Array() : reader.readInt32Array();
  if (version >= 3) {
    reader.skipTaggedFields();
  }
  return { name, partitions };
}

function readAddPartitionsToTxnTopicArray(reader: ByteReader, length: number, version: number): AddPartitionsToTxnTopic[] {
  const elements = new Array<AddPartitionsToTxnTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readAddPartitionsToTxnTopic(reader, version);
  return elements;
}

/** Writes a struct of `AddPartitionsToTxnRequest`. */
function writeAddPartitionsToTxnTopic(writer: ByteWriter, value: AddPartitionsToTxnTopic, version: number): void {
  if (version >= 3) {
    writer.writeCompactString(value.name);
  } else {
    writer.writeString(value.name);
  }
  if (version >= 3) {
    writer.writeCompactArrayLength(value.partitions.length);
  } else {
    writer.writeArrayLength(value.partitions.length);
  }
  for (const element of value.partitions) writer.writeInt32(element);
  if (version >= 3) {
    writer.writeUnsignedVarint(0);
  }
}

/** A struct of `AddPartitionsToTxnResponse`. */
export interface AddPartitionsToTxnPartitionResult {
  readonly partitionIndex: number;
  /** OPERATION_NOT_ATTEMPTED if an error of another partition kept this one out. */
  readonly partitionErrorCode: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `AddPartitionsToTxnPartitionResult` at its default. */
export const defaultAddPartitionsToTxnPartitionResult: AddPartitionsToTxnPartitionResult = {
  partitionIndex: 0,
  partitionErrorCode: 0,
};

/** A struct of `AddPartitionsToTxnResponse`. */
export interface AddPartitionsToTxnTopicResult {
  readonly name: string;
  readonly resultsByPartition: readonly AddPartitionsToTxnPartitionResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `AddPartitionsToTxnTopicResult` at its default. */
export const defaultAddPartitionsToTxnTopicResult: AddPartitionsToTxnTopicResult = {
  name: '',
  resultsByPartition: NO_ELEMENTS,
};

/** A struct of `AddPartitionsToTxnResponse`. */
export interface AddPartitionsToTxnResult {
  readonly transactionalId: string;
  readonly topicResults: readonly AddPartitionsToTxnTopicResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `AddPartitionsToTxnResult` at its default. */
export const defaultAddPartitionsToTxnResult: AddPartitionsToTxnResult = {
  transactionalId: '',
  topicResults: NO_ELEMENTS,
};

/**
 * Sent to the transaction coordinator before a partition is written, to make it part of the
 * transaction. Up to v3 producers send it; from v4 on brokers do, which may also only verify
 * (KIP-890).
 */
export interface AddPartitionsToTxnResponse {
  readonly throttleTimeMs: number;
  /** An error of the whole request. (v4+) */
  readonly errorCode: number;
  /** (v4+) */
  readonly resultsByTransaction: readonly AddPartitionsToTxnResult[];
  /** (v0-3) */
  readonly resultsByTopicV3AndBelow: readonly AddPartitionsToTxnTopicResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `AddPartitionsToTxnResponse` at its default. */
export const defaultAddPartitionsToTxnResponse: AddPartitionsToTxnResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  resultsByTransaction: NO_ELEMENTS,
  resultsByTopicV3AndBelow: NO_ELEMENTS,
};

/**
 * Reads a `AddPartitionsToTxnResponse` of version 0 to 5. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readAddPartitionsToTxnResponse(reader: ByteReader, version: number): AddPartitionsToTxnResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = version >= 4 ? reader.readInt16() : 0;
  const resultsByTransaction = version >= 4 ? readAddPartitionsToTxnResultArray(reader, reader.readCompactArrayLength(2, 64), version) : NO_ELEMENTS;
  const resultsByTopicV3AndBelow = version <= 3 ? (readAddPartitionsToTxnTopicResultArray(reader, version >= 3 ? reader.readCompactArrayLength(2, 64) : reader.readArrayLength(2, 64), version)) : NO_ELEMENTS;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 3) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, resultsByTransaction, resultsByTopicV3AndBelow };
  return { throttleTimeMs, errorCode, resultsByTransaction, resultsByTopicV3AndBelow, unknownTaggedFields };
}

/**
 * Writes a `AddPartitionsToTxnResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeAddPartitionsToTxnResponse(writer: ByteWriter, value: AddPartitionsToTxnResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  if (version >= 4) {
    writer.writeInt16(value.errorCode);
  }
  if (version >= 4) {
    writer.writeCompactArrayLength(value.resultsByTransaction.length);
    for (const element of value.resultsByTransaction) writeAddPartitionsToTxnResult(writer, element, version);
  }
  if (version <= 3) {
    if (version >= 3) {
      writer.writeCompactArrayLength(value.resultsByTopicV3AndBelow.length);
    } else {
      writer.writeArrayLength(value.resultsByTopicV3AndBelow.length);
    }
    for (const element of value.resultsByTopicV3AndBelow) writeAddPartitionsToTxnTopicResult(writer, element, version);
  }
  if (version >= 3) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `AddPartitionsToTxnResponse`. */
function readAddPartitionsToTxnResult(reader: ByteReader, version: number): AddPartitionsToTxnResult {
  const transactionalId = reader.readCompactString();
  const topicResults = readAddPartitionsToTxnTopicResultArray(reader, reader.readCompactArrayLength(2, 64), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { transactionalId, topicResults };
  return { transactionalId, topicResults, unknownTaggedFields };
}

function readAddPartitionsToTxnResultArray(reader: ByteReader, length: number, version: number): AddPartitionsToTxnResult[] {
  const elements = new Array<AddPartitionsToTxnResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readAddPartitionsToTxnResult(reader, version);
  return elements;
}

/** Writes a struct of `AddPartitionsToTxnResponse`. */
function writeAddPartitionsToTxnResult(writer: ByteWriter, value: AddPartitionsToTxnResult, version: number): void {
  writer.writeCompactString(value.transactionalId);
  writer.writeCompactArrayLength(value.topicResults.length);
  for (const element of value.topicResults) writeAddPartitionsToTxnTopicResult(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `AddPartitionsToTxnResponse`. */
function readAddPartitionsToTxnTopicResult(reader: ByteReader, version: number): AddPartitionsToTxnTopicResult {
  const name = version >= 3 ? reader.readCompactString() : reader.readString();
  const resultsByPartition = readAddPartitionsToTxnPartitionResultArray(reader, version >= 3 ? reader.readCompactArrayLength(6, 48) : reader.readArrayLength(6, 48), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 3) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { name, resultsByPartition };
  return { name, resultsByPartition, unknownTaggedFields };
}

function readAddPartitionsToTxnTopicResultArray(reader: ByteReader, length: number, version: number): AddPartitionsToTxnTopicResult[] {
  const elements = new Array<AddPartitionsToTxnTopicResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readAddPartitionsToTxnTopicResult(reader, version);
  return elements;
}

/** Writes a struct of `AddPartitionsToTxnResponse`. */
function writeAddPartitionsToTxnTopicResult(writer: ByteWriter, value: AddPartitionsToTxnTopicResult, version: number): void {
  if (version >= 3) {
    writer.writeCompactString(value.name);
  } else {
    writer.writeString(value.name);
  }
  if (version >= 3) {
    writer.writeCompactArrayLength(value.resultsByPartition.length);
  } else {
    writer.writeArrayLength(value.resultsByPartition.length);
  }
  for (const element of value.resultsByPartition) writeAddPartitionsToTxnPartitionResult(writer, element, version);
  if (version >= 3) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `AddPartitionsToTxnResponse`. */
function readAddPartitionsToTxnPartitionResult(reader: ByteReader, version: number): AddPartitionsToTxnPartitionResult {
  const partitionIndex = reader.readInt32();
  const partitionErrorCode = reader.readInt16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 3) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { partitionIndex, partitionErrorCode };
  return { partitionIndex, partitionErrorCode, unknownTaggedFields };
}

function readAddPartitionsToTxnPartitionResultArray(reader: ByteReader, length: number, version: number): AddPartitionsToTxnPartitionResult[] {
  const elements = new Array<AddPartitionsToTxnPartitionResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readAddPartitionsToTxnPartitionResult(reader, version);
  return elements;
}

/** Writes a struct of `AddPartitionsToTxnResponse`. */
function writeAddPartitionsToTxnPartitionResult(writer: ByteWriter, value: AddPartitionsToTxnPartitionResult, version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeInt16(value.partitionErrorCode);
  if (version >= 3) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
