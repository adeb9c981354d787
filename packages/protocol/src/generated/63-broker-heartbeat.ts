// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Offset, type Uuid } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';
import { readNullableUuidArray, readUuidArray } from '../codec/primitive-arrays.ts';

/**
 * Sent by brokers to the controller at short intervals: keeps the broker unfenced and asks for
 * changes of its state (KIP-631). v1 added offline log directories (KIP-858), v2 cordoned ones.
 */
export interface BrokerHeartbeatRequest {
  readonly brokerId: number;
  /**
   * The epoch that the controller gave to this run of the broker; -1 if it is not to be checked.
   */
  readonly brokerEpoch: bigint;
  /** The end of what the broker has read of the metadata log. */
  readonly currentMetadataOffset: Offset;
  /** True while the broker cannot serve yet. */
  readonly wantFence: boolean;
  /** True while the broker asks for a controlled shutdown. */
  readonly wantShutDown: boolean;
  /** The ids of the log directories that failed. (v1+, tag 0) */
  readonly offlineLogDirs: readonly Uuid[];
  /** The ids of the log directories that get no new replicas; null if not known yet. (v2, tag 1) */
  readonly cordonedLogDirs: readonly Uuid[] | null;
}

/** Every field of `BrokerHeartbeatRequest` at its default. */
export const defaultBrokerHeartbeatRequest: BrokerHeartbeatRequest = {
  brokerId: 0,
  brokerEpoch: -1n,
  currentMetadataOffset: 0,
  wantFence: false,
  wantShutDown: false,
  offlineLogDirs: NO_ELEMENTS,
  cordonedLogDirs: null,
};

/**
 * Reads a `BrokerHeartbeatRequest` of version 0 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readBrokerHeartbeatRequest(reader: ByteReader, version: number): BrokerHeartbeatRequest {
  const brokerId = reader.readInt32();
  const brokerEpoch = reader.readInt64();
  const currentMetadataOffset = reader.readInt64AsNumber();
  const wantFence = reader.readBoolean();
  const wantShutDown = reader.readBoolean();
  let offlineLogDirs: readonly Uuid[] = NO_ELEMENTS;
  let cordonedLogDirs: readonly Uuid[] | null = null;
  for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
    const tag = reader.readUnsignedVarint();
    const size = reader.readTaggedFieldBytes();
    const start = reader.position;
    switch (tag) {
      case 0:
        if (version >= 1) offlineLogDirs = readUuidArray(reader, reader.readCompactArrayLength(16, 56));
        else reader.skip(size);
        break;
      case 1:
        if (version >= 2) cordonedLogDirs = readNullableUuidArray(reader, reader.readCompactNullableArrayLength(16, 56));
        else reader.skip(size);
        break;
      default:
        reader.skip(size);
    }
    reader.checkTaggedFieldEnd(tag, start, size);
  }
  return { brokerId, brokerEpoch, currentMetadataOffset, wantFence, wantShutDown, offlineLogDirs, cordonedLogDirs };
}

/**
 * Writes a `BrokerHeartbeatRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeBrokerHeartbeatRequest(writer: ByteWriter, value: BrokerHeartbeatRequest, version: number): void {
  writer.writeInt32(value.brokerId);
  writer.writeInt64(value.brokerEpoch);
  writer.writeInt64FromNumber(value.currentMetadataOffset);
  writer.writeBoolean(value.wantFence);
  writer.writeBoolean(value.wantShutDown);
  let taggedFields = 0;
  const has0 = version >= 1 && (value.offlineLogDirs.length !== 0);
  if (has0) taggedFields++;
  const has1 = version >= 2 && (value.cordonedLogDirs !== null);
  if (has1) taggedFields++;
  writer.writeUnsignedVarint(taggedFields);
  if (has0) {
    const start = writer.beginTaggedField(0);
    writer.writeCompactArrayLength(value.offlineLogDirs.length);
    for (const element of value.offlineLogDirs) writer.writeUuid(element);
    writer.endTaggedField(start);
  }
  if (has1) {
    const start = writer.beginTaggedField(1);
    if (value.cordonedLogDirs === null) {
      writer.writeCompactArrayLength(-1);
    } else {
      writer.writeCompactArrayLength(value.cordonedLogDirs.length);
      for (const element of value.cordonedLogDirs) writer.writeUuid(element);
    }
    writer.endTaggedField(start);
  }
}

/**
 * Sent by brokers to the controller at short intervals: keeps the broker unfenced and asks for
 * changes of its state (KIP-631). v1 added offline log directories (KIP-858), v2 cordoned ones.
 */
export interface BrokerHeartbeatResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  /** Whether the broker has read enough of the metadata log to be unfenced. */
  readonly isCaughtUp: boolean;
  /** Whether the broker is kept from leading and serving. */
  readonly isFenced: boolean;
  /** True once no partition needs the broker as leader, so that it may go. */
  readonly shouldShutDown: boolean;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `BrokerHeartbeatResponse` at its default. */
export const defaultBrokerHeartbeatResponse: BrokerHeartbeatResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  isCaughtUp: false,
  isFenced: true,
  shouldShutDown: false,
};

/**
 * Reads a `BrokerHeartbeatResponse` of version 0 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readBrokerHeartbeatResponse(reader: ByteReader, _version: number): BrokerHeartbeatResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  const isCaughtUp = reader.readBoolean();
  const isFenced = reader.readBoolean();
  const shouldShutDown = reader.readBoolean();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, isCaughtUp, isFenced, shouldShutDown };
  return { throttleTimeMs, errorCode, isCaughtUp, isFenced, shouldShutDown, unknownTaggedFields };
}

/**
 * Writes a `BrokerHeartbeatResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeBrokerHeartbeatResponse(writer: ByteWriter, value: BrokerHeartbeatResponse, _version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  writer.writeBoolean(value.isCaughtUp);
  writer.writeBoolean(value.isFenced);
  writer.writeBoolean(value.shouldShutDown);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
