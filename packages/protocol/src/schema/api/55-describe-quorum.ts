import { type ApiDeclaration, field } from '../declaration.ts';

export const describeQuorum: ApiDeclaration = {
  key: 55,
  name: 'DescribeQuorum',
  about:
    'Sent by admin clients to the leader of the quorum, through any broker: voters, observers and how far each is (KIP-595). v1 added times (KIP-836), v2 directory ids and addresses (KIP-853).',
  versions: '0-2',
  flexible: '0+',
  listeners: ['broker', 'controller'],
  request: [
    field('topics', '[]TopicData', {
      fields: [
        field('topicName', 'string'),
        field('partitions', '[]PartitionData', { fields: [field('partitionIndex', 'int32')] }),
      ],
    }),
  ],
  response: [
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { versions: '2+', nullable: '0+' }),
    field('topics', '[]TopicData', {
      fields: [
        field('topicName', 'string'),
        field('partitions', '[]PartitionData', {
          fields: [
            field('partitionIndex', 'int32'),
            field('errorCode', 'int16'),
            field('errorMessage', 'string', { versions: '2+', nullable: '0+' }),
            field('leaderId', 'int32', { about: '-1 if no leader is known.' }),
            field('leaderEpoch', 'int32'),
            field('highWatermark', 'offset', {
              about: 'The offset after the last record that a majority of voters has.',
            }),
            field('currentVoters', '[]ReplicaState', {
              fields: [
                field('replicaId', 'int32'),
                field('replicaDirectoryId', 'uuid', {
                  versions: '2+',
                  about: 'The log directory of the replica; zero if unknown.',
                }),
                field('logEndOffset', 'offset', {
                  about:
                    'How far the log of the replica reaches, by its last fetch; -1 if unknown.',
                }),
                field('lastFetchTimestamp', 'timestamp', {
                  versions: '1+',
                  default: -1,
                  about:
                    'When the replica last fetched, by the clock of the leader; -1 for the leader or if unknown.',
                }),
                field('lastCaughtUpTimestamp', 'timestamp', {
                  versions: '1+',
                  default: -1,
                  about:
                    'When the replica last had all of the log, by the clock of the leader; -1 if unknown.',
                }),
              ],
            }),
            field('observers', '[]ReplicaState', {
              about: 'The replicas without a vote: brokers, and controllers that are not voters.',
              fields: [
                field('replicaId', 'int32'),
                field('replicaDirectoryId', 'uuid', {
                  versions: '2+',
                  about: 'The log directory of the replica; zero if unknown.',
                }),
                field('logEndOffset', 'offset', {
                  about:
                    'How far the log of the replica reaches, by its last fetch; -1 if unknown.',
                }),
                field('lastFetchTimestamp', 'timestamp', {
                  versions: '1+',
                  default: -1,
                  about:
                    'When the replica last fetched, by the clock of the leader; -1 for the leader or if unknown.',
                }),
                field('lastCaughtUpTimestamp', 'timestamp', {
                  versions: '1+',
                  default: -1,
                  about:
                    'When the replica last had all of the log, by the clock of the leader; -1 if unknown.',
                }),
              ],
            }),
          ],
        }),
      ],
    }),
    field('nodes', '[]Node', {
      versions: '2+',
      about: 'The addresses of the voters.',
      fields: [
        field('nodeId', 'int32', { versions: '2+' }),
        field('listeners', '[]Listener', {
          versions: '2+',
          fields: [
            field('name', 'string', { versions: '2+' }),
            field('host', 'string', { versions: '2+' }),
            field('port', 'uint16', { versions: '2+' }),
          ],
        }),
      ],
    }),
  ],
};
