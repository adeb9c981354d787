// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/**
 * Sent by admin clients to any broker or controller: the cluster id and the nodes (KIP-700). v1
 * added endpoint types (KIP-919), v2 fenced brokers (KIP-1073).
 */
export interface DescribeClusterRequest {
  readonly includeClusterAuthorizedOperations: boolean;
  /** 1 brokers, 2 controllers; it must suit the node that is asked. (v1+) */
  readonly endpointType: number;
  /** Whether to return brokers that are registered but fenced. (v2) */
  readonly includeFencedBrokers: boolean;
}

/** Every field of `DescribeClusterRequest` at its default. */
export const defaultDescribeClusterRequest: DescribeClusterRequest = {
  includeClusterAuthorizedOperations: false,
  endpointType: 1,
  includeFencedBrokers: false,
};

/**
 * Reads a `DescribeClusterRequest` of version 0 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDescribeClusterRequest(reader: ByteReader, version: number): DescribeClusterRequest {
  const includeClusterAuthorizedOperations = reader.readBoolean();
  const endpointType = version >= 1 ? reader.readInt8() : 1;
  const includeFencedBrokers = version >= 2 ? reader.readBoolean() : false;
  reader.skipTaggedFields();
  return { includeClusterAuthorizedOperations, endpointType, includeFencedBrokers };
}

/**
 * Writes a `DescribeClusterRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDescribeClusterRequest(writer: ByteWriter, value: DescribeClusterRequest, version: number): void {
  writer.writeBoolean(value.includeClusterAuthorizedOperations);
  if (version >= 1) {
    writer.writeInt8(value.endpointType);
  }
  if (version >= 2) {
    writer.writeBoolean(value.includeFencedBrokers);
  }
  writer.writeUnsignedVarint(0);
}

/** A struct of `DescribeClusterResponse`. */
export interface DescribeClusterBroker {
  readonly brokerId: number;
  readonly host: string;
  readonly port: number;
  /** Null if the node has none. */
  readonly rack: string | null;
  /** (v2) */
  readonly isFenced: boolean;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribeClusterBroker` at its default. */
export const defaultDescribeClusterBroker: DescribeClusterBroker = {
  brokerId: 0,
  host: '',
  port: 0,
  rack: null,
  isFenced: false,
};

/**
 * Sent by admin clients to any broker or controller: the cluster id and the nodes (KIP-700). v1
 * added endpoint types (KIP-919), v2 fenced brokers (KIP-1073).
 */
export interface DescribeClusterResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** 1 brokers, 2 controllers; it must suit the node that is asked. (v1+) */
  readonly endpointType: number;
  readonly clusterId: string;
  /**
   * A broker that takes requests for the controller, or from a controller the active one; -1 if
   * none.
   */
  readonly controllerId: number;
  /** The brokers or the controllers, as `endpointType` says. */
  readonly brokers: readonly DescribeClusterBroker[];
  /** Bit n is set if the client may do ACL operation n on the cluster; -2147483648 if not asked. */
  readonly clusterAuthorizedOperations: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribeClusterResponse` at its default. */
export const defaultDescribeClusterResponse: DescribeClusterResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  errorMessage: null,
  endpointType: 1,
  clusterId: '',
  controllerId: -1,
  brokers: NO_ELEMENTS,
  clusterAuthorizedOperations: -2147483648,
};

/**
 * Reads a `DescribeClusterResponse` of version 0 to 2. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDescribeClusterResponse(reader: ByteReader, version: number): DescribeClusterResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  const endpointType = version >= 1 ? reader.readInt8() : 1;
  const clusterId = reader.readCompactString();
  const controllerId = reader.readInt32();
  const brokers = readDescribeClusterBrokerArray(reader, reader.readCompactArrayLength(10, 72), version);
  const clusterAuthorizedOperations = reader.readInt32();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, errorMessage, endpointType, clusterId, controllerId, brokers, clusterAuthorizedOperations };
  return { throttleTimeMs, errorCode, errorMessage, endpointType, clusterId, controllerId, brokers, clusterAuthorizedOperations, unknownTaggedFields };
}

/**
 * Writes a `DescribeClusterResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDescribeClusterResponse(writer: ByteWriter, value: DescribeClusterResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  if (version >= 1) {
    writer.writeInt8(value.endpointType);
  }
  writer.writeCompactString(value.clusterId);
  writer.writeInt32(value.controllerId);
  writer.writeCompactArrayLength(value.brokers.length);
  for (const element of value.brokers) writeDescribeClusterBroker(writer, element, version);
  writer.writeInt32(value.clusterAuthorizedOperations);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `DescribeClusterResponse`. */
function readDescribeClusterBroker(reader: ByteReader, version: number): DescribeClusterBroker {
  const brokerId = reader.readInt32();
  const host = reader.readCompactString();
  const port = reader.readInt32();
  const rack = reader.readCompactNullableString();
  const isFenced = version >= 2 ? reader.readBoolean() : false;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { brokerId, host, port, rack, isFenced };
  return { brokerId, host, port, rack, isFenced, unknownTaggedFields };
}

function readDescribeClusterBrokerArray(reader: ByteReader, length: number, version: number): DescribeClusterBroker[] {
  const elements = new Array<DescribeClusterBroker>(length);
  for (let index = 0; index < length; index++) elements[index] = readDescribeClusterBroker(reader, version);
  return elements;
}

/** Writes a struct of `DescribeClusterResponse`. */
function writeDescribeClusterBroker(writer: ByteWriter, value: DescribeClusterBroker, version: number): void {
  writer.writeInt32(value.brokerId);
  writer.writeCompactString(value.host);
  writer.writeInt32(value.port);
  writer.writeCompactNullableString(value.rack);
  if (version >= 2) {
    writer.writeBoolean(value.isFenced);
  }
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
