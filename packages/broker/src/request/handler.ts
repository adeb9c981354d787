import { assert, type ByteReader } from '@odradek/base';
import { type ApiKeyInfo, apiKeyInfo, type Versions } from '@odradek/protocol';

import type { BrokerServices } from './broker-services.ts';
import type { RequestContext, WriteResponse } from './request-context.ts';

/** One request on its way through a handler. */
export interface Exchange<Request, Response> {
  readonly services: BrokerServices;
  readonly context: RequestContext;
  readonly request: Request;
  /** Answers; called exactly once, now or later, unless `context.replyNothing` is. */
  readonly respond: (response: Response) => void;
}

/** Everything about the serving of one API key. */
export interface HandlerDefinition<Request, Response> {
  readonly apiKey: number;
  /**
   * Whether a connection serves no other request until this one is answered, as in Kafka all do.
   * For what may take much memory to answer. The default is `false`.
   */
  readonly isExclusive?: boolean;
  /**
   * Whether it holds its clients to their quotas by itself, because a throttled response is another
   * one. The default is that the response says how long the handler would throttle its client, and
   * the time that the request took counts too.
   */
  readonly throttlesItself?: boolean;
  /**
   * Whether it begins while requests before it are still being made ready, and takes its own place
   * among them (`RequestContext.enterOrder`) unless it is next. The default is `false`: it begins when
   * they have run, as if the connection had served one after the other.
   */
  readonly isMadeReady?: boolean;
  readonly read: (reader: ByteReader, version: number) => Request;
  readonly write: WriteResponse<Response>;
  /** Runs to its end without waiting; what has to wait answers later. */
  readonly handle: (exchange: Exchange<Request, Response>) => void;
}

/** A handler that hides the types of its messages. */
export interface RequestHandler {
  readonly apiKey: number;
  /** See `HandlerDefinition.isExclusive`. */
  readonly isExclusive: boolean;
  /** See `HandlerDefinition.isMadeReady`. */
  readonly isMadeReady: boolean;
  /** The versions that are served. */
  readonly versions: Versions;
  /** The versions that ApiVersions announces, which may begin below those that are served. */
  readonly announced: Versions;
  /**
   * Reads the body of a request and handles it. Raises `ODRADEK_MALFORMED_MESSAGE` if the body is no
   * request.
   */
  readonly handle: (services: BrokerServices, context: RequestContext, body: ByteReader) => void;
}

/** The versions of an API that can be served: those that are announced and have codecs. */
export function servedVersions({ versions, announced }: ApiKeyInfo): Versions {
  return {
    min: Math.max(versions.min, announced.min),
    max: Math.min(versions.max, announced.max),
  };
}

/** Makes the handler of an API that serves all versions that have codecs and are announced. */
export function defineHandler<Request, Response extends object>(
  definition: HandlerDefinition<Request, Response>,
): RequestHandler {
  const api = apiKeyInfo(definition.apiKey);
  assert(api !== undefined, `API key ${definition.apiKey} is declared`);
  const { read, write, handle, throttlesItself = false } = definition;
  return {
    apiKey: definition.apiKey,
    isExclusive: definition.isExclusive ?? false,
    isMadeReady: definition.isMadeReady ?? false,
    versions: servedVersions(api),
    announced: api.announced,
    handle(services, context, body): void {
      handle({
        services,
        context,
        request: read(body, context.apiVersion),
        respond: (response) => {
          const { requestMetrics, requestQuotas } = services;
          requestMetrics?.answered(context.apiKey, response);
          const isThrottled = requestQuotas.isEnabled && !throttlesItself;
          context.reply(isThrottled ? requestQuotas.throttled(context, response) : response, write);
        },
      });
    },
  };
}
