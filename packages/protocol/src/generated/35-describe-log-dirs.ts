// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `DescribeLogDirsRequest`. */
export interface DescribableLogDirTopic {
  readonly topic: string;
  readonly partitions: readonly number[];
}

/** Every field of `DescribableLogDirTopic` at its default. */
export const defaultDescribableLogDirTopic: DescribableLogDirTopic = {
  topic: '',
  partitions: NO_ELEMENTS,
};

/**
 * Sent by admin clients to a broker: what lies in its log directories and how large it is. v3 added
 * an error for the whole response, v4 the size of the volume (KIP-827), v5 cordoned directories.
 */
export interface DescribeLogDirsRequest {
  /** Null for all partitions. */
  readonly topics: readonly DescribableLogDirTopic[] | null;
}

/** Every field of `DescribeLogDirsRequest` at its default. */
export const defaultDescribeLogDirsRequest: DescribeLogDirsRequest = {
  topics: NO_ELEMENTS,
};

/**
 * Reads a `DescribeLogDirsRequest` of version 1 to 5. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDescribeLogDirsRequest(reader: ByteReader, version: number): DescribeLogDirsRequest {
  const topics = readNullableDescribableLogDirTopicArray(reader, version >= 2 ? reader.readCompactNullableArrayLength(2, 64) : reader.readNullableArrayLength(2, 64), version);
  if (version >= 2) {
    reader.skipTaggedFields();
  }
  return { topics };
}

/**
 * Writes a `DescribeLogDirsRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDescribeLogDirsRequest(writer: ByteWriter, value: DescribeLogDirsRequest, version: number): void {
  if (value.topics === null) {
    if (version >= 2) {
      writer.writeCompactArrayLength(-1);
    } else {
      writer.writeArrayLength(-1);
    }
  } else {
    if (version >= 2) {
      writer.writeCompactArrayLength(value.topics.length);
    } else {
      writer.writeArrayLength(value.topics.length);
    }
    for (const element of value.topics) writeDescribableLogDirTopic(writer, element, version);
  }
  if (version >= 2) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `DescribeLogDirsRequest`. */
function readDescribableLogDirTopic(reader: ByteReader, version: number): DescribableLogDirTopic {
  const topic = version >= 2 ? reader.readCompactString() : reader.readString();
  const partitions = version >= 2 ? reader.readCompactInt32Array() : reader.readInt32Array();
  if (version >= 2) {
    reader.skipTaggedFields();
  }
  return { topic, partitions };
}

function readDescribableLogDirTopicArray(reader: ByteReader, length: number, version: number): DescribableLogDirTopic[] {
  const elements = new Array<DescribableLogDirTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readDescribableLogDirTopic(reader, version);
  return elements;
}

function readNullableDescribableLogDirTopicArray(reader: ByteReader, length: number, version: number): DescribableLogDirTopic[] | null {
  return length < 0 ? null : readDescribableLogDirTopicArray(reader, length, version);
}

/** Writes a struct of `DescribeLogDirsRequest`. */
function writeDescribableLogDirTopic(writer: ByteWriter, value: DescribableLogDirTopic, version: number): void {
  if (version >= 2) {
    writer.writeCompactString(value.topic);
  } else {
    writer.writeString(value.topic);
  }
  if (version >= 2) {
    writer.writeCompactArrayLength(value.partitions.length);
  } else {
    writer.writeArrayLength(value.partitions.length);
  }
  for (const element of value.partitions) writer.writeInt32(element);
  if (version >= 2) {
    writer.writeUnsignedVarint(0);
  }
}

/** A struct of `DescribeLogDirsResponse`. */
export interface DescribeLogDirsPartition {
  readonly partitionIndex: number;
  /** The bytes of all segments. */
  readonly partitionSize: number;
  /**
   * How many offsets the replica is behind the high watermark, or a future replica behind the
   * current one.
   */
  readonly offsetLag: number;
  /**
   * True for the copy in the making that AlterReplicaLogDirs will put in place of the current
   * replica.
   */
  readonly isFutureKey: boolean;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribeLogDirsPartition` at its default. */
export const defaultDescribeLogDirsPartition: DescribeLogDirsPartition = {
  partitionIndex: 0,
  partitionSize: 0,
  offsetLag: 0,
  isFutureKey: false,
};

/** A struct of `DescribeLogDirsResponse`. */
export interface DescribeLogDirsTopic {
  readonly name: string;
  readonly partitions: readonly DescribeLogDirsPartition[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribeLogDirsTopic` at its default. */
export const defaultDescribeLogDirsTopic: DescribeLogDirsTopic = {
  name: '',
  partitions: NO_ELEMENTS,
};

/** A struct of `DescribeLogDirsResponse`. */
export interface DescribeLogDirsResult {
  readonly errorCode: number;
  /** The absolute path. */
  readonly logDir: string;
  readonly topics: readonly DescribeLogDirsTopic[];
  /** The size of the volume, without tiered storage; -1 if unknown. (v4+) */
  readonly totalBytes: number;
  /** The free bytes of the volume; -1 if unknown. (v4+) */
  readonly usableBytes: number;
  /** True if the directory gets no new replicas. (v5) */
  readonly isCordoned: boolean;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribeLogDirsResult` at its default. */
export const defaultDescribeLogDirsResult: DescribeLogDirsResult = {
  errorCode: 0,
  logDir: '',
  topics: NO_ELEMENTS,
  totalBytes: -1,
  usableBytes: -1,
  isCordoned: false,
};

/**
 * Sent by admin clients to a broker: what lies in its log directories and how large it is. v3 added
 * an error for the whole response, v4 the size of the volume (KIP-827), v5 cordoned directories.
 */
export interface DescribeLogDirsResponse {
  readonly throttleTimeMs: number;
  /** (v3+) */
  readonly errorCode: number;
  readonly results: readonly DescribeLogDirsResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribeLogDirsResponse` at its default. */
export const defaultDescribeLogDirsResponse: DescribeLogDirsResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  results: NO_ELEMENTS,
};

/**
 * Reads a `DescribeLogDirsResponse` of version 1 to 5. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDescribeLogDirsResponse(reader: ByteReader, version: number): DescribeLogDirsResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = version >= 3 ? reader.readInt16() : 0;
  const results = readDescribeLogDirsResultArray(reader, version >= 2 ? reader.readCompactArrayLength(4, 128) : reader.readArrayLength(4, 128), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, results };
  return { throttleTimeMs, errorCode, results, unknownTaggedFields };
}

/**
 * Writes a `DescribeLogDirsResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDescribeLogDirsResponse(writer: ByteWriter, value: DescribeLogDirsResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  if (version >= 3) {
    writer.writeInt16(value.errorCode);
  }
  if (version >= 2) {
    writer.writeCompactArrayLength(value.results.length);
  } else {
    writer.writeArrayLength(value.results.length);
  }
  for (const element of value.results) writeDescribeLogDirsResult(writer, element, version);
  if (version >= 2) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `DescribeLogDirsResponse`. */
function readDescribeLogDirsResult(reader: ByteReader, version: number): DescribeLogDirsResult {
  const errorCode = reader.readInt16();
  const logDir = version >= 2 ? reader.readCompactString() : reader.readString();
  const topics = readDescribeLogDirsTopicArray(reader, version >= 2 ? reader.readCompactArrayLength(2, 64) : reader.readArrayLength(2, 64), version);
  const totalBytes = version >= 4 ? reader.readInt64AsNumber() : -1;
  const usableBytes = version >= 4 ? reader.readInt64AsNumber() : -1;
  const isCordoned = version >= 5 ? reader.readBoolean() : false;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { errorCode, logDir, topics, totalBytes, usableBytes, isCordoned };
  return { errorCode, logDir, topics, totalBytes, usableBytes, isCordoned, unknownTaggedFields };
}

function readDescribeLogDirsResultArray(reader: ByteReader, length: number, version: number): DescribeLogDirsResult[] {
  const elements = new Array<DescribeLogDirsResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readDescribeLogDirsResult(reader, version);
  return elements;
}

/** Writes a struct of `DescribeLogDirsResponse`. */
function writeDescribeLogDirsResult(writer: ByteWriter, value: DescribeLogDirsResult, version: number): void {
  writer.writeInt16(value.errorCode);
  if (version >= 2) {
    writer.writeCompactString(value.logDir);
  } else {
    writer.writeString(value.logDir);
  }
  if (version >= 2) {
    writer.writeCompactArrayLength(value.topics.length);
  } else {
    writer.writeArrayLength(value.topics.length);
  }
  for (const element of value.topics) writeDescribeLogDirsTopic(writer, element, version);
  if (version >= 4) {
    writer.writeInt64FromNumber(value.totalBytes);
  }
  if (version >= 4) {
    writer.writeInt64FromNumber(value.usableBytes);
  }
  if (version >= 5) {
    writer.writeBoolean(value.isCordoned);
  }
  if (version >= 2) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `DescribeLogDirsResponse`. */
function readDescribeLogDirsTopic(reader: ByteReader, version: number): DescribeLogDirsTopic {
  const name = version >= 2 ? reader.readCompactString() : reader.readString();
  const partitions = readDescribeLogDirsPartitionArray(reader, version >= 2 ? reader.readCompactArrayLength(21, 96) : reader.readArrayLength(21, 96), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { name, partitions };
  return { name, partitions, unknownTaggedFields };
}

function readDescribeLogDirsTopicArray(reader: ByteReader, length: number, version: number): DescribeLogDirsTopic[] {
  const elements = new Array<DescribeLogDirsTopic>(length);
  for (let index = 0; index < length; index++) elements[index] = readDescribeLogDirsTopic(reader, version);
  return elements;
}

/** Writes a struct of `DescribeLogDirsResponse`. */
function writeDescribeLogDirsTopic(writer: ByteWriter, value: DescribeLogDirsTopic, version: number): void {
  if (version >= 2) {
    writer.writeCompactString(value.name);
  } else {
    writer.writeString(value.name);
  }
  if (version >= 2) {
    writer.writeCompactArrayLength(value.partitions.length);
  } else {
    writer.writeArrayLength(value.partitions.length);
  }
  for (const element of value.partitions) writeDescribeLogDirsPartition(writer, element, version);
  if (version >= 2) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `DescribeLogDirsResponse`. */
function readDescribeLogDirsPartition(reader: ByteReader, version: number): DescribeLogDirsPartition {
  const partitionIndex = reader.readInt32();
  const partitionSize = reader.readInt64AsNumber();
  const offsetLag = reader.readInt64AsNumber();
  const isFutureKey = reader.readBoolean();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { partitionIndex, partitionSize, offsetLag, isFutureKey };
  return { partitionIndex, partitionSize, offsetLag, isFutureKey, unknownTaggedFields };
}

function readDescribeLogDirsPartitionArray(reader: ByteReader, length: number, version: number): DescribeLogDirsPartition[] {
  const elements = new Array<DescribeLogDirsPartition>(length);
  for (let index = 0; index < length; index++) elements[index] = readDescribeLogDirsPartition(reader, version);
  return elements;
}

/** Writes a struct of `DescribeLogDirsResponse`. */
function writeDescribeLogDirsPartition(writer: ByteWriter, value: DescribeLogDirsPartition, version: number): void {
  writer.writeInt32(value.partitionIndex);
  writer.writeInt64FromNumber(value.partitionSize);
  writer.writeInt64FromNumber(value.offsetLag);
  writer.writeBoolean(value.isFutureKey);
  if (version >= 2) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
