import { type ApiDeclaration, field } from '../declaration.ts';

export const offsetForLeaderEpoch: ApiDeclaration = {
  key: 23,
  name: 'OffsetForLeaderEpoch',
  about: 'TBD',
  versions: '2-4',
  flexible: '4+',
  listeners: ['broker'],
  request: [
    field('replicaId', 'int32', { versions: '3+', default: -2 }),
    field('topics', '[]OffsetForLeaderTopic', {
      fields: [
        field('topic', 'string'),
        field('partitions', '[]OffsetForLeaderPartition', {
          fields: [
            field('partition', 'int32'),
            field('currentLeaderEpoch', 'int32', { versions: '2+', default: -1 }),
            field('leaderEpoch', 'int32'),
          ],
        }),
      ],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32', { versions: '2+' }),
    field('topics', '[]OffsetForLeaderTopicResult', {
      fields: [
        field('topic', 'string'),
        field('partitions', '[]EpochEndOffset', {
          fields: [
            field('errorCode', 'int16'),
            field('partition', 'int32'),
            field('leaderEpoch', 'int32', { versions: '1+', default: -1 }),
            field('endOffset', 'offset', { default: -1 }),
          ],
        }),
      ],
    }),
  ],
};
