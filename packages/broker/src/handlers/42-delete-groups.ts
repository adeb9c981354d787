import {
  defaultDeleteGroupsResponse,
  type DeleteGroupsRequest,
  type DeleteGroupsResponse,
  readDeleteGroupsRequest,
  writeDeleteGroupsResponse,
} from '@odradek/protocol/messages/42-delete-groups';

import { defineHandler, type RequestHandler } from '../request/handler.ts';

/** DeleteGroups: groups without members, with their offsets. Each is answered once. */
export const deleteGroups: RequestHandler = defineHandler<
  DeleteGroupsRequest,
  DeleteGroupsResponse
>({
  apiKey: 42,
  read: readDeleteGroupsRequest,
  write: writeDeleteGroupsResponse,
  handle({ request, services, respond }) {
    services.groupCoordinator.deleteGroups([...new Set(request.groupsNames)], (results) =>
      respond({ ...defaultDeleteGroupsResponse, results }),
    );
  },
});
