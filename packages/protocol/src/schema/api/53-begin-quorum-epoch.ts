import { type ApiDeclaration, field } from '../declaration.ts';

export const beginQuorumEpoch: ApiDeclaration = {
  key: 53,
  name: 'BeginQuorumEpoch',
  about:
    'Sent by a new KRaft leader to the voters that do not fetch from it: announces its election (KIP-595). v1 added directory ids and its addresses (KIP-853).',
  versions: '0-1',
  flexible: '1+',
  listeners: ['controller'],
  request: [
    field('clusterId', 'string', { nullable: '0+', default: null, about: 'Null skips the check.' }),
    field('voterId', 'int32', {
      versions: '1+',
      default: -1,
      about: 'The voter that is told; -1 if unknown.',
    }),
    field('topics', '[]TopicData', {
      fields: [
        field('topicName', 'string'),
        field('partitions', '[]PartitionData', {
          fields: [
            field('partitionIndex', 'int32'),
            field('voterDirectoryId', 'uuid', {
              versions: '1+',
              about: 'The log directory of the voter that is told; zero if unknown.',
            }),
            field('leaderId', 'int32', { about: 'The sender.' }),
            field('leaderEpoch', 'int32', { about: 'The epoch in which the sender was elected.' }),
          ],
        }),
      ],
    }),
    field('leaderEndpoints', '[]LeaderEndpoint', {
      versions: '1+',
      about: 'Where the new leader can be reached.',
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
            field('leaderId', 'int32', { about: 'The leader that the voter knows; -1 if none.' }),
            field('leaderEpoch', 'int32', { about: 'The latest epoch that the voter knows.' }),
          ],
        }),
      ],
    }),
    field('nodeEndpoints', '[]NodeEndpoint', {
      versions: '1+',
      tag: 0,
      about: 'The addresses of the leaders in the response.',
      fields: [
        field('nodeId', 'int32', { versions: '1+' }),
        field('host', 'string', { versions: '1+' }),
        field('port', 'uint16', { versions: '1+' }),
      ],
    }),
  ],
};
