import { type ApiDeclaration, field } from '../declaration.ts';

export const createDelegationToken: ApiDeclaration = {
  key: 38,
  name: 'CreateDelegationToken',
  about:
    'Sent by authenticated clients to the controller, through any broker: issues a delegation token (KIP-48). v3 can name another owner (KIP-373).',
  versions: '1-3',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: [
    field('ownerPrincipalType', 'string', {
      versions: '3+',
      nullable: '0+',
      about: 'Null to issue the token for the sender.',
    }),
    field('ownerPrincipalName', 'string', {
      versions: '3+',
      nullable: '0+',
      about: 'Null to issue the token for the sender.',
    }),
    field('renewers', '[]CreatableRenewers', {
      about: 'Who may renew the token besides its owner.',
      fields: [field('principalType', 'string'), field('principalName', 'string')],
    }),
    field('maxLifetimeMs', 'duration', {
      about:
        'After this time the token cannot be renewed, in milliseconds; -1 for the limit of the broker.',
    }),
  ],
  response: [
    field('errorCode', 'int16'),
    field('principalType', 'string'),
    field('principalName', 'string', { about: 'The owner.' }),
    field('tokenRequesterPrincipalType', 'string', { versions: '3+' }),
    field('tokenRequesterPrincipalName', 'string', {
      versions: '3+',
      about: 'Who asked for the token.',
    }),
    field('issueTimestampMs', 'timestamp'),
    field('expiryTimestampMs', 'timestamp', {
      about: 'The token is void after this time unless it is renewed.',
    }),
    field('maxTimestampMs', 'timestamp', {
      about: 'The token is void after this time in any case.',
    }),
    field('tokenId', 'string'),
    field('hmac', 'bytes', {
      about: 'The secret: the password for SCRAM, and the name of the token in the other requests.',
    }),
    field('throttleTimeMs', 'int32'),
  ],
};
