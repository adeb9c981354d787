import {
  defaultOffsetCommitResponse,
  type OffsetCommitRequest,
  type OffsetCommitResponse,
  readOffsetCommitRequest,
  writeOffsetCommitResponse,
} from '@odradek/protocol/messages/08-offset-commit';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** OffsetCommit, refused. */
export const offsetCommit: RequestHandler = defineRefusal<
  OffsetCommitRequest,
  OffsetCommitResponse
>({
  apiKey: 8,
  read: readOffsetCommitRequest,
  write: writeOffsetCommitResponse,
  refuse: ({ topics }, { errorCode }) => ({
    ...defaultOffsetCommitResponse,
    topics: topics.map(({ name, topicId, partitions }) => ({
      name,
      topicId,
      partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, errorCode })),
    })),
  }),
});
