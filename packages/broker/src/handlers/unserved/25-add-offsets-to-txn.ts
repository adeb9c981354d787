import {
  type AddOffsetsToTxnRequest,
  type AddOffsetsToTxnResponse,
  defaultAddOffsetsToTxnResponse,
  readAddOffsetsToTxnRequest,
  writeAddOffsetsToTxnResponse,
} from '@odradek/protocol/messages/25-add-offsets-to-txn';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** AddOffsetsToTxn, refused. */
export const addOffsetsToTxn: RequestHandler = defineRefusal<
  AddOffsetsToTxnRequest,
  AddOffsetsToTxnResponse
>({
  apiKey: 25,
  read: readAddOffsetsToTxnRequest,
  write: writeAddOffsetsToTxnResponse,
  refuse: (_request, { errorCode }) => ({ ...defaultAddOffsetsToTxnResponse, errorCode }),
});
