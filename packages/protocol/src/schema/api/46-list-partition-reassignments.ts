import { type ApiDeclaration, field } from '../declaration.ts';

export const listPartitionReassignments: ApiDeclaration = {
  key: 46,
  name: 'ListPartitionReassignments',
  about:
    'Sent by admin clients to the controller, through any broker: the moves of replicas that are under way (KIP-455).',
  versions: '0',
  flexible: '0+',
  listeners: ['broker', 'controller'],
  request: [
    field('timeoutMs', 'int32', {
      default: 60000,
      about: 'How long to wait for the answer, in milliseconds.',
    }),
    field('topics', '[]ListPartitionReassignmentsTopics', {
      nullable: '0+',
      default: null,
      about: 'Null for every move.',
      fields: [field('name', 'string'), field('partitionIndexes', '[]int32')],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { nullable: '0+' }),
    field('topics', '[]OngoingTopicReassignment', {
      fields: [
        field('name', 'string'),
        field('partitions', '[]OngoingPartitionReassignment', {
          fields: [
            field('partitionIndex', 'int32'),
            field('replicas', '[]int32', {
              about: 'All current replicas, with those being added and removed.',
            }),
            field('addingReplicas', '[]int32', {
              about: 'The replicas that are to join once they have caught up.',
            }),
            field('removingReplicas', '[]int32', {
              about: 'The replicas that are to go at the end of the move.',
            }),
          ],
        }),
      ],
    }),
  ],
};
