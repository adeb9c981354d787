import { KafkaError, type Timer } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import type { ProduceRequest, ProduceResponse } from '@odradek/protocol/messages/00-produce';

import { closedError } from '../closed-error.ts';
import { brokersOf } from '../cluster/cluster-metadata.ts';
import { Cluster } from '../cluster/cluster.ts';
import type { BrokerConnection } from '../connection/broker-connection.ts';
import { PRODUCE } from '../connection/client-apis.ts';
import { isWorthRepeating, missingPartition } from '../connection/network-error.ts';
import { backoffMs } from '../time/exponential-backoff.ts';
import { BatchOutcomes } from './batch-outcomes.ts';
import { initProducerId } from './init-producer-id.ts';
import type { PartitionQueue } from './partition-queue.ts';
import { answersOf, produceRequest, type SentBatch } from './produce-request.ts';
import type { ProducerBatch } from './producer-batch.ts';
import { ProducerSequences } from './producer-sequences.ts';
import type { ProducerSettings } from './producer-settings.ts';
import { RecordAccumulator, type ReadyConditions } from './record-accumulator.ts';
import type { RecordInSend } from './record-in-send.ts';
import { WaitingRecords } from './waiting-records.ts';

/** The first version of Produce that names topics by id. */
const PRODUCE_VERSION_WITH_IDS = 13;

interface Flush {
  /** How many calls of `flush` there were with it. */
  readonly count: number;
  readonly resolve: () => void;
}

/**
 * Sends what the accumulator gathers: the shell around it, the sequences and the cluster. All that
 * is due is done by `step`, which runs once for whatever happened in a turn of the event loop and
 * leaves a timer for what is due later.
 */
export class Sender {
  private readonly settings: ProducerSettings;
  private readonly cluster: Cluster;
  private readonly accumulator: RecordAccumulator;
  private readonly sequences: ProducerSequences | undefined;
  private readonly outcomes: BatchOutcomes;
  private readonly waiting: WaitingRecords;
  private readonly takeStarts: Map<number, number> = new Map();
  private readonly flushes: Flush[] = [];
  /** Topics that may be forgotten, unless something names them. */
  private readonly disused: Set<string> = new Set<string>();
  private readonly leaderOf: ReadyConditions['leaderOf'] = (topic, partition) =>
    this.cluster.metadata.leaderOf(topic, partition);
  private flushesCount = 0;
  private isStepDue = false;
  private isHeld = false;
  private isClosed = false;
  private isAskingForId = false;
  private idFailures = 0;
  private expiryCheckMs = Infinity;
  private timer: Timer | undefined;

  constructor(settings: ProducerSettings) {
    this.settings = settings;
    this.cluster = new Cluster(settings.client, {
      allowAutoTopicCreation: true,
      onChange: () => this.onClusterChange(),
      lacksMetadata: () =>
        this.waiting.lacksMetadata || this.accumulator.lacksLeader(this.leaderOf),
    });
    this.accumulator = new RecordAccumulator(settings, settings.client.environment.random);
    this.sequences = settings.isIdempotent ? new ProducerSequences() : undefined;
    this.outcomes = new BatchOutcomes(settings, this.accumulator, this.sequences);
    this.waiting = new WaitingRecords({
      topicOf: (name) => this.cluster.metadata.topic(name),
      hasRoom: (bytes) => this.accumulator.hasRoom(bytes),
      append: (record, topic) => {
        if (this.accumulator.append(record, topic, this.nowMs)) this.wake();
      },
      onMissing: (topic) => this.askFor(topic),
      onRefused: (topic) => this.disused.add(topic),
      updateError: () => this.cluster.updateError,
    });
  }

  private get nowMs(): number {
    return this.settings.client.environment.clock.monotonicMs();
  }

  /** Takes a record. Its promise is settled exactly once, whatever happens. */
  add(record: Omit<RecordInSend, 'flushes'>): void {
    this.waiting.add({ ...record, flushes: this.flushesCount });
    if (!this.waiting.isEmpty || this.disused.size > 0) this.wake();
  }

  /** A topic that is known, but not the partition that a record is for, is asked for anew. */
  private askFor(topic: string): void {
    if (!this.cluster.addTopics([topic])) this.cluster.requestUpdate();
  }

  /** Sends nothing until `until` has resolved. */
  async hold(until: Promise<void>): Promise<void> {
    this.isHeld = true;
    await until;
    this.isHeld = false;
    this.wake();
  }

  /** Resolves when every record that was added before is settled, and lets none linger for it. */
  flush(): Promise<void> {
    this.flushesCount++;
    const count = this.flushesCount;
    return new Promise((resolve) => {
      this.flushes.push({ count, resolve });
      this.wake();
    });
  }

  /** Rejects what is not settled and closes all connections. */
  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.timer?.cancel();
    const error = closedError();
    this.waiting.fail(error);
    for (const batch of this.accumulator.incompleteBatches) batch.fail(() => error);
    for (const { resolve } of this.flushes.splice(0)) resolve();
    this.cluster.close();
  }

  private onClusterChange(): void {
    if (this.isClosed) return;
    this.waiting.onMetadata();
    this.wake();
  }

  /** Makes sure that `step` runs after the current turn of the event loop. */
  private wake(): void {
    if (this.isStepDue || this.isClosed) return;
    this.isStepDue = true;
    void Promise.resolve().then(() => {
      this.isStepDue = false;
      if (!this.isClosed) this.step();
    });
  }

  private step(): void {
    const { nowMs } = this;
    this.expire(nowMs);
    this.waiting.onMemory();
    this.forgetDisused();
    this.sequences?.settle();
    this.askForIdIfNeeded();
    const nextSendMs = this.isHeld ? Infinity : nowMs + this.sendReady(nowMs);
    this.settleFlushes();
    this.watch(Math.min(nextSendMs, this.expiryCheckMs, this.waiting.nextExpiryMs));
  }

  private watch(dueMs: number): void {
    this.timer?.cancel();
    this.timer = undefined;
    if (dueMs === Infinity) return;
    const { clock } = this.settings.client.environment;
    this.timer = clock.setTimer(dueMs - clock.monotonicMs(), () => this.wake());
  }

  private expire(nowMs: number): void {
    for (const topic of this.waiting.expire(nowMs)) this.disused.add(topic);
    const { incompleteBatches } = this.accumulator;
    if (nowMs >= this.expiryCheckMs) {
      this.accumulator.takeExpired((batch) => this.outcomes.isExpired(batch, nowMs));
      for (const batch of incompleteBatches) {
        if (this.outcomes.isExpired(batch, nowMs)) this.outcomes.expire(batch, nowMs);
      }
      this.expiryCheckMs = Infinity;
    }
    if (this.expiryCheckMs === Infinity) {
      for (const { createdMs } of incompleteBatches) {
        const expiryMs = createdMs + this.settings.deliveryTimeoutMs;
        this.expiryCheckMs = Math.min(this.expiryCheckMs, expiryMs);
      }
    }
  }

  /**
   * Forgets topics for which records have waited in vain, so that nobody asks for them for ever;
   * not while a batch or a record names them, and not those that can be used.
   */
  private forgetDisused(): void {
    for (const topic of this.disused) {
      const isUsable = this.cluster.metadata.topic(topic)?.errorCode === ErrorCode.NONE;
      const isUsed = isUsable || this.waiting.has(topic);
      if (!isUsed && this.accumulator.hasBatchOf(topic)) continue;
      if (!isUsed) this.cluster.removeTopic(topic);
      this.disused.delete(topic);
    }
  }

  private askForIdIfNeeded(): void {
    const { sequences } = this;
    if (sequences === undefined || sequences.identity !== undefined || this.isAskingForId) return;
    if (this.accumulator.incompleteBatches.size === 0 && this.waiting.isEmpty) return;
    void this.askForId(sequences);
  }

  private async askForId(sequences: ProducerSequences): Promise<void> {
    this.isAskingForId = true;
    try {
      sequences.adopt(await initProducerId(this.cluster));
      this.idFailures = 0;
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      await this.onIdFailure(error);
    } finally {
      this.isAskingForId = false;
      this.wake();
    }
  }

  /**
   * Without an id nothing can be sent; what keeps a broker from giving one may pass or not. Either
   * way the next attempt waits, since the next record asks for one again.
   */
  private async onIdFailure(error: KafkaError): Promise<void> {
    if (!isWorthRepeating(error)) this.rejectUnsent(error);
    this.idFailures++;
    const { retryBackoff, environment } = this.settings.client;
    await this.cluster.pauses.pause(backoffMs(retryBackoff, this.idFailures, environment.random));
  }

  private rejectUnsent(error: KafkaError): void {
    for (const topic of this.waiting.fail(error)) this.disused.add(topic);
    for (const batch of this.accumulator.takeUnsent()) this.outcomes.fail(batch, () => error);
    this.wake();
  }

  /** Sends what is ready. Answers after how many milliseconds more may be. */
  private sendReady(nowMs: number): number {
    const conditions: ReadyConditions = {
      nowMs,
      isUrgent: this.flushes.length > 0 || this.waiting.isMemoryShort,
      leaderOf: this.leaderOf,
    };
    const check = this.accumulator.ready(conditions);
    if (check.isLeaderMissing) this.cluster.requestUpdate();
    let waitMs = check.nextReadyMs;
    for (const [leaderId, queues] of check.queuesByLeader) {
      waitMs = Math.min(waitMs, this.sendTo(leaderId, queues, conditions));
    }
    return waitMs;
  }

  private sendTo(
    leaderId: number,
    queues: readonly PartitionQueue[],
    conditions: ReadyConditions,
  ): number {
    const connection = this.cluster.ready(leaderId);
    if (connection === undefined) {
      this.cluster.connectSoon(leaderId);
      return Infinity;
    }
    if (connection.throttledMs > 0) return connection.throttledMs;
    const isBusy = connection.inFlightCount >= this.settings.maxInFlight;
    if (isBusy || connection.isCongested) return Infinity;
    const start = this.takeStarts.get(leaderId) ?? 0;
    this.takeStarts.set(leaderId, start + 1);
    const batches = this.accumulator.take(
      queues,
      start,
      conditions,
      (queue, batch) => this.sequences?.mayTake(queue, batch) ?? true,
    );
    if (batches.length === 0) return Infinity;
    const sent = batches.flatMap((batch) => this.prepare(batch));
    if (sent.length > 0) this.request(connection, sent);
    // What did not fit into this request may fit into the next.
    this.wake();
    return Infinity;
  }

  /** Closes and numbers a batch. One that cannot be compressed is refused and not sent. */
  private prepare(batch: ProducerBatch): readonly SentBatch[] {
    try {
      batch.close();
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      this.outcomes.fail(batch, () => error);
      return [];
    }
    if (batch.attempts === 0) this.accumulator.observeCompression(batch);
    const queue = this.accumulator.queueOf(batch);
    this.sequences?.number(queue, batch);
    const { metadata } = this.cluster;
    batch.attempts++;
    batch.sentToLeaderEpoch = metadata.leaderEpochOf(batch.topic, batch.partition);
    return [{ batch, sentAs: batch.identity, topicId: metadata.topicId(batch.topic) }];
  }

  private request(connection: BrokerConnection, sent: readonly SentBatch[]): void {
    const { acks, client } = this.settings;
    const body = produceRequest(sent, acks, client.requestTimeoutMs);
    const topicIds = sent.map(({ topicId }) => topicId);
    const versionMax = Cluster.versionMaxFor(topicIds, PRODUCE_VERSION_WITH_IDS);
    if (acks === 0) {
      this.sendUnanswered(connection, sent, body, versionMax);
      return;
    }
    const options = versionMax === undefined ? {} : { versionMax };
    void connection.request(PRODUCE, body, options).then(
      (response) => this.onResponse(sent, response),
      (error: unknown) => this.onFailure(sent, error),
    );
  }

  private sendUnanswered(
    connection: BrokerConnection,
    sent: readonly SentBatch[],
    body: ProduceRequest,
    versionMax: number | undefined,
  ): void {
    try {
      connection.sendUnanswered(PRODUCE, body, versionMax);
    } catch (error) {
      this.onFailure(sent, error);
      return;
    }
    for (const { batch } of sent) this.outcomes.sentUnanswered(batch);
  }

  private onResponse(sent: readonly SentBatch[], response: ProduceResponse): void {
    if (this.isClosed) return;
    const endpoints = brokersOf(response.nodeEndpoints);
    for (const answer of answersOf(sent, response)) {
      const { batch } = answer.sent;
      if (answer.response === undefined) {
        this.outcomes.lost(answer.sent, missingPartition(batch.topic, batch.partition), this.nowMs);
        continue;
      }
      const isStale = this.outcomes.answered(answer.sent, answer.response, this.nowMs);
      if (!isStale) continue;
      const { currentLeader } = answer.response;
      this.cluster.learnLeader(batch.topic, batch.partition, currentLeader, endpoints);
      this.cluster.requestUpdate();
    }
    this.wake();
  }

  private onFailure(sent: readonly SentBatch[], error: unknown): void {
    if (!(error instanceof KafkaError)) throw error;
    if (this.isClosed) return;
    const isFinal = !isWorthRepeating(error);
    for (const one of sent) {
      if (one.batch.isDone) continue;
      if (isFinal) this.outcomes.fail(one.batch, () => error);
      else this.outcomes.lost(one, error, this.nowMs);
    }
    this.cluster.requestUpdate();
    this.wake();
  }

  private settleFlushes(): void {
    while (this.flushes.length > 0) {
      const first = this.flushes[0];
      if (first === undefined || this.isUnsettledBefore(first.count)) break;
      this.flushes.shift();
      first.resolve();
    }
  }

  private isUnsettledBefore(flushesCount: number): boolean {
    if (this.waiting.hasBefore(flushesCount)) return true;
    for (const batch of this.accumulator.incompleteBatches) {
      if (batch.flushes < flushesCount) return true;
    }
    return false;
  }
}
