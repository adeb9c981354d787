import {
  defaultDescribeConfigsResponse,
  type DescribeConfigsRequest,
  type DescribeConfigsResponse,
  readDescribeConfigsRequest,
  writeDescribeConfigsResponse,
} from '@odradek/protocol/messages/32-describe-configs';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** DescribeConfigs, refused. */
export const describeConfigs: RequestHandler = defineRefusal<
  DescribeConfigsRequest,
  DescribeConfigsResponse
>({
  apiKey: 32,
  read: readDescribeConfigsRequest,
  write: writeDescribeConfigsResponse,
  refuse: ({ resources }, error) => ({
    ...defaultDescribeConfigsResponse,
    results: resources.map(({ resourceType, resourceName }) => ({
      ...error,
      resourceType,
      resourceName,
      configs: [],
    })),
  }),
});
