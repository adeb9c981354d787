import { type ApiDeclaration, field } from '../declaration.ts';

export const offsetCommit: ApiDeclaration = {
  key: 8,
  name: 'OffsetCommit',
  about:
    'Sent by consumers and admin clients to the group coordinator: stores how far the group has read. v5 dropped the retention, v6 added leader epochs, v7 static members, v9 member epochs (KIP-848), v10 topic ids.',
  versions: '2-10',
  flexible: '8+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string'),
    field('generationIdOrMemberEpoch', 'int32', {
      versions: '1+',
      default: -1,
      about:
        'The generation of a classic group or the member epoch; -1 to commit from outside the group.',
    }),
    field('memberId', 'string', {
      versions: '1+',
      about: 'Empty to commit from outside the group, which only works while it has no members.',
    }),
    field('groupInstanceId', 'string', {
      versions: '7+',
      nullable: '0+',
      default: null,
      about: 'The name that keeps a static member through restarts; null for a dynamic member.',
    }),
    field('retentionTimeMs', 'duration', {
      versions: '2-4',
      default: -1,
      about: 'How long to keep the offsets, in milliseconds; -1 for the setting of the broker.',
    }),
    field('topics', '[]OffsetCommitRequestTopic', {
      fields: [
        field('name', 'string', { versions: '0-9' }),
        field('topicId', 'uuid', { versions: '10+' }),
        field('partitions', '[]OffsetCommitRequestPartition', {
          fields: [
            field('partitionIndex', 'int32'),
            field('committedOffset', 'offset', { about: 'The offset of the next record to read.' }),
            field('committedLeaderEpoch', 'int32', {
              versions: '6+',
              default: -1,
              about: 'The leader epoch of the last record read; -1 if unknown.',
            }),
            field('committedMetadata', 'string', {
              nullable: '0+',
              about: 'Free text of the consumer, kept with the offset.',
            }),
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
