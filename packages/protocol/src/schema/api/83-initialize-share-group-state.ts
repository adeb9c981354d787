import { type ApiDeclaration, field } from '../declaration.ts';

export const initializeShareGroupState: ApiDeclaration = {
  key: 83,
  name: 'InitializeShareGroupState',
  about: 'TBD',
  versions: '0',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string'),
    field('topics', '[]InitializeStateData', {
      fields: [
        field('topicId', 'uuid'),
        field('partitions', '[]PartitionData', {
          fields: [
            field('partition', 'int32'),
            field('stateEpoch', 'int32'),
            field('startOffset', 'offset'),
          ],
        }),
      ],
    }),
  ],
  response: [
    field('results', '[]InitializeStateResult', {
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
