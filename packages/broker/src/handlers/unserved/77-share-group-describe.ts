import {
  defaultDescribedGroup,
  defaultShareGroupDescribeResponse,
  readShareGroupDescribeRequest,
  type ShareGroupDescribeRequest,
  type ShareGroupDescribeResponse,
  writeShareGroupDescribeResponse,
} from '@odradek/protocol/messages/77-share-group-describe';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** ShareGroupDescribe, refused. */
export const shareGroupDescribe: RequestHandler = defineRefusal<
  ShareGroupDescribeRequest,
  ShareGroupDescribeResponse
>({
  apiKey: 77,
  read: readShareGroupDescribeRequest,
  write: writeShareGroupDescribeResponse,
  refuse: ({ groupIds }, error) => ({
    ...defaultShareGroupDescribeResponse,
    groups: groupIds.map((groupId) => ({ ...defaultDescribedGroup, ...error, groupId })),
  }),
});
