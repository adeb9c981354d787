import { EMPTY_BYTES, ErrorCode } from '@odradek/protocol';

import type { MemberDeparture } from '../../ports/rebalance-listener.ts';
import { type CoordinatorResult, NOTHING_TO_DO } from '../../runtime/coordinator-result.ts';
import { MemberSessions } from '../member-sessions.ts';
import type { GroupRecord } from '../record/group-record.ts';
import type { ClassicGroup } from './classic-group.ts';
import type { ClassicGroupContext } from './classic-group-context.ts';
import type { ClassicGroupMember } from './classic-group-member.ts';
import { groupMetadataRecord } from './classic-group-records.ts';
import { explainRebalance } from './explain-rebalance.ts';
import { failedJoin, joinedGeneration } from './join-responses.ts';
import { subscribedTopicsOf } from './subscribed-topics.ts';
import { assignedSync, failedSync } from './sync-responses.ts';

type Result = CoordinatorResult<GroupRecord>;

/**
 * How long a member that is new may wait in JoinGroup. Longer than any session, as it cannot send
 * heartbeats meanwhile; bounded, as it may have given up (KAFKA-7610).
 */
const NEW_MEMBER_JOIN_TIMEOUT_MS = 5 * 60 * 1000;

/**
 * The course of rebalances: when one begins, whom it waits for and how long, when it is over, and who
 * is put out because nothing was heard of it.
 */
export class Rebalances {
  private readonly context: ClassicGroupContext;
  private readonly sessions: MemberSessions<ClassicGroup>;

  constructor(context: ClassicGroupContext) {
    this.context = context;
    this.sessions = new MemberSessions(context, 'heartbeat', (group, memberId) =>
      this.expire(group, memberId),
    );
  }

  /** Begins a rebalance if none has begun, else ends the wait for members if all are there. */
  beginOrComplete(group: ClassicGroup, reason: string): Result {
    return group.canRebalance() ? this.begin(group, reason) : this.completeJoinIfAllJoined(group);
  }

  /**
   * Begins a rebalance. Members learn of it by their heartbeats and join again. The first one of an
   * empty group waits for more members to come.
   */
  begin(group: ClassicGroup, reason: string): Result {
    const isInitial = group.state === 'Empty';
    if (group.state === 'CompletingRebalance') {
      this.failSyncs(group, ErrorCode.REBALANCE_IN_PROGRESS);
    }
    this.endSyncPhase(group);
    group.rebalance.noteBegin(reason, group.generationId, this.context.monotonicMs());
    group.transitionTo('PreparingRebalance', this.context.now());
    if (isInitial) return this.awaitFirstMembers(group);
    if (group.hasAllMembersJoined()) return this.completeJoin(group);
    this.awaitJoins(group);
    return NOTHING_TO_DO;
  }

  /** Ends the wait for members if all are there; the initial wait takes its time all the same. */
  completeJoinIfAllJoined(group: ClassicGroup): Result {
    if (group.state !== 'PreparingRebalance' || group.previousState === 'Empty') {
      return NOTHING_TO_DO;
    }
    return group.hasAllMembersJoined() ? this.completeJoin(group) : NOTHING_TO_DO;
  }

  /** A new member has joined: from now on it has to be heard of. */
  awaitNewMember(group: ClassicGroup, member: ClassicGroupMember): void {
    this.sessions.begin(group, member.memberId, NEW_MEMBER_JOIN_TIMEOUT_MS);
  }

  /** Somebody was given an id: it is expected to join with it within its session timeout. */
  awaitPendingMember(group: ClassicGroup, memberId: string, sessionTimeoutMs: number): void {
    group.addPendingMember(memberId);
    this.sessions.begin(group, memberId, sessionTimeoutMs);
  }

  /** Something was heard of a member: its session begins anew. */
  keepAlive(group: ClassicGroup, member: ClassicGroupMember): void {
    this.sessions.begin(group, member.memberId, member.sessionTimeoutMs);
  }

  /**
   * Takes a member out, also one that is only pending, and answers what it waits for. What follows
   * for the others is up to the caller.
   */
  remove(
    group: ClassicGroup,
    memberId: string,
    cause: MemberDeparture['cause'],
    why: string,
  ): void {
    this.sessions.end(group.groupId, memberId);
    const member = group.remove(memberId);
    if (member === undefined) return;
    group.rebalance.noteGone(member, cause, why);
    group.answerJoin(member, failedJoin(ErrorCode.UNKNOWN_MEMBER_ID, ''));
    group.answerSync(member, failedSync(ErrorCode.UNKNOWN_MEMBER_ID));
  }

  /** Gives a static member a new id. Who had the old one is fenced. */
  replaceStaticMember(
    group: ClassicGroup,
    old: ClassicGroupMember,
    memberId: string,
  ): ClassicGroupMember {
    const member = group.replaceStaticMember(old, memberId);
    this.sessions.end(group.groupId, old.memberId);
    group.answerJoin(old, failedJoin(ErrorCode.FENCED_INSTANCE_ID, old.memberId));
    group.answerSync(old, failedSync(ErrorCode.FENCED_INSTANCE_ID));
    this.keepAlive(group, member);
    return member;
  }

  /** Members have left: the others are told to join again, or are complete without them. */
  beginAfterLeave(group: ClassicGroup, reason: string): Result {
    const isStarting = group.state === 'Stable' || group.state === 'CompletingRebalance';
    return isStarting ? this.begin(group, reason) : this.completeJoinIfAllJoined(group);
  }

  /** The assignment could not be written: members are told why, and begin again. */
  failAssignment(group: ClassicGroup, errorCode: number): void {
    this.failSyncs(group, errorCode);
    const reason = `the assignment of generation ${group.generationId} could not be written (error ${errorCode})`;
    // All members were answered and have to join again, so nothing is to be written at once.
    this.begin(group, reason);
  }

  /** The assignment of the leader is committed: everybody gets its part. */
  stabilize(group: ClassicGroup, assignments: ReadonlyMap<string, Buffer>): void {
    for (const member of group.allMembers()) {
      member.assignment = assignments.get(member.memberId) ?? EMPTY_BYTES;
      const isAnswered = group.answerSync(member, assignedSync(group, member.assignment));
      if (isAnswered) this.keepAlive(group, member);
    }
    group.transitionTo('Stable', this.context.now());
    this.explain(group);
  }

  /** Nobody gets a part: all who wait for one are told why. */
  private failSyncs(group: ClassicGroup, errorCode: number): void {
    for (const member of group.allMembers()) {
      member.assignment = EMPTY_BYTES;
      if (group.answerSync(member, failedSync(errorCode))) this.keepAlive(group, member);
    }
  }

  /** A member has sent its SyncGroup in this generation. */
  noteSync(group: ClassicGroup, memberId: string): void {
    group.removePendingSync(memberId);
    if (group.membersPendingSync().size === 0) this.cancelSyncTimer(group);
  }

  /** The group is deleted or not coordinated here any more: nothing of it happens later. */
  end(group: ClassicGroup): void {
    this.context.timer.cancel(joinKey(group.groupId));
    this.cancelSyncTimer(group);
    for (const memberId of group.pendingMembers()) this.sessions.end(group.groupId, memberId);
    for (const { memberId } of group.allMembers()) this.sessions.end(group.groupId, memberId);
  }

  private awaitFirstMembers(group: ClassicGroup): Result {
    const { groupInitialRebalanceDelayMs } = this.context.settings;
    group.hasNewMember = false;
    this.scheduleInitialJoin(group, groupInitialRebalanceDelayMs, group.rebalanceTimeoutMs());
    return NOTHING_TO_DO;
  }

  /** Waits `delayMs`, and again while members come, until `remainingMs` of all waits are over. */
  private scheduleInitialJoin(group: ClassicGroup, delayMs: number, remainingMs: number): void {
    const leftMs = Math.max(remainingMs - delayMs, 0);
    this.context.timer.schedule(joinKey(group.groupId), delayMs, () => {
      if (!group.hasNewMember || leftMs === 0) return this.completeJoinAtTimeout(group);
      group.hasNewMember = false;
      const { groupInitialRebalanceDelayMs } = this.context.settings;
      this.scheduleInitialJoin(group, Math.min(groupInitialRebalanceDelayMs, leftMs), leftMs);
      return NOTHING_TO_DO;
    });
  }

  private awaitJoins(group: ClassicGroup): void {
    const operation = (): Result => this.completeJoinAtTimeout(group);
    this.context.timer.schedule(joinKey(group.groupId), group.rebalanceTimeoutMs(), operation);
  }

  private completeJoinAtTimeout(group: ClassicGroup): Result {
    return group.state === 'PreparingRebalance' ? this.completeJoin(group) : NOTHING_TO_DO;
  }

  /** Goes on with those who have joined; dynamic members that have not are out. */
  private completeJoin(group: ClassicGroup): Result {
    this.context.timer.cancel(joinKey(group.groupId));
    for (const member of notJoinedDynamic(group)) {
      this.remove(group, member.memberId, 'rebalance timeout', 'did not join again in time');
    }
    if (group.membersCount > 0 && !group.electJoinedLeader()) {
      // Only static members, and none of them has come back: there is nobody to lead.
      this.awaitJoins(group);
      return NOTHING_TO_DO;
    }
    group.beginNextGeneration(this.context.now());
    group.subscribedTopics = subscribedTopicsOf(group);
    return group.membersCount === 0 ? this.writeEmpty(group) : this.beginSyncPhase(group);
  }

  private writeEmpty(group: ClassicGroup): Result {
    const { groupId, generationId } = group;
    const record = groupMetadataRecord(group, ({ assignment }) => assignment);
    this.explain(group);
    return {
      records: [record],
      isReplayed: false,
      complete: (errorCode) => {
        if (errorCode === ErrorCode.NONE) return;
        this.context.report(
          `Group ${groupId} is empty since generation ${generationId}, but this could not be written (error ${errorCode}): after a restart its members of before are expected again.`,
        );
      },
    };
  }

  private beginSyncPhase(group: ClassicGroup): Result {
    for (const member of group.allMembers()) {
      member.isNew = false;
      group.answerJoin(member, joinedGeneration(group, member.memberId));
      this.keepAlive(group, member);
      group.addPendingSync(member.memberId);
    }
    const { generationId } = group;
    this.context.timer.schedule(syncKey(group.groupId), group.rebalanceTimeoutMs(), () =>
      this.expireSyncs(group, generationId),
    );
    return NOTHING_TO_DO;
  }

  private endSyncPhase(group: ClassicGroup): void {
    group.clearPendingSync();
    this.cancelSyncTimer(group);
  }

  /** Puts out who joined a generation but did not fetch its part, and begins again without them. */
  private expireSyncs(group: ClassicGroup, generationId: number): Result {
    const { state } = group;
    const isAwaited = state === 'CompletingRebalance' || state === 'Stable';
    if (!isAwaited || group.generationId !== generationId) return NOTHING_TO_DO;
    const late = [...group.membersPendingSync()];
    if (late.length === 0) return NOTHING_TO_DO;
    for (const memberId of late) {
      this.remove(group, memberId, 'sync timeout', 'did not send its SyncGroup in time');
    }
    return this.begin(group, `no SyncGroup of ${late.join(', ')} in time`);
  }

  /** Puts out a member that nothing was heard of. */
  private expire(group: ClassicGroup, memberId: string): Result {
    if (group.state === 'Dead') return NOTHING_TO_DO;
    if (group.isPendingMember(memberId)) {
      group.remove(memberId);
      return this.completeJoinWithout(group);
    }
    const member = group.member(memberId);
    if (member === undefined || member.hasSatisfiedHeartbeat()) return NOTHING_TO_DO;
    this.remove(group, memberId, 'session timeout', 'no heartbeat came in time');
    return group.canRebalance()
      ? this.begin(group, `no heartbeat of ${memberId} in time`)
      : this.completeJoinWithout(group);
  }

  private completeJoinWithout(group: ClassicGroup): Result {
    const isComplete = group.state === 'PreparingRebalance' && group.hasAllMembersJoined();
    return isComplete ? this.completeJoin(group) : NOTHING_TO_DO;
  }

  private cancelSyncTimer(group: ClassicGroup): void {
    this.context.timer.cancel(syncKey(group.groupId));
  }

  private explain(group: ClassicGroup): void {
    const ended = group.rebalance.end(group.generationId, this.context.monotonicMs());
    this.context.rebalanceListener.onRebalanced(explainRebalance(group, ended));
  }
}

function notJoinedDynamic(group: ClassicGroup): ClassicGroupMember[] {
  return Array.from(group.allMembers()).filter(
    ({ awaitingJoin, groupInstanceId }) =>
      awaitingJoin === undefined && groupInstanceId === undefined,
  );
}

function joinKey(groupId: string): string {
  return `join-${groupId}`;
}

function syncKey(groupId: string): string {
  return `sync-${groupId}`;
}
