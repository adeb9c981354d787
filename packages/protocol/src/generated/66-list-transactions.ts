// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';
import { readInt64Array, readStringArray } from '../codec/primitive-arrays.ts';

/**
 * Sent by admin clients to every broker: the transactional ids of which the broker is the
 * coordinator (KIP-664). v1 filters by duration (KIP-994), v2 by a pattern (KIP-1152).
 */
export interface ListTransactionsRequest {
  /** The states to return; empty for all. */
  readonly stateFilters: readonly string[];
  /** The producer ids to return; empty for all. */
  readonly producerIdFilters: readonly bigint[];
  /**
   * Only transactions that have been open longer than this, in milliseconds; negative for all.
   * (v1+)
   */
  readonly durationFilter: number;
  /** A regular expression that the whole id must match; null or empty for all. (v2) */
  readonly transactionalIdPattern: string | null;
}

/** Every field of `ListTransactionsRequest` at its default. */
export const defaultListTransactionsRequest: ListTransactionsRequest = {
  stateFilters: NO_ELEMENTS,
  producerIdFilters: NO_ELEMENTS,
  durationFilter: -1,
  transactionalIdPattern: null,
};

/**
 * Reads a `ListTransactionsRequest` of version 0 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readListTransactionsRequest(reader: ByteReader, version: number): ListTransactionsRequest {
  const stateFilters = readStringArray(reader, reader.readCompactArrayLength(1, 8), true);
  const producerIdFilters = readInt64Array(reader, reader.readCompactArrayLength(8, 40));
  const durationFilter = version >= 1 ? reader.readInt64AsNumber() : -1;
  const transactionalIdPattern = version >= 2 ? reader.readCompactNullableString() : null;
  reader.skipTaggedFields();
  return { stateFilters, producerIdFilters, durationFilter, transactionalIdPattern };
}

/**
 * Writes a `ListTransactionsRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeListTransactionsRequest(writer: ByteWriter, value: ListTransactionsRequest, version: number): void {
  writer.writeCompactArrayLength(value.stateFilters.length);
  for (const element of value.stateFilters) writer.writeCompactString(element);
  writer.writeCompactArrayLength(value.producerIdFilters.length);
  for (const element of value.producerIdFilters) writer.writeInt64(element);
  if (version >= 1) {
    writer.writeInt64FromNumber(value.durationFilter);
  }
  if (version >= 2) {
    writer.writeCompactNullableString(value.transactionalIdPattern);
  }
  writer.writeUnsignedVarint(0);
}

/** A struct of `ListTransactionsResponse`. */
export interface TransactionState {
  readonly transactionalId: string;
  readonly producerId: bigint;
  /**
   * Empty, Ongoing, PrepareCommit, PrepareAbort, CompleteCommit, CompleteAbort or
   * PrepareEpochFence.
   */
  readonly transactionState: string;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `TransactionState` at its default. */
export const defaultTransactionState: TransactionState = {
  transactionalId: '',
  producerId: 0n,
  transactionState: '',
};

/**
 * Sent by admin clients to every broker: the transactional ids of which the broker is the
 * coordinator (KIP-664). v1 filters by duration (KIP-994), v2 by a pattern (KIP-1152).
 */
export interface ListTransactionsResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  /** The states in the request that do not exist. */
  readonly unknownStateFilters: readonly string[];
  readonly transactionStates: readonly TransactionState[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `ListTransactionsResponse` at its default. */
export const defaultListTransactionsResponse: ListTransactionsResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  unknownStateFilters: NO_ELEMENTS,
  transactionStates: NO_ELEMENTS,
};

/**
 * Reads a `ListTransactionsResponse` of version 0 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readListTransactionsResponse(reader: ByteReader, version: number): ListTransactionsResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  const unknownStateFilters = readStringArray(reader, reader.readCompactArrayLength(1, 8), true);
  const transactionStates = readTransactionStateArray(reader, reader.readCompactArrayLength(10, 88), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, unknownStateFilters, transactionStates };
  return { throttleTimeMs, errorCode, unknownStateFilters, transactionStates, unknownTaggedFields };
}

/**
 * Writes a `ListTransactionsResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeListTransactionsResponse(writer: ByteWriter, value: ListTransactionsResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  writer.writeCompactArrayLength(value.unknownStateFilters.length);
  for (const element of value.unknownStateFilters) writer.writeCompactString(element);
  writer.writeCompactArrayLength(value.transactionStates.length);
  for (const element of value.transactionStates) writeTransactionState(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `ListTransactionsResponse`. */
function readTransactionState(reader: ByteReader, _version: number): TransactionState {
  const transactionalId = reader.readCompactString();
  const producerId = reader.readInt64();
  const transactionState = reader.readCompactString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { transactionalId, producerId, transactionState };
  return { transactionalId, producerId, transactionState, unknownTaggedFields };
}

function readTransactionStateArray(reader: ByteReader, length: number, version: number): TransactionState[] {
  const elements = new Array<TransactionState>(length);
  for (let index = 0; index < length; index++) elements[index] = readTransactionState(reader, version);
  return elements;
}

/** Writes a struct of `ListTransactionsResponse`. */
function writeTransactionState(writer: ByteWriter, value: TransactionState, _version: number): void {
  writer.writeCompactString(value.transactionalId);
  writer.writeInt64(value.producerId);
  writer.writeCompactString(value.transactionState);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
