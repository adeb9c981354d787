import type { Offset, Timestamp } from '@odradek/base';
import { NO_PRODUCER_EPOCH, NO_TIMESTAMP } from '@odradek/protocol';

import type { ProducerBatch } from './producer-batch.ts';

/** How many batches are remembered: as many as a producer may have in flight. */
export const REMEMBERED_BATCHES_MAX = 5;

/** Stands for "no open transaction". */
export const NO_TRANSACTION: Offset = -1;

/** What is remembered of a batch, to know it when it comes again (Kafka's `BatchMetadata`). */
export interface RememberedBatch {
  readonly baseSequence: number;
  readonly lastSequence: number;
  readonly baseOffset: Offset;
  readonly lastOffset: Offset;
  /** The greatest timestamp of its records. */
  readonly timestamp: Timestamp;
}

/** What a partition knows of one producer (Kafka's `ProducerStateEntry`). */
export interface ProducerStateEntry {
  readonly producerId: bigint;
  epoch: number;
  /** The last batches of this epoch, oldest first; none after a transaction marker of a new epoch. */
  batches: readonly RememberedBatch[];
  /** The greatest timestamp of the last batch or marker: what the expiry counts from. */
  lastTimestamp: Timestamp;
  /** The epoch of the coordinator that wrote the last transaction marker, -1 if there is none. */
  coordinatorEpoch: number;
  /** Where the open transaction begins, or `NO_TRANSACTION`. */
  transactionFirstOffset: Offset;
}

/** Of a producer that the partition does not know. */
export function newProducerEntry(producerId: bigint): ProducerStateEntry {
  return {
    producerId,
    epoch: NO_PRODUCER_EPOCH,
    batches: [],
    lastTimestamp: NO_TIMESTAMP,
    coordinatorEpoch: -1,
    transactionFirstOffset: NO_TRANSACTION,
  };
}

/** Brings an entry forward by a batch that is in the log. */
export function addBatch(entry: ProducerStateEntry, batch: ProducerBatch): void {
  const { baseSequence, lastSequence, baseOffset, lastOffset, maxTimestamp: timestamp } = batch;
  moveToEpoch(entry, batch.producerEpoch);
  const kept = entry.batches.slice(1 - REMEMBERED_BATCHES_MAX);
  entry.batches = [...kept, { baseSequence, lastSequence, baseOffset, lastOffset, timestamp }];
  entry.lastTimestamp = timestamp;
  if (batch.isTransactional && entry.transactionFirstOffset === NO_TRANSACTION) {
    entry.transactionFirstOffset = baseOffset;
  }
}

/** What a transaction marker says: whose transaction is over, and how it ended. */
export interface TransactionMarker {
  readonly type: 'ABORT' | 'COMMIT';
  readonly producerId: bigint;
  readonly producerEpoch: number;
  /** Of the transaction coordinator that wrote it. */
  readonly coordinatorEpoch: number;
  readonly timestamp: Timestamp;
}

/** Brings an entry forward by a marker that is in the log: its transaction is over. */
export function addMarker(entry: ProducerStateEntry, marker: TransactionMarker): void {
  moveToEpoch(entry, marker.producerEpoch);
  entry.coordinatorEpoch = marker.coordinatorEpoch;
  entry.lastTimestamp = marker.timestamp;
  entry.transactionFirstOffset = NO_TRANSACTION;
}

/** Sequences begin anew with an epoch, so nothing of the one before is remembered. */
function moveToEpoch(entry: ProducerStateEntry, epoch: number): void {
  if (entry.epoch === epoch) return;
  entry.epoch = epoch;
  entry.batches = [];
}
