import {
  defaultDescribeQuorumResponse,
  type DescribeQuorumRequest,
  type DescribeQuorumResponse,
  readDescribeQuorumRequest,
  writeDescribeQuorumResponse,
} from '@odradek/protocol/messages/55-describe-quorum';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** DescribeQuorum, refused. */
export const describeQuorum: RequestHandler = defineRefusal<
  DescribeQuorumRequest,
  DescribeQuorumResponse
>({
  apiKey: 55,
  read: readDescribeQuorumRequest,
  write: writeDescribeQuorumResponse,
  refuse: (_request, error) => ({ ...defaultDescribeQuorumResponse, ...error }),
});
