import {
  defaultListConfigResourcesResponse,
  type ListConfigResourcesRequest,
  type ListConfigResourcesResponse,
  readListConfigResourcesRequest,
  writeListConfigResourcesResponse,
} from '@odradek/protocol/messages/74-list-config-resources';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** ListConfigResources, refused. */
export const listConfigResources: RequestHandler = defineRefusal<
  ListConfigResourcesRequest,
  ListConfigResourcesResponse
>({
  apiKey: 74,
  read: readListConfigResourcesRequest,
  write: writeListConfigResourcesResponse,
  refuse: (_request, { errorCode }) => ({ ...defaultListConfigResourcesResponse, errorCode }),
});
