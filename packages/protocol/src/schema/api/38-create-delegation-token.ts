import { type ApiDeclaration, field } from '../declaration.ts';

export const createDelegationToken: ApiDeclaration = {
  key: 38,
  name: 'CreateDelegationToken',
  about: 'TBD',
  versions: '1-3',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: [
    field('ownerPrincipalType', 'string', { versions: '3+', nullable: '0+' }),
    field('ownerPrincipalName', 'string', { versions: '3+', nullable: '0+' }),
    field('renewers', '[]CreatableRenewers', {
      fields: [field('principalType', 'string'), field('principalName', 'string')],
    }),
    field('maxLifetimeMs', 'duration'),
  ],
  response: [
    field('errorCode', 'int16'),
    field('principalType', 'string'),
    field('principalName', 'string'),
    field('tokenRequesterPrincipalType', 'string', { versions: '3+' }),
    field('tokenRequesterPrincipalName', 'string', { versions: '3+' }),
    field('issueTimestampMs', 'timestamp'),
    field('expiryTimestampMs', 'timestamp'),
    field('maxTimestampMs', 'timestamp'),
    field('tokenId', 'string'),
    field('hmac', 'bytes'),
    field('throttleTimeMs', 'int32'),
  ],
};
