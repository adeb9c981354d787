import {
  defaultDescribeProducersResponse,
  type DescribeProducersRequest,
  type DescribeProducersResponse,
  readDescribeProducersRequest,
  writeDescribeProducersResponse,
} from '@odradek/protocol/messages/61-describe-producers';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** DescribeProducers, refused. */
export const describeProducers: RequestHandler = defineRefusal<
  DescribeProducersRequest,
  DescribeProducersResponse
>({
  apiKey: 61,
  read: readDescribeProducersRequest,
  write: writeDescribeProducersResponse,
  refuse: ({ topics }, error) => ({
    ...defaultDescribeProducersResponse,
    topics: topics.map(({ name, partitionIndexes }) => ({
      name,
      partitions: partitionIndexes.map((partitionIndex) => ({
        ...error,
        partitionIndex,
        activeProducers: [],
      })),
    })),
  }),
});
