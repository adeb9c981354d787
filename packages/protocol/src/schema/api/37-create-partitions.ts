import { type ApiDeclaration, field } from '../declaration.ts';

export const createPartitions: ApiDeclaration = {
  key: 37,
  name: 'CreatePartitions',
  about:
    'Sent by admin clients to the controller, through any broker: adds partitions to topics. v3 answers THROTTLING_QUOTA_EXCEEDED (KIP-599).',
  versions: '0-3',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: [
    field('topics', '[]CreatePartitionsTopic', {
      fields: [
        field('name', 'string'),
        field('count', 'int32', { about: 'How many partitions the topic is to have in all.' }),
        field('assignments', '[]CreatePartitionsAssignment', {
          nullable: '0+',
          about: 'One for each new partition, in order; null to let the controller choose.',
          fields: [
            field('brokerIds', '[]int32', { about: 'The replicas, the preferred leader first.' }),
          ],
        }),
      ],
    }),
    field('timeoutMs', 'int32', {
      about:
        'How long to wait for the partitions, in milliseconds; they may come into being later.',
    }),
    field('validateOnly', 'bool', { about: 'True to check the request and create nothing.' }),
  ],
  response: [
    field('throttleTimeMs', 'int32', {
      about: 'How long the client should wait because of a quota, in milliseconds.',
    }),
    field('results', '[]CreatePartitionsTopicResult', {
      fields: [
        field('name', 'string'),
        field('errorCode', 'int16'),
        field('errorMessage', 'string', { nullable: '0+', default: null }),
      ],
    }),
  ],
};
