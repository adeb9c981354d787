import {
  defaultDescribeTransactionsResponse,
  defaultTransactionState,
  type DescribeTransactionsRequest,
  type DescribeTransactionsResponse,
  readDescribeTransactionsRequest,
  writeDescribeTransactionsResponse,
} from '@odradek/protocol/messages/65-describe-transactions';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** DescribeTransactions, refused. */
export const describeTransactions: RequestHandler = defineRefusal<
  DescribeTransactionsRequest,
  DescribeTransactionsResponse
>({
  apiKey: 65,
  read: readDescribeTransactionsRequest,
  write: writeDescribeTransactionsResponse,
  refuse: ({ transactionalIds }, { errorCode }) => ({
    ...defaultDescribeTransactionsResponse,
    transactionStates: transactionalIds.map((transactionalId) => ({
      ...defaultTransactionState,
      transactionalId,
      errorCode,
    })),
  }),
});
