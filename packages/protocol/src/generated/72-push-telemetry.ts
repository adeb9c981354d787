// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Uuid, ZERO_UUID } from '@odradek/base';
import { EMPTY_BYTES } from '../codec/empty-bytes.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/**
 * Sent by clients to any broker: the metrics that GetTelemetrySubscriptions asked for (KIP-714).
 */
export interface PushTelemetryRequest {
  readonly clientInstanceId: Uuid;
  /** From GetTelemetrySubscriptions; UNKNOWN_SUBSCRIPTION_ID means to ask there again. */
  readonly subscriptionId: number;
  /** True for the last push before the client closes, which may come early. */
  readonly terminating: boolean;
  /** 0 none, 1 gzip, 2 snappy, 3 lz4, 4 zstd. */
  readonly compressionType: number;
  /** MetricsData of OpenTelemetry v1 in the form of Protocol Buffers, perhaps compressed. */
  readonly metrics: Buffer;
}

/** Every field of `PushTelemetryRequest` at its default. */
export const defaultPushTelemetryRequest: PushTelemetryRequest = {
  clientInstanceId: ZERO_UUID,
  subscriptionId: 0,
  terminating: false,
  compressionType: 0,
  metrics: EMPTY_BYTES,
};

/**
 * Reads a `PushTelemetryRequest` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readPushTelemetryRequest(reader: ByteReader, _version: number): PushTelemetryRequest {
  const clientInstanceId = reader.readUuid();
  const subscriptionId = reader.readInt32();
  const terminating = reader.readBoolean();
  const compressionType = reader.readInt8();
  const metrics = reader.readCompactBytes();
  reader.skipTaggedFields();
  return { clientInstanceId, subscriptionId, terminating, compressionType, metrics };
}

/**
 * Writes a `PushTelemetryRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writePushTelemetryRequest(writer: ByteWriter, value: PushTelemetryRequest, _version: number): void {
  writer.writeUuid(value.clientInstanceId);
  writer.writeInt32(value.subscriptionId);
  writer.writeBoolean(value.terminating);
  writer.writeInt8(value.compressionType);
  writer.writeCompactBytes(value.metrics);
  writer.writeUnsignedVarint(0);
}

/**
 * Sent by clients to any broker: the metrics that GetTelemetrySubscriptions asked for (KIP-714).
 */
export interface PushTelemetryResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `PushTelemetryResponse` at its default. */
export const defaultPushTelemetryResponse: PushTelemetryResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
};

/**
 * Reads a `PushTelemetryResponse` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readPushTelemetryResponse(reader: ByteReader, _version: number): PushTelemetryResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode };
  return { throttleTimeMs, errorCode, unknownTaggedFields };
}

/**
 * Writes a `PushTelemetryResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writePushTelemetryResponse(writer: ByteWriter, value: PushTelemetryResponse, _version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
