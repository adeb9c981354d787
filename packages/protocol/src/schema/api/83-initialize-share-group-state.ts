import { type ApiDeclaration, field } from '../declaration.ts';

export const initializeShareGroupState: ApiDeclaration = {
  key: 83,
  name: 'InitializeShareGroupState',
  about:
    'Sent by the group coordinator to the share coordinator: begins the state of share partitions (KIP-932).',
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
            field('stateEpoch', 'int32', {
              about: 'Grows with each new beginning of the state, and fences what is older.',
            }),
            field('startOffset', 'offset', {
              about:
                'The first offset for the group; -1 to leave it to the leader of the partition.',
            }),
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
