import { type ApiDeclaration, field } from '../declaration.ts';

export const alterPartitionReassignments: ApiDeclaration = {
  key: 45,
  name: 'AlterPartitionReassignments',
  about: 'TBD',
  versions: '0-1',
  flexible: '0+',
  listeners: ['broker', 'controller'],
  request: [
    field('timeoutMs', 'int32', { default: 60000 }),
    field('allowReplicationFactorChange', 'bool', { versions: '1+', default: true }),
    field('topics', '[]ReassignableTopic', {
      fields: [
        field('name', 'string'),
        field('partitions', '[]ReassignablePartition', {
          fields: [
            field('partitionIndex', 'int32'),
            field('replicas', '[]int32', { nullable: '0+', default: null }),
          ],
        }),
      ],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('allowReplicationFactorChange', 'bool', { versions: '1+', default: true }),
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { nullable: '0+' }),
    field('responses', '[]ReassignableTopicResponse', {
      fields: [
        field('name', 'string'),
        field('partitions', '[]ReassignablePartitionResponse', {
          fields: [
            field('partitionIndex', 'int32'),
            field('errorCode', 'int16'),
            field('errorMessage', 'string', { nullable: '0+' }),
          ],
        }),
      ],
    }),
  ],
};
