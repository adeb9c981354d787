import {
  defaultStreamsGroupHeartbeatResponse,
  readStreamsGroupHeartbeatRequest,
  type StreamsGroupHeartbeatRequest,
  type StreamsGroupHeartbeatResponse,
  writeStreamsGroupHeartbeatResponse,
} from '@odradek/protocol/messages/88-streams-group-heartbeat';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** StreamsGroupHeartbeat, refused. */
export const streamsGroupHeartbeat: RequestHandler = defineRefusal<
  StreamsGroupHeartbeatRequest,
  StreamsGroupHeartbeatResponse
>({
  apiKey: 88,
  read: readStreamsGroupHeartbeatRequest,
  write: writeStreamsGroupHeartbeatResponse,
  refuse: (_request, error) => ({ ...defaultStreamsGroupHeartbeatResponse, ...error }),
});
