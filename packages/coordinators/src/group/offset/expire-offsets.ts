import type { Timestamp } from '@odradek/base';

import type { Group } from '../group.ts';
import type { Groups } from '../groups.ts';
import type { GroupRecord } from '../record/group-record.ts';
import {
  type CommittedOffset,
  NO_EXPIRE_TIMESTAMP,
  offsetCommitTombstone,
} from './committed-offset.ts';
import type { OffsetsState } from './offsets-state.ts';
import type { TopicOffsets } from './topic-offsets.ts';

/** When offsets expire, and what becomes of them. */
export interface Expiry {
  readonly now: () => Timestamp;
  /** `offsets.retention.minutes`, in milliseconds. */
  readonly retentionMs: number;
  /** Is given the records that delete what has expired. */
  readonly found: (record: GroupRecord) => void;
}

/** Of a group that has no more than so many, all offsets are looked at in one step. */
const OFFSETS_PER_STEP = 512;

/**
 * Finds what has expired (KIP-211, Kafka's `OffsetMetadataManager.cleanupExpiredOffsets`): offsets that
 * were committed longer ago than the retention, of topics that no member reads, once their group has been
 * empty for that long; and groups without members of which no offset is left. See `Walk`.
 */
export function* findExpired(
  groups: Groups,
  state: OffsetsState,
  expiry: Expiry,
): Generator<number, void> {
  for (const group of groups.all()) {
    const { groupId } = group;
    if (hasMany(state, groupId)) {
      yield* findExpiredOfMany(group, groups, { state, expiry });
      // Only what is looked at in one step can tell that nothing of a group is left.
      if (groups.get(groupId) !== group || hasMany(state, groupId)) continue;
    }
    const topics = [...(state.committed.ofGroup(groupId)?.values() ?? [])];
    const lookedAt = topics.reduce((sum, { size }) => sum + size, 1);
    const isLeft = topics.filter((offsets) => !expire(group, offsets, { state, expiry }));
    const isPending = state.pending.hasGroup(groupId);
    if (isLeft.length === 0 && !isPending && group.isEmpty) {
      for (const record of group.tombstones()) expiry.found(record);
    }
    yield lookedAt;
  }
}

function hasMany(state: OffsetsState, groupId: string): boolean {
  let count = 0;
  for (const { size } of state.committed.ofGroup(groupId)?.values() ?? []) {
    count += size;
    if (count > OFFSETS_PER_STEP) return true;
  }
  return false;
}

/** Where offsets expire. */
interface Expiring {
  readonly state: OffsetsState;
  readonly expiry: Expiry;
}

/** The group may be gone, or another, behind each step. */
function* findExpiredOfMany(
  group: Group,
  groups: Groups,
  expiring: Expiring,
): Generator<number, void> {
  for (const offsets of expiring.state.committed.ofGroup(group.groupId)?.values() ?? []) {
    const partitions = offsets.partitions();
    for (let first = 0; first < partitions.length; first += OFFSETS_PER_STEP) {
      if (groups.get(group.groupId) !== group) return;
      const some = partitions.slice(first, first + OFFSETS_PER_STEP);
      expire(group, offsets, expiring, some);
      yield some.length;
    }
  }
  // What was found is deleted before the group is looked at again.
  yield Number.POSITIVE_INFINITY;
}

/** Finds what has expired of some partitions, or all; answers whether all of them have. */
function expire(
  group: Group,
  offsets: TopicOffsets,
  { state, expiry }: Expiring,
  partitions: readonly number[] = offsets.partitions(),
): boolean {
  const { topic } = offsets;
  if (group.isSubscribedTo(topic)) return false;
  const now = expiry.now();
  let areAllExpired = true;
  for (const partition of partitions) {
    const offset = offsets.get(partition);
    if (offset === undefined) continue;
    const key = { group: group.groupId, topic, partition };
    if (isExpired(group, offset, now, expiry.retentionMs) && !state.pending.has(key)) {
      expiry.found(offsetCommitTombstone(key));
    } else areAllExpired = false;
  }
  return areAllExpired;
}

function isExpired(
  group: Group,
  { commitTimestamp, expireTimestamp }: CommittedOffset,
  now: Timestamp,
  retentionMs: number,
): boolean {
  const base = group.expiryBase(commitTimestamp);
  if (base === undefined) return false;
  return expireTimestamp === NO_EXPIRE_TIMESTAMP
    ? now - base >= retentionMs
    : now >= expireTimestamp;
}
