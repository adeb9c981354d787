import { type ApiDeclaration, field } from '../declaration.ts';

export const writeShareGroupState: ApiDeclaration = {
  key: 85,
  name: 'WriteShareGroupState',
  about: 'TBD',
  versions: '0-1',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string'),
    field('topics', '[]WriteStateData', {
      fields: [
        field('topicId', 'uuid'),
        field('partitions', '[]PartitionData', {
          fields: [
            field('partition', 'int32'),
            field('stateEpoch', 'int32'),
            field('leaderEpoch', 'int32'),
            field('startOffset', 'offset'),
            field('deliveryCompleteCount', 'int32', { versions: '1+', default: -1 }),
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
  response: [
    field('results', '[]WriteStateResult', {
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
