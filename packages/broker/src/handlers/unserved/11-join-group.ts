import {
  defaultJoinGroupResponse,
  type JoinGroupRequest,
  type JoinGroupResponse,
  readJoinGroupRequest,
  writeJoinGroupResponse,
} from '@odradek/protocol/messages/11-join-group';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

const FIRST_VERSION_WITHOUT_PROTOCOL_NAME = 7;

/** JoinGroup, refused. From version 7 on there may be no name of a protocol. */
export const joinGroup: RequestHandler = defineRefusal<JoinGroupRequest, JoinGroupResponse>({
  apiKey: 11,
  read: readJoinGroupRequest,
  write: writeJoinGroupResponse,
  refuse: (_request, { errorCode }, version) => ({
    ...defaultJoinGroupResponse,
    errorCode,
    protocolName: version < FIRST_VERSION_WITHOUT_PROTOCOL_NAME ? '' : null,
  }),
});
