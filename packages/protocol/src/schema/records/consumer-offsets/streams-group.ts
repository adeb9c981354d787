import { field, type RecordDeclaration } from '../../declaration.ts';

/** Streams groups (KIP-1071). */
export const streamsGroupRecords: readonly RecordDeclaration[] = [
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
];
