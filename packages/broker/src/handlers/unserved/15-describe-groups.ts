import {
  defaultDescribedGroup,
  defaultDescribeGroupsResponse,
  type DescribeGroupsRequest,
  type DescribeGroupsResponse,
  readDescribeGroupsRequest,
  writeDescribeGroupsResponse,
} from '@odradek/protocol/messages/15-describe-groups';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** DescribeGroups, refused. */
export const describeGroups: RequestHandler = defineRefusal<
  DescribeGroupsRequest,
  DescribeGroupsResponse
>({
  apiKey: 15,
  read: readDescribeGroupsRequest,
  write: writeDescribeGroupsResponse,
  refuse: ({ groups }, error) => ({
    ...defaultDescribeGroupsResponse,
    groups: groups.map((groupId) => ({ ...defaultDescribedGroup, ...error, groupId })),
  }),
});
