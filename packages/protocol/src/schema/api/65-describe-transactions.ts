import { type ApiDeclaration, field } from '../declaration.ts';

export const describeTransactions: ApiDeclaration = {
  key: 65,
  name: 'DescribeTransactions',
  about:
    'Sent by admin clients to the transaction coordinator: the state of transactional ids (KIP-664).',
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
        field('transactionState', 'string', {
          about:
            'Empty, Ongoing, PrepareCommit, PrepareAbort, CompleteCommit, CompleteAbort or PrepareEpochFence.',
        }),
        field('transactionTimeoutMs', 'int32', {
          about: 'After this long the coordinator aborts the transaction, in milliseconds.',
        }),
        field('transactionStartTimeMs', 'timestamp', { about: '-1 if no transaction is open.' }),
        field('producerId', 'int64'),
        field('producerEpoch', 'int16'),
        field('topics', '[]TopicData', {
          about: 'The partitions in the open transaction.',
          fields: [field('topic', 'string'), field('partitions', '[]int32')],
        }),
      ],
    }),
  ],
};
