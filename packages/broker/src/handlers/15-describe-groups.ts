import { ErrorCode } from '@odradek/protocol';
import {
  defaultDescribeGroupsResponse,
  type DescribeGroupsRequest,
  type DescribeGroupsResponse,
  readDescribeGroupsRequest,
  writeDescribeGroupsResponse,
} from '@odradek/protocol/messages/15-describe-groups';

import { authorizedOperations, GROUP_OPERATIONS } from '../request/authorized-operations.ts';
import { defineHandler, type RequestHandler } from '../request/handler.ts';

/** DescribeGroups: state, members and assignments of groups of the classic protocol. */
export const describeGroups: RequestHandler = defineHandler<
  DescribeGroupsRequest,
  DescribeGroupsResponse
>({
  apiKey: 15,
  read: readDescribeGroupsRequest,
  write: writeDescribeGroupsResponse,
  handle({ request, context, services, respond }) {
    const { includeAuthorizedOperations } = request;
    // One that is named again and again would be an answer of any size for a small request.
    const groupIds = [...new Set(request.groups)];
    services.groupCoordinator.describeGroups(groupIds, context.apiVersion, (groups) =>
      respond({
        ...defaultDescribeGroupsResponse,
        groups: groups.map((group) => ({
          ...group,
          authorizedOperations: authorizedOperations(
            GROUP_OPERATIONS,
            includeAuthorizedOperations && group.errorCode === ErrorCode.NONE,
          ),
        })),
      }),
    );
  },
});
