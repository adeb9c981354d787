import { type ApiDeclaration, field } from '../declaration.ts';

export const alterPartitionReassignments: ApiDeclaration = {
  key: 45,
  name: 'AlterPartitionReassignments',
  about:
    'Sent by admin clients to the controller, through any broker: moves replicas to other brokers, or cancels a move (KIP-455). v1 can forbid a change of the replication factor.',
  versions: '0-1',
  flexible: '0+',
  listeners: ['broker', 'controller'],
  request: [
    field('timeoutMs', 'int32', {
      default: 60000,
      about: 'How long to wait for the start of the moves, in milliseconds.',
    }),
    field('allowReplicationFactorChange', 'bool', {
      versions: '1+',
      default: true,
      about: 'False to refuse a move that would change the number of replicas.',
    }),
    field('topics', '[]ReassignableTopic', {
      fields: [
        field('name', 'string'),
        field('partitions', '[]ReassignablePartition', {
          fields: [
            field('partitionIndex', 'int32'),
            field('replicas', '[]int32', {
              nullable: '0+',
              default: null,
              about:
                'The replicas after the move, the preferred leader first; null cancels the move under way.',
            }),
          ],
        }),
      ],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('allowReplicationFactorChange', 'bool', {
      versions: '1+',
      default: true,
      about: 'What the request said.',
    }),
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
