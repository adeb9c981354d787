import {
  defaultListTransactionsResponse,
  type ListTransactionsRequest,
  type ListTransactionsResponse,
  readListTransactionsRequest,
  writeListTransactionsResponse,
} from '@odradek/protocol/messages/66-list-transactions';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** ListTransactions, refused. */
export const listTransactions: RequestHandler = defineRefusal<
  ListTransactionsRequest,
  ListTransactionsResponse
>({
  apiKey: 66,
  read: readListTransactionsRequest,
  write: writeListTransactionsResponse,
  refuse: (_request, { errorCode }) => ({ ...defaultListTransactionsResponse, errorCode }),
});
