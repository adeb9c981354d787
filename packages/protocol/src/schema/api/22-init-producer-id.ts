import { type ApiDeclaration, field } from '../declaration.ts';

export const initProducerId: ApiDeclaration = {
  key: 22,
  name: 'InitProducerId',
  about:
    'Sent by producers to the transaction coordinator, or to any broker: gets a producer id and epoch, and fences earlier runs. v3 lets a producer resume (KIP-360), v4 added PRODUCER_FENCED, v5 TRANSACTION_ABORTABLE, v6 two-phase commit (KIP-939, not stable).',
  versions: '0-6',
  announced: '0-5',
  flexible: '2+',
  listeners: ['broker'],
  request: [
    field('transactionalId', 'string', {
      nullable: '0+',
      about: 'Null for a producer that is idempotent only.',
    }),
    field('transactionTimeoutMs', 'int32', {
      about:
        'After this long the coordinator aborts an open transaction, in milliseconds; else ignored.',
    }),
    field('producerId', 'int64', {
      versions: '3+',
      default: -1,
      about: 'What the producer had before, to get a new epoch of the same id; -1 for a new start.',
    }),
    field('producerEpoch', 'int16', {
      versions: '3+',
      default: -1,
      about:
        'The epoch that goes with `producerId`, which must be the current one; -1 for a new start.',
    }),
    field('enable2Pc', 'bool', {
      versions: '6+',
      about:
        'True if the client decides the outcome of transactions itself, so that they never time out.',
    }),
    field('keepPreparedTxn', 'bool', {
      versions: '6+',
      about: 'True to keep the open transaction, which would otherwise be aborted.',
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('producerId', 'int64', { default: -1 }),
    field('producerEpoch', 'int16', {
      about: 'Records with a lower epoch are refused from now on.',
    }),
    field('ongoingTxnProducerId', 'int64', {
      versions: '6+',
      default: -1,
      about: 'The producer id of the open transaction that was kept; -1 if there is none.',
    }),
    field('ongoingTxnProducerEpoch', 'int16', {
      versions: '6+',
      default: -1,
      about: 'The epoch of the open transaction that was kept; -1 if there is none.',
    }),
  ],
};
