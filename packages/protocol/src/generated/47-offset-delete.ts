// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';

/** A struct of `OffsetDeleteRequest`. */
export interface OffsetDeleteRequestPartition {
  readonly partitionIndex: number;
}

/** Every field of `OffsetDeleteRequestPartition` at its default. */
export const defaultOffsetDeleteRequestPartition: OffsetDeleteRequestPartition = {
  partitionIndex: 0,
};

/** A struct of `OffsetDeleteRequest`. */
export interface OffsetDeleteRequestTopic {
  readonly name: string;
  readonly partitions: readonly OffsetDeleteRequestPartition[];
}

/** Every field of `OffsetDeleteRequestTopic` at its default. */
export const defaultOffsetDeleteRequestTopic: OffsetDeleteRequestTopic = {
  name: '',
  partitions: NO_ELEMENTS,
};

/**
 * Sent by admin clients to the group coordinator: deletes committed offsets of topics it does not
 * subscribe to (KIP-496).
 */
export interface OffsetDeleteRequest {
  readonly groupId: string;
  readonly topics: readonly OffsetDeleteRequestTopic[];
}

/** Every field of `OffsetDeleteRequest` at its default. */
export const defaultOffsetDeleteRequest: OffsetDeleteRequest = {
  groupId: '',
  topics: NO_ELEMENTS,
};

/**
 * Reads a `OffsetDeleteRequest` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readOffsetDeleteRequest(reader: ByteReader, version: number): OffsetDeleteRequest {
  const groupId = reader.readString();
  const topics = readOffsetDeleteRequestTopicArray(reader, reader.readArrayLength(2, 64), version);
  return { groupId, topics };
}

/**
 * Writes a `OffsetDeleteRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeOffsetDeleteRequest(writer: ByteWriter, value: OffsetDeleteRequest, version: number): void {
  writer.writeString(value.groupId);
  writer.writeArrayLength(value.topics.length);
  for (const element of value.topics) writeOffsetDeleteRequestTopic(writer, element, version);
}

/** Reads a struct of `OffsetDeleteRequest`. */
function readOffsetDeleteRequestTopic(reader: ByteReader, version: number): OffsetDeleteRequestTopic {
  const name = reader.readString();
  const partitions = readOffsetDeleteRequestPartitionArray(reader, reader.readArrayLength(4, 40), version);
  return { name, partitions };
}

function readOffsetDeleteRequestTopicArray(reader: ByteReader, length: number, version: number): OffsetDeleteRequestTopic[] {
  const elements = new Array<OffsetDeleteRequestTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readOffsetDeleteRequestTopic(reader, version);
  return elements;
}

/** Writes a struct of `OffsetDeleteRequest`. */
function writeOffsetDeleteRequestTopic(writer: ByteWriter, value: OffsetDeleteRequestTopic, version: number): void {
  writer.writeString(value.name);
  writer.writeArrayLength(value.partitions.length);
  for (const element of value.partitions) writeOffsetDeleteRequestPartition(writer, element, version);
}

/** Reads a struct of `OffsetDeleteRequest`. */
function readOffsetDeleteRequestPartition(reader: ByteReader, _version: number): OffsetDeleteRequestPartition {
  const partitionIndex = reader.readInt32();
  return { partitionIndex };
}

function readOffsetDeleteRequestPartitionArray(reader: ByteReader, length: number, version: number): OffsetDeleteRequestPartition[] {
  const elements = new Array<OffsetDeleteRequestPartition>(length);
  for (let index = 0; index < length; index++) elements[index] = readOffsetDeleteRequestPartition(reader, version);
  return elements;
}

/** Writes a struct of `OffsetDeleteRequest`. */
function writeOffsetDeleteRequestPartition(writer: ByteWriter, value: OffsetDeleteRequestPartition, _version: number): void {
  writer.writeInt32(value.partitionIndex);
}

/** A struct of `OffsetDeleteResponse`. */
export interface OffsetDeleteResponsePartition {
  readonly partitionIndex: number;
  /** GROUP_SUBSCRIBED_TO_TOPIC if a member still reads the topic. */
  readonly errorCode: number;
}

/** Every field of `OffsetDeleteResponsePartition` at its default. */
export const defaultOffsetDeleteResponsePartition: OffsetDeleteResponsePartition = {
  partitionIndex: 0,
  errorCode: 0,
};

/** A struct of `OffsetDeleteResponse`. */
export interface OffsetDeleteResponseTopic {
  readonly name: string;
  readonly partitions: readonly OffsetDeleteResponsePartition[];
}

/** Every field of `OffsetDeleteResponseTopic` at its default. */
export const defaultOffsetDeleteResponseTopic: OffsetDeleteResponseTopic = {
  name: '',
  partitions: NO_ELEMENTS,
};

/**
 * Sent by admin clients to the group coordinator: deletes committed offsets of topics it does not
 * subscribe to (KIP-496).
 */
export interface OffsetDeleteResponse {
  /** An error of the whole group. */
  readonly errorCode: number;
  readonly throttleTimeMs: number;
  readonly topics: readonly OffsetDeleteResponseTopic[];
}

/** Every field of `OffsetDeleteResponse` at its default. */
export const defaultOffsetDeleteResponse: OffsetDeleteResponse = {
  errorCode: 0,
  throttleTimeMs: 0,
  topics: NO_ELEMENTS,
};

/**
 * Reads a `OffsetDeleteResponse` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readOffsetDeleteResponse(reader: ByteReader, version: number): OffsetDeleteResponse {
  const errorCode = reader.readInt16();
  const throttleTimeMs = reader.readInt32();
  const topics = readOffsetDeleteResponseTopicArray(reader, reader.readArrayLength(2, 64), version);
  return { errorCode, throttleTimeMs, topics };
}

/**
 * Writes a `OffsetDeleteResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeOffsetDeleteResponse(writer: ByteWriter, value: OffsetDeleteResponse, version: number): void {
  writer.writeInt16(value.errorCode);
  writer.writeInt32(value.throttleTimeMs);
  writer.writeArrayLength(value.topics.length);
  for (const element of value.topics) writeOffsetDeleteResponseTopic(writer, element, version);
}

/** Reads a struct of `OffsetDeleteResponse`. */
function readOffsetDeleteResponseTopic(reader: ByteReader, version: number): OffsetDeleteResponseTopic {
  const name = reader.readString();
  const partitions = readOffsetDeleteResponsePartitionArray(reader, reader.readArrayLength(6, 48), version);
  return { name, partitions };
}

function readOffsetDeleteResponseTopicArray(reader: ByteReader, length: number, version: number): OffsetDeleteResponseTopic[] {
  const elements = new Array<OffsetDeleteResponseTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readOffsetDeleteResponseTopic(reader, version);
  return elements;
}

/** Writes a struct of `OffsetDeleteResponse`. */
function writeOffsetDeleteResponseTopic(writer: ByteWriter, value: OffsetDeleteResponseTopic, version: number): void {
  writer.writeString(value.name);
  writer.writeArrayLength(value.partitions.length);
  for (const element of value.partitions) writeOffsetDeleteResponsePartition(writer, element, version);
}

/** Reads a struct of `OffsetDeleteResponse`. */
function readOffsetDeleteResponsePartition(reader: ByteReader, _version: number): OffsetDeleteResponsePartition {
  const partitionIndex = reader.readInt32();
  const errorCode = reader.readInt16();
  return { partitionIndex, errorCode };
}

function readOffsetDeleteResponsePartitionArray(reader: ByteReader, length: number, version: number): OffsetDeleteResponsePartition[] {
  const elements = new Array<OffsetDeleteResponsePartition>(length);
  for (let index = 0; index < length; index++) elements[index] = readOffsetDeleteResponsePartition(reader, version);
  return elements;
}

/** Writes a struct of `OffsetDeleteResponse`. */
function writeOffsetDeleteResponsePartition(writer: ByteWriter, value: OffsetDeleteResponsePartition, _version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeInt16(value.errorCode);
}
