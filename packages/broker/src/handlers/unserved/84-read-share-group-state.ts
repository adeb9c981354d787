import {
  defaultPartitionResult,
  readReadShareGroupStateRequest,
  type ReadShareGroupStateRequest,
  type ReadShareGroupStateResponse,
  writeReadShareGroupStateResponse,
} from '@odradek/protocol/messages/84-read-share-group-state';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** ReadShareGroupState, refused. */
export const readShareGroupState: RequestHandler = defineRefusal<
  ReadShareGroupStateRequest,
  ReadShareGroupStateResponse
>({
  apiKey: 84,
  read: readReadShareGroupStateRequest,
  write: writeReadShareGroupStateResponse,
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
