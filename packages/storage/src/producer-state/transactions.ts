import { assert, type Offset } from '@odradek/base';

/** A transaction that a marker has ended in this partition (Kafka's `CompletedTxn`). */
export interface CompletedTransaction {
  readonly producerId: bigint;
  /** Of the first record of the transaction. */
  readonly firstOffset: Offset;
  /** Of the marker. */
  readonly lastOffset: Offset;
  readonly isAborted: boolean;
}

/** A transaction without a marker yet (Kafka's `TxnMetadata` without a last offset). */
interface OngoingTransaction {
  readonly producerId: bigint;
  readonly firstOffset: Offset;
}

/**
 * The transactions of a partition that keep its last stable offset back (`ongoingTxns` and
 * `unreplicatedTxns` of Kafka's `ProducerStateManager`): those that are open, and those whose marker
 * is not yet below the high watermark, since the marker could still be lost with a leader.
 */
export class Transactions {
  /** Ascending by first offset, as are those below. */
  private readonly ongoing: OngoingTransaction[];
  private unreplicated: CompletedTransaction[] = [];

  constructor(ongoing: readonly OngoingTransaction[] = []) {
    this.ongoing = [...ongoing].sort((one, other) => one.firstOffset - other.firstOffset);
  }

  /** A producer has begun a transaction; it has no other one. */
  begin(producerId: bigint, firstOffset: Offset): void {
    insert(this.ongoing, { producerId, firstOffset });
  }

  /** The begin never was. */
  takeBackBegin(firstOffset: Offset): void {
    take(this.ongoing, firstOffset);
  }

  /** A marker has ended a transaction that is open. */
  complete(completed: CompletedTransaction): void {
    const { producerId } = take(this.ongoing, completed.firstOffset);
    assert(producerId === completed.producerId, 'a producer ends a transaction of its own');
    insert(this.unreplicated, completed);
  }

  /** The marker never was: the transaction that began at `firstOffset` is open again. */
  takeBackComplete(firstOffset: Offset): void {
    const { producerId } = take(this.unreplicated, firstOffset);
    insert(this.ongoing, { producerId, firstOffset });
  }

  /** Markers below the high watermark are there to stay. */
  onHighWatermark(highWatermark: Offset): void {
    if (this.unreplicated.length === 0) return;
    this.unreplicated = this.unreplicated.filter(({ lastOffset }) => lastOffset >= highWatermark);
  }

  /** Where the first transaction begins that is open, or whose marker is not below the watermark. */
  firstUnstableOffset(highWatermark: Offset): Offset | undefined {
    const ongoing = this.ongoing[0]?.firstOffset;
    const unreplicated = this.unreplicated.find(({ lastOffset }) => lastOffset >= highWatermark);
    if (ongoing === undefined) return unreplicated?.firstOffset;
    if (unreplicated === undefined) return ongoing;
    return Math.min(ongoing, unreplicated.firstOffset);
  }

  /**
   * The last stable offset as it will be when the marker of `completed`, the last that came, is below
   * the high watermark: where the first transaction begins that is open, else behind the marker.
   */
  lastStableOffsetFor({ lastOffset }: CompletedTransaction): Offset {
    return this.ongoing[0]?.firstOffset ?? lastOffset + 1;
  }
}

/** Where a transaction that begins at `firstOffset` is, or would be. */
function placeOf(transactions: readonly OngoingTransaction[], firstOffset: Offset): number {
  let low = 0;
  let high = transactions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const transaction = transactions[middle];
    if (transaction !== undefined && transaction.firstOffset < firstOffset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insert<Transaction extends OngoingTransaction>(
  transactions: Transaction[],
  transaction: Transaction,
): void {
  transactions.splice(placeOf(transactions, transaction.firstOffset), 0, transaction);
}

function take<Transaction extends OngoingTransaction>(
  transactions: Transaction[],
  firstOffset: Offset,
): Transaction {
  const place = placeOf(transactions, firstOffset);
  const transaction = transactions[place];
  assert(transaction?.firstOffset === firstOffset, 'a transaction is known where it began');
  transactions.splice(place, 1);
  return transaction;
}
