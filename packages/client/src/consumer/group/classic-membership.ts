import { assert, KafkaError, type Uuid } from '@odradek/base';
import { ErrorCode, errorByCode, errorOf } from '@odradek/protocol';
import type { JoinGroupResponse } from '@odradek/protocol/messages/11-join-group';
import type {
  SyncGroupRequestAssignment,
  SyncGroupResponse,
} from '@odradek/protocol/messages/14-sync-group';

import { decodeAssignment } from '../../assignor/assignment.ts';
import type {
  LastAssignment,
  PartitionAssignor,
  RebalanceProtocol,
} from '../../assignor/partition-assignor.ts';
import { encodeSubscription } from '../../assignor/subscription.ts';
import { isWorthRepeating } from '../../connection/network-error.ts';
import { backoffMs } from '../../time/exponential-backoff.ts';
import type { TopicPartition } from '../consumer-options.ts';
import {
  type ClassicIdentity,
  heartbeatRequest,
  joinRequest,
  leaveRequest,
  syncRequest,
} from './classic-requests.ts';
import { Handovers } from './handovers.ts';
import { LeaderAssignment, rebalanceProtocolOf } from './leader-assignment.ts';
import type {
  CommitStanding,
  Handover,
  Membership,
  MembershipOptions,
  MembershipRequest,
  MembershipResponse,
} from './membership.ts';
import { pollIntervalExceeded } from './poll-interval-exceeded.ts';

/**
 * `outside` the group; `preparing` to join (again): partitions are given up; `joining`; `assigning` as
 * leader; `syncing`; `stable`; `leaving`; `gone` for good.
 */
type Phase =
  | 'outside'
  | 'preparing'
  | 'joining'
  | 'assigning'
  | 'syncing'
  | 'stable'
  | 'leaving'
  | 'gone';

const SUBSCRIPTION_VERSION = 3;
const NO_GENERATION = -1;

/**
 * A member of a classic group (`ConsumerCoordinator`, `AbstractCoordinator`): JoinGroup, SyncGroup,
 * Heartbeat and LeaveGroup, with eager and cooperative (KIP-429) rebalances; as leader it assigns.
 */
export class ClassicMembership implements Membership {
  memberId = '';
  generationId: number = NO_GENERATION;
  readonly topicIdsWanted: readonly Uuid[] = [];
  private readonly options: MembershipOptions;
  private readonly rebalanceProtocol: RebalanceProtocol;
  private readonly handovers: Handovers = new Handovers();
  private phase: Phase = 'outside';
  private subscribed: readonly string[] = [];
  /** What JoinGroup said last. */
  private joinedWith: readonly string[] = [];
  private protocolName: string | null = null;
  private leading: LeaderAssignment | undefined;
  private assignments: readonly SyncGroupRequestAssignment[] = [];
  private last: LastAssignment | undefined;
  private rejoinReason: string | undefined;
  private inFlight: MembershipRequest | undefined;
  private failures = 0;
  private retryAtMs = 0;
  private heartbeatAtMs = 0;
  private pollDeadlineMs = Infinity;
  private giveUpLeavingAtMs = Infinity;
  private isClosing = false;
  private error: KafkaError | undefined;
  /** Why it is no member. */
  private outsideError: KafkaError | undefined;

  /** Raises `INVALID_CONFIG` if the assignors have nothing in common. */
  constructor(options: MembershipOptions) {
    this.options = options;
    this.rebalanceProtocol = rebalanceProtocolOf(options.settings.assignors);
  }

  get owned(): readonly TopicPartition[] {
    return this.handovers.owned;
  }

  get topicsWanted(): readonly string[] {
    return this.leading?.topics ?? [];
  }

  get hasHandover(): boolean {
    return this.handovers.isDue;
  }

  get hasLeft(): boolean {
    return this.phase === 'gone';
  }

  get standing(): CommitStanding {
    switch (this.phase) {
      case 'stable':
      case 'preparing': {
        const { memberId, generationId } = this;
        if (generationId === NO_GENERATION) return { type: 'outside', error: this.outsideError };
        return { type: 'member', memberId, generationId };
      }
      case 'joining':
      case 'assigning':
      case 'syncing':
        return { type: 'rebalancing' };
      case 'outside':
      case 'leaving':
      case 'gone':
        return { type: 'outside', error: this.outsideError };
    }
  }

  subscribe(topics: readonly string[]): void {
    this.subscribed = [...new Set(topics)].sort();
  }

  polled(nowMs: number): void {
    this.pollDeadlineMs = Infinity;
    this.prepareIfDue(nowMs);
  }

  pollEnded(nowMs: number): void {
    this.pollDeadlineMs = nowMs + this.options.settings.maxPollIntervalMs;
  }

  topicsChanged(): void {
    if (this.phase !== 'stable' || this.leading?.isOutdated(this.options.topics) !== true) return;
    this.rejoinReason ??= 'the metadata of topics has changed';
  }

  /** Partitions are given up only while the application polls. */
  private prepareIfDue(nowMs: number): void {
    if (this.phase !== 'outside' && this.phase !== 'stable') return;
    if (!this.handovers.isSettled || this.inFlight?.api === 'LeaveGroup') return;
    if (this.phase === 'stable' && this.whyRejoin === undefined) return;
    if (this.subscribed.length === 0 && this.phase === 'outside') return;
    this.phase = 'preparing';
    const kept = this.owned.filter(({ topic }) => this.subscribed.includes(topic));
    this.handovers.keepOnly(this.rebalanceProtocol === 'eager' ? [] : kept);
    this.joinIfPrepared(nowMs);
  }

  private get whyRejoin(): string | undefined {
    if (this.rejoinReason !== undefined) return this.rejoinReason;
    return isSame(this.joinedWith, this.subscribed) ? undefined : 'the subscription has changed';
  }

  private joinIfPrepared(nowMs: number): void {
    if (this.phase !== 'preparing' || !this.handovers.isSettled) return;
    this.phase = 'joining';
    if (this.failures === 0) this.retryAtMs = nowMs;
  }

  takeHandover(): Handover | undefined {
    return this.handovers.take();
  }

  handedOver(nowMs: number): void {
    const { type } = this.handovers.done();
    if (this.phase === 'stable' && type === 'revoke') {
      // Only when this is known to all may another member get them (KIP-429).
      this.rejoinReason ??= 'partitions were revoked that others may have now';
    }
    this.joinIfPrepared(nowMs);
  }

  takeError(): KafkaError | undefined {
    const { error } = this;
    this.error = undefined;
    return error;
  }

  get dueMs(): number {
    const isFree = this.inFlight === undefined;
    switch (this.phase) {
      case 'joining':
      case 'syncing':
      case 'leaving':
        return isFree ? this.retryAtMs : Infinity;
      case 'assigning':
        return isFree ? this.nextHeartbeatMs : Infinity;
      case 'stable':
      case 'preparing':
        return Math.min(isFree ? this.nextHeartbeatMs : Infinity, this.pollDeadlineMs);
      case 'outside':
      case 'gone':
        return Infinity;
    }
  }

  private get nextHeartbeatMs(): number {
    if (this.generationId === NO_GENERATION) return Infinity;
    return Math.max(this.heartbeatAtMs, this.retryAtMs);
  }

  nextRequest(nowMs: number): MembershipRequest | undefined {
    if (nowMs >= this.pollDeadlineMs) this.leaveForSlowness(nowMs);
    if (this.inFlight !== undefined) return undefined;
    if (this.phase === 'assigning') this.assignIfPossible(nowMs);
    if (nowMs < this.retryAtMs) return undefined;
    this.inFlight = this.requestOf(nowMs);
    return this.inFlight;
  }

  private requestOf(nowMs: number): MembershipRequest | undefined {
    switch (this.phase) {
      case 'joining':
        return this.join();
      case 'syncing':
        return syncRequest(this.identity, this.protocolName, this.assignments);
      case 'preparing':
      case 'stable':
      case 'assigning':
        if (nowMs < this.nextHeartbeatMs) return undefined;
        this.heartbeatAtMs = nowMs + this.options.settings.heartbeatIntervalMs;
        return heartbeatRequest(this.identity);
      case 'leaving':
        return this.requestToLeave(nowMs);
      case 'outside':
      case 'gone':
        return undefined;
    }
  }

  private get identity(): ClassicIdentity {
    const { settings, requestTimeoutMs } = this.options;
    const { memberId, generationId } = this;
    return { settings, requestTimeoutMs, memberId, generationId };
  }

  private join(): MembershipRequest {
    const reason = this.whyRejoin ?? 'the member is new or was put out';
    this.joinedWith = this.subscribed;
    this.rejoinReason = undefined;
    const protocols = this.options.settings.assignors.map((assignor) => ({
      name: assignor.name,
      metadata: this.subscriptionFor(assignor),
    }));
    return joinRequest(this.identity, protocols, reason);
  }

  private subscriptionFor(assignor: PartitionAssignor): Buffer {
    const subscription = {
      topics: this.joinedWith,
      userData: assignor.subscriptionUserData(this.last),
      ownedPartitions: this.owned,
      generationId: this.generationId,
      rackId: this.options.settings.clientRack,
    };
    return encodeSubscription(subscription, SUBSCRIPTION_VERSION);
  }

  private requestToLeave(nowMs: number): MembershipRequest | undefined {
    if (!this.mayLeave || nowMs >= this.giveUpLeavingAtMs) {
      this.left();
      return undefined;
    }
    const reason = this.isClosing
      ? 'the consumer was closed or has unsubscribed'
      : 'max.poll.interval.ms has passed without a poll';
    return leaveRequest(this.identity, reason);
  }

  /** A static member keeps its place until its session is over, for it to come back. */
  private get mayLeave(): boolean {
    return this.memberId !== '' && this.options.settings.groupInstanceId === null;
  }

  answered(nowMs: number, request: MembershipRequest, response: MembershipResponse): void {
    if (request !== this.inFlight) return;
    this.inFlight = undefined;
    assert(response.api !== 'ConsumerGroupHeartbeat', 'who asks is a classic member');
    switch (response.api) {
      case 'JoinGroup':
        return this.joinAnswered(nowMs, response.body);
      case 'SyncGroup':
        return this.syncAnswered(nowMs, response.body);
      case 'Heartbeat':
        return this.heartbeatAnswered(nowMs, response.body.errorCode);
      case 'LeaveGroup':
        return this.leaveAnswered(nowMs, response.body.errorCode);
    }
  }

  failed(nowMs: number, request: MembershipRequest, error: KafkaError): void {
    if (request !== this.inFlight) return;
    this.inFlight = undefined;
    if (isWorthRepeating(error)) return this.tryAgain(nowMs, request.api);
    if (request.api === 'LeaveGroup') return this.left();
    this.tellError(nowMs, error);
  }

  /** What a JoinGroup could not finish is begun anew; a SyncGroup belongs to one JoinGroup. */
  private tryAgain(nowMs: number, api: MembershipRequest['api']): void {
    if (api === 'SyncGroup') this.rejoin('SyncGroup has failed');
    this.backOff(nowMs);
  }

  private backOff(nowMs: number): void {
    const { retryBackoff, random } = this.options;
    this.failures++;
    this.retryAtMs = nowMs + backoffMs(retryBackoff, this.failures, random);
  }

  private rejoin(reason: string): void {
    this.phase = 'joining';
    this.rejoinReason = reason;
    this.leading = undefined;
  }

  /** Poll says why; the next one tries again. */
  private tellError(nowMs: number, error: KafkaError): void {
    this.error = error;
    this.backOff(nowMs);
    if (this.phase === 'stable' || this.phase === 'preparing') return;
    this.phase = 'outside';
    this.outsideError = error;
    this.rejoinReason = undefined;
    this.handovers.lose();
  }

  private joinAnswered(nowMs: number, response: JoinGroupResponse): void {
    const { errorCode } = response;
    switch (errorCode) {
      case ErrorCode.NONE:
        return this.joined(nowMs, response);
      case ErrorCode.MEMBER_ID_REQUIRED:
        this.memberId = response.memberId;
        this.retryAtMs = nowMs;
        return;
      case ErrorCode.UNKNOWN_MEMBER_ID:
      case ErrorCode.ILLEGAL_GENERATION:
        return this.putOut(nowMs, errorCode);
      case ErrorCode.REBALANCE_IN_PROGRESS:
        return this.backOff(nowMs);
      default:
        this.refusedForNow(nowMs, 'JoinGroup', errorCode);
    }
  }

  private refusedForNow(nowMs: number, api: MembershipRequest['api'], errorCode: number): void {
    if (errorByCode(errorCode)?.retriable === true) return this.tryAgain(nowMs, api);
    if (errorCode === ErrorCode.FENCED_INSTANCE_ID) this.putOut(nowMs, errorCode);
    this.tellError(nowMs, this.explained(errorCode));
  }

  private explained(errorCode: number): KafkaError {
    const { groupId, groupInstanceId } = this.options.settings;
    const error = errorOf(errorCode);
    const advice =
      errorCode === ErrorCode.FENCED_INSTANCE_ID
        ? ` Another consumer has joined with group.instance.id ${String(groupInstanceId)}; give each its own.`
        : '';
    return new KafkaError(error.code, `Group "${groupId}": ${error.message}${advice}`, {
      retriable: error.retriable,
    });
  }

  private joined(nowMs: number, response: JoinGroupResponse): void {
    const assignor = this.options.settings.assignors.find(
      ({ name }) => name === response.protocolName,
    );
    if (assignor === undefined) {
      return this.tellError(nowMs, this.explained(ErrorCode.INCONSISTENT_GROUP_PROTOCOL));
    }
    const { memberId, generationId, leader, skipAssignment } = response;
    this.memberId = memberId;
    this.generationId = generationId;
    this.protocolName = assignor.name;
    this.failures = 0;
    this.retryAtMs = nowMs;
    this.heartbeatAtMs = nowMs + this.options.settings.heartbeatIntervalMs;
    this.assignments = [];
    this.leading = undefined;
    this.phase = 'syncing';
    if (leader === memberId) this.lead(nowMs, response, assignor, skipAssignment);
  }

  private lead(
    nowMs: number,
    response: JoinGroupResponse,
    assignor: PartitionAssignor,
    skipAssignment: boolean,
  ): void {
    try {
      this.leading = new LeaderAssignment(response, assignor);
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      return this.tellError(nowMs, error);
    }
    if (!skipAssignment) this.phase = 'assigning';
  }

  private assignIfPossible(nowMs: number): void {
    const { leading } = this;
    assert(leading !== undefined, 'who assigns is the leader');
    if (!leading.isPossible(this.options.topics)) return;
    this.assignments = leading.assign(this.options.topics);
    this.phase = 'syncing';
    this.retryAtMs = nowMs;
  }

  private syncAnswered(nowMs: number, response: SyncGroupResponse): void {
    const { errorCode, protocolName, assignment } = response;
    switch (errorCode) {
      case ErrorCode.NONE:
        break;
      case ErrorCode.REBALANCE_IN_PROGRESS:
        this.retryAtMs = nowMs;
        return this.rejoin('the group rebalances again');
      case ErrorCode.UNKNOWN_MEMBER_ID:
      case ErrorCode.ILLEGAL_GENERATION:
        return this.putOut(nowMs, errorCode);
      default:
        return this.refusedForNow(nowMs, 'SyncGroup', errorCode);
    }
    if (protocolName !== null && protocolName !== this.protocolName) {
      return this.tellError(nowMs, this.explained(ErrorCode.INCONSISTENT_GROUP_PROTOCOL));
    }
    try {
      this.assigned(nowMs, decodeAssignment(assignment).partitions);
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      this.tellError(nowMs, error);
    }
  }

  private assigned(nowMs: number, partitions: readonly TopicPartition[]): void {
    this.assignments = [];
    this.failures = 0;
    this.retryAtMs = nowMs;
    this.phase = 'stable';
    this.outsideError = undefined;
    if (partitions.some(({ topic }) => !this.joinedWith.includes(topic))) {
      this.rejoinReason = 'the assignment has topics that were not subscribed to';
      return;
    }
    this.last = { partitions, generationId: this.generationId };
    this.handovers.assign(partitions);
  }

  private heartbeatAnswered(nowMs: number, errorCode: number): void {
    if (errorCode === ErrorCode.NONE) {
      this.failures = 0;
      this.retryAtMs = nowMs;
      return;
    }
    this.refusedAsMember(nowMs, errorCode);
  }

  refused(nowMs: number, errorCode: number, generationId: number): void {
    if (generationId !== this.generationId) return;
    if (this.phase !== 'stable' && this.phase !== 'preparing') return;
    if (errorByCode(errorCode)?.retriable !== true) this.refusedAsMember(nowMs, errorCode);
  }

  private refusedAsMember(nowMs: number, errorCode: number): void {
    switch (errorCode) {
      case ErrorCode.REBALANCE_IN_PROGRESS:
        this.rejoinReason ??= 'the group rebalances';
        return;
      case ErrorCode.ILLEGAL_GENERATION:
      case ErrorCode.UNKNOWN_MEMBER_ID:
        return this.putOut(nowMs, errorCode);
      default:
        this.refusedForNow(nowMs, 'Heartbeat', errorCode);
    }
  }

  /** Others may have its partitions already. It joins again when the application has lost them. */
  private putOut(nowMs: number, errorCode: number): void {
    if (errorCode !== ErrorCode.ILLEGAL_GENERATION) this.memberId = '';
    this.forgetGeneration(this.explained(errorCode));
    this.phase = 'outside';
    this.retryAtMs = nowMs;
  }

  private forgetGeneration(error: KafkaError): void {
    this.inFlight = undefined;
    this.generationId = NO_GENERATION;
    this.outsideError = error;
    this.rejoinReason = undefined;
    this.leading = undefined;
    this.assignments = [];
    this.handovers.lose();
  }

  private leaveForSlowness(nowMs: number): void {
    if (this.phase !== 'stable' && this.phase !== 'preparing') return;
    const { sessionTimeoutMs } = this.options.settings;
    this.pollDeadlineMs = Infinity;
    this.forgetGeneration(pollIntervalExceeded(this.options.settings));
    this.phase = 'leaving';
    this.retryAtMs = nowMs;
    this.giveUpLeavingAtMs = nowMs + sessionTimeoutMs;
  }

  leave(nowMs: number): void {
    this.isClosing = true;
    this.handovers.clear();
    this.inFlight = undefined;
    this.leading = undefined;
    this.generationId = NO_GENERATION;
    this.phase = 'leaving';
    this.retryAtMs = nowMs;
    this.giveUpLeavingAtMs = Infinity;
    if (!this.mayLeave) this.left();
  }

  private leaveAnswered(nowMs: number, errorCode: number): void {
    if (errorByCode(errorCode)?.retriable === true) this.backOff(nowMs);
    else this.left();
  }

  private left(): void {
    this.memberId = '';
    this.generationId = NO_GENERATION;
    this.failures = 0;
    this.phase = this.isClosing ? 'gone' : 'outside';
  }
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index]);
}
