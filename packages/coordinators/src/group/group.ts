import type { Timestamp, Uuid } from '@odradek/base';
import type { DescribedGroup } from '@odradek/protocol/messages/15-describe-groups';

import type { GroupRecord } from './record/group-record.ts';

/** The protocol that members of a group speak, as ListGroups names it. */
export type GroupType = 'classic' | 'consumer';

/** Who commits offsets. */
export interface OffsetCommitter {
  /** Empty from outside the group. */
  readonly memberId: string;
  /** Of a static member. */
  readonly groupInstanceId: string | null;
  /** The generation of a classic group, or the member epoch; -1 from outside the group. */
  readonly generationIdOrMemberEpoch: number;
  /** Whether it does so in a transaction (TxnOffsetCommit). */
  readonly isTransactional: boolean;
  readonly apiVersion: number;
}

/** Whether somebody may commit offsets. */
export interface OffsetCommitCheck {
  /** `NONE`, or why it may not. */
  readonly errorCode: number;
  /**
   * If given, asked for each partition: another code than `NONE` refuses the whole request, as
   * Kafka's `CommitPartitionValidator` does.
   */
  readonly checkPartition?: (topic: string, topicId: Uuid, partition: number) => number;
}

/** What all groups have in common, whatever protocol their members speak (Kafka's `Group`). */
export interface Group {
  readonly groupId: string;
  readonly type: GroupType;
  /** As ListGroups and DescribeGroups name it, such as `Empty`. */
  readonly state: string;
  /** Such as `consumer`; empty if it never had members. */
  readonly protocolType: string | undefined;
  /** Whether it has no members, so that it goes when its offsets have expired. */
  readonly isEmpty: boolean;
  checkOffsetCommit(committer: OffsetCommitter): OffsetCommitCheck;
  /** A member has committed offsets, which in a classic group counts as a heartbeat. */
  noteOffsetCommit(memberId: string): void;
  /**
   * `NONE`, or why a member may not fetch offsets; `memberId` is null and `memberEpoch` -1 from outside
   * the group. `GROUP_ID_NOT_FOUND` answers that there are none.
   */
  checkOffsetFetch(memberId: string | null, memberEpoch: number): number;
  /** `NONE`, or why offsets cannot be deleted by hand. */
  checkOffsetDelete(): number;
  /** `NONE`, or why the group cannot be deleted. */
  checkDelete(): number;
  /** Whether members read the topic, so that its offsets do not expire. */
  isSubscribedTo(topic: string): boolean;
  /**
   * From when on the retention of an offset counts that was committed at `commitTimestamp`;
   * `undefined` while offsets of the group do not expire.
   */
  expiryBase(commitTimestamp: Timestamp): Timestamp | undefined;
  /** The records that delete it, without its offsets. Its timers are cancelled. */
  tombstones(): readonly GroupRecord[];
  /** As DescribeGroups shows it; `undefined` if it is not one of the classic protocol. */
  describe(): DescribedGroup | undefined;
}
