import { type ApiDeclaration, field } from '../declaration.ts';

export const txnOffsetCommit: ApiDeclaration = {
  key: 28,
  name: 'TxnOffsetCommit',
  about:
    'Sent by producers to the group coordinator: commits offsets of a group that count once the transaction commits. v2 added leader epochs, v3 members (KIP-447), v5 joins the transaction by itself (KIP-890), v6 has topic ids (KIP-1319).',
  versions: '0-6',
  announced: '0-5',
  flexible: '3+',
  listeners: ['broker'],
  request: [
    field('transactionalId', 'string'),
    field('groupId', 'string'),
    field('producerId', 'int64'),
    field('producerEpoch', 'int16'),
    field('generationIdOrMemberEpoch', 'int32', {
      versions: '3+',
      default: -1,
      about: 'The generation of a classic group or the member epoch; -1 to skip the check.',
    }),
    field('memberId', 'string', {
      versions: '3+',
      about: 'Empty to skip the check of the member.',
    }),
    field('groupInstanceId', 'string', {
      versions: '3+',
      nullable: '0+',
      default: null,
      about: 'The name that keeps a static member through restarts; null for a dynamic member.',
    }),
    field('topics', '[]TxnOffsetCommitRequestTopic', {
      fields: [
        field('name', 'string', { versions: '0-5' }),
        field('topicId', 'uuid', { versions: '6+' }),
        field('partitions', '[]TxnOffsetCommitRequestPartition', {
          fields: [
            field('partitionIndex', 'int32'),
            field('committedOffset', 'offset', { about: 'The offset of the next record to read.' }),
            field('committedLeaderEpoch', 'int32', {
              versions: '2+',
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
