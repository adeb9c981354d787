// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';
import { readStringArray } from '../codec/primitive-arrays.ts';

/**
 * Sent by every client to any broker: which broker coordinates a group, a transactional id or a
 * share partition. v1 added key types, v4 many keys (KIP-699), v5 TRANSACTION_ABORTABLE and v6
 * share partitions (KIP-932).
 */
export interface FindCoordinatorRequest {
  /** The group id or transactional id; from v4 on see `coordinatorKeys`. (v0-3) */
  readonly key: string;
  /** 0 group, 1 transaction, 2 share. (v1+) */
  readonly keyType: number;
  /** Group ids, transactional ids or, for share, `groupId:topicId:partition`. (v4+) */
  readonly coordinatorKeys: readonly string[];
}

/** Every field of `FindCoordinatorRequest` at its default. */
export const defaultFindCoordinatorRequest: FindCoordinatorRequest = {
  key: '',
  keyType: 0,
  coordinatorKeys: NO_ELEMENTS,
};

/**
 * Reads a `FindCoordinatorRequest` of version 0 to 6. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readFindCoordinatorRequest(reader: ByteReader, version: number): FindCoordinatorRequest {
  const key = version <= 3 ? (version >= 3 ? reader.readCompactString() : reader.readString()) : '';
  const keyType = version >= 1 ? reader.readInt8() : 0;
  const coordinatorKeys = version >= 4 ? readStringArray(reader, reader.readCompactArrayLength(1, 8), true) : NO_ELEMENTS;
  if (version >= 3) {
    reader.skipTaggedFields();
  }
  return { key, keyType, coordinatorKeys };
}

/**
 * Writes a `FindCoordinatorRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeFindCoordinatorRequest(writer: ByteWriter, value: FindCoordinatorRequest, version: number): void {
  if (version <= 3) {
    if (version >= 3) {
      writer.writeCompactString(value.key);
    } else {
      writer.writeString(value.key);
    }
  }
  if (version >= 1) {
    writer.writeInt8(value.keyType);
  }
  if (version >= 4) {
    writer.writeCompactArrayLength(value.coordinatorKeys.length);
    for (const element of value.coordinatorKeys) writer.writeCompactString(element);
  }
  if (version >= 3) {
    writer.writeUnsignedVarint(0);
  }
}

/** A struct of `FindCoordinatorResponse`. */
export interface Coordinator {
  /** The key that was asked for. */
  readonly key: string;
  /** -1 on an error. */
  readonly nodeId: number;
  /** Empty on an error. */
  readonly host: string;
  /** -1 on an error. */
  readonly port: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `Coordinator` at its default. */
export const defaultCoordinator: Coordinator = {
  key: '',
  nodeId: 0,
  host: '',
  port: 0,
  errorCode: 0,
  errorMessage: '',
};

/**
 * Sent by every client to any broker: which broker coordinates a group, a transactional id or a
 * share partition. v1 added key types, v4 many keys (KIP-699), v5 TRANSACTION_ABORTABLE and v6
 * share partitions (KIP-932).
 */
export interface FindCoordinatorResponse {
  /** (v1+) */
  readonly throttleTimeMs: number;
  /** (v0-3) */
  readonly errorCode: number;
  /** (v1-3) */
  readonly errorMessage: string | null;
  /** -1 on an error. (v0-3) */
  readonly nodeId: number;
  /** Empty on an error. (v0-3) */
  readonly host: string;
  /** -1 on an error. (v0-3) */
  readonly port: number;
  /** (v4+) */
  readonly coordinators: readonly Coordinator[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `FindCoordinatorResponse` at its default. */
export const defaultFindCoordinatorResponse: FindCoordinatorResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  errorMessage: '',
  nodeId: 0,
  host: '',
  port: 0,
  coordinators: NO_ELEMENTS,
};

/**
 * Reads a `FindCoordinatorResponse` of version 0 to 6. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readFindCoordinatorResponse(reader: ByteReader, version: number): FindCoordinatorResponse {
  const throttleTimeMs = version >= 1 ? reader.readInt32() : 0;
  const errorCode = version <= 3 ? reader.readInt16() : 0;
  const errorMessage = version >= 1 && version <= 3 ? (version >= 3 ? reader.readCompactNullableString() : reader.readNullableString()) : '';
  const nodeId = version <= 3 ? reader.readInt32() : 0;
  const host = version <= 3 ? (version >= 3 ? reader.readCompactString() : reader.readString()) : '';
  const port = version <= 3 ? reader.readInt32() : 0;
  const coordinators = version >= 4 ? readCoordinatorArray(reader, reader.readCompactArrayLength(13, 80), version) : NO_ELEMENTS;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 3) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, errorMessage, nodeId, host, port, coordinators };
  return { throttleTimeMs, errorCode, errorMessage, nodeId, host, port, coordinators, unknownTaggedFields };
}

/**
 * Writes a `FindCoordinatorResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeFindCoordinatorResponse(writer: ByteWriter, value: FindCoordinatorResponse, version: number): void {
  if (version >= 1) {
    writer.writeInt32(value.throttleTimeMs);
  }
  if (version <= 3) {
    writer.writeInt16(value.errorCode);
  }
  if (version >= 1 && version <= 3) {
    if (version >= 3) {
      writer.writeCompactNullableString(value.errorMessage);
    } else {
      writer.writeNullableString(value.errorMessage);
    }
  }
  if (version <= 3) {
    writer.writeInt32(value.nodeId);
  }
  if (version <= 3) {
    if (version >= 3) {
      writer.writeCompactString(value.host);
    } else {
      writer.writeString(value.host);
    }
  }
  if (version <= 3) {
    writer.writeInt32(value.port);
  }
  if (version >= 4) {
    writer.writeCompactArrayLength(value.coordinators.length);
    for (const element of value.coordinators) writeCoordinator(writer, element, version);
  }
  if (version >= 3) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `FindCoordinatorResponse`. */
function readCoordinator(reader: ByteReader, _version: number): Coordinator {
  const key = reader.readCompactString();
  const nodeId = reader.readInt32();
  const host = reader.readCompactString();
  const port = reader.readInt32();
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { key, nodeId, host, port, errorCode, errorMessage };
  return { key, nodeId, host, port, errorCode, errorMessage, unknownTaggedFields };
}

function readCoordinatorArray(reader: ByteReader, length: number, version: number): Coordinator[] {
  const elements = new Array<Coordinator>(length);
  for (let index = 0; index < length; index++) elements[index] = readCoordinator(reader, version);
  return elements;
}

/** Writes a struct of `FindCoordinatorResponse`. */
function writeCoordinator(writer: ByteWriter, value: Coordinator, _version: number): void {
  writer.writeCompactString(value.key);
  writer.writeInt32(value.nodeId);
  writer.writeCompactString(value.host);
  writer.writeInt32(value.port);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
