import type { Offset } from '@odradek/base';
import type { OffsetCommitValue } from '@odradek/protocol/messages/consumer-offsets';

import type { CommittedPartition } from './committed-offset.ts';
import { GroupOffsets } from './group-offsets.ts';
import type { OffsetPages } from './offset-pages.ts';

/**
 * Offsets that transactions have written and not ended yet, by producer. They count when the
 * transaction commits (Kafka's `pendingTransactionalOffsets` and `OpenTransactions`).
 */
export class PendingOffsets {
  private readonly pages: OffsetPages;
  private readonly byProducer = new Map<bigint, GroupOffsets>();

  /** `pages` is what they are kept in. */
  constructor(pages: OffsetPages) {
    this.pages = pages;
  }

  /** Notes an offset of an open transaction. */
  put(
    producerId: bigint,
    key: CommittedPartition,
    value: OffsetCommitValue,
    recordOffset: Offset,
  ): void {
    let offsets = this.byProducer.get(producerId);
    if (offsets === undefined) {
      offsets = new GroupOffsets(this.pages);
      this.byProducer.set(producerId, offsets);
    }
    offsets.put(key, value, recordOffset);
  }

  /** Forgets the offset of a partition in all open transactions: it was deleted. */
  remove(key: CommittedPartition): void {
    for (const offsets of this.byProducer.values()) offsets.remove(key);
  }

  /** Ends the transaction of a producer, and answers what it has written; the caller clears it. */
  take(producerId: bigint): GroupOffsets | undefined {
    const offsets = this.byProducer.get(producerId);
    this.byProducer.delete(producerId);
    return offsets;
  }

  /** Whether an open transaction has written an offset for the partition. */
  has(key: CommittedPartition): boolean {
    for (const offsets of this.byProducer.values()) {
      if (offsets.get(key) !== undefined) return true;
    }
    return false;
  }

  /** Whether an open transaction has written an offset of the group. */
  hasGroup(groupId: string): boolean {
    for (const offsets of this.byProducer.values()) {
      if (offsets.ofGroup(groupId) !== undefined) return true;
    }
    return false;
  }

  /** The partitions of a group that open transactions have written offsets for. */
  *partitionsOf(group: string): Iterable<CommittedPartition> {
    for (const offsets of this.byProducer.values()) {
      for (const [topic, partitions] of offsets.ofGroup(group) ?? []) {
        for (const partition of partitions.partitions()) yield { group, topic, partition };
      }
    }
  }

  /** The offsets of each open transaction. */
  transactions(): Iterable<GroupOffsets> {
    return this.byProducer.values();
  }
}
