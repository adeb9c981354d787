import { field, type RecordFamilyDeclaration } from '../declaration.ts';

export const transactionState: RecordFamilyDeclaration = {
  name: 'transaction-state',
  about: 'Records of `__transaction_state`: the state of transactional ids.',
  records: [
    {
      name: 'TransactionLogKey',
      about: 'The key of the state of a transactional id.',
      type: 0,
      versions: '0',
      flexible: 'none',
      fields: [field('transactionalId', 'string')],
    },
    {
      name: 'TransactionLogValue',
      about:
        'The state of a transactional id; a missing value deletes it. v1 is written once `transaction.version` is at least 1 (KIP-890).',
      type: 0,
      versions: '0-1',
      flexible: '1+',
      fields: [
        field('producerId', 'int64'),
        field('previousProducerId', 'int64', {
          versions: '1+',
          tag: 0,
          default: -1,
          about:
            'The producer id of the last transaction that ended, for repeated requests; -1 if none.',
        }),
        field('nextProducerId', 'int64', {
          versions: '1+',
          tag: 1,
          default: -1,
          about:
            'The producer id that the producer gets when the transaction ends, if it changes; -1 if not.',
        }),
        field('producerEpoch', 'int16'),
        field('nextProducerEpoch', 'int16', {
          versions: '1+',
          tag: 3,
          default: -1,
          about: 'The epoch that goes with `nextProducerId`; -1 if there is none.',
        }),
        field('transactionTimeoutMs', 'int32', {
          about: 'After this long the coordinator aborts the transaction, in milliseconds.',
        }),
        field('transactionStatus', 'int8', {
          about:
            '0 empty, 1 ongoing, 2 prepare commit, 3 prepare abort, 4 committed, 5 aborted, 6 dead, 7 epoch fence.',
        }),
        field('transactionPartitions', '[]PartitionsSchema', {
          nullable: '0+',
          about: 'The partitions in the open transaction; null if there are none.',
          fields: [field('topic', 'string'), field('partitionIds', '[]int32')],
        }),
        field('transactionLastUpdateTimestampMs', 'timestamp'),
        field('transactionStartTimestampMs', 'timestamp', {
          about: '-1 if no transaction is open.',
        }),
        field('clientTransactionVersion', 'int16', {
          versions: '1+',
          tag: 2,
          about: 'The transaction version that the producer uses: 0, 1 or 2.',
        }),
      ],
    },
  ],
};
