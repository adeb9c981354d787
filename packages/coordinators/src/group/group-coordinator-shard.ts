import type { Offset } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import type { JoinGroupRequest } from '@odradek/protocol/messages/11-join-group';
import type { HeartbeatRequest, HeartbeatResponse } from '@odradek/protocol/messages/12-heartbeat';
import type {
  LeaveGroupRequest,
  LeaveGroupResponse,
} from '@odradek/protocol/messages/13-leave-group';
import type { SyncGroupRequest } from '@odradek/protocol/messages/14-sync-group';
import {
  defaultDescribedGroup,
  type DescribedGroup,
} from '@odradek/protocol/messages/15-describe-groups';
import type { ListedGroup, ListGroupsRequest } from '@odradek/protocol/messages/16-list-groups';
import type { OffsetFetchResponseGroup } from '@odradek/protocol/messages/09-offset-fetch';

import { type CoordinatorObserver, NO_OBSERVER } from '../ports/coordinator-observer.ts';
import type { RebalanceListener } from '../ports/rebalance-listener.ts';
import { type CoordinatorResult, NOTHING_TO_DO } from '../runtime/coordinator-result.ts';
import type {
  CoordinatorShard,
  CoordinatorShardContext,
  TopicsChange,
} from '../runtime/coordinator-shard.ts';
import type { RequestOrigin } from './classic/classic-group-context.ts';
import type { RespondToJoin, RespondToSync } from './classic/classic-group-member.ts';
import { failedJoin } from './classic/join-responses.ts';
import { ClassicGroups } from './classic/classic-groups.ts';
import {
  type ConsumerGroupsOptions,
  DEFAULT_CONSUMER_GROUPS,
} from './consumer/consumer-group-settings.ts';
import { ConsumerGroups } from './consumer/consumer-groups.ts';
import { GroupDeletions, type RespondToDeletion } from './delete-groups.ts';
import type { GroupCoordinatorConfig } from './group-coordinator-config.ts';
import { Groups } from './groups.ts';
import { commitOffsets, type OffsetCommit } from './offset/commit-offsets.ts';
import { deleteOffsets, type OffsetDelete } from './offset/delete-offsets.ts';
import { fetchOffsets, type OffsetFetch } from './offset/fetch-offsets.ts';
import { OffsetCleanup } from './offset/offset-cleanup.ts';
import { OffsetsState } from './offset/offsets-state.ts';
import type { GroupRecord } from './record/group-record.ts';

type Result = CoordinatorResult<GroupRecord>;

const EXPIRY_TIMER = 'expire-group-metadata';
/** From then on DescribeGroups says that a group is not there (KIP-1043). */
const FIRST_DESCRIBE_VERSION_WITH_NOT_FOUND = 6;

/** What a shard is told besides its context. */
export interface GroupCoordinatorShardOptions {
  readonly config: GroupCoordinatorConfig;
  readonly rebalanceListener: RebalanceListener;
  /** The default counts nothing. */
  readonly observer?: CoordinatorObserver;
  /** The default is what Kafka's defaults are, without regular expressions. */
  readonly consumer?: ConsumerGroupsOptions;
}

/** The groups of one partition of `__consumer_offsets`, with their offsets (Kafka's class of this name). */
export class GroupCoordinatorShard implements CoordinatorShard<GroupRecord> {
  readonly groups: Groups = new Groups();
  readonly offsets: OffsetsState = new OffsetsState();
  /** Those of `groups` whose members speak the classic protocol. */
  readonly classic: ClassicGroups;
  /** Those of `groups` whose members speak the consumer protocol (KIP-848). */
  readonly consumer: ConsumerGroups;
  private readonly context: CoordinatorShardContext<GroupRecord>;
  private readonly config: GroupCoordinatorConfig;
  private readonly observer: CoordinatorObserver;
  private readonly cleanup: OffsetCleanup;
  readonly deletions: GroupDeletions;

  constructor(
    context: CoordinatorShardContext<GroupRecord>,
    options: GroupCoordinatorShardOptions,
  ) {
    const { config, rebalanceListener, consumer = DEFAULT_CONSUMER_GROUPS } = options;
    const { observer = NO_OBSERVER } = options;
    this.context = context;
    this.config = config;
    this.observer = observer;
    this.classic = new ClassicGroups(
      { ...context, settings: config, rebalanceListener },
      this.groups,
    );
    this.consumer = new ConsumerGroups(context, this.groups, this.classic, {
      ...consumer,
      rebalanceListener,
    });
    const { groups, offsets } = this;
    const { timer } = context;
    this.deletions = new GroupDeletions({ groups, offsets, timer });
    this.cleanup = new OffsetCleanup({
      groups,
      offsets,
      timer,
      now: () => context.now(),
      retentionMs: config.offsetsRetentionMs,
      onExpired: () => observer.offsetsExpired(1),
    });
  }

  replay(record: GroupRecord, offset: Offset, producerId: bigint | undefined): void {
    if (record.type === 'OffsetCommit') {
      if (record.value !== null) this.ensureGroup(record.key.group);
      this.offsets.replay(record, offset, producerId);
    } else if (record.type === 'GroupMetadata') {
      this.classic.replay(record.key.group, record.value);
    } else {
      this.consumer.replay(record);
    }
  }

  private ensureGroup(groupId: string): void {
    if (this.groups.get(groupId) === undefined) this.classic.create(groupId);
  }

  endTransaction(producerId: bigint, isCommitted: boolean): void {
    this.offsets.endTransaction(producerId, isCommitted);
  }

  onLoaded(): readonly Result[] {
    this.scheduleExpiry();
    this.consumer.onLoaded();
    return this.classic.onLoaded();
  }

  onUnloaded(): void {
    this.classic.onUnloaded();
    this.deletions.onUnloaded();
  }

  onTopicsImage(change: TopicsChange): readonly Result[] {
    this.consumer.onTopicsImage(change);
    const { deleted } = change;
    return deleted.length === 0 ? [] : [this.cleanup.topicsDeleted(deleted)];
  }

  /** JoinGroup v0 to 9; answered once, maybe long after. */
  joinGroup(request: JoinGroupRequest, origin: RequestOrigin, respond: RespondToJoin): Result {
    const group = this.consumer.get(request.groupId);
    if (group === undefined || group.isEmpty) return this.classic.join(request, origin, respond);
    if (!this.classic.allowsSessionTimeout(request)) {
      respond(failedJoin(ErrorCode.INVALID_SESSION_TIMEOUT, request.memberId));
      return NOTHING_TO_DO;
    }
    return this.consumer.join(group, request, origin, respond);
  }

  /** SyncGroup v0 to 5; answered once, maybe long after. */
  syncGroup(request: SyncGroupRequest, respond: RespondToSync): Result {
    const group = this.consumer.get(request.groupId);
    if (group === undefined) return this.classic.sync(request, respond);
    return this.consumer.sync(group, request, respond);
  }

  /** Heartbeat v0 to 4. */
  heartbeat(request: HeartbeatRequest, respond: (response: HeartbeatResponse) => void): Result {
    const group = this.consumer.get(request.groupId);
    if (group === undefined) return this.classic.heartbeat(request, respond);
    return this.consumer.classicHeartbeat(group, request, respond);
  }

  /** LeaveGroup v0 to 5; up to v2 the caller has put the one member id into `members`. */
  leaveGroup(request: LeaveGroupRequest, respond: (response: LeaveGroupResponse) => void): Result {
    const group = this.consumer.get(request.groupId);
    if (group === undefined) return this.classic.leave(request, respond);
    return this.consumer.leave(group, request, respond);
  }

  /** Commits offsets. */
  commitOffsets(commit: OffsetCommit): Result {
    const result = commitOffsets(commit, {
      group: this.groups.get(commit.request.groupId),
      now: this.context.now(),
      metadataMax: this.config.offsetMetadataMaxBytes,
    });
    if (result.records.length > 0) this.observer.offsetsCommitted(result.records.length);
    return result;
  }

  /** The committed offsets of a group. */
  fetchOffsets(fetch: OffsetFetch): OffsetFetchResponseGroup {
    return fetchOffsets(fetch, this.groups.get(fetch.request.groupId), this.offsets);
  }

  /** Deletes offsets by hand. */
  deleteOffsets(deletion: OffsetDelete): Result {
    const group = this.groups.get(deletion.request.groupId);
    const result = deleteOffsets(deletion, group, this.offsets);
    if (result.records.length > 0) this.observer.offsetsDeleted(result.records.length);
    return result;
  }

  /** Deletes groups without members, with their offsets; see `GroupDeletions`. */
  deleteGroups(groupIds: readonly string[], respond: RespondToDeletion): Result {
    return this.deletions.delete(groupIds, respond);
  }

  /** The groups in certain states and of certain types; no filter lets all through. */
  listGroups({ statesFilter, typesFilter }: ListGroupsRequest): ListedGroup[] {
    const states = new Set(statesFilter.map((state) => state.toLowerCase().trim()));
    const types = new Set(typesFilter.map((type) => type.toLowerCase()));
    const listed: ListedGroup[] = [];
    for (const { groupId, protocolType = '', state, type } of this.groups.all()) {
      if (states.size > 0 && !states.has(state.toLowerCase())) continue;
      if (types.size > 0 && !types.has(type)) continue;
      listed.push({ groupId, protocolType, groupState: state, groupType: type });
    }
    return listed;
  }

  /** Groups of the classic protocol; one that is not there is `Dead`, as in Kafka. */
  describeGroups(groupIds: readonly string[], apiVersion: number): DescribedGroup[] {
    return groupIds.map((groupId) => {
      const group = this.groups.get(groupId);
      const described = group?.describe();
      if (described !== undefined) return described;
      const dead = { ...defaultDescribedGroup, groupId, groupState: 'Dead' };
      if (apiVersion < FIRST_DESCRIBE_VERSION_WITH_NOT_FOUND) return dead;
      const what = group === undefined ? 'not found' : 'is not a classic group';
      return {
        ...dead,
        errorCode: ErrorCode.GROUP_ID_NOT_FOUND,
        errorMessage: `Group ${groupId} ${what}.`,
      };
    });
  }

  private scheduleExpiry(): void {
    const { offsetsRetentionCheckIntervalMs } = this.config;
    this.context.timer.schedule(EXPIRY_TIMER, offsetsRetentionCheckIntervalMs, () => {
      this.scheduleExpiry();
      return this.cleanup.expire();
    });
  }
}
