import type { Offset } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import {
  defaultOffsetCommitRequest,
  defaultOffsetCommitRequestPartition,
  type OffsetCommitRequest,
  type OffsetCommitRequestPartition,
  type OffsetCommitResponse,
} from '@odradek/protocol/messages/08-offset-commit';
import {
  defaultOffsetFetchRequestGroup,
  type OffsetFetchResponseGroup,
} from '@odradek/protocol/messages/09-offset-fetch';

import { CoordinatorHarness } from '../testing/coordinator-harness.ts';
import type { Group } from './group.ts';
import type { GroupCoordinatorConfig } from './group-coordinator-config.ts';
import { GroupCoordinatorShard } from './group-coordinator-shard.ts';
import type { GroupRecord } from './record/group-record.ts';
import { GROUP_RECORD_CODEC } from './record/group-record-codec.ts';

export const TOPIC_ID = 'irVaTqjnR_6V4NbkvTW-BA';
export const MS_PER_DAY = 86_400_000;

const CONFIG: GroupCoordinatorConfig = {
  groupInitialRebalanceDelayMs: 0,
  groupMaxSessionTimeoutMs: 1_800_000,
  groupMaxSize: 2_147_483_647,
  groupMinSessionTimeoutMs: 6000,
  offsetMetadataMaxBytes: 4096,
  offsetsRetentionMs: 7 * MS_PER_DAY,
  offsetsRetentionCheckIntervalMs: 600_000,
};

/** A commit of the group `readers` from outside, for partitions from 0 on. */
export function commitOf(
  topic: string,
  offsets: readonly Offset[],
  change: Partial<OffsetCommitRequest> = {},
  partition: Partial<OffsetCommitRequestPartition> = {},
): OffsetCommitRequest {
  const partitions = offsets.map((committedOffset, partitionIndex) => ({
    ...defaultOffsetCommitRequestPartition,
    partitionIndex,
    committedOffset,
    ...partition,
  }));
  return {
    ...defaultOffsetCommitRequest,
    groupId: 'readers',
    topics: [{ name: topic, topicId: TOPIC_ID, partitions }],
    ...change,
  };
}

/** A group that never had a member, but for what `change` says. */
export function groupWith(groupId: string, change: Partial<Group> = {}): Group {
  return {
    groupId,
    type: 'classic',
    state: 'Empty',
    protocolType: undefined,
    isEmpty: true,
    checkOffsetCommit: () => ({ errorCode: ErrorCode.NONE }),
    noteOffsetCommit() {},
    checkOffsetFetch: () => ErrorCode.NONE,
    checkOffsetDelete: () => ErrorCode.NONE,
    checkDelete: () => ErrorCode.NONE,
    isSubscribedTo: () => false,
    expiryBase: (commitTimestamp) => commitTimestamp,
    tombstones: () => [{ type: 'GroupMetadata', key: { group: groupId }, value: null }],
    describe: () => undefined,
    ...change,
  };
}

/** A shard of groups in virtual time. */
export class GroupContext extends CoordinatorHarness<GroupRecord, GroupCoordinatorShard> {
  constructor(config: Partial<GroupCoordinatorConfig> = {}) {
    super({
      codec: GROUP_RECORD_CODEC,
      createShard: (context) =>
        new GroupCoordinatorShard(context, {
          config: { ...CONFIG, ...config },
          rebalanceListener: { onRebalanced() {} },
        }),
    });
  }

  /** Commits; answers the error of each partition once it is told. */
  commitOffsets(request: OffsetCommitRequest, apiVersion = 9): readonly number[] | undefined {
    let told: OffsetCommitResponse | undefined;
    const respond = (response: OffsetCommitResponse): void => {
      told = response;
    };
    this.run((shard) => shard.commitOffsets({ request, apiVersion, respond }));
    return told?.topics.flatMap(({ partitions }) => partitions.map(({ errorCode }) => errorCode));
  }

  /** All that a group has committed. */
  fetchAll(groupId = 'readers', requireStable = false): OffsetFetchResponseGroup {
    const request = { ...defaultOffsetFetchRequestGroup, groupId, topics: null };
    return this.shard.fetchOffsets({ request, requireStable });
  }

  /** The same, as `topic-partition@offset`, or the error where there is one. */
  committedOffsets(groupId = 'readers', requireStable = false): readonly string[] {
    return this.fetchAll(groupId, requireStable).topics.flatMap(({ name, partitions }) =>
      partitions.map(({ partitionIndex, committedOffset, errorCode }) =>
        errorCode === ErrorCode.NONE
          ? `${name}-${partitionIndex}@${committedOffset}`
          : `${name}-${partitionIndex} error ${errorCode}`,
      ),
    );
  }

  /** The ids of the groups. */
  get groupIds(): readonly string[] {
    return [...this.shard.groups.all()].map(({ groupId }) => groupId);
  }
}
