import { type ApiDeclaration, field } from '../declaration.ts';

export const streamsGroupDescribe: ApiDeclaration = {
  key: 89,
  name: 'StreamsGroupDescribe',
  about: 'TBD',
  versions: '0-1',
  announced: '0',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('groupIds', '[]string'),
    field('includeAuthorizedOperations', 'bool'),
    field('includeTopologyDescription', 'bool', { versions: '1+' }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('groups', '[]DescribedGroup', {
      fields: [
        field('errorCode', 'int16'),
        field('errorMessage', 'string', { nullable: '0+', default: null }),
        field('groupId', 'string'),
        field('groupState', 'string'),
        field('groupEpoch', 'int32'),
        field('assignmentEpoch', 'int32'),
        field('topology', 'Topology', {
          nullable: '0+',
          default: null,
          fields: [
            field('epoch', 'int32'),
            field('subtopologies', '[]Subtopology', {
              nullable: '0+',
              default: null,
              fields: [
                field('subtopologyId', 'string'),
                field('sourceTopics', '[]string'),
                field('repartitionSinkTopics', '[]string'),
                field('stateChangelogTopics', '[]TopicInfo', {
                  fields: [
                    field('name', 'string'),
                    field('partitions', 'int32'),
                    field('replicationFactor', 'int16'),
                    field('topicConfigs', '[]KeyValue', {
                      fields: [field('key', 'string'), field('value', 'string')],
                    }),
                  ],
                }),
                field('repartitionSourceTopics', '[]TopicInfo', {
                  fields: [
                    field('name', 'string'),
                    field('partitions', 'int32'),
                    field('replicationFactor', 'int16'),
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
            field('memberEpoch', 'int32'),
            field('instanceId', 'string', { nullable: '0+', default: null }),
            field('rackId', 'string', { nullable: '0+', default: null }),
            field('clientId', 'string'),
            field('clientHost', 'string'),
            field('topologyEpoch', 'int32'),
            field('processId', 'string'),
            field('userEndpoint', 'Endpoint', {
              nullable: '0+',
              default: null,
              fields: [field('host', 'string'), field('port', 'uint16')],
            }),
            field('clientTags', '[]KeyValue', {
              fields: [field('key', 'string'), field('value', 'string')],
            }),
            field('taskOffsets', '[]TaskOffset', {
              fields: [
                field('subtopologyId', 'string'),
                field('partition', 'int32'),
                field('offset', 'offset'),
              ],
            }),
            field('taskEndOffsets', '[]TaskOffset', {
              fields: [
                field('subtopologyId', 'string'),
                field('partition', 'int32'),
                field('offset', 'offset'),
              ],
            }),
            field('assignment', 'Assignment', {
              fields: [
                field('activeTasks', '[]TaskIds', {
                  fields: [field('subtopologyId', 'string'), field('partitions', '[]int32')],
                }),
                field('standbyTasks', '[]TaskIds', {
                  fields: [field('subtopologyId', 'string'), field('partitions', '[]int32')],
                }),
                field('warmupTasks', '[]TaskIds', {
                  fields: [field('subtopologyId', 'string'), field('partitions', '[]int32')],
                }),
              ],
            }),
            field('targetAssignment', 'Assignment', {
              fields: [
                field('activeTasks', '[]TaskIds', {
                  fields: [field('subtopologyId', 'string'), field('partitions', '[]int32')],
                }),
                field('standbyTasks', '[]TaskIds', {
                  fields: [field('subtopologyId', 'string'), field('partitions', '[]int32')],
                }),
                field('warmupTasks', '[]TaskIds', {
                  fields: [field('subtopologyId', 'string'), field('partitions', '[]int32')],
                }),
              ],
            }),
            field('isClassic', 'bool'),
          ],
        }),
        field('authorizedOperations', 'int32', { default: -2147483648 }),
        field('topologyDescription', 'TopologyDescription', {
          versions: '1+',
          nullable: '0+',
          default: null,
          fields: [
            field('subtopologies', '[]TopologyDescriptionSubtopology', {
              versions: '1+',
              fields: [
                field('subtopologyId', 'string', { versions: '1+' }),
                field('nodes', '[]TopologyDescriptionNode', {
                  versions: '1+',
                  fields: [
                    field('name', 'string', { versions: '1+' }),
                    field('nodeType', 'int8', { versions: '1+' }),
                    field('sourceTopics', '[]string', { versions: '1+' }),
                    field('sinkTopic', 'string', { versions: '1+', nullable: '0+', default: null }),
                    field('stores', '[]string', { versions: '1+' }),
                    field('successors', '[]string', { versions: '1+' }),
                  ],
                }),
              ],
            }),
            field('globalStores', '[]TopologyDescriptionGlobalStore', {
              versions: '1+',
              fields: [
                field('source', 'TopologyDescriptionNode', {
                  versions: '1+',
                  fields: [
                    field('name', 'string', { versions: '1+' }),
                    field('nodeType', 'int8', { versions: '1+' }),
                    field('sourceTopics', '[]string', { versions: '1+' }),
                    field('sinkTopic', 'string', { versions: '1+', nullable: '0+', default: null }),
                    field('stores', '[]string', { versions: '1+' }),
                    field('successors', '[]string', { versions: '1+' }),
                  ],
                }),
                field('processor', 'TopologyDescriptionNode', {
                  versions: '1+',
                  fields: [
                    field('name', 'string', { versions: '1+' }),
                    field('nodeType', 'int8', { versions: '1+' }),
                    field('sourceTopics', '[]string', { versions: '1+' }),
                    field('sinkTopic', 'string', { versions: '1+', nullable: '0+', default: null }),
                    field('stores', '[]string', { versions: '1+' }),
                    field('successors', '[]string', { versions: '1+' }),
                  ],
                }),
              ],
            }),
          ],
        }),
        field('topologyDescriptionStatus', 'int8', { versions: '1+' }),
        field('assignorName', 'string', { versions: '1+', nullable: '0+', default: null }),
      ],
    }),
  ],
};
