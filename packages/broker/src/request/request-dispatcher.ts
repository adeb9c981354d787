import { ByteReader, ByteWriter, type Endpoint, KafkaError } from '@odradek/base';
import { ApiKey, readRequestHeader, type RequestHeader, writeResponse } from '@odradek/protocol';

import { unsupportedApiVersions } from '../handlers/18-api-versions.ts';
import { describeAskedFor } from './asked-for.ts';
import type { BrokerServices } from './broker-services.ts';
import type { WriteResponse } from './handler.ts';

/** What a request needs of the connection on which it came. */
export interface RequestOrigin {
  readonly endpoint: Endpoint;
  /** See `RequestContext.onClose`. */
  readonly onClose: (callback: () => void) => void;
  /** See `RequestContext.releaseBytes`. */
  readonly releaseBytes: () => void;
  /** See `RequestContext.closeConnection`. */
  readonly closeConnection: (reason: string) => void;
  /** See `RequestContext.occupy`. */
  readonly occupy: () => () => void;
  /** Sends the frame of a response in the place of the request, or nothing if it has none. */
  readonly reply: (frame?: readonly Buffer[]) => void;
}

/**
 * Finds the handler of a request and lets it answer. Raises a `KafkaError` if the frame is no
 * request, or asks for an API or version that is not listed: the connection must be closed then, as
 * Kafka does, since no response could be understood.
 */
export function dispatchRequest(
  services: BrokerServices,
  frame: Buffer,
  origin: RequestOrigin,
): void {
  const reader = new ByteReader(frame);
  const header = readRequestHeader(reader);
  if (header.type === 'unknown-api') {
    throw unsupported(`API key ${header.apiKey} version ${header.apiVersion}`, 'it is unknown');
  }
  const { api, apiVersion, clientId } = header;
  // Put together only for the operator: most requests have nothing to tell.
  const asked = (): string => describeAskedFor({ apiName: api.name, apiVersion, clientId });
  const handler = services.handlers.get(api.key);
  if (handler === undefined) throw unsupported(asked(), 'brokers do not list it');
  const { min, max } = handler.versions;
  if (apiVersion >= min && apiVersion <= max) {
    const { endpoint, onClose, occupy, releaseBytes } = origin;
    if (handler.isExclusive) occupy();
    const closeConnection = (reason: string): void =>
      origin.closeConnection(`${asked()}: ${reason}`);
    const context = {
      apiKey: api.key,
      apiVersion,
      clientId,
      endpoint,
      onClose,
      occupy,
      releaseBytes,
      closeConnection,
    };
    handler.handle(services, context, reader, (write) => {
      if (write === undefined) origin.reply();
      else respond(header, write, origin, closeConnection);
    });
  } else if (api.key === ApiKey.ApiVersions) {
    origin.reply(responseFrame(header, unsupportedApiVersions));
  } else {
    throw unsupported(asked(), `versions ${min} to ${max} are served`);
  }
}

function unsupported(asked: string, why: string): KafkaError {
  return new KafkaError('UNSUPPORTED_VERSION', `${asked}: ${why}.`);
}

/**
 * Sends a response. What a client sent may make one that no version can carry, such as a name whose
 * bytes are not UTF-8 and grow by being read: that ends the connection and nothing else.
 */
function respond(
  header: RequestHeader,
  write: WriteResponse,
  origin: RequestOrigin,
  closeConnection: (reason: string) => void,
): void {
  let frame: readonly Buffer[];
  try {
    frame = responseFrame(header, write);
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    closeConnection(`the response cannot be written. ${error.message}`);
    return;
  }
  origin.reply(frame);
}

function responseFrame(header: RequestHeader, write: WriteResponse): readonly Buffer[] {
  const writer = new ByteWriter();
  writeResponse(writer, header, write, writeWith);
  return writer.toBuffers();
}

function writeWith(writer: ByteWriter, write: WriteResponse): void {
  write(writer);
}
