import { field, type RecordDeclaration } from '../../declaration.ts';

/** Share groups (KIP-932). */
export const shareGroupRecords: readonly RecordDeclaration[] = [
  {
    name: 'ShareGroupMemberMetadataKey',
    about: 'The key of a member of a share group (KIP-932).',
    type: 10,
    versions: '0',
    flexible: 'none',
    fields: [field('groupId', 'string'), field('memberId', 'string')],
  },
  {
    name: 'ShareGroupMemberMetadataValue',
    about: 'What a member of a share group said of itself; a missing value removes the member.',
    type: 10,
    versions: '0',
    flexible: '0+',
    fields: [
      field('rackId', 'string', { nullable: '0+', about: 'Null if there is none.' }),
      field('clientId', 'string'),
      field('clientHost', 'string'),
      field('subscribedTopicNames', '[]string'),
    ],
  },
  {
    name: 'ShareGroupMetadataKey',
    about: 'The key of a share group.',
    type: 11,
    versions: '0',
    flexible: 'none',
    fields: [field('groupId', 'string')],
  },
  {
    name: 'ShareGroupMetadataValue',
    about: 'The group epoch of a share group; a missing value deletes the group.',
    type: 11,
    versions: '0',
    flexible: '0+',
    fields: [
      field('epoch', 'int32', { about: 'Grows when members, subscriptions or topics change.' }),
      field('metadataHash', 'int64', {
        about: 'A hash of the subscribed topics, by which a change of them is noticed.',
      }),
    ],
  },
  {
    name: 'ShareGroupTargetAssignmentMetadataKey',
    about: 'The key of the assignment epoch of a share group.',
    type: 12,
    versions: '0',
    flexible: 'none',
    fields: [field('groupId', 'string')],
  },
  {
    name: 'ShareGroupTargetAssignmentMetadataValue',
    about:
      'For which group epoch the assignment of a share group was computed; a missing value deletes the assignment.',
    type: 12,
    versions: '0',
    flexible: '0+',
    fields: [
      field('assignmentEpoch', 'int32', {
        about: 'Written after the parts of all members, so that it shows them complete.',
      }),
      field('assignmentTimestamp', 'timestamp', {
        tag: 0,
        about: 'When the assignment was computed; 0 if unknown.',
      }),
    ],
  },
  {
    name: 'ShareGroupTargetAssignmentMemberKey',
    about: 'The key of the target assignment of a member of a share group.',
    type: 13,
    versions: '0',
    flexible: 'none',
    fields: [field('groupId', 'string'), field('memberId', 'string')],
  },
  {
    name: 'ShareGroupTargetAssignmentMemberValue',
    about:
      'The partitions that a member of a share group is to fetch from; a missing value deletes them.',
    type: 13,
    versions: '0',
    flexible: '0+',
    fields: [
      field('topicPartitions', '[]TopicPartition', {
        fields: [field('topicId', 'uuid'), field('partitions', '[]int32')],
      }),
    ],
  },
  {
    name: 'ShareGroupCurrentMemberAssignmentKey',
    about: 'The key of the current assignment of a member of a share group.',
    type: 14,
    versions: '0',
    flexible: 'none',
    fields: [field('groupId', 'string'), field('memberId', 'string')],
  },
  {
    name: 'ShareGroupCurrentMemberAssignmentValue',
    about:
      'The partitions that a member of a share group fetches from; a missing value deletes them.',
    type: 14,
    versions: '0',
    flexible: '0+',
    fields: [
      field('memberEpoch', 'int32', {
        about: 'The epoch that the member must send in its heartbeats.',
      }),
      field('previousMemberEpoch', 'int32', {
        about: 'Still accepted, in case the response with the new epoch was lost.',
      }),
      field('state', 'int8', { about: '0 stable; members of share groups know no other.' }),
      field('assignedPartitions', '[]TopicPartitions', {
        fields: [field('topicId', 'uuid'), field('partitions', '[]int32')],
      }),
    ],
  },
  {
    name: 'ShareGroupStatePartitionMetadataKey',
    about: 'The key of the share partitions of a share group.',
    type: 15,
    versions: '0',
    flexible: 'none',
    fields: [field('groupId', 'string')],
  },
  {
    name: 'ShareGroupStatePartitionMetadataValue',
    about:
      'For which share partitions the share coordinator keeps a state; a missing value deletes the list.',
    type: 15,
    versions: '0',
    flexible: '0+',
    fields: [
      field('initializingTopics', '[]TopicPartitionsInfo', {
        about: 'InitializeShareGroupState was sent and not answered yet.',
        fields: [
          field('topicId', 'uuid'),
          field('topicName', 'string'),
          field('partitions', '[]int32'),
        ],
      }),
      field('initializedTopics', '[]TopicPartitionsInfo', {
        about: 'The share coordinator has the state.',
        fields: [
          field('topicId', 'uuid'),
          field('topicName', 'string'),
          field('partitions', '[]int32'),
        ],
      }),
      field('deletingTopics', '[]TopicInfo', {
        about: 'DeleteShareGroupState was sent and not answered yet.',
        fields: [field('topicId', 'uuid'), field('topicName', 'string')],
      }),
    ],
  },
];
