import { type ApiDeclaration, field } from '../declaration.ts';

export const createPartitions: ApiDeclaration = {
  key: 37,
  name: 'CreatePartitions',
  about: 'TBD',
  versions: '0-3',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: [
    field('topics', '[]CreatePartitionsTopic', {
      fields: [
        field('name', 'string'),
        field('count', 'int32'),
        field('assignments', '[]CreatePartitionsAssignment', {
          nullable: '0+',
          fields: [field('brokerIds', '[]int32')],
        }),
      ],
    }),
    field('timeoutMs', 'int32'),
    field('validateOnly', 'bool'),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('results', '[]CreatePartitionsTopicResult', {
      fields: [
        field('name', 'string'),
        field('errorCode', 'int16'),
        field('errorMessage', 'string', { nullable: '0+', default: null }),
      ],
    }),
  ],
};
