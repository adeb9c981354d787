import { type ApiDeclaration, field } from '../declaration.ts';

export const streamsGroupDescribe: ApiDeclaration = {
  key: 89,
  name: 'StreamsGroupDescribe',
  about:
    'Sent by admin clients to the group coordinator: the state, topology, members and tasks of streams groups (KIP-1071). v1 added a full description of the topology (KIP-1331) and the assignor (KIP-1357).',
  versions: '0-1',
  announced: '0',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('groupIds', '[]string'),
    field('includeAuthorizedOperations', 'bool'),
    field('includeTopologyDescription', 'bool', {
      versions: '1+',
      about: 'Whether to return the nodes of the topology, if the cluster stores them.',
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('groups', '[]DescribedGroup', {
      fields: [
        field('errorCode', 'int16'),
        field('errorMessage', 'string', { nullable: '0+', default: null }),
        field('groupId', 'string'),
        field('groupState', 'string', {
          about: 'Empty, NotReady, Assigning, Reconciling, Stable or Dead.',
        }),
        field('groupEpoch', 'int32', { about: 'Grows when members, topology or topics change.' }),
        field('assignmentEpoch', 'int32', {
          about: 'The group epoch for which the target assignment was computed; it may lag behind.',
        }),
        field('topology', 'Topology', {
          nullable: '0+',
          default: null,
          about: 'Null if no member has handed one in.',
          fields: [
            field('epoch', 'int32', { about: 'Grows with each version of the topology.' }),
            field('subtopologies', '[]Subtopology', {
              nullable: '0+',
              default: null,
              about: 'Null if they are not known.',
              fields: [
                field('subtopologyId', 'string', {
                  about: 'A name that follows from the topology alone.',
                }),
                field('sourceTopics', '[]string', {
                  about: 'The topics to read from, repartition topics left out.',
                }),
                field('repartitionSinkTopics', '[]string', {
                  about: 'The repartition topics to write to.',
                }),
                field('stateChangelogTopics', '[]TopicInfo', {
                  about: 'The topics behind the state stores.',
                  fields: [
                    field('name', 'string'),
                    field('partitions', 'int32', { about: '0 if the coordinator works it out.' }),
                    field('replicationFactor', 'int16', {
                      about: '0 for the default of the cluster.',
                    }),
                    field('topicConfigs', '[]KeyValue', {
                      fields: [field('key', 'string'), field('value', 'string')],
                    }),
                  ],
                }),
                field('repartitionSourceTopics', '[]TopicInfo', {
                  about: 'The repartition topics to read from.',
                  fields: [
                    field('name', 'string'),
                    field('partitions', 'int32', { about: '0 if the coordinator works it out.' }),
                    field('replicationFactor', 'int16', {
                      about: '0 for the default of the cluster.',
                    }),
                    field('topicConfigs', '[]KeyValue', {
                      fields: [field('key', 'string'), field('value', 'string')],
                    }),
                  ],
                }),
              ],
            }),
          ],
        }),
        field('members', '[]Member', {
          fields: [
            field('memberId', 'string'),
            field('memberEpoch', 'int32', {
              about: 'The assignment epoch that the member has reached.',
            }),
            field('instanceId', 'string', {
              nullable: '0+',
              default: null,
              about: 'The name of a static member; null for a dynamic one.',
            }),
            field('rackId', 'string', { nullable: '0+', default: null }),
            field('clientId', 'string'),
            field('clientHost', 'string'),
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
            field('taskOffsets', '[]TaskOffset', {
              about: 'How far the changelogs of the tasks are restored.',
              fields: [
                field('subtopologyId', 'string', {
                  about: 'A name that follows from the topology alone.',
                }),
                field('partition', 'int32'),
                field('offset', 'offset'),
              ],
            }),
            field('taskEndOffsets', '[]TaskOffset', {
              about: 'Where the changelogs of the tasks end.',
              fields: [
                field('subtopologyId', 'string', {
                  about: 'A name that follows from the topology alone.',
                }),
                field('partition', 'int32'),
                field('offset', 'offset'),
              ],
            }),
            field('assignment', 'Assignment', {
              about: 'The tasks that the member has.',
              fields: [
                field('activeTasks', '[]TaskIds', {
                  fields: [
                    field('subtopologyId', 'string', {
                      about: 'A name that follows from the topology alone.',
                    }),
                    field('partitions', '[]int32'),
                  ],
                }),
                field('standbyTasks', '[]TaskIds', {
                  fields: [
                    field('subtopologyId', 'string', {
                      about: 'A name that follows from the topology alone.',
                    }),
                    field('partitions', '[]int32'),
                  ],
                }),
                field('warmupTasks', '[]TaskIds', {
                  fields: [
                    field('subtopologyId', 'string', {
                      about: 'A name that follows from the topology alone.',
                    }),
                    field('partitions', '[]int32'),
                  ],
                }),
              ],
            }),
            field('targetAssignment', 'Assignment', {
              about: 'The tasks that the member is to have in the end.',
              fields: [
                field('activeTasks', '[]TaskIds', {
                  fields: [
                    field('subtopologyId', 'string', {
                      about: 'A name that follows from the topology alone.',
                    }),
                    field('partitions', '[]int32'),
                  ],
                }),
                field('standbyTasks', '[]TaskIds', {
                  fields: [
                    field('subtopologyId', 'string', {
                      about: 'A name that follows from the topology alone.',
                    }),
                    field('partitions', '[]int32'),
                  ],
                }),
                field('warmupTasks', '[]TaskIds', {
                  fields: [
                    field('subtopologyId', 'string', {
                      about: 'A name that follows from the topology alone.',
                    }),
                    field('partitions', '[]int32'),
                  ],
                }),
              ],
            }),
            field('isClassic', 'bool', {
              about: 'True for a member that still uses the classic protocol.',
            }),
          ],
        }),
        field('authorizedOperations', 'int32', {
          default: -2147483648,
          about:
            'Bit n is set if the client may do ACL operation n on the group; -2147483648 if not asked.',
        }),
        field('topologyDescription', 'TopologyDescription', {
          versions: '1+',
          nullable: '0+',
          default: null,
          about: 'Null unless `topologyDescriptionStatus` is 3.',
          fields: [
            field('subtopologies', '[]TopologyDescriptionSubtopology', {
              versions: '1+',
              fields: [
                field('subtopologyId', 'string', {
                  versions: '1+',
                  about: 'A name that follows from the topology alone.',
                }),
                field('nodes', '[]TopologyDescriptionNode', {
                  versions: '1+',
                  fields: [
                    field('name', 'string', { versions: '1+' }),
                    field('nodeType', 'int8', {
                      versions: '1+',
                      about: '1 source, 2 processor, 3 sink.',
                    }),
                    field('sourceTopics', '[]string', {
                      versions: '1+',
                      about:
                        'What a source reads; empty for other nodes, or if chosen at run time.',
                    }),
                    field('sinkTopic', 'string', {
                      versions: '1+',
                      nullable: '0+',
                      default: null,
                      about:
                        'What a sink writes to; null for other nodes, or if chosen at run time.',
                    }),
                    field('stores', '[]string', {
                      versions: '1+',
                      about: 'The state stores that a processor uses; empty for other nodes.',
                    }),
                    field('successors', '[]string', {
                      versions: '1+',
                      about: 'The names of the nodes that come next.',
                    }),
                  ],
                }),
              ],
            }),
            field('globalStores', '[]TopologyDescriptionGlobalStore', {
              versions: '1+',
              about: 'The state stores that every process fills from all partitions.',
              fields: [
                field('source', 'TopologyDescriptionNode', {
                  versions: '1+',
                  fields: [
                    field('name', 'string', { versions: '1+' }),
                    field('nodeType', 'int8', {
                      versions: '1+',
                      about: '1 source, 2 processor, 3 sink.',
                    }),
                    field('sourceTopics', '[]string', {
                      versions: '1+',
                      about:
                        'What a source reads; empty for other nodes, or if chosen at run time.',
                    }),
                    field('sinkTopic', 'string', {
                      versions: '1+',
                      nullable: '0+',
                      default: null,
                      about:
                        'What a sink writes to; null for other nodes, or if chosen at run time.',
                    }),
                    field('stores', '[]string', {
                      versions: '1+',
                      about: 'The state stores that a processor uses; empty for other nodes.',
                    }),
                    field('successors', '[]string', {
                      versions: '1+',
                      about: 'The names of the nodes that come next.',
                    }),
                  ],
                }),
                field('processor', 'TopologyDescriptionNode', {
                  versions: '1+',
                  fields: [
                    field('name', 'string', { versions: '1+' }),
                    field('nodeType', 'int8', {
                      versions: '1+',
                      about: '1 source, 2 processor, 3 sink.',
                    }),
                    field('sourceTopics', '[]string', {
                      versions: '1+',
                      about:
                        'What a source reads; empty for other nodes, or if chosen at run time.',
                    }),
                    field('sinkTopic', 'string', {
                      versions: '1+',
                      nullable: '0+',
                      default: null,
                      about:
                        'What a sink writes to; null for other nodes, or if chosen at run time.',
                    }),
                    field('stores', '[]string', {
                      versions: '1+',
                      about: 'The state stores that a processor uses; empty for other nodes.',
                    }),
                    field('successors', '[]string', {
                      versions: '1+',
                      about: 'The names of the nodes that come next.',
                    }),
                  ],
                }),
              ],
            }),
          ],
        }),
        field('topologyDescriptionStatus', 'int8', {
          versions: '1+',
          about: '0 not asked for, 1 not stored, 2 failed to load, 3 in `topologyDescription`.',
        }),
        field('assignorName', 'string', {
          versions: '1+',
          nullable: '0+',
          default: null,
          about: 'The task assignor for the next assignment; null on an error.',
        }),
      ],
    }),
  ],
};
