import { KafkaError } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import {
  type ConsumerGroupHeartbeatRequest,
  type ConsumerGroupHeartbeatResponse,
  defaultConsumerGroupHeartbeatResponse,
} from '@odradek/protocol/messages/68-consumer-group-heartbeat';

import { checkHeartbeat } from './member-checks.ts';

/** What a heartbeat is answered that could not reach its shard. */
export interface RefusedHeartbeat {
  readonly request: ConsumerGroupHeartbeatRequest;
  readonly apiVersion: number;
  /** Those that members may choose from. */
  readonly assignors: readonly string[];
  /** Why it could not. */
  readonly errorCode: number;
}

/** A heartbeat that makes no sense is told so whoever coordinates its group, as in Kafka. */
export function refusedHeartbeat({
  request,
  apiVersion,
  assignors,
  errorCode,
}: RefusedHeartbeat): ConsumerGroupHeartbeatResponse {
  try {
    checkHeartbeat(request, apiVersion, assignors);
    return { ...defaultConsumerGroupHeartbeatResponse, errorCode };
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    const { code, message: errorMessage } = error;
    const invalid = ErrorCode[code as keyof typeof ErrorCode];
    return { ...defaultConsumerGroupHeartbeatResponse, errorCode: invalid, errorMessage };
  }
}
