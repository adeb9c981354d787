import { ByteReader, KafkaError } from '@odradek/base';
import { ApiKey, readRequestHeader, type RequestHeader } from '@odradek/protocol';

import {
  unsupportedApiVersions,
  writeUnsupportedApiVersions,
} from '../handlers/18-api-versions.ts';
import type { BrokerServices } from './broker-services.ts';
import type { RequestHandler } from './handler.ts';
import type { RequestInFlight } from './request-in-flight.ts';

/**
 * Finds the handler of the request that a frame is and lets it answer. Raises a `KafkaError` if the
 * frame is no request, or asks for an API or version that is not listed: the connection must be
 * closed then, as Kafka does, since no response could be understood.
 */
export function dispatchRequest(
  services: BrokerServices,
  request: RequestInFlight,
  frame: Buffer,
): void {
  const body = new ByteReader(frame);
  const header = readRequestHeader(body);
  if (header.type === 'unknown-api') {
    throw unsupported(`API key ${header.apiKey} version ${header.apiVersion}`, 'it is unknown');
  }
  const { api, apiVersion } = header;
  request.begin(header);
  const handler = services.handlers.get(api.key);
  if (handler === undefined) throw unsupported(request.describe(), 'brokers do not list it');
  const { min, max } = handler.versions;
  if (apiVersion >= min && apiVersion <= max) {
    const hasToWait = !request.isNext && !handler.isMadeReady;
    // One that waits is enough: the responses of many would come at once, whatever their size.
    if (handler.isExclusive || hasToWait) request.occupy();
    if (hasToWait) {
      request.enterOrder(() => handleLater(services, request, { header, handler, body }))();
      return;
    }
    handler.handle(services, request, body);
  } else if (api.key === ApiKey.ApiVersions) {
    request.reply(unsupportedApiVersions(), writeUnsupportedApiVersions);
  } else {
    throw unsupported(request.describe(), `versions ${min} to ${max} are served`);
  }
  request.noteHandled();
}

/** A request as it was found. */
interface FoundRequest {
  readonly header: RequestHeader;
  readonly handler: RequestHandler;
  readonly body: ByteReader;
}

/** Handles a request that had to wait for those before it. */
function handleLater(
  services: BrokerServices,
  request: RequestInFlight,
  { header, handler, body }: FoundRequest,
): void {
  request.begin(header);
  try {
    handler.handle(services, request, body);
    if (!handler.isExclusive) request.vacate();
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    request.closeConnection(error.message);
  }
  request.noteHandled();
}

function unsupported(asked: string, why: string): KafkaError {
  return new KafkaError('UNSUPPORTED_VERSION', `${asked}: ${why}.`);
}
