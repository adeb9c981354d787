import type { Offset } from '@odradek/base';

import type { GroupRecordOf } from '../record/group-record.ts';
import { GroupOffsets } from './group-offsets.ts';
import { OffsetPages } from './offset-pages.ts';
import { PendingOffsets } from './pending-offsets.ts';

/**
 * The committed offsets of a shard. Only `replay` and `endTransaction` change them (Kafka's
 * `OffsetMetadataManager`).
 */
export class OffsetsState {
  private readonly pages: OffsetPages = new OffsetPages();
  readonly committed: GroupOffsets = new GroupOffsets(this.pages);
  readonly pending: PendingOffsets = new PendingOffsets(this.pages);

  replay(
    { key, value }: GroupRecordOf<'OffsetCommit'>,
    offset: Offset,
    producerId: bigint | undefined,
  ): void {
    if (value === null) {
      this.committed.remove(key);
      this.pending.remove(key);
    } else if (producerId === undefined) this.committed.put(key, value, offset);
    else this.pending.put(producerId, key, value, offset);
  }

  /** What was committed outside the transaction after it had written holds (KAFKA-5600). */
  endTransaction(producerId: bigint, isCommitted: boolean): void {
    const written = this.pending.take(producerId);
    if (written === undefined) return;
    if (isCommitted) this.commit(written);
    written.clear();
  }

  private commit(written: GroupOffsets): void {
    for (const [group, topics] of written.groups) {
      for (const [topic, partitions] of topics) {
        for (const [partition, offset] of partitions.entries()) {
          const key = { group, topic, partition };
          const known = this.committed.get(key);
          if (known === undefined || offset.recordOffset > known.recordOffset) {
            this.committed.put(key, offset, offset.recordOffset);
          }
        }
      }
    }
  }
}
