import { type ApiDeclaration, field } from '../declaration.ts';

export const alterPartition: ApiDeclaration = {
  key: 56,
  name: 'AlterPartition',
  about: 'TBD',
  versions: '2-3',
  flexible: '0+',
  listeners: ['controller'],
  request: [
    field('brokerId', 'int32'),
    field('brokerEpoch', 'int64', { default: -1 }),
    field('topics', '[]TopicData', {
      fields: [
        field('topicId', 'uuid', { versions: '2+' }),
        field('partitions', '[]PartitionData', {
          fields: [
            field('partitionIndex', 'int32'),
            field('leaderEpoch', 'int32'),
            field('newIsr', '[]int32', { versions: '0-2' }),
            field('newIsrWithEpochs', '[]BrokerState', {
              versions: '3+',
              fields: [
                field('brokerId', 'int32', { versions: '3+' }),
                field('brokerEpoch', 'int64', { versions: '3+', default: -1 }),
              ],
            }),
            field('leaderRecoveryState', 'int8', { versions: '1+' }),
            field('partitionEpoch', 'int32'),
          ],
        }),
      ],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
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
            field('leaderRecoveryState', 'int8', { versions: '1+' }),
            field('partitionEpoch', 'int32'),
          ],
        }),
      ],
    }),
  ],
};
