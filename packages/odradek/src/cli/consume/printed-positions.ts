import type { Offset } from '@odradek/base';
import type { ConsumerRecord, PositionToCommit, TopicPartition } from '@odradek/client';

import { PartitionMap } from '../partition/partition-map.ts';

/** The offset of the next record of a partition. */
type Position = TopicPartition & { readonly offset: Offset };

/**
 * Up to where records were printed: what a group may commit, and nothing beyond it. Records that were
 * written count only when the output has taken them.
 */
export class PrintedPositions {
  private lastWritten: PartitionMap<ConsumerRecord> = new PartitionMap();
  private readonly printed: PartitionMap<PositionToCommit> = new PartitionMap();
  private readonly committed: PartitionMap<Offset> = new PartitionMap();

  /**
   * A poll has returned records and moved positions behind them. Where nothing was printed yet the
   * group is to go on at the first of them: without an offset it might begin at the end.
   */
  polled(records: readonly ConsumerRecord[], positions: readonly Position[]): void {
    const fresh = positions.filter((position) => !this.printed.has(position));
    if (fresh.length === 0) return;
    const first = new PartitionMap<Offset>();
    for (const record of records) if (!first.has(record)) first.set(record, record.offset);
    this.reached(
      fresh.map(({ topic, partition, offset }) => {
        return { topic, partition, offset: first.get({ topic, partition }) ?? offset };
      }),
    );
  }

  /** The record was given to the output, which may hold it still. */
  written(record: ConsumerRecord): void {
    this.lastWritten.set(record, record);
  }

  /** The output has taken all that was written. */
  taken(): void {
    for (const { topic, partition, offset, leaderEpoch } of this.lastWritten.values()) {
      this.printed.set({ topic, partition }, { topic, partition, offset: offset + 1, leaderEpoch });
    }
    this.lastWritten = new PartitionMap();
  }

  /** All there is before these positions was printed, also where the last offsets have no record. */
  reached(positions: readonly Position[]): void {
    for (const { topic, partition, offset } of positions) {
      const leaderEpoch = this.printed.get({ topic, partition })?.leaderEpoch ?? -1;
      this.printed.set({ topic, partition }, { topic, partition, offset, leaderEpoch });
    }
  }

  /** What is printed and not committed, of these partitions or of all. */
  toCommit(
    partitions: readonly TopicPartition[] = this.printed.partitions(),
  ): readonly PositionToCommit[] {
    return partitions.flatMap((partition) => {
      const position = this.printed.get(partition);
      const isNew = position !== undefined && position.offset !== this.committed.get(partition);
      return isNew ? [position] : [];
    });
  }

  /** The positions were committed. */
  wereCommitted(positions: readonly PositionToCommit[]): void {
    for (const position of positions) this.committed.set(position, position.offset);
  }

  /** The partitions may be another member's from now on. */
  forget(partitions: readonly TopicPartition[]): void {
    for (const partition of partitions) {
      this.lastWritten.delete(partition);
      this.printed.delete(partition);
      this.committed.delete(partition);
    }
  }
}
