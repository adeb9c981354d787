import { type ApiDeclaration, field } from '../declaration.ts';

export const envelope: ApiDeclaration = {
  key: 58,
  name: 'Envelope',
  about: 'TBD',
  versions: '0',
  flexible: '0+',
  listeners: ['controller'],
  request: [
    field('requestData', 'bytes'),
    field('requestPrincipal', 'bytes', { nullable: '0+' }),
    field('clientHostAddress', 'bytes'),
  ],
  response: [
    field('responseData', 'bytes', { nullable: '0+', default: null }),
    field('errorCode', 'int16'),
  ],
};
