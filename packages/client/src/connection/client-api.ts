import { assert, type ByteReader } from '@odradek/base';
import { type ApiKeyInfo, apiKeyInfo, type Versions, type WriteBody } from '@odradek/protocol';

/** What every response that this client asks for has. */
export interface ClientResponse {
  /** How long the broker will not read from the connection because of a quota, in milliseconds. */
  readonly throttleTimeMs: number;
}

/** How requests of one API are written and their responses read. */
export interface ClientApi<Request, Response extends ClientResponse> {
  readonly info: ApiKeyInfo;
  /** The versions that this client speaks. */
  readonly versions: Versions;
  readonly write: WriteBody<Request>;
  readonly read: (reader: ByteReader, version: number) => Response;
}

/** The API with this key and the codecs of its messages. */
export function clientApi<Request, Response extends ClientResponse>(
  key: number,
  write: WriteBody<Request>,
  read: (reader: ByteReader, version: number) => Response,
): ClientApi<Request, Response> {
  const info = apiKeyInfo(key);
  assert(info !== undefined, `there is no API with key ${key}`);
  // What came after the Kafka that we know may still change.
  const min = Math.max(info.versions.min, info.announced.min);
  return { info, versions: { min, max: info.announced.max }, write, read };
}
