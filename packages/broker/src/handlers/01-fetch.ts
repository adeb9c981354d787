import {
  type FetchRequest,
  type FetchResponse,
  readFetchRequest,
  writeFetchResponse,
} from '@odradek/protocol/messages/01-fetch';

import { fetchResponse } from '../fetch/fetch-response.ts';
import { PendingFetch } from '../fetch/pending-fetch.ts';
import { defineHandler, type RequestHandler } from '../request/handler.ts';

/**
 * Fetch: waits until `minBytes` are there or `maxWaitMs` are over, then reads; in a session it answers
 * what is new (KIP-227). `docs/fetch.md` has the cases. Followers are refused, as no partition has
 * any.
 */
export const fetch: RequestHandler = defineHandler<FetchRequest, FetchResponse>({
  apiKey: 1,
  // A response may have 55 MiB: clients that ask for many and read none must not pile them up.
  isExclusive: true,
  throttlesItself: true,
  read: readFetchRequest,
  write: writeFetchResponse,
  handle(exchange) {
    const { request, context, services, respond } = exchange;
    // It may wait for long, and would keep a whole block of memory for a few names and numbers.
    context.releaseBytes();
    const { fetchManager } = services;
    const fetchContext = fetchManager.newContext(request, context.apiVersion);
    if (fetchContext.type === 'session-error') {
      const { requestQuotas } = services;
      const response = fetchResponse(fetchManager.answer(fetchContext, []), []);
      respond(requestQuotas.isEnabled ? requestQuotas.throttled(context, response) : response);
    } else new PendingFetch(exchange, fetchContext).begin();
  },
});
