import { ErrorCode } from '@odradek/protocol';

import type { CoordinatorResult } from '../../runtime/coordinator-result.ts';
import type { GroupRecord } from '../record/group-record.ts';
import type { ClassicGroup } from './classic-group.ts';
import type { ClassicGroupMember } from './classic-group-member.ts';
import { groupMetadataRecord } from './classic-group-records.ts';
import { type Join, reasonOf, updateOf } from './join.ts';
import { failedJoin, joinedGeneration } from './join-responses.ts';

type Result = CoordinatorResult<GroupRecord>;

/** From this version on, a leader can be told that its assignment of before stays (KIP-814). */
const SKIP_ASSIGNMENT_SINCE = 9;

/**
 * A static member joins without an id, as after a restart, and is given `memberId`: it takes the place
 * of the one with its name, which is fenced (KIP-345). A stable group goes on as it is, unless
 * another protocol would be elected.
 */
export function rejoinAsStaticMember(
  group: ClassicGroup,
  old: ClassicGroupMember,
  memberId: string,
  join: Join,
): Result {
  const { request, respond, rebalances } = join;
  const leaderBefore = group.leaderId ?? '';
  const member = rebalances.replaceStaticMember(group, old, memberId);
  group.update(member, updateOf(join), respond);
  if (group.state === 'Stable' && group.electProtocol() === group.protocolName) {
    return writeReplaced(group, member, leaderBefore, join);
  }
  const { groupInstanceId, reason } = request;
  group.rebalance.noteGone(old, 'replaced', `replaced by ${memberId}`);
  group.rebalance.noteJoined(member);
  const why = `static member ${groupInstanceId} is back as ${memberId}; client reason: ${reasonOf(reason)}`;
  return rebalances.beginOrComplete(group, why);
}

/** Without a rebalance: the member keeps its part, and is answered when its new id is committed. */
function writeReplaced(
  group: ClassicGroup,
  member: ClassicGroupMember,
  leaderBefore: string,
  { origin, respond }: Join,
): Result {
  const { generationId } = group;
  const { memberId } = member;
  const complete = (errorCode: number): void => {
    // Whoever began a rebalance meanwhile has it answer this JoinGroup too.
    const isRebalancing = group.state !== 'Stable' || group.generationId !== generationId;
    if (member.awaitingJoin !== respond || (errorCode === ErrorCode.NONE && isRebalancing)) return;
    const response = joinedGeneration(group, memberId);
    if (errorCode !== ErrorCode.NONE) {
      group.answerJoin(member, failedJoin(errorCode, ''));
    } else if (origin.apiVersion >= SKIP_ASSIGNMENT_SINCE) {
      group.answerJoin(member, { ...response, skipAssignment: group.isLeader(memberId) });
    } else {
      // It would compute an assignment that nobody awaits, so it is not told that it leads.
      group.answerJoin(member, { ...response, leader: leaderBefore, members: [] });
    }
  };
  const record = groupMetadataRecord(group, ({ assignment }) => assignment);
  return { records: [record], isReplayed: false, complete };
}
