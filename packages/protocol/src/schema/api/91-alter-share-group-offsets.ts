import { type ApiDeclaration, field } from '../declaration.ts';

export const alterShareGroupOffsets: ApiDeclaration = {
  key: 91,
  name: 'AlterShareGroupOffsets',
  about:
    'Sent by admin clients to the group coordinator: sets the start offsets of a share group without members (KIP-932).',
  versions: '0',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string'),
    field('topics', '[]AlterShareGroupOffsetsRequestTopic', {
      fields: [
        field('topicName', 'string'),
        field('partitions', '[]AlterShareGroupOffsetsRequestPartition', {
          fields: [
            field('partitionIndex', 'int32'),
            field('startOffset', 'offset', { about: 'The first offset to deliver from now on.' }),
          ],
        }),
      ],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { nullable: '0+', default: null }),
    field('responses', '[]AlterShareGroupOffsetsResponseTopic', {
      fields: [
        field('topicName', 'string'),
        field('topicId', 'uuid'),
        field('partitions', '[]AlterShareGroupOffsetsResponsePartition', {
          fields: [
            field('partitionIndex', 'int32'),
            field('errorCode', 'int16'),
            field('errorMessage', 'string', { nullable: '0+', default: null }),
          ],
        }),
      ],
    }),
  ],
};
