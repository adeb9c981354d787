import type { ByteWriter } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import {
  type ApiVersion,
  type ApiVersionsRequest,
  type ApiVersionsResponse,
  defaultApiVersionsResponse,
  readApiVersionsRequest,
  writeApiVersionsResponse,
} from '@odradek/protocol/messages/18-api-versions';
import { apiKeyInfo } from '@odradek/protocol';

import { supportedFeaturesFor } from '../features/broker-features.ts';
import type { BrokerServices } from '../request/broker-services.ts';
import { defineHandler, type RequestHandler } from '../request/handler.ts';

const API_VERSIONS_KEY = 18;
const FIRST_VERSION_WITH_CLIENT_SOFTWARE = 3;
/** KIP-511: what may stand in metrics. */
const CLIENT_SOFTWARE = /^[a-zA-Z0-9](?:[a-zA-Z0-9\-.]*[a-zA-Z0-9])?$/;

/**
 * ApiVersions: which API keys and versions there are, and which features. All keys that Kafka lists
 * are listed, also those whose requests are refused. A client whose software has no proper name learns
 * nothing but that (from version 3 on).
 */
export const apiVersions: RequestHandler = defineHandler<ApiVersionsRequest, ApiVersionsResponse>({
  apiKey: API_VERSIONS_KEY,
  read: readApiVersionsRequest,
  write: writeApiVersionsResponse,
  handle({ request, context: { apiVersion }, services, respond }) {
    if (apiVersion >= FIRST_VERSION_WITH_CLIENT_SOFTWARE && !hasValidSoftware(request)) {
      respond({ ...defaultApiVersionsResponse, errorCode: ErrorCode.INVALID_REQUEST });
    } else {
      respond(announcement(services, apiVersion));
    }
  },
});

function hasValidSoftware(request: ApiVersionsRequest): boolean {
  return (
    CLIENT_SOFTWARE.test(request.clientSoftwareName) &&
    CLIENT_SOFTWARE.test(request.clientSoftwareVersion)
  );
}

function announcement(
  { handlers, features }: BrokerServices,
  apiVersion: number,
): ApiVersionsResponse {
  return {
    ...defaultApiVersionsResponse,
    apiKeys: Array.from(handlers.values(), announcedVersions),
    supportedFeatures: supportedFeaturesFor(features, apiVersion),
    finalizedFeaturesEpoch: features.finalizedEpoch,
    finalizedFeatures: features.finalized.map(({ name, level }) => ({
      name,
      maxVersionLevel: level,
      minVersionLevel: level,
    })),
  };
}

function announcedVersions({ apiKey, announced }: RequestHandler): ApiVersion {
  return { apiKey, minVersion: announced.min, maxVersion: announced.max };
}

/**
 * The answer to an ApiVersions request of a version that we do not know: version 0, an error, and
 * the versions of ApiVersions itself, from which the client picks one (KIP-511).
 */
export function unsupportedApiVersions(): ApiVersionsResponse {
  const versions = apiKeyInfo(API_VERSIONS_KEY)?.announced ?? { min: 0, max: 0 };
  const own = { apiKey: API_VERSIONS_KEY, minVersion: versions.min, maxVersion: versions.max };
  const errorCode = ErrorCode.UNSUPPORTED_VERSION;
  return { ...defaultApiVersionsResponse, errorCode, apiKeys: [own] };
}

/** Writes it in version 0, whatever was asked for. */
export function writeUnsupportedApiVersions(
  writer: ByteWriter,
  response: ApiVersionsResponse,
): void {
  writeApiVersionsResponse(writer, response, 0);
}
