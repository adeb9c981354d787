import type { Offset } from '@odradek/base';
import type { OffsetCommitValue } from '@odradek/protocol/messages/consumer-offsets';

import type { CommittedOffset } from './committed-offset.ts';
import type { OffsetPages } from './offset-pages.ts';

const NO_SLOT = -1;

/** The offsets that a group has committed for the partitions of a topic. */
export class TopicOffsets {
  readonly topic: string;
  private readonly pages: OffsetPages;
  /** The slots of partitions from 0 on, of which none has yet been missed out, or `NO_SLOT`. */
  private readonly dense: number[] = [];
  /** Those of partitions behind them, before which one is missing. */
  private sparse: Map<number, number> | undefined;
  private count = 0;

  /** `pages` is what they are kept in. */
  constructor(topic: string, pages: OffsetPages) {
    this.topic = topic;
    this.pages = pages;
  }

  /** How many partitions have one. */
  get size(): number {
    return this.count;
  }

  /** The partitions that have one, as of now. */
  partitions(): number[] {
    return Array.from(this.slots(), ([partition]) => partition);
  }

  /** The same with their offsets. None may be put or removed meanwhile. */
  *entries(): Iterable<[partition: number, offset: CommittedOffset]> {
    for (const [partition, slot] of this.slots()) yield [partition, this.pages.get(slot)];
  }

  get(partition: number): CommittedOffset | undefined {
    const slot = this.slotOf(partition);
    return slot === NO_SLOT ? undefined : this.pages.get(slot);
  }

  /** Keeps what the record at `recordOffset` says; answers whether the partition had no offset. */
  put(partition: number, value: OffsetCommitValue, recordOffset: Offset): boolean {
    const known = this.slotOf(partition);
    if (known !== NO_SLOT) {
      this.pages.set(known, value, recordOffset);
      return false;
    }
    this.setSlot(partition, this.pages.add(value, recordOffset));
    this.count++;
    return true;
  }

  /** Forgets the offset of a partition; answers whether there was one. */
  remove(partition: number): boolean {
    const slot = this.slotOf(partition);
    if (slot === NO_SLOT) return false;
    if (this.isDense(partition)) this.dense[partition] = NO_SLOT;
    else this.sparse?.delete(partition);
    this.pages.release(slot);
    this.count--;
    return true;
  }

  /** Forgets all. */
  clear(): void {
    for (const [, slot] of this.slots()) this.pages.release(slot);
    this.dense.length = 0;
    this.sparse = undefined;
    this.count = 0;
  }

  private *slots(): Iterable<[partition: number, slot: number]> {
    for (const [partition, slot] of this.dense.entries()) {
      if (slot !== NO_SLOT) yield [partition, slot];
    }
    if (this.sparse !== undefined) yield* this.sparse;
  }

  private slotOf(partition: number): number {
    if (this.isDense(partition)) return this.dense[partition]!;
    return this.sparse?.get(partition) ?? NO_SLOT;
  }

  private isDense(partition: number): boolean {
    return partition >= 0 && partition < this.dense.length;
  }

  private setSlot(partition: number, slot: number): void {
    const { dense } = this;
    if (partition < 0 || partition > dense.length) {
      this.sparse ??= new Map();
      this.sparse.set(partition, slot);
      return;
    }
    dense[partition] = slot;
    if (this.sparse !== undefined) this.makeDense(this.sparse);
  }

  /** Takes what is not missed out any more. */
  private makeDense(sparse: Map<number, number>): void {
    const { dense } = this;
    for (let next = sparse.get(dense.length); next !== undefined; next = sparse.get(dense.length)) {
      sparse.delete(dense.length);
      dense.push(next);
    }
    if (sparse.size === 0) this.sparse = undefined;
  }
}
