// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/** A struct of `DeleteAclsRequest`. */
export interface DeleteAclsFilter {
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

/** Every field of `DeleteAclsFilter` at its default. */
export const defaultDeleteAclsFilter: DeleteAclsFilter = {
  resourceTypeFilter: 0,
  resourceNameFilter: '',
  patternTypeFilter: 3,
  principalFilter: '',
  hostFilter: '',
  operation: 0,
  permissionType: 0,
};

/**
 * Sent by admin clients to the controller, through any broker: deletes all ACLs that match one of
 * the filters. v1 added pattern types (KIP-290), v3 the resource type user.
 */
export interface DeleteAclsRequest {
  readonly filters: readonly DeleteAclsFilter[];
}

/** Every field of `DeleteAclsRequest` at its default. */
export const defaultDeleteAclsRequest: DeleteAclsRequest = {
  filters: NO_ELEMENTS,
};

/**
 * Reads a `DeleteAclsRequest` of version 1 to 3. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDeleteAclsRequest(reader: ByteReader, version: number): DeleteAclsRequest {
  const filters = readDeleteAclsFilterArray(reader, version >= 2 ? reader.readCompactArrayLength(7, 88) : reader.readArrayLength(7, 88), version);
  if (version >= 2) {
    reader.skipTaggedFields();
  }
  return { filters };
}

/**
 * Writes a `DeleteAclsRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDeleteAclsRequest(writer: ByteWriter, value: DeleteAclsRequest, version: number): void {
  if (version >= 2) {
    writer.writeCompactArrayLength(value.filters.length);
  } else {
    writer.writeArrayLength(value.filters.length);
  }
  for (const element of value.filters) writeDeleteAclsFilter(writer, element, version);
  if (version >= 2) {
    writer.writeUnsignedVarint(0);
  }
}

/** Reads a struct of `DeleteAclsRequest`. */
function readDeleteAclsFilter(reader: ByteReader, version: number): DeleteAclsFilter {
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

function readDeleteAclsFilterArray(reader: ByteReader, length: number, version: number): DeleteAclsFilter[] {
  const elements = new Array<DeleteAclsFilter>(length);
  for (let index = 0; index < length; index++) elements[index] = readDeleteAclsFilter(reader, version);
  return elements;
}

/** Writes a struct of `DeleteAclsRequest`. */
function writeDeleteAclsFilter(writer: ByteWriter, value: DeleteAclsFilter, version: number): void {
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

/** A struct of `DeleteAclsResponse`. */
export interface DeleteAclsMatchingAcl {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** 2 topic, 3 group, 4 cluster, 5 transactional id, 6 delegation token, 7 user. */
  readonly resourceType: number;
  readonly resourceName: string;
  /** 3 literal, 4 prefixed. */
  readonly patternType: number;
  readonly principal: string;
  readonly host: string;
  readonly operation: number;
  /** 2 deny, 3 allow. */
  readonly permissionType: number;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DeleteAclsMatchingAcl` at its default. */
export const defaultDeleteAclsMatchingAcl: DeleteAclsMatchingAcl = {
  errorCode: 0,
  errorMessage: '',
  resourceType: 0,
  resourceName: '',
  patternType: 3,
  principal: '',
  host: '',
  operation: 0,
  permissionType: 0,
};

/** A struct of `DeleteAclsResponse`. */
export interface DeleteAclsFilterResult {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** The ACLs that were deleted, or could not be. */
  readonly matchingAcls: readonly DeleteAclsMatchingAcl[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DeleteAclsFilterResult` at its default. */
export const defaultDeleteAclsFilterResult: DeleteAclsFilterResult = {
  errorCode: 0,
  errorMessage: '',
  matchingAcls: NO_ELEMENTS,
};

/**
 * Sent by admin clients to the controller, through any broker: deletes all ACLs that match one of
 * the filters. v1 added pattern types (KIP-290), v3 the resource type user.
 */
export interface DeleteAclsResponse {
  readonly throttleTimeMs: number;
  /** One for each of `filters`, in the same order. */
  readonly filterResults: readonly DeleteAclsFilterResult[];
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `DeleteAclsResponse` at its default. */
export const defaultDeleteAclsResponse: DeleteAclsResponse = {
  throttleTimeMs: 0,
  filterResults: NO_ELEMENTS,
};

/**
 * Reads a `DeleteAclsResponse` of version 1 to 3. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readDeleteAclsResponse(reader: ByteReader, version: number): DeleteAclsResponse {
  const throttleTimeMs = reader.readInt32();
  const filterResults = readDeleteAclsFilterResultArray(reader, version >= 2 ? reader.readCompactArrayLength(4, 72) : reader.readArrayLength(4, 72), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { throttleTimeMs, filterResults };
  return { throttleTimeMs, filterResults, unknownTaggedFields };
}

/**
 * Writes a `DeleteAclsResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeDeleteAclsResponse(writer: ByteWriter, value: DeleteAclsResponse, version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  if (version >= 2) {
    writer.writeCompactArrayLength(value.filterResults.length);
  } else {
    writer.writeArrayLength(value.filterResults.length);
  }
  for (const element of value.filterResults) writeDeleteAclsFilterResult(writer, element, version);
  if (version >= 2) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `DeleteAclsResponse`. */
function readDeleteAclsFilterResult(reader: ByteReader, version: number): DeleteAclsFilterResult {
  const errorCode = reader.readInt16();
  const errorMessage = version >= 2 ? reader.readCompactNullableString() : reader.readNullableString();
  const matchingAcls = readDeleteAclsMatchingAclArray(reader, version >= 2 ? reader.readCompactArrayLength(10, 104) : reader.readArrayLength(10, 104), version);
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { errorCode, errorMessage, matchingAcls };
  return { errorCode, errorMessage, matchingAcls, unknownTaggedFields };
}

function readDeleteAclsFilterResultArray(reader: ByteReader, length: number, version: number): DeleteAclsFilterResult[] {
  const elements = new Array<DeleteAclsFilterResult>(length);
  for (let index = 0; index < length; index++) elements[index] = readDeleteAclsFilterResult(reader, version);
  return elements;
}

/** Writes a struct of `DeleteAclsResponse`. */
function writeDeleteAclsFilterResult(writer: ByteWriter, value: DeleteAclsFilterResult, version: number): void {
  writer.writeInt16(value.errorCode);
  if (version >= 2) {
    writer.writeCompactNullableString(value.errorMessage);
  } else {
    writer.writeNullableString(value.errorMessage);
  }
  if (version >= 2) {
    writer.writeCompactArrayLength(value.matchingAcls.length);
  } else {
    writer.writeArrayLength(value.matchingAcls.length);
  }
  for (const element of value.matchingAcls) writeDeleteAclsMatchingAcl(writer, element, version);
  if (version >= 2) {
    writeUnknownTaggedFields(writer, value.unknownTaggedFields);
  }
}

/** Reads a struct of `DeleteAclsResponse`. */
function readDeleteAclsMatchingAcl(reader: ByteReader, version: number): DeleteAclsMatchingAcl {
  const errorCode = reader.readInt16();
  const errorMessage = version >= 2 ? reader.readCompactNullableString() : reader.readNullableString();
  const resourceType = reader.readInt8();
  const resourceName = version >= 2 ? reader.readCompactString() : reader.readString();
  const patternType = reader.readInt8();
  const principal = version >= 2 ? reader.readCompactString() : reader.readString();
  const host = version >= 2 ? reader.readCompactString() : reader.readString();
  const operation = reader.readInt8();
  const permissionType = reader.readInt8();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (version >= 2) {
    unknownTaggedFields = readUnknownTaggedFields(reader);
  }
  if (unknownTaggedFields === undefined) return { errorCode, errorMessage, resourceType, resourceName, patternType, principal, host, operation, permissionType };
  return { errorCode, errorMessage, resourceType, resourceName, patternType, principal, host, operation, permissionType, unknownTaggedFields };
}

function readDeleteAclsMatchingAclArray(reader: ByteReader, length: number, version: number): DeleteAclsMatchingAcl[] {
  const elements = new Array<DeleteAclsMatchingAcl>(length);
  for (let index = 0; index < length; index++) elements[index] = readDeleteAclsMatchingAcl(reader, version);
  return elements;
}

/** Writes a struct of `DeleteAclsResponse`. */
function writeDeleteAclsMatchingAcl(writer: ByteWriter, value: DeleteAclsMatchingAcl, version: number): void {
  writer.writeInt16(value.errorCode);
  if (version >= 2) {
    writer.writeCompactNullableString(value.errorMessage);
  } else {
    writer.writeNullableString(value.errorMessage);
  }
  writer.writeInt8(value.resourceType);
  if (version >= 2) {
    writer.writeCompactString(value.resourceName);
  } else {
    writer.writeString(value.resourceName);
  }
  writer.writeInt8(value.patternType);
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
