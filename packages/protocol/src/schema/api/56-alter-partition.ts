import { type ApiDeclaration, field } from '../declaration.ts';

export const alterPartition: ApiDeclaration = {
  key: 56,
  name: 'AlterPartition',
  about:
    'Sent by leaders to the controller: changes the in-sync replicas of a partition (KIP-497). v2 names topics by id, v3 gives the broker epoch of each replica (KIP-903).',
  versions: '2-3',
  flexible: '0+',
  listeners: ['controller'],
  request: [
    field('brokerId', 'int32', { about: 'The broker that leads the partitions.' }),
    field('brokerEpoch', 'int64', {
      default: -1,
      about:
        'The epoch that the controller gave to this run of the broker; -1 if it is not to be checked.',
    }),
    field('topics', '[]TopicData', {
      fields: [
        field('topicId', 'uuid', { versions: '2+' }),
        field('partitions', '[]PartitionData', {
          fields: [
            field('partitionIndex', 'int32'),
            field('leaderEpoch', 'int32'),
            field('newIsr', '[]int32', {
              versions: '0-2',
              about: 'The in-sync replicas that the leader wants.',
            }),
            field('newIsrWithEpochs', '[]BrokerState', {
              versions: '3+',
              about:
                'The in-sync replicas that the leader wants, with the broker epoch it saw of each.',
              fields: [
                field('brokerId', 'int32', {
                  versions: '3+',
                  about: 'The broker that leads the partitions.',
                }),
                field('brokerEpoch', 'int64', {
                  versions: '3+',
                  default: -1,
                  about:
                    'The epoch that the controller gave to this run of the broker; -1 if it is not to be checked.',
                }),
              ],
            }),
            field('leaderRecoveryState', 'int8', {
              versions: '1+',
              about: '0 recovered, 1 recovering from an unclean election.',
            }),
            field('partitionEpoch', 'int32', {
              about:
                'The partition epoch that the leader knows, which must still be the current one.',
            }),
          ],
        }),
      ],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16', { about: 'An error of the whole request.' }),
    field('topics', '[]TopicData', {
      fields: [
        field('topicId', 'uuid', { versions: '2+' }),
        field('partitions', '[]PartitionData', {
          fields: [
            field('partitionIndex', 'int32'),
            field('errorCode', 'int16'),
            field('leaderId', 'int32'),
            field('leaderEpoch', 'int32'),
            field('isr', '[]int32'),
            field('leaderRecoveryState', 'int8', {
              versions: '1+',
              about: '0 recovered, 1 recovering from an unclean election.',
            }),
            field('partitionEpoch', 'int32', { about: 'The partition epoch after the change.' }),
          ],
        }),
      ],
    }),
  ],
};
