import { ErrorCode } from '@odradek/protocol';
import {
  type ConsumerGroupHeartbeatRequest,
  type ConsumerGroupHeartbeatResponse,
  defaultConsumerGroupHeartbeatResponse,
  readConsumerGroupHeartbeatRequest,
  writeConsumerGroupHeartbeatResponse,
} from '@odradek/protocol/messages/68-consumer-group-heartbeat';

import { requestOriginOf } from '../group-coordinator/request-origin.ts';
import { defineHandler, type RequestHandler } from '../request/handler.ts';

/**
 * ConsumerGroupHeartbeat: a member of a consumer group (KIP-848) joins, lives, says what it owns and
 * hears what it is to own, or leaves. Version 1 has regular expressions and ids that members give
 * themselves. Without `consumer` in `group.coordinator.rebalance.protocols` it is refused.
 */
export const consumerGroupHeartbeat: RequestHandler = defineHandler<
  ConsumerGroupHeartbeatRequest,
  ConsumerGroupHeartbeatResponse
>({
  apiKey: 68,
  read: readConsumerGroupHeartbeatRequest,
  write: writeConsumerGroupHeartbeatResponse,
  handle({ request, context, services, respond }) {
    if (!services.config.groups.consumer.isEnabled) {
      const errorCode = ErrorCode.UNSUPPORTED_VERSION;
      respond({ ...defaultConsumerGroupHeartbeatResponse, errorCode });
      return;
    }
    // Texts and numbers are all that is needed, and the answer may wait for a sync.
    context.releaseBytes();
    services.groupCoordinator.consumerGroupHeartbeat(request, requestOriginOf(context), respond);
  },
});
