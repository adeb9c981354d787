import { type ApiDeclaration, field } from '../declaration.ts';

export const listPartitionReassignments: ApiDeclaration = {
  key: 46,
  name: 'ListPartitionReassignments',
  about: 'TBD',
  versions: '0',
  flexible: '0+',
  listeners: ['broker', 'controller'],
  request: [
    field('timeoutMs', 'int32', { default: 60000 }),
    field('topics', '[]ListPartitionReassignmentsTopics', {
      nullable: '0+',
      default: null,
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
            field('replicas', '[]int32'),
            field('addingReplicas', '[]int32'),
            field('removingReplicas', '[]int32'),
          ],
        }),
      ],
    }),
  ],
};
