import { type ApiDeclaration, field } from '../declaration.ts';

export const writeShareGroupState: ApiDeclaration = {
  key: 85,
  name: 'WriteShareGroupState',
  about:
    'Sent by leaders to the share coordinator: stores changes in the state of share partitions (KIP-932). v1 added a count from which lag is computed (KIP-1226).',
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
            field('stateEpoch', 'int32', {
              about: 'The state epoch that the leader read; a lower one is refused.',
            }),
            field('leaderEpoch', 'int32', {
              about: 'The leader epoch of the sender; a lower one is refused.',
            }),
            field('startOffset', 'offset', {
              about: 'The first offset that is not done with; -1 if unchanged.',
            }),
            field('deliveryCompleteCount', 'int32', {
              versions: '1+',
              default: -1,
              about: 'How many offsets from `startOffset` on are done with; -1 if unknown.',
            }),
            field('stateBatches', '[]StateBatch', {
              about: 'The ranges of offsets whose state changed.',
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
