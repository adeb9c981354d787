import { KafkaError } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import {
  type ConsumerGroupHeartbeatRequest,
  type ConsumerGroupHeartbeatResponse,
  defaultConsumerGroupHeartbeatResponse,
} from '@odradek/protocol/messages/68-consumer-group-heartbeat';
import type { JoinGroupRequest, JoinGroupResponse } from '@odradek/protocol/messages/11-join-group';
import type { HeartbeatRequest, HeartbeatResponse } from '@odradek/protocol/messages/12-heartbeat';
import {
  defaultLeaveGroupResponse,
  type LeaveGroupRequest,
  type LeaveGroupResponse,
} from '@odradek/protocol/messages/13-leave-group';
import type { SyncGroupRequest } from '@odradek/protocol/messages/14-sync-group';
import {
  type DescribedGroup,
  defaultDescribedGroup,
} from '@odradek/protocol/messages/69-consumer-group-describe';

import type { RebalanceListener } from '../../ports/rebalance-listener.ts';
import { type CoordinatorResult, respondWhenCommitted } from '../../runtime/coordinator-result.ts';
import type { CoordinatorShardContext, TopicsChange } from '../../runtime/coordinator-shard.ts';
import type { RequestOrigin } from '../classic/classic-group-context.ts';
import type { RespondToJoin, RespondToSync } from '../classic/classic-group-member.ts';
import { failedJoin } from '../classic/join-responses.ts';
import { failedSync } from '../classic/sync-responses.ts';
import type { ClassicGroups } from '../classic/classic-groups.ts';
import type { Groups } from '../groups.ts';
import { GroupMigration } from '../migration/group-migration.ts';
import type { GroupRecord, GroupRecordOf } from '../record/group-record.ts';
import { ConsumerGroup, NOW } from './consumer-group.ts';
import {
  MEMBER_STATE,
  newConsumerGroupMember,
  withCurrentAssignment,
  withMemberMetadata,
} from './consumer-group-member.ts';
import type { ConsumerGroupsOptions } from './consumer-group-settings.ts';
import { describeConsumerGroup } from './describe-consumer-group.ts';
import { ClassicMembers, type ClassicRequestResult } from './classic-members.ts';
import { ConsumerRebalances } from './consumer-rebalances.ts';
import type { ConsumerGroupContext } from './consumer-group-context.ts';
import { Fencing } from './fencing.ts';
import { Heartbeats } from './heartbeat.ts';
import { checkHeartbeat } from './member-checks.ts';
import { MemberReconciler } from './member-reconciler.ts';
import { MemberTimers } from './member-timers.ts';
import { SubscribedRegexes } from './subscribed-regexes.ts';
import { TopicHashes } from './topic-hashes.ts';

type Result = CoordinatorResult<GroupRecord>;

/** The consumer groups of a shard (KIP-848): requests to them, replay, load, changes of topics. */
export class ConsumerGroups {
  private readonly context: ConsumerGroupContext;
  private readonly hashes: TopicHashes;
  private readonly heartbeats: Heartbeats;
  private readonly classicMembers: ClassicMembers;

  /** `groups` has groups of other protocols too, of which `classic` are those that these become. */
  constructor(
    shard: CoordinatorShardContext<GroupRecord>,
    groups: Groups,
    classic: ClassicGroups,
    options: ConsumerGroupsOptions & { readonly rebalanceListener: RebalanceListener },
  ) {
    const { settings, rebalanceListener: listener } = options;
    const hashes = new TopicHashes(shard.topics);
    const migration = new GroupMigration(shard, { settings, classic, hashes });
    const rebalances = new ConsumerRebalances({
      groups,
      listener,
      defaultAssignor: settings.assignors[0] ?? '',
      monotonicMs: () => shard.monotonicMs(),
    });
    const fencing = new Fencing(hashes, migration, rebalances);
    const timers = new MemberTimers(shard, groups, fencing);
    const regexes = new SubscribedRegexes(shard, groups, options, hashes);
    const reconciler = new MemberReconciler(shard, settings, hashes);
    this.hashes = hashes;
    this.context = {
      shard,
      groups,
      settings,
      migration,
      rebalances,
      fencing,
      timers,
      regexes,
      reconciler,
    };
    this.heartbeats = new Heartbeats(this.context);
    this.classicMembers = new ClassicMembers(this.context);
  }

  /** The group of this id, if there is one and it is a consumer group. */
  get(groupId: string): ConsumerGroup | undefined {
    const group = this.context.groups.get(groupId);
    return group instanceof ConsumerGroup ? group : undefined;
  }

  /** ConsumerGroupHeartbeat v0 to 1; answered once, when what it changed is committed. */
  heartbeat(
    request: ConsumerGroupHeartbeatRequest,
    origin: RequestOrigin,
    respond: (response: ConsumerGroupHeartbeatResponse) => void,
  ): Result {
    try {
      checkHeartbeat(request, origin.apiVersion, this.context.settings.assignors);
      const { records, response } = this.heartbeats.heartbeat(request, origin);
      return respondWhenCommitted({ records, response, respond, fail: failedHeartbeat });
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      const { code, message } = error;
      const errorCode = ErrorCode[code as keyof typeof ErrorCode];
      return respondWhenCommitted({
        records: [],
        response: { ...failedHeartbeat(errorCode), errorMessage: message },
        respond,
        fail: failedHeartbeat,
      });
    }
  }

  /** JoinGroup v0 to 9 to a group with members; answered once, when what it changed is committed. */
  join(
    group: ConsumerGroup,
    request: JoinGroupRequest,
    origin: RequestOrigin,
    respond: RespondToJoin,
  ): Result {
    const fail = (errorCode: number): JoinGroupResponse => failedJoin(errorCode, '');
    return answer(() => this.classicMembers.join(group, request, origin), respond, fail);
  }

  /** SyncGroup v0 to 5 to a group with members; answered once. */
  sync(group: ConsumerGroup, request: SyncGroupRequest, respond: RespondToSync): Result {
    return answer(() => this.classicMembers.sync(group, request), respond, failedSync);
  }

  /** Heartbeat v0 to 4. */
  classicHeartbeat(
    group: ConsumerGroup,
    request: HeartbeatRequest,
    respond: (response: HeartbeatResponse) => void,
  ): Result {
    const told = (errorCode: number): HeartbeatResponse => ({ throttleTimeMs: 0, errorCode });
    const heartbeat = (): ClassicRequestResult<HeartbeatResponse> => ({
      records: [],
      response: told(this.classicMembers.heartbeat(group, request)),
    });
    return answer(heartbeat, respond, told);
  }

  /** LeaveGroup v0 to 5. */
  leave(
    group: ConsumerGroup,
    request: LeaveGroupRequest,
    respond: (response: LeaveGroupResponse) => void,
  ): Result {
    const leave = (): ClassicRequestResult<LeaveGroupResponse> => {
      const { records, response } = this.classicMembers.leave(group, request);
      return { records, response: { ...defaultLeaveGroupResponse, members: response } };
    };
    return answer(leave, respond, (errorCode) => ({ ...defaultLeaveGroupResponse, errorCode }));
  }

  /** ConsumerGroupDescribe v0 to 1: groups as they are now. */
  describe(groupIds: readonly string[]): DescribedGroup[] {
    return groupIds.map((groupId) => {
      const group = this.get(groupId);
      if (group !== undefined) {
        const [defaultAssignor = ''] = this.context.settings.assignors;
        return describeConsumerGroup(group, defaultAssignor, this.context.shard.topics);
      }
      const isOther = this.context.groups.get(groupId) !== undefined;
      const errorMessage = isOther
        ? `Group ${groupId} is not a consumer group.`
        : `Group ${groupId} not found.`;
      const errorCode = ErrorCode.GROUP_ID_NOT_FOUND;
      return { ...defaultDescribedGroup, groupId, errorCode, errorMessage };
    });
  }

  /** Applies a record; those of other groups are none of ours. */
  replay(record: GroupRecord): void {
    this.context.rebalances.replaying(record, () => this.apply(record));
  }

  private apply(record: GroupRecord): void {
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
      case 'ConsumerGroupMemberMetadata':
        this.replayMember(record);
        break;
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

  private replayMember({ key, value }: GroupRecordOf<'ConsumerGroupMemberMetadata'>): void {
    const { groupId, memberId } = key;
    if (value === null) {
      this.get(groupId)?.removeMember(memberId);
      this.context.timers.cancelAll(groupId, memberId);
      return;
    }
    const group = this.ensure(groupId);
    const member = group.members.get(memberId) ?? newConsumerGroupMember(memberId);
    group.setMember(withMemberMetadata(member, value));
  }

  /** The sessions of the members begin, and the time of those who have to give something up. */
  onLoaded(): void {
    const { settings, timers, rebalances } = this.context;
    rebalances.onLoaded();
    for (const group of this.all()) {
      const { groupId } = group;
      const { sessionTimeoutMs } = settings.configOf(groupId);
      for (const member of group.members.values()) {
        const { memberId, classicMemberMetadata, state } = member;
        const ownTimeoutMs = classicMemberMetadata?.sessionTimeoutMs;
        timers.beginSession(group, memberId, ownTimeoutMs ?? sessionTimeoutMs);
        if (state === MEMBER_STATE.UNREVOKED_PARTITIONS) timers.awaitRevocation(groupId, member);
      }
    }
  }

  /** Groups that subscribe to what has changed look at their topics with their next heartbeat. */
  onTopicsImage(change: TopicsChange): void {
    const { changed, deleted } = change;
    this.hashes.topicsChanged(change);
    this.context.regexes.topicsChanged();
    const names = [...changed, ...deleted.map(({ name }) => name)];
    for (const group of this.all()) {
      if (names.some((name) => group.isSubscribedTo(name))) group.metadataRefresh = NOW;
    }
  }

  private *all(): Iterable<ConsumerGroup> {
    for (const group of this.context.groups.all()) if (group instanceof ConsumerGroup) yield group;
  }

  /** The group, which takes the place of one that only has offsets. */
  private ensure(groupId: string): ConsumerGroup {
    const known = this.get(groupId);
    if (known !== undefined) return known;
    const group = new ConsumerGroup(groupId);
    this.context.groups.set(group);
    return group;
  }

  private remove(groupId: string): void {
    if (this.get(groupId) !== undefined) this.context.groups.delete(groupId);
  }
}

function failedHeartbeat(errorCode: number): ConsumerGroupHeartbeatResponse {
  return { ...defaultConsumerGroupHeartbeatResponse, errorCode };
}

/** Answers when what a request changed is committed, or what `fail` makes of an error. */
function answer<Response>(
  handle: () => ClassicRequestResult<Response>,
  respond: (response: Response) => void,
  fail: (errorCode: number) => Response,
): Result {
  try {
    const { records, response, onCommitted } = handle();
    const complete = (errorCode: number): void => {
      if (errorCode !== ErrorCode.NONE) return respond(fail(errorCode));
      onCommitted?.();
      respond(response);
    };
    return { records, complete };
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    const response = fail(ErrorCode[error.code as keyof typeof ErrorCode]);
    return respondWhenCommitted({ records: [], response, respond, fail });
  }
}
