import type { Offset, Timestamp } from '@odradek/base';

import { checkMarker, type MarkerCheck, type UnplacedMarker } from './marker-check.ts';
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
import { type CompletedTransaction, Transactions } from './transactions.ts';

/** When a producer is forgotten. */
export interface ProducerExpiration {
  /** The wall clock. */
  readonly now: Timestamp;
  /** Kafka's `producer.id.expiration.ms`. */
  readonly expirationMs: number;
}

/** What was known of a producer before a batch or marker of it came; no entry if that was nothing. */
export interface ProducerBefore {
  readonly producerId: bigint;
  readonly entry: ProducerStateEntry | undefined;
}

/**
 * What a partition knows of the idempotent and transactional producers that wrote to it (Kafka's
 * `ProducerStateManager`): asked before an append, told after it and once more when the log is read
 * after a restart, with the same result. After a truncation a new one is made, of a snapshot and what
 * is read behind it.
 */
export class ProducerStates {
  private readonly entries: Map<bigint, ProducerStateEntry>;
  private readonly transactions: Transactions;

  /** Begins with what a snapshot says. The entries belong to the states from now on. */
  constructor(entries: Iterable<ProducerStateEntry> = []) {
    this.entries = new Map();
    for (const entry of entries) this.entries.set(entry.producerId, entry);
    this.transactions = new Transactions(ongoingIn(this.entries.values()));
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

  /** Whether a coordinator may end a transaction with this marker; changes nothing. */
  checkMarker(marker: UnplacedMarker, transactionVersion: number): MarkerCheck {
    return checkMarker(this.entries.get(marker.producerId), marker, transactionVersion);
  }

  /** What is known of a producer now, to `restore` it after one batch or marker. */
  before(producerId: bigint): ProducerBefore {
    const entry = this.entries.get(producerId);
    return { producerId, entry: entry === undefined ? undefined : { ...entry } };
  }

  /**
   * Takes back the batch or marker that came since `before`, which must not be used again; of
   * several the last one first. The high watermark must not have passed any of them.
   */
  restore({ producerId, entry }: ProducerBefore): void {
    const since = this.entries.get(producerId)?.transactionFirstOffset ?? NO_TRANSACTION;
    const before = entry?.transactionFirstOffset ?? NO_TRANSACTION;
    if (since !== before) {
      if (since !== NO_TRANSACTION) this.transactions.takeBackBegin(since);
      if (before !== NO_TRANSACTION) this.transactions.takeBackComplete(before);
    }
    if (entry === undefined) this.entries.delete(producerId);
    else this.entries.set(producerId, entry);
  }

  /** Takes note of a batch that has its place in the log, whatever its sequence. */
  add(batch: ProducerBatch): void {
    const entry = this.entryOf(batch.producerId);
    const before = entry.transactionFirstOffset;
    addBatch(entry, batch);
    const { producerId, transactionFirstOffset } = entry;
    if (transactionFirstOffset !== before) {
      this.transactions.begin(producerId, transactionFirstOffset);
    }
  }

  /**
   * Takes note of a transaction marker that has its place in the log, whatever its epochs. Answers
   * the transaction that it ends; `undefined` if the producer has none open.
   */
  addMarker(marker: TransactionMarker, offset: Offset): CompletedTransaction | undefined {
    const entry = this.entryOf(marker.producerId);
    const { producerId, transactionFirstOffset: firstOffset } = entry;
    addMarker(entry, marker);
    if (firstOffset === NO_TRANSACTION) return undefined;
    const isAborted = marker.type === 'ABORT';
    const completed = { producerId, firstOffset, lastOffset: offset, isAborted };
    this.transactions.complete(completed);
    return completed;
  }

  /**
   * Where the first transaction begins that is not stable: that has no marker, or one that is not
   * below `highWatermark`. `undefined` if there is none. Of transactions from before a restart or a
   * truncation only the open ones are known. It may lie before the log start offset.
   */
  firstUnstableOffset(highWatermark: Offset): Offset | undefined {
    return this.transactions.firstUnstableOffset(highWatermark);
  }

  /**
   * What the `.txnindex` says of a transaction: the last stable offset once it is stable itself.
   * Asked after its marker was added and before anything else is (Kafka's
   * `lastStableOffset(CompletedTxn)`).
   */
  lastStableOffsetFor(completed: CompletedTransaction): Offset {
    return this.transactions.lastStableOffsetFor(completed);
  }

  /** Forgets transactions whose marker is below the high watermark; it never goes back. */
  onHighWatermark(highWatermark: Offset): void {
    this.transactions.onHighWatermark(highWatermark);
  }

  /** Takes what another knows of producers that are not known here. */
  addUnknown(others: ProducerStates): void {
    for (const entry of others.all()) {
      if (this.entries.has(entry.producerId)) continue;
      this.entries.set(entry.producerId, entry);
      for (const { producerId, firstOffset } of ongoingIn([entry])) {
        this.transactions.begin(producerId, firstOffset);
      }
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

function ongoingIn(
  entries: Iterable<ProducerStateEntry>,
): readonly { readonly producerId: bigint; readonly firstOffset: Offset }[] {
  return [...entries]
    .filter((entry) => entry.transactionFirstOffset !== NO_TRANSACTION)
    .map(({ producerId, transactionFirstOffset: firstOffset }) => ({ producerId, firstOffset }));
}
