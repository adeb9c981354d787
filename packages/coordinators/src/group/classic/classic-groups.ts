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
import type { GroupRecord, GroupRecordOf } from '../record/group-record.ts';
import { ClassicGroup, type ClassicGroupFields, type KeepAlive } from './classic-group.ts';
import type {
  ClassicGroupContext,
  ClassicGroupSettings,
  RequestOrigin,
} from './classic-group-context.ts';
import type { RespondToJoin, RespondToSync } from './classic-group-member.ts';
import {
  classicGroupOf,
  emptyGroupMetadataRecord,
  groupMetadataRecord,
} from './classic-group-records.ts';
import { heartbeat } from './heartbeat.ts';
import { joinGroup } from './join-group.ts';
import { canNameMember } from './member-id.ts';
import { failedJoin } from './join-responses.ts';
import { leaveGroup, unknownMembers } from './leave-group.ts';
import { Rebalances } from './rebalances.ts';
import { syncGroup } from './sync-group.ts';
import { failedSync } from './sync-responses.ts';

type Result = CoordinatorResult<GroupRecord>;

/** A group whose first record is being written. */
interface BegunGroup {
  readonly group: ClassicGroup;
  /** Why its members have to join again as soon as it is there; `undefined` if they do not. */
  readonly rebalanceReason?: string | undefined;
}

/**
 * The classic groups of a shard: requests to them, their part in load and unload. Their operations
 * change the groups at once and have written what must last, so their records are replayed on load
 * only, but for the first and the last of a group (KIP-848 calls this protocol classic).
 */
export class ClassicGroups {
  private readonly context: ClassicGroupContext;
  private readonly groups: Groups;
  private readonly rebalances: Rebalances;
  /** Groups as they are live, by the records that say that they have come to be. */
  private readonly begun = new WeakMap<GroupMetadataValue, BegunGroup>();

  /** `groups` has groups of other protocols too. */
  constructor(context: ClassicGroupContext, groups: Groups) {
    this.context = context;
    this.groups = groups;
    this.rebalances = new Rebalances(context);
  }

  /** What the configuration says. */
  get settings(): ClassicGroupSettings {
    return this.context.settings;
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
    const group = this.emptyGroup(groupId);
    this.groups.set(group);
    return group;
  }

  /** A group of consumers without members yet, to be filled and given to `converted`. */
  stableGroup(groupId: string, generationId: number): ClassicGroup {
    const currentStateTimestamp = this.context.now();
    const state = 'Stable';
    const protocolType = 'consumer';
    const fields = { groupId, state, generationId, protocolType, currentStateTimestamp } as const;
    return new ClassicGroup(fields, this.keepAlive);
  }

  /**
   * The record of a group that takes the place of one of another protocol when it is replayed; with
   * `rebalanceReason` its members are told to join again then.
   */
  converted(group: ClassicGroup, rebalanceReason: string | undefined): GroupRecord {
    const record = groupMetadataRecord(group, ({ assignment }) => assignment);
    return this.begin(record, { group, rebalanceReason });
  }

  /**
   * JoinGroup v0 to 9. `respond` is called once: at once on an error, else when everybody has joined,
   * which may be long after. A group of another protocol that has no members becomes a classic one.
   */
  join(request: JoinGroupRequest, origin: RequestOrigin, respond: RespondToJoin): Result {
    const error = this.checkJoin(request, origin);
    if (error !== ErrorCode.NONE) {
      respond(failedJoin(error, request.memberId));
      return NOTHING_TO_DO;
    }
    const { context, rebalances } = this;
    const found = this.get(request.groupId);
    const group = found ?? this.emptyGroup(request.groupId);
    const result = joinGroup(group, { request, origin, respond, context, rebalances });
    if (found !== undefined) return result;
    assert(result === NOTHING_TO_DO, 'a new group waits for members before it writes anything');
    return this.writeNew(group, respond);
  }

  /** Whether members may have the session timeout that a JoinGroup asks for. */
  allowsSessionTimeout({ sessionTimeoutMs }: JoinGroupRequest): boolean {
    const { groupMinSessionTimeoutMs, groupMaxSessionTimeoutMs } = this.context.settings;
    return (
      sessionTimeoutMs >= groupMinSessionTimeoutMs && sessionTimeoutMs <= groupMaxSessionTimeoutMs
    );
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

  /**
   * Applies a record of a group: `null` if it was deleted, or is one of another protocol from now on.
   * Whoever waits for an answer then is told to join again.
   */
  replay(groupId: string, value: GroupMetadataValue | null): void {
    const old = this.get(groupId);
    if (old !== undefined) {
      this.end(old);
      answerAll(old, ErrorCode.REBALANCE_IN_PROGRESS);
    }
    if (value === null) {
      if (old !== undefined) this.groups.delete(groupId);
      return;
    }
    const begun = this.begun.get(value);
    this.groups.set(begun?.group ?? classicGroupOf(groupId, value, this.keepAlive));
    if (begun !== undefined) this.beginMembers(begun);
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
      answerAll(group, ErrorCode.NOT_COORDINATOR);
    }
  }

  private *all(): Iterable<ClassicGroup> {
    for (const group of this.groups.all()) if (group instanceof ClassicGroup) yield group;
  }

  private readonly keepAlive: KeepAlive = (group, member) =>
    this.rebalances.keepAlive(group, member);

  private checkJoin(request: JoinGroupRequest, { clientId }: RequestOrigin): number {
    const { groupId, groupInstanceId, memberId, protocolType, protocols } = request;
    if (!this.allowsSessionTimeout(request)) return ErrorCode.INVALID_SESSION_TIMEOUT;
    if (memberId === '' && !canNameMember(groupInstanceId ?? clientId)) {
      return ErrorCode.INVALID_REQUEST;
    }
    const group = this.groups.get(groupId);
    if (group instanceof ClassicGroup) return ErrorCode.NONE;
    if (group?.isEmpty === false) return ErrorCode.INCONSISTENT_GROUP_PROTOCOL;
    if (memberId !== '') return ErrorCode.UNKNOWN_MEMBER_ID;
    const isPossible = protocolType !== '' && protocols.length > 0;
    return isPossible ? ErrorCode.NONE : ErrorCode.INCONSISTENT_GROUP_PROTOCOL;
  }

  private emptyGroup(groupId: string): ClassicGroup {
    const currentStateTimestamp = this.context.now();
    const fields: ClassicGroupFields = { groupId, state: 'Empty', currentStateTimestamp };
    return new ClassicGroup(fields, this.keepAlive);
  }

  private begin(record: GroupRecordOf<'GroupMetadata'>, begun: BegunGroup): GroupRecord {
    assert(record.value !== null, 'a group that begins has a record');
    this.begun.set(record.value, begun);
    return record;
  }

  private beginMembers({ group, rebalanceReason }: BegunGroup): void {
    if (group.state !== 'Stable') return;
    for (const member of group.allMembers()) this.rebalances.keepAlive(group, member);
    if (rebalanceReason === undefined) return;
    const result = this.rebalances.begin(group, rebalanceReason);
    assert(result === NOTHING_TO_DO, 'nobody has joined a group that was of another protocol');
  }

  /**
   * A group is written when it comes to be, so that it is known though nobody has a part yet. It is
   * there as soon as that is appended; if it is refused there is none, and nothing of it happens later.
   */
  private writeNew(group: ClassicGroup, respond: RespondToJoin): Result {
    const { groupId } = group;
    const record = this.begin(emptyGroupMetadataRecord(group), { group });
    const replaced = this.groups.get(groupId)?.tombstones() ?? [];
    const complete = (errorCode: number): void => {
      if (errorCode === ErrorCode.NONE) return;
      for (const member of group.allMembers()) {
        if (member.awaitingJoin === respond) group.answerJoin(member, failedJoin(errorCode, ''));
      }
      if (this.groups.get(groupId) !== group && group.state !== 'Dead') this.end(group);
    };
    return { records: [...replaced, record], complete };
  }

  private end(group: ClassicGroup): void {
    this.rebalances.end(group);
    group.transitionTo('Dead', this.context.now());
  }
}

/** Whoever waits for an answer is told this error. */
function answerAll(group: ClassicGroup, errorCode: number): void {
  for (const member of group.allMembers()) {
    group.answerJoin(member, failedJoin(errorCode, member.memberId));
    group.answerSync(member, failedSync(errorCode));
  }
}
