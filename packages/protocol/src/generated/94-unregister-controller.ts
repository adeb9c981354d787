// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter } from '@odradek/base';
import { readUnknownTaggedFields, type UnknownTaggedField, writeUnknownTaggedFields } from '../codec/unknown-tagged-fields.ts';

/**
 * Sent by admin clients to the controller, through any broker: removes a controller that is gone
 * for good (KIP-1312).
 */
export interface UnregisterControllerRequest {
  readonly controllerId: number;
}

/** Every field of `UnregisterControllerRequest` at its default. */
export const defaultUnregisterControllerRequest: UnregisterControllerRequest = {
  controllerId: 0,
};

/**
 * Reads a `UnregisterControllerRequest` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readUnregisterControllerRequest(reader: ByteReader, _version: number): UnregisterControllerRequest {
  const controllerId = reader.readInt32();
  reader.skipTaggedFields();
  return { controllerId };
}

/**
 * Writes a `UnregisterControllerRequest`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeUnregisterControllerRequest(writer: ByteWriter, value: UnregisterControllerRequest, _version: number): void {
  writer.writeInt32(value.controllerId);
  writer.writeUnsignedVarint(0);
}

/**
 * Sent by admin clients to the controller, through any broker: removes a controller that is gone
 * for good (KIP-1312).
 */
export interface UnregisterControllerResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** Tagged fields of later versions, kept to be passed on. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Every field of `UnregisterControllerResponse` at its default. */
export const defaultUnregisterControllerResponse: UnregisterControllerResponse = {
  throttleTimeMs: 0,
  errorCode: 0,
  errorMessage: '',
};

/**
 * Reads a `UnregisterControllerResponse` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readUnregisterControllerResponse(reader: ByteReader, _version: number): UnregisterControllerResponse {
  const throttleTimeMs = reader.readInt32();
  const errorCode = reader.readInt16();
  const errorMessage = reader.readCompactNullableString();
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  unknownTaggedFields = readUnknownTaggedFields(reader);
  if (unknownTaggedFields === undefined) return { throttleTimeMs, errorCode, errorMessage };
  return { throttleTimeMs, errorCode, errorMessage, unknownTaggedFields };
}

/**
 * Writes a `UnregisterControllerResponse`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeUnregisterControllerResponse(writer: ByteWriter, value: UnregisterControllerResponse, _version: number): void {
  writer.writeInt32(value.throttleTimeMs);
  writer.writeInt16(value.errorCode);
  writer.writeCompactNullableString(value.errorMessage);
  writeUnknownTaggedFields(writer, value.unknownTaggedFields);
}
