import { type ApiDeclaration, field } from '../declaration.ts';

export const offsetFetch: ApiDeclaration = {
  key: 9,
  name: 'OffsetFetch',
  about:
    'Sent by consumers and admin clients to the group coordinator: returns the committed offsets of groups. v5 added leader epochs, v7 stable offsets (KIP-447), v8 many groups, v9 member epochs (KIP-848), v10 topic ids.',
  versions: '1-10',
  flexible: '6+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string', { versions: '0-7' }),
    field('topics', '[]OffsetFetchRequestTopic', {
      versions: '0-7',
      nullable: '2-7',
      about: 'Null for every partition that has a committed offset.',
      fields: [
        field('name', 'string', { versions: '0-7' }),
        field('partitionIndexes', '[]int32', { versions: '0-7' }),
      ],
    }),
    field('groups', '[]OffsetFetchRequestGroup', {
      versions: '8+',
      fields: [
        field('groupId', 'string', { versions: '8+' }),
        field('memberId', 'string', {
          versions: '9+',
          nullable: '0+',
          default: null,
          about: 'The member that asks, in a consumer group; null from outside the group.',
        }),
        field('memberEpoch', 'int32', {
          versions: '9+',
          default: -1,
          about: 'The epoch of the member that asks; -1 from outside the group.',
        }),
        field('topics', '[]OffsetFetchRequestTopics', {
          versions: '8+',
          nullable: '0+',
          about: 'Null for every partition that has a committed offset.',
          fields: [
            field('name', 'string', { versions: '8-9' }),
            field('topicId', 'uuid', { versions: '10+' }),
            field('partitionIndexes', '[]int32', { versions: '8+' }),
          ],
        }),
      ],
    }),
    field('requireStable', 'bool', {
      versions: '7+',
      about:
        'Answer UNSTABLE_OFFSET_COMMIT where a transaction has yet to commit or abort an offset.',
    }),
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
            field('committedOffset', 'offset', {
              versions: '0-7',
              about: 'The offset of the next record to read; -1 if none is committed.',
            }),
            field('committedLeaderEpoch', 'int32', {
              versions: '5-7',
              default: -1,
              about: 'The leader epoch of the last record read; -1 if unknown.',
            }),
            field('metadata', 'string', {
              versions: '0-7',
              nullable: '0+',
              about: 'Free text that was committed with the offset.',
            }),
            field('errorCode', 'int16', { versions: '0-7' }),
          ],
        }),
      ],
    }),
    field('errorCode', 'int16', {
      versions: '2-7',
      about: 'An error of the whole group; v8 moved it into the group.',
    }),
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
                field('committedOffset', 'offset', {
                  versions: '8+',
                  about: 'The offset of the next record to read; -1 if none is committed.',
                }),
                field('committedLeaderEpoch', 'int32', {
                  versions: '8+',
                  default: -1,
                  about: 'The leader epoch of the last record read; -1 if unknown.',
                }),
                field('metadata', 'string', {
                  versions: '8+',
                  nullable: '0+',
                  about: 'Free text that was committed with the offset.',
                }),
                field('errorCode', 'int16', { versions: '8+' }),
              ],
            }),
          ],
        }),
        field('errorCode', 'int16', { versions: '8+', about: 'An error of the whole group.' }),
      ],
    }),
  ],
};
