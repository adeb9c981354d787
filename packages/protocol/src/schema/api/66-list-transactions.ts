import { type ApiDeclaration, field } from '../declaration.ts';

export const listTransactions: ApiDeclaration = {
  key: 66,
  name: 'ListTransactions',
  about: 'TBD',
  versions: '0-2',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('stateFilters', '[]string'),
    field('producerIdFilters', '[]int64'),
    field('durationFilter', 'duration', { versions: '1+', default: -1 }),
    field('transactionalIdPattern', 'string', { versions: '2+', nullable: '0+', default: null }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('unknownStateFilters', '[]string'),
    field('transactionStates', '[]TransactionState', {
      fields: [
        field('transactionalId', 'string'),
        field('producerId', 'int64'),
        field('transactionState', 'string'),
      ],
    }),
  ],
};
