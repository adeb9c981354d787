import {
  defaultHeartbeatResponse,
  type HeartbeatRequest,
  type HeartbeatResponse,
  readHeartbeatRequest,
  writeHeartbeatResponse,
} from '@odradek/protocol/messages/12-heartbeat';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** Heartbeat, refused. */
export const heartbeat: RequestHandler = defineRefusal<HeartbeatRequest, HeartbeatResponse>({
  apiKey: 12,
  read: readHeartbeatRequest,
  write: writeHeartbeatResponse,
  refuse: (_request, { errorCode }) => ({ ...defaultHeartbeatResponse, errorCode }),
});
