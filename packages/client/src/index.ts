export { Admin } from './admin/admin.ts';
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
} from './admin/admin-options.ts';
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
} from './admin/group/group-options.ts';
export { type Assignment, decodeAssignment, encodeAssignment } from './assignor/assignment.ts';
export type {
  GroupAssignment,
  LastAssignment,
  MemberSubscription,
  PartitionAssignor,
  PartitionRacks,
  RebalanceProtocol,
} from './assignor/partition-assignor.ts';
export { rangeAssignor } from './assignor/range/range-assignor.ts';
export { roundRobinAssignor } from './assignor/round-robin-assignor.ts';
export { cooperativeStickyAssignor } from './assignor/sticky/cooperative-sticky-assignor.ts';
export { stickyAssignor } from './assignor/sticky/sticky-assignor.ts';
export {
  decodeSubscription,
  encodeSubscription,
  type Subscription,
} from './assignor/subscription.ts';
export type { ClientEnvironment, ClientOptions, InEnvironment } from './client-options.ts';
export { Consumer } from './consumer/consumer.ts';
export type {
  ConsumerOptions,
  ConsumerRecord,
  PartitionAssignment,
  PollOptions,
  TopicPartition,
} from './consumer/consumer-options.ts';
export type {
  CommittedPosition,
  GroupCallOptions,
  GroupMetadata,
  PositionToCommit,
  RebalanceListener,
} from './consumer/group/group-options.ts';
export { SubscriptionPattern } from './consumer/group/subscription-pattern.ts';
export type { WantedTopics } from './consumer/group/topic-subscription.ts';
export { Producer } from './producer/producer.ts';
export type {
  HeaderToSend,
  ProducerOptions,
  RecordMetadata,
  RecordToSend,
} from './producer/producer-options.ts';
