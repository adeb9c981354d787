import { ApiKey } from '@odradek/protocol';
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

import { type ClientApi, clientApi } from './client-api.ts';

export const JOIN_GROUP: ClientApi<JoinGroupRequest, JoinGroupResponse> = clientApi(
  ApiKey.JoinGroup,
  writeJoinGroupRequest,
  readJoinGroupResponse,
);

export const HEARTBEAT: ClientApi<HeartbeatRequest, HeartbeatResponse> = clientApi(
  ApiKey.Heartbeat,
  writeHeartbeatRequest,
  readHeartbeatResponse,
);

export const SYNC_GROUP: ClientApi<SyncGroupRequest, SyncGroupResponse> = clientApi(
  ApiKey.SyncGroup,
  writeSyncGroupRequest,
  readSyncGroupResponse,
);

export const CONSUMER_GROUP_HEARTBEAT: ClientApi<
  ConsumerGroupHeartbeatRequest,
  ConsumerGroupHeartbeatResponse
> = clientApi(
  ApiKey.ConsumerGroupHeartbeat,
  writeConsumerGroupHeartbeatRequest,
  readConsumerGroupHeartbeatResponse,
);
