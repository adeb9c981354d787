import {
  defaultJoinGroupRequest,
  type JoinGroupRequestProtocol,
} from '@odradek/protocol/messages/11-join-group';
import { defaultHeartbeatRequest } from '@odradek/protocol/messages/12-heartbeat';
import { defaultLeaveGroupRequest } from '@odradek/protocol/messages/13-leave-group';
import {
  defaultSyncGroupRequest,
  type SyncGroupRequestAssignment,
} from '@odradek/protocol/messages/14-sync-group';

import type { GroupSettings } from './group-settings.ts';
import type { MembershipRequest } from './membership.ts';

/** What a classic member is when it asks for something. */
export interface ClassicIdentity {
  readonly settings: GroupSettings;
  readonly requestTimeoutMs: number;
  readonly memberId: string;
  readonly generationId: number;
}

/** The protocol type of groups of consumers. */
const PROTOCOL_TYPE = 'consumer';
/** JoinGroup is answered when all have joined, or their time is over; this much later it is lost. */
const JOIN_LAPSE_MS = 5000;

export function joinRequest(
  { settings, requestTimeoutMs, memberId }: ClassicIdentity,
  protocols: readonly JoinGroupRequestProtocol[],
  reason: string,
): MembershipRequest {
  const { groupId, groupInstanceId, sessionTimeoutMs, rebalanceTimeoutMs } = settings;
  const body = {
    ...defaultJoinGroupRequest,
    groupId,
    sessionTimeoutMs,
    rebalanceTimeoutMs,
    memberId,
    groupInstanceId,
    protocolType: PROTOCOL_TYPE,
    protocols,
    reason,
  };
  const timeoutMs = Math.max(requestTimeoutMs, rebalanceTimeoutMs + JOIN_LAPSE_MS);
  return { api: 'JoinGroup', body, timeoutMs };
}

/** `assignments` are those of all members from the leader, none from others. */
export function syncRequest(
  { settings, requestTimeoutMs, memberId, generationId }: ClassicIdentity,
  protocolName: string | null,
  assignments: readonly SyncGroupRequestAssignment[],
): MembershipRequest {
  const { groupId, groupInstanceId } = settings;
  const body = {
    ...defaultSyncGroupRequest,
    groupId,
    generationId,
    memberId,
    groupInstanceId,
    protocolType: PROTOCOL_TYPE,
    protocolName,
    assignments,
  };
  return { api: 'SyncGroup', body, timeoutMs: requestTimeoutMs };
}

export function heartbeatRequest({
  settings,
  requestTimeoutMs,
  memberId,
  generationId,
}: ClassicIdentity): MembershipRequest {
  const { groupId, groupInstanceId, sessionTimeoutMs } = settings;
  const body = { ...defaultHeartbeatRequest, groupId, generationId, memberId, groupInstanceId };
  // After the session another broker may be the coordinator.
  return { api: 'Heartbeat', body, timeoutMs: Math.min(requestTimeoutMs, sessionTimeoutMs) };
}

export function leaveRequest(
  { settings, requestTimeoutMs, memberId }: ClassicIdentity,
  reason: string,
): MembershipRequest {
  const { groupId } = settings;
  const members = [{ memberId, groupInstanceId: null, reason }];
  const body = { ...defaultLeaveGroupRequest, groupId, memberId, members };
  return { api: 'LeaveGroup', body, timeoutMs: requestTimeoutMs };
}
