import { type ApiDeclaration, field } from '../declaration.ts';

export const endQuorumEpoch: ApiDeclaration = {
  key: 54,
  name: 'EndQuorumEpoch',
  about:
    'Sent by a KRaft leader that steps down to the voters, so that they elect a new one at once (KIP-595). v1 added directory ids and its addresses (KIP-853).',
  versions: '0-1',
  flexible: '1+',
  listeners: ['controller'],
  request: [
    field('clusterId', 'string', { nullable: '0+', default: null, about: 'Null skips the check.' }),
    field('topics', '[]TopicData', {
      fields: [
        field('topicName', 'string'),
        field('partitions', '[]PartitionData', {
          fields: [
            field('partitionIndex', 'int32'),
            field('leaderId', 'int32', { about: 'The sender.' }),
            field('leaderEpoch', 'int32', { about: 'The epoch that ends.' }),
            field('preferredSuccessors', '[]int32', {
              versions: '0',
              about:
                'The voters by how much of the log they have, the best first, who should stand at once.',
            }),
            field('preferredCandidates', '[]ReplicaInfo', {
              versions: '1+',
              about:
                'The voters by how much of the log they have, the best first, who should stand at once.',
              fields: [
                field('candidateId', 'int32', { versions: '1+' }),
                field('candidateDirectoryId', 'uuid', { versions: '1+' }),
              ],
            }),
          ],
        }),
      ],
    }),
    field('leaderEndpoints', '[]LeaderEndpoint', {
      versions: '1+',
      about: 'Where the leader can be reached.',
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
