import { KafkaError } from '@odradek/base';
import { loadCompression } from '@odradek/protocol';

import type { AssignedPartition, FetchPosition } from './assigned-partition.ts';
import type { AssignedPartitions } from './assigned-partitions.ts';
import type { ConsumerRecord } from './consumer-options.ts';
import type { ConsumerSettings } from './consumer-settings.ts';
import type { FetchedRecords } from './fetched-records.ts';

/** The pause after an answer that has records, but none at or after the position. */
const FRUITLESS_BACKOFF_MS = 100;

/** What was fetched, and for which partition. */
interface Arrived {
  readonly assigned: AssignedPartition;
  readonly fetched: FetchedRecords;
}

/**
 * Gives the application what was fetched, and knows how far it has got: a loop over records may stop
 * in the midst of what `take` has taken for it.
 */
export class RecordDelivery {
  private readonly settings: ConsumerSettings;
  private readonly partitions: AssignedPartitions;
  /** Whether a batch waits for its codec to be loaded, and whether that was tried. */
  private isCodecMissing = false;
  private wasCodecLoaded = false;
  /** What a loop has taken, and how much of it the loop has not seen. */
  private inHand: readonly ConsumerRecord[] = [];
  private seenCount = 0;

  constructor(settings: ConsumerSettings, partitions: AssignedPartitions) {
    this.settings = settings;
    this.partitions = partitions;
  }

  /** Whether `loadCodec` has to be awaited before more can be taken. */
  get needsCodec(): boolean {
    return this.isCodecMissing;
  }

  /** Only who meets zstd waits for it, on a Node that has none of its own. */
  async loadCodec(): Promise<void> {
    await loadCompression();
    this.isCodecMissing = false;
    this.wasCodecLoaded = true;
  }

  /**
   * Takes what was fetched, in the order in which it arrived, so that no partition starves another.
   * An error waits for the next call if there are records before it.
   */
  take(): readonly ConsumerRecord[] {
    for (const assigned of this.partitions.all) {
      if (assigned.fetched.length === 0) assigned.throwError();
    }
    const records: ConsumerRecord[] = [];
    for (const { assigned, fetched } of this.inOrderOfArrival()) {
      if (records.length >= this.settings.maxPollRecords || this.isCodecMissing) break;
      // What follows on something that cannot be read was dropped.
      if (assigned.fetched[0] === fetched) this.takeFrom(assigned, fetched, records);
    }
    if (records.length === 0) {
      for (const assigned of this.partitions.all) assigned.throwError();
    }
    return records;
  }

  private inOrderOfArrival(): readonly Arrived[] {
    const arrived: Arrived[] = [];
    for (const assigned of this.partitions.all) {
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
    const nowMs = this.settings.client.environment.clock.monotonicMs();
    if (fetched.isFruitless) assigned.retryAtMs = nowMs + FRUITLESS_BACKOFF_MS;
  }

  /** Gives a loop the records one by one. What it has not seen when it stops is as never taken. */
  *oneByOne(records: readonly ConsumerRecord[]): Generator<ConsumerRecord, void, undefined> {
    this.inHand = records;
    this.seenCount = 0;
    try {
      for (let record = this.nextInHand; record !== undefined; record = this.nextInHand) {
        this.seenCount++;
        yield record;
      }
    } finally {
      this.putBack();
    }
  }

  private get nextInHand(): ConsumerRecord | undefined {
    return this.inHand[this.seenCount];
  }

  private putBack(): void {
    const unseen = this.inHand.slice(this.seenCount);
    for (const assigned of this.partitions.all) {
      const position = firstOf(assigned, unseen);
      if (position !== undefined) assigned.seek(position.offset, position.offsetEpoch);
    }
    this.inHand = [];
  }

  /** Forgets what a loop has in hand of a partition, which goes on elsewhere or is gone. */
  drop(assigned: AssignedPartition): void {
    if (this.nextInHand === undefined) return;
    const { topic, partition } = assigned;
    this.inHand = this.inHand
      .slice(this.seenCount)
      .filter((record) => record.topic !== topic || record.partition !== partition);
    this.seenCount = 0;
  }

  /** Behind what the application has got; `undefined` if it is not known yet where that is. */
  positionOf(assigned: AssignedPartition): FetchPosition | undefined {
    if (this.nextInHand === undefined) return assigned.position;
    return firstOf(assigned, this.inHand.slice(this.seenCount)) ?? assigned.position;
  }
}

function firstOf(
  { topic, partition }: AssignedPartition,
  records: readonly ConsumerRecord[],
): FetchPosition | undefined {
  const first = records.find((other) => other.topic === topic && other.partition === partition);
  return first && { offset: first.offset, offsetEpoch: first.leaderEpoch };
}
