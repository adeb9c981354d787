import {
  defaultShareGroupHeartbeatResponse,
  readShareGroupHeartbeatRequest,
  type ShareGroupHeartbeatRequest,
  type ShareGroupHeartbeatResponse,
  writeShareGroupHeartbeatResponse,
} from '@odradek/protocol/messages/76-share-group-heartbeat';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** ShareGroupHeartbeat, refused. */
export const shareGroupHeartbeat: RequestHandler = defineRefusal<
  ShareGroupHeartbeatRequest,
  ShareGroupHeartbeatResponse
>({
  apiKey: 76,
  read: readShareGroupHeartbeatRequest,
  write: writeShareGroupHeartbeatResponse,
  refuse: (_request, error) => ({ ...defaultShareGroupHeartbeatResponse, ...error }),
});
