import {
  defaultTxnOffsetCommitResponse,
  readTxnOffsetCommitRequest,
  type TxnOffsetCommitRequest,
  type TxnOffsetCommitResponse,
  writeTxnOffsetCommitResponse,
} from '@odradek/protocol/messages/28-txn-offset-commit';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** TxnOffsetCommit, refused. */
export const txnOffsetCommit: RequestHandler = defineRefusal<
  TxnOffsetCommitRequest,
  TxnOffsetCommitResponse
>({
  apiKey: 28,
  read: readTxnOffsetCommitRequest,
  write: writeTxnOffsetCommitResponse,
  refuse: ({ topics }, { errorCode }) => ({
    ...defaultTxnOffsetCommitResponse,
    topics: topics.map(({ name, topicId, partitions }) => ({
      name,
      topicId,
      partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, errorCode })),
    })),
  }),
});
