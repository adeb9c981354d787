import { type ApiDeclaration, field } from '../declaration.ts';

export const saslHandshake: ApiDeclaration = {
  key: 17,
  name: 'SaslHandshake',
  about: 'TBD',
  versions: '0-1',
  flexible: 'none',
  listeners: ['broker', 'controller'],
  request: [field('mechanism', 'string')],
  response: [field('errorCode', 'int16'), field('mechanisms', '[]string')],
};
