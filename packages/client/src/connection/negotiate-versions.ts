import { ErrorCode, errorOf } from '@odradek/protocol';
import {
  type ApiVersionsResponse,
  defaultApiVersionsRequest,
} from '@odradek/protocol/messages/18-api-versions';

import { ApiVersionRanges } from './api-version-ranges.ts';
import { API_VERSIONS } from './client-apis.ts';
import type { RequestChannel } from './request-channel.ts';

/** How a client asks which versions a broker serves. */
export interface NegotiationOptions {
  readonly peer: string;
  /** The version of ApiVersions to begin with. */
  readonly apiVersion: number;
  readonly timeoutMs: number;
}

const SOFTWARE_NAME = 'odradek';
const SOFTWARE_VERSION = '0.1.0';

/**
 * Asks a broker which versions it serves (KIP-35, KIP-511). A broker that does not know the version
 * of this very request says so, in the form of version 0, and is asked again in one that it knows.
 * Rejects with what the channel rejects with, or the error of the broker.
 */
export async function negotiateVersions(
  channel: RequestChannel,
  options: NegotiationOptions,
): Promise<ApiVersionRanges> {
  let version = options.apiVersion;
  let response = await askVersions(channel, version, options.timeoutMs);
  if (response.errorCode === ErrorCode.UNSUPPORTED_VERSION && version > 0) {
    version = versionAfterRefusal(options.peer, response);
    response = await askVersions(channel, version, options.timeoutMs);
  }
  if (response.errorCode !== ErrorCode.NONE) throw errorOf(response.errorCode);
  return new ApiVersionRanges(options.peer, response.apiKeys);
}

function askVersions(
  channel: RequestChannel,
  version: number,
  timeoutMs: number,
): Promise<ApiVersionsResponse> {
  const body = {
    ...defaultApiVersionsRequest,
    clientSoftwareName: SOFTWARE_NAME,
    clientSoftwareVersion: SOFTWARE_VERSION,
  };
  return channel.send({ api: API_VERSIONS, version, body, timeoutMs });
}

/** A refusal names the versions of ApiVersions that the broker has; older brokers name none. */
function versionAfterRefusal(peer: string, refusal: ApiVersionsResponse): number {
  return new ApiVersionRanges(peer, refusal.apiKeys).newestOf(API_VERSIONS) ?? 0;
}
