import { type ApiDeclaration, field } from '../declaration.ts';

export const readShareGroupStateSummary: ApiDeclaration = {
  key: 87,
  name: 'ReadShareGroupStateSummary',
  about: 'TBD',
  versions: '0-1',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string'),
    field('topics', '[]ReadStateSummaryData', {
      fields: [
        field('topicId', 'uuid'),
        field('partitions', '[]PartitionData', {
          fields: [field('partition', 'int32'), field('leaderEpoch', 'int32')],
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
            field('leaderEpoch', 'int32'),
            field('startOffset', 'offset'),
            field('deliveryCompleteCount', 'int32', { versions: '1+', default: -1 }),
          ],
        }),
      ],
    }),
  ],
};
