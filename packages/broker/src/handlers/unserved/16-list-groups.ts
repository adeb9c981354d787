import {
  defaultListGroupsResponse,
  type ListGroupsRequest,
  type ListGroupsResponse,
  readListGroupsRequest,
  writeListGroupsResponse,
} from '@odradek/protocol/messages/16-list-groups';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** ListGroups, refused. */
export const listGroups: RequestHandler = defineRefusal<ListGroupsRequest, ListGroupsResponse>({
  apiKey: 16,
  read: readListGroupsRequest,
  write: writeListGroupsResponse,
  refuse: (_request, { errorCode }) => ({ ...defaultListGroupsResponse, errorCode }),
});
