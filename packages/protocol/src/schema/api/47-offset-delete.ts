import { type ApiDeclaration, field } from '../declaration.ts';

export const offsetDelete: ApiDeclaration = {
  key: 47,
  name: 'OffsetDelete',
  about:
    'Sent by admin clients to the group coordinator: deletes committed offsets of topics it does not subscribe to (KIP-496).',
  versions: '0',
  flexible: 'none',
  listeners: ['broker'],
  request: [
    field('groupId', 'string'),
    field('topics', '[]OffsetDeleteRequestTopic', {
      fields: [
        field('name', 'string'),
        field('partitions', '[]OffsetDeleteRequestPartition', {
          fields: [field('partitionIndex', 'int32')],
        }),
      ],
    }),
  ],
  response: [
    field('errorCode', 'int16', { about: 'An error of the whole group.' }),
    field('throttleTimeMs', 'int32'),
    field('topics', '[]OffsetDeleteResponseTopic', {
      fields: [
        field('name', 'string'),
        field('partitions', '[]OffsetDeleteResponsePartition', {
          fields: [
            field('partitionIndex', 'int32'),
            field('errorCode', 'int16', {
              about: 'GROUP_SUBSCRIBED_TO_TOPIC if a member still reads the topic.',
            }),
          ],
        }),
      ],
    }),
  ],
};
