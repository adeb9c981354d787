import { ErrorCode } from '@odradek/protocol';
import {
  defaultOffsetFetchResponseGroup,
  type OffsetFetchResponseGroup,
} from '@odradek/protocol/messages/09-offset-fetch';
import type { JoinGroupRequest } from '@odradek/protocol/messages/11-join-group';
import type { HeartbeatRequest, HeartbeatResponse } from '@odradek/protocol/messages/12-heartbeat';
import {
  defaultLeaveGroupResponse,
  type LeaveGroupRequest,
  type LeaveGroupResponse,
} from '@odradek/protocol/messages/13-leave-group';
import type { SyncGroupRequest } from '@odradek/protocol/messages/14-sync-group';
import {
  defaultDescribedGroup,
  type DescribedGroup,
} from '@odradek/protocol/messages/15-describe-groups';
import type {
  ListedGroup,
  ListGroupsRequest,
  ListGroupsResponse,
} from '@odradek/protocol/messages/16-list-groups';
import type { DeletableGroupResult } from '@odradek/protocol/messages/42-delete-groups';
import { defaultOffsetDeleteResponse } from '@odradek/protocol/messages/47-offset-delete';

import type { CoordinatorLogSource } from '../ports/coordinator-log.ts';
import {
  type ConsumerGroupHeartbeatRequest,
  type ConsumerGroupHeartbeatResponse,
} from '@odradek/protocol/messages/68-consumer-group-heartbeat';
import {
  defaultDescribedGroup as defaultDescribedConsumerGroup,
  type DescribedGroup as DescribedConsumerGroup,
} from '@odradek/protocol/messages/69-consumer-group-describe';

import { NO_OBSERVER } from '../ports/coordinator-observer.ts';
import type { RebalanceListener } from '../ports/rebalance-listener.ts';
import { type CoordinatorResult, NOTHING_TO_DO } from '../runtime/coordinator-result.ts';
import { CoordinatorRuntime } from '../runtime/coordinator-runtime.ts';
import type { TopicsChange } from '../runtime/coordinator-shard.ts';
import type { ShardOperation, ShardRuntimeOptions } from '../runtime/shard-runtime.ts';
import type { RequestOrigin } from './classic/classic-group-context.ts';
import type { RespondToJoin, RespondToSync } from './classic/classic-group-member.ts';
import { failedJoin } from './classic/join-responses.ts';
import { failedSync } from './classic/sync-responses.ts';
import {
  type ConsumerGroupSettings,
  type ConsumerGroupsOptions,
  DEFAULT_CONSUMER_GROUPS,
} from './consumer/consumer-group-settings.ts';
import { refusedHeartbeat } from './consumer/refused-heartbeat.ts';
import { BEING_DELETED, failedDeletions } from './delete-groups.ts';
import type { GroupCoordinatorConfig } from './group-coordinator-config.ts';
import { GroupCoordinatorShard } from './group-coordinator-shard.ts';
import { countGroups, type GroupCounts } from './group-counts.ts';
import { groupPartition } from './group-partition.ts';
import { commitError, type OffsetCommit } from './offset/commit-offsets.ts';
import type { OffsetDelete } from './offset/delete-offsets.ts';
import type { OffsetFetch } from './offset/fetch-offsets.ts';
import type { GroupRecord } from './record/group-record.ts';
import { GROUP_RECORD_CODEC } from './record/group-record-codec.ts';
import { CompiledTopicRegexes } from './topic-regex/compiled-topic-regexes.ts';
import { SharedTurns } from './topic-regex/shared-turns.ts';

/** The internal topic of groups and their offsets. */
export const CONSUMER_OFFSETS_TOPIC = '__consumer_offsets';

/** What a group coordinator is made of. */
export interface GroupCoordinatorOptions extends Omit<
  ShardRuntimeOptions<GroupRecord, GroupCoordinatorShard>,
  'topic' | 'codec' | 'createShard'
> {
  readonly config: GroupCoordinatorConfig;
  readonly rebalanceListener: RebalanceListener;
  /** Of consumer groups; the default is what Kafka's defaults are, without regular expressions. */
  readonly consumer?: ConsumerGroupsOptions;
  /** How many partitions `__consumer_offsets` has, or will have once it is created. */
  readonly partitionsCount: () => number;
}

/**
 * The groups that this broker coordinates (Kafka's `GroupCoordinatorService`): finds the shard of each
 * group, and gathers what several of them answer. Whatever is asked of a group whose partition is not
 * coordinated here is answered with `NOT_COORDINATOR`.
 */
export class GroupCoordinator {
  private readonly runtime: CoordinatorRuntime<GroupRecord, GroupCoordinatorShard>;
  private readonly consumerSettings: ConsumerGroupSettings;
  private readonly partitionsCount: () => number;

  constructor(options: GroupCoordinatorOptions) {
    const { config, rebalanceListener, partitionsCount } = options;
    const { settings, compileTopicRegex } = options.consumer ?? DEFAULT_CONSUMER_GROUPS;
    const { compile } = new CompiledTopicRegexes(compileTopicRegex);
    const regexTurns = new SharedTurns(() => options.clock.monotonicMs());
    const consumer = { settings, compileTopicRegex: compile, regexTurns };
    const { observer = NO_OBSERVER } = options;
    const shardOptions = { config, rebalanceListener, consumer, observer };
    this.consumerSettings = settings;
    this.partitionsCount = partitionsCount;
    this.runtime = new CoordinatorRuntime({
      ...options,
      topic: CONSUMER_OFFSETS_TOPIC,
      codec: GROUP_RECORD_CODEC,
      createShard: (context) => new GroupCoordinatorShard(context, shardOptions),
    });
  }

  /** What there is now. It looks at every group: for metrics. */
  counts(): GroupCounts {
    return countGroups(this.runtime.loaded(), this.runtime.partitionsCounts());
  }

  /** The partition of `__consumer_offsets` that a group belongs to. */
  partitionFor(groupId: string): number {
    return groupPartition(groupId, this.partitionsCount());
  }

  /** The leadership of a partition of `__consumer_offsets` has come. */
  begin(partition: number, source: CoordinatorLogSource): void {
    this.runtime.begin(partition, source);
  }

  /** The leadership of a partition of `__consumer_offsets` has gone. */
  end(partition: number): void {
    this.runtime.end(partition);
  }

  /** Whether a partition of `__consumer_offsets` is coordinated here. */
  has(partition: number): boolean {
    return this.runtime.has(partition);
  }

  /** The topics of the cluster have changed. */
  topicsChanged(change: TopicsChange): void {
    this.runtime.topicsChanged(change);
  }

  /** Whoever waits is answered; nothing is coordinated here any more. */
  close(): void {
    this.runtime.close();
  }

  /** Runs an operation on the shard of a group, unless it is being deleted; see `ShardRuntime.run`. */
  run(
    groupId: string,
    operation: ShardOperation<GroupRecord, GroupCoordinatorShard>,
    refuse: (errorCode: number) => void,
  ): void {
    const unlessDeleted: ShardOperation<GroupRecord, GroupCoordinatorShard> = (shard) => {
      if (!shard.deletions.isUnderWay(groupId)) return operation(shard);
      refuse(BEING_DELETED);
      return NOTHING_TO_DO;
    };
    this.runtime.run(this.partitionFor(groupId), unlessDeleted, refuse);
  }

  /** JoinGroup v0 to 9; answered once, maybe long after. */
  joinGroup(request: JoinGroupRequest, origin: RequestOrigin, respond: RespondToJoin): void {
    if (request.groupId === '') {
      respond(failedJoin(ErrorCode.INVALID_GROUP_ID, request.memberId));
      return;
    }
    this.run(
      request.groupId,
      (shard) => shard.joinGroup(request, origin, respond),
      (errorCode) => respond(failedJoin(errorCode, '')),
    );
  }

  /** SyncGroup v0 to 5; answered once, maybe long after. */
  syncGroup(request: SyncGroupRequest, respond: RespondToSync): void {
    const refuse = (errorCode: number): void => respond(failedSync(errorCode));
    if (request.groupId === '') refuse(ErrorCode.INVALID_GROUP_ID);
    else this.run(request.groupId, (shard) => shard.syncGroup(request, respond), refuse);
  }

  /** Heartbeat v0 to 4. While the group is being loaded every member is taken for well, as in Kafka. */
  heartbeat(request: HeartbeatRequest, respond: (response: HeartbeatResponse) => void): void {
    const refuse = (errorCode: number): void => {
      const isLoading = errorCode === ErrorCode.COORDINATOR_LOAD_IN_PROGRESS;
      respond({ throttleTimeMs: 0, errorCode: isLoading ? ErrorCode.NONE : errorCode });
    };
    if (request.groupId === '') refuse(ErrorCode.INVALID_GROUP_ID);
    else this.run(request.groupId, (shard) => shard.heartbeat(request, respond), refuse);
  }

  /** LeaveGroup v0 to 5; `members` has the one member of a request up to v2 too. */
  leaveGroup(request: LeaveGroupRequest, respond: (response: LeaveGroupResponse) => void): void {
    const refuse = (errorCode: number): void =>
      respond({ ...defaultLeaveGroupResponse, errorCode });
    if (request.groupId === '') refuse(ErrorCode.INVALID_GROUP_ID);
    else this.run(request.groupId, (shard) => shard.leaveGroup(request, respond), refuse);
  }

  /** ConsumerGroupHeartbeat v0 to 1; answered once, when what it changed is committed. */
  consumerGroupHeartbeat(
    request: ConsumerGroupHeartbeatRequest,
    origin: RequestOrigin,
    respond: (response: ConsumerGroupHeartbeatResponse) => void,
  ): void {
    this.run(
      request.groupId,
      ({ consumer }) => consumer.heartbeat(request, origin, respond),
      (errorCode) => {
        const { apiVersion } = origin;
        const { assignors } = this.consumerSettings;
        respond(refusedHeartbeat({ request, apiVersion, assignors, errorCode }));
      },
    );
  }

  /** ConsumerGroupDescribe v0 to 1; what is no id of a group is answered first. */
  describeConsumerGroups(
    groupIds: readonly string[],
    respond: (groups: readonly DescribedConsumerGroup[]) => void,
  ): void {
    const failed = (groupId: string, errorCode: number): DescribedConsumerGroup => ({
      ...defaultDescribedConsumerGroup,
      groupId,
      errorCode,
    });
    const invalid = groupIds.filter((groupId) => groupId === '');
    const refused = invalid.map((groupId) => failed(groupId, ErrorCode.INVALID_GROUP_ID));
    this.describe(
      groupIds.filter((groupId) => groupId !== ''),
      (groups) => respond([...refused, ...groups]),
      { found: ({ consumer }, ids) => consumer.describe(ids), failed },
    );
  }

  commitOffsets(commit: OffsetCommit): void {
    const { request, respond } = commit;
    this.run(
      request.groupId,
      (shard) => shard.commitOffsets(commit),
      (errorCode) => respond(commitError(request, errorCode)),
    );
  }

  fetchOffsets(fetch: OffsetFetch, respond: (group: OffsetFetchResponseGroup) => void): void {
    const { groupId } = fetch.request;
    const refuse = (errorCode: number): void =>
      respond({ ...defaultOffsetFetchResponseGroup, groupId, errorCode });
    this.read(groupId, (shard) => shard.fetchOffsets(fetch), respond, refuse);
  }

  deleteOffsets(deletion: OffsetDelete): void {
    const { request, respond } = deletion;
    const refuse = (errorCode: number): void =>
      respond({ ...defaultOffsetDeleteResponse, errorCode });
    if (request.groupId === '') refuse(ErrorCode.INVALID_GROUP_ID);
    else this.run(request.groupId, (shard) => shard.deleteOffsets(deletion), refuse);
  }

  /** Deletes groups, each named once; those of one partition together. Answers in the order of the request. */
  deleteGroups(
    groupIds: readonly string[],
    respond: (results: readonly DeletableGroupResult[]) => void,
  ): void {
    this.byPartition<DeletableGroupResult>(
      groupIds,
      (partition, ids, done) =>
        this.runtime.run(
          partition,
          (shard) => shard.deleteGroups(ids, done),
          (errorCode) => done(failedDeletions(ids, errorCode)),
        ),
      (results) => {
        const resultOf = new Map(results.map((result) => [result.groupId, result]));
        respond(groupIds.flatMap((groupId) => resultOf.get(groupId) ?? []));
      },
    );
  }

  describeGroups(
    groupIds: readonly string[],
    apiVersion: number,
    respond: (groups: readonly DescribedGroup[]) => void,
  ): void {
    this.describe(groupIds, respond, {
      found: (shard, ids) => shard.describeGroups(ids, apiVersion),
      failed: (groupId, errorCode) => ({ ...defaultDescribedGroup, groupId, errorCode }),
    });
  }

  /** Describes groups by what their shards find, or by why they cannot be asked. */
  private describe<Described>(
    groupIds: readonly string[],
    respond: (groups: readonly Described[]) => void,
    describing: {
      readonly found: (
        shard: GroupCoordinatorShard,
        ids: readonly string[],
      ) => readonly Described[];
      readonly failed: (groupId: string, errorCode: number) => Described;
    },
  ): void {
    const { found, failed } = describing;
    this.byPartition<Described>(
      groupIds,
      (partition, ids, done) =>
        this.readPartition(
          partition,
          (shard) => found(shard, ids),
          done,
          (errorCode) => done(ids.map((groupId) => failed(groupId, errorCode))),
        ),
      respond,
    );
  }

  /** The groups of all partitions that are coordinated here; an error if one is being loaded. */
  listGroups(request: ListGroupsRequest, respond: (response: ListGroupsResponse) => void): void {
    let errorCode: number = ErrorCode.NONE;
    const partitions = this.runtime.partitionsWithState();
    const gathered = new Gathered<ListedGroup>(partitions.length, (groups) =>
      respond({
        throttleTimeMs: 0,
        errorCode,
        groups: errorCode === ErrorCode.NONE ? groups : [],
      }),
    );
    for (const [index, partition] of partitions.entries()) {
      this.readPartition(
        partition,
        (shard) => shard.listGroups(request),
        (groups) => gathered.set(index, groups),
        (refusedWith) => {
          if (refusedWith !== ErrorCode.NOT_COORDINATOR) errorCode = refusedWith;
          gathered.set(index, []);
        },
      );
    }
  }

  private byPartition<Answer>(
    groupIds: readonly string[],
    ask: (
      partition: number,
      groupIds: readonly string[],
      done: (answers: readonly Answer[]) => void,
    ) => void,
    respond: (answers: readonly Answer[]) => void,
  ): void {
    const idsOf = new Map<number, string[]>();
    for (const groupId of groupIds) {
      const partition = this.partitionFor(groupId);
      const ids = idsOf.get(partition);
      if (ids === undefined) idsOf.set(partition, [groupId]);
      else ids.push(groupId);
    }
    const gathered = new Gathered<Answer>(idsOf.size, respond);
    for (const [index, [partition, ids]] of [...idsOf].entries()) {
      ask(partition, ids, (answers) => gathered.set(index, answers));
    }
  }

  private read<Answer>(
    groupId: string,
    ask: (shard: GroupCoordinatorShard) => Answer,
    respond: (answer: Answer) => void,
    refuse: (errorCode: number) => void,
  ): void {
    this.run(groupId, (shard) => toldWhenCommitted(ask(shard), respond, refuse), refuse);
  }

  /** What a shard knows, told when it is committed. */
  private readPartition<Answer>(
    partition: number,
    ask: (shard: GroupCoordinatorShard) => Answer,
    respond: (answer: Answer) => void,
    refuse: (errorCode: number) => void,
  ): void {
    this.runtime.run(partition, (shard) => toldWhenCommitted(ask(shard), respond, refuse), refuse);
  }
}

function toldWhenCommitted<Answer>(
  answer: Answer,
  respond: (answer: Answer) => void,
  refuse: (errorCode: number) => void,
): CoordinatorResult<never> {
  const complete = (errorCode: number): void => {
    if (errorCode === ErrorCode.NONE) respond(answer);
    else refuse(errorCode);
  };
  return { records: [], complete };
}

/** Gathers what several shards answer, in the order in which they were asked. */
class Gathered<Answer> {
  private readonly answers: (readonly Answer[])[] = [];
  private missing: number;
  private readonly respond: (answers: readonly Answer[]) => void;

  constructor(count: number, respond: (answers: readonly Answer[]) => void) {
    this.missing = count;
    this.respond = respond;
    if (count === 0) respond([]);
  }

  set(index: number, answers: readonly Answer[]): void {
    this.answers[index] = answers;
    this.missing--;
    if (this.missing === 0) this.respond(this.answers.flat());
  }
}
