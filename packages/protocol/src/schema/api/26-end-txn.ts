import { type ApiDeclaration, field } from '../declaration.ts';

export const endTxn: ApiDeclaration = {
  key: 26,
  name: 'EndTxn',
  about: 'TBD',
  versions: '0-5',
  flexible: '3+',
  listeners: ['broker'],
  request: [
    field('transactionalId', 'string'),
    field('producerId', 'int64'),
    field('producerEpoch', 'int16'),
    field('committed', 'bool'),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('producerId', 'int64', { versions: '5+', default: -1 }),
    field('producerEpoch', 'int16', { versions: '5+', default: -1 }),
  ],
};
