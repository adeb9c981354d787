import type { Offset } from '@odradek/base';
import type { ConsumerRecord, TopicPartition } from '@odradek/client';

import { PartitionMap } from '../partition/partition-map.ts';

/** When consuming ends by itself. What is undefined never ends it. */
export interface ConsumptionLimits {
  /** How many records are wanted. */
  readonly messagesMax: number | undefined;
  /** By partition, up to which offset, exclusive. Of partitions without one nothing is wanted. */
  readonly endOffsets: PartitionMap<Offset> | undefined;
  /** How long to wait for a record, in milliseconds. */
  readonly timeoutMs: number | undefined;
}

/** Decides which records are still wanted, and when there are enough. Times are monotonic. */
export class ConsumptionEnd {
  private readonly limits: ConsumptionLimits;
  private isAtEnd: boolean;
  private taken = 0;
  private lastRecordAtMs: number;

  constructor(limits: ConsumptionLimits, nowMs: number) {
    this.limits = limits;
    this.isAtEnd = limits.endOffsets?.partitions().length === 0;
    this.lastRecordAtMs = nowMs;
  }

  /** Those of the records that are wanted. */
  take(records: readonly ConsumerRecord[], nowMs: number): readonly ConsumerRecord[] {
    if (records.length > 0) this.lastRecordAtMs = nowMs;
    const { endOffsets, messagesMax = Infinity } = this.limits;
    const before =
      endOffsets === undefined
        ? records
        : records.filter((record) => record.offset < (endOffsets.get(record) ?? 0));
    const wanted = before.slice(0, messagesMax - this.taken);
    this.taken += wanted.length;
    return wanted;
  }

  /**
   * The next records of the partitions that are read will be those at these positions, as far as they
   * are known. A member of a group that has no partition yet, or none left, is not at their end.
   */
  advance(
    assignment: readonly TopicPartition[],
    positions: readonly (TopicPartition & { readonly offset: Offset })[],
  ): void {
    const { endOffsets } = this.limits;
    if (endOffsets === undefined || assignment.length === 0) return;
    const known = PartitionMap.of(positions, ({ offset }) => offset);
    this.isAtEnd = assignment.every(
      (partition) => (known.get(partition) ?? -1) >= (endOffsets.get(partition) ?? 0),
    );
  }

  /** Whether nothing more is wanted. */
  isReached(nowMs: number): boolean {
    const { messagesMax } = this.limits;
    if (messagesMax !== undefined && this.taken >= messagesMax) return true;
    return this.isAtEnd || this.waitMsMax(nowMs) <= 0;
  }

  /** For how long a record may be waited for, in milliseconds. */
  waitMsMax(nowMs: number): number {
    const { timeoutMs } = this.limits;
    return timeoutMs === undefined ? Infinity : this.lastRecordAtMs + timeoutMs - nowMs;
  }
}
