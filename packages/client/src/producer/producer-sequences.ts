import { assert } from '@odradek/base';
import { ErrorCode, errorByCode, incrementSequence } from '@odradek/protocol';

import type { PartitionQueue } from './partition-queue.ts';
import type { ProducerBatch, ProducerIdentity } from './producer-batch.ts';

/** How a broker refused a batch. */
export interface Refusal {
  readonly errorCode: number;
  /** The first offset in the log, -1 if the broker does not tell. */
  readonly logStartOffset: number;
  /** As whom the batch was sent; it may have been numbered anew since. */
  readonly sentAs: ProducerIdentity | undefined;
}

const PRODUCER_EPOCH_MAX = 0x7fff;

/**
 * The sequence numbers of an idempotent producer, by which brokers drop what comes twice and refuse
 * what comes out of order. The rules are those of the part of Kafka's `TransactionManager` that
 * serves producers without transactions (KIP-98, KIP-360).
 *
 * Where it is certain or possible that a number was lost, the producer goes on with the next epoch,
 * from zero, in the partitions concerned; the others follow when they have nothing in flight.
 */
export class ProducerSequences {
  private current: ProducerIdentity | undefined;
  private isBumpNeeded = false;
  private readonly toRestart: Set<PartitionQueue> = new Set<PartitionQueue>();
  private readonly unresolved: Set<PartitionQueue> = new Set<PartitionQueue>();

  /** Who the producer is; `undefined` while it has to ask for an id. */
  get identity(): ProducerIdentity | undefined {
    return this.current;
  }

  /** Takes the id that a broker has given. */
  adopt(identity: ProducerIdentity): void {
    this.current = identity;
    if (this.isBumpNeeded) this.restartPartitions(identity);
  }

  /** To be called before batches are taken: decides on lost numbers and bumps the epoch if needed. */
  settle(): void {
    this.resolveSequences();
    if (!this.isBumpNeeded || this.current === undefined) return;
    const { producerId, producerEpoch } = this.current;
    if (producerEpoch === PRODUCER_EPOCH_MAX) {
      // Asks for another id; the partitions restart when it is there.
      this.current = undefined;
      return;
    }
    this.current = { producerId, producerEpoch: producerEpoch + 1 };
    this.restartPartitions(this.current);
  }

  private restartPartitions(identity: ProducerIdentity): void {
    for (const queue of this.toRestart) {
      queue.sequences.restart(identity);
      this.unresolved.delete(queue);
    }
    this.toRestart.clear();
    this.isBumpNeeded = false;
  }

  private resolveSequences(): void {
    for (const queue of this.unresolved) {
      const { sequences } = queue;
      if (sequences.pending.length > 0) continue;
      // A later batch was acknowledged, so the one in doubt is there; or else nobody knows.
      if (!sequences.isNext(sequences.nextSequence)) this.requestBump(queue);
      sequences.unresolvedSequence = undefined;
      this.unresolved.delete(queue);
    }
  }

  private requestBump(queue: PartitionQueue): void {
    this.isBumpNeeded = true;
    this.toRestart.add(queue);
  }

  /** Whether the first batch of a queue may be sent now. */
  mayTake(queue: PartitionQueue, batch: ProducerBatch): boolean {
    const { sequences } = queue;
    if (this.current === undefined || this.isBumpNeeded) return false;
    // A batch that is sent again goes alone: only the oldest without outcome, so that order holds.
    if (batch.hasSequence) return sequences.pending[0] === batch;
    if (sequences.unresolvedSequence !== undefined) return false;
    if (sequences.pending.length === 0) return true;
    // A broker takes any number from a producer that it does not know. So the first batch travels
    // alone: a second one that overtakes it, because the first is refused for a moment, would be
    // taken, and the first never again.
    return sequences.identity === this.current && sequences.lastAckedSequence >= 0;
  }

  /** Gives a batch that is about to be sent its numbers, unless it has them. */
  number(queue: PartitionQueue, batch: ProducerBatch): void {
    const { sequences } = queue;
    const identity = this.current;
    assert(identity !== undefined, 'no batch is numbered without a producer id');
    if (batch.hasSequence) return;
    if (sequences.identity !== identity) sequences.restart(identity);
    batch.setSequence(identity, sequences.nextSequence);
    sequences.nextSequence = incrementSequence(sequences.nextSequence, batch.recordsCount);
    sequences.add(batch);
  }

  /** A broker has acknowledged a batch that was sent as `sentAs`. */
  complete(
    queue: PartitionQueue,
    batch: ProducerBatch,
    sentAs: ProducerIdentity | undefined,
  ): void {
    if (!batch.hasSequence) return;
    const { sequences } = queue;
    sequences.remove(batch);
    if (sentAs === sequences.identity) {
      if (
        sequences.isNext(batch.baseSequence) ||
        batch.lastSequence > sequences.lastAckedSequence
      ) {
        sequences.lastAckedSequence = batch.lastSequence;
      }
    } else if (batch.identity === sequences.identity) {
      // It was numbered anew and then arrived under its old number, so a number is missing now.
      this.requestBump(queue);
    }
  }

  /** A batch was refused for good: the numbers after its own would never be accepted. */
  fail(queue: PartitionQueue, batch: ProducerBatch): void {
    if (!batch.hasSequence) return;
    queue.sequences.remove(batch);
    if (batch.identity === queue.sequences.identity) this.requestBump(queue);
  }

  /** A batch was given up; whether the broker has it is not known. */
  expire(queue: PartitionQueue, batch: ProducerBatch): void {
    if (!batch.hasSequence) return;
    const { sequences } = queue;
    sequences.remove(batch);
    if (batch.identity !== sequences.identity) return;
    sequences.unresolvedSequence = incrementSequence(batch.lastSequence, 1);
    this.unresolved.add(queue);
  }

  /** A batch was split into parts that have its numbers. */
  split(queue: PartitionQueue, batch: ProducerBatch, parts: readonly ProducerBatch[]): void {
    if (!batch.hasSequence) return;
    queue.sequences.remove(batch);
    for (const part of parts) queue.sequences.add(part);
  }

  /** Whether a batch that was refused is to be sent again, perhaps with other numbers. */
  canRetry(queue: PartitionQueue, batch: ProducerBatch, refusal: Refusal): boolean {
    const { errorCode, logStartOffset, sentAs } = refusal;
    const isRenumbered = batch.identity !== sentAs;
    switch (errorCode) {
      case ErrorCode.UNKNOWN_PRODUCER_ID:
        if (!isRenumbered && logStartOffset !== -1) this.requestBump(queue);
        return true;
      case ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER:
        if (!isRenumbered && this.isGap(queue, batch)) this.requestBump(queue);
        return true;
      case ErrorCode.INVALID_PRODUCER_EPOCH:
        return isRenumbered;
      default:
        return errorByCode(errorCode)?.retriable ?? false;
    }
  }

  /**
   * Whether a batch is out of order because a number before it is lost, and not because one before
   * it has yet to arrive.
   */
  private isGap(queue: PartitionQueue, batch: ProducerBatch): boolean {
    const { sequences } = queue;
    const { unresolvedSequence } = sequences;
    if (unresolvedSequence !== undefined) return unresolvedSequence === batch.baseSequence;
    return sequences.isNext(batch.baseSequence);
  }
}
