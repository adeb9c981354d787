export type { CoordinatorRecord } from './runtime/coordinator-record.ts';
export type { CoordinatorResult } from './runtime/coordinator-result.ts';
export type {
  CoordinatorShard,
  CoordinatorShardContext,
  DeletedTopic,
  TopicsChange,
} from './runtime/coordinator-shard.ts';
export type { CoordinatorTimer } from './runtime/coordinator-timer.ts';
export type {
  GroupRecord,
  GroupRecordOf,
  GroupRecordType,
  GroupRecordTypes,
} from './group/record/group-record.ts';
export type { CoordinatedTopic, TopicsImage } from './ports/topics-image.ts';
