import type { Timestamp } from '@odradek/base';

import type { ProducerBatch } from './producer-batch.ts';
import {
  addBatch,
  addMarker,
  newProducerEntry,
  NO_TRANSACTION,
  type ProducerStateEntry,
  type TransactionMarker,
} from './producer-state-entry.ts';
import { checkSequence, type SequenceCheck, type SequencedBatch } from './sequence-check.ts';

/** When a producer is forgotten. */
export interface ProducerExpiration {
  /** The wall clock. */
  readonly now: Timestamp;
  /** Kafka's `producer.id.expiration.ms`. */
  readonly expirationMs: number;
}

/** What was known of a producer before a batch of it came; no entry if that was nothing. */
export interface ProducerBefore {
  readonly producerId: bigint;
  readonly entry: ProducerStateEntry | undefined;
}

/**
 * What a partition knows of the idempotent producers that wrote to it (Kafka's
 * `ProducerStateManager`): asked before an append, told after it and once more when the log is read
 * after a restart, with the same result.
 */
export class ProducerStates {
  private readonly entries: Map<bigint, ProducerStateEntry>;

  constructor(entries: Iterable<ProducerStateEntry> = []) {
    this.entries = new Map();
    for (const entry of entries) this.entries.set(entry.producerId, entry);
  }

  /** How many producers are known. */
  get size(): number {
    return this.entries.size;
  }

  /** What is known of a producer, if anything. */
  get(producerId: bigint): ProducerStateEntry | undefined {
    return this.entries.get(producerId);
  }

  /** All that is known, in the order in which the producers first came. */
  all(): Iterable<ProducerStateEntry> {
    return this.entries.values();
  }

  /** Whether a batch from a client goes on where its producer was; changes nothing. */
  check(batch: SequencedBatch): SequenceCheck {
    return checkSequence(this.entries.get(batch.producerId), batch);
  }

  /** What is known of a producer now, to `restore` it. */
  before(producerId: bigint): ProducerBefore {
    const entry = this.entries.get(producerId);
    return { producerId, entry: entry === undefined ? undefined : { ...entry } };
  }

  /** Takes back what came since: of several batches the last one first. */
  restore({ producerId, entry }: ProducerBefore): void {
    if (entry === undefined) this.entries.delete(producerId);
    else this.entries.set(producerId, entry);
  }

  /** Takes note of a batch that has its place in the log, whatever its sequence. */
  add(batch: ProducerBatch): void {
    addBatch(this.entryOf(batch.producerId), batch);
  }

  /** Takes note of a transaction marker that has its place in the log. */
  addMarker(marker: TransactionMarker): void {
    addMarker(this.entryOf(marker.producerId), marker);
  }

  /** Takes what another knows of producers that are not known here. */
  addUnknown(others: ProducerStates): void {
    for (const entry of others.all()) {
      if (!this.entries.has(entry.producerId)) this.entries.set(entry.producerId, entry);
    }
  }

  private entryOf(producerId: bigint): ProducerStateEntry {
    const known = this.entries.get(producerId);
    if (known !== undefined) return known;
    const entry = newProducerEntry(producerId);
    this.entries.set(producerId, entry);
    return entry;
  }

  /**
   * Forgets the producers without an open transaction whose last records are at least
   * `expirationMs` old by their own timestamps; answers how many.
   */
  expire({ now, expirationMs }: ProducerExpiration): number {
    const before = this.entries.size;
    for (const { producerId, transactionFirstOffset, lastTimestamp } of this.entries.values()) {
      if (transactionFirstOffset !== NO_TRANSACTION) continue;
      if (now - lastTimestamp >= expirationMs) this.entries.delete(producerId);
    }
    return before - this.entries.size;
  }
}
