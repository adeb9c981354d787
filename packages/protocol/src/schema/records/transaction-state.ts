import { field, type RecordFamilyDeclaration } from '../declaration.ts';

export const transactionState: RecordFamilyDeclaration = {
  name: 'transaction-state',
  about: 'Records of `__transaction_state`: the state of transactional ids.',
  records: [
    {
      name: 'TransactionLogKey',
      about: 'TBD',
      type: 0,
      versions: '0',
      flexible: 'none',
      fields: [field('transactionalId', 'string')],
    },
    {
      name: 'TransactionLogValue',
      about: 'TBD',
      type: 0,
      versions: '0-1',
      flexible: '1+',
      fields: [
        field('producerId', 'int64'),
        field('previousProducerId', 'int64', { versions: '1+', tag: 0, default: -1 }),
        field('nextProducerId', 'int64', { versions: '1+', tag: 1, default: -1 }),
        field('producerEpoch', 'int16'),
        field('nextProducerEpoch', 'int16', { versions: '1+', tag: 3, default: -1 }),
        field('transactionTimeoutMs', 'int32'),
        field('transactionStatus', 'int8'),
        field('transactionPartitions', '[]PartitionsSchema', {
          nullable: '0+',
          fields: [field('topic', 'string'), field('partitionIds', '[]int32')],
        }),
        field('transactionLastUpdateTimestampMs', 'timestamp'),
        field('transactionStartTimestampMs', 'timestamp'),
        field('clientTransactionVersion', 'int16', { versions: '1+', tag: 2 }),
      ],
    },
  ],
};
