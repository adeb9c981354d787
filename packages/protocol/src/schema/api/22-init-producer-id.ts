import { type ApiDeclaration, field } from '../declaration.ts';

export const initProducerId: ApiDeclaration = {
  key: 22,
  name: 'InitProducerId',
  about: 'TBD',
  versions: '0-6',
  announced: '0-5',
  flexible: '2+',
  listeners: ['broker'],
  request: [
    field('transactionalId', 'string', { nullable: '0+' }),
    field('transactionTimeoutMs', 'int32'),
    field('producerId', 'int64', { versions: '3+', default: -1 }),
    field('producerEpoch', 'int16', { versions: '3+', default: -1 }),
    field('enable2Pc', 'bool', { versions: '6+' }),
    field('keepPreparedTxn', 'bool', { versions: '6+' }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('producerId', 'int64', { default: -1 }),
    field('producerEpoch', 'int16'),
    field('ongoingTxnProducerId', 'int64', { versions: '6+', default: -1 }),
    field('ongoingTxnProducerEpoch', 'int16', { versions: '6+', default: -1 }),
  ],
};
