import { type ApiDeclaration, field } from '../declaration.ts';

export const electLeaders: ApiDeclaration = {
  key: 43,
  name: 'ElectLeaders',
  about:
    'Sent by admin clients to the controller, through any broker: elects the preferred replica as leader. v1 can elect a replica that is not in sync (KIP-460).',
  versions: '0-2',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: [
    field('electionType', 'int8', {
      versions: '1+',
      about:
        '0 the preferred replica, 1 any live replica if none is in sync, at the risk of losing records.',
    }),
    field('topicPartitions', '[]TopicPartitions', {
      nullable: '0+',
      about: 'Null for all partitions.',
      fields: [field('topic', 'string'), field('partitions', '[]int32')],
    }),
    field('timeoutMs', 'int32', {
      default: 60000,
      about: 'How long to wait for the elections, in milliseconds.',
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16', { versions: '1+', about: 'An error of the whole request.' }),
    field('replicaElectionResults', '[]ReplicaElectionResult', {
      fields: [
        field('topic', 'string'),
        field('partitionResult', '[]PartitionResult', {
          fields: [
            field('partitionId', 'int32'),
            field('errorCode', 'int16', {
              about: 'ELECTION_NOT_NEEDED if the right replica leads already.',
            }),
            field('errorMessage', 'string', { nullable: '0+' }),
          ],
        }),
      ],
    }),
  ],
};
