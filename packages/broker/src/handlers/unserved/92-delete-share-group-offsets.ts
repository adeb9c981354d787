import {
  defaultDeleteShareGroupOffsetsResponse,
  type DeleteShareGroupOffsetsRequest,
  type DeleteShareGroupOffsetsResponse,
  readDeleteShareGroupOffsetsRequest,
  writeDeleteShareGroupOffsetsResponse,
} from '@odradek/protocol/messages/92-delete-share-group-offsets';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** DeleteShareGroupOffsets, refused. */
export const deleteShareGroupOffsets: RequestHandler = defineRefusal<
  DeleteShareGroupOffsetsRequest,
  DeleteShareGroupOffsetsResponse
>({
  apiKey: 92,
  read: readDeleteShareGroupOffsetsRequest,
  write: writeDeleteShareGroupOffsetsResponse,
  refuse: (_request, error) => ({ ...defaultDeleteShareGroupOffsetsResponse, ...error }),
});
