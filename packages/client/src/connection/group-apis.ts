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
