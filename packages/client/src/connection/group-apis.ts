import { ApiKey } from '@odradek/protocol';
import {
  type OffsetCommitRequest,
  type OffsetCommitResponse,
  readOffsetCommitResponse,
  writeOffsetCommitRequest,
} from '@odradek/protocol/messages/08-offset-commit';
import {
  type OffsetFetchRequest,
  type OffsetFetchResponse,
  readOffsetFetchResponse,
  writeOffsetFetchRequest,
} from '@odradek/protocol/messages/09-offset-fetch';
import {
  type FindCoordinatorRequest,
  type FindCoordinatorResponse,
  readFindCoordinatorResponse,
  writeFindCoordinatorRequest,
} from '@odradek/protocol/messages/10-find-coordinator';
import {
  type LeaveGroupRequest,
  type LeaveGroupResponse,
  readLeaveGroupResponse,
  writeLeaveGroupRequest,
} from '@odradek/protocol/messages/13-leave-group';
import {
  type DescribeGroupsRequest,
  type DescribeGroupsResponse,
  readDescribeGroupsResponse,
  writeDescribeGroupsRequest,
} from '@odradek/protocol/messages/15-describe-groups';
import {
  type ListGroupsRequest,
  type ListGroupsResponse,
  readListGroupsResponse,
  writeListGroupsRequest,
} from '@odradek/protocol/messages/16-list-groups';
import {
  type DeleteGroupsRequest,
  type DeleteGroupsResponse,
  readDeleteGroupsResponse,
  writeDeleteGroupsRequest,
} from '@odradek/protocol/messages/42-delete-groups';
import {
  type OffsetDeleteRequest,
  type OffsetDeleteResponse,
  readOffsetDeleteResponse,
  writeOffsetDeleteRequest,
} from '@odradek/protocol/messages/47-offset-delete';
import {
  type ConsumerGroupDescribeRequest,
  type ConsumerGroupDescribeResponse,
  readConsumerGroupDescribeResponse,
  writeConsumerGroupDescribeRequest,
} from '@odradek/protocol/messages/69-consumer-group-describe';

import { type ClientApi, clientApi } from './client-api.ts';

export const OFFSET_COMMIT: ClientApi<OffsetCommitRequest, OffsetCommitResponse> = clientApi(
  ApiKey.OffsetCommit,
  writeOffsetCommitRequest,
  readOffsetCommitResponse,
);

export const OFFSET_FETCH: ClientApi<OffsetFetchRequest, OffsetFetchResponse> = clientApi(
  ApiKey.OffsetFetch,
  writeOffsetFetchRequest,
  readOffsetFetchResponse,
);

export const FIND_COORDINATOR: ClientApi<FindCoordinatorRequest, FindCoordinatorResponse> =
  clientApi(ApiKey.FindCoordinator, writeFindCoordinatorRequest, readFindCoordinatorResponse);

export const LEAVE_GROUP: ClientApi<LeaveGroupRequest, LeaveGroupResponse> = clientApi(
  ApiKey.LeaveGroup,
  writeLeaveGroupRequest,
  readLeaveGroupResponse,
);

export const DESCRIBE_GROUPS: ClientApi<DescribeGroupsRequest, DescribeGroupsResponse> = clientApi(
  ApiKey.DescribeGroups,
  writeDescribeGroupsRequest,
  readDescribeGroupsResponse,
);

export const LIST_GROUPS: ClientApi<ListGroupsRequest, ListGroupsResponse> = clientApi(
  ApiKey.ListGroups,
  writeListGroupsRequest,
  readListGroupsResponse,
);

export const DELETE_GROUPS: ClientApi<DeleteGroupsRequest, DeleteGroupsResponse> = clientApi(
  ApiKey.DeleteGroups,
  writeDeleteGroupsRequest,
  readDeleteGroupsResponse,
);

export const OFFSET_DELETE: ClientApi<OffsetDeleteRequest, OffsetDeleteResponse> = clientApi(
  ApiKey.OffsetDelete,
  writeOffsetDeleteRequest,
  readOffsetDeleteResponse,
);

export const CONSUMER_GROUP_DESCRIBE: ClientApi<
  ConsumerGroupDescribeRequest,
  ConsumerGroupDescribeResponse
> = clientApi(
  ApiKey.ConsumerGroupDescribe,
  writeConsumerGroupDescribeRequest,
  readConsumerGroupDescribeResponse,
);
