import { ErrorCode } from '@odradek/protocol';
import type { JoinGroupRequest } from '@odradek/protocol/messages/11-join-group';

import type { ClassicGroup, MemberUpdate } from './classic-group.ts';
import type { ClassicGroupContext, RequestOrigin } from './classic-group-context.ts';
import type { ClassicGroupMember, RespondToJoin } from './classic-group-member.ts';
import { failedJoin } from './join-responses.ts';
import type { Rebalances } from './rebalances.ts';

/** From this version on, a dynamic member is given an id first and joins with it (KIP-394). */
export const MEMBER_ID_REQUIRED_SINCE = 4;

/** A JoinGroup with all that it is handled with. */
export interface Join {
  readonly request: JoinGroupRequest;
  readonly origin: RequestOrigin;
  readonly respond: RespondToJoin;
  readonly context: ClassicGroupContext;
  readonly rebalances: Rebalances;
}

/** Kafka's reason where a client gives none. */
export function reasonOf(reason: string | null): string {
  return reason === null || reason === '' ? 'not provided' : reason;
}

/** What a member says of itself in JoinGroup. */
export function updateOf({ request, origin }: Join): MemberUpdate {
  const { protocols, sessionTimeoutMs } = request;
  return { protocols, sessionTimeoutMs, rebalanceTimeoutMs: rebalanceTimeoutOf(request, origin) };
}

/** How long a member may take to join again: v0 has only the session timeout. */
export function rebalanceTimeoutOf(request: JoinGroupRequest, origin: RequestOrigin): number {
  return origin.apiVersion === 0 ? request.sessionTimeoutMs : request.rebalanceTimeoutMs;
}

/** A member joins on another connection while its first JoinGroup waits: that one is given up. */
export function supersedeJoin(group: ClassicGroup, member: ClassicGroupMember): void {
  group.answerJoin(member, failedJoin(ErrorCode.REBALANCE_IN_PROGRESS, member.memberId));
}
