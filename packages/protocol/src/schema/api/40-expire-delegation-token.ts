import { type ApiDeclaration, field } from '../declaration.ts';

export const expireDelegationToken: ApiDeclaration = {
  key: 40,
  name: 'ExpireDelegationToken',
  about:
    'Sent by the owner or a renewer of a delegation token to the controller, through any broker: ends the token early.',
  versions: '1-2',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: [
    field('hmac', 'bytes', { about: 'The HMAC that CreateDelegationToken returned.' }),
    field('expiryTimePeriodMs', 'duration', {
      about: 'The token ends this long from now, in milliseconds; negative for at once.',
    }),
  ],
  response: [
    field('errorCode', 'int16'),
    field('expiryTimestampMs', 'timestamp', { about: 'The token is now void after this time.' }),
    field('throttleTimeMs', 'int32'),
  ],
};
