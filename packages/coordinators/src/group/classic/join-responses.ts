import {
  defaultJoinGroupResponse,
  type JoinGroupResponse,
  type JoinGroupResponseMember,
} from '@odradek/protocol/messages/11-join-group';
import { EMPTY_BYTES } from '@odradek/protocol';

import type { ClassicGroup } from './classic-group.ts';

/** A JoinGroup that failed. */
export function failedJoin(errorCode: number, memberId: string): JoinGroupResponse {
  return { ...defaultJoinGroupResponse, errorCode, memberId, protocolName: null };
}

/** A JoinGroup of a member of the generation as it is; the leader is told who the members are. */
export function joinedGeneration(group: ClassicGroup, memberId: string): JoinGroupResponse {
  return {
    ...defaultJoinGroupResponse,
    memberId,
    generationId: group.generationId,
    protocolType: group.protocolType ?? null,
    protocolName: group.protocolName ?? null,
    leader: group.leaderId ?? '',
    members: group.isLeader(memberId) ? membersForLeader(group) : [],
  };
}

/** All members with what they say for the protocol that was elected. */
function membersForLeader(group: ClassicGroup): JoinGroupResponseMember[] {
  const { protocolName } = group;
  return Array.from(group.allMembers(), ({ memberId, groupInstanceId, protocols }) => ({
    memberId,
    groupInstanceId: groupInstanceId ?? null,
    metadata:
      (protocolName === undefined ? undefined : protocols.metadata(protocolName)) ?? EMPTY_BYTES,
  }));
}
