import {
  defaultDescribedGroup,
  defaultStreamsGroupDescribeResponse,
  readStreamsGroupDescribeRequest,
  type StreamsGroupDescribeRequest,
  type StreamsGroupDescribeResponse,
  writeStreamsGroupDescribeResponse,
} from '@odradek/protocol/messages/89-streams-group-describe';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** StreamsGroupDescribe, refused. */
export const streamsGroupDescribe: RequestHandler = defineRefusal<
  StreamsGroupDescribeRequest,
  StreamsGroupDescribeResponse
>({
  apiKey: 89,
  read: readStreamsGroupDescribeRequest,
  write: writeStreamsGroupDescribeResponse,
  refuse: ({ groupIds }, error) => ({
    ...defaultStreamsGroupDescribeResponse,
    groups: groupIds.map((groupId) => ({ ...defaultDescribedGroup, ...error, groupId })),
  }),
});
