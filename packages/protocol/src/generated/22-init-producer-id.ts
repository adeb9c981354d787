// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/**
 * Sent by producers to the transaction coordinator, or to any broker: gets a producer id and epoch,
 * and fences earlier runs. v3 lets a producer resume (KIP-360), v4 added PRODUCER_FENCED, v5
 * TRANSACTION_ABORTABLE, v6 two-phase commit (KIP-939, not stable).
 */
export interface InitProducerIdRequest {
  /** Null for a producer that is idempotent only. */
  readonly transactionalId: string | null;
  /** After this long the coordinator aborts an open transaction, in milliseconds; else ignored. */
  readonly transactionTimeoutMs: number;
  /** What the producer had before, to get a new epoch of the same id; -1 for a new start. (v3+) */
  readonly producerId: bigint;
  /**
   * The epoch that goes with `producerId`, which must be the current one; -1 for a new start. (v3+)
   */
  readonly producerEpoch: number;
  /**
   * True if the client decides the outcome of transactions itself, so that they never time out.
   * (v6)
   */
  readonly enable2Pc: boolean;
  /** True to keep the open transaction, which would otherwise be aborted. (v6) */
  readonly keepPreparedTxn: boolean;
}

/** Every field of `InitProducerIdRequest` at its default. */
export const defaultInitProducerIdRequest: InitProducerIdRequest = {
  transactionalId: '',
  transactionTimeoutMs: 0,
  producerId: -1n,
  producerEpoch: -1,
  enable2Pc: false,
  keepPreparedTxn: false,
};

/**
 * Reads a `InitProducerIdRequest` of version 0 to 6. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readInitProducerIdRequest(reader: ByteReader, version: number): InitProducerIdRequest {
  const transactionalId = version >= 2 ? reader.readCompactNullableString() : reader.readNullableString();
  const transactionTimeoutMs = reader.readInt32();
  const producerId = version >= 3 ? reader.readInt64() : -1n;
  const producerEpoch = version >= 3 ? reader.readInt16() : -1;
  const enable2Pc = version >= 6 ? reader.readBoolean() : false;
  const keepPreparedTxn = version >= 6 ? reader.readBoolean() : false;
  if (version >= 2) {
    reader.skipTaggedFields();
  }
  return { transactionalId, transactionTimeoutMs, producerId, producerEpoch, enable2Pc, keepPreparedTxn };
}

/**
 * Writes a `InitProducerIdRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeInitProducerIdRequest(writer: ByteWriter, value: InitProducerIdRequest, version: number): void {
  if (version >= 2) {
    writer.writeCompactNullableString(value.transactionalId);
  } else {
    writer.writeNullableString(value.transactionalId);
  }
  writer.writeInt32(value.transactionTimeoutMs);
  if (version >= 3) {
    writer.writeInt64(value.producerId);
  }
  if (version >= 3) {
    writer.writeInt16(value.producerEpoch);
  }
  if (version >= 6) {
    writer.writeBoolean(value.enable2Pc);
  }
  if (version >= 6) {
    writer.writeBoolean(value.keepPreparedTxn);
  }
  if (version >= 2) {
    writer.writeUnsignedVarint(0);
  }
}

/**
 * Sent by producers to the transaction coordinator, or to any broker: gets a producer id and epoch,
 * and fences earlier runs. v3 lets a producer resume (KIP-360), v4 added PRODUCER_FENCED, v5
 * TRANSACTION_ABORTABLE, v6 two-phase commit (KIP-939, not stable).
 */
export interface InitProducerIdResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly producerId: bigint;
  /** Records with a lower epoch are refused from now on. */
  readonly producerEpoch: number;
  /** The producer id of the open transaction that was kept; -1 if there is none. (v6) */
  readonly ongoingTxnProducerId: bigint;
  /** The epoch of the open transaction that was kept; -1 if there is none. (v6) */
  readonly ongoingTxnProducerEpoch: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `InitProducerIdResponse` at its default. */
export const defaultInitProducerIdResponse: InitProducerIdResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  producerId: -1n,
  producerEpoch: 0,
  ongoingTxnProducerId: -1n,
  ongoingTxnProducerEpoch: -1,
};

/**
 * Reads a `InitProducerIdResponse` of version 0 to 6. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readInitProducerIdResponse(reader: ByteReader, version: number): InitProducerIdResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  const producerId = reader.readInt64();
  const producerEpoch = reader.readInt16();
  const ongoingTxnProducerId = version >= 6 ? reader.readInt64() : -1n;
  const ongoingTxnProducerEpoch = version >= 6 ? reader.readInt16() : -1;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, producerId, producerEpoch, ongoingTxnProducerId, ongoingTxnProducerEpoch };
  return { throttleTimeMs, errorCode, producerId, producerEpoch, ongoingTxnProducerId, ongoingTxnProducerEpoch, unknownTaggedFields };
}

/**
 * Writes a `InitProducerIdResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeInitProducerIdResponse(writer: ByteWriter, value: InitProducerIdResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  writer.writeInt64(value.producerId);
  writer.writeInt16(value.producerEpoch);
  if (version >= 6) {
    writer.writeInt64(value.ongoingTxnProducerId);
  }
  if (version >= 6) {
    writer.writeInt16(value.ongoingTxnProducerEpoch);
  }
  if (version >= 2) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
