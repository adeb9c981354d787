import { type ApiDeclaration, field } from '../declaration.ts';

export const addPartitionsToTxn: ApiDeclaration = {
  key: 24,
  name: 'AddPartitionsToTxn',
  about: 'TBD',
  versions: '0-5',
  flexible: '3+',
  listeners: ['broker'],
  request: [
    field('transactions', '[]AddPartitionsToTxnTransaction', {
      versions: '4+',
      fields: [
        field('transactionalId', 'string', { versions: '4+' }),
        field('producerId', 'int64', { versions: '4+' }),
        field('producerEpoch', 'int16', { versions: '4+' }),
        field('verifyOnly', 'bool', { versions: '4+' }),
        field('topics', '[]AddPartitionsToTxnTopic', {
          versions: '4+',
          fields: [field('name', 'string'), field('partitions', '[]int32')],
        }),
      ],
    }),
    field('v3AndBelowTransactionalId', 'string', { versions: '0-3' }),
    field('v3AndBelowProducerId', 'int64', { versions: '0-3' }),
    field('v3AndBelowProducerEpoch', 'int16', { versions: '0-3' }),
    field('v3AndBelowTopics', '[]AddPartitionsToTxnTopic', {
      versions: '0-3',
      fields: [field('name', 'string'), field('partitions', '[]int32')],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16', { versions: '4+' }),
    field('resultsByTransaction', '[]AddPartitionsToTxnResult', {
      versions: '4+',
      fields: [
        field('transactionalId', 'string', { versions: '4+' }),
        field('topicResults', '[]AddPartitionsToTxnTopicResult', {
          versions: '4+',
          fields: [
            field('name', 'string'),
            field('resultsByPartition', '[]AddPartitionsToTxnPartitionResult', {
              fields: [field('partitionIndex', 'int32'), field('partitionErrorCode', 'int16')],
            }),
          ],
        }),
      ],
    }),
    field('resultsByTopicV3AndBelow', '[]AddPartitionsToTxnTopicResult', {
      versions: '0-3',
      fields: [
        field('name', 'string'),
        field('resultsByPartition', '[]AddPartitionsToTxnPartitionResult', {
          fields: [field('partitionIndex', 'int32'), field('partitionErrorCode', 'int16')],
        }),
      ],
    }),
  ],
};
