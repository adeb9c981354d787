import { field, type RecordFamilyDeclaration } from '../declaration.ts';

/*
 * Kafka writes null in the nullable tagged fields here and leaves empty ones out: their default is
 * empty although they may be null.
 */
export const consumerOffsets: RecordFamilyDeclaration = {
  name: 'consumer-offsets',
  about: 'Records of `__consumer_offsets`: committed offsets and the state of groups.',
  records: [
    {
      name: 'LegacyOffsetCommitKey',
      about:
        'The key of a committed offset in its oldest form, which is read and no longer written.',
      type: 0,
      versions: '0',
      flexible: 'none',
      fields: [field('group', 'string'), field('topic', 'string'), field('partition', 'int32')],
    },
    {
      name: 'LegacyOffsetCommitValue',
      about: 'A committed offset in its oldest form, which is read and no longer written.',
      type: 0,
      versions: '0',
      flexible: 'none',
      fields: [
        field('offset', 'offset'),
        field('metadata', 'string'),
        field('commitTimestamp', 'timestamp'),
      ],
    },
    {
      name: 'OffsetCommitKey',
      about: 'The key of a committed offset: a group and a partition.',
      type: 1,
      versions: '0',
      flexible: 'none',
      fields: [field('group', 'string'), field('topic', 'string'), field('partition', 'int32')],
    },
    {
      name: 'OffsetCommitValue',
      about:
        'A committed offset; a missing value deletes it. v1 carries its own expiry, v3 added leader epochs and v4 topic ids.',
      type: 1,
      versions: '0-4',
      flexible: '4+',
      fields: [
        field('offset', 'offset', { about: 'The offset of the next record to read.' }),
        field('leaderEpoch', 'int32', {
          versions: '3+',
          default: -1,
          about: 'The leader epoch of the last record read; -1 if unknown.',
        }),
        field('metadata', 'string', { about: 'Free text of the consumer.' }),
        field('commitTimestamp', 'timestamp'),
        field('expireTimestamp', 'timestamp', {
          versions: '1',
          default: -1,
          about: 'When the offset may be deleted; -1 for the setting of the broker.',
        }),
        field('topicId', 'uuid', { versions: '4+', tag: 0, about: 'Zero if unknown.' }),
      ],
    },
    {
      name: 'GroupMetadataKey',
      about: 'The key of a classic group.',
      type: 2,
      versions: '0',
      flexible: 'none',
      fields: [field('group', 'string')],
    },
    {
      name: 'GroupMetadataValue',
      about:
        'A classic group after a rebalance: its generation, members and assignment; a missing value deletes the group. v1 added the rebalance timeout, v2 the time of the state and v3 static members.',
      type: 2,
      versions: '0-4',
      flexible: '4+',
      fields: [
        field('protocolType', 'string', { about: 'What the group is, such as `consumer`.' }),
        field('generation', 'int32', { about: 'Counts the rebalances of the group.' }),
        field('protocol', 'string', {
          nullable: '0+',
          about: 'The protocol that was picked, such as an assignor; null if there is none.',
        }),
        field('leader', 'string', {
          nullable: '0+',
          about: 'The member id of the leader; null if there is none.',
        }),
        field('currentStateTimestamp', 'timestamp', {
          versions: '2+',
          default: -1,
          about: 'When the group came into its state; -1 if unknown.',
        }),
        field('members', '[]MemberMetadata', {
          fields: [
            field('memberId', 'string'),
            field('groupInstanceId', 'string', { versions: '3+', nullable: '0+', default: null }),
            field('clientId', 'string'),
            field('clientHost', 'string'),
            field('rebalanceTimeout', 'int32', {
              versions: '1+',
              default: -1,
              about: 'In milliseconds; -1 for the session timeout.',
            }),
            field('sessionTimeout', 'int32', { about: 'In milliseconds.' }),
            field('subscription', 'bytes', {
              about: 'What the member sent in JoinGroup for the protocol that was picked.',
            }),
            field('assignment', 'bytes', { about: 'The part of the member from SyncGroup.' }),
          ],
        }),
      ],
    },
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
          about:
            'A hash of the subscribed topics, by which a change of them is noticed; 0 if none.',
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
      about:
        'What a member of a consumer group said of itself; a missing value removes the member.',
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
    {
      name: 'StreamsGroupMetadataKey',
      about: 'The key of a streams group (KIP-1071).',
      type: 17,
      versions: '0',
      flexible: 'none',
      fields: [field('groupId', 'string')],
    },
    {
      name: 'StreamsGroupMetadataValue',
      about:
        'The group epoch of a streams group and what goes with it; a missing value deletes the group.',
      type: 17,
      versions: '0',
      flexible: '0+',
      fields: [
        field('epoch', 'int32', {
          about: 'Grows when members, topology, settings or topics change.',
        }),
        field('metadataHash', 'int64', {
          about: 'A hash of the topics of the topology, by which a change of them is noticed.',
        }),
        field('validatedTopologyEpoch', 'int32', {
          tag: 0,
          default: -1,
          about: 'The version of the topology whose topics were found complete; -1 if none.',
        }),
        field('lastAssignmentConfigs', '[]LastAssignmentConfig', {
          nullable: '0+',
          tag: 1,
          about:
            'The settings of the last assignment, by which a change of them is noticed; null if none.',
          fields: [field('key', 'string'), field('value', 'string')],
        }),
        field('storedDescriptionTopologyEpoch', 'int32', {
          tag: 2,
          default: -1,
          about:
            'The version of the topology whose description is stored; -1 none, -2 uncertain (KIP-1331).',
        }),
        field('failedDescriptionTopologyEpoch', 'int32', {
          tag: 3,
          default: -1,
          about: 'The version of the topology whose description was refused for good; -1 if none.',
        }),
      ],
    },
    {
      name: 'StreamsGroupMemberMetadataKey',
      about: 'The key of a member of a streams group.',
      type: 19,
      versions: '0',
      flexible: 'none',
      fields: [field('groupId', 'string'), field('memberId', 'string')],
    },
    {
      name: 'StreamsGroupMemberMetadataValue',
      about: 'What a member of a streams group said of itself; a missing value removes the member.',
      type: 19,
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
        field('rebalanceTimeoutMs', 'int32', {
          default: -1,
          about: 'How long the member may take to give up tasks, in milliseconds.',
        }),
        field('topologyEpoch', 'int32', {
          about: 'The version of the topology that the member runs.',
        }),
        field('processId', 'string', { about: 'One for all members in a process.' }),
        field('userEndpoint', 'Endpoint', {
          nullable: '0+',
          default: null,
          about: 'Where the application answers interactive queries; null if there is none.',
          fields: [field('host', 'string'), field('port', 'uint16')],
        }),
        field('clientTags', '[]KeyValue', {
          about: 'Tags by which standby tasks are spread over racks.',
          fields: [field('key', 'string'), field('value', 'string')],
        }),
      ],
    },
    {
      name: 'StreamsGroupTargetAssignmentMetadataKey',
      about: 'The key of the assignment epoch of a streams group.',
      type: 20,
      versions: '0',
      flexible: 'none',
      fields: [field('groupId', 'string')],
    },
    {
      name: 'StreamsGroupTargetAssignmentMetadataValue',
      about:
        'For which group epoch the target assignment of a streams group was computed; a missing value deletes the assignment.',
      type: 20,
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
      name: 'StreamsGroupTargetAssignmentMemberKey',
      about: 'The key of the target assignment of a member of a streams group.',
      type: 21,
      versions: '0',
      flexible: 'none',
      fields: [field('groupId', 'string'), field('memberId', 'string')],
    },
    {
      name: 'StreamsGroupTargetAssignmentMemberValue',
      about:
        'The tasks that a member of a streams group is to have in the end; a missing value deletes them.',
      type: 21,
      versions: '0',
      flexible: '0+',
      fields: [
        field('activeTasks', '[]TaskIds', {
          about: 'The tasks to run.',
          fields: [field('subtopologyId', 'string'), field('partitions', '[]int32')],
        }),
        field('standbyTasks', '[]TaskIds', {
          about: 'The tasks to keep a copy of.',
          fields: [field('subtopologyId', 'string'), field('partitions', '[]int32')],
        }),
        field('warmupTasks', '[]TaskIds', {
          about: 'The tasks to catch up on, so as to run them later.',
          fields: [field('subtopologyId', 'string'), field('partitions', '[]int32')],
        }),
      ],
    },
    {
      name: 'StreamsGroupCurrentMemberAssignmentKey',
      about: 'The key of the current assignment of a member of a streams group.',
      type: 22,
      versions: '0',
      flexible: 'none',
      fields: [field('groupId', 'string'), field('memberId', 'string')],
    },
    {
      name: 'StreamsGroupCurrentMemberAssignmentValue',
      about:
        'The tasks that a member of a streams group has and how far it is on the way to its target; a missing value deletes them.',
      type: 22,
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
          about: '1 stable, 2 has to give up tasks, 3 waits for tasks of others.',
        }),
        field('activeTasks', '[]TaskIds', {
          fields: [
            field('subtopologyId', 'string'),
            field('partitions', '[]int32'),
            field('assignmentEpochs', '[]int32', {
              nullable: '0+',
              tag: 0,
              about:
                'For each of `partitions` of active tasks since which epoch the member has it; null or empty if unknown.',
            }),
          ],
        }),
        field('standbyTasks', '[]TaskIds', {
          fields: [
            field('subtopologyId', 'string'),
            field('partitions', '[]int32'),
            field('assignmentEpochs', '[]int32', {
              nullable: '0+',
              tag: 0,
              about:
                'For each of `partitions` of active tasks since which epoch the member has it; null or empty if unknown.',
            }),
          ],
        }),
        field('warmupTasks', '[]TaskIds', {
          fields: [
            field('subtopologyId', 'string'),
            field('partitions', '[]int32'),
            field('assignmentEpochs', '[]int32', {
              nullable: '0+',
              tag: 0,
              about:
                'For each of `partitions` of active tasks since which epoch the member has it; null or empty if unknown.',
            }),
          ],
        }),
        field('activeTasksPendingRevocation', '[]TaskIds', {
          about: 'The active tasks that the member has been told to give up.',
          fields: [
            field('subtopologyId', 'string'),
            field('partitions', '[]int32'),
            field('assignmentEpochs', '[]int32', {
              nullable: '0+',
              tag: 0,
              about:
                'For each of `partitions` of active tasks since which epoch the member has it; null or empty if unknown.',
            }),
          ],
        }),
        field('standbyTasksPendingRevocation', '[]TaskIds', {
          about: 'The standby tasks that the member has been told to give up.',
          fields: [
            field('subtopologyId', 'string'),
            field('partitions', '[]int32'),
            field('assignmentEpochs', '[]int32', {
              nullable: '0+',
              tag: 0,
              about:
                'For each of `partitions` of active tasks since which epoch the member has it; null or empty if unknown.',
            }),
          ],
        }),
        field('warmupTasksPendingRevocation', '[]TaskIds', {
          about: 'The warm-up tasks that the member has been told to give up.',
          fields: [
            field('subtopologyId', 'string'),
            field('partitions', '[]int32'),
            field('assignmentEpochs', '[]int32', {
              nullable: '0+',
              tag: 0,
              about:
                'For each of `partitions` of active tasks since which epoch the member has it; null or empty if unknown.',
            }),
          ],
        }),
      ],
    },
    {
      name: 'StreamsGroupTopologyKey',
      about: 'The key of the topology of a streams group.',
      type: 23,
      versions: '0',
      flexible: 'none',
      fields: [field('groupId', 'string')],
    },
    {
      name: 'StreamsGroupTopologyValue',
      about: 'The topology of a streams group; a missing value deletes it.',
      type: 23,
      versions: '0',
      flexible: '0+',
      fields: [
        field('epoch', 'int32', { about: 'Grows with each version of the topology.' }),
        field('subtopologies', '[]Subtopology', {
          fields: [
            field('subtopologyId', 'string', {
              about: 'A name that follows from the topology alone.',
            }),
            field('sourceTopics', '[]string', {
              about: 'The topics to read from, repartition topics left out.',
            }),
            field('sourceTopicRegex', '[]string', {
              about: 'Expressions for topics to read from.',
            }),
            field('stateChangelogTopics', '[]TopicInfo', {
              about: 'The topics behind the state stores, which the coordinator creates.',
              fields: [
                field('name', 'string'),
                field('partitions', 'int32', {
                  about: '0 if the coordinator is to work it out, as for every changelog topic.',
                }),
                field('replicationFactor', 'int16', { about: '0 for the default of the cluster.' }),
                field('topicConfigs', '[]TopicConfig', {
                  fields: [field('key', 'string'), field('value', 'string')],
                }),
              ],
            }),
            field('repartitionSinkTopics', '[]string', {
              about: 'The repartition topics to write to.',
            }),
            field('repartitionSourceTopics', '[]TopicInfo', {
              about: 'The repartition topics to read from, which the coordinator creates.',
              fields: [
                field('name', 'string'),
                field('partitions', 'int32', {
                  about: '0 if the coordinator is to work it out, as for every changelog topic.',
                }),
                field('replicationFactor', 'int16', { about: '0 for the default of the cluster.' }),
                field('topicConfigs', '[]TopicConfig', {
                  fields: [field('key', 'string'), field('value', 'string')],
                }),
              ],
            }),
            field('copartitionGroups', '[]CopartitionGroup', {
              about: 'Topics that must have the same number of partitions.',
              fields: [
                field('sourceTopics', '[]int16', {
                  about: 'Positions in the array of the same name in the subtopology.',
                }),
                field('sourceTopicRegex', '[]int16', {
                  about: 'Positions in the array of the same name in the subtopology.',
                }),
                field('repartitionSourceTopics', '[]int16', {
                  about: 'Positions in the array of the same name in the subtopology.',
                }),
              ],
            }),
          ],
        }),
      ],
    },
  ],
};
