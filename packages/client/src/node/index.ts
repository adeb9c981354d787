export { Admin } from './admin.ts';
export type {
  AdminOptions,
  AlteredConfigs,
  BrokerDescription,
  CallOptions,
  ChangeOptions,
  ClusterDescription,
  ConfigChange,
  ConfigDescription,
  ConfigEntry,
  ConfigResource,
  ConfigSource,
  ConfigsToAlter,
  ConfigsToDescribe,
  DeletedRecords,
  ListedOffset,
  NewPartitions,
  NewTopic,
  OffsetToList,
  PartitionDescription,
  RecordsToDelete,
  TopicDescription,
  TopicListing,
  TopicResult,
} from '../admin/admin-options.ts';
export type {
  CommittedOffset,
  GroupDescription,
  GroupListing,
  GroupMember,
  GroupOffsets,
  GroupOffsetsToList,
  GroupPartitionResult,
  GroupResult,
  GroupType,
  ListGroupOffsetsOptions,
  ListGroupsOptions,
  MemberToRemove,
  OffsetToCommit,
  RemovedMember,
  RemoveMembersOptions,
} from '../admin/group/group-options.ts';
export type { ClientEnvironment, ClientOptions, InEnvironment } from '../client-options.ts';
export { Consumer } from './consumer.ts';
export type {
  ConsumerOptions,
  ConsumerRecord,
  PartitionAssignment,
  PollOptions,
  TopicPartition,
} from '../consumer/consumer-options.ts';
export type {
  CommittedPosition,
  GroupCallOptions,
  GroupMetadata,
  PositionToCommit,
  RebalanceListener,
} from '../consumer/group/group-options.ts';
export { Producer } from './producer.ts';
export type {
  HeaderToSend,
  ProducerOptions,
  RecordMetadata,
  RecordToSend,
} from '../producer/producer-options.ts';
