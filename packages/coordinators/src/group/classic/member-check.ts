import { ErrorCode } from '@odradek/protocol';

import type { ClassicGroup } from './classic-group.ts';

/** Who a request says that it comes from. */
export interface ClaimedIdentity {
  readonly memberId: string;
  /** The name of a static member. */
  readonly groupInstanceId: string | null;
}

/**
 * Whether somebody is a member: `NONE`, `UNKNOWN_MEMBER_ID`, or `FENCED_INSTANCE_ID` if another has
 * its name as a static member by now.
 */
export function checkMember(group: ClassicGroup, claimed: ClaimedIdentity): number {
  const { memberId, groupInstanceId } = claimed;
  if (groupInstanceId !== null) {
    const current = group.staticMemberId(groupInstanceId);
    if (current === undefined) return ErrorCode.UNKNOWN_MEMBER_ID;
    if (current !== memberId) return ErrorCode.FENCED_INSTANCE_ID;
  }
  return group.member(memberId) === undefined ? ErrorCode.UNKNOWN_MEMBER_ID : ErrorCode.NONE;
}
