import {
  defaultDeleteRecordsResponse,
  type DeleteRecordsRequest,
  type DeleteRecordsResponse,
  readDeleteRecordsRequest,
  writeDeleteRecordsResponse,
} from '@odradek/protocol/messages/21-delete-records';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** DeleteRecords, refused. */
export const deleteRecords: RequestHandler = defineRefusal<
  DeleteRecordsRequest,
  DeleteRecordsResponse
>({
  apiKey: 21,
  read: readDeleteRecordsRequest,
  write: writeDeleteRecordsResponse,
  refuse: ({ topics }, { errorCode }) => ({
    ...defaultDeleteRecordsResponse,
    topics: topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ partitionIndex }) => ({
        partitionIndex,
        lowWatermark: -1,
        errorCode,
      })),
    })),
  }),
});
