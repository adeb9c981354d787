import { ErrorCode } from '@odradek/protocol';
import type {
  LeaveGroupRequest,
  MemberIdentity,
  MemberResponse,
} from '@odradek/protocol/messages/13-leave-group';

import { type CoordinatorResult, NOTHING_TO_DO } from '../../runtime/coordinator-result.ts';
import type { GroupRecord } from '../record/group-record.ts';
import type { ClassicGroup } from './classic-group.ts';
import { checkMember } from './member-check.ts';
import type { Rebalances } from './rebalances.ts';

/** Who has left, and what follows for the others. */
export interface Leaving {
  readonly members: readonly MemberResponse[];
  readonly result: CoordinatorResult<GroupRecord>;
}

/**
 * LeaveGroup v0 to 5 to a classic group: members leave, by themselves or because an administrator
 * removes them, who may name a static member by its instance id alone. One rebalance follows,
 * however many leave.
 *
 * v3 added the batch and static members, v5 reasons. Up to v2, the caller has put the one member id
 * into `members`.
 */
export function leaveGroup(
  group: ClassicGroup,
  request: LeaveGroupRequest,
  rebalances: Rebalances,
): Leaving {
  const members = request.members.map((leaving) => leave(group, leaving, rebalances));
  const gone = members.filter(({ errorCode }) => errorCode === ErrorCode.NONE);
  const names = gone.map(({ memberId, groupInstanceId }) => groupInstanceId ?? memberId).join(', ');
  const result =
    gone.length === 0 ? NOTHING_TO_DO : rebalances.beginAfterLeave(group, `${names} left`);
  return { members, result };
}

/** How each member is answered whose group does not exist. */
export function unknownMembers({ members }: LeaveGroupRequest): readonly MemberResponse[] {
  return members.map((leaving) => answer(leaving, ErrorCode.UNKNOWN_MEMBER_ID));
}

function leave(
  group: ClassicGroup,
  leaving: MemberIdentity,
  rebalances: Rebalances,
): MemberResponse {
  const { memberId, groupInstanceId } = leaving;
  const why = leaving.reason ?? 'not provided';
  if (memberId === '') {
    const staticId = groupInstanceId === null ? undefined : group.staticMemberId(groupInstanceId);
    if (staticId === undefined) return answer(leaving, ErrorCode.UNKNOWN_MEMBER_ID);
    rebalances.remove(group, staticId, 'left', why);
    return answer(leaving, ErrorCode.NONE);
  }
  const error = group.isPendingMember(memberId) ? ErrorCode.NONE : checkMember(group, leaving);
  if (error === ErrorCode.NONE) rebalances.remove(group, memberId, 'left', why);
  return answer(leaving, error);
}

function answer({ memberId, groupInstanceId }: MemberIdentity, errorCode: number): MemberResponse {
  return { memberId, groupInstanceId, errorCode };
}
