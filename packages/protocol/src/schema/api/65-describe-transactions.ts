import { type ApiDeclaration, field } from '../declaration.ts';

export const describeTransactions: ApiDeclaration = {
  key: 65,
  name: 'DescribeTransactions',
  about: 'TBD',
  versions: '0',
  flexible: '0+',
  listeners: ['broker'],
  request: [field('transactionalIds', '[]string')],
  response: [
    field('throttleTimeMs', 'int32'),
    field('transactionStates', '[]TransactionState', {
      fields: [
        field('errorCode', 'int16'),
        field('transactionalId', 'string'),
        field('transactionState', 'string'),
        field('transactionTimeoutMs', 'int32'),
        field('transactionStartTimeMs', 'timestamp'),
        field('producerId', 'int64'),
        field('producerEpoch', 'int16'),
        field('topics', '[]TopicData', {
          fields: [field('topic', 'string'), field('partitions', '[]int32')],
        }),
      ],
    }),
  ],
};
