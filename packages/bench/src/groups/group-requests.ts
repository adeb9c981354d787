import {
  type FindCoordinatorRequest,
  type FindCoordinatorResponse,
  readFindCoordinatorResponse,
  writeFindCoordinatorRequest,
} from '@odradek/protocol/messages/10-find-coordinator';
import {
  type JoinGroupRequest,
  type JoinGroupResponse,
  readJoinGroupResponse,
  writeJoinGroupRequest,
} from '@odradek/protocol/messages/11-join-group';
import {
  type HeartbeatRequest,
  type HeartbeatResponse,
  readHeartbeatResponse,
  writeHeartbeatRequest,
} from '@odradek/protocol/messages/12-heartbeat';
import {
  type LeaveGroupRequest,
  type LeaveGroupResponse,
  readLeaveGroupResponse,
  writeLeaveGroupRequest,
} from '@odradek/protocol/messages/13-leave-group';
import {
  readSyncGroupResponse,
  type SyncGroupRequest,
  type SyncGroupResponse,
  writeSyncGroupRequest,
} from '@odradek/protocol/messages/14-sync-group';
import {
  type ConsumerGroupHeartbeatRequest,
  type ConsumerGroupHeartbeatResponse,
  readConsumerGroupHeartbeatResponse,
  writeConsumerGroupHeartbeatRequest,
} from '@odradek/protocol/messages/68-consumer-group-heartbeat';

import type { RawApi } from '../partitions/raw-connection.ts';

/** FindCoordinator of several keys at once. */
export const FIND_COORDINATOR: RawApi<FindCoordinatorRequest, FindCoordinatorResponse> = {
  apiKey: 10,
  version: 4,
  write: writeFindCoordinatorRequest,
  read: readFindCoordinatorResponse,
};
/** JoinGroup as clients send it now. */
export const JOIN_GROUP: RawApi<JoinGroupRequest, JoinGroupResponse> = {
  apiKey: 11,
  version: 9,
  write: writeJoinGroupRequest,
  read: readJoinGroupResponse,
};
/** Heartbeat as clients send it now. */
export const HEARTBEAT: RawApi<HeartbeatRequest, HeartbeatResponse> = {
  apiKey: 12,
  version: 4,
  write: writeHeartbeatRequest,
  read: readHeartbeatResponse,
};
/** LeaveGroup as clients send it now. */
export const LEAVE_GROUP: RawApi<LeaveGroupRequest, LeaveGroupResponse> = {
  apiKey: 13,
  version: 5,
  write: writeLeaveGroupRequest,
  read: readLeaveGroupResponse,
};
/** SyncGroup as clients send it now. */
export const SYNC_GROUP: RawApi<SyncGroupRequest, SyncGroupResponse> = {
  apiKey: 14,
  version: 5,
  write: writeSyncGroupRequest,
  read: readSyncGroupResponse,
};
/** ConsumerGroupHeartbeat with member ids that the client draws. */
export const CONSUMER_GROUP_HEARTBEAT: RawApi<
  ConsumerGroupHeartbeatRequest,
  ConsumerGroupHeartbeatResponse
> = {
  apiKey: 68,
  version: 1,
  write: writeConsumerGroupHeartbeatRequest,
  read: readConsumerGroupHeartbeatResponse,
};
