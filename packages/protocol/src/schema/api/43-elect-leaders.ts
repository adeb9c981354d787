import { type ApiDeclaration, field } from '../declaration.ts';

export const electLeaders: ApiDeclaration = {
  key: 43,
  name: 'ElectLeaders',
  about: 'TBD',
  versions: '0-2',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: [
    field('electionType', 'int8', { versions: '1+' }),
    field('topicPartitions', '[]TopicPartitions', {
      nullable: '0+',
      fields: [field('topic', 'string'), field('partitions', '[]int32')],
    }),
    field('timeoutMs', 'int32', { default: 60000 }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16', { versions: '1+' }),
    field('replicaElectionResults', '[]ReplicaElectionResult', {
      fields: [
        field('topic', 'string'),
        field('partitionResult', '[]PartitionResult', {
          fields: [
            field('partitionId', 'int32'),
            field('errorCode', 'int16'),
            field('errorMessage', 'string', { nullable: '0+' }),
          ],
        }),
      ],
    }),
  ],
};
