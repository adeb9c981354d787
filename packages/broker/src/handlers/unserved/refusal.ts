import { assert, type ByteReader, type ByteWriter } from '@odradek/base';
import { apiKeyInfo, ErrorCode } from '@odradek/protocol';

import { defineHandler, type RequestHandler } from '../../request/handler.ts';

/** The error that stands in every place of a refusal that has room for one. */
export interface RefusalError {
  readonly errorCode: number;
  readonly errorMessage: string;
}

/** How the requests of an API that is not built yet are refused. */
export interface RefusalDefinition<Request, Response> {
  readonly apiKey: number;
  readonly read: (reader: ByteReader, version: number) => Request;
  readonly write: (writer: ByteWriter, response: Response, version: number) => void;
  /**
   * The response to `request` in which everything failed. It names what was asked for and nothing
   * else, and carries the error where `getErrorResponse` of Kafka's request class does.
   */
  readonly refuse: (request: Request, error: RefusalError, version: number) => Response;
}

/**
 * Makes the handler of an API that answers in its own response type with `UNSUPPORTED_VERSION`, so
 * that the call fails at the client instead of hanging or seeming to have found nothing. A malformed
 * request is no different from one of an API that is served.
 */
export function defineRefusal<Request, Response extends object>({
  apiKey,
  read,
  write,
  refuse,
}: RefusalDefinition<Request, Response>): RequestHandler {
  const name = apiKeyInfo(apiKey)?.name;
  assert(name !== undefined, `API key ${apiKey} is declared`);
  const error: RefusalError = {
    errorCode: ErrorCode.UNSUPPORTED_VERSION,
    errorMessage: `${name} is not served by this broker yet.`,
  };
  return defineHandler<Request, Response>({
    apiKey,
    read,
    write,
    handle: ({ request, context, respond }) => respond(refuse(request, error, context.apiVersion)),
  });
}
