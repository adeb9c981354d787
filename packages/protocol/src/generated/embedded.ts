// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';
import { readStringArray } from '../codec/primitive-arrays.ts';

/** A struct of `ConsumerProtocolSubscription`. */
export interface ConsumerProtocolSubscriptionTopicPartition {
  readonly topic: string;
  readonly partitions: readonly number[];
}

/** Every field of `ConsumerProtocolSubscriptionTopicPartition` at its default. */
export const defaultConsumerProtocolSubscriptionTopicPartition: ConsumerProtocolSubscriptionTopicPartition = {
  topic: '',
  partitions: NO_ELEMENTS,
};

/**
 * What a consumer sends in JoinGroup, for the leader of its classic group. v1 added owned
 * partitions (KIP-429), v2 the generation (KIP-792) and v3 the rack (KIP-881).
 */
export interface ConsumerProtocolSubscription {
  readonly topics: readonly string[];
  /** Bytes for the assignor; null if it needs none. */
  readonly userData: Buffer | null;
  /** The partitions that the consumer has at the moment. (v1+) */
  readonly ownedPartitions: readonly ConsumerProtocolSubscriptionTopicPartition[];
  /**
   * The generation of `ownedPartitions`, so that the leader can tell which claim is older; -1 if
   * none. (v2+)
   */
  readonly generationId: number;
  /** Null if there is none. (v3) */
  readonly rackId: string | null;
}

/** Every field of `ConsumerProtocolSubscription` at its default. */
export const defaultConsumerProtocolSubscription: ConsumerProtocolSubscription = {
  topics: NO_ELEMENTS,
  userData: null,
  ownedPartitions: NO_ELEMENTS,
  generationId: -1,
  rackId: null,
};

/**
 * Reads a `ConsumerProtocolSubscription` of version 0 to 3. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readConsumerProtocolSubscription(reader: ByteReader, version: number): ConsumerProtocolSubscription {
  const topics = readStringArray(reader, reader.readArrayLength(1, 8), false);
  const userData = reader.readNullableBytes();
  const ownedPartitions = version >= 1 ? readConsumerProtocolSubscriptionTopicPartitionArray(reader, reader.readArrayLength(2, 64), version) : NO_ELEMENTS;
  const generationId = version >= 2 ? reader.readInt32() : -1;
  const rackId = version >= 3 ? reader.readNullableString() : null;
  return { topics, userData, ownedPartitions, generationId, rackId };
}

/**
 * Writes a `ConsumerProtocolSubscription`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeConsumerProtocolSubscription(writer: ByteWriter, value: ConsumerProtocolSubscription, version: number): void {
  writer.writeArrayLength(value.topics.length);
  for (const element of value.topics) writer.writeString(element);
  writer.writeNullableBytes(value.userData);
  if (version >= 1) {
    writer.writeArrayLength(value.ownedPartitions.length);
    for (const element of value.ownedPartitions) writeConsumerProtocolSubscriptionTopicPartition(writer, element, version);
  }
  if (version >= 2) {
    writer.writeInt32(value.generationId);
  }
  if (version >= 3) {
    writer.writeNullableString(value.rackId);
  }
}

/** Reads a struct of `ConsumerProtocolSubscription`. */
function readConsumerProtocolSubscriptionTopicPartition(reader: ByteReader, _version: number): ConsumerProtocolSubscriptionTopicPartition {
  const topic = reader.readString();
  const partitions = reader.readInt32Array();
  return { topic, partitions };
}

function readConsumerProtocolSubscriptionTopicPartitionArray(reader: ByteReader, length: number, version: number): ConsumerProtocolSubscriptionTopicPartition[] {
  const elements = new Array<ConsumerProtocolSubscriptionTopicPartition>(length);
  for (let index = 0; index < length; index++) elements[index] = readConsumerProtocolSubscriptionTopicPartition(reader, version);
  return elements;
}

/** Writes a struct of `ConsumerProtocolSubscription`. */
function writeConsumerProtocolSubscriptionTopicPartition(writer: ByteWriter, value: ConsumerProtocolSubscriptionTopicPartition, _version: number): void {
  writer.writeString(value.topic);
  writer.writeArrayLength(value.partitions.length);
  for (const element of value.partitions) writer.writeInt32(element);
}

/** A struct of `ConsumerProtocolAssignment`. */
export interface ConsumerProtocolAssignmentTopicPartition {
  readonly topic: string;
  readonly partitions: readonly number[];
}

/** Every field of `ConsumerProtocolAssignmentTopicPartition` at its default. */
export const defaultConsumerProtocolAssignmentTopicPartition: ConsumerProtocolAssignmentTopicPartition = {
  topic: '',
  partitions: NO_ELEMENTS,
};

/**
 * What the leader of a classic group assigns to a consumer by SyncGroup; all versions have the same
 * fields.
 */
export interface ConsumerProtocolAssignment {
  readonly assignedPartitions: readonly ConsumerProtocolAssignmentTopicPartition[];
  /** Bytes from the assignor; null if it needs none. */
  readonly userData: Buffer | null;
}

/** Every field of `ConsumerProtocolAssignment` at its default. */
export const defaultConsumerProtocolAssignment: ConsumerProtocolAssignment = {
  assignedPartitions: NO_ELEMENTS,
  userData: null,
};

/**
 * Reads a `ConsumerProtocolAssignment` of version 0 to 3. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readConsumerProtocolAssignment(reader: ByteReader, version: number): ConsumerProtocolAssignment {
  const assignedPartitions = readConsumerProtocolAssignmentTopicPartitionArray(reader, reader.readArrayLength(2, 64), version);
  const userData = reader.readNullableBytes();
  return { assignedPartitions, userData };
}

/**
 * Writes a `ConsumerProtocolAssignment`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeConsumerProtocolAssignment(writer: ByteWriter, value: ConsumerProtocolAssignment, version: number): void {
  writer.writeArrayLength(value.assignedPartitions.length);
  for (const element of value.assignedPartitions) writeConsumerProtocolAssignmentTopicPartition(writer, element, version);
  writer.writeNullableBytes(value.userData);
}

/** Reads a struct of `ConsumerProtocolAssignment`. */
function readConsumerProtocolAssignmentTopicPartition(reader: ByteReader, _version: number): ConsumerProtocolAssignmentTopicPartition {
  const topic = reader.readString();
  const partitions = reader.readInt32Array();
  return { topic, partitions };
}

function readConsumerProtocolAssignmentTopicPartitionArray(reader: ByteReader, length: number, version: number): ConsumerProtocolAssignmentTopicPartition[] {
  const elements = new Array<ConsumerProtocolAssignmentTopicPartition>(length);
  for (let index = 0; index < length; index++) elements[index] = readConsumerProtocolAssignmentTopicPartition(reader, version);
  return elements;
}

/** Writes a struct of `ConsumerProtocolAssignment`. */
function writeConsumerProtocolAssignmentTopicPartition(writer: ByteWriter, value: ConsumerProtocolAssignmentTopicPartition, _version: number): void {
  writer.writeString(value.topic);
  writer.writeArrayLength(value.partitions.length);
  for (const element of value.partitions) writer.writeInt32(element);
}

/**
 * The principal of a client inside an Envelope, so that the controller can authorize the forwarded
 * request (KIP-590).
 */
export interface DefaultPrincipalData {
  /** Usually `User`. */
  readonly type: string;
  readonly name: string;
  /** True if the client authenticated with a delegation token. */
  readonly tokenAuthenticated: boolean;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DefaultPrincipalData` at its default. */
export const defaultDefaultPrincipalData: DefaultPrincipalData = {
  type: '',
  name: '',
  tokenAuthenticated: false,
};

/**
 * Reads a `DefaultPrincipalData` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDefaultPrincipalData(reader: ByteReader, _version: number): DefaultPrincipalData {
  const type = reader.readCompactString();
  const name = reader.readCompactString();
  const tokenAuthenticated = reader.readBoolean();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { type, name, tokenAuthenticated };
  return { type, name, tokenAuthenticated, unknownTaggedFields };
}

/**
 * Writes a `DefaultPrincipalData`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDefaultPrincipalData(writer: ByteWriter, value: DefaultPrincipalData, _version: number): void {
  writer.writeCompactString(value.type);
  writer.writeCompactString(value.name);
  writer.writeBoolean(value.tokenAuthenticated);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
