import {
  defaultLeaveGroupResponse,
  type LeaveGroupRequest,
  type LeaveGroupResponse,
  readLeaveGroupRequest,
  writeLeaveGroupResponse,
} from '@odradek/protocol/messages/13-leave-group';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** LeaveGroup, refused. */
export const leaveGroup: RequestHandler = defineRefusal<LeaveGroupRequest, LeaveGroupResponse>({
  apiKey: 13,
  read: readLeaveGroupRequest,
  write: writeLeaveGroupResponse,
  refuse: (_request, { errorCode }) => ({ ...defaultLeaveGroupResponse, errorCode }),
});
