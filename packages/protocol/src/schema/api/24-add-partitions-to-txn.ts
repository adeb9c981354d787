import { type ApiDeclaration, field } from '../declaration.ts';

export const addPartitionsToTxn: ApiDeclaration = {
  key: 24,
  name: 'AddPartitionsToTxn',
  about:
    'Sent to the transaction coordinator before a partition is written, to make it part of the transaction. Up to v3 producers send it; from v4 on brokers do, which may also only verify (KIP-890).',
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
        field('verifyOnly', 'bool', {
          versions: '4+',
          about: 'True to check that the partitions are in the transaction and add none.',
        }),
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
      about: 'The partitions to add.',
      fields: [field('name', 'string'), field('partitions', '[]int32')],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16', { versions: '4+', about: 'An error of the whole request.' }),
    field('resultsByTransaction', '[]AddPartitionsToTxnResult', {
      versions: '4+',
      fields: [
        field('transactionalId', 'string', { versions: '4+' }),
        field('topicResults', '[]AddPartitionsToTxnTopicResult', {
          versions: '4+',
          fields: [
            field('name', 'string'),
            field('resultsByPartition', '[]AddPartitionsToTxnPartitionResult', {
              fields: [
                field('partitionIndex', 'int32'),
                field('partitionErrorCode', 'int16', {
                  about:
                    'OPERATION_NOT_ATTEMPTED if an error of another partition kept this one out.',
                }),
              ],
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
          fields: [
            field('partitionIndex', 'int32'),
            field('partitionErrorCode', 'int16', {
              about: 'OPERATION_NOT_ATTEMPTED if an error of another partition kept this one out.',
            }),
          ],
        }),
      ],
    }),
  ],
};
