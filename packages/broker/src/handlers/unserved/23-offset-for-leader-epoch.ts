import {
  defaultEpochEndOffset,
  defaultOffsetForLeaderEpochResponse,
  type OffsetForLeaderEpochRequest,
  type OffsetForLeaderEpochResponse,
  readOffsetForLeaderEpochRequest,
  writeOffsetForLeaderEpochResponse,
} from '@odradek/protocol/messages/23-offset-for-leader-epoch';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** OffsetForLeaderEpoch, refused. */
export const offsetForLeaderEpoch: RequestHandler = defineRefusal<
  OffsetForLeaderEpochRequest,
  OffsetForLeaderEpochResponse
>({
  apiKey: 23,
  read: readOffsetForLeaderEpochRequest,
  write: writeOffsetForLeaderEpochResponse,
  refuse: ({ topics }, { errorCode }) => ({
    ...defaultOffsetForLeaderEpochResponse,
    topics: topics.map(({ topic, partitions }) => ({
      topic,
      partitions: partitions.map(({ partition }) => ({
        ...defaultEpochEndOffset,
        partition,
        errorCode,
      })),
    })),
  }),
});
