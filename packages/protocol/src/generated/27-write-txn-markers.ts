// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `WriteTxnMarkersRequest`. */
export interface WritableTxnMarkerTopic {
  readonly name: string;
  readonly partitionIndexes: readonly number[];
}

/** Every field of `WritableTxnMarkerTopic` at its default. */
export const defaultWritableTxnMarkerTopic: WritableTxnMarkerTopic = {
  name: '',
  partitionIndexes: NO_ELEMENTS,
};

/** A struct of `WriteTxnMarkersRequest`. */
export interface WritableTxnMarker {
  readonly producerId: bigint;
  readonly producerEpoch: number;
  /** True for a commit marker, false for an abort marker. */
  readonly transactionResult: boolean;
  readonly topics: readonly WritableTxnMarkerTopic[];
  /**
   * The leader epoch of the coordinator in `__transaction_state`, which fences an earlier
   * coordinator.
   */
  readonly coordinatorEpoch: number;
  /**
   * 0 or 1 for classic markers; 2 for markers with a new epoch, which the leader checks more
   * strictly. (v2)
   */
  readonly transactionVersion: number;
}

/** Every field of `WritableTxnMarker` at its default. */
export const defaultWritableTxnMarker: WritableTxnMarker = {
  producerId: 0n,
  producerEpoch: 0,
  transactionResult: false,
  topics: NO_ELEMENTS,
  coordinatorEpoch: 0,
  transactionVersion: 0,
};

/**
 * Sent by the transaction coordinator to leaders, or by admin clients to abort: writes the marker
 * that ends a transaction. v2 added the transaction version (KIP-1228).
 */
export interface WriteTxnMarkersRequest {
  readonly markers: readonly WritableTxnMarker[];
}

/** Every field of `WriteTxnMarkersRequest` at its default. */
export const defaultWriteTxnMarkersRequest: WriteTxnMarkersRequest = {
  markers: NO_ELEMENTS,
};

/**
 * Reads a `WriteTxnMarkersRequest` of version 1 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readWriteTxnMarkersRequest(reader: ByteReader, version: number): WriteTxnMarkersRequest {
  const markers = readWritableTxnMarkerArray(reader, reader.readCompactArrayLength(16, 128), version);
  reader.skipTaggedFields();
  return { markers };
}

/**
 * Writes a `WriteTxnMarkersRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeWriteTxnMarkersRequest(writer: ByteWriter, value: WriteTxnMarkersRequest, version: number): void {
  writer.writeCompactArrayLength(value.markers.length);
  for (const element of value.markers) writeWritableTxnMarker(writer, element, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `WriteTxnMarkersRequest`. */
function readWritableTxnMarker(reader: ByteReader, version: number): WritableTxnMarker {
  const producerId = reader.readInt64();
  const producerEpoch = reader.readInt16();
  const transactionResult = reader.readBoolean();
  const topics = readWritableTxnMarkerTopicArray(reader, reader.readCompactArrayLength(2, 64), version);
  const coordinatorEpoch = reader.readInt32();
  const transactionVersion = version >= 2 ? reader.readInt8() : 0;
  reader.skipTaggedFields();
  return { producerId, producerEpoch, transactionResult, topics, coordinatorEpoch, transactionVersion };
}

function readWritableTxnMarkerArray(reader: ByteReader, length: number, version: number): WritableTxnMarker[] {
  const elements = new Array<WritableTxnMarker>(length);
  for (let index = 0; index < length; index++) elements[index] = readWritableTxnMarker(reader, version);
  return elements;
}

/** Writes a struct of `WriteTxnMarkersRequest`. */
function writeWritableTxnMarker(writer: ByteWriter, value: WritableTxnMarker, version: number): void {
  writer.writeInt64(value.producerId);
  writer.writeInt16(value.producerEpoch);
  writer.writeBoolean(value.transactionResult);
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeWritableTxnMarkerTopic(writer, element, version);
  writer.writeInt32(value.coordinatorEpoch);
  if (version >= 2) {
    writer.writeInt8(value.transactionVersion);
  }
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `WriteTxnMarkersRequest`. */
function readWritableTxnMarkerTopic(reader: ByteReader, _version: number): WritableTxnMarkerTopic {
  const name = reader.readCompactString();
  const partitionIndexes = reader.readCompactInt32Array();
  reader.skipTaggedFields();
  return { name, partitionIndexes };
}

function readWritableTxnMarkerTopicArray(reader: ByteReader, length: number, version: number): WritableTxnMarkerTopic[] {
  const elements = new Array<WritableTxnMarkerTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readWritableTxnMarkerTopic(reader, version);
  return elements;
}

/** Writes a struct of `WriteTxnMarkersRequest`. */
function writeWritableTxnMarkerTopic(writer: ByteWriter, value: WritableTxnMarkerTopic, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeCompactArrayLength(value.partitionIndexes.length);
  for (const element of value.partitionIndexes) writer.writeInt32(element);
  writer.writeUnsignedVarint(0);
}

/** A struct of `WriteTxnMarkersResponse`. */
export interface WritableTxnMarkerPartitionResult {
  readonly partitionIndex: number;
  readonly errorCode: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `WritableTxnMarkerPartitionResult` at its default. */
export const defaultWritableTxnMarkerPartitionResult: WritableTxnMarkerPartitionResult = {
  partitionIndex: 0,
  errorCode: 0,
};

/** A struct of `WriteTxnMarkersResponse`. */
export interface WritableTxnMarkerTopicResult {
  readonly name: string;
  readonly partitions: readonly WritableTxnMarkerPartitionResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `WritableTxnMarkerTopicResult` at its default. */
export const defaultWritableTxnMarkerTopicResult: WritableTxnMarkerTopicResult = {
  name: '',
  partitions: NO_ELEMENTS,
};

/** A struct of `WriteTxnMarkersResponse`. */
export interface WritableTxnMarkerResult {
  readonly producerId: bigint;
  readonly topics: readonly WritableTxnMarkerTopicResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `WritableTxnMarkerResult` at its default. */
export const defaultWritableTxnMarkerResult: WritableTxnMarkerResult = {
  producerId: 0n,
  topics: NO_ELEMENTS,
};

/**
 * Sent by the transaction coordinator to leaders, or by admin clients to abort: writes the marker
 * that ends a transaction. v2 added the transaction version (KIP-1228).
 */
export interface WriteTxnMarkersResponse {
  readonly markers: readonly WritableTxnMarkerResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `WriteTxnMarkersResponse` at its default. */
export const defaultWriteTxnMarkersResponse: WriteTxnMarkersResponse = {
  markers: NO_ELEMENTS,
};

/**
 * Reads a `WriteTxnMarkersResponse` of version 1 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readWriteTxnMarkersResponse(reader: ByteReader, version: number): WriteTxnMarkersResponse {
  const markers = readWritableTxnMarkerResultArray(reader, reader.readCompactArrayLength(9, 96), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { markers };
  return { markers, unknownTaggedFields };
}

/**
 * Writes a `WriteTxnMarkersResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeWriteTxnMarkersResponse(writer: ByteWriter, value: WriteTxnMarkersResponse, version: number): void {
  writer.writeCompactArrayLength(value.markers.length);
  for (const element of value.markers) writeWritableTxnMarkerResult(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `WriteTxnMarkersResponse`. */
function readWritableTxnMarkerResult(reader: ByteReader, version: number): WritableTxnMarkerResult {
  const producerId = reader.readInt64();
  const topics = readWritableTxnMarkerTopicResultArray(reader, reader.readCompactArrayLength(2, 64), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { producerId, topics };
  return { producerId, topics, unknownTaggedFields };
}

function readWritableTxnMarkerResultArray(reader: ByteReader, length: number, version: number): WritableTxnMarkerResult[] {
  const elements = new Array<WritableTxnMarkerResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readWritableTxnMarkerResult(reader, version);
  return elements;
}

/** Writes a struct of `WriteTxnMarkersResponse`. */
function writeWritableTxnMarkerResult(writer: ByteWriter, value: WritableTxnMarkerResult, version: number): void {
  writer.writeInt64(value.producerId);
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeWritableTxnMarkerTopicResult(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `WriteTxnMarkersResponse`. */
function readWritableTxnMarkerTopicResult(reader: ByteReader, version: number): WritableTxnMarkerTopicResult {
  const name = reader.readCompactString();
  const partitions = readWritableTxnMarkerPartitionResultArray(reader, reader.readCompactArrayLength(6, 48), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { name, partitions };
  return { name, partitions, unknownTaggedFields };
}

function readWritableTxnMarkerTopicResultArray(reader: ByteReader, length: number, version: number): WritableTxnMarkerTopicResult[] {
  const elements = new Array<WritableTxnMarkerTopicResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readWritableTxnMarkerTopicResult(reader, version);
  return elements;
}

/** Writes a struct of `WriteTxnMarkersResponse`. */
function writeWritableTxnMarkerTopicResult(writer: ByteWriter, value: WritableTxnMarkerTopicResult, version: number): void {
  writer.writeCompactString(value.name);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writeWritableTxnMarkerPartitionResult(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `WriteTxnMarkersResponse`. */
function readWritableTxnMarkerPartitionResult(reader: ByteReader, _version: number): WritableTxnMarkerPartitionResult {
  const partitionIndex = reader.readInt32();
  const errorCode = reader.readInt16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { partitionIndex, errorCode };
  return { partitionIndex, errorCode, unknownTaggedFields };
}

function readWritableTxnMarkerPartitionResultArray(reader: ByteReader, length: number, version: number): WritableTxnMarkerPartitionResult[] {
  const elements = new Array<WritableTxnMarkerPartitionResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readWritableTxnMarkerPartitionResult(reader, version);
  return elements;
}

/** Writes a struct of `WriteTxnMarkersResponse`. */
function writeWritableTxnMarkerPartitionResult(writer: ByteWriter, value: WritableTxnMarkerPartitionResult, _version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeInt16(value.errorCode);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
