import { type ApiDeclaration, field } from '../declaration.ts';

export const saslHandshake: ApiDeclaration = {
  key: 17,
  name: 'SaslHandshake',
  about:
    'Sent by a client that opens a connection with SASL: picks the mechanism. After v1 the tokens travel in SaslAuthenticate, after v0 as frames without a header.',
  versions: '0-1',
  flexible: 'none',
  listeners: ['broker', 'controller'],
  request: [
    field('mechanism', 'string', {
      about: 'Such as PLAIN, SCRAM-SHA-256, SCRAM-SHA-512, OAUTHBEARER or GSSAPI.',
    }),
  ],
  response: [
    field('errorCode', 'int16'),
    field('mechanisms', '[]string', {
      about: 'What the listener allows, for a client whose choice it refused.',
    }),
  ],
};
