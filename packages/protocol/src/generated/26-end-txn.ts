// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/**
 * Sent by producers to the transaction coordinator: commits or aborts the transaction. v4 added
 * TRANSACTION_ABORTABLE, v5 hands out a new epoch for the next transaction (KIP-890).
 */
export interface EndTxnRequest {
  readonly transactionalId: string;
  readonly producerId: bigint;
  readonly producerEpoch: number;
  /** True to commit, false to abort. */
  readonly committed: boolean;
}

/** Every field of `EndTxnRequest` at its default. */
export const defaultEndTxnRequest: EndTxnRequest = {
  transactionalId: '',
  producerId: 0n,
  producerEpoch: 0,
  committed: false,
};

/**
 * Reads a `EndTxnRequest` of version 0 to 5. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readEndTxnRequest(reader: ByteReader, version: number): EndTxnRequest {
  const transactionalId = version >= 3 ? reader.readCompactString() : reader.readString();
  const producerId = reader.readInt64();
  const producerEpoch = reader.readInt16();
  const committed = reader.readBoolean();
  if (version >= 3) {
    reader.skipTaggedFields();
  }
  return { transactionalId, producerId, producerEpoch, committed };
}

/**
 * Writes a `EndTxnRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeEndTxnRequest(writer: ByteWriter, value: EndTxnRequest, version: number): void {
  if (version >= 3) {
    writer.writeCompactString(value.transactionalId);
  } else {
    writer.writeString(value.transactionalId);
  }
  writer.writeInt64(value.producerId);
  writer.writeInt16(value.producerEpoch);
  writer.writeBoolean(value.committed);
  if (version >= 3) {
    writer.writeUnsignedVarint(0);
  }
}

/**
 * Sent by producers to the transaction coordinator: commits or aborts the transaction. v4 added
 * TRANSACTION_ABORTABLE, v5 hands out a new epoch for the next transaction (KIP-890).
 */
export interface EndTxnResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  /** The producer id for the next transaction, new if the epochs ran out; -1 on an error. (v5) */
  readonly producerId: bigint;
  /** The epoch for the next transaction; -1 on an error. (v5) */
  readonly producerEpoch: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `EndTxnResponse` at its default. */
export const defaultEndTxnResponse: EndTxnResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  producerId: -1n,
  producerEpoch: -1,
};

/**
 * Reads a `EndTxnResponse` of version 0 to 5. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readEndTxnResponse(reader: ByteReader, version: number): EndTxnResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  const producerId = version >= 5 ? reader.readInt64() : -1n;
  const producerEpoch = version >= 5 ? reader.readInt16() : -1;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 3) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, producerId, producerEpoch };
  return { throttleTimeMs, errorCode, producerId, producerEpoch, unknownTaggedFields };
}

/**
 * Writes a `EndTxnResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeEndTxnResponse(writer: ByteWriter, value: EndTxnResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  if (version >= 5) {
    writer.writeInt64(value.producerId);
  }
  if (version >= 5) {
    writer.writeInt16(value.producerEpoch);
  }
  if (version >= 3) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
