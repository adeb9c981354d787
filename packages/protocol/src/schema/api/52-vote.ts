import { type ApiDeclaration, field } from '../declaration.ts';

export const vote: ApiDeclaration = {
  key: 52,
  name: 'Vote',
  about: 'TBD',
  versions: '0-2',
  flexible: '0+',
  listeners: ['controller'],
  request: [
    field('clusterId', 'string', { nullable: '0+', default: null }),
    field('voterId', 'int32', { versions: '1+', default: -1 }),
    field('topics', '[]TopicData', {
      fields: [
        field('topicName', 'string'),
        field('partitions', '[]PartitionData', {
          fields: [
            field('partitionIndex', 'int32'),
            field('replicaEpoch', 'int32'),
            field('replicaId', 'int32'),
            field('replicaDirectoryId', 'uuid', { versions: '1+' }),
            field('voterDirectoryId', 'uuid', { versions: '1+' }),
            field('lastOffsetEpoch', 'int32'),
            field('lastOffset', 'offset'),
            field('preVote', 'bool', { versions: '2+' }),
          ],
        }),
      ],
    }),
  ],
  response: [
    field('errorCode', 'int16'),
    field('topics', '[]TopicData', {
      fields: [
        field('topicName', 'string'),
        field('partitions', '[]PartitionData', {
          fields: [
            field('partitionIndex', 'int32'),
            field('errorCode', 'int16'),
            field('leaderId', 'int32'),
            field('leaderEpoch', 'int32'),
            field('voteGranted', 'bool'),
          ],
        }),
      ],
    }),
    field('nodeEndpoints', '[]NodeEndpoint', {
      versions: '1+',
      tag: 0,
      fields: [
        field('nodeId', 'int32', { versions: '1+' }),
        field('host', 'string', { versions: '1+' }),
        field('port', 'uint16', { versions: '1+' }),
      ],
    }),
  ],
};
