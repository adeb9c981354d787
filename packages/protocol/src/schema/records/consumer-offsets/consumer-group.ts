import { field, type RecordDeclaration } from '../../declaration.ts';

/** Groups of the consumer protocol (KIP-848). */
export const consumerGroupRecords: readonly RecordDeclaration[] = [
  {
    name: 'ConsumerGroupMetadataKey',
    about: 'The key of a consumer group (KIP-848).',
    type: 3,
    versions: '0',
    flexible: 'none',
    fields: [field('groupId', 'string')],
  },
  {
    name: 'ConsumerGroupMetadataValue',
    about: 'The group epoch of a consumer group; a missing value deletes the group.',
    type: 3,
    versions: '0',
    flexible: '0+',
    fields: [
      field('epoch', 'int32', { about: 'Grows when members, subscriptions or topics change.' }),
      field('metadataHash', 'int64', {
        tag: 0,
        about: 'A hash of the subscribed topics, by which a change of them is noticed; 0 if none.',
      }),
    ],
  },
  {
    name: 'ConsumerGroupPartitionMetadataKey',
    about: 'The key of the topics of a consumer group; no longer written since Kafka 4.1.',
    type: 4,
    versions: '0',
    flexible: 'none',
    fields: [field('groupId', 'string')],
  },
  {
    name: 'ConsumerGroupPartitionMetadataValue',
    about:
      'The topics of a consumer group as the coordinator last saw them; a missing value deletes them. The metadata hash took its place.',
    type: 4,
    versions: '0',
    flexible: '0+',
    fields: [
      field('topics', '[]TopicMetadata', {
        fields: [
          field('topicId', 'uuid'),
          field('topicName', 'string'),
          field('numPartitions', 'int32'),
          field('partitionMetadata', '[]PartitionMetadata', {
            about: 'The racks of the replicas, by partition.',
            fields: [field('partition', 'int32'), field('racks', '[]string')],
          }),
        ],
      }),
    ],
  },
  {
    name: 'ConsumerGroupMemberMetadataKey',
    about: 'The key of a member of a consumer group.',
    type: 5,
    versions: '0',
    flexible: 'none',
    fields: [field('groupId', 'string'), field('memberId', 'string')],
  },
  {
    name: 'ConsumerGroupMemberMetadataValue',
    about: 'What a member of a consumer group said of itself; a missing value removes the member.',
    type: 5,
    versions: '0',
    flexible: '0+',
    fields: [
      field('instanceId', 'string', {
        nullable: '0+',
        about: 'The name of a static member; null for a dynamic one.',
      }),
      field('rackId', 'string', { nullable: '0+', about: 'Null if there is none.' }),
      field('clientId', 'string'),
      field('clientHost', 'string'),
      field('subscribedTopicNames', '[]string'),
      field('subscribedTopicRegex', 'string', {
        nullable: '0+',
        about: 'Null or empty if there is none.',
      }),
      field('rebalanceTimeoutMs', 'int32', {
        default: -1,
        about: 'How long the member may take to give up partitions, in milliseconds.',
      }),
      field('serverAssignor', 'string', {
        nullable: '0+',
        about: 'The assignor that the member wants; null for any.',
      }),
      field('classicMemberMetadata', 'ClassicMemberMetadata', {
        nullable: '0+',
        tag: 0,
        about: 'Set for a member that still uses the classic protocol; null otherwise.',
        fields: [
          field('sessionTimeoutMs', 'int32'),
          field('supportedProtocols', '[]ClassicProtocol', {
            about: 'What the member sent in JoinGroup.',
            fields: [field('name', 'string'), field('metadata', 'bytes')],
          }),
        ],
      }),
    ],
  },
  {
    name: 'ConsumerGroupTargetAssignmentMetadataKey',
    about: 'The key of the assignment epoch of a consumer group.',
    type: 6,
    versions: '0',
    flexible: 'none',
    fields: [field('groupId', 'string')],
  },
  {
    name: 'ConsumerGroupTargetAssignmentMetadataValue',
    about:
      'For which group epoch the target assignment of a consumer group was computed; a missing value deletes the assignment.',
    type: 6,
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
    name: 'ConsumerGroupTargetAssignmentMemberKey',
    about: 'The key of the target assignment of a member of a consumer group.',
    type: 7,
    versions: '0',
    flexible: 'none',
    fields: [field('groupId', 'string'), field('memberId', 'string')],
  },
  {
    name: 'ConsumerGroupTargetAssignmentMemberValue',
    about:
      'The partitions that a member of a consumer group is to own in the end; a missing value deletes them.',
    type: 7,
    versions: '0',
    flexible: '0+',
    fields: [
      field('topicPartitions', '[]TopicPartition', {
        fields: [field('topicId', 'uuid'), field('partitions', '[]int32')],
      }),
    ],
  },
  {
    name: 'ConsumerGroupCurrentMemberAssignmentKey',
    about: 'The key of the current assignment of a member of a consumer group.',
    type: 8,
    versions: '0',
    flexible: 'none',
    fields: [field('groupId', 'string'), field('memberId', 'string')],
  },
  {
    name: 'ConsumerGroupCurrentMemberAssignmentValue',
    about:
      'The partitions that a member of a consumer group owns and how far it is on the way to its target; a missing value deletes them.',
    type: 8,
    versions: '0',
    flexible: '0+',
    fields: [
      field('memberEpoch', 'int32', {
        about: 'The epoch that the member must send in its heartbeats.',
      }),
      field('previousMemberEpoch', 'int32', {
        about: 'Still accepted, in case the response with the new epoch was lost.',
      }),
      field('state', 'int8', {
        about: '0 stable, 1 has to give up partitions, 2 waits for partitions of others.',
      }),
      field('assignedPartitions', '[]TopicPartitions', {
        fields: [
          field('topicId', 'uuid'),
          field('partitions', '[]int32'),
          field('assignmentEpochs', '[]int32', {
            nullable: '0+',
            tag: 0,
            about:
              'For each of `partitions` since which epoch the member has it; null or empty if unknown.',
          }),
        ],
      }),
      field('partitionsPendingRevocation', '[]TopicPartitions', {
        about: 'The partitions that the member has been told to give up.',
        fields: [
          field('topicId', 'uuid'),
          field('partitions', '[]int32'),
          field('assignmentEpochs', '[]int32', {
            nullable: '0+',
            tag: 0,
            about:
              'For each of `partitions` since which epoch the member has it; null or empty if unknown.',
          }),
        ],
      }),
    ],
  },
  {
    name: 'ConsumerGroupRegularExpressionKey',
    about: 'The key of a regular expression in a consumer group.',
    type: 16,
    versions: '0',
    flexible: 'none',
    fields: [field('groupId', 'string'), field('regularExpression', 'string')],
  },
  {
    name: 'ConsumerGroupRegularExpressionValue',
    about:
      'The topics that a regular expression in a consumer group matched; a missing value deletes them.',
    type: 16,
    versions: '0',
    flexible: '0+',
    fields: [
      field('topics', '[]string'),
      field('version', 'int64', {
        about: 'The offset of the metadata log at which the expression was resolved.',
      }),
      field('timestamp', 'timestamp', { about: 'When the expression was resolved.' }),
    ],
  },
];
