import {
  type ConsumerGroupHeartbeatRequest,
  type ConsumerGroupHeartbeatResponse,
  defaultConsumerGroupHeartbeatRequest,
} from '@odradek/protocol/messages/68-consumer-group-heartbeat';
import type { DescribedGroup } from '@odradek/protocol/messages/69-consumer-group-describe';

import { CONSUMER_GROUP_DESCRIBE, CONSUMER_GROUP_HEARTBEAT } from './client-apis.ts';
import { GROUP } from './member-operations.ts';
import type { VirtualClient } from './virtual-client.ts';

const VERSION = 1;

/** The heartbeat with which a member that reads `orders` joins the group `readers`. */
export function joiningHeartbeat(
  memberId: string,
  change: Partial<ConsumerGroupHeartbeatRequest> = {},
): ConsumerGroupHeartbeatRequest {
  return {
    ...defaultConsumerGroupHeartbeatRequest,
    groupId: GROUP,
    memberId,
    memberEpoch: 0,
    rebalanceTimeoutMs: 30_000,
    subscribedTopicNames: ['orders'],
    topicPartitions: [],
    ...change,
  };
}

/** The heartbeat of a member of which nothing has changed. */
export function plainHeartbeat(
  memberId: string,
  memberEpoch: number,
  change: Partial<ConsumerGroupHeartbeatRequest> = {},
): ConsumerGroupHeartbeatRequest {
  const defaults = defaultConsumerGroupHeartbeatRequest;
  return { ...defaults, groupId: GROUP, memberId, memberEpoch, ...change };
}

/** Sends a heartbeat. */
export function heartbeatOf(
  client: VirtualClient,
  request: ConsumerGroupHeartbeatRequest,
  version: number = VERSION,
): Promise<ConsumerGroupHeartbeatResponse> {
  return client.request(CONSUMER_GROUP_HEARTBEAT, version, request);
}

/** The partitions of the only topic that a member is told to own; `undefined` if it is told nothing. */
export function assignedIn({
  assignment,
}: ConsumerGroupHeartbeatResponse): readonly number[] | undefined {
  return assignment?.topicPartitions.flatMap(({ partitions }) => partitions);
}

/** Groups as ConsumerGroupDescribe shows them. */
export async function describeConsumerGroups(
  client: VirtualClient,
  groupIds: readonly string[] = [GROUP],
  version: number = VERSION,
): Promise<readonly DescribedGroup[]> {
  const request = { groupIds, includeAuthorizedOperations: true };
  return (await client.request(CONSUMER_GROUP_DESCRIBE, version, request)).groups;
}
