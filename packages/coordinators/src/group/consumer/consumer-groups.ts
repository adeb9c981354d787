import { KafkaError } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import {
  type ConsumerGroupHeartbeatRequest,
  type ConsumerGroupHeartbeatResponse,
  defaultConsumerGroupHeartbeatResponse,
} from '@odradek/protocol/messages/68-consumer-group-heartbeat';
import {
  type DescribedGroup,
  defaultDescribedGroup,
} from '@odradek/protocol/messages/69-consumer-group-describe';

import { type CoordinatorResult, respondWhenCommitted } from '../../runtime/coordinator-result.ts';
import type { CoordinatorShardContext, TopicsChange } from '../../runtime/coordinator-shard.ts';
import type { RequestOrigin } from '../classic/classic-group-context.ts';
import type { Groups } from '../groups.ts';
import type { GroupRecord } from '../record/group-record.ts';
import { ConsumerGroup, NOW } from './consumer-group.ts';
import {
  MEMBER_STATE,
  newConsumerGroupMember,
  withCurrentAssignment,
  withMemberMetadata,
} from './consumer-group-member.ts';
import type { ConsumerGroupSettings, ConsumerGroupsOptions } from './consumer-group-settings.ts';
import { describeConsumerGroup } from './describe-consumer-group.ts';
import { Heartbeats } from './heartbeat.ts';
import { checkHeartbeat } from './member-checks.ts';

type Result = CoordinatorResult<GroupRecord>;

/** The consumer groups of a shard (KIP-848): requests to them, replay, load, changes of topics. */
export class ConsumerGroups {
  private readonly context: CoordinatorShardContext<GroupRecord>;
  private readonly groups: Groups;
  private readonly settings: ConsumerGroupSettings;
  private readonly heartbeats: Heartbeats;

  /** `groups` has groups of other protocols too. */
  constructor(
    context: CoordinatorShardContext<GroupRecord>,
    groups: Groups,
    options: ConsumerGroupsOptions,
  ) {
    this.context = context;
    this.groups = groups;
    this.settings = options.settings;
    this.heartbeats = new Heartbeats(context, groups, options);
  }

  /** The group of this id, if there is one and it is a consumer group. */
  get(groupId: string): ConsumerGroup | undefined {
    const group = this.groups.get(groupId);
    return group instanceof ConsumerGroup ? group : undefined;
  }

  /** ConsumerGroupHeartbeat v0 to 1; answered once, when what it changed is committed. */
  heartbeat(
    request: ConsumerGroupHeartbeatRequest,
    origin: RequestOrigin,
    respond: (response: ConsumerGroupHeartbeatResponse) => void,
  ): Result {
    const fail = (errorCode: number, errorMessage: string | null = null) => ({
      ...defaultConsumerGroupHeartbeatResponse,
      errorCode,
      errorMessage,
    });
    try {
      checkHeartbeat(request, origin.apiVersion, this.settings.assignors);
      const { records, response } = this.heartbeats.heartbeat(request, origin);
      return respondWhenCommitted({ records, response, respond, fail: (code) => fail(code) });
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      const { code, message } = error;
      const errorCode = ErrorCode[code as keyof typeof ErrorCode];
      return respondWhenCommitted({
        records: [],
        response: fail(errorCode, message),
        respond,
        fail: (failure) => fail(failure),
      });
    }
  }

  /** ConsumerGroupDescribe v0 to 1: groups as they are now. */
  describe(groupIds: readonly string[]): DescribedGroup[] {
    return groupIds.map((groupId) => {
      const group = this.get(groupId);
      if (group !== undefined) {
        const [defaultAssignor = ''] = this.settings.assignors;
        return describeConsumerGroup(group, defaultAssignor, this.context.topics);
      }
      const isOther = this.groups.get(groupId) !== undefined;
      const errorMessage = isOther
        ? `Group ${groupId} is not a consumer group.`
        : `Group ${groupId} not found.`;
      const errorCode = ErrorCode.GROUP_ID_NOT_FOUND;
      return { ...defaultDescribedGroup, groupId, errorCode, errorMessage };
    });
  }

  /** Applies a record; those of other groups are none of ours. */
  replay(record: GroupRecord): void {
    switch (record.type) {
      case 'ConsumerGroupMetadata':
        if (record.value === null) this.remove(record.key.groupId);
        else {
          const group = this.ensure(record.key.groupId);
          group.groupEpoch = record.value.epoch;
          group.metadataHash = record.value.metadataHash;
        }
        break;
      case 'ConsumerGroupPartitionMetadata': {
        const { key, value } = record;
        const group = value === null ? this.get(key.groupId) : this.ensure(key.groupId);
        if (group !== undefined) group.hasPartitionMetadataRecord = value !== null;
        break;
      }
      case 'ConsumerGroupMemberMetadata': {
        const { groupId, memberId } = record.key;
        if (record.value === null) this.get(groupId)?.removeMember(memberId);
        else {
          const group = this.ensure(groupId);
          const member = group.members.get(memberId) ?? newConsumerGroupMember(memberId);
          group.setMember(withMemberMetadata(member, record.value));
        }
        break;
      }
      case 'ConsumerGroupTargetAssignmentMetadata': {
        const group =
          record.value === null ? this.get(record.key.groupId) : this.ensure(record.key.groupId);
        if (group === undefined) break;
        group.assignmentEpoch = record.value?.assignmentEpoch ?? -1;
        group.assignmentTimestamp = record.value?.assignmentTimestamp ?? 0;
        break;
      }
      case 'ConsumerGroupTargetAssignmentMember': {
        const { groupId, memberId } = record.key;
        if (record.value === null) this.get(groupId)?.setTarget(memberId, undefined);
        else {
          const target = record.value.topicPartitions.map(
            ({ topicId, partitions }) => [topicId, [...partitions].sort((a, b) => a - b)] as const,
          );
          this.ensure(groupId).setTarget(memberId, new Map(target));
        }
        break;
      }
      case 'ConsumerGroupCurrentMemberAssignment': {
        const { groupId, memberId } = record.key;
        const group = record.value === null ? this.get(groupId) : this.ensure(groupId);
        const known = group?.members.get(memberId);
        if (record.value === null && known === undefined) break;
        const member = known ?? newConsumerGroupMember(memberId);
        group?.setMember(withCurrentAssignment(member, record.value));
        break;
      }
      case 'ConsumerGroupRegularExpression': {
        const { groupId, regularExpression } = record.key;
        if (record.value === null) this.get(groupId)?.setRegex(regularExpression, undefined);
        else {
          const { topics, version, timestamp } = record.value;
          const resolved = { topics: new Set(topics), version, timestamp };
          this.ensure(groupId).setRegex(regularExpression, resolved);
        }
        break;
      }
      case 'GroupMetadata':
      case 'OffsetCommit':
        break;
    }
  }

  /** The sessions of the members begin, and the time of those who have to give something up. */
  onLoaded(): void {
    for (const group of this.all()) {
      for (const member of group.members.values()) {
        this.heartbeats.keepAlive(group.groupId, member.memberId);
        if (member.state !== MEMBER_STATE.UNREVOKED_PARTITIONS) continue;
        this.heartbeats.awaitRevocation(group.groupId, member);
      }
    }
  }

  /** Groups that subscribe to what has changed look at their topics with their next heartbeat. */
  onTopicsImage({ changed, deleted }: TopicsChange): void {
    this.heartbeats.topicsChanged();
    const names = [...changed, ...deleted.map(({ name }) => name)];
    for (const group of this.all()) {
      if (names.some((name) => group.isSubscribedTo(name))) group.metadataRefresh = NOW;
    }
  }

  private *all(): Iterable<ConsumerGroup> {
    for (const group of this.groups.all()) if (group instanceof ConsumerGroup) yield group;
  }

  /** The group, which takes the place of one that only has offsets. */
  private ensure(groupId: string): ConsumerGroup {
    const known = this.get(groupId);
    if (known !== undefined) return known;
    const group = new ConsumerGroup(groupId);
    this.groups.set(group);
    return group;
  }

  private remove(groupId: string): void {
    if (this.get(groupId) !== undefined) this.groups.delete(groupId);
  }
}
