import type { ByteReader, ByteWriter } from '@odradek/base';

import { type ApiKeyInfo, responseHeaderVersion } from '../api-key.ts';
import {
  readResponseHeader as readVersionedHeader,
  writeResponseHeader as writeVersionedHeader,
} from '../generated/headers.ts';

/** The request that a response belongs to. */
export interface AnsweredRequest {
  readonly api: ApiKeyInfo;
  readonly apiVersion: number;
  readonly correlationId: number;
}

/**
 * The correlation id of a response, which says by which request, and so by which API and version,
 * the rest is to be read. Does not move the reader on.
 */
export function peekCorrelationId(reader: ByteReader): number {
  const start = reader.position;
  const correlationId = reader.readInt32();
  reader.position = start;
  return correlationId;
}

/** Reads the header of a response, leaves the reader at the body and answers the correlation id. */
export function readResponseHeader(
  reader: ByteReader,
  api: ApiKeyInfo,
  apiVersion: number,
): number {
  return readVersionedHeader(reader, responseHeaderVersion(api, apiVersion)).correlationId;
}

/** Writes the header of a response in the form that the API and its version ask for. */
export function writeResponseHeader(writer: ByteWriter, request: AnsweredRequest): void {
  const { api, apiVersion, correlationId } = request;
  writeVersionedHeader(writer, { correlationId }, responseHeaderVersion(api, apiVersion));
}
