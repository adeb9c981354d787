import { type ApiDeclaration, field } from '../declaration.ts';

export const saslAuthenticate: ApiDeclaration = {
  key: 36,
  name: 'SaslAuthenticate',
  about:
    'Sent by a client after SaslHandshake v1: one step of the SASL exchange, until it is done and again before the session ends. v1 added the lifetime of the session (KIP-368).',
  versions: '0-2',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: [
    field('authBytes', 'bytes', {
      about: 'The token of the client, in the form of the mechanism.',
    }),
  ],
  response: [
    field('errorCode', 'int16'),
    field('errorMessage', 'string', {
      nullable: '0+',
      about: 'What the client may know of the failure; null if there is none.',
    }),
    field('authBytes', 'bytes', {
      about: 'The token of the server, in the form of the mechanism.',
    }),
    field('sessionLifetimeMs', 'duration', {
      versions: '1+',
      about:
        'The client must authenticate again within this time, in milliseconds; 0 if it need not.',
    }),
  ],
};
