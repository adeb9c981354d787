// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { keepUnknownTaggedField, NO_TAGGED_FIELDS, readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields, writeUnknownTaggedFieldsBelow } from '../codec/unknown-tagged-fields.ts';

/** A struct of `CreateTopicsRequest`. */
export interface CreatableReplicaAssignment {
  readonly partitionIndex: number;
  /** The replicas, the preferred leader first. */
  readonly brokerIds: readonly number[];
}

/** Every field of `CreatableReplicaAssignment` at its default. */
export const defaultCreatableReplicaAssignment: CreatableReplicaAssignment = {
  partitionIndex: 0,
  brokerIds: NO_ELEMENTS,
};

/** A struct of `CreateTopicsRequest`. */
export interface CreatableTopicConfig {
  readonly name: string;
  /** Null for the default of the cluster. */
  readonly value: string | null;
}

/** Every field of `CreatableTopicConfig` at its default. */
export const defaultCreatableTopicConfig: CreatableTopicConfig = {
  name: '',
  value: '',
};

/** A struct of `CreateTopicsRequest`. */
export interface CreatableTopic {
  readonly name: string;
  /** -1 for the default of the cluster, or if `assignments` is given. */
  readonly numPartitions: number;
  /** -1 for the default of the cluster, or if `assignments` is given. */
  readonly replicationFactor: number;
  /** The replicas of every partition, chosen by hand; empty to let the controller choose. */
  readonly assignments: readonly CreatableReplicaAssignment[];
  /** Settings that differ from the defaults of the cluster. */
  readonly configs: readonly CreatableTopicConfig[];
}

/** Every field of `CreatableTopic` at its default. */
export const defaultCreatableTopic: CreatableTopic = {
  name: '',
  numPartitions: 0,
  replicationFactor: 0,
  assignments: NO_ELEMENTS,
  configs: NO_ELEMENTS,
};

/**
 * Sent by admin clients to the controller, through any broker: creates topics. v4 can leave the
 * numbers to the cluster (KIP-464), v5 returns configs, v6 knows quotas (KIP-599), v7 returns the
 * topic id.
 */
export interface CreateTopicsRequest {
  readonly topics: readonly CreatableTopic[];
  /** How long to wait for the topics, in milliseconds; they may come into being later. */
  readonly timeoutMs: number;
  /** True to check the request and create nothing. */
  readonly validateOnly: boolean;
}

/** Every field of `CreateTopicsRequest` at its default. */
export const defaultCreateTopicsRequest: CreateTopicsRequest = {
  topics: NO_ELEMENTS,
  timeoutMs: 60000,
  validateOnly: false,
};

/**
 * Reads a `CreateTopicsRequest` of version 2 to 7. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readCreateTopicsRequest(reader: ByteReader, version: number): CreateTopicsRequest {
  const topics = readCreatableTopicArray(reader, version >= 5 ? reader.readCompactArrayLength(9, 104) : reader.readArrayLength(9, 104), version);
  const timeoutMs = reader.readInt32();
  const validateOnly = reader.readBoolean();
  if (version >= 5) {
    reader.skipTaggedFields();
  }
  return { topics, timeoutMs, validateOnly };
}

/**
 * Writes a `CreateTopicsRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeCreateTopicsRequest(writer: ByteWriter, value: CreateTopicsRequest, version: number): void {
  if (version >= 5) {
    writer.writeCompactArrayLength(value.topics.length);
  } else {
    writer.writeArrayLength(value.topics.length);
  }
  for (const element of value.topics) writeCreatableTopic(writer, element, version);
  writer.writeInt32(value.timeoutMs);
  writer.writeBoolean(value.validateOnly);
  if (version >= 5) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `CreateTopicsRequest`. */
function readCreatableTopic(reader: ByteReader, version: number): CreatableTopic {
  const name = version >= 5 ? reader.readCompactString() : reader.readString();
  const numPartitions = reader.readInt32();
  const replicationFactor = reader.readInt16();
  const assignments = readCreatableReplicaAssignmentArray(reader, version >= 5 ? reader.readCompactArrayLength(5, 64) : reader.readArrayLength(5, 64), version);
  const configs = readCreatableTopicConfigArray(reader, version >= 5 ? reader.readCompactArrayLength(2, 48) : reader.readArrayLength(2, 48), version);
  if (version >= 5) {
    reader.skipTaggedFields();
  }
  return { name, numPartitions, replicationFactor, assignments, configs };
}

function readCreatableTopicArray(reader: ByteReader, length: number, version: number): CreatableTopic[] {
  const elements = new Array<CreatableTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readCreatableTopic(reader, version);
  return elements;
}

/** Writes a struct of `CreateTopicsRequest`. */
function writeCreatableTopic(writer: ByteWriter, value: CreatableTopic, version: number): void {
  if (version >= 5) {
    writer.writeCompactString(value.name);
  } else {
    writer.writeString(value.name);
  }
  writer.writeInt32(value.numPartitions);
  writer.writeInt16(value.replicationFactor);
  if (version >= 5) {
    writer.writeCompactArrayLength(value.assignments.length);
  } else {
    writer.writeArrayLength(value.assignments.length);
  }
  for (const element of value.assignments) writeCreatableReplicaAssignment(writer, element, version);
  if (version >= 5) {
    writer.writeCompactArrayLength(value.configs.length);
  } else {
    writer.writeArrayLength(value.configs.length);
  }
  for (const element of value.configs) writeCreatableTopicConfig(writer, element, version);
  if (version >= 5) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `CreateTopicsRequest`. */
function readCreatableTopicConfig(reader: ByteReader, version: number): CreatableTopicConfig {
  const name = version >= 5 ? reader.readCompactString() : reader.readString();
  const value = version >= 5 ? reader.readCompactNullableString() : reader.readNullableString();
  if (version >= 5) {
    reader.skipTaggedFields();
  }
  return { name, value };
}

function readCreatableTopicConfigArray(reader: ByteReader, length: number, version: number): CreatableTopicConfig[] {
  const elements = new Array<CreatableTopicConfig>(length);
  for (let index = 0; index < length; index++) elements[index] = readCreatableTopicConfig(reader, version);
  return elements;
}

/** Writes a struct of `CreateTopicsRequest`. */
function writeCreatableTopicConfig(writer: ByteWriter, value: CreatableTopicConfig, version: number): void {
  if (version >= 5) {
    writer.writeCompactString(value.name);
  } else {
    writer.writeString(value.name);
  }
  if (version >= 5) {
    writer.writeCompactNullableString(value.value);
  } else {
    writer.writeNullableString(value.value);
  }
  if (version >= 5) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `CreateTopicsRequest`. */
function readCreatableReplicaAssignment(reader: ByteReader, version: number): CreatableReplicaAssignment {
  const partitionIndex = reader.readInt32();
  const brokerIds = version >= 5 ? reader.readCompactInt32Array() : reader.readInt32Array();
  if (version >= 5) {
    reader.skipTaggedFields();
  }
  return { partitionIndex, brokerIds };
}

function readCreatableReplicaAssignmentArray(reader: ByteReader, length: number, version: number): CreatableReplicaAssignment[] {
  const elements = new Array<CreatableReplicaAssignment>(length);
  for (let index = 0; index < length; index++) elements[index] = readCreatableReplicaAssignment(reader, version);
  return elements;
}

/** Writes a struct of `CreateTopicsRequest`. */
function writeCreatableReplicaAssignment(writer: ByteWriter, value: CreatableReplicaAssignment, version: number): void {
  writer.writeInt32(value.partitionIndex);
  if (version >= 5) {
    writer.writeCompactArrayLength(value.brokerIds.length);
  } else {
    writer.writeArrayLength(value.brokerIds.length);
  }
  for (const element of value.brokerIds) writer.writeInt32(element);
  if (version >= 5) {
    writer.writeUnsignedVarint(0);
  }
}

/** A struct of `CreateTopicsResponse`. */
export interface CreatableTopicConfigs {
  readonly name: string;
  /** Null if the setting has no value or is sensitive. */
  readonly value: string | null;
  /** True if the setting cannot be changed while the broker runs. */
  readonly readOnly: boolean;
  /** 1 topic, 2 broker, 3 all brokers, 4 file of the broker, 5 default, 8 group; -1 unknown. */
  readonly configSource: number;
  /** True for passwords and the like, whose value is never shown. */
  readonly isSensitive: boolean;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `CreatableTopicConfigs` at its default. */
export const defaultCreatableTopicConfigs: CreatableTopicConfigs = {
  name: '',
  value: '',
  readOnly: false,
  configSource: -1,
  isSensitive: false,
};

/** A struct of `CreateTopicsResponse`. */
export interface CreatableTopicResult {
  readonly name: string;
  /** (v7) */
  readonly topicId: Uuid;
  readonly errorCode: number;
  /** What the error code leaves out; null if there is no error. */
  readonly errorMessage: string | null;
  /** Why the numbers and configs are missing: the client may not describe configs. (v5+, tag 0) */
  readonly topicConfigErrorCode: number;
  /** -1 if the client may not know. (v5+) */
  readonly numPartitions: number;
  /** -1 if the client may not know. (v5+) */
  readonly replicationFactor: number;
  /** The settings in force for the topic; null if the client may not know. (v5+) */
  readonly configs: readonly CreatableTopicConfigs[] | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `CreatableTopicResult` at its default. */
export const defaultCreatableTopicResult: CreatableTopicResult = {
  name: '',
  topicId: ZERO_UUID,
  errorCode: 0,
  errorMessage: '',
  topicConfigErrorCode: 0,
  numPartitions: -1,
  replicationFactor: -1,
  configs: NO_ELEMENTS,
};

/**
 * Sent by admin clients to the controller, through any broker: creates topics. v4 can leave the
 * numbers to the cluster (KIP-464), v5 returns configs, v6 knows quotas (KIP-599), v7 returns the
 * topic id.
 */
export interface CreateTopicsResponse {
  /** How long the client should wait because of a quota, in milliseconds. */
  readonly throttleTimeMs: number;
  readonly topics: readonly CreatableTopicResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `CreateTopicsResponse` at its default. */
export const defaultCreateTopicsResponse: CreateTopicsResponse = {
  throttleTimeMs: 0,
  topics: NO_ELEMENTS,
};

/**
 * Reads a `CreateTopicsResponse` of version 2 to 7. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readCreateTopicsResponse(reader: ByteReader, version: number): CreateTopicsResponse {
  const throttleTimeMs = reader.readInt32();
  const topics = readCreatableTopicResultArray(reader, version >= 5 ? reader.readCompactArrayLength(4, 160) : reader.readArrayLength(4, 160), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 5) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, topics };
  return { throttleTimeMs, topics, unknownTaggedFields };
}

/**
 * Writes a `CreateTopicsResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeCreateTopicsResponse(writer: ByteWriter, value: CreateTopicsResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  if (version >= 5) {
    writer.writeCompactArrayLength(value.topics.length);
  } else {
    writer.writeArrayLength(value.topics.length);
  }
  for (const element of value.topics) writeCreatableTopicResult(writer, element, version);
  if (version >= 5) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `CreateTopicsResponse`. */
function readCreatableTopicResult(reader: ByteReader, version: number): CreatableTopicResult {
  const name = version >= 5 ? reader.readCompactString() : reader.readString();
  const topicId = version >= 7 ? reader.readUuid() : ZERO_UUID;
  const errorCode = reader.readInt16();
  const errorMessage = version >= 5 ? reader.readCompactNullableString() : reader.readNullableString();
  let topicConfigErrorCode: number = 0;
  const numPartitions = version >= 5 ? reader.readInt32() : -1;
  const replicationFactor = version >= 5 ? reader.readInt16() : -1;
  const configs = version >= 5 ? readNullableCreatableTopicConfigsArray(reader, reader.readCompactNullableArrayLength(5, 72), version) : NO_ELEMENTS;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 5) {
    for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
      const tag = reader.readUnsignedVarint();
      const size = reader.readTaggedFieldBytes();
      const start = reader.position;
      switch (tag) {
        case 0:
          topicConfigErrorCode = reader.readInt16();
          break;
        default:
          unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
      }
      reader.checkTaggedFieldEnd(tag, start, size);
    }
  }
  if (unknownTaggedFields === undefined) return { name, topicId, errorCode, errorMessage, topicConfigErrorCode, numPartitions, replicationFactor, configs };
  return { name, topicId, errorCode, errorMessage, topicConfigErrorCode, numPartitions, replicationFactor, configs, unknownTaggedFields };
}

function readCreatableTopicResultArray(reader: ByteReader, length: number, version: number): CreatableTopicResult[] {
  const elements = new Array<CreatableTopicResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readCreatableTopicResult(reader, version);
  return elements;
}

/** Writes a struct of `CreateTopicsResponse`. */
function writeCreatableTopicResult(writer: ByteWriter, value: CreatableTopicResult, version: number): void {
  if (version >= 5) {
    writer.writeCompactString(value.name);
  } else {
    writer.writeString(value.name);
  }
  if (version >= 7) {
    writer.writeUuid(value.topicId);
  }
  writer.writeInt16(value.errorCode);
  if (version >= 5) {
    writer.writeCompactNullableString(value.errorMessage);
  } else {
    writer.writeNullableString(value.errorMessage);
  }
  if (version >= 5) {
    writer.writeInt32(value.numPartitions);
  }
  if (version >= 5) {
    writer.writeInt16(value.replicationFactor);
  }
  if (version >= 5) {
    if (value.configs === null) {
      writer.writeCompactArrayLength(-1);
    } else {
      writer.writeCompactArrayLength(value.configs.length);
      for (const element of value.configs) writeCreatableTopicConfigs(writer, element, version);
    }
  }
  if (version >= 5) {
    const unknown = value.unknownTaggedFields ?? NO_TAGGED_FIELDS;
    let taggedFields = unknown.length;
    const has0 = value.topicConfigErrorCode !== 0;
    if (has0) taggedFields++;
    writer.writeUnsignedVarint(taggedFields);
    let next = 0;
    if (has0) {
      next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 0);
      const start = writer.beginTaggedField(0);
      writer.writeInt16(value.topicConfigErrorCode);
      writer.endTaggedField(start);
    }
    writeUnknownTaggedFieldsBelow(writer, unknown, next, Infinity);
  }
}

/** Reads a struct of `CreateTopicsResponse`. */
function readCreatableTopicConfigs(reader: ByteReader, _version: number): CreatableTopicConfigs {
  const name = reader.readCompactString();
  const value = reader.readCompactNullableString();
  const readOnly = reader.readBoolean();
  const configSource = reader.readInt8();
  const isSensitive = reader.readBoolean();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { name, value, readOnly, configSource, isSensitive };
  return { name, value, readOnly, configSource, isSensitive, unknownTaggedFields };
}

function readCreatableTopicConfigsArray(reader: ByteReader, length: number, version: number): CreatableTopicConfigs[] {
  const elements = new Array<CreatableTopicConfigs>(length);
  for (let index = 0; index < length; index++) elements[index] = readCreatableTopicConfigs(reader, version);
  return elements;
}

function readNullableCreatableTopicConfigsArray(reader: ByteReader, length: number, version: number): CreatableTopicConfigs[] | null {
  return length < 0 ? null : readCreatableTopicConfigsArray(reader, length, version);
}

/** Writes a struct of `CreateTopicsResponse`. */
function writeCreatableTopicConfigs(writer: ByteWriter, value: CreatableTopicConfigs, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeCompactNullableString(value.value);
  writer.writeBoolean(value.readOnly);
  writer.writeInt8(value.configSource);
  writer.writeBoolean(value.isSensitive);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
