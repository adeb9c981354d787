import { type ApiDeclaration, field } from '../declaration.ts';

export const deleteShareGroupOffsets: ApiDeclaration = {
  key: 92,
  name: 'DeleteShareGroupOffsets',
  about:
    'Sent by admin clients to the group coordinator: forgets what a share group without members knows of topics (KIP-932).',
  versions: '0',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string'),
    field('topics', '[]DeleteShareGroupOffsetsRequestTopic', {
      fields: [field('topicName', 'string')],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { nullable: '0+', default: null }),
    field('responses', '[]DeleteShareGroupOffsetsResponseTopic', {
      fields: [
        field('topicName', 'string'),
        field('topicId', 'uuid'),
        field('errorCode', 'int16'),
        field('errorMessage', 'string', { nullable: '0+', default: null }),
      ],
    }),
  ],
};
