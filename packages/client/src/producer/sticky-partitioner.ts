import type { RandomSource } from '@odradek/base';

import { randomIndex } from '../random/random-number.ts';

/** A partition that a record without key may go to. */
export interface PartitionLoad {
  readonly partition: number;
  readonly hasLeader: boolean;
  /** How many batches wait for it. */
  readonly queuedBatches: number;
}

/**
 * Kafka's built-in partitioner for records without key, of one topic (KIP-794): stays with a
 * partition until a batch's worth of bytes went to it, then takes another by chance, the likelier
 * the shorter its queue.
 */
export class StickyPartitioner {
  private readonly batchSize: number;
  private readonly random: RandomSource;
  private current: number | undefined;
  private producedBytes = 0;

  constructor(batchSize: number, random: RandomSource) {
    this.batchSize = batchSize;
    this.random = random;
  }

  /** The partition of the next record; `loads` are those of all partitions, at least one. */
  partition(loads: () => readonly PartitionLoad[]): number {
    this.current ??= this.choose(loads());
    return this.current;
  }

  /**
   * Counts a record that went to the partition. The switch waits for the batch to be full, so that
   * no small one is left behind, but not for more than twice the size of a batch.
   */
  onAppended(bytes: number, isBatchFull: boolean): void {
    this.producedBytes += bytes;
    const isDue = this.producedBytes >= this.batchSize && isBatchFull;
    if (!isDue && this.producedBytes < 2 * this.batchSize) return;
    this.current = undefined;
    this.producedBytes = 0;
  }

  private choose(loads: readonly PartitionLoad[]): number {
    const withLeader = loads.filter((load) => load.hasLeader);
    const candidates = withLeader.length > 0 ? withLeader : loads;
    const longest = candidates.reduce((most, load) => Math.max(most, load.queuedBatches), 0);
    const weightOf = (load: PartitionLoad): number => longest + 1 - load.queuedBatches;
    const total = candidates.reduce((sum, load) => sum + weightOf(load), 0);
    let left = randomIndex(this.random, total);
    for (const load of candidates) {
      left -= weightOf(load);
      if (left < 0) return load.partition;
    }
    return candidates[0]?.partition ?? 0;
  }
}
