import { type ApiDeclaration, field } from '../declaration.ts';

export const readShareGroupStateSummary: ApiDeclaration = {
  key: 87,
  name: 'ReadShareGroupStateSummary',
  about:
    'Sent by the group coordinator to the share coordinator: how far share partitions are, without the single ranges (KIP-932). v1 added a count from which lag is computed (KIP-1226).',
  versions: '0-1',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string'),
    field('topics', '[]ReadStateSummaryData', {
      fields: [
        field('topicId', 'uuid'),
        field('partitions', '[]PartitionData', {
          fields: [
            field('partition', 'int32'),
            field('leaderEpoch', 'int32', {
              about: 'The leader epoch that the sender knows; -1 if none.',
            }),
          ],
        }),
      ],
    }),
  ],
  response: [
    field('results', '[]ReadStateSummaryResult', {
      fields: [
        field('topicId', 'uuid'),
        field('partitions', '[]PartitionResult', {
          fields: [
            field('partition', 'int32'),
            field('errorCode', 'int16'),
            field('errorMessage', 'string', { nullable: '0+', default: null }),
            field('stateEpoch', 'int32'),
            field('leaderEpoch', 'int32', { about: 'The leader epoch of the last write.' }),
            field('startOffset', 'offset', {
              about: 'The first offset that is not done with; -1 if none is set yet.',
            }),
            field('deliveryCompleteCount', 'int32', {
              versions: '1+',
              default: -1,
              about: 'How many offsets from `startOffset` on are done with; -1 if unknown.',
            }),
          ],
        }),
      ],
    }),
  ],
};
