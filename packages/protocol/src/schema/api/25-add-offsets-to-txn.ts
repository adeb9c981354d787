import { type ApiDeclaration, field } from '../declaration.ts';

export const addOffsetsToTxn: ApiDeclaration = {
  key: 25,
  name: 'AddOffsetsToTxn',
  about:
    'Sent by producers to the transaction coordinator before TxnOffsetCommit: makes the offsets of a group part of the transaction. v4 added TRANSACTION_ABORTABLE; transactions of version 2 do without it (KIP-890).',
  versions: '0-4',
  flexible: '3+',
  listeners: ['broker'],
  request: [
    field('transactionalId', 'string'),
    field('producerId', 'int64'),
    field('producerEpoch', 'int16'),
    field('groupId', 'string', {
      about: 'The group whose partition of `__consumer_offsets` joins the transaction.',
    }),
  ],
  response: [field('throttleTimeMs', 'int32'), field('errorCode', 'int16')],
};
