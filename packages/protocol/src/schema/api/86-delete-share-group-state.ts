import { type ApiDeclaration, field } from '../declaration.ts';

export const deleteShareGroupState: ApiDeclaration = {
  key: 86,
  name: 'DeleteShareGroupState',
  about:
    'Sent by the group coordinator to the share coordinator: forgets the state of share partitions (KIP-932).',
  versions: '0',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string'),
    field('topics', '[]DeleteStateData', {
      fields: [
        field('topicId', 'uuid'),
        field('partitions', '[]PartitionData', { fields: [field('partition', 'int32')] }),
      ],
    }),
  ],
  response: [
    field('results', '[]DeleteStateResult', {
      fields: [
        field('topicId', 'uuid'),
        field('partitions', '[]PartitionResult', {
          fields: [
            field('partition', 'int32'),
            field('errorCode', 'int16'),
            field('errorMessage', 'string', { nullable: '0+', default: null }),
          ],
        }),
      ],
    }),
  ],
};
