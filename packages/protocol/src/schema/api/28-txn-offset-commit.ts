import { type ApiDeclaration, field } from '../declaration.ts';

export const txnOffsetCommit: ApiDeclaration = {
  key: 28,
  name: 'TxnOffsetCommit',
  about: 'TBD',
  versions: '0-6',
  announced: '0-5',
  flexible: '3+',
  listeners: ['broker'],
  request: [
    field('transactionalId', 'string'),
    field('groupId', 'string'),
    field('producerId', 'int64'),
    field('producerEpoch', 'int16'),
    field('generationIdOrMemberEpoch', 'int32', { versions: '3+', default: -1 }),
    field('memberId', 'string', { versions: '3+' }),
    field('groupInstanceId', 'string', { versions: '3+', nullable: '0+', default: null }),
    field('topics', '[]TxnOffsetCommitRequestTopic', {
      fields: [
        field('name', 'string', { versions: '0-5' }),
        field('topicId', 'uuid', { versions: '6+' }),
        field('partitions', '[]TxnOffsetCommitRequestPartition', {
          fields: [
            field('partitionIndex', 'int32'),
            field('committedOffset', 'offset'),
            field('committedLeaderEpoch', 'int32', { versions: '2+', default: -1 }),
            field('committedMetadata', 'string', { nullable: '0+' }),
          ],
        }),
      ],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('topics', '[]TxnOffsetCommitResponseTopic', {
      fields: [
        field('name', 'string', { versions: '0-5' }),
        field('topicId', 'uuid', { versions: '6+' }),
        field('partitions', '[]TxnOffsetCommitResponsePartition', {
          fields: [field('partitionIndex', 'int32'), field('errorCode', 'int16')],
        }),
      ],
    }),
  ],
};
