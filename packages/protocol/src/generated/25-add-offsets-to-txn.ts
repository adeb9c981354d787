// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/**
 * Sent by producers to the transaction coordinator before TxnOffsetCommit: makes the offsets of a
 * group part of the transaction. v4 added TRANSACTION_ABORTABLE; transactions of version 2 do
 * without it (KIP-890).
 */
export interface AddOffsetsToTxnRequest {
  readonly transactionalId: string;
  readonly producerId: bigint;
  readonly producerEpoch: number;
  /** The group whose partition of `__consumer_offsets` joins the transaction. */
  readonly groupId: string;
}

/** Every field of `AddOffsetsToTxnRequest` at its default. */
export const defaultAddOffsetsToTxnRequest: AddOffsetsToTxnRequest = {
  transactionalId: '',
  producerId: 0n,
  producerEpoch: 0,
  groupId: '',
};

/**
 * Reads a `AddOffsetsToTxnRequest` of version 0 to 4. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readAddOffsetsToTxnRequest(reader: ByteReader, version: number): AddOffsetsToTxnRequest {
  const transactionalId = version >= 3 ? reader.readCompactString() : reader.readString();
  const producerId = reader.readInt64();
  const producerEpoch = reader.readInt16();
  const groupId = version >= 3 ? reader.readCompactString() : reader.readString();
  if (version >= 3) {
    reader.skipTaggedFields();
  }
  return { transactionalId, producerId, producerEpoch, groupId };
}

/**
 * Writes a `AddOffsetsToTxnRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeAddOffsetsToTxnRequest(writer: ByteWriter, value: AddOffsetsToTxnRequest, version: number): void {
  if (version >= 3) {
    writer.writeCompactString(value.transactionalId);
  } else {
    writer.writeString(value.transactionalId);
  }
  writer.writeInt64(value.producerId);
  writer.writeInt16(value.producerEpoch);
  if (version >= 3) {
    writer.writeCompactString(value.groupId);
  } else {
    writer.writeString(value.groupId);
  }
  if (version >= 3) {
    writer.writeUnsignedVarint(0);
  }
}

/**
 * Sent by producers to the transaction coordinator before TxnOffsetCommit: makes the offsets of a
 * group part of the transaction. v4 added TRANSACTION_ABORTABLE; transactions of version 2 do
 * without it (KIP-890).
 */
export interface AddOffsetsToTxnResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `AddOffsetsToTxnResponse` at its default. */
export const defaultAddOffsetsToTxnResponse: AddOffsetsToTxnResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
};

/**
 * Reads a `AddOffsetsToTxnResponse` of version 0 to 4. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readAddOffsetsToTxnResponse(reader: ByteReader, version: number): AddOffsetsToTxnResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 3) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode };
  return { throttleTimeMs, errorCode, unknownTaggedFields };
}

/**
 * Writes a `AddOffsetsToTxnResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeAddOffsetsToTxnResponse(writer: ByteWriter, value: AddOffsetsToTxnResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  if (version >= 3) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
