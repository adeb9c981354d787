import { type ApiDeclaration, field } from '../declaration.ts';

export const readShareGroupState: ApiDeclaration = {
  key: 84,
  name: 'ReadShareGroupState',
  about:
    'Sent by leaders to the share coordinator when a share partition comes to life: its stored state (KIP-932).',
  versions: '0',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string'),
    field('topics', '[]ReadStateData', {
      fields: [
        field('topicId', 'uuid'),
        field('partitions', '[]PartitionData', {
          fields: [
            field('partition', 'int32'),
            field('leaderEpoch', 'int32', {
              about: 'The leader epoch of the sender; the coordinator then fences lower ones.',
            }),
          ],
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
            field('startOffset', 'offset', {
              about: 'The first offset that is not done with; -1 if none is set yet.',
            }),
            field('stateBatches', '[]StateBatch', {
              about: 'The ranges of offsets after `startOffset` that are not simply available.',
              fields: [
                field('firstOffset', 'offset'),
                field('lastOffset', 'offset', {
                  about: 'The last offset of the range, which belongs to it.',
                }),
                field('deliveryState', 'int8', {
                  about: '0 available, 2 acknowledged, 4 archived.',
                }),
                field('deliveryCount', 'int16', {
                  about: 'How often the records have been delivered.',
                }),
              ],
            }),
          ],
        }),
      ],
    }),
  ],
};
