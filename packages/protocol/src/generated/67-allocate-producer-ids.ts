// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/**
 * Sent by brokers to the controller: gets a block of producer ids, from which InitProducerId is
 * served (KIP-730).
 */
export interface AllocateProducerIdsRequest {
  readonly brokerId: number;
  /**
   * The epoch that the controller gave to this run of the broker; -1 if it is not to be checked.
   */
  readonly brokerEpoch: bigint;
}

/** Every field of `AllocateProducerIdsRequest` at its default. */
export const defaultAllocateProducerIdsRequest: AllocateProducerIdsRequest = {
  brokerId: 0,
  brokerEpoch: -1n,
};

/**
 * Reads a `AllocateProducerIdsRequest` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readAllocateProducerIdsRequest(reader: ByteReader, _version: number): AllocateProducerIdsRequest {
  const brokerId = reader.readInt32();
  const brokerEpoch = reader.readInt64();
  reader.skipTaggedFields();
  return { brokerId, brokerEpoch };
}

/**
 * Writes a `AllocateProducerIdsRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeAllocateProducerIdsRequest(writer: ByteWriter, value: AllocateProducerIdsRequest, _version: number): void {
  writer.writeInt32(value.brokerId);
  writer.writeInt64(value.brokerEpoch);
  writer.writeUnsignedVarint(0);
}

/**
 * Sent by brokers to the controller: gets a block of producer ids, from which InitProducerId is
 * served (KIP-730).
 */
export interface AllocateProducerIdsResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  /** The first id of the block. */
  readonly producerIdStart: bigint;
  /** How many ids the block has; Kafka gives 1000. */
  readonly producerIdLen: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `AllocateProducerIdsResponse` at its default. */
export const defaultAllocateProducerIdsResponse: AllocateProducerIdsResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  producerIdStart: 0n,
  producerIdLen: 0,
};

/**
 * Reads a `AllocateProducerIdsResponse` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readAllocateProducerIdsResponse(reader: ByteReader, _version: number): AllocateProducerIdsResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  const producerIdStart = reader.readInt64();
  const producerIdLen = reader.readInt32();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, producerIdStart, producerIdLen };
  return { throttleTimeMs, errorCode, producerIdStart, producerIdLen, unknownTaggedFields };
}

/**
 * Writes a `AllocateProducerIdsResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeAllocateProducerIdsResponse(writer: ByteWriter, value: AllocateProducerIdsResponse, _version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  writer.writeInt64(value.producerIdStart);
  writer.writeInt32(value.producerIdLen);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
