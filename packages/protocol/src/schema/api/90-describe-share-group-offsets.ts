import { type ApiDeclaration, field } from '../declaration.ts';

export const describeShareGroupOffsets: ApiDeclaration = {
  key: 90,
  name: 'DescribeShareGroupOffsets',
  about: 'TBD',
  versions: '0-1',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('groups', '[]DescribeShareGroupOffsetsRequestGroup', {
      fields: [
        field('groupId', 'string'),
        field('topics', '[]DescribeShareGroupOffsetsRequestTopic', {
          nullable: '0+',
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
                field('startOffset', 'offset'),
                field('leaderEpoch', 'int32'),
                field('lag', 'count', { versions: '1+', default: -1 }),
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
