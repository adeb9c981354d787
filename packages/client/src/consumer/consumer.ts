import { KafkaError, type Offset } from '@odradek/base';
import { loadCompression } from '@odradek/protocol';

import type { InEnvironment } from '../client-options.ts';
import { closedError } from '../closed-error.ts';
import { Cluster } from '../cluster/cluster.ts';
import type { Pause } from '../time/pauses.ts';
import { AssignedPartition } from './assigned-partition.ts';
import type {
  ConsumerOptions,
  ConsumerRecord,
  PartitionAssignment,
  PollOptions,
  TopicPartition,
} from './consumer-options.ts';
import { type ConsumerSettings, consumerSettings } from './consumer-settings.ts';
import type { FetchedRecords } from './fetched-records.ts';
import { Fetcher } from './fetcher.ts';

const POLL_TIMEOUT_MS_DEFAULT = 1000;
/** Kafka's `default.api.timeout.ms`. */
const POSITION_TIMEOUT_MS = 60_000;
/** The pause after an answer that has records, but none at or after the position. */
const FRUITLESS_BACKOFF_MS = 100;

/** What was fetched, and for which partition. */
interface Arrived {
  readonly assigned: AssignedPartition;
  readonly fetched: FetchedRecords;
}

/**
 * Reads records of partitions that it is told, each in the order of its log. Fetches ahead: while
 * records are worked on the next ones come. Connects with the first `poll`.
 */
export class Consumer implements AsyncDisposable, AsyncIterable<ConsumerRecord> {
  private readonly settings: ConsumerSettings;
  private readonly cluster: Cluster;
  private readonly fetcher: Fetcher;
  private readonly partitions: Map<string, AssignedPartition> = new Map();
  private readonly waiting: Set<Pause> = new Set<Pause>();
  private isPolling = false;
  /** Whether a batch waits for its codec to be loaded, and whether that was tried. */
  private isCodecMissing = false;
  private wasCodecLoaded = false;
  private isClosed = false;

  /** Raises `INVALID_CONFIG` if an option is not valid. */
  constructor(options: InEnvironment<ConsumerOptions>) {
    this.settings = consumerSettings(options);
    const wake = (): void => this.wake();
    this.cluster = new Cluster(this.settings.client, {
      allowAutoTopicCreation: false,
      onChange: wake,
    });
    this.fetcher = new Fetcher(this.settings, this.cluster, wake);
  }

  /**
   * Reads these partitions from now on, each from its offset, and no others. Nothing is asked of
   * the cluster yet: a partition that does not exist is waited for. Rejects with
   * `ODRADEK_INVALID_ARGUMENT` for what is no partition or offset.
   */
  async assign(partitions: readonly PartitionAssignment[]): Promise<void> {
    if (this.isClosed) throw closedError();
    for (const assignment of partitions) checkAssignment(assignment);
    const topicsBefore = new Set([...this.partitions.values()].map(({ topic }) => topic));
    for (const assigned of this.partitions.values()) assigned.forget();
    this.partitions.clear();
    for (const assignment of partitions) {
      const assigned = new AssignedPartition(assignment);
      assigned.seek(assignment.offset);
      this.partitions.set(keyOf(assignment), assigned);
      topicsBefore.delete(assignment.topic);
    }
    for (const topic of topicsBefore) this.cluster.removeTopic(topic);
    this.wake();
  }

  /** The partitions that are assigned, in the order of `assign`. */
  assignment(): readonly TopicPartition[] {
    return [...this.partitions.values()].map(({ topic, partition }) => ({ topic, partition }));
  }

  /**
   * Goes to an offset of a partition: the next record that `poll` returns of it is the first at or
   * after it. Raises `ODRADEK_NOT_ASSIGNED` if the partition is not assigned.
   */
  seek(assignment: PartitionAssignment): void {
    checkAssignment(assignment);
    this.assigned(assignment).seek(assignment.offset);
    this.wake();
  }

  /**
   * The offset of the next record that `poll` returns of a partition. Waits until it is known where
   * that is an end of the log. Rejects with `ODRADEK_NOT_ASSIGNED`, with `REQUEST_TIMED_OUT` after a
   * minute, and with what `poll` rejects with.
   */
  async position(partition: TopicPartition): Promise<Offset> {
    const assigned = this.assigned(partition);
    const deadlineMs = this.nowMs + POSITION_TIMEOUT_MS;
    while (assigned.position === undefined) {
      this.throwError(assigned);
      if (this.isClosed) throw closedError();
      if (this.nowMs >= deadlineMs) throw this.positionTimeout(assigned);
      await this.waitForChange(deadlineMs);
    }
    return assigned.position.offset;
  }

  private get nowMs(): number {
    return this.settings.client.environment.clock.monotonicMs();
  }

  private positionTimeout({ topic, partition }: TopicPartition): KafkaError {
    const reason = this.cluster.updateError?.message ?? 'the partition may not exist.';
    return new KafkaError(
      'REQUEST_TIMED_OUT',
      `The position in topic "${topic}", partition ${partition}, was not found within ` +
        `${POSITION_TIMEOUT_MS} ms: ${reason}`,
      { retriable: true },
    );
  }

  /** Returns no records of these partitions until `resume`. Raises `ODRADEK_NOT_ASSIGNED`. */
  pause(partitions: readonly TopicPartition[]): void {
    for (const partition of partitions) this.assigned(partition).isPaused = true;
  }

  /** Returns records of these partitions again. Raises `ODRADEK_NOT_ASSIGNED`. */
  resume(partitions: readonly TopicPartition[]): void {
    for (const partition of partitions) this.assigned(partition).isPaused = false;
    this.wake();
  }

  private assigned(partition: TopicPartition): AssignedPartition {
    const assigned = this.partitions.get(keyOf(partition));
    if (assigned !== undefined) return assigned;
    throw new KafkaError(
      'ODRADEK_NOT_ASSIGNED',
      `Topic "${partition.topic}", partition ${partition.partition}, is not assigned to this ` +
        'consumer; call assign with it first.',
    );
  }

  /**
   * Returns the next records, at most `max.poll.records`, in order within each partition; as soon
   * as there is one, or none after `timeoutMs` or after `close`. The positions move behind what is
   * returned.
   *
   * Rejects, for the partition that the message names, with `OFFSET_OUT_OF_RANGE` if
   * `auto.offset.reset` is `none`, with `CORRUPT_MESSAGE` and others where a batch cannot be read,
   * and with what a broker refuses for good; the position stays, other partitions can be read on.
   * Rejects with `ODRADEK_CONCURRENT_POLL` while another call is under way.
   */
  async poll(options: PollOptions = {}): Promise<readonly ConsumerRecord[]> {
    if (this.isClosed) throw closedError();
    if (this.isPolling) {
      const message = 'One call of poll is under way; await it before the next.';
      throw new KafkaError('ODRADEK_CONCURRENT_POLL', message);
    }
    this.isPolling = true;
    try {
      return await this.pollUntil(options.timeoutMs ?? POLL_TIMEOUT_MS_DEFAULT);
    } finally {
      this.isPolling = false;
    }
  }

  private async pollUntil(timeoutMs: number): Promise<readonly ConsumerRecord[]> {
    const deadlineMs = this.nowMs + timeoutMs;
    for (;;) {
      const records = this.takeRecords();
      if (this.isCodecMissing) {
        // Only who meets zstd waits for it, on a Node that has none of its own.
        await loadCompression();
        this.isCodecMissing = false;
        this.wasCodecLoaded = true;
        continue;
      }
      if (records.length > 0) {
        // What comes next is fetched while these are worked on.
        this.step();
        return records;
      }
      if (this.isClosed) return [];
      const leftMs = deadlineMs - this.nowMs;
      if (leftMs <= 0) {
        this.step();
        return [];
      }
      await this.waitForChange(deadlineMs);
    }
  }

  /**
   * Takes what was fetched, in the order in which it arrived, so that no partition starves another.
   * An error waits for the next call if there are records before it.
   */
  private takeRecords(): readonly ConsumerRecord[] {
    for (const assigned of this.partitions.values()) {
      if (assigned.fetched.length === 0) this.throwError(assigned);
    }
    const records: ConsumerRecord[] = [];
    for (const { assigned, fetched } of this.inOrderOfArrival()) {
      if (records.length >= this.settings.maxPollRecords || this.isCodecMissing) break;
      // What follows on something that cannot be read was dropped.
      if (assigned.fetched[0] === fetched) this.takeFrom(assigned, fetched, records);
    }
    if (records.length === 0) {
      for (const assigned of this.partitions.values()) this.throwError(assigned);
    }
    return records;
  }

  private inOrderOfArrival(): readonly Arrived[] {
    const arrived: Arrived[] = [];
    for (const assigned of this.partitions.values()) {
      if (assigned.isPaused) continue;
      for (const fetched of assigned.fetched) arrived.push({ assigned, fetched });
    }
    return arrived.sort((a, b) => a.fetched.arrival - b.fetched.arrival);
  }

  private takeFrom(
    assigned: AssignedPartition,
    fetched: FetchedRecords,
    records: ConsumerRecord[],
  ): void {
    try {
      fetched.take(records, this.settings.maxPollRecords);
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      if (error.code === 'ODRADEK_COMPRESSION_NOT_LOADED' && !this.wasCodecLoaded) {
        this.isCodecMissing = records.length === 0;
        return;
      }
      assigned.forget();
      assigned.error = error;
    }
    assigned.advance(fetched.nextOffset, fetched.leaderEpoch);
    if (!fetched.isDrained) return;
    assigned.fetched.shift();
    if (fetched.isFruitless) assigned.retryAtMs = this.nowMs + FRUITLESS_BACKOFF_MS;
  }

  private throwError(assigned: AssignedPartition): void {
    const { error } = assigned;
    if (error === undefined || assigned.isPaused) return;
    assigned.error = undefined;
    throw error;
  }

  private step(): number {
    this.cluster.addTopics([...this.partitions.values()].map(({ topic }) => topic));
    return this.fetcher.step([...this.partitions.values()]);
  }

  /** Begins what can begin, and waits until something has changed, or for a time. */
  private async waitForChange(deadlineMs: number): Promise<void> {
    const waitMs = Math.min(this.step(), deadlineMs - this.nowMs);
    const pause = this.cluster.pauses.begin(waitMs);
    this.waiting.add(pause);
    await pause.over;
    this.waiting.delete(pause);
  }

  private wake(): void {
    for (const pause of this.waiting) pause.end();
  }

  /** The records of all partitions, one after the other, as `poll` returns them, until `close`. */
  async *[Symbol.asyncIterator](): AsyncGenerator<ConsumerRecord, void, undefined> {
    while (!this.isClosed) yield* await this.poll();
  }

  /** Closes all connections. A `poll` that waits returns no records. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.cluster.close();
    this.wake();
  }

  /** As `close`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

function keyOf({ topic, partition }: TopicPartition): string {
  return `${partition}:${topic}`;
}

function checkAssignment({ topic, partition, offset }: PartitionAssignment): void {
  const isOffset = Number.isSafeInteger(offset) && (offset as number) >= 0;
  if (typeof topic !== 'string' || topic === '') throw invalid('topic', topic, 'the name of one');
  if (!Number.isInteger(partition) || partition < 0) {
    throw invalid('partition', partition, 'an integer from 0');
  }
  if (!isOffset && offset !== 'earliest' && offset !== 'latest') {
    throw invalid('offset', offset, "an integer from 0, 'earliest' or 'latest'");
  }
}

function invalid(what: string, value: unknown, wanted: string): KafkaError {
  return new KafkaError(
    'ODRADEK_INVALID_ARGUMENT',
    `The ${what} of an assignment is ${String(value)}; give ${wanted}.`,
  );
}
