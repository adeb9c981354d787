// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Uuid, ZERO_UUID } from '@odradek/base';
import { requireNotNull } from '../codec/null-value.ts';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `MetadataRequest`. */
export interface MetadataRequestTopic {
  /** Zero to ask by name; used from v12 on. (v10+) */
  readonly topicId: Uuid;
  /** Null to ask by topic id, from v12 on. */
  readonly name: string | null;
}

/** Every field of `MetadataRequestTopic` at its default. */
export const defaultMetadataRequestTopic: MetadataRequestTopic = {
  topicId: ZERO_UUID,
  name: '',
};

/**
 * Sent by every client to any broker: the brokers of the cluster, and the leaders and replicas of
 * topics. v4 can leave topics uncreated, v7 added leader epochs, v8 authorized operations, v10
 * topic ids, v13 an error for all.
 */
export interface MetadataRequest {
  /** Null for all topics, an empty array for none; in v0 an empty array means all. */
  readonly topics: readonly MetadataRequestTopic[] | null;
  /** Whether topics that do not exist are created, if the broker allows it as well. (v4+) */
  readonly allowAutoTopicCreation: boolean;
  /** DescribeCluster replaced it in v11. (v8-10) */
  readonly includeClusterAuthorizedOperations: boolean;
  /** (v8+) */
  readonly includeTopicAuthorizedOperations: boolean;
}

/** Every field of `MetadataRequest` at its default. */
export const defaultMetadataRequest: MetadataRequest = {
  topics: NO_ELEMENTS,
  allowAutoTopicCreation: true,
  includeClusterAuthorizedOperations: false,
  includeTopicAuthorizedOperations: false,
};

/**
 * Reads a `MetadataRequest` of version 0 to 13. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readMetadataRequest(reader: ByteReader, version: number): MetadataRequest {
  const topics = readNullableMetadataRequestTopicArray(reader, version >= 1 ? (version >= 9 ? reader.readCompactNullableArrayLength(1, 96) : reader.readNullableArrayLength(1, 96)) : (version >= 9 ? reader.readCompactArrayLength(1, 96) : reader.readArrayLength(1, 96)), version);
  const allowAutoTopicCreation = version >= 4 ? reader.readBoolean() : true;
  const includeClusterAuthorizedOperations = version >= 8 && version <= 10 ? reader.readBoolean() : false;
  const includeTopicAuthorizedOperations = version >= 8 ? reader.readBoolean() : false;
  if (version >= 9) {
    reader.skipTaggedFields();
  }
  return { topics, allowAutoTopicCreation, includeClusterAuthorizedOperations, includeTopicAuthorizedOperations };
}

/**
 * Writes a `MetadataRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeMetadataRequest(writer: ByteWriter, value: MetadataRequest, version: number): void {
  if (version >= 1) {
    if (value.topics === null) {
      if (version >= 9) {
        writer.writeCompactArrayLength(-1);
      } else {
        writer.writeArrayLength(-1);
      }
    } else {
      if (version >= 9) {
        writer.writeCompactArrayLength(value.topics.length);
      } else {
        writer.writeArrayLength(value.topics.length);
      }
      for (const element of value.topics) writeMetadataRequestTopic(writer, element, version);
    }
  } else {
    const topics = requireNotNull(value.topics, 'topics', version);
    if (version >= 9) {
      writer.writeCompactArrayLength(topics.length);
    } else {
      writer.writeArrayLength(topics.length);
    }
    for (const element of topics) writeMetadataRequestTopic(writer, element, version);
  }
  if (version >= 4) {
    writer.writeBoolean(value.allowAutoTopicCreation);
  }
  if (version >= 8 && version <= 10) {
    writer.writeBoolean(value.includeClusterAuthorizedOperations);
  }
  if (version >= 8) {
    writer.writeBoolean(value.includeTopicAuthorizedOperations);
  }
  if (version >= 9) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `MetadataRequest`. */
function readMetadataRequestTopic(reader: ByteReader, version: number): MetadataRequestTopic {
  const topicId = version >= 10 ? reader.readUuid() : ZERO_UUID;
  const name = version >= 9 ? (version >= 10 ? reader.readCompactNullableString() : reader.readCompactString()) : (version >= 10 ? reader.readNullableString() : reader.readString());
  if (version >= 9) {
    reader.skipTaggedFields();
  }
  return { topicId, name };
}

function readMetadataRequestTopicArray(reader: ByteReader, length: number, version: number): MetadataRequestTopic[] {
  const elements = new Array<MetadataRequestTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readMetadataRequestTopic(reader, version);
  return elements;
}

function readNullableMetadataRequestTopicArray(reader: ByteReader, length: number, version: number): MetadataRequestTopic[] | null {
  return length < 0 ? null : readMetadataRequestTopicArray(reader, length, version);
}

/** Writes a struct of `MetadataRequest`. */
function writeMetadataRequestTopic(writer: ByteWriter, value: MetadataRequestTopic, version: number): void {
  if (version >= 10) {
    writer.writeUuid(value.topicId);
  }
  if (version >= 9) {
    if (version >= 10) {
      writer.writeCompactNullableString(value.name);
    } else {
      writer.writeCompactString(requireNotNull(value.name, 'name', version));
    }
  } else {
    if (version >= 10) {
      writer.writeNullableString(value.name);
    } else {
      writer.writeString(requireNotNull(value.name, 'name', version));
    }
  }
  if (version >= 9) {
    writer.writeUnsignedVarint(0);
  }
}

/** A struct of `MetadataResponse`. */
export interface MetadataResponseBroker {
  readonly nodeId: number;
  /** The address of the listener on which the request came in. */
  readonly host: string;
  readonly port: number;
  /** Null if the broker has none. (v1+) */
  readonly rack: string | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `MetadataResponseBroker` at its default. */
export const defaultMetadataResponseBroker: MetadataResponseBroker = {
  nodeId: 0,
  host: '',
  port: 0,
  rack: null,
};

/** A struct of `MetadataResponse`. */
export interface MetadataResponsePartition {
  readonly errorCode: number;
  readonly partitionIndex: number;
  /** -1 while the partition has no leader. */
  readonly leaderId: number;
  /** Grows with each election of a leader; -1 if unknown. (v7+) */
  readonly leaderEpoch: number;
  /** The brokers with a replica, the preferred leader first. */
  readonly replicaNodes: readonly number[];
  /** The replicas that have caught up with the leader. */
  readonly isrNodes: readonly number[];
  /** The replicas whose broker or log directory is down. (v5+) */
  readonly offlineReplicas: readonly number[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `MetadataResponsePartition` at its default. */
export const defaultMetadataResponsePartition: MetadataResponsePartition = {
  errorCode: 0,
  partitionIndex: 0,
  leaderId: 0,
  leaderEpoch: -1,
  replicaNodes: NO_ELEMENTS,
  isrNodes: NO_ELEMENTS,
  offlineReplicas: NO_ELEMENTS,
};

/** A struct of `MetadataResponse`. */
export interface MetadataResponseTopic {
  readonly errorCode: number;
  /** Null if the topic id is unknown. */
  readonly name: string | null;
  /** (v10+) */
  readonly topicId: Uuid;
  /** True for topics of the cluster itself such as `__consumer_offsets`. (v1+) */
  readonly isInternal: boolean;
  readonly partitions: readonly MetadataResponsePartition[];
  /**
   * Bit n is set if the client may do ACL operation n on the topic; -2147483648 if not asked. (v8+)
   */
  readonly topicAuthorizedOperations: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `MetadataResponseTopic` at its default. */
export const defaultMetadataResponseTopic: MetadataResponseTopic = {
  errorCode: 0,
  name: '',
  topicId: ZERO_UUID,
  isInternal: false,
  partitions: NO_ELEMENTS,
  topicAuthorizedOperations: -2147483648,
};

/**
 * Sent by every client to any broker: the brokers of the cluster, and the leaders and replicas of
 * topics. v4 can leave topics uncreated, v7 added leader epochs, v8 authorized operations, v10
 * topic ids, v13 an error for all.
 */
export interface MetadataResponse {
  /**
   * How long the broker will now ignore the connection because of a quota, in milliseconds. (v3+)
   */
  readonly throttleTimeMs: number;
  /** The brokers that are alive. */
  readonly brokers: readonly MetadataResponseBroker[];
  /** (v2+) */
  readonly clusterId: string | null;
  /**
   * A broker that takes requests for the controller, in KRaft any of them; -1 if there is none.
   * (v1+)
   */
  readonly controllerId: number;
  readonly topics: readonly MetadataResponseTopic[];
  /**
   * Bit n is set if the client may do ACL operation n on the cluster; -2147483648 if not asked.
   * (v8-10)
   */
  readonly clusterAuthorizedOperations: number;
  /** REBOOTSTRAP_REQUIRED tells the client to start again from its bootstrap servers. (v13) */
  readonly errorCode: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `MetadataResponse` at its default. */
export const defaultMetadataResponse: MetadataResponse = {
  throttleTimeMs: 0,
  brokers: NO_ELEMENTS,
  clusterId: null,
  controllerId: -1,
  topics: NO_ELEMENTS,
  clusterAuthorizedOperations: -2147483648,
  errorCode: 0,
};

/**
 * Reads a `MetadataResponse` of version 0 to 13. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readMetadataResponse(reader: ByteReader, version: number): MetadataResponse {
  const throttleTimeMs = version >= 3 ? reader.readInt32() : 0;
  const brokers = readMetadataResponseBrokerArray(reader, version >= 9 ? reader.readCompactArrayLength(9, 64) : reader.readArrayLength(9, 64), version);
  const clusterId = version >= 2 ? (version >= 9 ? reader.readCompactNullableString() : reader.readNullableString()) : null;
  const controllerId = version >= 1 ? reader.readInt32() : -1;
  const topics = readMetadataResponseTopicArray(reader, version >= 9 ? reader.readCompactArrayLength(4, 144) : reader.readArrayLength(4, 144), version);
  const clusterAuthorizedOperations = version >= 8 && version <= 10 ? reader.readInt32() : -2147483648;
  const errorCode = version >= 13 ? reader.readInt16() : 0;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 9) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, brokers, clusterId, controllerId, topics, clusterAuthorizedOperations, errorCode };
  return { throttleTimeMs, brokers, clusterId, controllerId, topics, clusterAuthorizedOperations, errorCode, unknownTaggedFields };
}

/**
 * Writes a `MetadataResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeMetadataResponse(writer: ByteWriter, value: MetadataResponse, version: number): void {
  if (version >= 3) {
    writer.writeInt32(value.throttleTimeMs);
  }
  if (version >= 9) {
    writer.writeCompactArrayLength(value.brokers.length);
  } else {
    writer.writeArrayLength(value.brokers.length);
  }
  for (const element of value.brokers) writeMetadataResponseBroker(writer, element, version);
  if (version >= 2) {
    if (version >= 9) {
      writer.writeCompactNullableString(value.clusterId);
    } else {
      writer.writeNullableString(value.clusterId);
    }
  }
  if (version >= 1) {
    writer.writeInt32(value.controllerId);
  }
  if (version >= 9) {
    writer.writeCompactArrayLength(value.topics.length);
  } else {
    writer.writeArrayLength(value.topics.length);
  }
  for (const element of value.topics) writeMetadataResponseTopic(writer, element, version);
  if (version >= 8 && version <= 10) {
    writer.writeInt32(value.clusterAuthorizedOperations);
  }
  if (version >= 13) {
    writer.writeInt16(value.errorCode);
  }
  if (version >= 9) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `MetadataResponse`. */
function readMetadataResponseTopic(reader: ByteReader, version: number): MetadataResponseTopic {
  const errorCode = reader.readInt16();
  const name = version >= 9 ? (version >= 12 ? reader.readCompactNullableString() : reader.readCompactString()) : (version >= 12 ? reader.readNullableString() : reader.readString());
  const topicId = version >= 10 ? reader.readUuid() : ZERO_UUID;
  const isInternal = version >= 1 ? reader.readBoolean() : false;
  const partitions = readMetadataResponsePartitionArray(reader, version >= 9 ? reader.readCompactArrayLength(12, 136) : reader.readArrayLength(12, 136), version);
  const topicAuthorizedOperations = version >= 8 ? reader.readInt32() : -2147483648;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 9) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { errorCode, name, topicId, isInternal, partitions, topicAuthorizedOperations };
  return { errorCode, name, topicId, isInternal, partitions, topicAuthorizedOperations, unknownTaggedFields };
}

function readMetadataResponseTopicArray(reader: ByteReader, length: number, version: number): MetadataResponseTopic[] {
  const elements = new Array<MetadataResponseTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readMetadataResponseTopic(reader, version);
  return elements;
}

/** Writes a struct of `MetadataResponse`. */
function writeMetadataResponseTopic(writer: ByteWriter, value: MetadataResponseTopic, version: number): void {
  writer.writeInt16(value.errorCode);
  if (version >= 9) {
    if (version >= 12) {
      writer.writeCompactNullableString(value.name);
    } else {
      writer.writeCompactString(requireNotNull(value.name, 'name', version));
    }
  } else {
    if (version >= 12) {
      writer.writeNullableString(value.name);
    } else {
      writer.writeString(requireNotNull(value.name, 'name', version));
    }
  }
  if (version >= 10) {
    writer.writeUuid(value.topicId);
  }
  if (version >= 1) {
    writer.writeBoolean(value.isInternal);
  }
  if (version >= 9) {
    writer.writeCompactArrayLength(value.partitions.length);
  } else {
    writer.writeArrayLength(value.partitions.length);
  }
  for (const element of value.partitions) writeMetadataResponsePartition(writer, element, version);
  if (version >= 8) {
    writer.writeInt32(value.topicAuthorizedOperations);
  }
  if (version >= 9) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `MetadataResponse`. */
function readMetadataResponsePartition(reader: ByteReader, version: number): MetadataResponsePartition {
  const errorCode = reader.readInt16();
  const partitionIndex = reader.readInt32();
  const leaderId = reader.readInt32();
  const leaderEpoch = version >= 7 ? reader.readInt32() : -1;
  const replicaNodes = version >= 9 ? reader.readCompactInt32Array() : reader.readInt32Array();
  const isrNodes = version >= 9 ? reader.readCompactInt32Array() : reader.readInt32Array();
  const offlineReplicas = version >= 5 ? (version >= 9 ? reader.readCompactInt32Array() : reader.readInt32Array()) : NO_ELEMENTS;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 9) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { errorCode, partitionIndex, leaderId, leaderEpoch, replicaNodes, isrNodes, offlineReplicas };
  return { errorCode, partitionIndex, leaderId, leaderEpoch, replicaNodes, isrNodes, offlineReplicas, unknownTaggedFields };
}

function readMetadataResponsePartitionArray(reader: ByteReader, length: number, version: number): MetadataResponsePartition[] {
  const elements = new Array<MetadataResponsePartition>(length);
  for (let index = 0; index < length; index++) elements[index] = readMetadataResponsePartition(reader, version);
  return elements;
}

/** Writes a struct of `MetadataResponse`. */
function writeMetadataResponsePartition(writer: ByteWriter, value: MetadataResponsePartition, version: number): void {
  writer.writeInt16(value.errorCode);
  writer.writeInt32(value.partitionIndex);
  writer.writeInt32(value.leaderId);
  if (version >= 7) {
    writer.writeInt32(value.leaderEpoch);
  }
  if (version >= 9) {
    writer.writeCompactArrayLength(value.replicaNodes.length);
  } else {
    writer.writeArrayLength(value.replicaNodes.length);
  }
  for (const element of value.replicaNodes) writer.writeInt32(element);
  if (version >= 9) {
    writer.writeCompactArrayLength(value.isrNodes.length);
  } else {
    writer.writeArrayLength(value.isrNodes.length);
  }
  for (const element of value.isrNodes) writer.writeInt32(element);
  if (version >= 5) {
    if (version >= 9) {
      writer.writeCompactArrayLength(value.offlineReplicas.length);
    } else {
      writer.writeArrayLength(value.offlineReplicas.length);
    }
    for (const element of value.offlineReplicas) writer.writeInt32(element);
  }
  if (version >= 9) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `MetadataResponse`. */
function readMetadataResponseBroker(reader: ByteReader, version: number): MetadataResponseBroker {
  const nodeId = reader.readInt32();
  const host = version >= 9 ? reader.readCompactString() : reader.readString();
  const port = reader.readInt32();
  const rack = version >= 1 ? (version >= 9 ? reader.readCompactNullableString() : reader.readNullableString()) : null;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 9) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { nodeId, host, port, rack };
  return { nodeId, host, port, rack, unknownTaggedFields };
}

function readMetadataResponseBrokerArray(reader: ByteReader, length: number, version: number): MetadataResponseBroker[] {
  const elements = new Array<MetadataResponseBroker>(length);
  for (let index = 0; index < length; index++) elements[index] = readMetadataResponseBroker(reader, version);
  return elements;
}

/** Writes a struct of `MetadataResponse`. */
function writeMetadataResponseBroker(writer: ByteWriter, value: MetadataResponseBroker, version: number): void {
  writer.writeInt32(value.nodeId);
  if (version >= 9) {
    writer.writeCompactString(value.host);
  } else {
    writer.writeString(value.host);
  }
  writer.writeInt32(value.port);
  if (version >= 1) {
    if (version >= 9) {
      writer.writeCompactNullableString(value.rack);
    } else {
      writer.writeNullableString(value.rack);
    }
  }
  if (version >= 9) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
