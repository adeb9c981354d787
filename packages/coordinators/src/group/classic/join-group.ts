import { ErrorCode } from '@odradek/protocol';

import { type CoordinatorResult, NOTHING_TO_DO } from '../../runtime/coordinator-result.ts';
import type { GroupRecord } from '../record/group-record.ts';
import type { ClassicGroup } from './classic-group.ts';
import { ClassicGroupMember } from './classic-group-member.ts';
import { type Join, MEMBER_ID_REQUIRED_SINCE, reasonOf, supersedeJoin, updateOf } from './join.ts';
import { failedJoin, joinedGeneration } from './join-responses.ts';
import { checkMember } from './member-check.ts';
import { newMemberId } from './member-id.ts';
import { MemberProtocols } from './member-protocols.ts';
import { rejoinAsStaticMember } from './static-rejoin.ts';

type Result = CoordinatorResult<GroupRecord>;

/**
 * JoinGroup v0 to 9 to a classic group: somebody wants to be a member, or a member takes part in a
 * rebalance. The answer waits until all have joined.
 *
 * v0 has no rebalance timeout: the session timeout counts. v4 added MEMBER_ID_REQUIRED, v5 static
 * members, v8 a reason, v9 `skipAssignment` for a static leader that came back.
 */
export function joinGroup(group: ClassicGroup, join: Join): Result {
  const { request, respond, rebalances } = join;
  const { memberId } = request;
  if (!acceptsMember(group, memberId, join.context.settings.groupMaxSize)) {
    rebalances.remove(group, memberId, 'group full', 'the group has group.max.size members');
    respond(failedJoin(ErrorCode.GROUP_MAX_SIZE_REACHED, ''));
    return rebalances.completeJoinIfAllJoined(group);
  }
  if (!group.supportsProtocols(request.protocolType, request.protocols)) {
    respond(failedJoin(ErrorCode.INCONSISTENT_GROUP_PROTOCOL, memberId));
    return NOTHING_TO_DO;
  }
  return memberId === '' ? joinFirst(group, join) : joinAgain(group, join);
}

/**
 * Whether there is room for a member. When a rebalance is prepared, those count who have joined it, so
 * that a group that is too large shrinks.
 */
function acceptsMember(group: ClassicGroup, memberId: string, maxSize: number): boolean {
  const member = group.member(memberId);
  switch (group.state) {
    case 'PreparingRebalance':
      return member?.awaitingJoin !== undefined || group.membersAwaitingJoin < maxSize;
    case 'CompletingRebalance':
    case 'Stable':
      return member !== undefined || group.membersCount < maxSize;
    case 'Empty':
    case 'Dead':
      return true;
  }
}

function joinFirst(group: ClassicGroup, join: Join): Result {
  const { request, origin, respond, context, rebalances } = join;
  const { groupInstanceId, sessionTimeoutMs } = request;
  const memberId = newMemberId(groupInstanceId ?? origin.clientId, context.random);
  if (groupInstanceId !== null) {
    const oldMemberId = group.staticMemberId(groupInstanceId);
    const old = oldMemberId === undefined ? undefined : group.member(oldMemberId);
    if (old === undefined) return joinAsNewMember(group, memberId, join);
    return rejoinAsStaticMember(group, old, memberId, join);
  }
  if (origin.apiVersion < MEMBER_ID_REQUIRED_SINCE) return joinAsNewMember(group, memberId, join);
  rebalances.awaitPendingMember(group, memberId, sessionTimeoutMs);
  respond(failedJoin(ErrorCode.MEMBER_ID_REQUIRED, memberId));
  return NOTHING_TO_DO;
}

function joinAgain(group: ClassicGroup, join: Join): Result {
  const { request, respond } = join;
  const { memberId, groupInstanceId } = request;
  if (group.isPendingMember(memberId)) {
    if (groupInstanceId === null) return joinAsNewMember(group, memberId, join);
    // No client does this: ids are given to dynamic members only.
    respond(failedJoin(ErrorCode.UNKNOWN_SERVER_ERROR, ''));
    return NOTHING_TO_DO;
  }
  const error = checkMember(group, { memberId, groupInstanceId });
  const member = group.member(memberId);
  if (error !== ErrorCode.NONE || member === undefined) {
    respond(failedJoin(error, memberId));
    return NOTHING_TO_DO;
  }
  return joinAsMember(group, member, join);
}

function joinAsMember(group: ClassicGroup, member: ClassicGroupMember, join: Join): Result {
  const { request, respond } = join;
  const isUnchanged = member.protocols.equals(request.protocols);
  switch (group.state) {
    case 'PreparingRebalance':
      return takePart(group, member, join);
    case 'CompletingRebalance':
      // The answer was lost: it is given again, unless it would be another one.
      if (!isUnchanged) return takePart(group, member, join);
      break;
    case 'Stable':
      // The leader asks for a rebalance by joining; others have lost their answer.
      if (!isUnchanged || group.isLeader(member.memberId)) return takePart(group, member, join);
      break;
    case 'Empty':
    case 'Dead':
      respond(failedJoin(ErrorCode.UNKNOWN_MEMBER_ID, member.memberId));
      return NOTHING_TO_DO;
  }
  respond(joinedGeneration(group, member.memberId));
  return NOTHING_TO_DO;
}

function takePart(group: ClassicGroup, member: ClassicGroupMember, join: Join): Result {
  const { request, respond, rebalances } = join;
  const { memberId } = member;
  supersedeJoin(group, member);
  const why = group.isLeader(memberId) ? 'the leader' : 'member';
  const reason = `${why} ${memberId} joins again; client reason: ${reasonOf(request.reason)}`;
  group.update(member, updateOf(join), respond);
  return rebalances.beginOrComplete(group, reason);
}

function joinAsNewMember(group: ClassicGroup, memberId: string, join: Join): Result {
  const { request, origin, respond, rebalances } = join;
  const { protocols, ...timeouts } = updateOf(join);
  const member = new ClassicGroupMember({
    memberId,
    groupInstanceId: request.groupInstanceId ?? undefined,
    clientId: origin.clientId,
    clientHost: origin.clientHost,
    protocols: new MemberProtocols(protocols),
    ...timeouts,
  });
  member.isNew = true;
  if (group.state === 'PreparingRebalance' && group.previousState === 'Empty') {
    group.hasNewMember = true;
  }
  group.add(member, request.protocolType, respond);
  group.rebalance.noteJoined(member);
  rebalances.awaitNewMember(group, member);
  return rebalances.beginOrComplete(
    group,
    `member ${memberId} is new; client reason: ${reasonOf(request.reason)}`,
  );
}
