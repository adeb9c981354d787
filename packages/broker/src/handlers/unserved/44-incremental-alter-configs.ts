import {
  defaultIncrementalAlterConfigsResponse,
  type IncrementalAlterConfigsRequest,
  type IncrementalAlterConfigsResponse,
  readIncrementalAlterConfigsRequest,
  writeIncrementalAlterConfigsResponse,
} from '@odradek/protocol/messages/44-incremental-alter-configs';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** IncrementalAlterConfigs, refused. */
export const incrementalAlterConfigs: RequestHandler = defineRefusal<
  IncrementalAlterConfigsRequest,
  IncrementalAlterConfigsResponse
>({
  apiKey: 44,
  read: readIncrementalAlterConfigsRequest,
  write: writeIncrementalAlterConfigsResponse,
  refuse: ({ resources }, error) => ({
    ...defaultIncrementalAlterConfigsResponse,
    responses: resources.map(({ resourceType, resourceName }) => ({
      ...error,
      resourceType,
      resourceName,
    })),
  }),
});
