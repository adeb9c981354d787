import {
  type ListGroupsRequest,
  type ListGroupsResponse,
  readListGroupsRequest,
  writeListGroupsResponse,
} from '@odradek/protocol/messages/16-list-groups';

import { defineHandler, type RequestHandler } from '../request/handler.ts';

/**
 * ListGroups: the groups that this broker coordinates. From version 4 on those in certain states,
 * from version 5 on those of certain types.
 */
export const listGroups: RequestHandler = defineHandler<ListGroupsRequest, ListGroupsResponse>({
  apiKey: 16,
  read: readListGroupsRequest,
  write: writeListGroupsResponse,
  handle({ request, services, respond }) {
    services.groupCoordinator.listGroups(request, respond);
  },
});
