import { type ApiDeclaration, field } from '../declaration.ts';

export const streamsGroupHeartbeat: ApiDeclaration = {
  key: 88,
  name: 'StreamsGroupHeartbeat',
  about:
    'Sent by members of a streams group to its coordinator: joins with a topology, gets and gives up tasks, leaves (KIP-1071). v1 made the recovery lag 64 bits wide and can ask for a description of the topology (KIP-1331).',
  versions: '0-1',
  announced: '0',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string'),
    field('memberId', 'string', { about: 'A random id that the client draws and keeps.' }),
    field('memberEpoch', 'int32', {
      about:
        'The epoch that the member got last; 0 joins, -1 leaves, -2 leaves for a while as a static member.',
    }),
    field('endpointInformationEpoch', 'int32', {
      about: 'The epoch of the endpoints that the member knows.',
    }),
    field('instanceId', 'string', {
      nullable: '0+',
      default: null,
      about: 'The name of a static member; null for a dynamic one or if unchanged.',
    }),
    field('rackId', 'string', {
      nullable: '0+',
      default: null,
      about: 'Null if there is none or it is unchanged.',
    }),
    field('rebalanceTimeoutMs', 'int32', {
      default: -1,
      about: 'How long the member may take to give up tasks, in milliseconds; -1 if unchanged.',
    }),
    field('topology', 'Topology', {
      nullable: '0+',
      default: null,
      about: 'Sent on joining only, to set or compare the topology of the group; null otherwise.',
      fields: [
        field('epoch', 'int32', { about: 'Grows with each version of the topology.' }),
        field('subtopologies', '[]Subtopology', {
          fields: [
            field('subtopologyId', 'string', {
              about:
                'A name that follows from the topology alone, so that all members agree on it.',
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
                field('topicConfigs', '[]KeyValue', {
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
                field('topicConfigs', '[]KeyValue', {
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
    }),
    field('activeTasks', '[]TaskIds', {
      nullable: '0+',
      default: null,
      about: 'The tasks that the member runs at the moment; null if unchanged.',
      fields: [
        field('subtopologyId', 'string', {
          about: 'A name that follows from the topology alone, so that all members agree on it.',
        }),
        field('partitions', '[]int32', {
          about: 'The partition of a task is its number within the subtopology.',
        }),
      ],
    }),
    field('standbyTasks', '[]TaskIds', {
      nullable: '0+',
      default: null,
      about: 'The tasks of which the member keeps a copy at the moment; null if unchanged.',
      fields: [
        field('subtopologyId', 'string', {
          about: 'A name that follows from the topology alone, so that all members agree on it.',
        }),
        field('partitions', '[]int32', {
          about: 'The partition of a task is its number within the subtopology.',
        }),
      ],
    }),
    field('warmupTasks', '[]TaskIds', {
      nullable: '0+',
      default: null,
      about: 'The tasks that the member is catching up on at the moment; null if unchanged.',
      fields: [
        field('subtopologyId', 'string', {
          about: 'A name that follows from the topology alone, so that all members agree on it.',
        }),
        field('partitions', '[]int32', {
          about: 'The partition of a task is its number within the subtopology.',
        }),
      ],
    }),
    field('processId', 'string', {
      nullable: '0+',
      default: null,
      about:
        'One for all members in a process, so that copies are spread over processes; null if unchanged.',
    }),
    field('userEndpoint', 'Endpoint', {
      nullable: '0+',
      default: null,
      about:
        'Where the application answers interactive queries; null if there is none or it is unchanged.',
      fields: [
        field('host', 'string', { about: 'The host that the application set.' }),
        field('port', 'uint16'),
      ],
    }),
    field('clientTags', '[]KeyValue', {
      nullable: '0+',
      default: null,
      about: 'Tags by which standby tasks are spread over racks; null if unchanged.',
      fields: [field('key', 'string'), field('value', 'string')],
    }),
    field('taskOffsets', '[]TaskOffset', {
      nullable: '0+',
      default: null,
      about: 'How far the changelogs of the tasks are restored; null if unchanged.',
      fields: [
        field('subtopologyId', 'string', {
          about: 'A name that follows from the topology alone, so that all members agree on it.',
        }),
        field('partition', 'int32'),
        field('offset', 'offset'),
      ],
    }),
    field('taskEndOffsets', '[]TaskOffset', {
      nullable: '0+',
      default: null,
      about: 'Where the changelogs of the tasks end; null if unchanged.',
      fields: [
        field('subtopologyId', 'string', {
          about: 'A name that follows from the topology alone, so that all members agree on it.',
        }),
        field('partition', 'int32'),
        field('offset', 'offset'),
      ],
    }),
    field('shutdownApplication', 'bool', { about: 'True to ask all members to shut down.' }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { nullable: '0+', default: null }),
    field('memberId', 'string'),
    field('memberEpoch', 'int32', { about: 'The epoch to send with the next heartbeat.' }),
    field('heartbeatIntervalMs', 'int32', {
      about: 'When to send the next heartbeat, in milliseconds.',
    }),
    field('acceptableRecoveryLagLegacy', 'int32', {
      versions: '0',
      about: 'Replaced in v1 by `acceptableRecoveryLag`.',
    }),
    field('taskOffsetIntervalMs', 'int32', {
      about: 'The time between two reports of `taskOffsets`, in milliseconds.',
    }),
    field('acceptableRecoveryLag', 'count', {
      versions: '1+',
      default: -1,
      about: 'How many offsets a task may lack and still count as caught up; -1 if not supported.',
    }),
    field('status', '[]Status', {
      nullable: '0+',
      about: 'What is wrong or pending in the group.',
      fields: [
        field('statusCode', 'int8', {
          about:
            '0 stale topology, 1 no source topic, 2 wrong partitions, 3 no internal topic, 4 shut down, 5 delayed, 6 no tags.',
        }),
        field('statusDetail', 'string'),
      ],
    }),
    field('activeTasks', '[]TaskIds', {
      nullable: '0+',
      default: null,
      about: 'The tasks to run; null if unchanged.',
      fields: [
        field('subtopologyId', 'string', {
          about: 'A name that follows from the topology alone, so that all members agree on it.',
        }),
        field('partitions', '[]int32', {
          about: 'The partition of a task is its number within the subtopology.',
        }),
      ],
    }),
    field('standbyTasks', '[]TaskIds', {
      nullable: '0+',
      default: null,
      about: 'The tasks to keep a copy of; null if unchanged.',
      fields: [
        field('subtopologyId', 'string', {
          about: 'A name that follows from the topology alone, so that all members agree on it.',
        }),
        field('partitions', '[]int32', {
          about: 'The partition of a task is its number within the subtopology.',
        }),
      ],
    }),
    field('warmupTasks', '[]TaskIds', {
      nullable: '0+',
      default: null,
      about: 'The tasks to catch up on, so as to run them later; null if unchanged.',
      fields: [
        field('subtopologyId', 'string', {
          about: 'A name that follows from the topology alone, so that all members agree on it.',
        }),
        field('partitions', '[]int32', {
          about: 'The partition of a task is its number within the subtopology.',
        }),
      ],
    }),
    field('topologyDescriptionRequired', 'bool', {
      versions: '1+',
      about: 'True if the member should send StreamsGroupTopologyDescriptionUpdate.',
    }),
    field('endpointInformationEpoch', 'int32', {
      about: 'The epoch of `partitionsByUserEndpoint`, to send with the next heartbeat.',
    }),
    field('partitionsByUserEndpoint', '[]EndpointToPartitions', {
      nullable: '0+',
      default: null,
      about: 'Who holds which partitions, for interactive queries; null if unchanged.',
      fields: [
        field('userEndpoint', 'Endpoint', {
          fields: [
            field('host', 'string', { about: 'The host that the application set.' }),
            field('port', 'uint16'),
          ],
        }),
        field('activePartitions', '[]TopicPartition', {
          about: 'The source partitions of the tasks that run there.',
          fields: [field('topic', 'string'), field('partitions', '[]int32')],
        }),
        field('standbyPartitions', '[]TopicPartition', {
          about: 'The source partitions of the tasks that have a copy there.',
          fields: [field('topic', 'string'), field('partitions', '[]int32')],
        }),
      ],
    }),
  ],
};
