import {
  type ConsumerGroupDescribeRequest,
  type ConsumerGroupDescribeResponse,
  defaultConsumerGroupDescribeResponse,
  defaultDescribedGroup,
  readConsumerGroupDescribeRequest,
  writeConsumerGroupDescribeResponse,
} from '@odradek/protocol/messages/69-consumer-group-describe';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** ConsumerGroupDescribe, refused. */
export const consumerGroupDescribe: RequestHandler = defineRefusal<
  ConsumerGroupDescribeRequest,
  ConsumerGroupDescribeResponse
>({
  apiKey: 69,
  read: readConsumerGroupDescribeRequest,
  write: writeConsumerGroupDescribeResponse,
  refuse: ({ groupIds }, error) => ({
    ...defaultConsumerGroupDescribeResponse,
    groups: groupIds.map((groupId) => ({ ...defaultDescribedGroup, ...error, groupId })),
  }),
});
