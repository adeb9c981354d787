import type { ByteReader, ByteWriter } from '@odradek/base';

import { type ApiKeyInfo, apiKeyInfo, requestHeaderVersion } from '../api-key.ts';
import {
  readRequestHeader as readVersionedHeader,
  writeRequestHeader as writeVersionedHeader,
} from '../generated/headers.ts';

/** The header of a request to an API that is known, in whatever version. */
export interface RequestHeader {
  readonly type: 'known-api';
  readonly api: ApiKeyInfo;
  /** May lie outside of `api.versions`: the header can be read, the body cannot. */
  readonly apiVersion: number;
  readonly correlationId: number;
  readonly clientId: string | null;
}

/** All that can be read of a request to an API that is not known. */
export interface UnknownApiRequest {
  readonly type: 'unknown-api';
  readonly apiKey: number;
  readonly apiVersion: number;
}

/**
 * Reads the header at the front of a request and leaves the reader at the body. The form of the
 * header follows from the API and its version, also where the version is above ours: an ApiVersions
 * request of any later version can so be answered with the versions that there are (KIP-511).
 * For an unknown API the form is not known either and the caller closes the connection, as Kafka
 * does. Raises `ODRADEK_MALFORMED_MESSAGE` if the header is cut off or has too many tagged fields.
 */
export function readRequestHeader(reader: ByteReader): RequestHeader | UnknownApiRequest {
  const start = reader.position;
  const apiKey = reader.readInt16();
  const apiVersion = reader.readInt16();
  const api = apiKeyInfo(apiKey);
  if (api === undefined) return { type: 'unknown-api', apiKey, apiVersion };
  reader.position = start;
  const header = readVersionedHeader(reader, requestHeaderVersion(api, apiVersion));
  const { correlationId, clientId } = header;
  return { type: 'known-api', api, apiVersion, correlationId, clientId };
}

/** What a client says about a request before its body. */
export interface RequestHeaderFields {
  readonly api: ApiKeyInfo;
  readonly apiVersion: number;
  /** An int32 that comes back with the response. */
  readonly correlationId: number;
  readonly clientId: string | null;
}

/** Writes the header of a request in the form that the API and its version ask for. */
export function writeRequestHeader(writer: ByteWriter, fields: RequestHeaderFields): void {
  const { api, apiVersion, correlationId, clientId } = fields;
  writeVersionedHeader(
    writer,
    { requestApiKey: api.key, requestApiVersion: apiVersion, correlationId, clientId },
    requestHeaderVersion(api, apiVersion),
  );
}
