import { type ApiDeclaration, field } from '../declaration.ts';

export const endTxn: ApiDeclaration = {
  key: 26,
  name: 'EndTxn',
  about:
    'Sent by producers to the transaction coordinator: commits or aborts the transaction. v4 added TRANSACTION_ABORTABLE, v5 hands out a new epoch for the next transaction (KIP-890).',
  versions: '0-5',
  flexible: '3+',
  listeners: ['broker'],
  request: [
    field('transactionalId', 'string'),
    field('producerId', 'int64'),
    field('producerEpoch', 'int16'),
    field('committed', 'bool', { about: 'True to commit, false to abort.' }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('producerId', 'int64', {
      versions: '5+',
      default: -1,
      about: 'The producer id for the next transaction, new if the epochs ran out; -1 on an error.',
    }),
    field('producerEpoch', 'int16', {
      versions: '5+',
      default: -1,
      about: 'The epoch for the next transaction; -1 on an error.',
    }),
  ],
};
