import { assert, type RandomSource } from '@odradek/base';
import { CompressionType } from '@odradek/protocol';

import type { PartitionLeader, TopicMetadata } from '../cluster/cluster-metadata.ts';
import { partitionOfKey } from './murmur2.ts';
import { PartitionQueue } from './partition-queue.ts';
import { ProducerBatch } from './producer-batch.ts';
import type { ProducerSettings } from './producer-settings.ts';
import type { RecordInSend } from './record-in-send.ts';
import { type PartitionLoad, StickyPartitioner } from './sticky-partitioner.ts';

/** What a look at the queues has found. */
export interface ReadyCheck {
  /** For each leader that has something to be sent now, all queues of partitions it leads. */
  readonly queuesByLeader: ReadonlyMap<number, readonly PartitionQueue[]>;
  /** After how many milliseconds more may be ready; `Infinity` if nothing waits. */
  readonly nextReadyMs: number;
  /** Whether a partition with something to be sent has no leader that is known. */
  readonly isLeaderMissing: boolean;
}

/** What decides whether batches need not wait for more records. */
export interface ReadyConditions {
  readonly nowMs: number;
  /** Whether all are to go now: a flush is under way, or memory is short. */
  readonly isUrgent: boolean;
  readonly leaderOf: (topic: string, partition: number) => PartitionLeader | undefined;
}

interface TopicQueues {
  readonly partitioner: StickyPartitioner;
  readonly byPartition: Map<number, PartitionQueue>;
}

const RATIO_IMPROVING_STEP = 0.005;
const RATIO_DETERIORATING_STEP = 0.05;

/**
 * Gathers records into batches, a queue of them for each partition, within `buffer.memory`. Knows
 * nothing of connections and time: those come in with each question.
 */
export class RecordAccumulator {
  private readonly settings: ProducerSettings;
  private readonly random: RandomSource;
  private readonly topics: Map<string, TopicQueues> = new Map();
  /** The queues that are not empty, longest waiting first. */
  private readonly active: Set<PartitionQueue> = new Set<PartitionQueue>();
  private readonly incomplete: Set<ProducerBatch> = new Set<ProducerBatch>();
  private readonly compressionRatios: Map<string, number> = new Map();
  private usedBytes = 0;

  constructor(settings: ProducerSettings, random: RandomSource) {
    this.settings = settings;
    this.random = random;
  }

  /** The batches that are not done, in the order in which they were begun. */
  get incompleteBatches(): ReadonlySet<ProducerBatch> {
    return this.incomplete;
  }

  /** Whether a record finds room. One finds room in any case if there is no other. */
  hasRoom(bytes: number): boolean {
    return this.usedBytes === 0 || this.usedBytes + bytes <= this.settings.bufferMemory;
  }

  /** Whether a batch of a topic is not done. */
  hasBatchOf(topic: string): boolean {
    for (const batch of this.incomplete) if (batch.topic === topic) return true;
    return false;
  }

  /** Whether a partition with something to be sent has no leader that is known. */
  lacksLeader(leaderOf: ReadyConditions['leaderOf']): boolean {
    for (const { topic, partition } of this.active) {
      if (leaderOf(topic, partition) === undefined) return true;
    }
    return false;
  }

  /** The queue of a batch. */
  queueOf(batch: ProducerBatch): PartitionQueue {
    const queue = this.topics.get(batch.topic)?.byPartition.get(batch.partition);
    assert(queue !== undefined, 'a batch comes from a queue');
    return queue;
  }

  /**
   * Appends a record to a batch of its partition, or of one that is chosen for it. Answers whether
   * it is worth a look at what is ready: a batch was begun or became full.
   */
  append(record: RecordInSend, topic: TopicMetadata, nowMs: number): boolean {
    const queues = this.queuesOf(topic.name);
    const isSticky = record.partition === undefined && record.key === null;
    const partition = this.partitionFor(record, topic, queues);
    const queue = queueFor(queues, topic.name, partition);
    const before = queue.batches.length;
    const batch = this.appendTo(queue, record, nowMs);
    batch.reservedBytes += record.sizeInBytesMax;
    this.usedBytes += record.sizeInBytesMax;
    if (isSticky) queues.partitioner.onAppended(batch.lastRecordBytes, batch.isFull);
    return batch.isFull || queue.batches.length > before;
  }

  private appendTo(queue: PartitionQueue, record: RecordInSend, nowMs: number): ProducerBatch {
    const { batchSize, compression } = this.settings;
    const last = queue.batches.at(-1);
    if (last?.tryAppend(record, batchSize) === true) {
      queue.recordsCount++;
      return last;
    }
    const { topic, partition, recordsCount: recordIndex } = queue;
    const compressionRatio = this.compressionRatios.get(topic) ?? 1;
    const format = { compression, compressionRatio };
    const batch = new ProducerBatch({ topic, partition, recordIndex, createdMs: nowMs, format });
    batch.tryAppend(record, batchSize);
    queue.recordsCount++;
    queue.batches.push(batch);
    this.active.add(queue);
    this.incomplete.add(batch);
    return batch;
  }

  private queuesOf(topic: string): TopicQueues {
    const known = this.topics.get(topic);
    if (known !== undefined) return known;
    const partitioner = new StickyPartitioner(this.settings.batchSize, this.random);
    const queues: TopicQueues = { partitioner, byPartition: new Map() };
    this.topics.set(topic, queues);
    return queues;
  }

  private partitionFor(record: RecordInSend, topic: TopicMetadata, queues: TopicQueues): number {
    if (record.partition !== undefined) return record.partition;
    const { key } = record;
    if (key === null) return queues.partitioner.partition(() => loadsOf(topic, queues));
    const bytes = typeof key === 'string' ? Buffer.from(key) : key;
    return partitionOfKey(bytes, topic.partitions.length);
  }

  /** Looks for what can be sent now, and when to look again. */
  ready(conditions: ReadyConditions): ReadyCheck {
    const queuesByLeader = new Map<number, PartitionQueue[]>();
    const leadersReady = new Set<number>();
    let nextReadyMs = Infinity;
    let isLeaderMissing = false;
    for (const queue of this.active) {
      const leader = conditions.leaderOf(queue.topic, queue.partition);
      if (leader === undefined) {
        isLeaderMissing = true;
        continue;
      }
      const waitMs = this.waitMs(queue, leader, conditions);
      const queues = queuesByLeader.get(leader.leaderId);
      if (queues === undefined) queuesByLeader.set(leader.leaderId, [queue]);
      else queues.push(queue);
      if (waitMs <= 0) leadersReady.add(leader.leaderId);
      else nextReadyMs = Math.min(nextReadyMs, waitMs);
    }
    for (const leaderId of queuesByLeader.keys()) {
      if (!leadersReady.has(leaderId)) queuesByLeader.delete(leaderId);
    }
    return { queuesByLeader, nextReadyMs, isLeaderMissing };
  }

  /** How long the first batch of a queue has to wait. */
  private waitMs(
    queue: PartitionQueue,
    leader: PartitionLeader,
    { nowMs, isUrgent }: ReadyConditions,
  ): number {
    const first = queue.batches[0];
    assert(first !== undefined, 'an active queue has a batch');
    const backoffMs = backoffLeftMs(first, leader, nowMs);
    if (backoffMs > 0) return backoffMs;
    if (first.attempts > 0 || first.isFull || queue.batches.length > 1 || isUrgent) return 0;
    return first.createdMs + this.settings.lingerMs - nowMs;
  }

  /**
   * Takes the first batch of each queue, as many as fit into a request, beginning with the queue at
   * `start`. `mayTake` may hold a batch back.
   */
  take(
    queues: readonly PartitionQueue[],
    start: number,
    conditions: ReadyConditions,
    mayTake: (queue: PartitionQueue, batch: ProducerBatch) => boolean,
  ): readonly ProducerBatch[] {
    const taken: ProducerBatch[] = [];
    let bytes = 0;
    for (let index = 0; index < queues.length; index++) {
      const queue = queues[(start + index) % queues.length];
      const batch = queue?.batches[0];
      if (queue === undefined || batch === undefined) continue;
      const leader = conditions.leaderOf(queue.topic, queue.partition);
      if (leader === undefined || backoffLeftMs(batch, leader, conditions.nowMs) > 0) continue;
      if (!mayTake(queue, batch)) continue;
      if (bytes + batch.sizeInBytes > this.settings.maxRequestSize && taken.length > 0) break;
      this.removeFirst(queue);
      bytes += batch.sizeInBytes;
      taken.push(batch);
    }
    return taken;
  }

  private removeFirst(queue: PartitionQueue): void {
    queue.batches.shift();
    if (queue.batches.length === 0) this.active.delete(queue);
  }

  /** Puts a batch back, to be sent again. */
  putBack(batch: ProducerBatch): void {
    const queue = this.queueOf(batch);
    queue.insert(batch);
    this.active.add(queue);
  }

  /** Puts the parts of a batch in its place. */
  putParts(batch: ProducerBatch, parts: readonly ProducerBatch[]): void {
    this.compressionRatios.set(batch.topic, Math.max(1, batch.compressionRatio));
    this.incomplete.delete(batch);
    for (const part of parts) {
      this.incomplete.add(part);
      this.putBack(part);
    }
  }

  /** Notes how well the codec did, for the batches to come. */
  observeCompression(batch: ProducerBatch): void {
    if (this.settings.compression === CompressionType.NONE || batch.isPart) return;
    const before = this.compressionRatios.get(batch.topic) ?? 1;
    const observed = batch.compressionRatio;
    const estimate =
      observed > before
        ? Math.max(before + RATIO_DETERIORATING_STEP, observed)
        : Math.max(before - RATIO_IMPROVING_STEP, observed);
    this.compressionRatios.set(batch.topic, estimate);
  }

  /**
   * Takes out of the queues what is too old. It must be asked by the same rule as whoever gives
   * batches up: one that is given up and still in its queue would take more records, which nobody
   * would ever hear of.
   */
  takeExpired(isExpired: (batch: ProducerBatch) => boolean): readonly ProducerBatch[] {
    const expired: ProducerBatch[] = [];
    for (const queue of this.active) {
      for (;;) {
        const first = queue.batches[0];
        if (first === undefined || !isExpired(first)) break;
        this.removeFirst(queue);
        expired.push(first);
      }
    }
    return expired;
  }

  /** Takes all batches that have not been sent out of the queues. */
  takeUnsent(): readonly ProducerBatch[] {
    return this.takeExpired(() => true);
  }

  /** Frees the memory of a batch that is done. */
  release(batch: ProducerBatch): void {
    if (!this.incomplete.delete(batch)) return;
    this.usedBytes = Math.max(this.usedBytes - batch.reservedBytes, 0);
    if (this.incomplete.size === 0) this.usedBytes = 0;
  }
}

function queueFor(queues: TopicQueues, topic: string, partition: number): PartitionQueue {
  const known = queues.byPartition.get(partition);
  if (known !== undefined) return known;
  const queue = new PartitionQueue(topic, partition);
  queues.byPartition.set(partition, queue);
  return queue;
}

function loadsOf(topic: TopicMetadata, queues: TopicQueues): readonly PartitionLoad[] {
  return topic.partitions.map(({ partition, leaderId }) => ({
    partition,
    hasLeader: leaderId >= 0,
    queuedBatches: queues.byPartition.get(partition)?.batches.length ?? 0,
  }));
}

/** A batch waits after a failure, but not for a leader that was elected since (KIP-951). */
function backoffLeftMs(batch: ProducerBatch, leader: PartitionLeader, nowMs: number): number {
  if (batch.attempts > 0 && leader.leaderEpoch > batch.sentToLeaderEpoch) return 0;
  return batch.retryAtMs - nowMs;
}
