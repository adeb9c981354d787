import { EMPTY_BYTES, ErrorCode } from '@odradek/protocol';
import type { SyncGroupRequest } from '@odradek/protocol/messages/14-sync-group';

import { type CoordinatorResult, NOTHING_TO_DO } from '../../runtime/coordinator-result.ts';
import type { GroupRecord } from '../record/group-record.ts';
import type { ClassicGroup } from './classic-group.ts';
import type { ClassicGroupMember, RespondToSync } from './classic-group-member.ts';
import { groupMetadataRecord } from './classic-group-records.ts';
import { checkMember } from './member-check.ts';
import type { Rebalances } from './rebalances.ts';
import { assignedSync, failedSync } from './sync-responses.ts';

type Result = CoordinatorResult<GroupRecord>;

/** A SyncGroup with all that it is handled with. */
export interface Sync {
  readonly request: SyncGroupRequest;
  readonly respond: RespondToSync;
  readonly rebalances: Rebalances;
}

/**
 * SyncGroup v0 to 5 to a classic group: the leader hands in the assignment, the others fetch their
 * part. Who is early waits for the leader; nobody is answered before the assignment is committed.
 *
 * v3 added static members, v5 a check of protocol type and name (KIP-559).
 */
export function syncGroup(group: ClassicGroup, sync: Sync): Result {
  const { request, respond, rebalances } = sync;
  const error = checkSync(group, request);
  const member = group.member(request.memberId);
  if (error !== ErrorCode.NONE || member === undefined) {
    respond(failedSync(error));
    return NOTHING_TO_DO;
  }
  rebalances.noteSync(group, member.memberId);
  if (group.state === 'CompletingRebalance') return awaitAssignment(group, member, sync);
  respond(assignedSync(group, member.assignment));
  return NOTHING_TO_DO;
}

function checkSync(group: ClassicGroup, request: SyncGroupRequest): number {
  const error = checkMember(group, request);
  if (error !== ErrorCode.NONE) return error;
  if (request.generationId !== group.generationId) return ErrorCode.ILLEGAL_GENERATION;
  const isConsistent =
    isSame(request.protocolType, group.protocolType) &&
    isSame(request.protocolName, group.protocolName);
  if (!isConsistent) return ErrorCode.INCONSISTENT_GROUP_PROTOCOL;
  return group.state === 'PreparingRebalance' ? ErrorCode.REBALANCE_IN_PROGRESS : ErrorCode.NONE;
}

/** Only what both sides say is compared. */
function isSame(said: string | null, known: string | undefined): boolean {
  return said === null || known === undefined || said === known;
}

function awaitAssignment(
  group: ClassicGroup,
  member: ClassicGroupMember,
  { request, respond, rebalances }: Sync,
): Result {
  // Sent again on another connection: the first one is given up.
  group.answerSync(member, failedSync(ErrorCode.REBALANCE_IN_PROGRESS));
  group.awaitSync(member, respond);
  if (!group.isLeader(member.memberId)) return NOTHING_TO_DO;
  const assignments = assignmentsOf(request);
  const { generationId } = group;
  const record = groupMetadataRecord(
    group,
    ({ memberId }) => assignments.get(memberId) ?? EMPTY_BYTES,
  );
  return {
    records: [record],
    isReplayed: false,
    complete: (errorCode) => {
      const isAwaited =
        group.state === 'CompletingRebalance' && group.generationId === generationId;
      if (!isAwaited) return;
      if (errorCode === ErrorCode.NONE) rebalances.stabilize(group, assignments);
      else rebalances.failAssignment(group, errorCode);
    },
  };
}

/** The parts by member id, copied. */
function assignmentsOf({ assignments }: SyncGroupRequest): ReadonlyMap<string, Buffer> {
  return new Map(
    assignments.map(({ memberId, assignment }) => [memberId, Buffer.from(assignment)]),
  );
}
