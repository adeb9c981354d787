import { type ApiDeclaration, field } from '../declaration.ts';

export const listTransactions: ApiDeclaration = {
  key: 66,
  name: 'ListTransactions',
  about:
    'Sent by admin clients to every broker: the transactional ids of which the broker is the coordinator (KIP-664). v1 filters by duration (KIP-994), v2 by a pattern (KIP-1152).',
  versions: '0-2',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('stateFilters', '[]string', { about: 'The states to return; empty for all.' }),
    field('producerIdFilters', '[]int64', { about: 'The producer ids to return; empty for all.' }),
    field('durationFilter', 'duration', {
      versions: '1+',
      default: -1,
      about:
        'Only transactions that have been open longer than this, in milliseconds; negative for all.',
    }),
    field('transactionalIdPattern', 'string', {
      versions: '2+',
      nullable: '0+',
      default: null,
      about: 'A regular expression that the whole id must match; null or empty for all.',
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('unknownStateFilters', '[]string', {
      about: 'The states in the request that do not exist.',
    }),
    field('transactionStates', '[]TransactionState', {
      fields: [
        field('transactionalId', 'string'),
        field('producerId', 'int64'),
        field('transactionState', 'string', {
          about:
            'Empty, Ongoing, PrepareCommit, PrepareAbort, CompleteCommit, CompleteAbort or PrepareEpochFence.',
        }),
      ],
    }),
  ],
};
