import {
  type AlterShareGroupOffsetsRequest,
  type AlterShareGroupOffsetsResponse,
  defaultAlterShareGroupOffsetsResponse,
  readAlterShareGroupOffsetsRequest,
  writeAlterShareGroupOffsetsResponse,
} from '@odradek/protocol/messages/91-alter-share-group-offsets';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** AlterShareGroupOffsets, refused. */
export const alterShareGroupOffsets: RequestHandler = defineRefusal<
  AlterShareGroupOffsetsRequest,
  AlterShareGroupOffsetsResponse
>({
  apiKey: 91,
  read: readAlterShareGroupOffsetsRequest,
  write: writeAlterShareGroupOffsetsResponse,
  refuse: (_request, error) => ({ ...defaultAlterShareGroupOffsetsResponse, ...error }),
});
