import { KafkaError, type Uuid } from '@odradek/base';

import type { ClientSettings } from '../../client-settings.ts';
import type { Cluster } from '../../cluster/cluster.ts';
import type { ChangeSignal } from '../../time/change-signal.ts';
import type { AssignedPartition, FetchPosition } from '../assigned-partition.ts';
import type { AssignedPartitions } from '../assigned-partitions.ts';
import type { TopicPartition } from '../consumer-options.ts';
import { ClassicMembership } from './classic-membership.ts';
import { ConsumerMembership } from './consumer-membership.ts';
import { CoordinatorConnection } from './coordinator-connection.ts';
import { GroupMember } from './group-member.ts';
import { GroupOffsets } from './group-offsets.ts';
import type {
  CommittedPosition,
  GroupMetadata,
  PositionToCommit,
  RebalanceListener,
} from './group-options.ts';
import type { GroupSettings } from './group-settings.ts';
import type { CommitStanding, Handover, Membership, MembershipOptions } from './membership.ts';
import { TopicSubscription } from './topic-subscription.ts';

/** What a consumer's part in its group needs of the consumer. */
export interface ConsumerGroupOptions {
  readonly settings: ClientSettings;
  readonly group: GroupSettings;
  readonly defaultApiTimeoutMs: number;
  readonly cluster: Cluster;
  readonly partitions: AssignedPartitions;
  /** Behind what the application has got of a partition; `undefined` if that is not known yet. */
  readonly positionOf: (assigned: AssignedPartition) => FetchPosition | undefined;
  /** Raised when anything may have changed; the group raises it too. */
  readonly changes: ChangeSignal;
  /** Called when other topics are of interest than before. */
  readonly onTopics: () => void;
}

/**
 * A consumer's part in its group: membership, handovers to the application, committed offsets as
 * positions to begin at, automatic commits.
 */
export class ConsumerGroup {
  private readonly options: ConsumerGroupOptions;
  private readonly coordinator: CoordinatorConnection;
  private readonly offsets: GroupOffsets;
  private subscription: TopicSubscription | undefined;
  private listener: RebalanceListener = {};
  private member: GroupMember | undefined;
  private isHandingOver = false;
  private isFindingPositions = false;
  private autoCommitAtMs = 0;
  /** What the next `poll` rejects with. */
  private error: Error | undefined;

  constructor(options: ConsumerGroupOptions) {
    const { settings, group, cluster, changes } = options;
    this.options = options;
    this.coordinator = new CoordinatorConnection(settings, cluster, group.groupId);
    this.offsets = new GroupOffsets({
      group,
      cluster,
      coordinator: this.coordinator,
      changes,
      standing: () => this.standing,
      onRefused: (errorCode, generationId) => {
        this.member?.membership.refused(this.nowMs, errorCode, generationId);
        this.member?.step();
      },
    });
  }

  private get nowMs(): number {
    return this.options.settings.environment.clock.monotonicMs();
  }

  private get standing(): CommitStanding {
    const standing = this.member?.membership.standing ?? { type: 'outside', error: undefined };
    if (this.member === undefined || standing.type !== 'outside') return standing;
    return { type: 'outside', error: standing.error ?? this.notYetMember() };
  }

  private notYetMember(): KafkaError {
    const { groupId } = this.options.group;
    return new KafkaError('UNKNOWN_MEMBER_ID', `The consumer has not joined "${groupId}" yet.`);
  }

  /** Whether partitions come from the group. */
  get isSubscribed(): boolean {
    return this.subscription !== undefined;
  }

  /**
   * The topics that are subscribed to, as far as they are known; of a pattern that the broker reads
   * those that partitions came of.
   */
  get topics(): readonly string[] {
    if (this.subscription?.pattern === null) return this.subscription.topics;
    return this.subscription === undefined ? [] : [...this.options.partitions.topics].sort();
  }

  /** The topics that metadata is needed of; null for all. */
  get topicsWanted(): ReadonlySet<string> | null {
    if (this.subscription?.needsAllTopics === true) return null;
    return new Set([...this.topics, ...(this.member?.membership.topicsWanted ?? [])]);
  }

  /** The topics whose names are needed. */
  get topicIdsWanted(): readonly Uuid[] {
    return this.member?.membership.topicIdsWanted ?? [];
  }

  /** Who the consumer is in the group. */
  get metadata(): GroupMetadata {
    const { groupId, groupInstanceId } = this.options.group;
    const { memberId = '', generationId = -1 } = this.member?.membership ?? {};
    return { groupId, groupInstanceId, memberId, generationId };
  }

  /** Subscribes instead of what was before; the group is joined by the polls that follow. */
  subscribe(subscription: TopicSubscription, listener: RebalanceListener): void {
    this.subscription = subscription;
    this.listener = listener;
    this.member ??= new GroupMember({
      membership: this.newMembership(),
      coordinator: this.coordinator,
      clock: this.options.settings.environment.clock,
      onChange: () => this.onMemberChange(),
    });
    this.topicsChanged();
    this.options.onTopics();
  }

  private newMembership(): Membership {
    const { settings, group, cluster } = this.options;
    const { retryBackoff, requestTimeoutMs, environment } = settings;
    const options: MembershipOptions = {
      settings: group,
      retryBackoff,
      requestTimeoutMs,
      random: environment.random,
      topics: {
        partitionRacks: (topic) => cluster.metadata.partitionRacks(topic),
        topicName: (topicId) => cluster.metadata.topicName(topicId),
      },
    };
    return group.groupProtocol === 'classic'
      ? new ClassicMembership(options)
      : new ConsumerMembership(options);
  }

  private onMemberChange(): void {
    this.options.onTopics();
    this.options.changes.raise();
  }

  /** Something was told of topics. */
  topicsChanged(): void {
    if (this.member === undefined || this.subscription === undefined) return;
    const { membership } = this.member;
    this.subscription.update(this.options.cluster.metadata);
    membership.subscribe(this.subscription.topics, this.subscription.pattern);
    membership.topicsChanged(this.nowMs);
    this.member.step();
  }

  /**
   * Goes on with rebalances, positions and commits as far as that is possible now. Answers whether
   * records may be returned: not while partitions change hands. Raises what the application has to
   * know of, once.
   */
  advance(): boolean {
    this.throwError();
    this.member?.membership.polled(this.nowMs);
    this.commitIfDue();
    this.handOverIfDue();
    this.member?.step();
    if (this.isHandingOver) return false;
    this.findPositions();
    return true;
  }

  /** What was returned is worked on now. */
  pollEnded(): void {
    this.member?.membership.pollEnded(this.nowMs);
    this.member?.step();
  }

  private throwError(): void {
    const error = this.error ?? this.member?.membership.takeError();
    this.error = undefined;
    if (error !== undefined) throw error;
  }

  private handOverIfDue(): void {
    if (this.isHandingOver) return;
    const handover = this.member?.membership.takeHandover();
    if (handover !== undefined) void this.handOver(handover);
  }

  private async handOver(handover: Handover): Promise<void> {
    const { type, partitions } = handover;
    const { member } = this;
    this.isHandingOver = true;
    try {
      if (type === 'assign') for (const partition of partitions) this.takeOver(partition);
      if (type === 'revoke') await this.commitBeforeLoss(partitions);
      await this.tellListener(handover);
    } catch (error) {
      this.error ??= asError(error);
    }
    // A listener may end after `leave` did not wait for it any longer.
    if (member === undefined || member !== this.member) return;
    if (type !== 'assign') this.options.partitions.remove(partitions);
    this.isHandingOver = false;
    member.membership.handedOver(this.nowMs);
    member.step();
    this.onMemberChange();
  }

  private takeOver(partition: TopicPartition): void {
    this.options.partitions.add(partition).awaitCommitted();
  }

  private async tellListener({ type, partitions }: Handover): Promise<void> {
    const { listener } = this;
    switch (type) {
      case 'assign':
        return listener.onPartitionsAssigned?.(partitions);
      case 'revoke':
        return listener.onPartitionsRevoked?.(partitions);
      case 'lose':
        if (listener.onPartitionsLost !== undefined) return listener.onPartitionsLost(partitions);
        return listener.onPartitionsRevoked?.(partitions);
    }
  }

  /** Looks where partitions begin that have no position yet. */
  findPositions(): void {
    if (this.isFindingPositions) return;
    const wanting = this.options.partitions.all.filter((assigned) => assigned.isCommittedWanted);
    if (wanting.length === 0) return;
    void this.findPositionsOf(wanting);
  }

  private async findPositionsOf(wanting: readonly AssignedPartition[]): Promise<void> {
    this.isFindingPositions = true;
    const generations = wanting.map(({ generation }) => generation);
    try {
      const deadlineMs = this.nowMs + this.options.defaultApiTimeoutMs;
      const committed = await this.offsets.committed(wanting, deadlineMs);
      for (const [index, position] of committed.entries()) {
        const assigned = wanting[index];
        if (assigned?.generation === generations[index]) assigned?.beginAt(position);
      }
    } catch (error) {
      this.error ??= asError(error);
    }
    this.isFindingPositions = false;
    this.options.changes.raise();
  }

  private commitIfDue(): void {
    const { isAutoCommitEnabled, autoCommitIntervalMs } = this.options.group;
    if (!isAutoCommitEnabled || this.nowMs < this.autoCommitAtMs) return;
    if (this.isHandingOver || this.offsets.isCommitting) return;
    this.autoCommitAtMs = this.nowMs + autoCommitIntervalMs;
    if (this.standing.type === 'rebalancing') return;
    void this.commitAutomatically(this.options.partitions.all, autoCommitIntervalMs).catch(
      (error: unknown) => {
        this.error ??= asError(error);
      },
    );
  }

  private async commitBeforeLoss(partitions: readonly TopicPartition[]): Promise<void> {
    const { group, defaultApiTimeoutMs } = this.options;
    if (!group.isAutoCommitEnabled) return;
    const timeoutMs = Math.min(defaultApiTimeoutMs, group.rebalanceTimeoutMs);
    await this.commitAutomatically(partitions, timeoutMs);
  }

  /** What passes is tried again with the next commit; rejects with what will not. */
  private async commitAutomatically(
    partitions: readonly TopicPartition[],
    timeoutMs: number,
  ): Promise<void> {
    const changed = this.consumed(partitions).filter(
      (position) => this.options.partitions.find(position)?.committedOffset !== position.offset,
    );
    try {
      await this.commitPositions(changed, timeoutMs, true);
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      if (!error.retriable && error.code !== 'ODRADEK_COMMIT_FAILED') throw error;
    }
  }

  /** Behind what the application has got of these partitions. */
  consumed(partitions: readonly TopicPartition[]): readonly PositionToCommit[] {
    return partitions.flatMap(({ topic, partition }) => {
      const assigned = this.options.partitions.find({ topic, partition });
      const position = assigned && this.options.positionOf(assigned);
      if (position === undefined) return [];
      return [{ topic, partition, offset: position.offset, leaderEpoch: position.offsetEpoch }];
    });
  }

  /** Commits for the application; see `GroupOffsets.commit`. */
  commit(positions: readonly PositionToCommit[], timeoutMs: number): Promise<void> {
    return this.commitPositions(positions, timeoutMs, false);
  }

  private async commitPositions(
    positions: readonly PositionToCommit[],
    timeoutMs: number,
    passesOverMissing: boolean,
  ): Promise<void> {
    const { partitions } = this.options;
    const owners = new Map(positions.map((position) => [position, partitions.find(position)]));
    await this.offsets.commit(positions, {
      deadlineMs: this.nowMs + timeoutMs,
      passesOverMissing,
      isOurs: (position) => {
        if (!this.isSubscribed) return true;
        const owner = owners.get(position);
        return owner !== undefined && owner === partitions.find(position);
      },
    });
    for (const position of positions) {
      const assigned = owners.get(position);
      if (assigned !== undefined) assigned.committedOffset = position.offset;
    }
  }

  /** What the group has committed; see `GroupOffsets.committed`. */
  committed(
    partitions: readonly TopicPartition[],
    timeoutMs: number,
  ): Promise<readonly CommittedPosition[]> {
    return this.offsets.committed(partitions, this.nowMs + timeoutMs);
  }

  /**
   * Gives all partitions up and leaves the group, for `timeoutMs` at most: without an answer of the
   * coordinator the others wait for the end of the session, and a listener that has not ended by then
   * is waited for no longer. Rejects with what the listener raises, and with what automatic commits
   * are refused for good.
   */
  async leave(timeoutMs: number): Promise<void> {
    const deadlineMs = this.nowMs + timeoutMs;
    await this.waitUntil(() => !this.isHandingOver, deadlineMs);
    await this.giveUpAll(deadlineMs);
    const { member } = this;
    this.subscription = undefined;
    if (member !== undefined) {
      member.giveUpParked();
      member.membership.leave(this.nowMs);
      member.step();
      await this.waitUntil(() => member.membership.hasLeft, deadlineMs);
      member.stop();
      this.member = undefined;
    }
    this.isHandingOver = false;
    this.options.onTopics();
    const { error } = this;
    this.error = undefined;
    if (error !== undefined) throw error;
  }

  private async giveUpAll(deadlineMs: number): Promise<void> {
    const { all } = this.options.partitions;
    if (all.length === 0) return;
    const partitions = all.map(({ topic, partition }) => ({ topic, partition }));
    const isLost = this.isSubscribed && this.standing.type === 'outside';
    this.isHandingOver = true;
    try {
      if (!isLost && this.options.group.isAutoCommitEnabled) {
        await this.commitAutomatically(partitions, Math.max(deadlineMs - this.nowMs, 0));
      }
      if (this.isSubscribed) {
        const telling = this.tellListener({ type: isLost ? 'lose' : 'revoke', partitions });
        await this.waitForListener(telling, deadlineMs);
      }
    } catch (error) {
      this.error ??= asError(error);
    }
    this.isHandingOver = false;
    this.options.partitions.remove(partitions);
  }

  /** One that has not ended by then is left to itself: the others of the group wait for this member. */
  private async waitForListener(telling: Promise<void>, deadlineMs: number): Promise<void> {
    let hasEnded = false;
    const ended = (): void => {
      hasEnded = true;
      this.options.changes.raise();
    };
    void telling
      .catch((error: unknown) => {
        this.error ??= asError(error);
      })
      .then(ended);
    await this.waitUntil(() => hasEnded, deadlineMs);
  }

  private async waitUntil(isSo: () => boolean, deadlineMs: number): Promise<void> {
    while (!isSo() && this.nowMs < deadlineMs) {
      await this.options.changes.wait(deadlineMs - this.nowMs);
    }
  }

  /** Closes the connection to the coordinator. */
  close(): void {
    this.member?.stop();
    this.coordinator.close();
  }
}

/** What a listener throws may be anything. */
function asError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  const message = `The rebalance listener has thrown ${String(thrown)}.`;
  return new KafkaError('ODRADEK_LISTENER_FAILED', message, { cause: thrown });
}
