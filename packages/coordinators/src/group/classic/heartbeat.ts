import { ErrorCode } from '@odradek/protocol';
import type { HeartbeatRequest } from '@odradek/protocol/messages/12-heartbeat';

import type { ClassicGroup } from './classic-group.ts';
import { checkMember } from './member-check.ts';
import type { Rebalances } from './rebalances.ts';

/**
 * Heartbeat v0 to 4 to a classic group: a member lives, and is told by `REBALANCE_IN_PROGRESS` to join
 * again. Answers the error code; whoever is no member of the generation does not count as heard of.
 *
 * v3 added static members.
 */
export function heartbeat(
  group: ClassicGroup,
  request: HeartbeatRequest,
  rebalances: Rebalances,
): number {
  const error = checkMember(group, request);
  const member = group.member(request.memberId);
  if (error !== ErrorCode.NONE || member === undefined) return error;
  if (request.generationId !== group.generationId) return ErrorCode.ILLEGAL_GENERATION;
  rebalances.keepAlive(group, member);
  return group.state === 'PreparingRebalance' ? ErrorCode.REBALANCE_IN_PROGRESS : ErrorCode.NONE;
}
