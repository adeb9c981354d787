import { type ApiDeclaration, field } from '../declaration.ts';

export const readShareGroupState: ApiDeclaration = {
  key: 84,
  name: 'ReadShareGroupState',
  about: 'TBD',
  versions: '0',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string'),
    field('topics', '[]ReadStateData', {
      fields: [
        field('topicId', 'uuid'),
        field('partitions', '[]PartitionData', {
          fields: [field('partition', 'int32'), field('leaderEpoch', 'int32')],
        }),
      ],
    }),
  ],
  response: [
    field('results', '[]ReadStateResult', {
      fields: [
        field('topicId', 'uuid'),
        field('partitions', '[]PartitionResult', {
          fields: [
            field('partition', 'int32'),
            field('errorCode', 'int16'),
            field('errorMessage', 'string', { nullable: '0+', default: null }),
            field('stateEpoch', 'int32'),
            field('startOffset', 'offset'),
            field('stateBatches', '[]StateBatch', {
              fields: [
                field('firstOffset', 'offset'),
                field('lastOffset', 'offset'),
                field('deliveryState', 'int8'),
                field('deliveryCount', 'int16'),
              ],
            }),
          ],
        }),
      ],
    }),
  ],
};
