import type {
  ConsumerGroupCurrentMemberAssignmentKey,
  ConsumerGroupCurrentMemberAssignmentValue,
  ConsumerGroupMemberMetadataKey,
  ConsumerGroupMemberMetadataValue,
  ConsumerGroupMetadataKey,
  ConsumerGroupMetadataValue,
  ConsumerGroupPartitionMetadataKey,
  ConsumerGroupPartitionMetadataValue,
  ConsumerGroupRegularExpressionKey,
  ConsumerGroupRegularExpressionValue,
  ConsumerGroupTargetAssignmentMemberKey,
  ConsumerGroupTargetAssignmentMemberValue,
  ConsumerGroupTargetAssignmentMetadataKey,
  ConsumerGroupTargetAssignmentMetadataValue,
  GroupMetadataKey,
  GroupMetadataValue,
  OffsetCommitKey,
  OffsetCommitValue,
} from '@odradek/protocol/messages/consumer-offsets';

/** Key and value of the records of a type. */
interface KeyValue<Key, Value> {
  readonly key: Key;
  readonly value: Value;
}

/** The records of `__consumer_offsets` that we write and replay, by the name of their type. */
export interface GroupRecordTypes {
  /** An offset that a group has committed. The oldest form of its key is read as this one. */
  readonly OffsetCommit: KeyValue<OffsetCommitKey, OffsetCommitValue>;
  /** A classic group with its members. */
  readonly GroupMetadata: KeyValue<GroupMetadataKey, GroupMetadataValue>;
  readonly ConsumerGroupMetadata: KeyValue<ConsumerGroupMetadataKey, ConsumerGroupMetadataValue>;
  /** Read and given tombstones; not written since Kafka 4.1. */
  readonly ConsumerGroupPartitionMetadata: KeyValue<
    ConsumerGroupPartitionMetadataKey,
    ConsumerGroupPartitionMetadataValue
  >;
  readonly ConsumerGroupMemberMetadata: KeyValue<
    ConsumerGroupMemberMetadataKey,
    ConsumerGroupMemberMetadataValue
  >;
  readonly ConsumerGroupTargetAssignmentMetadata: KeyValue<
    ConsumerGroupTargetAssignmentMetadataKey,
    ConsumerGroupTargetAssignmentMetadataValue
  >;
  readonly ConsumerGroupTargetAssignmentMember: KeyValue<
    ConsumerGroupTargetAssignmentMemberKey,
    ConsumerGroupTargetAssignmentMemberValue
  >;
  readonly ConsumerGroupCurrentMemberAssignment: KeyValue<
    ConsumerGroupCurrentMemberAssignmentKey,
    ConsumerGroupCurrentMemberAssignmentValue
  >;
  readonly ConsumerGroupRegularExpression: KeyValue<
    ConsumerGroupRegularExpressionKey,
    ConsumerGroupRegularExpressionValue
  >;
}

/** The name of a type of records. */
export type GroupRecordType = keyof GroupRecordTypes;

/** A record of one type; without a value it is a tombstone. */
export interface GroupRecordOf<Type extends GroupRecordType> {
  readonly type: Type;
  readonly key: GroupRecordTypes[Type]['key'];
  readonly value: GroupRecordTypes[Type]['value'] | null;
}

/** Any record of `__consumer_offsets` that we write and replay: a union on `type`. */
export type GroupRecord = { [Type in GroupRecordType]: GroupRecordOf<Type> }[GroupRecordType];
