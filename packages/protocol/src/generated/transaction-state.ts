// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Timestamp } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { keepUnknownTaggedField, NO_TAGGED_FIELDS, readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields, writeUnknownTaggedFieldsBelow } from '../codec/unknown-tagged-fields.ts';

/** The key of the state of a transactional id. */
export interface TransactionLogKey {
  readonly transactionalId: string;
}

/** Every field of `TransactionLogKey` at its default. */
export const defaultTransactionLogKey: TransactionLogKey = {
  transactionalId: '',
};

/**
 * Reads a `TransactionLogKey` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readTransactionLogKey(reader: ByteReader, _version: number): TransactionLogKey {
  const transactionalId = reader.readString();
  return { transactionalId };
}

/**
 * Writes a `TransactionLogKey`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeTransactionLogKey(writer: ByteWriter, value: TransactionLogKey, _version: number): void {
  writer.writeString(value.transactionalId);
}

/** A struct of `TransactionLogValue`. */
export interface PartitionsSchema {
  readonly topic: string;
  readonly partitionIds: readonly number[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `PartitionsSchema` at its default. */
export const defaultPartitionsSchema: PartitionsSchema = {
  topic: '',
  partitionIds: NO_ELEMENTS,
};

/**
 * The state of a transactional id; a missing value deletes it. v1 is written once
 * `transaction.version` is at least 1 (KIP-890).
 */
export interface TransactionLogValue {
  readonly producerId: bigint;
  /**
   * The producer id of the last transaction that ended, for repeated requests; -1 if none. (v1, tag
   * 0)
   */
  readonly previousProducerId: bigint;
  /**
   * The producer id that the producer gets when the transaction ends, if it changes; -1 if not.
   * (v1, tag 1)
   */
  readonly nextProducerId: bigint;
  readonly producerEpoch: number;
  /** The epoch that goes with `nextProducerId`; -1 if there is none. (v1, tag 3) */
  readonly nextProducerEpoch: number;
  /** After this long the coordinator aborts the transaction, in milliseconds. */
  readonly transactionTimeoutMs: number;
  /**
   * 0 empty, 1 ongoing, 2 prepare commit, 3 prepare abort, 4 committed, 5 aborted, 6 dead, 7 epoch
   * fence.
   */
  readonly transactionStatus: number;
  /** The partitions in the open transaction; null if there are none. */
  readonly transactionPartitions: readonly PartitionsSchema[] | null;
  readonly transactionLastUpdateTimestampMs: Timestamp;
  /** -1 if no transaction is open. */
  readonly transactionStartTimestampMs: Timestamp;
  /** The transaction version that the producer uses: 0, 1 or 2. (v1, tag 2) */
  readonly clientTransactionVersion: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `TransactionLogValue` at its default. */
export const defaultTransactionLogValue: TransactionLogValue = {
  producerId: 0n,
  previousProducerId: -1n,
  nextProducerId: -1n,
  producerEpoch: 0,
  nextProducerEpoch: -1,
  transactionTimeoutMs: 0,
  transactionStatus: 0,
  transactionPartitions: NO_ELEMENTS,
  transactionLastUpdateTimestampMs: 0,
  transactionStartTimestampMs: 0,
  clientTransactionVersion: 0,
};

/**
 * Reads a `TransactionLogValue` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readTransactionLogValue(reader: ByteReader, version: number): TransactionLogValue {
  const producerId = reader.readInt64();
  let previousProducerId: bigint = -1n;
  let nextProducerId: bigint = -1n;
  const producerEpoch = reader.readInt16();
  let nextProducerEpoch: number = -1;
  const transactionTimeoutMs = reader.readInt32();
  const transactionStatus = reader.readInt8();
  const transactionPartitions = readNullablePartitionsSchemaArray(reader, version >= 1 ? reader.readCompactNullableArrayLength(2, 64) : reader.readNullableArrayLength(2, 64), version);
  const transactionLastUpdateTimestampMs = reader.readInt64AsNumber();
  const transactionStartTimestampMs = reader.readInt64AsNumber();
  let clientTransactionVersion: number = 0;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 1) {
    for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
      const tag = reader.readUnsignedVarint();
      const size = reader.readTaggedFieldBytes();
      const start = reader.position;
      switch (tag) {
        case 0:
          previousProducerId = reader.readInt64();
          break;
        case 1:
          nextProducerId = reader.readInt64();
          break;
        case 3:
          nextProducerEpoch = reader.readInt16();
          break;
        case 2:
          clientTransactionVersion = reader.readInt16();
          break;
        default:
          unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
      }
      reader.checkTaggedFieldEnd(tag, start, size);
    }
  }
  if (unknownTaggedFields === undefined) return { producerId, previousProducerId, nextProducerId, producerEpoch, nextProducerEpoch, transactionTimeoutMs, transactionStatus, transactionPartitions, transactionLastUpdateTimestampMs, transactionStartTimestampMs, clientTransactionVersion };
  return { producerId, previousProducerId, nextProducerId, producerEpoch, nextProducerEpoch, transactionTimeoutMs, transactionStatus, transactionPartitions, transactionLastUpdateTimestampMs, transactionStartTimestampMs, clientTransactionVersion, unknownTaggedFields };
}

/**
 * Writes a `TransactionLogValue`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeTransactionLogValue(writer: ByteWriter, value: TransactionLogValue, version: number): void {
  writer.writeInt64(value.producerId);
  writer.writeInt16(value.producerEpoch);
  writer.writeInt32(value.transactionTimeoutMs);
  writer.writeInt8(value.transactionStatus);
  if (value.transactionPartitions === null) {
    if (version >= 1) {
      writer.writeCompactArrayLength(-1);
    } else {
      writer.writeArrayLength(-1);
    }
  } else {
    if (version >= 1) {
      writer.writeCompactArrayLength(value.transactionPartitions.length);
    } else {
      writer.writeArrayLength(value.transactionPartitions.length);
    }
    for (const element of value.transactionPartitions) writePartitionsSchema(writer, element, version);
  }
  writer.writeInt64FromNumber(value.transactionLastUpdateTimestampMs);
  writer.writeInt64FromNumber(value.transactionStartTimestampMs);
  if (version >= 1) {
    const unknown = value.unknownTaggedFields ?? NO_TAGGED_FIELDS;
    let taggedFields = unknown.length;
    const has0 = value.previousProducerId !== -1n;
    if (has0) taggedFields++;
    const has1 = value.nextProducerId !== -1n;
    if (has1) taggedFields++;
    const has2 = value.clientTransactionVersion !== 0;
    if (has2) taggedFields++;
    const has3 = value.nextProducerEpoch !== -1;
    if (has3) taggedFields++;
    writer.writeUnsignedVarint(taggedFields);
    let next = 0;
    if (has0) {
      next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 0);
      const start = writer.beginTaggedField(0);
      writer.writeInt64(value.previousProducerId);
      writer.endTaggedField(start);
    }
    if (has1) {
      next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 1);
      const start = writer.beginTaggedField(1);
      writer.writeInt64(value.nextProducerId);
      writer.endTaggedField(start);
    }
    if (has2) {
      next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 2);
      const start = writer.beginTaggedField(2);
      writer.writeInt16(value.clientTransactionVersion);
      writer.endTaggedField(start);
    }
    if (has3) {
      next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 3);
      const start = writer.beginTaggedField(3);
      writer.writeInt16(value.nextProducerEpoch);
      writer.endTaggedField(start);
    }
    writeUnknownTaggedFieldsBelow(writer, unknown, next, Infinity);
  }
}

/** Reads a struct of `TransactionLogValue`. */
function readPartitionsSchema(reader: ByteReader, version: number): PartitionsSchema {
  const topic = version >= 1 ? reader.readCompactString() : reader.readString();
  const partitionIds = version >= 1 ? reader.readCompactInt32Array() : reader.readInt32Array();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 1) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { topic, partitionIds };
  return { topic, partitionIds, unknownTaggedFields };
}

function readPartitionsSchemaArray(reader: ByteReader, length: number, version: number): PartitionsSchema[] {
  const elements = new Array<PartitionsSchema>(length);
  for (let index = 0; index < length; index++) elements[index] = readPartitionsSchema(reader, version);
  return elements;
}

function readNullablePartitionsSchemaArray(reader: ByteReader, length: number, version: number): PartitionsSchema[] | null {
  return length < 0 ? null : readPartitionsSchemaArray(reader, length, version);
}

/** Writes a struct of `TransactionLogValue`. */
function writePartitionsSchema(writer: ByteWriter, value: PartitionsSchema, version: number): void {
  if (version >= 1) {
    writer.writeCompactString(value.topic);
  } else {
    writer.writeString(value.topic);
  }
  if (version >= 1) {
    writer.writeCompactArrayLength(value.partitionIds.length);
  } else {
    writer.writeArrayLength(value.partitionIds.length);
  }
  for (const element of value.partitionIds) writer.writeInt32(element);
  if (version >= 1) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
