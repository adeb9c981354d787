import { type ApiDeclaration, field } from '../declaration.ts';

export const offsetForLeaderEpoch: ApiDeclaration = {
  key: 23,
  name: 'OffsetForLeaderEpoch',
  about:
    'Sent by consumers and followers to leaders: where a leader epoch ends, which shows how far two logs agree (KIP-320). v3 added the replica id.',
  versions: '2-4',
  flexible: '4+',
  listeners: ['broker'],
  request: [
    field('replicaId', 'int32', {
      versions: '3+',
      default: -2,
      about: 'The node id of a follower; -1 for a consumer, -2 for tools.',
    }),
    field('topics', '[]OffsetForLeaderTopic', {
      fields: [
        field('topic', 'string'),
        field('partitions', '[]OffsetForLeaderPartition', {
          fields: [
            field('partition', 'int32'),
            field('currentLeaderEpoch', 'int32', {
              versions: '2+',
              default: -1,
              about:
                'The leader epoch that the sender knows, which fences whoever lags behind; -1 to skip the check.',
            }),
            field('leaderEpoch', 'int32', { about: 'The epoch whose end is asked for.' }),
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
            field('leaderEpoch', 'int32', {
              versions: '1+',
              default: -1,
              about:
                'The largest epoch of the leader that is not above the one asked for; -1 if there is none.',
            }),
            field('endOffset', 'offset', {
              default: -1,
              about: 'The offset after the last record of that epoch; -1 if there is none.',
            }),
          ],
        }),
      ],
    }),
  ],
};
