// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Offset, type Timestamp, type Uuid, ZERO_UUID } from '@odradek/base';
import { EMPTY_BYTES } from '../codec/empty-bytes.ts';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { keepUnknownTaggedField, NO_TAGGED_FIELDS, readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields, writeUnknownTaggedFieldsBelow } from '../codec/unknown-tagged-fields.ts';
import { readInt16Array, readNullableInt32Array, readStringArray } from '../codec/primitive-arrays.ts';

/** The key of a committed offset in its oldest form, which is read and no longer written. */
export interface LegacyOffsetCommitKey {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
}

/** Every field of `LegacyOffsetCommitKey` at its default. */
export const defaultLegacyOffsetCommitKey: LegacyOffsetCommitKey = {
  group: '',
  topic: '',
  partition: 0,
};

/**
 * Reads a `LegacyOffsetCommitKey` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readLegacyOffsetCommitKey(reader: ByteReader, _version: number): LegacyOffsetCommitKey {
  const group = reader.readString();
  const topic = reader.readString();
  const partition = reader.readInt32();
  return { group, topic, partition };
}

/**
 * Writes a `LegacyOffsetCommitKey`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeLegacyOffsetCommitKey(writer: ByteWriter, value: LegacyOffsetCommitKey, _version: number): void {
  writer.writeString(value.group);
  writer.writeString(value.topic);
  writer.writeInt32(value.partition);
}

/** A committed offset in its oldest form, which is read and no longer written. */
export interface LegacyOffsetCommitValue {
  readonly offset: Offset;
  readonly metadata: string;
  readonly commitTimestamp: Timestamp;
}

/** Every field of `LegacyOffsetCommitValue` at its default. */
export const defaultLegacyOffsetCommitValue: LegacyOffsetCommitValue = {
  offset: 0,
  metadata: '',
  commitTimestamp: 0,
};

/**
 * Reads a `LegacyOffsetCommitValue` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readLegacyOffsetCommitValue(reader: ByteReader, _version: number): LegacyOffsetCommitValue {
  const offset = reader.readInt64AsNumber();
  const metadata = reader.readString();
  const commitTimestamp = reader.readInt64AsNumber();
  return { offset, metadata, commitTimestamp };
}

/**
 * Writes a `LegacyOffsetCommitValue`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeLegacyOffsetCommitValue(writer: ByteWriter, value: LegacyOffsetCommitValue, _version: number): void {
  writer.writeInt64FromNumber(value.offset);
  writer.writeString(value.metadata);
  writer.writeInt64FromNumber(value.commitTimestamp);
}

/** The key of a committed offset: a group and a partition. */
export interface OffsetCommitKey {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
}

/** Every field of `OffsetCommitKey` at its default. */
export const defaultOffsetCommitKey: OffsetCommitKey = {
  group: '',
  topic: '',
  partition: 0,
};

/**
 * Reads a `OffsetCommitKey` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readOffsetCommitKey(reader: ByteReader, _version: number): OffsetCommitKey {
  const group = reader.readString();
  const topic = reader.readString();
  const partition = reader.readInt32();
  return { group, topic, partition };
}

/**
 * Writes a `OffsetCommitKey`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeOffsetCommitKey(writer: ByteWriter, value: OffsetCommitKey, _version: number): void {
  writer.writeString(value.group);
  writer.writeString(value.topic);
  writer.writeInt32(value.partition);
}

/**
 * A committed offset; a missing value deletes it. v1 carries its own expiry, v3 added leader epochs
 * and v4 topic ids.
 */
export interface OffsetCommitValue {
  /** The offset of the next record to read. */
  readonly offset: Offset;
  /** The leader epoch of the last record read; -1 if unknown. (v3+) */
  readonly leaderEpoch: number;
  /** Free text of the consumer. */
  readonly metadata: string;
  readonly commitTimestamp: Timestamp;
  /** When the offset may be deleted; -1 for the setting of the broker. (v1) */
  readonly expireTimestamp: Timestamp;
  /** Zero if unknown. (v4, tag 0) */
  readonly topicId: Uuid;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `OffsetCommitValue` at its default. */
export const defaultOffsetCommitValue: OffsetCommitValue = {
  offset: 0,
  leaderEpoch: -1,
  metadata: '',
  commitTimestamp: 0,
  expireTimestamp: -1,
  topicId: ZERO_UUID,
};

/**
 * Reads a `OffsetCommitValue` of version 0 to 4. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readOffsetCommitValue(reader: ByteReader, version: number): OffsetCommitValue {
  const offset = reader.readInt64AsNumber();
  const leaderEpoch = version >= 3 ? reader.readInt32() : -1;
  const metadata = version >= 4 ? reader.readCompactString() : reader.readString();
  const commitTimestamp = reader.readInt64AsNumber();
  const expireTimestamp = version >= 1 && version <= 1 ? reader.readInt64AsNumber() : -1;
  let topicId: Uuid = ZERO_UUID;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 4) {
    for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
      const tag = reader.readUnsignedVarint();
      const size = reader.readTaggedFieldBytes();
      const start = reader.position;
      switch (tag) {
        case 0:
          topicId = reader.readUuid();
          break;
        default:
          unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
      }
      reader.checkTaggedFieldEnd(tag, start, size);
    }
  }
  if (unknownTaggedFields === undefined) return { offset, leaderEpoch, metadata, commitTimestamp, expireTimestamp, topicId };
  return { offset, leaderEpoch, metadata, commitTimestamp, expireTimestamp, topicId, unknownTaggedFields };
}

/**
 * Writes a `OffsetCommitValue`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeOffsetCommitValue(writer: ByteWriter, value: OffsetCommitValue, version: number): void {
  writer.writeInt64FromNumber(value.offset);
  if (version >= 3) {
    writer.writeInt32(value.leaderEpoch);
  }
  if (version >= 4) {
    writer.writeCompactString(value.metadata);
  } else {
    writer.writeString(value.metadata);
  }
  writer.writeInt64FromNumber(value.commitTimestamp);
  if (version >= 1 && version <= 1) {
    writer.writeInt64FromNumber(value.expireTimestamp);
  }
  if (version >= 4) {
    const unknown = value.unknownTaggedFields ?? NO_TAGGED_FIELDS;
    let taggedFields = unknown.length;
    const has0 = value.topicId !== ZERO_UUID;
    if (has0) taggedFields++;
    writer.writeUnsignedVarint(taggedFields);
    let next = 0;
    if (has0) {
      next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 0);
      const start = writer.beginTaggedField(0);
      writer.writeUuid(value.topicId);
      writer.endTaggedField(start);
    }
    writeUnknownTaggedFieldsBelow(writer, unknown, next, Infinity);
  }
}

/** The key of a classic group. */
export interface GroupMetadataKey {
  readonly group: string;
}

/** Every field of `GroupMetadataKey` at its default. */
export const defaultGroupMetadataKey: GroupMetadataKey = {
  group: '',
};

/**
 * Reads a `GroupMetadataKey` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readGroupMetadataKey(reader: ByteReader, _version: number): GroupMetadataKey {
  const group = reader.readString();
  return { group };
}

/**
 * Writes a `GroupMetadataKey`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeGroupMetadataKey(writer: ByteWriter, value: GroupMetadataKey, _version: number): void {
  writer.writeString(value.group);
}

/** A struct of `GroupMetadataValue`. */
export interface MemberMetadata {
  readonly memberId: string;
  /** (v3+) */
  readonly groupInstanceId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  /** In milliseconds; -1 for the session timeout. (v1+) */
  readonly rebalanceTimeout: number;
  /** In milliseconds. */
  readonly sessionTimeout: number;
  /** What the member sent in JoinGroup for the protocol that was picked. */
  readonly subscription: Buffer;
  /** The part of the member from SyncGroup. */
  readonly assignment: Buffer;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `MemberMetadata` at its default. */
export const defaultMemberMetadata: MemberMetadata = {
  memberId: '',
  groupInstanceId: null,
  clientId: '',
  clientHost: '',
  rebalanceTimeout: -1,
  sessionTimeout: 0,
  subscription: EMPTY_BYTES,
  assignment: EMPTY_BYTES,
};

/**
 * A classic group after a rebalance: its generation, members and assignment; a missing value
 * deletes the group. v1 added the rebalance timeout, v2 the time of the state and v3 static
 * members.
 */
export interface GroupMetadataValue {
  /** What the group is, such as `consumer`. */
  readonly protocolType: string;
  /** Counts the rebalances of the group. */
  readonly generation: number;
  /** The protocol that was picked, such as an assignor; null if there is none. */
  readonly protocol: string | null;
  /** The member id of the leader; null if there is none. */
  readonly leader: string | null;
  /** When the group came into its state; -1 if unknown. (v2+) */
  readonly currentStateTimestamp: Timestamp;
  readonly members: readonly MemberMetadata[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `GroupMetadataValue` at its default. */
export const defaultGroupMetadataValue: GroupMetadataValue = {
  protocolType: '',
  generation: 0,
  protocol: '',
  leader: '',
  currentStateTimestamp: -1,
  members: NO_ELEMENTS,
};

/**
 * Reads a `GroupMetadataValue` of version 0 to 4. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readGroupMetadataValue(reader: ByteReader, version: number): GroupMetadataValue {
  const protocolType = version >= 4 ? reader.readCompactString() : reader.readString();
  const generation = reader.readInt32();
  const protocol = version >= 4 ? reader.readCompactNullableString() : reader.readNullableString();
  const leader = version >= 4 ? reader.readCompactNullableString() : reader.readNullableString();
  const currentStateTimestamp = version >= 2 ? reader.readInt64AsNumber() : -1;
  const members = readMemberMetadataArray(reader, version >= 4 ? reader.readCompactArrayLength(9, 96) : reader.readArrayLength(9, 96), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 4) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { protocolType, generation, protocol, leader, currentStateTimestamp, members };
  return { protocolType, generation, protocol, leader, currentStateTimestamp, members, unknownTaggedFields };
}

/**
 * Writes a `GroupMetadataValue`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeGroupMetadataValue(writer: ByteWriter, value: GroupMetadataValue, version: number): void {
  if (version >= 4) {
    writer.writeCompactString(value.protocolType);
  } else {
    writer.writeString(value.protocolType);
  }
  writer.writeInt32(value.generation);
  if (version >= 4) {
    writer.writeCompactNullableString(value.protocol);
  } else {
    writer.writeNullableString(value.protocol);
  }
  if (version >= 4) {
    writer.writeCompactNullableString(value.leader);
  } else {
    writer.writeNullableString(value.leader);
  }
  if (version >= 2) {
    writer.writeInt64FromNumber(value.currentStateTimestamp);
  }
  if (version >= 4) {
    writer.writeCompactArrayLength(value.members.length);
  } else {
    writer.writeArrayLength(value.members.length);
  }
  for (const element of value.members) writeMemberMetadata(writer, element, version);
  if (version >= 4) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `GroupMetadataValue`. */
function readMemberMetadata(reader: ByteReader, version: number): MemberMetadata {
  const memberId = version >= 4 ? reader.readCompactString() : reader.readString();
  const groupInstanceId = version >= 3 ? (version >= 4 ? reader.readCompactNullableString() : reader.readNullableString()) : null;
  const clientId = version >= 4 ? reader.readCompactString() : reader.readString();
  const clientHost = version >= 4 ? reader.readCompactString() : reader.readString();
  const rebalanceTimeout = version >= 1 ? reader.readInt32() : -1;
  const sessionTimeout = reader.readInt32();
  const subscription = version >= 4 ? reader.readCompactBytes() : reader.readBytes();
  const assignment = version >= 4 ? reader.readCompactBytes() : reader.readBytes();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 4) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { memberId, groupInstanceId, clientId, clientHost, rebalanceTimeout, sessionTimeout, subscription, assignment };
  return { memberId, groupInstanceId, clientId, clientHost, rebalanceTimeout, sessionTimeout, subscription, assignment, unknownTaggedFields };
}

function readMemberMetadataArray(reader: ByteReader, length: number, version: number): MemberMetadata[] {
  const elements = new Array<MemberMetadata>(length);
  for (let index = 0; index < length; index++) elements[index] = readMemberMetadata(reader, version);
  return elements;
}

/** Writes a struct of `GroupMetadataValue`. */
function writeMemberMetadata(writer: ByteWriter, value: MemberMetadata, version: number): void {
  if (version >= 4) {
    writer.writeCompactString(value.memberId);
  } else {
    writer.writeString(value.memberId);
  }
  if (version >= 3) {
    if (version >= 4) {
      writer.writeCompactNullableString(value.groupInstanceId);
    } else {
      writer.writeNullableString(value.groupInstanceId);
    }
  }
  if (version >= 4) {
    writer.writeCompactString(value.clientId);
  } else {
    writer.writeString(value.clientId);
  }
  if (version >= 4) {
    writer.writeCompactString(value.clientHost);
  } else {
    writer.writeString(value.clientHost);
  }
  if (version >= 1) {
    writer.writeInt32(value.rebalanceTimeout);
  }
  writer.writeInt32(value.sessionTimeout);
  if (version >= 4) {
    writer.writeCompactBytes(value.subscription);
  } else {
    writer.writeBytes(value.subscription);
  }
  if (version >= 4) {
    writer.writeCompactBytes(value.assignment);
  } else {
    writer.writeBytes(value.assignment);
  }
  if (version >= 4) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** The key of a consumer group (KIP-848). */
export interface ConsumerGroupMetadataKey {
  readonly groupId: string;
}

/** Every field of `ConsumerGroupMetadataKey` at its default. */
export const defaultConsumerGroupMetadataKey: ConsumerGroupMetadataKey = {
  groupId: '',
};

/**
 * Reads a `ConsumerGroupMetadataKey` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readConsumerGroupMetadataKey(reader: ByteReader, _version: number): ConsumerGroupMetadataKey {
  const groupId = reader.readString();
  return { groupId };
}

/**
 * Writes a `ConsumerGroupMetadataKey`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeConsumerGroupMetadataKey(writer: ByteWriter, value: ConsumerGroupMetadataKey, _version: number): void {
  writer.writeString(value.groupId);
}

/** The group epoch of a consumer group; a missing value deletes the group. */
export interface ConsumerGroupMetadataValue {
  /** Grows when members, subscriptions or topics change. */
  readonly epoch: number;
  /** A hash of the subscribed topics, by which a change of them is noticed; 0 if none. (tag 0) */
  readonly metadataHash: bigint;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ConsumerGroupMetadataValue` at its default. */
export const defaultConsumerGroupMetadataValue: ConsumerGroupMetadataValue = {
  epoch: 0,
  metadataHash: 0n,
};

/**
 * Reads a `ConsumerGroupMetadataValue` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readConsumerGroupMetadataValue(reader: ByteReader, _version: number): ConsumerGroupMetadataValue {
  const epoch = reader.readInt32();
  let metadataHash: bigint = 0n;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
    const tag = reader.readUnsignedVarint();
    const size = reader.readTaggedFieldBytes();
    const start = reader.position;
    switch (tag) {
      case 0:
        metadataHash = reader.readInt64();
        break;
      default:
        unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
    }
    reader.checkTaggedFieldEnd(tag, start, size);
  }
  if (unknownTaggedFields === undefined) return { epoch, metadataHash };
  return { epoch, metadataHash, unknownTaggedFields };
}

/**
 * Writes a `ConsumerGroupMetadataValue`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeConsumerGroupMetadataValue(writer: ByteWriter, value: ConsumerGroupMetadataValue, _version: number): void {
  writer.writeInt32(value.epoch);
  const unknown = value.unknownTaggedFields ?? NO_TAGGED_FIELDS;
  let taggedFields = unknown.length;
  const has0 = value.metadataHash !== 0n;
  if (has0) taggedFields++;
  writer.writeUnsignedVarint(taggedFields);
  let next = 0;
  if (has0) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 0);
    const start = writer.beginTaggedField(0);
    writer.writeInt64(value.metadataHash);
    writer.endTaggedField(start);
  }
  writeUnknownTaggedFieldsBelow(writer, unknown, next, Infinity);
}

/** The key of the topics of a consumer group; no longer written since Kafka 4.1. */
export interface ConsumerGroupPartitionMetadataKey {
  readonly groupId: string;
}

/** Every field of `ConsumerGroupPartitionMetadataKey` at its default. */
export const defaultConsumerGroupPartitionMetadataKey: ConsumerGroupPartitionMetadataKey = {
  groupId: '',
};

/**
 * Reads a `ConsumerGroupPartitionMetadataKey` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readConsumerGroupPartitionMetadataKey(reader: ByteReader, _version: number): ConsumerGroupPartitionMetadataKey {
  const groupId = reader.readString();
  return { groupId };
}

/**
 * Writes a `ConsumerGroupPartitionMetadataKey`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeConsumerGroupPartitionMetadataKey(writer: ByteWriter, value: ConsumerGroupPartitionMetadataKey, _version: number): void {
  writer.writeString(value.groupId);
}

/** A struct of `ConsumerGroupPartitionMetadataValue`. */
export interface PartitionMetadata {
  readonly partition: number;
  readonly racks: readonly string[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `PartitionMetadata` at its default. */
export const defaultPartitionMetadata: PartitionMetadata = {
  partition: 0,
  racks: NO_ELEMENTS,
};

/** A struct of `ConsumerGroupPartitionMetadataValue`. */
export interface TopicMetadata {
  readonly topicId: Uuid;
  readonly topicName: string;
  readonly numPartitions: number;
  /** The racks of the replicas, by partition. */
  readonly partitionMetadata: readonly PartitionMetadata[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `TopicMetadata` at its default. */
export const defaultTopicMetadata: TopicMetadata = {
  topicId: ZERO_UUID,
  topicName: '',
  numPartitions: 0,
  partitionMetadata: NO_ELEMENTS,
};

/**
 * The topics of a consumer group as the coordinator last saw them; a missing value deletes them.
 * The metadata hash took its place.
 */
export interface ConsumerGroupPartitionMetadataValue {
  readonly topics: readonly TopicMetadata[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ConsumerGroupPartitionMetadataValue` at its default. */
export const defaultConsumerGroupPartitionMetadataValue: ConsumerGroupPartitionMetadataValue = {
  topics: NO_ELEMENTS,
};

/**
 * Reads a `ConsumerGroupPartitionMetadataValue` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readConsumerGroupPartitionMetadataValue(reader: ByteReader, version: number): ConsumerGroupPartitionMetadataValue {
  const topics = readTopicMetadataArray(reader, reader.readCompactArrayLength(22, 128), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topics };
  return { topics, unknownTaggedFields };
}

/**
 * Writes a `ConsumerGroupPartitionMetadataValue`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeConsumerGroupPartitionMetadataValue(writer: ByteWriter, value: ConsumerGroupPartitionMetadataValue, version: number): void {
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writeTopicMetadata(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ConsumerGroupPartitionMetadataValue`. */
function readTopicMetadata(reader: ByteReader, version: number): TopicMetadata {
  const topicId = reader.readUuid();
  const topicName = reader.readCompactString();
  const numPartitions = reader.readInt32();
  const partitionMetadata = readPartitionMetadataArray(reader, reader.readCompactArrayLength(5, 64), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicId, topicName, numPartitions, partitionMetadata };
  return { topicId, topicName, numPartitions, partitionMetadata, unknownTaggedFields };
}

function readTopicMetadataArray(reader: ByteReader, length: number, version: number): TopicMetadata[] {
  const elements = new Array<TopicMetadata>(length);
  for (let index = 0; index < length; index++) elements[index] = readTopicMetadata(reader, version);
  return elements;
}

/** Writes a struct of `ConsumerGroupPartitionMetadataValue`. */
function writeTopicMetadata(writer: ByteWriter, value: TopicMetadata, version: number): void {
  writer.writeUuid(value.topicId);
  writer.writeCompactString(value.topicName);
  writer.writeInt32(value.numPartitions);
  writer.writeCompactArrayLength(value.partitionMetadata.length);
  for (const element of value.partitionMetadata) writePartitionMetadata(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ConsumerGroupPartitionMetadataValue`. */
function readPartitionMetadata(reader: ByteReader, _version: number): PartitionMetadata {
  const partition = reader.readInt32();
  const racks = readStringArray(reader, reader.readCompactArrayLength(1, 8), true);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { partition, racks };
  return { partition, racks, unknownTaggedFields };
}

function readPartitionMetadataArray(reader: ByteReader, length: number, version: number): PartitionMetadata[] {
  const elements = new Array<PartitionMetadata>(length);
  for (let index = 0; index < length; index++) elements[index] = readPartitionMetadata(reader, version);
  return elements;
}

/** Writes a struct of `ConsumerGroupPartitionMetadataValue`. */
function writePartitionMetadata(writer: ByteWriter, value: PartitionMetadata, _version: number): void {
  writer.writeInt32(value.partition);
  writer.writeCompactArrayLength(value.racks.length);
  for (const element of value.racks) writer.writeCompactString(element);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** The key of a member of a consumer group. */
export interface ConsumerGroupMemberMetadataKey {
  readonly groupId: string;
  readonly memberId: string;
}

/** Every field of `ConsumerGroupMemberMetadataKey` at its default. */
export const defaultConsumerGroupMemberMetadataKey: ConsumerGroupMemberMetadataKey = {
  groupId: '',
  memberId: '',
};

/**
 * Reads a `ConsumerGroupMemberMetadataKey` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readConsumerGroupMemberMetadataKey(reader: ByteReader, _version: number): ConsumerGroupMemberMetadataKey {
  const groupId = reader.readString();
  const memberId = reader.readString();
  return { groupId, memberId };
}

/**
 * Writes a `ConsumerGroupMemberMetadataKey`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeConsumerGroupMemberMetadataKey(writer: ByteWriter, value: ConsumerGroupMemberMetadataKey, _version: number): void {
  writer.writeString(value.groupId);
  writer.writeString(value.memberId);
}

/** A struct of `ConsumerGroupMemberMetadataValue`. */
export interface ClassicProtocol {
  readonly name: string;
  readonly metadata: Buffer;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ClassicProtocol` at its default. */
export const defaultClassicProtocol: ClassicProtocol = {
  name: '',
  metadata: EMPTY_BYTES,
};

/** A struct of `ConsumerGroupMemberMetadataValue`. */
export interface ClassicMemberMetadata {
  readonly sessionTimeoutMs: number;
  /** What the member sent in JoinGroup. */
  readonly supportedProtocols: readonly ClassicProtocol[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ClassicMemberMetadata` at its default. */
export const defaultClassicMemberMetadata: ClassicMemberMetadata = {
  sessionTimeoutMs: 0,
  supportedProtocols: NO_ELEMENTS,
};

/** What a member of a consumer group said of itself; a missing value removes the member. */
export interface ConsumerGroupMemberMetadataValue {
  /** The name of a static member; null for a dynamic one. */
  readonly instanceId: string | null;
  /** Null if there is none. */
  readonly rackId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  readonly subscribedTopicNames: readonly string[];
  /** Null or empty if there is none. */
  readonly subscribedTopicRegex: string | null;
  /** How long the member may take to give up partitions, in milliseconds. */
  readonly rebalanceTimeoutMs: number;
  /** The assignor that the member wants; null for any. */
  readonly serverAssignor: string | null;
  /** Set for a member that still uses the classic protocol; null otherwise. (tag 0) */
  readonly classicMemberMetadata: ClassicMemberMetadata | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ConsumerGroupMemberMetadataValue` at its default. */
export const defaultConsumerGroupMemberMetadataValue: ConsumerGroupMemberMetadataValue = {
  instanceId: '',
  rackId: '',
  clientId: '',
  clientHost: '',
  subscribedTopicNames: NO_ELEMENTS,
  subscribedTopicRegex: '',
  rebalanceTimeoutMs: -1,
  serverAssignor: '',
  classicMemberMetadata: defaultClassicMemberMetadata,
};

/**
 * Reads a `ConsumerGroupMemberMetadataValue` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readConsumerGroupMemberMetadataValue(reader: ByteReader, version: number): ConsumerGroupMemberMetadataValue {
  const instanceId = reader.readCompactNullableString();
  const rackId = reader.readCompactNullableString();
  const clientId = reader.readCompactString();
  const clientHost = reader.readCompactString();
  const subscribedTopicNames = readStringArray(reader, reader.readCompactArrayLength(1, 8), true);
  const subscribedTopicRegex = reader.readCompactNullableString();
  const rebalanceTimeoutMs = reader.readInt32();
  const serverAssignor = reader.readCompactNullableString();
  let classicMemberMetadata: ClassicMemberMetadata | null = defaultClassicMemberMetadata;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
    const tag = reader.readUnsignedVarint();
    const size = reader.readTaggedFieldBytes();
    const start = reader.position;
    switch (tag) {
      case 0:
        classicMemberMetadata = (reader.readUnsignedVarint() !== 0 ? readClassicMemberMetadata(reader, version) : null);
        break;
      default:
        unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
    }
    reader.checkTaggedFieldEnd(tag, start, size);
  }
  if (unknownTaggedFields === undefined) return { instanceId, rackId, clientId, clientHost, subscribedTopicNames, subscribedTopicRegex, rebalanceTimeoutMs, serverAssignor, classicMemberMetadata };
  return { instanceId, rackId, clientId, clientHost, subscribedTopicNames, subscribedTopicRegex, rebalanceTimeoutMs, serverAssignor, classicMemberMetadata, unknownTaggedFields };
}

/**
 * Writes a `ConsumerGroupMemberMetadataValue`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeConsumerGroupMemberMetadataValue(writer: ByteWriter, value: ConsumerGroupMemberMetadataValue, version: number): void {
  writer.writeCompactNullableString(value.instanceId);
  writer.writeCompactNullableString(value.rackId);
  writer.writeCompactString(value.clientId);
  writer.writeCompactString(value.clientHost);
  writer.writeCompactArrayLength(value.subscribedTopicNames.length);
  for (const element of value.subscribedTopicNames) writer.writeCompactString(element);
  writer.writeCompactNullableString(value.subscribedTopicRegex);
  writer.writeInt32(value.rebalanceTimeoutMs);
  writer.writeCompactNullableString(value.serverAssignor);
  const unknown = value.unknownTaggedFields ?? NO_TAGGED_FIELDS;
  let taggedFields = unknown.length;
  const has0 = value.classicMemberMetadata === null || !isDefaultClassicMemberMetadata(value.classicMemberMetadata);
  if (has0) taggedFields++;
  writer.writeUnsignedVarint(taggedFields);
  let next = 0;
  if (has0) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 0);
    const start = writer.beginTaggedField(0);
    if (value.classicMemberMetadata === null) {
      writer.writeUnsignedVarint(0);
    } else {
      writer.writeUnsignedVarint(1);
      writeClassicMemberMetadata(writer, value.classicMemberMetadata, version);
    }
    writer.endTaggedField(start);
  }
  writeUnknownTaggedFieldsBelow(writer, unknown, next, Infinity);
}

/** Reads a struct of `ConsumerGroupMemberMetadataValue`. */
function readClassicMemberMetadata(reader: ByteReader, version: number): ClassicMemberMetadata {
  const sessionTimeoutMs = reader.readInt32();
  const supportedProtocols = readClassicProtocolArray(reader, reader.readCompactArrayLength(2, 48), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { sessionTimeoutMs, supportedProtocols };
  return { sessionTimeoutMs, supportedProtocols, unknownTaggedFields };
}

/** Writes a struct of `ConsumerGroupMemberMetadataValue`. */
function writeClassicMemberMetadata(writer: ByteWriter, value: ClassicMemberMetadata, version: number): void {
  writer.writeInt32(value.sessionTimeoutMs);
  writer.writeCompactArrayLength(value.supportedProtocols.length);
  for (const element of value.supportedProtocols) writeClassicProtocol(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

function isDefaultClassicMemberMetadata(value: ClassicMemberMetadata): boolean {
  return !(value.sessionTimeoutMs !== 0) && !(value.supportedProtocols.length !== 0) && value.unknownTaggedFields === undefined;
}

/** Reads a struct of `ConsumerGroupMemberMetadataValue`. */
function readClassicProtocol(reader: ByteReader, _version: number): ClassicProtocol {
  const name = reader.readCompactString();
  const metadata = reader.readCompactBytes();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { name, metadata };
  return { name, metadata, unknownTaggedFields };
}

function readClassicProtocolArray(reader: ByteReader, length: number, version: number): ClassicProtocol[] {
  const elements = new Array<ClassicProtocol>(length);
  for (let index = 0; index < length; index++) elements[index] = readClassicProtocol(reader, version);
  return elements;
}

/** Writes a struct of `ConsumerGroupMemberMetadataValue`. */
function writeClassicProtocol(writer: ByteWriter, value: ClassicProtocol, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeCompactBytes(value.metadata);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** The key of the assignment epoch of a consumer group. */
export interface ConsumerGroupTargetAssignmentMetadataKey {
  readonly groupId: string;
}

/** Every field of `ConsumerGroupTargetAssignmentMetadataKey` at its default. */
export const defaultConsumerGroupTargetAssignmentMetadataKey: ConsumerGroupTargetAssignmentMetadataKey = {
  groupId: '',
};

/**
 * Reads a `ConsumerGroupTargetAssignmentMetadataKey` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readConsumerGroupTargetAssignmentMetadataKey(reader: ByteReader, _version: number): ConsumerGroupTargetAssignmentMetadataKey {
  const groupId = reader.readString();
  return { groupId };
}

/**
 * Writes a `ConsumerGroupTargetAssignmentMetadataKey`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeConsumerGroupTargetAssignmentMetadataKey(writer: ByteWriter, value: ConsumerGroupTargetAssignmentMetadataKey, _version: number): void {
  writer.writeString(value.groupId);
}

/**
 * For which group epoch the target assignment of a consumer group was computed; a missing value
 * deletes the assignment.
 */
export interface ConsumerGroupTargetAssignmentMetadataValue {
  /** Written after the parts of all members, so that it shows them complete. */
  readonly assignmentEpoch: number;
  /** When the assignment was computed; 0 if unknown. (tag 0) */
  readonly assignmentTimestamp: Timestamp;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ConsumerGroupTargetAssignmentMetadataValue` at its default. */
export const defaultConsumerGroupTargetAssignmentMetadataValue: ConsumerGroupTargetAssignmentMetadataValue = {
  assignmentEpoch: 0,
  assignmentTimestamp: 0,
};

/**
 * Reads a `ConsumerGroupTargetAssignmentMetadataValue` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readConsumerGroupTargetAssignmentMetadataValue(reader: ByteReader, _version: number): ConsumerGroupTargetAssignmentMetadataValue {
  const assignmentEpoch = reader.readInt32();
  let assignmentTimestamp: Timestamp = 0;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
    const tag = reader.readUnsignedVarint();
    const size = reader.readTaggedFieldBytes();
    const start = reader.position;
    switch (tag) {
      case 0:
        assignmentTimestamp = reader.readInt64AsNumber();
        break;
      default:
        unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
    }
    reader.checkTaggedFieldEnd(tag, start, size);
  }
  if (unknownTaggedFields === undefined) return { assignmentEpoch, assignmentTimestamp };
  return { assignmentEpoch, assignmentTimestamp, unknownTaggedFields };
}

/**
 * Writes a `ConsumerGroupTargetAssignmentMetadataValue`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeConsumerGroupTargetAssignmentMetadataValue(writer: ByteWriter, value: ConsumerGroupTargetAssignmentMetadataValue, _version: number): void {
  writer.writeInt32(value.assignmentEpoch);
  const unknown = value.unknownTaggedFields ?? NO_TAGGED_FIELDS;
  let taggedFields = unknown.length;
  const has0 = value.assignmentTimestamp !== 0;
  if (has0) taggedFields++;
  writer.writeUnsignedVarint(taggedFields);
  let next = 0;
  if (has0) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 0);
    const start = writer.beginTaggedField(0);
    writer.writeInt64FromNumber(value.assignmentTimestamp);
    writer.endTaggedField(start);
  }
  writeUnknownTaggedFieldsBelow(writer, unknown, next, Infinity);
}

/** The key of the target assignment of a member of a consumer group. */
export interface ConsumerGroupTargetAssignmentMemberKey {
  readonly groupId: string;
  readonly memberId: string;
}

/** Every field of `ConsumerGroupTargetAssignmentMemberKey` at its default. */
export const defaultConsumerGroupTargetAssignmentMemberKey: ConsumerGroupTargetAssignmentMemberKey = {
  groupId: '',
  memberId: '',
};

/**
 * Reads a `ConsumerGroupTargetAssignmentMemberKey` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readConsumerGroupTargetAssignmentMemberKey(reader: ByteReader, _version: number): ConsumerGroupTargetAssignmentMemberKey {
  const groupId = reader.readString();
  const memberId = reader.readString();
  return { groupId, memberId };
}

/**
 * Writes a `ConsumerGroupTargetAssignmentMemberKey`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeConsumerGroupTargetAssignmentMemberKey(writer: ByteWriter, value: ConsumerGroupTargetAssignmentMemberKey, _version: number): void {
  writer.writeString(value.groupId);
  writer.writeString(value.memberId);
}

/** A struct of `ConsumerGroupTargetAssignmentMemberValue`. */
export interface ConsumerGroupTargetAssignmentMemberValueTopicPartition {
  readonly topicId: Uuid;
  readonly partitions: readonly number[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ConsumerGroupTargetAssignmentMemberValueTopicPartition` at its default. */
export const defaultConsumerGroupTargetAssignmentMemberValueTopicPartition: ConsumerGroupTargetAssignmentMemberValueTopicPartition = {
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/**
 * The partitions that a member of a consumer group is to own in the end; a missing value deletes
 * them.
 */
export interface ConsumerGroupTargetAssignmentMemberValue {
  readonly topicPartitions: readonly ConsumerGroupTargetAssignmentMemberValueTopicPartition[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ConsumerGroupTargetAssignmentMemberValue` at its default. */
export const defaultConsumerGroupTargetAssignmentMemberValue: ConsumerGroupTargetAssignmentMemberValue = {
  topicPartitions: NO_ELEMENTS,
};

/**
 * Reads a `ConsumerGroupTargetAssignmentMemberValue` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readConsumerGroupTargetAssignmentMemberValue(reader: ByteReader, version: number): ConsumerGroupTargetAssignmentMemberValue {
  const topicPartitions = readConsumerGroupTargetAssignmentMemberValueTopicPartitionArray(reader, reader.readCompactArrayLength(17, 112), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicPartitions };
  return { topicPartitions, unknownTaggedFields };
}

/**
 * Writes a `ConsumerGroupTargetAssignmentMemberValue`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeConsumerGroupTargetAssignmentMemberValue(writer: ByteWriter, value: ConsumerGroupTargetAssignmentMemberValue, version: number): void {
  writer.writeCompactArrayLength(value.topicPartitions.length);
  for (const element of value.topicPartitions) writeConsumerGroupTargetAssignmentMemberValueTopicPartition(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ConsumerGroupTargetAssignmentMemberValue`. */
function readConsumerGroupTargetAssignmentMemberValueTopicPartition(reader: ByteReader, _version: number): ConsumerGroupTargetAssignmentMemberValueTopicPartition {
  const topicId = reader.readUuid();
  const partitions = reader.readCompactInt32Array();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicId, partitions };
  return { topicId, partitions, unknownTaggedFields };
}

function readConsumerGroupTargetAssignmentMemberValueTopicPartitionArray(reader: ByteReader, length: number, version: number): ConsumerGroupTargetAssignmentMemberValueTopicPartition[] {
  const elements = new Array<ConsumerGroupTargetAssignmentMemberValueTopicPartition>(length);
  for (let index = 0; index < length; index++) elements[index] = readConsumerGroupTargetAssignmentMemberValueTopicPartition(reader, version);
  return elements;
}

/** Writes a struct of `ConsumerGroupTargetAssignmentMemberValue`. */
function writeConsumerGroupTargetAssignmentMemberValueTopicPartition(writer: ByteWriter, value: ConsumerGroupTargetAssignmentMemberValueTopicPartition, _version: number): void {
  writer.writeUuid(value.topicId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writer.writeInt32(element);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** The key of the current assignment of a member of a consumer group. */
export interface ConsumerGroupCurrentMemberAssignmentKey {
  readonly groupId: string;
  readonly memberId: string;
}

/** Every field of `ConsumerGroupCurrentMemberAssignmentKey` at its default. */
export const defaultConsumerGroupCurrentMemberAssignmentKey: ConsumerGroupCurrentMemberAssignmentKey = {
  groupId: '',
  memberId: '',
};

/**
 * Reads a `ConsumerGroupCurrentMemberAssignmentKey` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readConsumerGroupCurrentMemberAssignmentKey(reader: ByteReader, _version: number): ConsumerGroupCurrentMemberAssignmentKey {
  const groupId = reader.readString();
  const memberId = reader.readString();
  return { groupId, memberId };
}

/**
 * Writes a `ConsumerGroupCurrentMemberAssignmentKey`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeConsumerGroupCurrentMemberAssignmentKey(writer: ByteWriter, value: ConsumerGroupCurrentMemberAssignmentKey, _version: number): void {
  writer.writeString(value.groupId);
  writer.writeString(value.memberId);
}

/** A struct of `ConsumerGroupCurrentMemberAssignmentValue`. */
export interface ConsumerGroupCurrentMemberAssignmentValueTopicPartitions {
  readonly topicId: Uuid;
  readonly partitions: readonly number[];
  /**
   * For each of `partitions` since which epoch the member has it; null or empty if unknown. (tag 0)
   */
  readonly assignmentEpochs: readonly number[] | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ConsumerGroupCurrentMemberAssignmentValueTopicPartitions` at its default. */
export const defaultConsumerGroupCurrentMemberAssignmentValueTopicPartitions: ConsumerGroupCurrentMemberAssignmentValueTopicPartitions = {
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
  assignmentEpochs: NO_ELEMENTS,
};

/**
 * The partitions that a member of a consumer group owns and how far it is on the way to its target;
 * a missing value deletes them.
 */
export interface ConsumerGroupCurrentMemberAssignmentValue {
  /** The epoch that the member must send in its heartbeats. */
  readonly memberEpoch: number;
  /** Still accepted, in case the response with the new epoch was lost. */
  readonly previousMemberEpoch: number;
  /** 0 stable, 1 has to give up partitions, 2 waits for partitions of others. */
  readonly state: number;
  readonly assignedPartitions: readonly ConsumerGroupCurrentMemberAssignmentValueTopicPartitions[];
  /** The partitions that the member has been told to give up. */
  readonly partitionsPendingRevocation: readonly ConsumerGroupCurrentMemberAssignmentValueTopicPartitions[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ConsumerGroupCurrentMemberAssignmentValue` at its default. */
export const defaultConsumerGroupCurrentMemberAssignmentValue: ConsumerGroupCurrentMemberAssignmentValue = {
  memberEpoch: 0,
  previousMemberEpoch: 0,
  state: 0,
  assignedPartitions: NO_ELEMENTS,
  partitionsPendingRevocation: NO_ELEMENTS,
};

/**
 * Reads a `ConsumerGroupCurrentMemberAssignmentValue` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readConsumerGroupCurrentMemberAssignmentValue(reader: ByteReader, version: number): ConsumerGroupCurrentMemberAssignmentValue {
  const memberEpoch = reader.readInt32();
  const previousMemberEpoch = reader.readInt32();
  const state = reader.readInt8();
  const assignedPartitions = readConsumerGroupCurrentMemberAssignmentValueTopicPartitionsArray(reader, reader.readCompactArrayLength(17, 136), version);
  const partitionsPendingRevocation = readConsumerGroupCurrentMemberAssignmentValueTopicPartitionsArray(reader, reader.readCompactArrayLength(17, 136), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { memberEpoch, previousMemberEpoch, state, assignedPartitions, partitionsPendingRevocation };
  return { memberEpoch, previousMemberEpoch, state, assignedPartitions, partitionsPendingRevocation, unknownTaggedFields };
}

/**
 * Writes a `ConsumerGroupCurrentMemberAssignmentValue`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeConsumerGroupCurrentMemberAssignmentValue(writer: ByteWriter, value: ConsumerGroupCurrentMemberAssignmentValue, version: number): void {
  writer.writeInt32(value.memberEpoch);
  writer.writeInt32(value.previousMemberEpoch);
  writer.writeInt8(value.state);
  writer.writeCompactArrayLength(value.assignedPartitions.length);
  for (const element of value.assignedPartitions) writeConsumerGroupCurrentMemberAssignmentValueTopicPartitions(writer, element, version);
  writer.writeCompactArrayLength(value.partitionsPendingRevocation.length);
  for (const element of value.partitionsPendingRevocation) writeConsumerGroupCurrentMemberAssignmentValueTopicPartitions(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ConsumerGroupCurrentMemberAssignmentValue`. */
function readConsumerGroupCurrentMemberAssignmentValueTopicPartitions(reader: ByteReader, _version: number): ConsumerGroupCurrentMemberAssignmentValueTopicPartitions {
  const topicId = reader.readUuid();
  const partitions = reader.readCompactInt32Array();
  let assignmentEpochs: readonly number[] | null = NO_ELEMENTS;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
    const tag = reader.readUnsignedVarint();
    const size = reader.readTaggedFieldBytes();
    const start = reader.position;
    switch (tag) {
      case 0:
        assignmentEpochs = readNullableInt32Array(reader, reader.readCompactNullableArrayLength(4, 8));
        break;
      default:
        unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
    }
    reader.checkTaggedFieldEnd(tag, start, size);
  }
  if (unknownTaggedFields === undefined) return { topicId, partitions, assignmentEpochs };
  return { topicId, partitions, assignmentEpochs, unknownTaggedFields };
}

function readConsumerGroupCurrentMemberAssignmentValueTopicPartitionsArray(reader: ByteReader, length: number, version: number): ConsumerGroupCurrentMemberAssignmentValueTopicPartitions[] {
  const elements = new Array<ConsumerGroupCurrentMemberAssignmentValueTopicPartitions>(length);
  for (let index = 0; index < length; index++) elements[index] = readConsumerGroupCurrentMemberAssignmentValueTopicPartitions(reader, version);
  return elements;
}

/** Writes a struct of `ConsumerGroupCurrentMemberAssignmentValue`. */
function writeConsumerGroupCurrentMemberAssignmentValueTopicPartitions(writer: ByteWriter, value: ConsumerGroupCurrentMemberAssignmentValueTopicPartitions, _version: number): void {
  writer.writeUuid(value.topicId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writer.writeInt32(element);
  const unknown = value.unknownTaggedFields ?? NO_TAGGED_FIELDS;
  let taggedFields = unknown.length;
  const has0 = value.assignmentEpochs === null || value.assignmentEpochs.length !== 0;
  if (has0) taggedFields++;
  writer.writeUnsignedVarint(taggedFields);
  let next = 0;
  if (has0) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 0);
    const start = writer.beginTaggedField(0);
    if (value.assignmentEpochs === null) {
      writer.writeCompactArrayLength(-1);
    } else {
      writer.writeCompactArrayLength(value.assignmentEpochs.length);
      for (const element of value.assignmentEpochs) writer.writeInt32(element);
    }
    writer.endTaggedField(start);
  }
  writeUnknownTaggedFieldsBelow(writer, unknown, next, Infinity);
}

/** The key of a regular expression in a consumer group. */
export interface ConsumerGroupRegularExpressionKey {
  readonly groupId: string;
  readonly regularExpression: string;
}

/** Every field of `ConsumerGroupRegularExpressionKey` at its default. */
export const defaultConsumerGroupRegularExpressionKey: ConsumerGroupRegularExpressionKey = {
  groupId: '',
  regularExpression: '',
};

/**
 * Reads a `ConsumerGroupRegularExpressionKey` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readConsumerGroupRegularExpressionKey(reader: ByteReader, _version: number): ConsumerGroupRegularExpressionKey {
  const groupId = reader.readString();
  const regularExpression = reader.readString();
  return { groupId, regularExpression };
}

/**
 * Writes a `ConsumerGroupRegularExpressionKey`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeConsumerGroupRegularExpressionKey(writer: ByteWriter, value: ConsumerGroupRegularExpressionKey, _version: number): void {
  writer.writeString(value.groupId);
  writer.writeString(value.regularExpression);
}

/**
 * The topics that a regular expression in a consumer group matched; a missing value deletes them.
 */
export interface ConsumerGroupRegularExpressionValue {
  readonly topics: readonly string[];
  /** The offset of the metadata log at which the expression was resolved. */
  readonly version: bigint;
  /** When the expression was resolved. */
  readonly timestamp: Timestamp;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ConsumerGroupRegularExpressionValue` at its default. */
export const defaultConsumerGroupRegularExpressionValue: ConsumerGroupRegularExpressionValue = {
  topics: NO_ELEMENTS,
  version: 0n,
  timestamp: 0,
};

/**
 * Reads a `ConsumerGroupRegularExpressionValue` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readConsumerGroupRegularExpressionValue(reader: ByteReader, _version: number): ConsumerGroupRegularExpressionValue {
  const topics = readStringArray(reader, reader.readCompactArrayLength(1, 8), true);
  const versionField = reader.readInt64();
  const timestamp = reader.readInt64AsNumber();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topics, version: versionField, timestamp };
  return { topics, version: versionField, timestamp, unknownTaggedFields };
}

/**
 * Writes a `ConsumerGroupRegularExpressionValue`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeConsumerGroupRegularExpressionValue(writer: ByteWriter, value: ConsumerGroupRegularExpressionValue, _version: number): void {
  writer.writeCompactArrayLength(value.topics.length);
  for (const element of value.topics) writer.writeCompactString(element);
  writer.writeInt64(value.version);
  writer.writeInt64FromNumber(value.timestamp);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** The key of a member of a share group (KIP-932). */
export interface ShareGroupMemberMetadataKey {
  readonly groupId: string;
  readonly memberId: string;
}

/** Every field of `ShareGroupMemberMetadataKey` at its default. */
export const defaultShareGroupMemberMetadataKey: ShareGroupMemberMetadataKey = {
  groupId: '',
  memberId: '',
};

/**
 * Reads a `ShareGroupMemberMetadataKey` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readShareGroupMemberMetadataKey(reader: ByteReader, _version: number): ShareGroupMemberMetadataKey {
  const groupId = reader.readString();
  const memberId = reader.readString();
  return { groupId, memberId };
}

/**
 * Writes a `ShareGroupMemberMetadataKey`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeShareGroupMemberMetadataKey(writer: ByteWriter, value: ShareGroupMemberMetadataKey, _version: number): void {
  writer.writeString(value.groupId);
  writer.writeString(value.memberId);
}

/** What a member of a share group said of itself; a missing value removes the member. */
export interface ShareGroupMemberMetadataValue {
  /** Null if there is none. */
  readonly rackId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  readonly subscribedTopicNames: readonly string[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ShareGroupMemberMetadataValue` at its default. */
export const defaultShareGroupMemberMetadataValue: ShareGroupMemberMetadataValue = {
  rackId: '',
  clientId: '',
  clientHost: '',
  subscribedTopicNames: NO_ELEMENTS,
};

/**
 * Reads a `ShareGroupMemberMetadataValue` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readShareGroupMemberMetadataValue(reader: ByteReader, _version: number): ShareGroupMemberMetadataValue {
  const rackId = reader.readCompactNullableString();
  const clientId = reader.readCompactString();
  const clientHost = reader.readCompactString();
  const subscribedTopicNames = readStringArray(reader, reader.readCompactArrayLength(1, 8), true);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { rackId, clientId, clientHost, subscribedTopicNames };
  return { rackId, clientId, clientHost, subscribedTopicNames, unknownTaggedFields };
}

/**
 * Writes a `ShareGroupMemberMetadataValue`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeShareGroupMemberMetadataValue(writer: ByteWriter, value: ShareGroupMemberMetadataValue, _version: number): void {
  writer.writeCompactNullableString(value.rackId);
  writer.writeCompactString(value.clientId);
  writer.writeCompactString(value.clientHost);
  writer.writeCompactArrayLength(value.subscribedTopicNames.length);
  for (const element of value.subscribedTopicNames) writer.writeCompactString(element);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** The key of a share group. */
export interface ShareGroupMetadataKey {
  readonly groupId: string;
}

/** Every field of `ShareGroupMetadataKey` at its default. */
export const defaultShareGroupMetadataKey: ShareGroupMetadataKey = {
  groupId: '',
};

/**
 * Reads a `ShareGroupMetadataKey` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readShareGroupMetadataKey(reader: ByteReader, _version: number): ShareGroupMetadataKey {
  const groupId = reader.readString();
  return { groupId };
}

/**
 * Writes a `ShareGroupMetadataKey`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeShareGroupMetadataKey(writer: ByteWriter, value: ShareGroupMetadataKey, _version: number): void {
  writer.writeString(value.groupId);
}

/** The group epoch of a share group; a missing value deletes the group. */
export interface ShareGroupMetadataValue {
  /** Grows when members, subscriptions or topics change. */
  readonly epoch: number;
  /** A hash of the subscribed topics, by which a change of them is noticed. */
  readonly metadataHash: bigint;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ShareGroupMetadataValue` at its default. */
export const defaultShareGroupMetadataValue: ShareGroupMetadataValue = {
  epoch: 0,
  metadataHash: 0n,
};

/**
 * Reads a `ShareGroupMetadataValue` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readShareGroupMetadataValue(reader: ByteReader, _version: number): ShareGroupMetadataValue {
  const epoch = reader.readInt32();
  const metadataHash = reader.readInt64();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { epoch, metadataHash };
  return { epoch, metadataHash, unknownTaggedFields };
}

/**
 * Writes a `ShareGroupMetadataValue`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeShareGroupMetadataValue(writer: ByteWriter, value: ShareGroupMetadataValue, _version: number): void {
  writer.writeInt32(value.epoch);
  writer.writeInt64(value.metadataHash);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** The key of the assignment epoch of a share group. */
export interface ShareGroupTargetAssignmentMetadataKey {
  readonly groupId: string;
}

/** Every field of `ShareGroupTargetAssignmentMetadataKey` at its default. */
export const defaultShareGroupTargetAssignmentMetadataKey: ShareGroupTargetAssignmentMetadataKey = {
  groupId: '',
};

/**
 * Reads a `ShareGroupTargetAssignmentMetadataKey` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readShareGroupTargetAssignmentMetadataKey(reader: ByteReader, _version: number): ShareGroupTargetAssignmentMetadataKey {
  const groupId = reader.readString();
  return { groupId };
}

/**
 * Writes a `ShareGroupTargetAssignmentMetadataKey`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeShareGroupTargetAssignmentMetadataKey(writer: ByteWriter, value: ShareGroupTargetAssignmentMetadataKey, _version: number): void {
  writer.writeString(value.groupId);
}

/**
 * For which group epoch the assignment of a share group was computed; a missing value deletes the
 * assignment.
 */
export interface ShareGroupTargetAssignmentMetadataValue {
  /** Written after the parts of all members, so that it shows them complete. */
  readonly assignmentEpoch: number;
  /** When the assignment was computed; 0 if unknown. (tag 0) */
  readonly assignmentTimestamp: Timestamp;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ShareGroupTargetAssignmentMetadataValue` at its default. */
export const defaultShareGroupTargetAssignmentMetadataValue: ShareGroupTargetAssignmentMetadataValue = {
  assignmentEpoch: 0,
  assignmentTimestamp: 0,
};

/**
 * Reads a `ShareGroupTargetAssignmentMetadataValue` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readShareGroupTargetAssignmentMetadataValue(reader: ByteReader, _version: number): ShareGroupTargetAssignmentMetadataValue {
  const assignmentEpoch = reader.readInt32();
  let assignmentTimestamp: Timestamp = 0;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
    const tag = reader.readUnsignedVarint();
    const size = reader.readTaggedFieldBytes();
    const start = reader.position;
    switch (tag) {
      case 0:
        assignmentTimestamp = reader.readInt64AsNumber();
        break;
      default:
        unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
    }
    reader.checkTaggedFieldEnd(tag, start, size);
  }
  if (unknownTaggedFields === undefined) return { assignmentEpoch, assignmentTimestamp };
  return { assignmentEpoch, assignmentTimestamp, unknownTaggedFields };
}

/**
 * Writes a `ShareGroupTargetAssignmentMetadataValue`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeShareGroupTargetAssignmentMetadataValue(writer: ByteWriter, value: ShareGroupTargetAssignmentMetadataValue, _version: number): void {
  writer.writeInt32(value.assignmentEpoch);
  const unknown = value.unknownTaggedFields ?? NO_TAGGED_FIELDS;
  let taggedFields = unknown.length;
  const has0 = value.assignmentTimestamp !== 0;
  if (has0) taggedFields++;
  writer.writeUnsignedVarint(taggedFields);
  let next = 0;
  if (has0) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 0);
    const start = writer.beginTaggedField(0);
    writer.writeInt64FromNumber(value.assignmentTimestamp);
    writer.endTaggedField(start);
  }
  writeUnknownTaggedFieldsBelow(writer, unknown, next, Infinity);
}

/** The key of the target assignment of a member of a share group. */
export interface ShareGroupTargetAssignmentMemberKey {
  readonly groupId: string;
  readonly memberId: string;
}

/** Every field of `ShareGroupTargetAssignmentMemberKey` at its default. */
export const defaultShareGroupTargetAssignmentMemberKey: ShareGroupTargetAssignmentMemberKey = {
  groupId: '',
  memberId: '',
};

/**
 * Reads a `ShareGroupTargetAssignmentMemberKey` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readShareGroupTargetAssignmentMemberKey(reader: ByteReader, _version: number): ShareGroupTargetAssignmentMemberKey {
  const groupId = reader.readString();
  const memberId = reader.readString();
  return { groupId, memberId };
}

/**
 * Writes a `ShareGroupTargetAssignmentMemberKey`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeShareGroupTargetAssignmentMemberKey(writer: ByteWriter, value: ShareGroupTargetAssignmentMemberKey, _version: number): void {
  writer.writeString(value.groupId);
  writer.writeString(value.memberId);
}

/** A struct of `ShareGroupTargetAssignmentMemberValue`. */
export interface ShareGroupTargetAssignmentMemberValueTopicPartition {
  readonly topicId: Uuid;
  readonly partitions: readonly number[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ShareGroupTargetAssignmentMemberValueTopicPartition` at its default. */
export const defaultShareGroupTargetAssignmentMemberValueTopicPartition: ShareGroupTargetAssignmentMemberValueTopicPartition = {
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/** The partitions that a member of a share group is to fetch from; a missing value deletes them. */
export interface ShareGroupTargetAssignmentMemberValue {
  readonly topicPartitions: readonly ShareGroupTargetAssignmentMemberValueTopicPartition[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ShareGroupTargetAssignmentMemberValue` at its default. */
export const defaultShareGroupTargetAssignmentMemberValue: ShareGroupTargetAssignmentMemberValue = {
  topicPartitions: NO_ELEMENTS,
};

/**
 * Reads a `ShareGroupTargetAssignmentMemberValue` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readShareGroupTargetAssignmentMemberValue(reader: ByteReader, version: number): ShareGroupTargetAssignmentMemberValue {
  const topicPartitions = readShareGroupTargetAssignmentMemberValueTopicPartitionArray(reader, reader.readCompactArrayLength(17, 112), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicPartitions };
  return { topicPartitions, unknownTaggedFields };
}

/**
 * Writes a `ShareGroupTargetAssignmentMemberValue`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeShareGroupTargetAssignmentMemberValue(writer: ByteWriter, value: ShareGroupTargetAssignmentMemberValue, version: number): void {
  writer.writeCompactArrayLength(value.topicPartitions.length);
  for (const element of value.topicPartitions) writeShareGroupTargetAssignmentMemberValueTopicPartition(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ShareGroupTargetAssignmentMemberValue`. */
function readShareGroupTargetAssignmentMemberValueTopicPartition(reader: ByteReader, _version: number): ShareGroupTargetAssignmentMemberValueTopicPartition {
  const topicId = reader.readUuid();
  const partitions = reader.readCompactInt32Array();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicId, partitions };
  return { topicId, partitions, unknownTaggedFields };
}

function readShareGroupTargetAssignmentMemberValueTopicPartitionArray(reader: ByteReader, length: number, version: number): ShareGroupTargetAssignmentMemberValueTopicPartition[] {
  const elements = new Array<ShareGroupTargetAssignmentMemberValueTopicPartition>(length);
  for (let index = 0; index < length; index++) elements[index] = readShareGroupTargetAssignmentMemberValueTopicPartition(reader, version);
  return elements;
}

/** Writes a struct of `ShareGroupTargetAssignmentMemberValue`. */
function writeShareGroupTargetAssignmentMemberValueTopicPartition(writer: ByteWriter, value: ShareGroupTargetAssignmentMemberValueTopicPartition, _version: number): void {
  writer.writeUuid(value.topicId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writer.writeInt32(element);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** The key of the current assignment of a member of a share group. */
export interface ShareGroupCurrentMemberAssignmentKey {
  readonly groupId: string;
  readonly memberId: string;
}

/** Every field of `ShareGroupCurrentMemberAssignmentKey` at its default. */
export const defaultShareGroupCurrentMemberAssignmentKey: ShareGroupCurrentMemberAssignmentKey = {
  groupId: '',
  memberId: '',
};

/**
 * Reads a `ShareGroupCurrentMemberAssignmentKey` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readShareGroupCurrentMemberAssignmentKey(reader: ByteReader, _version: number): ShareGroupCurrentMemberAssignmentKey {
  const groupId = reader.readString();
  const memberId = reader.readString();
  return { groupId, memberId };
}

/**
 * Writes a `ShareGroupCurrentMemberAssignmentKey`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeShareGroupCurrentMemberAssignmentKey(writer: ByteWriter, value: ShareGroupCurrentMemberAssignmentKey, _version: number): void {
  writer.writeString(value.groupId);
  writer.writeString(value.memberId);
}

/** A struct of `ShareGroupCurrentMemberAssignmentValue`. */
export interface ShareGroupCurrentMemberAssignmentValueTopicPartitions {
  readonly topicId: Uuid;
  readonly partitions: readonly number[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ShareGroupCurrentMemberAssignmentValueTopicPartitions` at its default. */
export const defaultShareGroupCurrentMemberAssignmentValueTopicPartitions: ShareGroupCurrentMemberAssignmentValueTopicPartitions = {
  topicId: ZERO_UUID,
  partitions: NO_ELEMENTS,
};

/** The partitions that a member of a share group fetches from; a missing value deletes them. */
export interface ShareGroupCurrentMemberAssignmentValue {
  /** The epoch that the member must send in its heartbeats. */
  readonly memberEpoch: number;
  /** Still accepted, in case the response with the new epoch was lost. */
  readonly previousMemberEpoch: number;
  /** 0 stable; members of share groups know no other. */
  readonly state: number;
  readonly assignedPartitions: readonly ShareGroupCurrentMemberAssignmentValueTopicPartitions[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ShareGroupCurrentMemberAssignmentValue` at its default. */
export const defaultShareGroupCurrentMemberAssignmentValue: ShareGroupCurrentMemberAssignmentValue = {
  memberEpoch: 0,
  previousMemberEpoch: 0,
  state: 0,
  assignedPartitions: NO_ELEMENTS,
};

/**
 * Reads a `ShareGroupCurrentMemberAssignmentValue` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readShareGroupCurrentMemberAssignmentValue(reader: ByteReader, version: number): ShareGroupCurrentMemberAssignmentValue {
  const memberEpoch = reader.readInt32();
  const previousMemberEpoch = reader.readInt32();
  const state = reader.readInt8();
  const assignedPartitions = readShareGroupCurrentMemberAssignmentValueTopicPartitionsArray(reader, reader.readCompactArrayLength(17, 112), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { memberEpoch, previousMemberEpoch, state, assignedPartitions };
  return { memberEpoch, previousMemberEpoch, state, assignedPartitions, unknownTaggedFields };
}

/**
 * Writes a `ShareGroupCurrentMemberAssignmentValue`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeShareGroupCurrentMemberAssignmentValue(writer: ByteWriter, value: ShareGroupCurrentMemberAssignmentValue, version: number): void {
  writer.writeInt32(value.memberEpoch);
  writer.writeInt32(value.previousMemberEpoch);
  writer.writeInt8(value.state);
  writer.writeCompactArrayLength(value.assignedPartitions.length);
  for (const element of value.assignedPartitions) writeShareGroupCurrentMemberAssignmentValueTopicPartitions(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ShareGroupCurrentMemberAssignmentValue`. */
function readShareGroupCurrentMemberAssignmentValueTopicPartitions(reader: ByteReader, _version: number): ShareGroupCurrentMemberAssignmentValueTopicPartitions {
  const topicId = reader.readUuid();
  const partitions = reader.readCompactInt32Array();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicId, partitions };
  return { topicId, partitions, unknownTaggedFields };
}

function readShareGroupCurrentMemberAssignmentValueTopicPartitionsArray(reader: ByteReader, length: number, version: number): ShareGroupCurrentMemberAssignmentValueTopicPartitions[] {
  const elements = new Array<ShareGroupCurrentMemberAssignmentValueTopicPartitions>(length);
  for (let index = 0; index < length; index++) elements[index] = readShareGroupCurrentMemberAssignmentValueTopicPartitions(reader, version);
  return elements;
}

/** Writes a struct of `ShareGroupCurrentMemberAssignmentValue`. */
function writeShareGroupCurrentMemberAssignmentValueTopicPartitions(writer: ByteWriter, value: ShareGroupCurrentMemberAssignmentValueTopicPartitions, _version: number): void {
  writer.writeUuid(value.topicId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writer.writeInt32(element);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** The key of the share partitions of a share group. */
export interface ShareGroupStatePartitionMetadataKey {
  readonly groupId: string;
}

/** Every field of `ShareGroupStatePartitionMetadataKey` at its default. */
export const defaultShareGroupStatePartitionMetadataKey: ShareGroupStatePartitionMetadataKey = {
  groupId: '',
};

/**
 * Reads a `ShareGroupStatePartitionMetadataKey` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readShareGroupStatePartitionMetadataKey(reader: ByteReader, _version: number): ShareGroupStatePartitionMetadataKey {
  const groupId = reader.readString();
  return { groupId };
}

/**
 * Writes a `ShareGroupStatePartitionMetadataKey`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeShareGroupStatePartitionMetadataKey(writer: ByteWriter, value: ShareGroupStatePartitionMetadataKey, _version: number): void {
  writer.writeString(value.groupId);
}

/** A struct of `ShareGroupStatePartitionMetadataValue`. */
export interface TopicPartitionsInfo {
  readonly topicId: Uuid;
  readonly topicName: string;
  readonly partitions: readonly number[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `TopicPartitionsInfo` at its default. */
export const defaultTopicPartitionsInfo: TopicPartitionsInfo = {
  topicId: ZERO_UUID,
  topicName: '',
  partitions: NO_ELEMENTS,
};

/** A struct of `ShareGroupStatePartitionMetadataValue`. */
export interface ShareGroupStatePartitionMetadataValueTopicInfo {
  readonly topicId: Uuid;
  readonly topicName: string;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ShareGroupStatePartitionMetadataValueTopicInfo` at its default. */
export const defaultShareGroupStatePartitionMetadataValueTopicInfo: ShareGroupStatePartitionMetadataValueTopicInfo = {
  topicId: ZERO_UUID,
  topicName: '',
};

/**
 * For which share partitions the share coordinator keeps a state; a missing value deletes the list.
 */
export interface ShareGroupStatePartitionMetadataValue {
  /** InitializeShareGroupState was sent and not answered yet. */
  readonly initializingTopics: readonly TopicPartitionsInfo[];
  /** The share coordinator has the state. */
  readonly initializedTopics: readonly TopicPartitionsInfo[];
  /** DeleteShareGroupState was sent and not answered yet. */
  readonly deletingTopics: readonly ShareGroupStatePartitionMetadataValueTopicInfo[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ShareGroupStatePartitionMetadataValue` at its default. */
export const defaultShareGroupStatePartitionMetadataValue: ShareGroupStatePartitionMetadataValue = {
  initializingTopics: NO_ELEMENTS,
  initializedTopics: NO_ELEMENTS,
  deletingTopics: NO_ELEMENTS,
};

/**
 * Reads a `ShareGroupStatePartitionMetadataValue` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readShareGroupStatePartitionMetadataValue(reader: ByteReader, version: number): ShareGroupStatePartitionMetadataValue {
  const initializingTopics = readTopicPartitionsInfoArray(reader, reader.readCompactArrayLength(18, 120), version);
  const initializedTopics = readTopicPartitionsInfoArray(reader, reader.readCompactArrayLength(18, 120), version);
  const deletingTopics = readShareGroupStatePartitionMetadataValueTopicInfoArray(reader, reader.readCompactArrayLength(17, 96), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { initializingTopics, initializedTopics, deletingTopics };
  return { initializingTopics, initializedTopics, deletingTopics, unknownTaggedFields };
}

/**
 * Writes a `ShareGroupStatePartitionMetadataValue`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeShareGroupStatePartitionMetadataValue(writer: ByteWriter, value: ShareGroupStatePartitionMetadataValue, version: number): void {
  writer.writeCompactArrayLength(value.initializingTopics.length);
  for (const element of value.initializingTopics) writeTopicPartitionsInfo(writer, element, version);
  writer.writeCompactArrayLength(value.initializedTopics.length);
  for (const element of value.initializedTopics) writeTopicPartitionsInfo(writer, element, version);
  writer.writeCompactArrayLength(value.deletingTopics.length);
  for (const element of value.deletingTopics) writeShareGroupStatePartitionMetadataValueTopicInfo(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ShareGroupStatePartitionMetadataValue`. */
function readShareGroupStatePartitionMetadataValueTopicInfo(reader: ByteReader, _version: number): ShareGroupStatePartitionMetadataValueTopicInfo {
  const topicId = reader.readUuid();
  const topicName = reader.readCompactString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicId, topicName };
  return { topicId, topicName, unknownTaggedFields };
}

function readShareGroupStatePartitionMetadataValueTopicInfoArray(reader: ByteReader, length: number, version: number): ShareGroupStatePartitionMetadataValueTopicInfo[] {
  const elements = new Array<ShareGroupStatePartitionMetadataValueTopicInfo>(length);
  for (let index = 0; index < length; index++) elements[index] = readShareGroupStatePartitionMetadataValueTopicInfo(reader, version);
  return elements;
}

/** Writes a struct of `ShareGroupStatePartitionMetadataValue`. */
function writeShareGroupStatePartitionMetadataValueTopicInfo(writer: ByteWriter, value: ShareGroupStatePartitionMetadataValueTopicInfo, _version: number): void {
  writer.writeUuid(value.topicId);
  writer.writeCompactString(value.topicName);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ShareGroupStatePartitionMetadataValue`. */
function readTopicPartitionsInfo(reader: ByteReader, _version: number): TopicPartitionsInfo {
  const topicId = reader.readUuid();
  const topicName = reader.readCompactString();
  const partitions = reader.readCompactInt32Array();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { topicId, topicName, partitions };
  return { topicId, topicName, partitions, unknownTaggedFields };
}

function readTopicPartitionsInfoArray(reader: ByteReader, length: number, version: number): TopicPartitionsInfo[] {
  const elements = new Array<TopicPartitionsInfo>(length);
  for (let index = 0; index < length; index++) elements[index] = readTopicPartitionsInfo(reader, version);
  return elements;
}

/** Writes a struct of `ShareGroupStatePartitionMetadataValue`. */
function writeTopicPartitionsInfo(writer: ByteWriter, value: TopicPartitionsInfo, _version: number): void {
  writer.writeUuid(value.topicId);
  writer.writeCompactString(value.topicName);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writer.writeInt32(element);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** The key of a streams group (KIP-1071). */
export interface StreamsGroupMetadataKey {
  readonly groupId: string;
}

/** Every field of `StreamsGroupMetadataKey` at its default. */
export const defaultStreamsGroupMetadataKey: StreamsGroupMetadataKey = {
  groupId: '',
};

/**
 * Reads a `StreamsGroupMetadataKey` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readStreamsGroupMetadataKey(reader: ByteReader, _version: number): StreamsGroupMetadataKey {
  const groupId = reader.readString();
  return { groupId };
}

/**
 * Writes a `StreamsGroupMetadataKey`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeStreamsGroupMetadataKey(writer: ByteWriter, value: StreamsGroupMetadataKey, _version: number): void {
  writer.writeString(value.groupId);
}

/** A struct of `StreamsGroupMetadataValue`. */
export interface LastAssignmentConfig {
  readonly key: string;
  readonly value: string;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `LastAssignmentConfig` at its default. */
export const defaultLastAssignmentConfig: LastAssignmentConfig = {
  key: '',
  value: '',
};

/** The group epoch of a streams group and what goes with it; a missing value deletes the group. */
export interface StreamsGroupMetadataValue {
  /** Grows when members, topology, settings or topics change. */
  readonly epoch: number;
  /** A hash of the topics of the topology, by which a change of them is noticed. */
  readonly metadataHash: bigint;
  /** The version of the topology whose topics were found complete; -1 if none. (tag 0) */
  readonly validatedTopologyEpoch: number;
  /**
   * The settings of the last assignment, by which a change of them is noticed; null if none. (tag
   * 1)
   */
  readonly lastAssignmentConfigs: readonly LastAssignmentConfig[] | null;
  /**
   * The version of the topology whose description is stored; -1 none, -2 uncertain (KIP-1331). (tag
   * 2)
   */
  readonly storedDescriptionTopologyEpoch: number;
  /** The version of the topology whose description was refused for good; -1 if none. (tag 3) */
  readonly failedDescriptionTopologyEpoch: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `StreamsGroupMetadataValue` at its default. */
export const defaultStreamsGroupMetadataValue: StreamsGroupMetadataValue = {
  epoch: 0,
  metadataHash: 0n,
  validatedTopologyEpoch: -1,
  lastAssignmentConfigs: NO_ELEMENTS,
  storedDescriptionTopologyEpoch: -1,
  failedDescriptionTopologyEpoch: -1,
};

/**
 * Reads a `StreamsGroupMetadataValue` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readStreamsGroupMetadataValue(reader: ByteReader, version: number): StreamsGroupMetadataValue {
  const epoch = reader.readInt32();
  const metadataHash = reader.readInt64();
  let validatedTopologyEpoch: number = -1;
  let lastAssignmentConfigs: readonly LastAssignmentConfig[] | null = NO_ELEMENTS;
  let storedDescriptionTopologyEpoch: number = -1;
  let failedDescriptionTopologyEpoch: number = -1;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
    const tag = reader.readUnsignedVarint();
    const size = reader.readTaggedFieldBytes();
    const start = reader.position;
    switch (tag) {
      case 0:
        validatedTopologyEpoch = reader.readInt32();
        break;
      case 1:
        lastAssignmentConfigs = readNullableLastAssignmentConfigArray(reader, reader.readCompactNullableArrayLength(2, 48), version);
        break;
      case 2:
        storedDescriptionTopologyEpoch = reader.readInt32();
        break;
      case 3:
        failedDescriptionTopologyEpoch = reader.readInt32();
        break;
      default:
        unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
    }
    reader.checkTaggedFieldEnd(tag, start, size);
  }
  if (unknownTaggedFields === undefined) return { epoch, metadataHash, validatedTopologyEpoch, lastAssignmentConfigs, storedDescriptionTopologyEpoch, failedDescriptionTopologyEpoch };
  return { epoch, metadataHash, validatedTopologyEpoch, lastAssignmentConfigs, storedDescriptionTopologyEpoch, failedDescriptionTopologyEpoch, unknownTaggedFields };
}

/**
 * Writes a `StreamsGroupMetadataValue`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeStreamsGroupMetadataValue(writer: ByteWriter, value: StreamsGroupMetadataValue, version: number): void {
  writer.writeInt32(value.epoch);
  writer.writeInt64(value.metadataHash);
  const unknown = value.unknownTaggedFields ?? NO_TAGGED_FIELDS;
  let taggedFields = unknown.length;
  const has0 = value.validatedTopologyEpoch !== -1;
  if (has0) taggedFields++;
  const has1 = value.lastAssignmentConfigs === null || value.lastAssignmentConfigs.length !== 0;
  if (has1) taggedFields++;
  const has2 = value.storedDescriptionTopologyEpoch !== -1;
  if (has2) taggedFields++;
  const has3 = value.failedDescriptionTopologyEpoch !== -1;
  if (has3) taggedFields++;
  writer.writeUnsignedVarint(taggedFields);
  let next = 0;
  if (has0) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 0);
    const start = writer.beginTaggedField(0);
    writer.writeInt32(value.validatedTopologyEpoch);
    writer.endTaggedField(start);
  }
  if (has1) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 1);
    const start = writer.beginTaggedField(1);
    if (value.lastAssignmentConfigs === null) {
      writer.writeCompactArrayLength(-1);
    } else {
      writer.writeCompactArrayLength(value.lastAssignmentConfigs.length);
      for (const element of value.lastAssignmentConfigs) writeLastAssignmentConfig(writer, element, version);
    }
    writer.endTaggedField(start);
  }
  if (has2) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 2);
    const start = writer.beginTaggedField(2);
    writer.writeInt32(value.storedDescriptionTopologyEpoch);
    writer.endTaggedField(start);
  }
  if (has3) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 3);
    const start = writer.beginTaggedField(3);
    writer.writeInt32(value.failedDescriptionTopologyEpoch);
    writer.endTaggedField(start);
  }
  writeUnknownTaggedFieldsBelow(writer, unknown, next, Infinity);
}

/** Reads a struct of `StreamsGroupMetadataValue`. */
function readLastAssignmentConfig(reader: ByteReader, _version: number): LastAssignmentConfig {
  const key = reader.readCompactString();
  const value = reader.readCompactString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { key, value };
  return { key, value, unknownTaggedFields };
}

function readLastAssignmentConfigArray(reader: ByteReader, length: number, version: number): LastAssignmentConfig[] {
  const elements = new Array<LastAssignmentConfig>(length);
  for (let index = 0; index < length; index++) elements[index] = readLastAssignmentConfig(reader, version);
  return elements;
}

function readNullableLastAssignmentConfigArray(reader: ByteReader, length: number, version: number): LastAssignmentConfig[] | null {
  return length < 0 ? null : readLastAssignmentConfigArray(reader, length, version);
}

/** Writes a struct of `StreamsGroupMetadataValue`. */
function writeLastAssignmentConfig(writer: ByteWriter, value: LastAssignmentConfig, _version: number): void {
  writer.writeCompactString(value.key);
  writer.writeCompactString(value.value);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** The key of a member of a streams group. */
export interface StreamsGroupMemberMetadataKey {
  readonly groupId: string;
  readonly memberId: string;
}

/** Every field of `StreamsGroupMemberMetadataKey` at its default. */
export const defaultStreamsGroupMemberMetadataKey: StreamsGroupMemberMetadataKey = {
  groupId: '',
  memberId: '',
};

/**
 * Reads a `StreamsGroupMemberMetadataKey` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readStreamsGroupMemberMetadataKey(reader: ByteReader, _version: number): StreamsGroupMemberMetadataKey {
  const groupId = reader.readString();
  const memberId = reader.readString();
  return { groupId, memberId };
}

/**
 * Writes a `StreamsGroupMemberMetadataKey`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeStreamsGroupMemberMetadataKey(writer: ByteWriter, value: StreamsGroupMemberMetadataKey, _version: number): void {
  writer.writeString(value.groupId);
  writer.writeString(value.memberId);
}

/** A struct of `StreamsGroupMemberMetadataValue`. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `Endpoint` at its default. */
export const defaultEndpoint: Endpoint = {
  host: '',
  port: 0,
};

/** A struct of `StreamsGroupMemberMetadataValue`. */
export interface KeyValue {
  readonly key: string;
  readonly value: string;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `KeyValue` at its default. */
export const defaultKeyValue: KeyValue = {
  key: '',
  value: '',
};

/** What a member of a streams group said of itself; a missing value removes the member. */
export interface StreamsGroupMemberMetadataValue {
  /** The name of a static member; null for a dynamic one. */
  readonly instanceId: string | null;
  /** Null if there is none. */
  readonly rackId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  /** How long the member may take to give up tasks, in milliseconds. */
  readonly rebalanceTimeoutMs: number;
  /** The version of the topology that the member runs. */
  readonly topologyEpoch: number;
  /** One for all members in a process. */
  readonly processId: string;
  /** Where the application answers interactive queries; null if there is none. */
  readonly userEndpoint: Endpoint | null;
  /** Tags by which standby tasks are spread over racks. */
  readonly clientTags: readonly KeyValue[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `StreamsGroupMemberMetadataValue` at its default. */
export const defaultStreamsGroupMemberMetadataValue: StreamsGroupMemberMetadataValue = {
  instanceId: '',
  rackId: '',
  clientId: '',
  clientHost: '',
  rebalanceTimeoutMs: -1,
  topologyEpoch: 0,
  processId: '',
  userEndpoint: null,
  clientTags: NO_ELEMENTS,
};

/**
 * Reads a `StreamsGroupMemberMetadataValue` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readStreamsGroupMemberMetadataValue(reader: ByteReader, version: number): StreamsGroupMemberMetadataValue {
  const instanceId = reader.readCompactNullableString();
  const rackId = reader.readCompactNullableString();
  const clientId = reader.readCompactString();
  const clientHost = reader.readCompactString();
  const rebalanceTimeoutMs = reader.readInt32();
  const topologyEpoch = reader.readInt32();
  const processId = reader.readCompactString();
  const userEndpoint = (reader.readStructPresence() ? readEndpoint(reader, version) : null);
  const clientTags = readKeyValueArray(reader, reader.readCompactArrayLength(2, 48), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { instanceId, rackId, clientId, clientHost, rebalanceTimeoutMs, topologyEpoch, processId, userEndpoint, clientTags };
  return { instanceId, rackId, clientId, clientHost, rebalanceTimeoutMs, topologyEpoch, processId, userEndpoint, clientTags, unknownTaggedFields };
}

/**
 * Writes a `StreamsGroupMemberMetadataValue`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeStreamsGroupMemberMetadataValue(writer: ByteWriter, value: StreamsGroupMemberMetadataValue, version: number): void {
  writer.writeCompactNullableString(value.instanceId);
  writer.writeCompactNullableString(value.rackId);
  writer.writeCompactString(value.clientId);
  writer.writeCompactString(value.clientHost);
  writer.writeInt32(value.rebalanceTimeoutMs);
  writer.writeInt32(value.topologyEpoch);
  writer.writeCompactString(value.processId);
  if (value.userEndpoint === null) {
    writer.writeInt8(-1);
  } else {
    writer.writeInt8(1);
    writeEndpoint(writer, value.userEndpoint, version);
  }
  writer.writeCompactArrayLength(value.clientTags.length);
  for (const element of value.clientTags) writeKeyValue(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `StreamsGroupMemberMetadataValue`. */
function readKeyValue(reader: ByteReader, _version: number): KeyValue {
  const key = reader.readCompactString();
  const value = reader.readCompactString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { key, value };
  return { key, value, unknownTaggedFields };
}

function readKeyValueArray(reader: ByteReader, length: number, version: number): KeyValue[] {
  const elements = new Array<KeyValue>(length);
  for (let index = 0; index < length; index++) elements[index] = readKeyValue(reader, version);
  return elements;
}

/** Writes a struct of `StreamsGroupMemberMetadataValue`. */
function writeKeyValue(writer: ByteWriter, value: KeyValue, _version: number): void {
  writer.writeCompactString(value.key);
  writer.writeCompactString(value.value);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `StreamsGroupMemberMetadataValue`. */
function readEndpoint(reader: ByteReader, _version: number): Endpoint {
  const host = reader.readCompactString();
  const port = reader.readUint16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { host, port };
  return { host, port, unknownTaggedFields };
}

/** Writes a struct of `StreamsGroupMemberMetadataValue`. */
function writeEndpoint(writer: ByteWriter, value: Endpoint, _version: number): void {
  writer.writeCompactString(value.host);
  writer.writeUint16(value.port);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** The key of the assignment epoch of a streams group. */
export interface StreamsGroupTargetAssignmentMetadataKey {
  readonly groupId: string;
}

/** Every field of `StreamsGroupTargetAssignmentMetadataKey` at its default. */
export const defaultStreamsGroupTargetAssignmentMetadataKey: StreamsGroupTargetAssignmentMetadataKey = {
  groupId: '',
};

/**
 * Reads a `StreamsGroupTargetAssignmentMetadataKey` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readStreamsGroupTargetAssignmentMetadataKey(reader: ByteReader, _version: number): StreamsGroupTargetAssignmentMetadataKey {
  const groupId = reader.readString();
  return { groupId };
}

/**
 * Writes a `StreamsGroupTargetAssignmentMetadataKey`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeStreamsGroupTargetAssignmentMetadataKey(writer: ByteWriter, value: StreamsGroupTargetAssignmentMetadataKey, _version: number): void {
  writer.writeString(value.groupId);
}

/**
 * For which group epoch the target assignment of a streams group was computed; a missing value
 * deletes the assignment.
 */
export interface StreamsGroupTargetAssignmentMetadataValue {
  /** Written after the parts of all members, so that it shows them complete. */
  readonly assignmentEpoch: number;
  /** When the assignment was computed; 0 if unknown. (tag 0) */
  readonly assignmentTimestamp: Timestamp;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `StreamsGroupTargetAssignmentMetadataValue` at its default. */
export const defaultStreamsGroupTargetAssignmentMetadataValue: StreamsGroupTargetAssignmentMetadataValue = {
  assignmentEpoch: 0,
  assignmentTimestamp: 0,
};

/**
 * Reads a `StreamsGroupTargetAssignmentMetadataValue` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readStreamsGroupTargetAssignmentMetadataValue(reader: ByteReader, _version: number): StreamsGroupTargetAssignmentMetadataValue {
  const assignmentEpoch = reader.readInt32();
  let assignmentTimestamp: Timestamp = 0;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
    const tag = reader.readUnsignedVarint();
    const size = reader.readTaggedFieldBytes();
    const start = reader.position;
    switch (tag) {
      case 0:
        assignmentTimestamp = reader.readInt64AsNumber();
        break;
      default:
        unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
    }
    reader.checkTaggedFieldEnd(tag, start, size);
  }
  if (unknownTaggedFields === undefined) return { assignmentEpoch, assignmentTimestamp };
  return { assignmentEpoch, assignmentTimestamp, unknownTaggedFields };
}

/**
 * Writes a `StreamsGroupTargetAssignmentMetadataValue`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeStreamsGroupTargetAssignmentMetadataValue(writer: ByteWriter, value: StreamsGroupTargetAssignmentMetadataValue, _version: number): void {
  writer.writeInt32(value.assignmentEpoch);
  const unknown = value.unknownTaggedFields ?? NO_TAGGED_FIELDS;
  let taggedFields = unknown.length;
  const has0 = value.assignmentTimestamp !== 0;
  if (has0) taggedFields++;
  writer.writeUnsignedVarint(taggedFields);
  let next = 0;
  if (has0) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 0);
    const start = writer.beginTaggedField(0);
    writer.writeInt64FromNumber(value.assignmentTimestamp);
    writer.endTaggedField(start);
  }
  writeUnknownTaggedFieldsBelow(writer, unknown, next, Infinity);
}

/** The key of the target assignment of a member of a streams group. */
export interface StreamsGroupTargetAssignmentMemberKey {
  readonly groupId: string;
  readonly memberId: string;
}

/** Every field of `StreamsGroupTargetAssignmentMemberKey` at its default. */
export const defaultStreamsGroupTargetAssignmentMemberKey: StreamsGroupTargetAssignmentMemberKey = {
  groupId: '',
  memberId: '',
};

/**
 * Reads a `StreamsGroupTargetAssignmentMemberKey` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readStreamsGroupTargetAssignmentMemberKey(reader: ByteReader, _version: number): StreamsGroupTargetAssignmentMemberKey {
  const groupId = reader.readString();
  const memberId = reader.readString();
  return { groupId, memberId };
}

/**
 * Writes a `StreamsGroupTargetAssignmentMemberKey`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeStreamsGroupTargetAssignmentMemberKey(writer: ByteWriter, value: StreamsGroupTargetAssignmentMemberKey, _version: number): void {
  writer.writeString(value.groupId);
  writer.writeString(value.memberId);
}

/** A struct of `StreamsGroupTargetAssignmentMemberValue`. */
export interface StreamsGroupTargetAssignmentMemberValueTaskIds {
  readonly subtopologyId: string;
  readonly partitions: readonly number[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `StreamsGroupTargetAssignmentMemberValueTaskIds` at its default. */
export const defaultStreamsGroupTargetAssignmentMemberValueTaskIds: StreamsGroupTargetAssignmentMemberValueTaskIds = {
  subtopologyId: '',
  partitions: NO_ELEMENTS,
};

/**
 * The tasks that a member of a streams group is to have in the end; a missing value deletes them.
 */
export interface StreamsGroupTargetAssignmentMemberValue {
  /** The tasks to run. */
  readonly activeTasks: readonly StreamsGroupTargetAssignmentMemberValueTaskIds[];
  /** The tasks to keep a copy of. */
  readonly standbyTasks: readonly StreamsGroupTargetAssignmentMemberValueTaskIds[];
  /** The tasks to catch up on, so as to run them later. */
  readonly warmupTasks: readonly StreamsGroupTargetAssignmentMemberValueTaskIds[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `StreamsGroupTargetAssignmentMemberValue` at its default. */
export const defaultStreamsGroupTargetAssignmentMemberValue: StreamsGroupTargetAssignmentMemberValue = {
  activeTasks: NO_ELEMENTS,
  standbyTasks: NO_ELEMENTS,
  warmupTasks: NO_ELEMENTS,
};

/**
 * Reads a `StreamsGroupTargetAssignmentMemberValue` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readStreamsGroupTargetAssignmentMemberValue(reader: ByteReader, version: number): StreamsGroupTargetAssignmentMemberValue {
  const activeTasks = readStreamsGroupTargetAssignmentMemberValueTaskIdsArray(reader, reader.readCompactArrayLength(2, 64), version);
  const standbyTasks = readStreamsGroupTargetAssignmentMemberValueTaskIdsArray(reader, reader.readCompactArrayLength(2, 64), version);
  const warmupTasks = readStreamsGroupTargetAssignmentMemberValueTaskIdsArray(reader, reader.readCompactArrayLength(2, 64), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { activeTasks, standbyTasks, warmupTasks };
  return { activeTasks, standbyTasks, warmupTasks, unknownTaggedFields };
}

/**
 * Writes a `StreamsGroupTargetAssignmentMemberValue`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeStreamsGroupTargetAssignmentMemberValue(writer: ByteWriter, value: StreamsGroupTargetAssignmentMemberValue, version: number): void {
  writer.writeCompactArrayLength(value.activeTasks.length);
  for (const element of value.activeTasks) writeStreamsGroupTargetAssignmentMemberValueTaskIds(writer, element, version);
  writer.writeCompactArrayLength(value.standbyTasks.length);
  for (const element of value.standbyTasks) writeStreamsGroupTargetAssignmentMemberValueTaskIds(writer, element, version);
  writer.writeCompactArrayLength(value.warmupTasks.length);
  for (const element of value.warmupTasks) writeStreamsGroupTargetAssignmentMemberValueTaskIds(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `StreamsGroupTargetAssignmentMemberValue`. */
function readStreamsGroupTargetAssignmentMemberValueTaskIds(reader: ByteReader, _version: number): StreamsGroupTargetAssignmentMemberValueTaskIds {
  const subtopologyId = reader.readCompactString();
  const partitions = reader.readCompactInt32Array();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { subtopologyId, partitions };
  return { subtopologyId, partitions, unknownTaggedFields };
}

function readStreamsGroupTargetAssignmentMemberValueTaskIdsArray(reader: ByteReader, length: number, version: number): StreamsGroupTargetAssignmentMemberValueTaskIds[] {
  const elements = new Array<StreamsGroupTargetAssignmentMemberValueTaskIds>(length);
  for (let index = 0; index < length; index++) elements[index] = readStreamsGroupTargetAssignmentMemberValueTaskIds(reader, version);
  return elements;
}

/** Writes a struct of `StreamsGroupTargetAssignmentMemberValue`. */
function writeStreamsGroupTargetAssignmentMemberValueTaskIds(writer: ByteWriter, value: StreamsGroupTargetAssignmentMemberValueTaskIds, _version: number): void {
  writer.writeCompactString(value.subtopologyId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writer.writeInt32(element);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** The key of the current assignment of a member of a streams group. */
export interface StreamsGroupCurrentMemberAssignmentKey {
  readonly groupId: string;
  readonly memberId: string;
}

/** Every field of `StreamsGroupCurrentMemberAssignmentKey` at its default. */
export const defaultStreamsGroupCurrentMemberAssignmentKey: StreamsGroupCurrentMemberAssignmentKey = {
  groupId: '',
  memberId: '',
};

/**
 * Reads a `StreamsGroupCurrentMemberAssignmentKey` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readStreamsGroupCurrentMemberAssignmentKey(reader: ByteReader, _version: number): StreamsGroupCurrentMemberAssignmentKey {
  const groupId = reader.readString();
  const memberId = reader.readString();
  return { groupId, memberId };
}

/**
 * Writes a `StreamsGroupCurrentMemberAssignmentKey`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeStreamsGroupCurrentMemberAssignmentKey(writer: ByteWriter, value: StreamsGroupCurrentMemberAssignmentKey, _version: number): void {
  writer.writeString(value.groupId);
  writer.writeString(value.memberId);
}

/** A struct of `StreamsGroupCurrentMemberAssignmentValue`. */
export interface StreamsGroupCurrentMemberAssignmentValueTaskIds {
  readonly subtopologyId: string;
  readonly partitions: readonly number[];
  /**
   * For each of `partitions` of active tasks since which epoch the member has it; null or empty if
   * unknown. (tag 0)
   */
  readonly assignmentEpochs: readonly number[] | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `StreamsGroupCurrentMemberAssignmentValueTaskIds` at its default. */
export const defaultStreamsGroupCurrentMemberAssignmentValueTaskIds: StreamsGroupCurrentMemberAssignmentValueTaskIds = {
  subtopologyId: '',
  partitions: NO_ELEMENTS,
  assignmentEpochs: NO_ELEMENTS,
};

/**
 * The tasks that a member of a streams group has and how far it is on the way to its target; a
 * missing value deletes them.
 */
export interface StreamsGroupCurrentMemberAssignmentValue {
  /** The epoch that the member must send in its heartbeats. */
  readonly memberEpoch: number;
  /** Still accepted, in case the response with the new epoch was lost. */
  readonly previousMemberEpoch: number;
  /** 1 stable, 2 has to give up tasks, 3 waits for tasks of others. */
  readonly state: number;
  readonly activeTasks: readonly StreamsGroupCurrentMemberAssignmentValueTaskIds[];
  readonly standbyTasks: readonly StreamsGroupCurrentMemberAssignmentValueTaskIds[];
  readonly warmupTasks: readonly StreamsGroupCurrentMemberAssignmentValueTaskIds[];
  /** The active tasks that the member has been told to give up. */
  readonly activeTasksPendingRevocation: readonly StreamsGroupCurrentMemberAssignmentValueTaskIds[];
  /** The standby tasks that the member has been told to give up. */
  readonly standbyTasksPendingRevocation: readonly StreamsGroupCurrentMemberAssignmentValueTaskIds[];
  /** The warm-up tasks that the member has been told to give up. */
  readonly warmupTasksPendingRevocation: readonly StreamsGroupCurrentMemberAssignmentValueTaskIds[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `StreamsGroupCurrentMemberAssignmentValue` at its default. */
export const defaultStreamsGroupCurrentMemberAssignmentValue: StreamsGroupCurrentMemberAssignmentValue = {
  memberEpoch: 0,
  previousMemberEpoch: 0,
  state: 0,
  activeTasks: NO_ELEMENTS,
  standbyTasks: NO_ELEMENTS,
  warmupTasks: NO_ELEMENTS,
  activeTasksPendingRevocation: NO_ELEMENTS,
  standbyTasksPendingRevocation: NO_ELEMENTS,
  warmupTasksPendingRevocation: NO_ELEMENTS,
};

/**
 * Reads a `StreamsGroupCurrentMemberAssignmentValue` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readStreamsGroupCurrentMemberAssignmentValue(reader: ByteReader, version: number): StreamsGroupCurrentMemberAssignmentValue {
  const memberEpoch = reader.readInt32();
  const previousMemberEpoch = reader.readInt32();
  const state = reader.readInt8();
  const activeTasks = readStreamsGroupCurrentMemberAssignmentValueTaskIdsArray(reader, reader.readCompactArrayLength(2, 88), version);
  const standbyTasks = readStreamsGroupCurrentMemberAssignmentValueTaskIdsArray(reader, reader.readCompactArrayLength(2, 88), version);
  const warmupTasks = readStreamsGroupCurrentMemberAssignmentValueTaskIdsArray(reader, reader.readCompactArrayLength(2, 88), version);
  const activeTasksPendingRevocation = readStreamsGroupCurrentMemberAssignmentValueTaskIdsArray(reader, reader.readCompactArrayLength(2, 88), version);
  const standbyTasksPendingRevocation = readStreamsGroupCurrentMemberAssignmentValueTaskIdsArray(reader, reader.readCompactArrayLength(2, 88), version);
  const warmupTasksPendingRevocation = readStreamsGroupCurrentMemberAssignmentValueTaskIdsArray(reader, reader.readCompactArrayLength(2, 88), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { memberEpoch, previousMemberEpoch, state, activeTasks, standbyTasks, warmupTasks, activeTasksPendingRevocation, standbyTasksPendingRevocation, warmupTasksPendingRevocation };
  return { memberEpoch, previousMemberEpoch, state, activeTasks, standbyTasks, warmupTasks, activeTasksPendingRevocation, standbyTasksPendingRevocation, warmupTasksPendingRevocation, unknownTaggedFields };
}

/**
 * Writes a `StreamsGroupCurrentMemberAssignmentValue`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeStreamsGroupCurrentMemberAssignmentValue(writer: ByteWriter, value: StreamsGroupCurrentMemberAssignmentValue, version: number): void {
  writer.writeInt32(value.memberEpoch);
  writer.writeInt32(value.previousMemberEpoch);
  writer.writeInt8(value.state);
  writer.writeCompactArrayLength(value.activeTasks.length);
  for (const element of value.activeTasks) writeStreamsGroupCurrentMemberAssignmentValueTaskIds(writer, element, version);
  writer.writeCompactArrayLength(value.standbyTasks.length);
  for (const element of value.standbyTasks) writeStreamsGroupCurrentMemberAssignmentValueTaskIds(writer, element, version);
  writer.writeCompactArrayLength(value.warmupTasks.length);
  for (const element of value.warmupTasks) writeStreamsGroupCurrentMemberAssignmentValueTaskIds(writer, element, version);
  writer.writeCompactArrayLength(value.activeTasksPendingRevocation.length);
  for (const element of value.activeTasksPendingRevocation) writeStreamsGroupCurrentMemberAssignmentValueTaskIds(writer, element, version);
  writer.writeCompactArrayLength(value.standbyTasksPendingRevocation.length);
  for (const element of value.standbyTasksPendingRevocation) writeStreamsGroupCurrentMemberAssignmentValueTaskIds(writer, element, version);
  writer.writeCompactArrayLength(value.warmupTasksPendingRevocation.length);
  for (const element of value.warmupTasksPendingRevocation) writeStreamsGroupCurrentMemberAssignmentValueTaskIds(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `StreamsGroupCurrentMemberAssignmentValue`. */
function readStreamsGroupCurrentMemberAssignmentValueTaskIds(reader: ByteReader, _version: number): StreamsGroupCurrentMemberAssignmentValueTaskIds {
  const subtopologyId = reader.readCompactString();
  const partitions = reader.readCompactInt32Array();
  let assignmentEpochs: readonly number[] | null = NO_ELEMENTS;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
    const tag = reader.readUnsignedVarint();
    const size = reader.readTaggedFieldBytes();
    const start = reader.position;
    switch (tag) {
      case 0:
        assignmentEpochs = readNullableInt32Array(reader, reader.readCompactNullableArrayLength(4, 8));
        break;
      default:
        unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
    }
    reader.checkTaggedFieldEnd(tag, start, size);
  }
  if (unknownTaggedFields === undefined) return { subtopologyId, partitions, assignmentEpochs };
  return { subtopologyId, partitions, assignmentEpochs, unknownTaggedFields };
}

function readStreamsGroupCurrentMemberAssignmentValueTaskIdsArray(reader: ByteReader, length: number, version: number): StreamsGroupCurrentMemberAssignmentValueTaskIds[] {
  const elements = new Array<StreamsGroupCurrentMemberAssignmentValueTaskIds>(length);
  for (let index = 0; index < length; index++) elements[index] = readStreamsGroupCurrentMemberAssignmentValueTaskIds(reader, version);
  return elements;
}

/** Writes a struct of `StreamsGroupCurrentMemberAssignmentValue`. */
function writeStreamsGroupCurrentMemberAssignmentValueTaskIds(writer: ByteWriter, value: StreamsGroupCurrentMemberAssignmentValueTaskIds, _version: number): void {
  writer.writeCompactString(value.subtopologyId);
  writer.writeCompactArrayLength(value.partitions.length);
  for (const element of value.partitions) writer.writeInt32(element);
  const unknown = value.unknownTaggedFields ?? NO_TAGGED_FIELDS;
  let taggedFields = unknown.length;
  const has0 = value.assignmentEpochs === null || value.assignmentEpochs.length !== 0;
  if (has0) taggedFields++;
  writer.writeUnsignedVarint(taggedFields);
  let next = 0;
  if (has0) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 0);
    const start = writer.beginTaggedField(0);
    if (value.assignmentEpochs === null) {
      writer.writeCompactArrayLength(-1);
    } else {
      writer.writeCompactArrayLength(value.assignmentEpochs.length);
      for (const element of value.assignmentEpochs) writer.writeInt32(element);
    }
    writer.endTaggedField(start);
  }
  writeUnknownTaggedFieldsBelow(writer, unknown, next, Infinity);
}

/** The key of the topology of a streams group. */
export interface StreamsGroupTopologyKey {
  readonly groupId: string;
}

/** Every field of `StreamsGroupTopologyKey` at its default. */
export const defaultStreamsGroupTopologyKey: StreamsGroupTopologyKey = {
  groupId: '',
};

/**
 * Reads a `StreamsGroupTopologyKey` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readStreamsGroupTopologyKey(reader: ByteReader, _version: number): StreamsGroupTopologyKey {
  const groupId = reader.readString();
  return { groupId };
}

/**
 * Writes a `StreamsGroupTopologyKey`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeStreamsGroupTopologyKey(writer: ByteWriter, value: StreamsGroupTopologyKey, _version: number): void {
  writer.writeString(value.groupId);
}

/** A struct of `StreamsGroupTopologyValue`. */
export interface TopicConfig {
  readonly key: string;
  readonly value: string;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `TopicConfig` at its default. */
export const defaultTopicConfig: TopicConfig = {
  key: '',
  value: '',
};

/** A struct of `StreamsGroupTopologyValue`. */
export interface StreamsGroupTopologyValueTopicInfo {
  readonly name: string;
  /** 0 if the coordinator is to work it out, as for every changelog topic. */
  readonly partitions: number;
  /** 0 for the default of the cluster. */
  readonly replicationFactor: number;
  readonly topicConfigs: readonly TopicConfig[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `StreamsGroupTopologyValueTopicInfo` at its default. */
export const defaultStreamsGroupTopologyValueTopicInfo: StreamsGroupTopologyValueTopicInfo = {
  name: '',
  partitions: 0,
  replicationFactor: 0,
  topicConfigs: NO_ELEMENTS,
};

/** A struct of `StreamsGroupTopologyValue`. */
export interface CopartitionGroup {
  /** Positions in the array of the same name in the subtopology. */
  readonly sourceTopics: readonly number[];
  /** Positions in the array of the same name in the subtopology. */
  readonly sourceTopicRegex: readonly number[];
  /** Positions in the array of the same name in the subtopology. */
  readonly repartitionSourceTopics: readonly number[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `CopartitionGroup` at its default. */
export const defaultCopartitionGroup: CopartitionGroup = {
  sourceTopics: NO_ELEMENTS,
  sourceTopicRegex: NO_ELEMENTS,
  repartitionSourceTopics: NO_ELEMENTS,
};

/** A struct of `StreamsGroupTopologyValue`. */
export interface Subtopology {
  /** A name that follows from the topology alone. */
  readonly subtopologyId: string;
  /** The topics to read from, repartition topics left out. */
  readonly sourceTopics: readonly string[];
  /** Expressions for topics to read from. */
  readonly sourceTopicRegex: readonly string[];
  /** The topics behind the state stores, which the coordinator creates. */
  readonly stateChangelogTopics: readonly StreamsGroupTopologyValueTopicInfo[];
  /** The repartition topics to write to. */
  readonly repartitionSinkTopics: readonly string[];
  /** The repartition topics to read from, which the coordinator creates. */
  readonly repartitionSourceTopics: readonly StreamsGroupTopologyValueTopicInfo[];
  /** Topics that must have the same number of partitions. */
  readonly copartitionGroups: readonly CopartitionGroup[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `Subtopology` at its default. */
export const defaultSubtopology: Subtopology = {
  subtopologyId: '',
  sourceTopics: NO_ELEMENTS,
  sourceTopicRegex: NO_ELEMENTS,
  stateChangelogTopics: NO_ELEMENTS,
  repartitionSinkTopics: NO_ELEMENTS,
  repartitionSourceTopics: NO_ELEMENTS,
  copartitionGroups: NO_ELEMENTS,
};

/** The topology of a streams group; a missing value deletes it. */
export interface StreamsGroupTopologyValue {
  /** Grows with each version of the topology. */
  readonly epoch: number;
  readonly subtopologies: readonly Subtopology[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `StreamsGroupTopologyValue` at its default. */
export const defaultStreamsGroupTopologyValue: StreamsGroupTopologyValue = {
  epoch: 0,
  subtopologies: NO_ELEMENTS,
};

/**
 * Reads a `StreamsGroupTopologyValue` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readStreamsGroupTopologyValue(reader: ByteReader, version: number): StreamsGroupTopologyValue {
  const epoch = reader.readInt32();
  const subtopologies = readSubtopologyArray(reader, reader.readCompactArrayLength(7, 184), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { epoch, subtopologies };
  return { epoch, subtopologies, unknownTaggedFields };
}

/**
 * Writes a `StreamsGroupTopologyValue`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeStreamsGroupTopologyValue(writer: ByteWriter, value: StreamsGroupTopologyValue, version: number): void {
  writer.writeInt32(value.epoch);
  writer.writeCompactArrayLength(value.subtopologies.length);
  for (const element of value.subtopologies) writeSubtopology(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `StreamsGroupTopologyValue`. */
function readSubtopology(reader: ByteReader, version: number): Subtopology {
  const subtopologyId = reader.readCompactString();
  const sourceTopics = readStringArray(reader, reader.readCompactArrayLength(1, 8), true);
  const sourceTopicRegex = readStringArray(reader, reader.readCompactArrayLength(1, 8), true);
  const stateChangelogTopics = readStreamsGroupTopologyValueTopicInfoArray(reader, reader.readCompactArrayLength(8, 80), version);
  const repartitionSinkTopics = readStringArray(reader, reader.readCompactArrayLength(1, 8), true);
  const repartitionSourceTopics = readStreamsGroupTopologyValueTopicInfoArray(reader, reader.readCompactArrayLength(8, 80), version);
  const copartitionGroups = readCopartitionGroupArray(reader, reader.readCompactArrayLength(3, 104), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { subtopologyId, sourceTopics, sourceTopicRegex, stateChangelogTopics, repartitionSinkTopics, repartitionSourceTopics, copartitionGroups };
  return { subtopologyId, sourceTopics, sourceTopicRegex, stateChangelogTopics, repartitionSinkTopics, repartitionSourceTopics, copartitionGroups, unknownTaggedFields };
}

function readSubtopologyArray(reader: ByteReader, length: number, version: number): Subtopology[] {
  const elements = new Array<Subtopology>(length);
  for (let index = 0; index < length; index++) elements[index] = readSubtopology(reader, version);
  return elements;
}

/** Writes a struct of `StreamsGroupTopologyValue`. */
function writeSubtopology(writer: ByteWriter, value: Subtopology, version: number): void {
  writer.writeCompactString(value.subtopologyId);
  writer.writeCompactArrayLength(value.sourceTopics.length);
  for (const element of value.sourceTopics) writer.writeCompactString(element);
  writer.writeCompactArrayLength(value.sourceTopicRegex.length);
  for (const element of value.sourceTopicRegex) writer.writeCompactString(element);
  writer.writeCompactArrayLength(value.stateChangelogTopics.length);
  for (const element of value.stateChangelogTopics) writeStreamsGroupTopologyValueTopicInfo(writer, element, version);
  writer.writeCompactArrayLength(value.repartitionSinkTopics.length);
  for (const element of value.repartitionSinkTopics) writer.writeCompactString(element);
  writer.writeCompactArrayLength(value.repartitionSourceTopics.length);
  for (const element of value.repartitionSourceTopics) writeStreamsGroupTopologyValueTopicInfo(writer, element, version);
  writer.writeCompactArrayLength(value.copartitionGroups.length);
  for (const element of value.copartitionGroups) writeCopartitionGroup(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `StreamsGroupTopologyValue`. */
function readCopartitionGroup(reader: ByteReader, _version: number): CopartitionGroup {
  const sourceTopics = readInt16Array(reader, reader.readCompactArrayLength(2, 8));
  const sourceTopicRegex = readInt16Array(reader, reader.readCompactArrayLength(2, 8));
  const repartitionSourceTopics = readInt16Array(reader, reader.readCompactArrayLength(2, 8));
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { sourceTopics, sourceTopicRegex, repartitionSourceTopics };
  return { sourceTopics, sourceTopicRegex, repartitionSourceTopics, unknownTaggedFields };
}

function readCopartitionGroupArray(reader: ByteReader, length: number, version: number): CopartitionGroup[] {
  const elements = new Array<CopartitionGroup>(length);
  for (let index = 0; index < length; index++) elements[index] = readCopartitionGroup(reader, version);
  return elements;
}

/** Writes a struct of `StreamsGroupTopologyValue`. */
function writeCopartitionGroup(writer: ByteWriter, value: CopartitionGroup, _version: number): void {
  writer.writeCompactArrayLength(value.sourceTopics.length);
  for (const element of value.sourceTopics) writer.writeInt16(element);
  writer.writeCompactArrayLength(value.sourceTopicRegex.length);
  for (const element of value.sourceTopicRegex) writer.writeInt16(element);
  writer.writeCompactArrayLength(value.repartitionSourceTopics.length);
  for (const element of value.repartitionSourceTopics) writer.writeInt16(element);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `StreamsGroupTopologyValue`. */
function readStreamsGroupTopologyValueTopicInfo(reader: ByteReader, version: number): StreamsGroupTopologyValueTopicInfo {
  const name = reader.readCompactString();
  const partitions = reader.readInt32();
  const replicationFactor = reader.readInt16();
  const topicConfigs = readTopicConfigArray(reader, reader.readCompactArrayLength(2, 48), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { name, partitions, replicationFactor, topicConfigs };
  return { name, partitions, replicationFactor, topicConfigs, unknownTaggedFields };
}

function readStreamsGroupTopologyValueTopicInfoArray(reader: ByteReader, length: number, version: number): StreamsGroupTopologyValueTopicInfo[] {
  const elements = new Array<StreamsGroupTopologyValueTopicInfo>(length);
  for (let index = 0; index < length; index++) elements[index] = readStreamsGroupTopologyValueTopicInfo(reader, version);
  return elements;
}

/** Writes a struct of `StreamsGroupTopologyValue`. */
function writeStreamsGroupTopologyValueTopicInfo(writer: ByteWriter, value: StreamsGroupTopologyValueTopicInfo, version: number): void {
  writer.writeCompactString(value.name);
  writer.writeInt32(value.partitions);
  writer.writeInt16(value.replicationFactor);
  writer.writeCompactArrayLength(value.topicConfigs.length);
  for (const element of value.topicConfigs) writeTopicConfig(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `StreamsGroupTopologyValue`. */
function readTopicConfig(reader: ByteReader, _version: number): TopicConfig {
  const key = reader.readCompactString();
  const value = reader.readCompactString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { key, value };
  return { key, value, unknownTaggedFields };
}

function readTopicConfigArray(reader: ByteReader, length: number, version: number): TopicConfig[] {
  const elements = new Array<TopicConfig>(length);
  for (let index = 0; index < length; index++) elements[index] = readTopicConfig(reader, version);
  return elements;
}

/** Writes a struct of `StreamsGroupTopologyValue`. */
function writeTopicConfig(writer: ByteWriter, value: TopicConfig, _version: number): void {
  writer.writeCompactString(value.key);
  writer.writeCompactString(value.value);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
