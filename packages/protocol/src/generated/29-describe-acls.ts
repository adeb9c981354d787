// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/**
 * Sent by admin clients to any broker or controller: the ACLs that match a filter. v1 added pattern
 * types (KIP-290), v3 the resource type user.
 */
export interface DescribeAclsRequest {
  /** 1 any, 2 topic, 3 group, 4 cluster, 5 transactional id, 6 delegation token, 7 user. */
  readonly resourceTypeFilter: number;
  /** Null matches every name. */
  readonly resourceNameFilter: string | null;
  /** 1 any, 2 whatever applies to the name, 3 literal, 4 prefixed. */
  readonly patternTypeFilter: number;
  /** Such as `User:alice`; null matches everyone. */
  readonly principalFilter: string | null;
  /** An address; null matches every host. */
  readonly hostFilter: string | null;
  /** 1 any, 2 all, 3 read, 4 write, 5 create, 6 delete, 7 alter, 8 describe, then up to 15. */
  readonly operation: number;
  /** 1 any, 2 deny, 3 allow. */
  readonly permissionType: number;
}

/** Every field of `DescribeAclsRequest` at its default. */
export const defaultDescribeAclsRequest: DescribeAclsRequest = {
  resourceTypeFilter: 0,
  resourceNameFilter: '',
  patternTypeFilter: 3,
  principalFilter: '',
  hostFilter: '',
  operation: 0,
  permissionType: 0,
};

/**
 * Reads a `DescribeAclsRequest` of version 1 to 3. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDescribeAclsRequest(reader: ByteReader, version: number): DescribeAclsRequest {
  const resourceTypeFilter = reader.readInt8();
  const resourceNameFilter = version >= 2 ? reader.readCompactNullableString() : reader.readNullableString();
  const patternTypeFilter = reader.readInt8();
  const principalFilter = version >= 2 ? reader.readCompactNullableString() : reader.readNullableString();
  const hostFilter = version >= 2 ? reader.readCompactNullableString() : reader.readNullableString();
  const operation = reader.readInt8();
  const permissionType = reader.readInt8();
  if (version >= 2) {
    reader.skipTaggedFields();
  }
  return { resourceTypeFilter, resourceNameFilter, patternTypeFilter, principalFilter, hostFilter, operation, permissionType };
}

/**
 * Writes a `DescribeAclsRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDescribeAclsRequest(writer: ByteWriter, value: DescribeAclsRequest, version: number): void {
  writer.writeInt8(value.resourceTypeFilter);
  if (version >= 2) {
    writer.writeCompactNullableString(value.resourceNameFilter);
  } else {
    writer.writeNullableString(value.resourceNameFilter);
  }
  writer.writeInt8(value.patternTypeFilter);
  if (version >= 2) {
    writer.writeCompactNullableString(value.principalFilter);
  } else {
    writer.writeNullableString(value.principalFilter);
  }
  if (version >= 2) {
    writer.writeCompactNullableString(value.hostFilter);
  } else {
    writer.writeNullableString(value.hostFilter);
  }
  writer.writeInt8(value.operation);
  writer.writeInt8(value.permissionType);
  if (version >= 2) {
    writer.writeUnsignedVarint(0);
  }
}

/** A struct of `DescribeAclsResponse`. */
export interface AclDescription {
  readonly principal: string;
  /** `*` for every host. */
  readonly host: string;
  /** 2 all, 3 read, 4 write, 5 create, 6 delete, 7 alter, 8 describe, then up to 15. */
  readonly operation: number;
  /** 2 deny, 3 allow. */
  readonly permissionType: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `AclDescription` at its default. */
export const defaultAclDescription: AclDescription = {
  principal: '',
  host: '',
  operation: 0,
  permissionType: 0,
};

/** A struct of `DescribeAclsResponse`. */
export interface DescribeAclsResource {
  /** 2 topic, 3 group, 4 cluster, 5 transactional id, 6 delegation token, 7 user. */
  readonly resourceType: number;
  readonly resourceName: string;
  /** 3 literal, 4 prefixed. */
  readonly patternType: number;
  readonly acls: readonly AclDescription[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribeAclsResource` at its default. */
export const defaultDescribeAclsResource: DescribeAclsResource = {
  resourceType: 0,
  resourceName: '',
  patternType: 3,
  acls: NO_ELEMENTS,
};

/**
 * Sent by admin clients to any broker or controller: the ACLs that match a filter. v1 added pattern
 * types (KIP-290), v3 the resource type user.
 */
export interface DescribeAclsResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly resources: readonly DescribeAclsResource[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DescribeAclsResponse` at its default. */
export const defaultDescribeAclsResponse: DescribeAclsResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  errorMessage: '',
  resources: NO_ELEMENTS,
};

/**
 * Reads a `DescribeAclsResponse` of version 1 to 3. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDescribeAclsResponse(reader: ByteReader, version: number): DescribeAclsResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  const errorMessage = version >= 2 ? reader.readCompactNullableString() : reader.readNullableString();
  const resources = readDescribeAclsResourceArray(reader, version >= 2 ? reader.readCompactArrayLength(4, 80) : reader.readArrayLength(4, 80), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, errorMessage, resources };
  return { throttleTimeMs, errorCode, errorMessage, resources, unknownTaggedFields };
}

/**
 * Writes a `DescribeAclsResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDescribeAclsResponse(writer: ByteWriter, value: DescribeAclsResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  if (version >= 2) {
    writer.writeCompactNullableString(value.errorMessage);
  } else {
    writer.writeNullableString(value.errorMessage);
  }
  if (version >= 2) {
    writer.writeCompactArrayLength(value.resources.length);
  } else {
    writer.writeArrayLength(value.resources.length);
  }
  for (const element of value.resources) writeDescribeAclsResource(writer, element, version);
  if (version >= 2) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `DescribeAclsResponse`. */
function readDescribeAclsResource(reader: ByteReader, version: number): DescribeAclsResource {
  const resourceType = reader.readInt8();
  const resourceName = version >= 2 ? reader.readCompactString() : reader.readString();
  const patternType = reader.readInt8();
  const acls = readAclDescriptionArray(reader, version >= 2 ? reader.readCompactArrayLength(4, 64) : reader.readArrayLength(4, 64), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { resourceType, resourceName, patternType, acls };
  return { resourceType, resourceName, patternType, acls, unknownTaggedFields };
}

function readDescribeAclsResourceArray(reader: ByteReader, length: number, version: number): DescribeAclsResource[] {
  const elements = new Array<DescribeAclsResource>(length);
  for (let index = 0; index < length; index++) elements[index] = readDescribeAclsResource(reader, version);
  return elements;
}

/** Writes a struct of `DescribeAclsResponse`. */
function writeDescribeAclsResource(writer: ByteWriter, value: DescribeAclsResource, version: number): void {
  writer.writeInt8(value.resourceType);
  if (version >= 2) {
    writer.writeCompactString(value.resourceName);
  } else {
    writer.writeString(value.resourceName);
  }
  writer.writeInt8(value.patternType);
  if (version >= 2) {
    writer.writeCompactArrayLength(value.acls.length);
  } else {
    writer.writeArrayLength(value.acls.length);
  }
  for (const element of value.acls) writeAclDescription(writer, element, version);
  if (version >= 2) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `DescribeAclsResponse`. */
function readAclDescription(reader: ByteReader, version: number): AclDescription {
  const principal = version >= 2 ? reader.readCompactString() : reader.readString();
  const host = version >= 2 ? reader.readCompactString() : reader.readString();
  const operation = reader.readInt8();
  const permissionType = reader.readInt8();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { principal, host, operation, permissionType };
  return { principal, host, operation, permissionType, unknownTaggedFields };
}

function readAclDescriptionArray(reader: ByteReader, length: number, version: number): AclDescription[] {
  const elements = new Array<AclDescription>(length);
  for (let index = 0; index < length; index++) elements[index] = readAclDescription(reader, version);
  return elements;
}

/** Writes a struct of `DescribeAclsResponse`. */
function writeAclDescription(writer: ByteWriter, value: AclDescription, version: number): void {
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
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}
