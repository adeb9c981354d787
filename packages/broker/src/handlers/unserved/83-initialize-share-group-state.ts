import {
  defaultPartitionResult,
  type InitializeShareGroupStateRequest,
  type InitializeShareGroupStateResponse,
  readInitializeShareGroupStateRequest,
  writeInitializeShareGroupStateResponse,
} from '@odradek/protocol/messages/83-initialize-share-group-state';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** InitializeShareGroupState, refused. */
export const initializeShareGroupState: RequestHandler = defineRefusal<
  InitializeShareGroupStateRequest,
  InitializeShareGroupStateResponse
>({
  apiKey: 83,
  read: readInitializeShareGroupStateRequest,
  write: writeInitializeShareGroupStateResponse,
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
