import type { Offset } from '@odradek/base';

import type { GroupRecordOf } from '../record/group-record.ts';
import { committedOffsetOf } from './committed-offset.ts';
import { GroupOffsets } from './group-offsets.ts';
import { PendingOffsets } from './pending-offsets.ts';

/**
 * The committed offsets of a shard. Only `replay` and `endTransaction` change them (Kafka's
 * `OffsetMetadataManager`).
 */
export class OffsetsState {
  readonly committed: GroupOffsets = new GroupOffsets();
  readonly pending: PendingOffsets = new PendingOffsets();

  replay(
    { key, value }: GroupRecordOf<'OffsetCommit'>,
    offset: Offset,
    producerId: bigint | undefined,
  ): void {
    if (value === null) {
      this.committed.remove(key);
      this.pending.remove(key);
    } else if (producerId === undefined) this.committed.put(key, committedOffsetOf(value, offset));
    else this.pending.put(producerId, key, committedOffsetOf(value, offset));
  }

  /** What was committed outside the transaction after it had written holds (KAFKA-5600). */
  endTransaction(producerId: bigint, isCommitted: boolean): void {
    const written = this.pending.take(producerId);
    if (written === undefined || !isCommitted) return;
    for (const [group, topics] of written.groups) {
      for (const [topic, partitions] of topics) {
        for (const [partition, offset] of partitions) {
          const key = { group, topic, partition };
          const known = this.committed.get(key);
          if (known === undefined || offset.recordOffset > known.recordOffset) {
            this.committed.put(key, offset);
          }
        }
      }
    }
  }
}
