import { assert, KafkaError, randomUuid, type Uuid } from '@odradek/base';
import { ErrorCode, errorByCode, errorOf } from '@odradek/protocol';
import type {
  ConsumerGroupHeartbeatRequest,
  ConsumerGroupHeartbeatResponse,
  RequestTopicPartitions,
} from '@odradek/protocol/messages/68-consumer-group-heartbeat';

import { groupByTopic } from '../../assignor/topic-partitions.ts';
import { isWorthRepeating } from '../../connection/network-error.ts';
import { backoffMs } from '../../time/exponential-backoff.ts';
import type { TopicPartition } from '../consumer-options.ts';
import { Handovers } from './handovers.ts';
import { HeartbeatFields, JOINING_EPOCH, type MemberState } from './heartbeat-fields.ts';
import type {
  CommitStanding,
  Handover,
  Membership,
  MembershipOptions,
  MembershipRequest,
  MembershipResponse,
} from './membership.ts';
import { withoutPartitions } from './partition-sets.ts';
import { TargetAssignment } from './target-assignment.ts';
import { pollIntervalExceeded } from './poll-interval-exceeded.ts';

/**
 * `outside` the group; `joining` by heartbeats in epoch 0; a `member` in the epoch that it was given;
 * `leaving`; `gone` for good.
 */
type Phase = 'outside' | 'joining' | 'member' | 'leaving' | 'gone';

const NO_EPOCH = -1;
/** Until the coordinator has said how often it wants to hear of the member. */
const HEARTBEAT_INTERVAL_MS_DEFAULT = 5000;

/**
 * A member of a group of the protocol `consumer` (KIP-848; `ConsumerMembershipManager`): one kind of
 * request, ConsumerGroupHeartbeat, tells the coordinator what the member wants and has, and brings its
 * epoch and the partitions that it should have. What it should not have is given up first and told at
 * once, so that others get it; then it takes over what is new.
 *
 * The member draws its id and keeps it for life, also when it was fenced and joins again in epoch 0.
 */
export class ConsumerMembership implements Membership {
  readonly memberId: string;
  /** The member epoch; 0 while it joins, -1 outside of the group. */
  generationId: number = NO_EPOCH;
  private readonly options: MembershipOptions;
  private readonly fields: HeartbeatFields;
  private readonly handovers: Handovers = new Handovers();
  private phase: Phase = 'outside';
  private topics: readonly string[] = [];
  private pattern: string | null = null;
  private target: TargetAssignment | undefined;
  /** The target that is being handed over, as far as its topics were known. */
  private assigning: { readonly target: TargetAssignment; readonly isWhole: boolean } | undefined;
  /** The topics of what the application has. */
  private readonly topicIds: Map<string, Uuid> = new Map();
  private inFlight: MembershipRequest | undefined;
  /** Whether the coordinator may know it. */
  private mayBeKnown = false;
  private failures = 0;
  private retryAtMs = 0;
  private sentAtMs = 0;
  private heartbeatIntervalMs = HEARTBEAT_INTERVAL_MS_DEFAULT;
  private isHeartbeatWanted = false;
  private pollDeadlineMs = Infinity;
  private giveUpLeavingAtMs = Infinity;
  private isClosing = false;
  private error: KafkaError | undefined;
  /** Why it is no member. */
  private outsideError: KafkaError | undefined;

  constructor(options: MembershipOptions) {
    this.options = options;
    this.memberId = randomUuid(options.random);
    this.fields = new HeartbeatFields(options.settings, this.memberId);
  }

  get owned(): readonly TopicPartition[] {
    return this.handovers.owned;
  }

  /** Those of the target: of patterns that the broker reads the consumer knows no others. */
  get topicsWanted(): readonly string[] {
    const named = this.target?.named(this.options.topics) ?? [];
    return [...new Set(named.map(({ topic }) => topic))];
  }

  get topicIdsWanted(): readonly Uuid[] {
    return this.target?.unnamed(this.options.topics) ?? [];
  }

  get hasHandover(): boolean {
    return this.handovers.isDue;
  }

  get hasLeft(): boolean {
    return this.phase === 'gone';
  }

  get standing(): CommitStanding {
    const { memberId, generationId } = this;
    if (this.phase === 'member') return { type: 'member', memberId, generationId };
    return { type: 'outside', error: this.outsideError };
  }

  subscribe(topics: readonly string[], pattern: string | null): void {
    this.topics = [...new Set(topics)].sort();
    this.pattern = pattern;
  }

  polled(nowMs: number): void {
    this.pollDeadlineMs = Infinity;
    this.joinIfDue(nowMs);
  }

  pollEnded(nowMs: number): void {
    this.pollDeadlineMs = nowMs + this.options.settings.maxPollIntervalMs;
  }

  topicsChanged(): void {
    this.reconcile();
  }

  private joinIfDue(nowMs: number): void {
    if (this.phase !== 'outside' || !this.handovers.isSettled) return;
    if (this.topics.length === 0 && this.pattern === null) return;
    this.phase = 'joining';
    this.generationId = JOINING_EPOCH;
    if (this.failures === 0) this.retryAtMs = nowMs;
  }

  takeHandover(): Handover | undefined {
    return this.handovers.take();
  }

  handedOver(nowMs: number): void {
    const { type } = this.handovers.done();
    if (type === 'assign' && this.assigning !== undefined) {
      this.assigning.target.isReached = this.assigning.isWhole;
      this.assigning = undefined;
    }
    this.reconcile();
    this.joinIfDue(nowMs);
  }

  takeError(): KafkaError | undefined {
    const { error } = this;
    this.error = undefined;
    return error;
  }

  /** Brings what the application has one step nearer to what the coordinator wants. */
  private reconcile(): void {
    const { target } = this;
    if (target === undefined || target.isReached || !this.handovers.isSettled) return;
    const kept = this.owned.filter(({ topic, partition }) =>
      target.has(this.topicIds.get(topic), partition),
    );
    if (kept.length < this.owned.length) return this.handovers.keepOnly(kept);
    const partitions = target.named(this.options.topics);
    const isNothingNew = withoutPartitions(partitions, this.owned).length === 0;
    const isWhole = target.unnamed(this.options.topics).length === 0;
    if (isNothingNew && !isWhole) return;
    this.assigning = { target, isWhole };
    for (const { topic, topicId } of partitions) this.topicIds.set(topic, topicId);
    this.handovers.assign(partitions.map(({ topic, partition }) => ({ topic, partition })));
  }

  private get state(): MemberState {
    const { topics, pattern } = this;
    return { topics, pattern, owned: this.ownedById };
  }

  private get ownedById(): readonly RequestTopicPartitions[] {
    return groupByTopic(this.owned).map(({ topic, partitions }) => {
      const topicId = this.topicIds.get(topic);
      assert(topicId !== undefined, 'what is owned was assigned by its id');
      return { topicId, partitions };
    });
  }

  get dueMs(): number {
    const isFree = this.inFlight === undefined;
    switch (this.phase) {
      case 'leaving':
        return isFree ? this.retryAtMs : Infinity;
      case 'joining':
      case 'member':
        return Math.min(isFree ? this.heartbeatAtMs : Infinity, this.pollDeadlineMs);
      case 'outside':
      case 'gone':
        return Infinity;
    }
  }

  /** What is new is told at once. */
  private get heartbeatAtMs(): number {
    const isNow =
      this.phase === 'joining' || this.isHeartbeatWanted || this.fields.isNews(this.state);
    return isNow
      ? this.retryAtMs
      : Math.max(this.sentAtMs + this.heartbeatIntervalMs, this.retryAtMs);
  }

  nextRequest(nowMs: number): MembershipRequest | undefined {
    if (nowMs >= this.pollDeadlineMs) this.leaveForSlowness(nowMs);
    if (this.inFlight !== undefined) return undefined;
    switch (this.phase) {
      case 'joining':
      case 'member':
        if (nowMs < this.heartbeatAtMs) return undefined;
        return this.send(nowMs, this.fields.next(this.generationId, this.state));
      case 'leaving':
        if (nowMs < this.retryAtMs) return undefined;
        if (this.mayBeKnown && nowMs < this.giveUpLeavingAtMs) {
          return this.send(nowMs, this.fields.leave());
        }
        this.left();
        return undefined;
      case 'outside':
      case 'gone':
        return undefined;
    }
  }

  private send(nowMs: number, body: ConsumerGroupHeartbeatRequest): MembershipRequest {
    const { requestTimeoutMs: timeoutMs } = this.options;
    this.sentAtMs = nowMs;
    this.isHeartbeatWanted = false;
    this.mayBeKnown = true;
    this.inFlight = { api: 'ConsumerGroupHeartbeat', body, timeoutMs };
    return this.inFlight;
  }

  answered(nowMs: number, request: MembershipRequest, response: MembershipResponse): void {
    if (request !== this.inFlight) return;
    this.inFlight = undefined;
    assert(response.api === 'ConsumerGroupHeartbeat', 'there are no other requests');
    const { body } = response;
    if (this.phase === 'leaving') return this.leaveAnswered(nowMs, body.errorCode);
    if (body.errorCode === ErrorCode.NONE) return this.accepted(nowMs, body);
    this.fields.forget();
    this.refusedBy(nowMs, body);
  }

  private accepted(
    nowMs: number,
    { memberEpoch, heartbeatIntervalMs, assignment }: ConsumerGroupHeartbeatResponse,
  ): void {
    this.failures = 0;
    this.retryAtMs = nowMs;
    this.phase = 'member';
    this.outsideError = undefined;
    this.generationId = memberEpoch;
    if (heartbeatIntervalMs > 0) this.heartbeatIntervalMs = heartbeatIntervalMs;
    if (assignment !== null) {
      const target = new TargetAssignment(assignment);
      if (this.target?.equals(target) !== true) this.target = target;
    }
    this.reconcile();
  }

  private refusedBy(
    nowMs: number,
    { errorCode, errorMessage }: ConsumerGroupHeartbeatResponse,
  ): void {
    switch (errorCode) {
      case ErrorCode.FENCED_MEMBER_EPOCH:
      case ErrorCode.UNKNOWN_MEMBER_ID:
        this.retryAtMs = nowMs;
        return this.putOut(this.explained(errorOf(errorCode)));
      case ErrorCode.TOPIC_AUTHORIZATION_FAILED:
        // It stays a member, and what it may read may change.
        this.error = this.explained(errorOf(errorCode, errorMessage));
        this.retryAtMs = nowMs + this.heartbeatIntervalMs;
        return;
      default:
        if (errorByCode(errorCode)?.retriable === true) return this.backOff(nowMs);
        this.giveUp(nowMs, this.explained(errorOf(errorCode, errorMessage)));
    }
  }

  failed(nowMs: number, request: MembershipRequest, error: KafkaError): void {
    if (request !== this.inFlight) return;
    this.inFlight = undefined;
    this.fields.forget();
    if (isWorthRepeating(error)) return this.backOff(nowMs);
    if (this.phase === 'leaving') return this.left();
    this.giveUp(nowMs, this.explained(error));
  }

  private backOff(nowMs: number): void {
    const { retryBackoff, random } = this.options;
    this.failures++;
    this.retryAtMs = nowMs + backoffMs(retryBackoff, this.failures, random);
  }

  private explained(error: KafkaError): KafkaError {
    const { groupId } = this.options.settings;
    const message = `Group "${groupId}": ${error.message}${this.adviceOn(error)}`;
    return new KafkaError(error.code, message, { retriable: error.retriable, cause: error });
  }

  private adviceOn({ code }: KafkaError): string {
    const { groupInstanceId, groupRemoteAssignor } = this.options.settings;
    switch (code) {
      case 'UNSUPPORTED_VERSION':
        return ' The cluster may not know group.protocol=consumer; use classic until it does.';
      case 'UNSUPPORTED_ASSIGNOR':
        return ` group.remote.assignor is "${String(groupRemoteAssignor)}"; use range, uniform, or none.`;
      case 'FENCED_INSTANCE_ID':
      case 'UNRELEASED_INSTANCE_ID':
        return (
          ` Another consumer with group.instance.id ${String(groupInstanceId)} is a member, or was not ` +
          'closed and its session is not over; give each its own.'
        );
      default:
        return '';
    }
  }

  /** Poll says why; the next one tries again. */
  private giveUp(nowMs: number, error: KafkaError): void {
    this.error = error;
    this.putOut(error);
    this.backOff(nowMs);
  }

  /** Others may have its partitions already. It joins again when the application has lost them. */
  private putOut(error: KafkaError): void {
    this.inFlight = undefined;
    this.phase = 'outside';
    this.generationId = NO_EPOCH;
    this.outsideError = error;
    this.target = undefined;
    this.assigning = undefined;
    this.mayBeKnown = false;
    this.fields.forget();
    this.handovers.lose();
  }

  /** What is wrong the coordinator says by the answer to the next heartbeat. */
  refused(_nowMs: number, _errorCode: number, generationId: number): void {
    if (this.phase === 'member' && generationId === this.generationId)
      this.isHeartbeatWanted = true;
  }

  private leaveForSlowness(nowMs: number): void {
    this.pollDeadlineMs = Infinity;
    if (this.phase !== 'member' && this.phase !== 'joining') return;
    const { mayBeKnown } = this;
    this.putOut(pollIntervalExceeded(this.options.settings));
    this.mayBeKnown = mayBeKnown;
    this.phase = 'leaving';
    this.retryAtMs = nowMs;
    this.giveUpLeavingAtMs = nowMs + this.options.requestTimeoutMs;
  }

  leave(nowMs: number): void {
    this.isClosing = true;
    this.handovers.clear();
    this.inFlight = undefined;
    this.target = undefined;
    this.assigning = undefined;
    this.generationId = NO_EPOCH;
    this.phase = 'leaving';
    this.retryAtMs = nowMs;
    this.giveUpLeavingAtMs = Infinity;
    if (!this.mayBeKnown) this.left();
  }

  private leaveAnswered(nowMs: number, errorCode: number): void {
    if (errorByCode(errorCode)?.retriable === true) this.backOff(nowMs);
    else this.left();
  }

  private left(): void {
    this.mayBeKnown = false;
    this.generationId = NO_EPOCH;
    this.failures = 0;
    this.phase = this.isClosing ? 'gone' : 'outside';
  }
}
