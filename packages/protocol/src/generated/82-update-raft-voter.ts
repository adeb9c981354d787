// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { keepUnknownTaggedField, NO_TAGGED_FIELDS, readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields, writeUnknownTaggedFieldsBelow } from '../codec/unknown-tagged-fields.ts';

/** A struct of `UpdateRaftVoterRequest`. */
export interface Listener {
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

/** Every field of `Listener` at its default. */
export const defaultListener: Listener = {
  name: '',
  host: '',
  port: 0,
};

/** A struct of `UpdateRaftVoterRequest`. */
export interface KRaftVersionFeature {
  readonly minSupportedVersion: number;
  readonly maxSupportedVersion: number;
}

/** Every field of `KRaftVersionFeature` at its default. */
export const defaultKRaftVersionFeature: KRaftVersionFeature = {
  minSupportedVersion: 0,
  maxSupportedVersion: 0,
};

/**
 * Sent by voters to the leader of the quorum when they start: renews their addresses and the
 * versions they support (KIP-853).
 */
export interface UpdateRaftVoterRequest {
  /** Null skips the check. */
  readonly clusterId: string | null;
  /** The leader epoch that the voter knows; -1 if none. */
  readonly currentLeaderEpoch: number;
  readonly voterId: number;
  /** The log directory of the voter. */
  readonly voterDirectoryId: Uuid;
  /** Where the voter can be reached. */
  readonly listeners: readonly Listener[];
  /** The range of `kraft.version` that the voter can run. */
  readonly kRaftVersionFeature: KRaftVersionFeature;
}

/** Every field of `UpdateRaftVoterRequest` at its default. */
export const defaultUpdateRaftVoterRequest: UpdateRaftVoterRequest = {
  clusterId: '',
  currentLeaderEpoch: 0,
  voterId: 0,
  voterDirectoryId: ZERO_UUID,
  listeners: NO_ELEMENTS,
  kRaftVersionFeature: defaultKRaftVersionFeature,
};

/**
 * Reads a `UpdateRaftVoterRequest` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readUpdateRaftVoterRequest(reader: ByteReader, version: number): UpdateRaftVoterRequest {
  const clusterId = reader.readCompactNullableString();
  const currentLeaderEpoch = reader.readInt32();
  const voterId = reader.readInt32();
  const voterDirectoryId = reader.readUuid();
  const listeners = readListenerArray(reader, reader.readCompactArrayLength(4, 56), version);
  const kRaftVersionFeature = readKRaftVersionFeature(reader, version);
  reader.skipTaggedFields();
  return { clusterId, currentLeaderEpoch, voterId, voterDirectoryId, listeners, kRaftVersionFeature };
}

/**
 * Writes a `UpdateRaftVoterRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeUpdateRaftVoterRequest(writer: ByteWriter, value: UpdateRaftVoterRequest, version: number): void {
  writer.writeCompactNullableString(value.clusterId);
  writer.writeInt32(value.currentLeaderEpoch);
  writer.writeInt32(value.voterId);
  writer.writeUuid(value.voterDirectoryId);
  writer.writeCompactArrayLength(value.listeners.length);
  for (const element of value.listeners) writeListener(writer, element, version);
  writeKRaftVersionFeature(writer, value.kRaftVersionFeature, version);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `UpdateRaftVoterRequest`. */
function readKRaftVersionFeature(reader: ByteReader, _version: number): KRaftVersionFeature {
  const minSupportedVersion = reader.readInt16();
  const maxSupportedVersion = reader.readInt16();
  reader.skipTaggedFields();
  return { minSupportedVersion, maxSupportedVersion };
}

/** Writes a struct of `UpdateRaftVoterRequest`. */
function writeKRaftVersionFeature(writer: ByteWriter, value: KRaftVersionFeature, _version: number): void {
  writer.writeInt16(value.minSupportedVersion);
  writer.writeInt16(value.maxSupportedVersion);
  writer.writeUnsignedVarint(0);
}

/** Reads a struct of `UpdateRaftVoterRequest`. */
function readListener(reader: ByteReader, _version: number): Listener {
  const name = reader.readCompactString();
  const host = reader.readCompactString();
  const port = reader.readUint16();
  reader.skipTaggedFields();
  return { name, host, port };
}

function readListenerArray(reader: ByteReader, length: number, version: number): Listener[] {
  const elements = new Array<Listener>(length);
  for (let index = 0; index < length; index++) elements[index] = readListener(reader, version);
  return elements;
}

/** Writes a struct of `UpdateRaftVoterRequest`. */
function writeListener(writer: ByteWriter, value: Listener, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeCompactString(value.host);
  writer.writeUint16(value.port);
  writer.writeUnsignedVarint(0);
}

/** A struct of `UpdateRaftVoterResponse`. */
export interface CurrentLeader {
  /** -1 if no leader is known. */
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly host: string;
  readonly port: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `CurrentLeader` at its default. */
export const defaultCurrentLeader: CurrentLeader = {
  leaderId: -1,
  leaderEpoch: -1,
  host: '',
  port: 0,
};

/**
 * Sent by voters to the leader of the quorum when they start: renews their addresses and the
 * versions they support (KIP-853).
 */
export interface UpdateRaftVoterResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  /** Who leads now, sent where the voter is wrong about it. (tag 0) */
  readonly currentLeader: CurrentLeader;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `UpdateRaftVoterResponse` at its default. */
export const defaultUpdateRaftVoterResponse: UpdateRaftVoterResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  currentLeader: defaultCurrentLeader,
};

/**
 * Reads a `UpdateRaftVoterResponse` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readUpdateRaftVoterResponse(reader: ByteReader, version: number): UpdateRaftVoterResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  let currentLeader: CurrentLeader = defaultCurrentLeader;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  for (let left = reader.readTaggedFieldCount(); left > 0; left--) {
    const tag = reader.readUnsignedVarint();
    const size = reader.readTaggedFieldBytes();
    const start = reader.position;
    switch (tag) {
      case 0:
        currentLeader = readCurrentLeader(reader, version);
        break;
      default:
        unknownTaggedFields = keepUnknownTaggedField(reader, unknownTaggedFields, tag, size);
    }
    reader.checkTaggedFieldEnd(tag, start, size);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, currentLeader };
  return { throttleTimeMs, errorCode, currentLeader, unknownTaggedFields };
}

/**
 * Writes a `UpdateRaftVoterResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeUpdateRaftVoterResponse(writer: ByteWriter, value: UpdateRaftVoterResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  const unknown = value.unknownTaggedFields ?? NO_TAGGED_FIELDS;
  let taggedFields = unknown.length;
  const has0 = !isDefaultCurrentLeader(value.currentLeader);
  if (has0) taggedFields++;
  writer.writeUnsignedVarint(taggedFields);
  let next = 0;
  if (has0) {
    next = writeUnknownTaggedFieldsBelow(writer, unknown, next, 0);
    const start = writer.beginTaggedField(0);
    writeCurrentLeader(writer, value.currentLeader, version);
    writer.endTaggedField(start);
  }
  writeUnknownTaggedFieldsBelow(writer, unknown, next, Infinity);
}

/** Reads a struct of `UpdateRaftVoterResponse`. */
function readCurrentLeader(reader: ByteReader, _version: number): CurrentLeader {
  const leaderId = reader.readInt32();
  const leaderEpoch = reader.readInt32();
  const host = reader.readCompactString();
  const port = reader.readInt32();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { leaderId, leaderEpoch, host, port };
  return { leaderId, leaderEpoch, host, port, unknownTaggedFields };
}

/** Writes a struct of `UpdateRaftVoterResponse`. */
function writeCurrentLeader(writer: ByteWriter, value: CurrentLeader, _version: number): void {
  writer.writeInt32(value.leaderId);
  writer.writeInt32(value.leaderEpoch);
  writer.writeCompactString(value.host);
  writer.writeInt32(value.port);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

function isDefaultCurrentLeader(value: CurrentLeader): boolean {
  return !(value.leaderId !== -1) && !(value.leaderEpoch !== -1) && !(value.host !== '') && !(value.port !== 0) && value.unknownTaggedFields === undefined;
}
