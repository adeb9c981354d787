import { type ApiDeclaration, field } from '../declaration.ts';

export const beginQuorumEpoch: ApiDeclaration = {
  key: 53,
  name: 'BeginQuorumEpoch',
  about: 'TBD',
  versions: '0-1',
  flexible: '1+',
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
            field('voterDirectoryId', 'uuid', { versions: '1+' }),
            field('leaderId', 'int32'),
            field('leaderEpoch', 'int32'),
          ],
        }),
      ],
    }),
    field('leaderEndpoints', '[]LeaderEndpoint', {
      versions: '1+',
      fields: [
        field('name', 'string', { versions: '1+' }),
        field('host', 'string', { versions: '1+' }),
        field('port', 'uint16', { versions: '1+' }),
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
