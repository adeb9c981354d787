import { type ApiDeclaration, field } from '../declaration.ts';

export const streamsGroupHeartbeat: ApiDeclaration = {
  key: 88,
  name: 'StreamsGroupHeartbeat',
  about: 'TBD',
  versions: '0-1',
  announced: '0',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string'),
    field('memberId', 'string'),
    field('memberEpoch', 'int32'),
    field('endpointInformationEpoch', 'int32'),
    field('instanceId', 'string', { nullable: '0+', default: null }),
    field('rackId', 'string', { nullable: '0+', default: null }),
    field('rebalanceTimeoutMs', 'int32', { default: -1 }),
    field('topology', 'Topology', {
      nullable: '0+',
      default: null,
      fields: [
        field('epoch', 'int32'),
        field('subtopologies', '[]Subtopology', {
          fields: [
            field('subtopologyId', 'string'),
            field('sourceTopics', '[]string'),
            field('sourceTopicRegex', '[]string'),
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
            field('repartitionSinkTopics', '[]string'),
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
            field('copartitionGroups', '[]CopartitionGroup', {
              fields: [
                field('sourceTopics', '[]int16'),
                field('sourceTopicRegex', '[]int16'),
                field('repartitionSourceTopics', '[]int16'),
              ],
            }),
          ],
        }),
      ],
    }),
    field('activeTasks', '[]TaskIds', {
      nullable: '0+',
      default: null,
      fields: [field('subtopologyId', 'string'), field('partitions', '[]int32')],
    }),
    field('standbyTasks', '[]TaskIds', {
      nullable: '0+',
      default: null,
      fields: [field('subtopologyId', 'string'), field('partitions', '[]int32')],
    }),
    field('warmupTasks', '[]TaskIds', {
      nullable: '0+',
      default: null,
      fields: [field('subtopologyId', 'string'), field('partitions', '[]int32')],
    }),
    field('processId', 'string', { nullable: '0+', default: null }),
    field('userEndpoint', 'Endpoint', {
      nullable: '0+',
      default: null,
      fields: [field('host', 'string'), field('port', 'uint16')],
    }),
    field('clientTags', '[]KeyValue', {
      nullable: '0+',
      default: null,
      fields: [field('key', 'string'), field('value', 'string')],
    }),
    field('taskOffsets', '[]TaskOffset', {
      nullable: '0+',
      default: null,
      fields: [
        field('subtopologyId', 'string'),
        field('partition', 'int32'),
        field('offset', 'offset'),
      ],
    }),
    field('taskEndOffsets', '[]TaskOffset', {
      nullable: '0+',
      default: null,
      fields: [
        field('subtopologyId', 'string'),
        field('partition', 'int32'),
        field('offset', 'offset'),
      ],
    }),
    field('shutdownApplication', 'bool'),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { nullable: '0+', default: null }),
    field('memberId', 'string'),
    field('memberEpoch', 'int32'),
    field('heartbeatIntervalMs', 'int32'),
    field('acceptableRecoveryLagLegacy', 'int32', { versions: '0' }),
    field('taskOffsetIntervalMs', 'int32'),
    field('acceptableRecoveryLag', 'count', { versions: '1+', default: -1 }),
    field('status', '[]Status', {
      nullable: '0+',
      fields: [field('statusCode', 'int8'), field('statusDetail', 'string')],
    }),
    field('activeTasks', '[]TaskIds', {
      nullable: '0+',
      default: null,
      fields: [field('subtopologyId', 'string'), field('partitions', '[]int32')],
    }),
    field('standbyTasks', '[]TaskIds', {
      nullable: '0+',
      default: null,
      fields: [field('subtopologyId', 'string'), field('partitions', '[]int32')],
    }),
    field('warmupTasks', '[]TaskIds', {
      nullable: '0+',
      default: null,
      fields: [field('subtopologyId', 'string'), field('partitions', '[]int32')],
    }),
    field('topologyDescriptionRequired', 'bool', { versions: '1+' }),
    field('endpointInformationEpoch', 'int32'),
    field('partitionsByUserEndpoint', '[]EndpointToPartitions', {
      nullable: '0+',
      default: null,
      fields: [
        field('userEndpoint', 'Endpoint', {
          fields: [field('host', 'string'), field('port', 'uint16')],
        }),
        field('activePartitions', '[]TopicPartition', {
          fields: [field('topic', 'string'), field('partitions', '[]int32')],
        }),
        field('standbyPartitions', '[]TopicPartition', {
          fields: [field('topic', 'string'), field('partitions', '[]int32')],
        }),
      ],
    }),
  ],
};
