import { type ApiDeclaration, field } from '../declaration.ts';

export const unregisterBroker: ApiDeclaration = {
  key: 64,
  name: 'UnregisterBroker',
  about: 'TBD',
  versions: '0',
  flexible: '0+',
  listeners: ['broker', 'controller'],
  request: [field('brokerId', 'int32')],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { nullable: '0+' }),
  ],
};
