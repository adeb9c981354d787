import type { ProducerBatch, ProducerIdentity } from './producer-batch.ts';

/** Where the sequence numbers of a partition stand. */
export class PartitionSequences {
  /** For whom the numbers count; `undefined` before the first batch. */
  identity: ProducerIdentity | undefined;
  /** The number of the first record of the next batch. */
  nextSequence = 0;
  /** The number of the last record that the broker has acknowledged, -1 if there is none. */
  lastAckedSequence = -1;
  /**
   * The number after a batch that was given up without knowing whether the broker has it; the next
   * batch tells. `undefined` if there is none.
   */
  unresolvedSequence: number | undefined;
  /** The batches that have numbers and no outcome, sent or to be sent again, in order. */
  readonly pending: ProducerBatch[] = [];

  /** Begins at zero for another identity; the batches without outcome are numbered anew. */
  restart(identity: ProducerIdentity): void {
    this.identity = identity;
    this.lastAckedSequence = -1;
    this.unresolvedSequence = undefined;
    this.nextSequence = 0;
    for (const batch of this.pending) {
      batch.setSequence(identity, this.nextSequence);
      this.nextSequence += batch.recordsCount;
    }
  }

  /** Adds a batch that has numbers, in its place. */
  add(batch: ProducerBatch): void {
    const index = this.pending.findIndex((other) => other.recordIndex > batch.recordIndex);
    this.pending.splice(index < 0 ? this.pending.length : index, 0, batch);
  }

  /** Removes a batch whose outcome is known, or that was given up. */
  remove(batch: ProducerBatch): void {
    const index = this.pending.indexOf(batch);
    if (index >= 0) this.pending.splice(index, 1);
  }

  /** Whether a batch with this number follows immediately on what the broker has acknowledged. */
  isNext(sequence: number): boolean {
    const { lastAckedSequence } = this;
    if (lastAckedSequence < 0) return sequence === 0;
    return sequence === (lastAckedSequence === 0x7fffffff ? 0 : lastAckedSequence + 1);
  }
}
