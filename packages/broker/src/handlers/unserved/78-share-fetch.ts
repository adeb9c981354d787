import {
  defaultShareFetchResponse,
  readShareFetchRequest,
  type ShareFetchRequest,
  type ShareFetchResponse,
  writeShareFetchResponse,
} from '@odradek/protocol/messages/78-share-fetch';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** ShareFetch, refused. */
export const shareFetch: RequestHandler = defineRefusal<ShareFetchRequest, ShareFetchResponse>({
  apiKey: 78,
  read: readShareFetchRequest,
  write: writeShareFetchResponse,
  refuse: (_request, error) => ({ ...defaultShareFetchResponse, ...error }),
});
