import {
  defaultPartitionResult,
  type DeleteShareGroupStateRequest,
  type DeleteShareGroupStateResponse,
  readDeleteShareGroupStateRequest,
  writeDeleteShareGroupStateResponse,
} from '@odradek/protocol/messages/86-delete-share-group-state';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** DeleteShareGroupState, refused. */
export const deleteShareGroupState: RequestHandler = defineRefusal<
  DeleteShareGroupStateRequest,
  DeleteShareGroupStateResponse
>({
  apiKey: 86,
  read: readDeleteShareGroupStateRequest,
  write: writeDeleteShareGroupStateResponse,
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
