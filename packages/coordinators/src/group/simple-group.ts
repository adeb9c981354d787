import type { Timestamp } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import {
  defaultDescribedGroup,
  type DescribedGroup,
} from '@odradek/protocol/messages/15-describe-groups';

import type { Group, OffsetCommitCheck, OffsetCommitter } from './group.ts';
import type { GroupRecord } from './record/group-record.ts';

/** What a record of a classic group says of it besides its members. */
export interface SimpleGroupFields {
  /** What it was when it had members. */
  readonly protocolType?: string | undefined;
  /** When its last member left. */
  readonly currentStateTimestamp?: Timestamp | undefined;
}

/**
 * A classic group without members: those who commit to it assign partitions themselves (Kafka's
 * "simple" group, an empty `ClassicGroup`).
 */
export class SimpleGroup implements Group {
  readonly groupId: string;
  readonly type = 'classic';
  readonly state = 'Empty';
  readonly protocolType: string | undefined;
  readonly isEmpty = true;
  private readonly currentStateTimestamp: Timestamp | undefined;

  constructor(groupId: string, fields: SimpleGroupFields = {}) {
    this.groupId = groupId;
    this.protocolType = fields.protocolType;
    this.currentStateTimestamp = fields.currentStateTimestamp;
  }

  /** Whoever names a generation is no member any more. */
  checkOffsetCommit({ generationIdOrMemberEpoch }: OffsetCommitter): OffsetCommitCheck {
    const isOutside = generationIdOrMemberEpoch < 0;
    return { errorCode: isOutside ? ErrorCode.NONE : ErrorCode.UNKNOWN_MEMBER_ID };
  }

  noteOffsetCommit(): void {}

  checkOffsetFetch(): number {
    return ErrorCode.NONE;
  }

  checkOffsetDelete(): number {
    return ErrorCode.NONE;
  }

  checkDelete(): number {
    return ErrorCode.NONE;
  }

  isSubscribedTo(): boolean {
    return false;
  }

  expiryBase(commitTimestamp: Timestamp): Timestamp {
    if (this.protocolType === undefined) return commitTimestamp;
    return this.currentStateTimestamp ?? commitTimestamp;
  }

  tombstones(): readonly GroupRecord[] {
    return [{ type: 'GroupMetadata', key: { group: this.groupId }, value: null }];
  }

  describe(): DescribedGroup {
    const { groupId, state, protocolType = '' } = this;
    return { ...defaultDescribedGroup, groupId, groupState: state, protocolType };
  }
}
