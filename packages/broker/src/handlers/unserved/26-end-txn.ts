import {
  defaultEndTxnResponse,
  type EndTxnRequest,
  type EndTxnResponse,
  readEndTxnRequest,
  writeEndTxnResponse,
} from '@odradek/protocol/messages/26-end-txn';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** EndTxn, refused. */
export const endTxn: RequestHandler = defineRefusal<EndTxnRequest, EndTxnResponse>({
  apiKey: 26,
  read: readEndTxnRequest,
  write: writeEndTxnResponse,
  refuse: (_request, { errorCode }) => ({
    ...defaultEndTxnResponse,
    errorCode,
    producerId: -1n,
    producerEpoch: -1,
  }),
});
