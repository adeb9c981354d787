import {
  defaultOffsetFetchResponse,
  type OffsetFetchRequest,
  type OffsetFetchResponse,
  readOffsetFetchRequest,
  writeOffsetFetchResponse,
} from '@odradek/protocol/messages/09-offset-fetch';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

const FIRST_VERSION_WITH_ERROR = 2;
const FIRST_VERSION_WITH_GROUPS = 8;

/**
 * OffsetFetch, refused. Version 1 has errors of partitions only; from version 2 on an error of the
 * group, and from version 8 on one of each group, stands instead of its topics.
 */
export const offsetFetch: RequestHandler = defineRefusal<OffsetFetchRequest, OffsetFetchResponse>({
  apiKey: 9,
  read: readOffsetFetchRequest,
  write: writeOffsetFetchResponse,
  refuse(request, { errorCode }, version) {
    if (version >= FIRST_VERSION_WITH_GROUPS) {
      const groups = request.groups.map(({ groupId }) => ({ groupId, topics: [], errorCode }));
      return { ...defaultOffsetFetchResponse, groups };
    }
    if (version >= FIRST_VERSION_WITH_ERROR) return { ...defaultOffsetFetchResponse, errorCode };
    return { ...defaultOffsetFetchResponse, topics: refusedTopics(request, errorCode) };
  },
});

function refusedTopics(
  { topics }: OffsetFetchRequest,
  errorCode: number,
): OffsetFetchResponse['topics'] {
  const noOffset = { committedOffset: -1, committedLeaderEpoch: -1, metadata: '', errorCode };
  return (topics ?? []).map(({ name, partitionIndexes }) => ({
    name,
    partitions: partitionIndexes.map((partitionIndex) => ({ ...noOffset, partitionIndex })),
  }));
}
