// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';
import { readInt8Array, readStringArray } from '../codec/primitive-arrays.ts';

/**
 * Sent by clients to any broker: which metrics the cluster wants from this client, and how often
 * (KIP-714).
 */
export interface GetTelemetrySubscriptionsRequest {
  /** Zero the first time, then the id that the broker gave. */
  readonly clientInstanceId: Uuid;
}

/** Every field of `GetTelemetrySubscriptionsRequest` at its default. */
export const defaultGetTelemetrySubscriptionsRequest: GetTelemetrySubscriptionsRequest = {
  clientInstanceId: ZERO_UUID,
};

/**
 * Reads a `GetTelemetrySubscriptionsRequest` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readGetTelemetrySubscriptionsRequest(reader: ByteReader, _version: number): GetTelemetrySubscriptionsRequest {
  const clientInstanceId = reader.readUuid();
  reader.skipTaggedFields();
  return { clientInstanceId };
}

/**
 * Writes a `GetTelemetrySubscriptionsRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeGetTelemetrySubscriptionsRequest(writer: ByteWriter, value: GetTelemetrySubscriptionsRequest, _version: number): void {
  writer.writeUuid(value.clientInstanceId);
  writer.writeUnsignedVarint(0);
}

/**
 * Sent by clients to any broker: which metrics the cluster wants from this client, and how often
 * (KIP-714).
 */
export interface GetTelemetrySubscriptionsResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  /** The id for this client if it had none, else zero. */
  readonly clientInstanceId: Uuid;
  /** Changes with the set of metrics that is wanted; goes into PushTelemetry. */
  readonly subscriptionId: number;
  /** What PushTelemetry may use, best first: 0 none, 1 gzip, 2 snappy, 3 lz4, 4 zstd. */
  readonly acceptedCompressionTypes: readonly number[];
  /** The time between two pushes, in milliseconds. */
  readonly pushIntervalMs: number;
  /** The largest push that the broker takes, in bytes. */
  readonly telemetryMaxBytes: number;
  /** True if counters are to be sent as the growth since the last push. */
  readonly deltaTemporality: boolean;
  /** Prefixes of the names that are wanted; one empty string for all, an empty array for none. */
  readonly requestedMetrics: readonly string[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `GetTelemetrySubscriptionsResponse` at its default. */
export const defaultGetTelemetrySubscriptionsResponse: GetTelemetrySubscriptionsResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  clientInstanceId: ZERO_UUID,
  subscriptionId: 0,
  acceptedCompressionTypes: NO_ELEMENTS,
  pushIntervalMs: 0,
  telemetryMaxBytes: 0,
  deltaTemporality: false,
  requestedMetrics: NO_ELEMENTS,
};

/**
 * Reads a `GetTelemetrySubscriptionsResponse` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readGetTelemetrySubscriptionsResponse(reader: ByteReader, _version: number): GetTelemetrySubscriptionsResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  const clientInstanceId = reader.readUuid();
  const subscriptionId = reader.readInt32();
  const acceptedCompressionTypes = readInt8Array(reader, reader.readCompactArrayLength(1, 8));
  const pushIntervalMs = reader.readInt32();
  const telemetryMaxBytes = reader.readInt32();
  const deltaTemporality = reader.readBoolean();
  const requestedMetrics = readStringArray(reader, reader.readCompactArrayLength(1, 8), true);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, clientInstanceId, subscriptionId, acceptedCompressionTypes, pushIntervalMs, telemetryMaxBytes, deltaTemporality, requestedMetrics };
  return { throttleTimeMs, errorCode, clientInstanceId, subscriptionId, acceptedCompressionTypes, pushIntervalMs, telemetryMaxBytes, deltaTemporality, requestedMetrics, unknownTaggedFields };
}

/**
 * Writes a `GetTelemetrySubscriptionsResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeGetTelemetrySubscriptionsResponse(writer: ByteWriter, value: GetTelemetrySubscriptionsResponse, _version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  writer.writeUuid(value.clientInstanceId);
  writer.writeInt32(value.subscriptionId);
  writer.writeCompactArrayLength(value.acceptedCompressionTypes.length);
  for (const element of value.acceptedCompressionTypes) writer.writeInt8(element);
  writer.writeInt32(value.pushIntervalMs);
  writer.writeInt32(value.telemetryMaxBytes);
  writer.writeBoolean(value.deltaTemporality);
  writer.writeCompactArrayLength(value.requestedMetrics.length);
  for (const element of value.requestedMetrics) writer.writeCompactString(element);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
