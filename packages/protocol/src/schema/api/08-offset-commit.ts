import { type ApiDeclaration, field } from '../declaration.ts';

export const offsetCommit: ApiDeclaration = {
  key: 8,
  name: 'OffsetCommit',
  about: 'TBD',
  versions: '2-10',
  flexible: '8+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string'),
    field('generationIdOrMemberEpoch', 'int32', { versions: '1+', default: -1 }),
    field('memberId', 'string', { versions: '1+' }),
    field('groupInstanceId', 'string', { versions: '7+', nullable: '0+', default: null }),
    field('retentionTimeMs', 'duration', { versions: '2-4', default: -1 }),
    field('topics', '[]OffsetCommitRequestTopic', {
      fields: [
        field('name', 'string', { versions: '0-9' }),
        field('topicId', 'uuid', { versions: '10+' }),
        field('partitions', '[]OffsetCommitRequestPartition', {
          fields: [
            field('partitionIndex', 'int32'),
            field('committedOffset', 'offset'),
            field('committedLeaderEpoch', 'int32', { versions: '6+', default: -1 }),
            field('committedMetadata', 'string', { nullable: '0+' }),
          ],
        }),
      ],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32', { versions: '3+' }),
    field('topics', '[]OffsetCommitResponseTopic', {
      fields: [
        field('name', 'string', { versions: '0-9' }),
        field('topicId', 'uuid', { versions: '10+' }),
        field('partitions', '[]OffsetCommitResponsePartition', {
          fields: [field('partitionIndex', 'int32'), field('errorCode', 'int16')],
        }),
      ],
    }),
  ],
};
