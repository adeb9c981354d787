// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `CreateAclsRequest`. */
export interface AclCreation {
  /** 2 topic, 3 group, 4 cluster, 5 transactional id, 6 delegation token, 7 user. */
  readonly resourceType: number;
  /** A name, the beginning of one or `*`; `kafka-cluster` for the cluster. */
  readonly resourceName: string;
  /** 3 literal, 4 prefixed. */
  readonly resourcePatternType: number;
  /** Such as `User:alice`, or `User:*` for everyone. */
  readonly principal: string;
  /** An address, or `*` for every host. */
  readonly host: string;
  /** 2 all, 3 read, 4 write, 5 create, 6 delete, 7 alter, 8 describe, then up to 15. */
  readonly operation: number;
  /** 2 deny, 3 allow. */
  readonly permissionType: number;
}

/** Every field of `AclCreation` at its default. */
export const defaultAclCreation: AclCreation = {
  resourceType: 0,
  resourceName: '',
  resourcePatternType: 3,
  principal: '',
  host: '',
  operation: 0,
  permissionType: 0,
};

/**
 * Sent by admin clients to the controller, through any broker: adds ACLs. v1 added pattern types
 * (KIP-290), v3 the resource type user.
 */
export interface CreateAclsRequest {
  readonly creations: readonly AclCreation[];
}

/** Every field of `CreateAclsRequest` at its default. */
export const defaultCreateAclsRequest: CreateAclsRequest = {
  creations: NO_ELEMENTS,
};

/**
 * Reads a `CreateAclsRequest` of version 1 to 3. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readCreateAclsRequest(reader: ByteReader, version: number): CreateAclsRequest {
  const creations = readAclCreationArray(reader, version >= 2 ? reader.readCompactArrayLength(7, 88) : reader.readArrayLength(7, 88), version);
  if (version >= 2) {
    reader.skipTaggedFields();
  }
  return { creations };
}

/**
 * Writes a `CreateAclsRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeCreateAclsRequest(writer: ByteWriter, value: CreateAclsRequest, version: number): void {
  if (version >= 2) {
    writer.writeCompactArrayLength(value.creations.length);
  } else {
    writer.writeArrayLength(value.creations.length);
  }
  for (const element of value.creations) writeAclCreation(writer, element, version);
  if (version >= 2) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `CreateAclsRequest`. */
function readAclCreation(reader: ByteReader, version: number): AclCreation {
  const resourceType = reader.readInt8();
  const resourceName = version >= 2 ? reader.readCompactString() : reader.readString();
  const resourcePatternType = reader.readInt8();
  const principal = version >= 2 ? reader.readCompactString() : reader.readString();
  const host = version >= 2 ? reader.readCompactString() : reader.readString();
  const operation = reader.readInt8();
  const permissionType = reader.readInt8();
  if (version >= 2) {
    reader.skipTaggedFields();
  }
  return { resourceType, resourceName, resourcePatternType, principal, host, operation, permissionType };
}

function readAclCreationArray(reader: ByteReader, length: number, version: number): AclCreation[] {
  const elements = new Array<AclCreation>(length);
  for (let index = 0; index < length; index++) elements[index] = readAclCreation(reader, version);
  return elements;
}

/** Writes a struct of `CreateAclsRequest`. */
function writeAclCreation(writer: ByteWriter, value: AclCreation, version: number): void {
  writer.writeInt8(value.resourceType);
  if (version >= 2) {
    writer.writeCompactString(value.resourceName);
  } else {
    writer.writeString(value.resourceName);
  }
  writer.writeInt8(value.resourcePatternType);
  if (version >= 2) {
    writer.writeCompactString(value.principal);
  } else {
    writer.writeString(value.principal);
  }
  if (version >= 2) {
    writer.writeCompactString(value.host);
  } else {
    writer.writeString(value.host);
  }
  writer.writeInt8(value.operation);
  writer.writeInt8(value.permissionType);
  if (version >= 2) {
    writer.writeUnsignedVarint(0);
  }
}

/** A struct of `CreateAclsResponse`. */
export interface AclCreationResult {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `AclCreationResult` at its default. */
export const defaultAclCreationResult: AclCreationResult = {
  errorCode: 0,
  errorMessage: '',
};

/**
 * Sent by admin clients to the controller, through any broker: adds ACLs. v1 added pattern types
 * (KIP-290), v3 the resource type user.
 */
export interface CreateAclsResponse {
  readonly throttleTimeMs: number;
  /** One for each of `creations`, in the same order. */
  readonly results: readonly AclCreationResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `CreateAclsResponse` at its default. */
export const defaultCreateAclsResponse: CreateAclsResponse = {
  throttleTimeMs: 0,
  results: NO_ELEMENTS,
};

/**
 * Reads a `CreateAclsResponse` of version 1 to 3. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readCreateAclsResponse(reader: ByteReader, version: number): CreateAclsResponse {
  const throttleTimeMs = reader.readInt32();
  const results = readAclCreationResultArray(reader, version >= 2 ? reader.readCompactArrayLength(3, 48) : reader.readArrayLength(3, 48), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, results };
  return { throttleTimeMs, results, unknownTaggedFields };
}

/**
 * Writes a `CreateAclsResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeCreateAclsResponse(writer: ByteWriter, value: CreateAclsResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  if (version >= 2) {
    writer.writeCompactArrayLength(value.results.length);
  } else {
    writer.writeArrayLength(value.results.length);
  }
  for (const element of value.results) writeAclCreationResult(writer, element, version);
  if (version >= 2) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `CreateAclsResponse`. */
function readAclCreationResult(reader: ByteReader, version: number): AclCreationResult {
  const errorCode = reader.readInt16();
  const errorMessage = version >= 2 ? reader.readCompactNullableString() : reader.readNullableString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { errorCode, errorMessage };
  return { errorCode, errorMessage, unknownTaggedFields };
}

function readAclCreationResultArray(reader: ByteReader, length: number, version: number): AclCreationResult[] {
  const elements = new Array<AclCreationResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readAclCreationResult(reader, version);
  return elements;
}

/** Writes a struct of `CreateAclsResponse`. */
function writeAclCreationResult(writer: ByteWriter, value: AclCreationResult, version: number): void {
  writer.writeInt16(value.errorCode);
  if (version >= 2) {
    writer.writeCompactNullableString(value.errorMessage);
  } else {
    writer.writeNullableString(value.errorMessage);
  }
  if (version >= 2) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
