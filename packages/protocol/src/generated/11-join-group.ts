// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { requireNotNull } from '../codec/null-value.ts';
import { EMPTY_BYTES } from '../codec/empty-bytes.ts';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `JoinGroupRequest`. */
export interface JoinGroupRequestProtocol {
  /** The name of an assignor such as `range`, if the protocol type is `consumer`. */
  readonly name: string;
  /** Opaque to the coordinator; of consumers a ConsumerProtocolSubscription. */
  readonly metadata: Buffer;
}

/** Every field of `JoinGroupRequestProtocol` at its default. */
export const defaultJoinGroupRequestProtocol: JoinGroupRequestProtocol = {
  name: '',
  metadata: EMPTY_BYTES,
};

/**
 * Sent by members of a classic group to its coordinator: joins and takes part in the rebalance; the
 * response waits for the others. v1 added the rebalance timeout, v4 MEMBER_ID_REQUIRED (KIP-394),
 * v5 static members (KIP-345), v8 a reason (KIP-800).
 */
export interface JoinGroupRequest {
  readonly groupId: string;
  /** The member is removed if no heartbeat comes for this long, in milliseconds. */
  readonly sessionTimeoutMs: number;
  /**
   * How long members may take to join again in a rebalance, in milliseconds; v0 uses the session
   * timeout. (v1+)
   */
  readonly rebalanceTimeoutMs: number;
  /** Empty on the first attempt, which from v4 on answers MEMBER_ID_REQUIRED with the id to use. */
  readonly memberId: string;
  /** The name that keeps a static member through restarts; null for a dynamic member. (v5+) */
  readonly groupInstanceId: string | null;
  /** What the group is: `consumer` for consumers, `connect` for Connect workers. */
  readonly protocolType: string;
  /** What the member supports, best first; the coordinator picks one that all members support. */
  readonly protocols: readonly JoinGroupRequestProtocol[];
  /** Why the member joins, for the log of the coordinator. (v8+) */
  readonly reason: string | null;
}

/** Every field of `JoinGroupRequest` at its default. */
export const defaultJoinGroupRequest: JoinGroupRequest = {
  groupId: '',
  sessionTimeoutMs: 0,
  rebalanceTimeoutMs: -1,
  memberId: '',
  groupInstanceId: null,
  protocolType: '',
  protocols: NO_ELEMENTS,
  reason: null,
};

/**
 * Reads a `JoinGroupRequest` of version 0 to 9. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readJoinGroupRequest(reader: ByteReader, version: number): JoinGroupRequest {
  const groupId = version >= 6 ? reader.readCompactString() : reader.readString();
  const sessionTimeoutMs = reader.readInt32();
  const rebalanceTimeoutMs = version >= 1 ? reader.readInt32() : -1;
  const memberId = version >= 6 ? reader.readCompactString() : reader.readString();
  const groupInstanceId = version >= 5 ? (version >= 6 ? reader.readCompactNullableString() : reader.readNullableString()) : null;
  const protocolType = version >= 6 ? reader.readCompactString() : reader.readString();
  const protocols = readJoinGroupRequestProtocolArray(reader, version >= 6 ? reader.readCompactArrayLength(2, 48) : reader.readArrayLength(2, 48), version);
  const reason = version >= 8 ? reader.readCompactNullableString() : null;
  if (version >= 6) {
    reader.skipTaggedFields();
  }
  return { groupId, sessionTimeoutMs, rebalanceTimeoutMs, memberId, groupInstanceId, protocolType, protocols, reason };
}

/**
 * Writes a `JoinGroupRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeJoinGroupRequest(writer: ByteWriter, value: JoinGroupRequest, version: number): void {
  if (version >= 6) {
    writer.writeCompactString(value.groupId);
  } else {
    writer.writeString(value.groupId);
  }
  writer.writeInt32(value.sessionTimeoutMs);
  if (version >= 1) {
    writer.writeInt32(value.rebalanceTimeoutMs);
  }
  if (version >= 6) {
    writer.writeCompactString(value.memberId);
  } else {
    writer.writeString(value.memberId);
  }
  if (version >= 5) {
    if (version >= 6) {
      writer.writeCompactNullableString(value.groupInstanceId);
    } else {
      writer.writeNullableString(value.groupInstanceId);
    }
  }
  if (version >= 6) {
    writer.writeCompactString(value.protocolType);
  } else {
    writer.writeString(value.protocolType);
  }
  if (version >= 6) {
    writer.writeCompactArrayLength(value.protocols.length);
  } else {
    writer.writeArrayLength(value.protocols.length);
  }
  for (const element of value.protocols) writeJoinGroupRequestProtocol(writer, element, version);
  if (version >= 8) {
    writer.writeCompactNullableString(value.reason);
  }
  if (version >= 6) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `JoinGroupRequest`. */
function readJoinGroupRequestProtocol(reader: ByteReader, version: number): JoinGroupRequestProtocol {
  const name = version >= 6 ? reader.readCompactString() : reader.readString();
  const metadata = version >= 6 ? reader.readCompactBytes() : reader.readBytes();
  if (version >= 6) {
    reader.skipTaggedFields();
  }
  return { name, metadata };
}

function readJoinGroupRequestProtocolArray(reader: ByteReader, length: number, version: number): JoinGroupRequestProtocol[] {
  const elements = new Array<JoinGroupRequestProtocol>(length);
  for (let index = 0; index < length; index++) elements[index] = readJoinGroupRequestProtocol(reader, version);
  return elements;
}

/** Writes a struct of `JoinGroupRequest`. */
function writeJoinGroupRequestProtocol(writer: ByteWriter, value: JoinGroupRequestProtocol, version: number): void {
  if (version >= 6) {
    writer.writeCompactString(value.name);
  } else {
    writer.writeString(value.name);
  }
  if (version >= 6) {
    writer.writeCompactBytes(value.metadata);
  } else {
    writer.writeBytes(value.metadata);
  }
  if (version >= 6) {
    writer.writeUnsignedVarint(0);
  }
}

/** A struct of `JoinGroupResponse`. */
export interface JoinGroupResponseMember {
  readonly memberId: string;
  /** The name that keeps a static member through restarts; null for a dynamic member. (v5+) */
  readonly groupInstanceId: string | null;
  /** What the member sent for the protocol that was picked. */
  readonly metadata: Buffer;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `JoinGroupResponseMember` at its default. */
export const defaultJoinGroupResponseMember: JoinGroupResponseMember = {
  memberId: '',
  groupInstanceId: null,
  metadata: EMPTY_BYTES,
};

/**
 * Sent by members of a classic group to its coordinator: joins and takes part in the rebalance; the
 * response waits for the others. v1 added the rebalance timeout, v4 MEMBER_ID_REQUIRED (KIP-394),
 * v5 static members (KIP-345), v8 a reason (KIP-800).
 */
export interface JoinGroupResponse {
  /** (v2+) */
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  /** Counts the rebalances of the group; -1 on an error. */
  readonly generationId: number;
  /** (v7+) */
  readonly protocolType: string | null;
  /** The protocol that the coordinator picked; null if none. */
  readonly protocolName: string | null;
  /** The member id of the leader, who computes the assignment and sends it by SyncGroup. */
  readonly leader: string;
  /**
   * True for a static leader that came back: the assignment of before stays valid (KIP-814). (v9)
   */
  readonly skipAssignment: boolean;
  /** The id that the member must use from now on. */
  readonly memberId: string;
  /** All members for the leader, empty for the others. */
  readonly members: readonly JoinGroupResponseMember[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `JoinGroupResponse` at its default. */
export const defaultJoinGroupResponse: JoinGroupResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  generationId: -1,
  protocolType: null,
  protocolName: '',
  leader: '',
  skipAssignment: false,
  memberId: '',
  members: NO_ELEMENTS,
};

/**
 * Reads a `JoinGroupResponse` of version 0 to 9. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readJoinGroupResponse(reader: ByteReader, version: number): JoinGroupResponse {
  const throttleTimeMs = version >= 2 ? reader.readInt32() : 0;
  const errorCode = reader.readInt16();
  const generationId = reader.readInt32();
  const protocolType = version >= 7 ? reader.readCompactNullableString() : null;
  const protocolName = version >= 6 ? (version >= 7 ? reader.readCompactNullableString() : reader.readCompactString()) : (version >= 7 ? reader.readNullableString() : reader.readString());
  const leader = version >= 6 ? reader.readCompactString() : reader.readString();
  const skipAssignment = version >= 9 ? reader.readBoolean() : false;
  const memberId = version >= 6 ? reader.readCompactString() : reader.readString();
  const members = readJoinGroupResponseMemberArray(reader, version >= 6 ? reader.readCompactArrayLength(2, 56) : reader.readArrayLength(2, 56), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 6) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, generationId, protocolType, protocolName, leader, skipAssignment, memberId, members };
  return { throttleTimeMs, errorCode, generationId, protocolType, protocolName, leader, skipAssignment, memberId, members, unknownTaggedFields };
}

/**
 * Writes a `JoinGroupResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeJoinGroupResponse(writer: ByteWriter, value: JoinGroupResponse, version: number): void {
  if (version >= 2) {
    writer.writeInt32(value.throttleTimeMs);
  }
  writer.writeInt16(value.errorCode);
  writer.writeInt32(value.generationId);
  if (version >= 7) {
    writer.writeCompactNullableString(value.protocolType);
  }
  if (version >= 6) {
    if (version >= 7) {
      writer.writeCompactNullableString(value.protocolName);
    } else {
      writer.writeCompactString(requireNotNull(value.protocolName, 'protocolName', version));
    }
  } else {
    if (version >= 7) {
      writer.writeNullableString(value.protocolName);
    } else {
      writer.writeString(requireNotNull(value.protocolName, 'protocolName', version));
    }
  }
  if (version >= 6) {
    writer.writeCompactString(value.leader);
  } else {
    writer.writeString(value.leader);
  }
  if (version >= 9) {
    writer.writeBoolean(value.skipAssignment);
  }
  if (version >= 6) {
    writer.writeCompactString(value.memberId);
  } else {
    writer.writeString(value.memberId);
  }
  if (version >= 6) {
    writer.writeCompactArrayLength(value.members.length);
  } else {
    writer.writeArrayLength(value.members.length);
  }
  for (const element of value.members) writeJoinGroupResponseMember(writer, element, version);
  if (version >= 6) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `JoinGroupResponse`. */
function readJoinGroupResponseMember(reader: ByteReader, version: number): JoinGroupResponseMember {
  const memberId = version >= 6 ? reader.readCompactString() : reader.readString();
  const groupInstanceId = version >= 5 ? (version >= 6 ? reader.readCompactNullableString() : reader.readNullableString()) : null;
  const metadata = version >= 6 ? reader.readCompactBytes() : reader.readBytes();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 6) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { memberId, groupInstanceId, metadata };
  return { memberId, groupInstanceId, metadata, unknownTaggedFields };
}

function readJoinGroupResponseMemberArray(reader: ByteReader, length: number, version: number): JoinGroupResponseMember[] {
  const elements = new Array<JoinGroupResponseMember>(length);
  for (let index = 0; index < length; index++) elements[index] = readJoinGroupResponseMember(reader, version);
  return elements;
}

/** Writes a struct of `JoinGroupResponse`. */
function writeJoinGroupResponseMember(writer: ByteWriter, value: JoinGroupResponseMember, version: number): void {
  if (version >= 6) {
    writer.writeCompactString(value.memberId);
  } else {
    writer.writeString(value.memberId);
  }
  if (version >= 5) {
    if (version >= 6) {
      writer.writeCompactNullableString(value.groupInstanceId);
    } else {
      writer.writeNullableString(value.groupInstanceId);
    }
  }
  if (version >= 6) {
    writer.writeCompactBytes(value.metadata);
  } else {
    writer.writeBytes(value.metadata);
  }
  if (version >= 6) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
