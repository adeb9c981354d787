import { ErrorCode } from '@odradek/protocol';
import {
  defaultMemberIdentity,
  type LeaveGroupRequest,
  type LeaveGroupResponse,
  readLeaveGroupRequest,
  writeLeaveGroupResponse,
} from '@odradek/protocol/messages/13-leave-group';

import { defineHandler, type RequestHandler } from '../request/handler.ts';

const FIRST_VERSION_WITH_MEMBERS = 3;

/**
 * LeaveGroup: members leave a classic group, or are removed by an administrator. Up to version 2 it is
 * one, and its error is that of the response.
 */
export const leaveGroup: RequestHandler = defineHandler<LeaveGroupRequest, LeaveGroupResponse>({
  apiKey: 13,
  read: readLeaveGroupRequest,
  write: writeLeaveGroupResponse,
  handle({ request, context, services, respond }) {
    if (context.apiVersion >= FIRST_VERSION_WITH_MEMBERS) {
      services.groupCoordinator.leaveGroup(request, respond);
      return;
    }
    const members = [{ ...defaultMemberIdentity, memberId: request.memberId }];
    services.groupCoordinator.leaveGroup({ ...request, members }, (response) => {
      const ofMember = response.members[0]?.errorCode ?? ErrorCode.NONE;
      const errorCode = response.errorCode === ErrorCode.NONE ? ofMember : response.errorCode;
      respond({ ...response, errorCode });
    });
  },
});
