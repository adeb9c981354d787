import { assert, type Timestamp } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import type {
  JoinGroupRequestProtocol,
  JoinGroupResponse,
} from '@odradek/protocol/messages/11-join-group';
import type { SyncGroupResponse } from '@odradek/protocol/messages/14-sync-group';
import type { DescribedGroup } from '@odradek/protocol/messages/15-describe-groups';

import type { Group, OffsetCommitCheck, OffsetCommitter } from '../group.ts';
import type { GroupRecord } from '../record/group-record.ts';
import {
  ClassicGroupMember,
  type RespondToJoin,
  type RespondToSync,
} from './classic-group-member.ts';
import { type ClassicGroupState, PREVIOUS_STATES } from './classic-group-state.ts';
import { describeGroup } from './describe-group.ts';
import { MemberProtocols } from './member-protocols.ts';
import { checkOffsetCommit, checkOffsetDelete, expiryBase } from './offset-checks.ts';
import { RebalanceInProgress } from './rebalance-in-progress.ts';
import { isSubscribedToTopic } from './subscribed-topics.ts';
import { electProtocol, SupportedProtocols } from './supported-protocols.ts';

/** The protocol type of consumers, whose metadata and assignments the coordinator understands. */
const CONSUMER_PROTOCOL_TYPE = 'consumer';

/** What a group is made of when it is new, loaded, or migrated. */
export interface ClassicGroupFields {
  readonly groupId: string;
  readonly state: 'Empty' | 'Stable';
  readonly generationId?: number;
  /** What the group is, such as `consumer`; `undefined` until it has had a member. */
  readonly protocolType?: string | undefined;
  /** The protocol that was elected, such as an assignor. */
  readonly protocolName?: string | undefined;
  readonly leaderId?: string | undefined;
  /** When it came into its state; `undefined` if unknown. */
  readonly currentStateTimestamp: Timestamp | undefined;
}

/** How a member joins: what is said of it in JoinGroup. */
export interface MemberUpdate {
  readonly protocols: readonly JoinGroupRequestProtocol[];
  readonly rebalanceTimeoutMs: number;
  readonly sessionTimeoutMs: number;
}

/** Is told when something was heard of a member that is no request of the classic protocol. */
export type KeepAlive = (group: ClassicGroup, member: ClassicGroupMember) => void;

/**
 * A classic group with its members (Kafka's `ClassicGroup`): who is there, who is awaited, who leads,
 * and which protocol is elected. It keeps no time and writes nothing; what happens when is decided by
 * `Rebalances` and the requests. Without members it may still have offsets.
 */
export class ClassicGroup implements Group {
  readonly groupId: string;
  readonly type = 'classic';
  protocolType: string | undefined;
  protocolName: string | undefined;
  /** What the members of the last generation subscribe to; `undefined` if it cannot be known. */
  subscribedTopics: ReadonlySet<string> | undefined = undefined;
  /** A member has come since the initial rebalance was last extended. */
  hasNewMember: boolean = false;
  /** What is remembered of the rebalance that runs, to explain it when it ends. */
  readonly rebalance: RebalanceInProgress = new RebalanceInProgress();
  private readonly keepAlive: KeepAlive;
  private currentState: ClassicGroupState;
  private stateBefore: ClassicGroupState = 'Dead';
  private stateTimestamp: Timestamp | undefined;
  private generation: number;
  private leader: string | undefined;
  private readonly members = new Map<string, ClassicGroupMember>();
  private readonly staticMembers = new Map<string, string>();
  private readonly supportedProtocols = new SupportedProtocols();
  private readonly pendingJoin = new Set<string>();
  private readonly pendingSync = new Set<string>();
  private awaitingJoinCount = 0;

  constructor(fields: ClassicGroupFields, keepAlive: KeepAlive) {
    this.keepAlive = keepAlive;
    this.groupId = fields.groupId;
    this.currentState = fields.state;
    this.generation = fields.generationId ?? 0;
    this.protocolType = fields.protocolType;
    this.protocolName = fields.protocolName;
    this.leader = fields.leaderId;
    this.stateTimestamp = fields.currentStateTimestamp;
  }

  get state(): ClassicGroupState {
    return this.currentState;
  }

  get isEmpty(): boolean {
    return this.currentState === 'Empty';
  }

  get previousState(): ClassicGroupState {
    return this.stateBefore;
  }

  get currentStateTimestamp(): Timestamp | undefined {
    return this.stateTimestamp;
  }

  /** Counts the rebalances whose join phase was completed; never goes back. */
  get generationId(): number {
    return this.generation;
  }

  get leaderId(): string | undefined {
    return this.leader;
  }

  get membersCount(): number {
    return this.members.size;
  }

  get membersAwaitingJoin(): number {
    return this.awaitingJoinCount;
  }

  get usesConsumerProtocol(): boolean {
    return this.protocolType === CONSUMER_PROTOCOL_TYPE;
  }

  /** The members, those that came first first. */
  allMembers(): Iterable<ClassicGroupMember> {
    return this.members.values();
  }

  member(memberId: string): ClassicGroupMember | undefined {
    return this.members.get(memberId);
  }

  isLeader(memberId: string): boolean {
    return this.leader === memberId;
  }

  /** The member id that a static member has now; `undefined` if there is none of this name. */
  staticMemberId(groupInstanceId: string): string | undefined {
    return this.staticMembers.get(groupInstanceId);
  }

  transitionTo(state: ClassicGroupState, now: Timestamp): void {
    const { currentState, groupId } = this;
    assert(
      PREVIOUS_STATES[state].includes(currentState),
      `group ${groupId} does not go from ${currentState} to ${state}`,
    );
    this.stateBefore = currentState;
    this.currentState = state;
    this.stateTimestamp = now;
  }

  /** Whether a rebalance may begin in this state. */
  canRebalance(): boolean {
    return PREVIOUS_STATES.PreparingRebalance.includes(this.currentState);
  }

  /**
   * Whether somebody with this type and these protocols may be a member: all must have a protocol in
   * common. Anybody with a type and a protocol may be the first.
   */
  supportsProtocols(protocolType: string, protocols: readonly JoinGroupRequestProtocol[]): boolean {
    if (this.currentState === 'Empty') return protocolType !== '' && protocols.length > 0;
    const { size } = this.members;
    return (
      this.protocolType === protocolType &&
      protocols.some(({ name }) => this.supportedProtocols.count(name) === size)
    );
  }

  /** Adds a member whose JoinGroup waits, or none when it is loaded. The first one leads. */
  add(member: ClassicGroupMember, protocolType: string, respond?: RespondToJoin): void {
    const { memberId, groupInstanceId, protocols } = member;
    if (groupInstanceId !== undefined) {
      assert(!this.staticMembers.has(groupInstanceId), `${groupInstanceId} is one static member`);
      this.staticMembers.set(groupInstanceId, memberId);
    }
    if (this.members.size === 0) this.protocolType = protocolType;
    assert(this.protocolType === protocolType, `member ${memberId} has the type of its group`);
    this.leader ??= memberId;
    this.members.set(memberId, member);
    this.supportedProtocols.add(protocols.names());
    this.pendingJoin.delete(memberId);
    this.awaitJoin(member, respond);
  }

  /**
   * Takes a member out, be it only pending. Answers it, if it was more: what it waits for is still to
   * be answered, by `answerJoin` and `answerSync`.
   */
  remove(memberId: string): ClassicGroupMember | undefined {
    this.pendingJoin.delete(memberId);
    this.pendingSync.delete(memberId);
    const member = this.members.get(memberId);
    if (member === undefined) return undefined;
    this.members.delete(memberId);
    this.supportedProtocols.remove(member.protocols.names());
    if (member.awaitingJoin !== undefined) this.awaitingJoinCount--;
    if (member.groupInstanceId !== undefined) this.staticMembers.delete(member.groupInstanceId);
    if (this.leader === memberId) this.leader = this.firstMemberId();
    return member;
  }

  /** Takes over what a member says in JoinGroup, and that it waits. None of it may wait yet. */
  update(member: ClassicGroupMember, update: MemberUpdate, respond?: RespondToJoin): void {
    assert(
      member.awaitingJoin === undefined,
      `${member.memberId} was answered before it joins again`,
    );
    this.supportedProtocols.remove(member.protocols.names());
    member.protocols = new MemberProtocols(update.protocols);
    this.supportedProtocols.add(member.protocols.names());
    member.rebalanceTimeoutMs = update.rebalanceTimeoutMs;
    member.sessionTimeoutMs = update.sessionTimeoutMs;
    this.awaitJoin(member, respond);
  }

  /**
   * Gives a static member a new id: it was restarted, or another has its name. It keeps its part and
   * the lead. Answers the new member; what the old one waits for is still to be answered.
   */
  replaceStaticMember(old: ClassicGroupMember, memberId: string): ClassicGroupMember {
    const { groupInstanceId } = old;
    assert(groupInstanceId !== undefined, 'only a static member is replaced');
    const member = new ClassicGroupMember({
      memberId,
      groupInstanceId,
      clientId: old.clientId,
      clientHost: old.clientHost,
      rebalanceTimeoutMs: old.rebalanceTimeoutMs,
      sessionTimeoutMs: old.sessionTimeoutMs,
      protocols: old.protocols,
      assignment: old.assignment,
    });
    this.members.delete(old.memberId);
    this.members.set(memberId, member);
    if (old.awaitingJoin !== undefined) this.awaitingJoinCount--;
    if (this.pendingSync.delete(old.memberId)) this.pendingSync.add(memberId);
    if (this.leader === old.memberId) this.leader = memberId;
    this.staticMembers.set(groupInstanceId, memberId);
    return member;
  }

  /** Answers the JoinGroup of a member, if one waits. */
  answerJoin(member: ClassicGroupMember, response: JoinGroupResponse): boolean {
    const { awaitingJoin } = member;
    if (awaitingJoin === undefined) return false;
    member.awaitingJoin = undefined;
    if (this.members.get(member.memberId) === member) this.awaitingJoinCount--;
    awaitingJoin(response);
    return true;
  }

  /** Answers the SyncGroup of a member, if one waits. */
  answerSync(member: ClassicGroupMember, response: SyncGroupResponse): boolean {
    const { awaitingSync } = member;
    if (awaitingSync === undefined) return false;
    member.awaitingSync = undefined;
    awaitingSync(response);
    return true;
  }

  /** Notes that a SyncGroup waits. */
  awaitSync(member: ClassicGroupMember, respond: RespondToSync): void {
    member.awaitingSync = respond;
  }

  /** Notes that an id was given out, with which somebody is expected to join. */
  addPendingMember(memberId: string): void {
    assert(!this.members.has(memberId), `${memberId} is no member yet`);
    this.pendingJoin.add(memberId);
  }

  isPendingMember(memberId: string): boolean {
    return this.pendingJoin.has(memberId);
  }

  pendingMembers(): Iterable<string> {
    return this.pendingJoin;
  }

  /** Whether every member has joined this rebalance, and nobody with a new id is expected. */
  hasAllMembersJoined(): boolean {
    return this.members.size === this.awaitingJoinCount && this.pendingJoin.size === 0;
  }

  addPendingSync(memberId: string): void {
    assert(this.members.has(memberId), `${memberId} is a member`);
    this.pendingSync.add(memberId);
  }

  removePendingSync(memberId: string): void {
    this.pendingSync.delete(memberId);
  }

  clearPendingSync(): void {
    this.pendingSync.clear();
  }

  /** The members that have not sent their SyncGroup in this generation. */
  membersPendingSync(): ReadonlySet<string> {
    return this.pendingSync;
  }

  /** The longest time that a member may take to join again, in milliseconds; 0 without members. */
  rebalanceTimeoutMs(): number {
    let longest = 0;
    for (const { rebalanceTimeoutMs } of this.members.values()) {
      longest = Math.max(longest, rebalanceTimeoutMs);
    }
    return longest;
  }

  /**
   * Gives the lead to a member that has joined, if the leader has not. Answers false if none has, so
   * that there is nobody to compute an assignment.
   */
  electJoinedLeader(): boolean {
    const leader = this.leader === undefined ? undefined : this.members.get(this.leader);
    if (leader?.awaitingJoin !== undefined) return true;
    for (const member of this.members.values()) {
      if (member.awaitingJoin === undefined) continue;
      this.leader = member.memberId;
      return true;
    }
    return false;
  }

  /**
   * Begins the next generation with the protocol that the members elect; a group without members
   * becomes empty.
   */
  beginNextGeneration(now: Timestamp): void {
    this.generation++;
    this.pendingSync.clear();
    if (this.members.size === 0) {
      this.protocolName = undefined;
      this.transitionTo('Empty', now);
      return;
    }
    this.protocolName = this.electProtocol();
    this.transitionTo('CompletingRebalance', now);
  }

  /** The protocol that the members elect. Needs members. */
  electProtocol(): string {
    const candidates = this.supportedProtocols.ofAll(this.members.size);
    const elected = electProtocol(this.members.values(), candidates);
    assert(elected !== undefined, `members of group ${this.groupId} have a protocol in common`);
    return elected;
  }

  checkOffsetCommit(committer: OffsetCommitter): OffsetCommitCheck {
    return { errorCode: checkOffsetCommit(this, committer) };
  }

  /** Counts as a heartbeat where heartbeats are expected, but not while parts are awaited. */
  noteOffsetCommit(memberId: string): void {
    const member = this.members.get(memberId);
    const isExpected = this.state === 'Stable' || this.state === 'PreparingRebalance';
    if (member !== undefined && isExpected) this.keepAlive(this, member);
  }

  /** Anybody may know what was committed. */
  checkOffsetFetch(): number {
    return ErrorCode.NONE;
  }

  checkOffsetDelete(): number {
    return checkOffsetDelete(this);
  }

  checkDelete(): number {
    return this.isEmpty ? ErrorCode.NONE : ErrorCode.NON_EMPTY_GROUP;
  }

  isSubscribedTo(topic: string): boolean {
    return isSubscribedToTopic(this, topic);
  }

  expiryBase(commitTimestamp: Timestamp): Timestamp | undefined {
    return expiryBase(this, commitTimestamp);
  }

  /** Timers end when the tombstone is replayed. */
  tombstones(): readonly GroupRecord[] {
    return [{ type: 'GroupMetadata', key: { group: this.groupId }, value: null }];
  }

  describe(): DescribedGroup {
    return describeGroup(this);
  }

  private awaitJoin(member: ClassicGroupMember, respond: RespondToJoin | undefined): void {
    member.awaitingJoin = respond;
    if (respond !== undefined) this.awaitingJoinCount++;
  }

  private firstMemberId(): string | undefined {
    for (const memberId of this.members.keys()) return memberId;
    return undefined;
  }
}
