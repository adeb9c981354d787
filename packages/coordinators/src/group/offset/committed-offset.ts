import type { Offset, Timestamp, Uuid } from '@odradek/base';

import type { GroupRecordOf } from '../record/group-record.ts';

/** The offset has no time of its own at which it expires. */
export const NO_EXPIRE_TIMESTAMP = -1;

/** An offset that a group has committed for a partition (Kafka's `OffsetAndMetadata`). */
export interface CommittedOffset {
  /** The offset of the next record to read. */
  readonly offset: Offset;
  /** The leader epoch of the last record read, or -1. */
  readonly leaderEpoch: number;
  readonly metadata: string;
  readonly commitTimestamp: Timestamp;
  /** Only old clients give one (OffsetCommit v2-4); else `NO_EXPIRE_TIMESTAMP`. */
  readonly expireTimestamp: Timestamp;
  /** Of the topic as it was then; `ZERO_UUID` if unknown. */
  readonly topicId: Uuid;
  /** Of the record that says so: of two, the one that was written last holds. */
  readonly recordOffset: Offset;
}

/** The partition of a topic that a group has committed for. */
export interface CommittedPartition {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
}

/** The record that commits an offset. */
export function offsetCommitRecord(
  key: CommittedPartition,
  value: Omit<CommittedOffset, 'recordOffset'>,
): GroupRecordOf<'OffsetCommit'> {
  return { type: 'OffsetCommit', key, value };
}

/** The record after which there is no committed offset. */
export function offsetCommitTombstone(key: CommittedPartition): GroupRecordOf<'OffsetCommit'> {
  return { type: 'OffsetCommit', key, value: null };
}
