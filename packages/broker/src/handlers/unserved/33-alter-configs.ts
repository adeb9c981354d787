import {
  type AlterConfigsRequest,
  type AlterConfigsResponse,
  defaultAlterConfigsResponse,
  readAlterConfigsRequest,
  writeAlterConfigsResponse,
} from '@odradek/protocol/messages/33-alter-configs';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** AlterConfigs, refused. */
export const alterConfigs: RequestHandler = defineRefusal<
  AlterConfigsRequest,
  AlterConfigsResponse
>({
  apiKey: 33,
  read: readAlterConfigsRequest,
  write: writeAlterConfigsResponse,
  refuse: ({ resources }, error) => ({
    ...defaultAlterConfigsResponse,
    responses: resources.map(({ resourceType, resourceName }) => ({
      ...error,
      resourceType,
      resourceName,
    })),
  }),
});
