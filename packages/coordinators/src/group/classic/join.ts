import { ErrorCode } from '@odradek/protocol';
import type { JoinGroupRequest } from '@odradek/protocol/messages/11-join-group';

import type { ClassicGroup, MemberUpdate } from './classic-group.ts';
import type { ClassicGroupContext, RequestOrigin } from './classic-group-context.ts';
import type { ClassicGroupMember, RespondToJoin } from './classic-group-member.ts';
import { failedJoin } from './join-responses.ts';
import type { Rebalances } from './rebalances.ts';

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
  const rebalanceTimeoutMs =
    origin.apiVersion === 0 ? sessionTimeoutMs : request.rebalanceTimeoutMs;
  return { protocols, sessionTimeoutMs, rebalanceTimeoutMs };
}

/** A member joins on another connection while its first JoinGroup waits: that one is given up. */
export function supersedeJoin(group: ClassicGroup, member: ClassicGroupMember): void {
  group.answerJoin(member, failedJoin(ErrorCode.REBALANCE_IN_PROGRESS, member.memberId));
}
