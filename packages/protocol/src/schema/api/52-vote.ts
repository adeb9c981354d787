import { type ApiDeclaration, field } from '../declaration.ts';

export const vote: ApiDeclaration = {
  key: 52,
  name: 'Vote',
  about:
    'Sent by a KRaft replica that wants to lead to all voters: asks for their votes in an election (KIP-595). v1 added directory ids (KIP-853), v2 polls before a real election (KIP-996).',
  versions: '0-2',
  flexible: '0+',
  listeners: ['controller'],
  request: [
    field('clusterId', 'string', { nullable: '0+', default: null, about: 'Null skips the check.' }),
    field('voterId', 'int32', {
      versions: '1+',
      default: -1,
      about: 'The voter that is asked; -1 if unknown.',
    }),
    field('topics', '[]TopicData', {
      fields: [
        field('topicName', 'string'),
        field('partitions', '[]PartitionData', {
          fields: [
            field('partitionIndex', 'int32'),
            field('replicaEpoch', 'int32', {
              about:
                'The epoch in which the sender wants to lead, or in a pre-vote its current one.',
            }),
            field('replicaId', 'int32', { about: 'The node id of the sender.' }),
            field('replicaDirectoryId', 'uuid', {
              versions: '1+',
              about: 'The log directory of the sender; zero if unknown.',
            }),
            field('voterDirectoryId', 'uuid', {
              versions: '1+',
              about: 'The log directory of the voter that is asked; zero if unknown.',
            }),
            field('lastOffsetEpoch', 'int32', {
              about: 'The leader epoch of the last record of the sender.',
            }),
            field('lastOffset', 'offset', {
              about:
                'The end offset of the log of the sender; it wins no vote from a voter whose log is ahead.',
            }),
            field('preVote', 'bool', {
              versions: '2+',
              about: 'True to ask only whether the vote would be given; nothing is stored.',
            }),
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
            field('leaderId', 'int32', { about: 'The leader that the voter knows; -1 if none.' }),
            field('leaderEpoch', 'int32', { about: 'The latest epoch that the voter knows.' }),
            field('voteGranted', 'bool'),
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
