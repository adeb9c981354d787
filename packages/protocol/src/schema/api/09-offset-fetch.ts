import { type ApiDeclaration, field } from '../declaration.ts';

export const offsetFetch: ApiDeclaration = {
  key: 9,
  name: 'OffsetFetch',
  about: 'TBD',
  versions: '1-10',
  flexible: '6+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string', { versions: '0-7' }),
    field('topics', '[]OffsetFetchRequestTopic', {
      versions: '0-7',
      nullable: '2-7',
      fields: [
        field('name', 'string', { versions: '0-7' }),
        field('partitionIndexes', '[]int32', { versions: '0-7' }),
      ],
    }),
    field('groups', '[]OffsetFetchRequestGroup', {
      versions: '8+',
      fields: [
        field('groupId', 'string', { versions: '8+' }),
        field('memberId', 'string', { versions: '9+', nullable: '0+', default: null }),
        field('memberEpoch', 'int32', { versions: '9+', default: -1 }),
        field('topics', '[]OffsetFetchRequestTopics', {
          versions: '8+',
          nullable: '0+',
          fields: [
            field('name', 'string', { versions: '8-9' }),
            field('topicId', 'uuid', { versions: '10+' }),
            field('partitionIndexes', '[]int32', { versions: '8+' }),
          ],
        }),
      ],
    }),
    field('requireStable', 'bool', { versions: '7+' }),
  ],
  response: [
    field('throttleTimeMs', 'int32', { versions: '3+' }),
    field('topics', '[]OffsetFetchResponseTopic', {
      versions: '0-7',
      fields: [
        field('name', 'string', { versions: '0-7' }),
        field('partitions', '[]OffsetFetchResponsePartition', {
          versions: '0-7',
          fields: [
            field('partitionIndex', 'int32', { versions: '0-7' }),
            field('committedOffset', 'offset', { versions: '0-7' }),
            field('committedLeaderEpoch', 'int32', { versions: '5-7', default: -1 }),
            field('metadata', 'string', { versions: '0-7', nullable: '0+' }),
            field('errorCode', 'int16', { versions: '0-7' }),
          ],
        }),
      ],
    }),
    field('errorCode', 'int16', { versions: '2-7' }),
    field('groups', '[]OffsetFetchResponseGroup', {
      versions: '8+',
      fields: [
        field('groupId', 'string', { versions: '8+' }),
        field('topics', '[]OffsetFetchResponseTopics', {
          versions: '8+',
          fields: [
            field('name', 'string', { versions: '8-9' }),
            field('topicId', 'uuid', { versions: '10+' }),
            field('partitions', '[]OffsetFetchResponsePartitions', {
              versions: '8+',
              fields: [
                field('partitionIndex', 'int32', { versions: '8+' }),
                field('committedOffset', 'offset', { versions: '8+' }),
                field('committedLeaderEpoch', 'int32', { versions: '8+', default: -1 }),
                field('metadata', 'string', { versions: '8+', nullable: '0+' }),
                field('errorCode', 'int16', { versions: '8+' }),
              ],
            }),
          ],
        }),
        field('errorCode', 'int16', { versions: '8+' }),
      ],
    }),
  ],
};
