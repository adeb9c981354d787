import { type ApiDeclaration, field } from '../declaration.ts';

export const addOffsetsToTxn: ApiDeclaration = {
  key: 25,
  name: 'AddOffsetsToTxn',
  about: 'TBD',
  versions: '0-4',
  flexible: '3+',
  listeners: ['broker'],
  request: [
    field('transactionalId', 'string'),
    field('producerId', 'int64'),
    field('producerEpoch', 'int16'),
    field('groupId', 'string'),
  ],
  response: [field('throttleTimeMs', 'int32'), field('errorCode', 'int16')],
};
