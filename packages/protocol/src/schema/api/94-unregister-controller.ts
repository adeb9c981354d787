import { type ApiDeclaration, field } from '../declaration.ts';

export const unregisterController: ApiDeclaration = {
  key: 94,
  name: 'UnregisterController',
  about: 'TBD',
  versions: '0',
  announced: 'none',
  flexible: '0+',
  listeners: ['broker', 'controller'],
  request: [field('controllerId', 'int32')],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { nullable: '0+' }),
  ],
};
