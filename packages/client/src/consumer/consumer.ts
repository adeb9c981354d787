import { KafkaError, type Offset } from '@odradek/base';

import type { InEnvironment } from '../client-options.ts';
import { closedError } from '../closed-error.ts';
import { Cluster } from '../cluster/cluster.ts';
import { ChangeSignal } from '../time/change-signal.ts';
import { AssignedPartitions } from './assigned-partitions.ts';
import { checkAssignment, checkPosition, checkTopics } from './consumer-arguments.ts';
import type {
  ConsumerOptions,
  ConsumerRecord,
  PartitionAssignment,
  PollOptions,
  TopicPartition,
} from './consumer-options.ts';
import { type ConsumerSettings, consumerSettings } from './consumer-settings.ts';
import { Fetcher } from './fetcher.ts';
import { ConsumerGroup } from './group/consumer-group.ts';
import type {
  CommittedPosition,
  GroupCallOptions,
  GroupMetadata,
  PositionToCommit,
  RebalanceListener,
} from './group/group-options.ts';
import { TopicSubscription, type WantedTopics } from './group/topic-subscription.ts';
import { RecordDelivery } from './record-delivery.ts';

const POLL_TIMEOUT_MS_DEFAULT = 1000;
/** How long `close` waits for commits and the coordinator, as that of Kafka's consumer. */
const CLOSE_TIMEOUT_MS_DEFAULT = 30_000;

/**
 * Reads records of partitions, each in the order of its log: of those that it is told (`assign`), or
 * of those that its group gives it (`subscribe`). Fetches ahead: while records are worked on the next
 * ones come. Connects with the first `poll`.
 *
 * A member of a group has to poll: rebalances go on within `poll`, and what the `poll` before has
 * returned counts as processed then. Heartbeats are sent all the time.
 */
export class Consumer implements AsyncDisposable, AsyncIterable<ConsumerRecord> {
  private readonly settings: ConsumerSettings;
  private readonly cluster: Cluster;
  private readonly fetcher: Fetcher;
  private readonly partitions: AssignedPartitions = new AssignedPartitions();
  private readonly delivery: RecordDelivery;
  private readonly changes: ChangeSignal;
  private readonly group: ConsumerGroup | undefined;
  private isPolling = false;
  private isClosed = false;
  /** Whether `close` has its listener told: what that commits is committed. */
  private isLeaving = false;

  /** Raises `INVALID_CONFIG` if an option is not valid. */
  constructor(options: InEnvironment<ConsumerOptions>) {
    this.settings = consumerSettings(options);
    this.cluster = new Cluster(this.settings.client, {
      allowAutoTopicCreation: false,
      onChange: () => {
        this.group?.topicsChanged();
        this.changes.raise();
      },
    });
    this.changes = new ChangeSignal(this.cluster.pauses);
    this.fetcher = new Fetcher(this.settings, this.cluster, () => this.changes.raise());
    this.delivery = new RecordDelivery(this.settings, this.partitions);
    this.group = this.groupOf(this.settings);
  }

  private groupOf({
    group,
    client,
    defaultApiTimeoutMs,
  }: ConsumerSettings): ConsumerGroup | undefined {
    if (group === undefined) return undefined;
    const { cluster, partitions, changes, delivery } = this;
    return new ConsumerGroup({
      settings: client,
      group,
      defaultApiTimeoutMs,
      cluster,
      partitions,
      changes,
      positionOf: (assigned) => delivery.positionOf(assigned),
      onTopics: () => this.watchTopics(),
    });
  }

  /**
   * Reads these partitions from now on, each from its offset, and no others. Nothing is asked of
   * the cluster yet: a partition that does not exist is waited for. Rejects with
   * `ODRADEK_INVALID_ARGUMENT` for what is no partition or offset, with `ODRADEK_SUBSCRIBED` after
   * `subscribe`, and with `ODRADEK_NO_GROUP` for committed offsets without `group.id`.
   */
  async assign(partitions: readonly PartitionAssignment[]): Promise<void> {
    this.checkOpen();
    for (const assignment of partitions) checkAssignment(assignment);
    if (partitions.some(({ offset }) => offset === 'committed')) this.groupNeeded();
    if (this.group?.isSubscribed === true) {
      const message = 'The consumer has subscribed to topics; call unsubscribe before assign.';
      throw new KafkaError('ODRADEK_SUBSCRIBED', message);
    }
    for (const assigned of this.partitions.all) this.delivery.drop(assigned);
    this.partitions.remove(this.partitions.all);
    for (const assignment of partitions) {
      const assigned = this.partitions.add(assignment);
      if (assignment.offset === 'committed') assigned.awaitCommitted();
      else assigned.seek(assignment.offset);
    }
    this.watchTopics();
    this.changes.raise();
  }

  /**
   * Becomes a member of the group of `group.id`, which gives it partitions of these topics; or, with
   * a `RegExp`, of all topics in whose names it finds a match, also those to come, but not of internal
   * ones, in both protocols: it is the consumer that looks. A `SubscriptionPattern` is matched by the
   * broker. Joins with the polls that follow. Another call replaces topics and listener.
   * Rejects with `ODRADEK_NO_GROUP` without `group.id`, with `ODRADEK_INVALID_ARGUMENT` for what are no
   * topics or a pattern with `group.protocol=classic`, and with `ODRADEK_ASSIGNED` after `assign`.
   */
  async subscribe(topics: string | WantedTopics, listener: RebalanceListener = {}): Promise<void> {
    this.checkOpen();
    const wanted = typeof topics === 'string' ? [topics] : topics;
    checkTopics(wanted, this.settings.group?.groupProtocol);
    const group = this.groupNeeded();
    if (!group.isSubscribed && this.partitions.all.length > 0) {
      const message = 'Partitions are assigned to the consumer; call unsubscribe before subscribe.';
      throw new KafkaError('ODRADEK_ASSIGNED', message);
    }
    group.subscribe(new TopicSubscription(wanted), listener);
  }

  /**
   * Gives all partitions up, whether they came by `assign` or by `subscribe`, and leaves the group.
   * Commits and tells the listener as `close` does, and rejects with what they raise.
   */
  async unsubscribe(options: GroupCallOptions = {}): Promise<void> {
    this.checkOpen();
    for (const assigned of this.partitions.all) this.delivery.drop(assigned);
    await this.group?.leave(options.timeoutMs ?? this.settings.defaultApiTimeoutMs);
    this.partitions.remove(this.partitions.all);
    this.watchTopics();
    this.changes.raise();
  }

  /**
   * The topics that are subscribed to; those that match now, if it is to a `RegExp`; those that
   * partitions are assigned of, if it is to a `SubscriptionPattern`.
   */
  subscription(): readonly string[] {
    return this.group?.topics ?? [];
  }

  /** The partitions that are assigned. */
  assignment(): readonly TopicPartition[] {
    return this.partitions.all.map(({ topic, partition }) => ({ topic, partition }));
  }

  /** Who the consumer is in its group. Raises `ODRADEK_NO_GROUP` without `group.id`. */
  groupMetadata(): GroupMetadata {
    return this.groupNeeded().metadata;
  }

  private groupNeeded(): ConsumerGroup {
    if (this.group !== undefined) return this.group;
    const message = 'The consumer has no group; set group.id to subscribe and to commit offsets.';
    throw new KafkaError('ODRADEK_NO_GROUP', message);
  }

  private checkOpen(): void {
    if (this.isClosed) throw closedError();
  }

  /**
   * Commits where the group is to go on: without positions, behind all that `poll` and loops have
   * returned. A member commits only for partitions that are assigned to it. Repeats what may pass;
   * waits for the end of a rebalance that is under way.
   *
   * Rejects with `ODRADEK_COMMIT_FAILED` if the member was put out of its group or has lost a
   * partition, and then nothing has changed; with `REBALANCE_IN_PROGRESS` if `poll` has to be called
   * first; with `REQUEST_TIMED_OUT`, after which the offsets may be committed or not; and with what
   * the coordinator refuses, such as `OFFSET_METADATA_TOO_LARGE`.
   */
  async commit(
    positions?: readonly PositionToCommit[],
    options: GroupCallOptions = {},
  ): Promise<void> {
    if (!this.isLeaving) this.checkOpen();
    const group = this.groupNeeded();
    for (const position of positions ?? []) checkPosition(position);
    const timeoutMs = options.timeoutMs ?? this.settings.defaultApiTimeoutMs;
    await group.commit(positions ?? group.consumed(this.partitions.all), timeoutMs);
  }

  /**
   * Where the group goes on in these partitions, in their order, of any topic. Rejects with
   * `REQUEST_TIMED_OUT` and with what the coordinator refuses.
   */
  async committed(
    partitions: readonly TopicPartition[],
    options: GroupCallOptions = {},
  ): Promise<readonly CommittedPosition[]> {
    this.checkOpen();
    const timeoutMs = options.timeoutMs ?? this.settings.defaultApiTimeoutMs;
    return this.groupNeeded().committed(partitions, timeoutMs);
  }

  /**
   * Goes to an offset of a partition: the next record that `poll` returns of it is the first at or
   * after it. Raises `ODRADEK_NOT_ASSIGNED` if the partition is not assigned.
   */
  seek(assignment: PartitionAssignment): void {
    checkAssignment(assignment);
    const assigned = this.partitions.get(assignment);
    this.delivery.drop(assigned);
    if (assignment.offset === 'committed') {
      this.groupNeeded();
      this.partitions.add(assignment).awaitCommitted();
    } else {
      assigned.seek(assignment.offset);
    }
    this.changes.raise();
  }

  /**
   * The offset of the next record that `poll` returns of a partition. Waits until it is known where
   * that is an end of the log or a committed offset. Rejects with `ODRADEK_NOT_ASSIGNED`, with
   * `REQUEST_TIMED_OUT` after `default.api.timeout.ms`, and with what `poll` rejects with.
   */
  async position(partition: TopicPartition): Promise<Offset> {
    const assigned = this.partitions.get(partition);
    const { defaultApiTimeoutMs } = this.settings;
    const deadlineMs = this.nowMs + defaultApiTimeoutMs;
    for (;;) {
      const position = this.delivery.positionOf(assigned);
      if (position !== undefined) return position.offset;
      assigned.throwError();
      this.checkOpen();
      if (this.nowMs >= deadlineMs) throw this.positionTimeout(assigned);
      this.group?.findPositions();
      await this.waitForChange(deadlineMs);
    }
  }

  private get nowMs(): number {
    return this.settings.client.environment.clock.monotonicMs();
  }

  private positionTimeout({ topic, partition }: TopicPartition): KafkaError {
    const reason = this.cluster.updateError?.message ?? 'the partition may not exist.';
    return new KafkaError(
      'REQUEST_TIMED_OUT',
      `The position in topic "${topic}", partition ${partition}, was not found within ` +
        `${this.settings.defaultApiTimeoutMs} ms: ${reason}`,
      { retriable: true },
    );
  }

  /** The positions that are known by now, as `position` tells them. */
  positions(): readonly (TopicPartition & { readonly offset: Offset })[] {
    return this.partitions.all.flatMap((assigned) => {
      const { topic, partition } = assigned;
      const position = this.delivery.positionOf(assigned);
      return position === undefined ? [] : [{ topic, partition, offset: position.offset }];
    });
  }

  /** Returns no records of these partitions until `resume`. Raises `ODRADEK_NOT_ASSIGNED`. */
  pause(partitions: readonly TopicPartition[]): void {
    for (const partition of partitions) this.partitions.get(partition).isPaused = true;
  }

  /** Returns records of these partitions again. Raises `ODRADEK_NOT_ASSIGNED`. */
  resume(partitions: readonly TopicPartition[]): void {
    for (const partition of partitions) this.partitions.get(partition).isPaused = false;
    this.changes.raise();
  }

  /** The partitions that are paused. A partition that comes anew by a rebalance is not. */
  paused(): readonly TopicPartition[] {
    return this.partitions.all
      .filter(({ isPaused }) => isPaused)
      .map(({ topic, partition }) => ({ topic, partition }));
  }

  /**
   * Returns the next records, at most `max.poll.records`, in order within each partition; as soon
   * as there is one, or none after `timeoutMs` or after `close`. The positions move behind what is
   * returned. Rebalances of the group go on in here, with calls of the listener.
   *
   * Rejects, for the partition that the message names, with `OFFSET_OUT_OF_RANGE` or
   * `ODRADEK_NO_COMMITTED_OFFSET` if `auto.offset.reset` is `none`, with `CORRUPT_MESSAGE` and others
   * where a batch cannot be read, and with what a broker refuses for good; the position stays, other
   * partitions can be read on. Rejects with what keeps it from its group, such as
   * `FENCED_INSTANCE_ID` or `GROUP_AUTHORIZATION_FAILED`, with what the listener has thrown and with
   * what an automatic commit was refused for; the next call tries again. Rejects with
   * `ODRADEK_CONCURRENT_POLL` while another call is under way.
   */
  async poll(options: PollOptions = {}): Promise<readonly ConsumerRecord[]> {
    this.checkOpen();
    if (this.isPolling) {
      const message = 'One call of poll is under way; await it before the next.';
      throw new KafkaError('ODRADEK_CONCURRENT_POLL', message);
    }
    this.isPolling = true;
    try {
      return await this.pollUntil(this.nowMs + (options.timeoutMs ?? POLL_TIMEOUT_MS_DEFAULT));
    } finally {
      this.isPolling = false;
      if (!this.isClosed) this.group?.pollEnded();
    }
  }

  private async pollUntil(deadlineMs: number): Promise<readonly ConsumerRecord[]> {
    while (!this.isClosed) {
      const mayTake = this.group?.advance() ?? true;
      const records = mayTake ? this.delivery.take() : [];
      if (mayTake && this.delivery.needsCodec) {
        await this.delivery.loadCodec();
        continue;
      }
      if (records.length > 0 || deadlineMs <= this.nowMs) {
        // What comes next is fetched while these are worked on.
        this.fetcher.step(this.partitions.all);
        return records;
      }
      await this.waitForChange(deadlineMs);
    }
    return [];
  }

  /** Begins what can begin, and waits until something has changed, or for a time. */
  private async waitForChange(deadlineMs: number): Promise<void> {
    const waitMs = Math.min(this.fetcher.step(this.partitions.all), deadlineMs - this.nowMs);
    await this.changes.wait(waitMs);
  }

  private watchTopics(): void {
    const wanted =
      this.group?.topicsWanted ?? (this.group?.isSubscribed === true ? null : undefined);
    this.cluster.setTopicIds(this.group?.topicIdsWanted ?? []);
    if (wanted === null) this.cluster.setTopics(null);
    else this.cluster.setTopics(new Set([...this.partitions.topics, ...(wanted ?? [])]));
  }

  /**
   * The records of all partitions, one after the other, as `poll` returns them, until `close`. With
   * each record those before it count as processed; a loop that ends early leaves the positions
   * behind the record that it got last.
   */
  async *[Symbol.asyncIterator](): AsyncGenerator<ConsumerRecord, void, undefined> {
    while (!this.isClosed) yield* this.delivery.oneByOne(await this.poll());
  }

  /**
   * Closes the consumer: a `poll` that waits returns no records. With automatic commits what was
   * returned is committed; the listener is told; the group is left, but for a static member, which
   * others wait for until its session is over. That takes `timeoutMs` at most, 30 s by default.
   * Then all connections are closed. Rejects after that with what the listener or commits raised.
   */
  async close(options: GroupCallOptions = {}): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    this.isLeaving = true;
    this.changes.raise();
    try {
      await this.group?.leave(options.timeoutMs ?? CLOSE_TIMEOUT_MS_DEFAULT);
    } finally {
      this.isLeaving = false;
      this.group?.close();
      this.cluster.close();
      this.changes.raise();
    }
  }

  /** As `close`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
