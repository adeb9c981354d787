import type { Timestamp } from '@odradek/base';

import type { Group } from '../group.ts';
import type { GroupRecord } from '../record/group-record.ts';
import {
  type CommittedOffset,
  NO_EXPIRE_TIMESTAMP,
  offsetCommitTombstone,
} from './committed-offset.ts';
import type { OffsetsState } from './offsets-state.ts';

/** When offsets expire. */
export interface Expiry {
  readonly now: Timestamp;
  /** `offsets.retention.minutes`, in milliseconds. */
  readonly retentionMs: number;
}

/** What of a group has expired. */
export interface ExpiredOffsets {
  /** They delete what has expired. */
  readonly records: readonly GroupRecord[];
  /** Whether no offset of the group is left then, so that it may go if it has no members. */
  readonly areAllExpired: boolean;
}

const NOTHING: readonly GroupRecord[] = [];

/**
 * What of a group has expired (KIP-211, Kafka's `OffsetMetadataManager.cleanupExpiredOffsets`):
 * offsets that were committed longer ago than the retention, of topics that no member reads, once the
 * group has been empty for that long.
 */
export function expiredOffsets(
  group: Group,
  state: OffsetsState,
  { now, retentionMs }: Expiry,
): ExpiredOffsets {
  const { groupId } = group;
  const hasPending = state.pending.hasGroup(groupId);
  const offsets = state.committed.ofGroup(groupId);
  if (offsets === undefined) return { records: NOTHING, areAllExpired: !hasPending };
  const records: GroupRecord[] = [];
  let areAllExpired = !hasPending;
  const isExpired = (offset: CommittedOffset): boolean => {
    const base = group.expiryBase(offset.commitTimestamp);
    if (base === undefined) return false;
    return offset.expireTimestamp === NO_EXPIRE_TIMESTAMP
      ? now - base >= retentionMs
      : now >= offset.expireTimestamp;
  };
  for (const [topic, partitions] of offsets) {
    const isRead = group.isSubscribedTo(topic);
    for (const [partition, offset] of partitions.entries()) {
      const key = { group: groupId, topic, partition };
      if (!isRead && isExpired(offset) && !state.pending.has(key)) {
        records.push(offsetCommitTombstone(key));
      } else areAllExpired = false;
    }
  }
  return { records, areAllExpired };
}
