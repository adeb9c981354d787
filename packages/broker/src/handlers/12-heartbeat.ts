import {
  type HeartbeatRequest,
  type HeartbeatResponse,
  readHeartbeatRequest,
  writeHeartbeatResponse,
} from '@odradek/protocol/messages/12-heartbeat';

import { defineHandler, type RequestHandler } from '../request/handler.ts';

/** Heartbeat: a member of a classic group lives, and hears whether a rebalance has begun. */
export const heartbeat: RequestHandler = defineHandler<HeartbeatRequest, HeartbeatResponse>({
  apiKey: 12,
  read: readHeartbeatRequest,
  write: writeHeartbeatResponse,
  handle({ request, services, respond }) {
    services.groupCoordinator.heartbeat(request, respond);
  },
});
