import {
  attributesAt,
  baseOffsetAt,
  isTransactional,
  lastOffsetAt,
  producerIdAt,
  readControlRecordType,
  RecordCursor,
} from '@odradek/protocol';

import type { AbortedTransaction } from '../segment/transaction-index.ts';

/** A transaction that a walk is in, and that will be aborted. */
interface OngoingAborted {
  readonly transaction: AbortedTransaction;
  /** Whether a batch of it came. */
  isObserved: boolean;
}

/**
 * Follows the transactions of a log while its batches are walked, oldest first (Kafka's
 * `CleanedTransactionMetadata`): which of them are aborted, and whose marker nothing needs any more.
 */
export class CleanedTransactions {
  /** Those to come, by the offset of their first record, last one first. */
  private readonly aborted: AbortedTransaction[];
  private readonly ongoingAborted = new Map<bigint, OngoingAborted>();
  private readonly ongoingCommitted = new Set<bigint>();

  /** Takes all aborted transactions that have records in what is walked. */
  constructor(aborted: readonly AbortedTransaction[]) {
    this.aborted = [...aborted].sort((one, other) => other.firstOffset - one.firstOffset);
  }

  /** Takes note of a batch of records; answers whether it is of a transaction that is aborted. */
  isAborted(batch: Buffer): boolean {
    this.beginUpTo(batch);
    if (!isTransactional(attributesAt(batch, 0))) return false;
    const producerId = producerIdAt(batch, 0);
    const ongoing = this.ongoingAborted.get(producerId);
    if (ongoing === undefined) {
      this.ongoingCommitted.add(producerId);
      return false;
    }
    ongoing.isObserved = true;
    return true;
  }

  /**
   * Takes note of a control batch; answers whether nothing of its transaction is left, so that it may
   * go. `onAborted` is told of the transaction that it aborts, if something is.
   */
  isSpare(batch: Buffer, onAborted: (transaction: AbortedTransaction) => void): boolean {
    this.beginUpTo(batch);
    const cursor = new RecordCursor(batch);
    // One that was emptied was found spare before.
    if (!cursor.next()) return true;
    const producerId = producerIdAt(batch, 0);
    const type = readControlRecordType(cursor.key);
    if (type === 'COMMIT') return !this.ongoingCommitted.delete(producerId);
    if (type !== 'ABORT') return false;
    const ongoing = this.ongoingAborted.get(producerId);
    this.ongoingAborted.delete(producerId);
    if (ongoing?.isObserved !== true) return true;
    onAborted(ongoing.transaction);
    return false;
  }

  /** Those that end before the batch are over: the walk begins behind them. */
  private beginUpTo(batch: Buffer): void {
    const offset = lastOffsetAt(batch, 0);
    const baseOffset = baseOffsetAt(batch, 0);
    let next = this.aborted.at(-1);
    while (next !== undefined && next.firstOffset <= offset) {
      this.aborted.pop();
      const isOver = next.lastOffset < baseOffset;
      if (!isOver && !this.ongoingAborted.has(next.producerId)) {
        this.ongoingAborted.set(next.producerId, { transaction: next, isObserved: false });
      }
      next = this.aborted.at(-1);
    }
  }
}
