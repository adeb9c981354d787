// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Timestamp, type Uuid, ZERO_UUID } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** The key of every control record, after its int16 version: what the value is. */
export interface ControlRecordTypeSchema {
  /**
   * 0 abort, 1 commit, 2 leader change, 3 snapshot header, 4 snapshot footer, 5 KRaft version, 6
   * KRaft voters.
   */
  readonly type: number;
}

/** Every field of `ControlRecordTypeSchema` at its default. */
export const defaultControlRecordTypeSchema: ControlRecordTypeSchema = {
  type: 0,
};

/**
 * Reads a `ControlRecordTypeSchema` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readControlRecordTypeSchema(reader: ByteReader, _version: number): ControlRecordTypeSchema {
  const type = reader.readInt16();
  return { type };
}

/**
 * Writes a `ControlRecordTypeSchema`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeControlRecordTypeSchema(writer: ByteWriter, value: ControlRecordTypeSchema, _version: number): void {
  writer.writeInt16(value.type);
}

/**
 * The value of an abort or commit marker, which ends the transaction of the producer of its batch.
 */
export interface EndTxnMarker {
  /** The leader epoch of the coordinator in `__transaction_state`; a lower one is refused. */
  readonly coordinatorEpoch: number;
}

/** Every field of `EndTxnMarker` at its default. */
export const defaultEndTxnMarker: EndTxnMarker = {
  coordinatorEpoch: 0,
};

/**
 * Reads a `EndTxnMarker` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readEndTxnMarker(reader: ByteReader, _version: number): EndTxnMarker {
  const coordinatorEpoch = reader.readInt32();
  return { coordinatorEpoch };
}

/**
 * Writes a `EndTxnMarker`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeEndTxnMarker(writer: ByteWriter, value: EndTxnMarker, _version: number): void {
  writer.writeInt32(value.coordinatorEpoch);
}

/** A struct of `LeaderChangeMessage`. */
export interface LeaderChangeMessageVoter {
  readonly voterId: number;
  /** (v1) */
  readonly voterDirectoryId: Uuid;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `LeaderChangeMessageVoter` at its default. */
export const defaultLeaderChangeMessageVoter: LeaderChangeMessageVoter = {
  voterId: 0,
  voterDirectoryId: ZERO_UUID,
};

/**
 * The first record that a KRaft leader writes in its epoch: who leads and who voted for it
 * (KIP-595). v1 added directory ids (KIP-853).
 */
export interface LeaderChangeMessage {
  readonly version: number;
  readonly leaderId: number;
  /** The voters at the time of the election. */
  readonly voters: readonly LeaderChangeMessageVoter[];
  /** The voters that gave their vote. */
  readonly grantingVoters: readonly LeaderChangeMessageVoter[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `LeaderChangeMessage` at its default. */
export const defaultLeaderChangeMessage: LeaderChangeMessage = {
  version: 0,
  leaderId: 0,
  voters: NO_ELEMENTS,
  grantingVoters: NO_ELEMENTS,
};

/**
 * Reads a `LeaderChangeMessage` of version 0 to 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readLeaderChangeMessage(reader: ByteReader, version: number): LeaderChangeMessage {
  const versionField = reader.readInt16();
  const leaderId = reader.readInt32();
  const voters = readLeaderChangeMessageVoterArray(reader, reader.readCompactArrayLength(4, 96), version);
  const grantingVoters = readLeaderChangeMessageVoterArray(reader, reader.readCompactArrayLength(4, 96), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { version: versionField, leaderId, voters, grantingVoters };
  return { version: versionField, leaderId, voters, grantingVoters, unknownTaggedFields };
}

/**
 * Writes a `LeaderChangeMessage`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeLeaderChangeMessage(writer: ByteWriter, value: LeaderChangeMessage, version: number): void {
  writer.writeInt16(value.version);
  writer.writeInt32(value.leaderId);
  writer.writeCompactArrayLength(value.voters.length);
  for (const element of value.voters) writeLeaderChangeMessageVoter(writer, element, version);
  writer.writeCompactArrayLength(value.grantingVoters.length);
  for (const element of value.grantingVoters) writeLeaderChangeMessageVoter(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `LeaderChangeMessage`. */
function readLeaderChangeMessageVoter(reader: ByteReader, version: number): LeaderChangeMessageVoter {
  const voterId = reader.readInt32();
  const voterDirectoryId = version >= 1 ? reader.readUuid() : ZERO_UUID;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { voterId, voterDirectoryId };
  return { voterId, voterDirectoryId, unknownTaggedFields };
}

function readLeaderChangeMessageVoterArray(reader: ByteReader, length: number, version: number): LeaderChangeMessageVoter[] {
  const elements = new Array<LeaderChangeMessageVoter>(length);
  for (let index = 0; index < length; index++) elements[index] = readLeaderChangeMessageVoter(reader, version);
  return elements;
}

/** Writes a struct of `LeaderChangeMessage`. */
function writeLeaderChangeMessageVoter(writer: ByteWriter, value: LeaderChangeMessageVoter, version: number): void {
  writer.writeInt32(value.voterId);
  if (version >= 1) {
    writer.writeUuid(value.voterDirectoryId);
  }
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** The first record of a KRaft snapshot (KIP-630). */
export interface SnapshotHeaderRecord {
  readonly version: number;
  /** The append time of the last record that the snapshot covers. */
  readonly lastContainedLogTimestamp: Timestamp;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `SnapshotHeaderRecord` at its default. */
export const defaultSnapshotHeaderRecord: SnapshotHeaderRecord = {
  version: 0,
  lastContainedLogTimestamp: 0,
};

/**
 * Reads a `SnapshotHeaderRecord` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readSnapshotHeaderRecord(reader: ByteReader, _version: number): SnapshotHeaderRecord {
  const versionField = reader.readInt16();
  const lastContainedLogTimestamp = reader.readInt64AsNumber();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { version: versionField, lastContainedLogTimestamp };
  return { version: versionField, lastContainedLogTimestamp, unknownTaggedFields };
}

/**
 * Writes a `SnapshotHeaderRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeSnapshotHeaderRecord(writer: ByteWriter, value: SnapshotHeaderRecord, _version: number): void {
  writer.writeInt16(value.version);
  writer.writeInt64FromNumber(value.lastContainedLogTimestamp);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** The last record of a KRaft snapshot, which shows it complete (KIP-630). */
export interface SnapshotFooterRecord {
  readonly version: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `SnapshotFooterRecord` at its default. */
export const defaultSnapshotFooterRecord: SnapshotFooterRecord = {
  version: 0,
};

/**
 * Reads a `SnapshotFooterRecord` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readSnapshotFooterRecord(reader: ByteReader, _version: number): SnapshotFooterRecord {
  const versionField = reader.readInt16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { version: versionField };
  return { version: versionField, unknownTaggedFields };
}

/**
 * Writes a `SnapshotFooterRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeSnapshotFooterRecord(writer: ByteWriter, value: SnapshotFooterRecord, _version: number): void {
  writer.writeInt16(value.version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** The `kraft.version` that the quorum runs from here on (KIP-853). */
export interface KRaftVersionRecord {
  readonly version: number;
  /** 0 voters fixed in the configuration, 1 voters kept in the log. */
  readonly kRaftVersion: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `KRaftVersionRecord` at its default. */
export const defaultKRaftVersionRecord: KRaftVersionRecord = {
  version: 0,
  kRaftVersion: 0,
};

/**
 * Reads a `KRaftVersionRecord` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readKRaftVersionRecord(reader: ByteReader, _version: number): KRaftVersionRecord {
  const versionField = reader.readInt16();
  const kRaftVersion = reader.readInt16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { version: versionField, kRaftVersion };
  return { version: versionField, kRaftVersion, unknownTaggedFields };
}

/**
 * Writes a `KRaftVersionRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeKRaftVersionRecord(writer: ByteWriter, value: KRaftVersionRecord, _version: number): void {
  writer.writeInt16(value.version);
  writer.writeInt16(value.kRaftVersion);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** A struct of `VotersRecord`. */
export interface Endpoint {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `Endpoint` at its default. */
export const defaultEndpoint: Endpoint = {
  name: '',
  host: '',
  port: 0,
};

/** A struct of `VotersRecord`. */
export interface KRaftVersionFeature {
  readonly minSupportedVersion: number;
  readonly maxSupportedVersion: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `KRaftVersionFeature` at its default. */
export const defaultKRaftVersionFeature: KRaftVersionFeature = {
  minSupportedVersion: 0,
  maxSupportedVersion: 0,
};

/** A struct of `VotersRecord`. */
export interface VotersRecordVoter {
  readonly voterId: number;
  readonly voterDirectoryId: Uuid;
  /** Where the voter can be reached. */
  readonly endpoints: readonly Endpoint[];
  /** The range of `kraft.version` that the voter can run. */
  readonly kRaftVersionFeature: KRaftVersionFeature;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `VotersRecordVoter` at its default. */
export const defaultVotersRecordVoter: VotersRecordVoter = {
  voterId: 0,
  voterDirectoryId: ZERO_UUID,
  endpoints: NO_ELEMENTS,
  kRaftVersionFeature: defaultKRaftVersionFeature,
};

/** The voters of the quorum from here on (KIP-853). */
export interface VotersRecord {
  readonly version: number;
  readonly voters: readonly VotersRecordVoter[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `VotersRecord` at its default. */
export const defaultVotersRecord: VotersRecord = {
  version: 0,
  voters: NO_ELEMENTS,
};

/**
 * Reads a `VotersRecord` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readVotersRecord(reader: ByteReader, version: number): VotersRecord {
  const versionField = reader.readInt16();
  const voters = readVotersRecordVoterArray(reader, reader.readCompactArrayLength(25, 168), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { version: versionField, voters };
  return { version: versionField, voters, unknownTaggedFields };
}

/**
 * Writes a `VotersRecord`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeVotersRecord(writer: ByteWriter, value: VotersRecord, version: number): void {
  writer.writeInt16(value.version);
  writer.writeCompactArrayLength(value.voters.length);
  for (const element of value.voters) writeVotersRecordVoter(writer, element, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `VotersRecord`. */
function readVotersRecordVoter(reader: ByteReader, version: number): VotersRecordVoter {
  const voterId = reader.readInt32();
  const voterDirectoryId = reader.readUuid();
  const endpoints = readEndpointArray(reader, reader.readCompactArrayLength(4, 56), version);
  const kRaftVersionFeature = readKRaftVersionFeature(reader, version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { voterId, voterDirectoryId, endpoints, kRaftVersionFeature };
  return { voterId, voterDirectoryId, endpoints, kRaftVersionFeature, unknownTaggedFields };
}

function readVotersRecordVoterArray(reader: ByteReader, length: number, version: number): VotersRecordVoter[] {
  const elements = new Array<VotersRecordVoter>(length);
  for (let index = 0; index < length; index++) elements[index] = readVotersRecordVoter(reader, version);
  return elements;
}

/** Writes a struct of `VotersRecord`. */
function writeVotersRecordVoter(writer: ByteWriter, value: VotersRecordVoter, version: number): void {
  writer.writeInt32(value.voterId);
  writer.writeUuid(value.voterDirectoryId);
  writer.writeCompactArrayLength(value.endpoints.length);
  for (const element of value.endpoints) writeEndpoint(writer, element, version);
  writeKRaftVersionFeature(writer, value.kRaftVersionFeature, version);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `VotersRecord`. */
function readKRaftVersionFeature(reader: ByteReader, _version: number): KRaftVersionFeature {
  const minSupportedVersion = reader.readInt16();
  const maxSupportedVersion = reader.readInt16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { minSupportedVersion, maxSupportedVersion };
  return { minSupportedVersion, maxSupportedVersion, unknownTaggedFields };
}

/** Writes a struct of `VotersRecord`. */
function writeKRaftVersionFeature(writer: ByteWriter, value: KRaftVersionFeature, _version: number): void {
  writer.writeInt16(value.minSupportedVersion);
  writer.writeInt16(value.maxSupportedVersion);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}

/** Reads a struct of `VotersRecord`. */
function readEndpoint(reader: ByteReader, _version: number): Endpoint {
  const name = reader.readCompactString();
  const host = reader.readCompactString();
  const port = reader.readUint16();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { name, host, port };
  return { name, host, port, unknownTaggedFields };
}

function readEndpointArray(reader: ByteReader, length: number, version: number): Endpoint[] {
  const elements = new Array<Endpoint>(length);
  for (let index = 0; index < length; index++) elements[index] = readEndpoint(reader, version);
  return elements;
}

/** Writes a struct of `VotersRecord`. */
function writeEndpoint(writer: ByteWriter, value: Endpoint, _version: number): void {
  writer.writeCompactString(value.name);
  writer.writeCompactString(value.host);
  writer.writeUint16(value.port);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
