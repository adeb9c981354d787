import {
  type ConsumerGroupHeartbeatRequest,
  type ConsumerGroupHeartbeatResponse,
  defaultConsumerGroupHeartbeatResponse,
  readConsumerGroupHeartbeatRequest,
  writeConsumerGroupHeartbeatResponse,
} from '@odradek/protocol/messages/68-consumer-group-heartbeat';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** ConsumerGroupHeartbeat, refused. */
export const consumerGroupHeartbeat: RequestHandler = defineRefusal<
  ConsumerGroupHeartbeatRequest,
  ConsumerGroupHeartbeatResponse
>({
  apiKey: 68,
  read: readConsumerGroupHeartbeatRequest,
  write: writeConsumerGroupHeartbeatResponse,
  refuse: (_request, error) => ({ ...defaultConsumerGroupHeartbeatResponse, ...error }),
});
