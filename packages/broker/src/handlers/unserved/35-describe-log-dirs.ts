import {
  defaultDescribeLogDirsResponse,
  type DescribeLogDirsRequest,
  type DescribeLogDirsResponse,
  readDescribeLogDirsRequest,
  writeDescribeLogDirsResponse,
} from '@odradek/protocol/messages/35-describe-log-dirs';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/**
 * DescribeLogDirs, refused. Before version 3 there is no place for an error: no directory at all is
 * what Java's admin client takes for a refusal.
 */
export const describeLogDirs: RequestHandler = defineRefusal<
  DescribeLogDirsRequest,
  DescribeLogDirsResponse
>({
  apiKey: 35,
  read: readDescribeLogDirsRequest,
  write: writeDescribeLogDirsResponse,
  refuse: (_request, { errorCode }) => ({ ...defaultDescribeLogDirsResponse, errorCode }),
});
