import { assert } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import type { GroupMetadataValue } from '@odradek/protocol/messages/consumer-offsets';
import type { JoinGroupRequest } from '@odradek/protocol/messages/11-join-group';
import type { HeartbeatRequest, HeartbeatResponse } from '@odradek/protocol/messages/12-heartbeat';
import {
  defaultLeaveGroupResponse,
  type LeaveGroupRequest,
  type LeaveGroupResponse,
} from '@odradek/protocol/messages/13-leave-group';
import type { SyncGroupRequest } from '@odradek/protocol/messages/14-sync-group';

import {
  type CoordinatorResult,
  NOTHING_TO_DO,
  respondWhenCommitted,
} from '../../runtime/coordinator-result.ts';
import type { Groups } from '../groups.ts';
import type { GroupRecord } from '../record/group-record.ts';
import { ClassicGroup, type ClassicGroupFields, type KeepAlive } from './classic-group.ts';
import type { ClassicGroupContext, RequestOrigin } from './classic-group-context.ts';
import type { RespondToJoin, RespondToSync } from './classic-group-member.ts';
import { classicGroupOf, emptyGroupMetadataRecord } from './classic-group-records.ts';
import { heartbeat } from './heartbeat.ts';
import { joinGroup } from './join-group.ts';
import { failedJoin } from './join-responses.ts';
import { leaveGroup, unknownMembers } from './leave-group.ts';
import { Rebalances } from './rebalances.ts';
import { syncGroup } from './sync-group.ts';
import { failedSync } from './sync-responses.ts';

type Result = CoordinatorResult<GroupRecord>;

/**
 * The classic groups of a shard: requests to them, their part in load and unload. Their operations
 * change the groups at once and have written what must last, so their records are replayed on load
 * only, but for tombstones (KIP-848 calls this protocol classic).
 */
export class ClassicGroups {
  private readonly context: ClassicGroupContext;
  private readonly groups: Groups;
  private readonly rebalances: Rebalances;

  /** `groups` has groups of other protocols too. */
  constructor(context: ClassicGroupContext, groups: Groups) {
    this.context = context;
    this.groups = groups;
    this.rebalances = new Rebalances(context);
  }

  /** The group of this id, if there is one and it is classic. */
  get(groupId: string): ClassicGroup | undefined {
    const group = this.groups.get(groupId);
    return group instanceof ClassicGroup ? group : undefined;
  }

  /**
   * Makes a new, empty group, which is not written: offsets are committed for it, which are. There
   * must be none of this id.
   */
  create(groupId: string): ClassicGroup {
    assert(this.groups.get(groupId) === undefined, `there is no group ${groupId} yet`);
    const currentStateTimestamp = this.context.now();
    const fields: ClassicGroupFields = { groupId, state: 'Empty', currentStateTimestamp };
    const group = new ClassicGroup(fields, this.keepAlive);
    this.groups.set(group);
    return group;
  }

  /**
   * JoinGroup v0 to 9. `respond` is called once: at once on an error, else when everybody has joined,
   * which may be long after.
   */
  join(request: JoinGroupRequest, origin: RequestOrigin, respond: RespondToJoin): Result {
    const error = this.checkJoin(request);
    if (error !== ErrorCode.NONE) {
      respond(failedJoin(error, request.memberId));
      return NOTHING_TO_DO;
    }
    const { context, rebalances } = this;
    const found = this.get(request.groupId);
    const group = found ?? this.create(request.groupId);
    const result = joinGroup(group, { request, origin, respond, context, rebalances });
    if (found !== undefined) return result;
    assert(result === NOTHING_TO_DO, 'a new group waits for members before it writes anything');
    return this.writeNew(group, respond);
  }

  /** SyncGroup v0 to 5. `respond` is called once: when the assignment is committed, or on an error. */
  sync(request: SyncGroupRequest, respond: RespondToSync): Result {
    const group = this.get(request.groupId);
    if (group === undefined) {
      respond(failedSync(ErrorCode.UNKNOWN_MEMBER_ID));
      return NOTHING_TO_DO;
    }
    return syncGroup(group, { request, respond, rebalances: this.rebalances });
  }

  /** Heartbeat v0 to 4. */
  heartbeat(request: HeartbeatRequest, respond: (response: HeartbeatResponse) => void): Result {
    const group = this.get(request.groupId);
    const errorCode =
      group === undefined
        ? ErrorCode.UNKNOWN_MEMBER_ID
        : heartbeat(group, request, this.rebalances);
    return respondWhenCommitted({
      records: [],
      response: { throttleTimeMs: 0, errorCode },
      respond,
      fail: (failure) => ({ throttleTimeMs: 0, errorCode: failure }),
    });
  }

  /** LeaveGroup v0 to 5; up to v2 the caller has put the one member id into `members`. */
  leave(request: LeaveGroupRequest, respond: (response: LeaveGroupResponse) => void): Result {
    const group = this.get(request.groupId);
    if (group === undefined) {
      respond({ ...defaultLeaveGroupResponse, members: unknownMembers(request) });
      return NOTHING_TO_DO;
    }
    const { members, result } = leaveGroup(group, request, this.rebalances);
    return {
      ...result,
      complete: (errorCode) => {
        result.complete(errorCode);
        const isCommitted = errorCode === ErrorCode.NONE;
        respond({ ...defaultLeaveGroupResponse, errorCode, members: isCommitted ? members : [] });
      },
    };
  }

  /** Applies a record of a group: `null` if it was deleted. */
  replay(groupId: string, value: GroupMetadataValue | null): void {
    const old = this.get(groupId);
    if (old !== undefined) this.end(old);
    if (value !== null) this.groups.set(classicGroupOf(groupId, value, this.keepAlive));
    else if (old !== undefined) this.groups.delete(groupId);
  }

  /** The sessions of the members begin; groups that are too large by now are made smaller. */
  onLoaded(): readonly Result[] {
    const results: Result[] = [];
    const { groupMaxSize } = this.context.settings;
    for (const group of this.all()) {
      for (const member of group.allMembers()) this.rebalances.keepAlive(group, member);
      if (group.membersCount <= groupMaxSize) continue;
      const reason = `${group.membersCount} members are more than group.max.size=${groupMaxSize}`;
      results.push(this.rebalances.begin(group, reason));
    }
    return results;
  }

  /** Whoever waits is told to look for the coordinator elsewhere. */
  onUnloaded(): void {
    for (const group of this.all()) {
      this.end(group);
      for (const member of group.allMembers()) {
        group.answerJoin(member, failedJoin(ErrorCode.NOT_COORDINATOR, member.memberId));
        group.answerSync(member, failedSync(ErrorCode.NOT_COORDINATOR));
      }
    }
  }

  private *all(): Iterable<ClassicGroup> {
    for (const group of this.groups.all()) if (group instanceof ClassicGroup) yield group;
  }

  private readonly keepAlive: KeepAlive = (group, member) =>
    this.rebalances.keepAlive(group, member);

  private checkJoin(request: JoinGroupRequest): number {
    const { groupId, sessionTimeoutMs, protocolType, protocols } = request;
    const { groupMinSessionTimeoutMs, groupMaxSessionTimeoutMs } = this.context.settings;
    if (
      sessionTimeoutMs < groupMinSessionTimeoutMs ||
      sessionTimeoutMs > groupMaxSessionTimeoutMs
    ) {
      return ErrorCode.INVALID_SESSION_TIMEOUT;
    }
    const group = this.groups.get(groupId);
    if (group instanceof ClassicGroup) return ErrorCode.NONE;
    if (group !== undefined) return ErrorCode.INCONSISTENT_GROUP_PROTOCOL;
    if (request.memberId !== '') return ErrorCode.UNKNOWN_MEMBER_ID;
    const isPossible = protocolType !== '' && protocols.length > 0;
    return isPossible ? ErrorCode.NONE : ErrorCode.INCONSISTENT_GROUP_PROTOCOL;
  }

  /** A group is written when it comes to be, so that it is known though nobody has a part yet. */
  private writeNew(group: ClassicGroup, respond: RespondToJoin): Result {
    const complete = (errorCode: number): void => {
      if (errorCode === ErrorCode.NONE) return;
      for (const member of group.allMembers()) {
        if (member.awaitingJoin === respond) group.answerJoin(member, failedJoin(errorCode, ''));
      }
    };
    return { records: [emptyGroupMetadataRecord(group)], isReplayed: false, complete };
  }

  private end(group: ClassicGroup): void {
    this.rebalances.end(group);
    group.transitionTo('Dead', this.context.now());
  }
}
