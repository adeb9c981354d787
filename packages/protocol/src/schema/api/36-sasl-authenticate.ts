import { type ApiDeclaration, field } from '../declaration.ts';

export const saslAuthenticate: ApiDeclaration = {
  key: 36,
  name: 'SaslAuthenticate',
  about: 'TBD',
  versions: '0-2',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: [field('authBytes', 'bytes')],
  response: [
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { nullable: '0+' }),
    field('authBytes', 'bytes'),
    field('sessionLifetimeMs', 'duration', { versions: '1+' }),
  ],
};
