import {
  defaultShareAcknowledgeResponse,
  readShareAcknowledgeRequest,
  type ShareAcknowledgeRequest,
  type ShareAcknowledgeResponse,
  writeShareAcknowledgeResponse,
} from '@odradek/protocol/messages/79-share-acknowledge';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** ShareAcknowledge, refused. */
export const shareAcknowledge: RequestHandler = defineRefusal<
  ShareAcknowledgeRequest,
  ShareAcknowledgeResponse
>({
  apiKey: 79,
  read: readShareAcknowledgeRequest,
  write: writeShareAcknowledgeResponse,
  refuse: (_request, error) => ({ ...defaultShareAcknowledgeResponse, ...error }),
});
