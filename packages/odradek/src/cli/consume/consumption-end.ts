import type { Offset } from '@odradek/base';
import type { ConsumerRecord } from '@odradek/client';

/** When consuming ends by itself. What is undefined never ends it. */
export interface ConsumptionLimits {
  /** How many records are wanted. */
  readonly messagesMax: number | undefined;
  /** By partition, up to which offset, exclusive. */
  readonly endOffsets: ReadonlyMap<number, Offset> | undefined;
  /** How long to wait for a record, in milliseconds. */
  readonly timeoutMs: number | undefined;
}

/** Decides which records are still wanted, and when there are enough. Times are monotonic. */
export class ConsumptionEnd {
  private readonly limits: ConsumptionLimits;
  private readonly open: Set<number>;
  private taken = 0;
  private lastRecordAtMs: number;

  constructor(limits: ConsumptionLimits, nowMs: number) {
    this.limits = limits;
    this.open = new Set(limits.endOffsets?.keys());
    this.lastRecordAtMs = nowMs;
  }

  /** Those of the records that are wanted. */
  take(records: readonly ConsumerRecord[], nowMs: number): readonly ConsumerRecord[] {
    if (records.length > 0) this.lastRecordAtMs = nowMs;
    const { endOffsets, messagesMax = Infinity } = this.limits;
    const before =
      endOffsets === undefined
        ? records
        : records.filter(({ partition, offset }) => offset < (endOffsets.get(partition) ?? 0));
    const wanted = before.slice(0, messagesMax - this.taken);
    this.taken += wanted.length;
    return wanted;
  }

  /** The partitions whose end was not reached yet; empty also if there are no ends. */
  get openPartitions(): readonly number[] {
    return [...this.open];
  }

  /** The next record of a partition will be the one at this offset. */
  advance(partition: number, position: Offset): void {
    const end = this.limits.endOffsets?.get(partition);
    if (end !== undefined && position >= end) this.open.delete(partition);
  }

  /** Whether nothing more is wanted. */
  isReached(nowMs: number): boolean {
    const { messagesMax, endOffsets } = this.limits;
    if (messagesMax !== undefined && this.taken >= messagesMax) return true;
    if (endOffsets !== undefined && this.open.size === 0) return true;
    return this.waitMsMax(nowMs) <= 0;
  }

  /** For how long a record may be waited for, in milliseconds. */
  waitMsMax(nowMs: number): number {
    const { timeoutMs } = this.limits;
    return timeoutMs === undefined ? Infinity : this.lastRecordAtMs + timeoutMs - nowMs;
  }
}
