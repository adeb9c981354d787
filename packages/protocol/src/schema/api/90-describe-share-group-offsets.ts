import { type ApiDeclaration, field } from '../declaration.ts';

export const describeShareGroupOffsets: ApiDeclaration = {
  key: 90,
  name: 'DescribeShareGroupOffsets',
  about:
    'Sent by admin clients to the group coordinator: how far share groups are in their partitions (KIP-932). v1 added the lag (KIP-1226).',
  versions: '0-1',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('groups', '[]DescribeShareGroupOffsetsRequestGroup', {
      fields: [
        field('groupId', 'string'),
        field('topics', '[]DescribeShareGroupOffsetsRequestTopic', {
          nullable: '0+',
          about: 'Null for every partition that the group has a state for.',
          fields: [field('topicName', 'string'), field('partitions', '[]int32')],
        }),
      ],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('groups', '[]DescribeShareGroupOffsetsResponseGroup', {
      fields: [
        field('groupId', 'string'),
        field('topics', '[]DescribeShareGroupOffsetsResponseTopic', {
          fields: [
            field('topicName', 'string'),
            field('topicId', 'uuid'),
            field('partitions', '[]DescribeShareGroupOffsetsResponsePartition', {
              fields: [
                field('partitionIndex', 'int32'),
                field('startOffset', 'offset', {
                  about: 'The first offset that is not done with; -1 if none is set yet.',
                }),
                field('leaderEpoch', 'int32'),
                field('lag', 'count', {
                  versions: '1+',
                  default: -1,
                  about:
                    'How many records are not done with up to the end of the log; -1 if unknown.',
                }),
                field('errorCode', 'int16'),
                field('errorMessage', 'string', { nullable: '0+', default: null }),
              ],
            }),
          ],
        }),
        field('errorCode', 'int16'),
        field('errorMessage', 'string', { nullable: '0+', default: null }),
      ],
    }),
  ],
};
