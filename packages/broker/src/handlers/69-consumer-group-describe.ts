import { ErrorCode } from '@odradek/protocol';
import {
  type ConsumerGroupDescribeRequest,
  type ConsumerGroupDescribeResponse,
  defaultConsumerGroupDescribeResponse,
  defaultDescribedGroup,
  readConsumerGroupDescribeRequest,
  writeConsumerGroupDescribeResponse,
} from '@odradek/protocol/messages/69-consumer-group-describe';

import { authorizedOperations, GROUP_OPERATIONS } from '../request/authorized-operations.ts';
import { defineHandler, type RequestHandler } from '../request/handler.ts';

/**
 * ConsumerGroupDescribe: epochs, members and assignments of groups of the consumer protocol (KIP-848);
 * version 1 has the protocol that each member speaks. Without `consumer` in
 * `group.coordinator.rebalance.protocols` it is refused.
 */
export const consumerGroupDescribe: RequestHandler = defineHandler<
  ConsumerGroupDescribeRequest,
  ConsumerGroupDescribeResponse
>({
  apiKey: 69,
  read: readConsumerGroupDescribeRequest,
  write: writeConsumerGroupDescribeResponse,
  handle({ request, services, respond }) {
    // One that is named again and again would be an answer of any size for a small request.
    const groupIds = [...new Set(request.groupIds)];
    if (!services.config.groups.consumer.isEnabled) {
      const errorCode = ErrorCode.UNSUPPORTED_VERSION;
      const groups = groupIds.map((groupId) => ({ ...defaultDescribedGroup, groupId, errorCode }));
      respond({ ...defaultConsumerGroupDescribeResponse, groups });
      return;
    }
    const { includeAuthorizedOperations } = request;
    services.groupCoordinator.describeConsumerGroups(groupIds, (groups) =>
      respond({
        ...defaultConsumerGroupDescribeResponse,
        groups: groups.map((group) => ({
          ...group,
          authorizedOperations: authorizedOperations(
            GROUP_OPERATIONS,
            includeAuthorizedOperations && group.errorCode === ErrorCode.NONE,
          ),
        })),
      }),
    );
  },
});
