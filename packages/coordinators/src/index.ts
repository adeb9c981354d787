export type { CoordinatorRecord } from './runtime/coordinator-record.ts';
export { type CoordinatorResult, respondWhenCommitted } from './runtime/coordinator-result.ts';
export type {
  CoordinatorShard,
  CoordinatorShardContext,
  DeletedTopic,
  TopicsChange,
} from './runtime/coordinator-shard.ts';
export type { CoordinatorTimer } from './runtime/coordinator-timer.ts';
export type { ShardOperation } from './runtime/shard-runtime.ts';
export {
  CONSUMER_OFFSETS_TOPIC,
  GroupCoordinator,
  type GroupCoordinatorOptions,
} from './group/group-coordinator.ts';
export type { GroupCounts } from './group/group-counts.ts';
export type { GroupCoordinatorConfig } from './group/group-coordinator-config.ts';
export { GroupCoordinatorShard } from './group/group-coordinator-shard.ts';
export type {
  ConsumerGroupConfig,
  ConsumerGroupSettings,
  ConsumerGroupsOptions,
} from './group/consumer/consumer-group-settings.ts';
export type { RequestOrigin } from './group/classic/classic-group-context.ts';
export type { MigrationPolicy } from './group/migration/migration-policy.ts';
export type { OffsetCommit } from './group/offset/commit-offsets.ts';
export type { OffsetDelete } from './group/offset/delete-offsets.ts';
export type { OffsetFetch } from './group/offset/fetch-offsets.ts';
export type {
  GroupRecord,
  GroupRecordOf,
  GroupRecordType,
  GroupRecordTypes,
} from './group/record/group-record.ts';
export type { CoordinatorObserver } from './ports/coordinator-observer.ts';
export type {
  CoordinatorLog,
  CoordinatorLogListener,
  CoordinatorLogSource,
} from './ports/coordinator-log.ts';
export type {
  MemberDeparture,
  RebalancedMember,
  RebalanceExplained,
  RebalanceListener,
} from './ports/rebalance-listener.ts';
export type { NextTurn } from './ports/next-turn.ts';
export type { CoordinatedTopic, TopicsImage } from './ports/topics-image.ts';
export type {
  GroupAssignment,
  GroupSpec,
  MemberAssignment,
  MemberSpec,
  PartitionAssignor,
  SubscriptionType,
  TopicDescriber,
} from './group/assignor/partition-assignor.ts';
export { rangeAssignor } from './group/assignor/range-assignor.ts';
export { uniformAssignor } from './group/assignor/uniform/uniform-assignor.ts';
export type { CompileTopicRegex } from './group/topic-regex/compiled-topic-regexes.ts';
export {
  compileTopicRegex,
  loadTopicRegexes,
  type TopicRegex,
} from './group/topic-regex/topic-regex.ts';
