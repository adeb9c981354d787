import { type ApiDeclaration, field } from '../declaration.ts';

export const metadata: ApiDeclaration = {
  key: 3,
  name: 'Metadata',
  about: 'TBD',
  versions: '0-13',
  flexible: '9+',
  listeners: ['broker'],
  request: [
    field('topics', '[]MetadataRequestTopic', {
      nullable: '1+',
      fields: [
        field('topicId', 'uuid', { versions: '10+' }),
        field('name', 'string', { nullable: '10+' }),
      ],
    }),
    field('allowAutoTopicCreation', 'bool', { versions: '4+', default: true }),
    field('includeClusterAuthorizedOperations', 'bool', { versions: '8-10' }),
    field('includeTopicAuthorizedOperations', 'bool', { versions: '8+' }),
  ],
  response: [
    field('throttleTimeMs', 'int32', { versions: '3+' }),
    field('brokers', '[]MetadataResponseBroker', {
      fields: [
        field('nodeId', 'int32'),
        field('host', 'string'),
        field('port', 'int32'),
        field('rack', 'string', { versions: '1+', nullable: '0+', default: null }),
      ],
    }),
    field('clusterId', 'string', { versions: '2+', nullable: '0+', default: null }),
    field('controllerId', 'int32', { versions: '1+', default: -1 }),
    field('topics', '[]MetadataResponseTopic', {
      fields: [
        field('errorCode', 'int16'),
        field('name', 'string', { nullable: '12+' }),
        field('topicId', 'uuid', { versions: '10+' }),
        field('isInternal', 'bool', { versions: '1+' }),
        field('partitions', '[]MetadataResponsePartition', {
          fields: [
            field('errorCode', 'int16'),
            field('partitionIndex', 'int32'),
            field('leaderId', 'int32'),
            field('leaderEpoch', 'int32', { versions: '7+', default: -1 }),
            field('replicaNodes', '[]int32'),
            field('isrNodes', '[]int32'),
            field('offlineReplicas', '[]int32', { versions: '5+' }),
          ],
        }),
        field('topicAuthorizedOperations', 'int32', { versions: '8+', default: -2147483648 }),
      ],
    }),
    field('clusterAuthorizedOperations', 'int32', { versions: '8-10', default: -2147483648 }),
    field('errorCode', 'int16', { versions: '13+' }),
  ],
};
