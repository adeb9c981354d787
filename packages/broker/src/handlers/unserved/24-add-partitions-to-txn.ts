import {
  type AddPartitionsToTxnRequest,
  type AddPartitionsToTxnResponse,
  defaultAddPartitionsToTxnResponse,
  readAddPartitionsToTxnRequest,
  writeAddPartitionsToTxnResponse,
} from '@odradek/protocol/messages/24-add-partitions-to-txn';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

const FIRST_VERSION_OF_BATCHES = 4;

/**
 * AddPartitionsToTxn, refused. From version 4 on a request has many transactions and one error for
 * all; before, each partition of the one transaction has its own.
 */
export const addPartitionsToTxn: RequestHandler = defineRefusal<
  AddPartitionsToTxnRequest,
  AddPartitionsToTxnResponse
>({
  apiKey: 24,
  read: readAddPartitionsToTxnRequest,
  write: writeAddPartitionsToTxnResponse,
  refuse({ v3AndBelowTopics }, { errorCode }, version) {
    if (version >= FIRST_VERSION_OF_BATCHES) {
      return { ...defaultAddPartitionsToTxnResponse, errorCode };
    }
    const resultsByTopicV3AndBelow = v3AndBelowTopics.map(({ name, partitions }) => ({
      name,
      resultsByPartition: partitions.map((partitionIndex) => ({
        partitionIndex,
        partitionErrorCode: errorCode,
      })),
    }));
    return { ...defaultAddPartitionsToTxnResponse, resultsByTopicV3AndBelow };
  },
});
