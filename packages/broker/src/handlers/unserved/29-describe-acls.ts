import {
  defaultDescribeAclsResponse,
  type DescribeAclsRequest,
  type DescribeAclsResponse,
  readDescribeAclsRequest,
  writeDescribeAclsResponse,
} from '@odradek/protocol/messages/29-describe-acls';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** DescribeAcls, refused. */
export const describeAcls: RequestHandler = defineRefusal<
  DescribeAclsRequest,
  DescribeAclsResponse
>({
  apiKey: 29,
  read: readDescribeAclsRequest,
  write: writeDescribeAclsResponse,
  refuse: (_request, error) => ({ ...defaultDescribeAclsResponse, ...error }),
});
