import {
  defaultPartitionResult,
  readReadShareGroupStateSummaryRequest,
  type ReadShareGroupStateSummaryRequest,
  type ReadShareGroupStateSummaryResponse,
  writeReadShareGroupStateSummaryResponse,
} from '@odradek/protocol/messages/87-read-share-group-state-summary';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** ReadShareGroupStateSummary, refused. */
export const readShareGroupStateSummary: RequestHandler = defineRefusal<
  ReadShareGroupStateSummaryRequest,
  ReadShareGroupStateSummaryResponse
>({
  apiKey: 87,
  read: readReadShareGroupStateSummaryRequest,
  write: writeReadShareGroupStateSummaryResponse,
  refuse: ({ topics }, error) => ({
    results: topics.map(({ topicId, partitions }) => ({
      topicId,
      partitions: partitions.map(({ partition }) => ({
        ...defaultPartitionResult,
        ...error,
        partition,
      })),
    })),
  }),
});
