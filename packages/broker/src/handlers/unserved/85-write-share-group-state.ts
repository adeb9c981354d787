import {
  defaultPartitionResult,
  readWriteShareGroupStateRequest,
  type WriteShareGroupStateRequest,
  type WriteShareGroupStateResponse,
  writeWriteShareGroupStateResponse,
} from '@odradek/protocol/messages/85-write-share-group-state';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** WriteShareGroupState, refused. */
export const writeShareGroupState: RequestHandler = defineRefusal<
  WriteShareGroupStateRequest,
  WriteShareGroupStateResponse
>({
  apiKey: 85,
  read: readWriteShareGroupStateRequest,
  write: writeWriteShareGroupStateResponse,
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
