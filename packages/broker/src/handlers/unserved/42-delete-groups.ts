import {
  defaultDeleteGroupsResponse,
  type DeleteGroupsRequest,
  type DeleteGroupsResponse,
  readDeleteGroupsRequest,
  writeDeleteGroupsResponse,
} from '@odradek/protocol/messages/42-delete-groups';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** DeleteGroups, refused. */
export const deleteGroups: RequestHandler = defineRefusal<
  DeleteGroupsRequest,
  DeleteGroupsResponse
>({
  apiKey: 42,
  read: readDeleteGroupsRequest,
  write: writeDeleteGroupsResponse,
  refuse: ({ groupsNames }, error) => ({
    ...defaultDeleteGroupsResponse,
    results: groupsNames.map((groupId) => ({ ...error, groupId })),
  }),
});
