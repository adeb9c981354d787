import {
  defaultOffsetDeleteResponse,
  type OffsetDeleteRequest,
  type OffsetDeleteResponse,
  readOffsetDeleteRequest,
  writeOffsetDeleteResponse,
} from '@odradek/protocol/messages/47-offset-delete';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** OffsetDelete, refused. */
export const offsetDelete: RequestHandler = defineRefusal<
  OffsetDeleteRequest,
  OffsetDeleteResponse
>({
  apiKey: 47,
  read: readOffsetDeleteRequest,
  write: writeOffsetDeleteResponse,
  refuse: (_request, { errorCode }) => ({ ...defaultOffsetDeleteResponse, errorCode }),
});
