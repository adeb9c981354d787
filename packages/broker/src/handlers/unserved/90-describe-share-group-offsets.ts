import {
  defaultDescribeShareGroupOffsetsResponse,
  type DescribeShareGroupOffsetsRequest,
  type DescribeShareGroupOffsetsResponse,
  readDescribeShareGroupOffsetsRequest,
  writeDescribeShareGroupOffsetsResponse,
} from '@odradek/protocol/messages/90-describe-share-group-offsets';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** DescribeShareGroupOffsets, refused. */
export const describeShareGroupOffsets: RequestHandler = defineRefusal<
  DescribeShareGroupOffsetsRequest,
  DescribeShareGroupOffsetsResponse
>({
  apiKey: 90,
  read: readDescribeShareGroupOffsetsRequest,
  write: writeDescribeShareGroupOffsetsResponse,
  refuse: ({ groups }, error) => ({
    ...defaultDescribeShareGroupOffsetsResponse,
    groups: groups.map(({ groupId }) => ({ ...error, groupId, topics: [] })),
  }),
});
